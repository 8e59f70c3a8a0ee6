import { expect, it } from 'vitest'
import { otherPurge, type VanishedDay } from './other-purge.ts'

const on = (day: string, deleted: number): VanishedDay => ({ day, deleted, notDue: 3, by: {} })
/** The 28 days before 20 March, with so many deletions each. */
const usual = (deleted: number) =>
  Array.from({ length: 28 }, (_, index) =>
    on(new Date(Date.UTC(2027, 2, 19 - index)).toISOString().slice(0, 10), deleted),
  )

it.each<[string, VanishedDay[], string, number | null]>([
  ['twenty on a day, none before', [on('2027-03-20', 20)], '2027-03-20', 0],
  ['nineteen', [on('2027-03-20', 19)], '2027-03-20', null],
  ['six days ago', [on('2027-03-20', 30)], '2027-03-26', 0],
  ['a week ago, which was told', [on('2027-03-20', 30)], '2027-03-27', null],
  ['five times the usual day', [...usual(6), on('2027-03-20', 30)], '2027-03-20', 6],
  ['a little less than that', [...usual(6), on('2027-03-20', 29)], '2027-03-20', null],
  [
    'one large day among the usual ones',
    [...usual(2), on('2027-03-20', 25)].map((one) => (one.day === '2027-03-01' ? on(one.day, 500) : one)),
    '2027-03-20',
    2,
  ],
  ['nothing at all', [], '2027-03-20', null],
])('another purge: %s', (_what, days, today, expected) => {
  expect(otherPurge(days, today)?.usual ?? null).toBe(expected)
})

it('gives the latest burst with its figures', () => {
  expect(
    otherPurge(
      [on('2027-03-18', 40), { day: '2027-03-19', deleted: 25, notDue: 7, by: { INTEGRATION: 25 } }],
      '2027-03-20',
    ),
  ).toEqual({ day: '2027-03-19', deleted: 25, notDue: 7, by: { INTEGRATION: 25 }, usual: 0 })
})
