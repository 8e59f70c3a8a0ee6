import type { LegalForm } from '../contacts/tables/legal-forms.ts'
import type { Channel } from '../app/channel.ts'
import type { Basis } from './tables/verdicts.ts'
import type { Offer } from './offer.ts'
import type { SourceKind } from '../sources/tables/source-kinds.ts'
import type { JobFunction } from '../titles/tables/job-titles.ts'

/**
 * ISO 8601 in UTC with milliseconds, as `toISOString` gives it: instants compare as text, days are their first ten
 * signs.
 */
export type Instant = string

/** Where the data came from (docs/reference/law.md#c), with what the verdict needs to know of it. */
export interface SourceFact {
  kind: SourceKind
  /** Exact origin: the broker's legal name, the site, the referrer. Null = not known. */
  name: string | null
  /** Day the data were obtained, YYYY-MM-DD. */
  obtainedOn: string
  /** The notice was shown at collection, and its version is known (docs/reference/law.md#d1). */
  noticeShown: boolean
  /** A named person has looked at it and accepted it (C8, C10, C12). */
  approved: boolean
  /** Who could see the data where they were taken (C8, C9); null = not known. */
  visibility: 'public' | 'restricted' | null
  /** The person said no to canvassing where the data were published (C8, C9). */
  refusedCanvassing: boolean
  /**
   * How far the seller was checked (docs/reference/law.md#i); `unsampled` = the seller was, the delivery was not yet
   * (docs/reference/law.md#i11). Only for C7 and C14.
   */
  diligence: 'passed' | 'unsampled' | 'open' | 'failed'
  /** Mail to the address came back: a guess that failed (C10). */
  bounced?: true
}

export interface NoticeFact {
  event: 'sent' | 'bounced' | 'exempt'
  on: string
  channel: Channel | null
  /** ISO 639-1; null = not known. */
  language: string | null
  /** `exempt`: day on which the written reason is looked at again (D4). */
  reviewOn: string | null
}

/**
 * One consent record (docs/reference/law.md#e). A part that is missing makes the record invalid, never the verdict
 * softer.
 */
export interface ConsentFact {
  givenAt: Instant
  channels: readonly Channel[]
  purposes: readonly ConsentPurpose[]
  /** The controller who will solicit is named in the text (E4). */
  namesUs: boolean
  /** Version or hash of the exact text (E6). */
  textVersion: string | null
  act: 'tick' | 'signature' | 'spoken' | 'reply' | 'button' | null
  preTicked: boolean
  /** The text named several purposes for one box (E3). */
  bundled: boolean
  /** Accept and refuse were not equally visible (E5). */
  misleading: boolean
  /** Given on a form of ours by the person: only such a consent can end an objection (F20). */
  ownForm: boolean
  /** Second step of a double opt-in. */
  confirmedAt: Instant | null
  withdrawnAt: Instant | null
  /** A field of a system alone shows the withdrawal: any later consent ends it, as far as that one is proven. */
  endedInField?: true
}
export const consentPurposes = ['prospecting', 'audience', 'transfer', 'pixel'] as const
export type ConsentPurpose = (typeof consentPurposes)[number]

/** An objection that covers an identity of this contact. */
export interface ObjectionFact {
  receivedAt: Instant
  channels: readonly Channel[]
  /** Empty = every kind of message. */
  kinds: readonly string[]
}

/** A sale (docs/reference/law.md#b3). */
export interface SaleFact {
  on: string
  productFamily: string | null
  /** Sold by the same legal entity that advertises (B3.3). */
  bySameEntity: boolean
  /** The address was given to us by the customer (B3.1). */
  addressFromCustomer: boolean
  /** A free and easy refusal was offered then (B3.5). */
  refusalOffered: boolean
}

/** How the clock of a contact stands today (retention.ts). */
export interface ClockFact {
  startedOn: string
  lastActOn: string | null
  /** First day on which the contact is expired. */
  termOn: string
  expired: boolean
  /** The term runs from the end of a relationship (G2). */
  afterRelation: boolean
  /**
   * Something of a kind that nobody knows may have been an act within the term: nothing is due for removal on this
   * clock.
   */
  unclear?: true
}

/** What is known about one contact, over all systems. */
export interface ContactFacts {
  /** The address that would be mailed, as classified (docs/reference/law.md#a); null = none. */
  email: {
    nature: 'personal' | 'generic'
    mailbox: 'company' | 'private' | 'disposable'
    rule: string /** Published for receiving such mail (docs/reference/law.md#b4-nl). */
    publishedForOffers: boolean
  } | null
  /** The number that would be called; null = none. */
  phone: { nature: 'personal' | 'generic'; rule: string } | null
  /** Reached as a private person, not in a profession. */
  consumer: boolean
  /** The business and the person are one (docs/reference/law.md#a6). */
  soleTrader: boolean
  legalForm: LegalForm
  /**
   * The company's name tells a legal person (Acme SA), which is enough where only the form is missing; not in the
   * United Kingdom.
   */
  legalPersonByName: boolean
  /**
   * One list per system's job title; an empty list = a title nobody has mapped. Several lists that differ = the systems
   * disagree.
   */
  functions: readonly (readonly JobFunction[])[]
  /**
   * ISO codes found in explicit fields, else of the company, else in phone prefixes. Several = the systems disagree.
   */
  countries: readonly string[]
  /** Language the person is known to understand, ISO 639-1; null = judged by the country. */
  language: string | null
  sources: readonly SourceFact[]
  /** Day of the first pull, from which a missing source may be searched (C13); null = today. */
  firstSeenOn: string | null
  notices: readonly NoticeFact[]
  /** First communication, and first disclosure to another recipient (D2); null = not yet. */
  firstContactOn: string | null
  firstDisclosedOn: string | null
  consents: readonly ConsentFact[]
  objections: readonly ObjectionFact[]
  /** Something the person wrote waits for a human, sending blocked meanwhile. */
  pending: 'objection' | 'erasure' | null
  /** First day after our own "not for now", YYYY-MM-DD; null = none. */
  heldUntil: string | null
  /** Mail to this person came back for good: our hold of e-mail alone; null = not so. */
  mailHold: MailHold | null
  clock: ClockFact
  /** A customer or a live negotiation is kept for another purpose while it lasts (docs/reference/law.md#g2). */
  relation: 'none' | 'customer' | 'open-deal'
  sales: readonly SaleFact[]
  /** A free account without a sale; `paidOffer`: it belongs to an offer that is paid (FR8). */
  account: { paidOffer: boolean } | null
  /** Day the one question of docs/reference/law.md#g4 was asked; null = never. */
  repermissionAskedOn: string | null
  /** The basis this contact was held on until now; null = none recorded. */
  recordedBasis: Basis | null
}

/** A hold of e-mail because mail came back (docs/decisions/0047-mail-that-came-back.md). */
export interface MailHold {
  /** The system or mailbox that showed it, by its label. */
  system: string
  /** Day on which it was seen there, YYYY-MM-DD. */
  seenOn: string
}

export const purposes = ['prospecting', 'service', 'audience', 'transfer'] as const

/** What somebody wants to do. */
export interface Ask {
  purpose: (typeof purposes)[number]
  channel: Channel
  /** Null: no offer was named. */
  offer: Pick<Offer, 'functions' | 'borderline' | 'audience' | 'productFamily' | 'assessment'> | null
  /** Kind of message; null = not named. */
  kind: string | null
  /**
   * A person declared for this contact whether the offer concerns the function; null = judged by the job title (B1f).
   */
  related: boolean | null
  /** The message would carry a pixel that tracks who opens it (B0.6). */
  pixel: boolean
}

/** What the admin decided where the law is silent. */
export interface Policy {
  /** Sole traders need consent even for a related offer (FR4). */
  strictSoleTraders: boolean
}
