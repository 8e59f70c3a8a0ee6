import { readFileSync } from 'node:fs'
import { datedColumns, datedFault } from '../../domain/objections/dated-columns.ts'
import { readMapping, widthOf } from '../../domain/objections/file-columns.ts'
import { guessColumns, type ColumnMapping } from '../../domain/objections/objection-file.ts'
import { fileColumns } from '../../domain/objections/tables/objection-columns.ts'
import { countryOf } from '../../domain/contacts/country.ts'
import { digestOf, recordFile } from '../../operations/objections/record-file.ts'
import { readTable } from '../../operations/spreadsheets/read-table.ts'
import { TableFault, type Table } from '../../operations/spreadsheets/table-file.ts'
import { answer, text, withApp, type CommandInput } from '../app/command.ts'
import { faultSentence } from '../app/fault-sentence.ts'
import { noHeading } from '../app/no-heading.ts'
import { CommandFailed, exitCodes } from '../app/program.ts'

/**
 * `lawbase object --file`: records a list and reports each refused row. The service, or the next start of it, carries
 * them.
 */
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
      digest: digestOf(bytes),
      mapping,
      country,
      actor: 'command line',
      onProgress: (done, of) => process.stderr.write(`${done} of ${of} recorded\n`),
    })
    const { headings: _headings, rows, ...counts } = report
    const told = rows.map((row) =>
      row.status === 'refused' ? { row: row.row, status: row.status, fields: row.faults } : row,
    )
    answer(
      input,
      { ok: report.refused === 0, ...counts, rows: told },
      [
        `Recorded ${report.recorded}, recorded before ${report.repeated}, refused ${report.refused}.`,
        ...rows.flatMap((row) =>
          row.status === 'refused'
            ? [`  row ${row.row}: ${row.faults.map((fault) => `${fault.field} ${fault.message}`).join('; ')}`]
            : [],
        ),
      ].join('\n'),
    )
    return report.refused === 0 ? exitCodes.done : exitCodes.foundWrong
  })
}

function readBytes(path: string): Buffer {
  try {
    return readFileSync(path)
  } catch (cause) {
    throw new CommandFailed(`--file: ${faultSentence(cause, path)}`)
  }
}

/** Columns by their heading or number from 1; what is not named is guessed by its heading. */
function mappingOf(table: Table, given: string | null): ColumnMapping {
  const [first = []] = table.rows
  const read = readMapping(given ?? '', first, widthOf(table.rows), fileColumns, guessColumns(first))
  if ('fault' in read) throw new CommandFailed(`--map: ${read.fault}`)
  if (read.mapping.email === undefined && read.mapping.phone === undefined) throw noHeading(first)
  const dated = read.absent.has('date') || read.mapping.date !== undefined ? [] : datedColumns(table.rows, read.mapping)
  if (dated.length > 0) throw new CommandFailed(datedFault(first, dated, '--map date='))
  return read.mapping
}
