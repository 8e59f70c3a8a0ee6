import { randomUUID } from 'node:crypto'
import { hashPassword } from '../crypto/password.ts'
import { newToken, tokenHash } from '../crypto/tokens.ts'
import { insertAudit } from '../store/audit.ts'
import { inTransaction } from '../store/database.ts'
import { countUsers, findInvitation, findUser, insertInvitation, insertUser, setPassword, useInvitation, type Role, type User } from '../store/users.ts'
import type { App } from './app.ts'

/** Why an account could not be made; `field` is the form's. */
export class AccountRefused extends Error {
  readonly code: 'link' | 'email' | 'password' | 'name'
  constructor(code: AccountRefused['code']) {
    super(code)
    this.code = code
  }
}

const linkLifeMs = 24 * 3_600_000
const minPasswordLength = 15

/** One-time link that makes the first admin, printed in the terminal (console.md 3.26). Wall clock. */
export async function inviteFirstUser(app: App): Promise<string> {
  const token = newToken()
  const now = new Date()
  await inTransaction(app.pool, (sql) => insertInvitation(sql, tokenHash(token), null, now, new Date(now.getTime() + linkLifeMs)))
  return `${app.consoleUrl}/first-run/${token}`
}

/** True while the link may make the first admin. */
export async function firstRunOpen(app: App, token: string): Promise<boolean> {
  const invitation = await findInvitation(app.pool, tokenHash(token), new Date())
  return invitation !== null && invitation.userId === null && (await countUsers(app.pool)) === 0
}

/** Makes the first admin. Throws AccountRefused. */
export async function createFirstUser(app: App, token: string, input: { email: string; name: string; password: string; language: 'en' | 'fr' }): Promise<User> {
  const id = randomUUID()
  const passwordHash = await checkedHash(input)
  const now = new Date()
  return inTransaction(app.pool, async (sql) => {
    if ((await countUsers(sql)) > 0 || !(await useInvitation(sql, tokenHash(token), now))) throw new AccountRefused('link')
    await insertUser(sql, { id, email: input.email, name: input.name.trim(), role: 'admin', language: input.language, passwordHash }, now)
    await insertAudit(sql, [{ actId: `user:${id}`, act: 'user', actor: input.email.trim().toLowerCase(), details: { role: 'admin', firstRun: true } }], app.clock.now())
    const user = await findUser(sql, { id })
    if (user === null) throw new Error('The first user was not stored')
    return user
  })
}

/** Adds a user without a password and gives the link, valid 24 h, that lets them choose one. Throws AccountRefused. */
export async function inviteUser(app: App, by: User, input: { email: string; name: string; role: Role; language: 'en' | 'fr' }): Promise<string> {
  if (!isAddress(input.email)) throw new AccountRefused('email')
  if (input.name.trim() === '') throw new AccountRefused('name')
  const id = randomUUID()
  const token = newToken()
  const now = new Date()
  await inTransaction(app.pool, async (sql) => {
    const known = await findUser(sql, { email: input.email })
    if (known !== null && known.passwordHash !== null) throw new AccountRefused('email')
    if (known === null) await insertUser(sql, { id, ...input, name: input.name.trim(), passwordHash: null }, now)
    await insertInvitation(sql, tokenHash(token), known?.id ?? id, now, new Date(now.getTime() + linkLifeMs))
    await insertAudit(sql, [{ actId: `user:${known?.id ?? id}:${now.getTime()}`, act: 'user', actor: by.email, details: { invited: known?.id ?? id, role: input.role } }], app.clock.now())
  })
  return `${app.consoleUrl}/invite/${token}`
}

/** The invited person, while the link works. */
export async function invitedUser(app: App, token: string): Promise<User | null> {
  const invitation = await findInvitation(app.pool, tokenHash(token), new Date())
  return invitation?.userId == null ? null : findUser(app.pool, { id: invitation.userId })
}

/** The invited person chooses a password. Throws AccountRefused. */
export async function acceptInvitation(app: App, token: string, password: string): Promise<User> {
  const user = await invitedUser(app, token)
  if (user === null) throw new AccountRefused('link')
  const passwordHash = await checkedHash({ email: user.email, name: user.name, password })
  await inTransaction(app.pool, async (sql) => {
    if (!(await useInvitation(sql, tokenHash(token), new Date()))) throw new AccountRefused('link')
    await setPassword(sql, user.id, passwordHash)
  })
  return user
}

async function checkedHash({ email, name, password }: { email: string; name: string; password: string }): Promise<string> {
  if (!isAddress(email)) throw new AccountRefused('email')
  if (name.trim() === '') throw new AccountRefused('name')
  if (Array.from(password).length < minPasswordLength || password.length > 200) throw new AccountRefused('password')
  return hashPassword(password)
}

/** An address for logging in; it is never mailed here, so a short check is enough. */
function isAddress(email: string): boolean {
  return /^[^\s@]{1,64}@[^\s@]{1,190}$/u.test(email.trim())
}
