import { wordsOf } from '../words.ts'
import type { file as english } from '../en/file.ts'

const { n, some } = wordsOf('fr-FR')

export const file: typeof english = {
  title: 'Enregistrer une liste d\'oppositions', tab: 'Liste', open: 'Enregistrer une liste', context: 'Un CSV ou un XLSX, une opposition par ligne. Rien n\'est enregistré avant que vous ayez dit ce que contient chaque colonne.',
  choose: 'Fichier', hint: 'CSV ou XLSX, 10 Mo et 10 000 lignes au plus. Conservé chiffré 7 jours, puis supprimé.', next: 'Lire le fichier', cancel: 'Annuler',
  mapTitle: (name) => `Que contient chaque colonne ? ${name}`, mapContext: (count) => `${some(count, 'ligne', 'lignes')}, les cinq premières ci-dessous.`,
  detected: (encoding, separator) => `${encoding} avec des ${separator} a été détecté. Vérifiez les accents ci-dessous.`, detectedXlsx: 'Un classeur Excel : sa feuille remplie est lue.',
  encodings: { 'utf-8': 'UTF-8', 'utf-16le': 'UTF-16', 'utf-16be': 'UTF-16', 'windows-1252': 'Windows-1252' }, separators: { ',': 'virgules', ';': 'points-virgules', '\t': 'tabulations', '|': 'barres verticales' },
  columns: { email: 'Adresse e-mail', phone: 'Téléphone', date: 'Reçue le', channel: 'Canal', reference: 'Référence' },
  columnHints: { email: 'D’autres colonnes telles que « E-mail 2 » ou « Portable » comptent aussi.', phone: '', date: 'Sans date : aujourd\'hui.', channel: 'Sans canal, tout s\'arrête.', reference: 'Conservée comme preuve.' },
  chooseDate: 'Choisissez', noDate: 'Pas dans le fichier : toutes datées d\'aujourd\'hui', absent: 'Pas dans le fichier', column: (index) => `Colonne ${n(index)}`, country: 'Pays des numéros sans indicatif', noCountry: 'Aucun : refuser ces lignes', sample: 'Premières lignes du fichier', sampleRow: 'Ligne',
  record: (count) => `Enregistrer ${some(count, 'ligne', 'lignes')}`, final: 'Nous ne pouvons pas l\'annuler : seule la personne peut lever une opposition.',
  recording: 'Ces lignes sont en cours d\'enregistrement. Vous pouvez fermer cette page : cela continue, et le résultat reste ici 7 jours.', recordingBar: 'Lignes enregistrées', refresh: 'Actualiser',
  resultTitle: (done) => some(done, 'opposition enregistrée', 'oppositions enregistrées'), resultContext: (name) => `${name}. Rouvrir cette page n'enregistre rien.`,
  recorded: 'Enregistrées maintenant', repeated: 'Enregistrées auparavant', refused: 'Refusées', of: (count) => `sur ${some(count, 'ligne', 'lignes')}`, repeatedMore: 'même fichier ou même personne', refusedMore: 'rien n\'a été enregistré pour elles',
  report: 'Télécharger le compte rendu de chaque ligne', refusedList: 'Lignes refusées', refusedShown: (shown, total) => `${n(shown)} sur ${n(total)} ; toutes sont dans le compte rendu`, noneRefused: 'Toutes les lignes ont été enregistrées.', another: 'Enregistrer une autre liste', all: 'Voir toutes les oppositions',
  row: 'Ligne', status: 'Résultat', number: 'Numéro', reason: 'Motif', statuses: { recorded: 'enregistrée', repeated: 'enregistrée auparavant', refused: 'refusée' },
  faults: {
    address: 'n\'est pas une adresse complète', hidden: 'contient un caractère invisible', 'two-addresses': 'donne deux adresses', nobody: 'ni adresse ni numéro', number: 'n\'est pas un numéro de téléphone', 'no-country': 'n\'a pas de pays', country: 'n\'est pas un pays connu',
    future: 'est à venir', date: 'n\'est pas une date telle que 25/11/2026', channel: 'ne nomme aucun canal', kind: 'ne nomme aucun type déclaré', invalid: 'est trop long ou illisible', source: 'ne nomme aucun type de source', cells: 'plus de cellules qu\'en ligne 1', 'yes-or-no': 'ne dit ni oui ni non', 'no-no': 'la ligne dit que cette personne ne s’est pas opposée',
  },
  errors: {
    dated: (names) => `Il y a des dates sous ${names}. Choisissez la colonne du jour de l'opposition, ou dites qu'il n'est pas dans le fichier.`,
    required: 'Choisissez un fichier.', often: (time) => `La limite de dix fichiers par heure est atteinte. Rien de celui-ci n’a été enregistré. Réessayez à ${time}.`, heading: 'Aucun intitulé d\'e-mail ou de téléphone en ligne 1. Supprimez ce qui précède les intitulés et relisez le fichier, ou choisissez la colonne.', twice: 'La même colonne est choisie pour deux choses.',
    empty: 'Le fichier ne contient aucune ligne.', bytes: 'Le fichier dépasse 10 Mo. Divisez-le.', rows: 'Le fichier contient plus de 10 000 lignes. Divisez-le.', columns: 'Le fichier a plus de 100 colonnes. Gardez celles qui servent.', unpacks: 'Le fichier se décompresse en plus de 200 Mo. Enregistrez-le en CSV.',
    formula: (where) => `La cellule ${where} contient une formule. Collez les valeurs, ou enregistrez le fichier en CSV.`, sheets: (where) => `Plusieurs feuilles contiennent des lignes (${where}). Ne gardez dans le fichier que celle de la liste, ou enregistrez-la en CSV.`, old: 'C\'est un fichier Excel ancien ou chiffré. Enregistrez-le en XLSX sans mot de passe, ou en CSV.', hard: 'Le fichier est trop long à lire. Enregistrez-le en CSV, ou divisez-le.', unreadable: 'Le fichier ne peut être lu ni comme CSV ni comme XLSX. Enregistrez-le en CSV UTF-8.',
  },
}
