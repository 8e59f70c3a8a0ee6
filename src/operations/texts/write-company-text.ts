import { insertAudit } from '../../store/app/audit.ts'
import { inTransaction } from '../../store/app/database.ts'
import { saveCompanyText, type CompanyTextKind } from '../../store/texts/company-texts.ts'
import type { User } from '../../store/accounts/users.ts'
import type { App } from '../app/app.ts'

/** Keeps a new version of a text, unless it says the same as the last one. Gives the number of the version. */
export async function writeCompanyText(
  app: App,
  user: User,
  kind: CompanyTextKind,
  texts: Readonly<Record<string, string>>,
): Promise<number> {
  const now = app.clock.now()
  return inTransaction(app.pool, async (sql) => {
    const { number, saved } = await saveCompanyText(sql, kind, texts, user.email, now)
    if (saved)
      await insertAudit(
        sql,
        [
          {
            actId: `company-text:${kind}:${number}`,
            act: 'setting',
            actor: user.email,
            details: { text: kind, version: number, languages: Object.keys(texts) },
          },
        ],
        now,
      )
    return number
  })
}
