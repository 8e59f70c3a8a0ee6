import { claimSchedule, nextRunAt, setNextRun } from '../../store/runs/runs.ts'
import { forgetOldHits } from '../../store/accounts/rate-counters.ts'
import { forgetTrails } from '../../store/propagation/trails.ts'
import type { App } from '../app/app.ts'

const name = 'rate-counters'
const everyMs = 600_000
/** How long the request of an opt-out is kept beside it. */
const trailsMs = 90 * 86_400_000

/**
 * Ends the counters of rates an hour after their window, every ten minutes by one process: their names hold visitors'
 * addresses.
 */
export async function forgetCounters(app: App): Promise<void> {
  const now = app.clock.now()
  const [due, next] = [await nextRunAt(app.pool, name), new Date(now.getTime() + everyMs)]
  if (due === null) await setNextRun(app.pool, name, next)
  else if (due > now || !(await claimSchedule(app.pool, name, now, next))) return
  await forgetOldHits(app.pool)
  await forgetTrails(app.pool, new Date(now.getTime() - trailsMs))
}
