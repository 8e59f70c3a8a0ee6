import { join } from 'node:path'
import type { Logger } from 'pino'
import type { Pool, PoolConfig } from 'pg'
import type { Connector, ConnectorId } from '../../connector/contract.ts'
import { defaultVendor, hostsOf, type Vendor } from '../../connector/vendor.ts'
import type { Clock } from '../../domain/app/clock.ts'
import { openMailer } from '../../outbound/mail.ts'
import { isOnThisMachine, openHttp } from '../../outbound/http.ts'
import { openEnqueuer } from '../../queue/enqueue.ts'
import { postgresBackend, queueSchema, redisBackend, type QueueBackend } from '../../queue/backend.ts'
import { listConnections } from '../../store/connections/connections.ts'
import { findRegistration } from '../../store/connections/registrations.ts'
import { allowedConnections, defaultConnections, shareConnections } from '../../store/app/connection-shares.ts'
import { openPool } from '../../store/app/database.ts'
import { withDatabase } from '../../store/app/database-away.ts'
import { startEmbedded, type EmbeddedPostgres } from '../../store/embedded/postgres.ts'
import { identityKeyChanged, isIdentityKeyChanging, isServed } from '../../store/backup/identity-change.ts'
import { fencedName, serviceName, type IdentityFence } from '../../store/app/identity-fence.ts'
import { openKeyRing, readMasterKey } from '../../store/app/key-ring.ts'
import { makeFolder } from '../../store/app/make-folder.ts'
import { migrate } from '../../store/app/migrate.ts'
import { openThreads } from '../../threads/open-threads.ts'
import { vendorOf, type App } from './app.ts'
import { sealEvidence } from './evidence.ts'

/** What the configuration says, without the variables' names. */
export interface AppOptions {
  home: string
  masterKey: string | undefined
  databaseUrl: string | undefined
  redisUrl: string | undefined
  /** Connections of this process to the database; left out = as many as fit the server. */
  connections?: number | undefined
  /** How long a statement of a job may take: runs read whole bases, a command is watched by whoever gave it. */
  kind?: 'service' | 'runs' | 'command'
  /** Where vendors are reached, by connector; one that is left out is reached at its own addresses. */
  vendors: Readonly<Record<ConnectorId, Vendor>>
  outboundHosts: readonly string[]
  publicUrl: string | undefined
  consoleUrl: string
  /** The company's mail server and the sender, given together; left out = no mail is sent. */
  smtpUrl?: string | undefined
  auditHeadFolder?: string | undefined
  journalFolder?: string | undefined
  mailFrom?: string | undefined
  pollSeconds: number
  /** True when `clock` is a sandbox's: refused while a Connection leads to a real vendor. */
  sandboxClock: boolean
  migrationsFolder: string
  /**
   * The service owns the embedded database: it stops it even when it found it running (after a crash), and there is one
   * service in a folder. `again`: it opens anew what it closed itself; null = a command, or a process beside the
   * service.
   */
  owner: 'first' | 'again' | null
}

export interface OpenedApp {
  app: App
  /** The same with connections of their own, for doors: pages never wait for what jobs hold. */
  doors: App
  backend: QueueBackend
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

interface OpenedDatabase {
  config: PoolConfig
  embedded: EmbeddedPostgres | null
  /** Starts the embedded database again when it died. */
  start(): Promise<void>
  /** Stops what this process started; what it owns it stops in any case. */
  stop(): Promise<void>
}

/** The company's own Postgres, or the embedded one, started or adopted. */
export async function openDatabase({
  home,
  databaseUrl,
  owner,
}: Pick<AppOptions, 'home' | 'databaseUrl' | 'owner'>): Promise<OpenedDatabase> {
  if (databaseUrl !== undefined)
    return {
      config: { connectionString: databaseUrl },
      embedded: null,
      start: () => Promise.resolve(),
      stop: () => Promise.resolve(),
    }
  makeFolder(home, 'LAWBASE_HOME')
  const folder = join(home, 'db')
  const embedded = await startEmbedded(folder)
  return {
    config: { host: embedded.socketFolder, user: 'lawbase', database: 'postgres' },
    embedded,
    start: async () => void (await startEmbedded(folder)),
    stop: async () => {
      if (owner !== null || !embedded.adopted) await embedded.stop()
    },
  }
}

/** A service that was just killed takes a moment to leave the database. */
const leavingMs = 2_000

/** A database that recovers after a crash, or starts beside us, is waited for this long. */
export const databaseDeadlineMs = 60_000

type OpenedOn = Pick<OpenedApp, 'app' | 'doors' | 'backend' | 'close'>

/** A visitor waits this long for a database that restarts or is full; a job longer, since it only comes again. */
export const doorPatienceMs = 5_000
const workPatienceMs = 60_000
/**
 * How long the server works on one statement: of a page, of a decision at send time, of the queue, and of a job by the
 * kind of process.
 */
const statementMs = {
  doors: 60_000,
  asks: 10_000,
  queue: 60_000,
  service: 120_000,
  runs: 30 * 60_000,
  command: 0,
} as const

async function openOn(
  config: PoolConfig,
  options: AppOptions,
  connectors: readonly Connector[],
  clock: Clock,
  log: Logger,
): Promise<OpenedOn> {
  let closing = false
  const onError = (error: Error) =>
    closing || log.warn({ reason: (error as { code?: string }).code ?? 'lost' }, 'database connection lost')
  const fence: IdentityFence = { kid: null, name: options.owner === null ? fencedName : serviceName }
  const total =
    options.connections ?? defaultConnections(await withDatabase(databaseDeadlineMs, () => allowedConnections(config)))
  const shares = shareConnections(total, options.redisUrl === undefined)
  const pool = openPool(config, {
    max: shares.work,
    onError,
    fence,
    patienceMs: workPatienceMs,
    statementMs: statementMs[options.kind ?? 'service'],
  })
  const doorPool = openPool(config, {
    max: shares.doors,
    onError,
    fence,
    patienceMs: doorPatienceMs,
    statementMs: statementMs.doors,
  })
  const askPool = openPool(config, {
    max: shares.asks,
    askOften: true,
    onError,
    fence,
    patienceMs: doorPatienceMs,
    statementMs: statementMs.asks,
  })
  const queuePool =
    options.redisUrl === undefined
      ? openPool(config, { max: shares.queue, searchPath: queueSchema, onError, statementMs: statementMs.queue })
      : null
  const backend =
    queuePool === null
      ? redisBackend(options.redisUrl ?? '', (error) =>
          log.warn({ reason: (error as { code?: string }).code ?? 'lost' }, 'redis connection lost'),
        )
      : postgresBackend(queuePool)
  const endPools = async () => {
    await backend.close()
    await queuePool?.end()
    await askPool.end()
    await doorPool.end()
    await pool.end()
  }
  try {
    const vendors = new Map<ConnectorId, Vendor>(
      connectors.map((connector) => [connector.id, options.vendors[connector.id] ?? defaultVendor(connector)]),
    )
    const keys = await withDatabase(databaseDeadlineMs, async () => {
      await migrate(pool, options.migrationsFolder, clock.now())
      if (options.sandboxClock) await refuseRealVendors(pool, vendors)
      const ring = await openKeyRing(pool, readMasterKey(options.masterKey, join(options.home, 'key')), clock.now())
      fence.kid = ring.identityKid
      await sealEvidence(pool, ring)
      return ring
    })
    await (queuePool === null ? backend.prepare() : withDatabase(databaseDeadlineMs, () => backend.prepare()))
    const enqueuer = openEnqueuer(backend, log)
    // Our own public address is asked too, wherever its name leads inside this network.
    const http = openHttp({
      allowedHosts: [
        ...options.outboundHosts,
        ...(options.publicUrl === undefined ? [] : [new URL(options.publicUrl).host]),
      ],
    })
    const hookHttp = openHttp({ allowedHosts: options.outboundHosts, isLoopbackNamed: true })
    const threads = openThreads()
    const mailer =
      options.smtpUrl === undefined || options.mailFrom === undefined
        ? null
        : openMailer(options.smtpUrl, options.mailFrom)
    const afterwards = new Set<Promise<void>>()
    const app: App = {
      later: (work) => {
        const ended = work.finally(() => afterwards.delete(ended))
        afterwards.add(ended)
      },
      pool,
      askPool,
      clock,
      log,
      keys,
      http,
      hookHttp,
      threads,
      memories: new Map(),
      enqueue: enqueuer.enqueue,
      connectors: new Map<ConnectorId, Connector>(connectors.map((connector) => [connector.id, connector])),
      vendors,
      publicUrl: options.publicUrl ?? null,
      consoleUrl: options.consoleUrl,
      mailer,
      auditHeadFolder: options.auditHeadFolder ?? null,
      journalFolder: options.journalFolder ?? null,
      spoolFolder: join(options.home, 'spool'),
      localesFolder: join(options.home, 'locales'),
      sandboxClock: options.sandboxClock,
      pollMs: options.pollSeconds * 1_000,
      outboundHosts: options.outboundHosts,
    }
    return {
      app,
      doors: { ...app, pool: doorPool },
      backend,
      close: async () => {
        await Promise.allSettled(afterwards)
        closing = true
        await threads.close()
        await enqueuer.close()
        await endPools()
        http.close()
        hookHttp.close()
        mailer?.close()
      },
    }
  } catch (error) {
    closing = true
    await endPools()
    throw error
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
