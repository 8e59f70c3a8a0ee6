import type { App } from '../../../operations/app/app.ts'
import { connectionRows, type ConnectionRow } from '../../../store/connections/connections-view.ts'

/** The connected CRMs. */
export async function crmsOf(app: App): Promise<ConnectionRow[]> {
  return (await connectionRows(app.pool)).filter((row) => app.connectors.get(row.connector)?.kind === 'crm')
}
