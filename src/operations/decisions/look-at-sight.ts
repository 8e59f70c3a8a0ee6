import { ConnectorError } from '../../connector/errors.ts'
import { listConnections } from '../../store/connections/connections.ts'
import { wantResync } from '../../store/connections/pull-state.ts'
import { inTransaction } from '../../store/app/database.ts'
import { emptiedActs, saveSight, sightOf } from '../../store/inactivity/sight.ts'
import type { App } from '../app/app.ts'
import { openConnection } from '../connections/open-connection.ts'

/** Of fewer people than this a lost date says nothing: a new address takes it away. */
const fewestEmptied = 3

/**
 * Looks what a system shows of all that the clock and the guards read (docs/reference/promises.md#i5), and remembers
 * it. What shows again makes the whole base be read anew, since it spoke meanwhile. `readSince`: when a reading of all
 * of it began that ended just now. Throws ConnectorError.
 */
export async function lookAtSight(
  app: App,
  connectionId: string,
  signal: AbortSignal,
  readSince: Date | null = null,
): Promise<void> {
  const { system } = await openConnection(app, connectionId, 'read', signal)
  if (system.sight === undefined) return
  const askedAt = app.clock.now()
  const parts = await system.sight()
  await inTransaction(app.pool, async (sql) => {
    const emptied = await emptiedActs(sql, connectionId, fewestEmptied)
    if (await saveSight(sql, connectionId, { parts, emptied, readSince }, askedAt))
      await wantResync(sql, connectionId, app.clock.now())
  })
}

/**
 * The same for every system that was read whole once, and was not looked at within `freshMs`. One that does not answer
 * keeps what was seen of it: whether it can be read at all is for its freshness to say.
 */
export async function lookAtAll(app: App, signal: AbortSignal, freshMs = 0): Promise<void> {
  const since = new Date(app.clock.now().getTime() - freshMs)
  const fresh = new Set(
    (await sightOf(app.pool)).filter(({ lookedAt }) => lookedAt > since).map(({ connectionId }) => connectionId),
  )
  for (const { id, state, fullPulledAt } of await listConnections(app.pool)) {
    if (fullPulledAt === null || fresh.has(id) || (state !== 'observe' && state !== 'active')) continue
    try {
      await lookAtSight(app, id, signal)
    } catch (error) {
      if (!(error instanceof ConnectorError)) throw error
      app.log.warn({ connectionId: id, kind: error.kind }, 'what this system shows of its fields could not be read')
    }
  }
}
