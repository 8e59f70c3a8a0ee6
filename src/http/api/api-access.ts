import type { FastifyInstance, FastifyReply } from 'fastify'
import type { App } from '../../operations/app/app.ts'
import { AccessRefused } from '../../operations/evidence/access-refused.ts'
import { answerAccess, recordAccess, recordAsker } from '../../operations/evidence/access-requests.ts'
import { absentAccessLetter, searchAccess } from '../../operations/evidence/answer-absent-access.ts'
import { readAsker } from '../../domain/evidence/access-asker.ts'
import { readAccess } from '../../domain/evidence/access-request.ts'
import { todayHere } from '../../operations/settings/today-here.ts'
import { isUuid } from '../../store/app/database.ts'
import { findAccess, listAccess } from '../../store/evidence/access-requests.ts'
import { loadSettings } from '../../store/settings/settings.ts'
import { absentAccessPdf } from '../documents/letters/absent-access-pdf.ts'
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
    const read = readAccess(form, await todayHere(app))
    const who = whoAsks(form)
    const faults = [...('faults' in who ? who.faults : []), ...('faults' in read ? read.faults : [])]
    if ('faults' in who || 'faults' in read)
      return reply
        .code(422)
        .send({ error: 'invalid', fields: faults.map((field) => ({ field, message: words[field] })) })
    return answering(reply, async () => {
      const input = { reviewId: null, entry: read.entry }
      const id =
        'contactId' in who
          ? await recordAccess(app, byKey(key.id), { ...input, contactId: who.contactId })
          : await recordAsker(app, byKey(key.id), { ...input, ...who })
      return reply.code(201).send(await findAccess(app.pool, id))
    })
  })
  server.post<Keyed>('/api/v1/access-requests/:key/answered', async (request, reply) => {
    const key = await authenticate(app, request, reply, 'access:write')
    if (key === null) return reply
    return answering(reply, async () => {
      const absent = isTrue(request.body, 'nothingFound')
      await answerAccess(app, byKey(key.id), request.params.key, { absent })
      return reply.send(await findAccess(app.pool, request.params.key))
    })
  })
  addSearch(server, app)
}

interface Keyed {
  Params: { key: string }
}

/** The search for somebody who is in no system, and the letter that says what was searched. */
function addSearch(server: FastifyInstance, app: App): void {
  server.post<Keyed>('/api/v1/access-requests/:key/search', async (request, reply) => {
    const key = await authenticate(app, request, reply, 'access:write')
    if (key === null) return reply
    return answering(reply, async () => {
      const stated = { others: isTrue(request.body, 'noneOfThem'), tools: isTrue(request.body, 'toolsSearched') }
      await searchAccess(app, byKey(key.id), request.params.key, stated)
      return reply.send(await findAccess(app.pool, request.params.key))
    })
  })
  server.get<Keyed>('/api/v1/access-requests/:key/letter.pdf', async (request, reply) => {
    const key = await authenticate(app, request, reply, 'access:write')
    if (key === null) return reply
    const letter = await absentAccessLetter(app, request.params.key, byKey(key.id).email)
    if (letter === null) return reply.code(404).send(problem('key', 'has no letter: search first'))
    const { timeZone } = (await loadSettings(app.pool)).settings
    return reply.type('application/pdf').send(await absentAccessPdf(letter, letter.request.language ?? 'fr', timeZone))
  })
}

/** Who asks: a contact by its number, else an address, a number or both names, with the language of the answer. */
function whoAsks(form: Record<string, string>) {
  const { contactId } = form
  if (contactId === undefined) return readAsker(form)
  return isUuid(contactId) ? { contactId } : { faults: ['contactId' as const] }
}

async function answering(reply: FastifyReply, work: () => Promise<FastifyReply>): Promise<FastifyReply> {
  try {
    return await work()
  } catch (error) {
    if (!(error instanceof AccessRefused)) throw error
    return reply.code(error.code === 'unknown' ? 404 : 409).send({
      ...problem(error.code === 'open' ? 'contactId' : 'key', error.message),
      code: error.code,
      contactIds: error.contactIds,
    })
  }
}

function isTrue(body: unknown, name: string): boolean {
  return typeof body === 'object' && body !== null && (body as Record<string, unknown>)[name] === true
}

/** Whoever made the key answers for it; the scope is the right. */
const byKey = (id: string) => ({ email: `api key ${id}`, role: 'dpo' as const })

const words = {
  contactId: 'is not the number of a contact',
  email: 'is not one complete address',
  phone: 'is not a number with its country code',
  name: 'needs firstName and lastName, 200 characters at most each',
  nobody: 'give contactId, or email, phone, or firstName and lastName',
  language: 'is neither fr nor en',
  door: 'is none of mailbox, post, phone, spoken, other',
  receivedOn: 'is not a day such as 2026-11-25, today at the latest',
  identity: 'is none of own-address, answered, called-back, other',
  identityWords: 'says what was done, in a sentence',
} as const

function textsOf(body: unknown): Record<string, string> {
  const entries = body === null || typeof body !== 'object' ? [] : Object.entries(body as Record<string, unknown>)
  return Object.fromEntries(entries.filter((entry): entry is [string, string] => typeof entry[1] === 'string'))
}
