import { randomUUID } from 'node:crypto'
import { insertAudit } from '../../store/app/audit.ts'
import { renewSession, setLanguage, type User } from '../../store/accounts/users.ts'
import type { App } from '../app/app.ts'

/** Notes that the console opened to a user; `visitor`: address the browser came from. */
export async function noteLogin(app: App, user: User, visitor: string): Promise<void> {
  await note(app, user.email, { visitor })
}

/**
 * Notes that somebody who was logged in proved once more who they are, before an act that cannot be undone; a new
 * session takes the place of theirs. `now`: wall clock, as of every session.
 */
export async function noteStepUp(
  app: App,
  { user, sessionHash }: { user: Pick<User, 'email'>; sessionHash: Buffer },
  newHash: Buffer,
  visitor: string,
  now: Date,
): Promise<void> {
  await renewSession(app.pool, sessionHash, newHash, now)
  await note(app, user.email, { again: 'before an act that cannot be undone', visitor })
}

/**
 * Notes a login that failed. What was typed is not kept: people type passwords in the wrong field.
 */
export async function noteFailedLogin(
  app: App,
  user: User | null,
  reason: 'password' | 'unknown' | 'no-access' | 'too-many',
  visitor: string,
): Promise<void> {
  app.log.warn({ visitor, userId: user?.id ?? null, reason }, 'a login failed')
  await note(app, user?.email ?? 'unknown', { failed: reason, visitor })
}

async function note(app: App, actor: string, details: Readonly<Record<string, string>>): Promise<void> {
  await insertAudit(app.pool, [{ actId: `login:${randomUUID()}`, act: 'login', actor, details }], app.clock.now())
}

/** Shows the screens to this user in another language from now on. */
export async function chooseLanguage(app: App, user: User, language: 'en' | 'fr'): Promise<void> {
  await setLanguage(app.pool, user.id, language)
}
