/**
 * Signs a spreadsheet takes for a formula when a cell begins with them, also full-width, also behind blanks and quotes.
 */
const formulaStart = /^[\s\uFEFF"'`’]*[=+\-@＝＋－＠\t\r\n\0]/u
/** Numbers, of a telephone or with a sign: a spreadsheet may compute with them, and can do nothing else. */
const onlyNumber = /^(?:\+\d[\d ().-]{0,30}|-\d{1,20}(?:[.,]\d{1,10})?)$/u

type CsvSeparator = ',' | ';' | '\t' | '|'

/**
 * One line of a CSV that people open in a spreadsheet: every cell quoted, none read as a formula
 * (docs/reference/security.md#uploads). What could be one begins with an apostrophe; everything else, numbers with
 * their `+` included, is as it came, so that a CRM imports what was in the file.
 */
export function peopleCsvLine(row: readonly string[], separator: CsvSeparator): string {
  const safe = (text: string) => (formulaStart.test(text) && !onlyNumber.test(text) ? `'${text}` : text)
  return `${row.map((text) => `"${safe(text).replaceAll('"', '""')}"`).join(separator)}\r\n`
}

/** A whole CSV for people, with the mark that tells spreadsheets its encoding. */
export function peopleCsv(rows: readonly (readonly string[])[], separator: CsvSeparator): string {
  return `\uFEFF${rows.map((row) => peopleCsvLine(row, separator)).join('')}`
}
