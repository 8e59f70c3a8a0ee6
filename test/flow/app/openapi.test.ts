import fastify, { type FastifyInstance } from 'fastify'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { newApiKey, tokenHash } from '../../../src/crypto/tokens.ts'
import { apiScopes } from '../../../src/http/api/api-key.ts'
import { Problem } from '../../../src/http/api/openapi/answers.ts'
import { apiCalls, refusalsOf, refusedList, type ApiCall } from '../../../src/http/api/openapi/calls.ts'
import { addApi } from '../../../src/http/api/routes.ts'
import { insertApiKey } from '../../../src/store/accounts/api-keys.ts'
import { startLawbase, type Lawbase } from '../../support/lawbase.ts'

/** The JSON of a refusal. */
function refusalShape(call: ApiCall, status: number): z.ZodType {
  const list = status === 422 ? refusedList(call) : null
  return list === null ? Problem : z.union([Problem, list])
}

/** The document of `/api/v1`, against every route and what it really answers. */
describe('the OpenAPI document', () => {
  let lawbase: Lawbase
  let api: FastifyInstance
  let key: string
  let unscoped: string
  const routes = new Set<string>()
  const makeKey = async (scopes: readonly string[]) => {
    const made = newApiKey()
    await insertApiKey(
      lawbase.app.pool,
      {
        id: made.id,
        secretHash: tokenHash(made.secret),
        name: 'test',
        scopes: [...scopes],
        createdBy: lawbase.admin.id,
        expiresAt: new Date(lawbase.app.clock.now().getTime() + 86_400_000),
      },
      lawbase.app.clock.now(),
    )
    return made.text
  }
  beforeAll(async () => {
    lawbase = await startLawbase({ contacts: 60 })
    await lawbase.connectHubspot()
    await lawbase.run()
    api = fastify()
    api.addHook('onRoute', ({ method, url }) => {
      for (const one of [method].flat()) if (one !== 'HEAD') routes.add(`${one.toLowerCase()} ${url}`)
    })
    await addApi(api, lawbase.app)
    await api.ready()
    key = await makeKey(apiScopes)
    unscoped = await makeKey(['status:read'])
  })
  afterAll(async () => {
    await api.close()
    await lawbase.close()
  })

  const asRoute = (path: string) => `/api/v1${path.replaceAll(/\{(\w+)\}/gu, ':$1')}`
  const call = (method: 'GET' | 'POST', path: string, payload?: unknown, headers: Record<string, string> = {}) =>
    api.inject({
      method,
      url: `/api/v1${path}`,
      headers: { authorization: `Bearer ${key}`, ...headers },
      ...(payload === undefined ? {} : { payload: payload as object }),
    })
  /** Holds an answer against what the document says of the call and the status. */
  const holds = (method: string, path: string, { statusCode, body }: { statusCode: number; body: string }) => {
    const said = apiCalls.find((one) => one.method === method.toLowerCase() && one.path === path)
    const shape =
      said === undefined || statusCode < 400
        ? said?.answers[statusCode]
        : refusalsOf(said).includes(statusCode)
          ? refusalShape(said, statusCode)
          : undefined
    if (!(shape instanceof z.ZodType)) throw new Error(`${method} ${path} answers ${statusCode}, which is not said`)
    const read = shape.safeParse(JSON.parse(body))
    expect
      .soft(read.error === undefined ? [] : z.prettifyError(read.error), `${method} ${path} ${statusCode}`)
      .toEqual([])
  }

  it('names every route, and no other', () => {
    expect(apiCalls.map(({ method, path }) => `${method} ${asRoute(path)}`).toSorted()).toEqual([...routes].toSorted())
  })

  it('is OpenAPI 3.1, served without a key, with a body and answers of every call', async () => {
    const answer = await api.inject({ method: 'GET', url: '/api/v1/openapi.json' })
    expect([answer.statusCode, answer.headers['content-type']]).toEqual([200, 'application/json; charset=utf-8'])
    const document = answer.json<{
      openapi: string
      paths: Record<string, Record<string, { operationId: string; responses: Record<string, { description: string }> }>>
    }>()
    expect(document.openapi).toBe('3.1.0')
    const operations = Object.values(document.paths).flatMap((path) => Object.values(path))
    expect(new Set(operations.map(({ operationId }) => operationId)).size).toBe(apiCalls.length)
    for (const { responses } of operations)
      for (const { description } of Object.values(responses)) expect(description).not.toBe('')
    expect(document.paths['/api/v1/decisions']?.['post']).toMatchObject({
      security: [{ key: [] }],
      requestBody: {
        content: {
          'application/json': {
            schema: { properties: { items: { type: 'array', items: { properties: { email: { type: 'string' } } } } } },
          },
        },
      },
      responses: {
        '429': { headers: { 'Retry-After': { $ref: '#/components/headers/Retry-After' } } },
      },
    })
    expect(JSON.stringify(document)).not.toContain('"$schema"')
  })

  it('asks for the scope that the route asks for', async () => {
    for (const { method, path, scope } of apiCalls) {
      if (scope === null || scope === 'status:read') continue
      const answer = await api.inject({
        method: method === 'get' ? 'GET' : 'POST',
        url: `/api/v1${path.replaceAll(/\{\w+\}/gu, 'x')}`,
        headers: { authorization: `Bearer ${unscoped}` },
        ...(method === 'post' && path !== '/screenings' ? { payload: {} } : {}),
      })
      expect([path, answer.statusCode]).toEqual([path, 403])
      expect(answer.json<{ detail: string }>().detail).toContain(scope)
    }
  })

  it('says of real answers what they are', async () => {
    const email = 'openapi@example.test'
    const person = (await lawbase.control('GET', '/_sandbox/seed')) as unknown as { email: string }[]
    const one = await call('POST', '/objections', { email }, { 'idempotency-key': 'a' })
    holds('POST', '/objections', one)
    const { number } = one.json<{ number: string }>()
    holds('POST', '/objections', await call('POST', '/objections', { email }, { 'idempotency-key': 'a' }))
    holds('POST', '/objections', await call('POST', '/objections', { objections: [{ email }, { nothing: 1 }] }))
    holds('POST', '/objections', await call('POST', '/objections', { email: 'no' }))
    holds('GET', '/objections/{id}', await call('GET', `/objections/${number}`))
    holds('GET', '/objections/{id}', await call('GET', '/objections/none'))
    holds('GET', '/objections', await call('GET', '/objections?since=2020-01-01T00:00:00Z'))
    holds('GET', '/objections', await call('GET', '/objections?since=x'))
    holds(
      'POST',
      '/decisions',
      await call('POST', '/decisions', { items: [{ email: person[0]?.email }, { email: 'nobody@example.test' }] }),
    )
    holds('POST', '/decisions', await call('POST', '/decisions', { items: [{ email }, { email: 'x' }] }))
    holds('POST', '/decisions', await call('POST', '/decisions', { items: [] }))
    holds('POST', '/notices', await call('POST', '/notices', { items: [{ email, event: 'bounced' }] }))
    holds('POST', '/notices', await call('POST', '/notices', { items: [] }))
    holds('POST', '/events', await call('POST', '/events', { tool: 'Newsletter', items: [] }))
    holds('POST', '/events', await call('POST', '/events', {}))
    holds('GET', '/removals/{plan}/people', await call('GET', '/removals/none/people'))
    holds('POST', '/removals/keep-out', await call('POST', '/removals/keep-out', {}))
    holds('GET', '/erasures', await call('GET', '/erasures'))
    holds('POST', '/erasures/{key}/take-back', await call('POST', '/erasures/none/take-back', { reason: 'x' }))
    const today = lawbase.app.clock.now().toISOString().slice(0, 10)
    const asked = { email, language: 'fr', door: 'post', receivedOn: today, identity: 'own-address' }
    const access = await call('POST', '/access-requests', asked)
    holds('POST', '/access-requests', access)
    holds('POST', '/access-requests', await call('POST', '/access-requests', {}))
    holds('GET', '/access-requests', await call('GET', '/access-requests'))
    const path = `/access-requests/${access.json<{ number: string }>().number}`
    holds('POST', '/access-requests/{key}/search', await call('POST', `${path}/search`, { toolsSearched: true }))
    holds('POST', '/access-requests/{key}/answered', await call('POST', `${path}/answered`, { nothingFound: true }))
    holds('GET', '/status', await call('GET', '/status'))
    holds('GET', '/objections/{key}/correction', await call('GET', `/objections/${number}/correction`))
    holds('GET', '/screenings/{id}', await call('GET', '/screenings/none'))
    const list = await call('POST', '/screenings', 'email\na@example.test\n', { 'content-type': 'text/csv' })
    holds('POST', '/screenings', list)
    if (list.statusCode === 202) {
      const { id } = list.json<{ id: string }>()
      holds('GET', '/screenings/{id}', await call('GET', `/screenings/${id}`))
    }
  })

  it('says of calls that no one can read, and of lists with nothing right in them, what they are answered', async () => {
    const json = { 'content-type': 'application/json' }
    const form = { 'content-type': 'application/x-www-form-urlencoded' }
    for (const path of ['/objections', '/decisions', '/notices', '/events', '/access-requests'] as const) {
      holds('POST', path, await call('POST', path, '{"items": [', json))
      holds('POST', path, await call('POST', path, 'a=b', form))
    }
    holds('POST', '/decisions', await call('POST', '/decisions', { items: [{ email: 'x'.repeat(5_000_000) }] }))
    holds('POST', '/decisions', await call('POST', '/decisions', { items: [{ email: 'x' }] }))
    holds('POST', '/notices', await call('POST', '/notices', { items: [{ event: 'x' }] }))
    holds('POST', '/events', await call('POST', '/events', { tool: 'Newsletter', items: [{ email: 'x' }] }))
    holds('POST', '/objections', await call('POST', '/objections', { objections: [{ nothing: 1 }] }))
    const unkept = await call('GET', '/objections/%00')
    holds('GET', '/objections/{id}', unkept)
    expect([unkept.statusCode, unkept.json<{ fields: { field: string }[] }>().fields[0]?.field]).toEqual([400, 'path'])
  })

  it('counts the calls of each scope by themselves, as it says', async () => {
    const fresh = await makeKey(['access:write', 'status:read'])
    const headers = { authorization: `Bearer ${fresh}` }
    for (let count = 0; count < 61; count += 1)
      expect((await api.inject({ url: '/api/v1/objections/none', headers })).statusCode).toBe(404)
    expect((await api.inject({ url: '/api/v1/access-requests', headers })).statusCode).toBe(200)
  })

  it('tells in headers what is left of the minute, and refuses beyond it until the next', async () => {
    const first = await call('GET', '/erasures')
    const left = Number(first.headers['ratelimit-remaining'])
    expect(first.headers['ratelimit-limit']).toBe('60')
    expect(left).toBeLessThan(60)
    const reset = Number(first.headers['ratelimit-reset'])
    expect(reset).toBeGreaterThan(0)
    expect(reset).toBeLessThanOrEqual(60)
    const fresh = await makeKey(['access:write'])
    const statuses: number[] = []
    let last: Awaited<ReturnType<typeof call>> | null = null
    for (let count = 0; count < 200 && last?.statusCode !== 429; count += 1) {
      last = await api.inject({
        method: 'GET',
        url: '/api/v1/access-requests',
        headers: { authorization: `Bearer ${fresh}` },
      })
      statuses.push(last.statusCode)
    }
    expect(statuses.length).toBeGreaterThan(60)
    expect(last?.headers).toMatchObject({ 'ratelimit-limit': '60', 'ratelimit-remaining': '0' })
    expect(last?.headers['retry-after']).toBe(last?.headers['ratelimit-reset'])
    holds('GET', '/access-requests', last ?? { statusCode: 0, body: '' })
  })
})
