import { randomBytes } from 'node:crypto'
import { STATUS_CODES } from 'node:http'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { App } from '../../operations/app/app.ts'
import { problem } from './api-key.ts'
import { isDatabaseUnable } from '../../store/app/database-away.ts'
import { sayWhenToReturn } from '../app/again.ts'
import { statusOf } from '../app/problem.ts'

/** Whether a request is for the REST door, whose answers are all JSON. */
export const isApi = (request: FastifyRequest): boolean => /^\/api(?:\/|\?|$)/u.test(request.url)

/** What is wrong with a body that the server itself refused, in our words. */
const bodyFaults: Readonly<Record<string, string>> = {
  FST_ERR_CTP_EMPTY_JSON_BODY: 'is empty: send JSON',
  FST_ERR_CTP_INVALID_JSON_BODY: 'is no JSON that can be read: it is cut off, mistyped, or names __proto__',
  FST_ERR_CTP_BODY_TOO_LARGE: 'is larger than this call takes: send it in parts',
  FST_ERR_CTP_INVALID_MEDIA_TYPE: 'has a type that this call does not take: send Content-Type: application/json',
  FST_ERR_CTP_INVALID_CONTENT_LENGTH: 'is not as long as its Content-Length says',
}

/** Each refusal of the REST door as problem JSON (RFC 9457), with the fields that are wrong beside its own members. */
export function answerProblems(server: FastifyInstance): void {
  server.addHook('preSerialization', async (_request, reply, payload) => {
    if (reply.statusCode < 400 || typeof payload !== 'object' || payload === null) return payload
    reply.type('application/problem+json; charset=utf-8')
    return {
      type: 'about:blank',
      title: STATUS_CODES[reply.statusCode] ?? 'Error',
      status: reply.statusCode,
      ...detailOf(payload),
      ...payload,
    }
  })
}

/** The same for what never reached a call: an unknown address, a body that the server refused, a fault of ours. */
export async function sendApiProblem(
  app: App,
  error: unknown,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const status = statusOf(error)
  const answer = bodyOf(status, error, request)
  sayWhenToReturn(error, reply)
  if (status >= 500)
    app.log.error(
      {
        route: request.routeOptions.url ?? 'unknown',
        status,
        reference: answer.reference,
        stack: error instanceof Error ? error.stack : undefined,
      },
      'a call failed',
    )
  const title = STATUS_CODES[status] ?? 'Error'
  return reply
    .code(status)
    .type('application/problem+json; charset=utf-8')
    .serializer((payload: unknown) => JSON.stringify(payload))
    .send({ type: 'about:blank', title, status, ...detailOf(answer), ...answer })
}

function bodyOf(
  status: number,
  error: unknown,
  { url }: FastifyRequest,
): ReturnType<typeof problem> & { reference?: string } {
  const code = String((error as { code?: unknown } | null)?.code)
  const body = bodyFaults[code]
  if (body !== undefined) return problem('body', body)
  if (status === 404) return problem('path', 'there is no such call: see the list of calls in the documentation')
  if (isDatabaseUnable(error)) return { error: 'away', fields: [] }
  if (status === 414 || code === 'FST_ERR_BAD_URL')
    return problem('path', 'cannot be read: it is too long, or holds a sign that is no UTF-8')
  if (status < 500)
    return problem(
      url.includes('%00') ? 'path' : 'body',
      'holds a value that cannot be stored, such as a zero character or a year that no calendar has',
    )
  const reference = randomBytes(5).toString('hex').toUpperCase()
  return { error: 'failed', fields: [], reference }
}

/** One sentence of all faults; what failed on our side is named by its reference. */
function detailOf(payload: object): { detail?: string } {
  const { error, fields, reference } = payload as {
    error?: string
    fields?: readonly { field: string; message: string }[]
    reference?: string
  }
  if (error === 'away')
    return { detail: 'The database is not available for a moment. Make the same call again in a few seconds.' }
  if (reference !== undefined) return { detail: `The call failed on our side. Look for ${reference} in the log.` }
  return fields === undefined || fields.length === 0
    ? {}
    : {
        detail: fields
          .map(({ field, message }) => `${field}: ${message}`)
          .join('; ')
          .slice(0, 500),
      }
}
