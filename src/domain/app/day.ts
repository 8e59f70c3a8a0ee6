/** The day `months` calendar months after `from`, in UTC; the 29th, 30th or 31st falls back to the month's last day. */
export function addMonths(from: Date, months: number): string {
  const target = new Date(Date.UTC(from.getUTCFullYear(), from.getUTCMonth() + months, 1))
  const lastDay = new Date(Date.UTC(target.getUTCFullYear(), target.getUTCMonth() + 1, 0)).getUTCDate()
  target.setUTCDate(Math.min(from.getUTCDate(), lastDay))
  return dayOf(target)
}

/**
 * Last day of a duty of one calendar month that began with `day` (both YYYY-MM-DD, UTC): a notice after the data were
 * obtained (GDPR art. 14(3)), an answer after it was asked for (art. 12(3)). It is late from the day after.
 *
 * @returns `2026-02-28` for 31 January
 */
export const monthAfter = (day: string): string => addMonths(new Date(`${day}T00:00:00Z`), 1)

/** The day `days` days after `day`, both YYYY-MM-DD. */
export function addDays(day: string, days: number): string {
  return dayOf(new Date(Date.parse(`${day}T00:00:00Z`) + days * 86_400_000))
}

/** Days asked for before: each decision asks for the same few a dozen times. */
const dayNames = new Map<number, string>()

const maxDayNames = 100_000

/** Calendar day in UTC, YYYY-MM-DD. Throws RangeError for a date that is none. */
export function dayOf(at: Date): string {
  const day = Math.floor(at.getTime() / 86_400_000)
  const known = dayNames.get(day)
  if (known !== undefined) return known
  const name = at.toISOString().slice(0, 10)
  if (dayNames.size >= maxDayNames) dayNames.clear()
  dayNames.set(day, name)
  return name
}

/** Calendar day of an instant in a zone, YYYY-MM-DD: where a company is, a day begins before or after that of UTC. */
export function dayIn(at: Date, timeZone: string): string {
  return new Intl.DateTimeFormat('en-CA', { timeZone, dateStyle: 'short' }).format(at)
}

/**
 * Whether somebody gave a calendar day (YYYY-MM-DD) that has come by `today`: the day where the company is, by `dayIn`,
 * never that of UTC.
 */
export const hasCome = (day: string, today: string): boolean => isCalendarDay(day) && day <= today

/** Whether this is a day of the calendar, YYYY-MM-DD; there is no year 0. */
export const isCalendarDay = (day: string): boolean =>
  /^\d{4}-\d{2}-\d{2}$/u.test(day) &&
  day > '0001' &&
  !Number.isNaN(Date.parse(day)) &&
  new Date(day).toISOString().startsWith(day)
