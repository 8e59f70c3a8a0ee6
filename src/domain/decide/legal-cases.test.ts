import { describe, expect, it } from 'vitest'
import { DecisionCase } from './case.ts'
import { decideCase } from './decide-case.ts'

const now = new Date('2026-11-25T08:00:00Z')
const software = { name: 'Software', functions: ['it'], assessment: 'LIA-1' }
const lunch = { name: 'Lunch', functions: ['administration'], assessment: 'LIA-2' }
const ownForm = { kind: 'C1', name: 'form', obtainedOn: '2026-01-10', noticeShown: true }
/** anne.roy@acme.fr, CTO in France, own form with notice, offer related: legal-rules N, "unless stated". */
const anne = { email: 'anne.roy@acme.fr', firstName: 'Anne', lastName: 'Roy', jobTitles: ['CTO'], countries: ['FR'], sources: [ownForm] }
const nobody = { ...anne, firstName: null, lastName: null, jobTitles: [] }
const collected2021 = { ...anne, sources: [{ ...ownForm, obtainedOn: '2021-03-01' }] }
const broker = (obtainedOn: string, more = {}) => [{ kind: 'C7', name: 'Prospecta SAS', obtainedOn, diligence: 'passed', ...more }]
const ticked = { givenAt: '2026-11-20T10:00:00Z', channels: ['email'], purposes: ['prospecting'], namesUs: true, textVersion: 'v1', act: 'tick', ownForm: true }
const sale = { on: '2025-03-10', productFamily: 'software', bySameEntity: true, addressFromCustomer: true, refusalOffered: true }
const forFamily = { ...software, productFamily: 'software' }

function judge(contact: object, ask: object = {}, more: object = {}) {
  return decideCase(DecisionCase.parse({ contact, ask: { offer: software, ...ask }, ...more }), now)
}

/** Number in legal-rules N, contact, ask, verdict, rule, what else the row says. */
const cases: readonly [string, object, object, string, string, object?][] = [
  ['1 role mailbox without a name', { ...nobody, email: 'contact@acme.fr' }, {}, 'ALLOW', 'FR3', { basis: 'not_personal', noticeState: 'NOT_REQUIRED', duties: ['B0.1', 'B0.2', 'B0.3', 'B0.4'] }],
  ['2 role mailbox on a named record', { ...anne, email: 'contact@acme.fr' }, {}, 'ALLOW', 'FR1', { personal: true, noticeState: 'GIVEN_AT_COLLECTION' }],
  ['2 the same, no notice given yet', { ...anne, email: 'contact@acme.fr', sources: [{ ...ownForm, obtainedOn: '2026-11-20', noticeShown: false }] }, {}, 'ALLOW_NOTICE', 'FR1', { noticeState: 'DUE' }],
  ['3 named address, CTO, software', anne, {}, 'ALLOW', 'FR1', { basis: 'legitimate_interest' }],
  ['4 lunch delivery', anne, { offer: lunch }, 'NEED_CONSENT', 'FR2'],
  ['5 job unknown', { ...anne, jobTitles: [] }, {}, 'QUARANTINE', 'B1f', { unlockedBy: ['function-of-title'] }],
  ['6 private mailbox', { ...anne, email: 'anne.roy@gmail.com' }, {}, 'NEED_CONSENT', 'FR6'],
  ['7 initials are personal', { ...anne, firstName: null, lastName: null, email: 'ar@acme.fr' }, {}, 'ALLOW', 'FR1', { personal: true }],
  ['9 phone of a small shop, its own trade', { ...anne, email: null, phone: '+33 1 42 68 53 00', soleTrader: true }, { channel: 'phone' }, 'ALLOW', 'FR11'],
  ['10 the same shop, a private health cover', { ...anne, email: null, phone: '+33 1 42 68 53 00', soleTrader: true }, { channel: 'phone', offer: { ...software, audience: 'consumer' } }, 'NEED_CONSENT', 'FR13', { rules: ['FR13', 'FR12'] }],
  ['11 Germany, related', { ...anne, email: 'anna.koch@firma.de', countries: ['DE'] }, {}, 'NEED_CONSENT', 'B4-DE'],
  ['12 Germany, generic', { ...nobody, email: 'info@firma.de', countries: ['DE'] }, {}, 'NEED_CONSENT', 'B4-DE'],
  ['14 United Kingdom, legal form unknown', { ...anne, email: 'jane@shop.co.uk', countries: ['UK'] }, {}, 'NEED_CONSENT', 'B4-UK', { unlockedBy: ['consent', 'legal-form'] }],
  ['14 the same at a company', { ...anne, email: 'jane@shop.co.uk', countries: ['UK'], legalForm: 'company' }, {}, 'ALLOW', 'B4-UK'],
  ['16 Belgium', { ...anne, email: 'jan.peeters@bedrijf.be', countries: ['Belgique'] }, {}, 'NEED_CONSENT', 'B4-BE'],
  ['18 no country, .com', { ...anne, email: 'anne.roy@acme.com', countries: [] }, {}, 'NEED_CONSENT', 'B4-ZZ'],
  ['19 customer, similar product, refusal offered', { ...anne, sales: [sale] }, { offer: forFamily }, 'ALLOW', 'FR7', { basis: 'soft_opt_in', rules: ['FR7', 'B3'] }],
  ['19 in Germany', { ...anne, countries: ['DE'], sales: [sale] }, { offer: forFamily }, 'ALLOW', 'B4-DE', { basis: 'soft_opt_in' }],
  ['21 no refusal box at the sale, related', { ...anne, sales: [{ ...sale, refusalOffered: false }] }, { offer: forFamily }, 'ALLOW', 'FR1', { basis: 'legitimate_interest' }],
  ['21 no refusal box at the sale, unrelated', { ...anne, sales: [{ ...sale, refusalOffered: false }] }, { offer: { ...lunch, productFamily: 'software' } }, 'NEED_CONSENT', 'FR2', { rules: ['FR2', 'B3.5'] }],
  ['22 free account, unrelated', { ...anne, account: {} }, { offer: lunch }, 'NEED_CONSENT', 'FR8'],
  ['22 free account of a paid offer', { ...anne, account: { paidOffer: true } }, { offer: lunch }, 'REVIEW', 'FR8'],
  ['23 collected 2023-11-24, silent', { ...anne, sources: [{ ...ownForm, obtainedOn: '2023-11-24' }] }, {}, 'BLOCK', 'G1', { conditions: ['purge-due'] }],
  ['25 opened every mail', { ...collected2021, events: [{ kind: 'open', at: '2026-11-24' }] }, {}, 'BLOCK', 'G1'],
  ['26 clicked in 2025', { ...collected2021, events: [{ kind: 'click', at: '2025-06-01' }] }, {}, 'ALLOW', 'FR1', { changesOn: '2028-06-01' }],
  ['28 out-of-office in 2025', { ...collected2021, events: [{ kind: 'out-of-office', at: '2025-06-01' }] }, {}, 'BLOCK', 'G1'],
  ['29 enriched in 2026', { ...collected2021, events: [{ kind: 'enrichment', at: '2026-02-01' }, { kind: 'job-change', at: '2026-02-01' }] }, {}, 'BLOCK', 'G1'],
  ['31 asked for the brochure', { ...collected2021, events: [{ kind: 'reply', at: '2026-01-10' }] }, {}, 'ALLOW', 'FR1', { changesOn: '2029-01-10' }],
  ['32 wrote STOP', { ...anne, objections: [{ receivedAt: '2026-11-20' }], events: [{ kind: 'stop', at: '2026-11-20' }] }, {}, 'BLOCK', 'F1'],
  ['32 covers every channel', { ...anne, phone: '+33 6 39 98 12 34', objections: [{ receivedAt: '2026-11-20' }] }, { channel: 'post' }, 'BLOCK', 'F1'],
  ['an opt-out by e-mail leaves post alone', { ...anne, objections: [{ receivedAt: '2026-11-20', channels: ['email'] }] }, { channel: 'post' }, 'ALLOW', 'FR15'],
  ['35 brand A stops brand B', { ...anne, objections: [{ receivedAt: '2026-11-20' }] }, { brand: 'B' }, 'BLOCK', 'F1'],
  ['45 came back on our own form', { ...anne, objections: [{ receivedAt: '2026-11-01' }], consents: [ticked] }, {}, 'ALLOW', 'FR1'],
  ['45 for that channel only', { ...anne, phone: '+33 6 39 98 12 34', objections: [{ receivedAt: '2026-11-01' }], consents: [ticked] }, { channel: 'phone' }, 'BLOCK', 'F1'],
  ['45 not on the same day', { ...anne, objections: [{ receivedAt: '2026-11-20' }], consents: [{ ...ticked, givenAt: '2026-11-20' }] }, {}, 'BLOCK', 'F1'],
  ['46 old consent imported again', { ...anne, objections: [{ receivedAt: '2024-05-01' }], consents: [{ ...ticked, givenAt: '2022-05-01' }] }, {}, 'BLOCK', 'F1'],
  ['46 a later consent that no form of ours took', { ...anne, objections: [{ receivedAt: '2024-05-01' }], consents: [{ ...ticked, ownForm: false }] }, {}, 'BLOCK', 'F1'],
  ['47 erasure waits', { ...anne, pending: 'erasure' }, {}, 'BLOCK', 'F21'],
  ['52 broker, unrelated', { ...anne, sources: broker('2026-11-05') }, { offer: lunch }, 'BLOCK', 'C7'],
  ['52 broker with a consent of the person', { ...anne, sources: broker('2026-11-05'), consents: [{ ...ticked, ownForm: false }] }, { offer: lunch }, 'ALLOW_NOTICE', 'E1', { basis: 'consent' }],
  ['54 broker, 20 days ago', { ...anne, sources: broker('2026-11-05') }, {}, 'ALLOW_NOTICE', 'FR1', { conditions: ['with-notice', 'name-source'], changesOn: '2026-12-05', noticeState: 'DUE' }],
  ['55 broker, 40 days ago', { ...anne, sources: broker('2026-10-16') }, {}, 'REVIEW', 'D2', { noticeState: 'OVERDUE' }],
  ['55 written to without the notice', { ...anne, sources: broker('2026-11-05'), firstContactOn: '2026-11-10' }, {}, 'REVIEW', 'D2', { noticeState: 'OVERDUE' }],
  ['broker that is not checked', { ...anne, sources: broker('2026-11-05', { diligence: 'open' }) }, {}, 'QUARANTINE', 'I'],
  ['broker without a name', { ...anne, sources: broker('2026-11-05', { name: null }) }, {}, 'QUARANTINE', 'C7'],
  ['57 notice in English to a person in France', { ...anne, sources: broker('2026-10-16'), notices: [{ event: 'sent', on: '2026-11-01', language: 'en' }] }, {}, 'REVIEW', 'D2', { noticeState: 'OVERDUE' }],
  ['the same in French', { ...anne, sources: broker('2026-10-16'), notices: [{ event: 'sent', on: '2026-11-01', language: 'fr' }] }, {}, 'ALLOW', 'FR1', { noticeState: 'SENT' }],
  ['the notice came back', { ...anne, sources: broker('2026-10-16'), notices: [{ event: 'sent', on: '2026-11-01', language: 'fr' }, { event: 'bounced', on: '2026-11-02' }] }, {}, 'BLOCK', 'D2', { noticeState: 'FAILED' }],
  ['59 taken by a plug-in', { ...anne, sources: [{ kind: 'C8', name: 'network', obtainedOn: '2026-11-05', visibility: 'restricted' }] }, {}, 'BLOCK', 'C8', { conditions: ['purge-due'] }],
  ['59 scraped, nobody knows who could see it, approved all the same', { ...anne, sources: [{ kind: 'C8', name: 'site', obtainedOn: '2026-11-05', approved: true }] }, {}, 'REVIEW', 'C8'],
  ['60 guessed address', { ...anne, sources: [{ kind: 'C10', name: 'tool', obtainedOn: '2026-11-05' }] }, {}, 'REVIEW', 'C10'],
  ['60 approved', { ...anne, sources: [{ kind: 'C10', name: 'tool', obtainedOn: '2026-11-05', approved: true }] }, {}, 'ALLOW_NOTICE', 'FR1'],
  ['60 unrelated', { ...anne, sources: [{ kind: 'C10', name: 'tool', obtainedOn: '2026-11-05' }] }, { offer: lunch }, 'BLOCK', 'C10'],
  ['62 merged: one opted out, one consented earlier', { ...anne, objections: [{ receivedAt: '2025-06-01' }], consents: [{ ...ticked, givenAt: '2025-01-01' }], sources: [ownForm, ...broker('2026-01-01')] }, {}, 'BLOCK', 'F1'],
  ['64 consent without its text', { ...anne, consents: [{ ...ticked, textVersion: null }] }, { offer: lunch }, 'NEED_CONSENT', 'FR2', { rules: ['FR2', 'E6'] }],
  ['65 pre-ticked box', { ...anne, consents: [{ ...ticked, preTicked: true }] }, { offer: lunch }, 'NEED_CONSENT', 'FR2', { rules: ['FR2', 'E2'] }],
  ['67 consent to e-mail, text message to a consumer', { ...anne, phone: '+33 6 39 98 12 34', consumer: true, consents: [ticked] }, { channel: 'sms' }, 'NEED_CONSENT', 'FR10', { rules: ['FR10', 'E3'] }],
  ['68 pixel without its consent', anne, { pixel: true }, 'ALLOW', 'FR1', { conditions: ['without-pixel'], rules: ['FR1', 'B0.6'] }],
  ['69 upload to an ad platform with consent to mail', { ...anne, consents: [ticked] }, { purpose: 'audience', channel: 'audience' }, 'NEED_CONSENT', 'FR18', { rules: ['FR18', 'E3'] }],
  ['71 the one question unanswered', { ...anne, repermissionAskedOn: '2026-10-20' }, {}, 'BLOCK', 'G4', { conditions: ['purge-due'] }],
  ['76 info@ asked to stop', { ...nobody, email: 'info@acme.fr', objections: [{ receivedAt: '2026-11-20' }] }, {}, 'BLOCK', 'F22'],
  ['77 order confirmation after a no', { ...anne, objections: [{ receivedAt: '2026-11-20' }] }, { purpose: 'service' }, 'ALLOW', 'FR19', { basis: 'contract', conditions: ['strip-promotion'] }],
  ['79 act dated 2031', { ...collected2021, events: [{ kind: 'click', at: '2031-01-01' }] }, {}, 'BLOCK', 'G1', { clock: { termOn: '2024-03-01', lastActOn: null, lastActKind: null, futureEvents: 1 } }],
  ['no source', { ...anne, sources: [] }, {}, 'QUARANTINE', 'C13', { changesOn: '2026-12-25' }],
  ['no source for a month', { ...anne, sources: [], firstSeenOn: '2026-10-01' }, {}, 'QUARANTINE', 'C13', { conditions: ['purge-due'] }],
  ['two systems, two functions', { ...anne, jobTitles: ['CTO', 'DAF'] }, {}, 'REVIEW', 'B1f'],
  ['systems disagree on the country', { ...anne, countries: ['FR', 'BE'] }, {}, 'NEED_CONSENT', 'B4-BE'],
  ['no assessment, no legitimate interest', anne, { offer: { ...software, assessment: null } }, 'REVIEW', 'B1', { unlockedBy: ['assessment'] }],
  ['no offer', anne, { offer: null }, 'QUARANTINE', 'B1f', { unlockedBy: ['offer'] }],
  ['declared related by a person', { ...anne, jobTitles: [] }, { related: true }, 'ALLOW', 'FR1'],
  ['sole trader, unrelated', { ...anne, soleTrader: true }, { offer: lunch }, 'NEED_CONSENT', 'FR5'],
  ['on hold until tomorrow', { ...anne, heldUntil: '2026-11-26' }, {}, 'BLOCK', 'HOLD', { changesOn: '2026-11-26' }],
  ['on hold until today: it is over', { ...anne, heldUntil: '2026-11-25' }, {}, 'ALLOW', 'FR1'],
  ['a silent customer stays', { ...collected2021, relation: 'customer' }, {}, 'ALLOW', 'FR1'],
  ['three years since the last contract', { ...collected2021, relationEndedOn: '2023-11-20' }, {}, 'BLOCK', 'G2'],
  ['no address', { ...anne, email: null }, {}, 'QUARANTINE', 'A15'],
  ['a newsletter was stopped, the ask names no kind', { ...anne, objections: [{ receivedAt: '2026-11-20', channels: ['email'], kinds: ['newsletter'] }] }, {}, 'ALLOW', 'FR1', { conditions: ['not-kind:newsletter'] }],
  ['a newsletter was stopped, a newsletter is asked for', { ...anne, objections: [{ receivedAt: '2026-11-20', channels: ['email'], kinds: ['newsletter'] }] }, { kind: 'newsletter' }, 'BLOCK', 'F1'],
  ['a consent withdrawn', { ...anne, consents: [{ ...ticked, withdrawnAt: '2026-11-22' }] }, {}, 'BLOCK', 'E7'],
  ['a consent lost, an interest in its place', { ...anne, recordedBasis: 'consent' }, {}, 'REVIEW', 'CN11'],
  ['double opt-in missing in Germany', { ...anne, countries: ['DE'], consents: [ticked] }, {}, 'NEED_CONSENT', 'B4-DE', { rules: ['B4-DE', 'E-DOI'] }],
  ['double opt-in given in Germany', { ...anne, countries: ['DE'], consents: [{ ...ticked, confirmedAt: '2026-11-21' }] }, {}, 'ALLOW', 'E1', { basis: 'consent' }],
  ['consumer call, consent older than a year', { ...anne, consumer: true, phone: '+33 6 39 98 12 34', consents: [{ ...ticked, channels: ['phone'], givenAt: '2025-11-20' }] }, { channel: 'phone' }, 'NEED_CONSENT', 'FR12', { rules: ['FR12', 'E8'] }],
  ['bought data may not be handed on', { ...anne, sources: broker('2026-11-05') }, { purpose: 'transfer' }, 'BLOCK', 'I12'],
  ['public register in Italy', { ...anne, countries: ['IT'], sources: [{ kind: 'C11', name: 'PEC', obtainedOn: '2026-11-05' }] }, {}, 'BLOCK', 'C11'],
  ['call to a business in Germany: a presumed consent is for a person to judge', { ...anne, phone: '+49 30 901820', countries: ['DE'] }, { channel: 'phone' }, 'REVIEW', 'B4-DE'],
  ['call to a consumer in Germany', { ...anne, phone: '+49 30 901820', countries: ['DE'], consumer: true }, { channel: 'phone' }, 'NEED_CONSENT', 'B4-DE'],
  ['calls to Belgium are screened', { ...anne, phone: '+32 470 12 34 56', countries: ['BE'] }, { channel: 'phone' }, 'ALLOW', 'B4-BE', { conditions: ['screen-dncm'] }],
]

describe('legal-rules N and the rows around it', () => {
  it.each(cases)('%s', (_name, contact, ask, verdict, rule, more = {}) => {
    const decided = judge(contact, ask)
    const wanted = { verdict, rule, ...more }
    expect(Object.fromEntries(Object.keys(wanted).map((key) => [key, decided[key as keyof typeof decided]]))).toEqual(wanted)
  })

  it('tells a country by the verdict that its rule gave', () => {
    const british = { ...anne, countries: ['UK'] }
    const why = (contact: object, ask: object = {}) => judge(contact, ask).reasons[0]?.en
    expect([why({ ...british, legalForm: 'company' }), why(british), why({ ...anne, phone: '+49 30 901820', countries: ['DE'] }, { channel: 'phone' }), why({ ...anne, countries: ['SE'] })]).toEqual([
      'Rule of the country: allowed until the person objects', 'Rule of the country: consent first', 'Rule of the country: a consent at least presumed, which a person must judge', 'Rule of the country not verified: the strictest (our cautious choice)',
    ])
  })

  it('explains itself in both languages', () => {
    const decided = judge(anne, { offer: lunch })
    expect({ reasons: decided.reasons, change: decided.change }).toEqual({
      reasons: [{ rule: 'FR2', fr: 'L’offre ne concerne pas la profession de la personne : consentement', en: 'The offer does not concern the person’s profession: consent' }],
      change: { fr: 'Un consentement de la personne', en: 'A consent of the person' },
    })
  })
})
