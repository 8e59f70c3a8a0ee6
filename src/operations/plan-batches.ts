import { ConnectorError } from '../connector/errors.ts'
import type { ConnectedSystem } from '../connector/contract.ts'
import type { Outcome } from '../connector/outcome.ts'
import type { Verb } from '../store/connections.ts'
import { inTransaction } from '../store/database.ts'
import { noteRecords, type PlanRecord, type RemovalPlan } from '../store/removals.ts'
import type { App } from './app.ts'
import { noteRevoked, openConnection } from './open-connection.ts'

/**
 * Takes records, or what hangs on them, to their systems, batch by batch of the size each system says: the systems beside each other, each
 * one's batches after one another. What `work` gives back, the saving of what became of its batch, goes on beside the system's calls for the next
 * batch. A revoked access pauses its Connection, and nothing is written where the right to (`verb`) was taken back (I9). What failed at one system is thrown when all have come to their end.
 */
export async function eachBatch<T extends { connectionId: string }>(
  app: App,
  records: readonly T[],
  verb: Verb,
  sizeOf: (system: ConnectedSystem) => number,
  signal: AbortSignal,
  work: (system: ConnectedSystem, batch: readonly T[], connectionId: string) => Promise<(() => Promise<void>) | void>,
): Promise<void> {
  const ends = await Promise.allSettled([...byConnection(records)].map(async ([connectionId, theirs]) => {
    const { system, connection } = await openConnection(app, connectionId, 'tag', signal)
    if (!connection.granted.includes(verb)) throw new ConnectorError('forbidden', `The right "${verb}" was taken back in ${connection.label}. Grant it again, and the removal goes on.`)
    const size = sizeOf(system)
    let saving: Promise<void> = Promise.resolve()
    try {
      for (let start = 0; start < theirs.length; start += size) {
        signal.throwIfAborted()
        const save = await work(system, theirs.slice(start, start + size), connectionId)
        const before = saving
        // What the system did with this batch is saved in any case, also when the one before is to be looked at again.
        saving = Promise.allSettled([before]).then(() => save?.())
        // Heard when the next batch, or all of them, have come to their end.
        saving.catch(() => undefined)
        await before
      }
      await saving
    } catch (error) {
      await Promise.allSettled([saving])
      if (error instanceof ConnectorError && error.kind === 'access-revoked') await noteRevoked(app, connectionId, error)
      throw error
    }
  }))
  const failed = ends.find((end) => end.status === 'rejected')
  if (failed !== undefined) throw failed.reason
}

/** Notes per record what was read back of our do-not-contact; a refused release changes nothing and is tried again. */
export async function noteHolds(app: App, plan: RemovalPlan, batch: readonly PlanRecord[], state: 'held' | 'released', outcomes: readonly Outcome[]): Promise<void> {
  const now = app.clock.now()
  const done = batch.flatMap((record, index) => {
    const outcome = outcomes[index]
    if (outcome?.status === 'applied' || outcome?.status === 'already') return [{ recordId: record.recordId, value: outcome.seen.value }]
    return outcome?.status === 'absent' ? [{ recordId: record.recordId, value: 'absent' }] : []
  })
  const refused = batch.flatMap((record, index) => {
    const outcome = outcomes[index]
    return outcome?.status === 'refused' ? [{ recordId: record.recordId, value: outcome.detail }] : []
  })
  await inTransaction(app.pool, async (sql) => {
    await noteRecords(sql, plan.id, state, done, now)
    if (state === 'held') await noteRecords(sql, plan.id, 'refused', refused, now)
  })
  refuseUnclear(batch.length - done.length - refused.length)
}

/** `written`: the value does not show yet. The step is repeated until every record was read back. */
export function refuseUnclear(unclear: number, retryAfterMs = 2_000): void {
  if (unclear > 0) throw new ConnectorError('unavailable', `${unclear} records do not show what was written yet. They are read again.`, { retryAfterMs })
}

/** Records by the Connection that holds them. */
export function byConnection<T extends { connectionId: string }>(records: readonly T[]): Map<string, T[]> {
  return Map.groupBy(records, ({ connectionId }) => connectionId)
}
