import { describe, it } from 'vitest'
import {
  software,
  ownForm,
  anne,
  nobody,
  collected2021,
  broker,
  ticked,
  sale,
  mobile,
  switchboard,
  type WorkedCase,
  expectDecision,
} from '../../../../test/support/decisions/worked-cases.ts'

const cases: readonly WorkedCase[] = [
  ...(['unsubscribe', 'stop', 'complaint', 'preferences-to-none', 'UNSUBSCRIBED'] as const).map(
    (kind): WorkedCase => [
      `G, F an event is an objection: ${kind}`,
      { ...anne, events: [{ kind, at: '2026-11-01' }] },
      {},
      { verdict: 'BLOCK', rule: 'F1' },
    ],
  ),
  [
    'a complaint stops mail alone',
    { ...anne, events: [{ kind: 'complaint', at: '2026-11-01' }] },
    { channel: 'post' },
    { verdict: 'ALLOW', rule: 'FR15' },
  ],
  [
    'STOP stops everything',
    { ...anne, events: [{ kind: 'stop', at: '2026-11-01' }] },
    { channel: 'post' },
    { verdict: 'BLOCK', rule: 'F1' },
  ],
  [
    '33 a scanner that followed the unsubscribe link says nothing',
    {
      ...anne,
      events: ['unsubscribe', 'privacy', 'https://acme.fr/offer'].map((link) => ({
        kind: 'click',
        message: 'm',
        link,
        at: '2026-11-01T10:00:00.3Z',
      })),
    },
    {},
    { verdict: 'ALLOW', rule: 'FR1' },
  ],
  [
    'FR12 a professional for another purpose: the consent is older than a year',
    { ...anne, phone: mobile, consents: [{ ...ticked, channels: ['phone'], givenAt: '2025-11-20' }] },
    { channel: 'phone', related: false },
    { verdict: 'NEED_CONSENT', rule: 'FR12', rules: ['FR12', 'E8'] },
  ],
  [
    'FR13 a sole trader and a product for consumers: the same',
    { ...anne, phone: mobile, soleTrader: true, consents: [{ ...ticked, channels: ['phone'], givenAt: '2025-11-20' }] },
    { channel: 'phone', offer: { ...software, audience: 'consumer' } },
    { verdict: 'NEED_CONSENT', rule: 'FR13', rules: ['FR13', 'FR12', 'E8'] },
  ],
  [
    'FR12 the same where nobody knows the country: it may be France',
    {
      ...anne,
      phone: mobile,
      countries: ['ZZ'],
      consents: [{ ...ticked, channels: ['phone'], givenAt: '2025-11-20', confirmedAt: '2025-11-20' }],
    },
    { channel: 'phone', related: false },
    { verdict: 'NEED_CONSENT', rule: 'B4-ZZ', rules: ['B4-ZZ', 'E8'] },
  ],
  [
    'FR12 the same where Germany may judge',
    {
      ...anne,
      phone: mobile,
      countries: ['FR', 'DE'],
      consents: [{ ...ticked, channels: ['phone'], givenAt: '2025-11-20', confirmedAt: '2025-11-20' }],
    },
    { channel: 'phone', related: false },
    { verdict: 'REVIEW', rule: 'B4-DE' },
  ],
  [
    'robot call to a switchboard, legal form unknown',
    switchboard,
    { channel: 'robocall' },
    { verdict: 'NEED_CONSENT', rule: 'FR14', unlockedBy: ['consent', 'legal-form'] },
  ],
  [
    'the same, the name tells a legal person',
    { ...switchboard, company: 'Acme S.A.' },
    { channel: 'robocall' },
    { verdict: 'ALLOW', rule: 'FR14' },
  ],
  [
    'Belgium, generic, legal form unknown',
    { ...nobody, email: 'contact@acme.be', countries: ['BE'] },
    {},
    { verdict: 'NEED_CONSENT', rule: 'B4-BE', unlockedBy: ['consent', 'legal-form'] },
  ],
  [
    'the same, told by the name',
    { ...nobody, email: 'contact@acme.be', company: 'SPRL Acme', countries: ['BE'] },
    {},
    { verdict: 'ALLOW', rule: 'B4-BE', basis: 'not_personal' },
  ],
  [
    'a name that ends in another word tells nothing',
    { ...nobody, email: 'contact@acme.be', company: 'Zen Spa', countries: ['BE'] },
    {},
    { verdict: 'NEED_CONSENT', rule: 'B4-BE' },
  ],
  [
    'Netherlands, published, legal form unknown',
    { ...nobody, email: 'contact@acme.nl', emailPublishedForOffers: true, countries: ['NL'] },
    {},
    { verdict: 'NEED_CONSENT', rule: 'B4-NL' },
  ],
  [
    'the same at a company',
    { ...nobody, email: 'contact@acme.nl', emailPublishedForOffers: true, countries: ['NL'], legalForm: 'company' },
    {},
    { verdict: 'ALLOW', rule: 'B4-NL' },
  ],
  [
    'Ireland, by name, legal form unknown',
    { ...anne, countries: ['IE'] },
    {},
    { verdict: 'NEED_CONSENT', rule: 'B4-IE' },
  ],
  ['Ireland, a company', { ...anne, countries: ['IE'], legalForm: 'company' }, {}, { verdict: 'ALLOW', rule: 'B4-IE' }],
  [
    'in the United Kingdom a name alone makes no corporate subscriber',
    { ...anne, countries: ['UK'], company: 'Acme Ltd' },
    {},
    { verdict: 'NEED_CONSENT', rule: 'B4-UK' },
  ],
  [
    '14 an LLP is a corporate subscriber',
    { ...anne, countries: ['UK'], legalForm: 'LLP' },
    {},
    { verdict: 'ALLOW', rule: 'B4-UK' },
  ],
  [
    'A6 a partnership is a person in the United Kingdom',
    { ...nobody, email: 'contact@acme.co.uk', countries: ['UK'], legalForm: 'partnership' },
    {},
    { verdict: 'NEED_CONSENT', rule: 'B4-UK', personal: true },
  ],
  [
    'A6 and none in France',
    { ...nobody, email: 'contact@acme.fr', legalForm: 'partnership' },
    {},
    { verdict: 'ALLOW', rule: 'FR3', personal: false },
  ],
  [
    'A8 a switchboard alone is nobody’s',
    switchboard,
    { channel: 'phone', related: true },
    { verdict: 'ALLOW', rule: 'FR11', personal: false, noticeState: 'NOT_REQUIRED' },
  ],
  [
    'A10 a mobile beside a role mailbox',
    { ...nobody, email: 'contact@acme.fr', phone: mobile },
    {},
    { verdict: 'ALLOW', rule: 'FR3', personal: true },
  ],
  [
    'G a sale is an order',
    { ...collected2021, sales: [sale] },
    {},
    {
      verdict: 'ALLOW',
      rule: 'FR1',
      changesOn: '2028-03-10',
      clock: { termOn: '2028-03-10', lastActOn: '2025-03-10', lastActKind: 'order', futureEvents: 0 },
    },
  ],
  [
    'G a sale of another company is none',
    { ...collected2021, sales: [{ ...sale, bySameEntity: false }] },
    {},
    { verdict: 'BLOCK', rule: 'G1' },
  ],
  [
    'G a sale to come is none',
    { ...collected2021, sales: [{ ...sale, on: '2026-11-26' }] },
    {},
    { verdict: 'BLOCK', rule: 'G1' },
  ],
  [
    'G an own form after the broker’s delivery is a form sent',
    { ...anne, sources: [...broker('2021-01-01'), { ...ownForm, obtainedOn: '2025-06-01' }] },
    {},
    {
      verdict: 'ALLOW',
      rule: 'FR1',
      clock: { termOn: '2028-06-01', lastActOn: '2025-06-01', lastActKind: 'form', futureEvents: 0 },
    },
  ],
  [
    'G a business card after it is none',
    { ...anne, sources: [...broker('2021-01-01'), { ...ownForm, kind: 'C2', obtainedOn: '2025-06-01' }] },
    {},
    { verdict: 'BLOCK', rule: 'G1' },
  ],
  [
    'G a consent that proves nothing is no form sent',
    { ...collected2021, consents: [{ ...ticked, preTicked: true }] },
    {},
    { verdict: 'BLOCK', rule: 'G1' },
  ],
  [
    '71 the one question answered by a consent',
    { ...anne, repermissionAskedOn: '2026-10-20', consents: [{ ...ticked, givenAt: '2026-10-25' }] },
    {},
    { verdict: 'ALLOW', rule: 'FR1' },
  ],
  [
    'G a kind nobody knows may have been an act: refused, and not due for removal',
    { ...collected2021, events: [{ kind: 'telepathy', at: '2026-01-01' }] },
    {},
    { verdict: 'BLOCK', rule: 'G1', conditions: [] },
  ],
  [
    'G the same long ago',
    { ...collected2021, events: [{ kind: 'telepathy', at: '2022-01-01' }] },
    {},
    { verdict: 'BLOCK', rule: 'G1', conditions: ['purge-due'] },
  ],
]

describe('acts, forms and persons around the worked cases', () => {
  it.each(cases)('%s', (_name, contact, ask, wanted) => expectDecision(contact, ask, wanted))
})
