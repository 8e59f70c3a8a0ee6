import { wordsOf } from '../words.ts'
import type { lists as english } from '../en/lists.ts'

const { some } = wordsOf('fr-FR')

export const lists: typeof english = {
  total: (count) => (count === 0 ? 'aucune' : `${some(count, 'ligne', 'lignes')} en tout`),
  csv: 'Télécharger en CSV', from: 'Du', to: 'au', show: 'Afficher', user: 'Utilisateur', system: 'Système', state: 'État', kind: 'Nature', door: 'Voie', requestStates: { open: 'à traiter', answered: 'répondues', 'taken-back': 'annulées' }, order: 'Trié par',
}
