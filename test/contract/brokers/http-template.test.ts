import { createServer, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import { Writable } from 'node:stream'
import { pino } from 'pino'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { httpMailer, httpTemplate } from '../../../connectors/http-template/index.ts'
import { TemplateSettings } from '../../../connectors/http-template/settings.ts'
import type { Access, ConnectorDeps } from '../../../src/connector/access.ts'
import { failureOf, memoryBudget, startWorld, type World } from '../suite/harness.ts'
import { startHttpBroker } from '../../support/brokers/http-broker.ts'
import { orderFor } from '../suite/subject.ts'
import { noThreads } from '../suite/no-threads.ts'

describe('HTTP template: contract', () => {
  let world: World
  let tools: { origin: string; brevoKey: string; lemlistLogin: string }
  const budget = memoryBudget()
  const open = (settings: Partial<TemplateSettings>, deps: Partial<ConnectorDeps> = {}, connector = httpMailer) => {
    const never = (): Promise<string> => Promise.reject(new Error('it has no tokens'))
    const access: Access<TemplateSettings> = {
      credentials: TemplateSettings.parse(settings),
      token: never,
      renewToken: never,
      baseUrl: never,
      accountId: 'tool-1',
      scopes: [],
      sourceProperty: '',
      pushed: false,
    }
    const log = pino(
      { level: 'trace' },
      new Writable({ write: (chunk: Buffer, _encoding, done) => (world.logLines.push(chunk.toString()), done()) }),
    )
    return connector.open(access, {
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
  const brevo = (secret = tools.brevoKey) => open({ profile: 'brevo', secret, origin: tools.origin })
  const lemlist = () => open({ profile: 'lemlist', secret: tools.lemlistLogin, origin: tools.origin })
  const state = async () =>
    (
      await world.control<{ broker: { contacts: { email: string }[]; unsubscribed: unknown[] } }>(
        'GET',
        '/_sandbox/state',
      )
    ).broker
  const fault = (kind: string, more: Record<string, unknown> = {}) =>
    world.control('POST', '/_sandbox/faults', { system: 'broker', kind, ...more })
  beforeAll(async () => {
    world = await startWorld({ contacts: 3 })
    tools = (await world.control<{ tools: typeof tools }>('GET', '/_sandbox/broker')).tools
  })
  afterAll(() => world.close())
  beforeEach(() => world.control('DELETE', '/_sandbox/faults'))

  it('blocks at Brevo only what the objection covers, and reads it back', async () => {
    const order = orderFor(['ada@mailer.example.test'], [], { channels: ['email', 'post'] })
    expect(await brevo().suppress([order])).toEqual([
      {
        orderId: order.orderId,
        status: 'applied',
        seen: {
          value: 'emailBlacklisted=true',
          at: expect.any(Date),
          items: [
            {
              target: 'ada@mailer.example.test',
              targetKind: 'address',
              channel: 'email',
              level: 'enforced',
              value: 'emailBlacklisted=true',
            },
          ],
        },
      },
    ])
    expect((await state()).contacts.find((contact) => contact.email === 'ada@mailer.example.test')).toEqual({
      email: 'ada@mailer.example.test',
      emailBlacklisted: true,
      smsBlacklisted: false,
    })
    expect((await brevo().verify([order])).map((outcome) => outcome.status)).toEqual(['applied'])
  })

  it('says absent for somebody the tool does not hold, and blocks the address it holds', async () => {
    const orders = [
      orderFor(['nobody@mailer.example.test'], [], { channels: ['email'] }),
      orderFor(['nobody@mailer.example.test', 'grace@mailer.example.test'], [], { channels: ['email', 'sms'] }),
    ]
    expect((await brevo().suppress(orders)).map((outcome) => [outcome.orderId, outcome.status])).toEqual([
      [orders[0]?.orderId, 'absent'],
      [orders[1]?.orderId, 'applied'],
    ])
  })

  it.each(['accept-and-ignore', 'stale-read'])(
    'never claims applied where the tool shows nothing of it (%s)',
    async (kind) => {
      await fault(kind, kind === 'stale-read' ? { times: null } : {})
      expect(
        (await brevo().suppress([orderFor(['linus@mailer.example.test'], [], { channels: ['email'] })])).map(
          (outcome) => outcome.status,
        ),
      ).toEqual(['written'])
    },
  )

  it('tells lemlist once per address, idempotent, and claims transport only', async () => {
    const order = orderFor(['ada@mailer.example.test', 'b+c@mailer.example.test'], [], { channels: ['email'] })
    const accepted = [{ orderId: order.orderId, status: 'accepted', ticket: order.orderId, proof: 1 }]
    expect(await lemlist().suppress([order])).toEqual(accepted)
    expect(await lemlist().suppress([order])).toEqual(accepted)
    expect((await state()).unsubscribed).toEqual([
      { value: 'ada@mailer.example.test', times: 2 },
      { value: 'b+c@mailer.example.test', times: 2 },
    ])
    expect((await lemlist().verify([order])).map((outcome) => outcome.status)).toEqual(['written'])
  })

  it.each([
    ['rate-limit', { retryAfterS: 2 }, { kind: 'rate-limited', details: { retryAfterMs: 2_000 } }],
    ['server-error', { status: 503 }, { kind: 'unavailable' }],
    ['server-error', { status: 408 }, { kind: 'unavailable' }],
    ['server-error', { status: 425 }, { kind: 'unavailable' }],
    ['server-error', { status: 302 }, { kind: 'unexpected-response' }],
    ['server-error', { status: 403 }, { kind: 'forbidden' }],
    ['cut-before', {}, { kind: 'unavailable' }],
    ['cut-after', {}, { kind: 'unavailable' }],
  ])('tells %s %o apart', async (kind, more, expected) => {
    await fault(kind, more)
    expect(
      await failureOf(lemlist().suppress([orderFor(['y@mailer.example.test'], [], { channels: ['email'] })])),
    ).toMatchObject(expected)
  })

  it('pauses when the key is refused', async () => {
    expect((await failureOf(brevo('another key').suppress([orderFor(['ada@mailer.example.test'], [])]))).kind).toBe(
      'forbidden',
    )
  })

  it.each([
    [404, 'bad-request'],
    [410, 'not-permitted'],
    [422, 'bad-request'],
    [409, 'conflict'],
  ])('refuses only the order on %i', async (status, reason) => {
    await fault('server-error', { status })
    expect(
      await lemlist().suppress([
        orderFor(['z@mailer.example.test'], [], { channels: ['email'] }),
        orderFor(['zz@mailer.example.test'], [], { channels: ['email'] }),
      ]),
    ).toMatchObject([{ status: 'refused', reason }, { status: 'accepted' }])
  })

  it('reads first on a conflict: a block that stands is no failure', async () => {
    await fault('server-error', { status: 409, method: 'PUT' })
    expect(
      (await brevo().suppress([orderFor(['ada@mailer.example.test'], [], { channels: ['email'] })])).map(
        (outcome) => outcome.status,
      ),
    ).toEqual(['applied'])
  })

  it.each([
    ['a kind of message', { channels: ['email'] as const, kinds: ['newsletter'] }],
    ['a channel it has not', { channels: ['post'] as const }],
  ])('refuses %s instead of blocking more or less than was said', async (_what, more) => {
    expect(await brevo().suppress([orderFor(['grace@mailer.example.test'], [], more)])).toMatchObject([
      { status: 'refused', reason: 'not-supported' },
    ])
  })

  it('follows an own template to the letter', async () => {
    const seen: { method: string; url: string; key: string; body: unknown }[] = []
    const server = createServer((request: IncomingMessage, response) => {
      let text = ''
      request.on('data', (chunk: Buffer) => (text += chunk.toString()))
      request.on('end', () => {
        seen.push({
          method: request.method ?? '',
          url: request.url ?? '',
          key: String(request.headers['x-key']),
          body: JSON.parse(text),
        })
        response
          .writeHead(202, { 'content-type': 'application/json' })
          .end(JSON.stringify({ state: seen.length === 1 ? 'queued' : 'nonsense', job: { id: 42 } }))
      })
    })
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    try {
      const definition = JSON.stringify({
        headers: { 'x-key': '{secret}' },
        calls: [
          {
            channels: ['email', 'phone'],
            method: 'POST',
            url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/suppress`,
            body: { emails: '{emails}', ref: '{reference}', hash: '{emailSha256}' },
            success: { statuses: [202], path: 'state', equals: 'queued' },
            ticket: 'job.id',
          },
        ],
      })
      const system = open({ definition, secret: 's3' }, {}, httpTemplate)
      const orders = [orderFor(['alice@co.com'], [], { reference: 'src-1' }), orderFor(['b@example.test'], [])]
      expect(await system.suppress(orders)).toEqual([
        { orderId: orders[0]?.orderId, status: 'accepted', ticket: '42', proof: 2 },
        {
          orderId: orders[1]?.orderId,
          status: 'refused',
          reason: 'unexpected-response',
          detail: 'the answer (202) is not what the template calls a success',
        },
      ])
      expect(seen[0]).toEqual({
        method: 'POST',
        url: '/suppress',
        key: 's3',
        body: {
          emails: ['alice@co.com'],
          ref: 'src-1',
          hash: '56af9c331958ca535ecf9fbd9205add5370bd6c633bd10df8f7c0f83286eb073',
        },
      })
    } finally {
      server.close()
    }
  })

  describe('an own template', () => {
    const list = (url: string, more: Record<string, unknown> = {}) =>
      open({
        secret: 's',
        definition: JSON.stringify({
          calls: [
            {
              channels: ['email'],
              method: 'POST',
              url: `${url}/blocked/{email}`,
              readBack: { url: `${url}/blocked/{email}`, path: 'email', equals: true, absent: [404] },
              ...more,
            },
          ],
        }),
      })
    const scripted = async (
      answer: (method: string, path: string) => { status: number; headers?: Record<string, string>; body?: string },
      work: (url: string, calls: () => string[]) => Promise<void>,
    ) => {
      const broker = await startHttpBroker()
      broker.answer = ({ method, path }) => answer(method, path)
      try {
        await work(broker.url, () => broker.taken.map(({ method, path }) => `${method} ${path}`))
      } finally {
        broker.close()
      }
    }

    it('never takes a list that does not hold somebody yet for a person that is not there', () =>
      scripted(
        (method) => ({ status: method === 'GET' ? 404 : 201 }),
        async (url) => {
          const order = orderFor(['list@mailer.example.test'], [], { channels: ['email'] })
          const written = [{ orderId: order.orderId, status: 'written' }]
          expect([await list(url).suppress([order]), await list(url).verify([order])]).toEqual([written, written])
          const ofPeople = list(url, { absent: [410] })
          expect([await ofPeople.suppress([order]), await ofPeople.verify([order])]).toEqual([
            written,
            [{ orderId: order.orderId, status: 'absent' }],
          ])
        },
      ))

    it('tells every address of a person although one is refused, and says so', () =>
      scripted(
        (_method, path) => ({ status: path.includes('bad') ? 422 : 201 }),
        async (url, calls) => {
          const order = orderFor(['bad@mailer.example.test', 'good@mailer.example.test'], [], { channels: ['email'] })
          expect(
            await open({
              secret: 's',
              definition: JSON.stringify({
                calls: [{ channels: ['email'], method: 'POST', url: `${url}/blocked/{email}` }],
              }),
            }).suppress([order]),
          ).toEqual([
            {
              orderId: order.orderId,
              status: 'refused',
              reason: 'bad-request',
              detail: 'the system refused the message (422)',
            },
          ])
          expect(calls()).toEqual([
            'POST /blocked/bad%40mailer.example.test',
            'POST /blocked/good%40mailer.example.test',
          ])
        },
      ))

    it('offers a message again on which the system breaks (500), and carries the others', () =>
      scripted(
        (method, path) =>
          path.includes('breaks')
            ? { status: 500, headers: { 'retry-after': '60' } }
            : { status: 200, body: method === 'GET' ? '{"email":true}' : '' },
        async (url) => {
          const orders = [
            orderFor(['breaks@mailer.example.test'], [], { channels: ['email'] }),
            orderFor(['works@mailer.example.test'], [], { channels: ['email'] }),
          ]
          const [broken, carried] = await list(url).suppress(orders)
          expect(broken).toEqual({
            orderId: orders[0]?.orderId,
            status: 'not-taken',
            reason: 'unexpected-response',
            detail: 'the system failed on this message (500)',
            retryAfterMs: 60_000,
          })
          expect(carried?.status).toBe('applied')
        },
      ))

    it('gives what came of the orders before a limit (429), and stops the whole budget', () =>
      scripted(
        (_method, path) =>
          path.includes('much')
            ? {
                status: 429,
                headers: {
                  'retry-after': new Date('2026-01-01T00:00:30Z').toUTCString(),
                  date: new Date('2026-01-01T00:00:00Z').toUTCString(),
                },
              }
            : { status: 201, body: '{"email":true}' },
        async (url) => {
          const orders = [
            orderFor(['first@mailer.example.test'], [], { channels: ['email'] }),
            orderFor(['too-much@mailer.example.test'], [], { channels: ['email'] }),
            orderFor(['third@mailer.example.test'], [], { channels: ['email'] }),
          ]
          const seen = budget.observed.length
          const failure = await failureOf(list(url).suppress(orders))
          expect([
            failure.kind,
            failure.details.retryAfterMs,
            failure.details.done?.map(({ orderId, status }) => [orderId, status]),
          ]).toEqual(['rate-limited', 30_000, [[orders[0]?.orderId, 'applied']]])
          expect(budget.observed.slice(seen)).toEqual([{ rateLimitedForMs: 30_000 }])
        },
      ))
  })

  it('makes no call to check, and keeps addresses and the key out of log lines and errors', async () => {
    const calls = budget.taken.length
    expect((await brevo().check()).lines.map((line) => line.state)).toEqual(['works', 'works', 'off'])
    expect((await lemlist().check()).lines.map((line) => line.state)).toEqual(['works', 'off', 'off'])
    expect(budget.taken.length).toBe(calls)
    await fault('server-error', { status: 503 })
    const error = await failureOf(brevo().suppress([orderFor(['quiet@mailer.example.test'], [])]))
    expect([error.message, JSON.stringify(error.details), ...world.logLines].join('\n')).not.toMatch(
      /@mailer|sandbox-brevo-key/u,
    )
  })
})
