import { channels, type Channel } from '../app/channel.ts'
import { readRows, type ColumnMapping } from './objection-file.ts'
import type { BodyFile } from './tables/opt-out-formats.ts'

/** One person of such a file. Without an address the vendor's own id is all there is. */
export interface OptOut {
  /** Row as a spreadsheet counts, or item from 1, for reports that name nobody. */
  row: number
  email: string | null
  vendorId: string | null
  channels: readonly Channel[]
  at: Date | null
}

/** What a file holds, and the rows that say nothing that can be used. */
export interface OptOutFile {
  people: OptOut[]
  wrong: { row: number; why: string }[]
}

/**
 * Rows with a header: an address, and maybe channels and a day, read as those of any list of objections. Numbers are
 * not: nobody says of which country they are.
 */
export function readGeneric(
  table: readonly (readonly string[])[],
  { email, date, channel }: ColumnMapping,
  rules: { now: Date; timeZone: string },
): OptOutFile {
  const mapping = {
    ...(email === undefined ? {} : { email }),
    ...(date === undefined ? {} : { date }),
    ...(channel === undefined ? {} : { channel }),
  }
  return collect(
    readRows(table, mapping, { ...rules, country: '', kinds: [] }).flatMap(
      (row): (OptOut | { row: number; why: string })[] => {
        if ('faults' in row)
          return [{ row: row.number, why: row.faults.map(({ field, message }) => `${field} ${message}`).join(', ') }]
        const { entry } = row
        return [...(entry.email === null ? [] : [entry.email]), ...(entry.further?.emails ?? [])].map((address) => ({
          row: row.number,
          email: address,
          vendorId: null,
          channels: entry.channels,
          at: entry.receivedAt,
        }))
      },
    ),
  )
}

/**
 * Whether the first row of a file without a known heading is an id and no heading: nobody published that there is one,
 * and no id may be lost.
 */
export const isVendorId = (cell: string): boolean => /^[\w-]+$/u.test(cell.trim()) && /\d/u.test(cell)

/** A file of ids that opted out, in the columns of `places`; `first`: the row they begin with. */
export function readIds(table: readonly (readonly string[])[], places: readonly number[], first = 2): OptOutFile {
  return collect(
    table.slice(first - 1).flatMap((cells, index): (OptOut | { row: number; why: string })[] => {
      if (cells.every((cell) => cell.trim() === '')) return []
      const vendorId = places.map((place) => (cells[place] ?? '').trim()).find((cell) => cell !== '') ?? ''
      return [
        vendorId === ''
          ? { row: index + first, why: 'no id' }
          : { row: index + first, email: null, vendorId, channels, at: null },
      ]
    }),
  )
}

/**
 * Bodies as a program that was sent them may keep them: one, a list of them, or one in each line. Throws for what is no
 * JSON.
 */
export function parseBodies(text: string): unknown {
  const lines = text.split(/\r?\n/u).filter((line) => line.trim() !== '')
  return lines.length > 1 && lines.every((line) => line.startsWith('{') && line.trimEnd().endsWith('}'))
    ? lines.map((line): unknown => JSON.parse(line))
    : JSON.parse(text)
}

/**
 * One body of a broker's opt-out webhook, or a list of them, with an id and a date by these names and no address. Dates
 * without a zone are read as UTC.
 */
export function readBodies(json: unknown, names: Pick<BodyFile, 'id' | 'date'>): OptOutFile {
  return collect(
    (Array.isArray(json) ? json : [json]).map((item: unknown, index) => {
      const body = (typeof item === 'object' && item !== null ? item : {}) as Record<string, unknown>
      const id = body[names.id]
      if ((typeof id !== 'string' && typeof id !== 'number') || id === '')
        return { row: index + 1, why: `no ${names.id}` }
      const date = body[names.date]
      return {
        row: index + 1,
        email: null,
        vendorId: String(id),
        channels,
        at:
          typeof date !== 'string'
            ? null
            : dateOf(date.replace(/^(\d{4}-\d{2}-\d{2}) (\d{2}:\d{2}:\d{2}(?:\.\d+)?)$/u, '$1T$2Z')),
      }
    }),
  )
}

function collect(read: readonly (OptOut | { row: number; why: string })[]): OptOutFile {
  return {
    people: read.flatMap((one) => ('why' in one ? [] : [one])),
    wrong: read.flatMap((one) => ('why' in one ? [one] : [])),
  }
}

function dateOf(text: string): Date | null {
  if (!/^\d{4}-\d{2}-\d{2}(?:T[\d:.]+(?:Z|[+-]\d{2}:\d{2}))?$/u.test(text)) return null
  const at = new Date(text)
  return Number.isNaN(at.getTime()) ? null : at
}
