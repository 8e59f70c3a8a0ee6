import type { Sql } from '../app/database.ts'

/** Why a secondary address is named where its record is open. */
export const onSecondary = 'on a secondary address of the record'

/** Connections to which an objection to all e-mail was carried, be it that nobody knows how the call ended. */
export async function mailWrittenTo(sql: Sql, objectionId: string): Promise<string[]> {
  const { rows } = await sql.query<{ id: string }>(
    `select p.connection_id as id from propagations p join objections o on o.id = p.objection_id where o.id = $1 and 'email' = any(o.channels) and o.kinds = '{}' and p.first_sent_at is not null`,
    [objectionId],
  )
  return rows.map(({ id }) => id)
}

/**
 * Notes the addresses that these systems may block because Lawbase wrote them for the entry. Of a primary address the
 * record speaks (`lifted_blocks`); what another objection covers stands for that one.
 */
export async function noteKeptAddresses(
  sql: Sql,
  objectionId: string,
  { connectionIds, hashes }: { connectionIds: readonly string[]; hashes: readonly Buffer[] },
  now: Date,
): Promise<void> {
  await sql.query(
    `insert into kept_address_blocks (objection_id, connection_id, identity_hash, state, noted_at)
     select $1, c.id, h.hash, 'pending', $4 from unnest($2::uuid[]) as c (id), unnest($3::bytea[]) as h (hash) join identities i on i.hash = h.hash and i.kind = 'email'
     where exists (select 1 from connections k where k.id = c.id)
       and not exists (select 1 from record_identities ri join remote_records r on r.id = ri.record_id and r.gone_at is null where ri.identity_hash = h.hash and ri.position = 0 and r.connection_id = c.id)
       and not exists (select 1 from suppressions s where s.identity_hash = h.hash and s.channel = 'email' and s.kind = '') on conflict do nothing`,
    [objectionId, connectionIds, hashes, now],
  )
}

/** Those of the addresses whose block in this system is explained by an entry that was corrected, as hex. */
export async function keptAddresses(
  sql: Sql,
  connectionId: string,
  hashes: readonly Buffer[],
): Promise<ReadonlySet<string>> {
  if (hashes.length === 0) return new Set()
  const { rows } = await sql.query<{ hash: string }>(
    `select encode(identity_hash, 'hex') as hash from kept_address_blocks where connection_id = $1 and identity_hash = any($2) and state = 'pending'`,
    [connectionId, hashes],
  )
  return new Set(rows.map(({ hash }) => hash))
}

/** Addresses that the system was just read to send to again: a block there is a new one from now on. */
export async function noteOpenedAddresses(
  sql: Sql,
  connectionId: string,
  hashes: readonly Buffer[],
  now: Date,
): Promise<void> {
  if (hashes.length === 0) return
  await sql.query(
    `update kept_address_blocks set state = 'open', noted_at = $3 where connection_id = $1 and identity_hash = any($2) and state = 'pending'`,
    [connectionId, hashes, now],
  )
}
