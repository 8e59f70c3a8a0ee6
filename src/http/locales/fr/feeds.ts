import { wordsOf } from '../words.ts'
import type { feeds as english } from '../en/feeds.ts'

const { n, some } = wordsOf('fr-FR')

export const feeds: typeof english = {
  kind: 'oppositions d’un fournisseur de données',
  choose: 'Oppositions d’un fournisseur de données, par formulaire',
  context: 'Les oppositions faites chez ce fournisseur sont enregistrées ici et transmises partout. Rien n’y est écrit.',
  label: 'Nom exact du fournisseur', labelHint: 'Comme dans le contrat, et comme dans la source de vos contacts.',
  title: (label) => `${label} : ses oppositions sont reçues ici`,
  titleFailing: (label) => `${label} : ses oppositions ne peuvent pas être lues`,
  titleByHand: (label) => `${label} : sa liste est importée à la main`,
  more: 'Chaque opposition faite là-bas est enregistrée ici et transmise à tous les systèmes. Le fournisseur lui-même n’en est pas averti : connectez-le pour cela comme courtier en données.',
  card: 'Comment ses oppositions arrivent', last: 'Dernière lecture', next: 'Prochaine', never: 'pas encore', soon: 'dans la minute',
  every: (hours) => (hours === 1 ? 'toutes les heures' : hours % 168 === 0 ? 'chaque semaine' : hours % 24 === 0 ? 'chaque jour' : `toutes les ${n(hours)} heures`),
  rhythm: 'Rythme', recorded: 'Oppositions reçues de ce fournisseur', listed: 'Identifiants de sa liste', listedKnown: (listed, known) => `${n(listed)}, dont ${n(known)} ${known > 1 ? 'conservés' : 'conservé'} ici`,
  unknown: 'Oppositions de personnes non identifiées', unknownMore: 'Il a donné un identifiant qui n’est pas conservé ici. Importez ceux de vos achats.',
  missed: (count) => `${some(count, 'message n’a', 'messages n’ont')} pas pu être ${count > 1 ? 'reçus ou lus' : 'reçu ou lu'}. Demandez au fournisseur ses oppositions depuis lors et importez-les en liste.`,
  missedSince: (when) => `Depuis le ${when}.`,
  answers: 'Sa dernière réponse sur les personnes venues de lui', answer: { 'opted-out': 'Opposition chez lui', sold: 'Toujours détenue par lui', absent: 'Pas détenue par lui', unclear: 'Aucune réponse utilisable' }, askedAt: (when) => `demandé ${when}`, none: 'Personne n’a encore été recherché.',
  columns: { answer: 'Réponse', people: 'Personnes', asked: 'Demandé' },
  readNow: 'Lire maintenant',
  ids: 'Identifiants gardés à l’achat', idsKept: (count) => (count === 0 ? 'Aucun n’est encore gardé : sans eux, une opposition qui ne donne qu’un identifiant ne peut être rattachée à personne.' : `${some(count, 'identifiant gardé', 'identifiants gardés')}.`), idsAct: 'Garder ces identifiants', idsDone: (kept, recorded) => `${some(kept, 'nouvel identifiant gardé', 'nouveaux identifiants gardés')} ; ${some(recorded, 'opposition enregistrée', 'oppositions enregistrées')} d’après ce qui avait été reçu avant.`,
  list: 'Importer sa liste', listHint: 'Un CSV ou XLSX avec la colonne email, et peut-être canal et date, avec les titres d’une liste d’oppositions. Les lignes déjà connues ne changent rien.', listAct: 'Enregistrer les oppositions', listDone: (recorded, known) => `${some(recorded, 'opposition enregistrée', 'oppositions enregistrées')}, ${n(known)} ${known > 1 ? 'connues' : 'connue'} avant.`,
  imported: (when, by) => `Dernier import le ${when} par ${by}.`, importedNever: 'Pas encore importée.', rows: (rows) => `Lignes non utilisées, par leur numéro : ${rows}.`,
  file: 'Fichier', errors: { file: 'Choisissez un fichier CSV ou XLSX.', ids: 'La ligne 1 doit porter le titre des identifiants, comme indiqué plus haut, et email.', email: 'La ligne 1 doit porter le titre email.', date: 'Des lignes portent des dates sous un titre inconnu : appelez la bonne colonne « date », ou retirez-la.' },
  needs: {
    failing: (label) => `Les oppositions faites chez ${label} ne sont pas reçues`, failingMore: 'Les personnes qui s’y sont opposées depuis peuvent encore être contactées. La page dit quoi faire.',
    missed: (label, count) => `${label} : ${some(count, 'message d’opposition perdu', 'messages d’opposition perdus')}`, missedMore: 'Il ne sera pas renvoyé. Demandez sa liste au fournisseur et importez-la.',
    list: (label) => `Importez la liste d’oppositions de ${label}`, listMore: 'Il n’a pas d’interface que Lawbase puisse lire.', act: 'Ouvrir la connexion',
  },
  contact: (label, answer, said, when) => `${label} : ${answer} (« ${said} »), demandé le ${when}`,
  wayOut: 'Met fin à notre accès et efface la clé. Les oppositions faites là-bas ne sont plus reçues ; celles déjà enregistrées restent.',
  heldAt: 'Chez les fournisseurs de données',
}
