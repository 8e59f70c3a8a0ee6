import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import type { Logger } from 'pino'
import type { Pool, PoolConfig } from 'pg'
import type { Connector, ConnectorId } from '../../connector/contract.ts'
import { defaultVendor, hostsOf, type Vendor } from '../../connector/deps/vendor.ts'
import type { Clock } from '../../domain/app/clock.ts'
import { openMailer } from '../../outbound/mail.ts'
import { isOnThisMachine, openHttp } from '../../outbound/http.ts'
import { openEnqueuer } from '../../queue/enqueue.ts'
import type { QueueBackend } from '../../queue/backend.ts'
import { listConnections } from '../../store/connections/connections.ts'
import { findRegistration } from '../../store/connections/registrations.ts'
import { withDatabase } from '../../store/app/database-away.ts'
import type { EmbeddedPostgres } from '../../store/embedded/postgres.ts'
import { identityKeyChanged, isIdentityKeyChanging, isServed } from '../../store/backup/identity-change.ts'
import { fencedName, serviceName, type IdentityFence } from '../../store/app/identity-fence.ts'
import { isLargeBase } from '../../store/app/base-size.ts'
import { actsSoFar, noteAct } from '../../store/accounts/console-acts.ts'
import { openKeyRing, readMasterKey, type KeyRing } from '../../store/app/key-ring.ts'
import { migrate, type MigrationReport } from '../../store/app/migrate.ts'
import { openThreads } from '../../threads/open-threads.ts'
import { vendorOf, type App } from './app.ts'
import { databaseDeadlineMs, openDatabase, type DatabaseOptions } from './open-database.ts'
import { openPools, type PoolOptions } from './open-pools.ts'
import { sealEvidence } from './evidence.ts'
import { keepFigures } from './kept-figures.ts'

/** What the configuration says, without the variables' names. */
export interface AppOptions extends DatabaseOptions, PoolOptions {
  masterKey: string | undefined
  /** Where vendors are reached, by connector; one that is left out is reached at its own addresses. */
  vendors: Readonly<Record<ConnectorId, Vendor>>
  outboundHosts: readonly string[]
  publicUrl: string | undefined
  consoleUrl: string
  isConsoleNamed?: boolean
  trustedProxies?: readonly string[]
  apiUrl?: string | undefined
  /** The company's mail server and the sender, given together; left out = no mail is sent. */
  smtpUrl?: string | undefined
  auditHeadFolder?: string | undefined
  journalFolder?: string | undefined
  mailFrom?: string | undefined
  pollSeconds: number
  /** What `/metrics` asks for; left out = nobody may ask. */
  metricsToken?: string | undefined
  /** True when `clock` is a sandbox's: refused while a Connection leads to a real vendor. */
  sandboxClock: boolean
  migrationsFolder: string
}

export interface OpenedApp {
  app: App
  /** The same with connections of their own, for doors: pages never wait for what jobs hold. */
  doors: App
  backend: QueueBackend
  /** What opening did to the schema. */
  migrated: MigrationReport
  /** Whether this process started the embedded Postgres; null = the company's own. */
  embedded: EmbeddedPostgres | null
  /** Starts the embedded database again when it died under us. */
  revive(): Promise<void>
  /** Whether the identity key is being changed, or was: then this must be closed and opened anew. */
  isKeyChanging(): Promise<boolean>
  /**
   * Closes all but the database, and settles when the identity key is no longer being changed, or when `signal` comes.
   */
  closeForNewKey(signal: AbortSignal): Promise<void>
  close(): Promise<void>
}

/** Opens the database (starting or adopting the embedded one), brings it up to date, opens keys and queues. */
export async function openApp(
  options: AppOptions,
  connectors: readonly Connector[],
  clock: Clock,
  log: Logger,
): Promise<OpenedApp> {
  const database = await openDatabase(options)
  if (options.owner === 'first' && database.embedded?.adopted === true && (await isServed(database.config, leavingMs)))
    throw new Error(
      `Lawbase runs in ${options.home} already: stop that one first, or name another folder in LAWBASE_HOME.`,
    )
  try {
    const opened = await openOn(database.config, options, connectors, clock, log)
    return {
      app: opened.app,
      doors: opened.doors,
      backend: opened.backend,
      migrated: opened.migrated,
      embedded: database.embedded,
      revive: async () => {
        await database.start()
      },
      isKeyChanging: () => isIdentityKeyChanging(opened.app.pool, opened.app.keys.identityKid),
      closeForNewKey: async (signal) => {
        await opened.close()
        // A database that went away meanwhile is waited for, or started, by whoever opens anew; the ring is read under
        // its lock there.
        await identityKeyChanged(database.config, signal).catch(() => undefined)
      },
      close: async () => {
        await opened.close()
        await database.stop()
      },
    }
  } catch (error) {
    // What this process started must not outlive it, also when the key does not fit.
    await database.stop()
    throw error
  }
}

/** A service that was just killed takes a moment to leave the database. */
const leavingMs = 2_000

type OpenedOn = Pick<OpenedApp, 'app' | 'doors' | 'backend' | 'migrated' | 'close'>

/** The memory of figures of this process, told by the database of what others changed. */
const figuresOf = (doors: Pool, deps: Pick<Parameters<typeof keepFigures>[0], 'clock' | 'later' | 'log'>) =>
  keepFigures({
    ...deps,
    elapsedMs: () => performance.now(),
    pause: (ms, signal) => pause(ms, undefined, { signal, ref: false }),
    acts: { note: () => noteAct(doors), soFar: () => actsSoFar(doors) },
    isLarge: () => isLargeBase(doors),
  })

async function openOn(
  config: PoolConfig,
  options: AppOptions,
  connectors: readonly Connector[],
  clock: Clock,
  log: Logger,
): Promise<OpenedOn> {
  const fence: IdentityFence = { kid: null, name: options.owner === null ? fencedName : serviceName }
  const pools = await openPools(config, options, fence, log)
  try {
    const vendors = vendorsFor(options, connectors)
    const { keys, migrated } = await withDatabase(databaseDeadlineMs, () =>
      bringUpToDate(pools.work, options, vendors, fence, clock.now()),
    )
    await pools.prepareQueue()
    const enqueuer = openEnqueuer(pools.backend, log)
    const outside = openOutside(options)
    const threads = openThreads()
    const afterwards = openAfterwards()
    const app: App = {
      ...fromOptions(options),
      later: afterwards.later,
      pool: pools.work,
      askPool: pools.asks,
      clock,
      log,
      keys,
      figures: figuresOf(pools.doors, { clock, later: afterwards.later, log }),
      http: outside.http,
      hookHttp: outside.hookHttp,
      mailer: outside.mailer,
      threads,
      memories: new Map(),
      enqueue: enqueuer.enqueue,
      connectors: new Map<ConnectorId, Connector>(connectors.map((connector) => [connector.id, connector])),
      vendors,
      watch: pools.watch,
      countJobs: enqueuer.countJobs,
    }
    return {
      app,
      doors: { ...app, pool: pools.doors },
      backend: pools.backend,
      migrated,
      close: async () => {
        await afterwards.settled()
        pools.expectLoss()
        await threads.close()
        await enqueuer.close()
        await pools.close()
        outside.close()
      },
    }
  } catch (error) {
    pools.expectLoss()
    await pools.close()
    throw error
  }
}

/** Work that goes on after an answer was given. */
function openAfterwards(): { later: App['later']; settled(): Promise<unknown> } {
  const afterwards = new Set<Promise<void>>()
  return {
    later: (work) => {
      const ended = work.finally(() => afterwards.delete(ended))
      afterwards.add(ended)
    },
    settled: () => Promise.allSettled(afterwards),
  }
}

function vendorsFor({ vendors }: AppOptions, connectors: readonly Connector[]): Map<ConnectorId, Vendor> {
  return new Map(connectors.map((connector) => [connector.id, vendors[connector.id] ?? defaultVendor(connector)]))
}

/** Brings the database up to date, opens the keys, and seals what an earlier version left in clear. */
async function bringUpToDate(
  pool: Pool,
  options: AppOptions,
  vendors: ReadonlyMap<ConnectorId, Vendor>,
  fence: IdentityFence,
  now: Date,
): Promise<{ keys: KeyRing; migrated: MigrationReport }> {
  const migrated = await migrate(pool, options.migrationsFolder, now)
  if (options.sandboxClock) await refuseRealVendors(pool, vendors)
  const keys = await openKeyRing(pool, readMasterKey(options.masterKey, join(options.home, 'key')), now)
  fence.kid = keys.identityKid
  await sealEvidence(pool, keys)
  return { keys, migrated }
}

/** What reaches other machines. */
function openOutside({ outboundHosts, publicUrl, apiUrl, smtpUrl, mailFrom }: AppOptions) {
  // Our own addresses are asked too, wherever their names lead inside this network.
  const own = [publicUrl, apiUrl].flatMap((url) => (url === undefined ? [] : [new URL(url).host]))
  const http = openHttp({ allowedHosts: [...outboundHosts, ...own] })
  const hookHttp = openHttp({ allowedHosts: outboundHosts, isLoopbackNamed: true })
  const mailer = smtpUrl === undefined || mailFrom === undefined ? null : openMailer(smtpUrl, mailFrom)
  return {
    http,
    hookHttp,
    mailer,
    close: () => {
      http.close()
      hookHttp.close()
      mailer?.close()
    },
  }
}

/** Where what people ask for waits while the database is away, and where an admin's own words for them lie. */
export const personFolders = (home: string) => ({
  spoolFolder: join(home, 'spool'),
  localesFolder: join(home, 'locales'),
})

function fromOptions(options: AppOptions) {
  return {
    publicUrl: options.publicUrl ?? null,
    consoleUrl: options.consoleUrl,
    isConsoleNamed: options.isConsoleNamed ?? false,
    trustedProxies: options.trustedProxies ?? [],
    apiUrl: options.apiUrl ?? null,
    auditHeadFolder: options.auditHeadFolder ?? null,
    journalFolder: options.journalFolder ?? null,
    ...personFolders(options.home),
    sandboxClock: options.sandboxClock,
    pollMs: options.pollSeconds * 1_000,
    outboundHosts: options.outboundHosts,
    metricsToken: options.metricsToken ?? null,
  }
}

/** A clock that can be moved must never decide about real people. */
async function refuseRealVendors(pool: Pool, vendors: ReadonlyMap<ConnectorId, Vendor>): Promise<void> {
  for (const connection of await listConnections(pool)) {
    const registration =
      connection.registrationId === null ? null : await findRegistration(pool, { id: connection.registrationId })
    const hosts =
      registration === null ? [] : hostsOf(vendorOf({ vendors }, connection.connector), registration.loginHost)
    if (!hosts.every(isOnThisMachine))
      throw new Error(`LAWBASE_CLOCK_URL is only for a sandbox: ${connection.label} is not on this machine. Unset it.`)
  }
}
