import { plain } from '../app/plain-words.ts'
import { isHeadless, widthOf, type Mapping } from './file-columns.ts'

/** How many cells of a column are looked at. */
const looked = 500
/** A day with or without an hour, as spreadsheets and programs write it; a lone number says nothing. */
const inNumbers = /^(?:\d{4}[-/.]\d{1,2}[-/.]\d{1,2}|\d{1,2}[-/.]\d{1,2}[-/.](?:\d{4}|\d{2}))(?:[T ,].*)?$/u
/** What programs write where there is nothing. */
const nothing = /^(?:[-–—.]+|#?n\/?a|null|none|nil|undefined)$/iu

/** Names of months, whole and short, as people and programs write them. */
const months: ReadonlySet<string> = new Set(
  ['en', 'fr', 'de', 'es', 'it', 'nl'].flatMap((language) =>
    (['long', 'short'] as const).flatMap((month) =>
      Array.from({ length: 12 }, (_, at) => {
        const name = new Intl.DateTimeFormat(language, { month, timeZone: 'UTC' }).format(Date.UTC(2026, at, 15))
        return plain(name).replace(/\.$/u, '')
      }),
    ),
  ),
)
/** Longer than a day with its weekday, hour and zone. */
const maxWords = 11

/** `25 novembre 2026`, `Nov 25, 2026 10:42 AM`: a day, a month in words and a year beside each other. */
function isInWords(cell: string): boolean {
  const words = plain(cell)
    .split(/[^a-z0-9]+/u)
    .filter((word) => word !== '' && word !== 'de')
  const at = words.findIndex((word) => months.has(word))
  if (at < 0 || words.length > maxWords) return false
  const isDay = (word = '') => /^(?:0?[1-9]|[12]\d|3[01])(?:er|st|nd|rd|th)?$/u.test(word)
  const isYear = (word = '') => /^(?:19|20)\d{2}$/u.test(word)
  return (
    (isDay(words[at - 1]) && (isYear(words[at + 1]) || /^\d{2}$/u.test(words[at + 1] ?? ''))) ||
    (isDay(words[at + 1]) && isYear(words[at + 2]))
  )
}

const looksLikeDay = (cell: string): boolean => inNumbers.test(cell) || isInWords(cell)

/**
 * Columns that nothing was chosen for and whose cells look like days: one of them may be the day of the opt-out, under
 * a heading that is not known. Nobody's opt-out is dated by a guess, nor today where the file may say when.
 */
export function datedColumns(table: readonly (readonly string[])[], mapping: Mapping<string>): number[] {
  const taken = new Set(Object.values(mapping))
  const first = isHeadless(table[0] ?? []) ? 0 : 1
  return Array.from({ length: widthOf(table) }, (_, place) => place).filter((place) => {
    if (taken.has(place)) return false
    const cells = cellsOf(table, place, first)
    return cells.length > 0 && cells.filter(looksLikeDay).length * 2 > cells.length
  })
}

/** The first cells of a column that hold anything. */
function cellsOf(table: readonly (readonly string[])[], place: number, first: number): string[] {
  const cells: string[] = []
  for (let row = first; row < table.length && cells.length < looked; row++) {
    const cell = (table[row]?.[place] ?? '').trim()
    if (cell !== '' && !nothing.test(cell)) cells.push(cell)
  }
  return cells
}

/** What a command line says of such columns, with the option that answers. */
export function datedFault(first: readonly string[], places: readonly number[], option: string): string {
  const names = places.map((place) => (isHeadless(first) ? String(place + 1) : (first[place] ?? '').trim()))
  return `There are dates under ${names.map((name) => `"${name}"`).join(', ')}, and no column is known as the day of the opt-out. Write ${option}${names[0] ?? ''} if that is it, or ${option}none to date all of them today.`
}
