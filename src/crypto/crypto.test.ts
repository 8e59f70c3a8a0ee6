import { describe, expect, it } from 'vitest'
import { formatMasterKey, newMasterKey, open, parseMasterKey, seal, wrappingKey } from './envelope.ts'
import { identityHashes, wrapUnder } from './identity-hash.ts'
import { hashPassword, passwordFits } from './password.ts'
import { codeChallenge, newApiKey, parseApiKey } from './tokens.ts'

const place = { table: 'connections', row: 'conn_1', column: 'credentials' }
const dataKey = { kid: 'k1', key: Buffer.alloc(32, 7) }
const vector = 'lb1.k1.AAECAwQFBgcICQoLY6ObFXt7vDof7ZHziT0C2NsexL86H7O_FKi6rCmpWO3ejVA0RZU'
const find = () => dataKey.key

// docs/reference/security.md#envelope.
describe('envelope', () => {
  it('seals and opens (H8)', () => {
    expect(seal('{"refresh_token":"r1"}', place, dataKey, Buffer.from([0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11]))).toBe(
      vector,
    )
    expect(open(vector, place, find)).toBe('{"refresh_token":"r1"}')
  })
  it.each([
    ['another row', vector, { ...place, row: 'conn_2' }],
    ['another column', vector, { ...place, column: 'secret' }],
    ['a changed bit', `${vector.slice(0, -1)}V`, place],
    ['a cut tag', vector.slice(0, -16), place],
  ])('does not open with %s', (_name, sealed, where) => {
    expect(() => open(sealed, where, find)).toThrow()
  })
  it('derives the wrapping key', () => {
    expect(wrappingKey(Buffer.alloc(32, 1)).toString('hex')).toBe(
      '529e65e21c76dae84125b0a5b6f4dc6830c7fa7e0a7b734fa22bbba893f58da9',
    )
  })
  it('finds a typing error in a master key', () => {
    const key = newMasterKey()
    expect(formatMasterKey(parseMasterKey(key))).toBe(key)
    const typed = key.replace(/.$/u, (last) => (last === '0' ? '1' : '0'))
    expect(() => parseMasterKey(typed)).toThrow(/typing error/u)
    expect(() => parseMasterKey('secret')).toThrow(/copy it whole/u)
  })
})

// docs/reference/security.md#identity-hash.
it('hashes an identity with HMAC-SHA-256 under a key of the company (F19)', () => {
  expect(
    identityHashes([{ kid: 'i1', key: Buffer.alloc(32, 9) }])
      .hashEmail('a@example.test')
      .toString('hex'),
  ).toBe('9989bc96d55389a7744acd7e4c855c4854aeafd2d9f66720a3d14aa1bfef6bea')
})

it('wraps a hash under each later key, from wherever it was made', () => {
  const keys = ['i1', 'i2', 'i3'].map((kid, place) => ({ kid, key: Buffer.alloc(32, 9 + place) }))
  const [one, two, three] = [1, 2, 3].map((count) => identityHashes(keys.slice(0, count)))
  const hashes = [one, two, three].map((ring) => ring?.hashEmail('a@example.test'))
  expect(three?.everyEmailHash('a@example.test')).toEqual(hashes)
  expect(new Set(hashes.map((hash) => hash?.toString('hex'))).size).toBe(3)
  expect(keys.map(({ kid }, place) => three?.sinceIdentityKey(kid)?.(hashes[place] ?? Buffer.alloc(0)))).toEqual([
    hashes[2],
    hashes[2],
    hashes[2],
  ])
  expect(wrapUnder(Buffer.alloc(32, 10))(hashes[0] ?? Buffer.alloc(0))).toEqual(hashes[1])
  expect([three?.identityKid, three?.sinceIdentityKey('i9')]).toEqual(['i3', null])
  expect(() => identityHashes([])).toThrow()
})

// docs/reference/security.md#password.
it('hashes a password', async () => {
  const stored = await hashPassword(
    'correct horse battery staple',
    Buffer.from('000102030405060708090a0b0c0d0e0f', 'hex'),
  )
  const tag = Buffer.from(stored.split('$').at(-1) ?? '', 'base64').toString('hex')
  expect(tag).toBe('818259b6310026a8e0dbac5d2e6927abcfdb07b32258fac4f61b18b80f929085')
  expect(await passwordFits('correct horse battery staple', stored)).toBe(true)
  expect(await passwordFits('correct horse battery stable', stored)).toBe(false)
  expect(await passwordFits('anything', null)).toBe(false)
})

it('makes the RFC 7636 challenge', () => {
  expect(codeChallenge('dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk')).toBe(
    'E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM',
  )
})

it('makes API keys that parse and refuses others', () => {
  const key = newApiKey()
  expect(parseApiKey(key.text)).toEqual({ id: key.id, secret: key.secret })
  expect(parseApiKey(`${key.text}x`)).toBeNull()
})
