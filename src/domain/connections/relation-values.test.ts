import { describe, expect, test } from 'vitest'
import { noFormerFields } from './former-customer.ts'
import { judgeRecord, judgeValue, type RelationRules } from './relation-values.ts'

const stage = 'lifecyclestage'
const fields: RelationRules['fields'] = [
  {
    field: stage,
    label: 'Phase',
    labels: { '1234': 'Client', '1235': 'Platine', lead: 'Client', opportunity: 'Or', subscriber: 'Subscriber' },
    own: { subscriber: 'prospect' },
  },
]
const said = (value: string, means: 'customer' | 'prospect' | 'former' | 'partner', label = value) => ({
  field: stage,
  value,
  label,
  means,
  by: 'dpo@example.test',
  on: '2026-11-01',
})
const rules = (more: Partial<RelationRules> = {}): RelationRules => ({
  judged: [],
  former: noFormerFields,
  fields,
  ...more,
})

describe('what the table of words proposes', () => {
  test.each([
    ['Customer - Direct', 'customer'],
    ['Customer - Channel', 'customer'],
    ['CLIENT', 'customer'],
    ['Kunde', 'customer'],
    ['Bestandskunde', 'customer'],
    ['Cliente', 'customer'],
    ['Klant', 'customer'],
    ['Évangéliste', null],
    ['evangelist', 'customer'],
    ['Prospect', 'prospect'],
    ['Interessent', 'prospect'],
    ['Client potentiel', 'prospect'],
    ['Marketing Qualified Lead', 'prospect'],
    ['Ancien client', 'former'],
    ['Ex-Kunde', 'former'],
    ['ex-cliente', 'former'],
    ['Churned', 'former'],
    ['Partenaire', 'partner'],
    ['Channel Partner / Reseller', 'partner'],
    // Words in doubt: whoever shows one is kept.
    ['Other', null],
    ['Competitor', null],
    ['Analyst', null],
    ['Press', null],
    ['Subscriber', null],
    ['Client inactif', null],
    ['Fournisseur', null],
    ['Kundenanfrage', null],
    ['Master_Account', null],
  ])('“%s”: %s', (value, means) => {
    expect(judgeValue(rules(), 'Account.Type', value)).toEqual({ means, by: null })
  })

  test.each([
    ['a stage of the portal’s own is read by its label', '1234', 'customer'],
    ['one with a label that nobody knows is not judged', '1235', null],
    ['a stage for leads that was renamed to one of customers makes customers', 'lead', 'customer'],
    ['a stage that was renamed to a word nobody knows is not judged', 'opportunity', null],
    ['the vendor’s own stage means what it was made for', 'subscriber', 'prospect'],
  ])('%s', (_name, value, means) => {
    expect(judgeValue(rules(), stage, value).means).toBe(means)
  })
})

describe('what somebody said of a value', () => {
  test('goes before the table, whatever the case', () => {
    expect(judgeValue(rules({ judged: [said('client', 'prospect', 'Client')] }), 'Account.Type', 'Client').means).toBe(
      'customer',
    )
    expect(judgeValue(rules({ judged: [said('1234', 'former', 'Client')] }), stage, '1234')).toEqual({
      means: 'former',
      by: { who: 'dpo@example.test', on: '2026-11-01' },
    })
  })
  test('does not hold once the system calls the value something else', () => {
    expect(judgeValue(rules({ judged: [said('1235', 'prospect', 'Argent')] }), stage, '1235')).toEqual({
      means: null,
      by: null,
    })
  })
  test('the values that the settings list as former ones mean that, but never against a customer’s word', () => {
    const former = { property: stage, values: ['1235', '1234'], endProperty: '' }
    expect([
      judgeValue(rules({ former }), stage, '1235').means,
      judgeValue(rules({ former }), stage, '1234').means,
    ]).toEqual(['former', 'customer'])
  })
})

test.each([
  ['no value: nothing is said', {}, null],
  ['one customer is enough', { [stage]: '1234', 'Account.Type': 'Prospect', Own: null }, 'customer'],
  ['what is hidden may be a customer', { [stage]: 'mql', Own: null }, 'hidden'],
  ['what nobody judged keeps', { [stage]: 'mql', Own: 'Gold' }, 'unjudged'],
  ['a former one counts before a prospect', { [stage]: 'mql', Own: 'Churned' }, 'former'],
  ['prospects', { [stage]: 'mql', Own: 'Lead' }, 'prospect'],
])('a record: %s', (_name, values, means) => {
  expect(judgeRecord(rules(), values)).toBe(means)
})
