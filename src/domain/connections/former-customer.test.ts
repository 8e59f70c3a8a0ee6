import { expect, it } from 'vitest'
import { FormerCustomerFields, relationEndOf, relationshipOf } from './former-customer.ts'

const fields = { property: 'stage', values: ['Former customer', '98'], endProperty: 'contract_end' }

it.each<[string, Record<string, string>, unknown, Partial<FormerCustomerFields>?]>([
  ['nothing', {}, null],
  ['another stage', { stage: 'lead' }, null],
  ['a stage that means so, without a day', { stage: ' former CUSTOMER ' }, { state: 'over', endedOn: null }],
  ['a day that has passed', { contract_end: '2024-02-29' }, { state: 'over', endedOn: '2024-02-29' }],
  [
    'an instant of today',
    { contract_end: '2026-11-26T23:00:00.000Z', stage: '98' },
    { state: 'over', endedOn: '2026-11-26' },
  ],
  ['a day to come, whatever the stage', { contract_end: '2026-11-27', stage: '98' }, { state: 'runs' }],
  ['a day that is none', { contract_end: 'soon', stage: '98' }, { state: 'over', endedOn: null }],
  ['no field named', { stage: '98', contract_end: '2020-01-01' }, null, { property: '', values: [], endProperty: '' }],
])('the fields say %s', (_what, row, expected, named = {}) => {
  expect(relationshipOf({ ...fields, ...named }, (name) => row[name] ?? null, '2026-11-26')).toEqual(expected)
})

it('the last end counts, and none where a system shows a customer', () => {
  const record = (relation: 'none' | 'customer' | 'open-deal', relationEndedOn: string | null) => ({
    relation,
    relationEndedOn,
  })
  expect([
    relationEndOf([]),
    relationEndOf([record('none', null)]),
    relationEndOf([record('none', '2024-01-01'), record('open-deal', '2025-01-01'), record('none', null)]),
    relationEndOf([record('none', '2024-01-01'), record('customer', null)]),
  ]).toEqual([null, null, '2025-01-01', null])
})

it('values go with their field; a field alone is one whose values are said elsewhere', () => {
  expect(
    [fields, { ...fields, values: [] }, { ...fields, property: '' }, { ...fields, property: '', values: [] }].map(
      (given) => FormerCustomerFields.safeParse(given).success,
    ),
  ).toEqual([true, true, false, true])
})
