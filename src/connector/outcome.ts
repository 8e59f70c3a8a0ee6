/** Why a system said no to one order. Each has an owner who must act. */
export const refusalReasons = [
  'not-honoured', // accepted, but the state never showed it
  'validation', // a rule of the system stops the write
  'not-permitted', // field or record not writable for our user
  'not-supported', // the system has no block for this channel and no field of ours
  'declined', // the broker says that it cannot
  'conflict', // locked, merged away, duplicate rule
  'unexpected-response',
  'bad-request',
] as const
export type RefusalReason = (typeof refusalReasons)[number]

/** One value read back at a vendor: which record or address, which channel, what was seen. */
export interface SeenItem {
  /** Vendor record id, or the address itself for systems that block by address. */
  target: string
  targetKind: 'record' | 'address'
  /** `email`, or `email:newsletter` for one kind. */
  channel: string
  /** `enforced`: the system's own opt-out. `marked`: only our field says so (docs/reference/promises.md#i3). */
  level: 'enforced' | 'marked'
  /** What the vendor showed, in its own words, e.g. `HasOptedOutOfEmail=true`. */
  value: string
  /** One kind only: the vendor's own switches that say so. */
  by?: readonly string[]
}

/**
 * The answer to one order. One per order, in the order they were given; never an exception for a single person.
 * `applied`: written now and read back. `already`: read, was so before we wrote. `written`: write answered, not visible
 * yet. `absent`: no record, nothing to block in advance. `accepted`: asked, to be confirmed later. `pending`: a person
 * of ours must act first; nothing was asked yet. `busy`: somebody else writes to the record just now; it is asked again
 * soon. `hidden`: our user may not see what shows or sets the block, `detail` names it; what else could be done was
 * done, and nothing is claimed. `not-taken`: the system answered no to this one message; it is offered again on the
 * schedule of src/queue/failure-policy.ts, and refused with that reason when the schedule ends.
 */
export type Outcome = { readonly orderId: string } & (
  | { status: 'applied' | 'already'; seen: { value: string; at: Date; items: readonly SeenItem[] } }
  | { status: 'written' }
  | { status: 'absent' }
  | { status: 'accepted'; ticket: string; proof: 1 | 2 | 3 }
  | { status: 'pending'; detail: string }
  | { status: 'busy'; detail: string }
  | { status: 'hidden'; detail: string }
  | { status: 'not-taken'; reason: RefusalReason; detail: string; retryAfterMs?: number }
  | { status: 'refused'; reason: RefusalReason; detail: string }
)
