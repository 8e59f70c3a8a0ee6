import { wordsOf } from '../words.ts'

const { some } = wordsOf('en-GB')

export const lists = {
  total: (count: number) => (count === 0 ? 'none' : `${some(count, 'entry', 'entries')} in all`),
  csv: 'Download as CSV', from: 'From', to: 'to', show: 'Show', user: 'User', system: 'System', state: 'State', kind: 'Kind', door: 'Channel', requestStates: { open: 'to be answered', answered: 'answered', 'taken-back': 'taken back' }, order: 'Ordered by',
}
