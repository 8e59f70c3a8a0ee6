import { randomUUID } from 'node:crypto'
import { addressOf, groupsOf, roleOf } from '../../../domain/accounts/company-login.ts'
import type { Role } from '../../../domain/accounts/roles.ts'
import { judgeRoles } from '../../../domain/approvals/four-eyes.ts'
import { Refused } from '../../../domain/app/refused.ts'
import {
  bindUser,
  findBoundUser,
  lastCompanyLogin,
  noteCompanyLogin,
  type KeptCompanyLogin,
} from '../../../store/accounts/company-login.ts'
import { findLocalLoginOff } from '../../../store/accounts/local-login.ts'
import { noteSessionProof } from '../../../store/accounts/login-sessions.ts'
import { endSessions, findUser, insertUser, setRole, type User } from '../../../store/accounts/users.ts'
import { startAsNew } from '../../../store/approvals/account-hands.ts'
import { insertAudit } from '../../../store/app/audit.ts'
import type { Sql } from '../../../store/app/database.ts'
import { noteAccount } from '../note-account.ts'
import type { App } from '../../app/app.ts'
import { changeAccounts, putHandOn } from '../../approvals/four-eyes.ts'
import { isAddress } from '../choose-password.ts'
import { endProposalsOf } from '../../settings/setting-proposals.ts'
import type { ProviderAnswer } from './provider.ts'

/**
 * Why somebody whom the provider knows does not come in. `groups-elsewhere`: it does not name all their groups;
 * `address`: it names no checked address; `taken`: another person of the provider has the account of this address;
 * `break-glass`: the account kept for emergencies is opened by its password alone; `other`: it is not who was logged
 * in.
 */
export class CompanyRefused extends Refused<
  'no-group' | 'groups-elsewhere' | 'no-access' | 'address' | 'taken' | 'break-glass' | 'other'
> {}

interface Entry {
  login: KeptCompanyLogin
  answer: ProviderAnswer
  /** Of the screens of an account that is made now. */
  language: 'en' | 'fr'
}

/**
 * The account of somebody whom the provider let in, with the role that their groups give from now on
 * (docs/reference/security.md#company-login). The first time it is bound to the provider's own id of the person: the
 * one of the same address, or a new one. Throws CompanyRefused.
 */
export async function enterByCompany(app: App, entry: Entry): Promise<User> {
  const { login, answer } = entry
  return changeAccounts(app, async (sql, now) => {
    const groups = groupsOf(answer.claims, login.groupsClaim)
    if (groups === null) throw new CompanyRefused('groups-elsewhere')
    const role = roleOf(groups, login.groupRoles)
    if (role === null) throw new CompanyRefused('no-group')
    const boundId = await findBoundUser(sql, answer)
    const bound = boundId === null ? null : await findUser(sql, { id: boundId })
    const user = bound ?? (await firstEntry(sql, entry, role, now))
    if (user.disabledAt !== null) throw new CompanyRefused('no-access')
    if ((await findLocalLoginOff(sql))?.breakGlassId === user.id) throw new CompanyRefused('break-glass')
    await noteCompanyLogin(sql, answer, new Date())
    await applyRole(sql, user, { role, from: login.name }, now)
    const entered = await findUser(sql, { id: user.id })
    if (entered === null) throw new Error('An account went while its owner came in')
    return entered
  })
}

/** Binds the account of the same address, or makes one. */
async function firstEntry(sql: Sql, { login, answer, language }: Entry, role: Role, now: Date): Promise<User> {
  const email = addressOf(answer.claims)
  if (email === null || !isAddress(email)) throw new CompanyRefused('address')
  const known = await findUser(sql, { email })
  const { issuer, subject } = answer
  if (known !== null) {
    if (known.disabledAt !== null) throw new CompanyRefused('no-access')
    // An address that was given to another person is not the account of that person.
    if ((await lastCompanyLogin(sql, known.id, issuer)) !== null) throw new CompanyRefused('taken')
    await bindUser(sql, answer, known.id, new Date())
    // Whoever gives addresses at the provider is not them: nothing is approved on the first day.
    await startAsNew(sql, known.id, now)
    await noteAccount(
      sql,
      email,
      known.id,
      { what: 'bound to the company login', bound: known.id, company: login.name, issuer, subject },
      now,
    )
    return known
  }
  const id = randomUUID()
  const { name } = answer.claims
  const called = typeof name === 'string' && name.trim() !== '' ? name.trim().slice(0, 200) : email
  await insertUser(sql, { id, email, name: called, role, language, passwordHash: null }, now)
  await bindUser(sql, answer, id, new Date())
  await putHandOn(sql, { id, role }, null, 'company', now)
  await noteAccount(
    sql,
    email,
    id,
    { what: 'made by the company login', made: id, role, company: login.name, issuer, subject },
    now,
  )
  const made = await findUser(sql, { id })
  if (made === null) throw new Error('A new account was not stored')
  return made
}

/** The role that the groups give, from this login on; the last admin who has a password stays one. */
async function applyRole(sql: Sql, user: User, { role, from }: { role: Role; from: string }, now: Date): Promise<void> {
  if (user.role === role) return
  const change = { from: user.role, to: role }
  if (!(await setRole(sql, user.id, role)))
    return noteAccount(
      sql,
      user.email,
      user.id,
      { user: user.id, role: change, company: from, kept: 'last admin with a password' },
      now,
    )
  await endSessions(sql, user.id, new Date())
  if (!judgeRoles.includes(role)) await endProposalsOf(sql, user.id, from, now)
  else if (!judgeRoles.includes(user.role)) await putHandOn(sql, { id: user.id, role }, null, 'company', now)
  await noteAccount(sql, user.email, user.id, { user: user.id, role: change, company: from }, now)
}

/**
 * Notes that whoever is logged in proved to the provider anew who they are: the act that waits goes on by it once.
 * Throws CompanyRefused.
 */
export async function noteProvenAnew(
  app: App,
  { user, sessionHash }: { user: User; sessionHash: Buffer },
  answer: ProviderAnswer,
): Promise<void> {
  const isSame = (await findBoundUser(app.pool, answer)) === user.id
  if (!isSame || answer.provedAt === null) throw new CompanyRefused('other')
  await noteSessionProof(app.pool, sessionHash, answer.provedAt)
}

/** Notes that the provider, or we, let somebody not in. `detail`: what was said of it. */
export async function noteRefusedEntry(
  app: App,
  { name }: KeptCompanyLogin,
  { answer, code, detail, visitor }: { answer: ProviderAnswer | null; code: string; detail?: string; visitor: string },
): Promise<void> {
  const id = answer === null ? null : await findBoundUser(app.pool, answer)
  const user = id === null ? null : await findUser(app.pool, { id })
  app.log.warn({ visitor, userId: id, reason: code }, 'a company login failed')
  const of = answer === null ? {} : { subject: answer.subject }
  const details = { failed: code, company: name, ...of, ...(detail === undefined ? {} : { detail }), visitor }
  await insertAudit(
    app.pool,
    [{ actId: `login:${randomUUID()}`, act: 'login', actor: user?.email ?? 'unknown', details }],
    app.clock.now(),
  )
}
