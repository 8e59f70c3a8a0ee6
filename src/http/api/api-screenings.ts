import { isUuid } from '../../store/app/database.ts'
import type { Pool } from 'pg'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { Readable } from 'node:stream'
import { readMapping } from '../../domain/objections/file-columns.ts'
import { readAsk, type AskField } from '../../domain/screening/screening-ask.ts'
import { screeningColumns } from '../../domain/screening/tables/list-columns.ts'
import type { App } from '../../operations/app/app.ts'
import { askRulesOf } from '../../operations/screening/ask-rules.ts'
import {
  askToScreen,
  forgetList,
  guessOf,
  keepList,
  openResult,
  startOfList,
} from '../../operations/screening/screen-file.ts'
import { screeningLimits, TableFault, tableFaultCodes } from '../../operations/spreadsheets/table-file.ts'
import { erasedOn, findScreening, isKept, type Screening } from '../../store/screening/screenings.ts'
import type { ApiKeyRow } from '../../store/accounts/api-keys.ts'
import { authenticate, problem } from './api-key.ts'
import { bodyChunks, dropUnread } from '../app/stream-upload.ts'

/** Bodies that are taken as a list; what they really are is told by their bytes. */
export const listTypes = [
  'text/csv',
  'application/csv',
  'application/octet-stream',
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  'text/tab-separated-values',
]

/** Parameters of the address; none of them can name a person. */
export const parameters: Readonly<Record<string, AskField>> = {
  channel: 'channel',
  offer: 'offer',
  country: 'country',
  source: 'sourceKind',
  sourceName: 'sourceName',
  obtained: 'obtainedOn',
  visibility: 'visibility',
  noticeShown: 'noticeShown',
  broker: 'broker',
  delivery: 'reference',
}

/**
 * `POST /api/v1/screenings`: the body is a CSV or XLSX, the parameters say what it is; 202 with the id. `GET` tells
 * state and figures, `/allowed` and `/refused` give both files for seven days. People stand in bodies only, never in an
 * address (docs/reference/promises.md#console).
 */
export function addApiScreenings(server: FastifyInstance, app: App): void {
  const keys = new WeakMap<FastifyRequest, ApiKeyRow>()
  const onRequest = async (request: FastifyRequest, reply: FastifyReply) => {
    const key = await authenticate(app, request, reply, 'screenings:write')
    if (key === null) return reply
    keys.set(request, key)
    return undefined
  }
  void server.register(async (scope) => {
    dropUnread(scope)
    scope.removeAllContentTypeParsers()
    scope.addContentTypeParser(listTypes, async (_request: FastifyRequest, payload: Readable) => payload)
    // What another type holds is not read: the answer names the types that are.
    scope.addContentTypeParser('*', async () => null)
    // Before the body is read: nobody without a key makes us hold a large one.
    scope.post('/api/v1/screenings', { onRequest, bodyLimit: screeningLimits.bytes }, async (request, reply) =>
      take(app, request, reply, actorOf(keys, request)),
    )
  })
  server.get<{ Params: { id: string } }>('/api/v1/screenings/:id', { onRequest }, async (request, reply) => {
    const screening = await own(app.pool, request.params.id, actorOf(keys, request))
    return screening === null
      ? reply.code(404).send(problem('id', 'no screening of this key has this id'))
      : reply.send(told(screening, app.clock.now()))
  })
  for (const part of ['allowed', 'refused'] as const) {
    server.get<{ Params: { id: string } }>(`/api/v1/screenings/:id/${part}`, { onRequest }, async (request, reply) => {
      const screening = await own(app.pool, request.params.id, actorOf(keys, request))
      if (screening === null) return reply.code(404).send(problem('id', 'no screening of this key has this id'))
      if (!isKept(screening, app.clock.now()))
        return reply.code(410).send(problem('id', 'its rows were erased after seven days; the figures stay'))
      if (screening.finishedAt === null || screening.failure !== null)
        return reply.code(409).send(problem('id', 'is not screened to its end: ask for its state first'))
      return reply
        .type('text/csv; charset=utf-8')
        .header('cache-control', 'no-store')
        .send(Readable.from(await openResult(app, screening.id, part, screening.uploadedBy)))
    })
  }
}

function actorOf(keys: WeakMap<FastifyRequest, ApiKeyRow>, request: FastifyRequest): string {
  const key = keys.get(request)
  if (key === undefined) throw new Error('A call was let in without a key')
  return `api key ${key.id}`
}

async function own(pool: Pool, id: string, actor: string): Promise<Screening | null> {
  const screening = isUuid(id) ? await findScreening(pool, id) : null
  return screening?.uploadedBy === actor ? screening : null
}

interface Fault {
  field: string
  message: string
}

/** What the address says beside the list: each name known, given once, and nobody named. */
function readParameters(query: Record<string, unknown>): { map: string; raw: Record<string, unknown> } | Fault {
  const { map, ...said } = query
  const unknown = Object.keys(said).find((name) => !Object.hasOwn(parameters, name))
  if (unknown !== undefined) {
    const known = Object.keys(parameters).join(', ')
    return { field: unknown.slice(0, 80), message: `is no parameter. They are: map, ${known}` }
  }
  const address = Object.entries(query).find(([, value]) => typeof value !== 'string' || value.includes('@'))
  if (address !== undefined) {
    const message = 'is given once, and never names an address: people stand in the body only'
    return { field: address[0], message }
  }
  const raw = Object.entries(said).map(([name, value]) => [
    parameters[name] ?? name,
    name === 'noticeShown' ? value === 'true' : value,
  ])
  return { map: typeof map === 'string' ? map : '', raw: Object.fromEntries(raw) }
}

async function take(app: App, request: FastifyRequest, reply: FastifyReply, actor: string): Promise<FastifyReply> {
  const said = readParameters(request.query as Record<string, unknown>)
  if ('field' in said) return reply.code(422).send(problem(said.field, said.message))
  const read = readAsk(said.raw, await askRulesOf(app))
  if ('faults' in read)
    return reply.code(422).send({
      error: 'invalid',
      fields: read.faults.map(({ field, message }) => ({
        field: Object.keys(parameters).find((name) => parameters[name] === field) ?? field,
        message,
      })),
    })
  if (!(request.body instanceof Readable))
    return reply.code(415).send(problem('Content-Type', `must be one of ${listTypes.join(', ')}`))
  try {
    const id = await keepList(app, { name: 'api', chunks: bodyChunks(request.body) }, actor)
    const columns = await columnsOf(app, id, said.map)
    if ('fault' in columns) {
      await forgetList(app, id)
      return await reply.code(422).send(problem('map', columns.fault))
    }
    await askToScreen(app, id, { mapping: columns.mapping, ask: read.ask }, actor)
    return await reply.code(202).header('location', `/api/v1/screenings/${id}`).send({ id, state: 'waiting' })
  } catch (error) {
    if (error instanceof TableFault)
      return reply.code(error.code === 'bytes' ? 413 : 422).send(problem('body', error.message))
    throw error
  }
}

/** Which column says what, as the caller named them or as the headings suggest. One of them must lead to people. */
async function columnsOf(app: App, id: string, map: string): Promise<ReturnType<typeof readMapping>> {
  const screening = await findScreening(app.pool, id)
  if (screening === null) throw new Error('A list was lost')
  const start = await startOfList(app, screening)
  const first = start.rows[0] ?? []
  const columns = readMapping(map, first, first.length, screeningColumns, guessOf(start))
  if ('fault' in columns) return columns
  const { email, phone, mobile } = columns.mapping
  if ([email, phone, mobile].some((place) => place !== undefined)) return columns
  return {
    fault:
      'row 1 has no heading that looks like an e-mail or phone: delete what stands above the headings, or name the column, map=email=3',
  }
}

function failureMessage(failure: string, where: string | null): string {
  const code = tableFaultCodes.find((one) => one === failure)
  return code === undefined
    ? 'It was not screened within seven days. Send it again.'
    : new TableFault(code, where ?? '', screeningLimits).message
}

/** What a program is told of a screening: state and figures, nobody of it. */
function told(screening: Screening, now: Date) {
  const { id, digest, ask, counts, faults, totalRows, failure, failureWhere, finishedAt } = screening
  return {
    id,
    sha256: digest.toString('hex'),
    state: finishedAt !== null ? (failure === null ? 'done' : 'failed') : totalRows === null ? 'waiting' : 'running',
    ...(failure === null ? {} : { failure, failureWhere, message: failureMessage(failure, failureWhere) }),
    declared: ask,
    totalRows,
    counts,
    unreadable: faults ?? [],
    filesUntil: isKept(screening, now) ? erasedOn(screening).toISOString() : null,
  }
}
