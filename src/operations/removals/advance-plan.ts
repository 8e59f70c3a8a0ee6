import { asConnectorError } from '../app/as-connector-error.ts'
import { dayOf } from '../../domain/app/day.ts'
import { nextStep } from '../../queue/failure-policy.ts'
import { listConnections } from '../../store/connections/connections.ts'
import { inTransaction } from '../../store/app/database.ts'
import { notBlockedYet } from '../../store/removals/erasure/erasure-person.ts'
import { isKeptByLaw } from '../../store/removals/erasure-requests.ts'
import { hidesOptOut, moveItems, planItems } from '../../store/removals/removal-items.ts'
import { findPlan, lockPlan, movePlan, postponePlan, type RemovalPlan } from '../../store/removals/removals.ts'
import { noteRecords, planRecords, type PlanRecord } from '../../store/removals/plan-records.ts'
import { loadSettings } from '../../store/settings/settings.ts'
import type { App } from '../app/app.ts'
import { followPerson } from './follow-person.ts'
import { isBlind } from '../decisions/blind-clock.ts'
import { lookAtAll } from '../decisions/look-at-sight.ts'
import { decideContacts } from '../decisions/decide-contacts.ts'
import { ingestPage, saidAt } from '../intake/ingest-page.ts'
import { openConnection } from '../connections/open-connection.ts'
import { countRelated } from './count-related.ts'
import { readAfterBin } from './batches/read-after-bin.ts'
import { carryRestores } from './carry-restores.ts'
import { holdStep, liftHolds } from './hold-people.ts'
import { byConnection } from './batches/plan-batches.ts'
import { readActivities } from '../intake/read-activities.ts'
import { removeStep } from './remove-held.ts'
import { takeOutChanged } from './take-out-changed.ts'

/**
 * Takes an approved plan as far as its dates allow (docs/reference/promises.md#removal-5, #removal-6): hold everywhere
 * and read back; after the restore window look at each person again, then take the records away (`removeStep`). Each
 * step can be repeated.
 */
export async function advancePlan(app: App, planId: string, signal: AbortSignal): Promise<void> {
  // A deletion that was broken off is not gone on with before everybody was looked at again.
  let looked = false
  for (;;) {
    signal.throwIfAborted()
    const plan = await findPlan(app.pool, planId)
    const now = app.clock.now()
    if (plan === null) return
    try {
      // Whoever is brought back, or was taken out, is free again at once, not when the window ends.
      await carryRestores(app, plan, signal)
      if (plan.kind !== 'erasure' && ['held', 'binning', 'done'].includes(plan.state))
        await liftHolds(app, plan, signal)
      if (plan.state === 'done') return await readAfterBin(app, plan, signal)
      if (plan.state === 'planned') return await countStep(app, plan, signal)
      if (plan.nextStepAt === null || plan.nextStepAt > now) return
      const step = stepOf(plan, looked)
      if (step === null) return
      if (plan.state === 'approved' || plan.state === 'held') await countRelated(app, plan, signal)
      if (step === 'look-again') looked = await lookAgainStep(app, plan, signal)
      else await steps[step](app, plan, signal)
    } catch (error) {
      if (signal.aborted) throw error
      return await waitAfter(app, plan, error, now)
    }
  }
}

const steps = { block: blockStep, hold: holdStep, remove: removeStep } as const

/** What a plan whose time has come needs next; `looked`: everybody was looked at again since it is carried here. */
function stepOf({ state, kind }: RemovalPlan, looked: boolean): keyof typeof steps | 'look-again' | null {
  if (state === 'approved') return kind === 'erasure' ? 'block' : 'hold'
  if (state === 'held') return 'look-again'
  if (state === 'binning') return kind === 'erasure' || looked ? 'remove' : 'look-again'
  return null
}

/** A step that failed is tried again at its time. */
async function waitAfter(app: App, plan: RemovalPlan, error: unknown, now: Date): Promise<void> {
  const planId = plan.id
  const failure = asConnectorError(app.log, error, {
    doing: 'in a removal',
    message: 'A removal step stopped unexpectedly. It is tried again.',
    ids: { planId },
  })
  // A hold that could not be lifted is tried again by the sweep; the date of the bin never moves forward.
  if (plan.state === 'done' || (plan.state === 'held' && windowOpen(plan, now))) return
  const next = nextStep(failure, 3)
  app.log.warn({ planId, kind: failure.kind }, 'removal waiting')
  await postponePlan(app.pool, planId, new Date(now.getTime() + (next.step === 'wait' ? next.delayMs : 60_000)))
}

/**
 * Counts what hangs on the people of a plan that waits, for who reads it; one that failed is tried again at its time.
 */
async function countStep(app: App, plan: RemovalPlan, signal: AbortSignal): Promise<void> {
  if (plan.nextStepAt === null || plan.nextStepAt <= app.clock.now()) await countRelated(app, plan, signal)
}

/** How soon a person who is to be erased is looked at again while some system does not show the block yet. */
const blockRetryMs = 3_000

/**
 * Nobody is erased before every system showed that the person's objection stands there (docs/reference/promises.md#i6);
 * there is no window, since they asked. Records that appeared meanwhile go too. What refuses the block keeps the plan
 * waiting: the objection's own page says who acts.
 */
async function blockStep(app: App, plan: RemovalPlan): Promise<void> {
  const now = app.clock.now()
  await inTransaction(app.pool, async (sql) => {
    // Taken back while this began: nothing goes.
    if ((await lockPlan(sql, plan.id))?.state !== 'approved') return
    await followPerson(sql, plan, now)
    // A legal hold that was set since the decision goes first: the page of the request says so.
    if ((await isKeptByLaw(sql, plan.id, dayOf(now))) || (await notBlockedYet(sql, plan.id)) > 0)
      return postponePlan(sql, plan.id, new Date(now.getTime() + blockRetryMs))
    const records = await planRecords(sql, plan.id, ['planned'])
    await noteRecords(
      sql,
      plan.id,
      'held',
      records.map(({ recordId }) => ({ recordId, value: 'no read back' })),
      now,
    )
    await moveItems(
      sql,
      plan.id,
      [...new Set((await planItems(sql, plan.id, ['planned'], now)).map((item) => item.contactId))],
      { to: 'held', reason: null },
      now,
    )
    await movePlan(sql, plan.id, ['approved'], 'binning', { nextStepAt: now })
  })
}

/** True while everybody of the plan can still be restored by lifting the hold. */
function windowOpen(plan: RemovalPlan, now: Date): boolean {
  return plan.heldUntil !== null && plan.heldUntil > now
}

/** How soon a plan that met a blind clock is looked at again. */
const blindRetryMs = 3_000
/** A plan that waits asks the systems what they show no more often than this. */
const blindLookMs = 60_000
/**
 * How soon one is where an opt-out cannot be read: records are read anew within this time once our user sees it again.
 */
const hiddenRetryMs = 60_000

/**
 * The restore window is over: everything is read once more at the vendors, and whoever moved is taken out
 * (docs/reference/promises.md#i5). False while nobody may go.
 */
async function lookAgainStep(app: App, plan: RemovalPlan, signal: AbortSignal): Promise<boolean> {
  const now = app.clock.now()
  if (windowOpen(plan, now)) return false
  const { settings } = await loadSettings(app.pool)
  const blind = async () => isBlind(app, app.pool, settings, await listConnections(app.pool), now)
  await lookAtAll(app, signal, blindLookMs)
  // A vendor's tool is asked once more only for clocks that are sure without it: a plan that waits would use up its
  // calls. One that became sure since then, by a poll of another process, waits for the next look: nobody asked for it.
  const isSure = !(await blind())
  if (isSure) await askTools(app, signal)
  if (!isSure || (await blind())) {
    // Last acts are unknown: nobody goes. Polls make the clocks trustworthy again.
    await postponePlan(app.pool, plan.id, new Date(now.getTime() + blindRetryMs))
    return false
  }
  if (await waitsToSee(app, plan, now)) return false
  await readAgain(app, await planRecords(app.pool, plan.id, ['held']), signal)
  if (await waitsToSee(app, plan, now)) return false
  await decideContacts(
    app,
    (await planItems(app.pool, plan.id, ['held'], app.clock.now())).map((item) => item.contactId),
    settings,
  )
  await takeOutChanged(app, plan, now, signal)
  await liftHolds(app, plan, signal)
  await movePlan(app.pool, plan.id, ['held', 'binning'], 'binning', { nextStepAt: now })
  return true
}

/** Asks each vendor's tool beside its records once more what people did there. */
async function askTools(app: App, signal: AbortSignal): Promise<void> {
  for (const { id, activityUnits } of await listConnections(app.pool))
    if (activityUnits.length > 0) await readActivities(app, id, signal, 'at-once')
}

/** Nobody goes by a value that cannot be seen: the opt-out under it would go with the record, and be lost. */
async function waitsToSee(app: App, plan: RemovalPlan, now: Date): Promise<boolean> {
  if (!(await hidesOptOut(app.pool, plan.id))) return false
  app.log.warn({ planId: plan.id }, 'a removal waits: opt-outs of its people are hidden from our user')
  await postponePlan(app.pool, plan.id, new Date(now.getTime() + hiddenRetryMs))
  return true
}

/** Current state of the records, straight from the vendors; those that are gone become tombstones. */
async function readAgain(app: App, records: readonly PlanRecord[], signal: AbortSignal): Promise<void> {
  for (const [connectionId, theirs] of byConnection(records)) {
    const { system, connection } = await openConnection(app, connectionId, 'read', signal)
    if (system.read === undefined) continue
    for (let start = 0; start < theirs.length; start += system.can.batch.read) {
      const batch = theirs.slice(start, start + system.can.batch.read)
      const askedAt = new Date()
      const found = await system.read(batch.map((record) => record.ref))
      const known = new Set(found.map((record) => `${record.ref.object} ${record.ref.id}`))
      const gone = batch
        .filter((record) => !known.has(`${record.ref.object} ${record.ref.id}`))
        .map((record) => ({ ref: record.ref, mergedInto: null }))
      await ingestPage(app, { records: found, tombstones: gone }, { ...saidAt(connection), askedAt })
    }
  }
}
