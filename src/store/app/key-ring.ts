import { randomBytes } from 'node:crypto'
import { chmodSync, existsSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import type { Pool } from 'pg'
import {
  decrypt,
  encrypt,
  newMasterKey,
  open,
  parseMasterKey,
  seal,
  wrappingKey,
  type Place,
} from '../../crypto/envelope.ts'
import { identityHashes, type IdentityHashes } from '../../crypto/identity-hash.ts'
import { makeFolder } from './make-folder.ts'
import { inTransaction, type Sql } from './database.ts'

type Purpose = 'credentials' | 'identity' | 'link' | 'journal'
const purposes: readonly Purpose[] = ['credentials', 'identity', 'link', 'journal']

/** The opened data keys and what is done with them. Identity keys stay those it was opened with (`IdentityFence`). */
export interface KeyRing extends IdentityHashes {
  seal(text: string, place: Place): string
  open(sealed: string, place: Place): string
  /** Key of form tokens. */
  linkKey: Buffer
  /** Key that binds lines of the journal: the one in use, or the named one; null = it is not in the ring. */
  journalKey(kid: string | null): { kid: string; key: Buffer } | null
  /** Takes in data keys that came since, and seals with the one that is active now. */
  refresh(sql: Sql): Promise<void>
}

/** LAWBASE_KEY from the environment, else from `file`, which is created with mode 600 when there is none. */
export function readMasterKey(given: string | undefined, file: string): Buffer {
  if (given !== undefined) return parseMasterKey(given)
  if (!existsSync(file)) {
    makeFolder(dirname(file), 'LAWBASE_HOME')
    try {
      writeFileSync(file, `${newMasterKey()}\n`, { mode: 0o600, flag: 'wx' })
    } catch (error) {
      // Two starts at once: the other one made it.
      if (!existsSync(file)) throw error
    }
    chmodSync(file, 0o600)
  }
  return parseMasterKey(readFileSync(file, 'utf8'))
}

/** The same, never made: a backup opens with the key of its installation only. */
export function existingMasterKey(given: string | undefined, file: string): Buffer {
  if (given === undefined && !existsSync(file))
    throw new Error(
      `LAWBASE_KEY is not set and there is no key in ${file}. Set the key of the installation that the backup comes from.`,
    )
  return readMasterKey(given, file)
}

/** Opens the ring, making missing keys. Throws when LAWBASE_KEY is not the one that wrapped them. */
export async function openKeyRing(pool: Pool, masterKey: Buffer, now: Date): Promise<KeyRing> {
  return inTransaction(pool, (sql) => openKeyRingIn(sql, masterKey, now))
}

/** The same in the caller's transaction. */
export async function openKeyRingIn(sql: Sql, masterKey: Buffer, now: Date): Promise<KeyRing> {
  const wrap = wrappingKey(masterKey)
  await sql.query('lock table key_ring in exclusive mode')
  const known = await sql.query<RingRow>(`select ${ringColumns} from key_ring`)
  const missing = purposes.filter(
    (purpose) => !known.rows.some((row) => row.purpose === purpose && row.state === 'active'),
  )
  // Open what is there before adding to it: a wrong key must not leave a mixed ring.
  for (const row of known.rows) unwrap(row, wrap)
  // A key made now could be wrapped under one of the two only: whoever has the other one would be locked out.
  if (missing.length > 0 && known.rows.some((row) => row.wrappedNext !== null))
    throw new Error(
      'LAWBASE_KEY is being changed: run "lawbase keys confirm-master" with the new key, or "lawbase keys cancel-master" with the old one, with the version that ran before.',
    )
  for (const purpose of missing) {
    const kid = newKid(purpose)
    const wrapped = wrapOne({ purpose, kid }, randomBytes(32), wrap)
    await sql.query(
      `insert into key_ring (kid, purpose, state, wrapped, created_at, generation) values ($1, $2, 'active', $3, $4, $5)`,
      [kid, purpose, wrapped, now, purpose === 'identity' ? 1 : null],
    )
  }
  const { rows } = await sql.query<RingRow>(`select ${ringColumns} from key_ring`)
  const keys = new Map(rows.map((row) => [row.kid, { ...row, key: unwrap(row, wrap) }]))
  const active = (purpose: Purpose) => {
    const found = [...keys.values()].find((row) => row.purpose === purpose && row.state === 'active')
    if (found === undefined) throw new Error(`The key ring has no active key for ${purpose}`)
    return found
  }
  let sealing = active('credentials')
  return {
    ...identityHashes(
      [...keys.values()]
        .filter((row) => row.purpose === 'identity')
        .toSorted((a, b) => (a.generation ?? 0) - (b.generation ?? 0)),
    ),
    seal: (text, place) => seal(text, place, sealing),
    open: (sealed, place) =>
      open(sealed, place, (kid) => {
        const found = keys.get(kid)
        if (found === undefined) throw new Error('A sealed value names a data key that is not in the ring')
        return found.key
      }),
    linkKey: active('link').key,
    journalKey: (kid) => {
      const found = kid === null ? active('journal') : keys.get(kid)
      return found?.purpose === 'journal' ? { kid: found.kid, key: found.key } : null
    },
    refresh: async (now) => {
      for (const row of (await now.query<RingRow>(`select ${ringColumns} from key_ring`)).rows)
        keys.set(row.kid, { ...row, key: keys.get(row.kid)?.key ?? unwrap(row, wrap) })
      sealing = active('credentials')
    },
  }
}

/** A data key as it stands in the database. */
export interface RingRow {
  kid: string
  purpose: Purpose
  state: string
  wrapped: string
  /** Under the LAWBASE_KEY that waits to be confirmed; null = none does. */
  wrappedNext: string | null
  /** Place of an identity key in the chain, from 1; null for other purposes. */
  generation: number | null
}

export function newKid(purpose: Purpose): string {
  return `${purpose.slice(0, 1)}${randomBytes(5).toString('hex')}`
}

export const ringColumns = 'kid, purpose, state, wrapped, wrapped_next as "wrappedNext", generation'

/** While LAWBASE_KEY is being changed both keys open. */
function unwrap(row: RingRow, wrap: Buffer): Buffer {
  const key =
    unwrapOne(row, row.wrapped, wrap) ?? (row.wrappedNext === null ? null : unwrapOne(row, row.wrappedNext, wrap))
  if (key !== null) return key
  throw new Error(
    'LAWBASE_KEY does not fit this database: its credentials were stored under another key. Set the key that was used before (without LAWBASE_KEY it is the file "key" in the data folder), or the new one after lawbase keys confirm-master.',
  )
}

/** The data key in one of its wrappings; null when this wrapping is of another LAWBASE_KEY. */
export function unwrapOne(row: Pick<RingRow, 'kid' | 'purpose'>, wrapped: string, wrap: Buffer): Buffer | null {
  try {
    return decrypt(Buffer.from(wrapped, 'base64url'), wrap, ringAad(row.purpose, row.kid))
  } catch {
    return null
  }
}

export function wrapOne(row: Pick<RingRow, 'kid' | 'purpose'>, key: Buffer, wrap: Buffer): string {
  return encrypt(key, wrap, randomBytes(12), ringAad(row.purpose, row.kid)).toString('base64url')
}

function ringAad(purpose: Purpose, kid: string): Buffer {
  return Buffer.from(`lawbase/ring/v1\0${purpose}\0${kid}`, 'utf8')
}
