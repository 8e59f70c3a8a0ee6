import type { Clock } from '../../domain/app/clock.ts'
import { settleAnswer } from '../../domain/brokers/broker-answer.ts'
import { insertAudit, type AuditAct } from '../../store/app/audit.ts'
import {
  endAnswers,
  lockOpenAnswers,
  lookNow,
  type NewAnswer,
  type OpenAnswer,
} from '../../store/brokers/broker-answers.ts'
import { inTransaction, type Sql } from '../../store/app/database.ts'
import { saveResults, type PropagationResult } from '../../store/propagation/propagation-results.ts'
import type { App } from '../app/app.ts'
import { keepAnswers } from '../connections/keep-answers.ts'
import { wakeDrains } from '../app/wake-drains.ts'

/** Keeps answers and lets the Propagations take them at once. */
export async function recordAnswers(app: App, answers: readonly NewAnswer[], actor: string): Promise<number> {
  const fresh = await inTransaction(app.pool, (sql) => keepAnswers(sql, answers, actor, app.clock.now()))
  await settleAnswers(app)
  return fresh
}

/** Lets Propagations take the answers that wait for them. Harmless when repeated: an answer is settled once. */
export async function settleAnswers(app: App): Promise<void> {
  for (;;) {
    const { settled, woken } = await inTransaction(app.pool, (sql) => settleSome(app.clock, sql))
    await wakeDrains(app, woken)
    if (settled === 0) return
  }
}

const perPass = 200

async function settleSome(clock: Clock, sql: Sql): Promise<{ settled: number; woken: string[] }> {
  const now = clock.now()
  const open = await lockOpenAnswers(sql, perPass)
  if (open.length === 0) return { settled: 0, woken: [] }
  const decided = open.map((row) => ({
    row,
    what: settleAnswer(
      { state: row.state, reason: row.stateReason, proof: row.proof, answeredAt: row.standsSince },
      row.answer,
      row.answeredAt,
    ),
  }))
  const moves = decided.flatMap(({ row, what }) => (what.do === 'move' ? [resultOf(row, what)] : []))
  const saved = await saveResults(sql, moves, new Date(), now)
  await insertAudit(
    sql,
    moves
      .filter((result) => saved.has(result.id))
      .map((result): AuditAct => {
        const row = open.find((one) => one.propagationId === result.id)
        return {
          actId: `propagation:${result.id}:${result.version}`,
          act: 'propagation',
          actor: 'lawbase',
          contactId: row?.contactId ?? null,
          connectionId: row?.connectionId ?? null,
          details: {
            objectionId: row?.objectionId,
            to: result.to,
            reason: result.reason,
            proof: result.proof,
            ticket: result.ticket,
            records: [],
          },
        }
      }),
    now,
  )
  const looked = decided.filter(({ what }) => what.do === 'look').map(({ row }) => row)
  await lookNow(
    sql,
    looked.map((row) => row.propagationId),
    now,
  )
  const ended = decided.flatMap(({ row, what }): { id: number; as: 'moved' | 'noted' }[] => {
    if (what.do === 'note') return [{ id: row.id, as: 'noted' }]
    return what.do === 'move' && saved.has(row.propagationId) ? [{ id: row.id, as: 'moved' }] : []
  })
  await endAnswers(sql, ended, now)
  return { settled: ended.length, woken: looked.map((row) => row.connectionId) }
}

function resultOf(row: OpenAnswer, what: { to: 'accepted' | 'absent' | 'refused'; proof?: 2 | 3 }): PropagationResult {
  const refused = what.to === 'refused'
  return {
    id: row.propagationId,
    version: row.version,
    from: row.state,
    to: what.to,
    attempts: row.attempts,
    verifyFirst: false,
    nextAttemptAt: null,
    written: false,
    showBy: null,
    done: true,
    repairedRecords: 0,
    reason: refused ? 'declined' : null,
    owner: refused ? 'operator' : null,
    detail: refused ? `the broker says that it cannot${row.reason === null ? '' : `: ${row.reason}`}` : null,
    ticket: row.ticket,
    proof: what.proof ?? null,
  }
}
