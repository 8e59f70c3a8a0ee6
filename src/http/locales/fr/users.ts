import type { users as en } from '../en/users.ts'

export const users: typeof en = {
  title: 'Comptes et clés d\'API', people: 'Personnes', keys: 'Clés d\'API', context: 'Chaque personne a son propre compte. Les clés ouvrent l\'API, jamais la console.',
  columns: { name: 'Nom', email: 'E-mail', role: 'Rôle', language: 'Langue', last: 'Dernière session', state: 'État', act: 'Action' }, never: 'jamais', disabled: 'Sans accès', invited: 'Invitation envoyée', active: 'Actif', you: 'vous', disable: 'Retirer l\'accès', lastAdmin: 'Il faut toujours un compte d\'administration : nommez-en un autre d\'abord.',
  invite: { title: 'Inviter une personne', email: 'E-mail', name: 'Nom', role: 'Rôle', language: 'Langue', go: 'Créer le lien', english: 'English', french: 'Français' },
  link: { title: 'Transmettez ce lien', text: (email) => `Pour ${email}. Il sert une fois, sous 24 heures. Copiez-le maintenant. Il ne sera plus affiché.`, label: 'Lien à usage unique' },
  roleHints: { admin: 'Administration : tout, connecte les systèmes', dpo: 'DPO : approuve les suppressions, voit les personnes, modifie les réglages', operator: 'Saisie : contacts et oppositions', viewer: 'Lecture : Aujourd\'hui et listes masquées' },
  key: { columns: { name: 'Nom', prefix: 'Préfixe', scope: 'Permet de', made: 'Créée', expires: 'Expire', used: 'Dernier usage', act: 'Action' }, none: 'Aucune clé.', name: 'Nom', nameHint: 'Ce qui l\'utilise, par exemple « formulaires du site ».', days: 'Jours avant expiration', daysHint: 'Entre 1 et 365.', go: 'Créer la clé', title: 'Créer une clé d\'API', revoke: 'Révoquer', revoked: 'révoquée', expired: 'expirée', scopes: { 'objections:write': 'enregistrer des oppositions', 'screenings:write': 'faire contrôler des fichiers', 'notices:write': 'signaler les informations envoyées', 'decisions:read': 'demander si un contact peut être sollicité', 'status:read': 'lire l\'état des oppositions et des passages' }, newTitle: 'Copiez la clé', text: 'Copiez-la maintenant. Elle ne sera plus affichée.', label: 'Clé d\'API', never: 'jamais' },
  hook: {
    title: 'Webhooks', intro: 'Une adresse à vous, prévenue en quelques secondes quand le verdict d\'un contact change. Chaque message est signé (Standard Webhooks) et désigne des fiches, jamais des adresses. Format : docs/decide.md.', none: 'Aucune adresse.',
    columns: { name: 'Nom', state: 'État', waiting: 'À transmettre', last: 'Dernier accepté', act: 'Action' }, never: 'jamais', running: 'En marche', paused: 'Arrêté', repeating: 'Répété', next: (at) => `Prochain essai ${at}.`,
    reasons: { gone: 'L\'adresse a répondu qu\'elle n\'existe plus (410).', 'not-taken': 'Elle n\'a rien accepté pendant 75 heures.', 'by-hand': 'À la main.' },
    pause: 'Arrêter', resume: 'Reprendre', remove: 'Retirer', add: 'Ajouter une adresse', nameHint: 'Ce qui écoute, par exemple « tableau de bord commercial ».', url: 'Adresse', urlHint: 'Commence par https://', go: 'Ajouter', newTitle: 'Copiez le secret', text: 'Votre programme vérifie chaque message avec lui. Copiez-le maintenant. Il ne sera plus affiché.', secret: 'Secret de signature',
    need: (name) => `Le webhook « ${name} » est arrêté`, needMore: (waiting) => `${waiting} à transmettre quand il reprendra.`, needAct: 'Voir les webhooks',
  },
  errors: {
    url: 'Indiquez une adresse qui commence par https://, sans nom d\'utilisateur, hors de votre réseau (ou permise par OUTBOUND_HOSTS).', manyHooks: 'Il y en a déjà dix : retirez-en une d\'abord.', email: (typed) => `« ${typed} » n'est pas une adresse complète, ou a déjà un compte.`, name: 'Indiquez un nom.', role: 'Choisissez un rôle.', days: 'Entre 1 et 365 jours.', lastAdmin: 'Accès non retiré : c\'est le dernier compte d\'administration, ou il l\'était déjà.' },
}
