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
  if (where.kind === 'and')
    return where.parts.map((part) => lookedUp(table, part)).find((rows) => rows !== null) ?? null
  if (where.kind === 'or') {
    const parts = where.parts.map((part) => lookedUp(table, part))
    return parts.includes(null)
      ? null
      : [...new Map(parts.flatMap((rows) => rows ?? []).map((row) => [String(row['Id']), row])).values()].toSorted(
          (one, other) => (String(one['Id']) < String(other['Id']) ? -1 : 1),
        )
  }
  const values =
    where.kind === 'compare' && where.operator === '='
      ? [where.value]
      : where.kind === 'in' && !where.negate && Array.isArray(where.values)
        ? (where.values as readonly Literal[])
        : null
  if (values === null || (where.kind !== 'compare' && where.kind !== 'in')) return null
  const path = where.path.toLowerCase()
  if (path === 'id')
    return [...new Set(values.map((literal) => to18(literal.text)))]
      .toSorted()
      .map((key) => table.get(key))
      .filter((row) => row !== undefined)
  if (values.some((literal) => literal.kind !== 'string')) return null
  const link = links.get(path)
  if (link !== undefined)
    return [
      ...table.byValue(
        link,
        (row) => (typeof row[link] === 'string' ? row[link] : null),
        values.map((literal) => to18(literal.text)),
      ),
    ].toSorted((one, other) => (String(one['Id']) < String(other['Id']) ? -1 : 1))
  if (path !== 'email') return null
  return [
    ...table.byValue(
      'email',
      emailOf,
      values.map((literal) => literal.text.toLowerCase()),
    ),
  ].toSorted((one, other) => (String(one['Id']) < String(other['Id']) ? -1 : 1))
}
