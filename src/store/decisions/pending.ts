import type { Sql } from '../app/database.ts'

/** What people wrote that waits for somebody's answer, sending blocked meanwhile (docs/reference/law.md#f4, #f21). */
type Pending = 'objection' | 'erasure'

/**
 * SQL of contacts of whom something waits, and what. It waits of all of a person whom a system gave a new address
 * (docs/decisions/0024).
 */
export const pendingRows = `with recursive waits as (select contact_id, 'objection' as what from review_holds where state in ('setting', 'held')
   union all select contact_id, 'erasure' from reviews where kind = 'erasure-request' and answered_at is null and contact_id is not null
   union all select contact_id, 'erasure' from erasure_requests where answered_at is null and taken_back_at is null and contact_id is not null),
   theirs as (select contact_id, what from waits
     union select part.id, t.what from theirs t join lateral (select other_id as id from parted_contacts where contact_id = t.contact_id union all select contact_id from parted_contacts where other_id = t.contact_id) part on true)
   select contact_id, what from theirs`

/** What waits, by contact: of whom nothing does is missing. A wish to be erased is more than an objection. */
export async function pendingOf(sql: Sql, contactIds: readonly string[]): Promise<Map<string, Pending>> {
  const { rows } = await sql.query<{ id: string; what: Pending }>(
    `select contact_id as id, min(what) as what from (${pendingRows}) p where contact_id = any($1) group by contact_id`,
    [contactIds],
  )
  return new Map(rows.map(({ id, what }) => [id, what]))
}
