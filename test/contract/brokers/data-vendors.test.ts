import { createHmac } from 'node:crypto'
import { Writable } from 'node:stream'
import { pino } from 'pino'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { lusha } from '../../../connectors/data-vendors/lusha.ts'
import { peopleDataLabs } from '../../../connectors/data-vendors/people-data-labs.ts'
import { zoomInfo } from '../../../connectors/data-vendors/zoominfo.ts'
import type { Connector } from '../../../src/connector/contract.ts'
import type { RawDelivery } from '../../../src/connector/webhook.ts'
import { n1, sha256Hex } from '../../../src/domain/brokers/broker-hash.ts'
import { noThreads } from '../suite/no-threads.ts'
import { failureOf, memoryBudget, startWorld, type World } from '../suite/harness.ts'

let world: World
let keys: {
  lusha: { apiKey: string; secret: string }
  peopledatalabs: { apiKey: string }
  zoominfo: { clientId: string; clientSecret: string }
}
beforeAll(async () => {
  world = await startWorld({ contacts: 3 })
  keys = await world.control('GET', '/_sandbox/vendors')
})
afterAll(() => world.close())
beforeEach(() => world.control('DELETE', '/_sandbox/faults'))

function open<C>(connector: Connector<C>, fields: Readonly<Record<string, string>>) {
  const never = (): Promise<string> => Promise.reject(new Error('no tokens here'))
  return connector.open(
    {
      credentials: connector.credentials.parse(fields),
      token: never,
      renewToken: never,
      baseUrl: never,
      accountId: 'one',
      scopes: [],
      sourceProperty: '',
      pushed: true,
    },
    {
      log: pino(
        { level: 'trace' },
        new Writable({ write: (chunk: Buffer, _encoding, done) => (world.logLines.push(chunk.toString()), done()) }),
      ),
      clock: world.clock,
      http: world.http,
      threads: noThreads,
      budget: memoryBudget(),
      lane: 'poll',
      vendor: world.vendorOf(connector),
    },
  )
}
const act = (system: string, body: Record<string, unknown>) =>
  world.control('POST', '/_sandbox/act', { system, ...body })
const fault = (system: string, kind: string, more: Record<string, unknown> = {}) =>
  world.control('POST', '/_sandbox/faults', { system, kind, ...more })

describe('People Data Labs', () => {
  const list = async (fields = keys.peopledatalabs) => {
    const ids: string[] = []
    for await (const page of open(peopleDataLabs, fields).optOuts?.listIds?.() ?? []) ids.push(...page)
    return ids
  }

  it.each([
    ['as documented', {}],
    ['with the line ends of Windows', { crlf: true }],
    ['without its heading', { withoutHeading: true }],
  ])('reads every id once, %s', async (_how, switches) => {
    await world.control('POST', '/_sandbox/switches', {
      peopledatalabs: { crlf: false, withoutHeading: false, ...switches },
    })
    const { ids } = (
      await world.control<{ peopledatalabs: { ids: string[] } }>('GET', '/_sandbox/state?system=peopledatalabs')
    ).peopledatalabs
    expect((await list()).toSorted()).toEqual(ids.toSorted())
  })

  it.each([
    ['rate-limit', { retryAfterS: 7 }, { kind: 'rate-limited', details: { retryAfterMs: 7_000 } }],
    ['server-error', { status: 503 }, { kind: 'unavailable' }],
    ['html-200', {}, { kind: 'unexpected-response' }],
    ['cut-before', {}, { kind: 'unavailable' }],
  ])('says what a failure is: %s', async (kind, more, expected) => {
    await fault('peopledatalabs', kind, more)
    expect(await failureOf(list())).toMatchObject(expected)
  })

  it('says that the key is refused, without showing it', async () => {
    const failure = await failureOf(list({ apiKey: 'a-wrong-key-of-mine' }))
    expect(failure).toMatchObject({ kind: 'forbidden' })
    expect(JSON.stringify([failure.message, world.logLines])).not.toContain('a-wrong-key-of-mine')
  })
})

describe('ZoomInfo', () => {
  const fields = () => ({ ...keys.zoominfo, reuse: 'barred' })
  const hash = (email: string) => ({ sha256: sha256Hex(n1(email)) })
  const ask = (emails: readonly string[], given = fields()) =>
    open(zoomInfo, given).optOuts?.lookUp?.ask(emails.map(hash)) ?? Promise.resolve([])

  it('gives one answer for each in the order asked, though the answers come in another', async () => {
    await act('zoominfo', { act: 'sell', emails: ['sold@example.test'] })
    await act('zoominfo', { act: 'opt-out', emails: ['Gone@Example.test'] })
    expect(await ask(['gone@example.test', 'never@example.test', 'sold@example.test'])).toEqual([
      { is: 'opted-out', said: 'OPT_OUT' },
      { is: 'absent', said: 'NO_MATCH' },
      { is: 'sold', said: 'FULL_MATCH' },
    ])
  })

  it('never takes a missing answer, or one without credits, for a person who may be contacted', async () => {
    await world.control('POST', '/_sandbox/switches', { zoominfo: { omits: true } })
    expect(await ask(['sold@example.test', 'gone@example.test'])).toEqual([
      { is: 'sold', said: 'FULL_MATCH' },
      { is: 'unclear', said: 'no answer' },
    ])
    await world.control('POST', '/_sandbox/switches', { zoominfo: { omits: false, credits: 0 } })
    expect(await ask(['sold@example.test'])).toEqual([{ is: 'unclear', said: 'LIMIT_EXCEEDED' }])
    await world.control('POST', '/_sandbox/switches', { zoominfo: { credits: 1_000 } })
  })

  it('takes a new token once where one has ended', async () => {
    const system = open(zoomInfo, fields())
    await system.optOuts?.lookUp?.ask([hash('gone@example.test')])
    await world.control('POST', '/_sandbox/tokens', { system: 'zoominfo', action: 'expire-access' })
    expect(await system.optOuts?.lookUp?.ask([hash('gone@example.test')])).toEqual([
      { is: 'opted-out', said: 'OPT_OUT' },
    ])
  })

  it.each([
    ['rate-limit', { retryAfterS: 2 }, { kind: 'rate-limited' }],
    ['server-error', { status: 502 }, { kind: 'unavailable' }],
    ['html-200', {}, { kind: 'unexpected-response' }],
  ])('says what a failure is: %s', async (kind, more, expected) => {
    await fault('zoominfo', kind, { pathIncludes: '/enrich', ...more })
    expect(await failureOf(ask(['gone@example.test']))).toMatchObject(expected)
  })

  it('is not connected before the contract bars reuse, and says that the app is refused', async () => {
    expect(zoomInfo.credentials.safeParse({ ...fields(), reuse: 'unknown' }).success).toBe(false)
    expect(await failureOf(ask(['gone@example.test'], { ...fields(), clientSecret: 'wrong' }))).toMatchObject({
      kind: 'forbidden',
      message: expect.stringContaining('client ID or secret'),
    })
  })
})

describe('Lusha', () => {
  const hook = 'http://127.0.0.1:9/webhooks/lusha/key'
  const fields = () => ({ apiKey: keys.lusha.apiKey, secret: keys.lusha.secret })
  const keep = (url = hook, since: Date | null = null) =>
    open(lusha, fields()).optOuts?.keepPosted?.(url, since) ?? Promise.reject(new Error('no door'))
  const state = async () =>
    (
      await world.control<{ lusha: { subscription: { id: string; url: string; isActive: boolean } | null } }>(
        'GET',
        '/_sandbox/state?system=lusha',
      )
    ).lusha.subscription

  it('subscribes once, and finds it again behind other subscriptions and pages', async () => {
    await world.control('POST', '/_sandbox/switches', { lusha: { perPage: 3 } })
    expect(await keep()).toEqual({ missed: 0 })
    const first = await state()
    expect(await keep()).toEqual({ missed: 0 })
    expect(await state()).toEqual(first)
  })

  it('counts what was given up since the last look alone, and turns the subscription on again', async () => {
    await world.control('POST', '/_sandbox/switches', { lusha: { retryMs: 1 } })
    const since = world.clock.now()
    for (const contactId of ['1', '2']) {
      await act('lusha', { act: 'opt-out', contactId })
      // Nobody answers at this address: three retries, then it is off.
      await expect.poll(async () => (await state())?.isActive, { timeout: 5_000 }).toBe(false)
      if (contactId === '1') expect(await keep(hook, since)).toEqual({ missed: 1 })
    }
    expect(await keep(hook, since)).toEqual({ missed: 2 })
    expect(await keep(hook, new Date(world.clock.now().getTime() + 1_000))).toEqual({ missed: 0 })
    expect((await state())?.isActive).toBe(true)
  })

  it('says what is missing where the account has no secret yet', async () => {
    const control = (withoutSecret: boolean) =>
      world.control('POST', '/_sandbox/switches', { lusha: { withoutSecret } })
    const { id } = (await state()) ?? { id: '' }
    await open(lusha, fields()).disconnect()
    expect(id).not.toBe('')
    await control(true)
    expect(await failureOf(keep())).toMatchObject({
      kind: 'unexpected-response',
      message: expect.stringContaining('make the webhook secret of the account'),
    })
    await control(false)
    expect(await keep()).toEqual({ missed: 0 })
  })

  it('leaves a subscription that leads elsewhere alone, and says what to do', async () => {
    await world.control('POST', '/_sandbox/switches', { lusha: { otherUrl: 'https://other.example.test/' } })
    expect(await failureOf(keep())).toMatchObject({
      kind: 'bad-request',
      message: expect.stringContaining('another address'),
    })
    await world.control('POST', '/_sandbox/switches', { lusha: { otherUrl: '' } })
  })

  it('never ends the subscription of somebody else', async () => {
    await keep()
    await world.control('POST', '/_sandbox/switches', { lusha: { otherUrl: 'https://other.example.test/' } })
    const before = await world.control('GET', '/_sandbox/requests?system=lusha')
    await open(lusha, fields()).disconnect()
    const after = (await world.control('GET', '/_sandbox/requests?system=lusha')) as unknown as { path: string }[]
    expect(after.slice((before as unknown as unknown[]).length).map(({ path }) => path)).not.toContain(
      '/api/subscriptions/delete',
    )
    await world.control('POST', '/_sandbox/switches', { lusha: { otherUrl: '' } })
  })

  it('ends its subscription when it is disconnected', async () => {
    await open(lusha, fields()).disconnect()
    expect(await state()).toBe(null)
  })

  const now = new Date('2026-11-30T10:00:00Z')
  const payload = { contactId: 9, datapoints: [{ datapointId: 'Ada@Example.test', datapointType: 'email' }] }
  const post = (more: { secret?: string; at?: string; body?: string; signed?: string; headers?: object } = {}) => {
    const { secret = 's'.repeat(20), at = String(now.getTime() / 1_000), body = JSON.stringify(payload) } = more
    const signature = createHmac('sha256', secret)
      .update(`${at}.${more.signed ?? body}`)
      .digest('hex')
    return {
      method: 'POST',
      url: '',
      body: Buffer.from(body),
      headers: { 'x-lusha-signature': signature, 'x-lusha-timestamp': at, ...more.headers },
    } satisfies RawDelivery
  }
  const seconds = (ms: number) => String(Math.floor((now.getTime() + ms) / 1_000))
  it.each<[string, RawDelivery, unknown]>([
    ['good', post(), { ok: true }],
    ['signed with the secret of before', post({ secret: 'o'.repeat(20) }), { ok: true }],
    ['with a time in milliseconds', post({ at: String(now.getTime()) }), { ok: true }],
    [
      'written anew after it was signed',
      post({ body: JSON.stringify(payload, null, 2), signed: JSON.stringify(payload) }),
      { ok: true },
    ],
    ['repeated for two days', post({ at: seconds(-48 * 3_600_000) }), { ok: true }],
    ['four days old', post({ at: seconds(-96 * 3_600_000) }), { ok: false, reason: 'stale' }],
    ['an hour ahead', post({ at: seconds(3_600_000) }), { ok: false, reason: 'stale' }],
    ['signed by somebody else', post({ secret: 'x'.repeat(20) }), { ok: false, reason: 'forged' }],
    ['changed on the way', { ...post(), body: Buffer.from('{"contactId":8}') }, { ok: false, reason: 'forged' }],
    ['with another time', post({ headers: { 'x-lusha-timestamp': seconds(1_000) } }), { ok: false, reason: 'forged' }],
    ['without a signature', post({ headers: { 'x-lusha-signature': undefined } }), { ok: false, reason: 'missing' }],
    ['with half a signature', post({ headers: { 'x-lusha-signature': 'abc' } }), { ok: false, reason: 'malformed' }],
    ['with words for a time', post({ at: 'today' }), { ok: false, reason: 'malformed' }],
  ])('takes or refuses a post %s', (_what, delivery, expected) => {
    expect(lusha.inbound?.verify(delivery, ['s'.repeat(20), 'o'.repeat(20)], now)).toEqual(expected)
  })

  it('reads all that names the person, and what it does not know is let be', () => {
    const body = {
      contactId: 987654321,
      linkedinUrl: 'https://www.linkedin.com/in/jane-doe',
      contactOptOutDate: '2026-04-22 14:32:11.412',
      datapoints: [
        { datapointId: '+1 (415) 555-0199', datapointType: 'phone' },
        { datapointId: '00 33 6 12 34 56 78', datapointType: 'phone' },
        { datapointId: ' Jane.Doe@Example.test ', datapointType: 'email', more: 1 },
        { datapointId: 'dp_12', datapointType: 'email' },
      ],
      newField: {},
    }
    expect(lusha.inbound?.parse(post({ body: JSON.stringify(body) })).message).toMatchObject({
      kind: 'objections',
      people: [
        {
          emails: ['jane.doe@example.test'],
          phones: ['+14155550199', '+33612345678'],
          linkedin: 'https://www.linkedin.com/in/jane-doe',
          vendorId: '987654321',
          at: new Date('2026-04-22T14:32:11.412Z'),
        },
      ],
    })
    expect(lusha.inbound?.receipt?.(post({ body: JSON.stringify(body) }), now)).toEqual({
      status: 201,
      body: { received: true, timestamp: now.toISOString(), webhookId: '987654321' },
    })
  })
})
