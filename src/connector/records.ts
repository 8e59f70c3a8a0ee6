import type { Channel } from '../domain/app/channel.ts'
import type { ShownCompany } from '../domain/contacts/companies/company-facts.ts'
import type { PersonFact } from '../domain/decisions/fields/field-facts.ts'
import type { RelationValues } from '../domain/connections/relation-values.ts'

/**
 * Points at one record of a vendor. `object` is the vendor's own type, such as `contact` or `Lead`.
 */
export interface RecordRef {
  readonly object: string
  readonly id: string
}

/** What a system shows of a record that went into its bin: alive again, in the bin still, or not at all. */
export type BinShows = 'alive' | 'in-bin' | 'absent'

/**
 * How a channel stands on one record: `open` = contactable, `enforced` = the system's own opt-out is set, `marked` =
 * our field is set. `partial` = the system says no elsewhere than on the record (on a record of the person beside it):
 * an objection like any other, and the record is still to be blocked itself. `hidden` = our user may not see what shows
 * it: nothing is known, and least of all that it is open.
 */
export type BlockState = 'open' | 'enforced' | 'marked' | 'partial' | 'hidden'

/** Key of `kindBlocks` that says: our own field of kinds cannot be read. */
export const allKindsHidden = '*'

/** A block of one kind. `partial`: some of the switches mapped to it say no, others do not yet. */
export interface KindBlock {
  state: 'enforced' | 'marked' | 'partial' | 'hidden'
  /** The vendor's own switches that say so; empty for our mark. */
  by: readonly string[]
}

/**
 * Acts of the person that a system knows. Opens and our own sends are never in here (docs/reference/law.md#g-events).
 */
export interface RemoteAct {
  kind: 'click' | 'reply' | 'form' | 'meeting' | 'response'
  at: Date
}

/**
 * A mail of the vendor that went to the person, of those an admin named as carrying the notice
 * (docs/reference/law.md#d).
 */
export interface CarrierMail {
  /** As the admin named it. */
  mail: string
  at: Date
  /** What the vendor knows this one sending by; with it the same sending twice is one. */
  messageId: string
  /** The vendor says that it came back for good. */
  bounced: boolean
}

/** A consent that the system shows: as much as it says, and no proof (docs/reference/law.md#e6). */
export interface RemoteConsent {
  readonly channels: readonly Channel[]
  /** When it was given, and confirmed in a second step; null = not shown. */
  readonly at: Date | null
  readonly confirmedAt: Date | null
  /** The vendor's own object that shows it. */
  readonly by: string
  /** Where it was captured, in the system's own words; null = it says nothing. */
  readonly words: string | null
}

/** A deal with the person that was won. */
export interface RemoteSale {
  /** The vendor's own id. */
  readonly id: string
  /** Day on which it was closed, YYYY-MM-DD; null = none is shown. */
  readonly on: string | null
  /** Values of the fields that an admin named for the product family and for who sold; null = none was, or empty. */
  readonly family: string | null
  readonly entity: string | null
}

/** One person's copy in one Connection, mapped to our words. Empty vendor values are null. */
export interface RemoteRecord {
  readonly ref: RecordRef
  email: string | null
  /** Secondary addresses the vendor shows for the same record. */
  additionalEmails: readonly string[]
  /**
   * Addresses of this record that the vendor blocks although the record's own state does not show it: it blocks
   * addresses, not records.
   */
  optedOutAddresses?: readonly string[]
  /** Secondary addresses that the vendor was asked for and does not block. */
  openAddresses?: readonly string[]
  /** Fields that our user may not see, and for which some channel or kind here is `hidden`. */
  hidden?: readonly string[]
  /** The vendor shows that the person reported a message as spam: that is why e-mail is blocked here. */
  complained?: true
  /** Switches of kinds that nobody mapped, when they alone are why the primary address is in `optedOutAddresses`. */
  optedOutBy?: readonly string[]
  phone: string | null
  mobile: string | null
  firstName: string | null
  lastName: string | null
  jobTitle: string | null
  company: string | null
  country: string | null
  /** What the system says of the company itself. Missing = it has no such thing, or the person has no company. */
  ofCompany?: ShownCompany
  /** Their page at LinkedIn, as a field of the account shows it. Missing = none does. */
  linkedin?: string
  /** What fields say that an admin named for a fact, or that the vendor keeps itself, several values as several. */
  facts?: Readonly<Partial<Record<PersonFact, readonly string[]>>>
  /** Facts whose field our user cannot see: what they said before stands. */
  factsUnread?: readonly PersonFact[]
  /** Deals that were won. Missing = none is shown. */
  sales?: readonly RemoteSale[]
  /** Consents that it shows in objects of its own. Missing = none. */
  consents?: readonly RemoteConsent[]
  /** The first message, call or meeting of ours that the system shows: the day, and what shows it. Missing = none. */
  firstContact?: { readonly on: string; readonly by: string }
  /** Language the person is written to in, ISO 639-1, where the vendor shows one. */
  language?: string
  /** Day of the notice, as the field shows it that the admin named for that (YYYY-MM-DD). */
  noticedOn?: string
  /** Mails that carried the notice, as far as the vendor still shows them. Missing = none. */
  carrierMails?: readonly CarrierMail[]
  /** The vendor says that mail to the primary address comes back. */
  undeliverable?: true
  /** Value of the property that the admin mapped to the source, as the vendor shows it. */
  sourceValue: string | null
  /**
   * Values of further properties that say something of the source, several as several: property → values. Missing =
   * none.
   */
  moreSources?: Readonly<Record<string, readonly string[]>>
  /** Per channel of `can.channels`. Channels the system does not know are missing. */
  blocks: Readonly<Partial<Record<Channel, BlockState>>>
  /** Blocks of one kind by `channel:kind`; a kind that is not in here is open. */
  kindBlocks?: Readonly<Record<string, KindBlock>>
  /** Since when the record's own block of all kinds stands, when the vendor dates it; null = it does not. */
  optedOutAt: Date | null
  /** Since when a channel is refused beside the record, as far as the vendor dates that. */
  refusedSince?: Readonly<Partial<Record<Channel, Date>>>
  /** Latest act of the person per kind. */
  acts: readonly RemoteAct[]
  /** Latest open, only to show that it did not count. */
  lastOpenAt: Date | null
  createdAt: Date
  modifiedAt: Date
  /**
   * What deals and dates show. `customer`: paying relation; `open-deal`: live negotiation. Both are kept out of purges.
   */
  relation: 'none' | 'customer' | 'open-deal'
  /**
   * Values of the fields that may say who is a customer, beside what `relation` shows: what they mean is the company's
   * word. Left out = the system has no such fields.
   */
  relationValues?: RelationValues
  /**
   * The system says that the relationship is over, and on which day (YYYY-MM-DD; null = it does not say when). Left out
   * = it says nothing.
   */
  relationOver?: { endedOn: string | null }
  /** Our own fields as they stand at the vendor, keyed by TagField; missing or empty = null. */
  tags: Readonly<Record<string, string | null>>
  /** End of our Hold as the vendor shows it (YYYY-MM-DD), or null. */
  holdUntil: string | null
  /**
   * The vendor's own id of the person whose records this and others are; null = none, left out = the vendor has no such
   * thing.
   */
  person?: string | null
  /** The vendor shows that the person asked to be erased: somebody must look at it. */
  erasureAsked?: true
  /** Ids this record had before a merge, so old rows can be re-keyed. */
  formerIds: readonly string[]
  /** The record that this one, still readable, lives on in (a converted lead); left out = none. */
  became?: RecordRef
}

/** A record that is gone: deleted (in the vendor's bin or for good), or merged into another one. */
export interface Tombstone {
  readonly ref: RecordRef
  mergedInto: string | null
  /**
   * What stood stopped on a record when it was merged into another, which may show nothing of it: channels, addresses,
   * since when at the latest, and the record that lives on (null = it is gone too).
   */
  objected?: {
    readonly channels: readonly Channel[]
    readonly emails: readonly string[]
    readonly at: Date
    readonly livesOn: RecordRef | null
  }
}

/** Opaque to everybody but the connector that made it; stored as JSON after the page is committed. */
export type Cursor = Readonly<Record<string, string | number | boolean | null>>

export interface RecordPage {
  records: readonly RemoteRecord[]
  tombstones: readonly Tombstone[]
  /** Where to go on after this page. */
  next: Cursor
  /** Records in all, when the vendor gives a count (progress, and a check at the end of a full sweep). */
  total: number | null
}
