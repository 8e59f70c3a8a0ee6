import type { Sql } from '../app/database.ts'
import { factorOf } from './second-factors.ts'
import { userColumns, type User } from './users.ts'

/** Where a login was opened, as its owner sees it. */
interface Visitor {
  address: string
  /** How the browser names itself; empty = it does not. */
  browser: string
}

/**
 * `secondAt`: when the second factor was given; null = it was not. `companyAt`: when the company's own login saw the
 * person prove who they are, before it let them in here; null = a login by password.
 */
export async function insertSession(
  sql: Sql,
  idHash: Buffer,
  userId: string,
  now: Date,
  {
    visitor = null,
    secondAt = null,
    companyAt = null,
  }: { visitor?: Visitor | null; secondAt?: Date | null; companyAt?: Date | null } = {},
): Promise<void> {
  await sql.query(
    'insert into login_sessions (id_hash, user_id, created_at, seen_at, proved_at, second_at, visitor, browser, company_at) values ($1, $2, $3::timestamptz, $3, coalesce($7::timestamptz, $3), $4, $5, $6, $7)',
    [idHash, userId, now, secondAt, visitor?.address ?? null, visitor?.browser ?? null, companyAt],
  )
}

/**
 * Puts a new login in the place of one whose person has just proved who they are; it ends no later than the old one.
 * `isSecond`: they did by their second factor; else, where the company's own login let them in, there, when it says.
 */
export async function renewSession(
  sql: Sql,
  oldHash: Buffer,
  newHash: Buffer,
  isSecond: boolean,
  now: Date,
): Promise<void> {
  await sql.query(
    `with old as (update login_sessions set ended_at = $3 where id_hash = $1 and ended_at is null returning user_id, created_at, second_at, visitor, browser, company_at)
     insert into login_sessions (id_hash, user_id, created_at, seen_at, proved_at, second_at, visitor, browser, company_at)
     select $2, user_id, created_at, $3, case when $4::boolean or company_at is null then $3 else company_at end, case when $4::boolean then $3 else second_at end, visitor, browser, company_at from old`,
    [oldHash, newHash, now, isSecond],
  )
}

/** The user of a login, and what they proved in it. */
interface LiveSession {
  user: User
  provedAt: Date
  secondAt: Date | null
  /** When the company's own login last saw them prove who they are; null = a login by password. */
  companyAt: Date | null
  /** Whether the account has a second factor. */
  hasFactor: boolean
}

/**
 * What a live login is, which is thereby kept alive; null when it ended, was idle too long, or the user may no longer
 * enter.
 */
export async function touchSession(
  sql: Sql,
  idHash: Buffer,
  now: Date,
  idleMs: number,
  maxMs: number,
): Promise<LiveSession | null> {
  const { rows } = await sql.query<User & Omit<LiveSession, 'user'>>(
    `with live as (
       update login_sessions set seen_at = $2 where id_hash = $1 and ended_at is null and seen_at > $3 and created_at > $4 returning user_id, proved_at, second_at, company_at
     ) select ${userColumns}, live.proved_at as "provedAt", live.second_at as "secondAt", live.company_at as "companyAt", ${factorOf('u.id')} as "hasFactor"
     from live join users u on u.id = live.user_id where u.disabled_at is null`,
    [idHash, now, new Date(now.getTime() - idleMs), new Date(now.getTime() - maxMs)],
  )
  if (rows[0] === undefined) return null
  const { provedAt, secondAt, companyAt, hasFactor, ...user } = rows[0]
  return { user, provedAt, secondAt, companyAt, hasFactor }
}

/** The company's own login saw the person of a login prove anew who they are. */
export async function noteSessionProof(sql: Sql, idHash: Buffer, at: Date): Promise<void> {
  await sql.query(
    'update login_sessions set company_at = $2 where id_hash = $1 and ended_at is null and company_at is not null',
    [idHash, at],
  )
}

export async function endSession(sql: Sql, idHash: Buffer, now: Date): Promise<void> {
  await sql.query('update login_sessions set ended_at = $2 where id_hash = $1 and ended_at is null', [idHash, now])
}

/** A login that is open, for its owner. */
export interface OpenSession {
  id: string
  idHash: Buffer
  since: Date
  seenAt: Date
  /** Null = opened before this was kept. */
  address: string | null
  browser: string | null
}

/** The open logins of a user, the one used last first. */
export async function openSessions(
  sql: Sql,
  userId: string,
  now: Date,
  idleMs: number,
  maxMs: number,
): Promise<OpenSession[]> {
  const { rows } = await sql.query<OpenSession>(
    `select id, id_hash as "idHash", created_at as since, seen_at as "seenAt", visitor as address, browser from login_sessions
     where user_id = $1 and ended_at is null and seen_at > $2 and created_at > $3 order by seen_at desc, id`,
    [userId, new Date(now.getTime() - idleMs), new Date(now.getTime() - maxMs)],
  )
  return rows
}

/** Ends one open login of this user: false when there is none. */
export async function endSessionOf(sql: Sql, userId: string, id: string, now: Date): Promise<boolean> {
  const { rowCount } = await sql.query(
    'update login_sessions set ended_at = $3 where id = $1 and user_id = $2 and ended_at is null',
    [id, userId, now],
  )
  return rowCount === 1
}
