import type { Sql } from '../app/database.ts'

/** A passkey of an account. */
export interface Passkey {
  /** Of the credential, as browsers write it. */
  id: string
  userId: string
  name: string
  /** The host it was made for. */
  rpId: string
  publicKey: Uint8Array<ArrayBuffer>
  /** How often it signed, as it says; 0 = it does not count. */
  counter: number
  transports: readonly string[]
  madeAt: Date
  lastUsedAt: Date | null
}

/** The passkeys of an account, the oldest first. */
export async function listPasskeys(sql: Sql, userId: string): Promise<Passkey[]> {
  const { rows } = await sql.query<Omit<Passkey, 'publicKey' | 'counter'> & { publicKey: Buffer; counter: string }>(
    `select id, user_id as "userId", name, rp_id as "rpId", public_key as "publicKey", counter::text, transports, made_at as "madeAt", last_used_at as "lastUsedAt"
     from passkeys where user_id = $1 order by made_at, id`,
    [userId],
  )
  return rows.map((row) => ({ ...row, publicKey: new Uint8Array(row.publicKey), counter: Number(row.counter) }))
}

/** False: it is there already. */
export async function insertPasskey(
  sql: Sql,
  key: Omit<Passkey, 'madeAt' | 'lastUsedAt'>,
  now: Date,
): Promise<boolean> {
  const { rowCount } = await sql.query(
    `insert into passkeys (id, user_id, name, rp_id, public_key, counter, transports, made_at) values ($1, $2, $3, $4, $5, $6, $7, $8)
     on conflict (id) do nothing`,
    [key.id, key.userId, key.name, key.rpId, Buffer.from(key.publicKey), key.counter, key.transports, now],
  )
  return rowCount === 1
}

/**
 * True for the one who brings a higher count first: a copy of a passkey shows by an old one. Those that do not count
 * say 0 each time.
 */
export async function takePasskeyCounter(sql: Sql, id: string, counter: number, now: Date): Promise<boolean> {
  const { rowCount } = await sql.query(
    'update passkeys set counter = $2, last_used_at = $3 where id = $1 and (counter < $2 or (counter = 0 and $2::bigint = 0))',
    [id, counter, now],
  )
  return rowCount === 1
}

/** False: this account has none of that id. */
export async function deletePasskey(sql: Sql, userId: string, id: string): Promise<boolean> {
  return (await sql.query('delete from passkeys where user_id = $1 and id = $2', [userId, id])).rowCount === 1
}

type Purpose = 'add' | 'prove'

/** Keeps what a login is asked to sign; what it was asked before for the same is void. */
export async function saveChallenge(
  sql: Sql,
  { sessionHash, purpose, challenge }: { sessionHash: Buffer; purpose: Purpose; challenge: string },
  expiresAt: Date,
  now: Date,
): Promise<void> {
  await sql.query('delete from passkey_challenges where expires_at < $1', [now])
  await sql.query(
    `insert into passkey_challenges (session_hash, purpose, challenge, expires_at) values ($1, $2, $3, $4)
     on conflict (session_hash, purpose) do update set challenge = excluded.challenge, expires_at = excluded.expires_at`,
    [sessionHash, purpose, challenge, expiresAt],
  )
}

/** What this login was asked to sign, for the one who asks first; null = nothing, or too long ago. */
export async function takeChallenge(
  sql: Sql,
  sessionHash: Buffer,
  purpose: Purpose,
  now: Date,
): Promise<string | null> {
  const { rows } = await sql.query<{ challenge: string; expiresAt: Date }>(
    'delete from passkey_challenges where session_hash = $1 and purpose = $2 returning challenge, expires_at as "expiresAt"',
    [sessionHash, purpose],
  )
  return rows[0] === undefined || rows[0].expiresAt <= now ? null : rows[0].challenge
}
