import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { namedOnly, needsConsent, normalBrokerName, type BrokerProfile } from './broker-profile.ts'
import { brokerStates, deliveryFault, standingOf, type BrokerFacts, type PointAnswer } from './broker-standing.ts'
import { diligenceIds, diligencePoints, type DiligenceId } from './tables/diligence-points.ts'

const today = '2026-11-25'
const said: BrokerProfile = {
  ...namedOnly('Prospecta'),
  objections: { way: 'api', address: 'https://prospecta.example.test', format: null, hours: 48, acknowledged: true },
  role: 'controller',
  decides: { sources: 'broker', fields: 'both', terms: 'us' },
  use: { people: 'business', countries: ['FR'] },
}
const yes = (on: string): PointAnswer => ({ answer: 'yes', evidence: 1, on })
const all = (on: string, more: Partial<Record<DiligenceId, PointAnswer>> = {}) =>
  ({ ...Object.fromEntries(diligenceIds.map((id) => [id, yes(on)])), ...more }) as Record<DiligenceId, PointAnswer>
const facts = (more: Partial<BrokerFacts> = {}): BrokerFacts => ({
  profile: said,
  answers: all('2026-11-01'),
  reviewedOn: null,
  countedUntil: null,
  ...more,
})
const without = (...ids: DiligenceId[]) =>
  Object.fromEntries(Object.entries(all('2026-11-01')).filter(([id]) => !ids.some((one) => one === id)))

describe('whether the use of bought data needs a consent', () => {
  it.each<[string, BrokerProfile['use'], boolean]>([
    ['not for professionals in France', { people: 'business', countries: ['FR'] }, false],
    ['not where a country lets them refuse', { people: 'business', countries: ['FR', 'GB', 'IE'] }, false],
    ['where one country asks for it', { people: 'business', countries: ['FR', 'DE'] }, true],
    ['where a company address is free and a named one is not', { people: 'business', countries: ['BE'] }, true],
    ['in a country without a row', { people: 'business', countries: ['JP'] }, true],
    ['for consumers', { people: 'consumers', countries: ['FR'] }, true],
    ['when nobody said whom', { people: 'unknown', countries: ['FR'] }, true],
    ['when nobody said where', { people: 'business', countries: [] }, true],
  ])('%s', (_name, use, needed) => {
    expect(needsConsent(use)).toBe(needed)
  })
})

describe('how a broker stands', () => {
  it('is checked when every must is answered with a file that shows it, until a year after the oldest answer', () => {
    expect(standingOf(facts(), today)).toEqual({
      state: 'checked',
      accepted: true,
      open: [],
      required: 10,
      closed: 10,
      reviewBy: '2027-11-01',
      countsUntil: '2027-12-01',
      countedUntil: null,
    })
  })

  it.each<[string, Partial<BrokerFacts>, { id: DiligenceId; reason: string }[]]>([
    [
      'nobody answered',
      { answers: without('I1', 'I9') },
      [
        { id: 'I1', reason: 'unanswered' },
        { id: 'I9', reason: 'unanswered' },
      ],
    ],
    [
      'the answer is no',
      { answers: all('2026-11-01', { I7: { answer: 'no', evidence: 1, on: today } }) },
      [{ id: 'I7', reason: 'no' }],
    ],
    [
      'no file shows it',
      { answers: all('2026-11-01', { I4: { answer: 'yes', evidence: 0, on: today } }) },
      [{ id: 'I4', reason: 'no-evidence' }],
    ],
    [
      'it cannot be without object',
      { answers: all('2026-11-01', { I1: { answer: 'not-applicable', evidence: 0, on: today } }) },
      [{ id: 'I1', reason: 'not-applicable' }],
    ],
    [
      'a consent is needed and was not proved',
      { profile: { ...said, use: { people: 'consumers', countries: ['FR'] } }, answers: without('I2', 'I3') },
      [
        { id: 'I2', reason: 'unanswered' },
        { id: 'I3', reason: 'unanswered' },
      ],
    ],
    [
      'the register does not say how an objection reaches it, nor who decides',
      {
        profile: {
          ...said,
          objections: { ...said.objections, address: null },
          decides: { ...said.decides, terms: 'unknown' },
        },
      },
      [
        { id: 'I6', reason: 'profile' },
        { id: 'I10', reason: 'profile' },
      ],
    ],
  ])('has an open must when %s', (_name, more, open) => {
    const standing = standingOf(facts(more), today)
    expect([standing.open, standing.state, standing.accepted, standing.required - standing.closed]).toEqual([
      open,
      'open',
      false,
      open.length,
    ])
  })

  it('has none open for a notice where all rests on consent, with the reason', () => {
    expect(
      standingOf(
        facts({ answers: all('2026-11-01', { I5: { answer: 'not-applicable', evidence: 0, on: today } }) }),
        today,
      ).open,
    ).toEqual([])
  })

  it.each<[string, string, string | null, string, boolean]>([
    ['counts on the last day before the look', '2025-11-25', null, 'checked', true],
    ['counts for thirty days more', '2025-11-24', null, 'review-due', true],
    ['counts on the last of them', '2025-10-26', null, 'review-due', true],
    ['does not count after them', '2025-10-25', null, 'lapsed', false],
    ['counts again once somebody looked', '2024-01-01', '2026-06-01', 'checked', true],
  ])('%s', (_name, answeredOn, reviewedOn, state, accepted) => {
    expect(standingOf(facts({ answers: all(answeredOn), reviewedOn }), today)).toMatchObject({ state, accepted })
  })

  it.each<[string, Partial<BrokerFacts>, string, boolean]>([
    ['counts to the end of its term without checks', { answers: {}, countedUntil: today }, 'counted', true],
    ['no longer the day after', { answers: {}, countedUntil: '2026-11-24' }, 'open', false],
    [
      'no longer once somebody answered no',
      { answers: { I9: { answer: 'no', evidence: 0, on: today } }, countedUntil: '2026-12-20' },
      'open',
      false,
    ],
    [
      'no longer once somebody said that a must has no object',
      { answers: { I9: { answer: 'not-applicable', evidence: 0, on: today } }, countedUntil: '2026-12-20' },
      'open',
      false,
    ],
    [
      'still when what was answered no is no must',
      { answers: { I2: { answer: 'no', evidence: 0, on: today } }, countedUntil: '2026-12-20' },
      'counted',
      true,
    ],
  ])('in use before the register %s', (_name, more, state, accepted) => {
    expect(standingOf(facts(more), today)).toMatchObject({ state, accepted })
  })

  it('never gets better by one more open must', () => {
    const answer = fc.option(
      fc.record({
        answer: fc.constantFrom('yes' as const, 'no' as const, 'not-applicable' as const),
        evidence: fc.nat(1),
        on: fc.constantFrom('2024-01-01', '2025-11-01', '2026-11-01'),
      }),
      { nil: undefined },
    )
    const day = fc.option(fc.constantFrom('2024-05-01', '2026-01-01', '2026-11-20', '2026-12-20'), { nil: null })
    const broker = fc.record({
      profile: fc
        .record({
          people: fc.constantFrom('unknown' as const, 'business' as const, 'consumers' as const),
          where: fc.constantFrom<string[]>([], ['FR'], ['FR', 'DE']),
        })
        .map(({ people, where }) => ({ ...said, use: { people, countries: where } })),
      answers: fc
        .tuple(...diligenceIds.map(() => answer))
        .map((list) =>
          Object.fromEntries(
            diligenceIds.flatMap((id, place) => (list[place] === undefined ? [] : [[id, list[place]]])),
          ),
        ),
      reviewedOn: day,
      countedUntil: day,
    })
    const rank = (one: BrokerFacts) => brokerStates.indexOf(standingOf(one, today).state)
    fc.assert(
      fc.property(
        broker,
        fc.constantFrom(...diligencePoints.filter((point) => point.must === 'always').map(({ id }) => id)),
        fc.boolean(),
        (one, id, refused) => {
          // What was answered never becomes unanswered.
          fc.pre(refused || !standingOf(one, today).open.some((open) => open.id === id))
          const { [id]: _gone, ...rest } = one.answers as Record<string, PointAnswer>
          const worse: BrokerFacts = {
            ...one,
            answers: refused ? { ...rest, [id]: { answer: 'no', evidence: 0, on: today } } : rest,
          }
          const [before, after] = [standingOf(one, today), standingOf(worse, today)]
          expect([
            rank(worse) >= rank(one),
            before.accepted || !after.accepted,
            after.closed / after.required <= before.closed / before.required,
          ]).toEqual([true, true, true])
        },
      ),
      { numRuns: 500 },
    )
  })
})

describe('a delivery', () => {
  const contract = { reference: null, from: '2026-01-01', until: '2026-12-31', evidenceId: null }
  it.each<[string, Partial<BrokerFacts>, string, object | null]>([
    ['of a checked broker is taken', {}, today, null],
    [
      'is refused while a must is open, by its points',
      { answers: without('I4', 'I11') },
      today,
      { code: 'musts', points: ['I4', 'I11'] },
    ],
    [
      'is refused in the term of a broker in use before',
      { answers: {}, countedUntil: '2026-12-20' },
      today,
      { code: 'musts', points: ['I1', 'I4', 'I5', 'I6', 'I7', 'I8', 'I9', 'I10', 'I11', 'I12'] },
    ],
    [
      'is refused when nobody looked for a year and a month',
      { answers: all('2025-10-25') },
      today,
      { code: 'review', points: [] },
    ],
    ['is taken within the contract', { profile: { ...said, contract } }, '2026-12-31', null],
    ['is refused after its end', { profile: { ...said, contract } }, '2027-01-01', { code: 'contract', points: [] }],
    [
      'is refused before its beginning',
      { profile: { ...said, contract } },
      '2025-12-31',
      { code: 'contract', points: [] },
    ],
  ])('%s', (_name, more, obtainedOn, fault) => {
    expect(deliveryFault(facts(more), obtainedOn, today)).toEqual(fault)
  })
})

it('a name is the same whatever its case and blanks', () => {
  expect([normalBrokerName('  PROSPECTA   Data '), normalBrokerName('Prospecta-Data')]).toEqual([
    'prospecta data',
    'prospecta-data',
  ])
})

describe('a must that is open keeps everything of a broker out', () => {
  const consumers = { ...said, use: { people: 'consumers', countries: ['FR'] } } satisfies BrokerProfile
  it.each<[string, DiligenceId]>([
    ['I1: who collected first', 'I1'],
    ['I2: a proof for each person, where consent is needed', 'I2'],
    ['I3: our name on the list, where consent is needed', 'I3'],
    ['I4: the form', 'I4'],
    ['I5: the notice and the refusal people got', 'I5'],
    ['I6: how objections travel', 'I6'],
    ['I7: the wash on both sides', 'I7'],
    ['I8: retention and last contact', 'I8'],
    ['I9: the chain behind', 'I9'],
    ['I10: who decides', 'I10'],
    ['I11: our own checks', 'I11'],
    ['I12: nothing is passed on', 'I12'],
  ])('%s', (_name, id) => {
    const profile = id === 'I2' || id === 'I3' ? consumers : said
    const whole = standingOf(facts({ profile }), today)
    const { accepted, open } = standingOf(facts({ profile, answers: without(id) }), today)
    expect([whole.accepted, whole.open, accepted, open]).toEqual([true, [], false, [{ id, reason: 'unanswered' }]])
  })
})
