import type { FastifyInstance } from 'fastify'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { newApiKey, tokenHash } from '../../../src/crypto/tokens.ts'
import { apiScopes } from '../../../src/http/api/api-key.ts'
import { openConsoleServer } from '../../../src/http/console-server.ts'
import { insertApiKey } from '../../../src/store/accounts/api-keys.ts'
import { startLawbase, type Lawbase } from '../../support/lawbase.ts'

/**
 * The REST door on the real server: whatever comes in is answered with problem JSON (RFC 9457), and never with a page.
 */
describe('a call that cannot be taken', () => {
  let lawbase: Lawbase
  let server: FastifyInstance
  let key: string
  beforeAll(async () => {
    lawbase = await startLawbase({ contacts: 4 })
    server = await openConsoleServer(lawbase.app)
    const made = newApiKey()
    await insertApiKey(
      lawbase.app.pool,
      {
        id: made.id,
        secretHash: tokenHash(made.secret),
        name: 'test',
        scopes: [...apiScopes],
        createdBy: lawbase.admin.id,
        expiresAt: new Date(lawbase.app.clock.now().getTime() + 86_400_000),
      },
      lawbase.app.clock.now(),
    )
    key = made.text
  })
  afterAll(async () => {
    await server.close()
    await lawbase.close()
  })
  const call = async (
    method: 'GET' | 'POST' | 'DELETE',
    url: string,
    payload?: string,
    headers: Record<string, string> = {},
  ) => {
    const answer = await server.inject({
      method,
      url,
      ...(payload === undefined ? {} : { payload }),
      headers: {
        authorization: `Bearer ${key}`,
        ...(payload === undefined ? {} : { 'content-type': 'application/json' }),
        ...headers,
      },
    })
    const type = String(answer.headers['content-type'])
    return {
      status: answer.statusCode,
      type,
      body: type.includes('json') ? (answer.json() as Record<string, unknown>) : answer.body,
    }
  }
  const problem = (status: number, title: string, field: string, message: string) => ({
    status,
    type: 'application/problem+json; charset=utf-8',
    body: {
      type: 'about:blank',
      title,
      status,
      detail: `${field}: ${message}`,
      error: 'invalid',
      fields: [{ field, message }],
    },
  })

  const unreadable = 'is no JSON that can be read: it is cut off, mistyped, or names __proto__'
  it.each<[string, string, Record<string, string>, ReturnType<typeof problem>]>([
    ['truncated JSON', '{"email":"a@b', {}, problem(400, 'Bad Request', 'body', unreadable)],
    ['an empty body', '', {}, problem(400, 'Bad Request', 'body', 'is empty: send JSON')],
    [
      'another type',
      'email=a',
      { 'content-type': 'application/x-www-form-urlencoded' },
      problem(
        415,
        'Unsupported Media Type',
        'body',
        'has a type that this call does not take: send Content-Type: application/json',
      ),
    ],
    [
      'nine megabytes',
      `{"email":"${'a'.repeat(9 * 1024 * 1024)}"}`,
      {},
      problem(413, 'Payload Too Large', 'body', 'is larger than this call takes: send it in parts'),
    ],
    ['a prototype', '{"__proto__":{}}', {}, problem(400, 'Bad Request', 'body', unreadable)],
  ])('%s', async (_name, payload, headers, expected) => {
    expect(await call('POST', '/api/v1/objections', payload, headers)).toEqual(expected)
  })

  const unknown = problem(404, 'Not Found', 'path', 'there is no such call: see the list of calls in the documentation')
  it.each([
    ['GET', '/api/v1/nothing'],
    ['GET', '/api'],
    ['DELETE', '/api/v1/objections'],
    ['GET', '/api/v1/objections/%00'],
  ] as const)('%s %s', async (method, url) => {
    expect(await call(method, url)).toEqual(unknown)
  })

  it.each(['-271821-04-20T00:00:00Z', '0001-01-01', 'yesterday', ''])('a time of %s', async (since) => {
    expect(await call('GET', `/api/v1/objections?since=${encodeURIComponent(since)}`)).toEqual(
      problem(422, 'Unprocessable Entity', 'since', 'give a time such as 2026-11-25T10:00:00Z'),
    )
  })

  it('an address that is no text', async () => {
    expect((await call('GET', '/api/v1/objections/%E0%A4%A')).status).toBe(400)
    expect(String((await call('GET', '/api/v1/objections/%E0%A4%A')).type)).toContain('application/problem+json')
    for (const url of ['/api/v1/objections/%E0%A4%A', `/api/v1/objections/${'9'.repeat(5_000)}`]) {
      expect((await call('GET', url)).body).toMatchObject({ fields: [{ field: 'path' }] })
    }
  })

  it('a zero in the middle of a value', async () => {
    const answer = await call(
      'POST',
      '/api/v1/objections',
      JSON.stringify({ email: 'zero@example.test', note: 'a\0b', receivedAt: '2026-11-20T10:00:00Z' }),
    )
    expect([answer.status >= 400 && answer.status < 500, answer.type]).toEqual([
      true,
      'application/problem+json; charset=utf-8',
    ])
  })

  it('takes the word Bearer in any letters', async () => {
    expect((await call('GET', '/api/v1/status', undefined, { authorization: `bearer ${key}` })).status).toBe(200)
    expect((await call('GET', '/api/v1/status', undefined, { authorization: `Basic ${key}` })).status).toBe(401)
  })

  it('leaves pages to people', async () => {
    expect((await call('GET', '/nothing')).type).toContain('text/html')
  })
})
