import { ThreadLimit, workFile, type Threads, type WorkOptions } from '../../connector/deps/threads.ts'
import { bufferSource, readBytes, type ByteSource } from './byte-source.ts'
import { listLimits, TableFault, type OpenTable, type Table, type TableFormat, type TableLimits } from './table-file.ts'
import type { TableInput, TableItem } from './table-work.ts'

const tableWork = workFile('./table-work', import.meta.url)
/** The texts of a workbook are all read before its first row: up to a minute for the largest that is taken. */
const maxMs = 60_000

/**
 * Opens a CSV or XLSX that somebody gave us; it is read in a thread of its own. Throws TableFault, also for one that is
 * too hard to read.
 */
export async function openList(threads: Threads, source: ByteSource, limits: TableLimits): Promise<OpenTable> {
  const helpers = { bytes: ({ from, to }: { from: number; to: number }) => readBytes(source, from, to) }
  const read = (wanted: TableInput['wanted']) =>
    itemsOf(threads, { size: source.size, limits, wanted }, { helpers, maxMs })
  const format = await formatOf(read('format'))
  return {
    format,
    rows: async function* () {
      for await (const item of read({ rows: format })) if ('rows' in item) yield* item.rows
    },
  }
}

/** Reads a list that is small enough to be held. Throws TableFault. */
export async function readList(threads: Threads, bytes: Buffer, limits = listLimits): Promise<Table> {
  const table = await openList(threads, bufferSource(bytes), limits)
  const rows: (readonly string[])[] = []
  for await (const row of table.rows()) rows.push(row)
  return { format: table.format, rows }
}

async function formatOf(items: AsyncIterable<TableItem>): Promise<TableFormat> {
  let format: TableFormat | null = null
  for await (const item of items) if ('format' in item) format = item.format
  if (format === null) throw new Error('A list was opened and its format not named')
  return format
}

async function* itemsOf(threads: Threads, input: TableInput, options: WorkOptions): AsyncGenerator<TableItem> {
  try {
    for await (const item of threads.stream<TableItem>(tableWork, input, options)) {
      if ('fault' in item) throw new TableFault(item.fault.code, item.fault.where, input.limits)
      yield item
    }
  } catch (error) {
    throw error instanceof ThreadLimit ? new TableFault('hard') : error
  }
}
