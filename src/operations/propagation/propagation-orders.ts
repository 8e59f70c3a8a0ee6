import type { SuppressionOrder } from '../../connector/orders.ts'
import type { Outcome } from '../../connector/outcome.ts'
import { numberChannels } from '../../domain/app/channel.ts'
import type { ClaimedPropagation } from '../../store/propagation/claim.ts'
import type { OrderFacts } from '../../store/propagation/order-facts.ts'

/** One order of a Propagation with our rows of the records it names. */
export interface OrderPart {
  order: SuppressionOrder
  records: readonly { rowId: number; id: string; beside?: boolean }[]
}

/**
 * What a claimed Propagation asks of its system: the person's addresses and records, on every channel of the objection;
 * and the records that a number alone leads to, on the channels that reach a number, whoever else they name
 * (docs/reference/promises.md#matching).
 */
export function ordersOf(claim: Pick<ClaimedPropagation, 'id'>, facts: OrderFacts): OrderPart[] {
  const common = {
    ...(facts.kinds.length === 0 ? {} : { kinds: facts.kinds }),
    objectedAt: facts.receivedAt,
    reason: facts.reason,
    ...(facts.reference === null ? {} : { reference: facts.reference }),
  }
  const part = (
    records: OrderFacts['numbered'],
    more: Pick<SuppressionOrder, 'orderId' | 'emails' | 'excludedEmails' | 'channels'>,
  ): OrderPart => ({
    records,
    order: { ...more, records: records.map(({ object, id }) => ({ object, id })), ...common },
  })
  const reached = facts.channels.filter((channel) => numberChannels.some((one) => one === channel))
  const byNumber =
    facts.numbered.length === 0 || reached.length === 0
      ? []
      : [part(facts.numbered, { orderId: `${claim.id}-number`, emails: [], channels: reached })]
  return [
    part(facts.records, {
      orderId: claim.id,
      emails: facts.emails,
      excludedEmails: facts.excludedEmails,
      channels: facts.channels,
    }),
    ...byNumber,
  ]
}

/** What is left to do decides: a Propagation is applied when nothing of it is refused or open any more. */
const gravest = [
  'busy',
  'hidden',
  'refused',
  'pending',
  'not-taken',
  'written',
  'accepted',
  'applied',
  'already',
  'absent',
] as const

/** One outcome for all orders of a Propagation, with everything that was read back. At least one is given. */
export function together(orderId: string, outcomes: readonly Outcome[]): Outcome {
  const worst = outcomes.toSorted((a, b) => gravest.indexOf(a.status) - gravest.indexOf(b.status))[0]
  if (worst === undefined) throw new Error('A Propagation without an order')
  if (worst.status !== 'applied' && worst.status !== 'already') return { ...worst, orderId }
  const seen = outcomes.flatMap((outcome) =>
    outcome.status === 'applied' || outcome.status === 'already' ? [outcome.seen] : [],
  )
  return { ...worst, orderId, seen: { ...worst.seen, items: seen.flatMap(({ items }) => items) } }
}
