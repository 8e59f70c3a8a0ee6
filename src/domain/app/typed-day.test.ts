import { expect, it } from 'vitest'
import { readTypedDay } from './typed-day.ts'

/** Half past midnight in Paris: the day there is one ahead of UTC's. */
const now = new Date('2026-11-25T23:30:00Z')

it.each([
  ['25/11/2026', '2026-11-25'],
  ['5/1/2026', '2026-01-05'],
  ['25.11.2026', '2026-11-25'],
  ['25-11-2026', '2026-11-25'],
  [' 2026-11-25 ', '2026-11-25'],
  ['03/12/2026', '2026-12-03'],
  ['29/02/2028', '2028-02-29'],
  ['today', '2026-11-26'],
  ['Aujourd’hui', '2026-11-26'],
  ["aujourd'hui", '2026-11-26'],
  ['0', '2026-11-26'],
  ['yesterday', '2026-11-25'],
  ['Hier', '2026-11-25'],
  ['-1', '2026-11-25'],
  ['-30', '2026-10-27'],
])('reads the day in %j', (typed, day) => {
  expect(readTypedDay(typed, now, 'Europe/Paris')).toBe(day)
})

it.each([
  '',
  'soon',
  '31/02/2026',
  '29/02/2026',
  '2026-13-01',
  '11/25/2026',
  '25/11/26',
  '25/11/2026 10:42',
  '-',
  '+1',
])('reads no day in %j', (typed) => {
  expect(readTypedDay(typed, now, 'Europe/Paris')).toBeNull()
})

it('counts days back over the night that has 25 hours', () => {
  expect(readTypedDay('-1', new Date('2026-10-25T22:30:00Z'), 'Europe/Paris')).toBe('2026-10-24')
})
