import { ConnectorError } from '../../../src/connector/errors.ts'
import type { RecordPage, Tombstone } from '../../../src/connector/records.ts'
import { readSignals } from './acts.ts'
import { isAnonymous } from '../records/anonymise.ts'
import { queryPage } from '../transport/api.ts'
import type { Row } from '../transport/api.ts'
import { objectEnded, seenUpTo } from './cursor.ts'
import type { PullCursor } from './cursor.ts'
import { mappedFields, personFields } from '../fields/describe.ts'
import type { ObjectFields } from '../fields/describe.ts'
import { pageSize } from '../transport/endpoints.ts'
import type { PersonObject } from '../fields/fields.ts'
import { to18 } from '../transport/ids.ts'
import { toRemoteRecord } from './map-record.ts'
import { tombstonesOf } from './merged.ts'
import { assertShown, fieldsChanged } from '../fields/hidden.ts'
import { notVisible, type PersonRow } from '../records/records.ts'
import type { Window } from '../records/rows-among.ts'
import { relatedFields } from '../records/related.ts'
import { flag, instant, text } from '../transport/rows.ts'
import { soqlDateTime, soqlString } from '../transport/soql.ts'
import type { SalesforceSystem } from '../fields/system.ts'

export interface Page {
  position: PullCursor
  records: RecordPage['records']
  tombstones: Tombstone[]
}

/**
 * The next page after a position, by a query of its own: restartable anywhere, whatever page size the server chooses.
 */
export async function pageByQuery(system: SalesforceSystem, position: PullCursor, object: PersonObject): Promise<Page> {
  const { soql, names } = await selectAfter(system, position, object)
  const found = await queryPage(system, `${soql} LIMIT ${pageSize}`, true)
  if (found === null) throw fieldsChanged(system)
  assertShown(system, names, found.records)
  return toPage(system, position, object, {
    rows: found.records,
    ended: found.records.length === 0 || (found.done && found.records.length < pageSize),
  })
}

/**
 * Everything of an object that is read, after a position, by (SystemModstamp, Id). Throws `forbidden` when our user may
 * not see the object.
 */
export async function selectAfter(
  system: SalesforceSystem,
  position: PullCursor,
  object: PersonObject,
): Promise<{ soql: string; fields: ObjectFields; names: readonly string[] }> {
  const fields = await system.fieldsOf(object)
  if (fields === null) throw notVisible(object)
  if (!fields.has('Email')) throw notVisible(`${object}.Email`)
  const names = personFields(
    object,
    fields,
    mappedFields(object, system.access),
    await relatedFields(system, object),
    system.access.kinds,
  )
  const after = position.stamp === null ? '' : ` WHERE ${conditionAfter(position.stamp, position.id)}`
  return { soql: `SELECT ${names.join(', ')} FROM ${object}${after} ORDER BY SystemModstamp, Id`, fields, names }
}

function conditionAfter(stamp: string, id: string): string {
  const at = soqlDateTime(new Date(stamp))
  return id === ''
    ? `SystemModstamp >= ${at}`
    : `(SystemModstamp > ${at} OR (SystemModstamp = ${at} AND Id > ${soqlString(id)}))`
}

/** Rows in order, with what other objects say about them; the position is the one after them. */
export async function toPage(
  system: SalesforceSystem,
  position: PullCursor,
  object: PersonObject,
  found: { rows: readonly Row[]; ended: boolean },
): Promise<Page> {
  const rows = found.rows.map((row): PersonRow => ({ object, id: to18(text(row, 'Id') ?? ''), row }))
  const first = rows[0]
  const last = rows.at(-1)
  const [live, gone] = [
    rows.filter(({ row }) => !flag(row, 'IsDeleted') && !isAnonymous(row)),
    rows.filter(({ row }) => flag(row, 'IsDeleted') || isAnonymous(row)),
  ]
  const window = first === undefined || last === undefined ? null : windowOf(object, first, last)
  const signals = await readSignals(system, object, live, window)
  const seen = last === undefined ? position : seenUpTo(position, object, stampOf(object, last.row), last.id)
  const { tombstones, masters } = await tombstonesOf(system, gone)
  return {
    position: found.ended ? objectEnded(seen, object, system.deps.clock.now()) : seen,
    records: [...live.map((row) => toRemoteRecord(row, signals, system.access, system.deps.clock.now())), ...masters],
    tombstones,
  }
}

/** Sub-query that selects a column of the page's own rows, and of no other. */
function windowOf(object: PersonObject, first: PersonRow, last: PersonRow): Window {
  const [from, to] = [first, last].map(({ row }) => soqlDateTime(new Date(stampOf(object, row))))
  const lower = `(SystemModstamp > ${from} OR (SystemModstamp = ${from} AND Id >= ${soqlString(first.id)}))`
  return (column) =>
    `SELECT ${column} FROM ${object} WHERE ${lower} AND (SystemModstamp < ${to} OR (SystemModstamp = ${to} AND Id <= ${soqlString(last.id)}))`
}

/** ISO text in UTC. */
export function stampOf(object: PersonObject, row: Row): string {
  const stamp = instant(row, 'SystemModstamp')
  if (stamp === null)
    throw new ConnectorError('unexpected-response', `Salesforce gave a ${object} without SystemModstamp.`)
  return stamp.toISOString()
}
