import { asConnectorError } from '../app/as-connector-error.ts'
import { nextUpkeep } from '../../store/brokers/broker-files.ts'
import { findConnection } from '../../store/connections/connections.ts'
import type { App } from '../app/app.ts'
import { noteRevoked, openConnection } from './open-connection.ts'

/** Between two looks at a system that answers by files. */
const everyMs = 60 * 60_000
const afterFailureMs = 10 * 60_000

/**
 * Upkeep of a Connection that is not read: complete files, answers. False when it has none, or nothing may be written
 * there.
 */
export async function maintainConnection(app: App, connectionId: string, signal: AbortSignal): Promise<boolean> {
  const connection = await findConnection(app.pool, connectionId)
  if (connection === null || !connection.granted.includes('suppress') || connection.state === 'disconnected')
    return false
  const { system } = await openConnection(app, connectionId, 'backfill', signal)
  if (system.maintain === undefined) return false
  const again = (ms: number) => nextUpkeep(app.pool, connectionId, new Date(app.clock.now().getTime() + ms))
  try {
    await system.maintain()
    await again(everyMs)
  } catch (error) {
    const failure = asConnectorError(app.log, error, {
      doing: 'in the upkeep',
      message: 'The upkeep did not come to an end. It is done again.',
      ids: { connectionId },
    })
    app.log.warn({ connectionId, kind: failure.kind }, 'upkeep failed')
    if (failure.kind === 'access-revoked') await noteRevoked(app, connectionId, failure, connection.authorisedAt)
    await again(afterFailureMs)
  }
  return true
}
