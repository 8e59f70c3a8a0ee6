import { createHash } from 'node:crypto'
import type { SuppressionOrder } from '../../src/connector/orders.ts'

/** One signed message: the same id and the same bytes on every attempt, so that the broker can drop repeats. */
interface Message {
  readonly id: string
  readonly body: string
}

/**
 * One message per order, far below the 20 kB of docs/reference/brokers.md#standard-webhooks. Only what the broker needs
 * to find the person: its reference if we have it, the addresses, the channels. `timestamp` is when the person
 * objected.
 */
export function messageFor(order: SuppressionOrder): Message {
  const data = {
    reference: order.reference ?? null,
    emails: order.emails,
    channels: order.channels,
    objectedAt: order.objectedAt.toISOString(),
    reason: order.reason,
  }
  return {
    id: messageId(order.orderId),
    body: JSON.stringify({
      type: 'suppression.created',
      timestamp: order.objectedAt.toISOString(),
      data: { orders: [data] },
    }),
  }
}

/**
 * Idempotency key derived from the order. A dot would move the boundary of what is signed
 * (docs/reference/security.md#standard-webhooks), so ids that hold anything unusual are replaced by their digest.
 */
export function messageId(orderId: string): string {
  const plain = `sup_${orderId}`
  if (/^[A-Za-z0-9_-]{1,128}$/.test(plain)) return plain
  return `sup_${createHash('sha256').update(orderId).digest('base64url')}`
}
