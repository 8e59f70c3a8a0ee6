import { addDays, dayIn, isCalendarDay } from './day.ts'

/**
 * Reads a calendar day as a person types it, in `timeZone`: `25/11/2026`, `2026-11-25`, `-1` (days back), `today`,
 * `yesterday`, `hier`, `aujourd'hui`. Gives YYYY-MM-DD; null = it is none, or an hour stands there.
 */
export function readTypedDay(text: string, now: Date, timeZone: string): string | null {
  const word = text.trim().toLowerCase()
  const back = daysBack(word)
  if (back !== null) return addDays(dayIn(now, timeZone), -back)
  const wall = wallTimeOf(word)
  if (wall === null || wall.hasHour) return null
  const day = wall.at.toISOString().slice(0, 10)
  return isCalendarDay(day) ? day : null
}

const todayWords: ReadonlySet<string> = new Set(['0', 'today', "aujourd'hui", 'aujourd’hui'])
const yesterdayWords: ReadonlySet<string> = new Set(['yesterday', 'hier'])

/** How many days back a word in small letters means: 0 for `today`, 1 for `hier`, 3 for `-3`. Null = it is none. */
export function daysBack(word: string): number | null {
  if (todayWords.has(word)) return 0
  if (yesterdayWords.has(word)) return 1
  const back = /^-(\d{1,3})$/u.exec(word)?.[1]
  return back === undefined ? null : Number(back)
}

/** The date and time written there, as if its clock were UTC; noon where no hour stands. Null = it is none. */
export function wallTimeOf(word: string): { at: Date; hasHour: boolean } | null {
  const typed = /^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})(?:[ ,T]+(\d{1,2})[:h](\d{2}))?$/u.exec(word)
  const iso = /^(\d{4})-(\d{2})-(\d{2})(?:[ ,t]+(\d{1,2})[:h](\d{2}))?$/u.exec(word)
  const parts = iso?.slice(1) ?? (typed === null ? null : [typed[3], typed[2], typed[1], typed[4], typed[5]])
  if (parts === null) return null
  const hasHour = parts[3] !== undefined
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0] = parts.map((part) => Number(part ?? 0))
  if (hour > 23 || minute > 59) return null
  const at = new Date(Date.UTC(year, month - 1, day, hasHour ? hour : 12, minute))
  return at.getUTCDate() === day && at.getUTCMonth() === month - 1 ? { at, hasHour } : null
}
