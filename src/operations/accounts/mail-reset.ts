import { newToken } from '../../crypto/tokens.ts'
import { randomUUID } from 'node:crypto'
import { passwordLetter } from '../../outbound/accounts/password-letter.ts'
import { ConnectorError } from '../../connector/errors.ts'
import { insertAudit } from '../../store/app/audit.ts'
import { inTransaction } from '../../store/app/database.ts'
import { findLocalLoginOff } from '../../store/accounts/local-login.ts'
import { countHit } from '../../store/accounts/rate-counters.ts'
import { findUser, type User } from '../../store/accounts/users.ts'
import type { App } from '../app/app.ts'
import { insertAccountLink } from './invitations.ts'

/** Mails to one account in an hour; more than that is somebody who annoys its owner. */
const maxMails = 3

/**
 * Mails a link for a new password to the account of an address, if it has one that is open: works an hour, once, and
 * takes no second factor away. What happens shows to nobody: it goes on after the answer. Does nothing without a mail
 * server, nor while one account alone is opened by a password.
 */
export function mailReset(app: App, email: string, visitor: string): void {
  app.later(
    send(app, email, visitor).catch((error: unknown) => {
      app.log.error({ reason: error instanceof Error ? error.name : 'unknown' }, 'a link for a new password failed')
    }),
  )
}

async function send(app: App, email: string, visitor: string): Promise<void> {
  const user = await findUser(app.pool, { email })
  if (app.mailer === null || user === null || user.disabledAt !== null || user.passwordHash === null) return
  if ((await findLocalLoginOff(app.pool)) !== null) return
  if ((await countHit(app.pool, `reset ${user.id}`, 3_600)) > maxMails) return
  const token = newToken()
  await inTransaction(app.pool, async (sql) => {
    await insertAccountLink(sql, token, user.id, { madeBy: null, why: 'mail' })
    await insertAudit(
      sql,
      [
        {
          actId: `user:${user.id}:${randomUUID()}`,
          act: 'user',
          actor: 'login page',
          details: { link: user.id, why: 'asked for by mail', visitor },
        },
      ],
      app.clock.now(),
    )
  })
  await mailTo(app, user, `${app.consoleUrl}/invite/${token}`)
}

async function mailTo(app: App, user: User, url: string): Promise<void> {
  try {
    await app.mailer?.send({ ...passwordLetter(user.language, { email: user.email, url }), to: user.email })
  } catch (error) {
    if (!(error instanceof ConnectorError)) throw error
    app.log.warn({ userId: user.id, reason: error.kind }, 'a link for a new password could not be mailed')
  }
}
