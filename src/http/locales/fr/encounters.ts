import type { encounters as english } from '../en/encounters.ts'
import { wordsOf } from '../words.ts'

const { n, some } = wordsOf('fr-FR')

export const encounters: typeof english = {
  title: 'Appels et réunions', kinds: { call: (on) => `appel du ${on}`, meeting: (on) => `réunion du ${on}` }, counts: 'compte comme activité', countsNot: 'ne compte pas comme activité', undecided: 'pas encore jugé', noOutcome: 'aucune issue indiquée', noteThere: 'une note y existe, dont le texte n’est pas gardé ici', noNote: 'sans note', readOn: (when) => `lu le ${when}`,
  more: 'Les appels et réunions de vos systèmes sont lus pour les personnes d’une suppression. Un appel de leur part compte comme activité. Un appel ou une réunion de votre part compte si elles y ont pris part et qu’une note le dit. Voici les issues que vous seul pouvez expliquer. D’ici là, qui en a une pendant la durée de conservation n’est dans aucun plan de suppression.',
  none: 'Aucune issue de ce genre n’a été trouvée.', inSystem: (label) => `Dans ${label}`, outcome: 'Issue', means: 'Signifie', by: 'Dit par', empty: 'Aucune issue indiquée', others: 'Tout autre objet', seen: (people, noted) => `${some(people, 'personne', 'personnes')}, ${n(noted)} avec une note`,
  meanings: { 'took-part': 'La personne y a pris part : compte avec une note', 'by-person': 'La personne a appelé ou est venue : compte', not: 'Pas jointe, ou sans la personne : ne compte pas' }, notJudged: 'Pas jugé : gardé', asOthers: 'Comme tout autre objet', nobody: 'Pas encore dit', said: (who, on) => `${who}, ${on}`, save: 'Confirmer ces significations',
  task: (people) => `${some(people, 'personne est gardée', 'personnes sont gardées')} tant que personne ne dit ce que signifie l’issue d’un appel ou d’une réunion.`, taskMore: 'Vos systèmes montrent des issues dans vos propres mots.', taskAct: 'Dire ce qu’elles signifient',
}
