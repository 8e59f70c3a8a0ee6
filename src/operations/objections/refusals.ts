import { insertAudit, type AuditActName } from '../../store/app/audit.ts'
import { inTransaction } from '../../store/app/database.ts'
import { tieEvidence } from '../../store/app/evidence.ts'
import {
  requeueRefused,
  settleRefused,
  type RefusedCarriage,
  type RefusedRow,
} from '../../store/objections/refusals.ts'
import type { User } from '../../store/accounts/users.ts'
import type { App } from '../app/app.ts'
import { keepEvidence, type UploadedFile } from '../app/evidence.ts'
import { wakeDrains } from '../app/wake-drains.ts'

/**
 * Sends refused Propagations again, as their owner decides (docs/reference/promises.md#propagation). Gives how many;
 * pressed twice it sends once.
 */
export async function sendAgain(app: App, user: User, which: RefusedCarriage): Promise<number> {
  const now = app.clock.now()
  const sent = await inTransaction(app.pool, async (sql) => {
    const rows = await requeueRefused(sql, which, now)
    await insertAudit(
      sql,
      rows.map((row) => actOf('send-again', user, row)),
      now,
    )
    return rows
  })
  await wakeDrains(
    app,
    sent.map((row) => row.connectionId),
  )
  return sent.length
}

/**
 * Ends the waiting for a refusal that somebody dealt with elsewhere: its alarm ends, its state stays `refused`, because
 * nothing was read back. False when it was sent again, settled or lifted meanwhile; nothing is changed then.
 */
export async function settleByHand(
  app: App,
  user: User,
  which: { id: string; version: number },
  end: { note: string; evidence: UploadedFile | null },
): Promise<boolean> {
  const now = app.clock.now()
  return inTransaction(app.pool, async (sql) => {
    const row = await settleRefused(sql, which, user.email, end.note.trim(), now)
    if (row === null) return false
    const kept = end.evidence === null ? null : await keepEvidence(app, sql, end.evidence, user.email)
    if (kept !== null) await tieEvidence(sql, kept.id, 'propagation', row.id, user.email)
    await insertAudit(sql, [actOf('settle', user, row, kept === null ? {} : { evidence: kept.digest })], now)
    return true
  })
}

/** What was typed stays with the Propagation: the log says who, which no, where and why it had been refused. */
function actOf(
  act: Extract<AuditActName, 'send-again' | 'settle'>,
  user: User,
  row: RefusedRow,
  more: Readonly<Record<string, string>> = {},
) {
  return {
    actId: `${act}:${row.id}:${row.version}`,
    act,
    actor: user.email,
    contactId: row.contactId,
    connectionId: row.connectionId,
    details: { objectionId: row.objectionId, reason: row.reason, ...more },
  }
}
