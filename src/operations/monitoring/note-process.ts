import type { Pool } from 'pg'
import { spooledBytes } from '../../store/links/spool-file.ts'
import { forgetProcess, noteProcess, type ProcessFigures } from '../../store/monitoring/process-figures.ts'
import type { App } from '../app/app.ts'

const waitedBefore = new WeakMap<Pool, number>()

/** How many wait for a connection now and did when it was asked before: a rush of a moment is none. */
function lastingWait(pool: Pool): number {
  const lasting = Math.min(waitedBefore.get(pool) ?? 0, pool.waitingCount)
  waitedBefore.set(pool, pool.waitingCount)
  return lasting
}

/** How this process fares now. */
export async function processFigures({ watch, spoolFolder }: App): Promise<ProcessFigures> {
  const memory = process.memoryUsage()
  return {
    startedSeconds: process.uptime(),
    memory: { resident: memory.rss, heap: memory.heapUsed },
    delay: watch.delay(),
    pools: Object.fromEntries(
      Object.entries(watch.pools).map(([name, pool]) => [
        name,
        {
          limit: pool.options.max,
          busy: pool.totalCount - pool.idleCount,
          idle: pool.idleCount,
          waiting: lastingWait(pool),
        },
      ]),
    ),
    spooledBytes: await spooledBytes(spoolFolder),
  }
}

/** Writes down how this process fares, so that any other can tell: nobody reaches a process for runs from outside. */
export async function noteOwnProcess(app: App, role: string): Promise<void> {
  app.watch.role = role
  app.watch.slot = await noteProcess(
    app.pool,
    { role, holder: app.watch.holder, slot: app.watch.slot },
    await processFigures(app),
  )
}

/** The process ends: it is in no figure from now on. */
export async function forgetOwnProcess({ pool, watch }: App): Promise<void> {
  watch.role = null
  await forgetProcess(pool, watch.holder)
}
