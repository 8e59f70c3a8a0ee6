export type TableFormat =
  | { type: 'csv'; encoding: 'utf-8' | 'utf-16le' | 'utf-16be' | 'windows-1252'; separator: ',' | ';' | '\t' | '|' }
  | { type: 'xlsx' }

/** First sheet or whole list as text; every row has its place, also an empty one. */
export interface Table {
  format: TableFormat
  rows: readonly (readonly string[])[]
}

/** A list whose rows are read one after the other, each time from the first. */
export interface OpenTable {
  format: TableFormat
  rows(): AsyncIterable<readonly string[]>
}

/** How much of a file is read; one row more than `rows` holds the headings. */
export interface TableLimits {
  bytes: number
  rows: number
  columns: number
  /** Of all parts of a workbook together. */
  unpackedBytes: number
}

const megabyte = 1024 * 1024

/** A list of objections, which is held in memory. */
export const listLimits: TableLimits = {
  bytes: 10 * megabyte,
  rows: 10_000,
  columns: 100,
  unpackedBytes: 200 * megabyte,
}
/** A list that is screened row by row. */
export const screeningLimits: TableLimits = {
  bytes: 200 * megabyte,
  rows: 500_000,
  columns: 100,
  unpackedBytes: 2_048 * megabyte,
}

export const tableFaultCodes = [
  'empty',
  'bytes',
  'rows',
  'columns',
  'unpacks',
  'formula',
  'sheets',
  'old',
  'unreadable',
  'hard',
] as const
export type TableFaultCode = (typeof tableFaultCodes)[number]

const thousands = (count: number) => count.toLocaleString('en-GB')
const size = (bytes: number) =>
  bytes >= 1_024 * megabyte ? `${bytes / (1_024 * megabyte)} GB` : `${bytes / megabyte} MB`

/** A file that is not read at all; `where` names the place when there is one. */
export class TableFault extends Error {
  readonly code: TableFaultCode
  readonly where: string
  constructor(code: TableFaultCode, where = '', limits: TableLimits = listLimits) {
    super(
      {
        empty: 'The file holds no row.',
        bytes: `The file is larger than ${size(limits.bytes)}. Split it.`,
        rows: `The file holds more than ${thousands(limits.rows)} rows. Split it.`,
        columns: `The file has more than ${limits.columns} columns. Keep those that are needed.`,
        unpacks: `The file unpacks to more than ${size(limits.unpackedBytes)}. Save it as CSV.`,
        formula: `Cell ${where} holds a formula. Paste the values instead, or save the file as CSV.`,
        sheets: `Several sheets hold rows (${where}). Keep the one with the list in the file, or save it as CSV.`,
        old: 'This is an old or encrypted Excel file. Save it as XLSX without a password, or as CSV.',
        unreadable: `The file cannot be read as CSV or XLSX${where === '' ? '' : ` (row ${where})`}. Save it as CSV in UTF-8.`,
        hard: 'The file takes too long to read. Save it as CSV, or split it.',
      }[code],
    )
    this.code = code
    this.where = where
  }
}
