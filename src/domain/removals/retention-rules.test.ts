import { expect, it } from 'vitest'
import { monthsFor, ownTermsOn, RetentionRule } from './retention-rules.ts'

const rule = (more: Partial<RetentionRule>): RetentionRule => ({
  id: 'r',
  population: null,
  country: null,
  sourceKind: null,
  months: 24,
  reason: '',
  from: '2026-01-01',
  ...more,
})
const french = { countries: ['FR'], sourceKinds: ['C7' as const], formerCustomer: false }

it.each<[string, RetentionRule[], Partial<typeof french>, number]>([
  ['no rule', [], {}, 36],
  ['one about their country', [rule({ country: 'FR' })], {}, 24],
  ['one about another country', [rule({ country: 'DE' })], {}, 36],
  ['one about their kind of source', [rule({ sourceKind: 'C7', months: 12 })], {}, 12],
  ['one about country and kind', [rule({ country: 'FR', sourceKind: 'C1' })], {}, 36],
  ['the shortest of several', [rule({ country: 'FR' }), rule({ sourceKind: 'C7', months: 12 })], {}, 12],
  ['a longer one, where it is theirs', [rule({ country: 'FR', months: 48, reason: 'x'.repeat(20) })], {}, 48],
  ['one that begins tomorrow', [rule({ country: 'FR', from: '2026-11-27' })], {}, 36],
  ['one that begins today', [rule({ country: 'FR', from: '2026-11-26' })], {}, 24],
  ['one of two countries that may be theirs', [rule({ country: 'DE', months: 12 })], { countries: ['FR', 'DE'] }, 12],
  ['one about prospects', [rule({ population: 'prospect' })], {}, 24],
  ['one about former customers, who they are not', [rule({ population: 'former-customer' })], {}, 36],
  [
    'one about former customers, who they are',
    [rule({ population: 'former-customer', months: 12 }), rule({ population: 'prospect', months: 6 })],
    { formerCustomer: true },
    12,
  ],
  [
    'one about French former customers',
    [
      rule({ population: 'former-customer', country: 'FR', months: 12 }),
      rule({ population: 'former-customer', country: 'DE', months: 6 }),
    ],
    { formerCustomer: true },
    12,
  ],
])('%s', (_what, rules, more, months) => {
  expect(monthsFor({ inactivityMonths: 36, retentionRules: rules }, { ...french, ...more }, '2026-11-26')).toBe(months)
})

it('names the terms of their own that count on a day', () => {
  expect(
    ownTermsOn([rule({ country: 'FR' }), rule({ population: 'prospect', from: '2026-11-27' })], '2026-11-26'),
  ).toEqual([{ population: null, country: 'FR', sourceKind: null, months: 24 }])
})

it('more than three years need a reason, and a rule is about somebody', () => {
  const faults = (more: Partial<RetentionRule>) =>
    RetentionRule.safeParse(rule(more)).error?.issues.map((issue) => issue.path.join('.')) ?? []
  expect([
    faults({ country: 'FR', months: 37 }),
    faults({ country: 'FR', months: 37, reason: 'Long sales cycle of machines' }),
    faults({}),
    faults({ population: 'prospect' }),
    faults({ country: 'France' }),
    faults({ country: 'FR', months: 61, reason: 'Long sales cycle of machines' }),
    faults({ country: 'FR', from: '2026-02-30' }),
  ]).toEqual([['reason'], [], ['country'], [], ['country'], ['months'], ['from']])
})
