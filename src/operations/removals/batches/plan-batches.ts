import { ConnectorError } from '../../../connector/errors.ts'
import type { ConnectedSystem } from '../../../connector/contract.ts'
import type { Outcome } from '../../../connector/outcome.ts'
import type { Verb } from '../../../store/connections/connections.ts'
import { inTransaction, type Sql } from '../../../store/app/database.ts'
import { type RemovalPlan } from '../../../store/removals/removals.ts'
import { noteRecords, noteTries, type PlanRecord } from '../../../store/removals/plan-records.ts'
import type { App } from '../../app/app.ts'
import { noteRevoked, openConnection } from '../../connections/open-connection.ts'

/**
 * How much of a batch its system did not take this time, or does not show yet, and how soon that is looked at again.
 */
export interface Unclear {
  count: number
  retryAfterMs: number
}

/** What is done with records: the right it takes, how many go together, and the doing. */
interface BatchWork<T> {
  verb: Verb
  sizeOf: (system: ConnectedSystem) => number
  work: (system: ConnectedSystem, batch: readonly T[], connectionId: string) => Promise<(() => Promise<Unclear>) | void>
}

/**
 * Takes records, or what hangs on them, to their systems, batch by batch of the size each system says: the systems
 * beside each other, each one's batches after one another. What `work` gives back, the saving of what became of its
 * batch, goes on beside the system's calls for the next batch. What is unclear keeps no other batch from its system,
 * unless `maxInARow` records are: then it is the system that is slow. A revoked access pauses its Connection, and
 * nothing is written where the right to (`verb`) was taken back (docs/reference/promises.md#i9). What failed or is
 * unclear at one system is thrown when all have come to their end.
 */
export async function eachBatch<T extends { connectionId: string }>(
  app: App,
  records: readonly T[],
  { verb, sizeOf, work }: BatchWork<T>,
  signal: AbortSignal,
): Promise<void> {
  const ends = await Promise.allSettled(
    [...byConnection(records)].map(async ([connectionId, theirs]) => {
      const { system, connection } = await openConnection(app, connectionId, 'tag', signal)
      if (!connection.granted.includes(verb))
        throw new ConnectorError(
          'forbidden',
          `The right "${verb}" was taken back in ${connection.label}. Grant it again, and the removal goes on.`,
        )
      const size = sizeOf(system)
      let saving: Promise<Unclear> = Promise.resolve(clear)
      const unclear: Unclear[] = []
      let inARow = 0
      try {
        for (let start = 0; start < theirs.length; start += size) {
          signal.throwIfAborted()
          const save = await work(system, theirs.slice(start, start + size), connectionId)
          const before = saving
          // What the system did with this batch is saved in any case, also when the saving of the one before failed.
          saving = Promise.allSettled([before]).then(() => save?.() ?? clear)
          // Heard when the next batch, or all of them, have come to their end.
          saving.catch(() => undefined)
          const found = await before
          unclear.push(found)
          inARow = found.count === size ? inARow + size : 0
          if (inARow >= maxInARow) break
        }
        unclear.push(await saving)
        refuseUnclear(unclear)
      } catch (error) {
        await Promise.allSettled([saving])
        if (error instanceof ConnectorError && error.kind === 'access-revoked')
          await noteRevoked(app, connectionId, error, connection.authorisedAt)
        throw error
      }
    }),
  )
  const failed = ends.find((end) => end.status === 'rejected')
  if (failed !== undefined) throw failed.reason
}

const clear: Unclear = { count: 0, retryAfterMs: 0 }
const maxInARow = 50

/**
 * Notes per record what was read back of our do-not-contact. One that is not taken or does not show for too long is
 * refused, so that a plan ends; a refused release changes nothing and is tried again.
 */
export async function noteHolds(
  app: App,
  plan: RemovalPlan,
  batch: readonly PlanRecord[],
  state: 'held' | 'released',
  outcomes: readonly Outcome[],
): Promise<Unclear> {
  const now = app.clock.now()
  const done = batch.flatMap((record, index) => {
    const outcome = outcomes[index]
    if (outcome?.status === 'applied' || outcome?.status === 'already')
      return [{ recordId: record.recordId, value: outcome.seen.value }]
    return outcome?.status === 'absent' ? [{ recordId: record.recordId, value: 'absent' }] : []
  })
  const refused = batch.flatMap((record, index) => {
    const outcome = outcomes[index]
    return outcome?.status === 'refused' ? [{ recordId: record.recordId, value: outcome.detail }] : []
  })
  const clearIds = new Set([...done, ...refused].map(({ recordId }) => recordId))
  const open = batch.flatMap(({ recordId }, index) => {
    const outcome = outcomes[index]
    return clearIds.has(recordId) ? [] : [{ recordId, value: outcome?.status === 'busy' ? outcome.detail : notShown }]
  })
  return inTransaction(app.pool, async (sql) => {
    await noteRecords(sql, plan.id, state, done, now)
    const { ended, unclear } = await tryAgain(
      sql,
      plan,
      open.map(({ recordId }) => recordId),
      patienceMs,
      now,
    )
    if (state === 'held')
      await noteRecords(
        sql,
        plan.id,
        'refused',
        [...refused, ...open.filter(({ recordId }) => ended.has(recordId))],
        now,
      )
    return unclear
  })
}

/** Why a record is refused that took a write and never showed it. */
export const notShown = 'not-honoured: the system took the write and never showed it'

/**
 * How long, and how often, a record is tried that its system does not take (somebody writes to it) or does not show as
 * asked; then it is refused, so that a plan ends.
 */
export const patienceMs = 60 * 60_000
const minAttempts = 5
const pauseShare = 0.25
const minPauseMs = 2_000
const maxPauseMs = 60 * 60_000

/**
 * Counts one more try of records that are open; those that were tried for `patience` ms have `ended`. The pauses of the
 * others grow with the time they were waited for.
 */
export async function tryAgain(
  sql: Sql,
  plan: RemovalPlan,
  recordIds: readonly number[],
  patience: number,
  now: Date,
): Promise<{ ended: Set<number>; unclear: Unclear }> {
  const { ended, openSince } = await noteTries(
    sql,
    plan.id,
    recordIds,
    { since: new Date(now.getTime() - patience), tries: minAttempts },
    now,
  )
  const waitedMs = openSince === null ? 0 : now.getTime() - openSince.getTime()
  return {
    ended: new Set(ended),
    unclear: {
      count: recordIds.length - ended.length,
      retryAfterMs: Math.min(Math.max(waitedMs * pauseShare, minPauseMs), maxPauseMs),
    },
  }
}

/** The step is repeated until every record was read back. */
function refuseUnclear(batches: readonly Unclear[]): void {
  const open = batches.filter(({ count }) => count > 0)
  const count = open.reduce((sum, batch) => sum + batch.count, 0)
  if (count > 0)
    throw new ConnectorError('unavailable', `${count} records do not show what was written yet. They are read again.`, {
      retryAfterMs: Math.min(...open.map(({ retryAfterMs }) => retryAfterMs)),
    })
}

/** Records by the Connection that holds them. */
export function byConnection<T extends { connectionId: string }>(records: readonly T[]): Map<string, T[]> {
  return Map.groupBy(records, ({ connectionId }) => connectionId)
}
