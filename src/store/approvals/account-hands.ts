import type { Account } from '../../domain/approvals/four-eyes.ts'
import type { Sql } from '../app/database.ts'

/** Why somebody's hand is on an account. */
export type HandReason = 'invited' | 'role' | 'enabled' | 'reset' | 'company'

/** A hand that is still on an account, for screens. */
export interface Hand {
  userId: string
  /** Address of whose it is; null = whoever was at the command line, or administers the company's own login. */
  by: string | null
  why: HandReason
  at: Date
}

/**
 * One change of accounts after the other, to the end of the transaction: two at once could not see each other's hands.
 */
export async function lockAccounts(sql: Sql): Promise<void> {
  await sql.query('select pg_advisory_xact_lock(1936028774)')
}

/** Every account as the rule of two pairs of eyes sees it. */
export async function loadAccounts(sql: Sql): Promise<Account[]> {
  const { rows } = await sql.query<Account>(
    `select u.id, u.email, u.role, u.disabled_at is null and (u.password_hash is not null or exists (select 1 from company_identities c where c.user_id = u.id)) as "isOpen",
       u.new_since as "newSince", u.alone_since as "aloneSince",
       array(select h.by_id from account_hands h where h.user_id = u.id and h.ended_at is null) as hands
     from users u order by u.created_at, u.id`,
  )
  return rows
}

/** Puts a hand on an account, which thereby is as new as on its first day; `byId` null = the command line. */
export async function putHand(
  sql: Sql,
  userId: string,
  byId: string | null,
  why: HandReason,
  now: Date,
): Promise<void> {
  await sql.query('insert into account_hands (user_id, by_id, why, at) values ($1, $2, $3, $4)', [
    userId,
    byId,
    why,
    now,
  ])
  await startAsNew(sql, userId, now)
}

/** The first day of an account begins, also a second time. */
export async function startAsNew(sql: Sql, userId: string, now: Date): Promise<void> {
  await sql.query(
    'update users set new_since = $2, alone_since = null, confirmed_at = null, confirmed_by = null where id = $1',
    [userId, now],
  )
}

/** Takes every hand off an account; `by` null = time did it. */
export async function takeHandsOff(sql: Sql, userId: string, by: string | null, now: Date): Promise<void> {
  await sql.query('update account_hands set ended_at = $2 where user_id = $1 and ended_at is null', [userId, now])
  await sql.query('update users set confirmed_at = $2, confirmed_by = $3, alone_since = null where id = $1', [
    userId,
    now,
    by,
  ])
}

export async function noteAlone(sql: Sql, userId: string, since: Date | null): Promise<void> {
  await sql.query('update users set alone_since = $2 where id = $1 and alone_since is distinct from $2', [
    userId,
    since,
  ])
}

export async function isAnyHandOn(sql: Sql): Promise<boolean> {
  return (await sql.query('select 1 from account_hands where ended_at is null limit 1')).rowCount === 1
}

/** The hands that are still on accounts, oldest first. */
export async function openHands(sql: Sql): Promise<Hand[]> {
  const { rows } = await sql.query<Hand>(
    `select h.user_id as "userId", b.email as by, h.why, h.at from account_hands h
       left join users b on b.id = h.by_id where h.ended_at is null order by h.at, b.email`,
  )
  return rows
}
