import { randomUUID } from 'node:crypto'
import fastify, { type FastifyInstance } from 'fastify'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { newApiKey, newToken, tokenHash } from '../../../src/crypto/tokens.ts'
import { maskEmail } from '../../../src/domain/contacts/identity.ts'
import { addApi } from '../../../src/http/api/routes.ts'
import { openPublicServer } from '../../../src/http/public-server.ts'
import { insertPersonLinks } from '../../../src/store/tags/tags.ts'
import { insertApiKey } from '../../../src/store/accounts/api-keys.ts'
import { startLawbase, type Lawbase } from '../../support/lawbase.ts'

let lawbase: Lawbase
let api: FastifyInstance
let pages: FastifyInstance
beforeAll(async () => {
  lawbase = await startLawbase({ contacts: 60 })
  await lawbase.connectHubspot()
  await lawbase.run()
  api = fastify()
  await addApi(api, lawbase.app)
  pages = await openPublicServer(lawbase.app)
})
afterAll(async () => {
  await api.close()
  await pages.close()
  await lawbase.close()
})

async function makeKey(scopes: string[]): Promise<string> {
  const key = newApiKey()
  await insertApiKey(
    lawbase.app.pool,
    {
      id: key.id,
      secretHash: tokenHash(key.secret),
      name: 'test',
      scopes,
      createdBy: lawbase.admin.id,
      expiresAt: new Date(lawbase.app.clock.now().getTime() + 86_400_000),
    },
    lawbase.app.clock.now(),
  )
  return key.text
}

async function count(table: 'objections' | 'suppressions'): Promise<number> {
  const { rows } = await lawbase.app.pool.query<{ n: number }>(`select count(*)::int as n from ${table}`)
  return rows[0]?.n ?? -1
}

describe('REST door', () => {
  const post = (key: string | null, payload: unknown, headers: Record<string, string> = {}) =>
    api.inject({
      method: 'POST',
      url: '/api/v1/objections',
      payload: payload as object,
      headers: { ...(key === null ? {} : { authorization: `Bearer ${key}` }), ...headers },
    })

  it.each([
    ['no key', null, 401],
    ['a key nobody made', newApiKey().text, 401],
    ['not a key', 'lba_x', 401],
  ])('refuses %s', async (_name, key, status) => {
    const before = await count('objections')
    expect((await post(key, { email: 'x@example.test' })).statusCode).toBe(status)
    expect(await count('objections')).toBe(before)
  })

  it('refuses a key without the scope', async () => {
    const answer = await post(await makeKey(['status:read']), { email: 'x@example.test' })
    expect([answer.headers['content-type'], answer.json()]).toEqual([
      'application/problem+json; charset=utf-8',
      {
        type: 'about:blank',
        title: 'Forbidden',
        status: 403,
        detail: 'Authorization: this key lacks the scope objections:write',
        error: 'invalid',
        fields: [{ field: 'Authorization', message: 'this key lacks the scope objections:write' }],
      },
    ])
  })

  it.each<[string, unknown, string]>([
    ['an incomplete address', { email: 'anne.roy@' }, 'email'],
    ['no address', {}, 'email'],
    ['an unknown channel', { email: 'a@example.test', channels: ['pigeon'] }, 'channels.0'],
    ['no channel at all', { email: 'a@example.test', channels: [] }, 'channels'],
    ['a date that is none', { email: 'a@example.test', receivedAt: 'yesterday' }, 'receivedAt'],
    ['a date in the future', { email: 'a@example.test', receivedAt: '2126-01-01T00:00:00Z' }, 'receivedAt'],
    ['a field it does not know', { email: 'a@example.test', mail: 'x' }, 'mail'],
  ])('names the field for %s and records nothing', async (_name, payload, field) => {
    const before = await count('objections')
    const answer = await post(await makeKey(['objections:write']), payload)
    expect({
      status: answer.statusCode,
      fields: answer.json<{ fields: { field: string }[] }>().fields.map((each) => each.field),
    }).toEqual({ status: 422, fields: [field] })
    expect(await count('objections')).toBe(before)
  })

  it('records once per idempotency key, and refuses the key for another content', async () => {
    const key = await makeKey(['objections:write'])
    const headers = { 'idempotency-key': randomUUID() }
    const before = await count('objections')
    const first = await post(key, { email: 'Once@Example.test' }, headers)
    const second = await post(key, { email: 'once@example.test' }, headers)
    const third = await post(key, { email: 'twice@example.test' }, headers)
    expect([first.statusCode, second.statusCode, third.statusCode]).toEqual([201, 200, 409])
    expect(second.json<{ number: string }>().number).toBe(first.json<{ number: string }>().number)
    expect(await count('objections')).toBe(before + 1)
  })

  it('records a person outside the base as a suppression only (F17)', async () => {
    const answer = await post(await makeKey(['objections:write']), {
      email: 'stranger@example.test',
      channels: ['email', 'phone'],
    })
    const body = answer.json<Record<string, unknown>>()
    expect({ ...body, id: 'x', number: 'x', receivedAt: 'x' }).toEqual({
      id: 'x',
      number: 'x',
      receivedAt: 'x',
      channels: ['email', 'phone'],
      repeated: false,
      inBase: false,
      propagations: 0,
    })
    const { rows } = await lawbase.app.pool.query(
      'select channel from suppressions where identity_hash = $1 order by channel',
      [lawbase.app.keys.hashEmail('stranger@example.test')],
    )
    expect(rows).toEqual([{ channel: 'email' }, { channel: 'phone' }])
    const { rows: clear } = await lawbase.app.pool.query('select value from identities where hash = $1', [
      lawbase.app.keys.hashEmail('stranger@example.test'),
    ])
    expect(clear).toEqual([{ value: null }])
  })
})

describe('a person’s own link', () => {
  async function linkFor(): Promise<string> {
    const token = newToken()
    const { rows } = await lawbase.app.pool.query<{ contact_id: string }>(
      `select r.contact_id from remote_records r join record_identities ri on ri.record_id = r.id join identities i on i.hash = ri.identity_hash
       where not i.role and r.gone_at is null and not exists (select 1 from suppressions s where s.identity_hash = i.hash) order by r.id limit 1`,
    )
    await insertPersonLinks(
      lawbase.app.pool,
      [{ tokenHash: tokenHash(token), contactId: rows[0]?.contact_id ?? '' }],
      maskEmail,
      lawbase.app.clock.now(),
    )
    return token
  }

  it('changes nothing by GET or HEAD, and shows a masked address only (F8)', async () => {
    const token = await linkFor()
    const before = await count('suppressions')
    const page = await pages.inject({ method: 'GET', url: `/u/${token}` })
    await pages.inject({ method: 'HEAD', url: `/u/${token}` })
    expect(await count('suppressions')).toBe(before)
    expect(page.statusCode).toBe(200)
    expect(page.headers['set-cookie']).toBeUndefined()
    expect(page.body.match(/[\w.+-]+@[\w.-]+/gu)).toEqual(['dpo@exemple.example.test'])
  })

  it.each([
    ['the header’s body', 'List-Unsubscribe=One-Click', 'application/x-www-form-urlencoded'],
    [
      'a multipart body',
      '--x\r\nContent-Disposition: form-data; name="List-Unsubscribe"\r\n\r\nOne-Click\r\n--x--',
      'multipart/form-data; boundary=x',
    ],
    ['no body', undefined, undefined],
  ])(
    'obeys a one-click POST with %s: 200, empty, no cookie, the same when repeated (B0.5, F8)',
    async (_name, payload, type) => {
      const token = await linkFor()
      const before = await count('objections')
      const send = () =>
        pages.inject({
          method: 'POST',
          url: `/u/${token}/one-click`,
          ...(payload === undefined ? {} : { payload }),
          headers: type === undefined ? {} : { 'content-type': type },
        })
      const answers = [await send(), await send()]
      expect(answers.map((answer) => [answer.statusCode, answer.body, answer.headers['set-cookie']])).toEqual([
        [200, '', undefined],
        [200, '', undefined],
      ])
      expect(await count('objections')).toBe(before + 1)
    },
  )

  it('stops everything by its button, in the reader’s language', async () => {
    const token = await linkFor()
    const answer = await pages.inject({ method: 'POST', url: `/u/${token}?lang=en` })
    expect([
      answer.statusCode,
      answer.body.includes('<h1>Done</h1>'),
      answer.body.includes('Exemple Industries'),
    ]).toEqual([200, true, true])
    const { rows } = await lawbase.app.pool.query(
      'select door, channels from objections order by recorded_at desc, number desc limit 1',
    )
    expect(rows).toEqual([
      { door: 'link', channels: ['email', 'sms', 'phone', 'robocall', 'post', 'social', 'fax', 'audience'] },
    ])
  })

  it('lets a person with a dead link write the address, and never tells who is known', async () => {
    const before = await count('objections')
    const [known, stranger, wrong] = [
      await pages.inject({
        method: 'POST',
        url: '/u/nobody?lang=fr',
        payload: 'email=stranger.two%40example.test',
        headers: { 'content-type': 'application/x-www-form-urlencoded' },
      }),
      await pages.inject({
        method: 'POST',
        url: '/u/nobody?lang=fr',
        payload: 'email=stranger.three%40example.test',
        headers: { 'content-type': 'application/x-www-form-urlencoded' },
      }),
      await pages.inject({
        method: 'POST',
        url: '/u/nobody?lang=fr',
        payload: 'email=nothing',
        headers: { 'content-type': 'application/x-www-form-urlencoded' },
      }),
    ]
    expect([known.statusCode, stranger.statusCode, wrong.statusCode]).toEqual([200, 200, 422])
    expect(known.body).toBe(stranger.body)
    expect(await count('objections')).toBe(before + 2)
  })
})
