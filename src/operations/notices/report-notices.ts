import { randomUUID } from 'node:crypto'
import { dayOf } from '../../domain/app/day.ts'
import { natureOfAddress } from '../../domain/contacts/identity.ts'
import { holdersOfIdentities } from '../../store/decisions/answered-decisions.ts'
import { insertAudit } from '../../store/app/audit.ts'
import { inTransaction } from '../../store/app/database.ts'
import { ensureIdentities } from '../../store/objections/objections.ts'
import { insertNotices, latestNotice, type NoticeReport } from '../../store/notices/notices.ts'
import type { App } from '../app/app.ts'
import { decideLater } from '../decisions/decide-later.ts'

/** What a mailing tool says of one notice; `email` in normal form. Version null = the newest text. */
export type ReportedNotice = Omit<NoticeReport, 'hash'> & { email: string }

/**
 * Stores what happened to notices and decides the people again. A report with a message id that is known is no second
 * one. Gives how many are new.
 */
export async function reportNotices(app: App, reports: readonly ReportedNotice[], reportedBy: string): Promise<number> {
  const now = app.clock.now()
  const rows = reports.map((report) => ({ ...report, hash: app.keys.hashEmail(report.email) }))
  const hashes = rows.map((row) => row.hash)
  const stored = await inTransaction(app.pool, async (sql) => {
    const latest = (await latestNotice(sql))?.number ?? null
    await ensureIdentities(
      sql,
      rows.map((row) => ({ hash: row.hash, kind: 'email' as const, role: natureOfAddress(row.email).role })),
      now,
    )
    const count = await insertNotices(
      sql,
      rows.map((row) => ({ ...row, version: row.version ?? (row.event === 'sent' ? latest : null) })),
      reportedBy,
      now,
    )
    await insertAudit(
      sql,
      [
        {
          actId: `notices:${randomUUID()}`,
          act: 'notice',
          actor: reportedBy,
          details: { reports: reports.length, stored: count, on: dayOf(now) },
        },
      ],
      now,
    )
    return count
  })
  decideLater(app, [...(await holdersOfIdentities(app.pool, hashes)).values()].flat())
  return stored
}
