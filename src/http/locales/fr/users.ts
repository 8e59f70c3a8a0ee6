import type { users as en } from '../en/users.ts'

export const users: typeof en = {
  title: 'Comptes et clés d\'API', people: 'Personnes', keys: 'Clés d\'API', context: 'Chaque personne a son propre compte. Les clés ouvrent l\'API, jamais la console.',
  columns: { name: 'Nom', email: 'E-mail', role: 'Rôle', language: 'Langue', last: 'Dernière session', state: 'État', act: 'Action' }, never: 'jamais', disabled: 'Sans accès', invited: 'Invitation envoyée', active: 'Actif', you: 'vous', disable: 'Retirer l\'accès', lastAdmin: 'Il faut toujours un compte d\'administration : nommez-en un autre d\'abord.',
  invite: { title: 'Inviter une personne', email: 'E-mail', name: 'Nom', role: 'Rôle', language: 'Langue', go: 'Créer le lien', english: 'English', french: 'Français' },
  link: { title: 'Transmettez ce lien', text: (email) => `Pour ${email}. Il sert une fois, sous 24 heures. Copiez-le maintenant. Il ne sera plus affiché.`, label: 'Lien à usage unique' },
  roleHints: { admin: 'Administration : tout, connecte les systèmes', dpo: 'DPO : approuve les suppressions, voit les personnes, modifie les réglages', operator: 'Saisie : contacts et oppositions', viewer: 'Lecture : Aujourd\'hui et listes masquées' },
  key: { columns: { name: 'Nom', prefix: 'Préfixe', scope: 'Permet de', made: 'Créée', expires: 'Expire', used: 'Dernier usage', act: 'Action' }, none: 'Aucune clé.', name: 'Nom', nameHint: 'Ce qui l\'utilise, par exemple « formulaires du site ».', days: 'Jours avant expiration', daysHint: 'Entre 1 et 365.', go: 'Créer la clé', title: 'Créer une clé d\'API', revoke: 'Révoquer', revoked: 'révoquée', expired: 'expirée', scopes: { 'objections:write': 'enregistrer des oppositions', 'status:read': 'lire l\'état des oppositions et des passages' }, newTitle: 'Copiez la clé', text: 'Copiez-la maintenant. Elle ne sera plus affichée.', label: 'Clé d\'API', never: 'jamais' },
  errors: { email: (typed) => `« ${typed} » n'est pas une adresse complète, ou a déjà un compte.`, name: 'Indiquez un nom.', role: 'Choisissez un rôle.', days: 'Entre 1 et 365 jours.', lastAdmin: 'Accès non retiré : c\'est le dernier compte d\'administration, ou il l\'était déjà.' },
}
