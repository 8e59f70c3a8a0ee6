import { createHash } from 'node:crypto'

/**
 * Draws rows by lot: each row's number is hashed with the seed, the lowest come first. Who has the seed and the rows
 * can draw again and finds the same (docs/reference/law.md#i11).
 */
export function drawRows(seed: Buffer, rows: readonly number[], count: number): number[] {
  const lot = (row: number) => createHash('sha256').update(seed).update(`:${row}`).digest('hex')
  return rows
    .map((row) => ({ row, lot: lot(row) }))
    .toSorted((a, b) => (a.lot < b.lot ? -1 : 1))
    .slice(0, Math.max(0, count))
    .map(({ row }) => row)
}

/**
 * The next sample of a delivery: rows that stayed without proof in the failed one before stand in it again, and it is
 * no smaller, so that nobody draws until the lot is kind. The others are drawn.
 */
export function drawNext(
  seed: Buffer,
  rows: readonly number[],
  count: number,
  before: { drawn: number; unproved: readonly number[] } | null,
): number[] {
  const again = (before?.unproved ?? []).filter((row) => rows.includes(row))
  return [
    ...again,
    ...drawRows(
      seed,
      rows.filter((row) => !again.includes(row)),
      Math.max(count, before?.drawn ?? 0) - again.length,
    ),
  ]
}

/** What came of a sample. A row nobody answered for is not proved: silence is no proof. */
export interface SampleFigures {
  drawn: number
  proved: number
  notProved: number
  silent: number
}

/** `most`: share of rows that may stay without proof, 0 unless the settings say otherwise. */
export function sampleFails({ drawn, proved }: SampleFigures, most: number): boolean {
  return drawn === 0 || (drawn - proved) / drawn > most
}
