import { bufferSource, readBytes, type ByteSource } from './byte-source.ts'
import { openCsv } from './read-csv.ts'
import { openXlsx } from './read-xlsx.ts'
import { listLimits, TableFault, type OpenTable, type Table, type TableFormat, type TableLimits } from './table-file.ts'

/**
 * Opens a CSV or XLSX by its own bytes, whatever its name says. Its rows are read and counted as they are asked for.
 * `known`: as it was found to be before. Throws TableFault.
 */
export async function openTable(source: ByteSource, limits: TableLimits, known?: TableFormat): Promise<OpenTable> {
  if (source.size > limits.bytes) throw new TableFault('bytes', '', limits)
  const start = await readBytes(source, 0, Math.min(4, source.size))
  if (start.toString('hex') === 'd0cf11e0') throw new TableFault('old')
  const opened =
    start.subarray(0, 2).toString('latin1') === 'PK'
      ? await openXlsx(source, limits)
      : await openCsv(source, known?.type === 'csv' ? known : undefined)
  return { format: opened.format, rows: () => counted(opened.rows(), limits) }
}

async function* counted(
  rows: AsyncIterable<readonly string[]>,
  limits: TableLimits,
): AsyncGenerator<readonly string[]> {
  let count = 0
  let filled = false
  for await (const row of rows) {
    count += 1
    if (count > limits.rows + 1) throw new TableFault('rows', '', limits)
    const isWide = row.length > limits.columns
    // Spreadsheets write the separators of columns that were only formatted.
    if (isWide && row.slice(limits.columns).some((cell) => cell.trim() !== ''))
      throw new TableFault('columns', '', limits)
    filled ||= row.some((cell) => cell.trim() !== '')
    yield isWide ? row.slice(0, limits.columns) : row
  }
  if (!filled) throw new TableFault('empty')
}

/** Reads a list that is small enough to be held. Throws TableFault. */
export async function readTable(bytes: Buffer, limits = listLimits): Promise<Table> {
  const table = await openTable(bufferSource(bytes), limits)
  const rows: (readonly string[])[] = []
  for await (const row of table.rows()) rows.push(row)
  return { format: table.format, rows }
}
