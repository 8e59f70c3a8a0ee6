import { expect, it } from 'vitest'
import { datedColumns } from './dated-columns.ts'

it.each([
  [
    'under a heading that is not known',
    [
      ['e-mail', 'Stopped'],
      ['a@b.example.test', '25/11/2026'],
      ['c@b.example.test', ''],
    ],
    {},
    [1],
  ],
  [
    'with an hour, as programs write it',
    [
      ['e-mail', 'x'],
      ['a@b.example.test', '2026-11-25T10:00:00Z'],
    ],
    {},
    [1],
  ],
  [
    'without headings',
    [
      ['a@b.example.test', '25.11.26'],
      ['c@b.example.test', '1.2.2026'],
    ],
    { email: 0 },
    [1],
  ],
  [
    'in most cells of two columns',
    [
      ['e-mail', 'x', 'y'],
      ['a', '1/2/2026', '2026/01/02'],
      ['b', 'n/a', '3-4-2026'],
      ['c', '1-2-26', ''],
    ],
    { email: 0 },
    [1, 2],
  ],
  [
    'in a column that was chosen',
    [
      ['e-mail', 'x'],
      ['a', '1/2/2026'],
    ],
    { date: 1 },
    [],
  ],
  [
    'nowhere: numbers, versions and phones',
    [
      ['e-mail', 'n', 'v', 'p'],
      ['a', '20261125', '1.2.3.4', '01 02 03 04 05'],
    ],
    {},
    [],
  ],
] as const)('days are seen %s', (_name, table, mapping, places) => {
  expect(datedColumns(table, mapping)).toEqual(places)
})
