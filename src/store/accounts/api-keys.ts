import type { Sql } from '../app/database.ts'

export interface ApiKeyRow {
  id: string
  secretHash: Buffer
  name: string
  scopes: string[]
  createdBy: string
  /** Who answers for it: it stops with their access. */
  ownerId: string
  createdAt: Date
  expiresAt: Date
  lastUsedOn: string | null
  revokedAt: Date | null
}

const keyColumns = `id, secret_hash as "secretHash", name, scopes, created_by as "createdBy", owner_id as "ownerId", created_at as "createdAt", expires_at as "expiresAt", last_used_on as "lastUsedOn", revoked_at as "revokedAt"`

/** Without an owner it is its maker's. With a round it is the mystery shopper's: of no list, nobody's to hand over. */
export async function insertApiKey(
  sql: Sql,
  key: Pick<ApiKeyRow, 'id' | 'secretHash' | 'name' | 'scopes' | 'createdBy' | 'expiresAt'> & {
    ownerId?: string
    roundId?: string
  },
  now: Date,
): Promise<void> {
  await sql.query(
    'insert into api_keys (id, secret_hash, name, scopes, created_by, created_at, expires_at, owner_id, round_id) values ($1, $2, $3, $4, $5, $6, $7, $8, $9)',
    [
      key.id,
      key.secretHash,
      key.name,
      key.scopes,
      key.createdBy,
      now,
      key.expiresAt,
      key.ownerId ?? key.createdBy,
      key.roundId ?? null,
    ],
  )
}

export async function listApiKeys(sql: Sql): Promise<ApiKeyRow[]> {
  return (await sql.query<ApiKeyRow>(`select ${keyColumns} from api_keys where round_id is null order by created_at`))
    .rows
}

/** Hands a key that was not taken away to another owner: false when there is none. */
export async function setKeyOwner(sql: Sql, id: string, ownerId: string, now: Date): Promise<boolean> {
  return (
    (
      await sql.query(
        'update api_keys set owner_id = $2 where id = $1 and revoked_at is null and round_id is null and expires_at > $3',
        [id, ownerId, now],
      )
    ).rowCount === 1
  )
}

/** Keys that would work if their owner had access, with that owner's address and since when they have none. */
export async function stoppedKeys(
  sql: Sql,
  now: Date,
): Promise<{ id: string; name: string; owner: string; since: Date }[]> {
  const { rows } = await sql.query<{ id: string; name: string; owner: string; since: Date }>(
    'select k.id, k.name, u.email as owner, u.disabled_at as since from api_keys k join users u on u.id = k.owner_id where u.disabled_at is not null and k.revoked_at is null and k.round_id is null and k.expires_at > $1 order by u.disabled_at, k.id',
    [now],
  )
  return rows
}

/** Keys that may be used now: not revoked, not expired, their owner still there. */
export async function findLiveApiKeys(sql: Sql, ids: readonly string[], now: Date): Promise<ApiKeyRow[]> {
  const { rows } = await sql.query<ApiKeyRow>(
    `select k.id, k.secret_hash as "secretHash", k.name, k.scopes, k.created_by as "createdBy", k.owner_id as "ownerId", k.created_at as "createdAt", k.expires_at as "expiresAt", k.last_used_on as "lastUsedOn", k.revoked_at as "revokedAt"
     from api_keys k join users u on u.id = k.owner_id where k.id = any($1) and k.revoked_at is null and k.expires_at > $2 and u.disabled_at is null`,
    [ids, now],
  )
  return rows
}

export async function noteApiKeyUse(sql: Sql, id: string, on: string): Promise<void> {
  await sql.query('update api_keys set last_used_on = $2 where id = $1 and last_used_on is distinct from $2', [id, on])
}

export async function revokeApiKey(sql: Sql, id: string, now: Date): Promise<void> {
  await sql.query('update api_keys set revoked_at = $2 where id = $1 and revoked_at is null', [id, now])
}

/** Deletes the keys that a round of the mystery shopper made; gives their ids. */
export async function deleteRoundKeys(sql: Sql, roundId: string): Promise<string[]> {
  const { rows } = await sql.query<{ id: string }>('delete from api_keys where round_id = $1 returning id', [roundId])
  return rows.map(({ id }) => id)
}
