import type { RefusalReason } from '../../connector/outcome.ts'
import type { Sql } from '../app/database.ts'
import { dayFilters } from '../sql/paged-list.ts'
import { noShopper } from '../sql/without-shopper.ts'

const stepNames = ['pull', 'match', 'compare', 'decide', 'tag', 'plan', 'forget', 'report'] as const
export type StepName = (typeof stepNames)[number]
type StepState = 'pending' | 'running' | 'done' | 'failed' | 'skipped'

export interface HygieneRun {
  id: string
  requestedBy: string
  state: 'running' | 'done' | 'failed'
  mode: 'full' | 'changes'
  startedAt: Date
  finishedAt: Date | null
  report: RunReport | null
  failure: string | null
}

export interface HygieneStep {
  runId: string
  position: number
  name: StepName
  connectionId: string | null
  state: StepState
  doneCount: number
  totalCount: number | null
  cursor: Record<string, unknown> | null
  counts: Record<string, number>
  attempts: number
  nextAttemptAt: Date | null
  failure: string | null
  startedAt: Date | null
  finishedAt: Date | null
}

/** What the report of a run says; figures are counted when the run ends. */
export interface RunReport {
  records: Record<string, number>
  matched: number
  contacts: number
  verdicts: Record<string, number>
  changedVerdicts: number
  found: number
  blockedAgain: number
  tagged: Record<string, number>
  /** Records whose tags their system refused, by reason; left out = a run of before this was counted. */
  refusedTags?: Readonly<Partial<Record<RefusalReason, number>>>
  planned: number
  failures: readonly string[]
}

const runColumns = `id, requested_by as "requestedBy", state, mode, started_at as "startedAt", finished_at as "finishedAt", report, failure`
/** Hygiene runs: by state, kind of reading and days. */
export const runList = {
  columns: runColumns,
  from: 'hygiene_runs r',
  where: 'true',
  id: 'r.id',
  idType: 'uuid' as const,
  sorts: { started: 'r.started_at', took: `extract(epoch from coalesce(r.finished_at, r.started_at) - r.started_at)` },
  filters: {
    state: (value: string) => `r.state = ${value}`,
    mode: (value: string) => `r.mode = ${value}`,
    ...dayFilters('r.started_at'),
  },
}
const stepColumns = `run_id as "runId", position, name, connection_id as "connectionId", state, done_count as "doneCount", total_count as "totalCount", cursor, counts, attempts,
  next_attempt_at as "nextAttemptAt", failure, started_at as "startedAt", finished_at as "finishedAt"`

/** Starts a run with its steps; null when one is running already. */
export async function insertRun(
  sql: Sql,
  run: { id: string; requestedBy: string; mode: 'full' | 'changes' },
  steps: readonly { name: StepName; connectionId: string | null }[],
  now: Date,
): Promise<boolean> {
  const { rowCount } = await sql.query(
    `insert into hygiene_runs (id, requested_by, state, mode, started_at) values ($1, $2, 'running', $3, $4) on conflict ((true)) where state = 'running' do nothing`,
    [run.id, run.requestedBy, run.mode, now],
  )
  if (rowCount !== 1) return false
  await sql.query(
    `insert into hygiene_steps (run_id, position, name, connection_id, state) select $1, position, name, connection_id, 'pending'
     from unnest($2::int[], $3::text[], $4::uuid[]) as p (position, name, connection_id)`,
    [
      run.id,
      steps.map((_step, index) => index + 1),
      steps.map((step) => step.name),
      steps.map((step) => step.connectionId),
    ],
  )
  return true
}

export async function findRun(sql: Sql, id: string): Promise<HygieneRun | null> {
  return (await sql.query<HygieneRun>(`select ${runColumns} from hygiene_runs where id = $1`, [id])).rows[0] ?? null
}

export async function lastRuns(sql: Sql, limit: number): Promise<HygieneRun[]> {
  return (
    await sql.query<HygieneRun>(`select ${runColumns} from hygiene_runs order by started_at desc limit $1`, [limit])
  ).rows
}

export async function stepsOf(sql: Sql, runId: string): Promise<HygieneStep[]> {
  return (
    await sql.query<HygieneStep>(`select ${stepColumns} from hygiene_steps where run_id = $1 order by position`, [
      runId,
    ])
  ).rows
}

const claimSeconds = 30

/** Takes the run for this worker, or keeps it; false when another one works on it. Wall clock. */
export async function claimRun(sql: Sql, runId: string, first: boolean): Promise<boolean> {
  const { rowCount } = await sql.query(
    `update hygiene_runs set claimed_until = clock_timestamp() + make_interval(secs => $2) where id = $1 and state = 'running' and (not $3 or claimed_until is null or claimed_until < clock_timestamp())`,
    [runId, claimSeconds, first],
  )
  return rowCount === 1
}

export async function releaseRun(sql: Sql, runId: string): Promise<void> {
  await sql.query('update hygiene_runs set claimed_until = null where id = $1', [runId])
}

/**
 * Runs that nobody works on and that have a step to do now, or none left: their worker died before it could end them.
 */
export async function idleRuns(sql: Sql, now: Date): Promise<string[]> {
  const { rows } = await sql.query<{ id: string }>(
    `select r.id from hygiene_runs r where r.state = 'running' and (r.claimed_until is null or r.claimed_until < clock_timestamp())
       and (exists (select 1 from hygiene_steps s where s.run_id = r.id and s.state in ('pending', 'running') and (s.next_attempt_at is null or s.next_attempt_at <= $1))
         or not exists (select 1 from hygiene_steps s where s.run_id = r.id and s.state in ('pending', 'running')))`,
    [now],
  )
  return rows.map((row) => row.id)
}

export async function startStep(sql: Sql, runId: string, position: number, now: Date): Promise<void> {
  await sql.query(
    `update hygiene_steps set state = 'running', started_at = coalesce(started_at, $3), failure = null where run_id = $1 and position = $2`,
    [runId, position, now],
  )
}

export async function saveStep(
  sql: Sql,
  runId: string,
  position: number,
  progress: {
    doneCount: number
    totalCount: number | null
    cursor: Record<string, unknown> | null
    counts: Record<string, number>
  },
): Promise<void> {
  await sql.query(
    `update hygiene_steps set done_count = $3, total_count = $4, cursor = $5, counts = $6 where run_id = $1 and position = $2`,
    [
      runId,
      position,
      progress.doneCount,
      progress.totalCount,
      progress.cursor === null ? null : JSON.stringify(progress.cursor),
      JSON.stringify(progress.counts),
    ],
  )
}

export async function endStep(
  sql: Sql,
  runId: string,
  position: number,
  { state, failure, finishedAt }: { state: 'done' | 'failed' | 'skipped'; failure: string | null; finishedAt: Date },
): Promise<void> {
  await sql.query(
    `update hygiene_steps set state = $3, failure = $4, finished_at = $5 where run_id = $1 and position = $2`,
    [runId, position, state, failure, finishedAt],
  )
}

/** The step is tried again at `nextAttemptAt` (business time). */
export async function postponeStep(
  sql: Sql,
  runId: string,
  position: number,
  { attempts, failure, nextAttemptAt }: { attempts: number; failure: string; nextAttemptAt: Date },
): Promise<void> {
  await sql.query(
    `update hygiene_steps set attempts = $3, failure = $4, next_attempt_at = $5 where run_id = $1 and position = $2`,
    [runId, position, attempts, failure, nextAttemptAt],
  )
}

export async function endRun(
  sql: Sql,
  runId: string,
  end: { state: 'done' | 'failed'; report: RunReport; failure: string | null; finishedAt: Date },
): Promise<void> {
  await sql.query(
    `update hygiene_runs set state = $2, report = $3, failure = $4, finished_at = $5, claimed_until = null where id = $1`,
    [runId, end.state, JSON.stringify(end.report), end.failure, end.finishedAt],
  )
}

/** Next time of a schedule; null when it was never set. */
export async function nextRunAt(sql: Sql, name: string): Promise<Date | null> {
  return (
    (await sql.query<{ next_run_at: Date }>('select next_run_at from schedule where name = $1', [name])).rows[0]
      ?.next_run_at ?? null
  )
}

export async function setNextRun(sql: Sql, name: string, at: Date): Promise<void> {
  await sql.query(
    'insert into schedule (name, next_run_at) values ($1, $2) on conflict (name) do update set next_run_at = excluded.next_run_at',
    [name, at],
  )
}

/** True for the one process that moves a due schedule on. */
export async function claimSchedule(sql: Sql, name: string, now: Date, next: Date): Promise<boolean> {
  const { rowCount } = await sql.query('update schedule set next_run_at = $3 where name = $1 and next_run_at <= $2', [
    name,
    now,
    next,
  ])
  return rowCount === 1
}

/** Figures of the base for the report of a run. */
export async function countBase(
  sql: Sql,
): Promise<{ records: Record<string, number>; matched: number; contacts: number }> {
  const { rows } = await sql.query<{ connection_id: string; n: number }>(
    `select connection_id, count(*)::int as n from remote_records r where r.gone_at is null and ${noShopper.record('r.id')} group by connection_id`,
  )
  const { rows: totals } = await sql.query<{ contacts: number; matched: number }>(
    `select count(*)::int as contacts, count(*) filter (where systems > 1)::int as matched
     from (select contact_id, count(distinct connection_id) as systems from remote_records r where r.gone_at is null and r.contact_id is not null and ${noShopper.record('r.id')} group by contact_id) as c`,
  )
  return {
    records: Object.fromEntries(rows.map((row) => [row.connection_id, row.n])),
    matched: totals[0]?.matched ?? 0,
    contacts: totals[0]?.contacts ?? 0,
  }
}

/** Rows whose matching was left out by a crash between two statements cannot exist; this counts them to prove it. */
export async function unmatchedRecords(sql: Sql, limit: number): Promise<number[]> {
  const { rows } = await sql.query<{ id: number }>(
    'select id from remote_records where matched_at is null and gone_at is null order by id limit $1',
    [limit],
  )
  return rows.map((row) => row.id)
}

/** What the last run erased because its term had passed, by kind; null = no run has. */
export async function lastForgetting(sql: Sql): Promise<{ at: Date; counts: Record<string, number> } | null> {
  const { rows } = await sql.query<{ at: Date; counts: Record<string, number> }>(
    `select finished_at as at, counts from hygiene_steps where name = 'forget' and state = 'done' order by finished_at desc limit 1`,
  )
  return rows[0] ?? null
}
