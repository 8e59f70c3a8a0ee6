import type { Table } from '../../core/table.ts'
import { to18 } from '../account/ids.ts'
import type { Condition, Literal } from './soql-parse.ts'
import type { SfRow } from '../account/store.ts'

/**
 * Conditions on ids, addresses and what a row hangs on need no scan: one of an `and`, or all of an `or`. What is given
 * is tested like any row.
 */
export function candidates(table: Table<SfRow>, where: Condition | null): Iterable<SfRow> {
  return (where === null ? null : lookedUp(table, where)) ?? table.values()
}

/** Links that are asked for by lists of ids. */
const links = new Map(
  [
    'RelationId',
    'WhoId',
    'ParentId',
    'LinkedEntityId',
    'ContentDocumentId',
    'EmailMessageId',
    'EventId',
    'TaskId',
    'IndividualId',
    'PartyId',
  ].map((name) => [name.toLowerCase(), name]),
)

const emailOf = (row: SfRow) => (typeof row['Email'] === 'string' ? row['Email'].toLowerCase() : null)

function lookedUp(table: Table<SfRow>, where: Condition): SfRow[] | null {
  switch (where.kind) {
    case 'and':
      return where.parts.map((part) => lookedUp(table, part)).find((rows) => rows !== null) ?? null
    case 'or': {
      const parts = where.parts.map((part) => lookedUp(table, part))
      return parts.includes(null)
        ? null
        : byId(new Map(parts.flatMap((rows) => rows ?? []).map((row) => [String(row['Id']), row])).values())
    }
    case 'compare':
      return where.operator === '=' ? rowsWith(table, where.path, [where.value]) : null
    case 'in':
      return !where.negate && Array.isArray(where.values)
        ? rowsWith(table, where.path, where.values as readonly Literal[])
        : null
    default:
      return null
  }
}

function rowsWith(table: Table<SfRow>, written: string, values: readonly Literal[]): SfRow[] | null {
  const path = written.toLowerCase()
  if (path === 'id')
    return [...new Set(values.map((literal) => to18(literal.text)))]
      .toSorted()
      .map((key) => table.get(key))
      .filter((row) => row !== undefined)
  if (values.some((literal) => literal.kind !== 'string')) return null
  const link = links.get(path)
  if (link !== undefined) {
    const linkOf = (row: SfRow) => (typeof row[link] === 'string' ? row[link] : null)
    const ids = values.map((literal) => to18(literal.text))
    return byId(table.byValue(link, linkOf, ids))
  }
  if (path !== 'email') return null
  const addresses = values.map((literal) => literal.text.toLowerCase())
  return byId(table.byValue('email', emailOf, addresses))
}

function byId(rows: Iterable<SfRow>): SfRow[] {
  return [...rows].toSorted((one, other) => (String(one['Id']) < String(other['Id']) ? -1 : 1))
}
