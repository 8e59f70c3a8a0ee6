import type { RefusalReason } from './outcome.ts'
import type { RecordRef } from './records.ts'

/** Make one contact that is nobody: Lawbase's own, to measure how long a no takes. The address is new and in normal form. */
export interface PlantOrder {
  readonly orderId: string
  email: string
  firstName: string
  lastName: string
}

/** `existing`: a record with this address was there already, so that planting twice makes one. */
export type PlantOutcome = { readonly orderId: string } & (
  | { status: 'created' | 'existing'; record: RecordRef }
  | { status: 'refused'; reason: RefusalReason; detail: string }
)

/** Set the system's own e-mail opt-out as somebody else would: nothing about the write says that it was ours. */
export interface OptOutOrder {
  readonly orderId: string
  email: string
  record: RecordRef
}

/** `written`: the vendor took it; whether it is heard is what the round is to find out. */
export type OptOutOutcome = { readonly orderId: string } & ({ status: 'written' } | { status: 'refused'; reason: RefusalReason; detail: string })

/** What the mystery shopper needs of a system. Each answers one outcome per order, in order; thrown ConnectorErrors concern the whole call. */
export interface ShopperVerbs {
  plant(orders: readonly PlantOrder[]): Promise<readonly PlantOutcome[]>
  optOut(orders: readonly OptOutOrder[]): Promise<readonly OptOutOutcome[]>
}
