import { dayMs } from '../core/clock.ts'
import type { SeedPerson } from './people.ts'

/** All seeded days are counted back from the virtual today, in UTC; the hour comes from the person's number. */
export interface SeedDates {
  readonly todayMs: number
  daysAgo(days: number, salt: number): number
  actAt(person: SeedPerson): number | null
}

export function seedDates(nowMs: number): SeedDates {
  const todayMs = Math.floor(nowMs / dayMs) * dayMs
  const daysAgo = (days: number, salt: number): number =>
    todayMs - days * dayMs + 7 * 3_600_000 + ((salt * 7_919) % 36_000) * 1_000
  const line = threeYearsBefore(todayMs)
  return {
    todayMs,
    daysAgo,
    actAt(person) {
      const morning = 8 * 3_600_000
      if (person.life === 'edge-exact') return line + morning
      if (person.life === 'edge-inside') return line + dayMs + morning
      if (person.life === 'edge-past') return line - dayMs + morning
      return person.actDaysAgo === null ? null : daysAgo(person.actDaysAgo, person.index)
    },
  }
}

/** The same calendar day three years earlier (29 February becomes 28). */
export function threeYearsBefore(dayStartMs: number): number {
  const day = new Date(dayStartMs)
  const month = day.getUTCMonth()
  const moved = new Date(Date.UTC(day.getUTCFullYear() - 3, month, day.getUTCDate()))
  return moved.getUTCMonth() === month ? moved.getTime() : Date.UTC(day.getUTCFullYear() - 3, month + 1, 0)
}
