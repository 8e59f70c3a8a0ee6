import type { Sql } from '../app/database.ts'

/** A contact without a record, with the name that its records had. */
interface WaitedFor {
  contactId: string
  firstName: string | null
  lastName: string | null
}

/**
 * Contacts whose records are all gone and about whom something is open here, by their own addresses (hex): a question,
 * a request, a break, an answer on whether they are one with another, or what keeps them on purpose on the day `today`.
 * Whoever appears under such an address is that person still (docs/reference/promises.md#i5): a system that deletes a
 * record and makes it anew ends none of it.
 */
export async function contactsWaitedFor(
  sql: Sql,
  hashes: readonly Buffer[],
  today: string,
): Promise<Map<string, WaitedFor[]>> {
  const { rows } = await sql.query<WaitedFor & { hash: string }>(
    `with open as materialized (
       select contact_id as id from reviews where answered_at is null and contact_id is not null union select contact_id from access_requests where answered_at is null
       union select contact_id from erasure_requests where answered_at is null and taken_back_at is null and contact_id is not null
       union select contact_id from holds where ended_at is null and (until is null or until > $2)
       union select unnest(array[contact_a, contact_b]) from same_person_answers
       union select m.contact_id from legal_hold_contacts m join legal_holds h on h.id = m.hold_id where h.ended_at is null and (h.until is null or h.until > $2))
     select distinct on (1, 2) encode(ri.identity_hash, 'hex') as hash, c.id as "contactId", r.first_name as "firstName", r.last_name as "lastName"
     from record_identities ri join identities i on i.hash = ri.identity_hash and not i.role join remote_records r on r.id = ri.record_id
     join contacts c on c.id = r.contact_id and c.purged_at is null and c.merged_into is null join open on open.id = c.id
     where ri.identity_hash = any($1) and not exists (select 1 from remote_records live where live.contact_id = c.id and live.gone_at is null) order by 1, 2, r.id desc`,
    [hashes, today],
  )
  return Map.groupBy(rows, ({ hash }) => hash)
}
