import { describe, expect, it } from 'vitest'
import { DecisionCase } from '../case.ts'
import { decideCase } from '../decide-case.ts'

// One test for each row of docs/reference/law.md that decides a verdict; what else a rule does stands in
// legal-cases.test.ts and in the properties.

const now = new Date('2026-11-25T08:00:00Z')
const software = { name: 'Software', functions: ['it'], assessment: 'LIA-1', productFamily: 'software' }
const lunch = { ...software, name: 'Lunch', functions: ['administration'] }
const holiday = { ...software, name: 'Holiday', audience: 'consumer' }
const ownForm = { kind: 'C1', name: 'form', obtainedOn: '2026-01-10', noticeShown: true }
/** A professional in France, known by our own form with its notice; the offer concerns the job. */
const anne = {
  email: 'anne.roy@acme.fr',
  firstName: 'Anne',
  lastName: 'Roy',
  jobTitles: ['CTO'],
  countries: ['FR'],
  sources: [ownForm],
}
const nobody = { ...anne, email: 'contact@acme.fr', firstName: null, lastName: null, jobTitles: [] }
const number = { ...anne, email: null, phone: '+33 6 39 98 12 34' }
const trader = { soleTrader: true }
const line = { ...nobody, email: null, phone: '+33 1 42 68 53 00', phoneLabel: 'standard' }
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
const from = (kind: string, more: object = {}) => ({
  ...anne,
  sources: [{ kind, name: 'Prospecta SAS', obtainedOn: '2026-11-05', ...more }],
})
const agreed = (more: object) => ({ ...anne, consents: [{ ...ticked, ...more }] })
const unrelated = { offer: lunch }

type Row = readonly [string, object, object, object]

function check(rows: readonly Row[]) {
  it.each(rows)('%s', (_name, contact, ask, wanted) => {
    const decided = decideCase(DecisionCase.parse({ contact, ask: { offer: software, ...ask } }), now)
    expect(Object.fromEntries(Object.keys(wanted).map((key) => [key, decided[key as keyof typeof decided]]))).toEqual(
      wanted,
    )
  })
}

describe('whether the data are personal', () => {
  check([
    ['A11: whoever acts for a company is a person', { ...anne, jobTitles: ['Gérante'] }, {}, { personal: true }],
    [
      'A12: what everyone can see is personal, and the notice is due',
      from('C9', { visibility: 'public' }),
      {},
      { personal: true, noticeState: 'DUE', verdict: 'ALLOW_NOTICE' },
    ],
  ])
})

describe('the duties of each message', () => {
  const duties = ['B0.1', 'B0.2', 'B0.3', 'B0.4']
  check([
    ['B0.1: who sends, B0.2: a way out, B0.3: the subject, B0.4: the right to object', nobody, {}, { duties }],
    ['B0.6: a pixel without its consent is left out', anne, { pixel: true }, { conditions: ['without-pixel'] }],
  ])
})

describe('whether the offer concerns the job', () => {
  check([
    ['B1c: lunches for the staff do not', anne, unrelated, { verdict: 'NEED_CONSENT', rule: 'FR2' }],
    [
      'B1d: a holiday for a head of production does not',
      { ...anne, jobTitles: ['Directeur de production'] },
      { offer: { ...holiday, functions: ['production'] } },
      { verdict: 'NEED_CONSENT', rule: 'FR2' },
    ],
    [
      'B1e: not at an address that the organisation did not give',
      { ...anne, email: 'anne.roy@gmail.com' },
      {},
      { verdict: 'NEED_CONSENT', rule: 'FR6' },
    ],
    ['B1f: a title nobody mapped waits', { ...anne, jobTitles: [] }, {}, { verdict: 'QUARANTINE', rule: 'B1f' }],
  ])
})

describe('France', () => {
  const interest = (rule: string) => ({ verdict: 'ALLOW', rule, basis: 'legitimate_interest' })
  const consent = (rule: string) => ({ verdict: 'NEED_CONSENT', rule })
  check([
    ['FR1: a professional, related, e-mail', anne, {}, interest('FR1')],
    ['FR2: the same, unrelated', anne, unrelated, consent('FR2')],
    ['FR3: a role mailbox', nobody, unrelated, { verdict: 'ALLOW', rule: 'FR3', basis: 'not_personal' }],
    ['FR4: a sole trader, related', { ...anne, ...trader }, {}, interest('FR4')],
    ['FR5: a sole trader, unrelated', { ...anne, ...trader }, unrelated, consent('FR5')],
    ['FR6: a private mailbox', { ...anne, email: 'anne.roy@gmail.com' }, {}, consent('FR6')],
    ['FR7: a customer', { ...anne, sales: [sale] }, {}, { verdict: 'ALLOW', rule: 'FR7', basis: 'soft_opt_in' }],
    ['FR8: an account without a sale', { ...anne, account: {} }, unrelated, consent('FR8')],
    ['FR9: a text message, related', number, { channel: 'sms' }, interest('FR9')],
    ['FR10: a text message, unrelated', number, { channel: 'sms', ...unrelated }, consent('FR10')],
    ['FR11: a call, related', number, { channel: 'phone' }, interest('FR11')],
    ['FR12: a call to a consumer', { ...number, consumer: true }, { channel: 'phone' }, consent('FR12')],
    [
      'FR13: a call to a sole trader for another purpose',
      { ...number, ...trader },
      { channel: 'phone', offer: holiday },
      consent('FR13'),
    ],
    [
      'FR14: an automatic call to the line of a legal person',
      { ...line, company: 'Acme S.A.' },
      { channel: 'robocall' },
      interest('FR14'),
    ],
    ['FR14: an automatic call to a person', number, { channel: 'robocall' }, consent('FR14')],
    ['FR15: post', anne, { channel: 'post', ...unrelated }, interest('FR15')],
    ['FR16: a message on a network, related', anne, { channel: 'social' }, interest('FR16')],
    ['FR16: a message on a network, unrelated', anne, { channel: 'social', ...unrelated }, consent('FR16')],
    ['FR17: a fax, related', anne, { channel: 'fax' }, interest('FR17')],
    ['FR17: a fax, unrelated', anne, { channel: 'fax', ...unrelated }, consent('FR17')],
    ['FR18: an upload to a platform', anne, { purpose: 'audience', channel: 'audience' }, consent('FR18')],
    [
      'FR19: a service message after an opt-out, without advertising',
      { ...anne, objections: [{ receivedAt: '2026-11-20' }] },
      { purpose: 'service' },
      { verdict: 'ALLOW', rule: 'FR19', conditions: ['strip-promotion'] },
    ],
  ])
})

describe('an existing customer', () => {
  const without = (more: object) => ({ ...anne, jobTitles: ['DAF'], sales: [{ ...sale, ...more }] })
  const lacks = (row: string) => ({ verdict: 'NEED_CONSENT', rules: ['FR2', row] })
  check([
    ['B3.1: the address came from someone else', without({ addressFromCustomer: false }), {}, lacks('B3.1')],
    ['B3.2: nothing was sold yet', without({ on: '2026-11-26' }), {}, lacks('B3.2')],
    ['B3.3: another entity sold', without({ bySameEntity: false }), {}, lacks('B3.3')],
    ['B3.4: another kind of product', without({ productFamily: 'training' }), {}, lacks('B3.4')],
    ['B3.5: no refusal was offered', without({ refusalOffered: false }), {}, lacks('B3.5')],
  ])
})

describe('other countries', () => {
  const at = (country: string) => ({
    named: { ...anne, countries: [country], legalForm: 'company' },
    generic: { ...nobody, email: 'info@firm.example', countries: [country], legalForm: 'company' },
    trader: { ...anne, countries: [country], ...trader },
    customer: { ...anne, countries: [country], legalForm: 'company', sales: [sale] },
  })
  const [yes, no] = ['ALLOW', 'NEED_CONSENT']
  it.each([
    ['B4-UK: the United Kingdom', 'UK', [yes, yes, no, yes], ['ALLOW screen-tps-ctps', yes, yes]],
    ['B4-DE: Germany', 'DE', [no, no, no, yes], ['REVIEW', yes, yes]],
    ['B4-AT: Austria', 'AT', [no, no, no, yes], [no, yes, 'ALLOW screen-ecg-list']],
    ['B4-ES: Spain', 'ES', [no, no, no, yes], [no, yes, yes]],
    [
      'B4-IT: Italy',
      'IT',
      [no, no, no, yes],
      ['ALLOW screen-opposition-register', 'ALLOW screen-opposition-register', no],
    ],
    ['B4-NL: the Netherlands', 'NL', [no, no, no, yes], [no, yes, yes]],
    ['B4-BE: Belgium', 'BE', [no, yes, no, yes], ['ALLOW screen-dncm', yes, yes]],
    ['B4-PL: Poland', 'PL', [no, no, no, no], [no, yes, no]],
    ['B4-CH: Switzerland', 'CH', [no, no, no, yes], ['ALLOW not-starred', yes, yes]],
    ['B4-LU: Luxembourg', 'LU', [no, no, no, yes], [no, yes, yes]],
    ['B4-IE: Ireland', 'IE', [yes, yes, no, yes], [no, yes, yes]],
    ['B4-DK: Denmark', 'DK', [no, no, no, no], [no, yes, no]],
    ['B4-RO: Romania', 'RO', [no, no, no, yes], [no, yes, yes]],
    ['B4-FI: Finland', 'FI', [no, no, no, no], [no, yes, no]],
    ['B4-EE: Estonia', 'EE', [no, no, no, no], [no, yes, no]],
    ['B4-PT: Portugal', 'PT', [no, no, no, no], [no, yes, no]],
    ['B4-SE: Sweden', 'SE', [no, no, no, no], [no, yes, no]],
    ['B4-HU: Hungary', 'HU', [no, no, no, no], [no, yes, no]],
    ['B4-LV: Latvia', 'LV', [no, no, no, no], [no, yes, no]],
    ['B4-ZZ: any other country', 'JP', [no, no, no, no], [no, yes, no]],
  ])(
    '%s: by name, a role mailbox, a sole trader, a customer; called, by post, a customer by SMS',
    (_name, country, mails, others) => {
      const people = at(country)
      const judge = (contact: object, ask: object = {}) => {
        const { verdict, conditions } = decideCase(
          DecisionCase.parse({ contact, ask: { offer: software, ...ask } }),
          now,
        )
        return [verdict, ...conditions].join(' ')
      }
      const { named, customer } = people
      const called = { ...named, phone: '+33 6 39 98 12 34', phoneLabel: 'mobile' }
      expect([named, people.generic, people.trader, customer].map((contact) => judge(contact).split(' ')[0])).toEqual(
        mails,
      )
      expect([
        judge(called, { channel: 'phone' }),
        judge(named, { channel: 'post' }),
        judge({ ...called, sales: customer.sales }, { channel: 'sms' }),
      ]).toEqual(others)
    },
  )
})

describe('where the data came from', () => {
  const consent = { verdict: 'NEED_CONSENT', rule: 'FR2' }
  const allowed = { verdict: 'ALLOW_NOTICE', rule: 'FR1' }
  const open = { visibility: 'public' }
  check([
    ['C1: our own form, informed by it', from('C1', { noticeShown: true }), {}, { verdict: 'ALLOW', rule: 'FR1' }],
    ['C2: a business card is no consent', from('C2', { noticeShown: true }), unrelated, consent],
    ['C3: what was said, the notice still due', from('C3'), {}, allowed],
    ['C4: a questionnaire at a stand', from('C4', { noticeShown: true }), {}, { verdict: 'ALLOW', rule: 'FR1' }],
    ['C5: a customer', { ...from('C5'), sales: [sale] }, {}, { rule: 'FR7', basis: 'soft_opt_in' }],
    ['C6: a referral names who referred', from('C6'), {}, { ...allowed, conditions: ['with-notice', 'name-source'] }],
    ['C7: a broker nobody checked', from('C7'), {}, { verdict: 'QUARANTINE', rule: 'I' }],
    [
      'C7: bought data where consent is needed',
      from('C7', { diligence: 'passed' }),
      unrelated,
      { verdict: 'BLOCK', rule: 'C7' },
    ],
    ['C8: collected by a program', from('C8', open), {}, { verdict: 'REVIEW', rule: 'C8' }],
    ['C8: what few could see', from('C8', { visibility: 'restricted' }), {}, { verdict: 'BLOCK', rule: 'C8' }],
    ['C9: looked up by hand, for all to see', from('C9', open), {}, allowed],
    ['C9: the person said no there', from('C9', { ...open, refusedCanvassing: true }), {}, { verdict: 'BLOCK' }],
    ['C10: a guess', from('C10', open), {}, { verdict: 'REVIEW', rule: 'C10' }],
    ['C11: a public register', from('C11', open), {}, allowed],
    ['C11: none of Italy by mail', { ...from('C11', open), countries: ['IT'] }, {}, { verdict: 'BLOCK', rule: 'C11' }],
    ['C12: a company that was bought', from('C12'), {}, { verdict: 'REVIEW', rule: 'C12' }],
    ['C13: nobody knows', { ...anne, sources: [] }, {}, { verdict: 'QUARANTINE', rule: 'C13' }],
    ['C14: a sister company nobody checked', from('C14'), {}, { verdict: 'QUARANTINE', rule: 'I' }],
  ])
})

describe('information', () => {
  const broker = from('C7', { diligence: 'passed' })
  const sources = [{ ...broker.sources[0], obtainedOn: '2026-10-20' }]
  const exempt = { event: 'exempt', on: '2026-11-06' }
  check([
    ['D1: our own form that showed no notice', from('C1'), {}, { verdict: 'ALLOW_NOTICE', noticeState: 'DUE' }],
    ['D2: a month has passed', { ...broker, sources }, {}, { verdict: 'REVIEW', rule: 'D2', noticeState: 'OVERDUE' }],
    [
      'D2: written to without it',
      { ...broker, firstContactOn: '2026-11-10' },
      {},
      { verdict: 'REVIEW', noticeState: 'OVERDUE' },
    ],
    [
      'D2: shown to somebody else without it',
      { ...broker, firstDisclosedOn: '2026-11-10' },
      {},
      { verdict: 'REVIEW', noticeState: 'OVERDUE' },
    ],
    [
      'D3: handed on to someone new only where it was agreed to',
      anne,
      { purpose: 'transfer' },
      { verdict: 'NEED_CONSENT', rules: ['S-CALOGA', 'D3'] },
    ],
    [
      'D4: exempt, with its reason',
      { ...broker, sources, notices: [exempt] },
      {},
      { verdict: 'ALLOW', noticeState: 'EXEMPT' },
    ],
  ])
})

// docs/reference/law.md#d-states.
describe('the state of the notice', () => {
  const broker = from('C7', { diligence: 'passed' })
  const late = { ...broker, sources: [{ ...broker.sources[0], obtainedOn: '2026-10-20' }] }
  const sent = { event: 'sent', on: '2026-11-06', channel: 'email', language: 'fr' }
  const bounced = { event: 'bounced', on: '2026-11-07', channel: 'email' }
  check([
    [
      'DS1: nobody to inform',
      { ...nobody, company: 'Acme S.A.' },
      {},
      { noticeState: 'NOT_REQUIRED', verdict: 'ALLOW' },
    ],
    ['DS2: shown at collection', anne, {}, { noticeState: 'GIVEN_AT_COLLECTION', verdict: 'ALLOW' }],
    ['DS3: a delivery of a broker', broker, {}, { noticeState: 'DUE', verdict: 'ALLOW_NOTICE' }],
    ['DS4: sent in their language', { ...late, notices: [sent] }, {}, { noticeState: 'SENT', verdict: 'ALLOW' }],
    ['DS5: came back', { ...late, notices: [sent, bounced] }, {}, { noticeState: 'FAILED', verdict: 'BLOCK' }],
    ['DS6: late', late, {}, { noticeState: 'OVERDUE', verdict: 'REVIEW' }],
    [
      'DS7: exempt',
      { ...late, notices: [{ event: 'exempt', on: '2026-11-06' }] },
      {},
      { noticeState: 'EXEMPT', verdict: 'ALLOW' },
    ],
  ])
})

describe('consent', () => {
  const lacks = (row: string) => ({ verdict: 'NEED_CONSENT', rules: ['FR2', row] })
  const calls = { ...number, jobTitles: [], consents: [{ ...ticked, channels: ['phone'], givenAt: '2025-11-20' }] }
  check([
    ['E1: all there', agreed({}), unrelated, { verdict: 'ALLOW', basis: 'consent', rules: ['FR2', 'E1'] }],
    ['E1: nobody did anything', agreed({ act: null }), unrelated, lacks('E1')],
    ['E2: ticked beforehand', agreed({ preTicked: true }), unrelated, lacks('E2')],
    ['E3: for several things at once', agreed({ bundled: true }), unrelated, lacks('E3')],
    ['E4: we were not named', agreed({ namesUs: false }), unrelated, lacks('E4')],
    ['E5: misled', agreed({ misleading: true }), unrelated, lacks('E5')],
    ['E6: nobody knows the text', agreed({ textVersion: null }), unrelated, lacks('E6')],
    ['E7: withdrawn', agreed({ withdrawnAt: '2026-11-22' }), unrelated, { verdict: 'BLOCK', rule: 'E7' }],
    [
      'E7: the pixel’s own consent was withdrawn',
      agreed({ purposes: ['pixel'], withdrawnAt: '2026-11-22' }),
      { pixel: true },
      { verdict: 'ALLOW', conditions: ['without-pixel'] },
    ],
    [
      'E8: a call to a consumer, agreed to over a year ago',
      calls,
      { channel: 'phone', offer: holiday },
      { verdict: 'NEED_CONSENT', rules: ['FR12', 'E8'] },
    ],
  ])
})

describe('objections', () => {
  const said = { ...anne, objections: [{ receivedAt: '2026-11-01' }] }
  const old = { ...ticked, givenAt: '2024-11-20' }
  check([
    ['F1: an opt-out blocks whatever the basis', said, {}, { verdict: 'BLOCK', rule: 'F1' }],
    ['F10: and every channel', said, { channel: 'post' }, { verdict: 'BLOCK', rule: 'F1' }],
    ['F10: and every brand', said, { brand: 'B' }, { verdict: 'BLOCK', rule: 'F1' }],
    ['F20: an old consent brings nobody back', { ...said, consents: [old] }, {}, { verdict: 'BLOCK', rule: 'F1' }],
    ['F20: a new one on our own form does', { ...said, consents: [ticked] }, {}, { verdict: 'ALLOW', rule: 'E1' }],
    ['F21: an erasure that was asked for', { ...anne, pending: 'erasure' }, {}, { verdict: 'BLOCK', rule: 'F21' }],
    [
      'F22: a role mailbox is heard too',
      { ...nobody, objections: [{ receivedAt: '2026-11-01' }] },
      {},
      { verdict: 'BLOCK', rule: 'F22' },
    ],
  ])
})

describe('silence', () => {
  const old = (more: object) => ({ ...anne, sources: [{ ...ownForm, obtainedOn: '2021-03-01' }], ...more })
  const act = (kind: string) => ({ events: [{ kind, at: '2026-02-01' }] })
  const gone = { verdict: 'BLOCK', rule: 'G1', conditions: ['purge-due'] }
  check([
    ['G1: three years without activity', old({}), {}, gone],
    ['G1: an act of the person begins it anew', old(act('reply')), {}, { verdict: 'ALLOW', changesOn: '2029-02-01' }],
    [
      'G2: three years after a relationship',
      old({ relationEndedOn: '2023-11-20' }),
      {},
      { verdict: 'BLOCK', rule: 'G2' },
    ],
    ['G2: a customer stays', old({ relation: 'customer' }), {}, { verdict: 'ALLOW' }],
    ['G4: no answer to the one question', { ...anne, repermissionAskedOn: '2026-10-01' }, {}, { verdict: 'BLOCK' }],
    ['G6: enrichment and a new job extend nothing', old(act('enrichment')), {}, gone],
  ])
})
