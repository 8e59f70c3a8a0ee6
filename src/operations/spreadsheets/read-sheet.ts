import type { SharedStrings } from './read-strings.ts'
import { xmlAttribute, readXmlPieces } from './read-xml.ts'
import { TableFault, type TableLimits } from './table-file.ts'

/** What a sheet needs to be read. */
interface Formats {
  /** Formats of cells that show a date, by their number. */
  dates: ReadonlySet<number>
  /** Days are counted from 1904 on. */
  from1904: boolean
}

/** A cell longer than this is no cell of a list. */
const maxCellText = 64 * 1024

/** True when some cell of a sheet holds a value; read no further than to the first. Throws TableFault. */
export async function isFilled(pieces: AsyncIterable<Buffer>): Promise<boolean> {
  let filled = false
  const listener = {
    open: (name: string) => {
      filled ||= name === 'v' || name === 't' || name === 'f'
    },
    text: () => undefined,
    close: () => undefined,
  }
  for await (const _read of readXmlPieces(pieces, listener)) if (filled) return true
  return filled
}

/**
 * Rows of a sheet in their places, an empty one for each that is left out. Refuses formulas, whose values nobody here
 * can check, and values far away; a far cell that only has a format is none. Throws TableFault.
 */
export async function* readSheet(
  pieces: AsyncIterable<Buffer>,
  strings: SharedStrings,
  formats: Formats,
  limits: TableLimits,
): AsyncGenerator<readonly string[]> {
  const ready: string[][] = []
  let row: string[] = []
  let next = 1
  let [isRow, isCell, isText, isPhonetic] = [false, false, false, false]
  let cell = { type: '', style: 0, place: 0, reference: '', text: '' }
  let isFar = false
  const openRow = (attributes: string) => {
    const number = placeOf(xmlAttribute(attributes, 'r'), next)
    isFar = number.row > limits.rows + 1
    if (!isFar) for (; next < number.row; next += 1) ready.push([])
    row = []
    isRow = true
  }
  const openCell = (attributes: string) => {
    const reference = xmlAttribute(attributes, 'r') ?? ''
    const { column } = reference === '' ? { column: row.length + 1 } : placeOf(reference, next)
    cell = {
      type: xmlAttribute(attributes, 't') ?? 'n',
      style: Number(xmlAttribute(attributes, 's') ?? 0),
      place: column - 1,
      reference,
      text: '',
    }
    isCell = true
  }
  const openValue = () => {
    if (isFar) throw new TableFault('rows', '', limits)
    if (cell.place >= limits.columns) throw new TableFault('columns', '', limits)
  }
  const closeCell = () => {
    isCell = false
    if (isFar || cell.place >= limits.columns) return
    while (row.length < cell.place) row.push('')
    row[cell.place] = valueOf(cell, strings, formats)
  }
  const closeRow = () => {
    isRow = false
    if (isFar) return
    next += 1
    ready.push(row)
  }
  const listener = {
    open: (name: string, attributes: string) => {
      if (name === 'row') openRow(attributes)
      else if (name === 'c' && isRow) openCell(attributes)
      else if (name === 'f' && isCell) throw new TableFault('formula', cell.reference)
      else if (name === 'rPh') isPhonetic = true
      else if ((name === 'v' || name === 't') && isCell) {
        openValue()
        isText = !isPhonetic
      }
    },
    text: (text: string) => {
      if (!isText) return
      cell.text += text
      if (cell.text.length > maxCellText) throw new TableFault('unreadable', String(next))
    },
    close: (name: string) => {
      if (name === 'v' || name === 't') isText = false
      else if (name === 'rPh') isPhonetic = false
      else if (name === 'c' && isCell) closeCell()
      else if (name === 'row' && isRow) closeRow()
    },
  }
  for await (const _read of readXmlPieces(pieces, listener)) yield* ready.splice(0)
  yield* ready.splice(0)
  if (isRow) throw new TableFault('unreadable')
}

/** `AB7`, or `7` alone. Places are plain letters and digits: an entity in one hides where it is. */
function placeOf(reference: string | null, nextRow: number): { row: number; column: number } {
  if (reference === null) return { row: nextRow, column: 1 }
  const [, letters = '', digits = ''] = /^([A-Z]{0,3})(\d{1,7})$/u.exec(reference) ?? []
  if (digits === '') throw new TableFault('unreadable')
  const row = Number(digits)
  const column = Array.from(letters).reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0)
  if (row < nextRow) throw new TableFault('unreadable')
  return { row, column }
}

function valueOf(
  { type, style, text }: { type: string; style: number; text: string },
  strings: SharedStrings,
  { dates, from1904 }: Formats,
): string {
  switch (type) {
    case 's':
      return text === '' ? '' : strings.get(Number(text))
    case 'str':
    case 'inlineStr':
      return text
    case 'b':
      return text === '1' ? 'true' : text === '' ? '' : 'false'
    case 'e':
      return ''
    case 'd':
      return dateText(new Date(/\d$/u.test(text) && text.includes('T') ? `${text}Z` : text), text)
    default:
      return dates.has(style) && text !== '' ? dateText(dateOf(Number(text), from1904), text) : plainNumber(text)
  }
}

const dayMs = 86_400_000

/** The calendar of spreadsheets: day 1 is 1 January 1900, which they take for a leap year; to the second. */
function dateOf(serial: number, from1904: boolean): Date {
  const days = from1904 ? serial + 1_462 : serial < 60 ? serial + 1 : serial
  return new Date(Date.UTC(1899, 11, 30) + Math.round((days * dayMs) / 1_000) * 1_000)
}

function dateText(at: Date, otherwise: string): string {
  if (Number.isNaN(at.getTime())) return otherwise
  const iso = at.toISOString()
  return iso.endsWith('T00:00:00.000Z') ? iso.slice(0, 10) : iso.slice(0, 16).replace('T', ' ')
}

/** Digits as they stand: a telephone number kept as a number is no measure. */
function plainNumber(text: string): string {
  const value = Number(text)
  return text !== '' && Number.isSafeInteger(value) ? String(value) : text
}
