import { randomUUID } from 'node:crypto'
import { insertAudit } from '../../store/app/audit.ts'
import { endSessionOf, renewSession } from '../../store/accounts/login-sessions.ts'
import { endSessions, setLanguage, setShortcuts, type User } from '../../store/accounts/users.ts'
import type { App } from '../app/app.ts'

/**
 * Notes that a password was right, or that the company's own login let somebody in; `waitsFor`: what the console still
 * waits for before it opens; null = it is open. `visitor`: address the browser came from.
 */
export async function noteLogin(
  app: App,
  user: User,
  { waitsFor, visitor, company }: { waitsFor: 'code' | 'factor' | null; visitor: string; company?: string },
): Promise<void> {
  const by = company === undefined ? {} : { company }
  await note(app, user.email, { visitor, ...by, ...(waitsFor === null ? {} : { waitsFor: waits[waitsFor] }) })
}

const waits = { code: 'the second factor', factor: 'a second factor to be set up' }

/**
 * Notes that whoever was logged in proved who they are by something more: the second factor of a login, or before an
 * act that cannot be undone. A new session takes the place of theirs. `now`: wall clock, as of every session.
 */
export async function noteProof(
  app: App,
  {
    user,
    sessionHash,
    hasFactor,
    isSecondGiven,
  }: { user: Pick<User, 'email'>; sessionHash: Buffer; hasFactor: boolean; isSecondGiven: boolean },
  proof: { newHash: Buffer; isSecond: boolean; visitor: string; now: Date },
): Promise<void> {
  const { newHash, isSecond, visitor, now } = proof
  await renewSession(app.pool, sessionHash, newHash, isSecond, now)
  const isLogin = hasFactor && !isSecondGiven
  await note(app, user.email, {
    ...(isLogin ? {} : { again: 'before an act that cannot be undone' }),
    ...(isSecond ? { secondFactor: 'given' } : {}),
    visitor,
  })
}

/**
 * Notes a login that failed. What was typed is not kept: people type passwords in the wrong field.
 */
export async function noteFailedLogin(
  app: App,
  user: User | null,
  reason: 'password' | 'code' | 'unknown' | 'no-access' | 'too-many' | 'local-off',
  visitor: string,
): Promise<void> {
  app.log.warn({ visitor, userId: user?.id ?? null, reason }, 'a login failed')
  await note(app, user?.email ?? 'unknown', { failed: reason, visitor })
}

async function note(app: App, actor: string, details: Readonly<Record<string, string>>): Promise<void> {
  await insertAudit(app.pool, [{ actId: `login:${randomUUID()}`, act: 'login', actor, details }], app.clock.now())
}

/** Shows the screens to this user in another language from now on. */
export async function chooseOwnLanguage(app: App, user: User, language: 'en' | 'fr'): Promise<void> {
  await setLanguage(app.pool, user.id, language)
}

/** Ends one of the user's own logins: false when it is none of theirs, or ended. */
export async function endOwnLogin(app: App, user: User, id: string): Promise<boolean> {
  if (!(await endSessionOf(app.pool, user.id, id, new Date()))) return false
  await note(app, user.email, { ended: 'one login of their own' })
  return true
}

/** Ends every login of the user but the one in which it is asked. */
export async function endOtherLogins(app: App, user: User, sessionHash: Buffer): Promise<void> {
  await endSessions(app.pool, user.id, new Date(), sessionHash)
  await note(app, user.email, { ended: 'every other login of their own' })
}

/** Whether single keys do something on this user's screens from now on. */
export async function chooseShortcuts(app: App, user: User, shortcuts: boolean): Promise<void> {
  await setShortcuts(app.pool, user.id, shortcuts)
}
