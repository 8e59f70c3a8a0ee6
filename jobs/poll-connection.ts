// Reads what changed at one Connection since the last time. Safe to repeat: the cursor moves with each page, and a page
// taken in twice changes nothing. It is the net under webhooks and change events.
import { ConnectorError } from '../src/connector/errors.ts'
import type { App } from '../src/operations/app/app.ts'
import { pullConnection } from '../src/operations/intake/pull-connection.ts'
import { readFeed } from '../src/operations/brokers/feeds/read-feed.ts'
import { maintainConnection } from '../src/operations/connections/maintain-connection.ts'
import type { Handler } from '../src/queue/work.ts'
import { findConnection } from '../src/store/connections/connections.ts'

export function pollConnection(app: App): Handler<'poll-connection'> {
  return async ({ connectionId }, { log, signal }) => {
    const connection = await findConnection(app.pool, connectionId)
    if (connection === null || (connection.state !== 'observe' && connection.state !== 'active')) return
    if (await readFeed(app, connectionId, signal)) return
    if (await maintainConnection(app, connectionId, signal)) return
    const options = { from: null, startedAt: app.clock.now(), signal }
    try {
      await pullConnection(app, connectionId, { ...options, mode: 'changes' })
    } catch (error) {
      if (!(error instanceof ConnectorError)) throw error
      log.warn({ connectionId, kind: error.kind }, 'poll failed')
      if (error.kind === 'cursor-lost') await pullConnection(app, connectionId, { ...options, mode: 'full' })
    }
  }
}
