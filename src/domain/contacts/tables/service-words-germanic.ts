import { list } from '../../app/tables/word-list.ts'

/**
 * Words that name a service, a shared task or the company itself (docs/reference/law.md#a1): several people, or nobody
 * in particular, read the mailbox. English, German, Dutch, and the few of other languages, in alphabetical order.
 */
export const englishServices = list(`
  abuse academics academy accessibility accommodation account accounting accounts acquisition acquisitions adm admin administrator administrators admins admissions adoption ads advertise advertising
  adverts advice advisors adwords aerospace affiliate affiliates aftercare aftersales agency agents airport alarm alarms alert alerts all alumni ambassador ambassadors ambulance analysts analytics
  announce announcements answers api app appeals applicants application applications apply appointments apprenticeships approvals apps aquatics archive archives armoury artwork asbestos ask askus
  assessment assets athletics attendance auctioneers auctions audio audiology authors automated automation awards backend backoffice backup bakery ballroom bank banking banqueting bar beauty
  benefits bereavement bid bids billing bills bistro bizdev board boarding boatyard booking bookings bookkeeping books bookstore bot bounce bounces box boxoffice branch brand branding brands breakfast
  brewery brochure broker brokers bugs bulletins burials bursary buses business butchery buy buying cafe calendar calibration call callcentre callout callouts campaign campaigns camps canteen care
  career careers cargo carpark cars cases cash casting catalogue catering cemetery certificates charity charters chat checkout chemicals childcare choir cinema circulation claim claims class classroom
  cleaners clerk clerks client clients clinic cloud club clubhouse coaches coaching code collections comments commercial commercials commissioning commissions committee comms communication
  communications community competition competitions complaints compliance components concerts concierge conditions conference conferences congregation connect conservation consultancy consultants
  consultation consultations consulting contactus content contract contractor contractors contracts contributions controls conversions conveyancing copy copyright coroner corporate costing council
  counselling counter course courses court covers creative credentials credit creditcontrol creditors crew cricket criminal crm cruises cuisine curriculum custcare customer customercare customers
  customerservice customerservices customersuccess customersupport customs custserv dairy data database dealer dealers dealership deals debt debtors debts defence deliveries delivery demo
  demonstrations dental dentist dentistry department departmental deployments deposits depot derm design designers desk detail dev developers development devops devteam diagnostics diary digest dining
  directory discounts discover discussion dispatch dispensary display distribution diversity diving divorce dns docs doctors domain domains donate donation donations donors donotreply download
  downloads drama drawings drivers dsar dutymanager earlycareers earlyyears ecommerce edi editor editorial education elections electoral electrical electronics email embassy emergencies emergency
  employees employment endowment engagement engineer engineering engineers enquire enquiries enquiry enrollment enrolment enterprise entertainment entries environment environmental equality equipment
  equity error errors estates estimates estimating estimators event events everybody everyone exams execs executive executives exhibitions exhibitors expenses experience expert experts export exports
  extensions external fabric fabrication facilities factory faculty families family faq farms fax feedback feeds fees fellows ferry festival figures files filings film finance fitness fixtures fleet
  florist foi food foodandbeverage foods football forecasting foreign forestry forklift form forms forum forwarding foundation founders franchise franchising freight friends frontdesk frontend
  frontoffice frontofhouse ftp fuel fulfillment fulfilment functions fund funding fundraising funds funeral funerals furniture gallery garages gardens gdpr general getintouch giftcards gifts global
  golf goodsin governance governors govt graduate graduaterecruitment graduates grants graphics greenkeeper grooming groundworks group grouphr groups growth guarantees guest guests guide guides gym
  hair hardware haulage headoffice headquarters health heating hello help helpdesk helpline hey hi highways hire hirefleet hiring holidays home homecare homes homeware hospital hospitality hospitals
  hosting hostmaster hosts housekeeping housing howdy hq hr humanresources hygiene ict ideas images implants implementation import imports inbound inbox incidents incoming indirect induction
  inductions industrial industries industry infant infection inform infosec infrastructure initiatives innovation inquiries inquiry insights inspections installations installs insurance intake
  integration integrations intelligence interior interiors interlibrary internal international interns internships interview interviews inventory invest investigations investment investor
  investorrelations investors invitations invites invoice invoices invoicing isolation it itdept itservices itsupport jewellery jira job jobs join joinus kiosk kitchen lab labels laboratory labs
  landlord landlords landscape laundry layout lead leaders leadership leads leaflets league learn learning leasing ledger ledgers legacies legal lettings liaison library licence licences licensing
  lifts lighting list listings litigation live livestock loans locations locksmith login logistics lost lottery lounge loyalty luggage machinery machines mailbox mailer mailerdaemon mailroom
  maintenance management manuals manufacturing maps marine market marketing marketplace materials maternity meals measurements mechanical media mediation medicals medicine meeting meetings meetup
  member members membership mentors merchandising merchant merchants message messages metrics mgmt midwife midwives migration millwork minibus ministry misc mkt mktg mobile mobility modelling models
  money monitor monitoring mortgages motor motoring motors movers moves museum music navigation negotiations netops network networks newbusiness news newsdesk newsletter newsletters newsroom
  nightmanager noc noreplies noreply notice notification notifications notify nps nurse nurseries nursery nursing nutrition obituaries occasion occupational offers office officers offices offsite
  onboarding oncology online onlineorders onsite operations operators opportunities ops optical optics optout order ordering orders outage outbound outdoors outlet outpatients outreach overseas
  oversight packaging packing paint panel paper parcels parishoffice parking partner partners partnership partnerships parts party pathology patient patientcare patients patterns pavilion pay payable
  payables payment payments payroll pensions people peopleops peopleteam performance permissions permits personnel pets pharmacy phishing phone photography photos physio physiotherapy picking pickup
  pitches placement placements plan planner planners planning planroom plans plastics platform plots podcast police policy polling pool portal portfolio post postbox postgraduate postmaster postroom
  ppc pr practice practicemanager preorders preparation presales prescription prescriptions preservation press pressoffice prevention prices pricing primary principals print printer printing prison
  privacy prizes probate process processing procurement produce producer producers product production products professional program programme programs project projects promo promotion promotions
  proofs properties property proposals prosecutions proshop prospectus protection provision publications publichealth publicity publicrelations publisher publishers publishing purchase purchases
  purchasing purser qa quality questions quotation quotations quote quotes racing radiology rates rating ratings readers recall receipts receivable receivables reception recommendations reconciliation
  records recruit recruiter recruiters recruiting recruitment recycling referral referrals refund refunds refurbishment refuse regional register registrar registration registry rehab relations release
  relocation relocations reminder reminders remittance remittances removals renewals rent rental rentals repair repairs replacement reply report reporting reports repro request requests research
  reservations reserve residential residents resolutions resource resources response restaurant restaurants restoration retail retention returns revenue reviews revops rewards rfp rfq rides rights
  risk risks riskteam rnd roads roofing room rooms root roster rota rotas rsvp rugby running runs safeguarding safety sales salesadmin salesdesk salesforce salesoffice salesops salessupport salesteam
  samples sampling satellite scan scanner schedule scheduled scheduling scheme schemes scholarships school schools science scouts screening sculpture sdr seafood search season seating secretariat
  secretary security seminars senate seo server servers service serviceability servicedesk servicing session sessions settlements sexualhealth shareholder shareholders shipments shipping ships shop
  shopping showroom showrooms shows signup signups site sitework skills smtp snacks soccer social societies software solutions sound sourcing spa spam spareparts spares speakers special specials
  sponsor sponsors sponsorship sport sports squash stadium staff staffing stage standards statements station stationery statistics stats status statutory stewards stock stocks storage store stores
  stories strategy structural student students studio studios study subcontractors submission submissions submit subscribe subscriber subscribers subscription subscriptions substitution success
  suggestions sundries supervision supervisors supplier suppliers supplies supply supplychain support supportdesk supporters supportteam suppression surgery survey surveyors surveys sustainability
  swim swimming switchboard sys sysadmin system systems tailoring talent talktous tasting tax taxation teachers teaching team teams tech technical technicalsupport technology techsupport telecom
  telecoms telemarketing telesales television tenants tender tendering tenders tennis terminal test tester testing textiles theatre theatres therapies therapy ticket ticketing tickets tickettoffice
  tiles tokens tools tourism toys trackers tracking trade trades trading traffic trailers trainees trainers training transactions transcripts transfers transformation transitions translation transport
  travel treasury trial trials trucks trust trustees tuition typing tyres undergraduate underwriters underwriting uniform uniforms union unsubscribe update updates upgrade upgrades usedcars user users
  utilities ux vacancies vaccination valeting valuation valuations vans vehicles vendor vendors ventures venue verification veterans vets video videos vineyard visit visitor visitors voice voicemail
  volume volunteer volunteering volunteers votes voucher wages waiting wards warehouse warranties warranty waste watch weather web webdev webinar webinars webshop website wedding weddings welcome
  welfare wellbeing whistleblowing wholesale wholesales widget wine wines wineshop wordpress work workflow workforce works workshop workshops writers www yoga youth
`)

/** German, with ae for ä. */
export const germanServices = list(`
  qs qm
  abfall abholung abo abonnement abrechnung abrechnungen abrechnungsstelle absage absatz abteilung abteilungsleitung abwasser abwicklung aemter agentur akademie akten aktion aktionaere aktionen
  aktuelles allgemein altenheim ambulanz amt amtsblatt anfrage anfragen angebot angebote anlagen anlagenbau anlieferung anmeldung anmeldungen annahme annahmestelle annoncen ansprechpartner anwaelte
  anwalt anzeige anzeigen anzeigenabteilung apotheke arbeit arbeitsschutz arbeitsvorbereitung archiv artikel arzt arztpraxis assistenz aufmass aufnahme auftraege auftrag auftragsabwicklung
  auftragsannahme auftragsbearbeitung auftragszentrum ausbildung ausgabe ausgang auskunft ausland ausleihe auslieferung ausschank ausschreibung ausschreibungen aussendienst ausstellung autohaus
  autovermietung azubi azubis bankett bauabteilung bauamt bauantrag baubuero bauen bauhof bauleitung bauplanung bauverwaltung bedarf behandlung beitraege belege belegung beratung bereitschaft bergbahn
  bericht berichte berichtswesen beschaeftigung beschaffung beschaffungswesen beschwerde beschwerden bestell bestellannahme bestellservice bestellung bestellungen bestellwesen besuch besuche besucher
  besucherdienst betreuung betrieb betriebe betriebsbuero betriebsrat betriebstechnik bewerber bewerbermanagement bewerbung bewerbungen bewertung bewertungen bezirk biblio bibliothek bilanz bildung
  blumenladen brennstoffe briefe broschueren buchhalter buchhaltung buchhandlung buchung buchungen buecherei buergerbuero buergermeisterbuero buergerservice buero bus callcenter campingplatz catering
  computer dachbau danke daten datenschutz datenverarbeitung debitoren debitorenbuchhaltung dekoration depot diagnostik dialog dienst dienste dienstleistung dienstleistungen dienstplan digitalisierung
  direktvertrieb dispo disposition dokumentation dolmetscher druck druckerei drucksachen edv eigentuemer eingang einkauf einkaufsabteilung einladung einrichtung einsatz einsatzleitung einsatzplanung
  eintritt einwohnermeldeamt eisenbahn elektrik elektro elektronik eltern empfang energie energieberatung entsorger entsorgung entwicklung entwuerfe erechnung ergotherapie ersatzteil ersatzteile
  ersatzteillager ersatzteilservice erziehung event eventmanagement export exporte fachhandel fahrschule fahrzeug fahrzeuge fahrzeugverkauf fakturierung familie familien fax feedback feier feiern
  ferien ferienwohnung ferienwohnungen fertigung fest feuerwehr fibu filiale filialen filialservice finanz finanzabteilung finanzbuchhaltung finanzen finanzierung finanzierungen firma firmen
  fitnessstudio flotte flottenmanagement foerderung foerderverein forderungen formular formulare forschung fortbildung foto fracht freigabe freizeit friedhof fruehstueck fuehrung fuehrungen fuhrpark
  fuhrparkmanagement fundbuero fussball gaeste gaestehaus galerie garantie gartenbau gastro gastronomie gebaeude gebaeudereinigung gebrauchtwagen gebuehren geburtshilfe gefahrgut gehalt gemeinde
  gemeindebuero gemeindeverwaltung genehmigungen geraete gericht geschaeft geschaeftsstelle gesundheit gesundheitsamt gewaehrleistung gewerbe gewerbeamt grafik grosshandel grundbuch grundstuecke
  gruppen gruppenreisen gutachten gutschein haendler hallo handel handwerk handwerker hauptsitz hausarzt hausmeister hausservice haustechnik hausverwaltung hebamme heimleitung heizung herstellung
  hilfe hilfsmittel hochschule hochzeit hochzeiten hofladen holzbau hotellerie hotline hygiene immobilien immobilienverwaltung impfung import impressum info infoline informationen infos infothek
  inkasso innendienst innovation insolvenz instandhaltung integration inventur investition investoren jobs jugend jugendamt jugendhaus junioren kaemmerei kalender kalkulation kaltakquise kantine
  kanzlei karriere kartenverkauf kasse katalog kataloge kataster kaufen keineantwort kfz kindergarten kirche kirchenbuero kita kleinanzeigen klima klinik kofferraum kommission kommunikation konditorei
  konferenz konferenzen kongress konstruktion kontakt kontakte konto kontrolle konzept konzerte kooperation kooperationen kostenrechnung kraftwerk krankenhaus kredit kredite kreditoren
  kreditorenbuchhaltung kreisverwaltung kueche kultur kunde kunden kundenberatung kundenbetreuung kundenbuero kundencenter kundendienst kundenservice kundensupport kundenzentrum kurier kursbuchung
  kurse kuverts labor laborant ladengeschaeft lager lagerlogistik lagerverwaltung landwirtschaft lastschrift leasing lebensmittel lehre lehrgang leistung leistungen lernen leserbriefe leserservice
  licht liefer lieferanten lieferung lieferungen liegenschaften lkw logistik logistikzentrum lohn lohnabrechnung lohnbuchhaltung lohnbuero mahnung mahnungen mahnwesen marketing markt marktplatz
  massage material materialausgabe materialwirtschaft mediathek medien mediengestaltung medizin medizintechnik mensa messe messebau messen messeteam miete mieten mieter mieterservice miettechnik
  mietverwaltung mitarbeiter mitglieder mitgliederservice mobil moebel montage monteure motor museum musik musikschule muster mvz nachhaltigkeit nachlass nachricht nachsorge naturschutz netz netze
  netzwerk neubau neukunden neuwagen newsletter niederlassung notar notariat notdienst notfall notruf objektbetreuung objekte oeffentlichkeitsarbeit oekologie offerten online onlinemarketing
  onlineredaktion onlineshop operativ optik orchester ordnungsamt organisation paket pakete palettenlager parkhaus partei partner patienten pension personal personalabteilung personalbuero
  personalentwicklung personalverwaltung personalwesen pfarramt pfarrbuero pferde pflanzen pflege pflegedienst pflegedienstleitung physiotherapie planung planungsbuero post postamt posteingang
  poststelle praevention praktika praktikanten praktikum praxis praxisteam preise presse presseamt pressestelle privatkundenberatung produkt produkte produktion produktmanagement projekt projektbuero
  projekte projektierung projektmanagement prospekte prozesse pruefstelle pruefung pruefungen pruefungsamt qualitaet qualitaetsmanagement qualitaetssicherung raeume rathaus rathauspost raumplanung
  rechnung rechnungen rechnungseingang rechnungspruefung rechnungsstelle rechnungswesen recht rechtsabteilung redaktion reha reinigung reinigungsdienst reise reisebuchung reisebuero reisekosten reisen
  reklamation reklamationen rentals reparatur reparaturen reporting reservierung reservierungen ressourcen restaurants retoure retouren rettungsdienst revision rezept rezepte rezeption
  risikomanagement rohstoffe rueckfragen rueckgabe rueckversand saatgut sachbearbeitung sanitaer schaden schadenabteilung schadenmeldung schadenservice schalter schichtleitung schiedsrichter
  schlosserei schreibbuero schreinerei schriftverkehr schulamt schulbuero schule schulsekretariat schulung schulungen schwimmbad seelsorge sekretariat seminar seminare senioren seniorenheim service
  servicebuero servicecenter serviceline servicetechnik shop sicherheit sicherheitsdienst software solar sonderbau sozial sozialamt sozialdienst soziales spedition speisekarte spende spenden
  spenderservice sponsoring sport sprachen sprachkurse sprechstunde stadtarchiv stadtbibliothek stadtmarketing stadtverwaltung stadtwerke stahlbau standesamt standesbeamte standort station statistik
  stelle stellen stellenangebote stellplatz steuer steueramt steuerberatung steuern stiftung stornierung strassenverkehrsamt studenten studentenwerk studienberatung studienbuero studio studium
  suedwest support tagung tagungen tanken tankstelle tanzschule tarif team technik technikum technisch technischer teile teiledienst teilehandel telefon telefondienst telefonie telefonzentrale termin
  terminal termine terminvereinbarung terminvergabe test theater therapie tickets tiefbau tiefbauamt tierarzt tiere tourismus tourist touristik touristinfo touristinformation trainings transport
  transporte trauer treuhand uebergabe uebersetzung uebersetzungen umbau umwelt umweltamt umzug unfall universitaet unterhalt unterkunft unterlagen unternehmenskommunikation unterricht urlaub
  veranstaltung veranstaltungen verein vereine vergabe vergabestelle verkauf verkaufsbuero verkaufsinnendienst verkehr verkehrsamt verlag verleih vermarktung vermessung vermietung verpackung
  verpflegung versand versandabteilung versandlogistik versicherung versicherungen versicherungsschutz verteiler vertraege vertrag vertragswesen vertrieb vertriebsassistenz vertriebsinnendienst
  vertriebsteam verwaltung video visitenkarten vorbestellung vorsorge vorstandsbuero vorverkauf wahlamt wahlen warenannahme warenausgang wareneingang warenwirtschaft wartung waschanlage wasserwerk
  webmaster weihnachten weinbau weine weingut weinprobe weinverkauf weiterbildung weiterleitung werbeabteilung werbung werk werkstatt werkzeugbau wesen wettbewerb widerruf willkommen winterdienst
  wirtschaft wirtschaftsfoerderung wissenschaft wohnbau wohnen wohnung wohnungen wohnungsbau zahlung zahlungen zahnaerzte zahnarzt zeitarbeit zeitschrift zeitung zentral zentralarchiv zentrale
  zentraleinkauf zentrallager zentrum zertifikate zimmerreservierung zoll zulassung zulieferer zusteller zustellung
`)

/** Dutch. */
export const dutchServices = list(`
  aanbesteding aangifte aangiften aankoop aankopen aanleveren aanlevering aanmelden aanmelding aanmeldingen aannemers aanschaf aanvraag aanvragen abonnees abonnementen accountancy accountbeheer
  activiteiten administratie advertenties advies adviseurs afdeling afdelingen afhaal afhalen afspraak afspraken afval afwezigheid agenda agrarisch algemeen ambulance antwoord apotheek apparatuur
  appartementen arbeid archief architecten artiesten artikelen artsen assistentie assortiment audit auto automatisering autos autoverhuur avond baan bakkerij balie banen bank bankzaken bar bedrijf
  bedrijfsbureau bedrijfsleven bedrijfsvoering bedrijven begeleiding begraafplaats begroting behandeling beheer belasting belastingen beleid bemiddeling berichten beroep bestelling bestellingen
  bestuur betaling betalingen beurs beurzen beveiliging bewaking bewindvoering bewoners bezoek bezoekers bezorging bezwaar bibliotheek binnendienst bioscoop bloemen boeken boekhandel boekhouding
  boeking boekingen boekingskantoor boerderij bonnen bouw bouwbedrijf bouwen brandstof brandweer brieven brochure brochures bruiloft bruiloften buitendienst burgerzaken bus buurt cadeau cadeaubon
  cadeaus calculatie camping catering centrum certificaten chauffeurs clienten club collectie commissie communicatie computers concerten congres congressen consultatie consument consumenten contracten
  contributie controle coordinatie correspondentie crediteuren cultuur cursisten cursus cursussen dagbesteding dagopvang dakbedekking data dealers debiteuren debiteurenbeheer declaratie declaraties
  deelnemers defensie design detachering diagnostiek dienst diensten dienstverlening dieren dierenarts digitaal directiesecretariaat distributie documenten donateurs donaties douane drukkerij drukwerk
  duurzaam duurzaamheid economie eigenaren electro elektro energie engineering entree erfgoed ergotherapie evaluatie evenementen examen examenbureau examens expeditie export fabriek facilitair
  facilitaire facturatie facturen facturering factuur familie feedback feest feesten festival fiets fietsen film financieel financien financiering fitness flex flexwerk folder fondsen fondsenwerving
  fotograaf fotografie fysio fysiotherapie garage garantie gasten gastouders gebouw gebouwbeheer gebouwen gebruik gebruikers gedrag geenantwoord geenreply gegevens geluid gemeente gemeentehuis
  gemeenteraad geschillen gezin gezondheid gids glasvezel goederen griffie groente groep groepen groepsreizen grond grondzaken groothandel hallo handel handhaving helpdesk hoofdkantoor horeca hotel
  huisarts huisartsen huisartsenpraktijk huisstijl huisvesting huizen hulp hulpverlening huren huur huurders huurzaken hygiene hypotheken ideeen import incasso incassos industrie informatie inkomsten
  inkoop inkoopfacturen inkopen inlichtingen innovatie inschrijving inschrijvingen inspectie installateurs installatie instroom integratie interieur internaat internationaal inventaris investeerders
  inzameling jeugd jeugdzorg jongeren jubileum juridisch kaarten kaartverkoop kamers kantine kantoor kapsalon kas kassa kennis kerkenraad ketenzorg keuken keuring keuringen kinderdagverblijf kinderen
  kinderopvang klacht klachten klant klantcontact klantcontactcentrum klanten klantendienst klantenservice klantreacties klanttevredenheid kleding klimaat kliniek klus koeriers koers kraamzorg
  kredieten kwaliteit kwaliteitsdienst kwekerij lab laboratorium landbouw lease leden ledenadministratie leerling leerlingen leerlingenzaken leerplein lesmateriaal levensmiddelen leverancier
  leveranciers levering leveringen levertijd lezers licenties logistiek loket loonadministratie loterij lunch maaltijden maatschappij maatwerk machines magazijn makelaar makelaardij makelaars
  management markt materiaal materialen materieel mededelingen medewerkers mediatheek medisch melding meldingen meldpunt melkvee mensen mentoraat metaal meubelen milieu milieuzaken mobiliteit montage
  monteur monteurs motoren muziek muziekschool natuur netwerk nietbeantwoorden nieuwbouw nieuws nieuwsbrief nieuwsbrieven noodgevallen notariaat notaris ochtend oefening offerte offertes olie omgeving
  onderaannemers onderdelen onderhoud onderhouden onderhoudsdienst ondernemers ondersteuning onderwijs onderwijsbureau onderzoek onthaal ontmoeting ontslag ontvangst ontwerp ontwerpen ontwikkeling
  oogzorg opdrachten openbaar openingstijden operatie opleiding opleidingen opslag optiek opvang orderdesk orderverwerking organisatie orkest ouderen ouderenzorg ouders overdracht overheid overname
  pakket pakketten parkeren parochie partijen passagiers pastoraat patienten pensioen pensioenen pers personeel personeelszaken personenvervoer persoonszaken plaatsing planning planningsbureau planten
  podium politie politiek portefeuille portiers post postkamer postkantoor praktijk presentatie preventie prijs prijzen privacyzaken prive productie productinformatie proefles programma project
  projectbureau projecten promotie psychologie publicaties publiek publiekszaken reacties reanimatie recepten receptie recht rechten rechtshulp reclamaties reclame reclamebureau recreatie recruitment
  redactie referenties regio registratie reiniging reisbureau reizen rekening rekeningen relatiebeheer relaties renovatie reparatie reparatiedienst reparaties reserveren reservering reserveringen
  restaurant retour retouren revalidatie risico rondleiding rondleidingen rooster roosters ruimte ruimtes salaris salarisadministratie sales samenwerking sanitair schade schadeherstel schadeservice
  schilderwerken school schoonmaak secretariaat secretaris sector selectie seminar senioren service servicebureau servicedienst serviceteam showroom slagerij sociaal software sollicitatie
  sollicitaties solliciteren spaarkas speciaal spoed sponsoren sponsoring sporten sporthal stadskantoor stagebureau stageplaatsen stages standplaats statistiek stichting storing storingen
  storingsdienst straat studenten studentenzaken studie studiezaken subsidie subsidies support tandarts tarieven taxatie taxaties techniek technisch technischedienst technologie telefonie telefoon
  telefooncentrale testen thuiszorg tickets toegang toerisme toetsing toezicht training trainingen transport transportplanning trouwen tuin tuincentrum tuinen uitgave uitgaven uitgeverij uitnodiging
  uitvaart uitvaarten uitverkoop uitvoering uitzend uitzendbureau uitzenden urenregistratie vaart vacature vacaturebank vacatures vakantie vakanties vastgoed veiligheid veiling verblijf verblijven
  verbouw verbouwing vereniging verenigingen vergader vergaderingen vergaderzalen vergunningen verhuizing verhuizingen verhuur verhuurders verkeer verkoop verkoopadvies verkoopbinnendienst verkopen
  verlichting verlof vermogen verpakking verpakkingen verpleging verslag vertaling vertalingen vertegenwoordigers vervoer verwarming verwerking verzekerden verzekering verzekeringen verzending verzuim
  verzuimbeheer vestiging vestigingen vlees vliegveld vloer vloeren voeding voertuigen voetbal voorlichting voorraad voorraden vormgeving vracht vragen vrienden vrijwilligers vve wachtlijst wagenpark
  wandelingen warmte wasserij waterschap webredactie webwinkel wedstrijden welkom werk werken werkenbij werkenbijons werkgevers werknemers werkplaats werkvoorbereiders werkvoorbereiding werving
  wetenschap wijkteam wijnen winkel winkels winkelverkoop wonen woning woningbouw woningen woonzorg zaal zaalverhuur zakelijk zaken zalen zalenverhuur ziekenhuis ziekmelden ziekmelding zonnepanelen
  zorg zorgadministratie zorgbureau zorgkantoor zorgverlening zwembad zwemmen
`)

/** Polish, Portuguese, Nordic and other languages: the most common words only. */
export const northernAndOther = list(`
  kadry faktury produkcja magazyn bok sugestoes producao armazem posvenda
  administrasjon apoio asiakaspalvelu assistencia atendimento bestilling biuro biuroobslugi bogholderi bokforing butik butikk candidaturas comenzi comercial compras comunicacao contabil contabilidade
  contabilitate contacto contato diretoria dzialhandlowy ekonomi encomendas engenharia ertekesites faktura fakturace fakturor faturacao faturamento financeiro formacao forsaljning geral handlowy
  henvendelse hjelp info informacoes inkop iroda jobb kansli kontakty ksiegowosc kundeservice kundservice kundtjanst lager laskutus loja marketing myynti myyntipalvelu nfo obchod objednavky obsluga
  obslugaklienta oferty okonomi orcamentos ordre ostot personal podpora posti postmottak praca prodej publicidade qualidade recepcao recepce recrutamento recursoshumanos redacao reklama reklamacje
  rekrutacja rendeles resepsjon reservas rezervari salg salj secretaria secretariat sekretariat serwis sklep sprzedaz suport suporte suprimentos tecnico tilbud toimisto vanzari vendas zakaz zakupy
  zamowienia zapytania
`)
