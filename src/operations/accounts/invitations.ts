import { randomUUID } from 'node:crypto'
import { newToken, tokenHash } from '../../crypto/tokens.ts'
import { insertAudit } from '../../store/app/audit.ts'
import { type Sql } from '../../store/app/database.ts'
import { startAsNew } from '../../store/approvals/account-hands.ts'
import {
  changeInvited,
  endSessions,
  findInvitation,
  findUser,
  insertInvitation,
  insertUser,
  setPassword,
  useInvitation,
  type InvitationMaker,
  type User,
} from '../../store/accounts/users.ts'
import type { Role } from '../../domain/accounts/roles.ts'
import type { App } from '../app/app.ts'
import { changeAccounts, putHandOn } from '../approvals/four-eyes.ts'
import { AccountRefused, checkedHash, isAddress } from './choose-password.ts'
import { isPasswordTaken } from './local-login.ts'

/** How long a one-time link works; one that a person had mailed to themselves, less long. */
const [linkLifeMs, mailedLifeMs] = [24 * 3_600_000, 3_600_000]

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
    if (known !== null && (known.passwordHash !== null || known.isBound || known.disabledAt !== null))
      throw new AccountRefused('email')
    const id = known?.id ?? randomUUID()
    if (!(await isPasswordTaken(sql, id))) throw new AccountRefused('local-off')
    if (known === null) await insertUser(sql, { ...input, id, name, passwordHash: null }, now)
    else await changeInvited(sql, id, { ...input, name })
    await putHandOn(sql, { id, role: input.role }, by, 'invited', now)
    await insertAccountLink(sql, token, id, { madeBy: by.id, why: 'invited' })
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
    if (!(await isPasswordTaken(sql, user.id))) throw new AccountRefused('local-off')
    await setPassword(sql, user.id, passwordHash)
    if (invitation.why !== 'invited') await endSessions(sql, user.id, new Date())
    // Whoever reads somebody's mail is not them: nothing is approved on the first day.
    if (invitation.why !== 'reset') await startAsNew(sql, user.id, now)
    else
      await putHandOn(
        sql,
        user,
        invitation.madeBy === null ? null : await findUser(sql, { id: invitation.madeBy }),
        'reset',
        now,
      )
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

/**
 * A one-time link of an account, valid 24 h, or an hour when it is mailed; `userId` null = the first run. Wall clock,
 * because whoever opens it lives by that.
 */
export async function insertAccountLink(
  sql: Sql,
  token: string,
  userId: string | null,
  maker: InvitationMaker,
): Promise<void> {
  const now = new Date()
  const expiresAt = new Date(now.getTime() + (maker.why === 'mail' ? mailedLifeMs : linkLifeMs))
  await insertInvitation(sql, { ...maker, tokenHash: tokenHash(token), userId, expiresAt }, now)
}
