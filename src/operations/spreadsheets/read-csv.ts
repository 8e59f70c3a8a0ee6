import { Readable } from 'node:stream'
import { parse } from 'csv-parse'
import { readBytes, type ByteSource } from './byte-source.ts'
import { TableFault, type OpenTable, type TableFormat } from './table-file.ts'

type Csv = Extract<TableFormat, { type: 'csv' }>

/** A record longer than this is a quote that was never closed. */
const maxRecordBytes = 64 * 1024
/** What encoding and separator are told from, besides a look at every byte. */
const sampleBytes = 64 * 1024

/** Opens a CSV. `known`: encoding and separator, where they were found before. */
export async function openCsv(source: ByteSource, known?: Csv): Promise<OpenTable> {
  const sample = await readBytes(source, 0, Math.min(sampleBytes, source.size))
  const encoding = known?.encoding ?? markedEncoding(sample) ?? ((await isUtf8(source)) ? 'utf-8' : 'windows-1252')
  const text = new TextDecoder(encoding).decode(sample)
  if (otherFormat.test(text)) throw new TableFault('unreadable')
  const [line, sign] = separatorLine.exec(text) ?? []
  const separator =
    known?.separator ?? separators.find((known) => known === sign) ?? separatorOf(text.slice(line?.length))
  return {
    format: { type: 'csv', encoding, separator },
    rows: () => readRows(source, { encoding, separator }, line !== undefined),
  }
}

/** `sep=;` tells Excel the separator and is no row: Excel does not show it either. */
const separatorLine = /^"?sep=(.)"?(?:\r\n|\r|\n)/iu
/**
 * A page, a document, a program's data: what a download gives whose login had run out, or a file that was only renamed.
 */
const otherFormat = /^\s*(?:%PDF-|<(?:!doctype|\?xml|html|head|body|meta|table)\b|\{\s*["}]|\[\s*[{"[]|BEGIN:VCARD)/iu
/** Programs end lines in all three ways, some of them in one file, and some twice. */
const lineEnds = ['\r\r\n', '\r\n', '\n', '\r']
/** The end of a file as DOS marks it, alone in its row. */
const dosEnd = '\x1a'

async function* readRows(
  source: ByteSource,
  { encoding, separator }: Pick<Csv, 'encoding' | 'separator'>,
  startsWithSeparator: boolean,
): AsyncGenerator<readonly string[]> {
  const parser = parse({
    delimiter: separator,
    record_delimiter: lineEnds,
    columns: false,
    relax_column_count: true,
    relax_quotes: true,
    skip_empty_lines: false,
    max_record_size: maxRecordBytes,
  })
  const input = Readable.from(decode(source, encoding))
  input.on('error', (error) => parser.destroy(error))
  input.pipe(parser)
  let count = 0
  try {
    for await (const row of parser as AsyncIterable<string[]>) {
      count += 1
      const isNoRow = (startsWithSeparator && count === 1) || (row.length === 1 && row[0] === dosEnd)
      if (!isNoRow) yield row
    }
  } catch (error) {
    if (error instanceof TableFault || !isParserError(error)) throw error
    // Rows that were read before it are handed over later.
    throw new TableFault('unreadable', String((error.records ?? count) + 1))
  } finally {
    input.destroy()
  }
}

/** Errors of the bytes' own store are no fault of the file. */
function isParserError(error: unknown): error is { records?: number } {
  return String((error as { code?: unknown }).code).startsWith('CSV_')
}

/** A byte order mark is not in the text any more. */
async function* decode(source: ByteSource, encoding: Csv['encoding']): AsyncGenerator<string> {
  const decoder = new TextDecoder(encoding)
  for await (const piece of source.read(0, source.size)) {
    const text = decoder.decode(piece, { stream: true })
    if (text.includes('\0')) throw new TableFault('unreadable')
    if (text !== '') yield text
  }
  const rest = decoder.decode()
  if (rest !== '') yield rest
}

/** A byte order mark tells; zeros in every other byte tell. */
function markedEncoding(bytes: Buffer): Csv['encoding'] | null {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le'
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be'
  const sample = bytes.subarray(0, 1_000)
  const zeros = (odd: number) => sample.filter((byte, place) => byte === 0 && place % 2 === odd).length
  if (zeros(1) > sample.length / 4 && zeros(0) === 0) return 'utf-16le'
  if (zeros(0) > sample.length / 4 && zeros(1) === 0) return 'utf-16be'
  return null
}

/**
 * What is no UTF-8 is what Excel writes in western Europe. A few bytes that are wrong among many that are right, pasted
 * in from elsewhere, do not make it that: every other accent would be read wrongly, and an address with one would be
 * somebody else's.
 */
async function isUtf8(source: ByteSource): Promise<boolean> {
  const decoder = new TextDecoder('utf-8')
  let [right, wrong] = [0, 0]
  const count = (text: string) => {
    for (const sign of text.match(/[^\0-\x7f]/gu) ?? []) {
      if (sign === '\ufffd') wrong += 1
      else right += 1
    }
  }
  for await (const piece of source.read(0, source.size)) count(decoder.decode(piece, { stream: true }))
  count(decoder.decode())
  return wrong === 0 || right > wrong
}

const separators = [';', '\t', ',', '|'] as const

/** The sign that stands equally often in the first lines, outside quotes. */
function separatorOf(text: string): Csv['separator'] {
  const lines = text
    .slice(0, 20_000)
    .split(/\r\n|\r|\n/u)
    .filter((line) => line.trim() !== '')
    .slice(0, 6)
  const scores = separators.map((separator) => {
    const counts = lines.map((line) => line.replaceAll(/"(?:[^"]|"")*"/gu, '').split(separator).length - 1)
    const least = Math.min(...counts)
    return {
      separator,
      score: least === 0 ? (counts[0] ?? 0) / 1_000 : least + (Math.max(...counts) === least ? 0.5 : 0),
    }
  })
  const [best] = scores.toSorted((a, b) => b.score - a.score)
  return best === undefined || best.score === 0 ? ',' : best.separator
}
