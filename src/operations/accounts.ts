import { randomUUID } from 'node:crypto'
import { insertAudit } from '../store/audit.ts'
import { disableUser, type User } from '../store/users.ts'
import type { App } from './app.ts'
import { changeAccounts } from './four-eyes.ts'
import { endProposalsOf } from './setting-proposals.ts'

/** Ends somebody's access at once, with every login and open link. False: it is the last admin, or it had ended. */
export async function endAccess(app: App, by: User, id: string): Promise<boolean> {
  return changeAccounts(app, async (sql, now) => {
    const done = await disableUser(sql, id, new Date())
    if (done) await endProposalsOf(sql, id, by.email, now)
    if (done) await insertAudit(sql, [{ actId: `user:${id}:disabled:${randomUUID()}`, act: 'user', actor: by.email, details: { disabled: id } }], now)
    return done
  })
}
