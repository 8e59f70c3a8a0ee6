import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { channels } from '../app/channel.ts'
import type { Verdict } from './tables/verdicts.ts'
import { jobFunctions, offerFunctions } from '../titles/tables/job-titles.ts'
import { sourceKinds } from '../sources/tables/source-kinds.ts'
import { runClock } from '../inactivity/clock.ts'
import { clockFact } from './clock-fact.ts'
import { decide } from './decide.ts'
import { legalForms } from '../contacts/tables/legal-forms.ts'
import { consentPurposes, type Ask, type ConsentFact, type ContactFacts } from './facts.ts'
import { inputsHasher } from './inputs-hash.ts'

const now = new Date('2026-11-25T08:00:00Z')
const day = fc.constantFrom('2024-11-30', '2026-06-01', '2026-11-01', '2026-11-20', '2026-11-25', '2027-02-01')
const at = day.map((text) => `${text}T10:00:00.000Z`)
/** Present once in eight: what blocks everything must not hide the rest. */
const seldom = <T>(value: fc.Arbitrary<T>) =>
  fc.oneof({ weight: 7, arbitrary: fc.constant(null) }, { weight: 1, arbitrary: value })
const rarely = <T>(values: fc.Arbitrary<T[]>): fc.Arbitrary<T[]> => seldom(values).map((list) => list ?? [])
const usually = fc.constantFrom(true, true, true, false)
const maybe = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: null })
const functionLists = fc
  .array(fc.subarray([...jobFunctions].slice(0, 3)), { maxLength: 2 })
  .chain((lists) => fc.constantFrom(lists, lists.slice(0, 1)))
const country = fc.constantFrom('FR', 'FR', 'FR', 'FR', 'DE', 'GB', 'BE', 'NL', 'IT', 'IE', 'US', 'PL', 'ZZ')

const consent: fc.Arbitrary<ConsentFact> = fc.record({
  givenAt: at,
  channels: fc.subarray([...channels], { minLength: 1 }),
  purposes: fc.subarray([...consentPurposes], { minLength: 1 }),
  namesUs: usually,
  textVersion: usually.map((is) => (is ? 'v1' : null)),
  act: fc.constantFrom('tick' as const, 'spoken' as const, null),
  preTicked: usually.map((is) => !is),
  bundled: usually.map((is) => !is),
  misleading: usually.map((is) => !is),
  ownForm: fc.boolean(),
  confirmedAt: maybe(at),
  withdrawnAt: fc.constant(null),
})
const anything: fc.Arbitrary<ContactFacts> = fc.record({
  email: fc.oneof(
    {
      weight: 6,
      arbitrary: fc.record({
        nature: fc.constantFrom('personal' as const, 'generic' as const),
        mailbox: fc.constantFrom('company' as const, 'private' as const),
        rule: fc.constant('A1'),
        publishedForOffers: fc.boolean(),
      }),
    },
    { weight: 1, arbitrary: fc.constant(null) },
  ),
  phone: maybe(
    fc.record({ nature: fc.constantFrom('personal' as const, 'generic' as const), rule: fc.constant('A8') }),
  ),
  consumer: usually.map((is) => !is),
  soleTrader: usually.map((is) => !is),
  legalForm: fc.constantFrom(...legalForms),
  legalPersonByName: fc.boolean(),
  functions: functionLists,
  countries: fc.uniqueArray(country, { maxLength: 2 }),
  language: maybe(fc.constantFrom('fr', 'en')),
  sources: fc.array(
    fc.record({
      kind: fc.constantFrom(...sourceKinds),
      name: maybe(fc.constant('x')),
      obtainedOn: day,
      noticeShown: fc.boolean(),
      approved: fc.boolean(),
      visibility: fc.constantFrom('public' as const, 'public' as const, 'restricted' as const, null),
      refusedCanvassing: usually.map((is) => !is),
      diligence: fc.constantFrom(
        'passed' as const,
        'passed' as const,
        'passed' as const,
        'open' as const,
        'failed' as const,
      ),
    }),
    { maxLength: 2 },
  ),
  firstSeenOn: maybe(day),
  notices: fc.array(
    fc.record({
      event: fc.constantFrom('sent' as const, 'bounced' as const, 'exempt' as const),
      on: day,
      channel: fc.constant(null),
      language: maybe(fc.constantFrom('fr', 'en')),
      reviewOn: maybe(day),
    }),
    { maxLength: 2 },
  ),
  firstContactOn: seldom(day),
  firstDisclosedOn: seldom(day),
  consents: fc.array(consent, { maxLength: 2 }),
  objections: rarely(
    fc.array(
      fc.record({
        receivedAt: at,
        channels: fc.subarray([...channels], { minLength: 1 }),
        kinds: fc.subarray(['news']),
      }),
      { maxLength: 2 },
    ),
  ),
  pending: seldom(fc.constantFrom('objection' as const, 'erasure' as const)),
  mailHold: fc.constant(null),
  heldUntil: seldom(day),
  clock: fc
    .tuple(fc.constantFrom('2022-03-01', '2025-01-01', '2026-06-01', '2026-11-01'), fc.array(at, { maxLength: 2 }))
    .map(([start, acts]) =>
      clockFact(
        runClock(
          {
            obtainedOn: [new Date(`${start}T00:00:00Z`)],
            seenAt: [],
            acts: acts.map((when) => ({ kind: 'click', at: new Date(when) })),
          },
          36,
          now,
        ),
      ),
    ),
  relation: fc.constantFrom('none' as const, 'customer' as const),
  sales: fc.array(
    fc.record({
      on: day,
      productFamily: maybe(fc.constantFrom('a', 'b')),
      bySameEntity: fc.boolean(),
      addressFromCustomer: fc.boolean(),
      refusalOffered: fc.boolean(),
    }),
    { maxLength: 1 },
  ),
  account: seldom(fc.record({ paidOffer: fc.boolean() })),
  repermissionAskedOn: seldom(day),
  recordedBasis: seldom(fc.constantFrom('consent' as const, 'legitimate_interest' as const)),
})
/** Somebody who may be mailed: what a few drawn facts change of that is the interesting part. */
const anne: ContactFacts = {
  email: { nature: 'personal', mailbox: 'company', rule: 'A2', publishedForOffers: false },
  phone: { nature: 'personal', rule: 'A10' },
  consumer: false,
  soleTrader: false,
  legalForm: 'company',
  legalPersonByName: false,
  functions: [['it']],
  countries: ['FR'],
  language: null,
  sources: [
    {
      kind: 'C1',
      name: 'form',
      obtainedOn: '2026-06-01',
      noticeShown: true,
      approved: false,
      visibility: null,
      refusedCanvassing: false,
      diligence: 'open',
    },
  ],
  firstSeenOn: null,
  notices: [],
  firstContactOn: null,
  firstDisclosedOn: null,
  consents: [],
  objections: [],
  pending: null,
  heldUntil: null,
  mailHold: null,
  clock: clockFact(runClock({ obtainedOn: [new Date('2026-06-01T00:00:00Z')], seenAt: [], acts: [] }, 36, now)),
  relation: 'none',
  sales: [],
  account: null,
  repermissionAskedOn: null,
  recordedBasis: null,
}
const rented: ContactFacts = {
  ...anne,
  sources: [
    {
      kind: 'C7',
      name: 'x',
      obtainedOn: '2026-11-20',
      noticeShown: false,
      approved: false,
      visibility: null,
      refusedCanvassing: false,
      diligence: 'passed',
    },
  ],
}
const facts: fc.Arbitrary<ContactFacts> = fc
  .tuple(
    anything,
    fc.constantFrom(anne, rented),
    fc.subarray(Object.keys(anne) as (keyof ContactFacts)[], { minLength: 1, maxLength: 5 }),
    usually,
  )
  .map(([drawn, base, keys, few]) =>
    few ? { ...base, ...Object.fromEntries(keys.map((key) => [key, drawn[key]])) } : drawn,
  )
const ask: fc.Arbitrary<Ask> = fc.record({
  purpose: fc.constantFrom(
    'prospecting' as const,
    'prospecting' as const,
    'prospecting' as const,
    'prospecting' as const,
    'audience' as const,
    'transfer' as const,
  ),
  channel: fc.constantFrom(...channels, 'email' as const, 'email' as const),
  offer: fc.oneof(
    {
      weight: 6,
      arbitrary: fc.record({
        name: fc.constant('o'),
        functions: fc.subarray([...offerFunctions].slice(0, 3), { minLength: 1 }),
        borderline: fc.subarray([...offerFunctions].slice(0, 3)),
        audience: usually.map((is) => (is ? ('business' as const) : ('consumer' as const))),
        productFamily: maybe(fc.constantFrom('a', 'b')),
        assessment: usually.map((is) => (is ? { id: 'l', author: 'd', on: '2026-01-01' } : null)),
      }),
    },
    { weight: 1, arbitrary: fc.constant(null) },
  ),
  kind: maybe(fc.constant('news')),
  related: maybe(fc.boolean()),
  pixel: fc.boolean(),
})

/** How much may be sent: nothing, only with the notice, anything. */
const sendable = (verdict: Verdict) => (verdict === 'ALLOW' ? 2 : verdict === 'ALLOW_NOTICE' ? 1 : 0)
const verdictOf = (known: ContactFacts, asked: Ask) => sendable(decide(known, asked, now).verdict)
const runs = { numRuns: 2_000 }

/** Each takes something away from what a contact may get. */
const restrictions: Readonly<Record<string, (known: ContactFacts, other: ContactFacts) => ContactFacts>> = {
  'one more no': (known) => ({
    ...known,
    objections: [...known.objections, { receivedAt: now.toISOString(), channels: ['email', 'phone'], kinds: [] }],
  }),
  'a message waits': (known) => ({ ...known, pending: 'objection' }),
  'a hold': (known) => ({ ...known, heldUntil: '2027-01-01' }),
  'consents lost': (known) => ({ ...known, consents: [] }),
  'no notice was shown or sent': (known) => ({
    ...known,
    notices: known.notices.filter((notice) => notice.event === 'bounced'),
    sources: known.sources.map((source) => ({ ...source, noticeShown: false })),
  }),
  'sellers fail': (known) => ({
    ...known,
    sources: known.sources.map((source) => ({ ...source, diligence: 'failed' })),
  }),
  'visible to few': (known) => ({
    ...known,
    sources: known.sources.map((source) => ({ ...source, visibility: 'restricted' })),
  }),
  'refused where published': (known) => ({
    ...known,
    sources: known.sources.map((source) => ({ ...source, refusedCanvassing: true })),
  }),
  'nobody approves': (known) => ({
    ...known,
    sources: known.sources.map((source) => ({ ...source, approved: false })),
  }),
  'no sales': (known) => ({ ...known, sales: [] }),
  'one more country': (known, other) => ({
    ...known,
    countries: known.countries.length === 0 ? [] : [...new Set([...known.countries, ...other.countries])],
  }),
  'time is over': (known) => ({ ...known, clock: { ...known.clock, expired: true } }),
}

/** Each makes one known thing unknown. */
const forgotten: Readonly<Record<string, (known: ContactFacts, asked: Ask) => [ContactFacts, Ask]>> = {
  country: (known, asked) => [{ ...known, countries: [] }, asked],
  function: (known, asked) => [{ ...known, functions: known.functions.map(() => []) }, asked],
  'legal form': (known, asked) => [
    { ...known, legalForm: known.legalForm === 'sole-trader' ? 'sole-trader' : 'unknown' },
    asked,
  ],
  // Who approves a guess has looked at where it came from (docs/reference/law.md#c10).
  visibility: (known, asked) => [
    {
      ...known,
      sources: known.sources.map((source) => (source.kind === 'C10' ? source : { ...source, visibility: null })),
    },
    asked,
  ],
  'check of the seller': (known, asked) => [
    { ...known, sources: known.sources.map((source) => ({ ...source, diligence: 'open' })) },
    asked,
  ],
  'name of the source': (known, asked) => [
    { ...known, sources: known.sources.map((source) => ({ ...source, name: null })) },
    asked,
  ],
  sources: (known, asked) => [{ ...known, sources: [] }, asked],
  'language of the notice': (known, asked) => [
    { ...known, notices: known.notices.map((notice) => ({ ...notice, language: null })) },
    asked,
  ],
  'text of the consent': (known, asked) => [
    { ...known, consents: known.consents.map((one) => ({ ...one, textVersion: null })) },
    asked,
  ],
  address: (known, asked) => [{ ...known, email: null, phone: null }, asked],
}

describe('whatever is known', () => {
  it('draws cases of every verdict, so that none of the rules below is empty', () => {
    const seen = fc
      .sample(fc.tuple(facts, ask), { numRuns: 4_000, seed: 7 })
      .map(([known, asked]) => decide(known, asked, now).verdict)
    const seldomSeen = ['ALLOW', 'ALLOW_NOTICE', 'NEED_CONSENT', 'QUARANTINE', 'REVIEW', 'BLOCK'].filter(
      (verdict) => seen.filter((one) => one === verdict).length < seen.length / 100,
    )
    expect(seldomSeen).toEqual([])
  })

  it('an objection that nothing of the person’s own followed wins', () => {
    fc.assert(
      fc.property(facts, ask, (known, asked) => {
        const said = {
          ...known,
          consents: known.consents.map((one) => ({ ...one, ownForm: false })),
          objections: [
            ...known.objections,
            { receivedAt: '2026-11-24T10:00:00.000Z', channels: [...channels], kinds: [] },
          ],
        }
        expect(decide(said, asked, now).verdict).toBe('BLOCK')
      }),
      runs,
    )
  })

  it.each(Object.keys(restrictions))('a restriction allows no more: %s', (name) => {
    const restrict = restrictions[name]
    if (restrict === undefined) throw new Error(name)
    fc.assert(
      fc.property(
        facts,
        facts,
        ask,
        (known, other, asked) => verdictOf(restrict(known, other), asked) <= verdictOf(known, asked),
      ),
      runs,
    )
  })

  it.each(Object.keys(forgotten))('not knowing allows no more: %s', (name) => {
    const forget = forgotten[name]
    if (forget === undefined) throw new Error(name)
    fc.assert(
      fc.property(facts, ask, (known, asked) => verdictOf(...forget(known, asked)) <= verdictOf(known, asked)),
      runs,
    )
  })

  it('the same inputs give one hash and one decision', () => {
    fc.assert(
      fc.property(facts, ask, (known, asked) => {
        const later = new Date('2026-11-25T23:59:00Z')
        const copy = structuredClone(known)
        expect([inputsHasher(asked, { strictSoleTraders: false }, later)(copy), decide(copy, asked, later)]).toEqual([
          inputsHasher(asked, { strictSoleTraders: false }, now)(known),
          decide(known, asked, now),
        ])
      }),
      { numRuns: 500 },
    )
  })
})
