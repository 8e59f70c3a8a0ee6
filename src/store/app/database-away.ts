import { setTimeout as pause } from 'node:timers/promises'
import type { Pool, PoolClient } from 'pg'

/** The database could not be reached, or had no connection for us, for as long as a caller may wait. */
export class DatabaseAway extends Error {
  constructor(cause: unknown) {
    super('The database cannot be reached just now.', { cause })
    this.name = 'DatabaseAway'
  }
}

/**
 * Not there yet, out of reach, full, still recovering after a crash, gone in the middle, or only a standby that may not
 * write yet (25006): it may come by itself.
 */
const comingCodes = new Set(
  'ECONNREFUSED ENOENT ECONNRESET EPIPE ETIMEDOUT EHOSTUNREACH ENETUNREACH ENOTFOUND EAI_AGAIN 53300 57P01 57P02 57P03 25006'.split(
    ' ',
  ),
)
/** There, and not able to: out of room (53), waiting for a lock or a statement too long, broken inside (58, XX). */
const unableCode = /^(?:53...|55P03|57014|58...|XX...|40P01|40001)$/u

/** Whether a failure says that the database is away for the moment, so that the same may work a little later. */
export function isDatabaseAway(error: unknown): boolean {
  if (error instanceof DatabaseAway) return true
  const { code, message, syscall } = (error ?? {}) as { code?: unknown; message?: unknown; syscall?: unknown }
  return (
    // A file that is not there, such as an authority's, does not come by itself.
    (comingCodes.has(String(code)) && syscall !== 'open') ||
    /^(?:Connection terminated|timeout expired|Client has encountered a connection error)/u.test(String(message))
  )
}

const againMs = 250

/**
 * Whether the database did not do its part: it is away, or there and could not. Nothing is wrong with what was asked.
 */
export function isDatabaseUnable(error: unknown): boolean {
  return isDatabaseAway(error) || unableCode.test(String((error as { code?: unknown } | null)?.code))
}

/**
 * Does `work`, which may be done twice, with a database that starts or recovers beside us: again while it is away, for
 * at most `deadlineMs`; then throws what it last said. Answers like a wrong password are thrown at once.
 */
export async function withDatabase<T>(deadlineMs: number, work: () => Promise<T>): Promise<T> {
  const deadline = Date.now() + deadlineMs
  for (;;) {
    try {
      return await work()
    } catch (error) {
      // Who waited to the end for a connection does not wait as long again.
      if (!isDatabaseAway(error) || Date.now() + againMs > deadline) throw error
    }
    await pause(againMs)
  }
}

type Connected = (
  error: Error | undefined,
  client: PoolClient | undefined,
  done: (release?: Error | boolean) => void,
) => void

/**
 * Lets whoever asks this pool for a connection wait for one, also while the server is full, starts or fails over: at
 * most `patienceMs`, then DatabaseAway. Without an end to it, jobs that each hold a connection and want another would
 * wait for each other for ever.
 */
export function waitForConnections(pool: Pool, patienceMs: number): void {
  const connect = pool.connect.bind(pool) as () => Promise<PoolClient>
  const connectPatiently = async () => {
    const deadline = Date.now() + patienceMs
    for (;;) {
      try {
        return await connectUntil(connect, deadline)
      } catch (error) {
        if (!isDatabaseAway(error)) throw error
        if (error instanceof DatabaseAway || Date.now() > deadline)
          throw error instanceof DatabaseAway ? error : new DatabaseAway(error)
      }
      await pause(100)
    }
  }
  pool.connect = ((done?: Connected) => {
    const connected = connectPatiently()
    if (done === undefined) return connected
    connected.then(
      (client) => done(undefined, client, client.release.bind(client)),
      (error: Error) => done(error, undefined, () => undefined),
    )
    return undefined
  }) as Pool['connect']
}

/** A connection that comes too late goes back to the pool. */
async function connectUntil(connect: () => Promise<PoolClient>, deadline: number): Promise<PoolClient> {
  const connecting = connect()
  const late = Promise.withResolvers<'late'>()
  const timer = setTimeout(() => late.resolve('late'), Math.max(0, deadline - Date.now())).unref()
  const first = await Promise.race([connecting, late.promise]).finally(() => clearTimeout(timer))
  if (first !== 'late') return first
  connecting.then(
    (client) => client.release(),
    () => undefined,
  )
  throw new DatabaseAway(new Error('No connection of the pool became free'))
}
