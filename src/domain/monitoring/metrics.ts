import { readBackBounds } from '../app/read-back-bounds.ts'

/** What is known of a metric before it has a value. */
export interface Metric {
  type: 'gauge' | 'counter' | 'histogram'
  /** Names of the labels, in the order in which values are given; never about a person or a name somebody typed. */
  labels: readonly string[]
  help: string
  /** Upper bounds of a histogram. */
  bounds?: readonly number[]
}

const system = ['connector', 'connection'] as const
const gauge = (labels: readonly string[], help: string): Metric => ({ type: 'gauge', labels, help })
const counter = (labels: readonly string[], help: string): Metric => ({ type: 'counter', labels, help })

/**
 * Every metric of `/metrics`, in the order in which they are given (docs/admin/monitoring.md says what moves each).
 * `connection` is the id of a Connection, since its name may hold an address. An age of something that never happened
 * is +Inf.
 */
export const metrics = {
  lawbase_database_up: gauge([], '1 while the process that was asked reaches the database, else 0'),
  lawbase_opt_outs_open: gauge(
    [...system, 'lane', 'waits_for'],
    'Opt-outs that are not applied at the system yet, by what they wait for: the system, or a person who must act',
  ),
  lawbase_opt_out_oldest_open_seconds: gauge(
    [...system, 'lane', 'waits_for'],
    'Age of the oldest opt-out that is not applied at the system yet; 0 when there is none',
  ),
  lawbase_read_back_seconds: {
    type: 'histogram',
    labels: system,
    help: 'Time from an opt-out until it was verified at the system',
    bounds: readBackBounds,
  } as Metric,
  lawbase_lane_due: gauge([...system, 'lane'], 'Opt-outs that are due to be sent now'),
  lawbase_lane_lag_seconds: gauge([...system, 'lane'], 'How long the opt-out that is due longest has been due'),
  lawbase_vendor_calls_total: counter([...system, 'bucket'], 'Calls of the system that were taken from its budget'),
  lawbase_vendor_rate_limited_total: counter(
    [...system, 'bucket'],
    'Answers of the system that said to slow down (429)',
  ),
  lawbase_vendor_budget_calls: gauge([...system, 'bucket'], 'Calls that the system allows in one window'),
  lawbase_vendor_budget_used_ratio: gauge(
    [...system, 'bucket'],
    'Share of these calls taken in the window that ends now',
  ),
  lawbase_vendor_blocked_seconds: gauge([...system, 'bucket'], 'Time until the system may be called again; 0 = now'),
  lawbase_connections: gauge(['connector', 'state'], 'Connections by state'),
  lawbase_queue_up: gauge([], '1 while the process that was asked reaches the queue, else 0'),
  lawbase_queue_jobs: gauge(['queue', 'state'], 'Jobs of the queue by state'),
  lawbase_inbox_events: gauge(['connector'], 'Events received by webhook that nobody worked on yet'),
  lawbase_inbox_oldest_seconds: gauge(['connector'], 'Age of the oldest of them; 0 when there is none'),
  lawbase_webhook_events_total: counter(
    ['connector', 'state'],
    'Events received by webhook: new, duplicate or ignored',
  ),
  lawbase_webhooks_refused_total: counter(
    ['connector', 'reason'],
    'Posts to the webhook address that were refused or could not be read',
  ),
  lawbase_run_steps_total: counter(['step', 'state'], 'Steps of hygiene runs that ended: done, failed or skipped'),
  lawbase_run_step_seconds: gauge(['step'], 'Longest time of the step in the run that ended last'),
  lawbase_run_age_seconds: gauge(['state'], 'Time since the last run ended so'),
  lawbase_run_running_seconds: gauge([], 'How long a run has been running; 0 when none is'),
  lawbase_contacts: gauge(['verdict'], 'Contacts by verdict, as of a minute ago at most'),
  lawbase_decisions_answered_total: counter(['verdict'], 'Answers given about people of the base, by verdict'),
  lawbase_alarms_open: gauge(['kind'], 'Alarms that are on'),
  lawbase_audit_unsealed_seconds: gauge([], 'Age of the oldest entry of the audit log that is not sealed; 0 = all are'),
  lawbase_audit_sealed_total: counter([], 'Entries of the audit log that are sealed'),
  lawbase_journal_on: gauge([], '1 when LAWBASE_JOURNAL_DIR is set, else 0'),
  lawbase_journal_lag_seconds: gauge([], 'Age of the oldest act that is not in the journal; 0 = all are'),
  lawbase_backup_age_seconds: gauge([], 'Time since the last backup was made'),
  lawbase_backup_read_back_age_seconds: gauge([], 'Time since a backup was last fully checked'),
  lawbase_restore_tested_age_seconds: gauge([], 'Time since a backup was last restored somewhere as a test'),
  lawbase_spool_bytes: gauge(
    ['process'],
    'Requests of people kept on disk while the database is away, not recorded yet',
  ),
  lawbase_process_started_seconds: gauge(['process'], 'Time since the process started'),
  lawbase_process_memory_bytes: gauge(['process', 'kind'], 'Memory of the process: resident, heap in use'),
  lawbase_event_loop_delay_seconds: gauge(['process', 'share'], 'Delay of the event loop in the last minute'),
  lawbase_pool_connections: gauge(['process', 'pool', 'state'], 'Database connections of the process: busy or idle'),
  lawbase_pool_limit: gauge(['process', 'pool'], 'Database connections that the pool may open'),
  lawbase_pool_waiting: gauge(['process', 'pool'], 'Work that waits for a connection of the pool'),
} as const satisfies Readonly<Record<string, Metric>>

export type MetricName = keyof typeof metrics

/** One value of a metric; `labels` in the order of its declaration. */
export interface Sample {
  metric: MetricName
  labels: readonly string[]
  value: number
  /** Of a histogram: the class it belongs to, as a place among the bounds; `value` counts. */
  bucket?: number
  /** Of a histogram: the sum of what was measured in the class. */
  total?: number
}
