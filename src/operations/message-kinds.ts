import { ConnectorError } from '../connector/errors.ts'
import type { KindSwitch } from '../connector/contract.ts'
import { listConnections } from '../store/connections.ts'
import type { App } from './app.ts'
import { openConnection } from './open-connection.ts'

/** One CRM with the switches a kind can be mapped to; null = it could not be asked now. */
export interface KindSystem {
  connectionId: string
  connector: string
  label: string
  switches: readonly KindSwitch[] | null
}

const askMs = 8_000

/** Asks every CRM for its own switches of kinds; one that does not answer in time is not waited for. */
export async function kindSystems(app: App): Promise<KindSystem[]> {
  const crms = (await listConnections(app.pool)).filter(
    (connection) => app.connectors.get(connection.connector)?.kind === 'crm',
  )
  return Promise.all(
    crms.map(async (connection): Promise<KindSystem> => {
      const base = { connectionId: connection.id, connector: connection.connector, label: connection.label }
      try {
        const { system } = await openConnection(app, connection.id, 'read', AbortSignal.timeout(askMs))
        return { ...base, switches: (await system.kindSwitches?.()) ?? [] }
      } catch (error) {
        app.log.warn(
          { connectionId: connection.id, kind: error instanceof ConnectorError ? error.kind : 'unknown' },
          'the switches of kinds could not be listed',
        )
        return { ...base, switches: null }
      }
    }),
  )
}

/**
 * Creates the field for stopped kinds where writing was granted before there was one. Gives the systems where that
 * failed.
 */
export async function provisionKinds(app: App): Promise<string[]> {
  const failed: string[] = []
  for (const connection of await listConnections(app.pool)) {
    if (!connection.granted.includes('suppress') || app.connectors.get(connection.connector)?.kind !== 'crm') continue
    try {
      const { system } = await openConnection(app, connection.id, 'tag', AbortSignal.timeout(60_000))
      await system.provision?.()
      app.memories.get(connection.id)?.memory.forget()
    } catch (error) {
      app.log.warn(
        { connectionId: connection.id, kind: error instanceof ConnectorError ? error.kind : 'unknown' },
        'our field for kinds could not be created',
      )
      failed.push(connection.label)
    }
  }
  return failed
}
