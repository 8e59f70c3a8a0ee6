import { wordsOf } from '../words.ts'
import type { common as en } from '../en/common.ts'

const { n, some, pick } = wordsOf('fr-FR')

export const common: typeof en = {
  product: 'Lawbase',
  skip: 'Aller à la page',
  menu: 'Menu',
  nav: {
    label: 'Principale', work: 'Travail', basis: 'Base légale', sources: 'Sources', offers: 'Offres et fonctions', notices: 'Information', consents: 'Consentements', brokers: 'Courtiers', screening: 'Contrôle de fichier', forms: 'Audit des formulaires', proof: 'Preuve', system: 'Système', today: 'Aujourd\'hui', reviews: 'À décider', contacts: 'Contacts', objections: 'Oppositions', tasks: 'Tâches courtiers', removals: 'Suppressions', runs: 'Passages', audit: 'Journal d\'audit', scorecard: 'Tableau de bord', register: 'Registre',
    connections: 'Connexions', links: 'Liens et préférences', settings: 'Réglages', users: 'Comptes et clés d\'API',
    broken: (count) => `${n(count)} ${pick(count, 'demande une action', 'demandent une action')}`, waiting: (count) => `${n(count)} en attente`,
  },
  search: { region: 'Recherche et état', label: 'Trouver une personne, un récépissé, un plan', go: 'Rechercher' },
  lastReadBack: (when) => `Dernière relecture ${when}`,
  noReadBack: 'Rien de relu pour l\'instant',
  zone: (zone) => `heure de ${zone}`,
  account: { logout: 'Fermer la session', language: 'Langue', open: 'Compte et langue', other: 'English' },
  roles: { admin: 'Administration', dpo: 'DPO', operator: 'Saisie', viewer: 'Lecture' },
  back: 'Retour', cancel: 'Annuler', save: 'Enregistrer', copy: 'Copier', copied: 'Copié', next: 'Suivants', previous: 'Précédents', see: 'Voir', unknown: 'inconnu', none: 'aucun', you: 'Vous', required: 'obligatoire', optional: 'facultatif',
  showPassword: 'Afficher le mot de passe', of: (part, base) => `${part} sur ${base}`, all: 'Tous',
  errorSummary: (count) => `${some(count, 'champ demande', 'champs demandent')} une autre valeur. Rien n'est enregistré ; votre saisie est gardée.`,
  and: 'et',
  evidence: { hint: 'PDF, JPEG, PNG, WebP ou TXT, 10 Mo au plus. Chiffré, conservé comme preuve.', bad: 'Ce fichier n\'est pas accepté. Formats : PDF, JPEG, PNG, WebP ou TXT, 10 Mo au plus.' },
  legend: 'Légende',
  since: (when) => `depuis ${when}`,
  by: (when) => `avant le ${when}`,
  owners: { admin: 'Administration', dpo: 'DPO', operator: 'Saisie', lawbase: 'Lawbase, tout seul' },
  channels: { email: 'E-mail', sms: 'SMS', phone: 'Téléphone', robocall: 'Appels automatisés', post: 'Courrier', social: 'Réseaux sociaux', fax: 'Fax', audience: 'Audiences' },
  everyChannel: 'tous les canaux',
  doors: {
    link: 'Lien', 'one-click': 'Un clic dans l\'e-mail', preferences: 'Centre de préférences', mailbox: 'Boîte mail', complaint: 'Plainte', phone: 'Téléphone', post: 'Courrier', spoken: 'De vive voix', other: 'Autre', file: 'Fichier', broker: 'Courtier', rest: 'API', cli: 'Ligne de commande', crm: 'CRM', found: 'Trouvée dans un système',
  },
  doorGroups: { links: 'Liens et e-mail', crm: 'CRM et courtiers', found: 'Trouvées à la première lecture', api: 'Téléphone, courrier, fichiers, API' },
  states: {
    queued: 'En file', sending: 'Envoi', written: 'Écrit, relecture', applied: 'Relu', marked: 'Relu, marqué seulement', accepted1: 'Transmis, niveau 1', accepted2: 'Accepté, niveau 2', accepted3: 'Confirmé, niveau 3',
    unconfirmed: 'Sans confirmation', waiting: (time) => `Attend, essai à ${time}`, notGranted: 'Droit non accordé', reauthorise: 'À réautoriser', scope: 'Autorisation manquante', paused: 'En pause', person: 'Une personne doit agir', absent: 'Aucune fiche', refused: 'Refusé', settled: 'Refusé, réglé à la main',
    ignored: 'Ignoré par le système', again: 'Remis, nouveau blocage', superseded: 'Levée par la personne', here: 'Enregistré',
  },
  absentMore: 'bloquée dès qu\'une fiche apparaît',
  connectionStates: { observe: 'Observation', active: 'Active', paused: 'En pause', 'needs-reauthorisation': 'À réautoriser', disconnected: 'Déconnectée', stale: (hours) => `Non lu depuis ${n(hours)} h`, failing: 'Lecture impossible', reading: 'Lecture en cours' },
  verbs: { suppress: 'bloquer', tag: 'étiqueter', remove: 'supprimer' },
  granted: 'accordé', notGranted: 'non accordé',
  verdicts: { ALLOW: 'Autorisé', ALLOW_NOTICE: 'Autorisé avec l\'information', NEED_CONSENT: 'Consentement requis', QUARANTINE: 'Quarantaine', REVIEW: 'À examiner', BLOCK: 'Bloqué' },
  noVerdict: 'Pas encore de verdict',
  bases: { legitimate_interest: 'Intérêt légitime', consent: 'Consentement', soft_opt_in: 'Client existant', not_personal: 'Adresse générique, sans personne', contract: 'Message de service', none: 'Aucune pour l\'instant' },
  clocks: { running: 'En cours', expired: 'Échéance passée', blind: 'Dernier acte inconnu', assumed: 'Départ supposé' },
  acts: { click: 'Clic', reply: 'Réponse', form: 'Formulaire', meeting: 'Rendez-vous', response: 'Réponse à une campagne', act: 'Acte' },
  sourceKinds: { C1: 'Formulaire propre', C2: 'Carte de visite', C3: 'De vive voix', C4: 'Salon ou questionnaire', C5: 'Client', C6: 'Recommandation', C7: 'Courtier', C8: 'Robot', C9: 'Relevé à la main', C10: 'Devinée ou enrichie', C11: 'Registre public', C12: 'Base rachetée', C13: 'Inconnue', C14: 'Autre société' },
  relations: { none: 'aucune', customer: 'client', 'open-deal': 'affaire en cours' },
  functions: {
    management: 'Direction', it: 'Informatique', purchasing: 'Achats', production: 'Production', finance: 'Finance', hr: 'Ressources humaines', marketing: 'Marketing', sales: 'Ventes', logistics: 'Logistique', quality: 'Qualité et sécurité', legal: 'Juridique',
    maintenance: 'Maintenance et services généraux', research: 'Recherche et ingénierie', administration: 'Administration', service: 'Service client', data: 'Données et analyse',
  },
  runStates: { running: 'En cours', done: 'Terminé', failed: 'Terminé avec erreurs' },
  steps: { pull: (label) => `Lire ${label}`, match: 'Rapprocher les fiches', compare: 'Comparer les désabonnements', decide: 'Décider', tag: (label) => `Écrire les étiquettes dans ${label}`, plan: 'Planifier les suppressions', forget: 'Effacer ce qui a passé son terme', report: 'Rapport' },
  systemDown: 'Le système ne répond pas.',
}
