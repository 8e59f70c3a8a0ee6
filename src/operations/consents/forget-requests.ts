import { insertAudit } from '../../store/app/audit.ts'
import { forgetUnconfirmed } from '../../store/consents/consents.ts'
import { inTransaction } from '../../store/app/database.ts'
import type { App } from '../app/app.ts'
import { confirmMs } from './record-answer.ts'

/** What nobody confirmed in 30 days is forgotten, and the log says so: also that its mail was never sent. */
export async function forgetRequests(app: App, now: Date): Promise<void> {
  await inTransaction(app.pool, async (sql) => {
    const lapsed = await forgetUnconfirmed(sql, new Date(now.getTime() - confirmMs))
    await insertAudit(
      sql,
      lapsed.map(({ id, contactId, isSent }) => ({
        actId: `consent-lapsed:${id}`,
        act: 'consent',
        actor: 'lawbase',
        contactId,
        details: { reason: 'not-confirmed', mail: isSent ? 'sent' : 'not-sent' },
      })),
      now,
    )
  })
}
