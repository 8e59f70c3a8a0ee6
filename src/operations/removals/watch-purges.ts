import { otherPurge, reportedDays, usualDays, type VanishedDay } from '../../domain/connections/other-purge.ts'
import { dayOf } from '../../domain/app/day.ts'
import { raisePurges, type PurgeAlarm } from '../../store/alarms/alarms.ts'
import type { Sql } from '../../store/app/database.ts'
import { vanishedByDay } from '../../store/connections/other-purges.ts'
import { claimSchedule, nextRunAt, setNextRun } from '../../store/runs/runs.ts'
import type { App } from '../app/app.ts'

const name = 'other-purges'
const lookMs = 3_600_000

/** What vanished at one Connection without a plan of ours, day by day. */
interface VanishedAt {
  connectionId: string
  label: string
  days: VanishedDay[]
}

/** Everything of the days that a burst is judged by, per Connection that lost records (or for one alone). */
export async function vanished(sql: Sql, now: Date, connectionId: string | null = null): Promise<VanishedAt[]> {
  const rows = await vanishedByDay(sql, new Date(now.getTime() - (usualDays + reportedDays) * 86_400_000), connectionId)
  return [...Map.groupBy(rows, (row) => row.connectionId)].map(([id, theirs]) => ({
    connectionId: id,
    label: theirs[0]?.label ?? '',
    days: theirs.map(({ day, deleted, notDue, by }) => ({ day, deleted, notDue, by })),
  }))
}

/** Looks every hour, by one process, whether somebody else purges too, and raises or ends the alarm about it. */
export async function watchPurges(app: App): Promise<void> {
  const now = app.clock.now()
  const next = new Date(now.getTime() + lookMs)
  const due = await nextRunAt(app.pool, name)
  if (due === null) return setNextRun(app.pool, name, next)
  if (due > now || !(await claimSchedule(app.pool, name, now, next))) return
  const purges = (await vanished(app.pool, now)).flatMap(({ connectionId, days }): PurgeAlarm[] => {
    const purge = otherPurge(days, dayOf(now))
    return purge === null
      ? []
      : [{ connectionId, deleted: purge.deleted, notDue: purge.notDue, since: new Date(`${purge.day}T00:00:00Z`) }]
  })
  await raisePurges(app.pool, purges, now)
}
