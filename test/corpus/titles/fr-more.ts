import { labelled } from './label.ts'

/** French titles with several functions, and titles that a person has to decide. */
export const frenchMore = labelled('fr', {
  'finance+hr': ['DAF / DRH', 'DAF & RH', 'Directeur administratif, financier et RH', 'Responsable comptabilité et ressources humaines', 'Responsable RH et comptable', 'Comptable / RH', 'Directrice Administrative, Financière et RH'],
  'finance+management': ['DG et DAF', 'Gérante et comptable'],
  'marketing+sales': ['Directeur commercial et marketing', 'Directrice Marketing & Commerciale', 'Responsable marketing / commercial', 'Directeur Ventes et Marketing', 'Responsable commerciale et communication', 'Directeur Marketing et Ventes'],
  'logistics+purchasing': ['Responsable achats et logistique', 'Directeur Achats & Supply Chain', 'Acheteur / Approvisionneur', 'Responsable achats-approvisionnement', 'Resp. achats / approvisionnements'],
  'maintenance+production': ['Responsable production et maintenance', 'Directeur de production / maintenance'],
  'production+quality': ['Responsable production et qualité', 'Responsable méthodes et qualité'],
  'quality+research': ['Responsable Qualité et R&D', 'Directrice R&D et Qualité'],
  'finance+legal': ['Directeur juridique et financier', 'Directrice juridique et fiscale'],
  'hr+legal': ['Directrice des ressources humaines et juridique'],
  'it+management': ['Gérant et développeur', 'Président & CTO'],
  'hr+administration': ['Assistante de direction et RH', 'Responsable administratif et RH', 'Office & HR Manager'],
  'it+quality': ['Responsable informatique et qualité'],
  'marketing+management': ['Fondatrice & directrice marketing'],
  'finance+it': ['DAF - DSI'],
  'management+sales': ['Gérant / commercial', 'Directeur général et commercial'],
  unknown: [
    'Directeur', 'Directrice', 'Dir.', 'Manager', 'Responsable', 'Consultant', 'Consultante', 'Consultant senior', 'Stagiaire', 'Alternant', 'Chargé de mission', 'Chargée de mission développement durable', 'Associé', 'Associée', 'Partner', 'Product Owner', 'Chef de projet', 'Cheffe de projets', 'Chef de projet digital',
    'Directeur technique', 'Directrice Technique', 'Responsable technique', 'Ingénieur', 'Ingénieure', 'Technicien', "Directeur d'agence", "Responsable d'agence", 'Directeur régional', 'Directeur de magasin', 'Médecin du travail', 'Enseignant', 'Professeur de marketing', 'Enseignante en informatique', 'Étudiant en finance', 'Journaliste IT',
    'Ancien DSI', 'Ex-DRH', 'DAF retraité', 'Ancienne directrice marketing', 'Directeur de cabinet', 'Maire', 'Adjoint au maire délégué aux finances', 'Conseiller municipal', 'Secrétaire du CSE', 'Délégué syndical', 'Administrateur', 'Administratrice indépendante', "Membre du conseil d'administration", 'Administrateur de biens',
    'Infirmière', 'Pharmacien', 'Architecte', "Architecte d'intérieur", 'Graphiste', 'Photographe', 'Collaborateur', 'Couteau suisse', 'N/A', '-', 'xxx', 'Monsieur', 'Test', 'Salarié', 'Retraité', 'Responsable sécurité', 'Agent de sécurité', 'Chargé de clientèle', 'Conducteur de travaux', 'Chef de chantier', 'Responsable de site internet',
    'Directeur des opérations', 'Responsable projets', 'Responsable développement', 'Directeur du développement', 'Directeur Adjoint', 'Directeur délégué', 'Vice-président', 'Responsable pôle', 'Chef de service', 'Chef de groupe', 'Chef de mission', "Chef d'équipe", 'Responsable exploitation', 'Assistante', 'Assistant', 'Assistant manager', 'Cadre', 'Employé',
    'Traducteur juridique', 'Peintre industriel', 'Formateur', 'Coach', 'Conseiller', 'Animateur', 'Coordinatrice', 'Chercheur', 'Gestionnaire', 'Analyste', 'Superviseur', 'Opérateur', 'Référent', 'Expert', 'Indépendant', 'Cuisinier', 'Chauffeur', 'Consultant en management', 'Responsable RSE', 'Responsable de la transformation', 'Secrétaire général',
    'Étudiante', "En recherche d'emploi", "Demandeur d'emploi", 'Je suis DAF mais bientôt à la retraite', 'Fournisseur de la direction achats', 'Partenaire commercial', 'Client', 'Élu', 'Bénévole', 'Attaché territorial', 'Adjoint', 'Responsable clientèle',
  ],
})
