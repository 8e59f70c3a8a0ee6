import { blindReasons } from '../../../domain/inactivity/clock.ts'
import { listConnections } from '../../../store/connections/connections.ts'
import type { Sql } from '../../../store/app/database.ts'
import type { App } from '../../app/app.ts'
import { freshnessOf } from '../../decisions/blind-clock.ts'

/**
 * Every system that holds people's records, with the instant (ISO 8601) up to which it was read and that at which all
 * of it was, null = it never was in one go. `unread`: names of those that were not read for 48 hours or fail, of which
 * nothing can be said.
 */
export async function systemsRead(
  app: App,
  sql: Sql,
  now: Date,
): Promise<{ systems: { name: string; readAt: string; wholeAt: string | null }[]; unread: string[] }> {
  const connections = (await listConnections(sql)).filter(({ connector }) =>
    ['crm', 'mailer'].includes(app.connectors.get(connector)?.kind ?? ''),
  )
  const freshness = await freshnessOf(app, sql, connections, now)
  const whole = new Map(connections.map(({ label, fullPulledAt }) => [label, fullPulledAt?.toISOString() ?? null]))
  return {
    unread: blindReasons(freshness, [], now).flatMap(({ kind, label }) => (kind === 'unseen' ? [] : [label])),
    systems: freshness.flatMap(({ label, pulledAt }) =>
      pulledAt === null || !whole.has(label)
        ? []
        : [{ name: label, readAt: pulledAt.toISOString(), wholeAt: whole.get(label) ?? null }],
    ),
  }
}
