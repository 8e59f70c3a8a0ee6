/** Functions that an offer can concern (legal-rules B1). */
export const jobFunctions = [
  'management', 'it', 'purchasing', 'production', 'finance', 'hr', 'marketing', 'sales', 'logistics', 'quality', 'legal', 'maintenance', 'research', 'administration', 'service', 'data',
] as const
export type JobFunction = (typeof jobFunctions)[number]

/**
 * Job titles in normal form (domain/job-function.ts) by function, French then English. A title that is not here is unknown,
 * never guessed (legal-rules B1f); the admin adds the titles of the base in the settings.
 */
export const titlesByFunction: Readonly<Record<JobFunction, readonly string[]>> = {
  management: [
    'directeur general', 'directrice generale', 'dg', 'pdg', 'president', 'presidente', 'president directeur general', 'gerant', 'gerante', 'cogerant',
    'dirigeant', 'dirigeante', "chef d'entreprise", 'fondateur', 'fondatrice', 'directeur de site', 'directrice de site', 'directeur general adjoint',
    'ceo', 'chief executive officer', 'managing director', 'general manager', 'founder', 'co-founder', 'owner', 'coo', 'chief operating officer',
  ],
  it: [
    'dsi', 'directeur informatique', 'directrice informatique', "directeur des systemes d'information", "directrice des systemes d'information",
    'responsable informatique', 'responsable si', 'responsable infrastructure', 'chef de projet informatique', 'administrateur systemes', 'administrateur systemes et reseaux', 'administratrice systemes et reseaux', 'rssi',
    'responsable systemes et reseaux', 'architecte si', 'responsable cybersecurite',
    'it director', 'it manager', 'cio', 'cto', 'chief information officer', 'chief technology officer', 'head of it', 'ciso', 'system administrator', 'directeur technique', 'directrice technique',
  ],
  purchasing: [
    'responsable achats', 'directeur achats', 'directrice achats', 'directeur des achats', 'directrice des achats', 'acheteur', 'acheteuse', 'chef des achats',
    'responsable des achats', 'acheteur industriel', 'buyer', 'purchasing manager', 'procurement manager', 'head of procurement', 'purchasing director', 'chief procurement officer',
  ],
  production: [
    'directeur de production', 'directrice de production', 'responsable production', 'responsable de production', 'responsable de fabrication', "chef d'atelier",
    "responsable d'atelier", "directeur d'usine", "directrice d'usine", 'directeur industriel', 'directrice industrielle', 'responsable methodes',
    'production manager', 'production director', 'plant manager', 'operations manager', 'factory manager', 'directeur des operations', 'directrice des operations',
  ],
  finance: [
    'daf', 'directeur administratif et financier', 'directrice administrative et financiere', 'directeur financier', 'directrice financiere', 'responsable comptable',
    'chef comptable', 'comptable', 'responsable administratif et financier', 'raf', 'controleur de gestion', 'controleuse de gestion', 'tresorier',
    'cfo', 'chief financial officer', 'finance director', 'finance manager', 'accountant', 'financial controller', 'head of finance',
  ],
  hr: [
    'drh', 'directeur des ressources humaines', 'directrice des ressources humaines', 'responsable ressources humaines', 'responsable des ressources humaines', 'responsable rh', 'hr business partner', 'rrh', 'charge de recrutement',
    'chargee de recrutement', 'responsable formation', 'responsable paie', 'hr director', 'hr manager', 'head of people', 'human resources manager',
  ],
  marketing: [
    'directeur marketing', 'directrice marketing', 'responsable marketing', 'chef de produit', 'responsable communication', 'directeur de la communication',
    'directrice de la communication', 'charge de marketing', 'chargee de marketing', 'charge de communication', 'chargee de communication', 'marketing manager', 'marketing director', 'cmo', 'head of marketing', 'product manager',
  ],
  sales: [
    'directeur commercial', 'directrice commerciale', 'responsable commercial', 'responsable commerciale', 'commercial', 'commerciale', 'ingenieur commercial',
    'responsable des ventes', 'directeur des ventes', 'chef des ventes', 'responsable grands comptes', 'technico-commercial', 'responsable adv',
    'sales manager', 'sales director', 'head of sales', 'account manager', 'key account manager', 'business developer',
  ],
  logistics: [
    'responsable logistique', 'directeur logistique', 'directrice logistique', 'directeur supply chain', 'directrice supply chain', 'responsable supply chain',
    'responsable transport', 'responsable entrepot', 'approvisionneur', 'logistics manager', 'supply chain manager', 'warehouse manager', 'supply chain director',
  ],
  quality: ['responsable qualite', 'directeur qualite', 'directrice qualite', 'responsable qse', 'responsable qhse', 'responsable hse', 'quality manager', 'qhse manager', 'hse manager'],
  legal: ['responsable juridique', 'directeur juridique', 'directrice juridique', 'juriste', 'dpo', 'delegue a la protection des donnees', 'legal counsel', 'general counsel', 'legal director', 'data protection officer'],
  maintenance: ['responsable maintenance', 'directeur maintenance', 'chef de maintenance', 'responsable travaux neufs', 'responsable technique', 'technicien de maintenance', 'maintenance manager', 'facility manager', 'responsable services generaux'],
  research: ['responsable r&d', 'directeur r&d', 'directrice r&d', 'directeur recherche et developpement', 'ingenieur r&d', "responsable bureau d'etudes", 'r&d manager', 'head of r&d', 'engineering manager', 'responsable innovation'],
  administration: ['assistant de direction', 'assistante de direction', 'office manager', 'secretaire', 'secretaire generale', 'secretaire general', 'responsable administratif', 'responsable administrative', 'assistant commercial', 'assistante commerciale', 'executive assistant'],
  service: ['responsable service client', 'responsable relation client', 'responsable sav', 'customer success manager', 'customer service manager', 'head of customer success'],
  data: ['data analyst', 'data engineer', 'data scientist', 'chief data officer', 'head of data', 'responsable data'],
}

/** Titles that say the person is the business (legal-rules A6, FR4, FR5), in normal form. */
export const soleTraderTitles: ReadonlySet<string> = new Set([
  'auto-entrepreneur', 'autoentrepreneur', 'auto-entrepreneuse', 'micro-entrepreneur', 'micro-entrepreneuse', 'entrepreneur individuel', 'entrepreneuse individuelle',
  'independant', 'independante', 'travailleur independant', 'freelance', 'artisan', 'sole trader', 'self-employed', 'profession liberale',
])
