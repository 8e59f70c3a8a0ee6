import type { Ask } from '../../connector/deps/threads.ts'
import type { ByteSource } from './byte-source.ts'
import { openTable } from './read-table.ts'
import { TableFault, type TableFaultCode, type TableFormat, type TableLimits } from './table-file.ts'

export interface TableInput {
  size: number
  limits: TableLimits
  /** `format`: only what it is. Else its rows, as it was found to be. */
  wanted: 'format' | { rows: TableFormat }
}

export type TableItem =
  | { format: TableFormat }
  | { rows: readonly (readonly string[])[] }
  | { fault: { code: TableFaultCode; where: string } }

const blockRows = 500
const pieceBytes = 256 * 1024

/** Reads a CSV or XLSX in a thread of its own, block by block; its bytes are asked for piece by piece. */
export default async function* readTableWork(
  { size, limits, wanted }: TableInput,
  ask: Ask,
): AsyncGenerator<TableItem> {
  const source: ByteSource = {
    size,
    read: async function* (from, to) {
      for (let at = from; at < to; at += pieceBytes)
        yield await ask<Buffer>('bytes', { from: at, to: Math.min(at + pieceBytes, to) })
    },
  }
  try {
    if (wanted === 'format') {
      yield { format: (await openTable(source, limits)).format }
      return
    }
    let rows: (readonly string[])[] = []
    for await (const row of (await openTable(source, limits, wanted.rows)).rows()) {
      rows.push(row)
      if (rows.length < blockRows) continue
      yield { rows }
      rows = []
    }
    yield { rows }
  } catch (error) {
    if (!(error instanceof TableFault)) throw error
    yield { fault: { code: error.code, where: error.where } }
  }
}
