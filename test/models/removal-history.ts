import fc from 'fast-check'
import type { RemoteAct } from '../../src/connector/records.ts'
import type { SystemName } from './removal-held.ts'

/** People of one history; the third has a name of their own, the first two could be one person. */
export type PersonIndex = 0 | 1 | 2

/** How long ago, or how far on, in calendar months and days. */
export interface Span {
  months: number
  days: number
}

/** What happens to people at the systems, and what they do and have done to them. */
export type LocalStep =
  | {
      do: 'appear'
      person: PersonIndex
      system: SystemName
      lead: boolean
      ago: Span
      sourced: boolean
      shared: boolean
    }
  | { do: 'act'; person: PersonIndex; system: SystemName; kind: RemoteAct['kind'] | 'open'; ago: Span }
  /** `fresh`: under the address that a system may give them later, or gave them. */
  | { do: 'act-beside'; person: PersonIndex; fresh: boolean; ago: Span }
  | { do: 'relation'; person: PersonIndex; system: SystemName; relation: 'none' | 'customer' | 'open-deal' }
  /** A case is opened, or the last one closed. */
  | { do: 'case'; person: PersonIndex; system: SystemName; by: 1 | -1 }
  | { do: 'no'; person: PersonIndex; fresh: boolean; channels: 'email' | 'all' }
  | { do: 'lift'; person: PersonIndex; channels: 'email' | 'all' }
  | { do: 'stop-there'; person: PersonIndex; system: SystemName }
  | { do: 'keep'; person: PersonIndex; days: number | null }
  | { do: 'keep-domain' | 'end-keeping' }
  | { do: 'question' | 'answer' | 'restore'; person: PersonIndex }
  | { do: 'merge'; person: PersonIndex; system: SystemName }
  | { do: 're-type'; person: PersonIndex }
  | { do: 'new-address'; person: PersonIndex; system: SystemName }
  | { do: 'one-address-more'; person: PersonIndex; of: PersonIndex; system: SystemName }

/** What happens to everybody at once. */
export type CommonStep =
  | { do: 'time'; span: Span }
  | { do: 'to'; day: 'month-end' | 'leap-day' }
  | { do: 'run' | 'carry' | 'advance' | 'window' }
  | { do: 'approve'; times: 1 | 3 }
  | { do: 'down' | 'up' | 'hide' | 'show'; system: SystemName }
  | { do: 'refuse'; act: 'hold' | 'bin'; calls: number }
  | { do: 'interrupt'; calls: number; when: 'before' | 'after' }

/** Histories that live side by side in one base, with the same days, runs and plans. */
export interface Case {
  startOn: string
  /**
   * The worker dies once in each plan, at so many calls that delete; 0 = it does not. What the calls before took must
   * not be asked for again.
   */
  dies: number
  common: CommonStep[]
  /** Each history: its own steps, and after how many of the common ones each is taken. */
  histories: { at: number; step: LocalStep }[][]
}

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
      relation: fc.constantFrom<'none' | 'customer' | 'open-deal'>('none', 'customer', 'open-deal'),
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
    act: fc.constantFrom<'hold' | 'bin'>('hold', 'bin'),
    calls: fc.integer({ min: 1, max: 3 }),
  }),
  interrupt,
)
const hiding: fc.Arbitrary<CommonStep> = fc.record({
  do: fc.constantFrom('hide' as const, 'hide' as const, 'show' as const),
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
    some(hiding, 8),
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
    some(hiding, 6),
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
  relation: 'none' | 'customer',
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
  const history = fc
    .tuple(
      fc.array(fc.record({ at: fc.constant(0), step: silent }), { minLength: 1, maxLength: 3, size: 'max' }),
      fc.oneof({ weight: 3, arbitrary: fc.constant([]) }, { weight: 1, arbitrary: former }),
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
