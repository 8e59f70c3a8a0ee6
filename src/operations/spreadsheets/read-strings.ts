import { TableFault, type TableLimits } from './table-file.ts'
import { readXml } from './read-xml.ts'

/** The texts that cells of a workbook point at, by their number. */
export interface SharedStrings {
  get(index: number): string
}

export const noStrings: SharedStrings = {
  get: () => {
    throw new TableFault('unreadable')
  },
}

/** Cells point at any of them, so all are held: packed, and never more than this. */
const maxBytes = 128 * 1024 * 1024

/** Reads `sharedStrings.xml` into one block of memory; text of phonetic signs is left out. Throws TableFault. */
export async function readStrings(pieces: AsyncIterable<Buffer>, limits: TableLimits): Promise<SharedStrings> {
  let block = Buffer.allocUnsafe(64 * 1024)
  let ends = new Uint32Array(1_024)
  let [count, used] = [0, 0]
  let current = ''
  let [reading, phonetic] = [false, false]
  const add = (text: string) => {
    const bytes = Buffer.byteLength(text)
    if (used + bytes > maxBytes) throw new TableFault('unpacks', '', limits)
    if (used + bytes > block.length) block = Buffer.concat([block], Math.max(block.length * 2, used + bytes))
    if (count === ends.length) {
      const longer = new Uint32Array(ends.length * 2)
      longer.set(ends)
      ends = longer
    }
    used += block.write(text, used)
    ends[count] = used
    count += 1
  }
  await readXml(pieces, {
    open: (name) => {
      if (name === 'si') current = ''
      else if (name === 'rPh') phonetic = true
      else if (name === 't') reading = !phonetic
    },
    text: (text) => {
      if (reading) current += text
    },
    close: (name) => {
      if (name === 't') reading = false
      else if (name === 'rPh') phonetic = false
      else if (name === 'si') add(current)
    },
  })
  return {
    get: (index) => {
      if (!Number.isInteger(index) || index < 0 || index >= count) throw new TableFault('unreadable')
      return block.toString('utf8', index === 0 ? 0 : ends[index - 1], ends[index])
    },
  }
}
