import type { Outcome, RefusalReason } from '../../../src/connector/outcome.ts'
import type { ElementFault } from '../transport/errors.ts'

/** Outcomes that several verbs tell alike. */
export const refused = (orderId: string, reason: RefusalReason, detail: string): Outcome => ({
  orderId,
  status: 'refused',
  reason,
  detail,
})

export const noPerson = (orderId: string): Outcome =>
  refused(orderId, 'bad-request', 'the record is neither a Contact nor a Lead')

export const frozen = (orderId: string): Outcome => refused(orderId, 'conflict', 'the lead is converted and frozen')

/** What a fault of one record means for its order; null where there is none, or the verb tells it in its own way. */
export function outcomeOfFault(orderId: string, fault: ElementFault | null | undefined): Outcome | null {
  if (fault?.kind === 'locked') return { orderId, status: 'busy', detail: fault.code }
  return fault?.kind === 'refused' ? refused(orderId, fault.reason, fault.detail) : null
}
