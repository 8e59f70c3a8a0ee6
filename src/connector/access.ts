import type { FactNames } from '../domain/decisions/fields/field-facts.ts'
import type { FormerCustomerFields } from '../domain/connections/former-customer.ts'
import type { Logger } from 'pino'
import type { Clock } from '../domain/app/clock.ts'
import type { KindMapping } from '../domain/app/kind.ts'
import type { FileBook, Ledger } from './ledger.ts'
import type { SendMail } from './deps/mail.ts'
import type { TagNames } from './orders.ts'
import type { Memory } from './deps/memory.ts'
import type { Threads } from './deps/threads.ts'
import type { PlainHttp } from './oauth-spec.ts'
import type { Vendor } from './deps/vendor.ts'

/**
 * What a Connection may use. `token()` gives a live access token; `renewToken(old)` refreshes under the lock unless
 * another process did.
 */
export interface Access<C = unknown> {
  readonly credentials: C
  token(): Promise<string>
  /** Called once after a 401 with the token that failed; gives another one, or throws `access-revoked`. */
  renewToken(failed: string): Promise<string>
  /** Data host from the token answer, or the configured address `api`. */
  baseUrl(): Promise<string>
  readonly accountId: string
  /** A mailbox that this login shares with others and opens in the place of its own; left out = its own. */
  readonly sharedMailbox?: string
  readonly scopes: readonly string[]
  /** Name of the vendor property that the admin mapped to the source of a contact. */
  readonly sourceProperty: string
  /** Further ones; left out = none. */
  readonly moreSourceProperties?: readonly string[]
  /** Name of the vendor's date field that says when the notice was sent; left out = none was named. */
  readonly noticeProperty?: string
  /** Fields that say who is no customer any more; left out = none was named. */
  readonly formerFields?: FormerCustomerFields
  /** Field of the vendor's companies that says the legal form; left out = none was named. */
  readonly legalFormProperty?: string
  /** Fields of people and deals that hold further facts; left out = none was named. */
  readonly factNames?: FactNames
  /**
   * Mails of the vendor that carry the notice, and the first day (YYYY-MM-DD) on which they do; left out = none was
   * named.
   */
  readonly noticeCarriers?: readonly { mail: string; since: string }[]
  /** Our fields were made there: one that does not show is hidden from our user. Left out = not yet. */
  readonly provisioned?: boolean
  /** Whether the vendor can push events to us: an installation without a public address must fetch them. */
  readonly pushed: boolean
  /** A token of our app at the vendor, of no account; missing where the vendor has none. */
  appToken?(scopes: readonly string[]): Promise<string>
  /** Fields of the vendor that are written in the place of ours; left out = none. */
  readonly tagNames?: TagNames
  /** Units of the vendor's tool beside its records (`Connector.activities`) that are read; left out = none. */
  readonly activityUnits?: readonly string[]
  /** Names of fields and objects that an admin says this account does not have; left out = none. */
  readonly notThere?: readonly string[]
  /** Kinds of message that the admin mapped to the vendor's own switches; left out = none. */
  readonly kinds?: readonly KindMapping[]
}

/** Priority of a call inside the vendor's limit (docs/reference/promises.md#lanes). */
export type Lane = 'objection' | 'poll' | 'backfill' | 'read' | 'tag'

/**
 * The limit of one Connection, shared by all processes. `take` waits until the lane may make `calls` calls;
 * `observe` tells what the vendor's headers said, so that the limit follows the vendor.
 */
export interface Budget {
  take(lane: Lane, calls: number, bucket?: 'calls' | 'search'): Promise<void>
  observe(seen: {
    max?: number
    remaining?: number
    windowMs?: number
    rateLimitedForMs?: number
    bucket?: 'calls' | 'search'
  }): void
}

export interface ConnectorDeps {
  log: Logger
  clock: Clock
  /**
   * Network with our deadline, no redirects, SSRF guard; throws ConnectorError `unavailable`. Does not take from the
   * budget.
   */
  http: PlainHttp
  /** Where texts of strangers are read: what is hard there stops nobody else. */
  threads: Threads
  budget: Budget
  /** Lane in which reads and writes of this opened system are counted. */
  lane: Lane
  /** Where this connector's vendor is reached. */
  vendor: Vendor
  /**
   * Address to dial for a host name, for protocols other than HTTP. Throws ConnectorError `bad-request` when the name
   * leads into a private range that was not allowed by name. Without it the name is dialled as it is.
   */
  resolveHost?: (host: string) => Promise<string>
  /** Shared by all openings of the Connection in this process; without one each opening starts from nothing. */
  memory?: Memory
  /** Mail from the company's own server; missing = the deployment has none. */
  mail?: SendMail
  /** Our book of notices, for systems that answer later and elsewhere. */
  ledger?: Ledger
  /** Our book of the files sent to this system. */
  files?: FileBook
  /** A connection for protocols that are no HTTP, past the same guard; throws ConnectorError. */
  connect?(host: string, port: number): Promise<NodeJS.ReadWriteStream>
  signal?: AbortSignal
}
