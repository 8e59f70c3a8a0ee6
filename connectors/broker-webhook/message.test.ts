import { Webhook } from 'standardwebhooks'
import { describe, expect, it } from 'vitest'
import { BrokerCredentials } from './credentials.ts'
import { messageFor, messageId } from './message.ts'

const secret = `whsec_${Buffer.alloc(24, 1).toString('base64')}`

// docs/reference/brokers.md#standard-webhooks, docs/reference/security.md#standard-webhooks.
describe('what a broker is sent', () => {
  it('signs as the published vector does', () => {
    const signer = new Webhook('whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw')
    expect(signer.sign('msg_p5jXN8AQM9LWM0D4loKWxJek', new Date(1_614_265_330_000), '{"test": 2432232314}')).toBe(
      'v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=',
    )
  })

  it.each(['order-1', '0192f0c1-5b7a-7c3e-9a55-1f2e3d4c5b6a', 'a.b', 'x'.repeat(300), 'é', 'with space', ''])(
    'gives %j an id without a dot, always the same',
    (orderId) => {
      expect(messageId(orderId)).toMatch(/^[A-Za-z0-9_-]{1,128}$/)
      expect(messageId(orderId)).toBe(messageId(orderId))
    },
  )

  it('never gives two orders one id', () => {
    expect(messageId('a.b')).not.toBe(messageId('a-b'))
    expect(messageId('a.b')).not.toBe(messageId('a_b'))
  })

  it('stays far below 20 kB and is the same on every attempt', () => {
    const order = {
      orderId: 'o',
      emails: Array.from({ length: 50 }, (_, index) => `a-rather-long-address-${index}@example.test`),
      records: [],
      channels: ['email'] as const,
      objectedAt: new Date(0),
      reason: 'objection' as const,
    }
    expect(messageFor(order).body.length).toBeLessThan(20_000)
    expect(messageFor(order)).toEqual(messageFor(order))
  })
})

describe('settings of a broker', () => {
  it.each([
    ['https://broker.example.test/hook', secret],
    ['http://127.0.0.1:8080/hook', secret],
    ['https://broker.example.test/hook?key=1', `whsec_${Buffer.alloc(64, 1).toString('base64')}`],
  ])('takes %s', (url, key) => {
    expect(BrokerCredentials.safeParse({ url, secret: key }).success).toBe(true)
  })

  it.each([
    ['http://broker.example.test/hook', secret],
    ['https://user:pw@broker.example.test/', secret],
    ['https://broker.example.test/#x', secret],
    ['ftp://broker.example.test/', secret],
    ['javascript:alert(1)', secret],
    ['', secret],
    ['https://broker.example.test/', 'plain-secret'],
    ['https://broker.example.test/', `whsec_${Buffer.alloc(23, 1).toString('base64')}`],
    ['https://broker.example.test/', `whsec_${Buffer.alloc(65, 1).toString('base64')}`],
    ['https://broker.example.test/', `${secret}!`],
  ])('refuses %s with %s', (url, key) => {
    expect(BrokerCredentials.safeParse({ url, secret: key }).success).toBe(false)
  })
})
