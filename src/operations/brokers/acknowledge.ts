import { tokenHash } from '../../crypto/tokens.ts'
import type { BrokerAnswer } from '../../domain/brokers/broker-answer.ts'
import { insertAudit } from '../../store/app/audit.ts'
import { linesOfNotice, noticeOfLink, type Notice, type NoticeLine } from '../../store/brokers/broker-notices.ts'
import { loadOrderFacts } from '../../store/propagation/order-facts.ts'
import type { App } from '../app/app.ts'
import { recordAnswers } from './broker-answers.ts'

export interface OpenedAck {
  notice: Notice
  lines: readonly NoticeLine[]
}

/** The notice behind a link, for ever; null for an unknown one. Changes nothing. */
export async function openAck(app: App, token: string): Promise<OpenedAck | null> {
  const notice = await noticeOfLink(app.pool, tokenHash(token))
  return notice === null ? null : { notice, lines: await linesOfNotice(app.pool, notice.id) }
}

/** The clear addresses of each line, by Propagation, for the broker that asked: noted in the audit log once a day. */
export async function showAddresses(
  app: App,
  { notice, lines }: OpenedAck,
): Promise<ReadonlyMap<string, readonly string[]>> {
  const now = app.clock.now()
  const asked = lines.filter((line) => line.state !== 'superseded')
  const facts = await loadOrderFacts(
    app.pool,
    asked.map((line) => line.propagationId),
  )
  await insertAudit(
    app.pool,
    asked.map((line) => ({
      actId: `disclosure:${notice.id}:${line.propagationId}:${now.toISOString().slice(0, 10)}`,
      act: 'disclosure',
      actor: 'the broker',
      contactId: line.contactId,
      connectionId: notice.connectionId,
      details: { notice: notice.number, line: line.line, what: 'addresses' },
    })),
    now,
  )
  return new Map(asked.map((line) => [line.propagationId, facts.get(line.propagationId)?.emails ?? []]))
}

export interface AnsweredLine {
  line: number
  answer: BrokerAnswer
  reason: string | null
}

/**
 * Records what a broker says on its page. What stands there already is left out; the same form sent twice counts once,
 * because the key of an answer names the one it follows.
 */
export async function acknowledge(
  app: App,
  { notice, lines }: OpenedAck,
  given: readonly AnsweredLine[],
  by: string,
  ip: string,
): Promise<number> {
  const now = app.clock.now()
  const fresh = given.flatMap(({ line: number, answer, reason }) => {
    const line = lines.find((one) => one.line === number)
    if (line === undefined || line.state === 'superseded' || (line.answer === answer && line.reason === reason))
      return []
    return [
      {
        propagationId: line.propagationId,
        noticeId: notice.id,
        door: 'page' as const,
        dedupeKey: `page:${line.propagationId}:${line.answeredAt?.getTime() ?? 0}:${answer}`,
        answer,
        reason,
        ticket: null,
        answeredBy: by,
        ip,
        evidenceDigest: null,
        answeredAt: now,
      },
    ]
  })
  return recordAnswers(app, fresh, 'the broker')
}
