import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { Writable } from 'node:stream'
import { pino } from 'pino'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { brokerWebhook } from '../../../connectors/broker-webhook/index.ts'
import type { Access, ConnectorDeps } from '../../../src/connector/access.ts'
import { failureOf, memoryBudget, startWorld } from '../suite/harness.ts'
import type { World } from '../suite/harness.ts'
import { orderFor } from '../suite/subject.ts'
import { statusesOf } from '../suite/scene.ts'
import { noThreads } from '../suite/no-threads.ts'

interface Notice {
  webhookId: string
  valid: boolean
  reason: string | null
  attempts: number
  receipt: string | null
  body: { type: string; timestamp: string; data: { orders: Record<string, unknown>[] } }
}

describe('Broker webhook: contract', () => {
  let world: World
  let settings: { url: string; secret: string }
  const budget = memoryBudget()
  const notices = async (): Promise<Notice[]> =>
    (await world.control<{ broker: { notices: Notice[] } }>('GET', '/_sandbox/state')).broker.notices
  const open = (change: Partial<{ url: string; secret: string }> = {}, deps: Partial<ConnectorDeps> = {}) => {
    const never = (): Promise<string> => Promise.reject(new Error('a broker has no tokens'))
    const access: Access<{ url: string; secret: string }> = {
      credentials: { ...settings, ...change },
      token: never,
      renewToken: never,
      baseUrl: never,
      accountId: 'broker-1',
      scopes: [],
      sourceProperty: '',
      pushed: false,
    }
    const log = pino(
      { level: 'trace' },
      new Writable({ write: (chunk: Buffer, _encoding, done) => (world.logLines.push(chunk.toString()), done()) }),
    )
    return brokerWebhook.open(access, {
      log,
      clock: world.clock,
      http: world.http,
      threads: noThreads,
      budget,
      lane: 'objection',
      vendor: { urls: {}, moreHosts: [] },
      ...deps,
    })
  }
  beforeAll(async () => {
    world = await startWorld({ contacts: 3 })
    settings = await world.control('GET', '/_sandbox/broker')
  })
  afterAll(() => world.close())
  beforeEach(() => world.control('DELETE', '/_sandbox/faults'))

  it('takes the settings of the stand-in', () => {
    expect(brokerWebhook.credentials.safeParse(settings).success).toBe(true)
  })

  it('sends a message that the broker can check, with no more than it needs, and keeps its receipt', async () => {
    const order = orderFor(['ada@example.test'], [], { reference: 'src-42', channels: ['email', 'phone'] })
    expect(await open().suppress([order])).toEqual([
      { orderId: order.orderId, status: 'accepted', ticket: `sp_sup_${order.orderId}`, proof: 2 },
    ])
    expect((await notices()).find((notice) => notice.webhookId === `sup_${order.orderId}`)).toMatchObject({
      valid: true,
      attempts: 1,
      body: {
        type: 'suppression.created',
        timestamp: '2026-11-20T08:00:00.000Z',
        data: {
          orders: [
            {
              reference: 'src-42',
              emails: ['ada@example.test'],
              channels: ['email', 'phone'],
              objectedAt: '2026-11-20T08:00:00.000Z',
              reason: 'objection',
            },
          ],
        },
      },
    })
  })

  it('repeats with the same id and bytes and a new timestamp, so the broker counts it once', async () => {
    const order = orderFor(['twice@example.test'], [])
    const first = await open().suppress([order])
    await world.advance(6 * 3_600_000)
    expect(await open().suppress([order])).toEqual(first)
    expect((await notices()).filter((notice) => notice.webhookId === `sup_${order.orderId}`)).toMatchObject([
      { attempts: 2, valid: true },
    ])
  })

  it('gives an id that can be signed to an order id that cannot', async () => {
    const order = orderFor(['dotted@example.test'], [], { orderId: 'order.7/été' })
    expect(statusesOf(await open().suppress([order]))).toEqual(['accepted'])
    expect((await notices()).at(-1)?.webhookId).toMatch(/^sup_[A-Za-z0-9_-]{43}$/)
  })

  it('answers one outcome per order, in order', async () => {
    const orders = [
      orderFor(['a@example.test'], []),
      orderFor(['b@example.test'], []),
      orderFor(['c@example.test'], []),
    ]
    expect((await open().suppress(orders)).map((outcome) => outcome.orderId)).toEqual(
      orders.map((order) => order.orderId),
    )
  })

  it('pauses when the broker refuses the signature', async () => {
    const secret = `whsec_${Buffer.alloc(32, 9).toString('base64')}`
    expect((await failureOf(open({ secret }).suppress([orderFor(['x@example.test'], [])]))).kind).toBe('forbidden')
  })

  it.each([
    ['rate-limit', { retryAfterS: 9 }, { kind: 'rate-limited', details: { retryAfterMs: 9_000 } }],
    ['server-error', { status: 503, retryAfterS: 5 }, { kind: 'unavailable', details: { retryAfterMs: 5_000 } }],
    ['server-error', { status: 502 }, { kind: 'unavailable' }],
    ['server-error', { status: 504 }, { kind: 'unavailable' }],
    ['server-error', { status: 403 }, { kind: 'forbidden' }],
    ['server-error', { status: 410 }, { kind: 'access-revoked' }],
    ['cut-before', {}, { kind: 'unavailable' }],
    ['cut-after', {}, { kind: 'unavailable' }],
  ])('tells %s %o apart', async (kind, more, expected) => {
    await world.control('POST', '/_sandbox/faults', { system: 'broker', kind, ...more })
    expect(await failureOf(open().suppress([orderFor(['y@example.test'], [])]))).toMatchObject(expected)
  })

  it.each([
    [302, 'unexpected-response'],
    [400, 'bad-request'],
    [404, 'bad-request'],
    [408, 'bad-request'],
    [409, 'conflict'],
    [422, 'bad-request'],
    [425, 'bad-request'],
    [500, 'unexpected-response'],
  ])('is asked again for the one order it answered with %i', async (status, reason) => {
    await world.control('POST', '/_sandbox/faults', { system: 'broker', kind: 'server-error', status })
    expect(await open().suppress([orderFor(['z@example.test'], []), orderFor(['zz@example.test'], [])])).toMatchObject([
      { status: 'not-taken', reason },
      { status: 'accepted' },
    ])
  })

  it('claims transport only when the answer holds no receipt', async () => {
    await world.control('POST', '/_sandbox/faults', { system: 'broker', kind: 'html-200' })
    const order = orderFor(['html@example.test'], [])
    expect(await open().suppress([order])).toEqual([
      { orderId: order.orderId, status: 'accepted', ticket: `sup_${order.orderId}`, proof: 1 },
    ])
  })

  it('verifies without a call, and never claims that an order arrived', async () => {
    const order = orderFor(['v@example.test'], [])
    const calls = budget.taken.length
    expect(await open().verify([order])).toEqual([{ orderId: order.orderId, status: 'written' }])
    await open().check()
    await open().disconnect()
    expect(budget.taken.length).toBe(calls)
  })

  it('checks the settings and says that nobody was contacted', async () => {
    expect((await open().check()).lines.map((line) => line.state)).toEqual(['works', 'works', 'off'])
    expect(
      (await open({ url: 'http://broker.example.test/x', secret: 'whsec_short' }).check()).lines.map(
        (line) => line.state,
      ),
    ).toEqual(['missing', 'missing', 'off'])
  })

  it('stops when told to', async () => {
    const stop = new AbortController()
    stop.abort()
    expect((await failureOf(open({}, { signal: stop.signal }).suppress([orderFor(['s@example.test'], [])]))).kind).toBe(
      'unavailable',
    )
  })

  it('sends nothing to where a redirect points', async () => {
    const hits: string[] = []
    const server = createServer((request, response) => {
      hits.push(request.url ?? '')
      response.writeHead(307, { location: '/elsewhere' }).end()
    })
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    try {
      const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook`
      expect(await open({ url }).suppress([orderFor(['r@example.test'], [])])).toMatchObject([
        { status: 'not-taken', reason: 'unexpected-response' },
      ])
      expect(hits).toEqual(['/hook'])
    } finally {
      server.close()
    }
  })

  it('keeps addresses and the secret out of log lines and error texts', async () => {
    const texts: string[] = []
    for (const status of [403, 410, 503]) {
      await world.control('POST', '/_sandbox/faults', { system: 'broker', kind: 'server-error', status })
      const error = await failureOf(open().suppress([orderFor(['quiet@example.test'], [])]))
      texts.push(error.message, JSON.stringify(error.details))
    }
    for (const status of [302, 409, 422, 500]) {
      await world.control('POST', '/_sandbox/faults', { system: 'broker', kind: 'server-error', status })
      texts.push(JSON.stringify(await open().suppress([orderFor(['quiet@example.test'], [])])))
    }
    const seen = [...texts, ...world.logLines].join('\n')
    expect(seen).not.toMatch(/@example\.test|whsec_/)
  })
})
