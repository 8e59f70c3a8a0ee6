import type { MergeField } from '../../../connector/contract.ts'
import type { App } from '../../../operations/app/app.ts'
import type { ConnectionRow } from '../../../store/connections/connections-view.ts'

/** How mail templates of the connected CRMs name our fields, each once. */
export function mergeFieldsOf(app: App, rows: readonly ConnectionRow[]): readonly MergeField[] {
  const all = rows.flatMap((row) => app.connectors.get(row.connector)?.mergeFields?.(row.tagNames) ?? [])
  return [...new Map(all.map((field) => [JSON.stringify(field), field])).values()]
}
