import { createHash } from 'node:crypto'
import { closeSync, mkdirSync, openSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { basename, join, resolve } from 'node:path'
import { readMapping } from '../../domain/objections/file-columns.ts'
import { readAsk, type AskField, type ScreeningAsk } from '../../domain/screening/screening-ask.ts'
import { guessScreeningColumns } from '../../domain/screening/screening-row.ts'
import type { ScreeningMapping } from '../../domain/screening/screening-columns.ts'
import { screeningColumns } from '../../domain/screening/tables/list-columns.ts'
import { noCounts, type ScreeningCounts } from '../../domain/screening/screening.ts'
import { fileSource, type ByteSource } from '../../operations/spreadsheets/byte-source.ts'
import type { App } from '../../operations/app/app.ts'
import { askRulesOf } from '../../operations/screening/ask-rules.ts'
import { openTable } from '../../operations/spreadsheets/read-table.ts'
import { noteScreening } from '../../operations/screening/screen-file.ts'
import { countRows, screenRows } from '../../operations/screening/screen-rows.ts'
import { screeningLimits, TableFault, type OpenTable } from '../../operations/spreadsheets/table-file.ts'
import type { FaultyRow } from '../../store/screening/screenings.ts'
import type { DeliveredRow } from '../../store/brokers/broker-deliveries.ts'
import { answer, text, withApp, type Command, type CommandInput } from '../app/command.ts'
import { noHeading } from '../app/no-heading.ts'
import { CommandFailed, exitCodes } from '../app/program.ts'

/** Which option says which field of what is declared. */
const options: Readonly<Record<string, AskField>> = {
  channel: 'channel',
  offer: 'offer',
  country: 'country',
  source: 'sourceKind',
  'source-name': 'sourceName',
  obtained: 'obtainedOn',
  visibility: 'visibility',
  broker: 'broker',
  delivery: 'reference',
}

export const screenCommand: Command = {
  summary: 'checks a list before it is imported',
  help: `lawbase screen list.csv [--channel email] [--offer ID] [--country FR] [--source C7 --source-name "Prospecta" --obtained 2026-11-01] [--out FOLDER] [--map email=Adresse,phone=3] [--json]

Reads a CSV or XLSX of up to 500,000 rows and 200 MB row by row, compares each person with the objections, the rules and your contacts, and writes allowed.csv and refused.csv into --out (here, when left out), each row with its verdict, rule and reason. Nothing is imported; of the list only figures and the digest are kept.
--source C1 to C14: where the list comes from (docs/dpo/screening.md), with its exact name and the day it was obtained. What neither the list nor an option says is unknown, and unknown is judged strictly.
--notice-shown: the notice was shown where these people gave their data. --visibility public|restricted: who could see what was looked up.
A broker's list (C7) is accepted only when no required check is missing for its name in the broker register (page Brokers). --delivery REFERENCE: the delivery; one recorded there fills source, name and day. --broker ID: its Connection.
--map names columns by heading or number: ${screeningColumns.join(', ')}.
Exit code 0 when every row may be imported, 1 when some may not, 2 when the list could not be screened.`,
  words: 1,
  options: {
    ...Object.fromEntries(Object.keys(options).map((name) => [name, { type: 'string' as const }])),
    'notice-shown': { type: 'boolean' },
    out: { type: 'string' },
    map: { type: 'string' },
  },
  run: async (input) => {
    const path = input.positionals[0]
    if (path === undefined) throw new CommandFailed('Give one file.')
    const file = statSync(path, { throwIfNoEntry: false })
    if (file?.isFile() !== true)
      throw new CommandFailed(
        file === undefined ? `${path}: there is no such file` : `${path} is a folder: name a file.`,
      )
    try {
      return await withApp(input, ({ app }) => screen(app, input, path, fileSource(path, file.size)))
    } catch (error) {
      throw error instanceof TableFault ? new CommandFailed(`${path}: ${error.message}`) : error
    }
  },
}

async function screen(app: App, input: CommandInput, path: string, source: ByteSource): Promise<number> {
  const askedAt = app.clock.now()
  const ask = await askOf(app, input)
  const table = await openTable(source, screeningLimits)
  const mapping = await mappingOf(table, text(input.values['map']))
  const total = await countRows(table)
  const folder = text(input.values['out']) ?? '.'
  mkdirSync(folder, { recursive: true })
  const files = { allowed: join(folder, 'allowed.csv'), refused: join(folder, 'refused.csv') }
  if (Object.values(files).some((file) => resolve(file) === resolve(path)))
    throw new CommandFailed(`${path} would be written over: name another folder with --out`)
  // People are in them: nobody else on this machine may read them. They have their names when they are whole.
  const begun = { allowed: `${files.allowed}.part`, refused: `${files.refused}.part` }
  const opened = { allowed: openSync(begun.allowed, 'w', 0o600), refused: openSync(begun.refused, 'w', 0o600) }
  let counts: ScreeningCounts = noCounts()
  let faults: readonly FaultyRow[] = []
  const delivered: DeliveredRow[] = []
  try {
    for await (const block of screenRows(app, { table, mapping, ask, now: askedAt, doneRows: 0, counts, faults })) {
      writeFileSync(opened.allowed, block.allowed)
      writeFileSync(opened.refused, block.refused)
      ;({ counts, faults } = block)
      for (const { row, hashes } of block.delivered) delivered.push({ row, at: null, hashes })
      process.stderr.write(`${counts.rows} of ${total} rows checked\n`)
    }
    renameSync(begun.allowed, files.allowed)
    renameSync(begun.refused, files.refused)
  } finally {
    for (const part of ['allowed', 'refused'] as const) {
      closeSync(opened[part])
      rmSync(begun[part], { force: true })
    }
  }
  const digest = await digestOf(source)
  const id = await noteScreening(
    app,
    { fileName: basename(path), digest, size: source.size, mapping, ask, askedAt },
    { counts, faults, failure: null },
    delivered,
    'command line',
  )
  answer(
    input,
    { ok: counts.refused === 0, id, file: path, sha256: digest.toString('hex'), ...counts, faults, files },
    wordsOf(counts, faults, files),
  )
  return counts.refused === 0 ? exitCodes.done : exitCodes.foundWrong
}

async function askOf(app: App, input: CommandInput): Promise<ScreeningAsk> {
  const said = Object.entries(options).flatMap(([name, field]) => {
    const value = text(input.values[name])
    return value === null ? [] : [[field, value] as const]
  })
  const read = readAsk(
    { ...Object.fromEntries(said), noticeShown: input.values['notice-shown'] === true },
    await askRulesOf(app),
  )
  if ('ask' in read) return read.ask
  throw new CommandFailed(
    read.faults
      .map(
        ({ field, message }) => `--${Object.keys(options).find((name) => options[name] === field) ?? field} ${message}`,
      )
      .join('\n'),
  )
}

async function mappingOf(table: OpenTable, given: string | null): Promise<ScreeningMapping> {
  let first: readonly string[] = []
  for await (const row of table.rows()) {
    first = row
    break
  }
  const read = readMapping(given ?? '', first, first.length, screeningColumns, guessScreeningColumns(first))
  if ('fault' in read) throw new CommandFailed(`--map: ${read.fault}`)
  const { email, phone, mobile } = read.mapping
  if (email === undefined && phone === undefined && mobile === undefined) throw noHeading(first)
  return read.mapping
}

async function digestOf(source: ByteSource): Promise<Buffer> {
  const digest = createHash('sha256')
  for await (const piece of source.read(0, source.size)) digest.update(piece)
  return digest.digest()
}

function wordsOf(
  counts: ScreeningCounts,
  faults: readonly FaultyRow[],
  files: { allowed: string; refused: string },
): string {
  const by = Object.entries(counts.refusedBy).toSorted(([, a], [, b]) => b - a)
  return [
    `${counts.rows} rows: ${counts.allowed} allowed${counts.withNotice === 0 ? '' : ` (${counts.withNotice} only with the notice)`}, ${counts.refused} refused. ${counts.known} are already in the database.`,
    ...by.map(([rule, count]) => `  ${rule}: ${count}`),
    ...faults
      .slice(0, 20)
      .map(
        ({ row, faults: wrong }) => `  row ${row}: ${wrong.map(({ field, code }) => `${field} ${code}`).join(', ')}`,
      ),
    `${files.allowed}, ${files.refused}`,
  ].join('\n')
}
