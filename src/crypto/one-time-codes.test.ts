import { Secret, TOTP } from 'otpauth'
import { describe, expect, it } from 'vitest'
import { keyAddress, newAppKeyText, newRecoveryCodes, recoveryHash, stepOfCode } from './one-time-codes.ts'

/** The key of RFC 6238, appendix B ("12345678901234567890"), in base32; its codes there have eight digits. */
const key = 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ'
const at = (seconds: number) => new Date(seconds * 1_000)

describe('codes of an authenticator app', () => {
  it.each([
    [59, '287082', 1],
    [1_111_111_109, '081804', 37_037_036],
    [1_111_111_111, '050471', 37_037_037],
    [1_234_567_890, '005924', 41_152_263],
    [2_000_000_000, '279037', 66_666_666],
    [20_000_000_000, '353130', 666_666_666],
  ])('are those of RFC 6238 at %d s', (seconds, code, step) => {
    expect(stepOfCode(key, code, at(seconds))).toBe(step)
    expect(stepOfCode(key, ` ${code.slice(0, 3)} ${code.slice(3)} `, at(seconds))).toBe(step)
  })

  it('are those that another program makes of a key of ours', () => {
    for (let second = 0; second < 3_000_000_000; second += 98_765_431) {
      const made = newAppKeyText()
      const code = new TOTP({ secret: Secret.fromBase32(made) }).generate({ timestamp: second * 1_000 })
      expect(stepOfCode(made, code, at(second))).toBe(Math.floor(second / 30))
    }
  })

  it('are taken in their own half minute and five seconds after it, never before', () => {
    const taken = [29.9, 30, 59.9, 60, 64.9, 65, 90].map((seconds) => stepOfCode(key, '287082', at(seconds)))
    expect(taken).toEqual([null, 1, 1, 1, 1, null, null])
  })

  it.each(['', '28708', '2870822', '２８７０８２', '28708x', '94287082'])('are six digits, not %o', (typed) => {
    expect(stepOfCode(key, typed, at(59))).toBe(null)
  })

  it('come from a key of 160 bits of its own, scanned as a standard address', () => {
    const [one, other] = [newAppKeyText(), newAppKeyText()]
    expect(one).toMatch(/^[A-Z2-7]{32}$/u)
    expect(one).not.toBe(other)
    const address = new URL(keyAddress(one, 'anne@exemple.example.test'))
    expect([address.protocol, address.host, decodeURIComponent(address.pathname)]).toEqual([
      'otpauth:',
      'totp',
      '/Lawbase:anne@exemple.example.test',
    ])
    expect(Object.fromEntries(address.searchParams)).toMatchObject({ secret: one, issuer: 'Lawbase', digits: '6' })
  })
})

describe('recovery codes', () => {
  it('are ten, of 120 bits, and known again however they are typed', () => {
    const codes = newRecoveryCodes()
    expect(new Set(codes).size).toBe(10)
    for (const code of codes) expect(code).toMatch(/^([A-Z2-7]{4}-){5}[A-Z2-7]{4}$/u)
    const [code = ''] = codes
    expect(recoveryHash(` ${code.toLowerCase().replaceAll('-', ' ')} `)).toEqual(recoveryHash(code))
    expect(recoveryHash(code)).not.toEqual(recoveryHash(codes[1] ?? ''))
  })

  it.each(['', '123456', 'AAAA-BBBB', '0'.repeat(24)])('are none of %o', (typed) => {
    expect(recoveryHash(typed)).toBe(null)
  })
})
