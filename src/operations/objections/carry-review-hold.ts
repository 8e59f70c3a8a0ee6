import type { HoldOrder } from '../../connector/orders.ts'
import { ConnectorError } from '../../connector/errors.ts'
import { backoffMs } from '../../queue/failure-policy.ts'
import { insertAudit } from '../../store/app/audit.ts'
import { listConnections } from '../../store/connections/connections.ts'
import { inTransaction } from '../../store/app/database.ts'
import {
  answerStillOnItsWay,
  findReviewHold,
  heldOtherwise,
  postponeReviewHold,
  recordsOfContact,
  settleReviewHold,
  type ReviewHold,
} from '../../store/objections/review-holds.ts'
import type { App } from '../app/app.ts'
import { noteRevoked, openConnection } from '../connections/open-connection.ts'

/** How soon a hold is looked at again that waits for a right to write, or for an objection that is on its way. */
const waitingMs = 30_000

/**
 * Takes one hold as far as it goes: on every record of the person in the CRMs that may be written to, read back; or off
 * again. Never the vendor's opt-out (docs/reference/promises.md#i6). What cannot be done now is tried again; a system
 * without the right waits for it.
 */
export async function carryReviewHold(app: App, holdId: string, signal: AbortSignal): Promise<void> {
  const hold = await findReviewHold(app.pool, holdId)
  const now = app.clock.now()
  if (hold === null || (hold.state !== 'setting' && hold.state !== 'lifting')) return
  const lifting = hold.state === 'lifting'
  if (lifting && (await answerStillOnItsWay(app.pool, hold.reviewId)))
    return postponeReviewHold(app.pool, hold.id, new Date(now.getTime() + waitingMs))
  const left =
    lifting && (await heldOtherwise(app.pool, hold))
      ? 'nothing'
      : await writeEverywhere(app, hold, lifting ? null : hold.until, signal)
  if (left === 'waiting') return postponeReviewHold(app.pool, hold.id, new Date(now.getTime() + waitingMs))
  if (left === 'failed')
    return postponeReviewHold(app.pool, hold.id, new Date(now.getTime() + backoffMs(hold.attempts + 1)))
  await inTransaction(app.pool, async (sql) => {
    if (!(await settleReviewHold(sql, hold.id, lifting ? 'lifting' : 'setting', now))) return
    await insertAudit(
      sql,
      [
        {
          actId: `${lifting ? 'release' : 'hold'}:${hold.id}`,
          act: lifting ? 'release' : 'hold',
          actor: 'lawbase',
          contactId: hold.contactId,
          details: { reviewId: hold.reviewId },
        },
      ],
      now,
    )
  })
}

/**
 * `nothing` is left, or a system `failed` or has not the right (`waiting`). One system that fails does not keep the
 * others.
 */
async function writeEverywhere(
  app: App,
  hold: ReviewHold,
  until: string | null,
  signal: AbortSignal,
): Promise<'nothing' | 'waiting' | 'failed'> {
  const connections = new Map((await listConnections(app.pool)).map((connection) => [connection.id, connection]))
  let left: 'nothing' | 'waiting' | 'failed' = 'nothing'
  const worse = (found: typeof left) => {
    left = left === 'failed' || found === 'nothing' ? left : found
  }
  for (const [connectionId, records] of Map.groupBy(
    await recordsOfContact(app.pool, hold.contactId),
    (record) => record.connectionId,
  )) {
    signal.throwIfAborted()
    const connection = connections.get(connectionId)
    if (connection === undefined) continue
    if (!connection.granted.includes('suppress') || connection.state !== 'active') {
      // Nothing was written where nothing may be written, so there is nothing to take off.
      if (until !== null) worse('waiting')
      continue
    }
    try {
      const { system } = await openConnection(app, connectionId, 'objection', signal)
      if (system.hold === undefined) continue
      const orders = records.map(({ ref }, index): HoldOrder => ({ orderId: String(index), record: ref, until }))
      for (let start = 0; start < orders.length; start += system.can.batch.hold) {
        const outcomes = await system.hold(orders.slice(start, start + system.can.batch.hold))
        if (!outcomes.every(({ status }) => ['applied', 'already', 'absent'].includes(status))) worse('failed')
      }
    } catch (error) {
      if (signal.aborted || !(error instanceof ConnectorError)) throw error
      if (error.kind === 'access-revoked') await noteRevoked(app, connectionId, error, connection.authorisedAt)
      app.log.warn({ connectionId, kind: error.kind }, 'a hold could not be written yet')
      worse('failed')
    }
  }
  return left
}
