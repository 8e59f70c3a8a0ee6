/** A schedule that is one time of day on some days of the week; Monday is 1, Sunday 7. */
interface RunTimes {
  /** `02:00`. */
  time: string
  days: readonly number[]
}

export const weekDays = [1, 2, 3, 4, 5, 6, 7] as const

const names = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat']

/** A five-field schedule as a time of day and days; null = it says more than that, such as every hour or the first. */
export function readRunTimes(schedule: string): RunTimes | null {
  const [minute = '', hour = '', day, month, week = '', ...more] = schedule.trim().split(/\s+/u)
  if (more.length > 0 || day !== '*' || month !== '*' || !isUpTo(minute, 59) || !isUpTo(hour, 23)) return null
  const days = week === '*' ? [...weekDays] : daysOf(week)
  return days === null ? null : { time: `${hour.padStart(2, '0')}:${minute.padStart(2, '0')}`, days }
}

/** The schedule of a time of day as typed and days; null = that is no time, or no day is named. */
export function writeRunTimes({ time, days }: RunTimes): string | null {
  const [, hour = '', minute = ''] = /^([01]?\d|2[0-3])[:h]([0-5]\d)$/u.exec(time.trim()) ?? []
  const chosen = weekDays.filter((day) => days.includes(day))
  if (hour === '' || chosen.length === 0) return null
  const week = chosen.length === 7 ? '*' : chosen.map((day) => day % 7).join(',')
  return `${Number(minute)} ${Number(hour)} * * ${week}`
}

const isUpTo = (text: string, most: number): boolean => /^\d{1,2}$/u.test(text) && Number(text) <= most

/** `1-5`, `mon,thu` or `0` as days of ours. */
function daysOf(week: string): number[] | null {
  const days = week.split(',').flatMap((part): (number | null)[] => {
    const [first, last, ...more] = part.split('-').map(dayOf)
    if (more.length > 0 || first === undefined || first === null || last === null) return [null]
    if (last === undefined) return [first]
    // Sunday stands before Monday as 0 and after Saturday as 7.
    const from = first === 7 && part.startsWith('0') ? 0 : first
    if (from > last) return [null]
    return Array.from({ length: last - from + 1 }, (_, place) => (from + place === 0 ? 7 : from + place))
  })
  return days.includes(null) ? null : weekDays.filter((day) => days.includes(day))
}

function dayOf(word: string): number | null {
  const place = names.indexOf(word.toLowerCase())
  if (place < 0 && !/^[0-7]$/u.test(word)) return null
  const day = place < 0 ? Number(word) : place
  return day === 0 ? 7 : day
}
