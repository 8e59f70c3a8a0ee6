import { randomUUID } from 'node:crypto'
import { Refused } from '../../domain/app/refused.ts'
import { findCompanyLogin, lastCompanyLogin } from '../../store/accounts/company-login.ts'
import {
  endLocalSessions,
  findLocalLoginOff,
  insertBreakGlassUse,
  insertLocalLoginOff,
  noteBreakGlassSeen,
  openBreakGlassUses,
  removeLocalLoginOff,
} from '../../store/accounts/local-login.ts'
import { hasFactor } from '../../store/accounts/second-factors.ts'
import { findUser, type User } from '../../store/accounts/users.ts'
import { insertApproverNews } from '../../store/approvals/approver-news.ts'
import { insertAudit } from '../../store/app/audit.ts'
import { inTransaction, isUuid, type Sql } from '../../store/app/database.ts'
import type { App } from '../app/app.ts'
import { changeAccounts } from '../approvals/four-eyes.ts'

/**
 * Why local login stays as it is. `no-company`: there is no other way in; `not-tried`: whoever asks did not come in by
 * it within the hour, as it is kept now; of the account kept for emergencies: `account`: no admin with access;
 * `password`, `factor`: it has none; `bound`: the provider opens it, too; `on`, `seen`: nothing to do; `own`: of one's
 * own use.
 */
export class LocalLoginRefused extends Refused<
  'no-company' | 'not-tried' | 'account' | 'password' | 'factor' | 'bound' | 'on' | 'seen' | 'own'
> {}

const triedMs = 3_600_000

/**
 * Nobody but the owner of one account comes in by password from now on (docs/reference/security.md#break-glass): the
 * logins by password end, but the one in which it is done. Throws LocalLoginRefused.
 */
export async function switchLocalLoginOff(
  app: App,
  by: User,
  { breakGlassId, sessionHash }: { breakGlassId: string; sessionHash: Buffer },
): Promise<void> {
  await changeAccounts(app, async (sql, now) => {
    const company = await findCompanyLogin(sql)
    if (company === null) throw new LocalLoginRefused('no-company')
    const tried = await lastCompanyLogin(sql, by.id, company.issuer)
    if (tried === null || Date.now() - tried.getTime() > triedMs || tried < company.savedAt)
      throw new LocalLoginRefused('not-tried')
    const user = isUuid(breakGlassId) ? await findUser(sql, { id: breakGlassId }) : null
    if (user === null || user.role !== 'admin' || user.disabledAt !== null) throw new LocalLoginRefused('account')
    if (user.passwordHash === null) throw new LocalLoginRefused('password')
    if (!(await hasFactor(sql, user.id))) throw new LocalLoginRefused('factor')
    if (user.isBound) throw new LocalLoginRefused('bound')
    const wallNow = new Date()
    await insertLocalLoginOff(sql, { breakGlassId: user.id, since: now, by: by.email })
    await endLocalSessions(sql, { but: user.id, kept: sessionHash }, wallNow)
    await note(sql, by.email, { localLogin: 'passwords switched off', breakGlass: user.id }, now)
  })
}

/** Everybody who has a password comes in by it again. `by` null = the command line. Throws LocalLoginRefused. */
export async function switchLocalLoginOn(app: App, by: User | null): Promise<void> {
  await changeAccounts(app, async (sql, now) => {
    if (!(await removeLocalLoginOff(sql))) throw new LocalLoginRefused('on')
    await note(sql, by?.email ?? 'command line', { localLogin: 'passwords switched on' }, now)
  })
}

/** Whether this account may be opened by its password, or be given a new one. */
export async function isPasswordTaken(sql: Sql, userId: string): Promise<boolean> {
  const off = await findLocalLoginOff(sql)
  return off === null || off.breakGlassId === userId
}

/** Whether this is the account kept for emergencies, while it is the only one that a password opens. */
export async function isBreakGlass(sql: Sql, userId: string): Promise<boolean> {
  return (await findLocalLoginOff(sql))?.breakGlassId === userId
}

/** Notes that the account kept for emergencies was opened: every admin gets a mail, and Today shows it. */
export async function noteBreakGlassUse(app: App, user: User, visitor: string): Promise<void> {
  const now = app.clock.now()
  await inTransaction(app.pool, async (sql) => {
    if (!(await isBreakGlass(sql, user.id))) return
    await insertBreakGlassUse(sql, { id: randomUUID(), userId: user.id, visitor }, now)
    await insertApproverNews(sql, user.id, 'break-glass', null, now)
    await note(sql, user.email, { used: 'emergency account opened', breakGlass: user.id, visitor }, now)
  })
}

/** Another admin says that they know of a use. Throws LocalLoginRefused. */
export async function acknowledgeUse(app: App, by: User, id: string): Promise<void> {
  const now = app.clock.now()
  await inTransaction(app.pool, async (sql) => {
    const use = isUuid(id) ? (await openBreakGlassUses(sql)).find((one) => one.id === id) : undefined
    if (use === undefined) throw new LocalLoginRefused('seen')
    // Whoever holds the account must not be the one who says that all is well.
    if (use.userId === by.id) throw new LocalLoginRefused('own')
    if (!(await noteBreakGlassSeen(sql, id, by.email, now))) throw new LocalLoginRefused('seen')
    await note(
      sql,
      by.email,
      { used: 'use of the emergency account known', breakGlass: use.userId, acknowledged: id },
      now,
    )
  })
}

async function note(sql: Sql, actor: string, details: Record<string, unknown>, now: Date): Promise<void> {
  await insertAudit(sql, [{ actId: `local-login:${randomUUID()}`, act: 'user', actor, details }], now)
}
