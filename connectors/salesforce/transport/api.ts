import { z } from 'zod'
import type { ZodType } from 'zod'
import { ConnectorError } from '../../../src/connector/errors.ts'
import type { Access, ConnectorDeps } from '../../../src/connector/access.ts'
import type { HttpRequest, HttpResponse } from '../../../src/connector/deps/http.ts'
import type { OAuthCredentials } from '../../../src/connector/oauth-spec.ts'
import { clientName, pageSize, paths } from './endpoints.ts'
import { errorCodeOf, errorFor, usageOf } from './errors.ts'

export interface SalesforceContext {
  readonly access: Access<OAuthCredentials>
  readonly deps: ConnectorDeps
  /** Asks a query together with those asked beside it; null = it is to be asked alone. */
  readonly askBeside?: (ctx: SalesforceContext, path: string) => Promise<SalesforceAnswer | null>
}

interface SalesforceCall {
  method: HttpRequest['method']
  /** Path with its query string, below the instance URL. */
  path: string
  body?: unknown
  /** Alert-type duplicate rules are passed on writes (docs/reference/salesforce.md#duplicate-rules). */
  write?: boolean
  /** Type asked for; JSON when left out. */
  accept?: 'text/csv'
  /** Another name than ours as the origin of the change. */
  client?: string
  /** Error codes that the caller understands; the answer is then `{ code }`. */
  acceptCodes?: readonly string[]
}

export type SalesforceAnswer =
  | { code: null; json: unknown; status: number }
  | { code: string; json: null; status: number }

/**
 * One call inside the budget. After a 401 the token is renewed once (docs/reference/salesforce.md#jsforce-401: jsforce
 * would do so without end). Throws ConnectorError for every other failure that the caller did not accept.
 */
export async function send(ctx: SalesforceContext, call: SalesforceCall): Promise<SalesforceAnswer> {
  const response = await exchange(ctx, call)
  if (response.status < 200 || response.status >= 300) {
    const code = errorCodeOf(response.body)
    if (code !== null && call.acceptCodes?.includes(code) === true) return { code, json: null, status: response.status }
    const error = errorFor(response)
    if (error.kind === 'rate-limited') ctx.deps.budget.observe({ rateLimitedForMs: error.details.retryAfterMs ?? 0 })
    throw error
  }
  return { code: null, json: parseJson(response), status: response.status }
}

/** Like `send`, with the answer as it came, whatever its status: what a refusal means is the caller's to say. */
export async function exchange(ctx: SalesforceContext, call: SalesforceCall): Promise<HttpResponse> {
  const token = await ctx.access.token()
  let response = await attempt(ctx, call, token)
  if (response.status === 401) {
    response = await attempt(ctx, call, await ctx.access.renewToken(token))
    if (response.status === 401) throw tokenRefused()
  }
  observe(ctx, response)
  return response
}

/**
 * A refresh by another worker may have ended this token too (docs/reference/salesforce.md#rotation-session): only a
 * refused refresh proves that the grant is gone.
 */
export function tokenRefused(): ConnectorError {
  return new ConnectorError(
    'auth-expired',
    'Salesforce refuses our access, also with a fresh token; it is tried again with another one.',
    { status: 401 },
  )
}

/** Like `send`, with the answer checked. Throws `unexpected-response` when it does not have the shape we rely on. */
export async function ask<T>(ctx: SalesforceContext, call: SalesforceCall, schema: ZodType<T>): Promise<T> {
  return shaped(await send(ctx, call), schema)
}

export function shaped<T>(answer: { json: unknown; status: number }, schema: ZodType<T>): T {
  const parsed = schema.safeParse(answer.json)
  if (parsed.success) return parsed.data
  const where = [
    ...new Set(parsed.error.issues.map((issue) => issue.path.filter((step) => typeof step === 'string').join('.'))),
  ].slice(0, 3)
  throw new ConnectorError(
    'unexpected-response',
    `Salesforce's answer has another shape than documented (${where.join(', ') || 'no body'}).`,
    { status: answer.status },
  )
}

async function attempt(ctx: SalesforceContext, call: SalesforceCall, token: string): Promise<HttpResponse> {
  const { deps } = ctx
  assertRunning(deps.signal)
  await deps.budget.take(deps.lane, 1)
  const headers: Record<string, string> = {
    authorization: `Bearer ${token}`,
    accept: call.accept ?? 'application/json',
    'sforce-call-options': `client=${call.client ?? clientName}`,
    'sforce-query-options': `batchSize=${pageSize}`,
  }
  if (call.write === true) headers['sforce-duplicate-rule-header'] = 'allowSave=true'
  const request: HttpRequest = { method: call.method, url: (await ctx.access.baseUrl()) + call.path, headers }
  if (call.body !== undefined) {
    headers['content-type'] = 'application/json'
    request.body = JSON.stringify(call.body)
  }
  if (deps.signal !== undefined) request.signal = deps.signal
  return deps.http(request)
}

export function assertRunning(signal: AbortSignal | undefined): void {
  if (signal?.aborted === true)
    throw new ConnectorError('unavailable', 'The work was stopped before its end; it is taken up again later.')
}

export function parseJson(response: HttpResponse): unknown {
  if (response.body.trim() === '') return null
  try {
    return JSON.parse(response.body)
  } catch {
    throw new ConnectorError(
      'unexpected-response',
      'Salesforce answered with something that is not JSON; check the login host and any proxy.',
      { status: response.status },
    )
  }
}

/** `Sforce-Limit-Info: api-usage=18/5000`, calls of the last 24 h (docs/reference/salesforce.md#limit-info). */
function observe(ctx: SalesforceContext, response: HttpResponse): void {
  const usage = usageOf(response.headers)
  if (usage !== null)
    ctx.deps.budget.observe({ max: usage.max, remaining: Math.max(0, usage.max - usage.used), windowMs: 86_400_000 })
}

/** A record as a query or a retrieve gives it: vendor names, related records nested. */
export const Row = z.record(z.string(), z.unknown())
export type Row = z.infer<typeof Row>
const QueryPage = z.object({
  totalSize: z.number().optional(),
  done: z.boolean(),
  nextRecordsUrl: z.string().optional(),
  records: z.array(Row),
})
type QueryPage = z.infer<typeof QueryPage>

/**
 * Errors that say "this org has no such object or field" (docs/reference/salesforce.md#error-shapes, #hidden-fields).
 */
const absentCodes = ['INVALID_TYPE', 'INVALID_FIELD'] as const

/**
 * One page; the caller goes on by keyset, not by locator (docs/reference/salesforce.md#rotation-session). Null when the
 * org lacks the object or a field.
 */
export async function queryPage(ctx: SalesforceContext, soql: string, all: boolean): Promise<QueryPage | null> {
  const answer = await send(ctx, {
    method: 'GET',
    path: `${all ? paths.queryAll : paths.query}?q=${encodeURIComponent(soql)}`,
    acceptCodes: absentCodes,
  })
  return answer.code === null ? shaped(answer, QueryPage) : null
}

const lostLocator = 'INVALID_QUERY_LOCATOR'

/**
 * All rows of a query that fits a few pages; null when the org lacks the object or a field, or `tolerated` says so.
 * A locator can die with the session it came from (docs/reference/salesforce.md#rotation-session): the query is then
 * made again from its start, twice at most.
 */
export async function queryRows(
  ctx: SalesforceContext,
  soql: string,
  options: { all?: boolean; tolerated?: readonly string[] } = {},
): Promise<Row[] | null> {
  const first = `${options.all === true ? paths.queryAll : paths.query}?q=${encodeURIComponent(soql)}`
  for (let attempt = 0; attempt < 3; attempt += 1) {
    const rows = await followPages(ctx, first, [...absentCodes, ...(options.tolerated ?? [])])
    if (rows !== 'lost') return rows
  }
  throw new ConnectorError('unavailable', 'Salesforce keeps losing its place in a query; it is made again later.')
}

/** The answer that came together with others; null = to be asked alone, where any other refusal is heard, too. */
async function askedBeside(
  ctx: SalesforceContext,
  path: string,
  absent: readonly string[],
): Promise<SalesforceAnswer | null> {
  const answer = (await ctx.askBeside?.(ctx, path)) ?? null
  return answer === null || answer.code === null || absent.includes(answer.code) ? answer : null
}

async function followPages(
  ctx: SalesforceContext,
  first: string,
  absent: readonly string[],
): Promise<Row[] | null | 'lost'> {
  const rows: Row[] = []
  let path = first
  let beside = await askedBeside(ctx, first, absent)
  for (;;) {
    const answer = beside ?? (await send(ctx, { method: 'GET', path, acceptCodes: [...absent, lostLocator] }))
    beside = null
    if (answer.code === lostLocator) return 'lost'
    if (answer.code !== null) return null
    const page = shaped(answer, QueryPage)
    rows.push(...page.records)
    if (page.done || page.nextRecordsUrl === undefined) return rows
    if (!page.nextRecordsUrl.startsWith('/services/data/'))
      throw new ConnectorError('unexpected-response', 'Salesforce gave a next page outside its API.')
    path = page.nextRecordsUrl
  }
}
