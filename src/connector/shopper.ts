import type { RefusalReason } from './outcome.ts'
import type { RecordRef } from './records.ts'

/** Set the system's own e-mail opt-out as somebody else would: nothing about the write says that it was ours. */
export interface OptOutOrder {
  readonly orderId: string
  email: string
  record: RecordRef
}

/** `written`: the vendor took it; whether it is heard is what the round is to find out. */
export type OptOutOutcome = { readonly orderId: string } & (
  | { status: 'written' }
  | { status: 'refused'; reason: RefusalReason; detail: string }
)

/**
 * What only the mystery shopper needs of a system. Answers one outcome per order, in order; thrown ConnectorErrors
 * concern the whole call.
 */
export interface ShopperVerbs {
  optOut(orders: readonly OptOutOrder[]): Promise<readonly OptOutOutcome[]>
}
