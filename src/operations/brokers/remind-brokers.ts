import { ConnectorError } from '../../connector/errors.ts'
import { newToken, tokenHash } from '../../crypto/tokens.ts'
import { backoffMs } from '../../queue/failure-policy.ts'
import { findNotice, insertNoticeLink, linesOfNotice, referenceOf } from '../../store/brokers/broker-notices.ts'
import { forgetIps } from '../../store/brokers/broker-answers.ts'
import { claimReminder, endReminder, postponeReminder, type DueReminder } from '../../store/brokers/broker-reminders.ts'
import { chaseDue, closeAnswered } from '../../store/brokers/broker-tasks.ts'
import type { App } from '../app/app.ts'
import { ackUrl } from '../connections/broker-ledger.ts'
import { openConnection } from '../connections/open-connection.ts'

const claimMs = 60_000
const keepIpMs = 30 * 86_400_000
/** Reminders sent in one go; the next second takes the rest. */
const maxAtOnce = 20

/**
 * Asks brokers again that did not answer, and opens a task where a term has passed. Rows are claimed with a lease: a
 * crash after the sending at worst repeats one mail, under the same Message-ID.
 */
export async function chaseBrokers(app: App): Promise<void> {
  const now = app.clock.now()
  await chaseDue(app.pool, now)
  await closeAnswered(app.pool, now)
  await forgetIps(app.pool, new Date(now.getTime() - keepIpMs))
  for (let count = 0; count < maxAtOnce; count++) {
    const due = await claimReminder(app.pool, now, claimMs)
    if (due === null) return
    await remind(app, due)
  }
}

async function remind(app: App, due: DueReminder): Promise<void> {
  const now = app.clock.now()
  const [notice, lines] = await Promise.all([findNotice(app.pool, due.noticeId), linesOfNotice(app.pool, due.noticeId)])
  const open = lines.filter((line) => line.answer === null && line.state === 'accepted' && (line.proof ?? 1) < 2)
  if (notice?.sentAt == null || open.length === 0) return endReminder(app.pool, due, null, now)
  try {
    const { system } = await openConnection(app, due.connectionId, 'backfill')
    if (system.remind === undefined) return await endReminder(app.pool, due, null, now)
    const token = newToken()
    await insertNoticeLink(app.pool, tokenHash(token), notice.id, now)
    await system.remind({
      step: due.step,
      noticeId: notice.id,
      number: notice.number,
      url: ackUrl(app, token),
      sentAt: notice.sentAt,
      ticket: notice.ticket ?? '',
      details: notice.details,
      references: open.map((line) => referenceOf(notice.number, line.line)),
    })
    await endReminder(app.pool, due, now, now)
  } catch (error) {
    const reason = error instanceof ConnectorError ? error.message : 'The reminder could not be sent.'
    app.log.warn(
      {
        connectionId: due.connectionId,
        step: due.step,
        attempt: due.attempts,
        kind: error instanceof ConnectorError ? error.kind : 'unknown',
      },
      'a reminder could not be sent',
    )
    await postponeReminder(app.pool, due, new Date(now.getTime() + backoffMs(due.attempts + 5)), reason)
  }
}
