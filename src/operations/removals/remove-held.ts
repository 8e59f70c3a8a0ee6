import type { ConnectedSystem } from '../../connector/contract.ts'
import { ConnectorError } from '../../connector/errors.ts'
import type { PlanKind } from '../../domain/removals/removal-kinds.ts'
import { dayOf } from '../../domain/app/day.ts'
import { insertAudit, type AuditAct } from '../../store/app/audit.ts'
import { inTransaction } from '../../store/app/database.ts'
import { isKeptByLaw } from '../../store/removals/erasure-requests.ts'
import { purgeContacts, markBinned } from '../../store/removals/purge.ts'
import { fullyBinned, moveItems } from '../../store/removals/removal-items.ts'
import { movePlan, type RemovalPlan } from '../../store/removals/removals.ts'
import {
  noteGivenUp,
  noteRecords,
  planRecords,
  stillLeaving,
  type PlanRecord,
} from '../../store/removals/plan-records.ts'
import { loadSettings } from '../../store/settings/settings.ts'
import type { App } from '../app/app.ts'
import { awaitBins } from './batches/read-after-bin.ts'
import { followPerson } from './follow-person.ts'
import { fixAddresses } from './issue-certificate.ts'
import { eachBatch, patienceMs, tryAgain, type Unclear } from './batches/plan-batches.ts'
import { rememberPeople } from './remember-people.ts'
import { givenUpAs, takeAway, type TakenRecord } from './take-away.ts'
import { kindsToDelete, listBefore, treatRelated } from './treat-related.ts'

/**
 * Takes the records of held people away (docs/reference/promises.md#removal-6, #removal-8), batch by batch: into the
 * bin, out of it for good, or emptied of the person where the vendor keeps the record. Each is read back; then what
 * hung on them is treated by the settings, and what we hold of the person is erased. What a died worker did is found
 * again: a record in the bin is only erased.
 */
export async function removeStep(app: App, plan: RemovalPlan, signal: AbortSignal): Promise<void> {
  if (plan.kind === 'erasure' && (await blockAgain(app, plan))) return
  const { settings } = await loadSettings(app.pool)
  const records = (await planRecords(app.pool, plan.id, ['held', 'binned'])).filter((record) => record.detail === null)
  const kinds = await kindsToDelete(app, plan)
  await eachBatch(
    app,
    records,
    {
      verb: 'remove',
      sizeOf: (system) => system.can.batch.remove,
      work: async (system, given, connectionId) => {
        // Whoever was restored since this began stays.
        const batch = await stillLeaving(app.pool, plan.id, given)
        if (system.remove === undefined) throw new ConnectorError('forbidden', 'This system cannot delete contacts.')
        const erase = erasesFor(plan.kind, system.can, settings.eraseSilent)
        // What went before we came is asked for too: maybe by us, and nobody could note it any more. What was merged
        // away lies in no bin but one that is emptied.
        const open = batch.filter((record) => (record.state === 'held' && !record.merged) || erase === 'from-bin')
        await listBefore(
          app,
          plan,
          system,
          open.filter((record) => record.state === 'held' && !record.gone),
          kinds,
        )
        if (open.length === 0) return
        const taken = await takeAway(system, open, { erase, empties: emptiesFor(plan) && system.can.anonymises })
        const patience = plan.kind === 'erasure' && erase === 'at-once' ? slowErasureMs : patienceMs
        return () => noteTaken(app, plan, connectionId, taken, patience)
      },
    },
    signal,
  )
  if (kinds.length > 0) await treatRelated(app, plan, signal)
  await finish(app, plan)
  await awaitBins(app, plan.id)
}

/**
 * True when an erasure has to begin again with its block: somebody or something of the person joined, or a legal hold
 * stands over them since.
 */
async function blockAgain(app: App, plan: RemovalPlan): Promise<boolean> {
  const now = app.clock.now()
  return inTransaction(app.pool, async (sql) => {
    const joined = await followPerson(sql, plan, now)
    const again = joined || (await isKeptByLaw(sql, plan.id, dayOf(now)))
    if (again) await movePlan(sql, plan.id, ['binning'], 'approved', { nextStepAt: now })
    return again
  })
}

/**
 * How a kind of plan erases at a system: objectors and erasures, and the silent if the admin chose so; for the others
 * the bin is the last act (docs/reference/promises.md#removal-7).
 */
export function erasesFor(
  kind: PlanKind,
  { erases }: Pick<ConnectedSystem['can'], 'erases'>,
  eraseSilent: boolean,
): ConnectedSystem['can']['erases'] {
  return kind === 'objected' || kind === 'erasure' || eraseSilent ? erases : null
}

/**
 * A refused deletion never empties a record by itself: only where the person asked to be erased, or a DPO decided so
 * about these people (docs/reference/promises.md#removal-refused).
 */
const emptiesFor = ({ kind, empties }: RemovalPlan): boolean => kind === 'erasure' || empties

/**
 * An erasure that its system does by itself may take it 30 days (docs/reference/hubspot.md#gdpr-delete): the one person
 * of a request is waited for, with ever longer pauses.
 */
const slowErasureMs = 31 * 86_400_000

async function noteTaken(
  app: App,
  plan: RemovalPlan,
  connectionId: string,
  taken: readonly TakenRecord[],
  patience: number,
): Promise<Unclear> {
  const now = app.clock.now()
  const open = taken.filter(({ result }) => result.state === 'open').map(({ record }) => record.recordId)
  return inTransaction(app.pool, async (sql) => {
    const { ended, unclear } = await tryAgain(sql, plan, open, patience, now)
    const settled = taken.map(({ record, result }) => ({
      record,
      result: ended.has(record.recordId) && result.state === 'open' ? givenUpAs(result) : result,
    }))
    for (const state of ['binned', 'erased', 'anonymised'] as const) {
      const rows = settled.flatMap(({ record, result }) =>
        result.state === state ? [{ record, recordId: record.recordId, value: result.value, kept: result.kept }] : [],
      )
      await noteRecords(sql, plan.id, state, rows, now)
      await markBinned(
        sql,
        rows.map((row) => row.recordId),
        now,
      )
      await insertAudit(
        sql,
        rows.map(({ record, value }) => removalAct(plan, connectionId, record, { act: actOf[state], seen: value })),
        now,
      )
    }
    await noteRecords(
      sql,
      plan.id,
      'refused',
      settled.flatMap(({ record, result }) =>
        result.state === 'refused' ? [{ recordId: record.recordId, value: result.detail }] : [],
      ),
      now,
    )
    await noteGivenUp(sql, plan.id, [...ended])
    return unclear
  })
}

const actOf = { binned: 'bin', erased: 'erase', anonymised: 'anonymise' } as const

/** A record that was taken away, as the audit keeps it. */
function removalAct(
  plan: RemovalPlan,
  connectionId: string,
  { recordId, contactId, ref }: PlanRecord,
  { act, seen }: { act: AuditAct['act']; seen: string },
): AuditAct {
  return {
    actId: `${act}:${plan.id}:${recordId}`,
    act,
    actor: 'lawbase',
    contactId,
    connectionId,
    details: { planId: plan.id, number: plan.number, record: `${ref.object}:${ref.id}`, seen },
  }
}

/**
 * Everybody of whom no record is left goes from our own tables too, in one transaction with what a certificate will
 * prove.
 */
async function finish(app: App, plan: RemovalPlan): Promise<void> {
  const now = app.clock.now()
  await inTransaction(app.pool, async (sql) => {
    if (plan.kind === 'erasure') {
      // Whatever became this person's meanwhile is blocked first, too (docs/reference/promises.md#i6).
      if (await followPerson(sql, plan, now))
        return movePlan(sql, plan.id, ['binning'], 'approved', { nextStepAt: now })
    }
    const kept = await planRecords(sql, plan.id, ['refused'])
    // What was only not done in time is no answer: the next plan tries again by itself.
    const idsOf = (records: readonly PlanRecord[]) => [...new Set(records.map((record) => record.contactId))]
    const refused = idsOf(kept.filter((record) => !record.givenUp))
    const late = idsOf(kept).filter((id) => !refused.includes(id))
    const gone = await fullyBinned(sql, plan.id)
    await moveItems(sql, plan.id, gone, { to: 'binned', reason: null }, now)
    await moveItems(sql, plan.id, refused, { to: 'refused', reason: 'bin-refused' }, now)
    await moveItems(sql, plan.id, late, { to: 'refused', reason: 'not-in-time' }, now)
    await fixAddresses(sql, plan.id, gone, now)
    const remember = plan.kind !== 'objected' && plan.kind !== 'erasure'
    if (remember) await rememberPeople(app, sql, gone, now)
    await purgeContacts(sql, gone, { remember }, now)
    await insertAudit(
      sql,
      gone.map((contactId) => ({
        actId: `purged:${plan.id}:${contactId}`,
        act: 'purged',
        actor: 'lawbase',
        contactId,
        details: { planId: plan.id, number: plan.number },
      })),
      now,
    )
    await movePlan(sql, plan.id, ['binning'], 'done', { finishedAt: now })
  })
}
