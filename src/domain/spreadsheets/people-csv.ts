/**
 * Signs a spreadsheet takes for a formula when a cell begins with them, also full-width, also behind blanks and quotes.
 */
const formulaStart = /^[\s\uFEFF"'`’]*[=+\-@＝＋－＠\t\r\n\0]/u

type CsvSeparator = ',' | ';' | '\t' | '|'

/**
 * One line of a CSV that people open in a spreadsheet: every cell quoted, none read as a formula
 * (docs/reference/security.md#uploads).
 */
export function peopleCsvLine(row: readonly string[], separator: CsvSeparator): string {
  return `${row.map((text) => `"${(formulaStart.test(text) ? `'${text}` : text).replaceAll('"', '""')}"`).join(separator)}\r\n`
}

/** A whole CSV for people, with the mark that tells spreadsheets its encoding. */
export function peopleCsv(rows: readonly (readonly string[])[], separator: CsvSeparator): string {
  return `\uFEFF${rows.map((row) => peopleCsvLine(row, separator)).join('')}`
}
