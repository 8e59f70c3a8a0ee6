import { ConnectorError } from '../../../src/connector/errors.ts'
import { queryRows } from '../transport/api.ts'
import type { Row } from '../transport/api.ts'
import { isId, to18 } from '../transport/ids.ts'
import { literalLists } from '../transport/soql.ts'
import type { SalesforceSystem } from '../fields/system.ts'

/** Closed activities of more than a year are archived: only queryAll shows them (UNSURE, README). */
const archived = new Set(['Task', 'Event'])

/** Rows of an object whose `field` is one of the ids, and for which `where` is true too. */
interface RowsAsked {
  object: string
  field: string
  ids: readonly string[]
  fields: readonly string[]
  where?: string
}

/**
 * Live rows as far as our user sees them; null = it may not read the object or one of the fields, or the org refuses
 * the question, so nothing is known.
 */
export async function rowsWhere(
  system: SalesforceSystem,
  { object, field, ids, fields, where }: RowsAsked,
): Promise<Row[] | null> {
  const visible = await system.fieldsOf(object)
  const wanted = [...new Set(['Id', field, ...fields])]
  if (visible === null || wanted.some((name) => name !== 'Id' && !visible.has(name))) return null
  const all = archived.has(object)
  const conditions = [...(all ? ['IsDeleted = false'] : []), ...(where === undefined ? [] : [where])]
  const start = `SELECT ${wanted.join(', ')} FROM ${object} WHERE ${conditions.map((one) => `${one} AND `).join('')}${field} IN `
  const found: Row[] = []
  for (const list of literalLists([...new Set(ids.filter(isId).map(to18))], encodeURIComponent(start).length)) {
    const rows = await queryRows(system, start + list, { all }).catch((error: unknown) =>
      isRefusal(error) ? null : Promise.reject(error as Error),
    )
    if (rows === null) return null
    found.push(...rows)
  }
  return found
}

/** `rowsWhere` without a further condition. */
export function rowsWith(
  system: SalesforceSystem,
  object: string,
  field: string,
  ids: readonly string[],
  fields: readonly string[],
): Promise<Row[] | null> {
  return rowsWhere(system, { object, field, ids, fields })
}

/** An org's no to one call, which a person's removal does not wait for. */
export function isRefusal(error: unknown): error is ConnectorError {
  return error instanceof ConnectorError && (error.kind === 'forbidden' || error.kind === 'bad-request')
}
