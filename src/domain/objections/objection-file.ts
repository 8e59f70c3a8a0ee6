import { sortChannels } from './objection.ts'
import { channels, type Channel } from '../app/channel.ts'
import {
  furtherColumns,
  guessByHeading,
  isHeadless,
  plainWord,
  readFurther,
  type FurtherColumns,
  type Mapping,
} from './file-columns.ts'
import type { MessageKind } from '../app/kind.ts'
import { readEntry, type FieldFault, type ObjectionEntry } from './objection-entry.ts'
import { readRefusal } from './read-refusal.ts'
import { readWrittenDay, type ReceivedOn } from './received-on.ts'
import { channelWords, headingWords } from './tables/file-words.ts'
import { emailHeadings, headingNoise, mobileHeadings } from './tables/heading-words.ts'
import { refusalHeadings } from './tables/refusal-words.ts'
import { type FileColumn } from './tables/objection-columns.ts'

export type ColumnMapping = Mapping<FileColumn>

interface FileRules {
  now: Date
  timeZone: string
  /** Of numbers without a prefix; empty = they are refused. */
  country: string
  kinds: readonly MessageKind[]
}

/** A row with what it says; `number` counts as a spreadsheet does. */
type FileRow = { number: number; cells: readonly string[] } & (
  | { entry: ObjectionEntry }
  | { faults: readonly FieldFault[] }
)

/**
 * Columns whose heading is known; each once, the first that fits. Without headings only the address and number can be
 * told.
 */
export function guessColumns(first: readonly string[]): ColumnMapping {
  return guessByHeading(first, headingWords, headingNoise)
}

/**
 * More addresses and mobile numbers of the same people; another number may be their company's, and its colleagues said
 * nothing.
 */
export function furtherFileColumns(first: readonly string[], mapping: ColumnMapping): FurtherColumns {
  return furtherColumns(first, mapping, { email: emailHeadings, phone: mobileHeadings }, headingNoise)
}

/**
 * Reads each row that holds anything. A cell that cannot be read refuses its row: nothing is guessed about an
 * objection.
 */
export function readRows(table: readonly (readonly string[])[], mapping: ColumnMapping, rules: FileRules): FileRow[] {
  const first = table[0] ?? []
  const start = isHeadless(first) ? 0 : 1
  const further = furtherFileColumns(first, mapping)
  const flags = flagColumns(first, mapping)
  return table.slice(start).flatMap((cells, index): FileRow[] => {
    if (cells.every((cell) => cell.trim() === '')) return []
    if (saidNothing(cells, flags))
      return [
        {
          number: index + start + 1,
          cells,
          faults: [
            {
              field: 'row',
              code: 'no-no',
              message: `says under "${(first[flags[0] ?? 0] ?? '').slice(0, 40)}" that this person did not opt out: leave such rows out`,
            },
          ],
        },
      ]
    return [{ number: index + start + 1, cells, ...readRow(cells, mapping, further, rules) }]
  })
}

/** Columns of a whole list of people that tell who of them said no. */
function flagColumns(first: readonly string[], mapping: ColumnMapping): number[] {
  const known = [...refusalHeadings.optOut, ...refusalHeadings.doNotCall]
  return first.flatMap((heading, place) =>
    known.includes(plainWord(heading)) && !Object.values(mapping).includes(place) ? [place] : [],
  )
}

/** An objection cannot be taken back by us, so nobody's is recorded whose row says that there is none. */
function saidNothing(cells: readonly string[], flags: readonly number[]): boolean {
  const told = flags
    .map((place) => cells[place]?.trim() ?? '')
    .filter((cell) => cell !== '')
    .map(readRefusal)
  return told.includes(false) && !told.includes(true)
}

function readRow(
  cells: readonly string[],
  mapping: ColumnMapping,
  further: FurtherColumns,
  rules: FileRules,
): { entry: ObjectionEntry } | { faults: readonly FieldFault[] } {
  const cell = (column: FileColumn) => (mapping[column] === undefined ? '' : (cells[mapping[column]] ?? '').trim())
  const faults: FieldFault[] = []
  const received = readDay(cell('date'), rules)
  if ('fault' in received)
    faults.push(
      received.fault === 'future'
        ? { field: 'date', code: 'future', message: 'is in the future: give the day the opt-out reached you' }
        : { field: 'date', code: 'date', message: 'is not a date such as 25/11/2026' },
    )
  const wanted = readChannels(cell('channel'))
  if (wanted === null)
    faults.push({
      field: 'channel',
      code: 'channel',
      message: `names no channel: write ${channels.join(', ')}, or leave it empty for all`,
    })
  const read = readEntry(
    {
      ...(cell('email') === '' ? {} : { email: cell('email') }),
      ...(cell('phone') === ''
        ? {}
        : { phone: cell('phone'), ...(rules.country === '' ? {} : { country: rules.country }) }),
      ...(cell('reference') === '' ? {} : { reference: cell('reference').slice(0, 200) }),
      ...(wanted === null ? {} : { channels: [...wanted] }),
      ...('at' in received ? { receivedAt: received.at.toISOString() } : {}),
    },
    rules,
  )
  if ('faults' in read) faults.unshift(...read.faults)
  return 'entry' in read && faults.length === 0 ? { entry: withFurther(read.entry, cells, further, rules) } : { faults }
}

/** The objection of a person counts for each address and number of theirs that the row holds. */
function withFurther(
  entry: ObjectionEntry,
  cells: readonly string[],
  columns: FurtherColumns,
  rules: FileRules,
): ObjectionEntry {
  const read = readFurther(cells, columns, rules.country)
  const [emails, phones] = [
    read.emails.filter((email) => email !== entry.email),
    read.phones.filter((phone) => phone !== entry.phone),
  ]
  return emails.length + phones.length === 0 ? entry : { ...entry, further: { emails, phones } }
}

function readDay(text: string, { now, timeZone }: FileRules): ReceivedOn {
  if (/^\d{4}-\d{2}-\d{2}T.*(?:Z|[+-]\d{2}:?\d{2})$/u.test(text)) {
    const at = new Date(text)
    return Number.isNaN(at.getTime()) ? { fault: 'unreadable' } : at > now ? { fault: 'future' } : { at }
  }
  if (text === '') return { at: now }
  return readWrittenDay(text.replace(/(\d{1,2}:\d{2}):\d{2}(?:\.\d+)?$/u, '$1'), now, timeZone)
}

/** Channels named in a cell; an empty cell stops everything. Null when a word is no channel. */
function readChannels(text: string): readonly Channel[] | null {
  const words = text
    .split(/[,;/|+&\n]/u)
    .map(plainWord)
    .filter((word) => word !== '')
  if (words.length === 0) return text === '' ? channels : null
  const lists = words.map((word) => channelWords[word])
  if (lists.includes(undefined)) return null
  return lists.some((list) => list?.length === 0) ? channels : sortChannels(lists.flatMap((list) => list ?? []))
}
