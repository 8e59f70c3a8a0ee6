import { expect, it } from 'vitest'
import { keptBefore } from './kept.ts'
import { keptIds, keptRows } from './tables/kept.ts'

it('gives each thing that is kept one term, in days or in calendar months', () => {
  expect(keptRows.map(({ id, days, months }) => [id, (days === undefined) !== (months === undefined)])).toEqual(
    keptIds.map((id) => [id, true]),
  )
  expect(
    [
      keptBefore('deliveries', new Date('2026-03-01T10:00:00Z')),
      keptBefore('consents', new Date('2027-02-28T23:00:00Z')),
      keptBefore('memory', new Date('2026-03-31T01:00:00Z')),
    ].map((at) => at.toISOString()),
  ).toEqual(['2026-01-30T10:00:00.000Z', '2024-02-28T00:00:00.000Z', '2025-02-28T00:00:00.000Z'])
})

it('ends hashes of the removed (A13) and logins (G9) at their term, and takes no opt-out by itself (F18)', () => {
  const termOf = (wanted: string) => keptRows.filter(({ id }) => id === wanted).map(({ months, by }) => [months, by])
  expect(['memory', 'logins', 'objections'].map(termOf)).toEqual([[[13, 'night']], [[12, 'night']], [[36, 'stays']]])
})
