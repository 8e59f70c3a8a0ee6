import type { FieldDef, ObjectDef } from '../account/schema.ts'
import { candidates } from './soql-candidates.ts'
import type { Condition, Query, Selected } from './soql-parse.ts'
import { SoqlError } from './soql-tokens.ts'
import { compare, keyOf, likeTest, literalKey, relativeRange, type Key } from './soql-values.ts'
import type { SfRow, SfValue } from '../account/store.ts'
import { accessTo, allFields, findAny, findField, isInvisible, outDateTime, tableOf } from '../account/store.ts'
import type { Run } from './soql-reader.ts'
import { visibleObject, readerOf } from './soql-reader.ts'
import { sortRows } from './soql-sort.ts'

export interface Result {
  readonly total: number
  readonly rows: readonly SfRow[]
  present(row: SfRow): Record<string, unknown>
}
export function runSoql(run: Run, query: Query): Result {
  const object = visibleObject(run, query.from)
  const test = query.where === null ? () => true : conditionTest(run, object, query.where)
  const orders = query.orderBy.map((item) => ({ ...item, reader: readerOf(run, object, item.path) }))
  const rows: SfRow[] = []
  const hidden = new Set(run.asUser ? run.store.switches.unsharedIds : [])
  for (const row of candidates(tableOf(run.store, object.name), query.where)) {
    if (
      (!run.all && (row['IsDeleted'] === true || isArchived(object.name, row, run.store.clock.now()))) ||
      isInvisible(run.store, row) ||
      hidden.has(String(row['Id'])) ||
      !test(row)
    )
      continue
    rows.push(row)
  }
  if (orders.length > 0) sortRows(rows, orders)
  const cut = cutTo(query, rows)
  if (query.groupBy.length > 0) return grouped(run, object, query, cut)
  const counts = query.select.filter((item) => item.kind === 'count')
  const [count] = counts
  if (count !== undefined) return countResult(run, object, query, count, cut)
  return { total: cut.length, rows: cut, present: presenter(run, object, query) }
}

function cutTo({ offset, limit }: Query, rows: SfRow[]): SfRow[] {
  return offset > 0 || limit !== null ? rows.slice(offset, limit === null ? undefined : offset + limit) : rows
}

function conditionTest(run: Run, object: ObjectDef, condition: Condition): (row: SfRow) => boolean {
  switch (condition.kind) {
    case 'and':
    case 'or': {
      const tests = condition.parts.map((part) => conditionTest(run, object, part))
      return condition.kind === 'and'
        ? (row) => tests.every((test) => test(row))
        : (row) => tests.some((test) => test(row))
    }
    case 'not': {
      const test = conditionTest(run, object, condition.part)
      return (row) => !test(row)
    }
    case 'in':
      return inTest(run, object, condition)
    case 'includes': {
      const reader = readerOf(run, object, condition.path)
      const sets = condition.values.map((value) => value.text.toLowerCase().split(';'))
      return (row) => {
        const have = String(reader.read(row) ?? '')
          .toLowerCase()
          .split(';')
        return sets.some((set) => set.every((item) => have.includes(item))) !== condition.negate
      }
    }
    default:
      return compareTest(run, object, condition)
  }
}

function compareTest(run: Run, object: ObjectDef, condition: Condition & { kind: 'compare' }): (row: SfRow) => boolean {
  const { operator, value, path } = condition
  const reader = readerOf(run, object, path)
  const { def } = reader
  if (def.type === 'textarea' && def.length > 255)
    throw new SoqlError('INVALID_FIELD', `field '${def.name}' can not be filtered in a query call`)
  if (value.kind === 'relative') {
    if (def.type !== 'date' && def.type !== 'datetime')
      throw new SoqlError(
        'INVALID_FIELD',
        `value of filter criterion for field '${def.name}' must be of type ${def.type}`,
      )
    const range = relativeRange(value.text, run.store.clock.now())
    const [from, to] = def.type === 'date' ? [range.from.slice(0, 10), range.to.slice(0, 10)] : [range.from, range.to]
    return (row) => {
      const at = reader.read(row)
      if (typeof at !== 'string') return operator === '!='
      const inside = at >= from && at < to
      if (operator === '=') return inside
      if (operator === '!=') return !inside
      if (operator === '<') return at < from
      if (operator === '<=') return at < to
      return operator === '>' ? at >= to : at >= from
    }
  }
  if (operator === 'LIKE') {
    if (value.kind !== 'string')
      throw new SoqlError('INVALID_QUERY_FILTER_OPERATOR', `invalid operator on ${def.type} field`)
    if (['id', 'reference', 'boolean', 'date', 'datetime', 'int', 'double', 'currency'].includes(def.type))
      throw new SoqlError('INVALID_QUERY_FILTER_OPERATOR', `invalid operator on ${def.type} field`)
    const test = likeTest(value.text)
    return (row) => test(reader.read(row))
  }
  const wanted = literalKey(def, value)
  return (row) => compare(operator, keyOf(def, reader.read(row)), wanted)
}

function inTest(run: Run, object: ObjectDef, condition: Condition & { kind: 'in' }): (row: SfRow) => boolean {
  const reader = readerOf(run, object, condition.path)
  const { values, negate } = condition
  let keys: Set<Key>
  if ('from' in values) {
    const inner = visibleObject(run, values.from)
    const [field] = values.select
    if (field?.kind !== 'field' || values.select.length !== 1)
      throw new SoqlError('MALFORMED_QUERY', 'A semi join sub-select must select exactly one field')
    const innerReader = readerOf(run, inner, field.path)
    keys = new Set(
      runSoql(run, values)
        .rows.map((row) => keyOf(innerReader.def, innerReader.read(row)))
        .filter((key) => key !== null),
    )
  } else {
    keys = new Set(values.map((value) => literalKey(reader.def, value)))
  }
  return (row) => keys.has(keyOf(reader.def, reader.read(row))) !== negate
}

function countResult(
  run: Run,
  object: ObjectDef,
  query: Query,
  count: Selected & { kind: 'count' },
  rows: readonly SfRow[],
): Result {
  if (query.select.length > 1) throw new SoqlError('MALFORMED_QUERY', 'Grouped query is required with other fields')
  if (count.path === null) return { total: rows.length, rows: [], present: () => ({}) }
  const reader = readerOf(run, object, count.path)
  const value = rows.filter((row) => reader.read(row) !== null).length
  return { total: 1, rows: [{}], present: () => ({ attributes: { type: 'AggregateResult' }, [count.alias]: value }) }
}

/** Most groups that one answer holds: a grouped query has no further pages (docs/reference/salesforce.md#grouped). */
const maxGroups = 2_000

function grouped(run: Run, object: ObjectDef, query: Query, rows: readonly SfRow[]): Result {
  if (run.store.switches.groupingRefused) throw new SoqlError('MALFORMED_QUERY', "unexpected token: 'GROUP'")
  const parts = query.select.map((item) => {
    if (item.kind === 'field' && query.groupBy.some((path) => path.toLowerCase() === item.path.toLowerCase()))
      return { ...item, name: item.path.split('.').at(-1) ?? '', reader: readerOf(run, object, item.path) }
    if (item.kind === 'least') return { ...item, name: item.alias, reader: readerOf(run, object, item.path) }
    throw new SoqlError('MALFORMED_QUERY', 'Field must be grouped or aggregated')
  })
  const keys = query.groupBy.map((path) => readerOf(run, object, path))
  const groups = new Map<string, SfRow[]>()
  for (const row of rows) {
    const key = keys.map((reader) => String(reader.read(row) ?? '')).join('\n')
    groups.set(key, [...(groups.get(key) ?? []), row])
  }
  if (groups.size > maxGroups)
    throw new SoqlError(
      'EXCEEDED_ID_LIMIT',
      'Aggregate query does not support queryMore(), use LIMIT to restrict the results',
    )
  const found = [...groups.values()].map((members) =>
    Object.fromEntries(
      parts.map(({ kind, name, reader }) => {
        const values = members.map((row) => shown(reader.def, reader.read(row))).filter((value) => value !== null)
        const [first = null] = kind === 'least' ? values.toSorted((a, b) => (String(a) < String(b) ? -1 : 1)) : values
        return [name, first] as const
      }),
    ),
  )
  return {
    total: found.length,
    rows: found,
    present: (row) => ({ attributes: { type: 'AggregateResult' }, ...row }),
  }
}

function presenter(run: Run, object: ObjectDef, query: Query): (row: SfRow) => Record<string, unknown> {
  const steps: ((row: SfRow, out: Record<string, unknown>) => void)[] = []
  const seen = new Set<string>()
  for (const item of query.select) {
    if (item.kind === 'field') {
      const key = item.path.toLowerCase()
      if (seen.has(key)) throw new SoqlError('MALFORMED_QUERY', `duplicate field selected: ${item.path}`)
      seen.add(key)
      steps.push(fieldStep(run, object, item.path))
    } else if (item.kind === 'fields') {
      if (item.set !== 'STANDARD' && (query.limit === null || query.limit > 200))
        throw new SoqlError('MALFORMED_QUERY', 'The SOQL FIELDS function must have a LIMIT of at most 200')
      const defs = allFields(run.store, object).filter(
        (def) =>
          accessTo(run.store, object, def).read && (item.set === 'ALL' || def.custom === (item.set === 'CUSTOM')),
      )
      for (const def of defs) steps.push(fieldStep(run, object, def.name))
    } else if (item.kind === 'child') {
      steps.push(childStep(run, object, item.query))
    }
  }
  return (row) => {
    const out: Record<string, unknown> = {
      attributes: {
        type: object.name,
        url: `/services/data/${run.version}/sobjects/${object.name}/${String(row['Id'])}`,
      },
    }
    for (const step of steps) step(row, out)
    return out
  }
}

function shown(def: FieldDef, value: SfValue): SfValue {
  // Rows older than a checkbox show it unticked.
  if (def.type === 'boolean') return value ?? false
  return def.type === 'datetime' && typeof value === 'string' ? outDateTime(value) : value
}

export function presentField(def: FieldDef, row: SfRow): SfValue {
  return shown(def, row[def.name] ?? null)
}

function fieldStep(run: Run, object: ObjectDef, path: string): (row: SfRow, out: Record<string, unknown>) => void {
  const reader = readerOf(run, object, path)
  const names = path.split('.')
  if (names.length > 1 && names[0]?.toLowerCase() === object.name.toLowerCase()) names.shift()
  if (names.length === 1) return (row, out) => (out[reader.def.name] = shown(reader.def, reader.read(row)))
  // Parents come as nested records; a missing parent is null.
  const link = allFields(run.store, object).find(
    (def) => def.relationshipName?.toLowerCase() === names[0]?.toLowerCase(),
  )
  return (row, out) => {
    const id = link === undefined ? null : row[link.name]
    const parent = typeof id === 'string' ? findAny(run.store, id) : undefined
    const key = link?.relationshipName ?? names[0] ?? ''
    if (parent === undefined) {
      out[key] = null
      return
    }
    const nested = (out[key] ?? {
      attributes: {
        type: parent.object.name,
        url: `/services/data/${run.version}/sobjects/${parent.object.name}/${String(parent.row['Id'])}`,
      },
    }) as Record<string, unknown>
    const rest = names.slice(1)
    if (rest.length === 1 && findField(run.store, parent.object, rest[0] ?? '') === undefined) return
    fieldStep(run, parent.object, rest.join('.'))(parent.row, nested)
    out[key] = nested
  }
}

function childStep(run: Run, object: ObjectDef, query: Query): (row: SfRow, out: Record<string, unknown>) => void {
  const child = object.children.find((relationship) => relationship.name.toLowerCase() === query.from.toLowerCase())
  if (child === undefined)
    throw new SoqlError('INVALID_TYPE', `Didn't understand relationship '${query.from}' in FROM part of query call.`)
  if (query.select.some((item) => item.kind === 'child'))
    throw new SoqlError('MALFORMED_QUERY', 'Only one level of sub-select is supported')
  const parsed: Query = { ...query, from: child.object }
  return (row, out) => {
    const link: Condition = {
      kind: 'compare',
      path: child.field,
      operator: '=',
      value: { kind: 'string', text: String(row['Id']) },
    }
    const result = runSoql(run, {
      ...parsed,
      where: parsed.where === null ? link : { kind: 'and', parts: [link, parsed.where] },
    })
    out[child.name] =
      result.total === 0
        ? null
        : { totalSize: result.total, done: true, records: result.rows.map((found) => result.present(found)) }
  }
}

const archivedAfterMs = 365 * 86_400_000

/** Old activities show in queryAll alone (docs/reference/salesforce.md#archived). */
function isArchived(object: string, row: SfRow, now: number): boolean {
  if (object !== 'Event' && (object !== 'Task' || row['IsClosed'] !== true)) return false
  const at = Date.parse(
    String((object === 'Event' ? row['EndDateTime'] : null) ?? row['ActivityDate'] ?? row['CreatedDate']),
  )
  return now - at >= archivedAfterMs
}
