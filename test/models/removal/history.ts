import fc from 'fast-check'
import type { RemoteAct } from '../../../src/connector/records.ts'
import type { Refused, Relation, SystemName } from './held.ts'
import type { PersonIndex, LocalStep, CommonStep, Case } from './steps.ts'

/** Common and own steps of one history. */
export const maxSteps = 30
const maxOwn = 16

const person = fc.constantFrom<PersonIndex>(0, 1, 2)
const system = fc.constantFrom<SystemName>('a', 'b')
/** Most of what matters happens within a day or two of the term's end. */
const ago = fc.oneof(
  { weight: 3, arbitrary: fc.record({ months: fc.constant(36), days: fc.integer({ min: -2, max: 2 }) }) },
  {
    weight: 3,
    arbitrary: fc.record({ months: fc.integer({ min: 36, max: 60 }), days: fc.integer({ min: 0, max: 31 }) }),
  },
  {
    weight: 2,
    arbitrary: fc.record({ months: fc.integer({ min: 0, max: 36 }), days: fc.integer({ min: 0, max: 31 }) }),
  },
)
const lately = fc.record({ months: fc.constant(0), days: fc.integer({ min: 0, max: 3 }) })
/** Vendors send dates that are not yet, too. */
const actedAgo = fc.oneof(
  { weight: 5, arbitrary: lately },
  { weight: 4, arbitrary: ago },
  { weight: 1, arbitrary: fc.record({ months: fc.integer({ min: -12, max: -1 }), days: fc.constant(0) }) },
)
const channels = fc.constantFrom<'email' | 'all'>('email', 'all')
const fresh = fc.oneof({ weight: 3, arbitrary: fc.constant(false) }, { weight: 1, arbitrary: fc.constant(true) })

const appear = fc.record({
  do: fc.constant('appear' as const),
  person,
  system,
  lead: fc.boolean(),
  ago,
  sourced: fc.boolean(),
  shared: fc.boolean(),
})
/** Somebody who could go, most of the time. */
const silent = fc.record({
  do: fc.constant('appear' as const),
  person,
  system,
  lead: fc.boolean(),
  ago: fc.oneof(
    { weight: 1, arbitrary: ago },
    {
      weight: 4,
      arbitrary: fc.record({ months: fc.integer({ min: 36, max: 60 }), days: fc.integer({ min: 1, max: 31 }) }),
    },
  ),
  sourced: fc.boolean(),
  shared: fc.oneof({ weight: 3, arbitrary: fc.constant(false) }, { weight: 1, arbitrary: fc.constant(true) }),
})
const local: fc.Arbitrary<LocalStep> = fc.oneof(
  { weight: 4, arbitrary: appear },
  {
    weight: 5,
    arbitrary: fc.record({
      do: fc.constant('act' as const),
      person,
      system,
      kind: fc.constantFrom<'open' | RemoteAct['kind']>('open', 'click', 'reply', 'form', 'meeting', 'response'),
      ago: actedAgo,
    }),
  },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('act-beside' as const), person, fresh, ago: actedAgo }) },
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constant('relation' as const),
      person,
      system,
      relation: fc.constantFrom<Relation>('none', 'customer', 'open-deal', 'unjudged'),
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({ do: fc.constant('case' as const), person, system, by: fc.constantFrom<1 | -1>(1, -1) }),
  },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('no' as const), person, fresh, channels }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('lift' as const), person, channels }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('stop-there' as const), person, system }) },
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constant('keep' as const),
      person,
      days: fc.option(fc.integer({ min: 1, max: 60 })),
    }),
  },
  { weight: 1, arbitrary: fc.constantFrom<LocalStep>({ do: 'keep-domain' }, { do: 'end-keeping' }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constantFrom('question' as const, 'answer' as const), person }) },
  { weight: 8, arbitrary: fc.record({ do: fc.constant('restore' as const), person }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('merge' as const), person, system }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('re-type' as const), person }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('new-address' as const), person, system }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('one-address-more' as const), person, of: person, system }) },
  { weight: 4, arbitrary: fc.record({ do: fc.constant('mobile' as const), person, of: person, system }) },
)

const time: fc.Arbitrary<CommonStep> = fc.oneof(
  fc.record({
    do: fc.constant('time' as const),
    span: fc.record({ months: fc.constant(0), days: fc.integer({ min: 0, max: 40 }) }),
  }),
  fc.record({
    do: fc.constant('time' as const),
    span: fc.record({ months: fc.integer({ min: 1, max: 14 }), days: fc.constant(0) }),
  }),
  fc.record({
    do: fc.constant('to' as const),
    day: fc.constantFrom<'month-end' | 'leap-day'>('month-end', 'leap-day'),
  }),
)
const interrupt: fc.Arbitrary<CommonStep> = fc.record({
  do: fc.constant('interrupt' as const),
  calls: fc.integer({ min: 1, max: 9 }),
  when: fc.constantFrom<'before' | 'after'>('before', 'after'),
})
const trouble: fc.Arbitrary<CommonStep> = fc.oneof(
  fc.record({ do: fc.constantFrom('down' as const, 'up' as const), system }),
  fc.record({
    do: fc.constant('refuse' as const),
    act: fc.constantFrom<Refused>('hold', 'bin', 'rule'),
    calls: fc.integer({ min: 1, max: 3 }),
  }),
  interrupt,
)
const hiding: fc.Arbitrary<CommonStep> = fc.record({
  do: fc.constantFrom('hide' as const, 'hide' as const, 'show' as const, 'lose-sight' as const, 'see-again' as const),
  system,
})
const some = (arbitrary: fc.Arbitrary<CommonStep>, share: number) =>
  fc.oneof(
    { weight: share, arbitrary: fc.constant<CommonStep[]>([]) },
    { weight: 1, arbitrary: arbitrary.map((step) => [step]) },
  )
const approve: fc.Arbitrary<CommonStep> = fc.record({
  do: fc.constant('approve' as const),
  times: fc.constantFrom<1 | 3>(1, 3),
})
const done = (name: 'run' | 'carry' | 'advance' | 'window') => fc.constant<CommonStep>({ do: name })
/** Roads that lead somewhere, each of whose steps may be missing: plan, approve, hold, wait, bin. */
const road = fc
  .tuple(
    some(time, 1),
    some(hiding, 5),
    done('run').map((step) => [step]),
    some(trouble, 5),
    some(time, 4),
    fc.oneof(
      { weight: 4, arbitrary: approve.map((step) => [step]) },
      { weight: 1, arbitrary: fc.constant<CommonStep[]>([]) },
    ),
    some(trouble, 2),
    some(done('carry'), 3),
    some(done('advance'), 1),
    some(fc.oneof(interrupt, trouble), 1),
    some(hiding, 4),
    fc.oneof(
      { weight: 4, arbitrary: done('window').map((step) => [step]) },
      { weight: 1, arbitrary: time.map((step) => [step]) },
    ),
    some(trouble, 4),
    some(done('advance'), 2),
  )
  .map((parts) => parts.flat())

const startOn = fc.constantFrom(
  '2026-10-31',
  '2027-01-31',
  '2027-02-28',
  '2028-02-28',
  '2028-02-29',
  '2027-12-31',
  '2027-06-15',
)

const relationOf = (
  { person: whose, system: where }: Extract<LocalStep, { do: 'appear' }>,
  relation: Relation,
): LocalStep => ({ do: 'relation', person: whose, system: where, relation })

/** At most `side` histories side by side. */
export function cases(side: number): fc.Arbitrary<Case> {
  const some = fc.record({ at: fc.nat({ max: 15 }), step: local })
  const own = fc.oneof(
    { weight: 2, arbitrary: fc.array(some, { maxLength: 4, size: 'max' }) },
    { weight: 1, arbitrary: fc.array(some, { maxLength: maxOwn - 3, size: 'max' }) },
  )
  // Somebody who was a customer for long and is none any more: the term runs from the day on which that was seen.
  const former = fc.record({ step: silent, at: fc.nat({ max: 15 }) }).map(({ step, at }) => [
    { at: 0, step },
    { at: 0, step: relationOf(step, 'customer') },
    { at, step: relationOf(step, 'none') },
  ])
  // Somebody with a word of which nobody said what it means.
  const doubted = silent.map((step) => [
    { at: 0, step },
    { at: 0, step: relationOf(step, 'unjudged') },
  ])
  // Somebody who has the mobile of another name that acted lately: maybe the same person.
  const sharing = fc.tuple(silent, lately).map(([step, acted]) => {
    const there = { person: 2 as const, system: step.system }
    return [
      { at: 0, step: { ...step, person: 0 as const } },
      { at: 0, step: { ...step, ...there } },
      { at: 0, step: { do: 'act' as const, ...there, kind: 'click' as const, ago: acted } },
      { at: 0, step: { do: 'mobile' as const, person: 0 as const, of: 2 as const, system: step.system } },
    ]
  })
  // Somebody whom both systems hold, and who acted in one of them.
  const inBoth = fc.tuple(silent, system, actedAgo, fc.nat({ max: 15 })).map(([step, where, acted, at]) => [
    { at: 0, step: { ...step, system: 'a' as const } },
    { at: 0, step: { ...step, system: 'b' as const } },
    { at, step: { do: 'act' as const, person: step.person, system: where, kind: 'reply' as const, ago: acted } },
  ])
  // Somebody who opted out of e-mail, which keeps nobody once each system has it.
  const objecting = silent.map((step) => [
    { at: 0, step },
    { at: 0, step: { do: 'no' as const, person: step.person, fresh: false, channels: 'email' as const } },
  ])
  const history = fc
    .tuple(
      fc.array(fc.record({ at: fc.constant(0), step: silent }), { minLength: 1, maxLength: 3, size: 'max' }),
      fc.oneof(
        { weight: 3, arbitrary: fc.constant([]) },
        { weight: 1, arbitrary: former },
        { weight: 1, arbitrary: doubted },
        { weight: 1, arbitrary: sharing },
        { weight: 2, arbitrary: inBoth },
        { weight: 1, arbitrary: objecting },
      ),
      own,
    )
    .map((parts) => parts.flat())
  return fc.record({
    startOn,
    dies: fc.integer({ min: 0, max: 3 }),
    common: fc
      .array(road, { minLength: 1, maxLength: 2, size: 'max' })
      .map((roads) => roads.flat().slice(0, maxSteps - maxOwn)),
    histories: fc.array(history, { minLength: 1, maxLength: side, size: 'max' }),
  })
}
