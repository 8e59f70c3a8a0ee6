import type { RecordRef } from '../../connector/records.ts'
import type { Sql } from '../app/database.ts'

export interface ReviewHold {
  id: string
  contactId: string
  reviewId: string
  /** Calendar day on which the block ends by itself at the vendors. */
  until: string
  state: 'setting' | 'held' | 'lifting' | 'lifted'
  attempts: number
}

const columns = 'id, contact_id as "contactId", review_id as "reviewId", until, state, attempts'

export async function insertReviewHold(
  sql: Sql,
  row: { id: string; contactId: string; reviewId: string; until: string },
  now: Date,
): Promise<void> {
  await sql.query(
    `insert into review_holds (id, contact_id, review_id, until, state, created_at, next_attempt_at) values ($1, $2, $3, $4, 'setting', $5, $5)`,
    [row.id, row.contactId, row.reviewId, row.until, now],
  )
}

/** The people whom these holds are of. */
export async function contactsHeldBy(sql: Sql, ids: readonly string[]): Promise<string[]> {
  if (ids.length === 0) return []
  const { rows } = await sql.query<{ id: string }>(
    'select distinct contact_id as id from review_holds where id = any($1)',
    [ids],
  )
  return rows.map(({ id }) => id)
}

export async function findReviewHold(sql: Sql, id: string): Promise<ReviewHold | null> {
  return (await sql.query<ReviewHold>(`select ${columns} from review_holds where id = $1`, [id])).rows[0] ?? null
}

/** From now on the holds of this question are to be taken off. Gives their ids. */
export async function startLifting(sql: Sql, reviewId: string, now: Date): Promise<string[]> {
  const { rows } = await sql.query<{ id: string }>(
    `update review_holds set state = 'lifting', next_attempt_at = $2, attempts = 0 where review_id = $1 and state in ('setting', 'held') returning id`,
    [reviewId, now],
  )
  return rows.map((row) => row.id)
}

/**
 * True while the objection that answered the question is not yet at every system it goes to: the hold bridges that gap
 * (docs/reference/promises.md#i3).
 */
export async function answerStillOnItsWay(sql: Sql, reviewId: string): Promise<boolean> {
  const { rows } = await sql.query<{ open: boolean }>(
    `select exists (select 1 from reviews r join propagations p on p.objection_id = r.objection_id join connections c on c.id = p.connection_id
       where r.id = $1 and c.state <> 'disconnected' and p.state in ('queued', 'sending', 'written', 'waiting', 'refused')) as open`,
    [reviewId],
  )
  return rows[0]?.open === true
}

/** The state is only moved when nobody else moved it meanwhile. */
export async function settleReviewHold(sql: Sql, id: string, from: 'setting' | 'lifting', now: Date): Promise<boolean> {
  const { rowCount } = await sql.query(
    `update review_holds set state = $3, done_at = $4 where id = $1 and state = $2`,
    [id, from, from === 'setting' ? 'held' : 'lifted', now],
  )
  return rowCount === 1
}

export async function postponeReviewHold(sql: Sql, id: string, nextAttemptAt: Date): Promise<void> {
  await sql.query('update review_holds set attempts = attempts + 1, next_attempt_at = $2 where id = $1', [
    id,
    nextAttemptAt,
  ])
}

export async function dueReviewHolds(sql: Sql, now: Date): Promise<string[]> {
  return (
    await sql.query<{ id: string }>(
      `select id from review_holds where state in ('setting', 'lifting') and next_attempt_at <= $1`,
      [now],
    )
  ).rows.map((row) => row.id)
}

/** Live records of the contact, with the Connection each stands in. */
export async function recordsOfContact(
  sql: Sql,
  contactId: string,
): Promise<{ connectionId: string; ref: RecordRef }[]> {
  const { rows } = await sql.query<{ connectionId: string; object: string; remoteId: string }>(
    `select connection_id as "connectionId", object, remote_id as "remoteId" from remote_records where contact_id = $1 and gone_at is null order by id`,
    [contactId],
  )
  return rows.map((row) => ({ connectionId: row.connectionId, ref: { object: row.object, id: row.remoteId } }))
}

/** True while something else holds this person too: another question, or a removal plan in its restore window. */
export async function heldOtherwise(sql: Sql, hold: ReviewHold): Promise<boolean> {
  const { rows } = await sql.query<{ other: boolean }>(
    `select exists (select 1 from review_holds where contact_id = $1 and id <> $2 and state in ('setting', 'held'))
       or exists (select 1 from holds where contact_id = $1 and ended_at is null)
       or exists (select 1 from removal_items i join removal_plans p on p.id = i.plan_id where i.contact_id = $1 and i.state in ('held', 'binned') and p.state in ('approved', 'held', 'binning')) as other`,
    [hold.contactId, hold.id],
  )
  return rows[0]?.other === true
}
