import { describe, expect, it } from 'vitest'
import { faultKinds, faultsIn, limits, type FaultKind } from './faults.ts'
import type { Sample } from './metrics.ts'

const here = ['hubspot', 'c1']
/** For each kind: figures that are it, and the same just below. */
const rows: readonly [FaultKind, readonly Sample[], readonly Sample[]][] = [
  ['audit-unsealed', ...age('lawbase_audit_unsealed_seconds', [], limits.unsealed)],
  ['journal-behind', ...age('lawbase_journal_lag_seconds', [], limits.journal)],
  [
    'queue-away',
    [{ metric: 'lawbase_queue_up', labels: [], value: 0 }],
    [{ metric: 'lawbase_queue_up', labels: [], value: 1 }],
  ],
  [
    'no-worker',
    [{ metric: 'lawbase_inbox_events', labels: ['hubspot'], value: 1 }],
    [
      { metric: 'lawbase_inbox_events', labels: ['hubspot'], value: 1 },
      { metric: 'lawbase_process_started_seconds', labels: ['service-1'], value: 1 },
    ],
  ],
  ['opt-out-late', ...age('lawbase_opt_out_oldest_open_seconds', [...here, 'objection', 'system'], limits.optOutLate)],
  [
    'access-lost',
    [{ metric: 'lawbase_connections', labels: ['hubspot', 'needs-reauthorisation'], value: 1 }],
    [{ metric: 'lawbase_connections', labels: ['hubspot', 'active'], value: 1 }],
  ],
  ['lane-lag', ...age('lawbase_lane_lag_seconds', [...here, 'objection'], limits.laneLag)],
  ['inbox-late', ...age('lawbase_inbox_oldest_seconds', ['hubspot'], limits.inboxLate)],
  ['spool-waits', ...age('lawbase_spool_bytes', ['web-1'], 0)],
  [
    'opt-out-for-people',
    ...age('lawbase_opt_out_oldest_open_seconds', [...here, 'backfill', 'person'], limits.optOutForPeople),
  ],
  ['run-failed', runs(10, 20), runs(20, 10)],
  ['no-run', runs(limits.noRun + 2, limits.noRun + 1), runs(limits.noRun, limits.noRun - 1)],
  ['run-long', ...age('lawbase_run_running_seconds', [], limits.longRun)],
  ['budget-used', ...age('lawbase_vendor_budget_used_ratio', [...here, 'calls'], limits.budgetShare, 0.01)],
  ['pool-full', ...age('lawbase_pool_waiting', ['service-1', 'work'], 0)],
  ['event-loop', ...age('lawbase_event_loop_delay_seconds', ['service-1', '0.99'], limits.eventLoop, 0.01)],
  ['backup-old', ...age('lawbase_backup_age_seconds', [], limits.backup)],
  ['restore-untested', ...age('lawbase_restore_tested_age_seconds', [], limits.restoreTest)],
]

function age(metric: Sample['metric'], labels: readonly string[], limit: number, step = 1): [Sample[], Sample[]] {
  return [[{ metric, labels, value: limit + step }], [{ metric, labels, value: limit }]]
}

function runs(failed: number, done: number): Sample[] {
  return [
    { metric: 'lawbase_run_age_seconds', labels: ['failed'], value: failed },
    { metric: 'lawbase_run_age_seconds', labels: ['done'], value: done },
  ]
}

describe('faults in figures', () => {
  it.each(rows)('%s: over its limit, not at it', (kind, bad, good) => {
    expect(faultsIn(bad).map((fault) => fault.kind)).toEqual([kind])
    expect(faultsIn(good)).toEqual([])
  })

  it('are all in the table, and told worst first', () => {
    expect(rows.map(([kind]) => kind)).toEqual([...faultKinds])
    const all = rows.filter(([kind]) => kind !== 'no-run').flatMap(([, bad]) => bad)
    expect(faultsIn(all.toReversed()).map(({ kind }) => kind)).toEqual(faultKinds.filter((kind) => kind !== 'no-run'))
  })

  it('name the system and the connection', () => {
    expect(faultsIn(age('lawbase_lane_lag_seconds', [...here, 'objection'], limits.laneLag)[0])).toEqual([
      { kind: 'lane-lag', isUrgent: true, place: 'hubspot', connection: 'c1', value: 121 },
    ])
  })

  it('are none in an installation that has just begun, but for what was never made', () => {
    const begun: Sample[] = [
      ...runs(Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY),
      { metric: 'lawbase_backup_age_seconds', labels: [], value: Number.POSITIVE_INFINITY },
    ]
    expect(faultsIn(begun).map(({ kind, isUrgent }) => [kind, isUrgent])).toEqual([['backup-old', false]])
  })
})
