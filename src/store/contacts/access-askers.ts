import type { Sql } from '../app/database.ts'

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
       select record_id, identity_hash as hash from record_identities where record_id = any($1) and identity_hash = any($3)
       union select record_id, number_hash from record_numbers where record_id = any($1) and number_hash = any($3)),
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
