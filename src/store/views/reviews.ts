import type { Sql } from '../database.ts'

/** People of the base who have a personal address at this domain. */
export async function contactsAtDomain(sql: Sql, domain: string): Promise<string[]> {
  const { rows } = await sql.query<{ id: string }>(
    `select distinct r.contact_id as id from identities i join record_identities ri on ri.identity_hash = i.hash join remote_records r on r.id = ri.record_id
     where i.kind = 'email' and not i.role and split_part(i.value, '@', 2) = $1 and r.gone_at is null and r.contact_id is not null order by 1`,
    [domain],
  )
  return rows.map((row) => row.id)
}

/** Where the block of the meantime stands: one row per person held for this question. */
export async function holdsOfReview(sql: Sql, reviewId: string): Promise<{ contactId: string; state: 'setting' | 'held' | 'lifting' | 'lifted' }[]> {
  return (await sql.query<{ contactId: string; state: 'setting' | 'held' | 'lifting' | 'lifted' }>(`select contact_id as "contactId", state from holds where review_id = $1 order by created_at, id`, [reviewId])).rows
}
