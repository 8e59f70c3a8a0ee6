import type { Sample } from '../../domain/monitoring/metrics.ts'
import {
  budgetFigures,
  openFigures,
  safetyFigures,
  verdictFigures,
  workFigures,
} from '../../store/monitoring/figures-view.ts'
import { countedFigures } from '../../store/monitoring/noted-figures.ts'
import { liveProcesses, type ProcessFigures } from '../../store/monitoring/process-figures.ts'
import { followerState, oldestUnwritten } from '../../store/backup/journal.ts'
import type { App } from '../app/app.ts'
import { cacheFor } from '../app/cache-for.ts'
import { processFigures } from './note-process.ts'

/** A look at every contact is not taken more often. */
const verdictMs = 60_000
/** A scraper waits some ten seconds: without an answer of the database what this process knows by itself is given. */
const databaseMs = 5_000

/**
 * Gives every figure of the installation, whichever process is asked, read from the rows. While the database is away
 * only what this process knows by itself is told, and that the database is away.
 */
export function figuresOf(app: App): () => Promise<Sample[]> {
  const verdicts = cacheFor<void, Sample[]>(verdictMs, () => verdictFigures(app.pool))
  return async () => {
    const own = await processFigures(app)
    const late = AbortSignal.timeout(databaseMs)
    const rows = await Promise.race([
      fromRows(app, verdicts).catch(() => null),
      new Promise<null>((resolve) => late.addEventListener('abort', () => resolve(null), { once: true })),
    ])
    const queue = await queueSamples(app.countJobs)
    const { role, slot, holder } = app.watch
    const others = (rows?.processes ?? []).filter((process) => process.holder !== holder)
    const self = role === null || slot === null ? [] : [{ name: `${role}-${slot}`, figures: own }]
    return [
      { metric: 'lawbase_database_up', labels: [], value: rows === null ? 0 : 1 },
      ...(rows?.samples ?? []),
      ...queue,
      ...[...self, ...others].flatMap(({ name, figures }) => processSamples(name, figures)),
    ]
  }
}

async function fromRows(app: App, verdicts: () => Promise<Sample[]>) {
  const { pool, clock } = app
  const now = clock.now()
  // One after the other: a scrape must not take connections from visitors.
  const samples = [
    ...(await openFigures(pool, now)),
    ...(await budgetFigures(pool)),
    ...(await workFigures(pool, now)),
    ...(await safetyFigures(pool, now)),
    ...(await journalSamples(app, now)),
    ...(await verdicts()),
  ]
  const counted = await countedFigures(pool)
  samples.push(...counted, ...unseenRefusals(app.connectors, samples, counted))
  return { samples, processes: await liveProcesses(pool) }
}

/** What an alert counts within a quarter of an hour. */
const signatureFaults = ['missing', 'malformed', 'forged', 'stale'] as const

/**
 * Zero for each fault of a signature that no connected system showed yet: who looks at how much a counter rises sees
 * nothing of one that begins with what it counted first.
 */
function unseenRefusals(
  connectors: App['connectors'],
  samples: readonly Sample[],
  counted: readonly Sample[],
): Sample[] {
  const metric = 'lawbase_webhooks_refused_total'
  const seen = new Set(counted.flatMap((one) => (one.metric === metric ? [one.labels.join(' ')] : [])))
  const connected = new Set(
    samples.flatMap((one) => (one.metric === 'lawbase_connections' ? one.labels.slice(0, 1) : [])),
  )
  return [...connected]
    .filter((id) => connectors.get(id)?.webhook !== undefined)
    .flatMap((id) => signatureFaults.map((reason): Sample => ({ metric, labels: [id, reason], value: 0 })))
    .filter(({ labels }) => !seen.has(labels.join(' ')))
}

async function journalSamples({ pool, journalFolder }: App, now: Date): Promise<Sample[]> {
  if (journalFolder === null) return [{ metric: 'lawbase_journal_on', labels: [], value: 0 }]
  const state = await followerState(pool)
  const oldest = await oldestUnwritten(pool, state?.seq ?? 0)
  const since = [oldest, state?.failingSince ?? null].filter((moment) => moment !== null)
  const lag = since.length === 0 ? 0 : (now.getTime() - Math.min(...since.map((moment) => moment.getTime()))) / 1_000
  return [
    { metric: 'lawbase_journal_on', labels: [], value: 1 },
    { metric: 'lawbase_journal_lag_seconds', labels: [], value: Math.max(0, lag) },
  ]
}

async function queueSamples(countJobs: App['countJobs']): Promise<Sample[]> {
  const counts = await countJobs().catch(() => null)
  return [
    { metric: 'lawbase_queue_up', labels: [], value: counts === null ? 0 : 1 },
    ...Object.entries(counts ?? {}).flatMap(([queue, states]) =>
      Object.entries(states).map(
        ([state, value]): Sample => ({ metric: 'lawbase_queue_jobs', labels: [queue, state], value }),
      ),
    ),
  ]
}

function processSamples(name: string, figures: ProcessFigures): Sample[] {
  const { startedSeconds, memory, delay, pools, spooledBytes } = figures
  return [
    { metric: 'lawbase_process_started_seconds', labels: [name], value: startedSeconds },
    { metric: 'lawbase_spool_bytes', labels: [name], value: spooledBytes },
    ...Object.entries(memory).map(
      ([kind, value]): Sample => ({ metric: 'lawbase_process_memory_bytes', labels: [name, kind], value }),
    ),
    ...Object.entries(delay).map(
      ([quantile, value]): Sample => ({ metric: 'lawbase_event_loop_delay_seconds', labels: [name, quantile], value }),
    ),
    ...Object.entries(pools).flatMap(([pool, { limit, busy, idle, waiting }]): Sample[] => [
      { metric: 'lawbase_pool_connections', labels: [name, pool, 'busy'], value: busy },
      { metric: 'lawbase_pool_connections', labels: [name, pool, 'idle'], value: idle },
      { metric: 'lawbase_pool_limit', labels: [name, pool], value: limit },
      { metric: 'lawbase_pool_waiting', labels: [name, pool], value: waiting },
    ]),
  ]
}
