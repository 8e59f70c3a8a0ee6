import { readFileSync } from 'node:fs'
import { fileColumns, guessColumns, isHeadless, type ColumnMapping, type FileColumn } from '../domain/objection-file.ts'
import { countryOf } from '../domain/country.ts'
import { digestOf, recordFile } from '../operations/record-file.ts'
import { readTable } from '../operations/read-table.ts'
import { TableFault, type Table } from '../operations/table-file.ts'
import { answer, text, withApp, type CommandInput } from './command.ts'
import { CommandFailed, exitCodes } from './program.ts'

/** `lawbase object --file`: records a list and reports each refused row. The service, or the next start of it, carries them. */
export async function objectFile(input: CommandInput, path: string): Promise<number> {
  const bytes = readBytes(path)
  const table = await readTable(bytes).catch((error: unknown) => {
    throw error instanceof TableFault ? new CommandFailed(`${path}: ${error.message}`) : error
  })
  const mapping = mappingOf(table, text(input.values['map']))
  const named = text(input.values['country'])
  const country = named === null ? '' : countryOf(named)
  if (country === null) throw new CommandFailed('--country: write it as FR or France')
  return withApp(input, async ({ app }) => {
    const report = await recordFile(app, table, {
      digest: digestOf(bytes), mapping, country, actor: 'command line',
      onProgress: (done, of) => process.stderr.write(`${done} of ${of} recorded\n`),
    })
    const { headings: _headings, rows, ...counts } = report
    const told = rows.map((row) => (row.status === 'refused' ? { row: row.row, status: row.status, fields: row.faults } : row))
    answer(input, { ok: report.refused === 0, ...counts, rows: told }, [
      `Recorded ${report.recorded}, recorded before ${report.repeated}, refused ${report.refused}.`,
      ...rows.flatMap((row) => (row.status === 'refused' ? [`  row ${row.row}: ${row.faults.map((fault) => `${fault.field} ${fault.message}`).join('; ')}`] : [])),
    ].join('\n'))
    return report.refused === 0 ? exitCodes.done : exitCodes.foundWrong
  })
}

function readBytes(path: string): Buffer {
  try {
    return readFileSync(path)
  } catch (cause) {
    throw new CommandFailed(`--file: ${path} cannot be read: ${cause instanceof Error ? cause.message : 'unknown'}`)
  }
}

/** `email=Adresse,phone=3`: each column by its heading or its number from 1. What is not named is guessed by its heading. */
function mappingOf(table: Table, given: string | null): ColumnMapping {
  const [first = []] = table.rows
  const headings = isHeadless(first) ? [] : first.map((cell) => cell.trim())
  const chosen = (given ?? '').split(',').filter((part) => part !== '').map((part) => {
    const [column = '', name = ''] = part.split(/=(.*)/su).map((side) => side.trim())
    if (!fileColumns.includes(column as FileColumn)) throw new CommandFailed(`--map: ${column} is none of ${fileColumns.join(', ')}. Write --map email=Adresse,date=3`)
    const place = headings.includes(name) ? headings.indexOf(name) : /^\d{1,3}$/u.test(name) ? Number(name) - 1 : -1
    if (place < 0 || place >= Math.max(...table.rows.map((row) => row.length))) throw new CommandFailed(`--map: the file has no column "${name}". It has: ${headings.join(', ') || 'no headings: give numbers from 1'}`)
    return [column, place] as const
  })
  const guess = Object.entries(guessColumns(first)).filter(([, place]) => !chosen.some(([, taken]) => taken === place))
  const mapping: ColumnMapping = Object.fromEntries([...guess, ...chosen])
  if (mapping.email === undefined && mapping.phone === undefined) throw new CommandFailed(`Row 1 has no heading that looks like an e-mail or phone. Name the column: --map email=${headings[0] ?? '1'}`)
  return mapping
}
