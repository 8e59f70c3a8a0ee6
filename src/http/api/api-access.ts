import type { FastifyInstance } from 'fastify'
import type { App } from '../../operations/app/app.ts'
import { AccessRefused, answerAccess, recordAccess } from '../../operations/evidence/access-requests.ts'
import { readAccess } from '../../domain/evidence/access-request.ts'
import { isUuid } from '../../store/app/database.ts'
import { findAccess, listAccess } from '../../store/evidence/access-requests.ts'
import { authenticate, problem } from './api-key.ts'

const shown = 1_000

/** The register of access requests: a form of the company's puts one in, and its case tool notes the answer. */
export function addApiAccess(server: FastifyInstance, app: App): void {
  server.get('/api/v1/access-requests', async (request, reply) => {
    if ((await authenticate(app, request, reply, 'access:write')) === null) return reply
    return reply.send({ requests: await listAccess(app.pool, shown) })
  })
  server.post('/api/v1/access-requests', async (request, reply) => {
    const key = await authenticate(app, request, reply, 'access:write')
    if (key === null) return reply
    const form = textsOf(request.body)
    const contactId = form['contactId'] ?? ''
    if (!isUuid(contactId)) return reply.code(422).send(problem('contactId', 'is not the number of a contact'))
    const read = readAccess(form, app.clock.now())
    if ('faults' in read)
      return reply
        .code(422)
        .send({ error: 'invalid', fields: read.faults.map((field) => ({ field, message: words[field] })) })
    try {
      const id = await recordAccess(app, byKey(key.id), { contactId, reviewId: null, entry: read.entry })
      return await reply.code(201).send(await findAccess(app.pool, id))
    } catch (error) {
      if (!(error instanceof AccessRefused)) throw error
      return reply.code(error.code === 'open' ? 409 : 404).send(problem('contactId', error.message))
    }
  })
  server.post<{ Params: { key: string } }>('/api/v1/access-requests/:key/answered', async (request, reply) => {
    const key = await authenticate(app, request, reply, 'access:write')
    if (key === null) return reply
    try {
      await answerAccess(app, byKey(key.id), request.params.key)
      return await reply.send(await findAccess(app.pool, request.params.key))
    } catch (error) {
      if (!(error instanceof AccessRefused)) throw error
      return reply.code(error.code === 'answered' ? 409 : 404).send(problem('key', error.message))
    }
  })
}

/** Whoever made the key answers for it; the scope is the right. */
const byKey = (id: string) => ({ email: `api key ${id}`, role: 'dpo' as const })

const words = {
  door: 'is none of mailbox, post, phone, spoken, other',
  receivedOn: 'is not a day such as 2026-11-25, today at the latest',
  identity: 'is none of own-address, answered, called-back, other',
  identityWords: 'says what was done, in a sentence',
} as const

function textsOf(body: unknown): Record<string, string> {
  const entries = body === null || typeof body !== 'object' ? [] : Object.entries(body as Record<string, unknown>)
  return Object.fromEntries(entries.filter((entry): entry is [string, string] => typeof entry[1] === 'string'))
}
