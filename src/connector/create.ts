import type { RefusalReason } from './outcome.ts'
import type { RecordRef } from './records.ts'

/**
 * Make one person known to the system. `lead`: somebody the company does not know yet; a system without such a thing
 * makes a contact. The address is in normal form. Empty fields are left out, never invented, unless the system cannot
 * do without.
 */
export interface CreateOrder {
  readonly orderId: string
  as: 'contact' | 'lead'
  email: string
  firstName: string | null
  lastName: string | null
  company: string | null
  jobTitle: string | null
  /** As the person wrote it. */
  country: string | null
  /** E.164. */
  phone: string | null
}

/** `existing`: a record with this address was there already and is left as it is, so that creating twice makes one. */
export type CreateOutcome = { readonly orderId: string } & (
  | { status: 'created' | 'existing'; record: RecordRef }
  | { status: 'refused'; reason: RefusalReason; detail: string }
)
