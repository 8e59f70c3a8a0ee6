import type { Logger } from 'pino'
import type { Pool, PoolConfig } from 'pg'
import { postgresBackend, queueSchema, redisBackend, redisDeadlineMs, type QueueBackend } from '../../queue/backend.ts'
import { allowedConnections, defaultConnections, shareConnections } from '../../store/app/connection-shares.ts'
import { openPool } from '../../store/app/database.ts'
import { withDatabase } from '../../store/app/database-away.ts'
import { refuseTransactionPooling } from '../../store/app/pooler.ts'
import type { IdentityFence } from '../../store/app/identity-fence.ts'
import { databaseDeadlineMs } from './open-database.ts'
import { watchProcess, type ProcessWatch } from './process-watch.ts'

/** How a process is connected to the database and the queue. */
export interface PoolOptions {
  redisUrl: string | undefined
  /** Connections of this process to the database; left out = as many as fit the server. */
  connections?: number | undefined
  /** How long a statement of a job may take: runs read whole bases, a command is watched by whoever gave it. */
  kind?: 'service' | 'runs' | 'command'
}

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

/** Who typed a command looks at the screen meanwhile: it says sooner than a service that there is no database. */
const commandStartMs = 10_000
const startMs = ({ kind }: Pick<PoolOptions, 'kind'>): number =>
  kind === 'command' ? commandStartMs : databaseDeadlineMs

const commandQueueMs = 3_000

/** Whoever typed a command hears of a lost connection once, from what goes on without the queue. */
function redisFor({ redisUrl = '', kind }: PoolOptions, log: Logger): QueueBackend {
  const onError = (error: Error) =>
    log.warn({ reason: (error as { code?: string }).code ?? 'lost' }, 'redis connection lost')
  return kind === 'command'
    ? redisBackend(redisUrl, () => undefined, commandQueueMs)
    : redisBackend(redisUrl, onError, redisDeadlineMs)
}

/** What a command records is in the database: the service queues it as soon as the queue is back. */
async function goOnWithout(backend: QueueBackend, log: Logger): Promise<void> {
  await backend.prepare().catch((error: Error) => log.warn({ reason: error.message }, 'going on without the queue'))
}

/** Connections of one process: those of jobs, of pages and of decisions at send time never wait for each other. */
interface OpenedPools {
  work: Pool
  doors: Pool
  asks: Pool
  /** The queue, on Redis or in the database through a pool of its own. */
  backend: QueueBackend
  /** How the process and these connections fare. */
  watch: ProcessWatch
  prepareQueue(): Promise<void>
  /** From now on a connection that is lost is no news. */
  expectLoss(): void
  close(): Promise<void>
}

export async function openPools(
  config: PoolConfig,
  options: PoolOptions,
  fence: IdentityFence,
  log: Logger,
): Promise<OpenedPools> {
  let closing = false
  const onError = (error: Error) =>
    closing || log.warn({ reason: (error as { code?: string }).code ?? 'lost' }, 'database connection lost')
  // The embedded server is reached by its own socket.
  if (config.connectionString !== undefined)
    await withDatabase(startMs(options), () => refuseTransactionPooling(config))
  const total =
    options.connections ?? defaultConnections(await withDatabase(startMs(options), () => allowedConnections(config)))
  const shares = shareConnections(total, options.redisUrl === undefined)
  const work = openPool(config, {
    max: shares.work,
    onError,
    fence,
    patienceMs: workPatienceMs,
    statementMs: statementMs[options.kind ?? 'service'],
  })
  const visitors = { onError, fence, patienceMs: doorPatienceMs }
  const doors = openPool(config, { ...visitors, max: shares.doors, statementMs: statementMs.doors })
  const asks = openPool(config, { ...visitors, max: shares.asks, askOften: true, statementMs: statementMs.asks })
  const queue =
    options.redisUrl === undefined
      ? openPool(config, { max: shares.queue, searchPath: queueSchema, onError, statementMs: statementMs.queue })
      : null
  const backend = queue === null ? redisFor(options, log) : postgresBackend(queue)
  const watch = watchProcess({ work, doors, asks, ...(queue === null ? {} : { queue }) })
  return {
    work,
    doors,
    asks,
    watch,
    backend,
    prepareQueue: () => {
      if (queue !== null) return withDatabase(databaseDeadlineMs, () => backend.prepare())
      return options.kind === 'command' ? goOnWithout(backend, log) : backend.prepare()
    },
    expectLoss: () => {
      closing = true
    },
    close: async () => {
      watch.close()
      await backend.close()
      await queue?.end()
      await asks.end()
      await doors.end()
      await work.end()
    },
  }
}
