import { describe, expect, it } from 'vitest'
import { md5Hex, n1, n1Forms, sha256Base64, sha256Hex } from './broker-hash.ts'

// docs/reference/brokers.md#file-n1, #drop-hash.
describe('normal form n1 and its hashes', () => {
  it('fits the published vector of a mail address', () => {
    const form = n1(' Alice@Co.com ')
    expect([form, sha256Hex(form), md5Hex(form)]).toEqual([
      'alice@co.com',
      '56af9c331958ca535ecf9fbd9205add5370bd6c633bd10df8f7c0f83286eb073',
      'dbdec2f8da7df946f6dd1e141a0401c5',
    ])
  })
  it.each([
    ['4155559317', 'vGM7y5n+hBXRSEAklhHDPCbysyNgYTmXdMcagGUOY8E='],
    ['4901234567', 'ptzVkgbv9DonwvPCHmXmJ2SEOaolSh37z3ZzY/Gmm+U='],
  ])('fits the published base64 vector of %s', (value, hash) => {
    expect(sha256Base64(value)).toBe(hash)
  })
  it.each([
    ['keeps dots and plus tags', 'A.Da+Lovelace@Example.TEST', ['a.da+lovelace@example.test']],
    ['composes accents', 'e\u0301loise@example.test', ['\u00E9loise@example.test']],
    [
      'writes an international domain both ways',
      'ada@xn--exmple-cva.test',
      ['ada@xn--exmple-cva.test', 'ada@ex\u00E9mple.test'],
    ],
  ])('%s', (_what, raw, forms) => {
    expect(n1Forms(raw)).toEqual(forms)
  })
})
