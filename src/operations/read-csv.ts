import { parse } from 'csv-parse'
import { mostFileRows, TableFault, type Table, type TableFormat } from './table-file.ts'

type Csv = Extract<TableFormat, { type: 'csv' }>

/** A record longer than this is a quote that was never closed. */
const mostRecordBytes = 64 * 1024

/** Reads a CSV whose encoding and separator nobody said. */
export async function readCsv(bytes: Buffer): Promise<Table> {
  const encoding = encodingOf(bytes)
  // A byte order mark is not in the text any more.
  const text = new TextDecoder(encoding).decode(bytes)
  if (text.includes('\0')) throw new TableFault('unreadable')
  const separator = separatorOf(text)
  const rows: string[][] = []
  const parser = parse(text, { delimiter: separator, columns: false, relax_column_count: true, relax_quotes: true, skip_empty_lines: false, max_record_size: mostRecordBytes })
  try {
    for await (const row of parser as AsyncIterable<string[]>) {
      rows.push(row)
      if (rows.length > mostFileRows + 1) throw new TableFault('rows')
    }
  } catch (error) {
    if (error instanceof TableFault) throw error
    // Rows that were read before it are handed over later.
    throw new TableFault('unreadable', String(((error as { records?: number }).records ?? rows.length) + 1))
  }
  return { format: { type: 'csv', encoding, separator }, rows }
}

/** A byte order mark tells; zeros in every other byte tell; what is no UTF-8 is what Excel writes in western Europe. */
function encodingOf(bytes: Buffer): Csv['encoding'] {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le'
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be'
  const sample = bytes.subarray(0, 1_000)
  const zeros = (odd: number) => sample.filter((byte, place) => byte === 0 && place % 2 === odd).length
  if (zeros(1) > sample.length / 4 && zeros(0) === 0) return 'utf-16le'
  if (zeros(0) > sample.length / 4 && zeros(1) === 0) return 'utf-16be'
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes)
    return 'utf-8'
  } catch {
    return 'windows-1252'
  }
}

const separators = [';', '\t', ','] as const

/** The sign that stands equally often in the first lines, outside quotes. */
function separatorOf(text: string): Csv['separator'] {
  const lines = text.slice(0, 20_000).split(/\r\n|\r|\n/u).filter((line) => line.trim() !== '').slice(0, 6)
  const scores = separators.map((separator) => {
    const counts = lines.map((line) => line.replaceAll(/"(?:[^"]|"")*"/gu, '').split(separator).length - 1)
    const least = Math.min(...counts)
    return { separator, score: least === 0 ? (counts[0] ?? 0) / 1_000 : least + (Math.max(...counts) === least ? 0.5 : 0) }
  })
  const [best] = scores.toSorted((a, b) => b.score - a.score)
  return best === undefined || best.score === 0 ? ',' : best.separator
}
