import type { JobFunction } from './job-titles.ts'
import type { ByOrder, Phrases } from './title-holders.ts'

/**
 * Words for a department or a field. They say the function beside a role ("responsable achats") or quite alone
 * ("Achats").
 */
export const domains: Readonly<Record<JobFunction, ByOrder>> = {
  management: { english: '', other: '' },
  it: {
    english:
      'it|ict|information technology|information systems|information system|it infrastructure|it security|information security|infosec|cyber security|cybersecurity|cyber|software|software development|software engineering|infra|computer systems|computer support|desktop support|help desk|technology|web development|erp|sap|cloud|devops|it services|it service|enterprise architecture|application support|helpdesk|service desk|it service desk|it support|it applications|network security|computing|infrastructure it|it operations',
    other:
      "informatique|si|moa si|moe si|ti|systemes d information|systemes info|systeme d information|systemes informatiques|systeme informatique|securite informatique|securite des systemes d information|securite si|reseaux informatiques|reseau informatique|parc informatique|developpement informatique|developpement logiciel|developpement web|logiciel|logiciels|applicatif|applications informatiques|cybersecurite|cyberdefense|bureautique|telecom et reseaux|systemesreseaux|reseautelecom|infrastructures informatiques|infrastructure informatique|maintenance informatique|support informatique|production informatique|production informatiques|exploitation informatique|projets informatiques|etudes informatiques|informatique industrielle|" +
      'edv|informatik|informationstechnologie|informationstechnik|informationssicherheit|it sicherheit|softwareentwicklung|anwendungsentwicklung|systemadministration|netzwerke|informatica|sistemas|sistemas de informacion|tecnologia de la informacion|sistemi informativi|informatica sistemi|java|php|javascript|abap|cobol|symfony|logiciel embarque|logiciels embarques|automatisering|infrastruttura it',
  },
  purchasing: {
    english: 'purchasing|procurement|sourcing|strategic sourcing|category procurement|buying|source to pay|procure to pay',
    other: 'achat|achats|approvisionnements et achats|sourcing achats|ek|einkauf|beschaffung|materialeinkauf|warengruppen|compras|acquisti|inkoop|aanbesteding|approvvigionamento|aprovisionamiento y compras',
  },
  production: {
    english: 'production|manufacturing|factory|assembly|production planning|manufacturing operations|plant operations|production control',
    other: 'fabrication|atelier|usine|usinage|methodes|ordonnancement|production industrielle|performance industrielle|unite de production|ligne de production|industrialisation|fertigung|produktion|montage|arbeitsvorbereitung|herstellung|fertigungsplanung|produktionsplanung|avor|produccion|fabricacion|produzione|productie|fabricage',
  },
  finance: {
    english: 'purchase ledger|sales ledger|bought ledger|nominal ledger|general ledger|finance|finances|financial|accounting|accounts|treasury|tax|fpa|financial planning|financial control|accounts payable|accounts receivable|credit control|billing|payables|corporate finance|financial reporting|financeadmin|accounting and tax|bookkeeping|finance control|finance systems',
    other:
      'financier|fi|administratif financier|comptabilite|compta|comptable|controle de gestion|tresorerie|fiscal|fiscalite|consolidation|recouvrement|facturation|adminfin|administration et finances|contentieux et recouvrement|credit management|comptabilite fournisseurs|' +
      'finanzen|finanz|finanzwesen|finanzbuchhaltung|buchhaltung|debitorenbuchhaltung|kreditorenbuchhaltung|rechnungswesen|finanzrechnungswesen|controlling|treasury|steuern|rechnungsprufung|finanzas|financiero|contabilidad|contabilita|finanza|finanziario|amministrazione e finanza|financieel|financien|boekhouding|tesoreria|controllo di gestione|contable',
  },
  hr: {
    english: 'hr|human resources information system|human resource information system|human resource information systems|human resources information systems|hr admin|reward|rewards|compensation|benefits|staffing|human resources|human resource|people|people operations|people ops|peopleculture|talent|talents|talent acquisition|talent management|recruitment|recruiting|hiring|payroll|learningdevelopment|compben|training|hris|hr operations|employee relations|employee experience|employer branding|human capital|learning|organisational development|organizational development|total rewards|workforce planning',
    other: 'rh|ressources humaines|ressource humaine|relations humaines|relations sociales|affaires sociales|recrutement|paie|paye|personnel|administration du personnel|gestion du personnel|sirh|gpec|gestion des talents|qualite de vie au travail|qvt|qvct|marque employeur|developpement des competences|capital humain|formation professionnelle|competences|' +
      'personal|personalwesen|personalabteilung|personalentwicklung|personalmanagement|personaladministration|personalbeschaffung|ausbildung|aus und weiterbildung|personalmarketing|recursos humanos|rrhh|seleccion de personal|risorse umane|personale|personeelszaken|personeel|p o|hrm',
  },
  marketing: {
    english: 'marketing|digital marketing|product marketing|content marketing|brand|branding|communication|communications|corporate communications|marketing communications|marcom|public relations|pr|media relations|social media|demand generation|demand gen|lead generation|growth marketing|advertising|seo|sea|crm marketing|marketing automation|market research|marketing research|marketing promotions|marketing data|marketing operations|marketing analytics|events marketing|trade marketing|event marketing|field marketing|customer marketing|events',
    other: 'com|communication|webmarketing|web marketing|relations presse|relations publiques|publicite|publicity|evenementiel|marque|mkg|mktg|mkt|referencement|reseaux sociaux|acquisition digitale|kommunikation|unternehmenskommunikation|offentlichkeitsarbeit|werbung|presse|pressearbeit|veranstaltungsmarketing|comunicacion|publicidad|comunicazione|pubblicita|communicatie',
  },
  sales: {
    english: 'sales|sales admin|sales operations|sales ops|sales enablement|revenue|revenue operations|revops|rev ops|business development|commercial|key account|key accounts|key account management|account management|sales development|channel sales|technical sales|field sales|partner sales|export sales|sales administration|sales support|presales|telesales|it sales|sales excellence',
    other: 'ventes|vente|commerciaux|grands comptes|comptes cles|adv|administration des ventes|administration commerciale|avant vente|avant ventes|developpement commercial|prospection|prospection commerciale|force de vente|ccial|cial|operations commerciales|relations commerciales|action commerciale|' +
      'vertrieb|verkauf|vertriebs|innendienst|aussendienst|vertriebsinnendienst|vertriebsaussendienst|grosskunden|geschaftsentwicklung|absatz|auftragsabwicklung vertrieb|ventas|comercial|vendite|commerciale|commercieel|verkoop',
  },
  logistics: {
    english: 'logistics|logistic|supply chain|supplychain|supply chain management|scm|warehouse|warehousing|transport|transportation|inventory|fleet|shipping|distribution logistics|demand planning|supply planning|supplyplanning|materials management|freight|fulfilment|fulfillment',
    other: 'logistique|parc automobile|flotte automobile|flotte|logistique et transport|entrepot|entreposage|approvisionnement|approvisionnements|appro|appros|transports|exploitation transport|stocks|gestion des stocks|plateforme logistique|expedition|expeditions|flux|flux logistiques|log|logistik|lager|lagerlogistik|versand|materialwirtschaft|disposition|fuhrpark|spedition|warenwirtschaft|intralogistik|logistica|almacen|magazzino|logistiek|magazijn|vervoer|trasporti',
  },
  quality: {
    english: 'quality|total quality|total quality management|quality assurance|quality control|quality management|qa|qc|qhse|hse|ehs|qehs|she|healthsafety|occupational safety|environmental health and safety|healthsafetyenvironment|qaqc|quality systems',
    other: 'qualite|securite alimentaire|assurance qualite|controle qualite|management qualite|management de la qualite|systeme qualite|qse|qhse|hse|qsse|hqse|sse|qualite securite environnement|hygiene securite environnement|securite environnement|hygienesecurite|sante securite au travail|sante securite|sante et securite|prevention et securite au travail|securite au travail|qualite hygiene securite environnement|' +
      'qualitat|qualitatsmanagement|qualitatssicherung|qualitatswesen|qualitatskontrolle|qs|qm|arbeitssicherheit|arbeitsschutz|umweltmanagement|calidad|prevencion de riesgos laborales|qualita|kwaliteit|kwaliteitszorg|arbo|sicurezza sul lavoro',
  },
  legal: {
    english: 'legal|employment law|legal affairs|legal ops|legal operations|legalcompliance|data protection|data privacy|privacy|intellectual property|contract law|litigation|corporate law',
    other: 'juridique|affaires juridiques|droit|droit social|droit des affaires|droit des societes|contentieux|protection des donnees|rgpd|propriete intellectuelle|recht|rechtsabteilung|rechtswesen|datenschutz|legale|affari legali|asuntos legales|juridico|juridisch|juridische zaken|asesoria juridica',
  },
  maintenance: {
    english: 'maintenance|facilities|facility|facilities management|facility management|building maintenance|technical maintenance|plant maintenance',
    other: 'services generaux|moyens generaux|travaux neufs|maintenance industrielle|maintenance technique|entretien technique|instandhaltung|wartung|haustechnik|gebaudemanagement|gebaudetechnik|betriebstechnik|mantenimiento|manutenzione|onderhoud|technische dienst',
  },
  research: {
    english: 'research development|rd|innovation|product engineering|design engineering',
    other: "recherche developpement|bureau d etudes|bureau d etude|be|bureau etudes|ingenierie|fe|forschungentwicklung|forschung|forschungsabteilung|produktentwicklung|konstruktion|innovationsmanagement|investigacion y desarrollo|ricerca e sviluppo|idi|innovacion|innovazione|productontwikkeling",
  },
  administration: {
    english: 'administration|administrative|admin|office administration|office management',
    other: 'administratif|administrations|adm|secretariat|services administratifs|verwaltung|sekretariat|allgemeine verwaltung|buroorganisation|administracion|amministrazione|amministrativo|administratie',
  },
  service: {
    english: 'customer success|customer service|customer services|customer support|customer care|customer experience|customer relations|client relations|customer relationship|client services|client service|client success|client support|cx|after sales|aftersales|after sales service|call center|call centre|contact center|customer operations',
    other: "service client|service clients|service clientele|relation client|relation clients|relations clients|relation clientele|relations clientele|experience client|experience clients|support client|support clients|satisfaction client|sav|service apres vente|apres vente|centre d appel|centre d appels|centre de contact|succes client|kundenservice|kundendienst|kundenbetreuung|kundensupport|kundenerlebnis|reklamation|atencion al cliente|servicio al cliente|assistenza clienti|servizio clienti|klantenservice",
  },
  data: {
    english: 'data|data analytics|data science|data engineering|data management|data governance|data platform|dataanalytics|business intelligence|bi|analytics|business analytics|master data|machine learning|big data|data quality|ai|data ai|artificial intelligence|customer data',
    other: 'donnee|donnees|decisionnel|informatique decisionnelle|gouvernance des donnees|gouvernance de la donnee|intelligence artificielle|ia|datenanalyse|daten|datenmanagement|stammdaten|datos|dati',
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
  ['hygiene + securite|sante + securite|securite + environnement|securite + sante|hygiene + securite + environnement', 'hygienesecurite'], ['qualite + securite + environnement|qualite + hygiene + securite + environnement|qualite + hygiene + securite|qualite + securite|qualite + environnement', 'qse'],
  ['learning + development|l + d|training + development', 'learningdevelopment'], ['compensation + benefits|comp + ben|c + b', 'compben'], ['people + culture|people + talent', 'peopleculture'],
  ['legal + compliance|compliance + legal', 'legalcompliance'], ['data + analytics|data + ai|data + ia|data + insights', 'dataanalytics'], ['qa + qc', 'qaqc'],
  ['etudes + developpement', 'etudesdeveloppement'], ['p + o', 'personeel'], ['s + op|sales + operations planning|sales + operation planning', 'supplyplanning'], ['aus + weiterbildung', 'ausbildung'], ['informatique + libertes', 'rgpd'], ['recherche + sauvetage|search + rescue', 'sauvetage'], ['customs + tax', 'customs'],
]

/**
 * English fields that other trades have too: "air quality", "loan administration", "climate data". A word we do not
 * know right in front of them may turn them into something else.
 */
export const vague: Phrases =
  'administration|administrative|admin|quality|data|training|people|production|events|learning|talent|talents|commercial|accounts|innovation|transport|transportation|fleet|assembly|cloud|financial|tax|shipping|privacy|technology|compensation|benefits|staffing|software|facility|facilities|maintenance|purchasing|brand|communication|communications|presse|personal|analytics|ai|infra|cyber|billing|transports|freight|distribution'
