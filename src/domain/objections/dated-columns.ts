import { isHeadless, type Mapping } from './file-columns.ts'

/** How many rows of a column are looked at. */
const looked = 500
/** A day with or without an hour, as spreadsheets and programs write it; a lone number says nothing. */
const looksLikeDay = /^(?:\d{4}[-/.]\d{1,2}[-/.]\d{1,2}|\d{1,2}[-/.]\d{1,2}[-/.](?:\d{4}|\d{2}))(?:[T ,].*)?$/u

/**
 * Columns that nothing was chosen for and whose cells look like days: one of them may be the day of the opt-out, under
 * a heading that is not known. Nobody's opt-out is dated by a guess, nor today where the file may say when.
 */
export function datedColumns(table: readonly (readonly string[])[], mapping: Mapping<string>): number[] {
  const taken = new Set(Object.values(mapping))
  const rows = table.slice(isHeadless(table[0] ?? []) ? 0 : 1, looked)
  return Array.from({ length: Math.max(0, ...rows.map((row) => row.length)) }, (_, place) => place).filter((place) => {
    if (taken.has(place)) return false
    const cells = rows.map((row) => (row[place] ?? '').trim()).filter((cell) => cell !== '')
    return cells.length > 0 && cells.filter((cell) => looksLikeDay.test(cell)).length * 2 > cells.length
  })
}

/** What a command line says of such columns, with the option that answers. */
export function datedFault(first: readonly string[], places: readonly number[], option: string): string {
  const names = places.map((place) => (isHeadless(first) ? String(place + 1) : (first[place] ?? '').trim()))
  return `There are dates under ${names.map((name) => `"${name}"`).join(', ')}, and no column is known as the day of the opt-out. Write ${option}${names[0] ?? ''} if that is it, or ${option}none to date all of them today.`
}
