import type { FileBook, FileRow, SentFile } from '../../connector/ledger.ts'
import { unconfirmedAfterMs } from '../../domain/propagation/states.ts'
import { insertAudit } from '../../store/app/audit.ts'
import {
  countFileRows,
  holdFile,
  keepFileRows,
  lastFull,
  lastSequence,
  markFileAnswered,
  markFileSent,
  ownOrders,
  releaseFile,
  standingRows,
  unansweredFiles,
  unconfirmedRows,
  nextUpkeep,
  ordersWithoutRows,
  unfinishedFile,
  upsertFile,
} from '../../store/brokers/broker-files.ts'
import { lookNow, waitingForPerson } from '../../store/brokers/broker-answers.ts'
import { inTransaction, type Sql } from '../../store/app/database.ts'
import { oneAtATime } from '../../store/app/one-at-a-time.ts'
import { loadOrderFacts } from '../../store/propagation/order-facts.ts'
import type { User } from '../../store/accounts/users.ts'
import type { App } from '../app/app.ts'
import { keepAnswers } from './keep-answers.ts'

/**
 * An answer file is looked for this long; California's DROP gives brokers 45 days, the longest term we know
 * (docs/reference/brokers.md#drop-terms).
 */
const answerWithinMs = 45 * 86_400_000

/** The book of one Connection's files. */
export function fileBookOf(app: App, connectionId: string): FileBook {
  const { pool } = app
  const now = () => app.clock.now()
  return {
    // No transaction is open during the upload.
    alone: (work) => oneAtATime(app.pool, `files ${connectionId}`, work),
    unfinished: () => unfinishedFile(pool, connectionId),
    lastSequence: () => lastSequence(pool, connectionId),
    lastFull: () => lastFull(pool, connectionId),
    made: (file) => upsertFile(pool, connectionId, file, now()),
    sent: (sequence) => inTransaction(pool, (sql) => noteSent(sql, connectionId, sequence, now())),
    hold: (rows) => holdFile(pool, connectionId, rows, now()),
    keep: (rows) => keepFileRows(pool, connectionId, rows),
    unkept: (format) => ordersNotKept(pool, connectionId, format),
    standing: () => standingRows(pool, connectionId),
    unconfirmed: () => unconfirmedRows(pool, connectionId, new Date(now().getTime() - unconfirmedAfterMs)),
    unanswered: () => unansweredFiles(pool, connectionId, new Date(now().getTime() - answerWithinMs)),
    // The sweep lets the Propagations take them within a second.
    answered: (file, answers, complete) =>
      inTransaction(pool, async (sql) => {
        await keepFileAnswers(sql, connectionId, file, answers, now())
        if (complete) await markFileAnswered(sql, connectionId, file.sequence, now())
      }),
  }
}

async function noteSent(sql: Sql, connectionId: string, sequence: number, now: Date): Promise<void> {
  const file = await unfinishedFile(sql, connectionId)
  await markFileSent(sql, connectionId, sequence, now)
  await insertAudit(
    sql,
    [
      {
        actId: `broker-file:${connectionId}:${sequence}`,
        act: 'broker-file',
        actor: 'lawbase',
        connectionId,
        details: { sequence, mode: file?.mode, rows: file?.rows, sha256: file?.sha256 },
      },
    ],
    now,
  )
}

async function ordersNotKept(
  sql: Sql,
  connectionId: string,
  format: FileRow['idFormat'],
): ReturnType<FileBook['unkept']> {
  const without = await ordersWithoutRows(sql, connectionId, format)
  const facts = await loadOrderFacts(
    sql,
    without.map(({ id }) => id),
  )
  return without.flatMap(({ id, sentAt }) => {
    const found = facts.get(id)
    return found === undefined
      ? []
      : [{ orderId: id, emails: found.emails, channels: found.channels, objectedAt: found.receivedAt, sentAt }]
  })
}

/** Keeps the answers to orders of this Connection; others are none of its business. */
async function keepFileAnswers(
  sql: Sql,
  connectionId: string,
  file: SentFile,
  answers: Parameters<FileBook['answered']>[1],
  now: Date,
): Promise<void> {
  const own = await ownOrders(
    sql,
    connectionId,
    answers.map((answer) => answer.orderId),
  )
  const rows = await countFileRows(sql, connectionId, [...own])
  // Of whom only some addresses were answered, the broker has the order; what became of the person is not told yet.
  const told = answers
    .filter((answer) => own.has(answer.orderId))
    .map((answer) =>
      answer.records < (rows.get(answer.orderId) ?? 0) && answer.answer !== 'refused'
        ? { ...answer, answer: 'acknowledged' as const }
        : answer,
    )
  await keepAnswers(
    sql,
    told.map((answer) => ({
      propagationId: answer.orderId,
      noticeId: null,
      door: 'file' as const,
      dedupeKey: `file:${connectionId}:${file.sequence}:${answer.orderId}:${answer.answer}`,
      answer: answer.answer,
      reason: answer.reason,
      ticket: file.name,
      answeredBy: null,
      ip: null,
      evidenceDigest: null,
      answeredAt: answer.at === null || answer.at > now ? now : answer.at,
    })),
    'the broker',
    now,
  )
}

/** A person says that the smaller file is right. False when none is held. */
export async function letFileGo(app: App, connectionId: string, user: User): Promise<boolean> {
  const now = app.clock.now()
  return inTransaction(app.pool, async (sql) => {
    if (!(await releaseFile(sql, connectionId, user.email))) return false
    // In a mode without changes the objections wait with the file.
    await lookNow(sql, await waitingForPerson(sql, connectionId), now)
    await nextUpkeep(sql, connectionId, now)
    await insertAudit(
      sql,
      [
        {
          actId: `broker-file-release:${connectionId}:${now.getTime()}`,
          act: 'broker-file',
          actor: user.email,
          connectionId,
          details: { released: true },
        },
      ],
      now,
    )
    return true
  })
}
