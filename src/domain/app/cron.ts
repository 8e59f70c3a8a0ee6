import { CronExpressionParser } from 'cron-parser'

export { CronExpressionParser }

/** Next run of a five-field schedule in a time zone, strictly after `after`. */
export function nextRun(schedule: string, timeZone: string, after: Date): Date {
  return CronExpressionParser.parse(schedule, { currentDate: after, tz: timeZone }).next().toDate()
}
