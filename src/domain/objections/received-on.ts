import { dayIn } from '../app/day.ts'
import { daysBack, wallTimeOf } from '../app/typed-day.ts'

/** What somebody typed for "received on": an instant, or why it cannot be one. */
export type ReceivedOn = { at: Date } | { fault: 'unreadable' | 'future' }

/**
 * Reads `25/11/2026`, `25/11/2026 10:42`, `2026-11-25`, `-1` (days back), `today`, `yesterday`, `hier`, `aujourd'hui`
 * in `timeZone`. Today means now; another day means noon there, since nobody typed an hour.
 */
export function readReceivedOn(text: string, now: Date, timeZone: string): ReceivedOn {
  const word = text.trim().toLowerCase()
  const back = word === '' ? 0 : daysBack(word)
  if (back !== null) return { at: new Date(now.getTime() - back * 86_400_000) }
  const wall = wallTimeOf(word)
  if (wall === null) return { fault: 'unreadable' }
  const at = new Date(wall.at.getTime() - offsetMs(wall.at, timeZone))
  if (!wall.hasHour && dayIn(at, timeZone) === dayIn(now, timeZone)) return { at: now }
  if (at.getUTCFullYear() < oldestYear) return { fault: 'unreadable' }
  return at > now ? { fault: 'future' } : { at }
}

/** Before it nobody prospected by what is recorded here: a day of then was mistyped. */
const oldestYear = 1990

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
