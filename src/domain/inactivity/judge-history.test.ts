import { describe, expect, it } from 'vitest'
import { History } from './history.ts'
import { judgeHistory } from './judge-history.ts'

const noon = new Date('2026-11-25T12:00:00Z')
type Given = Record<string, unknown>
const judge = (given: Given) => judgeHistory(History.parse({ now: '2026-11-25', ...given }), noon)
const source = (obtainedOn: string) => ({ kind: 'C1', obtainedOn })
const brief = (given: Given) => {
  const { state, startedOn, lastActOn, lastActKind, termOn, removable, keptBy } = judge(given)
  return { state, startedOn, lastActOn, lastActKind, termOn, removable, keptBy }
}
const silent = { sources: [source('2022-01-10')] }
const gone = {
  state: 'expired',
  startedOn: '2022-01-10',
  lastActOn: null,
  lastActKind: null,
  termOn: '2025-01-10',
  removable: true,
  keptBy: [],
}

describe('a history (G1 to G6)', () => {
  it.each<[string, Given, object]>([
    ['a customer', { ...silent, relation: 'customer' }, { ...gone, removable: false, keptBy: ['customer'] }],
    [
      'an open deal in one of two systems',
      { ...silent, records: [{ createdOn: '2023-01-01', relation: 'open-deal' }, { createdOn: '2023-01-01' }] },
      { ...gone, removable: false, keptBy: ['open-deal'] },
    ],
    [
      'a former customer: three years after the end (G2)',
      { ...silent, relation: 'customer', relationEndedOn: '2024-02-29' },
      { ...gone, state: 'running', termOn: '2027-02-28', removable: false, keptBy: ['not-expired'] },
    ],
    [
      'a former customer with a term of its own',
      { ...silent, relationEndedOn: '2024-02-29', policy: { afterRelationMonths: 24 } },
      { ...gone, termOn: '2026-02-28' },
    ],
    [
      'a former customer who acted later has one term all the same',
      {
        ...silent,
        relationEndedOn: '2024-02-29',
        events: [{ kind: 'click', at: '2024-03-31' }],
        policy: { afterRelationMonths: 24 },
      },
      { ...gone, lastActOn: '2024-03-31', lastActKind: 'click', termOn: '2026-03-31' },
    ],
    [
      'a relationship that ends next year',
      { ...silent, relation: 'customer', relationEndedOn: '2027-01-01' },
      { ...gone, removable: false, keptBy: ['customer'] },
    ],
    [
      'a contract still kept',
      {
        ...silent,
        holds: [
          { kind: 'contract', until: '2027-01-01' },
          { kind: 'legal-hold' },
          { kind: 'not-now', until: '2026-11-25' },
        ],
      },
      { ...gone, removable: false, keptBy: ['contract', 'legal-hold'] },
    ],
    [
      'a message that waits',
      { ...silent, holds: [{ kind: 'pending-erasure' }] },
      { ...gone, removable: false, keptBy: ['pending-erasure'] },
    ],
    [
      'a system that fails',
      { ...silent, systems: [{ name: 'HubSpot', readAt: '2026-11-25T02:00:00Z', failing: true }] },
      { ...gone, state: 'blind', removable: false, keptBy: ['blind'] },
    ],
    [
      'a system read two days and a minute ago',
      { ...silent, now: '2026-11-25T02:01:00Z', systems: [{ name: 'HubSpot', readAt: '2026-11-23T02:00:00Z' }] },
      { ...gone, state: 'blind', removable: false, keptBy: ['blind'] },
    ],
    [
      'a system read within two days',
      { ...silent, now: '2026-11-25T02:00:00Z', systems: [{ name: 'HubSpot', readAt: '2026-11-23T02:00:00Z' }] },
      gone,
    ],
    [
      'nobody said which other tools there are',
      { ...silent, otherTools: null },
      { ...gone, state: 'blind', removable: false, keptBy: ['blind'] },
    ],
    [
      'another tool whose clicks nobody brought',
      { ...silent, otherTools: [{ name: 'Brevo' }] },
      { ...gone, state: 'blind', removable: false, keptBy: ['blind'] },
    ],
    [
      'another tool whose clicks were brought',
      { ...silent, otherTools: [{ name: 'Brevo', importedAt: '2026-11-25T01:00:00Z' }] },
      gone,
    ],
    [
      'a system read in the future proves nothing',
      { ...silent, systems: [{ name: 'HubSpot', readAt: '2031-01-01' }] },
      { ...gone, state: 'blind', removable: false, keptBy: ['blind'] },
    ],
    [
      'another tool brought in the future neither',
      { ...silent, otherTools: [{ name: 'Brevo', importedAt: '2031-01-01' }] },
      { ...gone, state: 'blind', removable: false, keptBy: ['blind'] },
    ],
    [
      'a day without a source is that of an import',
      { sources: [{ kind: 'C13', obtainedOn: '2022-01-10' }] },
      { ...gone, removable: false, keptBy: ['assumed-start'] },
    ],
    [
      'a source without a day: the record was there',
      { sources: [{ kind: 'C1', obtainedOn: null }], records: [{ createdOn: '2022-01-10' }] },
      { ...gone, removable: false, keptBy: ['assumed-start'] },
    ],
    [
      'a source without a day and nothing else',
      { sources: [{ kind: 'C1' }] },
      {
        state: 'unknown',
        startedOn: null,
        lastActOn: null,
        lastActKind: null,
        termOn: null,
        removable: false,
        keptBy: ['no-start'],
      },
    ],
    [
      'an own form after another source is a form sent',
      { sources: [{ kind: 'C9', obtainedOn: '2021-01-01' }, source('2025-06-01')] },
      {
        state: 'running',
        startedOn: '2021-01-01',
        lastActOn: '2025-06-01',
        lastActKind: 'form',
        termOn: '2028-06-01',
        removable: false,
        keptBy: ['not-expired'],
      },
    ],
    [
      'so is a questionnaire',
      {
        sources: [
          { kind: 'C9', obtainedOn: '2021-01-01' },
          { kind: 'C4', obtainedOn: '2023-06-01' },
        ],
      },
      { ...gone, startedOn: '2021-01-01', lastActOn: '2023-06-01', lastActKind: 'form', termOn: '2026-06-01' },
    ],
    [
      'a broker’s delivery after it is none',
      { sources: [source('2021-01-01'), { kind: 'C7', obtainedOn: '2025-06-01' }] },
      { ...gone, startedOn: '2021-01-01', termOn: '2024-01-01' },
    ],
    [
      'only the end of the relationship is known (G2)',
      { relationEndedOn: '2021-01-01' },
      { ...gone, startedOn: '2021-01-01', termOn: '2024-01-01' },
    ],
    [
      'a kind nobody knows may have been an act',
      { ...silent, events: [{ kind: 'telepathy', at: '2024-01-01' }] },
      { ...gone, removable: false, keptBy: ['unknown-kind'] },
    ],
    ['the same too long ago to matter', { ...silent, events: [{ kind: 'telepathy', at: '2023-11-25' }] }, gone],
    [
      '29 February',
      { sources: [source('2024-02-29')] },
      {
        state: 'running',
        startedOn: '2024-02-29',
        lastActOn: null,
        lastActKind: null,
        termOn: '2027-02-28',
        removable: false,
        keptBy: ['not-expired'],
      },
    ],
    [
      'a late evening in Paris is the next day in UTC',
      { ...silent, events: [{ kind: 'reply', at: '2023-11-25T00:30:00+01:00' }] },
      { ...gone, lastActOn: '2023-11-24', lastActKind: 'reply', termOn: '2026-11-24' },
    ],
    [
      'an early morning in New York',
      { ...silent, now: '2026-11-25T03:00:00Z', events: [{ kind: 'reply', at: '2023-11-24T20:30:00-05:00' }] },
      { ...gone, lastActOn: '2023-11-25', lastActKind: 'reply', termOn: '2026-11-25' },
    ],
    [
      'a shorter term',
      { sources: [source('2024-10-31')], policy: { months: 24 } },
      { ...gone, startedOn: '2024-10-31', termOn: '2026-10-31' },
    ],
    [
      'job changes and enrichment restart nothing (S-KASPR)',
      {
        ...silent,
        events: ['job-change', 'enrichment', 'import', 'merge', 'owner-change', 'list_added', 'crm edit'].map(
          (kind) => ({ kind, at: '2026-10-01' }),
        ),
      },
      gone,
    ],
    [
      'a call that was answered, without a note',
      { ...silent, events: [{ kind: 'call-answered', at: '2026-01-01' }] },
      gone,
    ],
    [
      'a call that was answered, noted',
      { ...silent, events: [{ kind: 'call-answered', at: '2026-01-01', noted: true }] },
      {
        ...gone,
        state: 'running',
        lastActOn: '2026-01-01',
        lastActKind: 'call-answered',
        termOn: '2029-01-01',
        removable: false,
        keptBy: ['not-expired'],
      },
    ],
    ['an act of next year', { ...silent, events: [{ kind: 'reply', at: '2031-01-01' }] }, gone],
    [
      'an act later on the day',
      { ...silent, events: [{ kind: 'reply', at: '2026-11-25T18:00:00Z' }] },
      {
        ...gone,
        state: 'running',
        lastActOn: '2026-11-25',
        lastActKind: 'reply',
        termOn: '2029-11-25',
        removable: false,
        keptBy: ['not-expired'],
      },
    ],
  ])('%s', (_what, given, expected) => {
    expect(brief(given)).toEqual(expected)
  })
})
