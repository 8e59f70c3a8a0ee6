import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { Webhook } from 'standardwebhooks'
import { sign, verify } from '../../sandbox/broker/broker.ts'
import type { Sandbox } from '../../sandbox/start.ts'
import { startSandbox } from '../../sandbox/start.ts'
import { control, http, list, pick } from './client.ts'

// docs/reference/brokers.md#standard-webhooks, docs/reference/security.md#standard-webhooks.
describe('broker', () => {
  let sandbox: Sandbox
  let url = ''
  let secret = ''
  beforeAll(async () => {
    sandbox = await startSandbox({ contacts: 5, seed: 1 })
    const settings = (await control(sandbox, 'GET', 'broker')).body
    ;[url, secret] = [String(pick(settings, 'url')), String(pick(settings, 'secret'))]
  })
  afterAll(() => sandbox.close())

  const body = JSON.stringify({
    type: 'suppression.created',
    timestamp: '2026-11-25T10:00:00Z',
    data: { suppressions: [{ email: 'a@essai.example.test' }, { email: 'b@essai.example.test' }] },
  })
  const send = (id: string, at: number, signature?: string, text = body): ReturnType<typeof http> =>
    http('POST', url, text, {
      'content-type': 'application/json',
      'webhook-id': id,
      'webhook-timestamp': String(Math.floor(at / 1_000)),
      'webhook-signature': signature ?? new Webhook(secret).sign(id, new Date(at), text),
    })

  it('signs the published vector', () => {
    const [key, id, at, raw] = [
      'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw',
      'msg_p5jXN8AQM9LWM0D4loKWxJek',
      '1614265330',
      Buffer.from('{"test": 2432232314}'),
    ] as const
    expect(sign(key, id, at, raw)).toBe('v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=')
    expect(verify(key, id, at, raw, `v1,AAAA ${sign(key, id, at, raw)}`)).toBe(true)
  })

  it('takes a good notice once, with one receipt for every retry', async () => {
    const [first, again] = [await send('msg_1', Date.now()), await send('msg_1', Date.now())]
    expect([first.status, first.body, again.status, again.body]).toEqual([
      202,
      { receipt: 'sp_1', accepted: 2 },
      202,
      { receipt: 'sp_1', accepted: 2 },
    ])
    const notices = list((await control(sandbox, 'GET', 'state')).body, 'broker', 'notices')
    expect(notices).toEqual([
      {
        webhookId: 'msg_1',
        receivedAt: expect.any(String),
        valid: true,
        reason: null,
        attempts: 2,
        type: 'suppression.created',
        receipt: 'sp_1',
        body: JSON.parse(body) as unknown,
      },
    ])
  })

  it.each([
    ['a bad signature', () => send('msg_2', Date.now(), 'v1,AAAA'), 401],
    ['a stale timestamp', () => send('msg_3', Date.now() - 400_000), 400],
    ['an id with a dot', () => send('msg.4', Date.now()), 400],
  ])('refuses %s', async (_what, act, status) => expect((await act()).status).toBe(status))
})
