import { expect, it } from 'vitest'
import { askedWords } from './name-words.ts'

it.each([
  ['Strauß', ['strauss']],
  ['Sørensen', ['sorensen', 'soerensen']],
  ['Müller', ['muller', 'mueller']],
  ['Mueller', ['mueller', 'muller']],
  ['Wałęsa', ['walesa']],
  ['Lecœur', ['lecoeur', 'lecour']],
  ["O'Brien", ['obrien', 'brien']],
  ['McDonald', ['mcdonald', 'donald']],
  ['de la Tour', ['tour', 'delatour']],
  ['de', ['de']],
  ['Иванов', ['иванов']],
  ['Doe-Roy', ['doe', 'roy', 'doeroy']],
])('%s is looked for by %j', (name, words) => {
  expect(askedWords('Jo', name)?.last.toSorted()).toEqual(words.toSorted())
})

it('looks for nobody of whom one name is missing', () => {
  expect([askedWords('Jo', null), askedWords(' ', 'Doe'), askedWords('Jo', '-')]).toEqual([null, null, null])
})
