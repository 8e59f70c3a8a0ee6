import { randomBytes } from 'node:crypto'
import { setTimeout as pause } from 'node:timers/promises'
import { Client, type Pool, type PoolConfig } from 'pg'
import { wrappingKey } from '../../crypto/envelope.ts'
import { openJournalCopy, sealJournalCopy } from '../../crypto/journal.ts'
import type { Sql } from '../app/database.ts'
import { fencedName, serviceName, IdentityKeyChanged, newestIdentityKey } from '../app/identity-fence.ts'
import type { JournalKey } from './journal-files.ts'
import { newKid, ringColumns, unwrapOne, wrapOne, type RingRow } from '../app/key-ring.ts'

/** Advisory lock: held while the identity key is being changed. */
const changeLock = 0x69_64_6b_79

/** Whether the identity key is being changed, or was changed since `kid` was the newest. */
export async function isIdentityKeyChanging(pool: Pool, kid: string): Promise<boolean> {
  try {
    const { rows } = await pool.query<{ free: boolean; kid: string }>(
      `select pg_try_advisory_xact_lock_shared($1) as free, (${newestIdentityKey}) as kid`,
      [changeLock],
    )
    return rows[0]?.free === false || rows[0]?.kid !== kid
  } catch (error) {
    if (error instanceof IdentityKeyChanged) return true
    throw error
  }
}

/**
 * Settles when nobody is changing the identity key (any more), also when whoever did so died, and when `signal` comes.
 */
export async function identityKeyChanged(config: PoolConfig, signal: AbortSignal): Promise<void> {
  const client = new Client(config)
  client.on('error', () => undefined)
  await client.connect()
  const leave = () => client.connection.stream.destroy()
  signal.addEventListener('abort', leave)
  try {
    await client.query('select pg_advisory_lock_shared($1)', [changeLock])
    await client.end()
  } catch (error) {
    if (!signal.aborted) throw error
  } finally {
    signal.removeEventListener('abort', leave)
  }
}

/** Whether another service works on this database, for all of `patienceMs`. */
export async function isServed(config: PoolConfig, patienceMs: number): Promise<boolean> {
  const client = new Client(config)
  client.on('error', () => undefined)
  await client.connect()
  try {
    for (const deadline = Date.now() + patienceMs; ; await pause(100)) {
      const { rowCount } = await client.query(
        `select from pg_stat_activity where datname = current_database() and application_name = '${serviceName}'`,
      )
      if (rowCount === 0) return false
      if (Date.now() > deadline) return true
    }
  } finally {
    await client.end()
  }
}

/**
 * Takes the right to change the identity key for this connection, until it ends. Waits `patienceMs` at most; false =
 * somebody else is at it.
 */
export async function takeIdentityChange(sql: Sql, patienceMs: number): Promise<boolean> {
  await sql.query(`set lock_timeout = ${patienceMs}`)
  try {
    await sql.query('select pg_advisory_lock($1)', [changeLock])
    return true
  } catch (error) {
    if ((error as { code?: unknown }).code === lockTimeout) return false
    throw error
  } finally {
    await sql.query('set lock_timeout = default')
  }
}

/** SQLSTATE of a lock that was not had within `lock_timeout`. */
export const lockTimeout = '55P03'

const fencedHere = `datname = current_database() and application_name in ('${fencedName}', '${serviceName}') and pid <> pg_backend_pid()`

/** How many other connections may look up hashes. */
export async function countFenced(sql: Sql): Promise<number> {
  // Within a transaction the server would give the same answer again.
  await sql.query('select pg_stat_clear_snapshot()')
  return (
    (await sql.query<{ n: number }>(`select count(*)::int as n from pg_stat_activity where ${fencedHere}`)).rows[0]
      ?.n ?? 0
  )
}

/** Ends them. They come back through `admit`. Throws when they belong to another role of the server. */
export async function endFenced(sql: Sql): Promise<void> {
  await sql.query(`select pg_terminate_backend(pid) from pg_stat_activity where ${fencedHere}`)
}

/** A new identity key, the newest of its chain from the commit on. */
export interface NewIdentityKey {
  kid: string
  generation: number
  key: Buffer
}

/** A key for the next place of the chain; nothing is stored. */
export async function newIdentityKey(sql: Sql): Promise<NewIdentityKey> {
  const { rows } = await sql.query<{ last: number }>(`select max(generation) as last from key_ring`)
  return { kid: newKid('identity'), generation: (rows[0]?.last ?? 0) + 1, key: randomBytes(32) }
}

/**
 * Adds a key to the chain as its newest. In the caller's transaction. Throws when LAWBASE_KEY is being changed or does
 * not fit, and when a key before it is missing.
 */
export async function addIdentityKey(
  sql: Sql,
  masterKey: Buffer,
  journalKey: JournalKey,
  made: NewIdentityKey,
  now: Date,
): Promise<void> {
  const { rows } = await sql.query<RingRow>(`select ${ringColumns} from key_ring`)
  const wrap = wrappingKey(masterKey)
  // Wrapped under one of two only, it would lock out whoever has the other.
  if (!rows.every((row) => row.wrappedNext === null && unwrapOne(row, row.wrapped, wrap) !== null))
    throw new Error('LAWBASE_KEY was changed meanwhile: nothing was done.')
  if (made.generation !== Math.max(...rows.map((row) => row.generation ?? 0)) + 1)
    throw new Error(
      'The journal names an identity key whose forerunner is missing: put the whole journal back into LAWBASE_JOURNAL_DIR.',
    )
  await sql.query(`update key_ring set state = 'open-only' where purpose = 'identity' and state = 'active'`)
  await sql.query(
    `insert into key_ring (kid, purpose, state, wrapped, created_at, generation, journal_copy) values ($1, 'identity', 'active', $2, $3, $4, $5)`,
    [
      made.kid,
      wrapOne({ purpose: 'identity', kid: made.kid }, made.key, wrap),
      now,
      made.generation,
      sealJournalCopy(journalKey, made),
    ],
  )
}

/** The key that a line of the journal brings; null = its journal key is not in the ring. Throws when it was changed. */
export function identityKeyOf(
  line: { kid: string; generation: number; copy: string },
  journalKey: (kid: string) => Buffer | null,
): NewIdentityKey | null {
  const key = openJournalCopy(line, journalKey)
  return key === null ? null : { kid: line.kid, generation: line.generation, key }
}
