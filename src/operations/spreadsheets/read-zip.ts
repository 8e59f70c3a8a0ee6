import { crc32, createInflateRaw } from 'node:zlib'
import { Readable } from 'node:stream'
import { readBytes, type ByteSource } from './byte-source.ts'
import { TableFault, type TableLimits } from './table-file.ts'

/** One entry of a zip's directory, as the directory claims it. */
export interface ZipPart {
  method: number
  /** CRC-32 of the unpacked bytes. */
  check: number
  packedBytes: number
  unpackedBytes: number
  offset: number
}

/** More parts than any list of people has. */
const maxParts = 200
const endBytes = 22
const maxCommentLength = 65_535
const maxDirectoryBytes = 1024 * 1024
/** "Look into the long field": sizes of zip64. */
const elsewhere = 0xffff_ffff

/**
 * Reads the directory at the end of a zip (APPNOTE 4.3). Sizes are judged before anything is unpacked
 * (docs/reference/security.md#zip-sizes); `most`: as many parts as a list of people never has. Throws TableFault.
 */
export async function readZip(
  source: ByteSource,
  limits: TableLimits,
  most: { parts: number; directoryBytes: number } = { parts: maxParts, directoryBytes: maxDirectoryBytes },
): Promise<Map<string, ZipPart>> {
  const tail = await readBytes(source, Math.max(0, source.size - endBytes - maxCommentLength), source.size)
  const end = tail.lastIndexOf(Buffer.from([0x50, 0x4b, 5, 6]))
  if (end < 0 || end + endBytes > tail.length) throw new TableFault('unreadable')
  const count = tail.readUInt16LE(end + 10)
  const [bytes, from] = [tail.readUInt32LE(end + 12), tail.readUInt32LE(end + 16)]
  if (count > most.parts || bytes > most.directoryBytes) throw new TableFault('unpacks', '', limits)
  if (from + bytes > source.size) throw new TableFault('unreadable')
  return readDirectory(await readBytes(source, from, from + bytes), count, limits)
}

function readDirectory(directory: Buffer, count: number, limits: TableLimits): Map<string, ZipPart> {
  const parts = new Map<string, ZipPart>()
  let total = 0
  for (let at = 0; parts.size < count; ) {
    if (at + 46 > directory.length || directory.readUInt32LE(at) !== 0x0201_4b50) throw new TableFault('unreadable')
    const [nameBytes, extraBytes, commentBytes] = [
      directory.readUInt16LE(at + 28),
      directory.readUInt16LE(at + 30),
      directory.readUInt16LE(at + 32),
    ]
    const name = directory.toString('utf8', at + 46, at + 46 + nameBytes)
    const extra = directory.subarray(at + 46 + nameBytes, at + 46 + nameBytes + extraBytes)
    if (parts.has(name) || /\\|^\/|(?:^|\/)\.\.(?:\/|$)/u.test(name)) throw new TableFault('unreadable')
    // A password, or a name that hides.
    if ((directory.readUInt16LE(at + 8) & 0x2041) !== 0) throw new TableFault('old')
    const [unpackedBytes = 0, packedBytes = 0, offset = 0] = longSizes(
      [directory.readUInt32LE(at + 24), directory.readUInt32LE(at + 20), directory.readUInt32LE(at + 42)],
      extra,
    )
    total += unpackedBytes
    if (total > limits.unpackedBytes) throw new TableFault('unpacks', '', limits)
    parts.set(name, {
      method: directory.readUInt16LE(at + 10),
      check: directory.readUInt32LE(at + 16),
      packedBytes,
      unpackedBytes,
      offset,
    })
    at += 46 + nameBytes + extraBytes + commentBytes
  }
  return parts
}

/** Sizes that do not fit into 32 bits stand in the extra field 1, in this order. */
function longSizes(sizes: readonly number[], extra: Buffer): number[] {
  for (let at = 0; at + 4 <= extra.length; at += 4 + extra.readUInt16LE(at + 2)) {
    if (extra.readUInt16LE(at) !== 1) continue
    let field = at + 4
    return sizes.map((size) => {
      if (size !== elsewhere || field + 8 > extra.length) return size
      field += 8
      return Number(extra.readBigUInt64LE(field - 8))
    })
  }
  return [...sizes]
}

/**
 * The bytes of a part, unpacked as they are asked for, never more than the directory claims, and no others than were
 * packed: a changed byte is another address.
 */
export async function* unpackPart(source: ByteSource, part: ZipPart): AsyncGenerator<Buffer> {
  const header = await readBytes(source, part.offset, part.offset + 30)
  if (header.length < 30 || header.readUInt32LE(0) !== 0x0403_4b50 || (part.method !== 0 && part.method !== 8))
    throw new TableFault('unreadable')
  const from = part.offset + 30 + header.readUInt16LE(26) + header.readUInt16LE(28)
  const packed = source.read(from, Math.min(from + part.packedBytes, source.size))
  let [total, check] = [0, 0]
  for await (const piece of part.method === 0 ? packed : inflate(packed)) {
    total += piece.length
    if (total > part.unpackedBytes) throw new TableFault('unreadable')
    check = crc32(piece, check)
    yield piece
  }
  if (total !== part.unpackedBytes || check !== part.check) throw new TableFault('unreadable')
}

async function* inflate(packed: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  const inflater = createInflateRaw({ chunkSize: 64 * 1024 })
  const input = Readable.from(packed)
  input.on('error', (error) => inflater.destroy(error))
  input.pipe(inflater)
  try {
    yield* inflater as AsyncIterable<Buffer>
  } catch (error) {
    throw String((error as { code?: unknown }).code).startsWith('Z_') ? new TableFault('unreadable') : error
  } finally {
    input.destroy()
    inflater.destroy()
  }
}
