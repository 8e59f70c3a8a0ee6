import { randomUUID } from 'node:crypto'
import type { ConnectorId } from '../../connector/contract.ts'
import { listConnections } from '../../store/connections/connections.ts'
import type { Sql } from '../../store/app/database.ts'
import { insertPropagations } from '../../store/propagation/propagations.ts'
import { unreportedObjections } from '../../store/objections/standing-objections.ts'
import type { App } from '../app/app.ts'
import { startOf } from './plan-propagations.ts'

/**
 * Sends objections that stand to systems that could not be told when they came: a broker that a source names only now,
 * a mailing tool that was connected later (docs/reference/promises.md#doors: to every place that holds the person). A
 * CRM is read and so found to hold somebody who said no; these are not, and nothing else would ever tell them.
 * `contactIds`: null = everybody. The sweep wakes the drains.
 */
export async function planStanding(
  app: Pick<App, 'connectors'>,
  sql: Sql,
  contactIds: readonly string[] | null,
  now: Date,
): Promise<void> {
  if (contactIds?.length === 0) return
  const ofKind = (kind: 'mailer' | 'broker'): ConnectorId[] =>
    [...app.connectors.values()].filter((connector) => connector.kind === kind).map((connector) => connector.id)
  const untold = await unreportedObjections(sql, { mailers: ofKind('mailer'), brokers: ofKind('broker') }, contactIds)
  if (untold.length === 0) return
  const connections = new Map((await listConnections(sql)).map((connection) => [connection.id, connection]))
  await insertPropagations(
    sql,
    untold.flatMap((pair) => {
      const connection = connections.get(pair.connectionId)
      return connection === undefined
        ? []
        : [{ id: randomUUID(), ...pair, lane: 'backfill' as const, ...startOf(connection) }]
    }),
    now,
  )
}
