import { list } from '../../app/tables/word-list.ts'

/** Legal forms, and small words of company names. */
export const legalFormSigns: ReadonlySet<string> = new Set(list(`
  sarl sas sasu sa eurl ei eirl snc sci scp selarl selas scop scm gie gaec earl scea societe ste entreprise company co inc corp ltd limited llp llc plc gmbh ug ag kg ohg gbr mbh ek ekfm kgaa
  haftungsbeschraenkt sl slu srl srls spa sas snc scpa bv nv vof cv bvba srl sprl ab as aps oy sp zoo sro kft lda unipessoal et and und y e en the
`))

/**
 * Words of a company's name that say it is one person (docs/reference/law.md#a6). `Acme EURL` and `Acme SASU` too,
 * unless more people are known to work there.
 */
export const onePersonForms: ReadonlySet<string> = new Set(list(`
  ei eirl autoentrepreneur autoentrepreneuse microentreprise microentrepreneur microentrepreneuse einzelunternehmen einzelunternehmer einzelunternehmerin einzelfirma ekfm ekfr autonomo autonoma
  eenmanszaak zzp freelance freelancer dittaindividuale impresaindividuale partitaiva liberoprofessionista selbststaendig selbststandig freiberufler freiberuflich zelfstandige soletrader
  eenpersoonszaak
`))
/** Companies with one owner, who may still employ others. */
export const oneOwnerForms: ReadonlySet<string> = new Set(['eurl', 'sasu', 'slu', 'unipessoal'])

/**
 * Family words beside a name, whatever the name (docs/reference/law.md#a7): Barsacq et Fils, Gebrüder Kemper, Wilks &
 * Sons.
 */
export const familyWords: ReadonlySet<string> = new Set(list(`
  fils filles freres soeurs pere mere veuve heritiers successeurs ets etablissements etablissement soehne sohne sohn tochter toechter gebrueder gebruder gebr geschwister erben sons son bros brothers
  sisters daughters daughter hijos hijo hermanos hermanas viuda herederos figli figlio fratelli sorelle eredi zonen zoon gebroeders dochters filhos irmaos maitre notaire notaires dr docteur doctor
  dottor dott avv avvocato rechtsanwalt rechtsanwaltin steuerberater steuerberaterin notar dipl ing
`))

/** Small shops where the phone at the counter is often the owner's (docs/reference/law.md#a9). */
export const shopTrades: ReadonlySet<string> = new Set(list(`
  boulangerie boulanger patisserie boucherie boucher charcuterie poissonnerie fromagerie epicerie primeur chocolaterie confiserie fleuriste fleurs fleur coiffure coiffeur coiffeuse barbier onglerie
  esthetique beaute pressing cordonnerie bijouterie horlogerie joaillerie librairie papeterie tabac bar bistro bistrot brasserie cafe restaurant pizzeria creperie traiteur glacier salon pharmacie
  optique opticien opticiens mercerie boutique magasin quincaillerie toilettage animalerie caviste cave jouets chaussures
  bakery baker butcher butchers greengrocer fishmonger grocer groceries grocery florist florists hairdresser hairdressers barber barbers salon newsagent newsagents jeweller jewellers bookshop cafe
  deli takeaway pub restaurant chippy pharmacy chemist optician opticians boutique shop store cleaners tailor
  baeckerei backerei konditorei metzgerei fleischerei blumen blumenladen blumenhaus friseur friseursalon frisoer kosmetik kosmetikstudio apotheke buchhandlung juwelier optik optiker kiosk laden imbiss
  gasthaus gasthof wirtshaus gaststaette eisdiele weinhandlung
  panaderia pasteleria carniceria pescaderia fruteria floristeria peluqueria barberia estanco joyeria libreria papeleria zapateria tienda ultramarinos cafeteria farmacia ferreteria heladeria
  panificio panetteria pasticceria macelleria pescheria salumeria alimentari fioraio fiorista parrucchiere parrucchieri barbiere tabaccheria gioielleria cartoleria edicola gelateria trattoria osteria
  ristorante pizzeria ottica ferramenta negozio merceria
  bakkerij slagerij visboer groenteboer bloemist bloemen kapper kapsalon kapperszaak schoonheidssalon juwelier boekhandel snackbar eetcafe frituur slijterij drogist apotheek opticien winkel dierenwinkel fietsenwinkel kaashandel`))

/** Trades and professions: beside them a given or family name is the owner's. */
export const trades: ReadonlySet<string> = new Set([...shopTrades, ...list(`
  garage garages auto autos automobile automobiles carrosserie menuiserie plomberie plombier electricite electricien maconnerie macon peinture peintre toiture couverture couvreur charpente serrurerie
  chauffage chauffagiste carrelage platrerie paysagiste jardin jardins terrassement travaux renovation batiment construction constructions transport transports taxi taxis demenagement demenagements
  vtc
  cabinet avocat avocats avocate notaire huissier architecte architectes architecture architectures comptable expertise geometre infirmiere infirmier kine kinesitherapie osteopathe osteopathie
  dentiste medecin psychologue sophrologue veterinaire consultant consulting conseil conseils coaching coach formation photographie photographe photo traduction traductions graphiste immobilier immo
  ferme domaine chateau vignoble vins champagne maison hotel imprimerie ateliers atelier couture bois materiaux negoce tp btp
  plumbing plumber plumbers heating electrical electrician electricians builders building builder joinery roofing decorating decorators landscapes landscaping gardening motors haulage farm solicitors
  lawyers accountants accountancy architects associates photography therapy physio dental consultants design designs interiors catering cleaning
  bau bauunternehmung hochbau tiefbau sanitaer sanitar heizung heizungsbau elektro elektrotechnik elektroinstallation dachdecker bedachungen maler malerbetrieb malermeister tischlerei schreinerei
  zimmerei metallbau maschinenbau schlosserei gartenbau landschaftsbau autohaus kfz werkstatt spedition transporte reisen kanzlei praxis zahnarzt zahnarztpraxis anwaltskanzlei rechtsanwaelte
  architekturbuero ingenieurbuero weingut hof fliesen moebel immobilien beratung unternehmensberatung
  talleres taller construcciones fontaneria electricidad carpinteria pinturas transportes abogados abogado asesores asesoria gestoria clinica arquitectos arquitectura fotografia reformas instalaciones muebles bodegas inmobiliaria
  impianti idraulica elettricista edilizia costruzioni falegnameria carrozzeria officina autofficina trasporti studio legale commercialista ingegneria architetto immobiliare arredamenti mobili azienda agricola cantina
  bouw bouwwerken bouwbedrijf aannemer loodgieter installatietechniek schilder schilderwerken timmerbedrijf schrijnwerken dakwerken tuinen hoveniers advocaat advocaten accountants makelaardij
  fotograaf garagebedrijf autobedrijf transportbedrijf tandarts
`)])

/** Words that say whose a shop is only in a company's name: no mailbox is called so (Lefèvre Paysage). */
export const ownerTrades: ReadonlySet<string> = new Set(list('studiolegale studiodentistico notaria paysage paysages fotostudio tonstudio schildersbedrijf advogados advogado'))

/** Titles that run together with the name they stand before: drdupuis, maitredurand. */
export const nameTitles: ReadonlySet<string> = new Set(list('dr dra docteur maitre avv dott prof'))

/** Other ordinary words of company names. */
export const businessWords: ReadonlySet<string> = new Set(list(`
  industries industrie industrial industriel distribution diffusion services service solutions solution systems systemes system systeme technologies technologie technology tech technik technique
  techniques software logiciel logiciels digital data cloud media medias web studio agence agency group groupe gruppe holding international europe france finance invest capital partners partenaires
  logistics logistique energie energy environnement ingenierie engineering labs lab laboratoires laboratoire pharma sante health medical bio eco agri food foods market marketing communication events
  production productions products produits composites plastiques metal metaux acier electric electronics electronique mecanique robotics automation security securite assurances insurance bank banque
  hotels resort travel voyages voyage sport sports fitness club centre center clinique clinic hopital hospital ecole school academy institute lycee college universite university mairie ville commune
  fondation foundation association federation syndicat office national regional nord sud est ouest ile beach bay lake river park hill city land world global green blue bleu bleue rouge vert verte noir
  noire nuage soleil lune star net soft log trans immo info print pack plast chem power solar telecom telecoms network networks research consultancy recruitment staffing trading export import supply
  company bike bikes cars motors stores shops paris lyon london berlin nature naturel vision concept concepts plus pro express deco mode bijoux kids bebe baby home homes shop line nova alpha beta
  omega prime premium village valley house cosmetics cosmetiques paysage paysages piscines piscine cuisines bains meubles literie fenetres stores parquet carrelages alu verre papier emballage
  emballages bureautique telephonie informatique automation wine wines beer bikes coffee tea foods fruits legumes semences nutrition habitat maisons promotion patrimoine gestion audit formation
  formations recrutement interim nettoyage proprete securite evenements prod films production editions edition presse press music musique art arts galerie gallery hostel lodge residence residences spa
  wellness yoga apps app games gaming play cars location locations rental mobility velo cycles marine nautic yachts aviation aero space drone robotics
`))

/** Before a name these say that it honours somebody: no owner is revealed. */
export const honourWords: ReadonlySet<string> = new Set(list(`
  saint sainte saints st ste san santa santo sankt lycee college ecole universite university hopital clinique gymnasium schule colegio instituto istituto scuola fondation foundation rue place avenue
  boulevard chu residence ehpad stade theatre mairie ville commune institut prix musee museum caserne
`))

/** Parts that mark a made-up word as a company's (zeltech, agrimix), not as a family name. */
export const businessParts: readonly string[] = ['tech', 'soft', 'group', 'consult', 'conseil', 'digital', 'media', 'invest', 'immo', 'logist', 'energ', 'pharma', 'medic', 'system', 'servic', 'solution', 'industr', 'electr', 'agenc', 'market', 'online', 'global', 'design', 'studio', 'labs', 'data', 'cloud', 'web', 'corp', 'trans', 'agri', 'auto', 'habitat', 'hotel', 'batiment', 'print', 'pack', 'plast']
