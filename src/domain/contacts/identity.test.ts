import { describe, expect, it } from 'vitest'
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

describe('phones', () => {
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
