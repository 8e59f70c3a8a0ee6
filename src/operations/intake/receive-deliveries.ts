import type { ConnectorId } from '../../connector/contract.ts'
import type { VendorEvent } from '../../connector/webhook.ts'
import { listConnections } from '../../store/connections/connections.ts'
import { pollSoon } from '../../store/connections/pull-state.ts'
import { insertDeliveries } from '../../store/intake/deliveries.ts'
import type { App } from '../app/app.ts'

/** A search shows a change only a few moments later (docs/reference/hubspot.md#search-lag, no bound given). */
const indexedWithinMs = 10_000

/**
 * Something happened at one of these accounts and nobody can read what: all are looked at now and a little later
 * (docs/reference/hubspot.md#hook-retry, a post that is refused comes back for a day).
 */
export async function pollAll(app: App, registrationId: string): Promise<void> {
  for (const { id, state } of (await listConnections(app.pool)).filter(
    (connection) => connection.registrationId === registrationId,
  )) {
    if (state !== 'observe' && state !== 'active') continue
    await pollSoon(app.pool, id, new Date(app.clock.now().getTime() + indexedWithinMs))
    await app.enqueue('poll-connection', { connectionId: id })
  }
}

/** What one verified post says. */
export interface Delivery {
  appKey: string
  connector: ConnectorId
  events: readonly VendorEvent[]
}

/** Stores posts that came together, and wakes the Connections they tell of. */
export async function storeDeliveries(app: App, deliveries: readonly Delivery[]): Promise<void> {
  const connections = await listConnections(app.pool)
  const wake = new Set<string>()
  for (const [appKey, theirs] of Map.groupBy(deliveries, (delivery) => delivery.appKey)) {
    const connector = theirs[0]?.connector ?? ''
    const events = theirs.flatMap((delivery) => delivery.events)
    const mine = connections.filter((connection) => connection.connector === connector)
    await insertDeliveries(
      app.pool,
      { appKey, connector },
      events,
      new Set(mine.map((connection) => connection.accountId)),
      app.clock.now(),
    )
    const accounts = new Set(events.map((event) => event.accountId))
    for (const connection of mine) if (accounts.has(connection.accountId)) wake.add(connection.id)
  }
  for (const connectionId of wake) await app.enqueue('process-deliveries', { connectionId })
}
