/** Word lists of the seeded base. Combinations are invented; no real person is meant. */
export const firstNames = [
  'Marie', 'Paul', 'Élodie', 'Jérôme', 'Chloé', 'François', 'Aurélie', 'Benoît', 'Camille', 'Cédric', 'Hélène', 'Mathieu', 'Noémie', 'Rémi', 'Sébastien', 'Solène',
  'Théo', 'Valérie', 'Yann', 'Zoé', 'Adrien', 'Agnès', 'Anaïs', 'Bastien', 'Céline', 'Damien', 'Élise', 'Fabien', 'Gaëlle', 'Hugo', 'Inès', 'Julien', 'Karine', 'Léa',
  'Loïc', 'Maëlle', 'Nicolas', 'Océane', 'Pascal', 'Quentin', 'Raphaël', 'Sandrine', 'Thomas', 'Virginie', 'William', 'Françoise', 'Gérard', 'Mireille', 'Odile', 'Étienne',
] as const;
export const lastNames = [
  'Lefèvre', 'Martin', 'Dubois', 'Moreau', 'Garnier', 'Chevalier', 'Fournier', 'Mercier', 'Lambert', 'Bonnet', 'Rousseau', 'Gauthier', 'Perrin', 'Marchand', 'Brunet',
  'Béranger', 'Hébert', 'Guérin', 'Lacroix', 'Delorme', 'Péron', 'Colin', 'Vasseur', 'Poulain', 'Charpentier', 'Leclère', 'Renaud', 'Barbier', 'Fabre', 'Carpentier',
  'Dufour', 'Blanchard', 'Meunier', 'Lemaître', 'Le Goff', 'Kervella', 'de La Tour', 'D’Amico', 'Müller', 'Schäfer', 'Rossi', 'Bianchi', 'García', 'Fernández', 'Janssens',
  'Peeters', 'Smith', 'O’Connor', 'Nguyen', 'Benali', 'Diallo', 'Costa', 'Ferreira', 'Zimmermann', 'Weber', 'Keller', 'Vidal', 'Roussel', 'Tessier', 'Ollivier',
] as const;
export const companyWords = [
  'Acme', 'Altaïr', 'Boréal', 'Cadence', 'Delta', 'Éclipse', 'Fonderie', 'Granit', 'Horizon', 'Iris', 'Jonction', 'Kaolin', 'Littoral', 'Mistral', 'Nacre', 'Orion', 'Pivot',
  'Quartz', 'Rivage', 'Silex', 'Tramontane', 'Univers', 'Vallon', 'Xylo', 'Zénith', 'Ambre', 'Basalte', 'Cobalt', 'Dolmen', 'Estuaire',
] as const;
export const companyTrades = [
  'Industrie', 'Logistique', 'Conseil', 'Énergie', 'Bâtiment', 'Agro', 'Pharma', 'Textile', 'Mécanique', 'Numérique', 'Emballage', 'Transport', 'Plasturgie', 'Aéro', 'Santé', 'Services',
] as const;
/** French and English titles; the second list maps to no usual function. */
export const titles = [
  'Directeur des systèmes d’information', 'DSI', 'RSSI', 'IT Director', 'CIO', 'Responsable informatique', 'Administratrice systèmes et réseaux', 'Responsable achats', 'Acheteur industriel',
  'Directrice des achats', 'Procurement Manager', 'Directeur de production', 'Responsable de production', 'Plant Manager', 'Responsable maintenance', 'DAF', 'Directrice administrative et financière',
  'CFO', 'Responsable comptable', 'Contrôleur de gestion', 'DRH', 'Responsable des ressources humaines', 'HR Business Partner', 'Gérant', 'Gérante', 'Président', 'Directrice générale', 'CEO',
  'PDG', 'Responsable marketing', 'Directeur commercial', 'Sales Manager', 'Chargée de communication', 'Responsable qualité', 'Responsable logistique', 'Supply Chain Manager', 'Chef de projet digital',
  'Directrice juridique', 'Responsable R&D', 'Ingénieur d’affaires', 'Office Manager', 'Responsable services généraux',
] as const;
export const unknownTitles = ['Couteau suisse', 'Ninja', 'N/A', 'Chargé de mission', 'Référent', 'Associé', 'xxx', 'Ambassadrice', 'Collaborateur', 'Chief Happiness Officer'] as const;
export const mailboxHosts = ['gmail.com', 'orange.fr', 'free.fr', 'hotmail.fr', 'laposte.net', 'wanadoo.fr'] as const;
export const roleNames = ['contact', 'info', 'compta', 'achats', 'direction', 'rh', 'commercial', 'accueil'] as const;
export const cities = ['Lyon', 'Lille', 'Nantes', 'Bordeaux', 'Strasbourg', 'Rennes', 'Toulouse', 'Grenoble', 'Dijon', 'Rouen', 'Angers', 'Metz'] as const;

export interface Country {
  readonly code: string;
  readonly weight: number;
  readonly hubspot: readonly string[];
  readonly salesforce: readonly string[];
}
export const countries: readonly Country[] = [
  { code: 'FR', weight: 80, hubspot: ['France', 'France', 'France', 'FR'], salesforce: ['France', 'FRANCE', 'FR', 'france'] },
  { code: 'DE', weight: 5, hubspot: ['Germany', 'Allemagne'], salesforce: ['Germany', 'Deutschland', 'DE'] },
  { code: 'BE', weight: 4, hubspot: ['Belgium', 'Belgique'], salesforce: ['Belgium', 'BE', 'Belgique'] },
  { code: 'GB', weight: 3, hubspot: ['United Kingdom', 'Royaume-Uni'], salesforce: ['United Kingdom', 'UK', 'GB'] },
  { code: 'IT', weight: 2, hubspot: ['Italy', 'Italie'], salesforce: ['Italy', 'Italia', 'IT'] },
  { code: 'ES', weight: 2, hubspot: ['Spain', 'Espagne'], salesforce: ['Spain', 'España', 'ES'] },
  { code: 'CH', weight: 1, hubspot: ['Switzerland', 'Suisse'], salesforce: ['Switzerland', 'CH', 'Suisse'] },
  { code: '', weight: 3, hubspot: [''], salesforce: [''] },
];

/** Plain letters for a mailbox or a host name. */
export function slug(text: string): string {
  return text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase().replace(/[^a-z0-9]+/g, '-').replace(/^-|-$/g, '');
}
