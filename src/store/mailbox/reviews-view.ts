import type { ReviewKind } from './reviews.ts'
import type { Sql } from '../app/database.ts'

/** Where the block of the meantime stands: one row per person held for this question. */
export async function holdsOfReview(
  sql: Sql,
  reviewId: string,
): Promise<{ contactId: string; state: 'setting' | 'held' | 'lifting' | 'lifted' }[]> {
  return (
    await sql.query<{ contactId: string; state: 'setting' | 'held' | 'lifting' | 'lifted' }>(
      `select contact_id as "contactId", state from review_holds where review_id = $1 order by created_at, id`,
      [reviewId],
    )
  ).rows
}

/** Open questions of these kinds, how many people are blocked meanwhile, and the first day an answer is due. */
export async function openReviewFigures(
  sql: Sql,
  kinds: readonly ReviewKind[],
): Promise<{ open: number; blocked: number; dueOn: string | null }> {
  const { rows } = await sql.query<{ open: number; blocked: number; dueOn: string | null }>(
    `select count(*)::int as open, (select count(distinct contact_id)::int from review_holds where state in ('setting', 'held')) as blocked, min(due_on) as "dueOn" from reviews where answered_at is null and kind = any($1::text[])`,
    [kinds],
  )
  return rows[0] ?? { open: 0, blocked: 0, dueOn: null }
}

/**
 * Unclear messages that a person decided since a moment on which the reader leaned one way, and how often they said
 * otherwise.
 */
export async function readingsDecided(sql: Sql, since: Date): Promise<{ decided: number; overruled: number }> {
  const { rows } = await sql.query<{ decided: number; overruled: number }>(
    `select count(*)::int as decided, (count(*) filter (where (facts ->> 'lean' = 'refusal') = (answer = 'none')))::int as overruled
     from reviews where kind = 'mail-unsure' and answered_at >= $1::timestamptz and facts ? 'lean'`,
    [since],
  )
  return rows[0] ?? { decided: 0, overruled: 0 }
}

/** First address of each contact, for masking. */
export async function firstAddresses(sql: Sql, contactIds: readonly string[]): Promise<Map<string, string>> {
  const { rows } = await sql.query<{ id: string; value: string }>(
    `select distinct on (r.contact_id) r.contact_id as id, i.value from remote_records r join record_identities ri on ri.record_id = r.id join identities i on i.hash = ri.identity_hash
     where r.contact_id = any($1) and r.gone_at is null and i.kind = 'email' and i.value is not null order by r.contact_id, i.role, ri.position, r.id`,
    [contactIds],
  )
  return new Map(rows.map((row) => [row.id, row.value]))
}

/** Questions whose block of the meantime was read back for everybody it is about. */
export async function heldReviews(sql: Sql, reviewIds: readonly string[]): Promise<ReadonlySet<string>> {
  const { rows } = await sql.query<{ id: string }>(
    `select review_id as id from review_holds where review_id = any($1) group by review_id having bool_and(state = 'held')`,
    [reviewIds],
  )
  return new Set(rows.map((row) => row.id))
}
