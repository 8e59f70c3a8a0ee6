import { ConnectorError } from '../../connector/errors.ts'
import type { KindSwitch, KindSwitchSpec } from '../../connector/contract.ts'
import { listConnections } from '../../store/connections/connections.ts'
import type { App } from '../app/app.ts'
import { openConnection } from '../connections/open-connection.ts'

/** One CRM with the switches a kind can be mapped to; null = it could not be asked now. */
export interface KindSystem {
  connectionId: string
  label: string
  spec: KindSwitchSpec
  switches: readonly KindSwitch[] | null
}

const askMs = 8_000

/** Asks every CRM for its own switches of kinds; one that does not answer in time is not waited for. */
export async function kindSystems(app: App): Promise<KindSystem[]> {
  const able = (await listConnections(app.pool)).flatMap((connection) => {
    const spec = app.connectors.get(connection.connector)?.kindSwitches
    return spec === undefined ? [] : [{ connection, spec }]
  })
  return Promise.all(
    able.map(async ({ connection, spec }): Promise<KindSystem> => {
      const base = { connectionId: connection.id, label: connection.label, spec }
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
