import { unzipSync, zipSync } from 'fflate'
import { mostFileColumns, mostFileRows, TableFault, type Table } from './table-file.ts'

const mostUnpackedBytes = 200 * 1024 * 1024
const mostParts = 200
/** What is read of a workbook: its list of sheets, its texts and formats, and the sheets. Nothing else is unpacked. */
const wanted = /^(?:\[Content_Types\]\.xml|_rels\/\.rels|xl\/(?:workbook|sharedStrings|styles)\.xml|xl\/_rels\/workbook\.xml\.rels|xl\/worksheets\/[^/]+\.xml)$/u

/**
 * Reads the first sheet of a workbook. The sizes its directory claims are judged before anything is unpacked, and
 * unpacking stops at them; the library then sees only what was checked here (facts/security 3.16).
 */
export async function readXlsx(bytes: Buffer): Promise<Table> {
  const { readSheet } = await import('read-excel-file/universal')
  const parts = unpack(bytes)
  for (const [name, part] of Object.entries(parts)) judge(name, part)
  try {
    const stored = zipSync(parts, { level: 0 })
    const rows = await readSheet(new Blob([new Uint8Array(stored)]), { parseNumber: plainNumber })
    return { format: { type: 'xlsx' }, rows: rows.map((row) => row.map(cellText)) }
  } catch {
    // The library's messages may quote cells.
    throw new TableFault('unreadable')
  }
}

function unpack(bytes: Buffer): Record<string, Uint8Array> {
  const names = new Set<string>()
  let total = 0
  try {
    return unzipSync(bytes, {
      filter: ({ name, originalSize }) => {
        total += originalSize
        if (total > mostUnpackedBytes || names.size >= mostParts) throw new TableFault('unpacks')
        if (names.has(name) || /\\|^\/|(?:^|\/)\.\.(?:\/|$)/u.test(name)) throw new TableFault('unreadable')
        names.add(name)
        return wanted.test(name)
      },
    })
  } catch (error) {
    throw error instanceof TableFault ? error : new TableFault('unreadable')
  }
}

/** Refuses what a list of people never holds: a DOCTYPE and its entities, another encoding, formulas, a sheet with a cell a million rows down. */
function judge(name: string, part: Uint8Array): void {
  const xml = Buffer.from(part.buffer, part.byteOffset, part.byteLength).toString('latin1')
  if (xml.includes('\0') || /<!DOCTYPE/iu.test(xml)) throw new TableFault('unreadable')
  if (!name.startsWith('xl/worksheets/')) return
  const formula = /<(?:\w+:)?c\b[^>]*?\br\s*=\s*["']([A-Z]{1,3}\d{1,7})["'][^>]*>\s*<(?:\w+:)?f\b/u.exec(xml)
  if (formula !== null) throw new TableFault('formula', formula[1])
  let rows = 0
  for (const [, letters = '', digits = ''] of xml.matchAll(/\br\s*=\s*["']([A-Z]{0,3})(\d{1,7})["']/gu)) {
    if (Number(digits) > mostFileRows + 1) throw new TableFault('rows')
    if (columnNumber(letters) > mostFileColumns) throw new TableFault('columns')
  }
  for (const _row of xml.matchAll(/<(?:\w+:)?row\b/gu)) if (++rows > mostFileRows + 1) throw new TableFault('rows')
  if (/\br\s*=\s*["'][^"']*&/u.test(xml)) throw new TableFault('unreadable')
}

function columnNumber(letters: string): number {
  return letters.split('').reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0)
}

/** Digits as they stand: a telephone number kept as a number is no measure. */
function plainNumber(text: string): string {
  const value = Number(text)
  return Number.isSafeInteger(value) ? String(value) : text
}

function cellText(cell: unknown): string {
  if (cell instanceof Date) {
    const iso = cell.toISOString()
    return iso.endsWith('T00:00:00.000Z') ? iso.slice(0, 10) : iso.slice(0, 16).replace('T', ' ')
  }
  return typeof cell === 'string' || typeof cell === 'number' || typeof cell === 'boolean' ? String(cell) : ''
}
