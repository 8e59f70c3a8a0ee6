import { Buffer } from 'node:buffer'
import { Webhook } from 'standardwebhooks'
import { describe, expect, it } from 'vitest'
import { channels } from '../../src/domain/app/channel.ts'
import type { RawDelivery } from '../../src/connector/webhook.ts'
import { inbound } from './inbound.ts'

const [secret, old, other] = [1, 2, 3].map((fill) => `whsec_${Buffer.alloc(32, fill).toString('base64')}`) as [
  string,
  string,
  string,
]
const now = new Date('2026-11-25T10:00:00Z')
const orderId = '0192f0c1-5b7a-4c3e-9a55-1f2e3d4c5b6a'
const body = JSON.stringify({
  type: 'suppression.ack',
  data: { orders: [{ id: `sup_${orderId}`, status: 'applied', processedAt: '2026-11-25T09:59:00Z' }] },
})

function delivery(
  more: {
    text?: string
    at?: Date
    id?: string
    key?: string
    signature?: string | undefined
    headers?: Record<string, string>
  } = {},
): RawDelivery {
  const { text = body, at = now, id = 'msg_1', key = secret } = more
  const signature = 'signature' in more ? more.signature : new Webhook(key).sign(id, at, text)
  return {
    method: 'POST',
    url: 'https://x.example.test/',
    body: Buffer.from(text),
    headers: {
      'webhook-id': id,
      'webhook-timestamp': String(Math.floor(at.getTime() / 1_000)),
      ...(signature === undefined ? {} : { 'webhook-signature': signature }),
      ...more.headers,
    },
  }
}

describe('the door of a broker (Standard Webhooks)', () => {
  const minutes = (count: number) => new Date(now.getTime() + count * 60_000)
  it.each<[string, RawDelivery, unknown]>([
    ['good', delivery(), { ok: true }],
    ['signed with the old secret during a change', delivery({ key: old }), { ok: true }],
    [
      'one good among several',
      delivery({ signature: `v1,AAAA v1a,xx ${new Webhook(old).sign('msg_1', now, body)}` }),
      { ok: true },
    ],
    ['5 minutes old', delivery({ at: minutes(-5) }), { ok: true }],
    ['5 minutes ahead', delivery({ at: minutes(5) }), { ok: true }],
    ['6 minutes old', delivery({ at: minutes(-6) }), { ok: false, reason: 'stale' }],
    ['6 minutes ahead', delivery({ at: minutes(6) }), { ok: false, reason: 'stale' }],
    ['signed by somebody else', delivery({ key: other }), { ok: false, reason: 'forged' }],
    [
      'changed on the way',
      { ...delivery(), body: Buffer.from(body.replace('applied', 'no_match')) },
      { ok: false, reason: 'forged' },
    ],
    ['with another id', delivery({ headers: { 'webhook-id': 'msg_2' } }), { ok: false, reason: 'forged' }],
    [
      'with a timestamp moved',
      delivery({ headers: { 'webhook-timestamp': String(Math.floor(now.getTime() / 1_000) + 1) } }),
      { ok: false, reason: 'forged' },
    ],
    ['without a signature', delivery({ signature: undefined }), { ok: false, reason: 'missing' }],
    ['with a dot in its id', delivery({ id: 'msg.1' }), { ok: false, reason: 'malformed' }],
    [
      'with eleven signatures',
      delivery({ signature: Array.from({ length: 11 }, () => 'v1,AAAA').join(' ') }),
      { ok: false, reason: 'malformed' },
    ],
    ['with an empty signature', delivery({ signature: 'v1,' }), { ok: false, reason: 'forged' }],
  ])('%s', (_what, raw, expected) => {
    expect(inbound.verify(raw, [secret, old], new Date(now.getTime() + 900))).toEqual(expected)
  })

  it('reads answers', () => {
    expect(inbound.parse(delivery())).toEqual({
      id: 'msg_1',
      message: {
        kind: 'ack',
        answers: [
          { reference: `sup_${orderId}`, answer: 'applied', reason: null, at: new Date('2026-11-25T09:59:00Z') },
        ],
        wrong: [],
      },
    })
    expect([
      inbound.orderOf(`sup_${orderId}`),
      inbound.orderOf(`SUP_${orderId.toUpperCase()}`),
      inbound.orderOf('sp_17'),
    ]).toEqual([orderId, orderId, null])
  })

  it('reads objections, and never acts on a release', () => {
    const message = (type: string, data: unknown) =>
      inbound.parse(delivery({ text: JSON.stringify({ type, data }) })).message
    expect(
      message('suppression.created', {
        orders: [{ emails: [' Ada@Example.TEST '], channels: ['email'], objectedAt: '2026-11-24T10:00:00+01:00' }],
      }),
    ).toEqual({
      kind: 'objections',
      people: [{ emails: ['ada@example.test'], channels: ['email'], at: new Date('2026-11-24T09:00:00Z') }],
      wrong: [],
    })
    expect([
      message('suppression.released', { orders: [{ emails: ['ada@example.test'] }] }),
      message('contact.created', null),
    ]).toEqual([
      { kind: 'ignored', type: 'suppression.released' },
      { kind: 'ignored', type: 'contact.created' },
    ])
  })

  it('reads what other programs write: null for nothing, a number for a ticket, a word in capitals', () => {
    const orders = [
      { id: 17, status: 'Matched-Suppressed', reason: null, processedAt: null },
      { id: 'sp_18', status: 'NO MATCH' },
    ]
    expect(
      inbound.parse(delivery({ text: JSON.stringify({ type: 'suppression.ack', data: { orders } }) })).message,
    ).toEqual({
      kind: 'ack',
      answers: [
        { reference: '17', answer: 'applied', reason: null, at: null },
        { reference: 'sp_18', answer: 'absent', reason: null, at: null },
      ],
      wrong: [],
    })
    const people = [
      { emails: ['ada@example.test'], channels: null, objectedAt: null },
      { emails: ['grace@example.test'], channels: ['all'] },
    ]
    expect(
      inbound.parse(delivery({ text: JSON.stringify({ type: 'suppression.created', data: { orders: people } }) }))
        .message,
    ).toEqual({
      kind: 'objections',
      people: ['ada@example.test', 'grace@example.test'].map((email) => ({
        emails: [email],
        channels: [...channels],
        at: null,
      })),
      wrong: [],
    })
  })

  it('takes what it can read beside what it cannot, and names the place of that', () => {
    const orders = [{ id: 'sp_1', status: 'applied' }, { id: 'sp_2', status: 'constructor' }, 'sp_3']
    expect(
      inbound.parse(delivery({ text: JSON.stringify({ type: 'suppression.ack', data: { orders } }) })).message,
    ).toEqual({
      kind: 'ack',
      answers: [{ reference: 'sp_1', answer: 'applied', reason: null, at: null }],
      wrong: [
        expect.stringContaining('data.orders.1: constructor is no status; use acknowledged'),
        expect.stringContaining('data.orders.2'),
      ],
    })
  })

  it.each([
    '{',
    '[]',
    '{"type":"suppression.ack"}',
    '{"type":"suppression.ack","data":{"orders":[]}}',
    '{"type":"suppression.ack","data":{"orders":[{"id":"x","status":"constructor"}]}}',
    '{"type":"suppression.created","data":{"orders":[{"emails":["nobody"]}]}}',
  ])('refuses %s', (text) => {
    expect(() => inbound.parse(delivery({ text }))).toThrow(/data|JSON|type/u)
  })
})
