/** Words in a table are written apart by white space, in lower case and without accents. */
const list = (words: string): readonly string[] => words.trim().split(/\s+/u)

/** Words that name a service, a shared task or the company itself (legal-rules A1): several people, or nobody in particular, read the mailbox. */
const french = list(`
  acheteurs acheteur ascenseur assainissement candidature chargement collectivites coordination courtage debit dechets deplacement deplacements devoirs dir direct directions distributeurs enlevements entretien etiquettes exploitants fiches formulaire formulaires gerances heures installateurs intervention interventions justificatifs linge lots magasinier magasiniers marchandise marchandises permanence pesage photos portail preparation quai quais receptions referencement region regions retraite revendeurs sejours souscription startup symposium terrain tarif tarifs telephone televendeurs vehicules vendeurs
  acquereurs gendarmerie police pompiers affaires agent agents affacturage apprentissage archivage cfa comptoir conciergerie cotisations dossier dossiers etancheite evaluation interim metrage metre numeros ordonnancement parents pilotage plannings prescription proximite souscriptions surfaces tous vigilance
  abonnement abonnements accueil achat achats adherents adhesion adhesions administratif administration adv affretement agence agences
  alternance amenagement annonces appel appels appro approvisionnement approvisionnements archives asso assistance association assurance assurances
  atelier ateliers audit avantages banque base benevolat benevoles bibliotheque bienvenue billetterie bonjour boutique bureau bureaux caisse camping candidat candidats
  candidature candidatures carriere carrieres catalogue caveau cantine ccas centre chantier chantiers client clients clientele cnil collecte comite commande commandes
  commercial commerciale commerciaux commerciales commission communication compta comptabilite comptas compte comptes concours conformite conseil conseils consommateur consommateurs
  contact contacts contactez contacter contenieux contentieux controle cooperation copro copropriete courrier courriers courriel creances credit cse
  cuisine culture cabinet decoration demande demandes demenagement depannage depot depots deontologie
  devis diffusion digital distribution documentation domaine dons donnees donneespersonnelles douane economat ecole ecoute
  edition editions electricite emploi emplois encaissement enquete enquetes entrepot entreprise entreprises environnement equipe equipes espace
  espaceclient espacepro etatcivil etude etudes ete evenement evenements evenementiel exploitation expedition expeditions expertise export exports
  fabrication facturation facturations facture factures fiscal fiscalite flotte foncier formation formations fournisseur fournisseurs
  franchise franchises fidelite finance finances financement garage garantie garanties gestion gestionnaire gestionnaires gites grandscomptes
  hebergement hotel hotellerie hotline hygiene immobilier impression incident incidents info infos information informations informatique
  infogerance ingenierie innovation inscription inscriptions installation installations institutionnel instruction internet international intranet inventaire
  jeunesse juridique labo laboratoire lequipe litige litiges livraison livraisons locatif locative location locations logement logistique loyers
  magasin magasins mail mails mailing mairie maintenance marches marchespublics marketing mediation mediatheque mecenat medical menage messagerie methode methodes mobilite
  moyensgeneraux mutuelle negoce nepasrepondre nereponsepas noreponse numerique nettoyage offre offres openspace opposition organisation orientation outillage
  paie paies paiement paiements parc parrainage partenaire partenaires partenariat partenariats patrimoine payes periscolaire personnel personnels
  pharmacie photo piscine planification planning plateforme pointdevente pole poleclient poste prestataire prestataires presta prestation prestations presse prevention
  prevoyance production produit produits professionnel professionnels projet projets promotion propriete prospection protection publicite pub
  qualite qhse qse hse qvt questions rappel rayon reception recherche reclamation reclamations reclame recouvrement recouvrements recrute recrutement recrutements
  redaction reglement reglements regie relance relances relation relations relationclient relationsclients remboursement remboursements renseignement renseignements
  reparation reparations reseau reseaux reservation reservations resa resas ressources ressourceshumaines restaurant restauration retour retours rdv rendezvous
  rgpd rh salon salons sante sav scolarite scolaire seminaire seminaires secretariat secretaire secteur securite service services serviceclient serviceclients
  siege signalement sinistre sinistres site sites social societe solidarite souscription sport sports stage stages stagiaires standard stock stocks structure
  suivi surveillance syndic syndicat support systeme systemes taxe taxi tech technique techniques telephonie telesecretariat televente theatre tourisme
  traiteur transit transport transports travaux tresorerie urbanisme urgence urgences usine utilisateurs vente ventes vestiaire veille vie viescolaire vin vins visite visites
  voirie voyage voyages webmaster webmestre webmasters espaceclients hautdegamme
`)

const english = list(`
  adwords agents ambassador ambassadors announcements announce app application auctions automation backup bizdev branding bugs bulletins business calendar classroom clinic clerk clerks comments committee competition content contractors courses course crew directory donors emergency engagement enrolment enrollment errors error experts expert frontend graphics growth implementation insights internships interns investment leaders leadership ledger ledgers mentors merchants metrics mgmt mkt mktg offers officers performance ppc publishers remittance remittances reminders rfp rnd rsvp signups stories submit supervisors trainers trustees update webdev writers all headoffice boxoffice goodsin estimators drawings usedcars peopleops revops salesops salesforce netops sdr bdr dsar foi cad
  accessibility acquisition acquisitions advice advisors analysts automated assessment backend bills bot box brand brands cars class code commissions controls crew designers digest discussion diversity dns docs domain domains download downloads employees everybody execs executives fellows form forms founders homes hq incoming integrations internal invites invitations jira job junk labels list login meeting meetup misc monitor nps onsite outage parcels phishing pickup portfolio post preorders principals publisher recruiter recruiters recommendations reminder search seating stats study teachers teaching tendering tools tour ux voicemail wordpress frontofhouse wholesales
  abuse academics academy accommodation account accounting accounts acquisitions adm admin admins administrator administrators admissions ads adverts advertise advertising affiliate affiliates
  aftersales agency alarm alarms alert alerts alumni analytics answers api applications apply appointments approvals apps apprenticeships archive artwork ask askus assets
  backoffice bank banking benefits bid bids billing board bookings booking bookkeeping books bounce bounces branch brochure buy buying
  cafe callcentre campaign campaigns care careers career cases cash catering chat charity claim claims client clients cloud club coaching commercial communications community complaints compliance comms
  concierge conferences conference connect contactus consultancy consulting contract contracts copyright corporate council creative credit creditcontrol creditors crm custcare customer customers customercare
  customerservice customerservices customersuccess customersupport custserv data database deals debtors delivery deliveries demo department deployments depot design desk dev developers development devops devteam dealers discover dispatch
  display distribution donations donate donotreply drivers ecommerce edi editor editorial education email employment engineer engineering engineers enquire enquiries enquiry enterprise equipment estates estimates estimating event events everyone exams executive
  expenses experience export exports facilities faculty faq fax feedback feeds files film filings finance fitness fleet foundation franchise franchising frontdesk frontoffice ftp fulfilment fulfillment fundraising general
  gallery gdpr getintouch giftcards global golf govt grants graduates group grouphr guest guests gym health hello helpdesk help hey hi hire hiring holidays home hospitality hosting hostmaster housekeeping housing howdy
  hr humanresources ict ideas images import imports inbound inbox industrial industry infosec infrastructure innovation inquiries inquiry inspections insurance integration international internships
  invest investor investors investorrelations invoice invoices invoicing it itdept itsupport itservices jobs join joinus kitchen lab labs lead leads learn learning leasing legal lettings library licensing list listings live loans
  logistics lost mailer mailerdaemon mailbox mailroom maintenance management manufacturing market marketing marketplace media mediation meetings member members membership merchandising merchant message messages mobile money monitoring mortgages motors museum music
  network networks newbusiness news newsdesk newsletter newsletters newsroom noc nobody noreply noreplies notification notifications notify notice nurse nursery office offices online onlineorders onboarding operations operators ops optout order ordering orders outbound outreach
  packaging parking partner partners partnership partnerships parts party patients pay payment payments payable payables payroll people peopleteam permissions pensions pharmacy phone photos photography planning platform podcast policy pool portal postbox postmaster pr presales press pressoffice
  printing print printer privacy procurement product production products professional program programme programs project projects promo promotions promotion property properties proposals publications publicity publicrelations publishing purchase purchases purchasing
  qa quality questions quotations quotation quote quotes receipts reception receivable receivables records recruit recruiting recruitment recycling referrals refunds refund register registrar registration registry relations release removals rent rental rentals repair repairs reply report reports reporting request requests
  research reservations reserve residents resource resources response restaurant retail returns revenue reviews rewards root rota safety sales salesteam salesdesk salesoffice salesadmin salessupport safeguarding scan scanner schedule scheduling scholarships school schools science
  secretariat secretary security seo server servers service servicedesk servicing shareholder shareholders shipments shipping shop shopping showroom signup site smtp social software solutions sourcing spares spa spam sponsorship sponsors sports staff staffing standards statements statistics status stock stocks store stores
  strategy student students studio studios submissions subscribe subscriber subscribers subscription subscriptions success suggestions supplier suppliers supply supplychain support supportdesk supportteam surgery survey surveys sustainability switchboard sys sysadmin system systems
  talent talktous tax team teams tech technical technicalsupport technology techsupport telecoms telesales tender tenders test tester testing theatre tickets ticket tickettoffice tours tourism trade traffic trading training trainees transactions transfers translation transport travel treasury trial
  trust unsubscribe updates usedcars user users valuations vendor vendors venue visit visitor visitors volunteer volunteering volunteers voucher warehouse warranty web webinar webinars webshop website welcome welfare wholesale widget work workshop workshops www
`)

const german = list(`
  aemter amt annahmestelle ausgang auslieferung bestell bestellannahme bestellwesen bewertung bewertungen buchhalter callcenter dienst dienste eingang einsatz einsatzleitung einsatzplanung formular gebaeude gebaeudereinigung gebrauchtwagen hotline infoline infothek kaltakquise kontrolle kurse laborant leistung leistungen liefer logistikzentrum marktplatz muster neuwagen notruf objekte pflege pflegedienst pruefstelle reinigung rezepte rueckfragen schriftverkehr serviceline spende spenden stelle stellen teile teiledienst teilehandel telefonzentrale umzug unterlagen verteiler vorbestellung wesen zentrallager zentrum
  abo abonnement abrechnung abrechnungen abteilung abwicklung agentur akademie aktion aktionaere allgemein anfrage anfragen angebot angebote anmeldung anmeldungen annahme anzeige anzeigen apotheke arbeitsschutz
  archiv arztpraxis auftrag auftraege auftragsabwicklung auftragsannahme auftragsbearbeitung ausbildung auskunft ausland aussendienst ausschreibung ausschreibungen ausstellung autohaus
  bauamt bauhof bauleitung beratung beschaffung beschwerde beschwerden bestellung bestellungen bestellservice betrieb betriebe betriebsrat bewerber bewerbung bewerbungen bibliothek bildung buchhaltung buchung buchungen buchhandlung buero buergerservice buergerbuero
  catering danke datenschutz debitoren debitorenbuchhaltung disposition dispo dokumentation drucksachen edv einkauf einkaufsabteilung einladung elektronik empfang entsorgung entwicklung ersatzteil ersatzteile ersatzteilservice erechnung export
  fachhandel fahrschule fakturierung feedback fertigung fibu filiale filialen finanzbuchhaltung finanzen finanz foerderung forschung freigabe fuhrpark garantie gemeinde gesundheit gewaehrleistung grosshandel gutschein
  haendler hallo handel handwerk hauptsitz haustechnik hausmeister hausverwaltung hilfe hochschule immobilien impressum info infos informationen innendienst innovation instandhaltung investoren
  jobs kanzlei karriere kasse kataster keineantwort kindergarten kita klinik kommunikation konstruktion kontakt kontakte konto kreditoren kreditorenbuchhaltung kueche kultur kunde kunden kundenbetreuung kundencenter kundendienst kundenservice kundensupport kurse
  labor lager lagerverwaltung lieferanten lieferung lieferungen logistik lohn lohnbuchhaltung lohnbuero mahnung mahnungen mahnwesen marketing materialwirtschaft medien messe miete mietverwaltung mitarbeiter mitglieder mitgliederservice montage museum
  nachricht neukunden newsletter niederlassung notdienst notfall oeffentlichkeitsarbeit offerten onlineshop ordnungsamt partner patienten personal personalabteilung personalbuero personalwesen planung post postamt posteingang poststelle praktikum praxis presse pressestelle
  produktion projekt projekte pruefung qualitaet qualitaetsmanagement qualitaetssicherung rathaus rechnung rechnungen rechnungseingang rechnungspruefung rechnungsstelle rechnungswesen recht rechtsabteilung redaktion reise reisen reisebuero reklamation reklamationen reparatur reparaturen reservierung reservierungen retoure retouren rezeption
  schadenservice schaden schulung schulungen schule sekretariat seminar seminare service servicecenter shop sicherheit sport stadtverwaltung stadtwerke standesamt steuer steuern stellenangebote studio support
  team technik technisch technischer telefon termin termine terminvereinbarung tourismus tourist transport umwelt veranstaltung veranstaltungen verein verkauf verkaufsbuero verkaufsinnendienst verlag vermietung verpackung versand versandabteilung versicherung versicherungen vertrag vertraege vertrieb vertriebsinnendienst vertriebsteam verwaltung
  warenannahme warenausgang wareneingang wartung webmaster weinbau weingut weiterbildung werbung werk werkstatt werkzeugbau widerruf willkommen zahlung zentrale zentral zentraleinkauf zoll zulassung zustellung
`)

const spanish = list(`
  almacenista aprovisionamiento cafeteria campus canal canaldenuncias canaletico cartera cobranzas colegiados compliance cotizaciones cotizacion denuncias embarques escuela etico exterior ferias financiera financiero fundacion gerencias gestiones hospital informes inscripcion juridico licencias logistico matricula museo negocio nomina operador palets patrocinio preguntas procesos recogidas reparto repuestos solicitudes subastas tramites usuario viviendas
  administrativo admisiones capacitacion consultoria contactenos cultura equipo redaccion reservaciones todos zona
  academia acceso accionistas administracion admon agencia albaranes alumnos almacen almacenes alquiler alquileres anuncios aparcamiento archivo asesoria asistencia asociacion atencion atencionalcliente atencioncliente atencionclientes ayuda ayuntamiento
  bienvenidos biblioteca calidad campana caja candidatos candidaturas central centralita ciudadano clientes cliente clinica cobros colaboradores comercial comerciales compra compras comunicacion comunicaciones comunidad concesionario consulta consultas consumidores contabilidad contacta contactar contactanos contacto contactos contratacion correo correos cuentas curriculum cursos
  delegacion delegaciones departamento deportes desarrollo despacho devoluciones distribuidores distribucion donaciones empleo empleos empresa empresas envios estudios estudiantes eventos expediciones exportacion exportaciones
  fabrica facturacion factura facturas farmacia finanzas finca fincas fiscal formacion ganaderia gestion gestoria granja hola hosteleria hotel importacion incidencias industria informacion informatica ingenieria inmobiliaria inscripciones instalaciones internacional inversores
  laboral laboratorio legal licitaciones logistica lopd mantenimiento matriculas mensajes mercado mostrador montaje noresponder nominas notificaciones novedades obras oficina oficinas ofertas operaciones pagos panaderia pedido pedidos personal planta postventa prensa presupuesto presupuestos preventa produccion producto productos protecciondedatos proveedores proyecto proyectos publicidad
  quejas rrhh rgpd recambios recepcion reclamaciones reclutamiento recursoshumanos recursos redes reparaciones reserva reservas residencia restaurante riesgos sat secretaria seguridad seguros seleccion servicio servicios siniestros sistemas socios sociales soporte sugerencias suministros suscripciones
  taller talleres tecnico tecnica tecnologia tesoreria tienda tiendas trabajaconnosotros trabajo trafico transporte transportes turismo urgencias usuarios venta ventas ventasonline viajes visitas voluntariado web
`)

const italian = list(`
  accesso affitti ambiente appalti approvvigionamenti arrivo banca bandi biglietti calendario campioni cataloghi cataloghi controllo corriere elettronica esposizioni fatturazioneelettronica fidelizzazione galleria logistico mostre museo noleggi ospedale partner permessi piscina posta postvendita prestiti pratica pratiche presenze proposte protocollo recupero recuperocrediti reclutamento rimborsi ritiri showroom soccorso solleciti sportello stipendi tessere trasferte turni uff valutazioni vetrina visite volontariato
  abbonamenti accettazione accoglienza acquisti acquisto agenzia agenzie amministrazione amministrativo amm appuntamenti archivio assicurazioni assistenza assistenzaclienti assistenzatecnica associazione avvocati azienda aziende bandi biblioteca biglietteria bollette bottega
  cantiere cantina cassa candidature carrozzeria centralino centro ciao clienti cliente commerciale commerciali comunicazione comune concessionaria condominio conferme consegne consulenza consulenze contabilita contatti contattaci contatto contenzioso corsi corrispondenza crediti
  didattica dipendenti direzionelavori distribuzione ditta documenti dogana ecommerce editoria esportazione estero eventi export fabbrica farmacia fatturazione fatture fattura finanza fiere fiscale formazione fornitori fornitura franchising
  garanzia gare gestione immobiliare importazione impianti impresa informatica informazioni informazione iscrizioni istituto laboratorio lavoraconnoi lavoro legale logistica magazzino manutenzione mensa mercato negozio negozi noleggio nonrispondere
  offerte officina ordine ordini orario ospitalita ospiti paghe pagamenti partecipazioni parrocchia patronato personale preventivi preventivo prenota prenotazione prenotazioni prevendita prodotti produzione progetti progettazione promozione promozioni protocollo pubblicita
  qualita reclami reclamo redazione resi reparto ricambi ricerca richieste ricevimento ristorante riparazioni risorseumane risorse rivenditori scuola scuole sede segnalazioni segreteria selezione selezioni seminari servizi servizio servizioclienti servizitecnici sicurezza sinistri sistemi sito soci soggiorno spedizioni spedizione stabilimento stage stampa studenti studio supporto sviluppo
  tecnico tecnica tesoreria ticket trasporti trasparenza turismo ufficio uffici ufficioacquisti ufficiostampa ufficiotecnico umane utenti vendite vendita viaggi vivaio volontari
`)

const dutch = list(`
  aankoop aankopen aanschaf agenda assortiment bedrijfsbureau bezoek boekhandel centrum contracten coordinatie dagbesteding data debiteurenbeheer dealers directiesecretariaat expeditie feedback fietsen folder gegevens groothandel hulp huisvesting incasso inkomsten kassa ketenzorg kinderopvang klantcontactcentrum klus leerlingen leverancier loket makelaardij meldingen meldpunt melding mensen nieuwbouw olie onderhouden onderzoek ontmoeting opvang orderdesk ouders post postkamer projectbureau recepten rooster sponsoring storing storingen tarieven telefooncentrale tuin verblijf verbouw verkoopadvies vervoer verzuimbeheer voorraad werkvoorbereiding wijkteam winkels zaken zalen
  aanbesteding aanmelden aanmelding aanmeldingen aanvraag aanvragen abonnementen accountancy administratie advertenties advies adviseurs afdeling afspraak afspraken algemeen antwoord apotheek assistentie automatisering balie bedrijf bedrijven beheer bestelling bestellingen bestuur betaling betalingen bezorging bezwaar bibliotheek binnendienst boekhouding boekingen boeking buitendienst
  calculatie catering clienten communicatie controle crediteuren cursussen debiteuren declaraties dienst diensten distributie documenten donateurs evenementen facilitair facilitaire facturatie factuur facturen familie financien financieel fotografie garage garantie gebruikers geenantwoord geenreply gemeente gezondheid hallo handel helpdesk hoofdkantoor horeca huur
  inkoop inkopen inkoopfacturen inschrijving inschrijvingen inlichtingen informatie installatie juridisch kantine kantoor kas kennis keuken klacht klachten klant klanten klantendienst klantenservice klantcontact klantreacties klanttevredenheid kwaliteit laboratorium ledenadministratie leden lease leveranciers levering leveringen logistiek loonadministratie
  magazijn makelaar makelaars mededelingen milieu monteurs montage nieuws nieuwsbrief nietbeantwoorden offerte offertes ondersteuning onderhoud onderdelen onderwijs ontvangst onthaal ontwikkeling opdrachten opleiding opleidingen orderverwerking organisatie
  patienten personeel personeelszaken pers planning politie praktijk prive productie projecten reacties receptie reclame reclamaties redactie registratie reizen reparatie reparaties reserveren reservering reserveringen restaurant retour retouren salaris salarisadministratie schade secretariaat school service servicedienst sollicitatie sollicitaties sollicitaties solliciteren stichting studenten support
  techniek technisch technischedienst telefonie transport uitgeverij uitnodiging uitvoering vacature vacatures vastgoed veiligheid verhuur verkoop verkopen verkoopbinnendienst vereniging vergunningen verzekeringen verzending verzuim vestiging vestigingen vragen voorlichting vrijwilligers wagenpark webwinkel welkom werkenbij werkplaats winkel wonen zorg zorgadministratie
`)

const northernAndOther = list(`
  biuro biuroobslugi dzialhandlowy handlowy ksiegowosc kontakty marketing obsluga obslugaklienta oferty praca reklamacje rekrutacja sekretariat serwis sklep sprzedaz zamowienia zapytania zakupy
  contato contabil diretoria engenharia faturamento publicidade redacao suprimentos zakaz
  apoio assistencia atendimento candidaturas comercial compras comunicacao contabilidade contacto encomendas faturacao financeiro formacao geral informacoes loja marketing orcamentos qualidade recepcao recrutamento recursoshumanos reservas secretaria suporte tecnico vendas
  reklama rezervari zakaz
  administrasjon asiakaspalvelu bestilling bogholderi bokforing butik butikk ekonomi faktura fakturor forsaljning henvendelse hjelp inkop jobb kansli kundeservice kundservice kundtjanst lager laskutus myynti myyntipalvelu okonomi ordre ostot personal posti postmottak resepsjon salg salj tilbud toimisto
  info nfo obchod objednavky fakturace podpora prodej recepce rendeles iroda ertekesites comenzi vanzari contabilitate secretariat suport
`)

/** Answers by machines: whatever follows the word (a number, a ticket) names no person. */
export const machineWords: ReadonlySet<string> = new Set(list(`
  noreply noreplay norepy donotreply dontreply donotrespond nepasrepondre nereply noresponder nonrispondere nietbeantwoorden keineantwort nichtantworten noresponse bounce bounces mailerdaemon
  notification notifications notify unsubscribe mailer autoreply postmaster alert alerts
`))

/** Bodies that are followed by a place or a name they carry in honour of somebody, never by a person who reads the mailbox. */
export const bodyWords: ReadonlySet<string> = new Set(list(`mairie mairies commune prefecture sousprefecture lycee college ecole universite ccas
  gemeinde rathaus stadtverwaltung grundschule gymnasium ayuntamiento ajuntament colegio comune municipio gemeente townhall paroisse parrocchia`))

/** Functions that one person holds at a time (legal-rules A5). */
const functions = list(`
  pdg dirigeant dirigeants dirigeante gerant gerante gerance cogerant president presidente presidence presidents vicepresident directeur directrice directeurs dirigeante direction directiongenerale directeurgeneral dirgen dircom dirco fondateur fondatrice
  patron responsable responsables daf drh dsi rssi dpo dga raf rrh chef cheffe maire proviseur tresorier tresoriere comptable conservateur intendant intendance intendante gestionnairesite delegue deleguee secretairegeneral adjoint economiste
  assistant assistante assistantedirection stagiaire stagiaires apprenti alternant
  ceo cfo cto coo cmo cio cpo cro ciso cso chro chairman chairwoman chairperson chair president director directors directorgeneral manager managers managingdirector managingpartner owner owners founder founders cofounder proprietor head headteacher headmaster principal coordinator superintendent supervisor receptionist estimator officemanager
  rector controller accountant bursar treasurer secretarygeneral dataprotectionofficer partnermanager buyer editorinchief matron vicar
  geschaeftsfuehrung geschaeftsfuehrer geschaeftsfuehrerin geschaeftsleitung geschaeftsleiter vorstand vorstandssekretariat inhaber inhaberin leitung leiter leiterin chefarzt chefsekretariat datenschutzbeauftragter datenschutzbeauftragte dsb buergermeister rektor rektorat schulleitung vertriebsleitung vertriebsleiter verkaufsleitung verkaufsleiter einkaufsleitung einkaufsleiter betriebsleitung betriebsleiter produktionsleitung personalleitung personalleiter marktleiter filialleiter filialleitung werkleitung werksleitung itleitung marketingleitung vorsitzender praesident
  gerencia gerente direccion direcciongeneral directora directorcomercial jefe jefa encargado encargada propietario presidencia alcaldia alcalde administrador
  direzione direzionegenerale direttore direttrice titolare amministratore amministratoredelegato presidenza presidente responsabile capo sindaco dirigente preside legalerappresentante
  directie directeur zaakvoerder eigenaar bedrijfsleider bedrijfsleiding voorzitter bestuurder hoofd burgemeester mayor captain teacher advisor coordinator filiaalmanager bedrijfsvoering vestigingsmanager
  dyrektor prezes diretor gerencia administracao daglig ledelse direktion toimitusjohtaja
`)

/** German keyboards write ü as ue or, in haste, as u: both readings of a word. */
const bothSpellings = (words: readonly string[]): string[] => words.flatMap((word) => [word, word.replace(/ae/gu, 'a').replace(/oe/gu, 'o').replace(/ue/gu, 'u')])

/** Functions of one person (legal-rules A5), in all languages. */
export const functionWords: ReadonlySet<string> = new Set(bothSpellings(functions))

/** Everything that makes a role mailbox, functions left out. */
export const roleWords: ReadonlySet<string> = new Set([
  ...french, ...english, ...bothSpellings(german), ...spanish, ...italian, ...dutch, ...northernAndOther, ...machineWords, ...bodyWords,
].filter((word) => !functionWords.has(word)))
