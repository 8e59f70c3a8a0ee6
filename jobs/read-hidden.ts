// Looks again at records whose opt-out our user could not see. Safe to repeat: what is still hidden stays due, and a
// page taken in twice changes nothing.
import { ConnectorError } from '../src/connector/errors.ts'
import type { App } from '../src/operations/app/app.ts'
import { readHidden } from '../src/operations/intake/read-hidden.ts'
import type { Handler } from '../src/queue/work.ts'

export function lookAtHidden(app: App): Handler<'read-hidden'> {
  return async ({ connectionId }, { log, signal }) => {
    try {
      await readHidden(app, connectionId, signal)
    } catch (error) {
      if (!(error instanceof ConnectorError)) throw error
      log.warn({ connectionId, kind: error.kind }, 'hidden records could not be checked')
    }
  }
}
