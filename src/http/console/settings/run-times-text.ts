import { readRunTimes } from '../../../domain/settings/run-times.ts'
import type { View } from '../app/view.ts'

/** `Monday` of 1, in the page's language. */
export function dayName({ language }: Pick<View, 'language'>, day: number): string {
  const locale = language === 'fr' ? 'fr-FR' : 'en-GB'
  // The first of January 2024 was a Monday.
  return new Intl.DateTimeFormat(locale, { weekday: 'long', timeZone: 'UTC' }).format(new Date(Date.UTC(2024, 0, day)))
}

/** A schedule in words; what is no time of day with days of the week, as it is stored. */
export function runTimesText(view: View, schedule: string): string {
  const s = view.t.settings.schedule
  const times = readRunTimes(schedule)
  if (times === null) return schedule
  return times.days.length === 7
    ? s.everyDay(times.time)
    : s.onDays(times.time, view.f.list(times.days.map((day) => dayName(view, day))))
}
