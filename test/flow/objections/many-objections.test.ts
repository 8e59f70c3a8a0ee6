import { randomUUID } from 'node:crypto'
import fastify, { type FastifyInstance } from 'fastify'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { newApiKey, tokenHash } from '../../../src/crypto/tokens.ts'
import { channels } from '../../../src/domain/app/channel.ts'
import { readEntry } from '../../../src/domain/objections/objection-entry.ts'
import { addApi } from '../../../src/http/api/routes.ts'
import { recordEntries } from '../../../src/operations/objections/record-entries.ts'
import { insertApiKey } from '../../../src/store/accounts/api-keys.ts'
import { startLawbase, type Lawbase } from '../../support/lawbase.ts'

let lawbase: Lawbase
let api: FastifyInstance
let key: string
beforeAll(async () => {
  lawbase = await startLawbase({
    contacts: 60,
    settings: {
      kinds: [{ id: 'newsletter', name: { fr: 'Lettre', en: 'Newsletter' }, channels: ['email'], targets: {} }],
    },
  })
  await lawbase.connectHubspot()
  await lawbase.run()
  api = fastify()
  await addApi(api, lawbase.app)
  const made = newApiKey()
  await insertApiKey(
    lawbase.app.pool,
    {
      id: made.id,
      secretHash: tokenHash(made.secret),
      name: 'test',
      scopes: ['objections:write'],
      createdBy: lawbase.admin.id,
      expiresAt: new Date(lawbase.app.clock.now().getTime() + 86_400_000),
    },
    lawbase.app.clock.now(),
  )
  key = made.text
})
afterAll(async () => {
  await api.close()
  await lawbase.close()
})

interface Answer {
  recorded: number
  repeated: number
  refused: number
  results: { index: number; status: string; number?: string; fields?: { field: string; message: string }[] }[]
}
const post = async (payload: unknown, idempotencyKey?: string) => {
  const answer = await api.inject({
    method: 'POST',
    url: '/api/v1/objections',
    payload: payload as object,
    headers: {
      authorization: `Bearer ${key}`,
      ...(idempotencyKey === undefined ? {} : { 'idempotency-key': idempotencyKey }),
    },
  })
  return { status: answer.statusCode, body: answer.json<Answer & { fields: { field: string }[] }>() }
}
const counted = ({ body }: { body: Answer }) => ({
  recorded: body.recorded,
  repeated: body.repeated,
  refused: body.refused,
})
async function rows<Row extends object>(sql: string, values: unknown[] = []): Promise<Row[]> {
  return (await lawbase.app.pool.query<Row>(sql, values)).rows
}
const count = async () => (await rows<{ n: number }>('select count(*)::int as n from objections'))[0]?.n ?? -1
const address = (word: string, index: number) => `${word}.${index}@example.test`

describe('many objections in one call', () => {
  it('records the good ones of 10,000 and names what is wrong with 30, then says the same again', async () => {
    const bad = [{ email: 'anne.roy@' }, { phone: '06 39 98 12 34' }, { email: 'a\u202E@example.test' }]
    const fields = ['email', 'phone', 'email']
    const objections = Array.from({ length: 10_000 }, (_, index) =>
      index % 333 === 0 && index < 9_990 ? bad[(index / 333) % 3] : { email: address('bulk', index) },
    )
    const before = await count()
    const idempotencyKey = randomUUID()
    const first = await post({ objections }, idempotencyKey)
    expect({ status: first.status, ...counted(first) }).toEqual({
      status: 207,
      recorded: 9_970,
      repeated: 0,
      refused: 30,
    })
    expect(
      first.body.results
        .filter((row) => row.status === 'refused')
        .map((row) => [row.index, row.fields?.map((each) => each.field)]),
    ).toEqual(Array.from({ length: 30 }, (_, place) => [place * 333, [fields[place % 3]]]))
    expect(await count()).toBe(before + 9_970)
    expect(await rows("select distinct lane from objections where door = 'rest'")).toEqual([{ lane: 'backfill' }])
    const again = await post({ objections }, idempotencyKey)
    expect({ status: again.status, ...counted(again) }).toEqual({
      status: 207,
      recorded: 0,
      repeated: 9_970,
      refused: 30,
    })
    expect(again.body.results.map((row) => row.number)).toEqual(first.body.results.map((row) => row.number))
    expect(await count()).toBe(before + 9_970)
  })

  it('refuses the key for another content, names the row, and records nothing of that call', async () => {
    const idempotencyKey = randomUUID()
    // The row at fault lies in a later commit than the first rows.
    const list = (filled: number, last: string) =>
      Array.from({ length: 700 }, (_, index) =>
        index === 699 ? { email: last } : index < filled ? { email: address('key', index) } : {},
      )
    expect(counted(await post({ objections: list(0, 'first@example.test') }, idempotencyKey))).toEqual({
      recorded: 1,
      repeated: 0,
      refused: 699,
    })
    const before = await count()
    const other = await post({ objections: list(699, 'other@example.test') }, idempotencyKey)
    expect({ status: other.status, fields: other.body.fields.map((each) => each.field) }).toEqual({
      status: 409,
      fields: ['objections.699'],
    })
    expect(await count()).toBe(before)
  })

  it('takes rows put right under the same key', async () => {
    const idempotencyKey = randomUUID()
    expect(
      counted(await post({ objections: [{ email: address('right', 0) }, { email: 'wrong@' }] }, idempotencyKey)),
    ).toEqual({ recorded: 1, repeated: 0, refused: 1 })
    expect(
      counted(
        await post({ objections: [{ email: address('right', 0) }, { email: address('right', 1) }] }, idempotencyKey),
      ),
    ).toEqual({ recorded: 1, repeated: 1, refused: 0 })
  })

  it('makes one objection of the same no twice in a call, dated by the earlier one, and reports each row', async () => {
    const before = await count()
    const { body } = await post(
      {
        objections: [
          { email: address('twice', 0) },
          { email: 'TWICE.0@example.test ', receivedAt: '2026-01-02T03:04:05Z' },
          { email: address('twice', 0), channels: ['email'] },
        ],
      },
      randomUUID(),
    )
    expect(body.results.map(({ index, status }) => [index, status])).toEqual([
      [0, 'recorded'],
      [1, 'repeated'],
      [2, 'recorded'],
    ])
    expect(body.results[1]?.number).toBe(body.results[0]?.number)
    expect(await count()).toBe(before + 2)
    expect(await rows('select received_at from objections where number = $1', [body.results[0]?.number])).toEqual([
      { received_at: new Date('2026-01-02T03:04:05Z') },
    ])
  })

  it('carries the objection of somebody in the base, by address or number, in the urgent lane when they are few', async () => {
    const [person] = await rows<{ email: string }>(
      `select i.value as email from remote_records r join record_identities ri on ri.record_id = r.id join identities i on i.hash = ri.identity_hash and i.kind = 'email' and not i.role where r.gone_at is null order by r.id limit 1`,
    )
    const { body } = await post({
      objections: [
        { email: person?.email, kinds: ['newsletter'] },
        { phone: '+33639981234', channels: ['phone'] },
      ],
    })
    expect(
      await rows(
        'select channels, kinds, lane, contact_id is not null as known, (select count(*)::int from propagations p where p.objection_id = o.id) as propagations from objections o where number = any($1) order by number',
        [body.results.map((row) => row.number)],
      ),
    ).toEqual([
      { channels: ['email'], kinds: ['newsletter'], lane: 'objection', known: true, propagations: 1 },
      { channels: ['phone'], kinds: [], lane: 'objection', known: false, propagations: 0 },
    ])
    expect(
      await rows('select channel, kind from suppressions where identity_hash = $1', [
        lawbase.app.keys.hashPhone('+33639981234'),
      ]),
    ).toEqual([{ channel: 'phone', kind: '' }])
    expect(
      await rows('select kind, role, value from identities where hash = $1', [
        lawbase.app.keys.hashPhone('+33639981234'),
      ]),
    ).toEqual([{ kind: 'phone', role: false, value: null }])
  })

  it.each<[string, unknown, number, string]>([
    ['an empty list', { objections: [] }, 422, 'objections'],
    ['no list', { objections: { email: 'a@example.test' } }, 422, 'objections'],
    ['more than 10,000 rows', { objections: Array.from({ length: 10_001 }, () => ({})) }, 422, 'objections'],
    ['a field beside the list', { objections: [{ email: 'a@example.test' }], channels: ['email'] }, 422, 'channels'],
    ['one objection as large as many', { email: 'a@example.test', reference: 'x'.repeat(300 * 1024) }, 413, 'body'],
  ])('refuses %s and records nothing', async (_name, payload, status, field) => {
    const before = await count()
    const answer = await post(payload)
    expect({ status: answer.status, fields: answer.body.fields.map((each) => each.field) }).toEqual({
      status,
      fields: [field],
    })
    expect(await count()).toBe(before)
  })

  it('reads no large body of somebody without a key', async () => {
    const answer = await api.inject({
      method: 'POST',
      url: '/api/v1/objections',
      payload: 'x'.repeat(9 * 1024 * 1024),
      headers: { 'content-type': 'application/json' },
    })
    expect(answer.statusCode).toBe(401)
  })

  it('keeps what was committed when it is cut off, and the same call completes it', async () => {
    const entries = Array.from({ length: 1_200 }, (_, index) => {
      const read = readEntry({ email: address('cut', index) }, { now: lawbase.app.clock.now(), kinds: [] })
      if ('faults' in read) throw new Error('a row of the test is wrong')
      return { index, entry: read.entry }
    })
    const call = { door: 'file' as const, actor: 'test', key: randomUUID() }
    const before = await count()
    await expect(
      recordEntries(lawbase.app, entries, {
        ...call,
        onProgress: () => {
          throw new Error('cut off')
        },
      }),
    ).rejects.toThrow('cut off')
    expect(await count()).toBe(before + 500)
    const completed = await recordEntries(lawbase.app, entries, call)
    expect([...completed.values()].filter((one) => one.repeated).length).toBe(500)
    expect(await count()).toBe(before + 1_200)
  })

  it('made twice at the same moment is one call', async () => {
    const objections = Array.from({ length: 600 }, (_, index) => ({ email: address('race', index) }))
    const before = await count()
    const idempotencyKey = randomUUID()
    const answers = await Promise.all([post({ objections }, idempotencyKey), post({ objections }, idempotencyKey)])
    expect(answers.map((answer) => answer.status)).toEqual([200, 200])
    expect(answers[0]?.body.results.map((row) => row.number)).toEqual(answers[1]?.body.results.map((row) => row.number))
    expect(await count()).toBe(before + 600)
  })
})

describe('a single no by API', () => {
  it('may name a kind and a number', async () => {
    const { status, body } = (await post({
      email: 'single@example.test',
      phone: '06 39 98 55 44',
      country: 'FR',
      kinds: ['newsletter'],
    })) as unknown as { status: number; body: Record<string, unknown> }
    expect({ status, ...body, id: 'x', number: 'x', receivedAt: 'x' }).toEqual({
      status: 201,
      id: 'x',
      number: 'x',
      receivedAt: 'x',
      channels: ['email'],
      kinds: ['newsletter'],
      repeated: false,
      inBase: false,
      propagations: 0,
    })
  })

  it('stops every channel for a number alone', async () => {
    await post({ phone: '+33639985545' })
    expect(
      await rows('select count(*)::int as n from suppressions where identity_hash = $1', [
        lawbase.app.keys.hashPhone('+33639985545'),
      ]),
    ).toEqual([{ n: channels.length }])
  })
})
