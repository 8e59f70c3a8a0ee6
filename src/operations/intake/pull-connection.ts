import type { Pool } from 'pg'
import type { ConnectedSystem } from '../../connector/contract.ts'
import { ConnectorError } from '../../connector/errors.ts'
import type { Cursor, RecordRef, RemoteRecord } from '../../connector/records.ts'
import { pollPaceMs } from '../../domain/connections/poll-pace.ts'
import { limitOf } from '../../store/connections/budget.ts'
import { refreshStatistics } from '../../store/objections/compare.ts'
import { grantOf } from '../../store/connections/connections.ts'
import { markPulled, markPullFailed, saveCursor } from '../../store/connections/pull-state.ts'
import { inTransaction } from '../../store/app/database.ts'
import { isHeard } from '../../store/connections/listeners.ts'
import { countLiveRecords, markUnseenGone, takenAmong } from '../../store/contacts/records.ts'
import { saveRelationFields } from '../../store/contacts/relation-values.ts'
import { loadSettings } from '../../store/settings/settings.ts'
import type { App } from '../app/app.ts'
import { decideLater } from '../decisions/decide-later.ts'
import { judgeRelations } from '../settings/judge-relations.ts'
import { foundAt, ingestPage, saidAt, type Intake } from './ingest-page.ts'
import { noteFailure, noteRevoked, openConnection } from '../connections/open-connection.ts'
import { inBlocks, oneAhead } from './page-blocks.ts'
import { lookAtSight } from '../decisions/look-at-sight.ts'
import { readActivities } from './read-activities.ts'
import { watchListener } from './supervise-listener.ts'

interface PullProgress {
  records: number
  changed: number
  found: number
  drifted: number
  total: number | null
}

interface PullOptions {
  mode: 'full' | 'changes'
  /** Where a full sweep was left; null = from the beginning. */
  from: Cursor | null
  /** When the sweep began: what was not seen since is gone at its end. */
  startedAt: Date
  signal: AbortSignal
  /** After each page is committed, with the cursor of the next one. */
  onPage?: (progress: PullProgress, next: Cursor) => Promise<void>
  progress?: PullProgress
}

/**
 * Reads a CRM page by page and takes each page in before the next is asked for. The position is saved with its page, so
 * that it can go on after any crash. Throws ConnectorError; the Connection then shows that it could not be read.
 */
export async function pullConnection(app: App, connectionId: string, options: PullOptions): Promise<PullProgress> {
  const grant = await grantOf(app.pool, connectionId)
  try {
    const progress = await pull(app, connectionId, options)
    await readActivities(app, connectionId, options.signal)
    if (options.mode === 'full') await lookAtSight(app, connectionId, options.signal, options.startedAt)
    return progress
  } catch (error) {
    // The Connection is sound: its own next call goes on.
    if (error instanceof ConnectorError && error.kind === 'not-ready') throw error
    noteFailure(app, connectionId)
    if (error instanceof ConnectorError && !options.signal.aborted) {
      const now = app.clock.now()
      const soonMs = error.kind === 'unavailable' ? (error.details.retryAfterMs ?? app.pollMs) : app.pollMs
      await markPullFailed(
        app.pool,
        connectionId,
        now,
        error.message,
        new Date(now.getTime() + Math.min(soonMs, app.pollMs)),
      )
      if (error.kind === 'access-revoked') await noteRevoked(app, connectionId, error, grant)
    }
    throw error
  }
}

async function pull(
  app: App,
  connectionId: string,
  { mode, from, startedAt, signal, onPage, progress: before }: PullOptions,
): Promise<PullProgress> {
  // What changed may be an opt-out: it is read out of what is reserved for them. A whole base is not.
  const { connection, connector, system, callsMade } = await openConnection(
    app,
    connectionId,
    mode === 'changes' ? 'poll' : 'read',
    signal,
  )
  if (system.pull === undefined) throw new Error(`${connection.label} cannot be read`)
  await noteRelationFields(app, connectionId, system)
  const first = connection.fullPulledAt === null
  const progress: PullProgress = before ?? { records: 0, changed: 0, found: 0, drifted: 0, total: null }
  const start = mode === 'full' ? from : connection.pullCursor
  const watch = watchListener(app, connection, connector, mode)
  let last: Cursor | null = null
  for await (const { page, askedAt } of oneAhead(inBlocks(system.pull(start, mode), blockSize, () => new Date()))) {
    signal.throwIfAborted()
    const intake: Intake = {
      ...(first ? foundAt(connection) : saidAt(connection)),
      askedAt,
      ...(mode === 'changes' ? { alongside: (sql) => saveCursor(sql, connectionId, page.next) } : {}),
    }
    const report = await ingestPage(
      app,
      { ...page, records: await withoutTaken(app.pool, system, connectionId, page.records) },
      intake,
    )
    if (Math.floor(progress.records / analyseEvery) < Math.floor((progress.records + report.changed) / analyseEvery))
      await refreshStatistics(app.pool)
    progress.records += report.records
    progress.changed += report.changed
    watch.page(report, page.records)
    progress.found += report.found
    progress.drifted += report.drifted
    progress.total = page.total ?? progress.total
    last = page.next
    await onPage?.(progress, page.next)
  }
  const now = app.clock.now()
  await watch.end(now)
  const nextMs =
    mode === 'full'
      ? app.pollMs
      : pollPaceMs(app.pollMs, {
          calls: callsMade(),
          limit: await limitOf(app.pool, connectionId),
          isHeard: await isHeard(app.pool, connectionId),
        })
  await inTransaction(app.pool, async (sql) => {
    if (mode === 'full') await markUnseenGone(sql, connectionId, startedAt, now)
    // The end of a sweep is where the reading of changes begins.
    if (last !== null) await saveCursor(sql, connectionId, last)
    await markPulled(sql, connectionId, now, mode === 'full' ? startedAt : null, new Date(now.getTime() + nextMs))
  })
  if (mode === 'full') await checkCount(app.pool, connectionId, progress)
  return progress
}

/**
 * How the account calls the values that say who is a customer: under another name a value is another one, also on
 * records that do not change.
 */
async function noteRelationFields(app: App, connectionId: string, system: ConnectedSystem): Promise<void> {
  const fields = await system.relationFields?.()
  if (fields === undefined || !(await saveRelationFields(app.pool, connectionId, fields))) return
  const { settings } = await loadSettings(app.pool)
  decideLater(app, await judgeRelations(app.pool, settings, app.clock.now()))
}

/**
 * What we took away comes back only when a read of the record itself shows it: an index lags behind a deletion, and a
 * page may have been asked for before it (docs/reference/hubspot.md#search-lag).
 */
async function withoutTaken(
  pool: Pool,
  system: ConnectedSystem,
  connectionId: string,
  records: readonly RemoteRecord[],
): Promise<readonly RemoteRecord[]> {
  const taken = await takenAmong(
    pool,
    connectionId,
    records.map(({ ref }) => ref),
  )
  if (taken.size === 0 || system.read === undefined) return records
  const doubtful = records.flatMap(({ ref }) => (taken.has(keyOf(ref)) ? [ref] : []))
  const found = new Map<string, RemoteRecord>()
  for (let start = 0; start < doubtful.length; start += system.can.batch.read) {
    for (const record of await system.read(doubtful.slice(start, start + system.can.batch.read)))
      found.set(keyOf(record.ref), record)
  }
  return records.flatMap((record) => found.get(keyOf(record.ref)) ?? (taken.has(keyOf(record.ref)) ? [] : [record]))
}

const keyOf = ({ object, id }: RecordRef): string => `${object} ${id}`

/** Records taken in together: more make the others wait who say no meanwhile, fewer cost more statements a record. */
const blockSize = 1_000

/** A base that grows by this many records gets new statistics. */
const analyseEvery = 10_000

/** Records come and go while a sweep runs; more than this difference means that pages were lost. */
const toleratedShare = 0.01
const toleratedRecords = 20

async function checkCount(pool: Pool, connectionId: string, progress: PullProgress): Promise<void> {
  if (progress.total === null) return
  const live = await countLiveRecords(pool, connectionId)
  if (Math.abs(live - progress.total) > Math.max(toleratedRecords, progress.total * toleratedShare)) {
    throw new ConnectorError(
      'unexpected-response',
      `The system says it holds ${progress.total} records and ${live} were read. Run again; if it stays, check what the connected user may see.`,
    )
  }
}
