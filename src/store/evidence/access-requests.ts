import type { AccessEntry } from '../../domain/evidence/access-request.ts'
import type { Sql } from '../app/database.ts'

/** A request for access in the register. */
export interface AccessRequest extends Omit<AccessEntry, 'identity'> {
  id: string
  number: string
  contactId: string
  reviewId: string | null
  identityHow: string
  identityWords: string
  recordedBy: string
  recordedAt: Date
  answeredBy: string | null
  answeredAt: Date | null
}

const query = `select a.id, a.number, a.contact_id as "contactId", a.review_id as "reviewId", a.door, a.received_on::text as "receivedOn", a.due_on::text as "dueOn", a.identity_how as "identityHow", a.identity_words as "identityWords",
  a.recorded_by as "recordedBy", a.recorded_at as "recordedAt", a.answered_by as "answeredBy", a.answered_at as "answeredAt" from access_requests a`

/** Stores a request; null when one of this contact waits for its answer already. */
export async function insertAccess(
  sql: Sql,
  row: { id: string; contactId: string; reviewId: string | null; entry: AccessEntry; by: string },
  now: Date,
): Promise<string | null> {
  const { door, receivedOn, dueOn, identity } = row.entry
  const { rows } = await sql.query<{ number: string }>(
    `insert into access_requests (id, number, contact_id, review_id, door, received_on, due_on, identity_how, identity_words, recorded_by, recorded_at)
     values ($1, 'AR-' || to_char($2::timestamptz at time zone 'UTC', 'YYYY') || '-' || to_char(nextval('access_numbers'), 'FM9999999900'), $3, $4, $5, $6, $7, $8, $9, $10, $2)
     on conflict (contact_id) where answered_at is null do nothing returning number`,
    [row.id, now, row.contactId, row.reviewId, door, receivedOn, dueOn, identity.how, identity.words, row.by],
  )
  return rows[0]?.number ?? null
}

/** By id or by number. */
export async function findAccess(sql: Sql, key: string): Promise<AccessRequest | null> {
  return (await sql.query<AccessRequest>(`${query} where a.id::text = $1 or a.number = $1`, [key])).rows[0] ?? null
}

/** Those to answer first, by their day, then the others, the newest first. */
export async function listAccess(sql: Sql, limit: number): Promise<AccessRequest[]> {
  return (
    await sql.query<AccessRequest>(
      `${query} order by a.answered_at is not null, case when a.answered_at is null then a.due_on end, a.recorded_at desc limit $1`,
      [limit],
    )
  ).rows
}

export async function unansweredAccess(sql: Sql): Promise<{ count: number; dueOn: string | null }> {
  return (
    (
      await sql.query<{ count: number; dueOn: string | null }>(
        'select count(*)::int as count, min(due_on)::text as "dueOn" from access_requests where answered_at is null',
      )
    ).rows[0] ?? { count: 0, dueOn: null }
  )
}

/** False when somebody noted it before. */
export async function noteAccessAnswered(sql: Sql, id: string, by: string, now: Date): Promise<boolean> {
  const { rowCount } = await sql.query(
    'update access_requests set answered_by = $2, answered_at = $3 where id = $1 and answered_at is null',
    [id, by, now],
  )
  return rowCount === 1
}
