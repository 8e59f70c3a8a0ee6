import { describe, expect, it } from 'vitest'
import { DecisionCase } from '../case.ts'
import { decideCase } from '../decide-case.ts'

const now = new Date('2026-11-25T08:00:00Z')
const software = { name: 'Software', functions: ['it'], assessment: 'LIA-1' }
const lunch = { name: 'Lunch', functions: ['administration'], assessment: 'LIA-2' }
const ownForm = { kind: 'C1', name: 'form', obtainedOn: '2026-01-10', noticeShown: true }
/** anne.roy@acme.fr, CTO in France, own form with notice, offer related: docs/reference/law.md#cases. */
const anne = {
  email: 'anne.roy@acme.fr',
  firstName: 'Anne',
  lastName: 'Roy',
  jobTitles: ['CTO'],
  countries: ['FR'],
  sources: [ownForm],
}
const nobody = { ...anne, firstName: null, lastName: null, jobTitles: [] }
const collected2021 = { ...anne, sources: [{ ...ownForm, obtainedOn: '2021-03-01' }] }
const broker = (obtainedOn: string, more = {}) => [
  { kind: 'C7', name: 'Prospecta SAS', obtainedOn, diligence: 'passed', ...more },
]
const ticked = {
  givenAt: '2026-11-20T10:00:00Z',
  channels: ['email'],
  purposes: ['prospecting'],
  namesUs: true,
  textVersion: 'v1',
  act: 'tick',
  ownForm: true,
}
const sale = {
  on: '2025-03-10',
  productFamily: 'software',
  bySameEntity: true,
  addressFromCustomer: true,
  refusalOffered: true,
}
const forFamily = { ...software, productFamily: 'software' }

/** Consent to an upload to an advertising platform. */
const forUpload = { ...ticked, channels: ['audience'], purposes: ['audience'] }
const upload = { purpose: 'audience', channel: 'audience' }
const mobile = '+33 6 39 98 12 34'
/** Nothing but what is told of the firm counts. */
const switchboard = { ...nobody, email: null, phone: '+33 1 42 68 53 00', phoneLabel: 'standard' }

function judge(contact: object, ask: object = {}, more: object = {}) {
  return decideCase(DecisionCase.parse({ contact, ask: { offer: software, ...ask }, ...more }), now)
}

/** Number in docs/reference/law.md#cases, contact, ask, and what the row says of the decision. */
const cases: readonly [string, object, object, object][] = [
  [
    '1 role mailbox without a name',
    { ...nobody, email: 'contact@acme.fr' },
    {},
    {
      verdict: 'ALLOW',
      rule: 'FR3',
      basis: 'not_personal',
      noticeState: 'NOT_REQUIRED',
      duties: ['B0.1', 'B0.2', 'B0.3', 'B0.4'],
    },
  ],
  [
    '2 role mailbox on a named record',
    { ...anne, email: 'contact@acme.fr' },
    {},
    { verdict: 'ALLOW', rule: 'FR1', personal: true, noticeState: 'GIVEN_AT_COLLECTION' },
  ],
  [
    '2 the same, no notice given yet',
    { ...anne, email: 'contact@acme.fr', sources: [{ ...ownForm, obtainedOn: '2026-11-20', noticeShown: false }] },
    {},
    { verdict: 'ALLOW_NOTICE', rule: 'FR1', noticeState: 'DUE' },
  ],
  ['3 named address, CTO, software', anne, {}, { verdict: 'ALLOW', rule: 'FR1', basis: 'legitimate_interest' }],
  ['4 lunch delivery', anne, { offer: lunch }, { verdict: 'NEED_CONSENT', rule: 'FR2' }],
  [
    '5 job unknown',
    { ...anne, jobTitles: [] },
    {},
    { verdict: 'QUARANTINE', rule: 'B1f', unlockedBy: ['function-of-title'] },
  ],
  ['6 private mailbox', { ...anne, email: 'anne.roy@gmail.com' }, {}, { verdict: 'NEED_CONSENT', rule: 'FR6' }],
  [
    '7 initials are personal',
    { ...anne, firstName: null, lastName: null, email: 'ar@acme.fr' },
    {},
    { verdict: 'ALLOW', rule: 'FR1', personal: true },
  ],
  [
    '9 phone of a small shop, its own trade',
    { ...anne, email: null, phone: '+33 1 42 68 53 00', soleTrader: true },
    { channel: 'phone' },
    { verdict: 'ALLOW', rule: 'FR11' },
  ],
  [
    '10 the same shop, a private health cover',
    { ...anne, email: null, phone: '+33 1 42 68 53 00', soleTrader: true },
    { channel: 'phone', offer: { ...software, audience: 'consumer' } },
    { verdict: 'NEED_CONSENT', rule: 'FR13', rules: ['FR13', 'FR12'] },
  ],
  [
    '11 Germany, related',
    { ...anne, email: 'anna.koch@firma.de', countries: ['DE'] },
    {},
    { verdict: 'NEED_CONSENT', rule: 'B4-DE' },
  ],
  [
    '12 Germany, generic',
    { ...nobody, email: 'info@firma.de', countries: ['DE'] },
    {},
    { verdict: 'NEED_CONSENT', rule: 'B4-DE' },
  ],
  [
    '14 United Kingdom, legal form unknown',
    { ...anne, email: 'jane@shop.co.uk', countries: ['UK'] },
    {},
    { verdict: 'NEED_CONSENT', rule: 'B4-UK', unlockedBy: ['consent', 'legal-form'] },
  ],
  [
    '14 the same at a company',
    { ...anne, email: 'jane@shop.co.uk', countries: ['UK'], legalForm: 'company' },
    {},
    { verdict: 'ALLOW', rule: 'B4-UK' },
  ],
  [
    '16 Belgium',
    { ...anne, email: 'jan.peeters@bedrijf.be', countries: ['Belgique'] },
    {},
    { verdict: 'NEED_CONSENT', rule: 'B4-BE' },
  ],
  [
    '18 no country, .com',
    { ...anne, email: 'anne.roy@acme.com', countries: [] },
    {},
    { verdict: 'NEED_CONSENT', rule: 'B4-ZZ' },
  ],
  [
    '19 customer, similar product, refusal offered',
    { ...anne, sales: [sale] },
    { offer: forFamily },
    { verdict: 'ALLOW', rule: 'FR7', basis: 'soft_opt_in', rules: ['FR7', 'B3'] },
  ],
  [
    '19 in Germany',
    { ...anne, countries: ['DE'], sales: [sale] },
    { offer: forFamily },
    { verdict: 'ALLOW', rule: 'B4-DE', basis: 'soft_opt_in' },
  ],
  [
    '21 no refusal box at the sale, related',
    { ...anne, sales: [{ ...sale, refusalOffered: false }] },
    { offer: forFamily },
    { verdict: 'ALLOW', rule: 'FR1', basis: 'legitimate_interest' },
  ],
  [
    '21 no refusal box at the sale, unrelated',
    { ...anne, sales: [{ ...sale, refusalOffered: false }] },
    { offer: { ...lunch, productFamily: 'software' } },
    { verdict: 'NEED_CONSENT', rule: 'FR2', rules: ['FR2', 'B3.5'] },
  ],
  ['22 free account, unrelated', { ...anne, account: {} }, { offer: lunch }, { verdict: 'NEED_CONSENT', rule: 'FR8' }],
  [
    '22 free account of a paid offer',
    { ...anne, account: { paidOffer: true } },
    { offer: lunch },
    { verdict: 'REVIEW', rule: 'FR8' },
  ],
  [
    '23 collected 2023-11-24, silent',
    { ...anne, sources: [{ ...ownForm, obtainedOn: '2023-11-24' }] },
    {},
    { verdict: 'BLOCK', rule: 'G1', conditions: ['purge-due'] },
  ],
  [
    '25 opened every mail',
    { ...collected2021, events: [{ kind: 'open', at: '2026-11-24' }] },
    {},
    { verdict: 'BLOCK', rule: 'G1' },
  ],
  [
    '26 clicked in 2025',
    { ...collected2021, events: [{ kind: 'click', at: '2025-06-01' }] },
    {},
    { verdict: 'ALLOW', rule: 'FR1', changesOn: '2028-06-01' },
  ],
  [
    '28 out-of-office in 2025',
    { ...collected2021, events: [{ kind: 'out-of-office', at: '2025-06-01' }] },
    {},
    { verdict: 'BLOCK', rule: 'G1' },
  ],
  [
    '29 enriched in 2026',
    {
      ...collected2021,
      events: [
        { kind: 'enrichment', at: '2026-02-01' },
        { kind: 'job-change', at: '2026-02-01' },
      ],
    },
    {},
    { verdict: 'BLOCK', rule: 'G1' },
  ],
  [
    '31 asked for the brochure',
    { ...collected2021, events: [{ kind: 'reply', at: '2026-01-10' }] },
    {},
    { verdict: 'ALLOW', rule: 'FR1', changesOn: '2029-01-10' },
  ],
  [
    '32 wrote STOP',
    { ...anne, objections: [{ receivedAt: '2026-11-20' }], events: [{ kind: 'stop', at: '2026-11-20' }] },
    {},
    { verdict: 'BLOCK', rule: 'F1' },
  ],
  [
    '32 covers every channel',
    { ...anne, phone: '+33 6 39 98 12 34', objections: [{ receivedAt: '2026-11-20' }] },
    { channel: 'post' },
    { verdict: 'BLOCK', rule: 'F1' },
  ],
  [
    'an opt-out by e-mail leaves post alone',
    { ...anne, objections: [{ receivedAt: '2026-11-20', channels: ['email'] }] },
    { channel: 'post' },
    { verdict: 'ALLOW', rule: 'FR15' },
  ],
  [
    '35 brand A stops brand B',
    { ...anne, objections: [{ receivedAt: '2026-11-20' }] },
    { brand: 'B' },
    { verdict: 'BLOCK', rule: 'F1' },
  ],
  [
    '45 came back on our own form',
    { ...anne, objections: [{ receivedAt: '2026-11-01' }], consents: [ticked] },
    {},
    { verdict: 'ALLOW', rule: 'E1', basis: 'consent', rules: ['FR1', 'E1'] },
  ],
  [
    '45 for that channel only',
    { ...anne, phone: '+33 6 39 98 12 34', objections: [{ receivedAt: '2026-11-01' }], consents: [ticked] },
    { channel: 'phone' },
    { verdict: 'BLOCK', rule: 'F1' },
  ],
  [
    '45 not on the same day',
    { ...anne, objections: [{ receivedAt: '2026-11-20' }], consents: [{ ...ticked, givenAt: '2026-11-20' }] },
    {},
    { verdict: 'BLOCK', rule: 'F1' },
  ],
  [
    '45 today, later than the hour of the question, after years of silence',
    {
      ...collected2021,
      objections: [{ receivedAt: '2024-01-01' }],
      consents: [{ ...ticked, givenAt: '2026-11-25T20:00:00Z' }],
    },
    {},
    {
      verdict: 'ALLOW',
      rule: 'E1',
      clock: { termOn: '2029-11-25', lastActOn: '2026-11-25', lastActKind: 'form', futureEvents: 0 },
    },
  ],
  [
    'F20 an upload was refused, then agreed to',
    { ...anne, objections: [{ receivedAt: '2026-05-01' }], consents: [forUpload] },
    upload,
    { verdict: 'ALLOW', rule: 'E1', basis: 'consent' },
  ],
  [
    'F20 a consent to an upload withdrawn, then given anew',
    { ...anne, consents: [{ ...forUpload, givenAt: '2026-06-01', withdrawnAt: '2026-07-01' }, forUpload] },
    upload,
    { verdict: 'ALLOW', rule: 'E1', basis: 'consent' },
  ],
  [
    'F20 a consent to mail ends no refusal of an upload',
    {
      ...anne,
      objections: [{ receivedAt: '2025-06-01' }],
      consents: [
        { ...forUpload, givenAt: '2024-07-01' },
        { ...ticked, channels: 'all' },
      ],
    },
    upload,
    { verdict: 'BLOCK', rule: 'F1' },
  ],
  [
    'F20 a consent to mail ends no refusal of a transfer',
    {
      ...anne,
      objections: [{ receivedAt: '2025-06-01' }],
      consents: [{ ...ticked, purposes: ['transfer'], givenAt: '2024-07-01' }, ticked],
    },
    { purpose: 'transfer' },
    { verdict: 'BLOCK', rule: 'F1' },
  ],
  [
    'F20 a consent to a pixel that a no ended does not come back',
    {
      ...anne,
      objections: [{ receivedAt: '2025-06-01' }],
      consents: [{ ...ticked, purposes: ['pixel'], givenAt: '2024-07-01' }, ticked],
    },
    { pixel: true },
    { verdict: 'ALLOW', rule: 'E1', conditions: ['without-pixel'], rules: ['FR1', 'E1', 'B0.6'] },
  ],
  [
    '46 old consent imported again',
    { ...anne, objections: [{ receivedAt: '2024-05-01' }], consents: [{ ...ticked, givenAt: '2022-05-01' }] },
    {},
    { verdict: 'BLOCK', rule: 'F1' },
  ],
  [
    '46 a later consent that no form of ours took',
    { ...anne, objections: [{ receivedAt: '2024-05-01' }], consents: [{ ...ticked, ownForm: false }] },
    {},
    { verdict: 'BLOCK', rule: 'F1' },
  ],
  ...(['unsubscribe', 'stop', 'complaint', 'preferences-to-none', 'UNSUBSCRIBED'] as const).map(
    (kind): (typeof cases)[number] => [
      `G, F an event is a no: ${kind}`,
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
  [
    '52 broker, unrelated',
    { ...anne, sources: broker('2026-11-05') },
    { offer: lunch },
    { verdict: 'BLOCK', rule: 'C7' },
  ],
  [
    '52 broker with a consent of the person',
    { ...anne, sources: broker('2026-11-05'), consents: [{ ...ticked, ownForm: false }] },
    { offer: lunch },
    { verdict: 'ALLOW_NOTICE', rule: 'E1', basis: 'consent' },
  ],
  [
    '54 broker, 20 days ago',
    { ...anne, sources: broker('2026-11-05') },
    {},
    {
      verdict: 'ALLOW_NOTICE',
      rule: 'FR1',
      conditions: ['with-notice', 'name-source'],
      changesOn: '2026-12-06',
      noticeState: 'DUE',
    },
  ],
  [
    '54 on day 31',
    { ...anne, sources: broker('2026-10-25') },
    {},
    { verdict: 'REVIEW', rule: 'D2', noticeState: 'OVERDUE' },
  ],
  [
    '54 on day 30',
    { ...anne, sources: broker('2026-10-26') },
    {},
    { verdict: 'ALLOW_NOTICE', rule: 'FR1', changesOn: '2026-11-26' },
  ],
  [
    '55 broker, 40 days ago',
    { ...anne, sources: broker('2026-10-16') },
    {},
    { verdict: 'REVIEW', rule: 'D2', noticeState: 'OVERDUE' },
  ],
  [
    '55 written to without the notice',
    { ...anne, sources: broker('2026-11-05'), firstContactOn: '2026-11-10' },
    {},
    { verdict: 'REVIEW', rule: 'D2', noticeState: 'OVERDUE' },
  ],
  [
    'broker that is not checked',
    { ...anne, sources: broker('2026-11-05', { diligence: 'open' }) },
    {},
    { verdict: 'QUARANTINE', rule: 'I' },
  ],
  [
    'broker without a name',
    { ...anne, sources: broker('2026-11-05', { name: null }) },
    {},
    { verdict: 'QUARANTINE', rule: 'C7' },
  ],
  [
    '57 notice in English to a person in France',
    { ...anne, sources: broker('2026-10-16'), notices: [{ event: 'sent', on: '2026-11-01', language: 'en' }] },
    {},
    { verdict: 'REVIEW', rule: 'D2', noticeState: 'OVERDUE' },
  ],
  [
    'the same in French',
    { ...anne, sources: broker('2026-10-16'), notices: [{ event: 'sent', on: '2026-11-01', language: 'fr' }] },
    {},
    { verdict: 'ALLOW', rule: 'FR1', noticeState: 'SENT' },
  ],
  [
    'the notice came back',
    {
      ...anne,
      sources: broker('2026-10-16'),
      notices: [
        { event: 'sent', on: '2026-11-01', language: 'fr' },
        { event: 'bounced', on: '2026-11-02' },
      ],
    },
    {},
    { verdict: 'BLOCK', rule: 'D2', noticeState: 'FAILED' },
  ],
  [
    '59 taken by a plug-in',
    { ...anne, sources: [{ kind: 'C8', name: 'network', obtainedOn: '2026-11-05', visibility: 'restricted' }] },
    {},
    { verdict: 'BLOCK', rule: 'C8', conditions: ['purge-due'] },
  ],
  [
    '59 scraped, nobody knows who could see it, approved all the same',
    { ...anne, sources: [{ kind: 'C8', name: 'site', obtainedOn: '2026-11-05', approved: true }] },
    {},
    { verdict: 'REVIEW', rule: 'C8' },
  ],
  [
    '60 guessed address',
    { ...anne, sources: [{ kind: 'C10', name: 'tool', obtainedOn: '2026-11-05' }] },
    {},
    { verdict: 'REVIEW', rule: 'C10' },
  ],
  [
    '60 approved',
    { ...anne, sources: [{ kind: 'C10', name: 'tool', obtainedOn: '2026-11-05', approved: true }] },
    {},
    { verdict: 'ALLOW_NOTICE', rule: 'FR1' },
  ],
  [
    '60 unrelated',
    { ...anne, sources: [{ kind: 'C10', name: 'tool', obtainedOn: '2026-11-05' }] },
    { offer: lunch },
    { verdict: 'BLOCK', rule: 'C10' },
  ],
  [
    '62 merged: one opted out, one consented earlier',
    {
      ...anne,
      objections: [{ receivedAt: '2025-06-01' }],
      consents: [{ ...ticked, givenAt: '2025-01-01' }],
      sources: [ownForm, ...broker('2026-01-01')],
    },
    {},
    { verdict: 'BLOCK', rule: 'F1' },
  ],
  [
    '64 consent without its text',
    { ...anne, consents: [{ ...ticked, textVersion: null }] },
    { offer: lunch },
    { verdict: 'NEED_CONSENT', rule: 'FR2', rules: ['FR2', 'E6'] },
  ],
  [
    '65 pre-ticked box',
    { ...anne, consents: [{ ...ticked, preTicked: true }] },
    { offer: lunch },
    { verdict: 'NEED_CONSENT', rule: 'FR2', rules: ['FR2', 'E2'] },
  ],
  [
    '67 consent to e-mail, text message to a consumer',
    { ...anne, phone: '+33 6 39 98 12 34', consumer: true, consents: [ticked] },
    { channel: 'sms' },
    { verdict: 'NEED_CONSENT', rule: 'FR10', rules: ['FR10', 'E3'] },
  ],
  [
    '68 pixel without its consent',
    anne,
    { pixel: true },
    { verdict: 'ALLOW', rule: 'FR1', conditions: ['without-pixel'], rules: ['FR1', 'B0.6'] },
  ],
  [
    '69 upload to an ad platform with consent to mail',
    { ...anne, consents: [ticked] },
    { purpose: 'audience', channel: 'audience' },
    { verdict: 'NEED_CONSENT', rule: 'FR18', rules: ['FR18', 'E3'] },
  ],
  [
    '71 the one question unanswered',
    { ...anne, repermissionAskedOn: '2026-10-20' },
    {},
    { verdict: 'BLOCK', rule: 'G4', conditions: ['purge-due'] },
  ],
  [
    '76 info@ asked to stop',
    { ...nobody, email: 'info@acme.fr', objections: [{ receivedAt: '2026-11-20' }] },
    {},
    { verdict: 'BLOCK', rule: 'F22' },
  ],
  [
    '77 order confirmation after a no',
    { ...anne, objections: [{ receivedAt: '2026-11-20' }] },
    { purpose: 'service' },
    { verdict: 'ALLOW', rule: 'FR19', basis: 'contract', conditions: ['strip-promotion'] },
  ],
  [
    '79 act dated 2031',
    { ...collected2021, events: [{ kind: 'click', at: '2031-01-01' }] },
    {},
    {
      verdict: 'BLOCK',
      rule: 'G1',
      clock: { termOn: '2024-03-01', lastActOn: null, lastActKind: null, futureEvents: 1 },
    },
  ],
  ['no source', { ...anne, sources: [] }, {}, { verdict: 'QUARANTINE', rule: 'C13', changesOn: '2026-12-25' }],
  [
    'no source for a month',
    { ...anne, sources: [], firstSeenOn: '2026-10-01' },
    {},
    { verdict: 'QUARANTINE', rule: 'C13', conditions: ['purge-due'] },
  ],
  ['two systems, two functions', { ...anne, jobTitles: ['CTO', 'DAF'] }, {}, { verdict: 'REVIEW', rule: 'B1f' }],
  [
    'systems disagree on the country',
    { ...anne, countries: ['FR', 'BE'] },
    {},
    { verdict: 'NEED_CONSENT', rule: 'B4-BE' },
  ],
  [
    'no assessment, no legitimate interest',
    anne,
    { offer: { ...software, assessment: null } },
    { verdict: 'REVIEW', rule: 'B1', unlockedBy: ['assessment'] },
  ],
  ['no offer', anne, { offer: null }, { verdict: 'QUARANTINE', rule: 'B1f', unlockedBy: ['offer'] }],
  ['declared related by a person', { ...anne, jobTitles: [] }, { related: true }, { verdict: 'ALLOW', rule: 'FR1' }],
  ['sole trader, unrelated', { ...anne, soleTrader: true }, { offer: lunch }, { verdict: 'NEED_CONSENT', rule: 'FR5' }],
  [
    'on hold until tomorrow',
    { ...anne, heldUntil: '2026-11-26' },
    {},
    { verdict: 'BLOCK', rule: 'HOLD', changesOn: '2026-11-26' },
  ],
  ['on hold until today: it is over', { ...anne, heldUntil: '2026-11-25' }, {}, { verdict: 'ALLOW', rule: 'FR1' }],
  ['a silent customer stays', { ...collected2021, relation: 'customer' }, {}, { verdict: 'ALLOW', rule: 'FR1' }],
  [
    'three years since the last contract',
    { ...collected2021, relationEndedOn: '2023-11-20' },
    {},
    { verdict: 'BLOCK', rule: 'G2' },
  ],
  ['no address', { ...anne, email: null }, {}, { verdict: 'QUARANTINE', rule: 'A15' }],
  [
    'a newsletter was stopped, the ask names no kind',
    { ...anne, objections: [{ receivedAt: '2026-11-20', channels: ['email'], kinds: ['newsletter'] }] },
    {},
    { verdict: 'ALLOW', rule: 'FR1', conditions: ['not-kind:newsletter'] },
  ],
  [
    'a newsletter was stopped, a newsletter is asked for',
    { ...anne, objections: [{ receivedAt: '2026-11-20', channels: ['email'], kinds: ['newsletter'] }] },
    { kind: 'newsletter' },
    { verdict: 'BLOCK', rule: 'F1' },
  ],
  [
    'a consent withdrawn',
    { ...anne, consents: [{ ...ticked, withdrawnAt: '2026-11-22' }] },
    {},
    { verdict: 'BLOCK', rule: 'E7' },
  ],
  [
    'a consent lost, an interest in its place',
    { ...anne, recordedBasis: 'consent' },
    {},
    { verdict: 'REVIEW', rule: 'CN11' },
  ],
  [
    'double opt-in missing in Germany',
    { ...anne, countries: ['DE'], consents: [ticked] },
    {},
    { verdict: 'NEED_CONSENT', rule: 'B4-DE', rules: ['B4-DE', 'E-DOI'] },
  ],
  [
    'double opt-in given in Germany',
    { ...anne, countries: ['DE'], consents: [{ ...ticked, confirmedAt: '2026-11-21' }] },
    {},
    { verdict: 'ALLOW', rule: 'E1', basis: 'consent' },
  ],
  [
    'consumer call, consent older than a year',
    {
      ...anne,
      consumer: true,
      phone: '+33 6 39 98 12 34',
      consents: [{ ...ticked, channels: ['phone'], givenAt: '2025-11-20' }],
    },
    { channel: 'phone' },
    { verdict: 'NEED_CONSENT', rule: 'FR12', rules: ['FR12', 'E8'] },
  ],
  [
    'bought data may not be handed on',
    { ...anne, sources: broker('2026-11-05') },
    { purpose: 'transfer' },
    { verdict: 'BLOCK', rule: 'I12' },
  ],
  [
    'public register in Italy',
    { ...anne, countries: ['IT'], sources: [{ kind: 'C11', name: 'PEC', obtainedOn: '2026-11-05' }] },
    {},
    { verdict: 'BLOCK', rule: 'C11' },
  ],
  [
    'call to a business in Germany: a presumed consent is for a person to judge',
    { ...anne, phone: '+49 30 901820', countries: ['DE'] },
    { channel: 'phone' },
    { verdict: 'REVIEW', rule: 'B4-DE' },
  ],
  [
    'call to a consumer in Germany',
    { ...anne, phone: '+49 30 901820', countries: ['DE'], consumer: true },
    { channel: 'phone' },
    { verdict: 'NEED_CONSENT', rule: 'B4-DE' },
  ],
  [
    'calls to Belgium are screened',
    { ...anne, phone: '+32 470 12 34 56', countries: ['BE'] },
    { channel: 'phone' },
    { verdict: 'ALLOW', rule: 'B4-BE', conditions: ['screen-dncm'] },
  ],
]

describe('worked cases and the rows around them', () => {
  it.each(cases)('%s', (_name, contact, ask, wanted) => {
    const decided = judge(contact, ask)
    expect(Object.fromEntries(Object.keys(wanted).map((key) => [key, decided[key as keyof typeof decided]]))).toEqual(
      wanted,
    )
  })

  it.each<[string, object, object, object, object]>([
    [
      'strict on sole traders, legal form unknown',
      anne,
      {},
      { policy: { strictSoleTraders: true } },
      { verdict: 'NEED_CONSENT', rule: 'FR4', unlockedBy: ['consent', 'legal-form'] },
    ],
    [
      'strict on sole traders, a role mailbox',
      { ...nobody, email: 'contact@acme.fr' },
      {},
      { policy: { strictSoleTraders: true } },
      { verdict: 'NEED_CONSENT', rule: 'FR4' },
    ],
    [
      'strict on sole traders, a company by its name',
      { ...anne, company: 'Acme SAS' },
      {},
      { policy: { strictSoleTraders: true } },
      { verdict: 'ALLOW', rule: 'FR1' },
    ],
    [
      'a shorter term, by its name in the clock',
      { ...anne, sources: [{ ...ownForm, obtainedOn: '2025-10-01' }] },
      {},
      { policy: { months: 12 } },
      { verdict: 'BLOCK', rule: 'G1' },
    ],
    [
      'a shorter term after a relationship',
      { ...collected2021, relationEndedOn: '2025-01-10' },
      {},
      { policy: { afterRelationMonths: 12 } },
      { verdict: 'BLOCK', rule: 'G2' },
    ],
    [
      'a reply later on the day of the question',
      { ...collected2021, events: [{ kind: 'reply', at: '2026-11-25T21:00:00Z' }] },
      {},
      { now: '2026-11-25T08:00:00Z' },
      { verdict: 'ALLOW', rule: 'FR1' },
    ],
    [
      'D2 the last day of a month of 30 days is in time',
      { ...anne, sources: broker('2026-11-05') },
      {},
      { now: '2026-12-05' },
      { verdict: 'ALLOW_NOTICE', rule: 'FR1', noticeState: 'DUE' },
    ],
    [
      'D2 day 31 is late',
      { ...anne, sources: broker('2026-11-05') },
      {},
      { now: '2026-12-06' },
      { verdict: 'REVIEW', rule: 'D2', noticeState: 'OVERDUE' },
    ],
    [
      'D2 after February the month has passed before day 31',
      { ...anne, sources: broker('2026-02-01') },
      {},
      { now: '2026-03-02' },
      { verdict: 'REVIEW', rule: 'D2' },
    ],
    [
      'a reply of the next day',
      { ...collected2021, events: [{ kind: 'reply', at: '2026-11-26T00:00:00Z' }] },
      {},
      { now: '2026-11-25T08:00:00Z' },
      { verdict: 'BLOCK', rule: 'G1' },
    ],
    [
      '20 Netherlands, a company’s switchboard',
      { ...switchboard, phone: '+31 20 123 4567', countries: ['NL'], legalForm: 'company' },
      { channel: 'phone' },
      { now: '2026-11-26' },
      { verdict: 'ALLOW', rule: 'B4-NL' },
    ],
    [
      '20 the same as it was decided before',
      { ...switchboard, phone: '+31 20 123 4567', countries: ['NL'], legalForm: 'company' },
      { channel: 'phone' },
      { now: '2026-11-25' },
      { verdict: 'NEED_CONSENT', rule: 'B4-NL' },
    ],
    [
      '20 a switchboard of a firm of unknown form',
      { ...switchboard, phone: '+31 20 123 4567', countries: ['NL'] },
      { channel: 'phone' },
      { now: '2026-11-26' },
      { verdict: 'NEED_CONSENT', rule: 'B4-NL' },
    ],
  ])('%s', (_name, contact, ask, settings, wanted) => {
    const decided = judge(contact, ask, settings)
    expect(Object.fromEntries(Object.keys(wanted).map((key) => [key, decided[key as keyof typeof decided]]))).toEqual(
      wanted,
    )
  })

  it('tells a country by the verdict that its rule gave', () => {
    const british = { ...anne, countries: ['UK'] }
    const why = (contact: object, ask: object = {}) => judge(contact, ask).reasons[0]?.en
    expect([
      why({ ...british, legalForm: 'company' }),
      why(british),
      why({ ...anne, phone: '+49 30 901820', countries: ['DE'] }, { channel: 'phone' }),
      why({ ...anne, countries: ['SE'] }),
    ]).toEqual([
      'Rule of the country: allowed until the person objects',
      'Rule of the country: consent first',
      'Rule of the country: a consent at least presumed, which a person must judge',
      'Rule of the country not verified: the strictest (our cautious choice)',
    ])
  })

  it('explains itself in both languages', () => {
    const decided = judge(anne, { offer: lunch })
    expect({ reasons: decided.reasons, change: decided.change }).toEqual({
      reasons: [
        {
          rule: 'FR2',
          fr: 'L’offre ne concerne pas la profession de la personne : consentement',
          en: 'The offer does not concern the person’s profession: consent',
        },
      ],
      change: { fr: 'Un consentement de la personne', en: 'Consent from the person' },
    })
  })
})
