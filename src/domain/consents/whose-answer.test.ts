import { expect, it } from 'vitest'
import { whoseAnswer } from './whose-answer.ts'

const holder = (contactId: string, firstName: string | null, lastName: string | null) => ({
  contactId,
  firstName,
  lastName,
})
const [ana, bea, eva, unnamed] = [
  holder('ana', 'Ana', 'Uno'),
  holder('bea', 'Bea', 'Dos'),
  holder('eva', 'Eva', 'Uno'),
  holder('unnamed', null, null),
]

it.each([
  ['bears the name', ['ANA', 'uno'], [ana, bea, eva], 'ana'],
  ['bears it with another accent', ['Aná', 'Uño'], [ana, bea], 'ana'],
  ['of one family with another is told by the first name', ['Eva', 'Uno'], [ana, eva], 'eva'],
  ['gave an initial', ['B.', 'Dos'], [ana, bea], 'bea'],
  ['is alone there, and has no name in the systems', ['Zoe', 'Lambert'], [unnamed], 'unnamed'],
  ['has another first name than the only one of the family', ['Zoe', 'Dos'], [ana, bea], null],
  ['is none of them', ['Zoe', 'Lambert'], [ana, bea], null],
  ['gave no name, of several', [null, null], [ana, bea], null],
  ['gave no name, of one', [null, null], [bea], 'bea'],
  ['may be either of two without a name', ['Zoe', 'Lambert'], [unnamed, holder('other', null, '')], null],
  ['bears the name of two', ['Ana', 'Uno'], [ana, holder('twin', 'Ana', 'Uno')], null],
  ['is there with two records', ['Ana', 'Uno'], [ana, ana], 'ana'],
  ['answered where nobody is', ['Ana', 'Uno'], [], null],
] as const)('finds whose answer it is that %s', (_who, [firstName, lastName], holders, contactId) => {
  expect(whoseAnswer({ firstName, lastName }, holders)).toBe(contactId)
})
