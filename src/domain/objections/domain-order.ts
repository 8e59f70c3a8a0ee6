import { channels } from '../app/channel.ts'
import type { ObjectionFact } from '../decisions/facts.ts'

/**
 * What the standing orders of companies say of an address that no system holds (docs/reference/law.md#f2): the
 * objection of whoever appears there, from the moment at which the order was accepted. Of people in the base their own
 * objections say it.
 */
export function objectionsUnder(
  orders: readonly { domain: string; subdomains: boolean; acceptedAt: Date }[],
  email: string | null,
): ObjectionFact[] {
  const domain = email?.split('@')[1] ?? ''
  return orders
    .filter((order) => order.domain === domain || (order.subdomains && domain.endsWith(`.${order.domain}`)))
    .map(({ acceptedAt }) => ({ receivedAt: acceptedAt.toISOString(), channels: [...channels], kinds: [] }))
}
