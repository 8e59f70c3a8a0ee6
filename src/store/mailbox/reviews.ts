import type { Sql } from '../app/database.ts'
import { dayFilters } from '../sql/paged-list.ts'

/** Questions that only a person answers (console: Reviews). */
export const reviewKinds = [
  'mail-unsure',
  'mail-unknown-sender',
  'erasure-request',
  'access-request',
  'employer-no',
  'new-contact',
  'crm-edit',
  'crm-note',
] as const
export type ReviewKind = (typeof reviewKinds)[number]

export interface NewReview {
  id: string
  kind: ReviewKind
  contactId: string | null
  objectionId: string | null
  connectionId: string | null
  messageId: string | null
  /** No personal data in here. */
  facts: Readonly<Record<string, unknown>>
  /** Calendar day. */
  dueOn: string | null
  meanwhileBlocked: boolean
}

export interface Review extends NewReview {
  openedAt: Date
  /** When what it is about was received: terms run from it, however late it was read. */
  receivedAt: Date
  answeredAt: Date | null
  answeredBy: string | null
  answer: string | null
  /** Whose question it is; null = everybody's. */
  assignedTo: string | null
}

const columns = `id, kind, contact_id as "contactId", objection_id as "objectionId", connection_id as "connectionId", message_id as "messageId",
  facts, due_on as "dueOn", meanwhile_blocked as "meanwhileBlocked", opened_at as "openedAt", least(opened_at, coalesce((select m.received_at from mailbox_messages m where m.id = reviews.message_id), (select o.received_at from objections o where o.id = reviews.objection_id))) as "receivedAt", answered_at as "answeredAt", answered_by as "answeredBy", answer, assigned_to as "assignedTo"`

export async function insertReview(sql: Sql, row: NewReview, now: Date): Promise<void> {
  await sql.query(
    `insert into reviews (id, kind, contact_id, objection_id, connection_id, message_id, facts, due_on, meanwhile_blocked, opened_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`,
    [
      row.id,
      row.kind,
      row.contactId,
      row.objectionId,
      row.connectionId,
      row.messageId,
      JSON.stringify(row.facts),
      row.dueOn,
      row.meanwhileBlocked,
      now,
    ],
  )
}

/** Whether something follows from a message already: a question, or an objection. */
export async function isFollowed(sql: Sql, messageId: string): Promise<boolean> {
  const { rowCount } = await sql.query(
    'select 1 from reviews where message_id = $1 union all select 1 from mailbox_messages where id = $1 and objection_id is not null limit 1',
    [messageId],
  )
  return rowCount !== 0
}

/** Whether a question of this kind was opened about a message. */
export async function isAskedOf(sql: Sql, messageId: string, kind: ReviewKind): Promise<boolean> {
  const { rowCount } = await sql.query('select 1 from reviews where message_id = $1 and kind = $2 limit 1', [
    messageId,
    kind,
  ])
  return rowCount !== 0
}

/** Whether a question of this kind about a contact was opened since a moment, answered or not. */
export async function wasAsked(sql: Sql, kind: ReviewKind, contactId: string, since: Date): Promise<boolean> {
  const { rowCount } = await sql.query(
    'select 1 from reviews where contact_id = $1 and kind = $2 and opened_at >= $3 limit 1',
    [contactId, kind, since],
  )
  return rowCount !== 0
}

/**
 * SQL: whether something a contact wrote waits for somebody: unclear words, a wish to be erased, or what is held of
 * them, which is answered before anything goes.
 */
export const hasOpenReview = (contact: string): string =>
  `(exists (select 1 from reviews w where w.contact_id = ${contact} and w.answered_at is null and w.kind in ('mail-unsure', 'erasure-request', 'access-request', 'employer-no', 'crm-note'))
     or exists (select 1 from access_requests q where q.contact_id = ${contact} and q.answered_at is null))`

/** Questions by state, kind, who answered and days; the most urgent first. */
const reviewList = {
  columns,
  from: 'reviews',
  where: 'true',
  id: 'reviews.id',
  idType: 'uuid' as const,
  sorts: {
    due: `coalesce(reviews.due_on, 'infinity'::date)`,
    opened: 'reviews.opened_at',
    kind: 'reviews.kind',
  },
  filters: {
    state: (value: string) => `(${value} = 'open') = (reviews.answered_at is null)`,
    kind: (value: string) => `reviews.kind = ${value}`,
    user: (value: string) => `reviews.answered_by = (select u.email from users u where u.id::text = ${value})`,
    assigned: (value: string) =>
      `(${value} = 'none' and reviews.assigned_to is null) or reviews.assigned_to::text = ${value}`,
    person: (value: string) => `reviews.contact_id::text = ${value}`,
    ...dayFilters('reviews.opened_at'),
  },
}

/** Open questions of these kinds. */
export async function countOpenReviews(sql: Sql, kinds: readonly ReviewKind[]): Promise<number> {
  const { rows } = await sql.query<{ n: number }>(
    'select count(*)::int as n from reviews where answered_at is null and kind = any($1::text[])',
    [kinds],
  )
  return rows[0]?.n ?? 0
}

/** The list for who answers these kinds alone. */
export const reviewListOf = (kinds: readonly ReviewKind[]) => ({
  ...reviewList,
  where: `reviews.kind in (${reviewKinds
    .filter((kind) => kinds.includes(kind))
    .map((kind) => `'${kind}'`)
    .join(', ')})`,
})

export async function findReview(sql: Sql, id: string): Promise<Review | null> {
  return (await sql.query<Review>(`select ${columns} from reviews where id = $1`, [id])).rows[0] ?? null
}

/** Answers an open review; false when somebody answered it before. */
export async function answerReviewRow(sql: Sql, id: string, answer: string, by: string, now: Date): Promise<boolean> {
  const { rowCount } = await sql.query(
    'update reviews set answer = $2, answered_by = $3, answered_at = $4 where id = $1 and answered_at is null',
    [id, answer, by, now],
  )
  return rowCount === 1
}

/** Opens a question again whose answer was taken back: what somebody asked for is not lost by it. */
export async function reopenReview(sql: Sql, id: string): Promise<void> {
  await sql.query('update reviews set answer = null, answered_by = null, answered_at = null where id = $1', [id])
}

export async function noteReviewObjection(sql: Sql, id: string, objectionId: string): Promise<void> {
  await sql.query('update reviews set objection_id = $2 where id = $1', [id, objectionId])
}

/**
 * Opens the question why a colleague put a blocked person back, once per person and system for as long as it is open.
 * The caller holds the lock of the people.
 */
export async function askWhyPutBack(
  sql: Sql,
  rows: readonly { objectionId: string; connectionId: string; facts: { by: string; at: string } }[],
  now: Date,
): Promise<void> {
  await sql.query(
    `insert into reviews (id, kind, contact_id, objection_id, connection_id, facts, meanwhile_blocked, opened_at)
     select distinct on (o.contact_id, w.connection_id) gen_random_uuid(), 'crm-edit', o.contact_id, o.id, w.connection_id, w.facts, true, $4::timestamptz
     from unnest($1::uuid[], $2::uuid[], $3::jsonb[]) as w (objection_id, connection_id, facts) join objections o on o.id = w.objection_id
     where not exists (select from reviews r where r.kind = 'crm-edit' and r.contact_id = o.contact_id and r.connection_id = w.connection_id and r.answered_at is null)`,
    [
      rows.map((row) => row.objectionId),
      rows.map((row) => row.connectionId),
      rows.map((row) => JSON.stringify(row.facts)),
      now,
    ],
  )
}

/**
 * Opens the question whether these people ask for erasure, as an objection of theirs says; not where it is open
 * already.
 */
export async function openErasureQuestions(
  sql: Sql,
  rows: readonly { objectionId: string; contactId: string; dueOn: string }[],
  now: Date,
): Promise<void> {
  if (rows.length === 0) return
  await sql.query(
    `insert into reviews (id, kind, contact_id, objection_id, facts, due_on, meanwhile_blocked, opened_at)
     select distinct on (w.contact_id) gen_random_uuid(), 'erasure-request', w.contact_id, w.objection_id, '{}', w.due_on, true, $4::timestamptz from unnest($1::uuid[], $2::uuid[], $3::date[]) as w (objection_id, contact_id, due_on)
     where not exists (select from reviews v where v.kind = 'erasure-request' and v.contact_id = w.contact_id and v.answered_at is null)`,
    [rows.map((row) => row.objectionId), rows.map((row) => row.contactId), rows.map((row) => row.dueOn), now],
  )
}

/**
 * Opens the question whether a person asks for erasure, for those of the given records whose system shows it: once per
 * person and system for as long as it is shown. The caller holds the lock of the people.
 */
export async function askAboutErasure(sql: Sql, recordIds: readonly number[], dueOn: string, now: Date): Promise<void> {
  await sql.query(
    `with asked as (
       select r.contact_id, r.connection_id, min(r.erasure_asked_at) as since from remote_records r
       where r.gone_at is null and r.erasure_asked_at is not null and r.contact_id in (select contact_id from remote_records where id = any($1) and erasure_asked_at is not null)
       group by r.contact_id, r.connection_id
     )
     insert into reviews (id, kind, contact_id, objection_id, connection_id, facts, due_on, meanwhile_blocked, opened_at)
     select gen_random_uuid(), 'erasure-request', a.contact_id, said.objection_id, a.connection_id, '{}', $2, said.objection_id is not null, $3
     from asked a left join lateral (
       select s.objection_id from remote_records r join record_identities ri on ri.record_id = r.id join suppressions s on s.identity_hash = ri.identity_hash
       where r.contact_id = a.contact_id and r.gone_at is null order by s.since desc limit 1
     ) said on true
     where not exists (select from reviews v where v.kind = 'erasure-request' and v.contact_id = a.contact_id and v.connection_id = a.connection_id and (v.answered_at is null or v.opened_at >= a.since))`,
    [recordIds, dueOn, now],
  )
}
