import { Refused } from '../../domain/app/refused.ts'
import { setTimeout as pause } from 'node:timers/promises'
import { Client, type PoolConfig } from 'pg'
import { wrapUnder } from '../../crypto/identity-hash.ts'
import { insertAudit } from '../../store/app/audit.ts'
import type { Sql } from '../../store/app/database.ts'
import {
  addIdentityKey,
  countFenced,
  endFenced,
  lockTimeout,
  newIdentityKey,
  takeIdentityChange,
  type NewIdentityKey,
} from '../../store/backup/identity-change.ts'
import type { JournalKey } from '../../store/backup/journal-files.ts'
import { openKeyRingIn } from '../../store/app/key-ring.ts'
import { listKeys } from '../../store/app/master-key.ts'
import { lockForRehash, pairHashes, rehashIdentities } from '../../store/backup/rehash.ts'

interface RotatedIdentityKey {
  kid: string
  generation: number
  /** Different hashes that were wrapped. */
  rehashed: number
  /** Connections that did not leave in time and were ended. */
  ended: number
}

/** Why the key was not changed; the message says what to do. Nothing was changed then. */
class RotationRefused extends Refused<'running' | 'master' | 'busy' | 'not-ended'> {
  constructor(code: RotationRefused['code']) {
    super(
      code,
      {
        running: 'The identity key is being changed already: wait for that to end.',
        master: 'LAWBASE_KEY is being changed: confirm or cancel that first (lawbase keys list).',
        busy: 'Something has held the tables for too long (a backup, a long report): try again when it has ended.',
        'not-ended':
          'Programs that use this database cannot be disconnected: run each of them under one role of the database, or stop them first.',
      }[code],
    )
  }
}

interface RotationOptions {
  masterKey: Buffer
  now: Date
  actor: string
  /** How long processes have for leaving by themselves. */
  leaveMs: number
  /** How long each of the tries waits for tables that somebody holds; everybody else waits behind it for as long. */
  tryMs: number
  /** Each step in words of the caller. */
  told?: (step: { waitingFor: number } | { done: number; of: number }) => void
}

/**
 * Brings a new identity key and wraps every stored hash under it, in one transaction: whatever fails leaves all as it
 * was. Processes see the change begin, finish what they do, hold what comes in, and go on with the new key; one that
 * does not leave is cut off before the commit, and can look nothing up with an old hash (docs/decisions/0021). Throws
 * RotationRefused.
 */
export async function rotateIdentityKey(config: PoolConfig, options: RotationOptions): Promise<RotatedIdentityKey> {
  const sql = new Client({ ...config, application_name: 'lawbase keys' })
  sql.on('error', () => undefined)
  await sql.connect()
  try {
    const journalKey = await journalKeyFor(sql, options)
    const made = await newIdentityKey(sql)
    // Most of the work is done while everybody goes on.
    await inOne(sql, options.tryMs, () =>
      pairHashes(sql, wrapUnder(made.key), (done, of) => options.told?.({ done, of })),
    )
    if (!(await takeIdentityChange(sql, options.tryMs))) throw new RotationRefused('running')
    await untilLeft(sql, options)
    return await inOne(sql, options.tryMs, async () => {
      await sql.query(`set local lock_timeout = ${options.tryMs}`)
      await lockForRehash(sql)
      return change(sql, made, journalKey, options)
    })
  } finally {
    // Ends the change for those who wait, whatever happened.
    await sql.end()
  }
}

const tries = 6

/** What would be refused later is refused before anybody is asked to leave. */
async function journalKeyFor(sql: Sql, { masterKey, now, tryMs }: RotationOptions): Promise<JournalKey> {
  const journalKey = await inOne(sql, tryMs, async () => (await openKeyRingIn(sql, masterKey, now)).journalKey(null))
  if (journalKey === null) throw new Error('The key ring has no key for the journal')
  if ((await listKeys(sql)).changing) throw new RotationRefused('master')
  return journalKey
}

async function untilLeft(sql: Sql, { leaveMs, told }: RotationOptions): Promise<void> {
  const deadline = Date.now() + leaveMs
  for (let last = 0; ; await pause(200)) {
    const others = await countFenced(sql)
    if (others === 0 || Date.now() > deadline) return
    if (others !== last) told?.({ waitingFor: others })
    last = others
  }
}

/**
 * In one transaction; who holds what it locks is waited for in short tries, so that nobody queues behind us for long.
 */
async function inOne<T>(sql: Sql, tryMs: number, work: () => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    await sql.query('begin')
    try {
      const result = await work()
      await sql.query('commit')
      return result
    } catch (error) {
      await sql.query('rollback').catch(() => undefined)
      const { code } = error as { code?: unknown }
      if (code !== lockTimeout && code !== deadlock) throw error
      if (attempt === tries) throw new RotationRefused('busy')
    }
    await pause(tryMs / 5)
  }
}

const deadlock = '40P01'
/** SQLSTATE of ending connections of another role. */
const notAllowed = '42501'

async function change(
  sql: Sql,
  made: NewIdentityKey,
  journalKey: JournalKey,
  { masterKey, now, actor }: RotationOptions,
): Promise<RotatedIdentityKey> {
  // Somebody else was quicker.
  if ((await newIdentityKey(sql)).generation !== made.generation) throw new RotationRefused('running')
  await addIdentityKey(sql, masterKey, journalKey, made, now)
  const rehashed = await rehashIdentities(sql, wrapUnder(made.key))
  await insertAudit(
    sql,
    [
      {
        actId: `identity-key:${made.kid}`,
        act: 'identity-key',
        actor,
        details: { kid: made.kid, generation: made.generation, rehashed },
      },
    ],
    now,
  )
  // Whoever is still there holds hashes of before. New connections wait for the ring, and are asked then which key they
  // know.
  const ended = await countFenced(sql)
  for (let attempt = 1; (await countFenced(sql)) > 0; attempt++) {
    if (attempt === 100) throw new RotationRefused('not-ended')
    await endFenced(sql).catch((error: unknown) => {
      throw (error as { code?: unknown }).code === notAllowed ? new RotationRefused('not-ended') : error
    })
    await pause(50)
  }
  return { kid: made.kid, generation: made.generation, rehashed, ended }
}
