import { setTimeout as pause } from 'node:timers/promises'
import {
  createPostgresBackend,
  Queue,
  runMigrations,
  Worker,
  withBackend,
  type ConnectionOptions,
  type PgPool,
  type Processor,
} from 'bullmq'
import { Redis } from 'ioredis'
import type { Pool } from 'pg'

type QueueBackendName = 'postgres' | 'redis'

/** Where jobs wait: our own Postgres, or a Redis. Queues and workers look the same on both (docs/decisions/0002). */
export interface QueueBackend {
  readonly name: QueueBackendName
  /**
   * Must run before the first worker is made: one made while the store cannot serve spins for ever
   * (docs/reference/libraries.md#queue-worker).
   */
  prepare(): Promise<void>
  makeQueue(name: string): Queue
  makeWorker(name: string, handle: Processor, concurrency: number): Worker
  close(): Promise<void>
}

/** Schema of the queue's tables. */
export const queueSchema = 'bullmq'

/** After kill -9 a job that was running is taken up again within about 15 s; running it twice is harmless. */
const workerOptions = (concurrency: number) => ({
  concurrency,
  autorun: false,
  lockDuration: 10_000,
  stalledInterval: 5_000,
  maxStalledCount: 1_000,
})

/** Jobs in Postgres. `pool` has `search_path=bullmq` and one connection to spare per worker; it stays the caller's. */
export function postgresBackend(pool: Pool): QueueBackend {
  const classes = withBackend(createPostgresBackend)
  // The driver's pool fits; only its declared overloads are narrower.
  const connection = pool as unknown as PgPool
  return {
    name: 'postgres',
    prepare: () => migrateQueue(pool),
    makeQueue: (name) => new classes.Queue(name, { connection }) as unknown as Queue,
    makeWorker: (name, handle, concurrency) =>
      new classes.Worker(name, handle, { connection, ...workerOptions(concurrency) }) as unknown as Worker,
    close: async () => {},
  }
}

/** Creates or updates the queue's tables, on one client because of its advisory lock. */
export async function migrateQueue(pool: Pool): Promise<void> {
  const client = await pool.connect()
  try {
    await client.query('select 1')
    await runMigrations(client)
  } finally {
    client.release()
  }
}

/** A Redis that starts beside us, or again, is waited for this long. */
export const redisDeadlineMs = 60_000

/**
 * Waits until the client can be used: it connects again by itself. Throws at once when the server refuses our login,
 * else after `waitMs`.
 */
async function untilReady(client: Redis, waitMs: number): Promise<void> {
  let refused: Error | null = null
  client.on('error', (error: Error) => {
    if (/WRONGPASS|NOAUTH|NOPERM/u.test(error.message)) refused = new Error('Redis refuses our login: check REDIS_URL.')
  })
  client.connect().catch(() => undefined)
  const deadline = Date.now() + waitMs
  while (client.status !== 'ready') {
    if (refused !== null) throw refused
    if (Date.now() > deadline) throw new Error('Redis does not answer: check REDIS_URL.')
    await pause(50)
  }
}

/** Jobs in Redis. The server needs `maxmemory-policy noeviction`; a queue lost with it is refilled by the sweep. */
export function redisBackend(url: string, onError: (error: Error) => void, waitMs = redisDeadlineMs): QueueBackend {
  const redis = new Redis(url, { maxRetriesPerRequest: null, lazyConnect: true })
  // Adding must fail at once while Redis is away, instead of waiting for it: the sweep adds the job later.
  const producer = new Redis(url, { maxRetriesPerRequest: 1, lazyConnect: true, enableOfflineQueue: false })
  for (const client of [redis, producer]) client.on('error', onError)
  const connection = redis as unknown as ConnectionOptions
  return {
    name: 'redis',
    prepare: async () => {
      await Promise.all([untilReady(redis, waitMs), untilReady(producer, waitMs)])
    },
    makeQueue: (name) => new Queue(name, { connection: producer as unknown as ConnectionOptions, prefix: 'lawbase' }),
    makeWorker: (name, handle, concurrency) =>
      new Worker(name, handle, { connection, prefix: 'lawbase', ...workerOptions(concurrency) }),
    close: async () => {
      for (const client of [redis, producer]) client.disconnect()
    },
  }
}
