import type { Tombstone } from '../../connector/records.ts'
import { endDeliveries, isEnd, newDeliveries, type NewDelivery } from '../../store/intake/deliveries.ts'
import type { App } from '../app/app.ts'
import type { RecordActor } from '../objections/compare-opt-outs.ts'
import { ingestPage, saidAt } from './ingest-page.ts'
import { openConnection } from '../connections/open-connection.ts'

/** Events taken together. */
const maxAtOnce = 100
/**
 * Events of ends taken together: a vendor may have to be asked for each record alone
 * (docs/reference/hubspot.md#batch-merged), and an objection that comes meanwhile waits for so many calls.
 */
const maxEnds = 25

/**
 * Works on stored webhook events of one Connection: reads the records they point at (events carry no address and may
 * come in any order) and takes in what they show now. The events end with the page they led to. Gives how many.
 */
export async function processDeliveries(app: App, connectionId: string, signal: AbortSignal): Promise<number> {
  const deliveries = together(await newDeliveries(app.pool, connectionId, maxAtOnce))
  if (deliveries.length === 0) return 0
  const { system, connection } = await openConnection(
    app,
    connectionId,
    deliveries.some(({ ends }) => ends) ? 'read' : 'objection',
    signal,
  )
  if (system.read === undefined) return 0
  // A removal comes back as one event per record; that a record is gone which is known to be gone asks nobody.
  const telling = deliveries.filter(({ kind, gone }) => !(gone && isEnd(kind)))
  const refs = [...new Map(telling.map(({ ref }) => [`${ref.object} ${ref.id}`, ref])).values()]
  const askedAt = new Date()
  const records = refs.length === 0 ? [] : await system.read(refs)
  const read = new Set(records.flatMap((record) => [record.ref.id, ...record.formerIds]))
  const tombstones = telling
    .filter(({ ref, kind }) => isEnd(kind) && !read.has(ref.id))
    .map(({ ref }): Tombstone => ({ ref, mergedInto: null }))
  const now = app.clock.now()
  const ids = deliveries.map((delivery) => delivery.id)
  await ingestPage(
    app,
    { records, tombstones },
    {
      ...saidAt(connection),
      askedAt,
      actors: lastActors(deliveries),
      told: deliveries
        .filter(({ objected }) => objected.length > 0)
        .map(({ ref, objected, occurredAt }) => ({ ref, channels: objected, at: occurredAt < now ? occurredAt : now })),
      alongside: (sql) => endDeliveries(sql, ids, now),
    },
  )
  return deliveries.length
}

/**
 * Whoever deletes thousands of records by hand keeps no no waiting: ends go in pages of their own, when nothing else is
 * left.
 */
function together(deliveries: readonly NewDelivery[]): readonly NewDelivery[] {
  const others = deliveries.filter(({ ends }) => !ends)
  return others.length > 0 ? others : deliveries.slice(0, maxEnds)
}

/** Who did the latest thing to each record, by `object id`, as far as the events say it. */
function lastActors(deliveries: readonly NewDelivery[]): ReadonlyMap<string, RecordActor> {
  const known = deliveries.flatMap(({ ref, actor, occurredAt }) =>
    actor === null ? [] : [[`${ref.object} ${ref.id}`, { ...actor, at: occurredAt }] as const],
  )
  return new Map(known.toSorted(([, a], [, b]) => a.at.getTime() - b.at.getTime()))
}
