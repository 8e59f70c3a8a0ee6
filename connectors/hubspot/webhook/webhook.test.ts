import { createHmac } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { ConnectorError } from '../../../src/connector/errors.ts'
import type { RawDelivery } from '../../../src/connector/webhook.ts'
import { hubspotWebhook } from './webhook.ts'

const signatureName = 'x-hubspot-signature-v3'
const timestampName = 'x-hubspot-request-timestamp'
const secret = 'test-secret-1'
const url = 'https://hooks.example.test/hubspot'
const now = new Date(1_790_000_001_000)

function signed(
  change: Partial<{
    method: string
    url: string
    signedUrl: string
    body: string
    timestamp: string
    secret: string
    signature: string
  }> = {},
): RawDelivery {
  const method = change.method ?? 'POST'
  const body = change.body ?? '[]'
  const timestamp = change.timestamp ?? String(now.getTime())
  const target = change.url ?? url
  const signature =
    change.signature ??
    createHmac('sha256', change.secret ?? secret)
      .update(`POST${change.signedUrl ?? url}${body}${timestamp}`)
      .digest('base64')
  return {
    method,
    url: target,
    headers: { [signatureName]: signature, [timestampName]: timestamp },
    body: Buffer.from(body),
  }
}

// docs/reference/hubspot.md#hook-signature.
describe('signature v3: published and own vectors', () => {
  it.each([
    {
      name: 'SDK suite 1',
      key: 'yyyyyyyy-yyyy-yyyy-yyyy-yyyyyyyyyyyy',
      target: 'https://www.example.com/webhook_uri',
      body: "{'example_field':'example_value'}",
      timestamp: '1693657560000',
      signature: 'K36dawei4A+QBNolUOqo7s91KQDWQ5MXZ/QufNYuk/Y=',
    },
    {
      name: 'SDK suite 2',
      key: 'yyyyyyyy-yyyy-yyyy-yyyy-yyyyyyyyyyyy',
      target: 'https://www.example.com/webhook_uri',
      body: "{'example_field':'example_value'}",
      timestamp: '1700000300000',
      signature: 'RnbPH7+UMKVkbV32P8bz450N4M56aPmcru1+D3kSDtw=',
    },
    {
      name: 'encoded query',
      key: secret,
      target: 'https://hooks.example.test/hubspot?src=a%3Ab%2Fc&x=%20y',
      body: '[]',
      timestamp: '1790000001000',
      signature: 'It/dTl3VL7FCDz+kOGwlFwhZaK8Np+D5shkBzD7ecbA=',
    },
    {
      name: 'UTF-8 body',
      key: secret,
      target: url,
      body: '[{"note":"désinscrit"}]',
      timestamp: '1790000001000',
      signature: 'SoNRxGlF6oZnzKE95enI7RGbKWO8VAslzwavPOjOtS4=',
    },
  ])('$name', ({ key, target, body, timestamp, signature }) => {
    expect(
      hubspotWebhook.verify(signed({ url: target, body, timestamp, signature }), [key], new Date(Number(timestamp))),
    ).toEqual({ ok: true })
  })
})

const good = createHmac('sha256', secret).update(`POST${url}[]${now.getTime()}`).digest('base64')
const bytes = Buffer.from(good, 'base64')
const flipped = (at: number): string => {
  const copy = Buffer.from(bytes)
  copy[at] = (copy[at] ?? 0) ^ 1
  return copy.toString('base64')
}
const without = (name: string): RawDelivery => ({
  ...signed(),
  headers: Object.fromEntries(Object.entries(signed().headers).filter(([key]) => key !== name)),
})
const withHeaders = (headers: RawDelivery['headers']): RawDelivery => ({
  ...signed(),
  headers: { ...signed().headers, ...headers },
})
const v1 = '3dc627401968e3357b2d371f9fc5b00bb4a925a51073103201054e4eeb134a6d'
const v2 = '340819f2d9944b9e9ec42746a954d43d6f0aace7863fb96f4ffb4a47c0688f7d'
/** The same bytes with other trailing bits: a lenient decoder takes it. */
const sloppy = `${good.slice(0, 42)}${String.fromCharCode(good.charCodeAt(42) + 1)}=`

// docs/reference/security.md#webhook-forgeries.
describe('signature v3: forgeries', () => {
  it.each<[string, RawDelivery, string]>([
    ['1 no signature', without(signatureName), 'missing'],
    ['2 empty signature', withHeaders({ [signatureName]: '' }), 'missing'],
    ['3 two signature headers', withHeaders({ [signatureName]: [good, good] }), 'malformed'],
    ['3 two signature headers in other cases', withHeaders({ 'X-HubSpot-Signature-v3': good }), 'malformed'],
    [
      '4 only v1',
      {
        ...without(signatureName),
        headers: {
          'x-hubspot-signature': v1,
          'x-hubspot-signature-version': 'v1',
          [timestampName]: String(now.getTime()),
        },
      },
      'missing',
    ],
    [
      '5 only v2',
      {
        ...without(signatureName),
        headers: {
          'x-hubspot-signature': v2,
          'x-hubspot-signature-version': 'v2',
          [timestampName]: String(now.getTime()),
        },
      },
      'missing',
    ],
    [
      '6 v3 value in the v1 header',
      { ...without(signatureName), headers: { 'x-hubspot-signature': good, [timestampName]: String(now.getTime()) } },
      'missing',
    ],
    ['7 hex for base64', signed({ signature: bytes.toString('hex') }), 'malformed'],
    [
      '8 base64url',
      signed({ signature: Buffer.from(flipped(0), 'base64').fill(0xfb).toString('base64url') }),
      'malformed',
    ],
    ['9 no padding', signed({ signature: good.slice(0, -1) }), 'malformed'],
    ['10 trailing bits changed', signed({ signature: sloppy }), 'malformed'],
    ['11 junk after', signed({ signature: `${good}!` }), 'malformed'],
    ['12 space inside', signed({ signature: `${good.slice(0, 5)} ${good.slice(5)}` }), 'malformed'],
    ['13 first byte flipped', signed({ signature: flipped(0) }), 'forged'],
    ['14 last byte flipped', signed({ signature: flipped(31) }), 'forged'],
    ['15 truncated', signed({ signature: bytes.subarray(0, 31).toString('base64') }), 'malformed'],
    ['16 45 characters', signed({ signature: `${good}=` }), 'malformed'],
    ["17 other app's secret", signed({ secret: 'other' }), 'forged'],
    ['21 body byte changed', { ...signed(), body: Buffer.from('[ ]') }, 'forged'],
    ['23 BOM added', { ...signed(), body: Buffer.from('\ufeff[]') }, 'forged'],
    ['24 trailing newline', { ...signed(), body: Buffer.from('[]\n') }, 'forged'],
    ['27 other method', { ...signed(), method: 'PUT' }, 'forged'],
    ['28 other path', { ...signed(), url: `${url}/other` }, 'forged'],
    ['29 query reordered', signed({ url: `${url}?b=2&a=1`, signedUrl: `${url}?a=1&b=2` }), 'forged'],
    ['30 space decoded by the signer', signed({ url: `${url}?x=%20y`, signedUrl: `${url}?x= y` }), 'forged'],
    ['32 301 s old', signed({ timestamp: String(now.getTime() - 301_000) }), 'stale'],
    ['33 301 s ahead', signed({ timestamp: String(now.getTime() + 301_000) }), 'stale'],
    ['34 seconds for milliseconds', signed({ timestamp: String(now.getTime() / 1_000) }), 'malformed'],
    ...['123abc', ' 1790000001000', '1790000001000.0', '1e12', '-1790000001000'].map(
      (timestamp): [string, RawDelivery, string] => [`35 timestamp ${timestamp}`, signed({ timestamp }), 'malformed'],
    ),
    ['36 no timestamp', without(timestampName), 'missing'],
  ])('%s', (_name, delivery, reason) => {
    expect(hubspotWebhook.verify(delivery, [secret], now)).toEqual({ ok: false, reason })
  })

  it('20: an empty secret opens nothing', () => {
    expect(hubspotWebhook.verify(signed({ secret: '' }), [''], now)).toEqual({ ok: false, reason: 'forged' })
    expect(hubspotWebhook.verify(signed(), [], now)).toEqual({ ok: false, reason: 'forged' })
  })

  it('18 and 19: the previous secret counts only while it is live', () => {
    expect(hubspotWebhook.verify(signed({ secret: 'previous' }), [secret, 'previous'], now)).toEqual({ ok: true })
    expect(hubspotWebhook.verify(signed({ secret: 'previous' }), [secret], now)).toEqual({
      ok: false,
      reason: 'forged',
    })
  })

  it.each(['%3A', '%3a', '%2F', '%3F', '%40', '%21', '%24', '%27', '%28', '%29', '%2A', '%2C', '%3B'])(
    'decodes %s before signing',
    (code) => {
      const plain = decodeURIComponent(code)
      expect(
        hubspotWebhook.verify(signed({ url: `${url}?x=${code}#part`, signedUrl: `${url}?x=${plain}` }), [secret], now),
      ).toEqual({ ok: true })
    },
  )
})

const event = {
  eventId: 100,
  subscriptionId: 77,
  portalId: 148_000_001,
  appId: 900_001,
  occurredAt: 1_790_000_000_000,
  attemptNumber: 0,
  objectId: 501,
}
const parseAll = (events: unknown) => hubspotWebhook.parse(Buffer.from(JSON.stringify(events)), new Date())

// docs/reference/hubspot.md#hook-delivery.
describe('events', () => {
  it.each([
    ['contact.propertyChange', { propertyName: 'hs_email_optout', propertyValue: 'true' }, 'changed'],
    ['contact.creation', { changeFlag: 'NEW' }, 'created'],
    ['contact.deletion', {}, 'deleted'],
    ['contact.restore', {}, 'restored'],
    ['contact.privacyDeletion', {}, 'privacy-deleted'],
    ['object.propertyChange', { objectTypeId: '0-1', propertyName: 'email' }, 'changed'],
  ])('%s is about the record', (subscriptionType, more, kind) => {
    expect(parseAll([{ ...event, subscriptionType, ...more }])).toMatchObject([
      {
        accountId: '148000001',
        record: { object: 'contact', id: '501' },
        kind,
        reason: null,
        occurredAt: new Date(1_790_000_000_000),
      },
    ])
  })

  // docs/reference/hubspot.md#hook-source.
  it.each([
    ['CRM_UI', 'userId:42', { kind: 'user', name: 'id 42, CRM_UI' }],
    ['IMPORT', '77', { kind: 'app', name: 'id 77, IMPORT' }],
    ['API', 'Anne Roy changed it', { kind: 'app', name: 'API' }],
    ['INTEGRATION', null, { kind: 'app', name: 'INTEGRATION' }],
  ])('says of %s %s who did it', (changeSource, sourceId, actor) => {
    expect(parseAll([{ ...event, subscriptionType: 'contact.deletion', changeSource, sourceId }])).toMatchObject([
      { kind: 'deleted', actor },
    ])
  })

  it('a merge points at the new record', () => {
    expect(
      parseAll([
        { ...event, subscriptionType: 'contact.merge', primaryObjectId: 501, mergedObjectIds: [502], newObjectId: 777 },
      ]),
    ).toMatchObject([{ record: { id: '777' }, kind: 'merged' }])
  })

  it('reads an event whose optional fields are null, and its no, among others', () => {
    const bare = {
      eventId: null,
      objectTypeId: null,
      changeSource: null,
      sourceId: null,
      newObjectId: null,
      primaryObjectId: null,
      eventType: null,
      subscriptionType: 'contact.propertyChange',
      propertyName: 'hs_email_optout',
      propertyValue: 'true',
    }
    expect(
      parseAll([
        { ...event, subscriptionType: 'contact.deletion' },
        { ...event, ...bare },
      ]),
    ).toMatchObject([
      { kind: 'deleted' },
      { kind: 'changed', record: { id: '501' }, objected: ['email'], actor: { kind: 'unknown' } },
    ])
  })

  it.each([
    ['RECIPIENT_COMPLAINT', ['email']],
    ['HIGH_HARD_BOUNCE_RATE', undefined],
    ['', undefined],
  ])('a quarantine because of %j says no to %j', (propertyValue, objected) => {
    const [parsed] = hubspotWebhook.parse(
      Buffer.from(
        JSON.stringify([
          {
            ...event,
            subscriptionType: 'contact.propertyChange',
            propertyName: 'hs_email_quarantined_reason',
            propertyValue,
          },
        ]),
      ),
      new Date(),
    )
    expect(parsed?.objected).toEqual(objected)
  })

  it('reads eventType where subscriptionType is missing', () => {
    expect(parseAll([{ ...event, eventType: 'contact.deletion' }])).toMatchObject([{ kind: 'deleted' }])
  })

  it.each([['company.creation'], ['contact.associationChange'], ['object.creation']])(
    '%s is kept as ignored with its reason',
    (subscriptionType) => {
      expect(parseAll([{ ...event, subscriptionType }])).toMatchObject([
        { kind: 'ignored', reason: expect.any(String) as unknown },
      ])
    },
  )

  it('the key ignores the attempt and tells apart everything else', () => {
    const change = { ...event, subscriptionType: 'contact.propertyChange', propertyName: 'email' }
    const keys = parseAll([
      change,
      { ...change, attemptNumber: 3 },
      { ...change, objectId: 502 },
      { ...change, propertyName: 'phone' },
      { ...change, occurredAt: 1_790_000_000_001 },
      { ...change, portalId: 1 },
      { ...change, eventId: 101 },
      { ...change, subscriptionType: 'contact.creation' },
    ]).map((parsed) => parsed.dedupeKey)
    expect(keys[0]).toBe(keys[1])
    expect(new Set(keys).size).toBe(7)
  })

  it.each(['', '{}', 'null', '[1]', '[{}]', 'not json'])('%j is not a delivery', (body) => {
    expect(() => hubspotWebhook.parse(Buffer.from(body), new Date())).toThrow(ConnectorError)
  })

  it('40: __proto__ in the body stays data', () => {
    const [parsed] = hubspotWebhook.parse(
      Buffer.from(
        JSON.stringify([{ ...event, subscriptionType: 'contact.deletion' }]).replace(
          '{',
          '{"__proto__":{"polluted":true},',
        ),
      ),
      new Date(),
    )
    expect(parsed?.kind).toBe('deleted')
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined()
  })
})
