import { Refused } from '../../domain/app/refused.ts'
import type { Words } from '../../connector/form.ts'
import type { BrokerAnswer } from '../../domain/brokers/broker-answer.ts'
import { insertAudit } from '../../store/app/audit.ts'
import {
  findNotice,
  markNoticeSent,
  linesOfNotice,
  type Notice,
  type NoticeLine,
} from '../../store/brokers/broker-notices.ts'
import { endTask, findTask, type BrokerTask } from '../../store/brokers/broker-tasks.ts'
import { findConnection } from '../../store/connections/connections.ts'
import { inTransaction } from '../../store/app/database.ts'
import { tieEvidence } from '../../store/app/evidence.ts'
import { loadOrderFacts } from '../../store/propagation/order-facts.ts'
import type { User } from '../../store/accounts/users.ts'
import type { App } from '../app/app.ts'
import { settleAnswers } from './broker-answers.ts'
import { keepEvidence, type UploadedFile } from '../app/evidence.ts'
import { keepAnswers } from '../connections/keep-answers.ts'
import { connectorOf, openCredentials } from '../connections/open-connection.ts'

/** Why a task was not taken; the code names the sentence of the screen. */
export class TaskRefused extends Refused<'unknown' | 'done' | 'answer' | 'note' | 'evidence'> {}

export interface OpenedTask {
  task: BrokerTask
  notice: Notice
  lines: readonly NoticeLine[]
  /** What the admin wrote down for this broker; null for a broker that is only asked again. */
  instructions: Words | null
}

/** A task with all that is needed to do it, and no address. */
export async function openTask(app: App, id: string): Promise<OpenedTask | null> {
  const task = await findTask(app.pool, id)
  const notice = task === null ? null : await findNotice(app.pool, task.noticeId)
  if (task === null || notice === null) return null
  const connection = await findConnection(app.pool, task.connectionId)
  const connector = connection === null ? null : connectorOf(app, connection)
  const instructions =
    task.kind === 'chase' || connection?.credentials == null || connector?.instructions === undefined
      ? null
      : connector.instructions(openCredentials(app, connector, connection))
  return { task, notice, lines: await linesOfNotice(app.pool, notice.id), instructions }
}

/** Addresses of the people of a task, by Propagation; each look is an act (docs/reference/promises.md#i7). */
export async function showTask(
  app: App,
  { task, lines }: OpenedTask,
  user: User,
): Promise<ReadonlyMap<string, readonly string[]>> {
  const now = app.clock.now()
  const facts = await loadOrderFacts(
    app.pool,
    lines.map((line) => line.propagationId),
  )
  await insertAudit(
    app.pool,
    lines.map((line) => ({
      actId: `view:task:${task.id}:${line.propagationId}:${user.id}:${now.getTime()}`,
      act: 'view',
      actor: user.email,
      contactId: line.contactId,
      connectionId: task.connectionId,
      details: { page: 'broker-task', task: task.number },
    })),
    now,
  )
  return new Map(lines.map((line) => [line.propagationId, facts.get(line.propagationId)?.emails ?? []]))
}

export interface TaskEnd {
  answer: BrokerAnswer
  note: string
  evidence: UploadedFile | null
}

/**
 * Ends a task with what came of it: every open line of its notice gets that answer. A thing done by hand needs a file
 * that shows it. Throws TaskRefused; nothing is changed then.
 */
export async function finishTask(app: App, user: User, id: string, end: TaskEnd): Promise<void> {
  const now = app.clock.now()
  const note = end.note.trim()
  await inTransaction(app.pool, async (sql) => {
    const task = await findTask(sql, id, true)
    if (task === null) throw new TaskRefused('unknown', 'There is no such task.')
    if (task.doneAt !== null) throw new TaskRefused('done', 'This task was ended before.')
    if (note === '') throw new TaskRefused('note', 'Say what was done.')
    if (task.kind === 'act' && end.answer === 'applied')
      throw new TaskRefused('answer', 'Only a broker can state that it blocked someone.')
    if (task.kind === 'act' && end.answer === 'acknowledged' && end.evidence === null)
      throw new TaskRefused('evidence', 'Attach a file that shows what was done.')
    const kept = end.evidence === null ? null : await keepEvidence(app, sql, end.evidence, user.email)
    await endTask(sql, id, { by: user.email, outcome: end.answer, note }, now)
    if (kept !== null) await tieEvidence(sql, kept.id, 'task', id, user.email)
    if (task.kind === 'act') await markNoticeSent(sql, task.noticeId, task.number, {}, now)
    const open = (await linesOfNotice(sql, task.noticeId)).filter((line) => line.answer === null)
    await keepAnswers(
      sql,
      open.map((line) => ({
        propagationId: line.propagationId,
        noticeId: task.noticeId,
        door: 'task' as const,
        dedupeKey: `task:${id}:${line.propagationId}`,
        answer: end.answer,
        reason: end.answer === 'refused' ? note : null,
        ticket: task.kind === 'act' ? task.number : null,
        answeredBy: user.email,
        ip: null,
        evidenceDigest: kept?.digest ?? null,
        answeredAt: now,
      })),
      user.email,
      now,
    )
    await insertAudit(
      sql,
      [
        {
          actId: `broker-task:${id}`,
          act: 'broker-task',
          actor: user.email,
          connectionId: task.connectionId,
          details: {
            task: task.number,
            kind: task.kind,
            outcome: end.answer,
            ...(kept === null ? {} : { evidence: kept.digest }),
          },
        },
      ],
      now,
    )
  })
  await settleAnswers(app)
}
