import { createHash } from 'node:crypto'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { parseApiKey, tokenHash } from '../crypto/tokens.ts'
import { Channel, channels } from '../domain/channel.ts'
import { normalEmail } from '../domain/identity.ts'
import { dayOf } from '../domain/retention.ts'
import type { App } from '../operations/app.ts'
import { IdempotencyConflict, recordObjection } from '../operations/record-objection.ts'
import { loadObjectionStatus, loadStatus } from '../store/status.ts'
import { countHit, findLiveApiKey, noteApiKeyUse, type ApiKeyRow } from '../store/users.ts'
import { sameBytes } from './security.ts'

const callsPerMinute = 600

const ObjectionBody = z.strictObject({
  email: z.string().max(320).transform((raw, context) => {
    const email = normalEmail(raw)
    if (email === null) context.addIssue({ code: 'custom', message: 'is not a complete address such as anne.roy@acme.example.test' })
    return email ?? z.NEVER
  }),
  channels: z.array(Channel).min(1).max(channels.length).optional(),
  receivedAt: z.iso.datetime({ offset: true }).transform((text) => new Date(text)).optional(),
  reason: z.enum(['objection', 'complaint', 'erasure']).default('objection'),
  reference: z.string().max(200).optional(),
})

/** REST door `/api/v1` (DESIGN 8). No cookie is read here; every answer is JSON; errors name the field. */
export async function addApi(server: FastifyInstance, app: App): Promise<void> {
  server.post('/api/v1/objections', { bodyLimit: 256 * 1024 }, async (request, reply) => {
    const key = await authenticate(app, request, reply, 'objections:write')
    if (key === null) return reply
    const parsed = ObjectionBody.safeParse(request.body)
    if (!parsed.success) return reply.code(422).send(fieldErrors(parsed.error))
    const now = app.clock.now()
    const { email, reference, reason } = parsed.data
    const receivedAt = parsed.data.receivedAt ?? now
    if (receivedAt.getTime() > now.getTime() + 5_000) return reply.code(422).send(problem('receivedAt', 'is in the future: give the time the no reached you'))
    const idempotencyKey = request.headers['idempotency-key']
    if (typeof idempotencyKey === 'string' && !/^[\x21-\x7e]{1,200}$/u.test(idempotencyKey)) return reply.code(422).send(problem('Idempotency-Key', 'must be 1 to 200 printable characters'))
    try {
      const recorded = await recordObjection(app, {
        emails: [email], hashes: [], contactId: null, channels: parsed.data.channels ?? channels, receivedAt, door: 'rest', actor: `api key ${key.id}`, originConnectionId: null,
        lane: 'objection', reason, evidence: { ...(reference === undefined ? {} : { reference }), subject: app.keys.hashEmail(email).toString('hex') },
        idempotencyKey: typeof idempotencyKey === 'string' ? `${key.id}:${createHash('sha256').update(idempotencyKey).digest('hex')}` : null,
      })
      return await reply.code(recorded.repeated ? 200 : 201).send({
        id: recorded.id, number: recorded.number, receivedAt: recorded.receivedAt.toISOString(), channels: recorded.channels, repeated: recorded.repeated,
        inBase: recorded.contactId !== null, propagations: recorded.connectionIds.length,
      })
    } catch (error) {
      if (error instanceof IdempotencyConflict) return reply.code(409).send(problem('Idempotency-Key', error.message))
      throw error
    }
  })

  server.get<{ Params: { id: string } }>('/api/v1/objections/:id', async (request, reply) => {
    if ((await authenticate(app, request, reply, 'status:read')) === null) return reply
    const [found] = await loadObjectionStatus(app.pool, { id: request.params.id })
    return found === undefined ? reply.code(404).send(problem('id', 'no objection has this id or number')) : reply.send(found)
  })

  server.get<{ Querystring: { since?: string } }>('/api/v1/objections', async (request, reply) => {
    if ((await authenticate(app, request, reply, 'status:read')) === null) return reply
    const since = new Date(request.query.since ?? '')
    if (Number.isNaN(since.getTime())) return reply.code(422).send(problem('since', 'give a time such as 2026-11-25T10:00:00Z'))
    return reply.send({ objections: await loadObjectionStatus(app.pool, { since }) })
  })

  server.get('/api/v1/status', async (request, reply) => {
    if ((await authenticate(app, request, reply, 'status:read')) === null) return reply
    return reply.send(await loadStatus(app.pool))
  })
}

/** What an API key may be allowed. */
export const apiScopes = ['objections:write', 'status:read'] as const

/** The key of this request, or null after the refusal was sent. */
async function authenticate(app: App, request: FastifyRequest, reply: FastifyReply, scope: string): Promise<ApiKeyRow | null> {
  const given = parseApiKey(/^Bearer (\S+)$/u.exec(request.headers.authorization ?? '')?.[1] ?? '')
  const now = app.clock.now()
  const row = given === null ? null : await findLiveApiKey(app.pool, given.id, now)
  const fits = sameBytes((row?.secretHash ?? Buffer.alloc(32)).toString('hex'), tokenHash(given?.secret ?? '').toString('hex'))
  if (row === null || !fits) {
    await reply.code(401).header('www-authenticate', 'Bearer').send(problem('Authorization', 'give a live API key as Bearer token; keys are made on the page Users & API keys'))
    return null
  }
  if (!row.scopes.includes(scope)) {
    await reply.code(403).send(problem('Authorization', `this key lacks the scope ${scope}`))
    return null
  }
  if ((await countHit(app.pool, `api ${row.id}`, 60)) > callsPerMinute) {
    await reply.code(429).header('retry-after', '60').send(problem('Authorization', `at most ${callsPerMinute} calls a minute: wait a minute`))
    return null
  }
  await noteApiKeyUse(app.pool, row.id, dayOf(now))
  return row
}

function problem(field: string, message: string) {
  return { error: 'invalid', fields: [{ field, message }] }
}

function fieldErrors(error: z.ZodError) {
  return {
    error: 'invalid',
    fields: error.issues.map((issue) => ({ field: issue.path.join('.') || (issue.code === 'unrecognized_keys' ? issue.keys.join(', ') : 'body'), message: issue.message })),
  }
}
