import { ConnectorError } from '../../connector/errors.ts'
import type { VendorForm } from '../../connector/vendor-form.ts'
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
  forms: readonly ListedVendorForm[] | null
}

/** A form as it is chosen: `asks` = labels of the fields a person sees, `updatedAt` null = the vendor does not say. */
export interface ListedVendorForm {
  id: string
  name: string
  asks: readonly string[]
  updatedAt: Date | null
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
        return { ...base, refused: false, forms: (await system.forms.list()).map(listed) }
      } catch (error) {
        if (!(error instanceof ConnectorError)) throw error
        app.log.warn({ connectionId: connection.id, kind: error.kind }, 'forms could not be listed')
        return { ...base, refused: error.kind === 'forbidden', forms: null }
      }
    }),
  )
}

function listed({ id, name, fields, updatedAt }: VendorForm): ListedVendorForm {
  const changed = new Date(updatedAt ?? '')
  return {
    id,
    name,
    asks: fields.filter(({ hidden }) => !hidden).map((field) => field.label.trim() || field.name),
    updatedAt: Number.isNaN(changed.getTime()) ? null : changed,
  }
}

/** Name of the scope by which a system's forms are read; null = it has none. */
export function formScope(app: App, connector: string): string | null {
  const auth = app.connectors.get(connector)?.auth
  return auth?.type === 'oauth2' ? (auth.scopes.find(({ scope }) => scope === 'forms')?.scope ?? null) : null
}
