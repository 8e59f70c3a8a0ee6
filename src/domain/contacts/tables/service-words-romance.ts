import { list } from '../../app/tables/word-list.ts'

/**
 * Words that name a service, a shared task or the company itself (docs/reference/law.md#a1): several people, or nobody
 * in particular, read the mailbox. French, Spanish and Italian, in alphabetical order.
 */
export const frenchServices = list(`
  be com sec prod log bdc
  abattoir abonnement abonnements accueil achat achats acheteur acheteurs acquereurs actionnaires activites actualites adherents adhesion adhesions administratif administration adv affacturage
  affaires affichage affretement agence agencement agences agent agents aide aideenligne aides alimentation alternance ambulance ambulances amenagement amicale analyses animation animations annonces
  antenne apel appel appels applications apprentissage appro approvisionnement approvisionnements arbitrage architecte architectes archivage archives arrets artisanat ascenseur assainissement
  assemblage assises assistance asso association assurance assurances astreinte astreintes atelier ateliers attestations audit auditions avantages avocats balance banque banquet banquets base
  benevolat benevoles bibliotheque bienvenue billets billetterie blanchisserie blog bonjour bourse boutique brigade bulletins bureau bureaux cabinet caisse camions camping candidat candidats
  candidature candidatures cantines cardiologie carriere carrieres carrosserie casting catalogue caveau ccas centrale centre cfa chaine chantier chantiers charge chargedaffaires chargement chargements
  charges chaudronnerie chauffeurs chiffrage chirurgie client clientele clients clinique cnil codir collaborateurs collecte collections collectivites comex comite commande commandes commercial
  commerciale commerciales commerciaux commission communication compta comptabilite comptage comptas compte comptes compteurs comptoir concerts concierge conciergerie concours conducteur conducteurs
  conduite conformite conges congres conseil conseiller conseillers conseils conservation consommateur consommateurs consultation consultations contact contacter contactez contacts contenieux
  contentieux contrat contrats controle convocations cooperation coordination copie copieur copieurs copro copropriete cotation cotations cotisations courriel courrier courriers cours courtage
  couverture covoiturage cpam cpe creances creation creations creche creches credit crematorium crous cse cuisine culture ddt ddtm debit dechets dechetterie declarations decoration decoupe defense
  degustation demande demandes dematerialisation demenagement dentaire deontologie depannage depart departs dependance deplacement deplacements depot depots desinscription detachement devis deviseur
  devoirs diagnostic diagnostics dialyse diffusion digital dir direct directions discipline dispatching distributeurs distribution documentation doleances domaine donnees donneespersonnelles dons
  dossier dossiers douane dpae drac dreal dsden eaux ecole ecologie economat economie ecoute edition editions education ehpad elections electricite eleves elus emballage emission emploi emplois
  encaissement energie energies enfance engagement enlevements enquete enquetes enseignement enseignements entree entrees entrepot entreprise entreprises entretien environnement environnements
  epicerie equipe equipes erp escales espace espaceclient espaceclients espacepro espacesverts essai essais etablissement etancheite etatcivil etiquettes etude etudes evaluation evenement evenementiel
  evenements expedition expeditions expertise exploitants exploitation export exports exposants exposition expositions fablab fabricants fabrication facades facturation facturations facture factures
  facturier ferme fiches fichiers fidelite filiale filiales finance financement financements finances fiscal fiscalite fiscalites flotte foncier fonderie forage foret formation formations formulaire
  formulaires forum fouilles fournisseur fournisseurs fourniture fournitures frais franchise franchises fraude fret funeraire garage garantie garanties gardes gardien gardiennage gardiens gendarmerie
  geomatique gerances geriatrie gestion gestiondesstocks gestionnaire gestionnaires gites golf gouvernance grandscomptes gravure greffe greta grossistes groupes guichet guichets guides habilitations
  handicap hautdegamme hebergement herbergement heures horaires hospitalisation hotel hotellerie hotesse hotesses hotline hse huissier huissiers hygiene imagerie immobilier import importation
  impression imprimante imprimerie incident incidents industrialisation infirmerie infirmeries infirmiers influence info infocom infogerance information informations informatique infos infra
  infrastructures ingenierie injection innovation inscription inscriptions inspection inspections installateurs installation installations institutionnel instruction intendants interieur interim
  international internet intervention interventions intranet inventaire investissement investisseurs itineraires iut jardinerie jeunesse jouet juridique juristes justificatifs kine labo
  laboratoire labos lavage laverie legionellose lequipe libraire librairie licence licences liens linge litige litiges livraison livraisons livraisonsclients locatif location locations locative locaux
  logement logements logistique loisirs lotissement lots loyers machines magasin magasinage magasinier magasiniers magasins mail mailing mails maintenance mairie manifestation manifestations
  manutention maraichage marchandise marchandises marches marchespublics mariage mariages marketing maternelle maternite mecanique mecenat mecenes medecin medecins mediatheque mediation medical
  medicaments menage messagerie messages messe mesures metallerie meteo methode methodes metrage metre metreur metreurs metrologie ministere mission missions mobilite modelage montage moteurs moulage
  moyensgeneraux musee musees musique mutations mutuelle mutuelles navettes negoce negociation negociations nepasrepondre nereponsepas nettoyage nettoyages neurologie niveaux noreponse notaire
  notaires numerique numeros nutrition obseques occasions oenologie officine offre offres oncologie openspace operateurs operation operations opposition optimisation optique orchestre ordonnancement
  ordonnances organisation organisme orientation osteopathie outillage outils ouverture paie paiement paiementclient paiements paies panneaux parapharmacie parc parcours parents parking parrainage
  partage partenaire partenaires partenariat partenariats passeports pastorale patient patients patrimoine patrimoines payes peage pediatrie peinture pension pensions periscolaire permanence
  permanences permis personnel personnels pesage petiteenfance petitenfance pharmacie pharmacien photo photocopieur photographe photos pieces piecesdetachees pilotage piscine placement planification
  planning plannings plaquettes plateau plateforme plomberie podologie pointdevente pole poleclient police pompes pompiers portage portail poste potager poubelle pouvoirs pref preparateur
  preparation prescripteurs prescription presidence presse presta prestataire prestataires prestation prestations prevention prevoyance primeurs procedures process processus production produit
  produits professionnel professionnels programmation programme programmes projet projets promotion proprete propriete prospection protection protocole provisions proximite psychiatrie pub publication
  publications publicite puericulture qhse qse quai quais qualification qualite questions quotas qvt radiologie ramassage randonnee rappel rapports rapprochement ravalement rayon rayonnage rdv rebuts
  recensement reception receptionmarchandises receptions recettes recherche recherches reclamation reclamations reclame recouvrement recouvrements recrut recrute recrutement recrutements recuperation
  recyclage redaction redevance reeducation refectoire referencement referent referents regie region regions regisseur registres reglement reglementation reglements rejoignez rejoigneznous relance
  relances relation relationclient relations relationsclients remboursement remboursements rendezvous renseignement renseignements reparation reparations reprographie resa resas reseau reseaux
  reservation reservations residence residences residents resiliation resiliations ressources ressourceshumaines restaurant restauration resto restos retour retours retraite retraites revendeurs
  revision revues rgpd rh risque risques roulage routage saisonniers salaire salaires salon salons sante sav scolaire scolarite sdis secours secretaire secretariat secteur securite sejours selection
  semences seminaire seminaires serrurerie service serviceclient serviceclients services servicesociaux siege signalement sinistre sinistres site sites soc social societe solidarite solution solutions
  soudure souscription souscriptions soutien soutienscolaire spectacle spectacles sport sports stage stages stagiaires standard startup startups station stations statistiques sterilisation stock
  stockage stocks structure structures suggestion suggestions suivi supervision supplychain support surete surfaces surveillance symposium syndic syndicat systeme systemes tableau talents tapis tarif
  tarification tarifs taxe taxi tech technique techniques telecom telecoms telephone telephonie telesecretariat televendeurs televente televisions temoignages terrain terrassement tests textile
  theatre titres titresejour toiture tourisme tournage tournees tous traduction traductions traitement traitements traiteur transaction transactions transfert transferts transit transition
  transmission transport transports travaux tresor tresorerie tribunal trottinettes ufr urbanisme urgence urgences urologie urssaf usine utilisateurs vacances vaccination valeurs valorisation vehicule
  vehicules veille vendeurs vente ventes ventilation verification vestiaire vetements veterinaire viande video videos viescolaire vigilance villages visite visites visiteurs vitrerie voirie
  volontaires votes voyage voyages webinaire webmail webmarketing webmaster webmasters webmestre zone
`)

/** Spanish. */
export const spanishServices = list(`
  abonos academia acceso accesos accionistas acogida actividades administracion administradores administrativo admisiones admon adquisiciones aduanas afiliados agencia agenda agendas agricultura
  albaranes almacen almacenes almacenista alojamiento alquiler alquileres alumnos ambulatorio analisis animacion anuncios aparatos aparcamiento apoyo aprovisionamiento arbitros archivo arrendamientos
  articulos asambleas ascensores asesores asesoria asistencia asociacion asociados atencion atencionalcliente atencioncliente atencionclientes atencionpacientes autobuses autonomos avales averias
  avisos ayuda ayuntamiento bajas balneario banca banquetes becas beneficiarios biblio biblioteca bienestar bienvenidos billetes bodas bodega bodegas bolsa bolsadetrabajo cafeteria caja calefaccion
  calidad cambios camping campus canal canaldenuncias canaletico candidatos candidaturas capacitacion carpinteria carteleria cartera catalogo catalogos catering cementerio central centralita
  certificados cesped circulacion citaprevia citas ciudadano clases cliente clientes clinica cobranzas cobros coche coches cocina colaboracion colaboradores coleccion colegiados comedor comedores
  comercial comerciales comite compliance compra compradores compras comunicacion comunicaciones comunidad concejalia concertos concesionario conciertos concurso concursos conductores congresos
  conserjeria conservacion construccion consulta consultas consultoria consultorio consumidores consumo contabilidad contacta contactanos contactar contactenos contacto contactos contratacion
  convenios convocatorias cooperacion coordinacion corporativa correo correos cotizacion cotizaciones creditos cuentas cuidados cultura cultural cupones curriculum cursos decoracion defensa delegacion
  delegaciones denuncias departamento deporte deportes depositos derechos desarrollo descargas despacho devoluciones diagnostico difusion direcciones discapacidad diseno distribucion distribuidores
  docencia documentacion documentos donaciones ecologia economia economica edicion edificios educacion ejercicios elecciones electricidad electronica embarques emergencias emisiones empleo empleos
  emprendedores empresa empresas encargos encuestas enfermeria ensayos entradas entregas envases envios equipo equipos escuela escuelas espectaculos estadistica estancias estetica estructuras
  estudiantes estudio estudios etico etiquetas eventos expediciones exportacion exportaciones exposicion exposiciones exterior extranjero fabrica fabricacion facilities factura facturacion facturas
  familia familias farmacia ferias festival fichas fiestas financiacion financiera financiero finanzas finca fincas fiscal fisioterapia flota fontaneria formacion fotografia franquicia franquicias
  fraude fruta fundacion gabinete gabineteprensa ganaderia garaje garantia garantias gerencias gestion gestiones gestor gestores gestoria gimnasio golf grupos guarderia guias habitaciones herramientas
  hipotecas hola horarios hospital hosteleria hotel huespedes idiomas imagen implantacion importacion impresion impuestos incendios incidencias industria industrial informacion informatica informes
  infraestructuras ingenieria inmobiliaria inmuebles innovacion inscripcion inscripciones inspeccion instalacion instalaciones institucional instituto interiores internacional intervencion inventario
  inversores investigacion invitaciones jardineria juridico juventud laboral laboratorio laboratorios lavanderia lectores legal legalizaciones librerias licencias licitaciones limpieza local
  locales logistica logisticas logistico lopd mantenimiento maquinaria maquinas marcas materiales matricula matriculas medicina medio medioambiente mejoras mensajes menus mercado mercados mercancias
  monitores montaje mostrador motor muebles muestras multas museo museos musica natacion negocio neumaticos nomina nominas noresponder notificaciones novedades novios nutricion obra obras ocio
  odontologia ofertas oficina oficinas operaciones operador operarios oposiciones opticas ordenanza organizacion orientacion pacientes pagos palets panaderia paqueteria parking parroquia participacion
  particulares pasajeros patrimonio patrocinio patronato pedido pedidos peluqueria pensiones permisos personal piezas piscina planificacion planta plantas plataforma podologia policia polideportivo
  portal postventa posventa practicas precios preguntas prensa prensas prestamos presupuesto presupuestos prevencion preventa procesos procurador produccion producto productos profesorado
  profesores programacion promocion promociones propietarios proteccion protecciondedatos protocolo proveedores provision proyecto proyectos psicologia publicaciones publicidad punto quejas quiosco
  radiologia recambios recaudacion recepcion reciclaje reclamaciones reclamos reclutamiento recogidas recreativos recursos recursoshumanos redaccion redes reformas regalos registro registros
  rehabilitacion relaciones renovaciones reparacion reparaciones reparto representantes reprografia repuesto repuestos reserva reservaciones reservas residencia residuos restaurante resultados
  retiradas revision revista rgpd riesgos rrhh rutas salud sanidad sat secretaria secretarias seguimiento seguridad seguros seleccion semillas seminarios senalizacion servicio servicios sesiones
  siniestros sistemas sociales socios solicitudes soporte sostenibilidad subastas subvenciones sucursal sucursales sugerencias suministro suministros suscripciones taller talleres tapiceria taquilla
  tarifas tarjetas teatro tecnica tecnico tecnologia telecomunicaciones telefono televentas terapia tesoreria textil tienda tiendas titulaciones todos topografia torneos trabajaconnosotros trabajo
  traduccion traducciones trafico tramites transito transparencia transporte transportes tratamientos trenes tributos turismo tutores unidad uniformes universidad urbanismo urgencias usuario usuarios
  utillaje vacaciones vehiculos vendedores venta ventanilla ventas ventasonline veterinaria viajeros viajes vigilancia vinos visitas vivienda viviendas voluntariado voluntarios web zapatos zona
`)

/** Italian. */
export const italianServices = list(`
  uffacquisti garanzie
  abbigliamento abbonamenti abbonati accademia accesso accessori accettazione accoglienza accrediti acquisti acquisto adesioni aeroporto affari affitti agenti agenzia agenzie agricoltura albergo
  alimenti allievi alloggi ambiente ambulatori ambulatorio amm amministrativo amministrazione anagrafe analisi animazione annunci appalti appartamenti approvazioni approvvigionamenti appuntamenti
  archivi archivio area arredamento arrivo artigiani ascensori asilo assicurazioni assistenza assistenzaclienti assistenzatecnica associazione asta aste atleti attivita attrezzature autisti auto
  autonoleggio autoparco autorizzazioni autunno avvisi avvocati azienda aziende bambini banca bandi bar benessere bevande biblio biblioteca biblioteche biglietteria biglietti bilanci bilancio bollette
  bottega brevetti caffetteria calendario camere campeggio campioni cancelleria candidati candidature canile cantiere cantina capitale carburanti carriere carrozzeria caserma cassa cataloghi catasto
  catering centralino centro ceramica certificati certificazioni ciao cimitero cinema circolo cliente clienti clinica collaborazioni collaudi comitato commerciale commerciali commercio comune
  comunicazione comunita concerti concessionaria concorsi condomini condominio conferenze conferme congressi consegna consegne consorzio consulenti consulenza consulenze consumatori contabile
  contabilita contattaci contatti contatto contenzioso contratti controllo controllogestione controlloqualita convegni convenzioni coordinamento corriere corrispondenza corsi cottura crediti cultura
  dati decoro demografici depositi deposito design destinazioni detersivi diagnostica didattica difesa diffusione dipendenti direzionelavori diritti disegni distribuzione ditta documentazione
  documenti dogana domande donazioni ecommerce edilizia editoria educazione elettorale elettricita elettronica elezioni emergenze energia enoteca enti entrate esami esercito esercizi esperti
  esportazione espositori esposizioni estero estetica etichette eventi eventicongressi export fabbrica fabbriche famiglia famiglie farmacia fattura fatturapa fatturazione fatturazioneelettronica
  fatture fibra fidelizzazione fiere filiali filiera finanza finanziamenti finanziaria fiscale fisco fisioterapia flotta fondazione formazione fornitori fornitura forniture foto fotografia franchising
  frantoio frutta galleria garanzia gare gelateria gestione giardinaggio gite giuridico governo grafica gruppi guide hotel hr igiene imballaggi imballi immagine immobili immobiliare impianti impianto
  importazione imposte impresa imprese incassi industria infanzia infermeria infissi infopoint informatica informazione informazioni infrastrutture ingegneria ingresso innovazione inserzioni
  installazioni iscrizioni istituto istituzionale istruzione laboratorio lavanderia lavoraconnoi lavori lavoro leasing legale legno lettori libreria librerie lingue liquidazioni listini locazioni
  logistica logisticamagazzino logistico macchine magazzino manutenzione materiali matrimoni matrimonio mediateca medicina mensa mercati mercato merce mestieri metalli meteo mezzi minori mobili
  modulistica montaggio mostra mostre motori multe musei museo musica musicale mutui natura nautica negozi negoziazione negozio noleggi noleggio nonrispondere notifiche notizie nozze nuoto nutrizione
  obiettivi occasioni odontoiatria offerte officina officine olio onoranze operazioni opere orario ordinativi ordine ordini organi orientamento ortofrutta ospedale ospedali ospitalita ospiti ostello
  ottica paesaggio pagamenti paghe palestra parcheggi parcheggio parco parrocchia parrucchieri partecipazioni partner passaporti pasticceria patrimonio patronato pazienti pediatria pensioni perizie
  permessi personale pesca pianificazione piante piatti piscina pneumatici podologia poliambulatorio politiche polizia portale portineria posta postvendita pratica pratiche prenota prenotazione
  prenotazioni presenze prestazioni prestiti prevendita preventivi preventivo prezzi prodotti produzione progettazione progetti promozione promozioni pronta proposte prosoccorso protezione protocollo
  provvigioni pubblicita pulizie punto puntovendita qualita quotazioni raccolta radiologia reclami reclamo reclutamento recupero recuperocrediti redazione regali registro relazioni relazioniesterne
  reparto reperibilita resi residence residenza responsabili restauri reti rette revisione revisioni riabilitazione ricambi ricerca ricette ricevimento ricevute richieste riciclo ricorsi rifiuti
  rifornimenti rilievi rimborsi rinnovi riparazioni rischi riscossione risorse risorseumane ristorante ristorazione ritiri riunioni rivenditori rivista rotte saldatura sale salute sanita sartoria
  scambi scarico scontrini scuola scuole secondaria sede seggio segnalazioni segreteria selezione selezioni sementi seminari servizi servizio servizioclienti servizitecnici sessioni settore showroom
  sicurezza sicurezzalavoro sinistri sistemi sito smaltimento soccorsi soccorso soci societario soggiorno solidarieta solleciti sosta spaccio spazi spedizione spedizioni spettacoli sponsor sport
  sportelli sportello stabilimento stage stampa statistica statistiche sterilizzazione stipendi stoccaggio storico strade stranieri strumenti strutture studenti studio subappalti supporto sviluppo
  taxi teatro tecnica tecnico telefonia telefono televisione tempo terapia territorio tesoreria tesserati tessere tessuti test ticket tirocini titoli tornei torneo trasferimenti trasferte trasparenza
  trasporti trasporto trattamenti tributi turismo turisti turni uff uffici ufficio ufficioacquisti ufficiopaghe ufficiostampa ufficiotecnico umane universita urbanistica utenti utenze vacanze
  vaccini valori valutazioni veicoli vendita vendite verifiche veterinaria vetrina viabilita viaggi viaggiatori video vigilanza vigili visite visti vivai vivaio voli volontari volontariato zootecnia
`)
