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
  ...[
    '25 novembre 2026',
    '1er août 2026',
    'Nov 25, 2026 10:42 AM',
    '25-Nov-2026',
    'Wed, 25 Nov 2026 10:42:00 +0100',
    '25. November 2026',
    '25 de noviembre de 2026',
    '25 nov. 2026',
    'mercoledì 25 novembre 2026',
    '25 mrt 2026',
    'mars 25 2026',
  ].map(
    (cell) =>
      [
        `with the month in words: ${cell}`,
        [
          ['e-mail', 'x'],
          ['a', cell],
        ],
        { email: 0 },
        [1],
      ] as const,
  ),
  [
    'beside cells that stand for nothing',
    [
      ['e-mail', 'x'],
      ['a', '-'],
      ['b', 'null'],
      ['c', 'N/A'],
      ['d', '2026-11-25'],
    ],
    { email: 0 },
    [1],
  ],
  [
    'below many empty cells',
    [['e-mail', 'x'], ...Array.from({ length: 700 }, () => ['a', '']), ['b', '2026-11-25']],
    { email: 0 },
    [1],
  ],
  [
    'nowhere: words',
    [
      ['e-mail', 'x', 'y', 'z'],
      ['a', 'May 2026', 'Mars SA, 25 rue de Mai, 75001', 'Salon 2026 Paris'],
    ],
    {},
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
