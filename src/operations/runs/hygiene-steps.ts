import type { Cursor } from '../../connector/records.ts'
import { pageOfRecordIds } from '../../store/objections/compare.ts'
import { findConnection, isUnread } from '../../store/connections/connections.ts'
import { inTransaction } from '../../store/app/database.ts'
import { endPass } from '../../store/decisions/decision-passes.ts'
import { countLiveContacts } from '../../store/decisions/decisions.ts'
import { lockPeople } from '../../store/objections/objections.ts'
import {
  claimRun,
  countBase,
  saveStep,
  unmatchedRecords,
  type HygieneRun,
  type HygieneStep,
} from '../../store/runs/runs.ts'
import { loadSettings } from '../../store/settings/settings.ts'
import type { App } from '../app/app.ts'
import { compareOptOuts } from '../objections/compare-opt-outs.ts'
import { followBounces } from '../objections/holds/bounce-holds.ts'
import { decideBase, openPass } from '../decisions/decide-base.ts'
import { forgetJournal } from '../backup/follow-journal.ts'
import { forgetOld } from './forget-old.ts'
import { matchRecords } from '../intake/match-records.ts'
import { planRemovals } from '../removals/plan-removals.ts'
import { pullConnection } from '../intake/pull-connection.ts'
import { wakeDrains } from '../app/wake-drains.ts'
import { countsOf, refusalsByReason } from './refusal-counts.ts'
import { tagRecords } from '../tags/tag-records.ts'

/** One step of a run that is under way. */
export interface StepWork {
  app: App
  run: HygieneRun
  step: HygieneStep
  signal: AbortSignal
}

const pageSize = 2_000

/** What each step does; it may be repeated from the page that it saved last. */
export const stepTakers: Readonly<Record<HygieneStep['name'], (work: StepWork) => Promise<'done' | 'skipped'>>> = {
  pull: pullStep,
  match: matchStep,
  compare: compareStep,
  decide: decideStep,
  tag: tagStep,
  plan: planStep,
  forget: forgetStep,
  report: () => Promise.resolve('done'),
}

async function keepClaim({ app, run }: StepWork): Promise<void> {
  if (!(await claimRun(app.pool, run.id, false))) throw new Error('The run ended while it was worked on')
}

async function pullStep(work: StepWork): Promise<'done' | 'skipped'> {
  const { app, run, step, signal } = work
  const connection = step.connectionId === null ? null : await findConnection(app.pool, step.connectionId)
  if (connection === null || connection.state === 'disconnected') return 'skipped'
  const saved = step.cursor as { next: Cursor } | null
  const full =
    run.mode === 'full' ||
    connection.fullPulledAt === null ||
    (connection.resyncWantedAt !== null && connection.resyncWantedAt <= run.startedAt)
  const progress = await pullConnection(app, connection.id, {
    mode: full ? 'full' : 'changes',
    from: saved?.next ?? null,
    startedAt: step.startedAt ?? run.startedAt,
    signal,
    progress: {
      records: step.counts['records'] ?? 0,
      changed: step.counts['changed'] ?? 0,
      found: step.counts['found'] ?? 0,
      drifted: step.counts['drifted'] ?? 0,
      total: step.totalCount,
    },
    onPage: async (soFar, next) => {
      await keepClaim(work)
      const { total, ...counts } = soFar
      await saveStep(app.pool, run.id, step.position, {
        doneCount: soFar.records,
        totalCount: total,
        cursor: { next },
        counts,
      })
    },
  })
  const { total, ...counts } = progress
  await saveStep(app.pool, run.id, step.position, {
    doneCount: progress.records,
    totalCount: total,
    cursor: saved,
    counts,
  })
  return 'done'
}

/** Pages are matched as they come in; this proves that none was left. */
async function matchStep(work: StepWork): Promise<'done'> {
  const { app, run, step } = work
  let matchedNow = 0
  for (;;) {
    const ids = await unmatchedRecords(app.pool, pageSize)
    if (ids.length === 0) break
    await inTransaction(app.pool, async (sql) => {
      await lockPeople(sql)
      await matchRecords(sql, ids, app.clock.now())
    })
    matchedNow += ids.length
    await keepClaim(work)
  }
  const base = await countBase(app.pool)
  await saveStep(app.pool, run.id, step.position, {
    doneCount: base.contacts,
    totalCount: base.contacts,
    cursor: null,
    counts: { contacts: base.contacts, matched: base.matched, matchedNow },
  })
  return 'done'
}

/** The whole base once more, page by page: what drifted since its page came in is sent out again. */
async function compareStep(work: StepWork): Promise<'done'> {
  const { app, run, step, signal } = work
  let after = (step.cursor?.['after'] as number | undefined) ?? 0
  let done = step.doneCount
  const counts = { found: step.counts['found'] ?? 0, drifted: step.counts['drifted'] ?? 0 }
  for (;;) {
    signal.throwIfAborted()
    const ids = await pageOfRecordIds(app.pool, after, pageSize)
    if (ids.length === 0) return 'done'
    const comparison = await inTransaction(app.pool, async (sql) => {
      await lockPeople(sql)
      const compared = await compareOptOuts(app, sql, ids, { door: 'found', actor: 'first pull', lane: 'backfill' })
      await followBounces(app, sql, ids)
      return compared
    })
    await wakeDrains(app, comparison.wakeConnectionIds)
    counts.found += comparison.found
    counts.drifted += comparison.drifted
    done += ids.length
    after = ids.at(-1) ?? after
    await saveStep(app.pool, run.id, step.position, { doneCount: done, totalCount: null, cursor: { after }, counts })
    await keepClaim(work)
  }
}

async function decideStep(work: StepWork): Promise<'done'> {
  const { app, run, step, signal } = work
  const { settings } = await loadSettings(app.pool)
  const { total, page } = await openPass(app, run.id, () => countLiveContacts(app.pool))
  let done = step.doneCount
  let changed = step.counts['changed'] ?? 0
  const next = (after: string | null) => {
    signal.throwIfAborted()
    return page(after, pageSize)
  }
  await decideBase(
    app,
    settings,
    (step.cursor?.['after'] as string | undefined) ?? null,
    next,
    async (after, judged, moved) => {
      done += judged
      changed += moved
      await saveStep(app.pool, run.id, step.position, {
        doneCount: done,
        totalCount: total,
        cursor: { after },
        counts: { changed },
      })
      await keepClaim(work)
    },
  )
  await endPass(app.pool, run.id, app.clock.now())
  return 'done'
}

async function tagStep(work: StepWork): Promise<'done' | 'skipped'> {
  const { app, run, step, signal } = work
  const connection = step.connectionId === null ? null : await findConnection(app.pool, step.connectionId)
  if (connection?.granted.includes('tag') !== true || connection.state !== 'active' || (await isUnread(app.pool)))
    return 'skipped'
  const total = (await countBase(app.pool)).records[connection.id] ?? 0
  const before = step.counts
  await tagRecords(app, connection.id, {
    after: (step.cursor?.['after'] as number | undefined) ?? 0,
    runId: run.id,
    signal,
    progress: {
      looked: step.doneCount,
      written: before['written'] ?? 0,
      readBack: before['readBack'] ?? 0,
      refused: before['refused'] ?? 0,
      reasons: refusalsByReason(before),
    },
    onPage: async (progress, after) => {
      await keepClaim(work)
      const { looked, reasons, ...counts } = progress
      await saveStep(app.pool, run.id, step.position, {
        doneCount: looked,
        totalCount: total,
        cursor: { after },
        counts: { ...counts, ...countsOf(reasons) },
      })
    },
  })
  return 'done'
}

async function planStep(work: StepWork): Promise<'done'> {
  const { app, run, step, signal } = work
  const planned = await planRemovals(app, run.id, run.requestedBy, { signal, onPage: () => keepClaim(work) })
  await saveStep(app.pool, run.id, step.position, {
    doneCount: planned,
    totalCount: planned,
    cursor: null,
    counts: { planned },
  })
  return 'done'
}

async function forgetStep(work: StepWork): Promise<'done'> {
  const { app, run, step, signal } = work
  const gone = await forgetOld(app, () => keepClaim(work), signal)
  // A folder that is away is the follower's to tell.
  await forgetJournal(app).catch(() => 0)
  // A run that died in between has erased some of it already: what it counted stays counted.
  const counts = Object.fromEntries(
    [...new Set([...Object.keys(step.counts), ...Object.keys(gone)])].map((id) => [
      id,
      (step.counts[id] ?? 0) + ((gone as Readonly<Record<string, number>>)[id] ?? 0),
    ]),
  )
  await saveStep(app.pool, run.id, step.position, {
    doneCount: Object.values(counts).reduce((sum, count) => sum + count, 0),
    totalCount: null,
    cursor: null,
    counts,
  })
  return 'done'
}
