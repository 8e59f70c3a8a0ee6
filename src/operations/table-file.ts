export type TableFormat = { type: 'csv'; encoding: 'utf-8' | 'utf-16le' | 'utf-16be' | 'windows-1252'; separator: ',' | ';' | '\t' } | { type: 'xlsx' }

/** First sheet or whole list as text; every row has its place, also an empty one. */
export interface Table {
  format: TableFormat
  rows: readonly (readonly string[])[]
}

export const tableFaultCodes = ['empty', 'bytes', 'rows', 'columns', 'unpacks', 'formula', 'old', 'unreadable'] as const
export type TableFaultCode = (typeof tableFaultCodes)[number]

/** A file that is not read at all; `where` names the place when there is one. */
export class TableFault extends Error {
  readonly code: TableFaultCode
  readonly where: string
  constructor(code: TableFaultCode, where = '') {
    super({
      empty: 'The file holds no row.', bytes: 'The file is larger than 10 MB. Split it.', rows: 'The file holds more than 10,000 rows. Split it.', columns: 'The file has more than 100 columns. Keep those that are needed.',
      unpacks: 'The file unpacks to more than 200 MB. Save it as CSV.', formula: `Cell ${where} holds a formula. Paste the values instead, or save the file as CSV.`,
      old: 'This is an old or encrypted Excel file. Save it as XLSX without a password, or as CSV.', unreadable: `The file cannot be read as CSV or XLSX${where === '' ? '' : ` (row ${where})`}. Save it as CSV in UTF-8.`,
    }[code])
    this.code = code
    this.where = where
  }
}

export const mostFileBytes = 10 * 1024 * 1024
/** Rows with a person; one more holds the headings. */
export const mostFileRows = 10_000
export const mostFileColumns = 100
