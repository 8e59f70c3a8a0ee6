/**
 * Signs a spreadsheet takes for a formula when a cell begins with them, also full-width, also behind blanks and quotes.
 */
const formulaStart = /^[\s\uFEFF"'`’]*[=+\-@＝＋－＠\t\r\n\0]/u
/**
 * Numbers, of a telephone (several, and with an extension) or with a sign, and words behind a dash or an at sign: a
 * spreadsheet may take them for a number or a name, and can run nothing, for want of a bracket, an operator or a quote.
 */
const harmless =
  /^(?:\+ ?\d[\d\s().,;/+-]{0,80}(?:(?:x|ext\.?|extension|poste|int\.?|durchwahl|dw) ?\d{1,6})?|-\d{1,20}(?:[.,]\d{1,10})?|[-@] ?\p{L}[\p{L}\p{M} .,'’_]{0,200}|-)$/u

type CsvSeparator = ',' | ';' | '\t' | '|'

/**
 * One line of a CSV that people open in a spreadsheet: every cell quoted, none read as a formula
 * (docs/reference/security.md#uploads). What could run begins with an apostrophe; everything else is as it came,
 * numbers with their `+` and words behind a dash included, so that a CRM imports what was in the file.
 */
export function peopleCsvLine(row: readonly string[], separator: CsvSeparator): string {
  const safe = (text: string) => (formulaStart.test(text) && !harmless.test(text) ? `'${text}` : text)
  return `${row.map((text) => `"${safe(text).replaceAll('"', '""')}"`).join(separator)}\r\n`
}

/** A whole CSV for people, with the mark that tells spreadsheets its encoding. */
export function peopleCsv(rows: readonly (readonly string[])[], separator: CsvSeparator): string {
  return `\uFEFF${rows.map((row) => peopleCsvLine(row, separator)).join('')}`
}
