import { describe, expect, it } from 'vitest'
import {
  lunch,
  ownForm,
  anne,
  nobody,
  collected2021,
  broker,
  switchboard,
  judge,
  expectDecision,
} from '../../../../test/support/decisions/worked-cases.ts'

describe('worked cases under other settings, and their words', () => {
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
      'D2 the day after the month is late',
      { ...anne, sources: broker('2026-11-05') },
      {},
      { now: '2026-12-06' },
      { verdict: 'REVIEW', rule: 'D2', noticeState: 'OVERDUE' },
    ],
    [
      'D2 after February the month has passed after 28 days',
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
  ])('%s', (_name, contact, ask, settings, wanted) => expectDecision(contact, ask, wanted, settings))

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
