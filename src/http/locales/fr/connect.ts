import type { connect as en } from '../en/connect.ts'

export const connect: typeof en = {
  title: 'Connecter un système', context: 'La première lecture ne modifie rien. Rien n\'est écrit sans votre accord.',
  crm: 'CRM, par OAuth', broker: 'Courtier en données, par formulaire', mailer: 'Outil d\'e-mailing, par formulaire', crmMore: (label) => `Lit les contacts de ${label}, puis y transmet les oppositions et les vérifie.`, choose: (label) => `Connecter ${label}`, known: 'connecté',
  registerTitle: (label) => `Connecter ${label} : déclarer l'application`, toKeys: 'Saisir les valeurs d’une application déjà créée', registerContext: 'Vous créez votre propre application chez l\'éditeur : l\'accès vous appartient et vous pouvez y mettre fin là-bas.',
  steps: 'Chez l\'éditeur', addresses: 'À copier dans l\'application', redirect: 'Adresse de redirection', webhook: 'Adresse de webhook', noWebhook: 'Aucune adresse publique n\'est réglée (PUBLIC_URL) : les changements sont lus à intervalles réguliers et non aussitôt.',
  addressesStay: 'Les adresses restent les mêmes tant que vous n\'en demandez pas d\'autres. L\'application qui a celles-ci les garde.',
  newAddresses: 'Nouvelles adresses',
  files: 'Télécharger les fichiers de projet', scopes: 'Autorisations', scope: 'Autorisation', why: 'Usage', need: 'Nécessité', must: 'obligatoire', may: 'facultative', copyScopes: 'Autorisations obligatoires',
  credentials: 'À recopier depuis l\'application', clientId: 'Identifiant client', clientSecret: 'Secret client', secretHint: 'Gardé chiffré, jamais réaffiché.', loginHost: 'Hôte de connexion',
  save: 'Enregistrer et continuer', consentTitle: (label) => `Consentement chez ${label}`, consentText: (label) => `L'application est déclarée. Chez ${label}, connectez-vous avec le compte à relier et autorisez l'accès. Le retour ici est automatique.`, consentLimit: 'Valable 10 minutes, une fois, dans ce navigateur.', go: (label) => `Aller chez ${label}`, noTokens: 'Les jetons sont gardés chiffrés sur ce serveur. Rien n\'est encore écrit.',
  scopesMore: (count) => `À quoi sert chacune des ${count} autorisations`, command: 'Commande', screens: 'Écrans :', inFiles: 'La même chose, pour une application créée à la main', secretKept: 'Laissez vide pour garder celui qui est stocké.', begun: 'commencé', resume: (label) => `Continuer la connexion de ${label}`, begunMore: (label) => `L'application pour ${label} est déclarée, et personne n'a encore autorisé son accès.`,
  consent: {
    states: { registered: 'Pas encore demandé', waiting: 'En attente de la réponse', late: 'Lien trop ancien', connected: 'Connecté', refused: 'Refusé', 'not-installed': 'Application non installée', vendor: 'Non accepté', 'other-account': 'Autre compte', 'typed-secret': 'Secret non accepté', 'other-login': 'Ouvert par un autre compte' },
    typedSecret: 'L\'éditeur n\'a pas accepté le secret saisi de nouveau. Il est oublié ; celui en usage reste en place.', otherLogin: (when) => `Le ${when}, la réponse est revenue par une autre personne que celle qui l'avait demandée, ou par un autre navigateur. Le lien n'est plus valable. Demandez-en un nouveau et ouvrez-le dans le même navigateur.`,
    registered: (label) => `L'application est enregistrée. Demandez un lien vers ${label} pour autoriser son accès.`, waiting: (label, until) => `Aucun retour de ${label} pour l'instant. Un lien est valable jusqu'à ${until}. Cette page vérifie toutes les 5 secondes et continue automatiquement.`, late: (when) => `Le lien du ${when} n'a pas été utilisé à temps et n'est plus valable.`, connected: (label) => `${label} a donné son accès.`,
    refused: (label, when) => `Accès refusé chez ${label} le ${when}. Rien n'est connecté.`, other: (when) => `Le ${when}, un autre compte que celui de la connexion a répondu. Rien n'a changé.`, vendor: (id, secret, redirect) => `L'éditeur n'a pas accepté l'échange. Vérifiez : ${id}, ${secret}, ${redirect}, puis recommencez.`,
    get: 'Obtenir le lien', again: 'Obtenir un nouveau lien', change: 'Vérifier la saisie', goOn: 'Continuer', check: 'Vérifier de nouveau',
  },
  mailbox: 'Boîte mail, par formulaire (IMAP)', mailboxContext: 'Les messages sont lus, jamais marqués, déplacés ni supprimés. Une copie est gardée chiffrée 30 jours.', mailboxLabel: 'Nom de la boîte mail', mailboxLabelHint: 'Tel qu\'il figurera à l\'écran.',
  formContext: 'Il reçoit les oppositions des personnes qu\'il peut détenir, une fois le droit accordé.', brokerContext: 'Il reçoit les oppositions des personnes dont la source le nomme, une fois le droit accordé.', label: 'Nom exact du courtier', labelHint: 'Comme au contrat, et comme dans les valeurs de source associées.',
  errors: {
    copy: (name) => `À copier depuis l'application créée chez l'éditeur : ${name}.`, appKey: 'Ce formulaire est incomplet. Rouvrez la page.',
    label: 'Indiquez le nom exact du courtier, comme au contrat.', taken: (label) => `${label} est déjà connecté.`, url: 'L\'adresse doit commencer par https:// (http:// seulement sur cette machine).', secret: 'Le secret commence par whsec_ et se copie en entier.', other: 'Cette valeur ne convient pas.', secretAgain: 'Il serait envoyé à une autre adresse : saisissez-le de nouveau.',
    anotherApp: 'Ces adresses sont celles de l\'application d\'un compte connecté. Pour une autre application, demandez d\'abord de nouvelles adresses.',
  },
  change: { title: (label) => `Réglages de ${label}`, tab: 'Réglages', context: 'Droits, historique et position restent. L\'autotest est relancé, et ce qui attendait est envoyé aussitôt.', keep: 'Laissez vide pour garder celui qui est stocké.', save: 'Enregistrer les réglages', open: 'Modifier les réglages' },
  refused: {
    title: 'Rien n\'est connecté', again: 'Recommencer', list: 'Retour aux connexions',
    state: 'Cette réponse ne correspond pas à votre demande, ou date de plus de 10 minutes. Recommencez.', refused: 'Refus enregistré chez l\'éditeur. Rien n\'est connecté.', 'not-installed': 'L\'application n\'est pas installée chez l\'éditeur. Rien n\'est connecté.', 'other-account': 'C\'est un autre compte que celui de cette connexion. Rien n\'a changé.',
    vendor: 'L\'éditeur n\'a pas accepté l\'échange. Vérifiez l\'identifiant client, le secret et l\'adresse de redirection, puis recommencez.', 'unknown-connector': 'Ce système ne se connecte pas par OAuth.', field: 'Une valeur de l\'application manque. Recommencez.', 'already-connected': 'Ce compte est déjà connecté.', 'secret-again': 'Le secret est à saisir de nouveau.',
    'another-app': 'Ces adresses sont celles de l\'application d\'un compte connecté.', 'typed-secret': 'L\'éditeur n\'a pas accepté le secret saisi de nouveau. Il est oublié ; celui en usage reste.',
    'other-login': 'Ce lien a été demandé par une autre personne, ou dans un autre navigateur. Il n\'est plus valable : qui l\'a demandé doit en obtenir un nouveau. Rien n\'est connecté.',
  },
  kinds: {
    'rate-limited': 'Le système demande de ralentir. Réessayez dans une minute.', 'not-ready': 'Le système prépare encore la réponse. Réessayez dans une minute.', unavailable: 'Le système n\'a pas répondu. Réessayez dans quelques minutes ; rien n\'est perdu.', 'auth-expired': 'Le jeton d\'accès était trop ancien. Réessayez.', 'access-revoked': 'Le système n\'accepte plus notre accès. Réautorisez-le.',
    forbidden: 'Notre compte n\'y a pas ce droit : une autorisation manque. Lancez l\'autotest.', 'cursor-lost': 'La position gardée n\'existe plus. Tout est relu depuis le début.', 'unexpected-response': 'Le système a répondu sous une forme inconnue.', 'bad-request': 'Le système a refusé une demande mal formée.',
  },
}
