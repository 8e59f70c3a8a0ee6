/** What somebody typed for "received on": an instant, or why it cannot be one. */
export type ReceivedOn = { at: Date } | { fault: 'unreadable' | 'future' }

/**
 * Reads `25/11/2026`, `25/11/2026 10:42`, `2026-11-25`, `-1` (days back), `today`, `yesterday`, `hier`, `aujourd'hui`
 * in `timeZone`. Today means now; another day means noon there, since nobody typed an hour.
 */
export function readReceivedOn(text: string, now: Date, timeZone: string): ReceivedOn {
  const word = text.trim().toLowerCase()
  if (word === '' || word === 'today' || word === "aujourd'hui" || word === 'aujourd’hui' || word === '0')
    return { at: now }
  const back = word === 'yesterday' || word === 'hier' ? 1 : /^-(\d{1,3})$/u.test(word) ? Number(word.slice(1)) : null
  if (back !== null) return { at: new Date(now.getTime() - back * 86_400_000) }
  const typed = /^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})(?:[ ,T]+(\d{1,2})[:h](\d{2}))?$/u.exec(word)
  const iso = /^(\d{4})-(\d{2})-(\d{2})(?:[ ,t]+(\d{1,2})[:h](\d{2}))?$/u.exec(word)
  const [year, month, day, hour, minute] =
    iso !== null ? iso.slice(1) : typed !== null ? [typed[3], typed[2], typed[1], typed[4], typed[5]] : []
  if (year === undefined || month === undefined || day === undefined) return { fault: 'unreadable' }
  const wall = Date.UTC(
    Number(year),
    Number(month) - 1,
    Number(day),
    hour === undefined ? 12 : Number(hour),
    minute === undefined ? 0 : Number(minute),
  )
  const date = new Date(wall)
  if (
    date.getUTCDate() !== Number(day) ||
    date.getUTCMonth() !== Number(month) - 1 ||
    Number(hour ?? 0) > 23 ||
    Number(minute ?? 0) > 59
  )
    return { fault: 'unreadable' }
  const at = new Date(wall - offsetMs(date, timeZone))
  const isToday = dayIn(at, timeZone) === dayIn(now, timeZone)
  if (isToday && hour === undefined) return { at: now }
  return at > now ? { fault: 'future' } : { at }
}

/**
 * A day as a file tells one. What a person types for today or some days back is none there: an empty day is often
 * written as 0.
 */
export function readWrittenDay(text: string, now: Date, timeZone: string): ReceivedOn {
  return /\d{4}/u.test(text) ? readReceivedOn(text, now, timeZone) : { fault: 'unreadable' }
}

/** Calendar day of an instant in a zone, YYYY-MM-DD. */
export function dayIn(at: Date, timeZone: string): string {
  return new Intl.DateTimeFormat('en-CA', { timeZone, dateStyle: 'short' }).format(at)
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
