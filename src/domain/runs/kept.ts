import { addMonths } from '../app/day.ts'
import { keptRows, type KeptId } from './tables/kept.ts'

/**
 * What is older than this has passed its term. Months are calendar months in UTC, as for the clock
 * (docs/reference/law.md#g-events).
 */
export function keptBefore(id: KeptId, now: Date): Date {
  const row = rowOf(id)
  return row.days === undefined
    ? new Date(`${addMonths(now, -(row.months ?? 0))}T00:00:00Z`)
    : new Date(now.getTime() - row.days * 86_400_000)
}

/** Whole months that a kind is kept, at least. Throws for one that is kept for days. */
export function keptMonths(id: KeptId): number {
  const { months } = rowOf(id)
  if (months === undefined) throw new Error(`${id} is kept for days`)
  return months
}

/** Days that a kind is kept. Throws for one that is kept for months. */
export function keptDays(id: KeptId): number {
  const { days } = rowOf(id)
  if (days === undefined) throw new Error(`${id} is kept for months`)
  return days
}

function rowOf(id: KeptId): (typeof keptRows)[number] {
  const row = keptRows.find((candidate) => candidate.id === id)
  if (row === undefined) throw new Error(`no term for ${id}`)
  return row
}
