import { Refused } from '../../domain/app/refused.ts'
import { randomUUID } from 'node:crypto'
import { hashPassword } from '../../crypto/password.ts'
import { passwordFault } from '../../domain/accounts/weak-password.ts'
import { newToken, tokenHash } from '../../crypto/tokens.ts'
import { insertAudit } from '../../store/app/audit.ts'
import type { Settings } from '../../domain/settings/settings.ts'
import { loadSettings, saveSettings } from '../../store/settings/settings.ts'
import { inTransaction, type Sql } from '../../store/app/database.ts'
import { startAsNew } from '../../store/approvals/account-hands.ts'
import {
  changeInvited,
  countUsers,
  endSessions,
  findInvitation,
  findUser,
  insertInvitation,
  insertUser,
  setPassword,
  useInvitation,
  type InvitationMaker,
  type Role,
  type User,
} from '../../store/accounts/users.ts'
import type { App } from '../app/app.ts'
import { changeAccounts, putHandOn } from '../approvals/four-eyes.ts'

/** Why an account could not be made; `field` is the form's. */
export class AccountRefused extends Refused<'link' | 'email' | 'password' | 'weak' | 'name'> {}

/** How long a one-time link works. */
export const linkLifeMs = 24 * 3_600_000

/** One-time link that makes the first admin, printed in the terminal. Wall clock. */
export async function inviteFirstUser(app: App): Promise<string> {
  const token = newToken()
  const now = new Date()
  await inTransaction(app.pool, (sql) =>
    insertInvitation(sql, tokenHash(token), null, now, new Date(now.getTime() + linkLifeMs)),
  )
  return `${app.consoleUrl}/first-run/${token}`
}

/** True while the link may make the first admin. */
export async function firstRunOpen(app: App, token: string): Promise<boolean> {
  const invitation = await findInvitation(app.pool, tokenHash(token), new Date())
  return invitation !== null && invitation.userId === null && (await countUsers(app.pool)) === 0
}

/** Keeps the company as the first admin wrote it. */
export async function writeFirstSettings(app: App, user: User, settings: Settings): Promise<void> {
  const now = app.clock.now()
  const version = await saveSettings(app.pool, settings, user.email, now)
  await insertAudit(
    app.pool,
    [
      {
        actId: `setting:${version}`,
        act: 'setting',
        actor: user.email,
        details: { version, changed: ['controller', 'timeZone'] },
      },
    ],
    now,
  )
}

/** Makes the first admin. Throws AccountRefused. */
export async function createFirstUser(
  app: App,
  token: string,
  input: { email: string; name: string; password: string; language: 'en' | 'fr'; company: string },
): Promise<User> {
  const id = randomUUID()
  const passwordHash = await checkedHash(app, input, [input.company])
  return changeAccounts(app, async (sql, now) => {
    if ((await countUsers(sql)) > 0 || !(await useInvitation(sql, tokenHash(token), new Date())))
      throw new AccountRefused('link')
    await insertUser(
      sql,
      { id, email: input.email, name: input.name.trim(), role: 'admin', language: input.language, passwordHash },
      now,
    )
    await insertAudit(
      sql,
      [
        {
          actId: `user:${id}`,
          act: 'user',
          actor: input.email.trim().toLowerCase(),
          details: { role: 'admin', firstRun: true },
        },
      ],
      now,
    )
    const user = await findUser(sql, { id })
    if (user === null) throw new Error('The first user was not stored')
    return user
  })
}

/**
 * Adds a user without a password and gives the link, valid 24 h, that lets them choose one. Invited again before they
 * opened it, the account is as the last invitation says and the older link ends. Throws AccountRefused.
 */
export async function inviteUser(
  app: App,
  by: User,
  input: { email: string; name: string; role: Role; language: 'en' | 'fr' },
): Promise<string> {
  if (!isAddress(input.email)) throw new AccountRefused('email')
  const name = input.name.trim()
  if (name === '') throw new AccountRefused('name')
  const token = newToken()
  await changeAccounts(app, async (sql, now) => {
    const known = await findUser(sql, { email: input.email })
    if (known !== null && (known.passwordHash !== null || known.disabledAt !== null)) throw new AccountRefused('email')
    const id = known?.id ?? randomUUID()
    if (known === null) await insertUser(sql, { ...input, id, name, passwordHash: null }, now)
    else await changeInvited(sql, id, { ...input, name })
    await putHandOn(sql, { id, role: input.role }, by, 'invited', now)
    await insertLink(sql, token, id, { madeBy: by.id, why: 'invited' })
    await insertAudit(
      sql,
      [
        {
          actId: `user:${id}:${randomUUID()}`,
          act: 'user',
          actor: by.email,
          details: { invited: id, role: input.role },
        },
      ],
      now,
    )
  })
  return `${app.consoleUrl}/invite/${token}`
}

/** The person a one-time link is for, while it works. */
export async function invitedUser(app: App, token: string): Promise<User | null> {
  const invitation = await findInvitation(app.pool, tokenHash(token), new Date())
  const user = invitation?.userId == null ? null : await findUser(app.pool, { id: invitation.userId })
  return user?.disabledAt === null ? user : null
}

/**
 * Somebody chooses a password by a one-time link. Where it takes the place of an earlier one, every login ends, and
 * the hand of who made the link is on the account. Throws AccountRefused.
 */
export async function acceptInvitation(app: App, token: string, password: string): Promise<User> {
  const invited = await invitedUser(app, token)
  if (invited === null) throw new AccountRefused('link')
  const passwordHash = await checkedHash(app, { email: invited.email, name: invited.name, password })
  return changeAccounts(app, async (sql, now) => {
    const invitation = await findInvitation(sql, tokenHash(token), new Date())
    const user = invitation?.userId == null ? null : await findUser(sql, { id: invitation.userId })
    if (
      invitation === null ||
      user === null ||
      user.disabledAt !== null ||
      !(await useInvitation(sql, tokenHash(token), new Date()))
    )
      throw new AccountRefused('link')
    await setPassword(sql, user.id, passwordHash)
    if (invitation.why === 'invited') await startAsNew(sql, user.id, now)
    else {
      await endSessions(sql, user.id, new Date())
      await putHandOn(
        sql,
        user,
        invitation.madeBy === null ? null : await findUser(sql, { id: invitation.madeBy }),
        'reset',
        now,
      )
    }
    await insertAudit(
      sql,
      [
        {
          actId: `user:${user.id}:password:${randomUUID()}`,
          act: 'user',
          actor: user.email,
          details: { password: user.id, by: invitation.why },
        },
      ],
      now,
    )
    return user
  })
}

/** A one-time link of an account; wall clock, because whoever opens it lives by that. */
async function insertLink(sql: Sql, token: string, userId: string, maker: InvitationMaker): Promise<void> {
  const now = new Date()
  await insertInvitation(sql, tokenHash(token), userId, now, new Date(now.getTime() + linkLifeMs), maker)
}

/** The hash of a password that nobody guesses from what everybody knows of the account. Throws AccountRefused. */
export async function checkedHash(
  app: App,
  { email, name, password }: { email: string; name: string; password: string },
  own: readonly string[] = [],
): Promise<string> {
  if (!isAddress(email)) throw new AccountRefused('email')
  if (name.trim() === '') throw new AccountRefused('name')
  const { controller } = (await loadSettings(app.pool)).settings
  const company = controller === null ? [] : [controller.name, controller.contact, controller.privacyUrl]
  const fault = passwordFault(password, [email, name, ...company, ...own, 'Lawbase'])
  if (fault !== null) throw new AccountRefused(fault === 'weak' ? 'weak' : 'password')
  return hashPassword(password)
}

/** An address for logging in; it is never mailed here, so a short check is enough. */
function isAddress(email: string): boolean {
  return /^[^\s@]{1,64}@[^\s@]{1,190}$/u.test(email.trim())
}
