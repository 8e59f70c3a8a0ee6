import { createReadStream } from 'node:fs'

/** Bytes that can be read from any place, a piece at a time: a file may be larger than the memory. */
export interface ByteSource {
  readonly size: number
  /** From `from` up to and without `to`. */
  read(from: number, to: number): AsyncIterable<Buffer>
}

export function bufferSource(bytes: Buffer): ByteSource {
  return {
    size: bytes.length,
    read: async function* (from, to) {
      if (to > from) yield bytes.subarray(from, to)
    },
  }
}

const pieceBytes = 256 * 1024

export function fileSource(path: string, size: number): ByteSource {
  return {
    size,
    read: async function* (from, to) {
      if (to > from)
        yield* createReadStream(path, { start: from, end: to - 1, highWaterMark: pieceBytes }) as AsyncIterable<Buffer>
    },
  }
}

/** A part that is small enough to be held. */
export async function readBytes(source: ByteSource, from: number, to: number): Promise<Buffer> {
  const pieces: Buffer[] = []
  for await (const piece of source.read(from, to)) pieces.push(piece)
  return Buffer.concat(pieces)
}
