import { randomUUID } from 'node:crypto'
import type { HandReason } from './account-hands.ts'
import type { Sql } from '../app/database.ts'

/**
 * Somebody may approve from now on, and each admin and DPO is told; or the account for emergencies was used, and each
 * admin is.
 */
export interface ApproverNews {
  id: string
  /** Whose account it is. */
  userId: string
  email: string
  name: string
  role: string
  why: HandReason | 'break-glass'
  /** Who did it; null = whoever was at the command line, or administers the company's own login. */
  by: string | null
  at: Date
  attempts: number
  /** Ids of the users who got the mail. */
  told: string[]
}

export async function insertApproverNews(
  sql: Sql,
  userId: string,
  why: HandReason | 'break-glass',
  by: string | null,
  now: Date,
): Promise<void> {
  await sql.query(
    'insert into approver_news (id, user_id, why, by_email, at, next_attempt_at) values ($1, $2, $3, $4, $5, $5)',
    [randomUUID(), userId, why, by, now],
  )
}

export async function dueApproverNews(sql: Sql, now: Date): Promise<string[]> {
  return (
    await sql.query<{ id: string }>(
      `select id from approver_news
       where next_attempt_at <= $1 and (claimed_until is null or claimed_until < clock_timestamp()) order by at`,
      [now],
    )
  ).rows.map(({ id }) => id)
}

/** Takes one for this worker alone; null when another has it or all were told. */
export async function claimApproverNews(
  sql: Sql,
  id: string,
  now: Date,
  claimMs: number,
): Promise<ApproverNews | null> {
  const { rows } = await sql.query<ApproverNews>(
    `update approver_news n set attempts = n.attempts + 1,
       claimed_until = clock_timestamp() + make_interval(secs => $3::float8 / 1000) from users u
     where n.id = $1 and u.id = n.user_id and n.next_attempt_at <= $2
       and (n.claimed_until is null or n.claimed_until < clock_timestamp())
     returning n.id, u.id as "userId", u.email, u.name, u.role, n.why, n.by_email as by, n.at, n.attempts, n.told`,
    [id, now, claimMs],
  )
  return rows[0] ?? null
}

export async function noteNewsMailed(sql: Sql, id: string, userId: string): Promise<void> {
  await sql.query('update approver_news set told = array_append(told, $2) where id = $1 and not $2 = any(told)', [
    id,
    userId,
  ])
}

/** `nextAttemptAt` null: everybody was told. */
export async function endNewsMailing(
  sql: Sql,
  id: string,
  nextAttemptAt: Date | null,
  failure: string | null,
): Promise<void> {
  await sql.query('update approver_news set next_attempt_at = $2, claimed_until = null, failure = $3 where id = $1', [
    id,
    nextAttemptAt,
    failure,
  ])
}
