import type { ZodType } from 'zod'
import type { Access, ConnectorDeps } from '../../../src/connector/access.ts'
import type { HttpRequest, HttpResponse } from '../../../src/connector/deps/http.ts'
import { ConnectorError } from '../../../src/connector/errors.ts'
import type { OAuthCredentials } from '../../../src/connector/oauth-spec.ts'
import { errorFor } from './errors.ts'

/** An opened account: what every call needs. */
export interface CarnetSystem {
  readonly access: Access<OAuthCredentials>
  readonly deps: ConnectorDeps
}

interface CarnetCall {
  method: HttpRequest['method']
  path: string
  body?: unknown
  /** Statuses other than 2xx that the caller understands. */
  accept?: readonly number[]
}

interface CarnetAnswer {
  status: number
  /** Parsed; null when the body is empty. */
  json: unknown
}

/**
 * One call inside the budget. After a 401 the token is renewed once. Throws ConnectorError for every other status that
 * the caller did not accept.
 */
export async function send(system: CarnetSystem, call: CarnetCall): Promise<CarnetAnswer> {
  const { access, deps } = system
  const token = await access.token()
  let response = await attempt(system, call, token)
  if (response.status === 401) response = await attempt(system, call, await access.renewToken(token))
  observe(system, response)
  const accepted = (response.status >= 200 && response.status < 300) || call.accept?.includes(response.status) === true
  if (accepted) return { status: response.status, json: parseJson(response) }
  const error = errorFor(response)
  if (error.kind === 'rate-limited') deps.budget.observe({ rateLimitedForMs: error.details.retryAfterMs ?? 0 })
  throw error
}

/** Like `send`, with the answer in our shape. Throws `unexpected-response`, which names fields and never values. */
export async function ask<T>(system: CarnetSystem, call: CarnetCall, schema: ZodType<T>): Promise<T> {
  const { status, json } = await send(system, call)
  const parsed = schema.safeParse(json)
  if (parsed.success) return parsed.data
  const where = parsed.error.issues.map((issue) => issue.path.filter((step) => typeof step === 'string').join('.'))
  throw new ConnectorError(
    'unexpected-response',
    `Carnet CRM's answer has another shape than documented (${[...new Set(where)].slice(0, 3).join(', ') || 'no body'}).`,
    { status },
  )
}

async function attempt({ access, deps }: CarnetSystem, call: CarnetCall, token: string): Promise<HttpResponse> {
  if (deps.signal?.aborted === true)
    throw new ConnectorError('unavailable', 'The work was stopped before its end; it is taken up again later.')
  await deps.budget.take(deps.lane, 1)
  const headers: Record<string, string> = { authorization: `Bearer ${token}`, accept: 'application/json' }
  const request: HttpRequest = { method: call.method, url: (await access.baseUrl()) + call.path, headers }
  if (call.body !== undefined) {
    headers['content-type'] = 'application/json'
    request.body = JSON.stringify(call.body)
  }
  if (deps.signal !== undefined) request.signal = deps.signal
  return deps.http(request)
}

/** Each answer tells the limit, what is left of it, and its window in seconds. */
function observe({ deps }: CarnetSystem, { headers }: HttpResponse): void {
  const [max, remaining, seconds] = ['max', 'left', 'window'].map((name) => Number(headers.get(`carnet-calls-${name}`)))
  if (max !== undefined && max > 0 && remaining !== undefined && seconds !== undefined && seconds > 0)
    deps.budget.observe({ max, remaining, windowMs: seconds * 1_000 })
}

function parseJson({ body, status }: HttpResponse): unknown {
  if (body.trim() === '') return null
  try {
    return JSON.parse(body)
  } catch {
    throw new ConnectorError(
      'unexpected-response',
      'Carnet CRM answered with something that is not JSON; check CARNET_API_URL and any proxy.',
      { status },
    )
  }
}
