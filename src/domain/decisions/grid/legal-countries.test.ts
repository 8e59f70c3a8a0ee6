import { describe, it } from 'vitest'
import {
  lunch,
  ownForm,
  anne,
  broker,
  ticked,
  mobile,
  type WorkedCase,
  expectDecision,
} from '../../../../test/support/decisions/worked-cases.ts'

const cases: readonly WorkedCase[] = [
  [
    'B4 two countries: what both ask',
    { ...anne, phone: '+44 20 7183 8750', countries: ['BE', 'UK'], legalForm: 'company' },
    { channel: 'phone' },
    { verdict: 'ALLOW', rule: 'B4-BE', conditions: ['screen-dncm', 'screen-tps-ctps'], rules: ['B4-BE', 'B4-UK'] },
  ],
  [
    'B4 the register of Italy beside France',
    { ...anne, countries: ['FR', 'IT'] },
    { channel: 'post' },
    { verdict: 'ALLOW', rule: 'FR15', conditions: ['screen-opposition-register'] },
  ],
  [
    'B4 the list of Austria after a consent',
    { ...anne, countries: ['FR', 'AT'], consents: [{ ...ticked, confirmedAt: '2026-11-21' }] },
    { offer: lunch },
    { verdict: 'ALLOW', rule: 'E1', conditions: ['screen-ecg-list'] },
  ],
  [
    'B4 post to a country nobody knows',
    { ...anne, countries: [] },
    { channel: 'post' },
    { verdict: 'ALLOW', rule: 'B4-ZZ', conditions: ['screen-opposition-register'] },
  ],
  [
    'B4 a country without a row of its own asks for no register',
    { ...anne, countries: ['US'] },
    { channel: 'post' },
    { verdict: 'ALLOW', rule: 'B4-ZZ', conditions: [] },
  ],
  [
    'G2 a customer whose relationship ended',
    {
      ...anne,
      sources: [{ ...ownForm, obtainedOn: '2015-01-01' }],
      relation: 'customer',
      relationEndedOn: '2020-01-01',
    },
    {},
    { verdict: 'BLOCK', rule: 'G2', conditions: ['purge-due'] },
  ],
  [
    'G2 a customer whose relationship ends tomorrow',
    {
      ...anne,
      sources: [{ ...ownForm, obtainedOn: '2015-01-01' }],
      relation: 'customer',
      relationEndedOn: '2026-11-26',
    },
    {},
    { verdict: 'ALLOW', rule: 'FR1' },
  ],
  [
    '77 the order confirmation without a pixel',
    { ...anne, sources: [{ kind: 'C11', name: 'RNE', obtainedOn: '2026-01-01' }] },
    { purpose: 'service', pixel: true },
    {
      verdict: 'ALLOW',
      rule: 'FR19',
      conditions: ['strip-promotion', 'without-pixel'],
      noticeState: 'OVERDUE',
      rules: ['FR19', 'B0.6'],
    },
  ],
  [
    'an exception for customers lost, an interest in its place',
    { ...anne, recordedBasis: 'soft_opt_in' },
    {},
    { verdict: 'REVIEW', rule: 'CN11' },
  ],
  [
    'D a form of next year gives no notice today',
    { ...anne, sources: [...broker('2026-11-05'), { ...ownForm, obtainedOn: '2027-01-10' }] },
    {},
    { verdict: 'ALLOW_NOTICE', rule: 'FR1', noticeState: 'DUE' },
  ],
  [
    'D a register of next year does not move the day it is due',
    {
      ...anne,
      sources: [
        { ...ownForm, obtainedOn: '2026-01-10', noticeShown: false },
        { ...ownForm, obtainedOn: '2027-01-10', noticeShown: false },
      ],
    },
    {},
    { verdict: 'REVIEW', rule: 'D1', noticeState: 'OVERDUE' },
  ],
  [
    'FR9 told when the number was collected',
    { ...anne, phone: mobile },
    { channel: 'sms' },
    { verdict: 'ALLOW', rule: 'FR9' },
  ],
  [
    'FR9 told by mail later',
    {
      ...anne,
      phone: mobile,
      sources: broker('2026-11-05'),
      notices: [{ event: 'sent', on: '2026-11-06', language: 'fr' }],
    },
    { channel: 'sms' },
    { verdict: 'BLOCK', rule: 'C7', noticeState: 'SENT', rules: ['FR9', 'D1', 'C7'] },
  ],
  [
    'FR9 the same from a source that may be asked',
    {
      ...anne,
      phone: mobile,
      sources: [{ kind: 'C9', name: 'site', obtainedOn: '2026-11-05', visibility: 'public' }],
      notices: [{ event: 'sent', on: '2026-11-06', language: 'fr' }],
    },
    { channel: 'sms' },
    { verdict: 'NEED_CONSENT', rule: 'FR9', rules: ['FR9', 'D1'] },
  ],
  [
    'FR9 the same, with a consent to text messages',
    {
      ...anne,
      phone: mobile,
      sources: [{ kind: 'C9', name: 'site', obtainedOn: '2026-11-05', visibility: 'public' }],
      notices: [{ event: 'sent', on: '2026-11-06', language: 'fr' }],
      consents: [{ ...ticked, channels: ['sms'] }],
    },
    { channel: 'sms' },
    { verdict: 'ALLOW', rule: 'E1' },
  ],
  [
    '20 Netherlands, the direct line of a person',
    { ...anne, phone: '+31 6 12345678', countries: ['NL'], legalForm: 'company' },
    { channel: 'phone' },
    { verdict: 'NEED_CONSENT', rule: 'B4-NL' },
  ],
  [
    'D a letter that came back leaves the mail alone',
    {
      ...anne,
      sources: broker('2026-10-16'),
      notices: [
        { event: 'sent', on: '2026-11-01', channel: 'email', language: 'fr' },
        { event: 'bounced', on: '2026-11-10', channel: 'post' },
      ],
    },
    {},
    { verdict: 'ALLOW', rule: 'FR1', noticeState: 'SENT' },
  ],
  [
    'D the letter that came back was all there was',
    {
      ...anne,
      sources: broker('2026-11-05'),
      notices: [
        { event: 'sent', on: '2026-11-06', channel: 'post', language: 'fr' },
        { event: 'bounced', on: '2026-11-10', channel: 'post' },
      ],
    },
    {},
    { verdict: 'ALLOW_NOTICE', rule: 'FR1', noticeState: 'FAILED' },
  ],
  [
    '60 a guess that came back',
    {
      ...anne,
      sources: [{ kind: 'C10', name: 'tool', obtainedOn: '2026-11-05', approved: true }],
      events: [{ kind: 'hard bounce', at: '2026-11-08' }],
    },
    {},
    { verdict: 'BLOCK', rule: 'C10' },
  ],
  [
    '60 a guess from a page that few could see',
    {
      ...anne,
      sources: [{ kind: 'C10', name: 'tool', obtainedOn: '2026-11-05', approved: true, visibility: 'restricted' }],
    },
    {},
    { verdict: 'BLOCK', rule: 'C10', conditions: ['purge-due'] },
  ],
  [
    'E a second step before the first',
    { ...anne, countries: ['DE'], consents: [{ ...ticked, confirmedAt: '2026-11-19' }] },
    {},
    { verdict: 'NEED_CONSENT', rule: 'B4-DE', rules: ['B4-DE', 'E-DOI'] },
  ],
  [
    'public register, the country may be Italy',
    {
      ...anne,
      countries: [],
      sources: [{ kind: 'C11', name: 'PEC', obtainedOn: '2026-11-05' }],
      consents: [{ ...ticked, confirmedAt: '2026-11-21' }],
    },
    {},
    { verdict: 'BLOCK', rule: 'C11', unlockedBy: ['country'] },
  ],
  [
    'FR6 a free account does not change a related offer to a private mailbox',
    { ...anne, email: 'anne.roy@gmail.com', account: { paidOffer: true } },
    {},
    { verdict: 'NEED_CONSENT', rule: 'FR6' },
  ],
  [
    '22 a free account on a private mailbox, unrelated',
    { ...anne, email: 'anne.roy@gmail.com', account: { paidOffer: true } },
    { offer: lunch },
    { verdict: 'REVIEW', rule: 'FR8' },
  ],
  [
    'no day of collection: the record was there',
    { ...anne, createdOn: '2026-01-12', sources: [{ ...ownForm, obtainedOn: null }] },
    {},
    { verdict: 'ALLOW', rule: 'FR1', changesOn: '2029-01-12' },
  ],
  [
    'no day of collection, and nothing proves one',
    { ...anne, sources: [{ kind: 'C1', name: 'form', noticeShown: true }] },
    {},
    { verdict: 'QUARANTINE', rule: 'C13' },
  ],
  [
    'nothing told is nothing',
    {
      ...anne,
      company: '',
      countries: ['FR', ''],
      events: null,
      notices: [{ event: 'sent', on: '2026-11-01', language: 'fr-FR' }],
      sources: broker('2026-10-16'),
    },
    {},
    { verdict: 'ALLOW', rule: 'FR1', noticeState: 'SENT' },
  ],
  ['47 erasure waits', { ...anne, pending: 'erasure' }, {}, { verdict: 'BLOCK', rule: 'F21' }],
]

describe('countries and notices around the worked cases', () => {
  it.each(cases)('%s', (_name, contact, ask, wanted) => expectDecision(contact, ask, wanted))
})
