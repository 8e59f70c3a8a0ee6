import type { Clock } from '../../domain/app/clock.ts'
import { asConnectorError } from '../app/as-connector-error.ts'
import type { Pool } from 'pg'
import { randomUUID } from 'node:crypto'
import { setTimeout as pause } from 'node:timers/promises'
import { ConnectorError } from '../../connector/errors.ts'
import type { SignalBatch } from '../../connector/webhook.ts'
import { nextStep } from '../../queue/failure-policy.ts'
import { grantOf } from '../../store/connections/connections.ts'
import { pollSoon, wantResync } from '../../store/connections/pull-state.ts'
import { inTransaction, type Sql } from '../../store/app/database.ts'
import { insertDeliveries } from '../../store/intake/deliveries.ts'
import { forgetPosition, noteHeard, releaseLease, takeLease } from '../../store/connections/listeners.ts'
import type { App } from '../app/app.ts'
import { afterMessages, takeInMessages } from '../mailbox/take-in/take-in-messages.ts'
import { judgeMessages } from '../mailbox/judge-messages.ts'
import { noteRevoked, openConnection, type OpenedConnection } from '../connections/open-connection.ts'
import { leaseMs, renewMs } from '../connections/lease.ts'

/** A system that does not offer events to us is asked again after this time. */
const offMs = 15 * 60_000
const ungrantedMs = 10_000

/** Another process took over: what this one heard is not committed. */
class LeaseLost extends Error {}

/**
 * Listens to one system until `signal` aborts, the line breaks or another process has the lease. Each batch is stored
 * with its position in one transaction, so nothing is skipped after a crash, and what is heard twice is stored once.
 * Gives false when somebody else listens or a failure has its pause.
 */
export async function listenToConnection(app: App, connectionId: string, signal: AbortSignal): Promise<boolean> {
  const grant = await grantOf(app.pool, connectionId)
  const holder = randomUUID()
  const state = await takeLease(app.pool, connectionId, holder, leaseMs)
  if (state === null) return false
  const ending = new AbortController()
  const renewing = renew(app.pool, connectionId, holder, ending)
  const until = AbortSignal.any([signal, ending.signal])
  let failure: ConnectorError | null = null
  let pauseMs = 0
  try {
    const opened = await openConnection(app, connectionId, 'objection', until)
    if (opened.system.listen === undefined) {
      pauseMs = offMs
      return false
    }
    // Listening may subscribe something at the vendor: before a right was granted a CRM is only read
    // (docs/reference/promises.md#i9).
    if (opened.connector.kind === 'crm' && opened.connection.granted.length === 0) {
      pauseMs = ungrantedMs
      return false
    }
    for await (const batch of opened.system.listen(state.position, until)) {
      await takeIn(app, opened, holder, batch)
      if (until.aborted) break
    }
  } catch (error) {
    if (!signal.aborted && !(error instanceof LeaseLost)) failure = await noteFailure(app, connectionId, error, grant)
    if (failure !== null) pauseMs = pauseAfter(failure)
  } finally {
    ending.abort()
    await renewing
    await releaseLease(app.pool, connectionId, holder, failure?.message ?? null, pauseMs).catch(() => undefined)
  }
  return true
}

async function renew(pool: Pool, connectionId: string, holder: string, ending: AbortController): Promise<void> {
  while (!ending.signal.aborted) {
    await pause(renewMs, undefined, { signal: ending.signal }).catch(() => undefined)
    if (ending.signal.aborted) return
    const kept = await takeLease(pool, connectionId, holder, leaseMs).catch(() => null)
    if (kept === null) ending.abort()
  }
}

async function takeIn(
  app: App,
  { connection, connector }: OpenedConnection,
  holder: string,
  batch: SignalBatch,
): Promise<void> {
  const now = app.clock.now()
  const gap = batch.gap === true
  const messages = await judgeMessages(app, batch.messages ?? [])
  const { fresh, taken } = await inTransaction(app.pool, async (sql) => {
    if (
      !(await noteHeard(sql, connection.id, holder, {
        position: batch.next,
        caughtUp: batch.events.length === 0 && (batch.messages ?? []).length === 0,
        // Our own echo is no event, and moves the position.
        received: batch.next !== null || batch.events.length > 0,
        ...(batch.unheard === undefined ? {} : { unheard: batch.unheard }),
      }))
    )
      throw new LeaseLost()
    if (gap) await askToReadAgain(app.clock, sql, connection.id)
    const taken = await takeInMessages(app, sql, connection, messages)
    return {
      taken,
      fresh:
        batch.events.length === 0
          ? 0
          : await insertDeliveries(
              sql,
              { appKey: `listen:${connection.id}`, connector: connector.id },
              batch.events,
              new Set([connection.accountId]),
              now,
            ),
    }
  })
  await afterMessages(app, taken)
  if (fresh > 0) await app.enqueue('process-deliveries', { connectionId: connection.id })
  if (batch.unheard != null)
    app.log.warn({ connectionId: connection.id, unheard: batch.unheard }, 'the system refuses a part of its events')
  if (gap) app.log.warn({ connectionId: connection.id }, 'events were lost at the vendor, the system is read again')
}

/** What changed is read at once, and the whole base by the next run: an overflow says nothing about deleted records. */
async function askToReadAgain(clock: Clock, sql: Sql, connectionId: string): Promise<void> {
  const now = clock.now()
  await pollSoon(sql, connectionId, now)
  await wantResync(sql, connectionId, now)
}

async function noteFailure(
  app: App,
  connectionId: string,
  error: unknown,
  grant: Date | null,
): Promise<ConnectorError> {
  const failure = asConnectorError(app.log, error, {
    doing: 'while listening',
    message: 'Listening stopped unexpectedly; it is tried again.',
    ids: { connectionId },
  })
  if (error instanceof ConnectorError) app.log.warn({ connectionId, kind: failure.kind }, 'listening stopped')
  if (failure.kind === 'access-revoked') await noteRevoked(app, connectionId, failure, grant)
  if (failure.kind === 'cursor-lost') {
    await inTransaction(app.pool, async (sql) => {
      await forgetPosition(sql, connectionId)
      await askToReadAgain(app.clock, sql, connectionId)
    })
  }
  return failure
}

function pauseAfter(failure: ConnectorError): number {
  if (failure.kind === 'forbidden' || failure.kind === 'access-revoked' || failure.kind === 'bad-request') return offMs
  const next = nextStep(failure, 1)
  return next.step === 'wait' ? Math.min(next.delayMs, offMs) : offMs
}
