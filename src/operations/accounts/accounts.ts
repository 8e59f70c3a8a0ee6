import { passwordFits } from '../../crypto/password.ts'
import { newToken } from '../../crypto/tokens.ts'
import { judgeRoles } from '../../domain/approvals/four-eyes.ts'
import { inTransaction, type Sql } from '../../store/app/database.ts'
import {
  disableUser,
  enableUser,
  endLinks,
  endSessions,
  findUser,
  setPassword,
  setRole,
  type User,
} from '../../store/accounts/users.ts'
import type { Role } from '../../domain/accounts/roles.ts'
import { countHit, forgetHits } from '../../store/accounts/rate-counters.ts'
import { noteAccount } from './note-account.ts'
import type { App } from '../app/app.ts'
import { insertAccountLink } from './invitations.ts'
import { checkedHash } from './choose-password.ts'
import { isBreakGlass, isPasswordTaken } from './local-login.ts'
import { changeAccounts, putHandOn } from '../approvals/four-eyes.ts'
import { endProposalsOf } from '../settings/setting-proposals.ts'

/**
 * Why an account is not changed so: one's own, the last admin's, one that is not there or has no access, the one kept
 * for emergencies, or one that no password opens; the old password is wrong, or too many tries.
 */
export class AccountUnchanged extends Error {
  readonly code: 'own' | 'last-admin' | 'unknown' | 'no-access' | 'break-glass' | 'local-off' | 'current' | 'slow'
  constructor(code: AccountUnchanged['code']) {
    super(code)
    this.code = code
  }
}

const triesPerMinute = 5

/**
 * Ends somebody's access at once, with every login and open link. False: it is the last admin, or it had ended. Throws
 * AccountUnchanged.
 */
export async function endAccess(app: App, by: User, id: string): Promise<boolean> {
  return changeAccounts(app, async (sql, now) => {
    if (await isBreakGlass(sql, id)) throw new AccountUnchanged('break-glass')
    if (!(await disableUser(sql, id, new Date()))) return false
    await endProposalsOf(sql, id, by.email, now)
    await noteAccount(sql, by.email, id, { disabled: id }, now)
    return true
  })
}

/**
 * Gives an account its access back, with the role and password it had; where it may approve, it is new again. Throws
 * AccountUnchanged.
 */
export async function giveAccessBack(app: App, by: User, id: string): Promise<void> {
  await changeAccounts(app, async (sql, now) => {
    const user = await existing(sql, id)
    if (!(await enableUser(sql, id))) return
    await putHandOn(sql, user, by, 'enabled', now)
    await noteAccount(sql, by.email, id, { enabled: id, role: user.role }, now)
  })
}

/**
 * Gives somebody else another role, from their next login on. Whoever thereby may approve is new again. Throws
 * AccountUnchanged.
 */
export async function changeRole(app: App, by: User, id: string, role: Role): Promise<void> {
  if (by.id === id) throw new AccountUnchanged('own')
  await changeAccounts(app, async (sql, now) => {
    const user = await existing(sql, id)
    if (user.disabledAt !== null) throw new AccountUnchanged('no-access')
    if (user.role === role) return
    if (await isBreakGlass(sql, id)) throw new AccountUnchanged('break-glass')
    if (!(await setRole(sql, id, role))) throw new AccountUnchanged('last-admin')
    await endSessions(sql, id, new Date())
    if (!judgeRoles.includes(role)) await endProposalsOf(sql, id, by.email, now)
    else if (!judgeRoles.includes(user.role)) await putHandOn(sql, { id, role }, by, 'role', now)
    await noteAccount(sql, by.email, id, { user: id, role: { from: user.role, to: role } }, now)
  })
}

/**
 * A one-time link, valid 24 h, by which somebody else chooses a password; the one they have works until then. `by`
 * null = the command line. Whose link it was has a hand on the account once it is used. Throws AccountUnchanged.
 */
export async function makeLink(app: App, by: User | null, id: string): Promise<string> {
  if (by?.id === id) throw new AccountUnchanged('own')
  const token = newToken()
  await changeAccounts(app, async (sql, now) => {
    const user = await existing(sql, id)
    if (user.disabledAt !== null) throw new AccountUnchanged('no-access')
    if (!(await isPasswordTaken(sql, id))) throw new AccountUnchanged('local-off')
    const why = user.passwordHash === null ? 'invited' : 'reset'
    if (why === 'invited') await putHandOn(sql, user, by, 'invited', now)
    await insertAccountLink(sql, token, id, { madeBy: by?.id ?? null, why })
    await noteAccount(sql, by?.email ?? 'command line', id, { link: id, why }, now)
  })
  return `${app.consoleUrl}/invite/${token}`
}

/**
 * Changes one's own password, for who knows the old one; every other login ends. Gives the user as they are then.
 * Throws AccountUnchanged and AccountRefused.
 */
export async function changePassword(
  app: App,
  user: User,
  { current, password }: { current: string; password: string },
  sessionHash: Buffer,
): Promise<User> {
  const key = `password ${user.id}`
  if ((await countHit(app.pool, key, 60)) > triesPerMinute) throw new AccountUnchanged('slow')
  if (!(await passwordFits(current, user.passwordHash))) throw new AccountUnchanged('current')
  const passwordHash = await checkedHash(app, { email: user.email, name: user.name, password })
  await inTransaction(app.pool, async (sql) => {
    await setPassword(sql, user.id, passwordHash)
    await endSessions(sql, user.id, new Date(), sessionHash)
    // Whoever asked for another one by mail, or read that mail, sets none any more.
    await endLinks(sql, user.id, new Date())
    await noteAccount(sql, user.email, user.id, { password: user.id, by: 'own' }, app.clock.now())
  })
  await forgetHits(app.pool, key)
  return { ...user, passwordHash }
}

/** The account of an address, for the command line. Throws AccountUnchanged. */
export async function accountOf(app: App, email: string): Promise<User> {
  const user = await findUser(app.pool, { email })
  if (user === null) throw new AccountUnchanged('unknown')
  return user
}

async function existing(sql: Sql, id: string): Promise<User> {
  const user = await findUser(sql, { id })
  if (user === null) throw new AccountUnchanged('unknown')
  return user
}
