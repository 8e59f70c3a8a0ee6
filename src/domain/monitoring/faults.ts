import type { MetricName, Sample } from './metrics.ts'

/**
 * From when a figure is a fault; the alerts of `ops/prometheus/alerts.yaml` begin at the same values (a test compares
 * them). In seconds, but for shares.
 */
export const limits = {
  optOutLate: 900,
  optOutForPeople: 86_400,
  laneLag: 120,
  inboxLate: 300,
  budgetShare: 0.9,
  noRun: 180_000,
  longRun: 28_800,
  unsealed: 60,
  journal: 60,
  backup: 129_600,
  restoreTest: 8_640_000,
  eventLoop: 0.5,
} as const

/** Worst first: proofs, then opt-outs that do not move, then what will keep them from it. */
export const faultKinds = [
  'audit-unsealed',
  'journal-behind',
  'queue-away',
  'no-worker',
  'opt-out-late',
  'access-lost',
  'lane-lag',
  'inbox-late',
  'spool-waits',
  'opt-out-for-people',
  'run-failed',
  'no-run',
  'run-long',
  'budget-used',
  'pool-full',
  'event-loop',
  'backup-old',
  'restore-untested',
] as const
export type FaultKind = (typeof faultKinds)[number]

/** Kinds that someone should be woken for. */
const urgent: ReadonlySet<FaultKind> = new Set(faultKinds.slice(0, faultKinds.indexOf('opt-out-for-people')))

export interface Fault {
  kind: FaultKind
  isUrgent: boolean
  /** Id of the Connection it is about; null = none. */
  connection: string | null
  /** Id of the connector, or name of the process. */
  place: string | null
  /** Seconds, a count or a share, as the kind says; Infinity = it never happened. */
  value: number
}

type Where = Pick<Fault, 'connection' | 'place'>
type WhereOf = (labels: readonly string[]) => Where
const nowhere: Where = { connection: null, place: null }
const system = ([connector = null, connection = null]: readonly (string | null)[]): Where => ({
  place: connector,
  connection,
})
const byPlace = ([place = null]: readonly (string | null)[]): Where => ({ connection: null, place })

/** What is over its limit in figures of one moment, worst first; of one kind, the largest value first. */
export function faultsIn(samples: readonly Sample[]): Fault[] {
  const all = Map.groupBy(samples, ({ metric }) => metric)
  const of = (metric: MetricName, fits: (labels: readonly string[]) => boolean = () => true) =>
    (all.get(metric) ?? []).filter(({ labels }) => fits(labels))
  const worst = (metric: MetricName) => Math.max(0, ...of(metric).map(({ value }) => value))
  const age = (state: string) =>
    of('lawbase_run_age_seconds', ([one]) => one === state)[0]?.value ?? Number.POSITIVE_INFINITY
  const found: Fault[] = []
  const add = (kind: FaultKind, limit: number, list: readonly Sample[], where: WhereOf) => {
    for (const { labels, value } of list)
      if (value > limit) found.push({ kind, isUrgent: urgent.has(kind), value, ...where(labels) })
  }
  const single = (kind: FaultKind, limit: number, metric: MetricName) =>
    add(kind, limit, of(metric).slice(0, 1), () => nowhere)
  const serves = of('lawbase_process_started_seconds', ([name]) => name?.startsWith('service-') === true)
  if (of('lawbase_queue_up').some(({ value }) => value === 0))
    found.push({ kind: 'queue-away', isUrgent: true, value: 0, ...nowhere })
  if (worst('lawbase_lane_due') + worst('lawbase_inbox_events') > 0 && serves.length === 0)
    found.push({ kind: 'no-worker', isUrgent: true, value: 0, ...nowhere })
  single('audit-unsealed', limits.unsealed, 'lawbase_audit_unsealed_seconds')
  single('journal-behind', limits.journal, 'lawbase_journal_lag_seconds')
  const open = (waitsFor: string, lane?: string) =>
    of(
      'lawbase_opt_out_oldest_open_seconds',
      (labels) => labels[3] === waitsFor && (lane === undefined || labels[2] === lane),
    )
  add('opt-out-late', limits.optOutLate, open('system', 'objection'), system)
  add('opt-out-for-people', limits.optOutForPeople, open('person'), system)
  add(
    'access-lost',
    0,
    of('lawbase_connections', ([, state]) => state === 'needs-reauthorisation'),
    byPlace,
  )
  add(
    'lane-lag',
    limits.laneLag,
    of('lawbase_lane_lag_seconds', (labels) => labels[2] === 'objection'),
    system,
  )
  add('inbox-late', limits.inboxLate, of('lawbase_inbox_oldest_seconds'), byPlace)
  add('spool-waits', 0, of('lawbase_spool_bytes'), byPlace)
  add('budget-used', limits.budgetShare, of('lawbase_vendor_budget_used_ratio'), system)
  add('pool-full', 0, of('lawbase_pool_waiting'), byPlace)
  add(
    'event-loop',
    limits.eventLoop,
    of('lawbase_event_loop_delay_seconds', ([, share]) => share === '0.99'),
    byPlace,
  )
  found.push(...runFaults(age('failed'), age('done')))
  single('run-long', limits.longRun, 'lawbase_run_running_seconds')
  single('backup-old', limits.backup, 'lawbase_backup_age_seconds')
  single('restore-untested', limits.restoreTest, 'lawbase_restore_tested_age_seconds')
  return found.toSorted((a, b) => faultKinds.indexOf(a.kind) - faultKinds.indexOf(b.kind) || b.value - a.value)
}

/** Before the first run ended there is nothing to miss. */
function runFaults(failedFor: number, doneFor: number): Fault[] {
  if (failedFor < doneFor) return [{ kind: 'run-failed', isUrgent: false, value: failedFor, ...nowhere }]
  return Number.isFinite(doneFor) && doneFor > limits.noRun
    ? [{ kind: 'no-run', isUrgent: false, value: doneFor, ...nowhere }]
    : []
}
