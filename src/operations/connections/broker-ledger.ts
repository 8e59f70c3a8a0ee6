import { randomUUID } from 'node:crypto'
import type { Ledger, NoticeDraft, OpenedNotice } from '../../connector/ledger.ts'
import { newToken, tokenHash } from '../../crypto/tokens.ts'
import { inTransaction } from '../../store/app/database.ts'
import {
  findUnsent,
  insertNoticeLink,
  insertNotice,
  ledgerEntries,
  markNoticeSent,
  referenceOf,
} from '../../store/brokers/broker-notices.ts'
import { insertTask } from '../../store/brokers/broker-tasks.ts'
import type { App } from '../app/app.ts'

/** The book of one Connection's notices, as its connector sees it. */
export function ledgerOf(app: App, connectionId: string): Ledger {
  return {
    open: (draft) => openNotice(app, connectionId, draft),
    sent: (noticeId, ticket, details = {}) => markNoticeSent(app.pool, noticeId, ticket, details, app.clock.now()),
    find: (orderIds) => ledgerEntries(app.pool, connectionId, orderIds),
  }
}

/** A draft that was opened before and never went out is taken up again, with a new link beside the old ones. */
async function openNotice(app: App, connectionId: string, draft: NoticeDraft): Promise<OpenedNotice> {
  const now = app.clock.now()
  const later = (ms: number) => new Date(now.getTime() + ms)
  const token = newToken()
  const notice = await inTransaction(app.pool, async (sql) => {
    const known = await findUnsent(sql, connectionId, draft.kind, draft.orderIds)
    const opened =
      known ??
      (await insertNotice(
        sql,
        {
          id: randomUUID(),
          connectionId,
          kind: draft.kind,
          language: draft.language,
          dueAt: later(draft.dueInMs),
          orderIds: draft.orderIds,
          reminders: (draft.remindAfterMs ?? []).map(later),
        },
        now,
      ))
    if (draft.kind === 'mail') await insertNoticeLink(sql, tokenHash(token), opened.id, now)
    if (draft.kind === 'task')
      await insertTask(
        sql,
        { id: randomUUID(), noticeId: opened.id, connectionId, kind: 'act', dueAt: later(draft.dueInMs) },
        now,
      )
    return opened
  })
  return {
    ...notice,
    references: draft.orderIds.map((_id, index) => referenceOf(notice.number, index + 1)),
    url: draft.kind === 'mail' ? ackUrl(app, token) : null,
  }
}

/** Page of a notice under this token; null without a public address. */
export function ackUrl(app: App, token: string): string | null {
  return app.publicUrl === null ? null : `${app.publicUrl}/ack/${token}`
}
