import { ConnectorError } from '../connector/errors.ts'
import type { Outcome } from '../connector/outcome.ts'
import { addMonths, dayOf } from '../domain/retention.ts'
import { nextStep } from '../queue/failure-policy.ts'
import { insertAudit } from '../store/audit.ts'
import { listConnections } from '../store/connections.ts'
import { inTransaction } from '../store/database.ts'
import { purgeContacts, markBinned } from '../store/purge.ts'
import { fullyBinned, moveItems, planItems } from '../store/removal-items.ts'
import { findPlan, movePlan, noteRecords, planRecords, postponePlan, type PlanRecord, type RemovalPlan } from '../store/removals.ts'
import { loadSettings } from '../store/settings.ts'
import type { App } from './app.ts'
import { isBlind } from './blind-clock.ts'
import { decideContacts } from './decide-contacts.ts'
import { ingestPage } from './ingest-page.ts'
import { fixAddresses } from './issue-certificate.ts'
import { noteRevoked, openConnection } from './open-connection.ts'

/**
 * Takes an approved plan as far as its dates allow (DESIGN Removal 5 and 6): hold everywhere and read back; after the
 * restore window look at each person again, then bin, read back absent, and erase what we hold. Each step can be repeated.
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
      // Whoever was restored is free again at once, not when the window ends.
      if (plan.state === 'held') await liftHolds(app, plan, signal)
      if (plan.nextStepAt === null || plan.nextStepAt > now) return
      if (plan.state === 'approved') await holdStep(app, plan, signal)
      else if (plan.state === 'held' || (plan.state === 'binning' && !looked)) looked = await lookAgainStep(app, plan, signal)
      else if (plan.state === 'binning') await binStep(app, plan, signal)
      else return
    } catch (error) {
      if (signal.aborted) throw error
      const failure = error instanceof ConnectorError ? error : new ConnectorError('unavailable', 'A removal step stopped unexpectedly. It is tried again.', { cause: error })
      if (!(error instanceof ConnectorError)) app.log.error({ planId, stack: error instanceof Error ? error.stack : undefined }, 'unexpected failure in a removal')
      // A hold that could not be lifted is tried again by the sweep; the date of the bin never moves forward.
      if (plan.state === 'held' && windowOpen(plan, now)) return
      const next = nextStep(failure, 3)
      await postponePlan(app.pool, planId, new Date(now.getTime() + (next.step === 'wait' ? next.delayMs : 60_000)))
      return
    }
  }
}

/** Sets our do-not-contact on every record of the plan and reads it back. Nothing is deleted yet; lifting it restores. */
async function holdStep(app: App, plan: RemovalPlan, signal: AbortSignal): Promise<void> {
  const now = app.clock.now()
  const { settings } = await loadSettings(app.pool)
  const until = new Date(now.getTime() + settings.restoreDays * 86_400_000)
  await takeOutChanged(app, plan, now)
  const records = await planRecords(app.pool, plan.id, ['planned'])
  await eachBatch(app, plan, records.filter((record) => !record.gone), 'hold', signal, async (system, batch) => {
    if (system.hold === undefined) throw new ConnectorError('forbidden', 'This system cannot hold contacts.')
    return system.hold(batch.map((record) => ({ orderId: String(record.recordId), record: record.ref, until: dayOf(until) })))
  })
  await settleHeld(app, plan, now)
  await movePlan(app.pool, plan.id, ['approved'], 'held', { heldUntil: until, nextStepAt: until })
}

/** A person is held when each of their records is; a record that refuses keeps the whole person out (I6). */
async function settleHeld(app: App, plan: RemovalPlan, now: Date): Promise<void> {
  const open = new Set((await planRecords(app.pool, plan.id, ['planned', 'refused'])).filter((record) => !record.gone).map((record) => record.contactId))
  const waiting = (await planItems(app.pool, plan.id, ['planned'], dayOf(app.clock.now()))).map((item) => item.contactId)
  await inTransaction(app.pool, async (sql) => {
    await moveItems(sql, plan.id, waiting.filter((id) => open.has(id)), 'refused', 'hold-refused', now)
    const held = await moveItems(sql, plan.id, waiting.filter((id) => !open.has(id)), 'held', null, now)
    await insertAudit(sql, held.map((contactId) => ({ actId: `hold:${plan.id}:${contactId}`, act: 'hold', actor: 'lawbase', contactId, details: { planId: plan.id, number: plan.number } })), now)
  })
}

/** True while everybody of the plan can still be restored by lifting the hold. */
function windowOpen(plan: RemovalPlan, now: Date): boolean {
  return plan.heldUntil !== null && plan.heldUntil > now
}

/** How soon a plan that met a blind clock is looked at again. */
const blindRetryMs = 3_000

/** The restore window is over: everything is read once more at the vendors, and whoever moved is taken out (I5). False while nobody may go. */
async function lookAgainStep(app: App, plan: RemovalPlan, signal: AbortSignal): Promise<boolean> {
  const now = app.clock.now()
  if (windowOpen(plan, now)) return false
  const { settings } = await loadSettings(app.pool)
  if (await isBlind(app, app.pool, settings, await listConnections(app.pool), now)) {
    // Last acts are unknown: nobody goes. Polls make the clocks trustworthy again.
    await postponePlan(app.pool, plan.id, new Date(now.getTime() + blindRetryMs))
    return false
  }
  await readAgain(app, await planRecords(app.pool, plan.id, ['held']), signal)
  await decideContacts(app, (await planItems(app.pool, plan.id, ['held'], dayOf(app.clock.now()))).map((item) => item.contactId), settings)
  await takeOutChanged(app, plan, now)
  await liftHolds(app, plan, signal)
  await movePlan(app.pool, plan.id, ['held', 'binning'], 'binning', { nextStepAt: now })
  return true
}

/** Whoever acted, became a customer, said no, got a source or has a new record since the plan was made leaves it. */
async function takeOutChanged(app: App, plan: RemovalPlan, now: Date): Promise<void> {
  const today = dayOf(now)
  // Whoever is in the bin with every record has left already.
  const there = new Set((await planRecords(app.pool, plan.id, ['planned', 'held'])).filter((record) => !record.gone).map((record) => record.contactId))
  const items = (await planItems(app.pool, plan.id, ['planned', 'held'], today)).filter((item) => plan.state !== 'binning' || there.has(item.contactId))
  const reasons = { 'legal-hold': [] as string[], pending: [] as string[], lifted: [] as string[], acted: [] as string[], customer: [] as string[], suppressed: [] as string[], 'source-found': [] as string[], 'new-record': [] as string[] }
  const { settings } = await loadSettings(app.pool)
  const activeSince = addMonths(now, -settings.inactivityMonths)
  for (const item of items) {
    if (item.kept) reasons['legal-hold'].push(item.contactId)
    else if (item.suppressed && plan.kind !== 'objected') reasons.suppressed.push(item.contactId)
    else if (!item.stopped && plan.kind === 'objected') reasons.lifted.push(item.contactId)
    else if (item.pending) reasons.pending.push(item.contactId)
    else if (item.relation !== 'none') reasons.customer.push(item.contactId)
    else if (plan.kind === 'silent' && item.termOn > today) reasons.acted.push(item.contactId)
    else if (plan.kind === 'no-source' && item.lastActAt !== null && dayOf(item.lastActAt) > activeSince) reasons.acted.push(item.contactId)
    else if (plan.kind === 'no-source' && item.sourced) reasons['source-found'].push(item.contactId)
    else if (item.newRecords > 0) reasons['new-record'].push(item.contactId)
  }
  await inTransaction(app.pool, async (sql) => {
    for (const [reason, contactIds] of Object.entries(reasons)) {
      const moved = await moveItems(sql, plan.id, contactIds, 'taken-out', reason, now)
      await insertAudit(sql, moved.map((contactId) => ({ actId: `release:${plan.id}:${contactId}`, act: 'release', actor: 'lawbase', contactId, details: { planId: plan.id, number: plan.number, reason } })), now)
    }
  })
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
      const gone = batch.filter((record) => !known.has(`${record.ref.object} ${record.ref.id}`)).map((record) => ({ ref: record.ref, mergedInto: null }))
      await ingestPage(app, { records: found, tombstones: gone }, { connectionId, askedAt, door: connection.connector === 'salesforce' ? 'salesforce' : 'hubspot', lane: 'objection' })
    }
  }
}

/** Takes our do-not-contact off the records of people who left the plan, also where it may stand and nobody could note it any more. */
async function liftHolds(app: App, plan: RemovalPlan, signal: AbortSignal): Promise<void> {
  const records = (await planRecords(app.pool, plan.id, ['planned', 'held'], ['taken-out', 'restored', 'refused'])).filter((record) => !record.gone)
  await eachBatch(app, plan, records, 'release', signal, async (system, batch) => {
    if (system.hold === undefined) throw new ConnectorError('forbidden', 'This system cannot hold contacts.')
    return system.hold(batch.map((record) => ({ orderId: String(record.recordId), record: record.ref, until: null })))
  })
}

/** Puts the records of held people into their system's bin, reads back that they are gone, erases what we hold of them. */
async function binStep(app: App, plan: RemovalPlan, signal: AbortSignal): Promise<void> {
  const records = (await planRecords(app.pool, plan.id, ['held'])).filter((record) => !record.gone)
  await eachBatch(app, plan, records, 'bin', signal, async (system, batch) => {
    if (system.remove === undefined) throw new ConnectorError('forbidden', 'This system cannot delete contacts.')
    return system.remove(batch.map((record) => ({ orderId: String(record.recordId), record: record.ref, stage: 'bin' as const })))
  })
  const now = app.clock.now()
  const refused = [...new Set((await planRecords(app.pool, plan.id, ['refused'])).map((record) => record.contactId))]
  await inTransaction(app.pool, async (sql) => {
    const gone = await fullyBinned(sql, plan.id)
    await moveItems(sql, plan.id, gone, 'binned', null, now)
    await moveItems(sql, plan.id, refused, 'refused', 'bin-refused', now)
    await fixAddresses(sql, plan.id, gone, now)
    await purgeContacts(sql, gone, { remember: plan.kind !== 'objected' }, now)
    await insertAudit(sql, gone.map((contactId) => ({ actId: `purged:${plan.id}:${contactId}`, act: 'purged', actor: 'lawbase', contactId, details: { planId: plan.id, number: plan.number } })), now)
    await movePlan(sql, plan.id, ['binning'], 'done', { finishedAt: now })
  })
}

type System = Awaited<ReturnType<typeof openConnection>>['system']

/** Sends records to their systems batch by batch and notes each outcome with what was read back. */
async function eachBatch(
  app: App,
  plan: RemovalPlan,
  records: readonly PlanRecord[],
  act: 'hold' | 'release' | 'bin',
  signal: AbortSignal,
  send: (system: System, batch: readonly PlanRecord[]) => Promise<readonly Outcome[]>,
): Promise<void> {
  for (const [connectionId, theirs] of byConnection(records)) {
    const { system } = await openConnection(app, connectionId, 'tag', signal)
    const size = act === 'bin' ? system.can.batch.remove : system.can.batch.hold
    for (let start = 0; start < theirs.length; start += size) {
      signal.throwIfAborted()
      const batch = theirs.slice(start, start + size)
      try {
        await noteOutcomes(app, plan, connectionId, batch, act, await send(system, batch))
      } catch (error) {
        if (error instanceof ConnectorError && error.kind === 'access-revoked') await noteRevoked(app, connectionId, error)
        throw error
      }
    }
  }
}

async function noteOutcomes(app: App, plan: RemovalPlan, connectionId: string, batch: readonly PlanRecord[], act: 'hold' | 'release' | 'bin', outcomes: readonly Outcome[]): Promise<void> {
  const now = app.clock.now()
  const done = batch.flatMap((record, index) => {
    const outcome = outcomes[index]
    if (outcome?.status === 'applied' || outcome?.status === 'already') return [{ recordId: record.recordId, value: outcome.seen.value }]
    return outcome?.status === 'absent' ? [{ recordId: record.recordId, value: 'absent' }] : []
  })
  const refused = batch.flatMap((record, index) => {
    const outcome = outcomes[index]
    return outcome?.status === 'refused' ? [{ recordId: record.recordId, value: outcome.detail }] : []
  })
  await inTransaction(app.pool, async (sql) => {
    await noteRecords(sql, plan.id, stateAfter[act], done, now)
    if (act !== 'release') await noteRecords(sql, plan.id, 'refused', refused, now)
    if (act === 'bin') {
      await markBinned(sql, done.map((row) => row.recordId), now)
      await insertAudit(sql, batch.filter((record) => done.some((row) => row.recordId === record.recordId)).map((record) => ({
        actId: `bin:${plan.id}:${record.recordId}`, act: 'bin', actor: 'lawbase', contactId: record.contactId, connectionId, details: { planId: plan.id, number: plan.number, record: `${record.ref.object}:${record.ref.id}` },
      })), now)
    }
  })
  const unclear = batch.length - done.length - refused.length
  // `written`: the value does not show yet. The step is repeated until every record was read back.
  if (unclear > 0) throw new ConnectorError('unavailable', `${unclear} records do not show what was written yet. They are read again.`, { retryAfterMs: 2_000 })
}

const stateAfter = { hold: 'held', release: 'released', bin: 'binned' } as const

function byConnection(records: readonly PlanRecord[]): Map<string, PlanRecord[]> {
  const groups = new Map<string, PlanRecord[]>()
  for (const record of records) groups.set(record.connectionId, [...(groups.get(record.connectionId) ?? []), record])
  return groups
}
