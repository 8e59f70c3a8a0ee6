import { dayIn } from '../../domain/app/day.ts'
import type { Sql } from '../../store/app/database.ts'
import { loadSettings } from '../../store/settings/settings.ts'
import type { App } from '../app/app.ts'

/** The calendar day of an instant where the company is, YYYY-MM-DD. */
export const dayHere = async (sql: Sql, at: Date): Promise<string> =>
  dayIn(at, (await loadSettings(sql)).settings.timeZone)

/**
 * The calendar day where the company is: what somebody may give as a day that has come. Retention and what the law
 * counts go by the day of UTC.
 */
export const todayHere = (app: App): Promise<string> => dayHere(app.pool, app.clock.now())
