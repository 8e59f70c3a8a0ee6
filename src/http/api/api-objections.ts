import { createHash } from 'node:crypto'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { readEntry, type FieldFault } from '../../domain/objections/objection-entry.ts'
import type { App } from '../../operations/app/app.ts'
import { recordEntries, type EntriesCall, type IndexedEntry } from '../../operations/objections/record-entries.ts'
import { IdempotencyConflict } from '../../operations/objections/objection-input.ts'
import { loadSettings } from '../../store/settings/settings.ts'
import type { ApiKeyRow } from '../../store/accounts/api-keys.ts'
import { authenticate, problem } from './api-key.ts'

const maxBytes = 256 * 1024
const maxRows = 10_000
/** 10,000 rows with every field filled. */
const maxBytesOfMany = 8 * 1024 * 1024

/**
 * `POST /api/v1/objections`: one objection, or `{objections: [...]}`, where good rows are recorded and bad ones come
 * back with what is wrong.
 */
export function addApiObjections(server: FastifyInstance, app: App): void {
  const keys = new WeakMap<FastifyRequest, ApiKeyRow>()
  server.post(
    '/api/v1/objections',
    {
      bodyLimit: maxBytesOfMany,
      // Before the body is read: nobody without a key makes us hold a large one.
      onRequest: async (request, reply) => {
        const key = await authenticate(app, request, reply, 'objections:write')
        if (key === null) return reply
        keys.set(request, key)
        return undefined
      },
    },
    async (request, reply) => {
      const key = keys.get(request)
      if (key === undefined) throw new Error('A call was let in without a key')
      const { body } = request
      const many = typeof body === 'object' && body !== null && 'objections' in body
      if (!many && Number(request.headers['content-length']) > maxBytes)
        return reply.code(413).send(problem('body', `is larger than ${maxBytes / 1024} KiB`))
      const idempotencyKey = request.headers['idempotency-key']
      if (typeof idempotencyKey === 'string' && !/^[\x21-\x7e]{1,200}$/u.test(idempotencyKey))
        return reply.code(422).send(problem('Idempotency-Key', 'must be 1 to 200 printable characters'))
      const call: EntriesCall = {
        door: 'rest',
        actor: `api key ${key.id}`,
        key:
          typeof idempotencyKey === 'string'
            ? `${key.id}:${createHash('sha256').update(idempotencyKey).digest('hex')}`
            : null,
      }
      try {
        return await (many ? recordAll(app, body, call, reply) : recordOne(app, body, call, reply))
      } catch (error) {
        if (error instanceof IdempotencyConflict)
          return reply.code(409).send(problem(many ? `objections.${error.index}` : 'Idempotency-Key', error.message))
        throw error
      }
    },
  )
}

async function recordOne(app: App, body: unknown, call: EntriesCall, reply: FastifyReply): Promise<FastifyReply> {
  const read = readEntry(body, await rulesOf(app))
  if ('faults' in read) return reply.code(422).send({ error: 'invalid', fields: read.faults })
  const recorded = (await recordEntries(app, [{ index: 0, entry: read.entry }], call)).get(0)
  if (recorded === undefined) throw new Error('An objection was not recorded')
  return reply.code(recorded.repeated ? 200 : 201).send({
    id: recorded.id,
    number: recorded.number,
    receivedAt: recorded.receivedAt.toISOString(),
    channels: recorded.channels,
    ...(recorded.kinds.length === 0 ? {} : { kinds: recorded.kinds }),
    repeated: recorded.repeated,
    inBase: recorded.contactId !== null,
    propagations: recorded.connectionIds.length,
  })
}

/** One row of the answer to a call with many. */
type RowResult = { index: number } & (
  | { status: 'recorded' | 'repeated'; number: string }
  | { status: 'refused'; fields: readonly FieldFault[] }
)

async function recordAll(app: App, body: object, call: EntriesCall, reply: FastifyReply): Promise<FastifyReply> {
  const { objections, ...others } = body as { objections: unknown }
  const [other] = Object.keys(others)
  if (other !== undefined)
    return reply.code(422).send(problem(other.slice(0, 80), 'does not stand beside objections: put it into each row'))
  if (!Array.isArray(objections) || objections.length === 0 || objections.length > maxRows)
    return reply.code(422).send(problem('objections', 'must be a list of 1 to 10,000 rows'))
  const rules = await rulesOf(app)
  const reads = objections.map((raw: unknown) => readEntry(raw, rules))
  const rows = reads.flatMap((read, index): IndexedEntry[] => ('entry' in read ? [{ index, entry: read.entry }] : []))
  const recorded = await recordEntries(app, rows, call)
  const results = reads.map((read, index): RowResult => {
    if ('faults' in read) return { index, status: 'refused', fields: read.faults }
    const one = recorded.get(index)
    if (one === undefined) throw new Error('A row was not recorded')
    return { index, status: one.repeated ? 'repeated' : 'recorded', number: one.number }
  })
  const count = (status: RowResult['status']) => results.filter((row) => row.status === status).length
  const refused = count('refused')
  return reply
    .code(refused > 0 ? 207 : 200)
    .send({ recorded: count('recorded'), repeated: count('repeated'), refused, results })
}

async function rulesOf(app: App) {
  const { settings } = await loadSettings(app.pool)
  return { now: app.clock.now(), kinds: settings.kinds }
}
