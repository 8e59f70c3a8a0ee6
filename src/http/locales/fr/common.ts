import { ofZone, wordsOf } from '../words.ts'
import type { common as en } from '../en/common.ts'

const { n, some } = wordsOf('fr-FR')

export const common: typeof en = {
  product: 'Lawbase',
  skip: 'Aller au contenu',
  menu: 'Menu',
  nav: {
    label: 'Principale', work: 'Travail', basis: 'Base légale', sources: 'Sources', offers: 'Offres et fonctions', notices: 'Information', consents: 'Consentements', brokers: 'Courtiers', screening: 'Contrôle de fichier', forms: 'Audit des formulaires', proof: 'Preuve', system: 'Système', today: 'Aujourd\'hui', reviews: 'À décider', contacts: 'Contacts', objections: 'Oppositions', tasks: 'Tâches courtiers', removals: 'Suppressions', runs: 'Traitements nocturnes', audit: 'Journal d\'audit', scorecard: 'Tableau de bord', register: 'Registre',
    connections: 'Connexions', links: 'Liens et préférences', settings: 'Réglages', users: 'Comptes et clés d\'API',
    broken: (count) => `${n(count)} à traiter`, waiting: (count) => `${n(count)} en attente`,
  },
  search: { region: 'Recherche et état', label: 'Trouver une personne, un récépissé, un plan', go: 'Rechercher' },
  lastReadBack: (when) => `Dernière vérification ${when}`,
  noReadBack: 'Aucune vérification pour l\'instant',
  zone: (zone) => `heure ${ofZone(zone)}`,
  account: { logout: 'Se déconnecter', language: 'Langue', open: 'Compte et langue', other: 'English' },
  roles: { admin: 'Administrateur', dpo: 'DPO', operator: 'Opérateur', viewer: 'Lecteur' },
  back: 'Retour', cancel: 'Annuler', save: 'Enregistrer', copy: 'Copier', copied: 'Copié', next: 'Suivants', previous: 'Précédents', see: 'Voir', unknown: 'inconnu', none: 'aucun', you: 'Vous', required: 'obligatoire', optional: 'facultatif',
  showPassword: 'Afficher le mot de passe', of: (part, base) => `${part} sur ${base}`, all: 'Tous',
  errorSummary: (count) => `${some(count, 'champ', 'champs')} à corriger. Rien n'est enregistré ; votre saisie est gardée.`,
  and: 'et',
  evidence: { hint: 'PDF, JPEG, PNG, WebP ou TXT, 10 Mo au plus. Chiffré, conservé comme preuve.', bad: 'Ce fichier n\'est pas accepté. Formats : PDF, JPEG, PNG, WebP ou TXT, 10 Mo au plus.' },
  legend: 'Légende',
  since: (when) => `depuis ${when}`,
  by: (when) => `avant le ${when}`,
  owners: { admin: 'Administrateur', dpo: 'DPO', operator: 'Opérateur', lawbase: 'Lawbase, automatiquement' },
  channels: { email: 'E-mail', sms: 'SMS', phone: 'Téléphone', robocall: 'Appels automatisés', post: 'Courrier', social: 'Réseaux sociaux', fax: 'Fax', audience: 'Audiences publicitaires' },
  everyChannel: 'tous les canaux',
  doors: {
    link: 'Lien', 'one-click': 'Désabonnement en un clic', preferences: 'Centre de préférences', mailbox: 'Boîte mail', complaint: 'Plainte', phone: 'Téléphone', post: 'Courrier', spoken: 'De vive voix', other: 'Autre', file: 'Fichier', broker: 'Courtier', rest: 'API', cli: 'Ligne de commande', crm: 'CRM', found: 'Trouvée dans un système',
  },
  doorGroups: { links: 'Liens et e-mail', crm: 'CRM et courtiers', found: 'Trouvées à la première lecture', api: 'Téléphone, courrier, fichiers, API' },
  states: {
    queued: 'En file', sending: 'Envoi', written: 'Écrit, vérification', applied: 'Vérifié', marked: 'Vérifié, marqué seulement', accepted1: 'Transmis, niveau 1', accepted2: 'Accepté, niveau 2', accepted3: 'Confirmé, niveau 3',
    unconfirmed: 'Sans confirmation', waiting: (time) => `En attente, essai à ${time}`, notGranted: 'Droit non accordé', reauthorise: 'À réautoriser', scope: 'Autorisation manquante', paused: 'En pause', person: 'Action requise', absent: 'Aucune fiche', refused: 'Refusé', settled: 'Refusé, réglé à la main',
    ignored: 'Ignoré par le système', again: 'Blocage retiré, bloqué de nouveau', superseded: 'Levée par la personne', here: 'Enregistré',
  },
  absentMore: 'bloquée dès qu\'une fiche apparaît',
  connectionStates: { observe: 'Observation', active: 'Active', paused: 'En pause', 'needs-reauthorisation': 'À réautoriser', disconnected: 'Déconnectée', stale: (hours) => `Non lu depuis ${n(hours)} h`, failing: 'Lecture impossible', reading: 'Lecture en cours' },
  verbs: { suppress: 'bloquer', tag: 'étiqueter', remove: 'supprimer' },
  granted: 'accordé', notGranted: 'non accordé',
  verdicts: { ALLOW: 'Autorisé', ALLOW_NOTICE: 'Autorisé avec l\'information', NEED_CONSENT: 'Consentement requis', QUARANTINE: 'Quarantaine', REVIEW: 'À examiner', BLOCK: 'Bloqué' },
  noVerdict: 'Pas encore de verdict',
  bases: { legitimate_interest: 'Intérêt légitime', consent: 'Consentement', soft_opt_in: 'Client existant', not_personal: 'Adresse générique, sans personne', contract: 'Message de service', none: 'Aucune pour l\'instant' },
  clocks: { running: 'Dans la durée de conservation', expired: 'Durée de conservation dépassée', blind: 'Dernière activité inconnue', assumed: 'Départ supposé' },
  acts: { click: 'Clic', reply: 'Réponse', form: 'Formulaire', meeting: 'Rendez-vous', response: 'Réponse à une campagne', act: 'Activité' },
  sourceKinds: { C1: 'Formulaire de notre site', C2: 'Carte de visite', C3: 'De vive voix', C4: 'Salon ou questionnaire', C5: 'Client', C6: 'Recommandation', C7: 'Courtier', C8: 'Collecte automatisée (scraping)', C9: 'Relevé à la main', C10: 'Devinée ou enrichie', C11: 'Registre public', C12: 'Base rachetée', C13: 'Inconnue', C14: 'Autre société' },
  relations: { none: 'aucune', customer: 'client', 'open-deal': 'affaire en cours' },
  functions: {
    management: 'Direction', it: 'Informatique', purchasing: 'Achats', production: 'Production', finance: 'Finance', hr: 'Ressources humaines', marketing: 'Marketing', sales: 'Ventes', logistics: 'Logistique', quality: 'Qualité et sécurité', legal: 'Juridique',
    maintenance: 'Maintenance et services généraux', research: 'Recherche et ingénierie', administration: 'Administration', service: 'Service client', data: 'Données et analyse',
  },
  runStates: { running: 'En cours', done: 'Terminé', failed: 'Terminé avec erreurs' },
  steps: { pull: (label) => `Lire ${label}`, match: 'Rapprocher les fiches', compare: 'Comparer les oppositions', decide: 'Décider', tag: (label) => `Écrire les étiquettes dans ${label}`, plan: 'Planifier les suppressions', forget: 'Effacer ce qui dépasse sa durée de conservation', report: 'Rapport' },
  systemDown: 'Le système ne répond pas.',
}
