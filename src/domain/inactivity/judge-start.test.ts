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

describe('the start and the term of a history (G1)', () => {
  it.each<[string, Given, object]>([
    ['silent since the collection', silent, gone],
    [
      'the day before the term',
      { sources: [source('2023-11-26')] },
      {
        state: 'running',
        startedOn: '2023-11-26',
        lastActOn: null,
        lastActKind: null,
        termOn: '2026-11-26',
        removable: false,
        keptBy: ['not-expired'],
      },
    ],
    [
      'the day of the term',
      { sources: [source('2023-11-25')] },
      { ...gone, startedOn: '2023-11-25', termOn: '2026-11-25' },
    ],
    [
      'a click keeps',
      { ...silent, events: [{ kind: 'click', at: '2024-06-01T10:00:00Z' }] },
      {
        state: 'running',
        startedOn: '2022-01-10',
        lastActOn: '2024-06-01',
        lastActKind: 'click',
        termOn: '2027-06-01',
        removable: false,
        keptBy: ['not-expired'],
      },
    ],
    [
      'opens never keep',
      {
        ...silent,
        events: [
          { kind: 'open', at: '2026-11-01' },
          { kind: 'EMAIL_OPEN', at: '2026-11-02' },
        ],
      },
      gone,
    ],
    [
      'an act before the collection',
      { ...silent, events: [{ kind: 'reply', at: '2021-05-01' }] },
      { ...gone, startedOn: '2021-05-01', lastActOn: '2022-01-10', lastActKind: 'form' },
    ],
    [
      'the latest of several systems',
      {
        ...silent,
        events: [
          { kind: 'reply', at: '2024-01-01', system: 'salesforce' },
          { kind: 'click', at: '2023-12-31', system: 'hubspot' },
        ],
      },
      {
        state: 'running',
        startedOn: '2022-01-10',
        lastActOn: '2024-01-01',
        lastActKind: 'reply',
        termOn: '2027-01-01',
        removable: false,
        keptBy: ['not-expired'],
      },
    ],
    [
      'only a record: the start is assumed',
      { records: [{ system: 'hubspot', createdOn: '2022-03-01T09:00:00Z' }] },
      { ...gone, startedOn: '2022-03-01', termOn: '2025-03-01', removable: false, keptBy: ['assumed-start'] },
    ],
    [
      'an assumed start that the DPO lets go',
      { records: [{ createdOn: '2022-03-01' }], policy: { assumedStarts: true } },
      { ...gone, startedOn: '2022-03-01', termOn: '2025-03-01' },
    ],
    [
      'an assumed start that runs',
      { records: [{ createdOn: '2025-03-01' }] },
      {
        state: 'assumed',
        startedOn: '2025-03-01',
        lastActOn: null,
        lastActKind: null,
        termOn: '2028-03-01',
        removable: false,
        keptBy: ['not-expired', 'assumed-start'],
      },
    ],
    [
      'an act carries an assumed start',
      { records: [{ createdOn: '2020-03-01' }], events: [{ kind: 'form', at: '2023-05-05' }] },
      { ...gone, startedOn: '2020-03-01', lastActOn: '2023-05-05', lastActKind: 'form', termOn: '2026-05-05' },
    ],
    [
      'a record older than its source',
      { records: [{ createdOn: '2020-03-01' }], sources: [{ kind: 'C9', obtainedOn: '2021-01-01' }] },
      { ...gone, startedOn: '2020-03-01', termOn: '2023-03-01' },
    ],
    [
      'a form of theirs later than the record of another system',
      {
        records: [
          { system: 'hubspot', createdOn: '2021-11-08' },
          { system: 'salesforce', createdOn: '2025-10-31' },
        ],
        sources: [{ kind: 'C1', obtainedOn: '2025-10-31' }],
      },
      {
        state: 'running',
        startedOn: '2021-11-08',
        lastActOn: '2025-10-31',
        lastActKind: 'form',
        termOn: '2028-10-31',
        removable: false,
        keptBy: ['not-expired'],
      },
    ],
    [
      'a mail of ours before the record was made',
      { records: [{ createdOn: '2024-02-01' }], events: [{ kind: 'mail-sent', at: '2022-01-10' }] },
      { ...gone, removable: false, keptBy: ['assumed-start'] },
    ],
    [
      'days that stand for none',
      {
        records: [{ createdOn: '1970-01-01' }, { createdOn: '2022-01-10' }],
        sources: [{ kind: 'C1', obtainedOn: '1989-12-31' }],
        events: [{ kind: 'click', at: '1970-01-01' }],
      },
      { ...gone, removable: false, keptBy: ['assumed-start'] },
    ],
    [
      'only days that stand for none',
      { records: [{ createdOn: '1970-01-01' }], events: [{ kind: 'mail-sent', at: '1980-01-01' }] },
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
      'no date but an old event of our own',
      { events: [{ kind: 'mail-sent', at: '2021-04-01' }] },
      { ...gone, startedOn: '2021-04-01', termOn: '2024-04-01', removable: false, keptBy: ['assumed-start'] },
    ],
    [
      'no date at all',
      {},
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
  ])('%s', (_what, given, expected) => {
    expect(brief(given)).toEqual(expected)
  })
})

describe('a former customer of whom nobody knows since when', () => {
  const former = { ...silent, formerCustomer: true, policy: { months: 36, afterRelationMonths: 12 } }
  it.each<[string, Given, object]>([
    [
      'the term runs from the last sign of the relationship, and is assumed',
      former,
      { startedOn: '2022-01-10', assumed: true, afterRelation: false, termOn: '2023-01-10', keptBy: ['assumed-start'] },
    ],
    [
      'an order is a sign',
      { ...former, events: [{ kind: 'order', at: '2024-03-01' }] },
      { startedOn: '2022-01-10', assumed: true, afterRelation: false, termOn: '2025-03-01', keptBy: ['assumed-start'] },
    ],
    [
      'a day that is known of another relationship counts, and is not the last for sure',
      { ...former, relationEndedOn: '2024-05-01' },
      { startedOn: '2022-01-10', assumed: true, afterRelation: true, termOn: '2025-05-01', keptBy: ['assumed-start'] },
    ],
    [
      'whatever a record still says, and where assumed starts may go, they do',
      { ...former, relation: 'customer', policy: { ...former.policy, assumedStarts: true } },
      { startedOn: '2022-01-10', assumed: true, afterRelation: false, termOn: '2023-01-10', keptBy: [] },
    ],
    [
      'an open deal keeps',
      { ...former, relation: 'open-deal', policy: { ...former.policy, assumedStarts: true } },
      { startedOn: '2022-01-10', assumed: true, afterRelation: false, termOn: '2023-01-10', keptBy: ['open-deal'] },
    ],
  ])('%s', (_what, given, expected) => {
    const { startedOn, assumed, afterRelation, termOn, keptBy } = judge(given)
    expect({ startedOn, assumed, afterRelation, termOn, keptBy }).toEqual(expected)
  })
})
