import type { Role } from '../../domain/accounts/roles.ts'
import type { Sql } from '../app/database.ts'
import { factorOf } from './second-factors.ts'

export interface User {
  id: string
  email: string
  name: string
  role: Role
  language: 'en' | 'fr'
  /** Whether single keys do something on the screens. */
  shortcuts: boolean
  passwordHash: string | null
  createdAt: Date
  disabledAt: Date | null
  /** When the account was confirmed as its person's own; null = nobody had to, or not yet. */
  confirmedAt: Date | null
  /** Who did; null = time. */
  confirmedBy: string | null
  /** Whether the company's own login opens it. */
  isBound: boolean
}

/** Of `users u`, as a User. */
export const userColumns = `u.id, u.email, u.name, u.role, u.language, u.shortcuts, u.password_hash as "passwordHash", u.created_at as "createdAt", u.disabled_at as "disabledAt", u.confirmed_at as "confirmedAt", u.confirmed_by as "confirmedBy", exists (select 1 from company_identities c where c.user_id = u.id) as "isBound"`

/** An account in the list of all. */
export type ListedUser = User & { lastLoginAt: Date | null; hasFactor: boolean }

export async function listUsers(sql: Sql): Promise<ListedUser[]> {
  const { rows } = await sql.query<ListedUser>(
    `select ${userColumns}, (select max(s.created_at) from login_sessions s where s.user_id = u.id) as "lastLoginAt",
       ${factorOf('u.id')} as "hasFactor"
     from users u order by u.created_at, u.email`,
  )
  return rows
}

export async function findUser(sql: Sql, by: { id: string } | { email: string }): Promise<User | null> {
  const [column, value] = 'id' in by ? ['id::text', by.id] : ['email', by.email.trim().toLowerCase()]
  return (await sql.query<User>(`select ${userColumns} from users u where u.${column} = $1`, [value])).rows[0] ?? null
}

/** The admin with access who is longest here; null = none is. */
export async function findFirstAdmin(sql: Sql): Promise<string | null> {
  const { rows } = await sql.query<{ id: string }>(
    `select id from users where role = 'admin' and disabled_at is null order by created_at, id limit 1`,
  )
  return rows[0]?.id ?? null
}

/** False when the address is taken. */
export async function insertUser(
  sql: Sql,
  user: Pick<User, 'id' | 'email' | 'name' | 'role' | 'language' | 'passwordHash'>,
  now: Date,
): Promise<boolean> {
  const { rowCount } = await sql.query(
    `insert into users (id, email, name, role, language, password_hash, created_at, new_since) values ($1, $2, $3, $4, $5, $6, $7, $7) on conflict (email) do nothing`,
    [user.id, user.email.trim().toLowerCase(), user.name, user.role, user.language, user.passwordHash, now],
  )
  return rowCount === 1
}

export async function setPassword(sql: Sql, userId: string, hash: string): Promise<void> {
  await sql.query('update users set password_hash = $2 where id = $1', [userId, hash])
}

export async function setShortcuts(sql: Sql, userId: string, shortcuts: boolean): Promise<void> {
  await sql.query('update users set shortcuts = $2 where id = $1', [userId, shortcuts])
}

export async function setLanguage(sql: Sql, userId: string, language: 'en' | 'fr'): Promise<void> {
  await sql.query('update users set language = $2 where id = $1', [userId, language])
}

/**
 * Of an admin `$1` who has a password: whether another one has, who comes in whatever happens to the company's own
 * login. Without one nobody could mend it (docs/reference/security.md#break-glass). Of one without: whether there is
 * another.
 */
const hasOtherAdmin = `exists (select 1 from users o where o.role = 'admin' and o.disabled_at is null and o.id <> $1 and (o.password_hash is not null or users.password_hash is null))`

/** Ends the user's access at once. The last admin stays: false. */
export async function disableUser(sql: Sql, userId: string, now: Date): Promise<boolean> {
  const { rowCount } = await sql.query(
    `update users set disabled_at = $2 where id = $1 and disabled_at is null
       and (role <> 'admin' or ${hasOtherAdmin})`,
    [userId, now],
  )
  if (rowCount !== 1) return false
  await endSessions(sql, userId, now)
  await endLinks(sql, userId, now)
  return true
}

/** Ends the one-time links of an account: an invitation, a link for a new password. */
export async function endLinks(sql: Sql, userId: string, now: Date): Promise<void> {
  await sql.query('update invitations set used_at = $2 where user_id = $1 and used_at is null', [userId, now])
}

/** Gives the access back that was ended: false when it was not. */
export async function enableUser(sql: Sql, userId: string): Promise<boolean> {
  return (
    (await sql.query('update users set disabled_at = null where id = $1 and disabled_at is not null', [userId]))
      .rowCount === 1
  )
}

/** The last admin stays one: false. */
export async function setRole(sql: Sql, userId: string, role: Role): Promise<boolean> {
  const { rowCount } = await sql.query(
    `update users set role = $2 where id = $1
       and ($2 = 'admin' or role <> 'admin' or ${hasOtherAdmin})`,
    [userId, role],
  )
  return rowCount === 1
}

/** Until when the open one-time link of a user works; null = there is none. Wall clock. */
export async function openLinkUntil(sql: Sql, userId: string, now: Date): Promise<Date | null> {
  return (
    (
      await sql.query<{ at: Date }>(
        'select expires_at as at from invitations where user_id = $1 and used_at is null and expires_at > $2',
        [userId, now],
      )
    ).rows[0]?.at ?? null
  )
}

/** Ends every login of a user, but the one that is kept. */
export async function endSessions(sql: Sql, userId: string, now: Date, kept: Buffer | null = null): Promise<void> {
  await sql.query(
    'update login_sessions set ended_at = $2 where user_id = $1 and ended_at is null and id_hash is distinct from $3',
    [userId, now, kept],
  )
}

export async function countUsers(sql: Sql): Promise<number> {
  return (await sql.query<{ n: number }>('select count(*)::int as n from users')).rows[0]?.n ?? 0
}

/** What an account that nobody opened yet says, from its last invitation. */
export async function changeInvited(
  sql: Sql,
  userId: string,
  { name, role, language }: Pick<User, 'name' | 'role' | 'language'>,
): Promise<void> {
  await sql.query('update users set name = $2, role = $3, language = $4 where id = $1 and password_hash is null', [
    userId,
    name,
    role,
    language,
  ])
}

/**
 * How a one-time link came to be: who made it (null = the command line, or with `mail` the person of the account), and
 * what for.
 */
export interface InvitationMaker {
  madeBy: string | null
  why: 'invited' | 'reset' | 'mail'
}

interface NewInvitation extends InvitationMaker {
  tokenHash: Buffer
  userId: string | null
  expiresAt: Date
}

/**
 * A one-time link; `userId` null = the first run. Older unused links of the same account end, but one that a person
 * made does not end because somebody on the login page asks for a mail, nor one that another process of the first start
 * has just printed.
 */
export async function insertInvitation(
  sql: Sql,
  { tokenHash, userId, expiresAt, madeBy, why }: NewInvitation,
  now: Date,
): Promise<void> {
  await sql.query(
    `update invitations set used_at = $2 where user_id is not distinct from $1 and used_at is null
     and ($3::text <> 'mail' or why = 'mail') and (user_id is not null or created_at < $2::timestamptz - interval '2 minutes')`,
    [userId, now, why],
  )
  await sql.query(
    'insert into invitations (token_hash, user_id, created_at, expires_at, made_by, why) values ($1, $2, $3, $4, $5, $6)',
    [tokenHash, userId, now, expiresAt, madeBy, why],
  )
}

export async function findInvitation(
  sql: Sql,
  tokenHash: Buffer,
  now: Date,
): Promise<({ userId: string | null } & InvitationMaker) | null> {
  const { rows } = await sql.query<{ userId: string | null } & InvitationMaker>(
    'select user_id as "userId", made_by as "madeBy", why from invitations where token_hash = $1 and used_at is null and expires_at > $2',
    [tokenHash, now],
  )
  return rows[0] ?? null
}

/** True for the one request that uses the link. */
export async function useInvitation(sql: Sql, tokenHash: Buffer, now: Date): Promise<boolean> {
  const { rowCount } = await sql.query(
    'update invitations set used_at = $2 where token_hash = $1 and used_at is null and expires_at > $2',
    [tokenHash, now],
  )
  return rowCount === 1
}
