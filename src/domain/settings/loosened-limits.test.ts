import { describe, expect, it } from 'vitest'
import { withoutLoosening } from './loosened-limits.ts'
import { keepRelated } from '../removals/related.ts'
import type { RetentionRule } from '../removals/retention-rules.ts'
import { defaultSettings, type Settings } from './settings.ts'

const base: Settings = { ...defaultSettings, inactivityMonths: 24, otherTools: ['Brevo'] }
const said = (value: string, label: string, means: 'customer' | 'prospect' | 'former') => ({
  field: 'lifecyclestage',
  value,
  label,
  means,
  by: 'dpo@example.test',
  on: '2026-11-01',
})
const rule = (months: number, more: Partial<RetentionRule> = {}): RetentionRule => ({
  id: `r${months}`,
  population: null,
  country: 'FR',
  sourceKind: null,
  months,
  reason: '',
  from: '2026-12-01',
  ...more,
})

describe('what of a change holds at once', () => {
  it.each<[string, Partial<Settings>, Partial<Settings>, Partial<Settings>]>([
    ['fewer months wait', {}, { inactivityMonths: 12 }, { inactivityMonths: 24 }],
    ['more months hold', {}, { inactivityMonths: 30 }, { inactivityMonths: 30 }],
    [
      'a larger share and number wait',
      {},
      { maxRemovalShare: 1, maxRemovalPeople: 20_000 },
      { maxRemovalShare: 0.05, maxRemovalPeople: 10_000 },
    ],
    [
      'a smaller share and number hold',
      {},
      { maxRemovalShare: 0.01, maxRemovalPeople: 5 },
      { maxRemovalShare: 0.01, maxRemovalPeople: 5 },
    ],
    ['a second approver only for larger plans waits', {}, { secondApprovalAbove: 501 }, { secondApprovalAbove: 500 }],
    ['a second approver for smaller plans holds', {}, { secondApprovalAbove: 0 }, { secondApprovalAbove: 0 }],
    ['fewer days wait, more hold', {}, { restoreDays: 13 }, { restoreDays: 14 }],
    ['fewer hours to take an erasure back wait', {}, { erasureCoolingHours: 1 }, { erasureCoolingHours: 24 }],
    [
      'assumed starts and erasing wait',
      {},
      { assumedStarts: true, eraseSilent: true },
      { assumedStarts: false, eraseSilent: false },
    ],
    [
      'no assumed starts hold',
      { assumedStarts: true, eraseSilent: true },
      { assumedStarts: false, eraseSilent: false },
      { assumedStarts: false, eraseSilent: false },
    ],
    [
      'kinds that are kept hold, kinds that go wait',
      { related: { ...keepRelated, files: 'delete' } },
      { related: { ...keepRelated, emails: 'delete' } },
      { related: keepRelated },
    ],
    ['the first answer about tools waits', { otherTools: null }, { otherTools: [] }, { otherTools: null }],
    ['a tool more holds, a tool less waits', {}, { otherTools: ['Lemlist'] }, { otherTools: ['Lemlist', 'Brevo'] }],
    ['another writing of a tool holds', {}, { otherTools: ['brevo'] }, { otherTools: ['brevo'] }],
    [
      'a field of former customers waits',
      {},
      { formerCustomers: { hubspot: { property: 'x', values: ['y'], endProperty: '' } } },
      { formerCustomers: {} },
    ],
    [
      'a value that becomes a customer’s holds, and so does a proposal that is confirmed',
      { relationValues: { hubspot: [said('9002', 'Platine', 'prospect')] } },
      { relationValues: { hubspot: [said('9002', 'Platine', 'customer'), said('lead', 'Lead', 'prospect')] } },
      { relationValues: { hubspot: [said('9002', 'Platine', 'customer'), said('lead', 'Lead', 'prospect')] } },
    ],
    [
      'a customer’s value that is said to be none waits, and so does a value that nobody judged',
      { relationValues: { hubspot: [said('9001', 'Gold', 'customer')] } },
      { relationValues: { hubspot: [said('9001', 'Gold', 'prospect'), said('9002', 'Platine', 'former')] } },
      { relationValues: { hubspot: [said('9001', 'Gold', 'customer')] } },
    ],
    [
      'to say no longer that a prospect’s word means a customer waits',
      { relationValues: { hubspot: [said('lead', 'Lead', 'customer')] } },
      { relationValues: { hubspot: [] } },
      { relationValues: { hubspot: [said('lead', 'Lead', 'customer')] } },
    ],
    [
      'to say nothing any more of a word that nobody knows holds: it keeps',
      { relationValues: { hubspot: [said('9002', 'Platine', 'prospect')] } },
      { relationValues: { hubspot: [] } },
      { relationValues: { hubspot: [] } },
    ],
    ['a shorter own term waits', {}, { retentionRules: [rule(12)] }, { retentionRules: [] }],
    ['a longer own term holds', {}, { retentionRules: [rule(30)] }, { retentionRules: [rule(30)] }],
    [
      'a longer own term beside a longer one waits',
      { retentionRules: [rule(36, { country: 'DE' })] },
      { retentionRules: [rule(36, { country: 'DE' }), rule(30)] },
      { retentionRules: [rule(36, { country: 'DE' })] },
    ],
    [
      'the end of a short own term holds',
      { retentionRules: [rule(12)] },
      { retentionRules: [] },
      { retentionRules: [] },
    ],
    [
      'the end of a long own term waits',
      { retentionRules: [rule(30)] },
      { retentionRules: [] },
      { retentionRules: [rule(30)] },
    ],
    [
      'a short own term made longer holds',
      { retentionRules: [rule(12)] },
      { retentionRules: [rule(18)] },
      { retentionRules: [rule(18)] },
    ],
    [
      'an own term that begins earlier waits',
      { retentionRules: [rule(12)] },
      { retentionRules: [rule(12, { from: '2026-11-01' })] },
      { retentionRules: [rule(12)] },
    ],
    [
      'what limits no removal holds',
      {},
      { alarmMinutes: [1, 2, 3], strictSoleTraders: true },
      { alarmMinutes: [1, 2, 3], strictSoleTraders: true },
    ],
  ])('%s', (_name, before, change, expected) => {
    const from = { ...base, ...before }
    expect(withoutLoosening(from, { ...from, ...change })).toEqual({ ...from, ...change, ...expected })
  })
})
