import type { Sql } from '../app/database.ts'

/**
 * SQL of a query (record_id, hash) of what is a person's own beyond doubt: an address that is nobody's role, a number
 * that was read with its country and that one contact alone has.
 */
const ownOnly = `select ri.record_id, ri.identity_hash as hash from record_identities ri join identities i on i.hash = ri.identity_hash and not i.role
       union all select n.record_id, n.number_hash from record_numbers n where not n.guessed
         and (select count(distinct r2.contact_id) from record_numbers n2 join remote_records r2 on r2.id = n2.record_id and r2.gone_at is null where n2.number_hash = n.number_hash) = 1`

/** The contact of whom a live record holds one of these addresses or numbers as its own; null = none does. */
export async function askerHolder(sql: Sql, hashes: readonly Buffer[]): Promise<string | null> {
  const { rows } = await sql.query<{ id: string }>(
    `select r.contact_id as id from (${ownOnly}) o join remote_records r on r.id = o.record_id and r.gone_at is null and r.contact_id is not null
     where o.hash = any($1) order by r.id limit 1`,
    [hashes],
  )
  return rows[0]?.id ?? null
}

/**
 * Whoever asked what is held of them while they were in no system, and of whom one of these records holds the address
 * or the number now: their request is about that contact from here on, unless a request of the contact waits already.
 * Gives the requests. Without any such request in the register it reads one empty table.
 */
export async function findAskers(
  sql: Sql,
  recordIds: readonly number[],
  now: Date,
): Promise<{ id: string; number: string; contactId: string }[]> {
  const { rows: waiting } = await sql.query<{ id: string; hash: Buffer }>(
    'select s.request_id as id, s.identity_hash as hash from access_identities s join access_requests q on q.id = s.request_id where q.contact_id is null and q.answered_at is null',
  )
  if (waiting.length === 0 || recordIds.length === 0) return []
  const { rows } = await sql.query<{ id: string; number: string; contactId: string }>(
    `with holders as (
       select o.record_id, o.hash from (${ownOnly}) o where o.record_id = any($1) and o.hash = any($3)),
     asked as (
       select distinct on (r.contact_id) w.id, r.contact_id from unnest($2::uuid[], $3::bytea[]) as w (id, hash) join holders h on h.hash = w.hash
         join remote_records r on r.id = h.record_id and r.gone_at is null and r.contact_id is not null join access_requests q on q.id = w.id
       where not exists (select 1 from access_requests other where other.contact_id = r.contact_id and other.answered_at is null) order by r.contact_id, q.due_on, q.id),
     once as (select distinct on (id) id, contact_id from asked order by id, contact_id)
     update access_requests a set contact_id = o.contact_id, found_at = $4 from once o where a.id = o.id and a.contact_id is null and a.answered_at is null
     returning a.id, a.number, a.contact_id as "contactId"`,
    [recordIds, waiting.map((row) => row.id), waiting.map((row) => row.hash), now],
  )
  return rows
}
