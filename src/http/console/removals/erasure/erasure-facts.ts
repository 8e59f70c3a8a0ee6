import type { NoticeLanguage } from '../../../../domain/notices/tables/notice-words.ts'
import type { EyesRefusal } from '../../../../domain/approvals/four-eyes.ts'
import type { RelatedThere } from '../../../../operations/removals/erasure/look-at-person.ts'
import type { ContactRecord } from '../../../../store/contacts/contact-view.ts'
import type { Review } from '../../../../store/mailbox/reviews.ts'
import type { RecordWork } from '../../../../store/removals/dependencies.ts'
import type { ErasureRequest, ToldRecipient } from '../../../../store/removals/erasure-requests.ts'
import type { refusedIn } from '../../../../store/removals/erasure/stuck-erasures.ts'

export type StuckRecord = Awaited<ReturnType<typeof refusedIn>>[number]

export interface ErasureFacts {
  request: ErasureRequest
  told: readonly ToldRecipient[]
  /** What systems did not let go of. */
  refused: readonly StuckRecord[]
  /** A legal hold was set since the decision. */
  kept: boolean
  /** Why the reader may not be the second person; null = they may. */
  eyes: EyesRefusal | null
  /** Languages in which the letter is offered. */
  languages: readonly NoticeLanguage[]
}

/** Whom a decision is about, and what stands against it. */
export interface ErasureSubject {
  contactId: string
  review: Review | null
  records: readonly ContactRecord[]
  held: boolean
  /** A customer, as far as is known: a second person must agree. */
  second: boolean
  /** Systems where the right to remove is missing. */
  closed: readonly string[]
  /** What was read of open work, of each record. */
  work: readonly RecordWork[]
}

/** What the decider was shown, and when; null = nothing yet, and nothing can be decided. */
export interface ShownErasure {
  at: Date
  related: ReadonlyMap<string, RelatedThere>
}
