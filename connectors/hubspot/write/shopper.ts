import type { OptOutOrder, OptOutOutcome } from '../../../src/connector/shopper.ts'
import { unsubscribeAll } from '../read/preferences.ts'
import type { HubspotSystem } from '../read/system.ts'

/**
 * Unsubscribes the address from everything, as the person's own click in a HubSpot mail would
 * (docs/reference/hubspot.md#pref-calls).
 */
export async function optOut(system: HubspotSystem, orders: readonly OptOutOrder[]): Promise<readonly OptOutOutcome[]> {
  const { refused } = await unsubscribeAll(
    system,
    orders.map((order) => order.email),
    await system.units.get(),
  )
  return orders.map(({ orderId, email }) => {
    const detail = refused.get(email)
    return detail === undefined
      ? { orderId, status: 'written' }
      : { orderId, status: 'refused', reason: 'validation', detail }
  })
}
