import { wordsOf } from '../words.ts'
import type { screening as english } from '../en/screening.ts'

const { n, some } = wordsOf('fr-FR')

export const screening: typeof english = {
  title: 'Contrôle de fichier', context: 'Puis-je importer ce fichier ? Chaque ligne est comparée aux oppositions, aux règles et à la base. Rien n\'est importé.',
  choose: 'Fichier à contrôler', hint: 'CSV ou XLSX, 200 Mo et 500 000 lignes au plus. Conservé chiffré 7 jours, puis seuls les comptes et l\'empreinte restent.', next: 'Lire le fichier', cancel: 'Annuler',
  past: 'Fichiers contrôlés', none: 'Aucun fichier contrôlé. Jusqu\'à 500 000 lignes, rien n\'est importé.', file: 'Fichier', day: 'Contrôlé', by: 'Par', source: 'Source', rows: 'Lignes', allowed: 'Autorisées', refused: 'Refusées', state: 'État', states: { running: 'Contrôle en cours', done: 'Contrôlé', failed: 'N\'a pu être contrôlé' }, erased: 'lignes effacées', commandLine: 'en ligne de commande', noSource: 'non déclarée', digest: 'SHA-256',
  deliveries: 'Livraisons de courtiers', noDelivery: 'Aucune livraison de courtier contrôlée.', broker: 'Courtier', reference: 'Livraison', obtained: 'Obtenue le',
  mapTitle: (name) => `Quel est ce fichier ? ${name}`, mapContext: 'Dites d\'abord ce que contient chaque colonne, puis d\'où vient le fichier. Ce qui n\'est pas indiqué est inconnu, et l\'inconnu est traité strictement.',
  columnsTitle: 'Que contient chaque colonne ?', listTitle: 'Quel est ce fichier ?', bySelf: 'Ce qu\'indiquent les lignes elles-mêmes compte aussi.',
  columns: { email: 'Adresse e-mail', phone: 'Téléphone', mobile: 'Téléphone mobile', firstName: 'Prénom', lastName: 'Nom', fullName: 'Nom complet', company: 'Société', jobTitle: 'Fonction', country: 'Pays', legalForm: 'Forme juridique', headcount: 'Effectif', sourceKind: 'Type de source', sourceName: 'Nom de la source', broker: 'Courtier', obtainedOn: 'Obtenue le', optOut: 'Opposition', doNotCall: 'Opposition aux appels' },
  ask: {
    channel: 'Canal', offer: 'Offre', country: 'Pays des lignes qui n\'en ont pas', noCountry: 'Inconnu', sourceKind: 'D\'où vient le fichier ?', noKind: 'Inconnu', sourceName: 'Nom exact de la source', sourceNameHint: 'Tel qu\'il est indiqué aux personnes : raison sociale du courtier, salon, site. Un courtier n\'est accepté que si aucun contrôle obligatoire ne manque au registre.', obtainedOn: 'Obtenu le', obtainedOnHint: 'Jour où vous avez eu ces données.',
    delivery: 'Livraison enregistrée d\'un courtier', deliveryHint: 'Donne son courtier, son jour et sa référence.', noDelivery: 'Aucune', visibility: 'Qui pouvait voir ces données ?', visibilityHint: 'Pour ce qui a été relevé ou collecté en ligne.', visibilities: { public: 'Tout le monde', restricted: 'Certains seulement' }, notAsked: 'Inconnu',
    noticeShown: 'Ces personnes ont vu la mention d\'information en donnant leurs données', broker: 'Connexion du courtier', noBroker: 'Aucune', reference: 'Référence de la livraison',
  },
  askTab: 'Le fichier', resultTab: 'Résultat',
  go: 'Contrôler le fichier', running: 'Les lignes sont en cours de contrôle. Vous pouvez fermer cette page : cela continue, et le résultat reste 7 jours.', bar: 'Lignes contrôlées', refresh: 'Actualiser',
  resultTitle: (allowed) => `${some(allowed, 'ligne peut être importée', 'lignes peuvent être importées')}`, resultContext: (rows, name) => `sur ${some(rows, 'ligne', 'lignes')}${name === '' ? '' : ` dans ${name}`}`, until: (day) => `Les lignes seront effacées le ${day} ; les comptes et l'empreinte restent.`, gone: (day) => `Les lignes ont été effacées le ${day}. Les comptes et l'empreinte restent.`,
  withNotice: 'Avec l\'information', withNoticeMore: 'dès le premier message', known: 'Déjà dans la base', knownMore: 'autorisées ou non', doubled: 'En double', doubledMore: 'la première ligne compte', unreadable: 'Illisibles', unreadableMore: 'non comparées aux oppositions',
  verdictsTitle: 'Verdicts', rulesTitle: 'Pourquoi des lignes sont refusées', why: 'Motif', share: 'Part', allAllowed: 'Aucune ligne refusée.', duplicate: 'Même adresse qu\'une ligne précédente', unreadableRule: 'Ligne illisible',
  faultsTitle: 'Lignes illisibles', faultsShown: (shown, total) => `${n(shown)} sur ${n(total)} ; toutes sont dans le fichier des refus`, row: 'Ligne', fault: 'Défaut',
  downloadAllowed: 'Lignes autorisées', downloadRefused: 'Lignes refusées', another: 'Contrôler un autre fichier', failedTitle: 'Le fichier n\'a pu être contrôlé', late: 'Il n\'a pas été contrôlé dans les 7 jours.',
  faultOf: (field, text) => `${field} ${text}`,
  errors: {
    required: 'Choisissez un fichier.', heading: 'Aucun intitulé d\'e-mail ou de téléphone en ligne 1. Supprimez ce qui précède les intitulés et contrôlez de nouveau le fichier, ou choisissez la colonne.', twice: 'La même colonne est choisie pour deux choses.', often: (time) => `La limite de dix fichiers par heure est atteinte. Réessayez à ${time}.`,
    ask: { choice: 'Choisissez dans la liste.', offer: 'Choisissez dans la liste.', country: 'Choisissez dans la liste.', kind: 'Dites de quel type de source il s\'agit.', name: 'Une source de ce type demande son nom exact.', day: 'Donnez le jour : sans lui, la durée de conservation ne peut pas être calculée.', future: 'Ce jour est à venir.', unregistered: 'Ce courtier n\'est pas au registre : ajoutez-le à la page Courtiers, avec ses contrôles, avant d\'utiliser ses données.', musts: (points) => `Contrôles manquants de ce courtier : ${points}. Complétez-les à la page Courtiers avant d'utiliser ses données.`, review: 'Ce courtier n\'a pas été revu depuis un an. Confirmez à la page Courtiers que ses contrôles restent valables.', contract: 'Le registre n\'a pas de contrat avec ce courtier pour ce jour.' },
    file: {
      empty: 'Le fichier ne contient aucune ligne.', bytes: 'Le fichier dépasse 200 Mo. Divisez-le.', rows: 'Le fichier contient plus de 500 000 lignes. Divisez-le.', columns: 'Le fichier a plus de 100 colonnes. Gardez celles qui servent.', unpacks: 'Le fichier se décompresse en plus de 2 Go. Enregistrez-le en CSV.',
      formula: (where) => `La cellule ${where} contient une formule. Collez les valeurs, ou enregistrez le fichier en CSV.`, sheets: (where) => `Plusieurs feuilles contiennent des lignes (${where}). Ne gardez dans le fichier que celle de la liste, ou enregistrez-la en CSV.`, old: 'C\'est un fichier Excel ancien ou chiffré. Enregistrez-le en XLSX sans mot de passe, ou en CSV.', hard: 'Le fichier est trop long à lire. Enregistrez-le en CSV, ou divisez-le.', unreadable: (where) => `Le fichier ne peut être lu ni comme CSV ni comme XLSX${where === '' ? '' : ` (ligne ${where})`}. Enregistrez-le en CSV UTF-8.`,
    },
  },
}
