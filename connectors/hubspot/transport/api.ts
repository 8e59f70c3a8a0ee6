import type { ZodType } from 'zod'
import { ConnectorError } from '../../../src/connector/errors.ts'
import type { Access, ConnectorDeps } from '../../../src/connector/access.ts'
import type { HttpRequest, HttpResponse } from '../../../src/connector/deps/http.ts'
import type { OAuthCredentials, PlainHttp } from '../../../src/connector/oauth-spec.ts'
import { errorFor } from './errors.ts'

/** What every call needs: the Connection's access, and what the host gives a connector. */
export interface HubspotContext {
  readonly access: Access<OAuthCredentials>
  readonly deps: ConnectorDeps
}

export interface HubspotCall {
  method: HttpRequest['method']
  path: string
  query?: Readonly<Record<string, string | undefined>>
  body?: unknown
  /** Search has a bucket of its own, 5 a second per account (docs/reference/hubspot.md#search-rate). */
  bucket?: 'calls' | 'search'
  /** Statuses other than 2xx that the caller understands. */
  accept?: readonly number[]
}

export interface HubspotAnswer {
  status: number
  /** Parsed JSON; null when the body is empty. */
  json: unknown
}

/**
 * One call inside the budget. After a 401 the token is renewed once and the call made again
 * (docs/reference/hubspot.md#refresh-ahead). Throws ConnectorError for every other status that the caller did not
 * accept.
 */
export function send(ctx: HubspotContext, call: HubspotCall): Promise<HubspotAnswer> {
  return sendThrough(ctx, call, ctx.deps.http)
}

/** `send` over another transport. */
export async function sendThrough(ctx: HubspotContext, call: HubspotCall, http: PlainHttp): Promise<HubspotAnswer> {
  const token = await ctx.access.token()
  let response = await attempt(ctx, call, token, http)
  if (response.status === 401) {
    response = await attempt(ctx, call, await ctx.access.renewToken(token), http)
    if (response.status === 401) {
      // A refresh by another worker may have ended this token too: only a refused refresh proves that the grant is gone
      // (docs/reference/hubspot.md#grant-dead).
      throw new ConnectorError(
        'auth-expired',
        'HubSpot refuses our access, also with a fresh token; it is tried again with another one.',
        { status: 401 },
      )
    }
  }
  observe(ctx, response, call.bucket)
  const accepted = (response.status >= 200 && response.status < 300) || call.accept?.includes(response.status) === true
  if (!accepted) {
    const error = errorFor(response)
    if (error.kind === 'rate-limited') ctx.deps.budget.observe(seenLimit(error.details.retryAfterMs ?? 0, call.bucket))
    throw error
  }
  return { status: response.status, json: parseJson(response) }
}

/** Like `send`, with the answer checked. Throws `unexpected-response` when it does not have the shape we rely on. */
export async function ask<T>(ctx: HubspotContext, call: HubspotCall, schema: ZodType<T>): Promise<T> {
  return shaped(await send(ctx, call), schema)
}

/** The answer in our shape, or `unexpected-response`. The message names fields, never values. */
export function shaped<T>(answer: HubspotAnswer, schema: ZodType<T>): T {
  const parsed = schema.safeParse(answer.json)
  if (parsed.success) return parsed.data
  const where = [
    ...new Set(parsed.error.issues.map((issue) => issue.path.filter((step) => typeof step === 'string').join('.'))),
  ].slice(0, 3)
  throw new ConnectorError(
    'unexpected-response',
    `HubSpot's answer has another shape than documented (${where.join(', ') || 'no body'}).`,
    { status: answer.status },
  )
}

async function attempt(ctx: HubspotContext, call: HubspotCall, token: string, http: PlainHttp): Promise<HttpResponse> {
  const { deps } = ctx
  if (deps.signal?.aborted === true)
    throw new ConnectorError('unavailable', 'The work was stopped before its end; it is taken up again later.')
  await deps.budget.take(deps.lane, 1, call.bucket ?? 'calls')
  const headers: Record<string, string> = { authorization: `Bearer ${token}`, accept: 'application/json' }
  const request: HttpRequest = {
    method: call.method,
    url: `${await ctx.access.baseUrl()}${call.path}${queryString(call.query)}`,
    headers,
  }
  if (call.body !== undefined) {
    headers['content-type'] = 'application/json'
    request.body = JSON.stringify(call.body)
  }
  if (deps.signal !== undefined) request.signal = deps.signal
  return http(request)
}

function queryString(query: HubspotCall['query']): string {
  const pairs = Object.entries(query ?? {}).filter((pair): pair is [string, string] => pair[1] !== undefined)
  return pairs.length === 0 ? '' : `?${pairs.map(([name, value]) => `${name}=${encodeURIComponent(value)}`).join('&')}`
}

function parseJson(response: HttpResponse): unknown {
  if (response.body.trim() === '') return null
  try {
    return JSON.parse(response.body)
  } catch (cause) {
    if (cause instanceof SyntaxError) {
      throw new ConnectorError(
        'unexpected-response',
        'HubSpot answered with something that is not JSON; check HUBSPOT_API_URL and any proxy.',
        { status: response.status },
      )
    }
    throw cause
  }
}

/** docs/reference/hubspot.md#rate-429: headers on normal calls; none on search. */
function observe(ctx: HubspotContext, response: HttpResponse, bucket: HubspotCall['bucket']): void {
  const max = numeric(response.headers.get('x-hubspot-ratelimit-max'))
  const remaining = numeric(response.headers.get('x-hubspot-ratelimit-remaining'))
  const windowMs = numeric(response.headers.get('x-hubspot-ratelimit-interval-milliseconds'))
  if (max === null && remaining === null) return
  ctx.deps.budget.observe({
    ...(max === null ? {} : { max }),
    ...(remaining === null ? {} : { remaining }),
    ...(windowMs === null ? {} : { windowMs }),
    bucket: bucket ?? 'calls',
  })
}

function seenLimit(
  rateLimitedForMs: number,
  bucket: HubspotCall['bucket'],
): { rateLimitedForMs: number; bucket: 'calls' | 'search' } {
  return { rateLimitedForMs, bucket: bucket ?? 'calls' }
}

function numeric(value: string | null): number | null {
  return value !== null && /^\d+$/.test(value.trim()) ? Number(value) : null
}
