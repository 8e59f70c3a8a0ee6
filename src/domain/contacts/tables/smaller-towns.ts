import { list } from '../../app/tables/word-list.ts'

/**
 * Towns of western Europe that have branches of companies, beside the large ones of `towns`. Those that many people
 * are called after (Preston, Toledo, Pisa) are left out: beside a service they may be a person's
 * (docs/reference/law.md#a15).
 */
export const smallerTowns: readonly string[] = list(`
  aachen aarau abbeville aberystwyth aigues albacete albertville alcobendas alcorcon alencon alessandria alfortville algeciras alkmaar amboise amersfoort ancenis anderlecht andernos anglet
  annemasse annonay ansbach aosta apeldoorn arcachon argeles argentan arles arlon armentieres aschaffenburg ascoli asnieres athlone aubagne aubenas aubervilliers aulnay auray autun auxonne avallon
  avranches badajoz badalona badenbaden bagneux bagnolet balma bangor barakaldo barcelonnette barfleur basildon bastelica bastogne bautzen bayreuth bellinzona belluno benidorm berck bergerac
  bernay bethune beziers bienne blackburn blackpool blagnac blanquefort bobigny boeblingen bondy bottrop bourgenbresse bourgoin bournemouth braunschweig bregenz bremerhaven bressuire briancon
  brignoles brive briveg brivelagaillarde busto cadiz cagliari cahors caltanissetta caluire cambrai canterbury carcassonne carhaix carnac carpentras carquefou castellon castelnaudary
  castelsarrasin cavaillon cayenne cenon cesena cesson ceuta chalonsenchampagne chalonsursaone chamonix champigny chantilly charlevillemezieres chateaubriant chateaudun chateaugontier chateauroux
  chateauthierry chatellerault chatou chelles chelmsford cheltenham chemnitz cherbourg chichester chinon choisy ciotat ciudadreal clamart clichy cluses cognac colchester colomiers combs compiegne
  concarneau corbeil cosne cottbus coutances coutras creil crepy cusset cuxhaven dammarie darlington darmstadt davos deauville decazeville decines delemont delft denain denbosch derry dessau
  detmold deventer dinard doetinchem donostia dordrecht dornbirn douai douarnenez draguignan drancy drogheda dundalk eastbourne eaubonne ecully elancourt elbeuf emden epernay epinal erlangen
  ermont esslingen estepona etampes etterbeek fecamp figeac firminy flensburg flers foligno fontainebleau forbach fortdefrance fougeres fourmies frejus friedrichshafen frontignan frosinone
  fuengirola fuenlabrada fuerteventura fuerth gaillac gateshead gelsenkirchen gennevilliers getafe giessen givors goeppingen goerlitz goettingen gonesse gorizia gouda gradignan graulhet
  gravelines greenwich greifswald grigny grimsby guadalajara gueret guetersloh guildford guingamp guyancourt hackney haguenau hanau harrogate hasselt hayange hazebrouck heerlen heidelberg helmond
  hendaye hennebont herblain herstal hildesheim hilversum honfleur hoofddorp horsham hospitalet houilles huddersfield hyeres ibiza ieper imola imperia ingolstadt inverness ipswich islington
  issoire issoudun istres ivry ixelles jerez joigny jonzac kaiserslautern kaufbeuren kilkenny kilmarnock klagenfurt koblenz kortrijk kourou krefeld kufstein lagny lalouviere lamballe lambersart
  lambeth landerneau landivisiau landshut lannion lanzarote laon lapalisse laquila laroche larochesuryon laspalmas laspezia lavelanet leeuwarden leganes lelystad leoben lesherbiers lesneven
  leverkusen libourne lisburn lisieux livry llandudno locarno lodeve loerrach longjumeau longwy lonslesaunier louviers ludwigsburg ludwigshafen lueneburg lunel luneville magdeburg malakoff mamers
  mamoudzou manosque mantes marbella marburg marmande martigny martigues mataro maubeuge mayotte mazamet meaux mechelen melilla melun memmingen mende menton merano meudon meythet meyzieu
  middelburg middlesbrough millau miltonkeynes mirande mirecourt moenchengladbach moissac molenbeek montargis montbeliard montbrison montdemarsan montelimar montereau montfermeil montlucon
  montreux morges morlaix mortagne mostoles mouscron narbonne nemours nerac neubrandenburg neumuenster neunkirchen neuulm nevers newry nieuwegein nivelles nontron northampton noumea noyon nyon
  oberhausen offenburg olbia oldham oloron oostende oristano orthez osnabrueck oullins ourense oyonnax paderborn palaiseau pamiers pantin papeete parthenay passau penmarch pertuis pescara pessac
  peterborough pezenas pforzheim pithiviers plauen ploemeur ploermel pointeapitre poissy pontarlier pontault pontevedra pontivy pordenone pornic pornichet porrentruy provins purmerend puteaux
  quimperle rambouillet ravensburg recklinghausen reggiocalabria reggioemilia remiremont remscheid rethel reutlingen rivesgier roanne rochdale rochefort roermond roeselare romans romilly
  romorantin roosendaal rosenheim rosny rotherham royan rueil ruesselsheim saarbruecken sabadell saintes saintlo saintmalo saintomer saintquentin saintraphael salford sallanches salzgitter sanremo
  sarcelles sarlat sarrebourg sarreguemines sassari saumur saverne scarborough schaerbeek schaffhausen schiphol schwaebisch schweinfurt schwerin scunthorpe selestat semur senlis seraing sevran
  sevres shertogenbosch shrewsbury sierre sindelfingen sisteron sittard sligo soissons solihull solingen solothurn southend southwark stalbans stbrieuc stdenis stgallen stlo stmalo stnazaire
  stockport stpoelten stquentin stralsund straubing sunderland suresnes swansea talence tarare tarascon telford tenerife terneuzen terrassa thann thionville thonon thouars tiel torrejon
  torrelavega torrevieja tournai tournon tournus tralee trappes trelaze tuebingen turnhout uccle ussel uzes valenciennes valognes vandoeuvre veenendaal vendome venissieux venlo verviers vesoul
  vevey vicenza vierzon villach villefranche villejuif villepinte villingen vilvoorde vincennes viroflay vitre vitrolles vitry vittel viviers vlissingen voiron wageningen waregem wasquehal
  waterford waterloo wattrelos weimar wetzlar wexford wigan wilhelmshaven wimbledon winterthur wismar wissembourg woking wolfsburg wolverhampton wrexham wuerzburg yssingeaux yverdon yvetot zaandam
  zaventem zeist zutphen zwickau
`)
