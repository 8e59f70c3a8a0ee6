import type { Sql } from './database.ts'

export interface SigningKey {
  id: string
  publicKey: Buffer
  /** Sealed. */
  sealedPrivate: string
}

/** The key that signs now; null before the first receipt. */
export async function activeSigningKey(sql: Sql): Promise<SigningKey | null> {
  const { rows } = await sql.query<SigningKey>(
    `select id, public_key as "publicKey", sealed_private as "sealedPrivate" from signing_keys where retired_at is null`,
  )
  return rows[0] ?? null
}

/** Public keys that ever signed here. */
export async function knownPublicKeys(sql: Sql): Promise<Buffer[]> {
  const { rows } = await sql.query<{ publicKey: Buffer }>('select public_key as "publicKey" from signing_keys')
  return rows.map(({ publicKey }) => publicKey)
}

/** Stores the first key; when another process was faster, nothing is stored. */
export async function insertSigningKey(sql: Sql, key: SigningKey, now: Date): Promise<void> {
  await sql.query(
    'insert into signing_keys (id, public_key, sealed_private, created_at) values ($1, $2, $3, $4) on conflict do nothing',
    [key.id, key.publicKey, key.sealedPrivate, now],
  )
}

/** Clear addresses of an objection that the base still holds. */
export async function addressesOfObjection(sql: Sql, objectionId: string): Promise<string[]> {
  const { rows } = await sql.query<{ value: string }>(
    `select i.value from objection_identities oi join identities i on i.hash = oi.identity_hash where oi.objection_id = $1 and i.kind = 'email' and i.value is not null order by i.value`,
    [objectionId],
  )
  return rows.map((row) => row.value)
}
