import { randomUUID } from 'node:crypto'
import { nextRun } from '../../domain/app/cron.ts'
import { insertAudit } from '../../store/app/audit.ts'
import { listConnections } from '../../store/connections/connections.ts'
import { inTransaction } from '../../store/app/database.ts'
import { claimSchedule, insertRun, nextRunAt, setNextRun, type StepName } from '../../store/runs/runs.ts'
import { loadSettings } from '../../store/settings/settings.ts'
import type { App } from '../app/app.ts'

const weekMs = 7 * 86_400_000

/**
 * Starts a hygiene run: reads every CRM (all of it the first time and weekly), compares, decides, tags where granted,
 * plans removals. Gives null when one is running already: running it again is harmless, two at once are useless.
 */
export async function startRun(app: App, requestedBy: string): Promise<string | null> {
  const now = app.clock.now()
  const id = randomUUID()
  const started = await inTransaction(app.pool, async (sql) => {
    const crms = (await listConnections(sql)).filter(
      (connection) => app.connectors.get(connection.connector)?.kind === 'crm',
    )
    const full = crms.some(
      (connection) => connection.fullPulledAt === null || now.getTime() - connection.fullPulledAt.getTime() > weekMs,
    )
    const steps: { name: StepName; connectionId: string | null }[] = [
      ...crms.map((connection) => ({ name: 'pull' as const, connectionId: connection.id })),
      ...(['match', 'compare', 'decide'] as const).map((name) => ({ name, connectionId: null })),
      ...crms.map((connection) => ({ name: 'tag' as const, connectionId: connection.id })),
      ...(['plan', 'forget', 'report'] as const).map((name) => ({ name, connectionId: null })),
    ]
    const inserted = await insertRun(sql, { id, requestedBy, mode: full ? 'full' : 'changes' }, steps, now)
    if (inserted)
      await insertAudit(
        sql,
        [{ actId: `run:${id}`, act: 'run', actor: requestedBy, details: { mode: full ? 'full' : 'changes' } }],
        now,
      )
    return inserted
  })
  if (!started) return null
  await app.enqueue('advance-run', { runId: id })
  return id
}

const nightly = 'nightly-run'

/**
 * Starts the nightly run when its time has come (docs/reference/promises.md#clock). The first call only sets the next
 * time.
 */
export async function startDueRun(app: App): Promise<void> {
  const now = app.clock.now()
  const { settings } = await loadSettings(app.pool)
  const next = nextRun(settings.runSchedule, settings.timeZone, now)
  const due = await nextRunAt(app.pool, nightly)
  if (due === null || (due > now && due.getTime() !== next.getTime())) return setNextRun(app.pool, nightly, next)
  // A run that is under way when the time comes may have read before it: the night's own run waits for its end, and is
  // never left out.
  if (due <= now) {
    if ((await startRun(app, 'nightly run')) !== null) await claimSchedule(app.pool, nightly, now, next)
    return
  }
  // One that waits for the admin cannot be read: its run comes when it is authorised again.
  if (
    (await listConnections(app.pool)).some(
      ({ resyncWantedAt, state }) => resyncWantedAt !== null && (state === 'observe' || state === 'active'),
    )
  )
    await startRun(app, 'lost events')
}

/** When the next nightly run starts. */
export async function nextNightlyRun(app: Pick<App, 'pool' | 'clock'>): Promise<Date> {
  const { settings } = await loadSettings(app.pool)
  return nextRun(settings.runSchedule, settings.timeZone, app.clock.now())
}
