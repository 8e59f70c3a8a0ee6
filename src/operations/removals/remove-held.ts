import type { ConnectedSystem } from '../../connector/contract.ts'
import { ConnectorError } from '../../connector/errors.ts'
import type { RemovalOrder } from '../../connector/orders.ts'
import type { Outcome } from '../../connector/outcome.ts'
import type { PlanKind } from '../../domain/removals/removal-kinds.ts'
import { dayOf } from '../../domain/app/day.ts'
import { insertAudit, type AuditAct } from '../../store/app/audit.ts'
import { inTransaction } from '../../store/app/database.ts'
import { isKeptByLaw } from '../../store/removals/erasure-requests.ts'
import { purgeContacts, markBinned } from '../../store/removals/purge.ts'
import { fullyBinned, moveItems } from '../../store/removals/removal-items.ts'
import { movePlan, type RemovalPlan } from '../../store/removals/removals.ts'
import { noteRecords, planRecords, stillLeaving, type PlanRecord } from '../../store/removals/plan-records.ts'
import { loadSettings } from '../../store/settings/settings.ts'
import type { App } from '../app/app.ts'
import { followPerson } from './follow-person.ts'
import { fixAddresses } from './issue-certificate.ts'
import { eachBatch, notShown, patienceMs, tryAgain, type Unclear } from './plan-batches.ts'
import { kindsToDelete, listBefore, treatRelated } from './treat-related.ts'

/**
 * Takes the records of held people away (docs/reference/promises.md#removal-6, #removal-8), batch by batch so that a
 * vendor's bin never holds more than one: into the bin, out of it for good, or emptied of the person where the vendor
 * keeps the record. Each is read back; then what hung on them is treated by the settings, and what we hold of the
 * person is erased. What a died worker did is found again: a record in the bin is only erased.
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
        const taken = await takeAway(system, open, erase)
        const patience = plan.kind === 'erasure' && erase === 'at-once' ? slowErasureMs : patienceMs
        return () => noteTaken(app, plan, connectionId, taken, patience)
      },
    },
    signal,
  )
  if (kinds.length > 0) await treatRelated(app, plan, signal)
  await finish(app, plan)
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
 * How a kind of plan erases at a system: always where its bin must be emptied, else objectors and erasures, and the
 * silent if the admin chose so (docs/reference/promises.md#removal-7).
 */
export function erasesFor(
  kind: PlanKind,
  { erases, bin }: Pick<ConnectedSystem['can'], 'erases' | 'bin'>,
  eraseSilent: boolean,
): ConnectedSystem['can']['erases'] {
  return kind === 'objected' || kind === 'erasure' || eraseSilent || bin?.mustBeEmptied === true ? erases : null
}

interface TakenRecord {
  record: PlanRecord
  result: Taken
}

type Taken =
  | { state: 'binned' | 'erased' | 'anonymised'; value: string; kept: string | null }
  | { state: 'refused'; detail: string }
  | { state: 'open'; detail: string; inBin: string | null }

/**
 * An erasure that its system does by itself may take it 30 days (docs/reference/hubspot.md#gdpr-delete): the one person
 * of a request is waited for, with ever longer pauses.
 */
const slowErasureMs = 31 * 86_400_000

/**
 * What became of each record, in order; `open` = the system did not take it this time or does not show it yet (`inBin`:
 * what it showed of its bin).
 */
async function takeAway(
  system: ConnectedSystem,
  batch: readonly PlanRecord[],
  erase: ConnectedSystem['can']['erases'],
): Promise<TakenRecord[]> {
  const send = async (records: readonly PlanRecord[], stage: RemovalOrder['stage']) => {
    const outcomes =
      records.length === 0
        ? []
        : await (system.remove?.(
            records.map((record) => ({ orderId: String(record.recordId), record: record.ref, stage })),
          ) ?? [])
    return new Map(records.map((record, index) => [record.recordId, outcomes[index]]))
  }
  const taken = await send(
    batch.filter((record) => record.state === 'held' && !(record.gone && erase === 'from-bin')),
    erase === 'at-once' ? 'erase' : 'bin',
  )
  // DELETE_FAILED and rules of the org: the record stays for others' sake, so the person leaves it.
  const kept = system.can.anonymises
    ? batch.filter((record) => {
        const outcome = taken.get(record.recordId)
        return outcome?.status === 'refused' && outcome.reason === 'validation'
      })
    : []
  const emptied = await send(kept, 'anonymise')
  const erased =
    erase === 'from-bin'
      ? await send(
          batch.filter((record) => {
            const outcome = taken.get(record.recordId)
            return outcome === undefined || outcome.status === 'applied' || outcome.status === 'already'
          }),
          'erase',
        )
      : new Map<number, Outcome>()
  return batch.map((record) => {
    const { recordId } = record
    const [gone, empty, final] = [taken.get(recordId), emptied.get(recordId), erased.get(recordId)]
    return { record, result: takenAs({ gone, empty, final }, erase) }
  })
}

/** What became of a record by what its system answered at each stage that it went through. */
function takenAs(
  { gone, empty, final }: Readonly<Record<'gone' | 'empty' | 'final', Outcome | undefined>>,
  erase: ConnectedSystem['can']['erases'],
): Taken {
  if (empty !== undefined) return shown(empty, 'anonymised')
  if (gone?.status === 'refused' || gone?.status === 'busy') return shown(gone, 'binned')
  if (final !== undefined) {
    const inBin = gone === undefined ? 'absent' : seenOf(gone)
    const end = shown(final, 'erased')
    // Live again, or merged away: it is not in the bin, whatever was seen there before.
    if (final.status === 'refused' && final.reason === 'conflict') return end
    return end.state === 'refused'
      ? { state: 'binned', value: inBin, kept: end.detail }
      : end.state === 'open'
        ? { ...end, inBin }
        : end
  }
  return gone === undefined
    ? { state: 'open', detail: notShown, inBin: null }
    : shown(gone, erase === 'at-once' ? 'erased' : 'binned')
}

function shown(outcome: Outcome, state: 'binned' | 'erased' | 'anonymised'): Taken {
  if (outcome.status === 'refused') return { state: 'refused', detail: outcome.detail }
  if (outcome.status === 'busy') return { state: 'open', detail: outcome.detail, inBin: null }
  if (outcome.status !== 'applied' && outcome.status !== 'already' && outcome.status !== 'absent')
    return { state: 'open', detail: notShown, inBin: null }
  return { state, value: seenOf(outcome), kept: null }
}

const seenOf = (outcome: Outcome) =>
  outcome.status === 'applied' || outcome.status === 'already' ? outcome.seen.value : 'absent'

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

/** What is in the bin stays there with its reason; anything else was refused. */
function givenUpAs({ detail, inBin }: { detail: string; inBin: string | null }): Taken {
  return inBin === null ? { state: 'refused', detail } : { state: 'binned', value: inBin, kept: detail }
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
    const refused = [...new Set((await planRecords(sql, plan.id, ['refused'])).map((record) => record.contactId))]
    const gone = await fullyBinned(sql, plan.id)
    await moveItems(sql, plan.id, gone, { to: 'binned', reason: null }, now)
    await moveItems(sql, plan.id, refused, { to: 'refused', reason: 'bin-refused' }, now)
    await fixAddresses(sql, plan.id, gone, now)
    await purgeContacts(sql, gone, { remember: plan.kind !== 'objected' && plan.kind !== 'erasure' }, now)
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
