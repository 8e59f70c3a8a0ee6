import { ConnectorError } from '../../src/connector/errors.ts'
import type { Cursor, RecordPage, Tombstone } from '../../src/connector/records.ts'
import { ask, queryPage } from './api.ts'
import { personsWithActsSince, readSignals } from './acts.ts'
import { parseCursor } from './cursor.ts'
import type { PullCursor } from './cursor.ts'
import { personFields } from './describe.ts'
import { collectionSize, overlapMs, pageSize, paths } from './endpoints.ts'
import { personObjects } from './fields.ts'
import type { PersonObject } from './fields.ts'
import { to18 } from './ids.ts'
import { toRemoteRecord } from './map-record.ts'
import { read } from './read.ts'
import { chunksOf } from './records.ts'
import type { PersonRow } from './records.ts'
import { flag, instant, text } from './rows.ts'
import { soqlDateTime, soqlString } from './soql.ts'
import type { SalesforceSystem } from './system.ts'
import { z } from 'zod'

/**
 * Contacts, then Leads, by (SystemModstamp, Id): restartable anywhere, whatever page size the server chooses, and no
 * locator is ever kept (salesforce.md §5.6, §13). Deleted and merged rows come as tombstones. Increments end with the
 * persons whose acts are new, because an inbound mail does not move the contact's stamp.
 */
export async function* pull(system: SalesforceSystem, from: Cursor | null, mode: 'full' | 'changes'): AsyncGenerator<RecordPage> {
  const given = from === null ? null : parseCursor(from)
  let position = await startOf(system, given, mode)
  while (position.walk !== 'rest') {
    if (position.object === 'acts') {
      yield* pullActs(system, position)
      return
    }
    const page = await pageAt(system, position, position.object)
    position = page.position
    yield { records: page.records, tombstones: page.tombstones, next: position, total: position.total }
  }
}

async function startOf(system: SalesforceSystem, given: PullCursor | null, mode: 'full' | 'changes'): Promise<PullCursor> {
  const now = system.deps.clock.now()
  const startedAt = now.toISOString()
  if (given !== null && given.walk !== 'rest' && (given.walk === 'full' || mode === 'changes')) return given
  if (given !== null && given.walk === 'rest' && mode === 'changes') {
    return { ...given, walk: 'changes', object: 'Contact', stamp: resumeStamp(given.contactStamp, now), id: '', startedAt, total: null }
  }
  const total = await countAll(system)
  return { walk: 'full', object: 'Contact', stamp: null, id: '', contactStamp: null, leadStamp: null, startedAt, actsSince: startedAt, total }
}

/** §5.6: `min(T, now - 5 min)`. */
function resumeStamp(stamp: string | null, now: Date): string {
  const latest = new Date(now.getTime() - overlapMs)
  return (stamp !== null && new Date(stamp) < latest ? new Date(stamp) : latest).toISOString()
}

async function countAll(system: SalesforceSystem): Promise<number> {
  let total = 0
  for (const object of personObjects) {
    const soql = `SELECT count() FROM ${object}`
    const answer = await ask(system, { method: 'GET', path: `${paths.query}?q=${encodeURIComponent(soql)}` }, z.object({ totalSize: z.number() }))
    total += answer.totalSize
  }
  return total
}

interface Page {
  position: PullCursor
  records: RecordPage['records']
  tombstones: Tombstone[]
}

async function pageAt(system: SalesforceSystem, position: PullCursor, object: PersonObject): Promise<Page> {
  const fields = await system.fieldsOf(object)
  if (fields === null) throw new ConnectorError('forbidden', `Our user may not see ${object} in Salesforce; give it read access.`, { missing: object })
  const account = object === 'Contact' ? await system.fieldsOf('Account') : null
  const names = personFields(object, fields, system.access.sourceProperty, account?.has('Type') === true, system.access.kinds)
  const after = position.stamp === null ? '' : ` WHERE ${conditionAfter(position.stamp, position.id)}`
  const found = await queryPage(system, `SELECT ${names.join(', ')} FROM ${object}${after} ORDER BY SystemModstamp, Id LIMIT ${pageSize}`, true)
  const rows = found.records.map((row): PersonRow => ({ object, id: to18(text(row, 'Id') ?? ''), row }))
  const first = rows[0]
  const last = rows.at(-1)
  const live = rows.filter(({ row }) => !flag(row, 'IsDeleted'))
  const among = first === undefined || last === undefined ? null : windowOf(object, first, last)
  const signals = await readSignals(system, object, live.map((row) => row.id), among)
  const ended = last === undefined || (found.done && rows.length < pageSize)
  const seen = last === undefined ? position : seenUpTo(position, object, last)
  return {
    position: ended ? objectEnded(seen, object, system.deps.clock.now()) : seen,
    records: live.map((row) => toRemoteRecord(row, signals, system.access)),
    tombstones: rows.filter(({ row }) => flag(row, 'IsDeleted')).map(toTombstone),
  }
}

function conditionAfter(stamp: string, id: string): string {
  const at = soqlDateTime(new Date(stamp))
  return id === '' ? `SystemModstamp >= ${at}` : `(SystemModstamp > ${at} OR (SystemModstamp = ${at} AND Id > ${soqlString(id)}))`
}

/** Sub-query that selects the page's own rows, and no other. */
function windowOf(object: PersonObject, first: PersonRow, last: PersonRow): string {
  const [from, to] = [stampOf(first), stampOf(last)].map((stamp) => soqlDateTime(new Date(stamp)))
  const lower = `(SystemModstamp > ${from} OR (SystemModstamp = ${from} AND Id >= ${soqlString(first.id)}))`
  return `SELECT Id FROM ${object} WHERE ${lower} AND (SystemModstamp < ${to} OR (SystemModstamp = ${to} AND Id <= ${soqlString(last.id)}))`
}

function stampOf(row: PersonRow): string {
  const stamp = instant(row.row, 'SystemModstamp')
  if (stamp === null) throw new ConnectorError('unexpected-response', `Salesforce gave a ${row.object} without SystemModstamp.`)
  return stamp.toISOString()
}

function seenUpTo(position: PullCursor, object: PersonObject, last: PersonRow): PullCursor {
  const stamp = stampOf(last)
  const known = object === 'Contact' ? position.contactStamp : position.leadStamp
  const latest = known !== null && known > stamp ? known : stamp
  return { ...position, stamp, id: last.id, ...(object === 'Contact' ? { contactStamp: latest } : { leadStamp: latest }) }
}

function objectEnded(position: PullCursor, object: PersonObject, now: Date): PullCursor {
  if (object === 'Contact') return { ...position, object: 'Lead', stamp: position.walk === 'full' ? null : resumeStamp(position.leadStamp, now), id: '' }
  return position.walk === 'full' ? rest(position) : { ...position, object: 'acts', stamp: null, id: '' }
}

/** The watermarks never lie after the begin of the walk: a record seen early may have changed since. */
function rest(position: PullCursor): PullCursor {
  const capped = (stamp: string | null): string => (stamp !== null && stamp < position.startedAt ? stamp : position.startedAt)
  return {
    ...position,
    walk: 'rest',
    object: 'Contact',
    stamp: null,
    id: '',
    contactStamp: capped(position.contactStamp),
    leadStamp: capped(position.leadStamp),
    actsSince: position.startedAt,
    total: null,
  }
}

async function* pullActs(system: SalesforceSystem, position: PullCursor): AsyncGenerator<RecordPage> {
  const since = new Date(new Date(position.actsSince).getTime() - overlapMs)
  for (const object of personObjects) {
    const ids = await personsWithActsSince(system, object, since)
    for (const slice of chunksOf(ids, collectionSize)) {
      const records = await read(system, slice.map((id) => ({ object, id })))
      yield { records, tombstones: [], next: position, total: null }
    }
  }
  yield { records: [], tombstones: [], next: rest(position), total: null }
}

function toTombstone({ object, id, row }: PersonRow): Tombstone {
  const master = text(row, 'MasterRecordId')
  return { ref: { object, id }, mergedInto: master === null ? null : to18(master) }
}
