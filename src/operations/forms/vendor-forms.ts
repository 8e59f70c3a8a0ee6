import { ConnectorError } from '../../connector/errors.ts'
import { listConnections } from '../../store/connections/connections.ts'
import type { App } from '../app/app.ts'
import { openConnection } from '../connections/open-connection.ts'

/**
 * A connected system with its forms. `refused`: it has some, and our app may not read them; `forms` null = it could not
 * be asked now.
 */
export interface FormSystem {
  connectionId: string
  label: string
  refused: boolean
  forms: readonly { id: string; name: string }[] | null
}

const askMs = 20_000

/** Systems that can name their forms, by the right the admin gave. */
export async function formSystems(app: App): Promise<FormSystem[]> {
  const live = (await listConnections(app.pool)).filter(
    (connection) => connection.state !== 'disconnected' && formScope(app, connection.connector) !== null,
  )
  return Promise.all(
    live.map(async (connection): Promise<FormSystem> => {
      const base = { connectionId: connection.id, label: connection.label }
      try {
        const { system } = await openConnection(app, connection.id, 'read', AbortSignal.timeout(askMs))
        if (system.forms === undefined) return { ...base, refused: true, forms: null }
        return { ...base, refused: false, forms: (await system.forms.list()).map(({ id, name }) => ({ id, name })) }
      } catch (error) {
        if (!(error instanceof ConnectorError)) throw error
        app.log.warn({ connectionId: connection.id, kind: error.kind }, 'forms could not be listed')
        return { ...base, refused: error.kind === 'forbidden', forms: null }
      }
    }),
  )
}

/** Name of the scope by which a system's forms are read; null = it has none. */
export function formScope(app: App, connector: string): string | null {
  const auth = app.connectors.get(connector)?.auth
  return auth?.type === 'oauth2' ? (auth.scopes.find(({ scope }) => scope === 'forms')?.scope ?? null) : null
}
