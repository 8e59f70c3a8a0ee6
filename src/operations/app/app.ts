import type { Logger } from 'pino'
import type { Pool } from 'pg'
import type { Enqueue } from '../../../jobs/catalog.ts'
import type { Connector, ConnectorId } from '../../connector/contract.ts'
import type { Vendor } from '../../connector/deps/vendor.ts'
import type { PlainHttp } from '../../connector/oauth-spec.ts'
import type { Threads } from '../../connector/deps/threads.ts'
import type { Memory } from '../../connector/deps/memory.ts'
import type { Clock } from '../../domain/app/clock.ts'
import type { Mailer } from '../../outbound/mail.ts'
import type { JobCounts } from '../../queue/enqueue.ts'
import type { KeyRing } from '../../store/app/key-ring.ts'

import type { KeptFigures } from './kept-figures.ts'
import type { ProcessWatch } from './process-watch.ts'

/** What operations work with. Built once in src/main.ts. */
export interface App {
  pool: Pool
  /** For doors that ask the same short questions hundreds of times a second: see `prepared`. */
  askPool: Pool
  clock: Clock
  log: Logger
  keys: KeyRing
  enqueue: Enqueue
  /** Takes work that goes on after an answer was given; closing waits for it. It must not reject. */
  later: (work: Promise<void>) => void
  connectors: ReadonlyMap<ConnectorId, Connector>
  http: PlainHttp
  /** The same for addresses that an admin types to be told: this machine only when OUTBOUND_HOSTS names it. */
  hookHttp: PlainHttp
  /** Figures of the whole base, for pages. */
  figures: KeptFigures
  /** Where texts of strangers are read. */
  threads: Threads
  /** What connectors remember of each Connection, by its id. */
  memories: Map<string, { key: string; memory: Memory }>
  /** Where each connector's vendor is reached. */
  vendors: ReadonlyMap<ConnectorId, Vendor>
  /** Address of the public pages, without a slash at the end; null = none. */
  publicUrl: string | null
  /** Address of the console without a slash at the end: its own name, or this machine's. */
  consoleUrl: string
  /** Whether the console has a name of its own (`CONSOLE_URL`), under which others than this machine may open it. */
  isConsoleNamed: boolean
  /** Proxies that are believed about who the visitor is; none = whoever connects is the visitor. */
  trustedProxies: readonly string[]
  /** Where workers reach the API, without a slash at the end; null = at the console's address. */
  apiUrl: string | null
  /** Sends the mails in which a person confirms; null = none can be sent. */
  mailer: Mailer | null
  /** Where the head of the audit log is written each night; null = nowhere. */
  auditHeadFolder: string | null
  /** Where objections, lifts and removals are followed into files; null = nowhere. */
  journalFolder: string | null
  /** Where requests of people are kept while the database is away. */
  spoolFolder: string
  /** Where the admin keeps texts of the person's pages in other languages. */
  localesFolder: string
  /** True when the clock is a sandbox's and can be moved: only systems on this machine may be connected then. */
  sandboxClock: boolean
  pollMs: number
  /** Hosts that admin-made endpoints may reach inside private ranges. */
  outboundHosts: readonly string[]
  /** How this process fares. */
  watch: ProcessWatch
  /** Jobs of each queue by state. Throws while the queue is away. */
  countJobs: () => Promise<JobCounts>
  /** Opens `/metrics`; null = it is closed. */
  metricsToken: string | null
}

/** Where the vendor of a connector is reached. Throws when the program has no such connector. */
export function vendorOf({ vendors }: Pick<App, 'vendors'>, connector: ConnectorId): Vendor {
  const vendor = vendors.get(connector)
  if (vendor === undefined) throw new Error(`The connector ${connector} is not part of this program`)
  return vendor
}
