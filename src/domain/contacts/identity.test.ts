import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { displayNameOf } from './bare-address.ts'
import { maskEmail, maskName, natureOfAddress, normalEmail, normalPhone } from './identity.ts'

describe('normal form of an address (F19)', () => {
  it.each([
    ['A.Roy@Acme.FR', 'a.roy@acme.fr'],
    ['  anne.roy+salon@acme.fr ', 'anne.roy+salon@acme.fr'],
    ['élodie@société.fr', 'élodie@xn--socit-esab.fr'],
    ['anne@acme.fr.', 'anne@acme.fr'],
    ["o'neil@acme.ie", "o'neil@acme.ie"],
    ['anne.roy@', null],
    ['@acme.fr', null],
    ['anne roy@acme.fr', null],
    ['anne@acme', null],
    ['anne@a@acme.fr', null],
    ['', null],
    ['anne\u0000@acme.fr', null],
  ])('%j becomes %j', (raw, expected) => {
    expect(normalEmail(raw)).toBe(expected)
  })
})

describe('what stands around an address is taken off', () => {
  it.each([
    ['mailto:Contact@Acme.test', 'contact@acme.test'],
    ['MAILTO:compta%40acme.test?subject=Devis%20n%C2%B0%202', 'compta@acme.test'],
    ['<contact@acme.test>', 'contact@acme.test'],
    ['"Acme, service client" <client@acme.test>', 'client@acme.test'],
    ['anne@acme.test <anne@acme.test>', 'anne@acme.test'],
    ["'info@acme.test'", 'info@acme.test'],
    ['(info@acme.test);', 'info@acme.test'],
    ['«\u00a0info@acme.test\u00a0»', 'info@acme.test'],
    ['E-mail : info@acme.test', 'info@acme.test'],
    ['info@acme.test (standard)', 'info@acme.test'],
    ['in\u200bfo@ac\u00adme.test\ufeff', 'info@acme.test'],
    ['info\uff20acme.test', 'info@acme.test'],
    ['info @ acme.test', 'info@acme.test'],
    ["'t.hof@acme.test", "'t.hof@acme.test"],
    ['info@acme.test, compta@acme.test', null],
    ['info@acme.test compta@acme.test', null],
    ['compta@acme.test <info@acme.test>', null],
    ['mailto:info@acme.test,compta@acme.test', null],
    ['mailto:info%ZZ@acme.test', null],
    ['https://acme.test/contact', null],
    ['<>', null],
    [`${' '.repeat(3_000)}info@acme.test`, null],
  ])('%j becomes %j', (raw, expected) => {
    expect(normalEmail(raw)).toBe(expected)
  })

  it('leaves a normal form as it is, whatever stood around it', () => {
    const mark = fc.constantFrom(
      '<',
      '>',
      '"',
      "'",
      '(',
      ')',
      ' ',
      ';',
      ',',
      '.',
      '@',
      'mailto:',
      '%40',
      '\u200b',
      '\uff20',
    )
    const text = fc.array(fc.oneof(mark, fc.constantFrom('anne', 'acme.test', 'é', 'x')), { maxLength: 12 })
    fc.assert(
      fc.property(text, (parts) => {
        const normal = normalEmail(parts.join(''))
        expect(normal === null || normalEmail(normal) === normal).toBe(true)
      }),
      { numRuns: 2_000 },
    )
  })

  it.each([
    ['"Anne Roy" <contact@acme.test>', 'Anne Roy'],
    ['Acme SAV <sav@acme.test>', 'Acme SAV'],
    ['anne@acme.test <anne@acme.test>', null],
    ['anne@acme.test', null],
  ])('the display name of %j is %j', (raw, expected) => {
    expect(displayNameOf(raw)).toBe(expected)
  })
})

describe('role and private mailboxes (A1–A5, FR6)', () => {
  it.each([
    ['contact@acme.fr', { role: true, privateMailbox: false }],
    ['contact-fr@acme.fr', { role: true, privateMailbox: false }],
    ['compta2@acme.fr', { role: true, privateMailbox: false }],
    ['service.client@acme.fr', { role: true, privateMailbox: false }],
    ['contact.dupont@acme.fr', { role: false, privateMailbox: false }],
    ['anne.roy@acme.fr', { role: false, privateMailbox: false }],
    ['ar@acme.fr', { role: false, privateMailbox: false }],
    ['anne.roy@gmail.com', { role: false, privateMailbox: true }],
    ['contact@orange.fr', { role: false, privateMailbox: true }],
  ])('%s', (email, expected) => {
    expect(natureOfAddress(email)).toEqual(expected)
  })
})

describe('phones in E.164 (F19)', () => {
  it.each([
    ['06 39 98 12 34', 'FR', '+33639981234'],
    ['+33 6 39 98 12 34', null, '+33639981234'],
    ['06 39 98 12 34', null, null],
    ['call me', 'FR', null],
  ])('%s read in %s is %s', (raw, country, expected) => {
    expect(normalPhone(raw, country)).toBe(expected)
  })
})

describe('masks show one letter and the domain', () => {
  it.each([
    [maskEmail('anne.roy@acme.example.test'), 'a••••@acme.example.test'],
    [maskEmail('a@acme.example.test'), 'a••••@acme.example.test'],
    [maskName('Élodie'), 'É•••'],
    [maskName(''), ''],
  ])('%s', (masked, expected) => {
    expect(masked).toBe(expected)
  })
})
