import type { JobFunction } from './job-titles.ts'
import type { ByOrder, Phrases } from './title-holders.ts'

/**
 * Words for a department or a field. They say the function beside a role ("responsable achats") or quite alone
 * ("Achats").
 */
export const domains: Readonly<Partial<Record<JobFunction, ByOrder>>> = {
  management: { english: '', other: '' },
  it: {
    english:
      'it|ict|information technology|information systems|information system|it infrastructure|software|software development|software engineering|infra|computer systems|computer support|desktop support|help desk|technology|web development|sap|cloud|it services|it service|enterprise architecture|application support|helpdesk|service desk|it service desk|it support|it applications|computing|infrastructure it|it operations',
    other:
      "informatique|si|moa si|moe si|ti|systemes d information|systemes info|systeme d information|systemes informatiques|systeme informatique|reseaux informatiques|reseau informatique|parc informatique|developpement informatique|developpement logiciel|developpement web|logiciel|logiciels|applicatif|applications informatiques|bureautique|telecom et reseaux|systemesreseaux|reseautelecom|infrastructures informatiques|infrastructure informatique|maintenance informatique|support informatique|production informatique|production informatiques|exploitation informatique|projets informatiques|etudes informatiques|informatique industrielle|" +
      'edv|informatik|informationstechnologie|informationstechnik|softwareentwicklung|anwendungsentwicklung|systemadministration|netzwerke|informatica|sistemas|sistemas de informacion|tecnologia de la informacion|sistemi informativi|informatica sistemi|java|php|javascript|abap|cobol|symfony|logiciel embarque|logiciels embarques|automatisering|infrastruttura it',
  },
  purchasing: {
    english: 'purchasing|procurement|sourcing|strategic sourcing|category procurement|buying|source to pay|procure to pay',
    other: 'achat|achats|approvisionnements et achats|sourcing achats|ek|einkauf|beschaffung|materialeinkauf|warengruppen|compras|acquisti|inkoop|aanbesteding|approvvigionamento|aprovisionamiento y compras',
  },
  production: {
    english: 'production|manufacturing|factory|assembly|production planning|manufacturing operations|plant operations|production control',
    other: 'fabrication|atelier|usine|usinage|ordonnancement|production industrielle|unite de production|ligne de production|fertigung|produktion|montage|herstellung|produktionsplanung|produccion|fabricacion|produzione|productie|fabricage',
  },
  finance: {
    english: 'purchase ledger|sales ledger|bought ledger|nominal ledger|general ledger|finance|financial|accounting|accounts|treasury|tax|fpa|financial planning|financial control|accounts payable|accounts receivable|credit control|billing|payables|corporate finance|financial reporting|financeadmin|accounting and tax|bookkeeping|finance control|finance systems',
    other:
      'financier|fi|administratif financier|comptabilite|compta|comptable|controle de gestion|tresorerie|fiscal|fiscalite|consolidation|recouvrement|facturation|adminfin|administration et finances|contentieux et recouvrement|credit management|comptabilite fournisseurs|' +
      'finanzen|finanz|finanzwesen|finanzbuchhaltung|buchhaltung|debitorenbuchhaltung|kreditorenbuchhaltung|rechnungswesen|finanzrechnungswesen|controlling|treasury|steuern|rechnungsprufung|finanzas|financiero|contabilidad|contabilita|finanza|finanziario|amministrazione e finanza|financieel|financien|boekhouding|tesoreria|controllo di gestione|contable',
  },
  hr: {
    english: 'hr|human resources information system|human resource information system|human resource information systems|human resources information systems|hr admin|reward|rewards|compensation|benefits|staffing|human resources|human resource|people|people operations|people ops|peopleculture|talent|talents|talent acquisition|talent management|recruitment|recruiting|hiring|payroll|learningdevelopment|compben|training|hris|employee relations|employee experience|employer branding|human capital|learning|organisational development|organizational development|total rewards|workforce planning',
    other: 'rh|ressources humaines|ressource humaine|relations humaines|relations sociales|affaires sociales|recrutement|paie|paye|personnel|administration du personnel|gestion du personnel|sirh|gpec|gestion des talents|qualite de vie au travail|qvt|qvct|marque employeur|developpement des competences|capital humain|formation professionnelle|competences|' +
      'personal|personalwesen|personalabteilung|personalentwicklung|personalmanagement|personaladministration|personalbeschaffung|ausbildung|aus und weiterbildung|personalmarketing|recursos humanos|rrhh|seleccion de personal|risorse umane|personale|personeelszaken|personeel|p o|hrm',
  },
  marketing: {
    english: 'marketing|digital marketing|product marketing|brand|branding|marketing communications|marcom|demand generation|demand gen|lead generation|growth marketing|advertising|seo|sea|crm marketing|market research|marketing research|marketing promotions|marketing data|marketing operations|marketing analytics|events marketing|event marketing|field marketing|customer marketing',
    other: 'webmarketing|publicite|publicity|marque|mkg|mktg|mkt|referencement|acquisition digitale|werbung|veranstaltungsmarketing|publicidad|pubblicita',
  },
  sales: {
    english: 'sales|revenue|commercial|key accounts|account management|sales development|channel sales|technical sales|field sales|partner sales|export sales|presales|telesales|it sales',
    other: 'ventes|vente|commerciaux|grands comptes|comptes cles|avant vente|avant ventes|developpement commercial|prospection|prospection commerciale|force de vente|ccial|cial|relations commerciales|action commerciale|' +
      'vertrieb|verkauf|vertriebs|innendienst|aussendienst|vertriebsinnendienst|vertriebsaussendienst|grosskunden|geschaftsentwicklung|absatz|ventas|comercial|vendite|commerciale|commercieel|verkoop',
  },
  logistics: {
    english: 'logistics|logistic|warehouse|warehousing|transportation|inventory|fleet|shipping|distribution logistics|freight|fulfilment|fulfillment',
    other: 'logistique|parc automobile|flotte automobile|flotte|logistique et transport|entrepot|entreposage|transports|exploitation transport|stocks|gestion des stocks|plateforme logistique|expedition|expeditions|flux|flux logistiques|log|logistik|lager|lagerlogistik|versand|materialwirtschaft|disposition|fuhrpark|spedition|warenwirtschaft|intralogistik|logistica|almacen|magazzino|logistiek|magazijn|vervoer|trasporti',
  },
  quality: {
    english: 'quality|total quality|total quality management|quality assurance|quality control|quality management|qa|qc|qaqc',
    other: 'qualite|securite alimentaire|assurance qualite|controle qualite|management qualite|management de la qualite|systeme qualite|' +
      'qualitat|qualitatsmanagement|qualitatssicherung|qualitatswesen|qualitatskontrolle|qs|qm|calidad|qualita|kwaliteit|kwaliteitszorg',
  },
  legal: {
    english: 'legal|employment law|legal affairs|legal ops|legal operations|intellectual property|contract law|litigation|corporate law',
    other: 'juridique|affaires juridiques|droit|droit social|droit des affaires|droit des societes|contentieux|propriete intellectuelle|recht|rechtsabteilung|rechtswesen|legale|affari legali|asuntos legales|juridico|juridisch|juridische zaken|asesoria juridica',
  },
  maintenance: {
    english: 'maintenance|technical maintenance|plant maintenance',
    other: 'maintenance industrielle|maintenance technique|entretien technique|instandhaltung|wartung|betriebstechnik|mantenimiento|manutenzione|onderhoud|technische dienst',
  },
  research: {
    english: 'research development|rd|innovation|product engineering|design engineering',
    other: "recherche developpement|bureau d etudes|bureau d etude|be|bureau etudes|ingenierie|fe|forschungentwicklung|forschung|forschungsabteilung|produktentwicklung|konstruktion|innovationsmanagement|investigacion y desarrollo|ricerca e sviluppo|idi|innovacion|innovazione|productontwikkeling",
  },
  administration: {
    english: 'administration|administrative|admin',
    other: 'administratif|administrations|adm|services administratifs|verwaltung|sekretariat|allgemeine verwaltung|administracion|administratie',
  },
  service: {
    english: 'customer success|customer service|customer services|customer support|customer experience|customer relations|client relations|customer relationship|client services|client service|client success|client support|cx|after sales|call center|call centre|contact center',
    other: "service client|service clients|service clientele|relation client|relation clients|relations clients|relation clientele|relations clientele|experience client|experience clients|support client|support clients|satisfaction client|sav|service apres vente|apres vente|centre d appel|centre d appels|centre de contact|succes client|kundenservice|kundendienst|kundenbetreuung|kundensupport|kundenerlebnis|reklamation|atencion al cliente|servicio al cliente|assistenza clienti|servizio clienti|klantenservice",
  },
  data: {
    english: 'data|data analytics|data science|data engineering|data management|data governance|data platform|dataanalytics|business intelligence|bi|analytics|business analytics|master data|machine learning|big data|data quality|ai|data ai|artificial intelligence|customer data',
    other: 'donnee|donnees|decisionnel|informatique decisionnelle|gouvernance des donnees|gouvernance de la donnee|intelligence artificielle|ia|datenanalyse|daten|stammdaten|datos|dati',
  },
}

/**
 * One thing written with a conjunction: `+` stands for "et", "and", "und", a comma or a slash. Read as the one word
 * beside it, so that the conjunction does not make two functions of it.
 */
export const joined: readonly (readonly [written: Phrases, word: string])[] = [
  ['r + d|recherche + developpement|recherches + developpement|recherche + dev|research + development', 'rd'], ['f + e|forschung + entwicklung|forschungs + entwicklung|forschung + produktentwicklung', 'forschungentwicklung'],
  ['administratif + comptable + financier|administratif + comptable + financiere|adm + financier|admin + financier|admin + fi|admin + finance|adm + fi|admin + fin|administratif + financier|administrative + financiere|adm + fin|administration + finance|administration + finances|administrativ + finanziell|finance + administration|finances + administration|finance + admin|finances + comptabilite', 'adminfin'],
  ['amministrazione + finanza|amministrativo + finanziario|administracion + finanzas|administrativo + financiero', 'adminfin'],
  ['finanz + rechnungswesen|finanzen + rechnungswesen|finanz + rechnungs', 'finanzrechnungswesen'], ['fp + a', 'fpa'],
  ['sys + reseau|sys + reseaux|systemes + reseaux|systeme + reseau|systemes + reseau|reseaux + systemes|systems + networks|reseau + systemes|infrastructure + reseaux|infrastructures + reseaux|infra + reseaux', 'systemesreseaux'],
  ['reseau + telecom|reseaux + telecom|reseaux + telecoms|telecoms + reseaux|telecom + reseaux|reseaux + telecommunications', 'reseautelecom'],
  ['health + safety + environment|environment + health + safety|health + safety + environmental', 'healthsafetyenvironment'], ['health + safety|safety + health', 'healthsafety'],
  ['hygiene + securite|sante + securite|securite + environnement|securite + sante|hygiene + securite + environnement', 'hygienesecurite'], ['qualite + hygiene + securite|qualite + securite', 'qse'],
  ['learning + development|l + d|training + development', 'learningdevelopment'], ['compensation + benefits|comp + ben|c + b', 'compben'], ['people + culture|people + talent', 'peopleculture'],
  ['data + analytics|data + ai|data + ia|data + insights', 'dataanalytics'], ['qa + qc', 'qaqc'], ['identity + access', 'iam'], ['prevenzione + protezione|prevention + protection', 'hse'], ['qualita + sicurezza|kwaliteit + veiligheid|calidad + seguridad|quality + safety|qualitat + arbeitssicherheit', 'qse'], ['sicurezza + ambiente|veiligheid + milieu|seguridad + medio ambiente|arbeitssicherheit + umwelt', 'hse'], ['personeel + organisatie', 'personeel'], ['onderzoek + ontwikkeling|ricerca + sviluppo|investigacion + desarrollo', 'rd'], ['werving + selectie', 'werving'], ['transport + spedition', 'spedition'],
  ['etudes + developpement', 'etudesdeveloppement'], ['p + o', 'personeel'], ['s + op|sales + operations planning|sales + operation planning', 'supplyplanning'], ['aus + weiterbildung', 'ausbildung'], ['informatique + libertes', 'rgpd'], ['recherche + sauvetage|search + rescue', 'sauvetage'], ['customs + tax', 'tax officer'],
]

/**
 * English fields that other trades have too: "air quality", "loan administration", "climate data". A word we do not
 * know right in front of them may turn them into something else.
 */
export const vague: Phrases =
  'administration|administrative|admin|quality|data|training|people|production|events|learning|talent|talents|commercial|accounts|innovation|transport|transportation|fleet|assembly|cloud|financial|tax|shipping|privacy|technology|compensation|benefits|staffing|software|facility|facilities|maintenance|purchasing|brand|communication|communications|presse|personal|analytics|ai|infra|cyber|billing|transports|freight|distribution'

/** Fields of many kinds: a word we do not know right behind them says of what, and it may be none of a company's. */
export const wideFields: Phrases =
  'production|produccion|produzione|productie|formation|prevention|prevencion|recherche|ricerca|investigacion|animation|conception|exploitation|distribution|transport|trasporti|acquisition|fabrication|edition|mediation|communication|laboratoire|gestion|conditionnement|selection|seleccion|reception|contenu|contenus'
