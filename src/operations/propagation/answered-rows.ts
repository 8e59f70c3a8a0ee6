import { ConnectorError } from '../../connector/errors.ts'
import type { Outcome } from '../../connector/outcome.ts'
import type { ClaimedPropagation } from '../../store/propagation/claim.ts'
import type { OrderFacts } from '../../store/propagation/order-facts.ts'
import { together, type OrderPart } from './propagation-orders.ts'

/** A claimed row with what its order is made of. */
export interface Carried {
  claim: ClaimedPropagation
  facts: OrderFacts
}

export interface Carry {
  row: Carried
  outcome: Outcome
  /** What each of its orders came to. */
  parts: readonly { part: OrderPart; outcome: Outcome }[]
}

/** Order by order, what is asked of a system. */
type Asked = readonly { row: Carried; part: OrderPart }[]

/**
 * Rows of which every order has its outcome; outcomes stand in the order of what was asked, and may end early. Throws
 * for an outcome of another order.
 */
export function answeredRows(asked: Asked, outcomes: readonly Outcome[]): Carry[] {
  const answered = asked.slice(0, outcomes.length).map(({ row, part }, index) => {
    const outcome = outcomes[index]
    if (outcome?.orderId !== part.order.orderId)
      throw new ConnectorError('unexpected-response', 'The connector gave an outcome for another order.')
    return { row, part, outcome }
  })
  const open = new Set(asked.slice(outcomes.length).map(({ row }) => row))
  return [...Map.groupBy(answered, ({ row }) => row)]
    .filter(([row]) => !open.has(row))
    .map(([row, parts]) => ({
      row,
      parts,
      outcome: together(
        row.claim.id,
        parts.map(({ outcome }) => outcome),
      ),
    }))
}
