import { createHash, randomUUID } from 'node:crypto'
import { furtherFileColumns, readRows, type ColumnMapping } from '../../domain/objections/objection-file.ts'
import { fileColumns } from '../../domain/objections/tables/objection-columns.ts'
import type { FieldFault } from '../../domain/objections/objection-entry.ts'
import { insertAudit } from '../../store/app/audit.ts'
import {
  askForFile,
  claimObjectionFile,
  filesToRecord,
  findObjectionFile,
  finishObjectionFile,
  insertObjectionFile,
  noteFileProgress,
  type FileAsk,
  type ObjectionFile,
} from '../../store/objections/objection-files.ts'
import { loadSettings } from '../../store/settings/settings.ts'
import type { App } from '../app/app.ts'
import { readList } from '../spreadsheets/open-list.ts'
import { recordEntries } from './record-entries.ts'
import type { Table } from '../spreadsheets/table-file.ts'

/** What became of one row of a file; `number` counts rows as a spreadsheet does. */
type FileRowResult = { row: number } & (
  | { status: 'recorded' | 'repeated'; number: string }
  | { status: 'refused'; faults: readonly FieldFault[]; cells: readonly string[] }
)

export interface FileReport {
  recorded: number
  repeated: number
  refused: number
  headings: readonly string[]
  rows: readonly FileRowResult[]
}

interface FileCall {
  /** Of the file's bytes: the same file read the same way means the same objections. */
  digest: Buffer
  mapping: ColumnMapping
  /** Of numbers without a prefix; empty = those rows are refused. */
  country: string
  actor: string
  onProgress?: (done: number, of: number) => unknown
  /**
   * When it was asked, for a recording that goes on after it was cut off: its own rows count as recorded, and today is
   * still that day.
   */
  since?: Date
}

/**
 * Records the objections of a list: good rows are recorded, bad ones reported. The same file again gives the same
 * numbers.
 */
export async function recordFile(app: App, table: Table, call: FileCall): Promise<FileReport> {
  const { settings } = await loadSettings(app.pool)
  const read = readRows(table.rows, call.mapping, {
    now: call.since ?? app.clock.now(),
    timeZone: settings.timeZone,
    country: call.country,
    kinds: settings.kinds,
  })
  const rows = read.flatMap((row) => ('entry' in row ? [{ index: row.number, entry: row.entry }] : []))
  const key = createHash('sha256')
    .update(call.digest)
    .update(
      JSON.stringify([
        call.country,
        fileColumns.map((column) => call.mapping[column] ?? null),
        ...furtherPlaces(table, call.mapping),
      ]),
    )
    .digest('hex')
  const recorded = await recordEntries(app, rows, {
    door: 'file',
    actor: call.actor,
    key: `file:${key}`,
    ...(call.onProgress === undefined ? {} : { onProgress: call.onProgress }),
    ...(call.since === undefined ? {} : { since: call.since }),
  })
  const results = read.map((row): FileRowResult => {
    if ('faults' in row) return { row: row.number, status: 'refused', faults: row.faults, cells: row.cells }
    const one = recorded.get(row.number)
    if (one === undefined) throw new Error('A row was not recorded')
    return { row: row.number, status: one.repeated ? 'repeated' : 'recorded', number: one.number }
  })
  const count = (status: FileRowResult['status']) => results.filter((row) => row.status === status).length
  return {
    recorded: count('recorded'),
    repeated: count('repeated'),
    refused: count('refused'),
    headings: table.rows[0] ?? [],
    rows: results,
  }
}

/** Read otherwise, the same file means other objections. */
function furtherPlaces(table: Table, mapping: ColumnMapping): (readonly number[])[] {
  const { emails, phones } = furtherFileColumns(table.rows[0] ?? [], mapping)
  return emails.length + phones.length === 0 ? [] : [emails, phones]
}

export function digestOf(bytes: Buffer): Buffer {
  return createHash('sha256').update(bytes).digest()
}

const place = (id: string, column: 'content' | 'report') => ({ table: 'objection_files', row: id, column })

/** Keeps a list sealed until its columns are named. Throws TableFault when it cannot be read. Gives its id. */
export async function keepFile(app: App, file: { name: string; bytes: Buffer }, actor: string): Promise<string> {
  await readList(app.threads, file.bytes)
  const id = randomUUID()
  await insertObjectionFile(
    app.pool,
    {
      id,
      digest: digestOf(file.bytes),
      name: file.name.replaceAll(/[^\p{L}\p{N}. _-]/gu, '_').slice(-100),
      size: file.bytes.length,
      uploadedBy: actor,
      content: app.keys.seal(file.bytes.toString('base64'), place(id, 'content')),
    },
    app.clock.now(),
  )
  return id
}

/** A list that waits for its columns to be named, is being recorded, or has its report. */
export type KeptFile = { file: ObjectionFile } & ({ table: Table } | { recording: true } | { report: FileReport })

/** A list of this person. Null when there is none. Noted as seen where it shows somebody. */
export async function openFile(app: App, id: string, actor: string): Promise<KeptFile | null> {
  const now = app.clock.now()
  const file = await findObjectionFile(app.pool, id, actor, now)
  if (file === null) return null
  if (file.report === null && file.ask !== null) return { file, recording: true }
  await insertAudit(
    app.pool,
    [{ actId: `view:${randomUUID()}`, act: 'view', actor, details: { what: 'objection-file', file: id } }],
    now,
  )
  return file.report === null
    ? { file, table: await tableOf(app, file) }
    : { file, report: JSON.parse(app.keys.open(file.report, place(id, 'report'))) as FileReport }
}

function tableOf(app: App, file: ObjectionFile): Promise<Table> {
  if (file.content === null) throw new Error('A list has neither rows nor a report')
  return readList(app.threads, Buffer.from(app.keys.open(file.content, place(file.id, 'content')), 'base64'))
}

/** Has a kept list recorded by a worker; a second click changes nothing. */
export async function askToRecord(app: App, id: string, ask: Pick<FileAsk, 'mapping' | 'country'>): Promise<void> {
  await askForFile(app.pool, id, { ...ask, askedAt: app.clock.now() })
  await app.enqueue('record-file', { fileId: id })
}

/** Starts what waits, and goes on with what a worker left behind. */
export async function wakeFiles(app: App): Promise<void> {
  for (const fileId of await filesToRecord(app.pool)) await app.enqueue('record-file', { fileId })
}

/** One commit and what stands around it never take longer; after a failure nobody tries again before. */
const claimMs = 60_000

/**
 * Records a list that was asked for. Cut off anywhere it goes on where it was: each row has its own key, so none counts
 * twice.
 */
export async function recordAskedFile(app: App, id: string, signal: AbortSignal): Promise<void> {
  const file = await claimObjectionFile(app.pool, id, claimMs)
  if (file?.ask == null) return
  const { mapping, country, askedAt } = file.ask
  const report = await recordFile(app, await tableOf(app, file), {
    mapping,
    country,
    digest: file.digest,
    actor: file.uploadedBy,
    since: askedAt,
    onProgress: async (done, of) => {
      await noteFileProgress(app.pool, id, done, of, claimMs)
      signal.throwIfAborted()
    },
  })
  await finishObjectionFile(app.pool, id, app.keys.seal(JSON.stringify(report), place(id, 'report')))
}
