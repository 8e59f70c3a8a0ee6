import { addMonths, dayOf } from '../../domain/app/day.ts'
import { keptByWork, type OpenWork } from '../../domain/removals/dependencies.ts'
import type { PlanKind } from '../../domain/removals/removal-kinds.ts'
import { insertAudit } from '../../store/app/audit.ts'
import { inTransaction } from '../../store/app/database.ts'
import { maybeOthers, moveItems, planItems } from '../../store/removals/removal-items.ts'
import { type RemovalPlan } from '../../store/removals/removals.ts'
import { planRecords } from '../../store/removals/plan-records.ts'
import { loadSettings } from '../../store/settings/settings.ts'
import type { App } from '../app/app.ts'
import { readDependencies } from './read-dependencies.ts'

type PlanItem = Awaited<ReturnType<typeof planItems>>[number]

const reasonsToLeave = [
  'legal-hold',
  'pending',
  'lifted',
  'acted',
  'customer',
  'objection',
  'source-found',
  'maybe',
  'parted',
  'new-record',
  'dependency',
  'unknown',
] as const
type Reason = (typeof reasonsToLeave)[number]

/**
 * Whoever acted, became a customer, has an objection on its way, got a source, has a new record, shares an address with
 * a newcomer or was given another address in one system since the plan was made leaves it, and so does whoever the
 * systems show something open with by now, or no longer show whether they do. Throws ConnectorError while a system
 * cannot be asked.
 */
export async function takeOutChanged(app: App, plan: RemovalPlan, now: Date, signal: AbortSignal): Promise<void> {
  const today = dayOf(now)
  // Whoever is in the bin with every record has left already.
  const there = new Set(
    (await planRecords(app.pool, plan.id, ['planned', 'held']))
      .filter((record) => !record.gone)
      .map((record) => record.contactId),
  )
  const items = (await planItems(app.pool, plan.id, ['planned', 'held'], now)).filter(
    (item) => plan.state !== 'binning' || there.has(item.contactId),
  )
  const { settings } = await loadSettings(app.pool)
  const activeSince = addMonths(now, -settings.inactivityMonths)
  const doubtful = await maybeOthers(app.pool, plan.id, activeSince)
  const judged = items.map((item) => ({
    contactId: item.contactId,
    reason: reasonToLeave(item, plan.kind, { today, activeSince, maybeSame: doubtful.has(item.contactId) }),
  }))
  const staying = judged.filter(({ reason }) => reason === null).map(({ contactId }) => contactId)
  const work = await readDependencies(app, staying, { settings, signal, unreachable: 'throw' })
  const leaving = Map.groupBy(
    judged.map(({ contactId, reason }) => ({ contactId, reason: reason ?? reasonOfOpenWork(work.get(contactId)) })),
    ({ reason }) => reason,
  )
  await inTransaction(app.pool, async (sql) => {
    for (const reason of reasonsToLeave) {
      const contactIds = (leaving.get(reason) ?? []).map(({ contactId }) => contactId)
      const moved = await moveItems(sql, plan.id, contactIds, { to: 'taken-out', reason }, now)
      await insertAudit(
        sql,
        moved.map((contactId) => ({
          actId: `release:${plan.id}:${contactId}`,
          act: 'release',
          actor: 'lawbase',
          contactId,
          details: { planId: plan.id, number: plan.number, reason },
        })),
        now,
      )
    }
  })
}

interface AsOf {
  today: string
  /** Whoever acted after this day is not silent. */
  activeSince: string
  /** They are maybe another contact too. */
  maybeSame: boolean
}

/** The first reason why somebody leaves a plan; null = they stay in it. */
function reasonToLeave(item: PlanItem, kind: PlanKind, asOf: AsOf): Reason | null {
  if (item.kept) return 'legal-hold'
  return reasonOfNo(item, kind) ?? reasonOfWork(item) ?? reasonOfTerm(item, kind, asOf) ?? reasonOfPerson(item, asOf)
}

/** Something is open with them by now, or it is no longer known whether there is. */
function reasonOfOpenWork(work: OpenWork | undefined): Reason | null {
  const kept = work === undefined ? null : keptByWork(work)
  return kept === null ? null : kept === 'unknown' ? 'unknown' : 'dependency'
}

function reasonOfNo(item: PlanItem, kind: PlanKind): Reason | null {
  if (kind === 'objected') return item.stopped ? null : 'lifted'
  return item.objectionOpen ? 'objection' : null
}

function reasonOfWork(item: PlanItem): Reason | null {
  if (item.pending) return 'pending'
  return item.relation === 'customer' ? 'customer' : null
}

/** The ground of the plan is gone. */
function reasonOfTerm(item: PlanItem, kind: PlanKind, { today, activeSince }: AsOf): Reason | null {
  if (kind === 'silent') return item.termOn > today ? 'acted' : null
  if (kind !== 'no-source') return null
  if (item.sourced) return 'source-found'
  return item.lastActAt !== null && dayOf(item.lastActAt) > activeSince ? 'acted' : null
}

/** Who they are is no longer what was approved. */
function reasonOfPerson(item: PlanItem, { maybeSame }: AsOf): Reason | null {
  if (maybeSame) return 'maybe'
  if (item.newRecords > 0) return 'new-record'
  return item.parted ? 'parted' : null
}
