import { randomBytes } from 'node:crypto'
import { wrappingKey, type Place } from '../../crypto/envelope.ts'
import type { Sql } from '../app/database.ts'
import { newKid, ringColumns, unwrapOne, wrapOne, type RingRow } from '../app/key-ring.ts'

/**
 * Where sealed values stand. `row` and `column`: what they are bound to (the place), in SQL; `match`: the row by these
 * two, as $1 and $2.
 */
interface SealedColumn {
  table: string
  value: string
  row: string
  column: string
  match: string
}

const byId = (table: string, value: string): SealedColumn => ({
  table,
  value,
  row: 'id::text',
  column: `'${value}'`,
  match: `id = $1::uuid and $2 = '${value}'`,
})

/**
 * Every column that `KeyRing.seal` fills. One that is missing here keeps its old key alive, and `keys rotate-data`
 * names it.
 */
const sealedColumns: readonly SealedColumn[] = [
  byId('connections', 'credentials'),
  byId('app_registrations', 'client_secret'),
  byId('app_registrations', 'typed_secret'),
  byId('company_login', 'client_secret'),
  byId('access_requests', 'sealed'),
  byId('mailbox_messages', 'sealed'),
  byId('review_comments', 'text'),
  byId('colleague_mails', 'address'),
  byId('signing_keys', 'sealed_private'),
  byId('decision_hooks', 'secret'),
  byId('evidence_files', 'content'),
  byId('objection_files', 'content'),
  byId('objection_files', 'report'),
  ...(['sealed', 'pending'] as const).map((value) => ({
    table: 'totp_factors',
    value,
    row: 'user_id::text',
    column: `'${value}'`,
    match: `user_id = $1::uuid and $2 = '${value}'`,
  })),
  {
    table: 'oauth_requests',
    value: 'sealed_verifier',
    row: `encode(state_hash, 'hex')`,
    column: `'sealed_verifier'`,
    match: `state_hash = decode($1, 'hex') and $2 = 'sealed_verifier'`,
  },
  {
    table: 'screening_pieces',
    value: 'body',
    row: 'screening_id::text',
    column: `part || ':' || position`,
    match: `screening_id = $1::uuid and part = split_part($2, ':', 1) and position = split_part($2, ':', 2)::int`,
  },
  {
    table: 'broker_sample_rows',
    value: 'address',
    row: 'sample_id::text',
    column: `'address:' || place`,
    match: `sample_id = $1::uuid and place = split_part($2, ':', 2)::int`,
  },
]

/** Words of objections lie inside their evidence, all bound to one place; the row is told by its id. */
const wordsPlace: Place = { table: 'objections', row: 'evidence', column: 'words' }

/**
 * Numbers of values that name a key, by `table.column`: every column of text or JSON is looked at, so that none is
 * forgotten.
 */
export async function usesOfKey(sql: Sql, kid: string): Promise<Record<string, number>> {
  const { rows } = await sql.query<{ table: string; column: string; json: boolean }>(
    `select table_name as table, column_name as column, data_type = 'jsonb' as json from information_schema.columns c join information_schema.tables t using (table_schema, table_name)
     where table_schema = current_schema() and t.table_type = 'BASE TABLE' and data_type in ('text', 'jsonb') and table_name <> 'key_ring' order by 1, 2`,
  )
  const found: Record<string, number> = {}
  for (const { table, column, json } of rows) {
    const { rows: counts } = await sql.query<{ n: number }>(
      `select count(*)::int as n from "${table}" where "${column}"${json ? '::text' : ''} like $1`,
      [`${json ? '%"' : ''}lb1.${kid}.%`],
    )
    if ((counts[0]?.n ?? 0) > 0) found[`${table}.${column}`] = counts[0]?.n ?? 0
  }
  return found
}

/**
 * Seals up to `limit` values of one column anew that still name `kid`; a value that was changed meanwhile is left as it
 * is. Gives how many there were.
 */
async function resealSome(
  sql: Sql,
  where: SealedColumn,
  kid: string,
  again: (sealed: string, place: Place) => string,
  limit: number,
): Promise<number> {
  const { rows } = await sql.query<{ row: string; column: string; sealed: string }>(
    `select ${where.row} as row, ${where.column} as column, ${where.value} as sealed from ${where.table} where ${where.value} like $1 limit $2`,
    [`lb1.${kid}.%`, limit],
  )
  for (const { row, column, sealed } of rows)
    await sql.query(`update ${where.table} set ${where.value} = $3 where ${where.match} and ${where.value} = $4`, [
      row,
      column,
      again(sealed, { table: where.table, row, column }),
      sealed,
    ])
  return rows.length
}

async function resealWords(
  sql: Sql,
  kid: string,
  again: (sealed: string, place: Place) => string,
  limit: number,
): Promise<number> {
  const { rows } = await sql.query<{ id: string; sealed: string }>(
    `select id, evidence ->> 'words' as sealed from objections where evidence ->> 'words' like $1 limit $2`,
    [`lb1.${kid}.%`, limit],
  )
  for (const { id, sealed } of rows)
    await sql.query(
      `update objections set evidence = jsonb_set(evidence, '{words}', to_jsonb($2::text)) where id = $1 and evidence ->> 'words' = $3`,
      [id, again(sealed, wordsPlace), sealed],
    )
  return rows.length
}

/** One batch in one transaction of the caller; 0 = nothing names the key any more, in the columns that are known. */
export async function resealBatch(
  sql: Sql,
  kid: string,
  again: (sealed: string, place: Place) => string,
  limit: number,
): Promise<number> {
  for (const where of sealedColumns) {
    const count = await resealSome(sql, where, kid, again, limit)
    if (count > 0) return count
  }
  return resealWords(sql, kid, again, limit)
}

/**
 * First step: a new key that everybody can open with and nobody seals with yet; one that waits from an earlier try is
 * taken. Gives its id.
 */
export async function addComingKey(sql: Sql, masterKey: Buffer, now: Date): Promise<string> {
  await sql.query('lock table key_ring in exclusive mode')
  const { rows } = await sql.query<RingRow & { coming: boolean }>(
    `select ${ringColumns}, state = 'open-only' and created_at > (select created_at from key_ring where purpose = 'credentials' and state = 'active') as coming from key_ring where purpose = 'credentials'`,
  )
  const wrap = wrappingKey(masterKey)
  if (rows.some((row) => row.wrappedNext !== null))
    throw new Error('LAWBASE_KEY is being changed: confirm or cancel that first (lawbase keys list).')
  if (!rows.every((row) => unwrapOne(row, row.wrapped, wrap) !== null))
    throw new Error('LAWBASE_KEY does not fit this database.')
  const coming = rows.find((row) => row.coming)
  if (coming !== undefined) return coming.kid
  const row = { purpose: 'credentials' as const, kid: newKid('credentials') }
  await sql.query(
    `insert into key_ring (kid, purpose, state, wrapped, created_at) values ($1, $2, 'open-only', $3, greatest($4, (select max(created_at) + interval '1 millisecond' from key_ring)))`,
    [row.kid, row.purpose, wrapOne(row, randomBytes(32), wrap), now],
  )
  return row.kid
}

/** Second step: it is sealed with; the one before only opens. */
export async function activateKey(sql: Sql, kid: string): Promise<void> {
  await sql.query('lock table key_ring in exclusive mode')
  await sql.query(
    `update key_ring set state = 'open-only' where purpose = 'credentials' and state = 'active' and kid <> $1`,
    [kid],
  )
  await sql.query(`update key_ring set state = 'active' where kid = $1`, [kid])
}

/** Keys of sealed values that only open. */
export async function oldKeys(sql: Sql): Promise<string[]> {
  return (
    await sql.query<{ kid: string }>(
      `select kid from key_ring where purpose = 'credentials' and state = 'open-only' order by created_at`,
    )
  ).rows.map((row) => row.kid)
}

/** A retired key stays in the ring, so that a backup or a straggler still opens; it is no longer looked for. */
export async function retireKey(sql: Sql, kid: string): Promise<void> {
  await sql.query(`update key_ring set state = 'retired' where kid = $1 and state = 'open-only'`, [kid])
}
