import { list } from '../../app/tables/word-list.ts'

/**
 * Trades whose houses carry invented names as often as their owner's (Salon Lumina, Hotel Bellevue): a word beside
 * them needs the shape of a family name to be one.
 */
export const inventedNameTrades: ReadonlySet<string> = new Set(list(`
  hotel hotels bar bistro bistrot brasserie cafe restaurant pizzeria creperie glacier traiteur salon pharmacie apotheke farmacia pharmacy chemist boutique magasin store shop pub deli takeaway chippy
  beaute esthetique fleurs fleur coiffure coiffeur barbier onglerie pressing tabac optique librairie papeterie epicerie primeur jouets chaussures animalerie toilettage cave caviste laden kiosk imbiss
  gasthaus gasthof wirtshaus gaststaette eisdiele blumen kosmetik kosmetikstudio formation consulting consultant consultants conseil conseils coaching coach photo photographie photography design designs
  interiors catering cleaning therapy physio dental immobilier immo immobilien inmobiliaria immobiliare auto autos automobile automobiles taxi taxis vtc jardin jardins travaux renovation batiment
  construction constructions atelier ateliers couture bois materiaux negoce tp btp farm ferme domaine chateau vignoble champagne vins motors gardening landscapes builders building bau elektro reisen
  moebel hof beratung unternehmensberatung transporte tienda cafeteria estanco libreria clinica instalaciones reformas muebles construcciones electricidad studio impianti costruzioni edilizia
  arredamenti mobili azienda agricola cantina bodegas negozio trattoria osteria ristorante gelateria edicola ottica ferramenta winkel snackbar eetcafe kapsalon kapperszaak bloemen tuinen bouw associates
  maler fliesen heating electrical hairdresser hairdressers florist florists bookshop cleaners traductions graphiste medecin weingut autohaus electricite optik optiker werkstatt peintures couverture
`))

/** Trades of German firms, where the owner's name often stands in front (Steinbacher Elektro). */
export const germanTrades: ReadonlySet<string> = new Set(list(`
  bau bauunternehmung hochbau tiefbau holzbau stahlbau metallbau maschinenbau werkzeugbau anlagenbau sanitaer sanitar heizung heizungsbau haustechnik elektro elektrotechnik elektroinstallation dachdecker
  bedachungen maler malerbetrieb tischlerei schreinerei zimmerei schlosserei gartenbau landschaftsbau autohaus kfz spedition transporte logistik reisen kanzlei praxis architekten architekturbuero
  ingenieurbuero weingut hof fliesen moebel immobilien beratung baeckerei backerei konditorei metzgerei fleischerei optik apotheke buchhandlung juwelier druck druckerei technik montage bestattungen
  gebaeudereinigung reinigung getraenke landtechnik kuechen fenster
`))

/** Farms of several people mostly carry the family's name behind the form: GAEC Bourdelin. */
export const farmForms: ReadonlySet<string> = new Set(['gaec', 'earl', 'scea'])

/** Partners behind a name: Dussaulx & Associés, Kanzlei Rehberg & Partner. */
export const partnerWords: ReadonlySet<string> = new Set(list(`
  associe associes associee associees associates associate partner partners partenaires partnerinnen cie compagnie co company consorts asociados asociadas associati soci kollegen kollege partnerschaft
  collegues confreres vennoten
`))
/** These say so even where nothing ties them to the name: Cabinet Fauvel Associés. */
export const sureAssociates: ReadonlySet<string> = new Set(list('associes associees associates asociados associati'))

/**
 * More trades and professions beside which a name is the owner's; not every one is a word of mailboxes. Industries
 * (canneries, mills) are left out: they are called after places and brands.
 */
export const moreOwnerTrades: ReadonlySet<string> = new Set(list(`
  etude office fournil patisserie ebenisterie ferronnerie miroiterie vitrerie metallerie chaudronnerie tolerie platrier carreleur charpentier horticulture pepinieres pepiniere moulin
  ambulances pompes funebres marbrerie tapisserie galerie plomberie sanitaires elagage forage demolition remorquage depannage cycles motoculture
  elevage haras ecurie ecuries joaillerie bijoutier orfevrerie luthier lutherie horloger ceramique poterie
  selarl scp
  builders joiners carpenters carpentry roofers electrics scaffolding haulage removals undertakers saddlery jewellers vets veterinary chambers law legal surveyors estates nurseries farms dairy
  holzbau stahlbau haustechnik architekten druck druckerei montage bestattungen reinigung gebaeudereinigung getraenke landtechnik kuechen fenster buchladen steuerkanzlei notariat tierarztpraxis
  physiotherapie fahrschule
  hermanos panaderias cristaleria cerrajeria pintores albaniles notaria bufete despacho procuradores ganaderia viveros aceites jamones gruas excavaciones
  tappezzeria vetreria marmi serramenti infissi pavimenti autotrasporti notaio caseificio salumificio frantoio vivai onoranze
  notaris notariskantoor advocatenkantoor stukadoor stukadoorsbedrijf kwekerij boomkwekerij melkveebedrijf transport metselwerken elektriciteit tandartspraktijk dierenartspraktijk rijschool
  charpentes coutellerie tonnellerie chapellerie ganterie sellerie cordonnerie maroquinerie reliure encadrement ramonage vidange isolation etancheite facades ravalement fermetures clotures portails
  tuyauterie tournage pepinieriste horticulteur apiculture rucher opticien audioprothese prothesiste podologue geometre courtage vitrier ferronnier ebeniste menuisier serrurier ramoneur
  sartoria tipografia orologeria oreficeria pelletteria cornici marmeria carpenteria fabbro giardini vivaio
  carpinteria herreria tapiceria relojeria joyeros imprenta cerrajeros fontaneros electricistas
  schmiede sattlerei uhrmacher goldschmied raumausstattung polsterei glaserei stuckateur estrich geruestbau klempnerei spenglerei kuechenstudio
  smiths smithy upholstery framing locksmiths drainage electricals glazing thatching farriers
  smederij zadelmakerij meubelmakerij glaszetter dakdekker dakdekkers hovenier loodgieters schildersbedrijf
`))

/**
 * Ordinary words that companies call themselves: beside a trade they are no family name. Words of mailboxes, of towns
 * and of other tables count as well and are not repeated.
 */
export const ordinaryWords: ReadonlySet<string> = new Set(list(`
  horizon horizons soleil soleils azur moderne modernes express rapide rapides lumiere lumieres ocean oceane oceans etoile etoiles panorama royal royale imperial concorde avenir elite excellence alliance
  atlantique mediterranee mediterraneenne alpin alpine montagne montagnes riviere rivieres foret forets chene chenes tilleul tilleuls genets bruyere lilas roses tulipe orchidee liberte egalite fraternite
  republique nation progres union unis unie confiance qualite tradition traditions traditionnel artisanal artisanale authentique gourmand gourmande gourmandise gourmandises delice delices saveur saveurs
  douceur douceurs plaisir plaisirs bonheur bonheurs harmonie equilibre detente evasion zenith sommet sommets cime cimes plage plages mer mers port ports phare phares ancre voile voiles vague vagues
  marais dune dunes falaise colline collines vallee vallees vallon plaine plaines prairie prairies source sources cascade fontaines bassin etang lac lacs canal ecluse moulins colombe hirondelle aigle
  faucon renard loup cerf cheval chevaux mouton agneau abeille abeilles papillon coccinelle fourmi ours lion tigre dragon licorne phenix pied pieds main mains oeil tete coeur ame esprit
  gourmet table tables cour cours clos jardins verger vergers vigne vignes olivier oliviers mimosa lavande thym menthe basilic safran vanille cannelle caramel chocolat sucre sel poivre miel pain pains
  mie croissant brioche fromages lait beurre the thes eau feu terre air vent vents orage eclair arc ciel nuit jour matin midi soir printemps ete automne hiver saisons saison siecle epoque tempo
  orange argent bronze cuivre fer diamant rubis saphir emeraude opale perle perles cristal jade ambre ivoire
  grand grande grands grandes petite petites beau belle bel bon bonne bons nouvelle nouvelles nouvel ancienne vieux vieille jeune haut haute bas basse long longue franc franche libre libres juste
  rapido premier premiere ultime universel universelle mondial continental oriental occidental septentrional meridional parisien parisienne lyonnais lyonnaise breton bretonne normand normande basque
  provencal provencale alsacien alsacienne savoyard savoyarde corse catalan landais picard ardennais lorrain lorraine vosges jura cevennes ardennes pyrenees alpes perche beauce berry anjou maine poitou
  quercy perigord limousin gascogne vercors luberon camargue sologne brie touraine
  contact direct direct express facile simple malin futur future demain innovation creation creations creatif creative imagination idees idee style styles tendance tendances chic charme glamour mode
  atout atouts avantage action actions dynamique energie impact impulsion elan essor envol relais carrefour passerelle pont ponts porte portes clef cle cles clefs toit toits mur murs pierre pierres
  bois brique ardoise tuile acier beton metal verre cuir laine coton soie lin textile
  happy sunny bright quick swift rapid apex summit pinnacle crown royal imperial victory liberty union heritage legacy classic modern vintage urban rural country coastal seaside riverside lakeside
  hillside mountain valley forest woodland meadow garden orchard willow oak ash elm maple cedar birch holly ivy hazel heather lavender daisy tulip sunflower robin swallow falcon eagle raven otter badger
  dolphin seal tiger panther dragon phoenix unicorn crooked spoon fork knife plate kettle copper silver golden gold iron steel diamond ruby sapphire emerald pearl crystal
  sunrise sunset dawn dusk midnight noon spring summer autumn winter storm thunder lightning rainbow cloud breeze ocean sea wave tide coast harbour harbor anchor lighthouse island bridge gate gates
  tower castle abbey chapel priory manor court square circle triangle arrow bow sword shield lance horizon compass beacon spark flame fire water earth wind stone rock pebble sand
  first choice quality value trusted reliable complete total absolute ultimate perfect superior supreme prestige luxury boutique fresh clean clear pure simple smart clever wise active dynamic creative
  inspired little big great grand old new young true real best better
  sonne mond stern sterne himmel wolke regen schnee berg tal see meer strand insel hafen bruecke tor turm burg schloss kirche markt platz strasse garten wiese wald baum eiche linde birke tanne rose tulpe
  adler falke fuchs baer hirsch loewe hirsche schwan storch biene ross hahn lamm ochsen ochse krone anker glocke schluessel spiegel kristall zeitlos modern klassisch frisch schnell fix blitz komplett
  ideal optimal perfekt aktiv kreativ neu alt gut schoen gross klein frei froh gold silber kupfer eisen stahl holz glas stein feuer wasser luft erde sommer winter fruehling herbst morgen abend
  seeblick bergblick talblick waldblick meerblick alpenblick rheinblick panorama sonnenschein sonnenhof lindenhof waldhof rosenhof birkenhof seehof berghof
  sol luna estrella cielo mar playa costa isla puerto puente torre castillo plaza jardin huerta olivo olivar pino roble encina rosa lirio paloma aguila leon tigre toro caballo oro plata cobre hierro
  acero piedra fuego agua aire tierra invierno verano primavera otono manana noche nuevo nueva viejo bueno buena gran grande moderno moderna rapido rapida rapidas rapidos facil ideal perfecto real
  bello bella sole stella stelle cielo mare spiaggia isola porto ponte torre castello piazza giardino olivo pino quercia giglio aquila leone tigre toro cavallo argento ferro acciaio pietra fuoco acqua
  aria terra inverno estate primavera autunno mattina notte nuovo nuova vecchio buono buona moderno moderna veloce rapido lampo
  zon maan ster hemel zee strand eiland haven brug toren kasteel plein tuin bos boom eik linde roos tulp arend valk vos beer hert leeuw goud zilver koper ijzer staal steen vuur water lucht aarde zomer
  winter lente herfst ochtend avond nieuw oud goed mooi groot klein vrij snel
  azzurro celeste bianco bianca verde rojo roja rosso rossa negro negra nero nera amarillo giallo weiss weisse rot rote gruen gruene blau blaue gelb schwarz rood groen blauw geel wit zwart
  white black red yellow orange purple pink brown silver
  italia roma milano napoli europa america asia mundo mondo welt wereld monde
  halle halles gare marche place bourg village hameau quartier faubourg rempart remparts lavoir calvaire presbytere prieure abbaye chapelle eglise basilique temple
  peuplier peupliers erable platane saule noyer noisetier cerisier pommier poirier figuier amandier marronnier cypres sapin sapins epicea houx lierre fougere fougeres bruyeres ajoncs coquelicot
  bleuet marguerite violette pivoine iris jasmin nenuphar
`))

/** Endings that companies' made-up words have and family names hardly: Opalia, Usiprax, Heizora. */
export const inventedEnding: RegExp =
  /(?:eo|io|ia|ya|ea|ora|ova|ica|iva|um|us|ys|is|ex|ix|ax|ox|yx|yo|oo|ity|ly|ics|tec|tech|soft|net|pro|plus|dis|max|flex|fix|lux|lab|labs|gen|zen|kit|pix|bat|elec|meca)$/u

/** How family names end or begin where a word of a language seldom does, in six languages. */
export const familyShape: RegExp =
  /^(?:ker(?=.{4})|mac(?=.{4})|mc(?=.{3}))|(?:ard|aud|ault|eaud|ouin|ouet|ennec|iou|mann|mayer|maier|meier|meyer|huber|bauer|hofer|inger|berger|bacher|moser|son|sson|ssen|sen|stra|inga|ski|sky|ska|wicz|czyk|escu|ovic|ovich|idis|opoulos|ian|yan|ez|etti|elli|ucci|uzzi|azzi|ozzi|otti|atti|igli|aldi|oldi|ini|oni|ello|etto|uzzo|worth|ley|well|ham|hart|wright)$/u

/** German family names in front of a trade end so; names of towns with -er are no names of people. */
export const germanShape: RegExp = /(?:er|mann|maier|mayer|meier|meyer|ke|ing|el|ler|ner)$/u
