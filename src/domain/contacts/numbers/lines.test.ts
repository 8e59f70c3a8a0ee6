import { expect, it } from 'vitest'
import { linesOf } from './lines.ts'

const lines = (
  phone: string | null,
  mobile: string | null,
  country: string | null = null,
  home: string | null = null,
) => linesOf({ phone, mobile, country }, home)

it('the same digits follow country and zeros, however a line is written', () => {
  const written = ['+33 6 39 98 20 04', '06 39 98 20 04', '0033639982004', '639982004']
  expect(new Set(written.map((raw) => lines(null, raw)[0]?.national))).toEqual(new Set(['639982004']))
  expect(lines(null, '20 12 34 56')[0]?.national).toBe(lines(null, '+45 20 12 34 56', 'Denmark')[0]?.national)
})

it.each([
  ['a mobile of a country', null, '06 39 98 20 04', 'France', null, [['33639982004', true, true]]],
  ['one without any country', null, '06 39 98 20 04', null, null, [['0639982004', false, true]]],
  ['one whose country is guessed', null, '06 39 98 20 04', null, 'FR', [['0639982004', false, true]]],
  ['a fixed line in the field for mobiles', null, '+33 1 40 20 30 40', null, null, [['33140203040', true, false]]],
  ['one of the company’s own country', null, '01 40 20 30 40', null, 'FR', [['0140203040', false, false]]],
  ['one of no country at all', null, '01 40 20 30 40', null, null, [['0140203040', false, true]]],
  ['an American line in the field for mobiles', null, '+1 212 555 01 00', null, null, [['12125550100', true, true]]],
  ['an American line in the field for phones', '+1 212 555 01 00', null, null, null, [['12125550100', true, false]]],
  ['one line in both fields', '+33 6 39 98 20 04', '06 39 98 20 04', 'FR', null, [['33639982004', true, true]]],
  [
    'two lines',
    '+33 1 40 20 30 40',
    '06 39 98 20 04',
    'FR',
    null,
    [
      ['33140203040', true, false],
      ['33639982004', true, true],
    ],
  ],
  ['too few digits', '36 12', '', null, 'FR', []],
] as const)('%s', (...[, phone, mobile, country, home, expected]) => {
  expect(lines(phone, mobile, country, home).map((one) => [one.digits, one.known, one.isMobile])).toEqual(expected)
})
