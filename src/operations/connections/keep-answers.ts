import { insertAudit, type AuditAct } from '../../store/app/audit.ts'
import { insertAnswers, type NewAnswer } from '../../store/brokers/broker-answers.ts'
import type { Sql } from '../../store/app/database.ts'

/** Longest reason of a broker that is kept. */
const reasonLength = 300

/**
 * Takes what a broker says about orders into the caller's transaction; the caller commits, then settles. What it typed
 * stays with the answer: the audit log has the answer's kind and door only. Gives how many answers were new.
 */
export async function keepAnswers(sql: Sql, answers: readonly NewAnswer[], actor: string, now: Date): Promise<number> {
  if (answers.length === 0) return 0
  const kept = answers.map((answer) => ({ ...answer, reason: answer.reason?.trim().slice(0, reasonLength) || null }))
  const fresh = await insertAnswers(sql, kept, now)
  const byKey = new Map(kept.map((answer) => [answer.dedupeKey, answer]))
  await insertAudit(
    sql,
    fresh.map(({ dedupeKey, propagationId, contactId, connectionId }): AuditAct => {
      const answer = byKey.get(dedupeKey)
      return {
        actId: `broker-answer:${dedupeKey}`,
        act: 'broker-answer',
        actor,
        contactId,
        connectionId,
        details: {
          propagationId,
          answer: answer?.answer,
          door: answer?.door,
          answeredAt: answer?.answeredAt.toISOString(),
          ...(answer?.evidenceDigest == null ? {} : { evidence: answer.evidenceDigest }),
        },
      }
    }),
    now,
  )
  return fresh.length
}
