import { open, rename, rm, stat, type FileHandle } from 'node:fs/promises'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { createGunzip, createGzip } from 'node:zlib'
import { z } from 'zod'
import { keyCheckOf, newArchiveKey, openArchiveKey, openPiece, sealPiece } from '../../crypto/archive.ts'

const magic = Buffer.from('lawbase-backup\n', 'utf8')
const pieceBytes = 1 << 20
const lastFlag = 0x80_00_00_00
const maxHeadBytes = 1 << 20

/** What stands in clear at the beginning of the file: no person, no key. */
export const ArchiveHead = z.object({
  type: z.literal('lawbase-backup'),
  version: z.literal(1),
  at: z.iso.datetime(),
  /** Names of the migrations of the database it was made of. */
  migrations: z.array(z.string()).min(1),
  /** Data keys that are in it, wrapped under LAWBASE_KEY. */
  keys: z.array(z.object({ kid: z.string(), purpose: z.string(), state: z.string() })),
  keyCheck: z.string(),
  fileKey: z.string(),
})
export type ArchiveHead = z.infer<typeof ArchiveHead>

/** A file that cannot be taken for a backup: the sentence says what is wrong. */
export class BadArchive extends Error {
  readonly code: 'not-a-backup' | 'newer' | 'wrong-key' | 'changed' | 'cut'
  constructor(code: BadArchive['code'], message: string) {
    super(message)
    this.code = code
  }
}

/** One part of the plain content: a kind (one letter) and bytes. */
export interface ArchivePart {
  kind: string
  bytes: Buffer
}

/**
 * Writes an archive: frames, packed, cut into pieces of 1 MiB, each sealed (docs/reference/security.md#backup). The
 * file is made beside its place with mode 0600, forced to the disk, and takes its name only when it is whole. Gives its
 * size.
 */
export async function writeArchive(
  path: string,
  masterKey: Buffer,
  about: Pick<ArchiveHead, 'at' | 'migrations' | 'keys'>,
  frames: AsyncIterable<ArchivePart>,
): Promise<number> {
  const { key, wrapped, keyCheck } = newArchiveKey(masterKey)
  const head = Buffer.from(
    JSON.stringify({ type: 'lawbase-backup', version: 1, ...about, keyCheck, fileKey: wrapped } satisfies ArchiveHead),
    'utf8',
  )
  const part = `${path}.part`
  const file = await open(part, 'w', 0o600)
  try {
    await file.write(Buffer.concat([magic, lengthOf(head.length), head]))
    await pipeline(Readable.from(bytesOf(frames)), createGzip({ level: 4 }), async (packed: AsyncIterable<Buffer>) => {
      let index = 0
      for await (const { piece, last } of piecesOf(packed)) {
        const sealed = sealPiece(key, head, index, last, piece)
        await file.write(Buffer.concat([lengthOf(last ? sealed.length + lastFlag : sealed.length), sealed]))
        index += 1
      }
    })
    await file.sync()
    await file.close()
    await rename(part, path)
  } catch (error) {
    await file.close().catch(() => undefined)
    await rm(part, { force: true })
    throw error
  }
  return (await stat(path)).size
}

/** The head of an archive. Throws BadArchive. */
export async function readHead(path: string): Promise<ArchiveHead> {
  const file = await open(path, 'r')
  try {
    return (await headOf(file)).head
  } finally {
    await file.close()
  }
}

/** Frames of an archive in order; each piece is proved before anything of it is given. Throws BadArchive. */
export async function* readArchive(path: string, masterKey: Buffer): AsyncGenerator<ArchivePart> {
  const file = await open(path, 'r')
  try {
    const { head, bytes } = await headOf(file)
    const key = fileKeyOf(head, masterKey)
    const unpacked = createGunzip()
    const source = Readable.from(openedPieces(file, key, bytes))
    source.on('error', (error) => unpacked.destroy(error))
    yield* framesOf(source.pipe(unpacked))
  } finally {
    await file.close()
  }
}

function fileKeyOf(head: ArchiveHead, masterKey: Buffer): Buffer {
  if (head.keyCheck !== keyCheckOf(masterKey))
    throw new BadArchive(
      'wrong-key',
      'This backup was made under another LAWBASE_KEY. Set the key of the installation it comes from.',
    )
  try {
    return openArchiveKey(masterKey, head.fileKey)
  } catch {
    throw new BadArchive('changed', 'The head of this backup was changed after it was written. Use another copy.')
  }
}

async function headOf(file: FileHandle): Promise<{ head: ArchiveHead; bytes: Buffer }> {
  const other = () => new BadArchive('not-a-backup', 'This file is not a backup of Lawbase.')
  const start = await readBytes(file, magic.length + 4)
  if (start === null || !start.subarray(0, magic.length).equals(magic)) throw other()
  const length = start.readUInt32BE(magic.length)
  const bytes = length > maxHeadBytes ? null : await readBytes(file, length)
  if (bytes === null) throw other()
  let parsed: unknown
  try {
    parsed = JSON.parse(bytes.toString('utf8'))
  } catch {
    throw new BadArchive('changed', 'The head of this backup was changed after it was written. Use another copy.')
  }
  const version = (parsed as { version?: unknown } | null)?.version
  if (typeof version === 'number' && version > 1)
    throw new BadArchive(
      'newer',
      'This backup was written by a newer version of Lawbase: restore it with that version, or a later one.',
    )
  const head = ArchiveHead.safeParse(parsed)
  if (!head.success) throw other()
  return { head: head.data, bytes }
}

async function* openedPieces(file: FileHandle, key: Buffer, head: Buffer): AsyncGenerator<Buffer> {
  const cut = () => new BadArchive('cut', 'This backup is not whole: its end is missing. Use another copy.')
  for (let index = 0; ; index++) {
    const length = (await readBytes(file, 4))?.readUInt32BE(0)
    if (length === undefined) throw cut()
    const last = length >= lastFlag
    const size = last ? length - lastFlag : length
    if (size > pieceBytes + 64)
      throw new BadArchive(
        'changed',
        `This backup was changed after it was written, at piece ${index}. Use another copy.`,
      )
    const sealed = await readBytes(file, size)
    if (sealed === null) throw cut()
    let plain: Buffer
    try {
      plain = openPiece(key, head, index, last, sealed)
    } catch {
      throw new BadArchive(
        'changed',
        `This backup was changed after it was written, at piece ${index}. Use another copy.`,
      )
    }
    yield plain
    if (!last) continue
    if ((await readBytes(file, 1)) !== null)
      throw new BadArchive('changed', 'Something was added to this backup after it was written. Use another copy.')
    return
  }
}

/** Exactly so many bytes from where the file stands; null when it ends before. */
async function readBytes(file: FileHandle, length: number): Promise<Buffer | null> {
  const bytes = Buffer.alloc(length)
  for (let done = 0; done < length; ) {
    const { bytesRead } = await file.read(bytes, done, length - done)
    if (bytesRead === 0) return null
    done += bytesRead
  }
  return bytes
}

function lengthOf(length: number): Buffer {
  const bytes = Buffer.alloc(4)
  bytes.writeUInt32BE(length)
  return bytes
}

async function* bytesOf(frames: AsyncIterable<ArchivePart>): AsyncGenerator<Buffer> {
  for await (const { kind, bytes } of frames)
    yield Buffer.concat([Buffer.from(kind, 'latin1'), lengthOf(bytes.length), bytes])
}

async function* framesOf(source: AsyncIterable<Buffer>): AsyncGenerator<ArchivePart> {
  let rest: Buffer = Buffer.alloc(0)
  for await (const chunk of source) {
    rest = rest.length === 0 ? chunk : Buffer.concat([rest, chunk])
    while (rest.length >= 5) {
      const length = rest.readUInt32BE(1)
      if (rest.length < 5 + length) break
      yield { kind: rest.toString('latin1', 0, 1), bytes: rest.subarray(5, 5 + length) }
      rest = rest.subarray(5 + length)
    }
  }
}

/** Pieces of one size, the last one marked: there is always one, maybe empty. */
async function* piecesOf(source: AsyncIterable<Buffer>): AsyncGenerator<{ piece: Buffer; last: boolean }> {
  let parts: Buffer[] = []
  let held = 0
  for await (const chunk of source) {
    parts.push(chunk)
    held += chunk.length
    while (held > pieceBytes) {
      const all = Buffer.concat(parts)
      yield { piece: all.subarray(0, pieceBytes), last: false }
      parts = [all.subarray(pieceBytes)]
      held = all.length - pieceBytes
    }
  }
  yield { piece: Buffer.concat(parts), last: true }
}
