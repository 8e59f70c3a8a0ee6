import type { FastifyInstance } from 'fastify'

/** A person's form is small; what comes after this is not read. */
export const formBytes = 16 * 1024

/**
 * A post with a good token is obeyed whatever comes with it: a mail tool's form, broken JSON, a body of any size or
 * none (RFC 8058). Fields are read from a form only; everything else is let through unread.
 */
export function acceptAnyBody(scope: FastifyInstance, maxBytes: number): void {
  // A type that is none would be refused before anything is read.
  scope.addHook('onRequest', async (request) => {
    const type = request.headers['content-type']
    if (type !== undefined && !/^[\w.+-]+\/[\w.+-]+\s*(?:;.*)?$/u.test(type))
      request.headers['content-type'] = 'application/octet-stream'
  })
  scope.removeAllContentTypeParsers()
  scope.addContentTypeParser('*', (request, payload, done) => {
    const chunks: Buffer[] = []
    let size = 0
    payload.on('data', (chunk: Buffer) => {
      size += chunk.length
      if (size <= maxBytes) chunks.push(chunk)
    })
    payload.once('error', () => done(null, {}))
    payload.once('end', () => {
      // Who sends in pieces does not say how much will come: whoever looks for what is missing must know.
      if (size > maxBytes) request.headers['content-length'] = String(size)
      const isForm = (request.headers['content-type'] ?? '')
        .toLowerCase()
        .startsWith('application/x-www-form-urlencoded')
      done(
        null,
        isForm && size <= maxBytes
          ? Object.fromEntries(new URLSearchParams(Buffer.concat(chunks).toString('utf8')))
          : {},
      )
    })
  })
}
