import { asConnectorError } from '../app/as-connector-error.ts'
import type { HoldOrder } from '../../connector/orders.ts'
import type { Outcome } from '../../connector/outcome.ts'
import { claimMs } from '../../domain/propagation/states.ts'
import { backoffMs, nextStep } from '../../queue/failure-policy.ts'
import { inTransaction } from '../../store/app/database.ts'
import {
  claimHolds,
  heldUntil,
  noteHeld,
  saveHolds,
  type ClaimedHold,
  type HoldResult,
} from '../../store/objections/holds.ts'
import type { App } from '../app/app.ts'
import { noteFailure, noteRevoked, openConnection } from '../connections/open-connection.ts'

/**
 * Carries due holds of one Connection: writes the last day that the contact's holds ask for, or clears it, and reads it
 * back. What is wanted is worked out anew each time, so repeating it is harmless. Gives how many contacts were claimed.
 */
export async function carryHolds(app: App, connectionId: string, signal: AbortSignal): Promise<number> {
  const { system, connection } = await openConnection(app, connectionId, 'objection', signal)
  if (!connection.granted.includes('suppress') || system.hold === undefined) return 0
  const claims = await claimHolds(app.pool, connectionId, system.can.batch.hold, app.clock.now(), claimMs)
  if (claims.length === 0) return 0
  const wanted = await heldUntil(
    app.pool,
    claims.map((claim) => claim.contactId),
  )
  const orders = claims.flatMap((claim) =>
    claim.records.map(
      ({ rowId, object, id }): HoldOrder => ({
        orderId: String(rowId),
        record: { object, id },
        until: wanted.get(claim.contactId) ?? null,
      }),
    ),
  )
  try {
    const outcomes = new Map<string, Outcome>()
    for (let start = 0; start < orders.length; start += system.can.batch.hold) {
      for (const outcome of await system.hold(orders.slice(start, start + system.can.batch.hold)))
        outcomes.set(outcome.orderId, outcome)
    }
    await save(app, connectionId, claims, wanted, outcomes)
  } catch (error) {
    const failure = asConnectorError(app.log, error, {
      doing: 'while carrying holds',
      message: 'The call did not come to an end. It is made again.',
      ids: { connectionId },
    })
    noteFailure(app, connectionId)
    if (failure.kind === 'access-revoked') await noteRevoked(app, connectionId, failure, connection.authorisedAt)
    const now = app.clock.now()
    await saveHolds(
      app.pool,
      connectionId,
      claims.map((claim): HoldResult => {
        const step = nextStep(failure, claim.attempts + 1)
        const base = {
          contactId: claim.contactId,
          version: claim.version,
          attempts: claim.attempts + 1,
          detail: failure.message,
          readBack: null,
        }
        return step.step === 'refuse'
          ? { ...base, state: 'refused', nextAttemptAt: now }
          : { ...base, state: 'due', nextAttemptAt: new Date(now.getTime() + step.delayMs) }
      }),
      now,
    )
  }
  return claims.length
}

async function save(
  app: App,
  connectionId: string,
  claims: readonly ClaimedHold[],
  wanted: ReadonlyMap<string, string>,
  outcomes: ReadonlyMap<string, Outcome>,
): Promise<void> {
  const now = app.clock.now()
  const shown = (outcome: Outcome | undefined) =>
    outcome?.status === 'applied' || outcome?.status === 'already' || outcome?.status === 'absent'
  const results = claims.map((claim): HoldResult => {
    const theirs = claim.records.map((record) => outcomes.get(String(record.rowId)))
    const refused = theirs.find((outcome) => outcome?.status === 'refused')
    const base = { contactId: claim.contactId, version: claim.version, attempts: 0, detail: null, nextAttemptAt: now }
    // What is locked now is held once it is free, whatever another record of the person says.
    if (refused?.status === 'refused' && !theirs.some((outcome) => outcome?.status === 'busy'))
      return { ...base, state: 'refused', detail: refused.detail, readBack: null }
    // Written, and not shown yet: it is written again until it shows.
    if (!theirs.every(shown))
      return {
        ...base,
        state: 'due',
        attempts: claim.attempts + 1,
        readBack: null,
        nextAttemptAt: new Date(now.getTime() + backoffMs(claim.attempts + 2)),
      }
    return {
      ...base,
      state: 'done',
      readBack:
        theirs
          .flatMap((outcome) => (outcome !== undefined && 'seen' in outcome ? [outcome.seen.value] : []))
          .join(', ') || 'absent',
    }
  })
  await inTransaction(app.pool, async (sql) => {
    // Records first: a page of records takes its locks in this order too.
    await noteHeld(
      sql,
      claims.flatMap((claim) =>
        claim.records
          .filter((record) => shown(outcomes.get(String(record.rowId))))
          .map((record) => ({ recordId: record.rowId, until: wanted.get(claim.contactId) ?? null })),
      ),
    )
    await saveHolds(sql, connectionId, results, now)
  })
}
