import type { refusedDeletions as en } from '../en/refused-deletions.ts'
import { wordsOf } from '../words.ts'

const { some, pick } = wordsOf('fr-FR')

export const refusedDeletions: typeof en = {
  title: (count, number) => (count === 0 ? `Aucune suppression de ${number} n’a été refusée` : `${some(count, 'contact', 'contacts')} de ${number} n’${pick(count, 'a', 'ont')} pas pu être ${pick(count, 'supprimé', 'supprimés')}`),
  tab: 'Suppressions refusées', context: 'Un système a refusé de supprimer ces personnes. Leur fiche dans un autre système est peut-être déjà supprimée : chaque ligne dit où elle est, et ce qui est dans une corbeille peut être rétabli. Rien d’autre n’est supprimé avant votre décision : aucun plan ne les reprend, et aucune fiche n’est vidée d’elle-même.', none: 'Il ne reste personne ici.',
  columns: { tick: 'Cocher', contact: 'Contact', where: 'Ce que dit le système', systems: 'Où est chaque fiche', decided: 'Décision' }, tickOne: (who) => `Cocher ${who}`, noAddress: 'sans adresse', noReason: 'il ne donne pas de raison', keeps: 'Ce système ne sait pas vider une fiche.', open: 'Pas encore décidé', restore: 'Rétablir', restoreOf: (who) => `Rétablir ${who}`,
  decision: 'Décision pour les personnes cochées', what: 'Que faut-il faire', decisions: { again: 'Le prochain plan réessaie', anonymise: 'Fiches à vider' },
  choices: {
    again: { label: 'Laisser le prochain plan réessayer', hint: 'Si vous y avez retiré ce qui bloque la suppression, ou changé la règle. Le prochain traitement nocturne les reprend dans un plan.' },
    anonymise: { label: 'Vider leurs fiches à la place', hint: 'Nom, adresses, numéros et textes qui parlent d’elles sont retirés et la fiche reste, pour la requête ou le contrat qui en a besoin. Un plan est créé, que quelqu’un d’autre doit approuver. C’est définitif.' },
  },
  keepInstead: 'Pour garder quelqu’un, décidez une conservation depuis sa page.', reason: 'Motif', reasonHint: 'Une phrase, gardée avec votre nom.', go: 'Décider',
  errors: { contact: 'Cochez au moins un contact.', decision: 'Choisissez ce qu’il faut faire.', reason: 'Dites pourquoi en une phrase : elle est gardée.', decided: 'C’est déjà décidé pour ces personnes.', 'not-emptied': 'Un de ces systèmes ne sait pas vider une fiche, ou n’est pas joignable. Laissez le prochain plan réessayer.' },
  card: 'Suppressions refusées : voir pourquoi et décider',
  emptying: 'Un DPO l’a décidé après le refus d’un système : ce qu’il refuse encore est vidé, et la fiche reste.',
  need: (count, number) => `${some(count, 'contact', 'contacts')} de ${number} n’${pick(count, 'a', 'ont')} pas pu être ${pick(count, 'supprimé', 'supprimés')}`, needMore: 'Un système refuse. Aucun plan ne les reprend avant votre décision.', needAct: 'Décider',
}
