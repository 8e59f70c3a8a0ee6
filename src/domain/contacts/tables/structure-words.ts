import { list } from '../../app/tables/word-list.ts'

/**
 * Words of teams, shifts, rooms, devices and services of six languages that stand in addresses and nowhere else in the
 * tables (docs/reference/law.md#a1). Names of people are not among them, apart from `namesToo`.
 */
export const moreRoles: readonly string[] = list(`
  addictologie admision aesh aire alarme alarmes almazara alsh amap ampa analitica anesthesie animalerie appointment asilonido assembly badgeuse bagagerie bazar bde befunde bellboy 
  bibliotecas bienetre bloc blocoperatoire borne bornes boucherie boulangerie bricolage buergeramt buildingcontrol bureaudetudes cadastre caisses camera cameras cantine capteur capteurs carga
  caserne cellardoor cemeteries centredeloisirs ceremonies cfdt cfecgc cftc cgt chambre chambres charcuterie chorouspro chorus chsct cimetiere cimetieres cimiteri cmp comitesindical
  conservatoire copier coucou crechefamiliale csapa csec cssct cueillette cuverie cvec dairyparlour dataops dayshift decheterie decolletage degenza degustazioni delegation delegations dermatologie
  descarga despatch devrel dreherei drive drucker eaupotable echographie economato ecran ecrans eggs elevage elternbeirat enologia envhealth escaner escuelainfantil espaceverts extrascolaire
  facturesfournisseurs farmshop fcpe fetes finops fotocopiadora fotocopiatrice fournil foyer fraeserei friedhofsamt fromagerie fruehschicht garde garderie gate gatehouse gemeindekasse gemuese
  goodsout gruezi guardiania gynecologie hammam hebergements helpers hematologie herhaalrecepten hochregal hofverkauf hoi huerto immunisations implantologie impresora imprimantes infants
  infermieri inkomendgoed internat irm jefaturadeestudios kellerei kfzzulassung kinesitherapie kitas kommissionierung kopieerapparaat kopierer lackiererei laiterie lasserij leerplicht legalops
  lehrerzimmer leisure leitstand libraries lingerie lobby logopaedie ludotheque machineshop maintenances mammographie marche meatbox meldeamt melkstand memberships mielerie moderation muelle
  nachtschicht navette neonatologie nightshift notaufnahme nurses obst obstetrique officedetourisme oficinatecnica ondernemingsraad ophtalmo ophtalmologie ordonnance ordures orl
  orthodontie orthophonie osteo paintshop paniers pastoral peep personalrat petitdejeuner pflegeheim pforte phlebotomy pickyourown pintura ploeg ploegdienst ploegen plonge plotter
  pneumologie pod poissonnerie policemunicipale policialocal polikliniek poliziamunicipale porteria postes prelievi preschool primeur printers prontosoccorso pta quart quarts quincaillerie
  quirofano ragioneria rased rayons reanimation recetas referti registrars regulation relais representants resultats results reunions ricevimentomerci roentgen roulement rsu salledesfetes salles
  salut samsah samu sauvegarde scanners schicht schichten schuelervertretung schulsozialarbeit schweisserei secops secretariatmedical sejour senco sensor sensors serveur serveurs servidor
  servizisociali shift shifts sicherung sixthform smur soinsinfirmiers soldadura spaetschicht spuiterij squad squads ssiad stadtkasse staffcouncil stampante stationen statocivile suite suites
  surveillants syndicats tablette tagschicht task taskforce terminanfrage toolroom traceur trainerteam triage turno turnos ueberweisung ueberweisungen uitslagen ulis unit units unsa usinage
  vendanges vendemmia vendimia ventedirecte verniciatura verpleegkundigen videosurveillance voiturier waitlist weldshop winery wohnbereich workgroup workscouncil xray 
  salle salles room rooms meetingroom raum raeume saal zaal besprechungsraum sitzungszimmer saladereuniones salariunioni vergaderzaal
  agency agence concession station centre center centro zentrum centrum sede oficina ronde rondes jury jurys bonplan bonsplans correspondant correspondants referent referents
  conciliation mediateur mediatrice mediation ombudsman ludobus bibliobus covoiturage autopartage
  verkehrsleitung disposition dispo innendienst aussendienst aussendienste lademeister leergut reklamation reklamationen ruecksendungen retouren mahnung mahnungen inkasso
  returns refunds exchanges complaints allocations allocation teachers teacher sendco coaches refs referees umpires rangers wardens
  devoluciones reclamaciones incidencias averias repuestos recambios garantias postventa preventa tesoreria nominas
  resi reclami ricambi garanzie postvendita prevendita tesoreria paghe sinistri guasti
  retouren klachten reserveonderdelen garantie storingen storing salarisadministratie debiteuren crediteuren inkoop avonddienst nachtdienst dagdienst
  guichet comptoir empfang recepcion receptie balie
  abattoirs accelerateur acces accesparking accreditation adsales advocacy aeroclub aerodrome aeroport aforo afterschool aggregates agrements albergue alternances anniversaires apporteurs
  apporteursdaffaires apprentices apprentissages ateliersdart audioguides avoirs badges banchetti baptemes batching bauhoefe bazaar bedeles bediening befriending bequests betriebsarzt betriebshof
  betriebsrestaurant bidelli biergarten boathouse bodyshop boilerhouse bonsdachat bornage bowling breakfastclub brevet brevets builderscentre campamento capitainerie capitaneria capitania careline
  carpool cartecadeau cartescadeaux cartographie casework caseworkers catalogage catas cattery cegidd certification changingrooms chorale classified classifieds cleanroom cloakroom cmpp coachtrips
  colis conducteursdetravaux conserjes cookies costumes counsellors courier couriers courtiers coworking crematoria crematoriums crisisline croisieres cyberbase cybersecurite dechetteries decors
  depannages depotlegal dessinateurs dormitory dramaturgie druckvorstufe eboutique economistes ehpads eishalle encaissements ensemble esat etatdeslieux ethique excursions exploit expos
  familienzentrum features festhalle fidelisation finanzamt foodbank foundry fourriere franceservices freibad frueshstueck funerarium guidage gymnase gymnases hallenbad harmonie havenkantoor hdj
  heizwerk helipad heliport hippodrome holidayclub homework homologation hostel ime impayes imprimes incubateur index insertion institut instituts itep jeugdherberg jugendzentrum jumble kennels
  kirchenchor kirchengemeinde klaerwerk kleiderkammer kulturamt kurzzeitpflege laboratori laboratoria lcbft lektorat letters lifeline listecadeaux lockers lostproperty ludoteca macello
  maisondeservices manuscrits matadero mediathequeprets mentoring millroom mjc nightline normalisation numerisation observatoire palazzetto pantomime pass passamt patentes patinoire pepiniere
  persvoorlichting piscinas plakate plantroom playgroup pmi pointjeunes posaunenchor pressroom pret prets printroom projection projeteurs prospective protocolli raccordements raffle recyclerie
  recyclinghof refectory refuge refurb regies rehearsals releves repaircafe reservationsprets ressourcerie saftbar salvage samaritans satisfaction savs secmed section sections sessad sig
  sinistralite skiphire slipway sondages sozialstation spesen sporthalle ssr stade stades stadtbuecherei stadtgaertnerei stadthalle stadtmuseum stationnement streetscene substation tagespflege
  tarature tentoonstellingen textline theaterkasse tierheim timber timetable toddlers topographie tradecounter tremplin turnhalle tutorat tutoring umspannwerk usld validation verbali vernissage
  vertriebsleitungen vhs visiteguidee volkshochschule wardrobe weighbridge werksarzt werkschutz wertstoffhof wohnheim year zimmerservice
  benevole lanceur lanceurs alerte alertes loading churchoffice
  cuadrilla quipe squadra squadre
`)

/** Functions that one person holds at a time (docs/reference/law.md#a5), in clubs, at doors and in stores. */
export const moreFunctions: readonly string[] = list(`
  cariste caristes cofounders doorman geraetewart griffier jefatura jugendleitung jugendwart kassenwart kassierer nightporter pfoertner platzwart pressewart schriftfuehrer
  schriftfuehrung sportwart standardiste stellv stellvertreter stellvertretung trainer uebungsleiter urgentiste vertretung zeugwart
  sagefemme sagesfemmes infirmierechef infirmiercoordinateur medecinchef chefdeservice chefdequipe chefdatelier chefdechantier chefderayon
  officer officers
  abteilungsleiter acheteuse addetti addetto adj afdelingshoofd agentdentretien aidesoignante aidesoignantes allenatore animateur animateurs animatrice approvisionneur arbitre arbitres archivar
  archivist archiviste assistantesociale assistenzarzt asst auxiliaire auxiliaires badleitung bauleiter beheerder bibliotecario bibliothecaire bibliothecaris bibliothekar bursars buyers caissier
  caissiere capoarea capocantiere capofficina caporeparto capoturno caretaker caretakers chauffeur chefdequai choirmaster churchwarden cocinero conducteurdetravaux conseillere
  conserje conservatrice contremaitre cuisiniere cuisiniers cuoco curator dieteticienne dispatcher dispatcheur disponent disponenten documentaliste educateur
  educateurs educatrice educsport encargados enfermero entraineur entraineurs entrenador entrenadores ergotherapeute exploitant femmedechambre formateur formateurs formatrice
  gardechampetre gest gouvernante groundskeeper groundsman gruppenleiter gruppenleitung hausdame hebammen housekeeper huismeester impiegata infermiera infermiere infirmierecoordinatrice
  inkoper inkopers inspector inspectors istruttore istruttori janitor kirchenmusiker kuechenchef librarian lineleader livreur livreurs ludothecaire mechanic mechanics mediateurs
  merchandiser merchandisers metrologue mgr moniteur moniteurs monitora monitrice oberarzt objektleiter operator ordonnanceur organist orthophoniste paramedic 
  planificateur platzwarte ploegbaas ploegleider plongeur portinaio programmateur projectleider projektleiter projektleitung puericultrice recepcionista receptionniste
  receptionnistes referentin regisseurs resp respcom respo resptech rezeptionist sachbearbeiter sacristan schichtleiter schwimmmeister secr secret serveuse serviceleitung shiftleader shiftmanager
  stationmaster stationsleitung superviseur superviseurs supervisora surveillant surveillante surveyor teamlead teamleader teamleider teamleiter teamleitung technician technicians technicien
  technicienne techniciens tecnici tecnicos trainee uitvoerder veilleur vendeur vendeuse venditore venditori verkoper verkopers verloskundige verpleegkundige werkvoorbereider
  wohnbereichsleitung
`)

/** What narrows a role down: shifts, days, colours, floors, whom it serves, counties and departments. */
export const moreQualifiers: readonly string[] = list(`
  abend abruzzo acting adherent adjointe adjoints adjunct adjunta adjunto aerien afternoon aggiunto aile aisne allgaeu allier alpha alunni amarillo annonceurs aout apresmidi aragon ardeche
  ardennes arriere asturias aube aussen auszubildende auteurs automne aveyron avril azul baden baleares basilicata basque basrhin batimenta batimentb bewohner blau blauw bleu bleue blue bodensee
  borders bouchesdurhone brabant calabria calvados campania canarias cantabria cantal charente charentemaritime cher cheshire chief cinq conge conges cornwall correze corse coteor
  cotesdarmor couloir cour creuse culturel culturelle culturels cumbria dag daily day days december decembre delta dematerialise dematerialisee dematerialisees dematerialises dentaires deputy deux
  devon dia dienstag dimanche dinsdag diurno donderdag donnerstag dordogne dorset doubs drei drenthe drie droite drome due early editeurs een eigenaars eins elementaire eleve empleados essex
  essonne estival estivale etudiant etudiants eure eureetloir evening evenings executif exterieur exterieure extremadura familial familiale february ferie feries ferroviaire festivi fevrier
  financier finde finistere fiscales five flevoland fluvial four francilien freitag friday friesland friuli frueh galicia gamma gard gauche geel gelb gelderland genitori gers giallo giorno giovedi
  gironde halle haut haute hautesavoie hautevienne hautrhin hautsdeseine hebdo herault highlands hinten holiday holland holstein hospitalier hospitaliere illeetvilaine indreetloire
  industriel industrielle inferieur inferieure innen inquilini inquilinos interieure isere january janvier jaune jeudi joint jour jours jueves juillet juin jura lancashire landes late lazio
  leavers lecteurs levante licencies liguria limburg links littoral locataire locataires loire loiret loiretcher lotetgaronne lozere lundi lunedi lunes maandag manana manche mardi maritime marne
  mars martedi martes matin matinee matins mattina mattino mayenne mecklenburg mensuel mensuelle mercoledi mercredi meurthe meuse middag miercoles mittwoch molise monday montag montagne monthly
  morbihan morgen morning mornings moselle nachmittag nacht nachts navarra nef niedersachsen nievre night nights noche nocturno norfolk normande notte notturno november novembre nuit nuits oben
  october octobre oise omega opale orne overijssel padres papier pavillon pfalz piemonte plaatsvervangend plaine pomeriggio porte premiere primaire printemps proprietaires proprietari prospect
  prospects puglia pupils purple puydedome pyrenees quatre rdc rechts red remplacant resident rheinland rheinmain rioja rojo romagna rood rosso rot rouge routier routiere ruhrgebiet rural rurale
  saarland sabado salarie salaries samedi samstag saoneetloire sardegna sarthe saturday savoie schleswig schueler scolaires secondaire seconde seineetmarne seinesaintdenis semaine semana september
  septembre sera serale sicilia sociale soir soiree soirs somerset somme sonntag soussol spaet spender sportif sportive sportives starters studierende subdirector suffolk sunday superieur
  superieure suplente suppleant surrey sussex tag tarde tarn tenant terminale three thueringen thursday titulaire toscana tour trentino tres trimestriel trois tuesday turquoise twee umbria uno
  unten urbain urbaine usager usagers valdeloire valdemarne valdoise vallee vaucluse vendee vendredi venerdi vicario vice vier viernes visitantes visitatori vorne vosges vrijdag wednesday week
  weekday weekdays weekend weekends weekly werktags wochenende woensdag wuerttemberg yellow yonne yorkshire yvelines zaterdag zeeland zonea zoneb zonec zwei
  aceite acqua adulte adulti adultos aerea agricole agricoles agua alerte alertes alimentaire alimentaires aliments allergy ambient ambulatoire amiable amiante ankauf antivirus aquatique arrears
  ascenseurs asthma athletisme atletiek aviron bachelor backwaren badkamer badminton bagni balneo banden banos barco basket bathroom baustoffe bedroom benefit betail biology boissons bottle bovins
  breast broadband bulk bulky bureautique bureautiques cablage cabling cadres camion cancer cantieri caprins carburant carburants cardio carrosseries cartons ceramics cereales charging chariots
  chaudiere chemistry chilled civil climatisation clinical cloisons clotures cocinas coding comunale comunali conditionnement congelado consommables consult controledacces conventionnelle cooling
  corrective critical cucine curatif curative cycling cyclisme cycliste damp dangereuse dangereux decking dementia demolition desktop deuren diabetes diepvries domestic domicile domiciles
  domotique doors drainage dranken duenger duty edizione egalite electrica electrico elektra elettrica elettrico emballages encombrants enduits engins engrais enr eolien epi equestre escolar etape
  etapes etudiante excise externes extranet fanfare fassade fencing fenetres fenster fernwaerme ferraille fibre finestre fioul firewall fixes flooring fluides forestal forestale forex frische
  frozen fruit fruits gaming ganadera gas gazole gebraucht gebruikt geburt genie geography gereedschap getraenke getreide gevel gezinnen graan granules grues guardia guttering gymnastique handball
  hazardous heavy hidraulica history hno hockey hopital hopitaux horticole hote hotes hydraulique ifsi immeuble immeubles incendie industriale inertes infantil informatiques inpatient insulation
  intensiv internes intrusion judo kaese karate kardiologie karosserie kidney koeling koor kunstmest kunststof kunststoff lak landfill landline languages laptop legs legumes leichtathletik levage
  liberale liquides literacy livello liver loading logiciel logiciels lokaal lokal lourds lubrifiants lueftung lyrique maree maritima marittima maschinen maths matiere matieres mecanica mecanico
  meccanica meccanico mechanik medica medico medium meldung meldungen metall metalwork mobiles mobilfunk mobilier mortgage movil nacelles natation nautique nautiques netball neufs neumatica neuve
  neuves nivel notturna numeracy nutzfahrzeuge orthopaedie outillages outpatient ovins paardrijden paediatrie palettes parken parquets pavimenti paving pellets pescado petanque photovoltaik
  photovoltaique physics phyto piano pieton pietonne pittura plafonds plaisance planned plantes pneumatica pneumatiques pneus politik polyvalent polyvalente porcins portails portes pottery
  premieres preventif preventive previas primaria privati proveedor puertas quartier quartiers quiz radsport ramen reach reactive reforma regenbogen reiten remorques repeat revetements
  ristrutturazioni robotics routine rowing sailing sanitaires savings schaatsen schach schwimmen ski solidaire solidaires sols sonnenschein sperrmuell stoerung stoerungen stroom suelos surgelati
  surgeles tanzen terrestre theatral thermale thermique thuis tiefkuehl toitures tueren turnen universitaria unloading urgent urgente urgentes utilitaires vat veevoer ventanas ventilatie
  verbrauchsmaterial verdura videoprotection viticole viticoles vitrage volaille volailles volets volley volwassenen vrd waerme water werkzeug wielrennen windows wireless wiring woodwork zaden
  zinguerie zubehoer
  stv prise foot portuaire plaisancier plaisanciers attendance
  alemania argentina autriche belgica belgien belgio cameroun croazia daenemark danemark duitsland ecosse engeland finlande frankreich frankrijk gabon germania grandebretagne grece grecia grise
  grises holanda hongrie inghilterra irlande mali marron marruecos mejico niederlande noires norvege norwegen olanda oostenrijk paysbas polen pologne polonia portogallo romania roumanie schweden
  senegal spagna spanien spanje suede suiza svizzera tschechien turchia turquie ungarn verte vertes zwitserland
`)

/** Of these words, those that people are called as well: alone they may be a person's (docs/reference/law.md#a15). */
export const namesToo: readonly string[] = list(`
  foyer garde gate marche quart 
`)
/** Qualifiers that people are called as well: beside a role only they may name who reads it. */
export const qualifierNames: readonly string[] = list(`
  abend allier amarillo aragon aube aude august avril baden brabant calabria campania cantal cher chief corse cour creuse day dorset doubs droite drome early freitag friesland frueh galicia gard
  gauche gers haut holland holstein isere jura landes late lazio loire lot lozere marche marches marne martes may molise montag morgen navarra norfolk oise omega orne porte premiere puglia rojo
  rosso rot sabado samstag savoie sicilia somerset sonntag suffolk surrey tarn toscana tour umbria vaucluse vendee vicario week winter zeeland
  alpha delta devon urbain junior
`)

/**
 * Houses of which an organisation has several: a word behind them that has the shape of a place says which one
 * (magasin.merville).
 */
export const siteWords: ReadonlySet<string> = new Set(list(`
  almacen antenne boutique branch camping creche delegacion depot depots drive ehpad entrepot fabrica
  filiaal filiale filialen gare geschaeftsstelle hotel hypermarche kita laden lager magasin magasins magazijn magazzino markt negozio niederlassung outlet pdv plant
  plateforme pointdevente punto puntovendita residence residencia shop showroom site stabilimento standort store succursale sucursal
  supermarche tienda usine usines vestiging warehouse werk winkel zweigstelle
`))
/** Houses whose name is a person's as often as a place's: only a saint's name behind them says the place. */
export const housesOfSomebody: ReadonlySet<string> = new Set(list(`
  agence agency garage concession clinique restaurant oficina station centre center centro zentrum centrum sede cabinet etude bureau ecole accueil reception standard
`))
/** Things that a number tells apart: ligne3, zone-4. */
export const numberedThings: ReadonlySet<string> = new Set(list(`
  ligne zone quai poste secteur bat batiment etage niveau lot tranche piste porte gate dock bay line level building linie halle stock etage gebaeude abschnitt linea planta piso edificio piano
  edificio settore lijn verdieping gebouw vak
`))
/** What is told apart by one letter as well: shift-c, hall.b. A service beside a letter may be a person's initial. */
export const letteredThings: ReadonlySet<string> = new Set(list(`
  equipe team teams shift crew squad unit groupe group brigade section classe class station schicht gruppe halle hall turno equipo grupo squadra reparto gruppo ploeg groep afdeling zone ligne line
  batiment bat building gebaeude gebouw edificio secteur quai dock gate bay
`))
