// Works on stored webhook events. Safe to repeat: the records are read again, and the events end in the transaction of
// the page they led to. A vendor that does not answer leaves them for the sweep.
import { setTimeout as pause } from 'node:timers/promises'
import { ConnectorError } from '../src/connector/errors.ts'
import type { App } from '../src/operations/app/app.ts'
import { noteRevoked } from '../src/operations/connections/open-connection.ts'
import { processDeliveries } from '../src/operations/intake/process-deliveries.ts'
import type { Handler } from '../src/queue/work.ts'
import { grantOf } from '../src/store/connections/connections.ts'

/**
 * A vendor tells one change in several posts, and our own write before its result is stored: a moment later they are
 * one page, mostly with nothing new in it.
 */
const settleMs = 250

export function handleDeliveries(app: App): Handler<'process-deliveries'> {
  return async ({ connectionId }, { log, signal }) => {
    const grant = await grantOf(app.pool, connectionId)
    try {
      await pause(settleMs, undefined, { signal })
      while ((await processDeliveries(app, connectionId, signal)) > 0) signal.throwIfAborted()
    } catch (error) {
      if (!(error instanceof ConnectorError)) throw error
      if (error.kind === 'access-revoked') await noteRevoked(app, connectionId, error, grant)
      log.warn({ connectionId, kind: error.kind }, 'events wait, the records could not be read')
    }
  }
}
