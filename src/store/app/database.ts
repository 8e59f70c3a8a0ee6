import { randomInt } from 'node:crypto'
import { setTimeout as pause } from 'node:timers/promises'
import { Client, Pool, types, type PoolClient, type PoolConfig, type QueryResult, type QueryResultRow } from 'pg'
import { DatabaseAway, isDatabaseAway, waitForConnections } from './database-away.ts'
import { admit, type IdentityFence } from './identity-fence.ts'

/** What store functions need: a pool or a client inside a transaction. */
export interface Sql {
  query<Row extends QueryResultRow>(text: string, values?: readonly unknown[]): Promise<QueryResult<Row>>
  /** Takes several statements at once, so those that do not need each other may be sent together. */
  readonly sideBySide?: true
}

/**
 * Does each of `works` on `sql`: at once where it takes several statements at once, else one after the other. Gives
 * their results in order.
 */
export async function doEach<Results extends readonly unknown[]>(
  sql: Sql,
  works: { [Place in keyof Results]: (sql: Sql) => Promise<Results[Place]> },
): Promise<Results> {
  const list = works as readonly ((sql: Sql) => Promise<unknown>)[]
  if (sql.sideBySide === true) return (await Promise.all(list.map((work) => work(sql)))) as unknown as Results
  const results: unknown[] = []
  for (const work of list) results.push(await work(sql))
  return results as unknown as Results
}

/**
 * Ids as the value of a parameter of type uuid[]: as one text, because the driver looks at each element of a list for
 * what must be escaped.
 */
export const uuidList = (ids: readonly string[]): string => `{${ids.join(',')}}`

/**
 * As Postgres writes an instant of our days in UTC: the driver's own reader of dates costs more than the rest of a row.
 */
const inUtc = /^(\d{4})-(\d\d)-(\d\d) (\d\d):(\d\d):(\d\d)(?:\.(\d{1,6}))?\+00$/u
const readInstant = types.getTypeParser(types.builtins.TIMESTAMPTZ)
types.setTypeParser(types.builtins.TIMESTAMPTZ, (text) => {
  // Anything else (a session in another zone, years before Christ, infinity) is for the driver.
  const iso = inUtc.test(text) ? new Date(`${text.slice(0, 10)}T${text.slice(11, -3)}Z`) : null
  return iso ?? readInstant(text)
})
/** Whether a text has the form of our ids: only then may it be compared with one, which reads by index. */
export const isUuid = (text: string): boolean => /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/iu.test(text)

/** Calendar days stay text (YYYY-MM-DD): a Date would shift them by the process's zone. */
types.setTypeParser(types.builtins.DATE, (text) => text)
/** Counts and row numbers are far under 2^53. */
types.setTypeParser(types.builtins.INT8, Number)

/** A server that dies while it greets us may leave the socket open for ever. */
const greetingMs = 10_000

/**
 * A connection that nobody needs is kept this long: a new one costs the server as much as dozens of statements, and
 * what comes every few seconds (sweeps, polls) would open it again and again.
 */
const idleMs = 60_000

/** Only the greeting has a deadline: waiting for one of the pool's connections has none. */
class PatientClient extends Client {
  constructor(config?: PoolConfig) {
    super({ ...config, connectionTimeoutMillis: greetingMs })
  }
}

interface PoolOptions {
  max: number
  searchPath?: string
  askOften?: true
  fence?: IdentityFence
  /**
   * How long a caller waits for a connection; left out = without end, and a server that refuses one is an error at
   * once.
   */
  patienceMs?: number
  /** How long the server works on one statement; left out = without end. */
  statementMs?: number
  onError: (error: Error) => void
}

/**
 * Opens the product's pool. `searchPath` is for the queue's own schema; `fence` for whoever looks up hashes of
 * addresses. `askOften`: a statement with a name is planned once per connection, whatever its values (the server would
 * plan some of them at each call, which costs more than their answer), and statements are sent without waiting for the
 * answers of those before.
 */
export function openPool(config: PoolConfig, options: PoolOptions): Pool {
  const { fence, searchPath, askOften = false, patienceMs, statementMs = 0 } = options
  // Said on the connection, not as it is opened: a pooler between us and the server refuses it there, or drops it.
  const session = [
    ...(searchPath === undefined ? [] : [`set search_path = ${searchPath}`]),
    ...(askOften ? ['set plan_cache_mode = force_generic_plan'] : []),
    ...(statementMs === 0 ? [] : [`set statement_timeout = ${statementMs}`]),
  ].join('; ')
  const pool = new Pool({
    ...config,
    Client: PatientClient,
    max: options.max,
    keepAlive: true,
    idleTimeoutMillis: idleMs,
    pipeline: askOften,
    verify: (client: PoolClient, done: (error?: Error) => void) =>
      void prepareClient(client, session, fence).then(() => done(), done),
  })
  pool.setMaxListeners(0)
  pool.on('error', options.onError)
  // A connection that dies while it is lent has no other listener: without one the whole process would die with it.
  pool.on('connect', (client) => client.on('error', options.onError))
  if (patienceMs !== undefined) waitForConnections(pool, patienceMs)
  return pool
}

async function prepareClient(client: PoolClient, session: string, fence: IdentityFence | undefined): Promise<void> {
  if (session !== '') await client.query(session)
  if (fence !== undefined) await admit(client, fence)
}

const deadlockCodes = new Set(['40P01', '40001'])
const deadlockTries = 5

/** Does `work` inside the caller's transaction in such a way that its failure undoes nothing else. */
export async function inSavepoint<T>(sql: Sql, work: () => Promise<T>): Promise<T> {
  await sql.query('savepoint part')
  try {
    const result = await work()
    await sql.query('release savepoint part')
    return result
  } catch (error) {
    // On a line that broke the first failure tells more than this one.
    await sql.query('rollback to savepoint part').catch(() => undefined)
    throw error
  }
}

/**
 * Whether a failure is about the values themselves, so that the same values fail again whenever they are tried
 * (SQLSTATE class 22, or our own code).
 */
export function isAboutValues(error: unknown): boolean {
  return (
    error instanceof TypeError ||
    error instanceof RangeError ||
    (error as { code?: unknown } | null)?.code?.toString().startsWith('22') === true
  )
}

/** Whether the database refused a value itself (SQLSTATE class 22): a zero byte, a year that no calendar has. */
export function isDataException(error: unknown): boolean {
  const { code, severity } = (error ?? {}) as { code?: unknown; severity?: unknown }
  return typeof severity === 'string' && typeof code === 'string' && code.startsWith('22')
}

/**
 * Whether a statement never left this process: the driver or the system refused to write it. Of one that left nobody
 * knows whether it was done.
 */
const wasNeverSent = (error: unknown): boolean => {
  const { code, message } = error as { code?: unknown; message?: unknown }
  return code === 'EPIPE' || String(message).endsWith('is not queryable')
}

/** A line that breaks in the middle of a transaction is looked for once more: nothing was committed. */
const lostTries = 2

/**
 * Runs `work` in one transaction; its error rolls everything back and is thrown on. After a deadlock with another
 * transaction, or when the line broke before anything was committed, it is run again, so `work` must touch nothing but
 * the database.
 */
export async function inTransaction<T>(pool: Pool, work: (sql: PoolClient) => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    const state = { isCommitting: false }
    try {
      return await tryTransaction(pool, work, state)
    } catch (error) {
      const isDeadlock = attempt < deadlockTries && deadlockCodes.has(String((error as { code?: unknown }).code))
      const isUndone = !state.isCommitting || wasNeverSent(error)
      const isLost = attempt < lostTries && isUndone && isDatabaseAway(error) && !(error instanceof DatabaseAway)
      if (!isDeadlock && !isLost) throw error
      // Whoever met here must not meet again at once.
      await pause(attempt * randomInt(10, 100))
    }
  }
}

/** What looks at everyone in a large base may take longer than the statement of a page. */
const longReadMs = 10 * 60_000
/**
 * So that a set of a million ids is one that is looked up: with the server's own 4 MB it is walked through from its
 * beginning once for each row: the time machine of such a base had not ended after five minutes.
 */
const longReadMemory = '64MB'

/** From here on each statement of this transaction has ten minutes, and room for large sets. */
export async function readLong(sql: Sql): Promise<void> {
  await sql.query(`set local statement_timeout = ${longReadMs}; set local work_mem = '${longReadMemory}'`)
}

/** Runs `work`, which only reads, with ten minutes for each statement and room for large sets. */
export const inLongRead = <T>(pool: Pool, work: (sql: Sql) => Promise<T>): Promise<T> =>
  inTransaction(pool, async (sql) => {
    await readLong(sql)
    return work(sql)
  })

async function tryTransaction<T>(
  pool: Pool,
  work: (sql: PoolClient) => Promise<T>,
  state: { isCommitting: boolean },
): Promise<T> {
  const client = await pool.connect()
  try {
    await client.query('begin')
    const result = await work(client)
    state.isCommitting = true
    await client.query('commit')
    client.release()
    return result
  } catch (error) {
    await client.query('rollback').then(
      // A server that may not write any more is not asked again: the next connection finds the one that may.
      () => client.release(isDatabaseAway(error)),
      (broken: Error) => client.release(broken),
    )
    throw error
  }
}

/**
 * Advisory lock between what changes who is who (exclusive) and what records an objection (shared): an objection must
 * see every record.
 */
export const peopleLock = 0x70_65_6f_70
/** Advisory lock of whoever records the opt-outs of a list of contacts. */
export const listLock = 0x6c_69_73_74
/** First half of the advisory lock of one address. */
export const identityLock = 0x69_64_65_6e
/** Advisory lock of whoever chooses which contact to create next. */
export const creationLock = 0x63_72_65_61
