import { list } from '../../app/tables/word-list.ts'
import { smallerTowns } from './smaller-towns.ts'

/**
 * Words that narrow a role down (contact.france, ventes-nord, sales.b2b) and name nobody. None makes a role by itself.
 */
export const qualifiers: ReadonlySet<string> = new Set(list(`
  france asia africa allemagne belgique suisse espagne italie angleterre luxembourg royaumeuni maroc tunisie algerie afrique amerique asie
  deutschland oesterreich osterreich schweiz spain espana italia nederland belgium belgie germany austria switzerland portugal poland polska ireland scotland wales england uk usa canada denmark sweden
  norway finland turkey india china japan brasil mexico
  nord sud est ouest centre idf paca nordest nordouest sudest sudouest ouestfrance bretagne normandie alsace aquitaine occitanie bourgogne picardie auvergne provence rhone alpes ara hdf bfc grandest
  grandouest iledefrance antilles reunion guadeloupe martinique
  inde chine usa northern north south east west southern eastern western midlands northwest northeast southwest southeast
  sued ost west mitte norden sueden bayern nrw hessen sachsen
  norte sur este oeste cataluna andalucia lombardia veneto noord zuid oost vlaanderen wallonie
  national nationale regional regionale locale local central centrale interne externe internal external intern extern generale general generales generaux generaal allgemein
  group groupe gruppe gruppo grupo groep holding hq corp inc ltd pro pros plus new nouveau neu nuevo old ancien vip premium grands gros petit petits public publics publiques prive prives privee
  private business b b2b b2c entreprise particulier particuliers
  prod beta preprod level niveau apres avant after before pre post non no ne pas not reply repondre answer
  humaines humaine humanos umane human personnelles personnelle personnel electromenager automobile auto autos moto pieces piece rechange neuf occasion occasions habitat energie solaire gaz btp batiment
  juniors senior seniors junior main principal principale hotline head municipale municipal juridiques sociales commun communs continue continu horsproduction first second one two annuel annuelle ete
  hiver ligne lignes online offline libre services
  prix soins attiva attivo passiva passivo externe esterne financiele financiere financieres saisonniere saisonniers indirect indirects entrant entrants sortant sortants detachees verts specialisee
  medicaux sanitaire laboral norte markt groepen relations relaciones relazioni groups besoin nieuwe actif actifs annuels generales especiales especial municipales nationaux internationaux europeen
  europeenne europeo francais francaise deutsch italien ingles english french german spanish nederlands francophone anglais espagnol
  control town city parish data mon ma notre say there first culture people spontanee spontanees departementales departementale municipaux sociaux commerciales administratif administrative
  administratives juridique technisch technische technischer technisches kaufmaennisch material indus elec meca elektro textile agro food pharma medical medicale digitale digitales numeriques
  telephonique electronique electroniques electronica electronicas elettroniche elettronico interna interno esterna esterno externa externo internazionale nazionale dpto dto depto area zona settore
  reparto sector secteur zone region regio
  gebiet bereich pool bereichs kantoor technisches zakelijk zakelijke particulieren entreprises institutionnels institutionnelle privatkunden geschaeftskunden firmenkunden grosskunden gewerbe studio
  atelier usine clients client enfants adultes jeunes hommes femmes homme femme menuiserie peinture plomberie chauffage toiture voirie vert verts hall building floor room salle etage batiments bat ext
  int std gen tech
  dsa eco erp droit sap crm sql web wifi gsm pc mac saas cdi cdd tns sst eau rse csr esg hrd sie cdc rgpd
  dept dpt dep div serv sce dg gf hq ged gmao
  fr de at ch be nl lu es it pt uk gb ie us en eu pl dk se no fi cz ro hu gr
`))

/**
 * Of the qualifiers and trades, those that are family or given names too: one of them alone beside a role may name who
 * reads it (compta.petit, sales.west), so it narrows only with another qualifier or a number (A15).
 */
export const narrowingNames: ReadonlySet<string> = new Set(list(`
  petit petits gros west hall floor england wales english french german deutsch neu second say asia africa india china bretagne auvergne provence prix bois cave chateau jardin lu hu ma
`))

/** Towns and trades that are common names too: alone they may be a person's (A15), beside a role they are the place. */
export const doubtfulAlone: ReadonlySet<string> = new Set(list(`
  york paris vitoria palermo napoli bologna modena sevilla murcia palma reading mons essen bremen metz tours vienne bergen breda bois cave
`))

/** Regions of the world that have a mailbox of their own, such as emea@. */
export const regions: ReadonlySet<string> = new Set(list(`
  europe emea apac latam benelux dach nordics nordic iberia mea americas northamerica southamerica middleeast scandinavia worldwide global international intl usa canada deutschland germany allemagne
  suisse schweiz switzerland belgique belgium belgie italia italie italy espana spain espagne nederland netherlands portugal polska poland oesterreich austria maroc morocco tunisie algerie denmark
  sweden norway finland ireland scotland
`))

/**
 * Towns where an office may have its own mailbox (lyon@). Towns that are also given or family names are left out:
 * florence, nancy, victoria, sofia, laval, milan.
 */
export const towns: ReadonlySet<string> = new Set([...smallerTowns, ...list(`
  paris lyon marseille toulouse nice nantes montpellier strasbourg bordeaux lille rennes reims toulon grenoble dijon angers nimes villeurbanne lemans aixenprovence brest tours amiens limoges annecy
  perpignan metz besancon orleans rouen mulhouse caen
  roubaix tourcoing avignon poitiers versailles larochelle calais antibes cannes dunkerque colmar bourges merignac saintnazaire valence quimper troyes vannes lorient niort chambery beauvais arras
  cholet montauban belfort albi tarbes angouleme boulogne
  vichy auxerre chartres evreux blois agen perigueux bayonne biarritz cergy evry creteil nanterre courbevoie ladefense levallois roissy orly rungis massy saclay vienne rodez aurillac digne ajaccio
  bastia clermont clermontferrand saintetienne saintdenis lehavre saintbrieuc
  bruxelles brussels brussel antwerpen anvers gent gand liege luik namur charleroi mons leuven brugge geneve geneva genf lausanne zurich zuerich bern berne basel bale luzern lugano fribourg neuchatel luxembourg
  berlin hamburg muenchen munchen munich koeln koln cologne frankfurt stuttgart duesseldorf dusseldorf dortmund essen leipzig bremen dresden hannover nuernberg nurnberg duisburg bochum wuppertal
  bielefeld bonn muenster munster karlsruhe mannheim augsburg wiesbaden mainz freiburg kiel luebeck erfurt rostock kassel potsdam ulm heilbronn regensburg wien vienna graz linz salzburg innsbruck
  london manchester birmingham leeds glasgow edinburgh liverpool bristol sheffield cardiff belfast newcastle nottingham southampton portsmouth oxford cambridge aberdeen dundee york exeter plymouth
  norwich reading swindon dublin cork galway limerick
  madrid barcelona sevilla malaga murcia palma bilbao alicante valladolid vigo gijon granada coruna vitoria pamplona tarragona santander sansebastian salamanca
  roma rome milano torino turin napoli palermo genova bologna firenze bari catania venezia verona padova trieste brescia parma modena perugia ravenna bergamo
  amsterdam rotterdam denhaag utrecht eindhoven groningen tilburg almere breda nijmegen arnhem haarlem enschede maastricht zwolle leiden
  lisboa lisbon porto warszawa krakow wroclaw poznan gdansk praha prague budapest bucuresti stockholm goteborg malmo oslo bergen kobenhavn copenhagen aarhus helsinki casablanca rabat tunis alger dakar
  abidjan newyork boston chicago montreal quebec toronto dubai singapore hongkong tokyo shanghai
`)])

/** Small words between two others: bureau-d-etudes, service.des.ventes, atencion-al-cliente. */
export const betweenWords: ReadonlySet<string> = new Set(list(`
  a au aux avec d de des du en et l la le les par pour sur sous y e o n der die das des dem den und fuer fur im am von vom zu zur and for of the to in at al del el los las para per di da dal dei della
  delle il lo gli van voor het een op te us my our nos notre votre unser ihr con
`))

/** Articles that may begin a mailbox: les-achats@, the.team@. Particles of names (de, van, di) may not. */
export const articles: ReadonlySet<string> = new Set(list(`les the our les notre unser votre nos das`))

/**
 * Words of four letters that other words are often run together with (infoventes, teamsales); any other takes part from
 * five letters on.
 */
export const fourLetterParts: ReadonlySet<string> = new Set(list('info team desk shop mail dept jobs paie line test club user tech fibu miet nord site labo pole buro data aide help blue bleu blau'))

/**
 * Words that end many family and place names: part of a role only when they stand apart (office.stock), never run
 * together with another.
 */
export const apartOnly: ReadonlySet<string> = new Set(list('brand branch stock stocks house field lager stadt blumen bergen chateau court courts straat mayor maire legno'))
