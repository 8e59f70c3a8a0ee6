import type { Pool } from 'pg'
import { addMonths, dayOf } from '../../domain/app/day.ts'
import { dependencyKinds, keptByWork, type OpenWork } from '../../domain/removals/dependencies.ts'
import { guardsNotAsked } from '../../domain/removals/guards.ts'
import type { PlanKind } from '../../domain/removals/removal-kinds.ts'
import { longestTerm } from '../../domain/removals/retention-rules.ts'
import { insertAudit } from '../../store/app/audit.ts'
import { inTransaction } from '../../store/app/database.ts'
import { maybeOthers, moveItems, planItems } from '../../store/removals/removal-items.ts'
import { lookAlikesOf } from '../../store/removals/possible-duplicate.ts'
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
  'assumed',
  'customer',
  'unjudged',
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
 * Whoever acted, became a customer or maybe one, has an objection on its way, got a source, has a new record, shares an
 * address with a newcomer or was given another address in one system since the plan was made leaves it, and so does
 * whoever the systems show something open with by now, or no longer show whether they do. Throws ConnectorError while a
 * system cannot be asked.
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
  const activeSince = addMonths(now, -longestTerm(settings))
  const asOf = { today, activeSince, assumedStarts: settings.assumedStarts }
  const judged = items.map((item) => ({ item, reason: reasonToLeave(item, plan.kind, asOf) }))
  const staying = judged.filter(({ reason }) => reason === null).map(({ item }) => item.contactId)
  const kept = guardsNotAsked[plan.kind === 'erasure' ? 'objected' : plan.kind]
  const without = dependencyKinds.filter((kind) => kept.includes(kind))
  // What is open with who looks like them keeps them, too: it is read before anybody is asked whether it does.
  const asked = [...staying, ...(await lookAlikesOf(app.pool, staying, activeSince))]
  const work = await readDependencies(app, asked, { settings, signal, unreachable: 'throw', without })
  const doubtful = await maybeOthers(app.pool, plan.id, { activeSince, today })
  // A call or meeting that was just read moves the clock of whoever took part.
  const acted = staying.some((id) => work.get(id)?.acted === true)
  const anew = acted ? await planItems(app.pool, plan.id, ['planned', 'held'], now) : []
  const byId = new Map(anew.map((item) => [item.contactId, reasonOfTerm(item, plan.kind, asOf)]))
  const leaving = Map.groupBy(
    judged.map(({ item, reason }) => ({
      contactId: item.contactId,
      reason:
        reason ??
        byId.get(item.contactId) ??
        reasonOfPerson(item, doubtful.has(item.contactId)) ??
        reasonOfOpenWork(work.get(item.contactId)),
    })),
    ({ reason }) => reason,
  )
  await moveOut(app.pool, plan, leaving, now)
}

/** Whoever leaves goes with the reason, which the log keeps too. */
async function moveOut(
  pool: Pool,
  plan: RemovalPlan,
  leaving: ReadonlyMap<Reason | null, readonly { contactId: string }[]>,
  now: Date,
): Promise<void> {
  await inTransaction(pool, async (sql) => {
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
  /** Who starts on an assumed day may go. */
  assumedStarts: boolean
}

/** The first reason why somebody leaves a plan, of those that lie with what they are and did; null = none. */
function reasonToLeave(item: PlanItem, kind: PlanKind, asOf: AsOf): Reason | null {
  if (item.kept) return 'legal-hold'
  return reasonOfNo(item, kind) ?? reasonOfWork(item) ?? reasonOfTerm(item, kind, asOf)
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
  if (item.relation === 'customer') return 'customer'
  return item.unjudged ? 'unjudged' : null
}

/** The ground of the plan is gone. */
function reasonOfTerm(item: PlanItem, kind: PlanKind, { today, activeSince, assumedStarts }: AsOf): Reason | null {
  if (kind === 'silent') return item.termOn > today ? 'acted' : item.assumed && !assumedStarts ? 'assumed' : null
  if (kind !== 'no-source') return null
  if (item.sourced) return 'source-found'
  return item.lastActAt !== null && dayOf(item.lastActAt) > activeSince ? 'acted' : null
}

/** Who they are is no longer what was approved: maybe another contact too (`maybeSame`), more than it was, or less. */
function reasonOfPerson(item: PlanItem, maybeSame: boolean): Reason | null {
  if (maybeSame) return 'maybe'
  if (item.newRecords > 0) return 'new-record'
  return item.split ? 'parted' : null
}
