import type { Sql } from '../app/database.ts'

/** What somebody said about a question; `text` sealed. */
export interface ReviewComment {
  id: string
  saidBy: string
  saidAt: Date
  text: string
}

export async function insertComment(sql: Sql, reviewId: string, row: ReviewComment): Promise<void> {
  await sql.query('insert into review_comments (id, review_id, said_by, said_at, text) values ($1, $2, $3, $4, $5)', [
    row.id,
    reviewId,
    row.saidBy,
    row.saidAt,
    row.text,
  ])
}

/** Oldest first. */
export async function commentsOf(sql: Sql, reviewId: string): Promise<ReviewComment[]> {
  const { rows } = await sql.query<ReviewComment>(
    'select id, said_by as "saidBy", said_at as "saidAt", text from review_comments where review_id = $1 order by said_at, id',
    [reviewId],
  )
  return rows
}

/** Gives open questions to a user, or to everybody (null); gives the ids of those that changed hands. */
export async function assignReviews(sql: Sql, ids: readonly string[], userId: string | null): Promise<string[]> {
  const { rows } = await sql.query<{ id: string }>(
    'update reviews set assigned_to = $2 where id = any($1) and answered_at is null and assigned_to is distinct from $2 returning id',
    [ids, userId],
  )
  return rows.map(({ id }) => id)
}

/** Notes by which day an open question is to be answered; false when it is that day already, or answered. */
export async function noteReviewDay(sql: Sql, id: string, day: string): Promise<boolean> {
  const { rowCount } = await sql.query(
    'update reviews set due_on = $2::date where id = $1 and answered_at is null and due_on is distinct from $2::date',
    [id, day],
  )
  return rowCount === 1
}

/** The open question before and the one after this in the order of the list, the most urgent first. */
export async function neighboursOf(sql: Sql, id: string): Promise<{ before: string | null; after: string | null }> {
  const { rows } = await sql.query<{ before: string | null; after: string | null }>(
    `with at as (select coalesce(due_on, 'infinity'::date) as due, id from reviews where id = $1)
     select (select r.id from reviews r, at where r.answered_at is null and (coalesce(r.due_on, 'infinity'::date), r.id) < (at.due, at.id) order by coalesce(r.due_on, 'infinity'::date) desc, r.id desc limit 1) as before,
       (select r.id from reviews r, at where r.answered_at is null and (coalesce(r.due_on, 'infinity'::date), r.id) > (at.due, at.id) order by coalesce(r.due_on, 'infinity'::date), r.id limit 1) as after`,
    [id],
  )
  return rows[0] ?? { before: null, after: null }
}
