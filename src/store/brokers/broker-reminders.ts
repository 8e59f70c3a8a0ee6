import type { Sql } from '../app/database.ts'

export interface DueReminder {
  noticeId: string
  step: number
  connectionId: string
  attempts: number
}

/** Takes one due reminder for this worker alone; null when there is none. */
export async function claimReminder(sql: Sql, now: Date, claimMs: number): Promise<DueReminder | null> {
  const { rows } = await sql.query<DueReminder>(
    `update broker_reminders r set attempts = attempts + 1, claimed_until = clock_timestamp() + make_interval(secs => $2::float8 / 1000)
     from broker_notices n join connections c on c.id = n.connection_id and c.state in ('observe', 'active')
     where n.id = r.notice_id and (r.notice_id, r.step) in (
       select d.notice_id, d.step from broker_reminders d join broker_notices m on m.id = d.notice_id
       where d.ended_at is null and d.due_at <= $1 and m.sent_at is not null and (d.claimed_until is null or d.claimed_until < clock_timestamp())
       order by d.due_at, d.notice_id, d.step limit 1 for update of d skip locked)
     returning r.notice_id as "noticeId", r.step, n.connection_id as "connectionId", r.attempts`,
    [now, claimMs],
  )
  return rows[0] ?? null
}

/** Sent, or not needed: the orders of the notice were answered. */
export async function endReminder(
  sql: Sql,
  { noticeId, step }: DueReminder,
  sentAt: Date | null,
  now: Date,
): Promise<void> {
  await sql.query(
    'update broker_reminders set ended_at = $4, sent_at = $3, claimed_until = null, failure = null where notice_id = $1 and step = $2',
    [noticeId, step, sentAt, now],
  )
}

export async function postponeReminder(
  sql: Sql,
  { noticeId, step }: DueReminder,
  dueAt: Date,
  failure: string,
): Promise<void> {
  await sql.query(
    'update broker_reminders set due_at = $3, claimed_until = null, failure = $4 where notice_id = $1 and step = $2',
    [noticeId, step, dueAt, failure],
  )
}
