import { expect, it } from 'vitest'
import { mayBeMobile, readNumber } from './read-number.ts'

it.each([
  ['with its country in front', '+33 6 39 98 20 04', null, null, '+33639982004', false, true],
  ['with 00 in front', '0033 6 39 98 20 04', null, null, '+33639982004', false, true],
  ['on a record with a country', '06 39 98 20 04', 'France', 'DE', '+33639982004', false, true],
  ['without any country, by the country of the company', '06 39 98 20 04', null, 'FR', '+33639982004', true, true],
  ['a fixed line without any country', '01 40 20 30 40', ' ', 'FR', '+33140203040', true, false],
] as const)('a number is read %s', (...[, raw, country, home, number, guessed, isMobile]) => {
  expect(readNumber({ raw, country }, home)).toEqual({ number, guessed, isMobile })
})

it.each([
  ['nobody said which country the company is in', '06 39 98 20 04', null, null],
  ['it is valid in no line of that country', '0171 234567890', null, 'FR'],
  ['the record names a country that cannot be read', '06 39 98 20 04', 'Narnia', 'FR'],
  ['the number names another country, badly', '+33 6 39', null, 'FR'],
  ['it is no number', 'call me', null, 'FR'],
] as const)('a number is not read where %s', (_name, raw, country, home) => {
  expect(readNumber({ raw, country }, home)).toBeNull()
})

it.each([
  ['a mobile of the company’s country', '06 39 98 20 04', null, 'FR', true],
  ['one of no country at all', '06 39 98 20 04', null, null, true],
  ['a German one of no country', '0171 2345678', null, null, true],
  ['a fixed line of France', '01 40 20 30 40', null, null, false],
  ['a fixed line that is a mobile in Belgium', '04 70 12 34 56', null, 'FR', false],
  ['one of a country that cannot be read', '06 39 98 20 04', 'Narnia', 'FR', false],
  ['a fixed line with its country', '+33 1 40 20 30 40', null, null, false],
] as const)('%s may be a mobile or not', (_name, raw, country, home, expected) => {
  expect(mayBeMobile({ raw, country }, home)).toBe(expected)
})
