import { describe, expect, it } from 'vitest'
import { channels } from '../app/channel.ts'
import type { MessageKind } from '../app/kind.ts'
import { readEntry, type FaultCode } from './objection-entry.ts'

const now = new Date('2026-11-25T10:00:00Z')
const newsletter: MessageKind = {
  id: 'newsletter',
  name: { fr: 'Lettre', en: 'Newsletter' },
  channels: ['email'],
  targets: {},
}
const read = (raw: unknown) => readEntry(raw, { now, kinds: [newsletter] })
const plain = { email: null, phone: null, channels, kinds: [], receivedAt: now, reason: 'objection', reference: null }

describe('one objection of many', () => {
  it.each<[string, unknown, object]>([
    [
      'an address alone stops everything',
      { email: ' Anne.Roy@ACME.example.test ' },
      { ...plain, email: 'anne.roy@acme.example.test' },
    ],
    [
      'a name before the address is no part of it',
      { email: 'Anne Roy <anne.roy@acme.example.test>' },
      { ...plain, email: 'anne.roy@acme.example.test' },
    ],
    [
      'an address as a link',
      { email: 'MAILTO:anne.roy@acme.example.test' },
      { ...plain, email: 'anne.roy@acme.example.test' },
    ],
    [
      'an address in quotes',
      { email: '“anne.roy@acme.example.test”' },
      { ...plain, email: 'anne.roy@acme.example.test' },
    ],
    [
      'an address that a spreadsheet was told to take for text',
      { email: "'anne.roy@acme.example.test" },
      { ...plain, email: 'anne.roy@acme.example.test' },
    ],
    [
      'an address with the end of a list',
      { email: 'Anne Roy <mailto:anne.roy@acme.example.test>;' },
      { ...plain, email: 'anne.roy@acme.example.test' },
    ],
    [
      'an apostrophe of the mailbox itself',
      { email: "o'hara@acme.example.test" },
      { ...plain, email: "o'hara@acme.example.test" },
    ],
    [
      'a number with narrow spaces',
      { phone: '06\u202F39\u202F98\u202F12\u202F34', country: 'FR' },
      { ...plain, phone: '+33639981234' },
    ],
    [
      'a number that was taken for a measure',
      { phone: '33639981234.0', country: 'FR' },
      { ...plain, phone: '+33639981234' },
    ],
    [
      'a number in powers of ten that lost no digit',
      { phone: '3.3639981234E+10', country: 'FR' },
      { ...plain, phone: '+33639981234' },
    ],
    ['a number with its prefix', { phone: '+33 6 39 98 12 34' }, { ...plain, phone: '+33639981234' }],
    ['a number with its country', { phone: '06 39 98 12 34', country: 'France' }, { ...plain, phone: '+33639981234' }],
    [
      'a number as an address book wraps it',
      { phone: '\u202A+33639981234\u202C' },
      { ...plain, phone: '+33639981234' },
    ],
    [
      'a kind stops the channels it is sent on',
      { email: 'a@example.test', kinds: ['newsletter'] },
      { ...plain, email: 'a@example.test', channels: ['email'], kinds: ['newsletter'] },
    ],
    [
      'channels once, in one order',
      { email: 'a@example.test', channels: ['phone', 'email', 'phone'] },
      { ...plain, email: 'a@example.test', channels: ['email', 'phone'] },
    ],
    [
      'all fields',
      {
        email: 'a@example.test',
        phone: '+33639981234',
        receivedAt: '2026-11-24T10:00:00+01:00',
        reason: 'erasure',
        reference: ' L-12 ',
      },
      {
        ...plain,
        email: 'a@example.test',
        phone: '+33639981234',
        receivedAt: new Date('2026-11-24T09:00:00Z'),
        reason: 'erasure',
        reference: 'L-12',
      },
    ],
  ])('%s', (_name, raw, entry) => {
    expect(read(raw)).toEqual({ entry })
  })

  it.each<[string, unknown, string, FaultCode, string]>([
    ['nothing to find a person by', { reference: 'x' }, 'email', 'nobody', 'give an address or a phone number'],
    [
      'a mark that turns the text around',
      { email: 'anne\u202Etset.elpmaxe@example.test' },
      'email',
      'hidden',
      'cannot be seen',
    ],
    ['a control character', { email: 'anne\u0000@example.test' }, 'email', 'hidden', 'cannot be seen'],
    ['a space without width', { email: 'an\u200Bne@example.test' }, 'email', 'hidden', 'cannot be seen'],
    ['a letter that is not drawn', { email: 'an\u3164ne@example.test' }, 'email', 'hidden', 'cannot be seen'],
    ['a mark that is not drawn', { email: 'an\u034Fne@example.test' }, 'email', 'hidden', 'cannot be seen'],
    [
      'an apostrophe of a word processor',
      { email: 'o’hara@example.test' },
      'email',
      'address',
      'is not a complete address',
    ],
    ['letters of double width', { email: 'ａｎｎｅ@example.test' }, 'email', 'address', 'is not a complete address'],
    ['a sign nobody could read', { email: 'jos\ufffd@example.test' }, 'email', 'address', 'is not a complete address'],
    [
      'a number in powers of ten that lost some digits',
      { phone: '6,4E+08', country: 'FR' },
      'phone',
      'number',
      'is not a phone number',
    ],
    [
      'a name that is another address',
      { email: '"boss@example.test" <anne@example.test>' },
      'email',
      'two-addresses',
      'names two addresses',
    ],
    ['a number without a country', { phone: '06 39 98 12 34' }, 'phone', 'no-country', 'has no country'],
    ['a number that is none', { phone: '+33 1' }, 'phone', 'number', 'is not a phone number'],
    [
      'an unknown country',
      { phone: '06 39 98 12 34', country: 'Atlantis' },
      'country',
      'country',
      'not a country we know',
    ],
    [
      'a kind nobody declared',
      { email: 'a@example.test', kinds: ['webinars'] },
      'kinds',
      'kind',
      'webinars is no declared kind',
    ],
    [
      'a kind that no channel carries',
      { email: 'a@example.test', kinds: ['newsletter'], channels: ['post'] },
      'kinds',
      'kind',
      'newsletter is not sent by post',
    ],
    [
      'a bad number beside a good address',
      { email: 'a@example.test', phone: '1' },
      'phone',
      'no-country',
      'has no country',
    ],
    [
      'the year 1',
      { email: 'a@example.test', receivedAt: '0001-01-01T00:00:00Z' },
      'receivedAt',
      'date',
      'is before 1970',
    ],
    [
      'a reference with a zero byte',
      { email: 'a@example.test', reference: 'a\0b' },
      'reference',
      'invalid',
      'holds a sign that cannot be kept',
    ],
    [
      'a reference with half a character',
      { email: 'a@example.test', reference: '\ud800' },
      'reference',
      'invalid',
      'holds a sign that cannot be kept',
    ],
    [
      'a time to come',
      { email: 'a@example.test', receivedAt: '2026-11-25T10:01:00Z' },
      'receivedAt',
      'future',
      'is in the future',
    ],
    ['no object', 'a@example.test', 'body', 'invalid', 'expected object'],
  ])('refuses %s', (_name, raw, field, code, phrase) => {
    expect(read(raw)).toEqual({ faults: [{ field, code, message: expect.stringContaining(phrase) }] })
  })
})
