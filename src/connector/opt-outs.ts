import type { Channel } from '../domain/app/channel.ts'
import type { Words } from './form.ts'

/** What a vendor of data tells of people who opted out there, beside or in the place of messages of its own. */
export interface OptOutFeed {
  /**
   * Sees that the vendor posts its opt-outs to this address, and makes it do so. `missed`: deliveries that it gave up
   * since `since` and will not repeat. Throws ConnectorError with what to do.
   */
  keepPosted?(hookUrl: string, since: Date | null): Promise<{ missed: number }>
  /** Ids of everybody who opted out there, in no order and without a date, some at a time. Throws ConnectorError. */
  listIds?(): AsyncIterable<readonly string[]>
  /** Asks whether people opted out there: at most `batch` at once, one answer each, in order. Throws ConnectorError. */
  readonly lookUp?: {
    readonly batch: number
    ask(people: readonly LookedUp[]): Promise<readonly VendorAnswer[]>
  }
}

/** A person who is looked up at a vendor: by hash, so that nobody is told to it who was not there before. */
export interface LookedUp {
  /** SHA-256 in hex of the address in normal form `n1` (docs/reference/brokers.md#file-n1). */
  sha256: string
}

/** `sold`: the vendor still has the person. `unclear`: nothing that it said can be used; it is asked again. */
export interface VendorAnswer {
  is: 'opted-out' | 'sold' | 'absent' | 'unclear'
  /** The vendor's own word. */
  said: string
}

/** Somebody who opted out at a vendor, by all that it names of them. */
export interface OptedOut {
  emails: readonly string[]
  /** In E.164. */
  phones?: readonly string[]
  /** Address of a page at LinkedIn, as the vendor writes it. */
  linkedin?: string
  /** What the vendor calls the person. */
  vendorId?: string
  channels: readonly Channel[]
  /** The vendor's own date; null = it gave none. */
  at: Date | null
}

/** How opt-outs of a vendor of data come, for the page of the Connection and for Today. */
export interface FeedSpec {
  /** Hours between two readings, or looks at whether it still posts; null = only a person brings its list. */
  readonly everyHours: number | null
  /** Days after which a person brings the list again; missing = nobody need. */
  readonly listDays?: number
  /** It is asked about people, by hash: it receives data. */
  readonly isAsked?: true
  /** The vendor names people by ids of its own, which must have been kept at the purchase. */
  readonly ids?: Words
  /** What of this is not documented by the vendor, in the admin's words. */
  readonly unsure?: Words
}
