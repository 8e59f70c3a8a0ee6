import type { Channel } from '../domain/app/channel.ts'
import type { Scope } from '../domain/app/kind.ts'
import type { RecordRef } from './records.ts'

/** Block one person on some channels. Emails are normal forms (trimmed, lower case). */
export interface SuppressionOrder {
  readonly orderId: string
  /**
   * Addresses of the person that must not be mailed. A shared mailbox is only in here when the objection came from it.
   */
  emails: readonly string[]
  /**
   * Addresses of these records that this objection does not cover: a system that blocks by address leaves them open.
   * They are shared mailboxes, or, where it came from a shared mailbox alone, somebody's own addresses beside it.
   */
  excludedEmails?: readonly string[]
  /** Records we know for this person at this Connection. */
  records: readonly RecordRef[]
  channels: readonly Channel[]
  /** Kinds of message on these channels; none = all kinds. */
  kinds?: readonly string[]
  objectedAt: Date
  reason: 'objection' | 'complaint' | 'erasure'
  /** Broker systems only: our own reference of the disclosure or source that names them. */
  reference?: string
}

/** Names of the fields that Lawbase writes into a CRM. The connector adds its own prefix or suffix. */
export const tagFields = [
  'verdict', // e-mail verdict for the leading offer, e.g. ALLOW
  'verdict_phone', // the same for calls by a person
  'verdict_sms',
  'verdict_post',
  'verdict_social',
  'basis', // lawful basis, e.g. legitimate_interest
  'rule', // rule id that decided, e.g. FR1
  'source', // where the data came from, in words
  'collected_on', // date
  'keep_until', // date
  'decided_on', // date
  'objected_on', // date of the earliest no, empty when none
  'notice_state', // information duty, e.g. DUE
  'last_act_on', // date of the last act that counts for the clock
  'evidence_url', // the contact's page on the console
  'preference_url', // the person's own link
  'repermission_on', // date on which the one question before the term was asked here; empty when none is open
  'repermission_url', // the person's page with its yes and no
] as const
export type TagField = (typeof tagFields)[number]
/** Fields that hold a day; the others hold text. */
export const tagDates: readonly TagField[] = [
  'collected_on',
  'keep_until',
  'decided_on',
  'objected_on',
  'last_act_on',
  'repermission_on',
]

/** Fields with a link of the person's own: whoever holds it speaks for them, so it stands in no proof and no log. */
export const tagLinks: readonly TagField[] = ['preference_url', 'repermission_url']

/** Fields the company already has and that are written in the place of ours: tag → object of the vendor → its field. */
export type TagNames = Readonly<Partial<Record<TagField, Readonly<Record<string, string>>>>>

/** One field of the vendor. */
export interface FieldRef {
  object: string
  name: string
}

/** What can be written into a field: a text, a day, something else (`type` says what), or nothing. */
export interface FieldKind {
  kind: 'text' | 'date' | 'other' | 'missing' | 'read-only'
  type: string
}

/** Write our fields on one record. Only the given fields are written; `null` clears. Dates are YYYY-MM-DD. */
export interface TagOrder {
  readonly orderId: string
  record: RecordRef
  fields: Readonly<Partial<Record<TagField, string | null>>>
  /**
   * For a system with a field of its own for the lawful basis: written only when empty or still what we wrote
   * (`previous`). Other systems ignore it.
   */
  nativeBasis?: { write: NativeBasis | null; previous: string | null }
}

/** What such a field can say of our bases (docs/reference/hubspot.md#prop-legal-basis); a role mailbox has none. */
export const nativeBases = ['legitimate-interest-prospect', 'existing-customer', 'freely-given-consent'] as const
export type NativeBasis = (typeof nativeBases)[number]
/** Our bases in the words a vendor's own field may have; the others have none there. */
export const nativeBasisOf: Readonly<Record<string, NativeBasis>> = {
  legitimate_interest: 'legitimate-interest-prospect',
  soft_opt_in: 'existing-customer',
  consent: 'freely-given-consent',
}

/**
 * Set or clear our own do-not-contact-for-now. `until` null clears it. Never touches the vendor's opt-out
 * (docs/reference/promises.md#i6).
 */
export interface HoldOrder {
  readonly orderId: string
  record: RecordRef
  until: string | null
}

/**
 * Take the block off one record for one cell that the person lifted (docs/reference/promises.md#lift). Only ever made
 * from a Lift.
 */
export interface ReleaseOrder {
  readonly orderId: string
  record: RecordRef
  scope: Scope
  /** What stays stopped for this person: a switch of the vendor that it shares is left alone. */
  keep: readonly Scope[]
}

/**
 * Take one record away (docs/reference/promises.md#removal-6, #removal-7): into the vendor's bin, for good, or by
 * emptying it of what names the person.
 */
export interface RemovalOrder {
  readonly orderId: string
  record: RecordRef
  stage: 'bin' | 'erase' | 'anonymise'
}

/** Take one record out of the vendor's bin again. Never makes a new record (docs/reference/promises.md#removal-6). */
export interface RestoreOrder {
  readonly orderId: string
  record: RecordRef
}
