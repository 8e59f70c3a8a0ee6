import { insertAudit } from '../../store/app/audit.ts'
import { inTransaction } from '../../store/app/database.ts'
import { saveNotice } from '../../store/notices/notices.ts'
import type { User } from '../../store/accounts/users.ts'
import type { App } from '../app/app.ts'

/** Keeps a new version of the notice, unless it says the same as the last one. Gives the number of the version. */
export async function writeNotice(app: App, user: User, texts: Parameters<typeof saveNotice>[1]): Promise<number> {
  const now = app.clock.now()
  return inTransaction(app.pool, async (sql) => {
    const { number, saved } = await saveNotice(sql, texts, user.email, now)
    if (saved)
      await insertAudit(
        sql,
        [
          {
            actId: `notice-text:${number}`,
            act: 'setting',
            actor: user.email,
            details: { notice: number, languages: Object.keys(texts) },
          },
        ],
        now,
      )
    return number
  })
}
