import { readCsv } from './read-csv.ts'
import { readXlsx } from './read-xlsx.ts'
import { mostFileBytes, mostFileColumns, TableFault, type Table } from './table-file.ts'

/** Reads a CSV or XLSX by its own bytes, whatever its name says; the readers count the rows. Throws TableFault. */
export async function readTable(bytes: Buffer): Promise<Table> {
  if (bytes.length > mostFileBytes) throw new TableFault('bytes')
  if (bytes.subarray(0, 4).toString('hex') === 'd0cf11e0') throw new TableFault('old')
  const table = bytes.subarray(0, 2).toString('latin1') === 'PK' ? await readXlsx(bytes) : await readCsv(bytes)
  if (table.rows.every((row) => row.every((cell) => cell.trim() === ''))) throw new TableFault('empty')
  if (table.rows.some((row) => row.length > mostFileColumns)) throw new TableFault('columns')
  return table
}
