import type { FastifyInstance, FastifyRequest } from 'fastify'
import type { Readable } from 'node:stream'

/** A file that is read while it comes in; its fields stood before it in the form. */
export interface StreamedUpload {
  name: string
  chunks: AsyncIterable<Buffer>
}

const maxHeaderBytes = 8 * 1024
const maxFieldBytes = 64 * 1024

/**
 * The body of a request, read while it comes in. Who stops reading has the rest taken and thrown away: a browser shows
 * no answer before all it sends is taken. The server's own limit of time ends that.
 */
export async function* bodyChunks(payload: Readable): AsyncGenerator<Buffer> {
  const chunks = payload.iterator({ destroyOnReturn: false }) as AsyncIterator<Buffer>
  try {
    for (let next = await chunks.next(); next.done !== true; next = await chunks.next()) yield next.value
  } finally {
    while ((await chunks.next().catch(() => null))?.done === false);
  }
}

/** A body that nobody read to its end, because its sender was turned away, would hold its connection for ever. */
export function dropUnread(scope: FastifyInstance): void {
  scope.addHook('onResponse', async (request) => {
    if (!request.raw.complete) request.raw.destroy()
  })
}

/**
 * Reads a form with one file (RFC 7578) up to where the file begins; the handler reads the file itself, after login and
 * form were checked.
 */
export function readStreamedUpload(scope: FastifyInstance): void {
  dropUnread(scope)
  if (scope.hasContentTypeParser('multipart/form-data')) scope.removeContentTypeParser('multipart/form-data')
  scope.addContentTypeParser('multipart/form-data', async (request: FastifyRequest, payload: Readable) =>
    readForm(String(request.headers['content-type']), bodyChunks(payload)),
  )
}

async function readForm(
  type: string,
  chunks: AsyncGenerator<Buffer>,
): Promise<Record<string, string | StreamedUpload>> {
  const boundary = /boundary=(?:"([^"]{1,70})"|([^;\s]{1,70}))/iu.exec(type)
  const delimiter = Buffer.from(`\r\n--${boundary?.[1] ?? boundary?.[2] ?? ''}`)
  const body = openBody(chunks)
  const fields: Record<string, string | StreamedUpload> = {}
  // The first delimiter stands at the very start, without the line end before it.
  if (boundary === null || (await body.until(delimiter.subarray(2), 0)) === null) return fields
  for (;;) {
    const headers = (await body.until(Buffer.from('\r\n\r\n'), maxHeaderBytes))?.toString('utf8') ?? null
    if (headers === null || headers.startsWith('--')) return fields
    const [name, fileName] = [parameter(headers, 'name'), parameter(headers, 'filename')]
    if (name === null) return fields
    if (fileName !== null) return { ...fields, [name]: { name: fileName, chunks: body.upTo(delimiter) } }
    const value = await body.until(delimiter, maxFieldBytes)
    if (value === null) return fields
    fields[name] = value.toString('utf8')
  }
}

function parameter(headers: string, name: string): string | null {
  const found = new RegExp(`^content-disposition:[^\\r\\n]*;\\s*${name}="([^"\\r\\n]*)"`, 'imu').exec(headers)
  return found?.[1]?.replaceAll('%22', '"') ?? null
}

/** A body of which only what is not read yet is held. */
function openBody(chunks: AsyncGenerator<Buffer>) {
  let held: Buffer = Buffer.alloc(0)
  let ended = false
  const more = async () => {
    const next = await chunks.next()
    if (next.done === true) ended = true
    else held = held.length === 0 ? next.value : Buffer.concat([held, next.value])
  }
  return {
    /** What stands before `mark`, which is thrown away; null when it does not come within `most` bytes. */
    until: async (mark: Buffer, most: number): Promise<Buffer | null> => {
      for (;;) {
        const at = held.indexOf(mark)
        if (at >= 0 && at <= most) {
          const before = held.subarray(0, at)
          held = held.subarray(at + mark.length)
          return before
        }
        if (ended || held.length > most + mark.length) return null
        await more()
      }
    },
    /** Everything before `mark`, piece by piece. A body that ends without it was cut off. */
    upTo: async function* (mark: Buffer): AsyncGenerator<Buffer> {
      try {
        for (;;) {
          const at = held.indexOf(mark)
          const safe = at >= 0 ? at : Math.max(0, held.length - mark.length + 1)
          const piece = held.subarray(0, safe)
          held = held.subarray(safe)
          if (piece.length > 0) yield piece
          if (at >= 0) return
          if (ended) throw new Error('An upload was cut off')
          await more()
        }
      } finally {
        await chunks.return(undefined)
      }
    },
  }
}
