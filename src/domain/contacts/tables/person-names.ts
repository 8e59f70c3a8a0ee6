import { list } from '../../app/tables/word-list.ts'

/**
 * Common given names of Europe, without accents. Names that are mostly ordinary words (rose, may, art, victor) are left
 * to the context.
 */
export const firstNames: ReadonlySet<string> = new Set(list(`
  concepcion conception assomption encarnacion ascension anunciacion consolacion visitacion presentacion
  adele adeline adrien adrienne agathe agnes aicha alain alban albane albert alexandra alexandre alexia alexis alfred alice aline alix amandine ambre amelie amine anais andre andrea angelique anita
  anna annabelle anne annick annie anouk anthony antoine antoinette antonin ariane armand arnaud arthur astrid aubin aude audrey auguste aurelie aurelien aurore axel axelle aymeric aziz
  baptiste bastien beatrice benedicte benjamin benoit berenice bernadette bernard bertrand blandine boris brahim brice brigitte bruno camille carine carole caroline catherine cecile cedric celestine
  celia celine chantal charlene charles charlotte chloe christelle christian christiane christine christophe claire clara claude claudette claudie claudine clemence clement clementine clotilde colette
  coline constance corentin corinne coralie cyril cyrille cyprien
  damien daniel daniele danielle danny david deborah delphine denis denise desire didier dimitri dominique dorian dorothee edith edmond edouard elena eleonore eliane elie elisa elisabeth elise elodie
  eloise elsa emeline emeric emile emilie emilien emma emmanuel emmanuelle enzo eric erika erwan estelle esther ethan etienne eugene eugenie eva evelyne fabien fabienne fabrice fanny farid fatima
  fatiha felicie felix ferdinand fernand flavie florent florian floriane francine francis franck francois francoise frederic frederique
  gabin gabriel gabrielle gaelle gael gaetan gaspard gautier genevieve geoffrey georges georgette gerald geraldine gerard germain ghislain ghislaine gilbert gilberte gilles gisele gregoire gregory
  guillaume gustave guy gwenael gwenaelle hamid hassan helene henri henriette herve hippolyte honorine hortense hubert hugo hugues ibrahim ingrid irene isabelle ismael ivan jacky jacqueline jacques
  jamel janine jean jeanne jeannine jennifer jeremie jeremy jerome jessica joel joelle johan johanna jonathan joris joseph josephine josette josiane josselin joyce juan judith jules julia julie julien
  juliette justin justine
  karim karima karine kevin khadija laetitia laila laura laure laurence laurent laurene leila lea leane lena leo leon leonard leonie leonore leopold leslie liliane lilian lina lionel lisa loic lola
  lorenzo lou louis louise louisa luc lucas lucie lucien lucienne lucile ludivine ludovic lydia lydie mael maelle mael magali malik malika manon manuel marc marcel marcelle margaux margot marguerite
  maria marianne marie marielle marine mario marion marjorie marthe martine maryse marylene maryline mateo mathias mathieu mathilde mathis matteo matthias matthieu maud maurice max maxence maxime
  maximilien medhi mehdi melanie melina melissa mickael micheline michel michele mickael mireille mohamed mohammed monique morgane mounir mourad muriel murielle mustapha myriam
  nadege nadia nadine nael nais nassim natacha natalia nathalie nathan nelly nicolas nicole nina noah noemie nora norbert nordine odette odile olga olivia olivier ophelie oriane oscar pascal pascale
  patrice patricia patrick paul paula paulette pauline perrine philippe pierre pierrick prune quentin rachel rachid raoul raphael raphaelle raymond raymonde rebecca regine regis remi remy renaud rene
  renee richard robert robin rodolphe rodrigue roger roland romain romane romaric romuald rosalie roselyne roxane ruben sabine sabrina sacha said salome samia samir samuel sandra sandrine sara sarah
  sebastien segolene selim serge severine sidonie simon simone sofia sofiane solange solene soline sonia sophie stanislas stephane stephanie steven suzanne sylvain sylvaine sylvie
  tanguy tatiana theo theodore theophile therese thibault thibaut thierry thomas timothee titouan tom tony tristan ugo ulysse valentin valentine valerie vanessa veronique victoire victoria vincent
  violaine violette virgile virginie vivien viviane wassim wilfried william xavier yacine yael yann yannick yasmine yassine yoann yohan yohann yolande yvan yves yvette yvon yvonne zoe
  aaron abigail adam adrian aidan alan alastair alex alexander alison allison amanda amber amy andrew andy angela angus ann annette anne archie arnold ashley barbara barry ben beth bethany betty bev
  beverley bob bradley brenda brendan brian bridget bryan callum cameron carl carol caitlin cathy charlie cheryl chloe chris christina christopher ciara claudia clive colin conor connor craig cynthia
  dale danielle darren dave dawn dean debbie deborah debra declan derek diana diane donald donna doreen doris dorothy doug douglas duncan dylan ed eddie edward edwin eileen eleanor elizabeth ella
  ellen elliot emily eoin erin ernest ethel eve evelyn fiona frances francesca frank fred freddie gareth garry gary gavin geoff geoffrey george georgina gerry gillian glen glenn glenda gordon graeme
  graham greg hannah harold harriet harry hayley hazel heather helen henry hilary holly howard hugh iain ian imogen irene isaac isla isobel jack jackie jacob jake james jamie jane janet janice jasmine
  jason jean jeff jenna jennie jenny jeremy jess jill jim joan joanna joanne joe joel john johnny jordan josh joshua joy joyce judy julian june karen kate katherine kathleen kathryn katie katy
  kayleigh keith kelly kelvin ken kenneth kerry kieran kim kirsty kirsten kyle lauren lawrence leanne lee leigh len lesley liam lily linda lindsay liz lorna lorraine louise lucy luke lynn lynne
  malcolm mandy marcus margaret marilyn martha martin martyn mary matt matthew maureen megan melanie mia michael michelle mike mitchell mohammad molly moira monica morgan muhammad nancy naomi natalie
  natasha neil niall nick nicholas nicola nigel noel norma norman oliver owen pam pamela pat paul peggy penelope pete peter phil philip phillip phyllis polly rachael ralph ray rebecca rhys richie rick
  ricky rita rob robbie roberta robyn rodney ron ronald rory rosemary rosie ross rowan roy russell ruth ryan sally sam samantha sandy scott sean shane shannon sharon shaun sheila shirley sian sidney
  siobhan sonia stacey stan stanley stella stephen steve stewart stuart sue susan suzanne sylvia tamsin tara ted terence teresa terry tessa theresa tim timothy tina toby todd tracey tracy trevor
  tristan valerie vera vernon vicky victor violet vivian walter wayne wendy wesley yvonne zac zara
  achim adelheid agnes albrecht alfons alina amelie andreas anette angelika anja anke anneliese annegret antje anton armin arne astrid august barbara bastian beate bernd bernhard bert bettina birgit
  birgitta bjorn bodo brigitta britta burkhard carina carsten christa christoph claudia clemens cornelia dagmar daniela detlef dieter dietmar dietrich dirk dorothea eberhard eckhard edda edeltraud
  egon ekkehard elfriede elias elisabeth elke elmar emil erhard erich erika ernst eva ewald fabian felix florian frauke friederike friedrich fritz gabi gabriele georg gerda gerd gerhard gerlinde
  gertrud gisela gottfried gregor greta gudrun guenter guenther gunter gunther gustav hanna hannelore hannes hans harald hartmut hedwig heike heiko heiner heinrich heinz helga hella helmut henning
  henrik herbert hermann hilde hildegard holger horst hubert ilona ilse ines inge ingeborg ingo ingrid irmgard iris jan jana janina jens joachim jochen jonas jorg joerg josef jost judith juergen
  jurgen jutta kai karin karl karla karlheinz karsten katharina kathrin katja katrin kerstin klara klaus konrad konstantin kristin kristina kurt lars lena lennart leonie liane lieselotte linus lothar
  ludwig lukas lutz maik maja manfred manuela marcel mareike margarete margit margot margret marianne marlene marlies marta mathias matthias maximilian mechthild meike melanie merle michaela mirko
  monika moritz nadja nele niklas niko nils norbert olaf oliver oskar oswald otto paula petra philipp rainer ralf ramona regina reiner reinhard reinhold renate robert roland rolf roswitha rudi rudolf
  ruediger sabine sandra sascha sebastian siegfried sigrid silke silvia simone sonja stefan stefanie steffen stephan susanne svea sven svenja swen sybille tamara tanja theresa thilo thomas thorsten
  till tilo timo tobias torben torsten udo ulf uli ulla ulrich ulrike ursula ute uwe valentin veit vera verena volker volkmar waltraud walter werner wiebke wilfried wilhelm willi winfried wolf
  wolfgang yannik
  adriana agustin alba alberto alejandra alejandro alfonso alfredo alicia alonso alvaro amparo ana andres angel angeles antonia antonio aurora beatriz begona belen blanca borja carla carlos carmen
  carolina catalina cesar concepcion consuelo cristian cristina cristobal daniela diego dolores domingo eduardo elena emilio encarnacion enrique ernesto esteban eugenia eugenio eusebio federico felipe
  fermin fernando francisco gemma gerardo gonzalo gregorio guadalupe guillermo gustavo hector hugo ignacio inmaculada ines iker irene isabel isidro ismael ivan jacinto jaime javier jesus jimena joan
  joaquin jordi jorge jose josefa josefina josep juana juanjo julian juan laia laura leonardo leticia lorena lourdes lucia luis luisa manuela marcelo marcos margarita mariano maribel marina marta
  mateo matilde mauricio maximo mercedes miguel milagros miriam montserrat natalia nerea nicolas noelia nuria olga oscar pablo paco paloma paqui pedro pepe pilar rafael ramiro ramon raquel raul rebeca
  ricardo roberto rocio rodolfo rodrigo rosario ruben salvador sandra santiago sergio silvia sofia soledad susana teresa tomas trinidad vicente victoria xavi yolanda
  gino manolo achille adriano agostino alberta aldo alessandra alessandro alessia alessio alfredo ambra andreina angela angelo annalisa annamaria antonella antonino arianna armando arturo barbara beatrice
  benedetta bianca bruna camilla carlo carlotta caterina cesare chiara cinzia claudio corrado cristiano damiano daniele dario davide debora diego domenico donatella edoardo elena eleonora elisa
  elisabetta emanuela emanuele emiliano enrica enrico enzo ettore eugenio fabio fabrizio fausto federica federico ferdinando filippo flavia flavio franca francesca francesco franco gabriele gaetano
  gennaro giacomo giada gianfranco gianluca gianluigi gianmarco gianni gianpaolo giorgia giorgio giovanna giovanni giuliana giuliano giulia giulio giuseppe giuseppina graziella grazia guido ilaria
  irene ivana ivano laura lea leonardo leonzio letizia lidia liliana livia livio loredana lorella lorena lorenzo loris luca luciana luciano lucio luigi luigia luisa manuela mara marcella marcello
  marcella marco mariangela mariella marisa marta martina massimiliano massimo matilde matteo maura maurizio mauro michela michele milena mirella mirko monica nadia nicola nicoletta nicolo nunzio
  ornella ottavio paola paolo pasquale patrizia pierluigi pietro raffaele raffaella renata renato riccardo rita roberta roberto rocco romano romina rosalba rosanna rosaria rossana rossella ruggero
  sabina sabrina salvatore samuele sandra sandro sara sebastiano serena sergio silvana silvano silvia silvio simona simone sonia stefania stefano susanna tamara teresa tiziana tiziano tommaso ugo
  umberto valentina valeria valerio vincenzo vittoria vittorio viviana walter
  aad aart adriaan albertus annelies anneke annemarie annemiek anniek anouk arend arie arjan arjen bas bart bert bram carla cees coen cor corine daan dennis diederik dirk dorien eelco ellen elly els
  erik erwin esmee esther eveline evert femke ferdi fleur floor floris frederik freek frits geert gerda gerben gerrit gert gijs guus hanneke hans harm harmen harry hendrik henk herman hester hidde
  hilde huub ilse ineke inge ingeborg iris ivo jaap jacco jacob janneke jantine jaap jasper jeroen jelle jesse jessica jet jeroen joep johan johannes joke jolanda joost joris josje jurgen jurriaan
  kees klaas koen koos laurens leen leendert lianne lieke lies lieve linde lisette loes lotte luuk maaike maarten machteld marga margriet marieke marijke marijn marjan marjolein marleen marloes
  martijn mattijs meike menno merel mieke mirjam monique nienke niels noor paulien peter petra piet pieter pim rein reinier renske rianne richard rik rinus rob robbert roel roelof ronald ruben rutger
  ruud saskia sander sanne sietske sjaak sjoerd sjors stef stefan stijn suzan sven teun theo thijs tijmen tijs tineke tjeerd truus vera wendy wessel wietske willeke willem wilma wim wouter yvette
  agata agnieszka aleksandra aleksander andrzej anders anja annika arkadiusz asa bartosz beata birgitte bjoern bogdan bo bogna borys cecilia christoffer dariusz dorota elzbieta emilia erik eryk eva
  ewa filip fredrik grzegorz gunnar hakan halina hanne henrik ines ingmar irena iwona jacek jadwiga jakub jan janusz jaroslaw jerzy jesper joanna joao jolanta jorge jukka kacper kaisa kamil karol
  karolina kasia katarzyna kjell krystyna krzysztof lars leif lena lennart lukasz maciej magdalena magnus maija malgorzata malin marcin marek mariusz marta mateusz matti mette michal mikael mikko
  mikolaj minna miroslaw morten natalia niels nuno ola olav oskar patrycja pawel pekka pernille piotr rafal renata rikke robert rui ryszard sari satu sebastian sigurd slawomir solveig soren stanislaw
  stefan svein sylwia szymon tadeusz tiago tomasz tuomas urszula ville waldemar weronika wiktor witold wojciech zbigniew zofia
  abdel abdelkader abdellah abdou ahmed ahmet ali amadou amina aminata anil arjun aysel ayse bilal chen deepak driss emre fatou fatoumata hakim hamza hatice hicham hussein ines jamal kamel kavita
  khaled khalid krishna kumar lahcen leyla li mahmoud mamadou mehmet mei minh mohan mourad moussa mustafa nabil naima nasser nguyen omar osman ousmane oumar pooja priya rahul raj rajesh ravi rania
  rashid sanjay salah salim salma samira sanaa selma sunil suresh tariq thi vijay wei yasin yusuf youssef zahra zineb zoubir
  abdoulaye adoracion aileen ainhoa aisha aitor alasdair amaia ander angustias anjali aoife araceli arantxa armelle asier asuncion augusto awa baerbel bastiaan bep beppe bintou boguslaw candido
  carmela cheikh cillian ciro concetta cormac corrie cosimo czeslaw dermot dieuwke doerte donal donato douwe dwight eelke egidio eilidh elmer elouan encarna enora erell ermanno ewan ewelina ewen
  fabiana fatimah fenna fergus ferruccio fintan florin floyd frans fulvio geertje gheorghe gianpiero gigliola girolamo gorka greet gwendal gwenn hamish heide heidrun hein hennie henrike herminia
  higinio hiske ibrahima idoia ilyas ilyes imke imran inaya ioana ionut irving isolde itziar jannie jantje jarvis jetske jocelyn jone jorrit josune justyna kadiatou kazimierz killian kimberley
  knut koldo kylian lavinia leire lester leszek liesel lilou lison liviu loann lohan loretta louna lucrezia ludger luigina lyle lynsey macarena maddalena maelys maite maiwenn margherita mariarosa
  mariette marilena marinella marjolaine marko markus marvin mathys mats matthijs meinolf melvin mihai mikel mikkel milo mireia morag nacho naim neha nelleke neville niamh niek nino ninon noe
  nolwenn noreen nunzia nynke oceane oddvar oriana orietta oriol ottmar oyvind padraig pau pernelle philomene pien piera piero przemyslaw purificacion quique quitterie rachida radoslaw ragnar
  raluca rasmus razvan reginald remedios renzo rinske roderick rogier romeo ronan rosemarie rowena roxana rozenn rupert santina saoirse saverio seamus sekou seydou shona sindre sixtine soizic
  solenne souad stig suzon swantje teodoro tess teunis theodor tiphaine toos torbjorn traudl trond trude typhaine unai ursel uschi usman vanesa vasile vikram vito wanda wiebe wieslaw wijnand
  wolfram xabier yaelle youenn younes zdzislaw zelie zoraida
`))

/**
 * Common family names that are not also ordinary words of the trades: one of them in a company's name is a person's
 * (docs/reference/law.md#a7).
 */
export const familyNames: ReadonlySet<string> = new Set(list(`
  martin bernard dubois thomas robert durand moreau laurent lefebvre lefevre michel bertrand fournier girard bonnet dupont dupond lambert fontaine rousseau blanchard garnier faure guerin boyer mercier
  roussel nicolas perrin morin mathieu gauthier gautier dumont lopez masson sanchez nguyen lemaire duval joly meunier perez dufour dumas brunet schmitt leroux colas fernandez arnaud rolland caron
  aubert giraud vidal renaud lemoine gaillard leclercq leclerc lacroix fabre dupuis rodriguez hubert guillot legall guillaume gonzalez lecomte menard fleury deschamps maillard marchal aubry vasseur
  renault jacquet collet prevost poirier royer huet dupuy breton perrot guyot marty gerard leroy legrand lebrun levy cohen bouvier brossard benard barre bailly boulay bouchet bourdon briand camus
  chauvin chevallier clement cordier coulon courtois cousin delaunay delattre delmas devaux didier dupre duhamel etienne evrard ferrand ferry fischer gilbert gillet gomez goncalves gros guichard
  guillou hamel hebert herve hoarau humbert imbert jacob jacquemin jacques jourdan julien klein lacombe lagarde lambertin langlois laporte lebon lebreton ledoux lejeune leger lelievre lenoir leveque
  loiseau maillot mallet marechal marion martel martinez mercier millet monnier morvan moulin navarro olivier parent pasquier payet pelletier peltier perret perrier perrot philippe picard pichon
  pineau pires poulain pruvost raynaud regnier reynaud ribeiro riviere rousset royer sauvage seguin tanguy teixeira tessier texier thierry toussaint valentin valette vallet verdier weiss
  smith jones taylor williams brown davies evans wilson thomas johnson roberts walker wright robinson thompson hughes edwards harrison jackson lewis harris clarke patel davis morris rogers watson
  cooper bailey allen parker bennett griffiths richardson simpson marshall collins anderson phillips campbell mitchell kelly stewart murphy khan hussain shaw ellis wilkinson robertson graham adams
  mills lloyd holmes palmer hopkins matthews gibson fraser macdonald mcdonald mackenzie mackay murray sinclair obrien oconnor oneill osullivan brien connor neill sullivan reilly malley keeffe leary
  grady byrne ryan walsh doyle gallagher kennedy lynch mccarthy mcgrath quinn nolan atkinson barnes pearson fletcher chapman jenkins perkins hodgson dawson higgins fitzgerald gardiner saunders sanders
  pritchard bradshaw hartley ashworth thornton whittaker whitaker webster webb packer packard pack mediavilla autret autin dixon dickson ferguson henderson hamilton johnston paterson patterson
  cunningham donnelly armstrong crawford elliott
  mueller muller schmidt schneider weber meyer meier maier mayer wagner becker schulz hoffmann hofmann schaefer schafer bauer koch richter wolff schroeder schroder neumann schwarz zimmermann braun
  krueger kruger hartmann lange schmitz krause lehmann schmid werner koehler kohler herrmann koenig huber kaiser fuchs scholz moeller moller weiss jung hahn schubert vogel friedrich keller guenther
  gunther frank berger winkler roth beck lorenz baumann franke albrecht schuster simon ludwig boehm bohm winter kraus schumacher kraemer kramer vogt stein jaeger jager otto sommer gross seidel
  heinrich brandt haas schreiber graf dietrich ziegler kuhn kuehn pohl engel horn busch bergmann voigt sauer arnold pfeiffer wolf steiner gruber pichler moser mayr hofer leitner egger brunner fischer
  eder
  doe
  garcia gonzalez rodriguez fernandez lopez martinez sanchez perez gomez martin jimenez ruiz hernandez diaz moreno munoz alvarez romero gutierrez navarro torres dominguez vazquez ramos gil ramirez
  serrano blanco molina suarez ortega delgado castro ortiz rubio marin sanz nunez iglesias medina garrido castillo cortes lozano guerrero cano prieto mendez cruz calvo gallego herrera marquez leon
  vidal pena flores cabrera campos vega fuentes carrasco diez reyes caballero nieto aguilar pascual santana herrero gimenez montero hidalgo lorenzo ibanez ferrer duran santiago benitez mora arias
  vargas carmona crespo roman pastor soto saez velasco moya soler parra esteban bravo gallardo rojas silva santos ferreira pereira oliveira costa rodrigues martins sousa fernandes almeida carvalho
  teixeira moreira
  rossi russo ferrari esposito bianchi romano colombo ricci marino greco bruno gallo conti deluca mancini giordano rizzo lombardi moretti barbieri fontana santoro mariani rinaldi caruso ferrara galli
  martini leone longo gentile martinelli vitale lombardo serra coppola desantis dangelo marchetti parisi villa conte ferraro ferri fabbri bianco marini grasso valentini messina sala deangelis gatti
  pellegrini palumbo sanna farina rizzi monti cattaneo morelli amato silvestri mazza testa grassi pellegrino carbone giuliani benedetti barone rossetti caputo montanari guerra palmieri bernardi fiore
  derosa sartori
  devries vries jansen janssen janssens debakker bakker dejong jong vandijk dijk vandenberg berg visser smit meijer deboer mulder degroot bos vos peters hendriks vanleeuwen dekker brouwer dewit
  dijkstra smits degraaf vandermeer kok jacobs dehaan vermeulen vandenheuvel vanderveen vandenbroek debruijn vanderheijden schouten vanbeek willems vanvliet hoekstra maas verhoeven koster vandam prins
  blom huisman peeters maes mertens claes goossens wouters desmet dubois lambert martens hermans vandamme pauwels declercq desmedt vandenbossche cools aerts dewulf lemmens
  nowak kowalski kowalska wisniewski wojcik kowalczyk kaminski lewandowski zielinski szymanski wozniak dabrowski jankowski mazur kwiatkowski andersson johansson karlsson nilsson eriksson larsson
  olsson persson svensson gustafsson hansen johansen olsen larsen andersen pedersen nielsen jensen christensen rasmussen sorensen korhonen virtanen makinen nieminen popescu ionescu horvath nagy novak
  svoboda dvorak papadopoulos diallo traore benali bouzid haddad mansouri cherif
`))

/**
 * Family names that are ordinary words as well: they count as a name only beside nothing but trades and legal forms
 * (Petit SARL).
 */
export const wordNames: ReadonlySet<string> = new Set(list(`
  fleur barbiere schilder kapper handler plumber boucher butcher barber barbers macon maler hof builder tailor coiffeur peintre petit blanc roux brun noir legros grand leblanc boulanger marchand page
  may rose king young baker cook moore hill green white black wood hall bell carter turner cox ward price bishop knight hunt mason hunter palmer fisher fox rice stone west north roy rey prince baron
  chevalier berger charpentier carpentier barbier fabre forge fleury bourgeois
  klein gross schwarz weiss braun lang kurz koenig konig kaiser engel winter sommer stein wolf fuchs vogel horn busch jung blanco rubio moreno leon vega cruz campos flores costa silva villa monti sala
  serra testa fiore guerra greco romano marin marino ferrari schneider weber becker fischer bauer mueller kramer schreiber ziegler keller jaeger schuster schumacher wagner zimmermann bos vos maas
  prins kok bakker visser mulder leclerc renault lacroix fontaine moulin riviere bonnet thomas robert olivier laurent michel bernard martel adam leroy lebon sauvage navarro castillo medina santana
  santiago roman torres reyes soler pastor santos conte barone leone longo gentile kelly allen harris graham adams mills holmes winkler friedrich otto frank arnold lorenz simon
`))

/** Every word above. */
export const nameWords: ReadonlySet<string> = new Set([...firstNames, ...familyNames, ...wordNames])
