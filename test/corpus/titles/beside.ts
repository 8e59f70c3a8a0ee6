import { labelled } from './label.ts'

/** Titles whose function a word beside it makes or takes away. */
export const besides = [
  ...labelled('fr', {
    it: [
      'Développeur Symfony',
      'Développeuse back-end',
      'Développeur mobile Android',
      'Ingénieure réseaux et télécoms',
      'Technicien télécoms',
      'RSI du groupe',
    ],
    sales: [
      'Développeur commercial régional',
      "Développeur d'affaires junior",
      "Chargée d'affaires industrie",
      'Visiteuse médicale',
      'Cheffe de secteur',
    ],
    management: ['Mandataire social', 'Gérant de restaurant', 'Représentante légale'],
    external_consultant: ['Chasseur de têtes indépendant'],
    production: ["Responsable d'atelier mécanique", 'Conducteur de presse offset'],
    unknown: [
      'Développeur foncier senior',
      'Développeur de projets éoliens',
      'Développeur territorial',
      'Ingénieur réseaux gaz et eau',
      'Technicienne réseaux de chaleur',
      'Ingénieur systèmes hydrauliques',
      'Conseillère de la présidente',
      'Collaborateur du gérant',
      'Secrétaire fédéral',
      'Praticienne en communication animale',
    ],
    other: [
      'Secrétaire de rédaction adjointe',
      'Animatrice atelier mémoire',
      'Directeur de production théâtre',
      'Responsable recherche de financements',
      "Responsable de l'innovation sociale",
      'Dirigeante sportive',
    ],
  }),
  ...labelled('en', {
    it: ['Senior Angular developer', 'Kotlin developer', 'Network engineer'],
    finance: ['Sales ledger manager', 'Nominal ledger assistant'],
    compliance: ['Group compliance officer'],
    external_consultant: ['Executive search consultant'],
    unknown: [
      'Solar farm developer',
      'Water network engineer',
      'Rail systems engineer',
      'Power systems engineer',
      'General manager football club',
      "Managing director's husband",
    ],
    other: [
      'Land developer',
      'Talent scout',
      'Learning support assistant',
      'Tax collector',
      'Communications technician',
    ],
  }),
  ...labelled('de', {
    management: ['Gesetzliche Vertreterin'],
    unknown: ['Vorstand im Förderverein', 'Inhaberin eines Lehrstuhls'],
  }),
  ...labelled('other', {
    management: ['Legale rappresentante', 'Administrador único', 'Prezes zarządu'],
    it: ['Desarrollador web', 'Amministratore di sistema'],
    sales: ['Desarrollador de negocios'],
    service: ['Klantenservicemedewerker'],
    unknown: ['Sviluppatore immobiliare', 'Titolare di cattedra'],
  }),
]
