import { randomUUID } from 'node:crypto'
import { newToken, tokenHash } from '../../crypto/tokens.ts'
import { insertAudit } from '../../store/app/audit.ts'
import type { Settings } from '../../domain/settings/settings.ts'
import { saveSettings } from '../../store/settings/settings.ts'
import { inTransaction } from '../../store/app/database.ts'
import {
  countUsers,
  findInvitation,
  findUser,
  insertUser,
  useInvitation,
  type User,
} from '../../store/accounts/users.ts'
import type { App } from '../app/app.ts'
import { changeAccounts } from '../approvals/four-eyes.ts'
import { AccountRefused, checkedHash } from './choose-password.ts'
import { insertAccountLink } from './invitations.ts'

/** One-time link that makes the first admin, printed in the terminal. Wall clock. */
export async function inviteFirstUser(app: App): Promise<string> {
  const token = newToken()
  await inTransaction(app.pool, (sql) => insertAccountLink(sql, token, null, { madeBy: null, why: 'invited' }))
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
