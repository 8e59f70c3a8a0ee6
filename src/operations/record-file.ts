import { createHash, randomUUID } from 'node:crypto'
import { fileColumns, readRows, type ColumnMapping } from '../domain/objection-file.ts'
import type { FieldFault } from '../domain/objection-entry.ts'
import { insertAudit } from '../store/audit.ts'
import { findObjectionFile, finishObjectionFile, insertObjectionFile, releaseObjectionFile, startObjectionFile, type ObjectionFile } from '../store/objection-files.ts'
import { loadSettings } from '../store/settings.ts'
import type { App } from './app.ts'
import { readTable } from './read-table.ts'
import { recordEntries } from './record-entries.ts'
import type { Table } from './table-file.ts'

/** What became of one row of a file; `number` counts rows as a spreadsheet does. */
export type FileRowResult = { row: number } & ({ status: 'recorded' | 'repeated'; number: string } | { status: 'refused'; faults: readonly FieldFault[]; cells: readonly string[] })

export interface FileReport {
  recorded: number
  repeated: number
  refused: number
  headings: readonly string[]
  rows: readonly FileRowResult[]
}

export interface FileCall {
  /** Of the file's bytes: the same file read the same way means the same noes. */
  digest: Buffer
  mapping: ColumnMapping
  /** Of numbers without a prefix; empty = those rows are refused. */
  country: string
  actor: string
  onProgress?: (done: number, of: number) => void
}

/** Records the noes of a list: good rows are recorded, bad ones reported. The same file again gives the same numbers. */
export async function recordFile(app: App, table: Table, call: FileCall): Promise<FileReport> {
  const { settings } = await loadSettings(app.pool)
  const read = readRows(table.rows, call.mapping, { now: app.clock.now(), timeZone: settings.timeZone, country: call.country, kinds: settings.kinds })
  const rows = read.flatMap((row) => ('entry' in row ? [{ index: row.number, entry: row.entry }] : []))
  const key = createHash('sha256').update(call.digest).update(JSON.stringify([call.country, fileColumns.map((column) => call.mapping[column] ?? null)])).digest('hex')
  const recorded = await recordEntries(app, rows, { door: 'file', actor: call.actor, key: `file:${key}`, onProgress: (done) => call.onProgress?.(done, rows.length) })
  const results = read.map((row): FileRowResult => {
    if ('faults' in row) return { row: row.number, status: 'refused', faults: row.faults, cells: row.cells }
    const one = recorded.get(row.number)
    if (one === undefined) throw new Error('A row was not recorded')
    return { row: row.number, status: one.repeated ? 'repeated' : 'recorded', number: one.number }
  })
  const count = (status: FileRowResult['status']) => results.filter((row) => row.status === status).length
  return { recorded: count('recorded'), repeated: count('repeated'), refused: count('refused'), headings: table.rows[0] ?? [], rows: results }
}

export function digestOf(bytes: Buffer): Buffer {
  return createHash('sha256').update(bytes).digest()
}

const place = (id: string, column: 'content' | 'report') => ({ table: 'objection_files', row: id, column })

/** Keeps a list sealed until its columns are named. Throws TableFault when it cannot be read. Gives its id. */
export async function keepFile(app: App, file: { name: string; bytes: Buffer }, actor: string): Promise<string> {
  await readTable(file.bytes)
  const id = randomUUID()
  await insertObjectionFile(app.pool, {
    id, digest: digestOf(file.bytes), name: file.name.replaceAll(/[^\p{L}\p{N}. _-]/gu, '_').slice(-100), size: file.bytes.length, uploadedBy: actor,
    content: app.keys.seal(file.bytes.toString('base64'), place(id, 'content')),
  }, app.clock.now())
  return id
}

export type KeptFile = { file: ObjectionFile } & ({ table: Table } | { report: FileReport })

/** A list of this person: its rows while it waits, its report once recorded. Null when there is none. Noted as seen. */
export async function openFile(app: App, id: string, actor: string): Promise<KeptFile | null> {
  const now = app.clock.now()
  const file = await findObjectionFile(app.pool, id, actor, now)
  if (file === null) return null
  await insertAudit(app.pool, [{ actId: `view:${randomUUID()}`, act: 'view', actor, details: { what: 'objection-file', file: id } }], now)
  if (file.report !== null) return { file, report: JSON.parse(app.keys.open(file.report, place(id, 'report'))) as FileReport }
  if (file.content === null) throw new Error('A list has neither rows nor a report')
  return { file, table: await readTable(Buffer.from(app.keys.open(file.content, place(id, 'content')), 'base64')) }
}

/** Records a kept list once: a second click meanwhile, or after it, does nothing. A failure leaves it to be tried again. */
export async function recordKeptFile(app: App, kept: { file: ObjectionFile; table: Table }, call: Pick<FileCall, 'mapping' | 'country' | 'actor'>): Promise<void> {
  const { file, table } = kept
  if (!(await startObjectionFile(app.pool, file.id, app.clock.now()))) return
  try {
    const report = await recordFile(app, table, { ...call, digest: file.digest })
    await finishObjectionFile(app.pool, file.id, app.keys.seal(JSON.stringify(report), place(file.id, 'report')))
  } catch (error) {
    await releaseObjectionFile(app.pool, file.id)
    throw error
  }
}
