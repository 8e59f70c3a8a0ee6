import { describe, expect, it } from 'vitest'
import { Definition, fill, fillBody, valueAt } from './definition.ts'
import { profiles } from './profiles.ts'
import { TemplateSettings } from './settings.ts'

const call = { channels: ['email'], method: 'POST', url: 'https://api.vendor.example.test/v1/block/{email}' }

describe('a template', () => {
  it.each<[string, unknown]>([
    ['one call', { calls: [call] }],
    [
      'headers with the key',
      { headers: { authorization: 'Bearer {secret}', 'x-basic': '{secretBasic}' }, calls: [call] },
    ],
    [
      'a list of addresses',
      {
        calls: [
          { ...call, url: 'https://api.vendor.example.test/v1/block', body: { emails: '{emails}', why: '{reason}' } },
        ],
      },
    ],
    ['loopback without TLS', { calls: [{ ...call, url: 'http://127.0.0.1:4200/block' }] }],
    ...Object.entries(profiles).map(([name, { definition }]): [string, unknown] => [name, definition]),
  ])('may be %s', (_what, definition) => {
    expect(Definition.safeParse(definition).error).toBeUndefined()
  })

  it.each<[string, unknown]>([
    ['no call at all', { calls: [] }],
    ['plain http to the world', { calls: [{ ...call, url: 'http://api.vendor.example.test/v1' }] }],
    ['a host made of a value', { calls: [{ ...call, url: 'https://{email}/v1' }] }],
    ['a host that ends in a value', { calls: [{ ...call, url: 'https://api.vendor.example.test{email}/v1' }] }],
    ['a user name', { calls: [{ ...call, url: 'https://me@api.vendor.example.test/v1' }] }],
    ['a value there is not', { calls: [{ ...call, url: 'https://api.vendor.example.test/{password}' }] }],
    ['the key in the address', { calls: [{ ...call, url: 'https://api.vendor.example.test/?key={secret}' }] }],
    ['the key in the body', { calls: [{ ...call, body: { key: '{secret}' } }] }],
    ['a header with a line break', { headers: { 'x-a': 'b\r\nx-evil: 1' }, calls: [call] }],
    [
      'two hosts',
      { calls: [{ ...call, readBack: { url: 'https://elsewhere.example.test/{email}', path: 'a', equals: true } }] },
    ],
    ['a path that is a program', { calls: [{ ...call, ticket: 'constructor.constructor("x")()' }] }],
    ['a channel there is not', { calls: [{ ...call, channels: ['pigeon'] }] }],
  ])('may not hold %s', (_what, definition) => {
    expect(Definition.safeParse(definition).success).toBe(false)
  })

  it('escapes what it fills in', () => {
    expect(fill(call.url, { email: 'a/../b?c=d&e@example.test' }, encodeURIComponent)).toBe(
      'https://api.vendor.example.test/v1/block/a%2F..%2Fb%3Fc%3Dd%26e%40example.test',
    )
    const nasty = '"},"admin":true,"x":{"y":"{secret}'
    expect(
      JSON.parse(JSON.stringify(fillBody({ who: ['{email}'], all: '{emails}', fixed: 1 }, { email: nasty }, [nasty]))),
    ).toEqual({ who: [nasty], all: [nasty], fixed: 1 })
  })

  it.each([
    [{ data: { items: [{ id: 7 }] } }, 'data.items.0.id', 7],
    [{ a: null }, 'a.b', undefined],
    [{}, 'constructor.name', undefined],
    [null, 'a', undefined],
    ['text', 'length', undefined],
  ])('reads %j at %s', (json, path, expected) => {
    expect(valueAt(json, path)).toBe(expected)
  })

  it.each([
    [{ profile: 'brevo', secret: 'k' }, null],
    [{ profile: 'brevo', secret: '' }, 'secret'],
    [{ profile: 'own', definition: '{' }, 'definition'],
    [{ profile: 'own', definition: '{"calls":[]}' }, 'definition'],
    [{ profile: 'lemlist', secret: 'u:p', origin: 'http://127.0.0.1:1/x' }, 'origin'],
  ])('settings %j: wrong at %s', (settings, field) => {
    expect(TemplateSettings.safeParse(settings).error?.issues[0]?.path[0] ?? null).toBe(field)
  })
})
