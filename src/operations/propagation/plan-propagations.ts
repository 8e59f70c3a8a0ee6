import { randomUUID } from 'node:crypto'
import { listConnections, type Connection } from '../../store/connections/connections.ts'
import type { Sql } from '../../store/app/database.ts'
import { brokersOfContacts, type ObjectionRow } from '../../store/objections/objections.ts'
import { insertPropagations, type NewPropagation } from '../../store/propagation/propagations.ts'
import type { App } from '../app/app.ts'

/** A new objection and where it leads. */
export interface PlannedObjection extends Pick<ObjectionRow, 'id' | 'kinds' | 'originConnectionId' | 'lane'> {
  contactIds: readonly string[]
  /** A number it names stands on a record. */
  numberHeld: boolean
  /** The mystery shopper's own systems; null = a person's objection. */
  onlyTo: ReadonlySet<string> | null
}

/**
 * One Propagation per CRM for a person or a number of the base, and per broker that a source names: an objection to one
 * kind of our messages says nothing to a broker, and a broker is not told what it told us. Nobody of the base:
 * Suppression only. An objection of the mystery shopper goes to the systems of its round and nowhere else.
 */
export async function planPropagations(
  app: Pick<App, 'connectors'>,
  sql: Sql,
  objections: readonly PlannedObjection[],
  now: Date,
): Promise<NewPropagation[]> {
  const targets = await targetsOf(app, sql, objections)
  const rows = objections.flatMap((row, index) =>
    (targets[index] ?? []).map((connection) => ({
      id: randomUUID(),
      objectionId: row.id,
      connectionId: connection.id,
      lane: row.lane,
      ...startOf(connection),
    })),
  )
  await insertPropagations(sql, rows, now)
  return rows
}

/** The Connections that each of these objections leads to, in the order of the objections. */
export async function targetsOf(
  app: Pick<App, 'connectors'>,
  sql: Sql,
  objections: readonly Pick<
    PlannedObjection,
    'contactIds' | 'numberHeld' | 'onlyTo' | 'kinds' | 'originConnectionId'
  >[],
): Promise<Connection[][]> {
  // Nobody's record of ours stands in a mailbox, or at a vendor that only tells: there is nothing to block there.
  const connections = (await listConnections(sql)).filter((connection) => {
    const kind = app.connectors.get(connection.connector)?.kind
    return kind !== 'mailbox' && kind !== 'feed'
  })
  const brokers = await brokersOfContacts(
    sql,
    objections.flatMap((row) => row.contactIds),
  )
  return objections.map((row) => {
    if (row.contactIds.length === 0 && !row.numberHeld) return []
    const named = new Set(row.contactIds.flatMap((id) => brokers.get(id) ?? []))
    return connections
      .filter((connection) => row.onlyTo === null || row.onlyTo.has(connection.id))
      .filter(
        (connection) =>
          app.connectors.get(connection.connector)?.kind !== 'broker' ||
          (row.kinds.length === 0 && named.has(connection.id) && row.originConnectionId !== connection.id),
      )
  })
}

/** What may not be written yet waits with its reason, in red (docs/reference/promises.md#i9). */
export function startOf(connection: Connection): { state: 'queued' | 'waiting'; reason: string | null } {
  if (!connection.granted.includes('suppress')) return { state: 'waiting', reason: 'not-granted' }
  if (connection.state === 'needs-reauthorisation') return { state: 'waiting', reason: 'reauthorise' }
  if (connection.state === 'paused') return { state: 'waiting', reason: 'paused' }
  return { state: 'queued', reason: null }
}
