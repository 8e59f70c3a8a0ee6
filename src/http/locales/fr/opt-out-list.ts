import type { optOutList as english } from '../en/opt-out-list.ts'
import { wordsOf } from '../words.ts'

const { n, some, pick } = wordsOf('fr-FR')

export const optOutList: typeof english = {
  title: 'Enregistrer les oppositions d’une liste',
  context: (people) => `${people === 1 ? 'Cette personne reçoit sa' : `Ces ${n(people)} personnes reçoivent chacune leur`} propre opposition, avec un numéro et un récépissé. Rien n’est écrit avant l’enregistrement.`,
  effect: 'Ce qui se passerait', system: 'Système', people: 'Personnes', what: 'Effet',
  suppressed: (count, people) => `${n(count)} sur ${n(people)} ${pick(count, 's’est', 'se sont')} déjà ${pick(count, 'opposée', 'opposées')} à tout : rien n’est enregistré deux fois.`,
  sample: (shown, people) => `${n(shown)} sur ${n(people)} :`,
  blocked: 'Opposition écrite, puis vérifiée', notGranted: 'En attente : nous ne pouvons pas encore y bloquer', disconnected: 'Non atteint : système déconnecté', states: { observe: 'En attente : nous ne pouvons pas encore y bloquer', active: 'Opposition écrite, puis vérifiée', paused: 'En attente : système en pause', 'needs-reauthorisation': 'En attente : il n’accepte plus notre accès' },
  brokers: 'Les courtiers destinataires de ces personnes, et ceux dont elles viennent, sont avertis comme pour toute opposition.',
  words: 'Ce qui a été dit, par qui, et où se trouve la pièce', wordsHint: 'Conservé avec chaque opposition. Ni santé, ni opinion, ni insulte : la personne peut le lire.',
  record: (people) => `Enregistrer ${some(people, 'opposition', 'oppositions')}`,
  done: (count) => (count === 0 ? 'Aucune opposition nouvelle' : `${some(count, 'opposition enregistrée', 'oppositions enregistrées')}`),
  doneMore: (known) => (known === 0 ? 'Elles sont en route vers tous les systèmes.' : `${some(known, 'personne s’était déjà opposée', 'personnes s’étaient déjà opposées')} à tout cela.`),
  see: 'Voir les oppositions',
  errors: {
    words: 'Indiquez ce qui a été dit et par qui : c’est la seule preuve de ces oppositions.', nobody: () => 'Cette liste est vide.', 'too-many': (most) => `Une liste compte ${n(most)} personnes au plus. Resserrez les filtres.`,
    changed: () => 'La liste ne contient plus les personnes affichées. Relisez-la, puis enregistrez.',
  },
}
