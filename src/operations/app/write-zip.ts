import { Zip, ZipDeflate } from 'fflate'

/** One file of a zip; `content` may come in pieces and is read once, in its turn. */
export interface ZipFile {
  path: string
  content: string | Uint8Array | AsyncIterable<string | Uint8Array>
}

const text = new TextEncoder()
/** Pieces are packed once they are worth it. */
const pieceBytes = 64 * 1024

/**
 * The bytes of a zip while its files come: nothing is held but the piece in hand and the directory (APPNOTE 4.3; under
 * 4 GB and 65,535 files).
 */
export async function* writeZip(files: AsyncIterable<ZipFile>, mtime: Date): AsyncGenerator<Uint8Array> {
  let packed: Uint8Array[] = []
  const zip = new Zip((error, piece) => {
    if (error) throw error
    packed.push(piece)
  })
  const take = () => {
    const taken = packed
    packed = []
    return taken
  }
  for await (const { path, content } of files) {
    const file = new ZipDeflate(path, { level: 6 })
    file.mtime = mtime
    zip.add(file)
    let [waiting, size]: [Uint8Array[], number] = [[], 0]
    for await (const piece of typeof content === 'string' || content instanceof Uint8Array ? [content] : content) {
      const bytes = typeof piece === 'string' ? text.encode(piece) : piece
      waiting.push(bytes)
      size += bytes.length
      if (size < pieceBytes) continue
      file.push(Buffer.concat(waiting))
      ;[waiting, size] = [[], 0]
      yield* take()
    }
    file.push(Buffer.concat(waiting), true)
    yield* take()
  }
  zip.end()
  yield* take()
}
