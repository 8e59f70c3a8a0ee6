import { dayIn } from '../app/day.ts'

/** What somebody typed for "received on": an instant, or why it cannot be one. */
export type ReceivedOn = { at: Date } | { fault: 'unreadable' | 'future' }

/**
 * Reads `25/11/2026`, `25/11/2026 10:42`, `2026-11-25`, `-1` (days back), `today`, `yesterday`, `hier`, `aujourd'hui`
 * in `timeZone`. Today means now; another day means noon there, since nobody typed an hour.
 */
export function readReceivedOn(text: string, now: Date, timeZone: string): ReceivedOn {
  const word = text.trim().toLowerCase()
  if (todayWords.has(word)) return { at: now }
  const back = yesterdayWords.has(word) ? 1 : Number(/^-(\d{1,3})$/u.exec(word)?.[1] ?? Number.NaN)
  if (!Number.isNaN(back)) return { at: new Date(now.getTime() - back * 86_400_000) }
  const wall = wallTimeOf(word)
  if (wall === null) return { fault: 'unreadable' }
  const at = new Date(wall.at.getTime() - offsetMs(wall.at, timeZone))
  if (!wall.hasHour && dayIn(at, timeZone) === dayIn(now, timeZone)) return { at: now }
  if (at.getUTCFullYear() < oldestYear) return { fault: 'unreadable' }
  return at > now ? { fault: 'future' } : { at }
}

/** Before it nobody prospected by what is recorded here: a day of then was mistyped. */
const oldestYear = 1990

const todayWords: ReadonlySet<string> = new Set(['', '0', 'today', "aujourd'hui", 'aujourd’hui'])
const yesterdayWords: ReadonlySet<string> = new Set(['yesterday', 'hier'])

/** The date and time written there, as if its clock were UTC; noon where no hour stands. Null = it is none. */
function wallTimeOf(word: string): { at: Date; hasHour: boolean } | null {
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

/**
 * A day as a file tells one. What a person types for today or some days back is none there: an empty day is often
 * written as 0.
 */
export function readWrittenDay(text: string, now: Date, timeZone: string): ReceivedOn {
  return /\d{4}/u.test(text) ? readReceivedOn(text, now, timeZone) : { fault: 'unreadable' }
}

/** How far the zone's wall clock is ahead of UTC at about this time. */
function offsetMs(wall: Date, timeZone: string): number {
  const parts = Object.fromEntries(
    new Intl.DateTimeFormat('en-GB', {
      timeZone,
      hourCycle: 'h23',
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
      hour: '2-digit',
      minute: '2-digit',
    })
      .formatToParts(wall)
      .map(({ type, value }) => [type, Number(value)]),
  )
  return (
    Date.UTC(
      parts['year'] ?? 0,
      (parts['month'] ?? 1) - 1,
      parts['day'] ?? 1,
      parts['hour'] ?? 0,
      parts['minute'] ?? 0,
    ) -
    Math.floor(wall.getTime() / 60_000) * 60_000
  )
}
