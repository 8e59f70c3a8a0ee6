import { createHash } from 'node:crypto'
import { deflateRawSync, inflateRawSync } from 'node:zlib'
import { findPiece, insertPiece, type ScreeningPart } from '../../store/screening/screenings.ts'
import type { Sql } from '../../store/app/database.ts'
import type { App } from '../app/app.ts'
import type { ByteSource } from './byte-source.ts'
import { TableFault, type TableLimits } from './table-file.ts'

/** Every piece of a list but the last is as long as this, so that any place in it is found. */
const pieceBytes = 256 * 1024

const place = (id: string, part: ScreeningPart, position: number) => ({
  table: 'screening_pieces',
  row: id,
  column: `${part}:${position}`,
})

/** Seals one piece, packed. */
export async function keepPiece(
  app: App,
  sql: Sql,
  { id, part, position }: { id: string; part: ScreeningPart; position: number },
  bytes: Buffer,
): Promise<void> {
  await insertPiece(
    sql,
    id,
    part,
    position,
    app.keys.seal(deflateRawSync(bytes, { level: 1 }).toString('base64'), place(id, part, position)),
  )
}

/** One piece, opened; null when there is none. */
export async function openSealedPiece(
  app: App,
  id: string,
  part: ScreeningPart,
  position: number,
): Promise<Buffer | null> {
  const body = await findPiece(app.pool, id, part, position)
  return body === null ? null : inflateRawSync(Buffer.from(app.keys.open(body, place(id, part, position)), 'base64'))
}

/**
 * Seals a list as it comes in; nothing but one piece is held. Gives its digest and size; throws TableFault when it is
 * too large.
 */
export async function keepContent(
  app: App,
  id: string,
  chunks: AsyncIterable<Buffer>,
  limits: TableLimits,
): Promise<{ digest: Buffer; size: number }> {
  const digest = createHash('sha256')
  let held: Buffer[] = []
  let [heldBytes, size, position] = [0, 0, 0]
  const keep = async (bytes: Buffer) => {
    await keepPiece(app, app.pool, { id, part: 'content', position }, bytes)
    position += 1
  }
  for await (const chunk of chunks) {
    size += chunk.length
    if (size > limits.bytes) throw new TableFault('bytes', '', limits)
    digest.update(chunk)
    held.push(chunk)
    heldBytes += chunk.length
    if (heldBytes < pieceBytes) continue
    const whole = Buffer.concat(held)
    let at = 0
    for (; at + pieceBytes <= whole.length; at += pieceBytes) await keep(whole.subarray(at, at + pieceBytes))
    held = [whole.subarray(at)]
    heldBytes = whole.length - at
  }
  if (heldBytes > 0) await keep(Buffer.concat(held))
  return { digest: digest.digest(), size }
}

/** A sealed list, read from any place. */
export function contentSource(app: App, id: string, size: number): ByteSource {
  return {
    size,
    read: async function* (from, to) {
      for (let at = from; at < to; ) {
        const position = Math.floor(at / pieceBytes)
        const piece = await openSealedPiece(app, id, 'content', position)
        if (piece === null) throw new Error('A list that is screened has lost a piece')
        const start = position * pieceBytes
        yield piece.subarray(at - start, Math.min(piece.length, to - start))
        at = start + pieceBytes
      }
    },
  }
}

/** One of the two results, piece after piece. */
export async function* readSealedPart(app: App, id: string, part: ScreeningPart): AsyncGenerator<Buffer> {
  for (let position = 0; ; position += 1) {
    const piece = await openSealedPiece(app, id, part, position)
    if (piece === null) return
    yield piece
  }
}
