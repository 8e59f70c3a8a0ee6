import type { ConnectedSystem } from '../../../connector/contract.ts'
import type { BinShows, RecordRef } from '../../../connector/records.ts'
import { binEnd } from '../../../domain/removals/way-back.ts'
import { nextStep } from '../../../queue/failure-policy.ts'
import { insertAudit } from '../../../store/app/audit.ts'
import { inTransaction } from '../../../store/app/database.ts'
import {
  binShown,
  binnedRecords,
  isBinDue,
  noteBinEnd,
  noteBinShows,
  setBinDue,
  type BinnedRecord,
} from '../../../store/removals/bin-ends.ts'
import type { RemovalPlan } from '../../../store/removals/removals.ts'
import type { App } from '../../app/app.ts'
import { asConnectorError } from '../../app/as-connector-error.ts'
import { openConnection } from '../../connections/open-connection.ts'
import { binFacts } from './bin-facts.ts'
import { byConnection } from './plan-batches.ts'

const dayMs = 86_400_000
/** A system that does not open, or whose bin's term it does not say now, is asked again so much later. */
const laterMs = 3_600_000
/**
 * A bin may show a row for a while after it dropped it (docs/reference/salesforce.md#empty-bin): one that is still
 * shown is looked at again each day, and said to be there after so many.
 */
const lingerDays = 3

/** One system of a plan whose bin still holds records of its people, and the instant at which it has dropped them. */
interface Held {
  connectionId: string
  records: readonly BinnedRecord[]
  /** Null = not known now. */
  endsAt: Date | null
}

/**
 * Completes what a certificate proves (docs/reference/promises.md#removal-9): after the last day of a system's bin its
 * records are looked for once more, and what shows is noted: absent, in the bin still, or alive because somebody took
 * it out. What lies in a system that is disconnected waits until it is connected again. Nothing is written at the
 * system; it may be repeated.
 */
export async function readAfterBin(app: App, plan: RemovalPlan, signal: AbortSignal): Promise<void> {
  const now = app.clock.now()
  if (!(await isBinDue(app.pool, plan.id, now))) return
  const again: Date[] = []
  for (const held of await heldInBins(app, plan.id)) {
    if (held.endsAt === null || held.endsAt > now) continue
    const retry = await lookAt(app, plan, { ...held, endsAt: held.endsAt }, signal)
    if (retry !== null) again.push(retry)
  }
  await setBinDue(app.pool, plan.id, earliest([...again, ...(await endsOf(app, plan.id, now))]))
}

/** Sets when the bins of a plan that just ended are looked into. */
export async function awaitBins(app: App, planId: string): Promise<void> {
  await setBinDue(app.pool, planId, earliest(await endsOf(app, planId, app.clock.now())))
}

const earliest = (dates: readonly Date[]): Date | null =>
  dates.length === 0 ? null : new Date(Math.min(...dates.map((date) => date.getTime())))

/** Ends of bins that are still to come; one whose term nobody can say now is asked for later. */
async function endsOf(app: App, planId: string, now: Date): Promise<Date[]> {
  const later = new Date(now.getTime() + laterMs)
  return (await heldInBins(app, planId)).flatMap(({ endsAt }) =>
    endsAt === null ? [later] : endsAt > now ? [endsAt] : [],
  )
}

async function heldInBins(app: App, planId: string): Promise<Held[]> {
  const groups = [...byConnection(await binnedRecords(app.pool, planId))]
  const bins = await binFacts(
    app,
    groups.map(([connectionId]) => connectionId),
  )
  const held: Held[] = []
  for (const [connectionId, records] of groups) {
    const bin = bins.get(connectionId)
    const last = new Date(Math.max(...records.map(({ binnedAt }) => binnedAt.getTime())))
    // A system that has no bin, or never says its term, is waited for in vain.
    if (bin !== undefined && bin.days === null) continue
    const endsAt = binEnd(last, bin?.days ?? null)
    // Once it is disconnected nobody can ask it any more.
    if (endsAt !== null)
      await noteBinEnd(
        app.pool,
        planId,
        records.map(({ recordId }) => recordId),
        endsAt,
      )
    held.push({ connectionId, records, endsAt })
  }
  return held
}

/** Looks for the records of one system; gives when to look again, null when nothing of it is open. */
async function lookAt(
  app: App,
  plan: RemovalPlan,
  { connectionId, records, endsAt }: Held & { endsAt: Date },
  signal: AbortSignal,
): Promise<Date | null> {
  const now = app.clock.now()
  try {
    const shown = await showsOf(app, connectionId, records, signal)
    const lingers = now.getTime() < endsAt.getTime() + lingerDays * dayMs
    const settled = shown.filter(({ shows }) => shows !== 'in-bin' || !lingers)
    await inTransaction(app.pool, async (sql) => {
      await noteBinShows(sql, plan.id, settled, now)
      if (settled.length < shown.length) return
      const { absent, alive, 'in-bin': inBin } = await binShown(sql, plan.id, connectionId)
      await insertAudit(
        sql,
        [
          {
            actId: `bin-end:${plan.id}:${connectionId}`,
            act: 'plan',
            actor: 'lawbase',
            connectionId,
            details: { planId: plan.id, binEnded: true, absent, back: alive, inBin },
          },
        ],
        now,
      )
    })
    return settled.length < shown.length ? new Date(now.getTime() + dayMs) : null
  } catch (error) {
    if (signal.aborted) throw error
    const failure = asConnectorError(app.log, error, {
      doing: 'when a bin was looked into after its last day',
      message: 'The end of a bin could not be read. It is read again.',
      ids: { planId: plan.id, connectionId },
    })
    const next = nextStep(failure, 3)
    return new Date(now.getTime() + (next.step === 'wait' ? next.delayMs : laterMs))
  }
}

async function showsOf(
  app: App,
  connectionId: string,
  records: readonly BinnedRecord[],
  signal: AbortSignal,
): Promise<{ recordId: number; shows: BinShows }[]> {
  const { system } = await openConnection(app, connectionId, 'read', signal)
  const shown: { recordId: number; shows: BinShows }[] = []
  for (let start = 0; start < records.length; start += system.can.batch.read) {
    signal.throwIfAborted()
    const batch = records.slice(start, start + system.can.batch.read)
    const refs = batch.map(({ ref }) => ref)
    const shows = await (system.lookInBin?.(refs) ?? aliveOnly(system, refs))
    shown.push(...batch.map(({ recordId }, index) => ({ recordId, shows: shows[index] ?? 'absent' })))
  }
  return shown
}

/** Of a system whose bin cannot be read: what is not alive has left it by the vendor's own term. */
async function aliveOnly(system: ConnectedSystem, refs: readonly RecordRef[]): Promise<BinShows[]> {
  const alive = new Set(((await system.read?.(refs)) ?? []).map(({ ref }) => `${ref.object} ${ref.id}`))
  return refs.map(({ object, id }) => (alive.has(`${object} ${id}`) ? 'alive' : 'absent'))
}
