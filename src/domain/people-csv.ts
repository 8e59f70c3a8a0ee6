/** Signs a spreadsheet takes for a formula when a cell begins with them, also full-width. */
const formulaStart = /^[\s\uFEFF]*[=+\-@＝＋－＠\t\r\n\0]/u

/** A CSV that people open in a spreadsheet: every cell quoted, none read as a formula (facts/security 3.16). */
export function peopleCsv(rows: readonly (readonly string[])[], separator: ',' | ';'): string {
  const cell = (text: string) => `"${(formulaStart.test(text) ? `'${text}` : text).replaceAll('"', '""')}"`
  return `\uFEFF${rows.map((row) => row.map(cell).join(separator)).join('\r\n')}\r\n`
}
