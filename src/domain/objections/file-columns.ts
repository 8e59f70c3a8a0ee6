import { normalPhone } from '../contacts/identity.ts'
import { readAddress, readEntryNumber, type EntryPart } from './objection-entry.ts'
import { whichOne } from './tables/heading-words.ts'

/** Which column of a file holds what, counted from 0; what is left out is not in the file. */
export type Mapping<Column extends string> = Readonly<Partial<Record<Column, number>>>

/** Lower case, without accents and signs: how a heading or a word in a cell is looked up. */
export function plainWord(text: string): string {
  return text
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replaceAll('ß', 'ss')
    .replace(/[^a-z0-9]+/gu, ' ')
    .trim()
}

/** How many columns a file has; its rows are more than a call takes arguments. */
export const widthOf = (table: readonly (readonly string[])[]): number =>
  table.reduce((most, row) => Math.max(most, row.length), 0)

/** True when row 1 is a person already: a list without headings must not lose its first one. */
export function isHeadless(first: readonly string[]): boolean {
  return first.some(
    (cell) => readAddress(cell).value !== null || (cell.trim().startsWith('+') && normalPhone(cell, null) !== null),
  )
}

/**
 * Columns whose heading is known; each once, the first that fits, and each place once. Without headings only the
 * address and number can be told.
 */
export function guessByHeading<Column extends string>(
  first: readonly string[],
  words: Readonly<Record<Column, readonly string[]>>,
  noise: ReadonlySet<string> = new Set(),
): Mapping<Column | 'email' | 'phone'> {
  if (isHeadless(first)) {
    const email = first.findIndex((cell) => readAddress(cell).value !== null)
    const phone = first.findIndex((cell) => cell.trim().startsWith('+') && normalPhone(cell, null) !== null)
    return { ...(email < 0 ? {} : { email }), ...(phone < 0 ? {} : { phone }) } as Mapping<Column | 'email' | 'phone'>
  }
  const whole = first.map(plainWord)
  const apart = first.map(wordsApart)
  const found = new Map<Column, number>()
  // A heading that is known as it stands goes before one that is known without its small words, and that one before a
  // second address or number.
  for (const [headings, columns] of [
    [whole, all],
    [apart, all],
    [apart.map((heading) => without(heading, noise)), all],
    [apart.map((heading) => without(heading, noise, whichOne)), reaching],
  ] as const) {
    for (const column of (Object.keys(words) as Column[]).filter(columns)) {
      const place = found.has(column)
        ? -1
        : headings.findIndex((heading, at) => words[column].includes(heading) && ![...found.values()].includes(at))
      if (place >= 0) found.set(column, place)
    }
  }
  return Object.fromEntries(found) as Mapping<Column | 'email' | 'phone'>
}

const all = (): boolean => true
const reaching = (column: string): boolean => column === 'email' || column === 'phone' || column === 'mobile'

/** `FirstName`, as programs write headings. */
const humps = /(\p{Ll})(\p{Lu})/gu

function wordsApart(heading: string): string {
  return plainWord(heading.replace(humps, '$1 $2'))
}

function without(heading: string, ...noise: readonly ReadonlySet<string>[]): string {
  return heading
    .split(' ')
    .filter((word) => !noise.some((words) => words.has(word)))
    .join(' ')
}

/** Columns, by their places, that hold further addresses or numbers of the same person: "E-mail 2", "Private phone". */
export interface FurtherColumns {
  emails: readonly number[]
  phones: readonly number[]
}

/**
 * Columns of that kind that no other use was chosen for; whose address it is, their heading must leave no doubt.
 */
export function furtherColumns(
  first: readonly string[],
  mapping: Mapping<string>,
  words: { email: readonly string[]; phone: readonly string[] },
  noise: ReadonlySet<string>,
): FurtherColumns {
  const taken = new Set(Object.values(mapping))
  const places = (known: readonly string[]) =>
    (isHeadless(first) ? [] : first).flatMap((heading, place) =>
      !taken.has(place) &&
      [plainWord(heading), without(wordsApart(heading), noise, whichOne)].some((one) => known.includes(one))
        ? [place]
        : [],
    )
  return { emails: places(words.email), phones: places(words.phone) }
}

/**
 * Every address and number of these columns that can be read, several in one cell too. What cannot be read there says
 * nothing: the row has others.
 */
export function readFurther(
  cells: readonly string[],
  columns: FurtherColumns,
  country: string,
): { emails: readonly string[]; phones: readonly string[] } {
  const parts = (places: readonly number[], between: RegExp) =>
    places.flatMap((place) => (cells[place] ?? '').split(between))
  const values = (read: readonly EntryPart[]) => [
    ...new Set(read.flatMap(({ value }) => (value === null ? [] : [value]))),
  ]
  return {
    emails: values(parts(columns.emails, /[;,|\s]+|:::/u).map(readAddress)),
    phones: values(parts(columns.phones, /[;,|\n]|:::| \/ /u).map((one) => readEntryNumber(one, country))),
  }
}

/**
 * Reads `email=Adresse,phone=3,date=none`: each column by its heading or its number from 1, or that the file has none.
 * What is not named is guessed by `guess`. Gives the columns, or what is wrong in words that a program or a command
 * line can show.
 */
export function readMapping<Column extends string>(
  text: string,
  first: readonly string[],
  width: number,
  columns: readonly Column[],
  guess: Mapping<Column>,
): { mapping: Mapping<Column>; absent: ReadonlySet<Column> } | { fault: string } {
  const headings = isHeadless(first) ? [] : first.map((cell) => cell.trim())
  const chosen: (readonly [Column, number])[] = []
  const absent = new Set<Column>()
  for (const part of text.split(',').filter((one) => one !== '')) {
    const [column = '', name = ''] = part.split(/=(.*)/su).map((side) => side.trim())
    const known = columns.find((one) => one === column)
    if (known === undefined)
      return { fault: `${column} is none of ${columns.join(', ')}. Write email=Adresse,${columns[2] ?? 'phone'}=3` }
    if (name === 'none' && !headings.includes(name)) {
      absent.add(known)
      continue
    }
    const place = headings.includes(name) ? headings.indexOf(name) : /^\d{1,3}$/u.test(name) ? Number(name) - 1 : -1
    if (place < 0 || place >= width)
      return {
        fault: `the file has no column "${name}". It has: ${headings.join(', ') || 'no headings: give numbers from 1'}`,
      }
    chosen.push([known, place])
  }
  const guessed = (Object.entries(guess) as [Column, number][]).filter(
    ([column, place]) => !absent.has(column) && !chosen.some(([, taken]) => taken === place),
  )
  return { mapping: Object.fromEntries([...guessed, ...chosen]) as Mapping<Column>, absent }
}
