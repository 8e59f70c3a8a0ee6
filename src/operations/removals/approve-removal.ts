import { Refused } from '../../domain/app/refused.ts'
import { coolingEnd } from '../../domain/removals/erasure-request.ts'
import type { RelatedCount } from '../../domain/removals/related.ts'
import { insertAudit } from '../../store/app/audit.ts'
import { inTransaction, type Sql } from '../../store/app/database.ts'
import { planRelated } from '../../store/removals/removal-related.ts'
import {
  expirePlans,
  findPlan,
  lockPlan,
  movePlan,
  noteFirstApproval,
  releasePlan,
  type RemovalPlan,
} from '../../store/removals/removals.ts'
import { successorOf } from '../../store/removals/removals-view.ts'
import { startCooling } from '../../store/removals/erasure-requests.ts'
import { loadSettings } from '../../store/settings/settings.ts'
import type { User } from '../../store/accounts/users.ts'
import type { App } from '../app/app.ts'
import { EyesRefused, requireOtherEyes } from '../approvals/four-eyes.ts'

/** Why a plan cannot be approved or refused now; `code` is stable, the sentence is for the screen's language. */
export class RemovalRefused extends Refused<
  | 'unknown'
  | 'own-plan'
  | 'new-account'
  | 'same-hand'
  | 'not-waiting'
  | 'superseded'
  | 'expired'
  | 'changed'
  | 'role'
  | 'reason'
  | 'asked-for'
  | 'nobody-back'
  | 'decided'
  | 'not-emptied'
> {}

/**
 * Approves a waiting plan: by a DPO or admin whose eyes are others than its author's (requireOtherEyes), for the list
 * that was seen (`digest`). A large plan needs two different people; with the last approval the hold starts at once.
 * Approving twice is harmless.
 */
export async function approveRemoval(app: App, key: string, user: User, digest: string): Promise<string> {
  const now = app.clock.now()
  const planId = await inTransaction(app.pool, async (sql) => {
    const plan = await lockPlan(sql, key)
    if (plan === null) throw new RemovalRefused('unknown', 'There is no such removal plan.')
    requireJudge(user)
    await requireCurrent(sql, plan)
    if (
      [plan.approvedBy, plan.firstApprovedBy].includes(user.id) &&
      plan.state !== 'refused' &&
      plan.state !== 'expired'
    )
      return plan.id
    await requireOther(sql, user, plan, now)
    if (plan.state !== 'planned' && plan.state !== 'expired')
      throw new RemovalRefused('not-waiting', 'This plan does not wait for an approval any more.')
    if (plan.state === 'expired' || plan.expiresAt <= now)
      throw new RemovalRefused('expired', 'The time to approve this plan is over. Make a new plan by a run.')
    if (digest !== plan.digest)
      throw new RemovalRefused('changed', 'The list changed since you opened it. Read the new list.')
    const step = plan.approvals > 1 && plan.firstApprovedBy === null ? 1 : plan.approvals
    await insertAudit(
      sql,
      [
        {
          actId: `approval:${plan.id}:${user.id}`,
          act: 'approval',
          actor: user.email,
          details: {
            planId: plan.id,
            number: plan.number,
            people: plan.planned,
            digest: plan.digest,
            step,
            of: plan.approvals,
            related: deletableOf((await planRelated(sql, plan.id)).counts),
          },
        },
      ],
      now,
    )
    if (step < plan.approvals) {
      await noteFirstApproval(sql, plan.id, user.id, now)
      return plan.id
    }
    await movePlan(sql, plan.id, ['planned'], 'approved', {
      approvedBy: user.id,
      approvedAt: now,
      nextStepAt: plan.kind === 'erasure' ? await coolDown(sql, plan.id, now) : now,
    })
    return plan.id
  })
  await app.enqueue('advance-plan', { planId })
  return planId
}

/** A second person agreed to erase a customer: the hours in which it can be taken back begin. */
async function coolDown(sql: Sql, planId: string, now: Date): Promise<Date> {
  const until = coolingEnd((await loadSettings(sql)).settings, now)
  await startCooling(sql, planId, until)
  return until
}

/** Ends the plans that nobody approved in time: the list is old by then, and the next run makes a new one. */
export async function endExpiredPlans(app: App, now: Date): Promise<void> {
  await inTransaction(app.pool, async (sql) => {
    const ended = await expirePlans(sql, now)
    await insertAudit(
      sql,
      ended.map(({ id, number }) => ({
        actId: `plan-expired:${id}`,
        act: 'plan',
        actor: 'lawbase',
        details: { planId: id, number, expired: true },
      })),
      now,
    )
  })
}

/**
 * Lets a plan that a sudden jump stopped wait for its approval, with a reason that is kept: by a DPO or admin who did
 * not make it.
 */
export async function releaseRemoval(app: App, key: string, user: User, reason: string): Promise<void> {
  const now = app.clock.now()
  await inTransaction(app.pool, async (sql) => {
    const plan = await lockPlan(sql, key)
    if (plan === null) throw new RemovalRefused('unknown', 'There is no such removal plan.')
    requireJudge(user)
    await requireOther(sql, user, plan, now)
    await requireCurrent(sql, plan)
    if (!(await releasePlan(sql, plan.id)))
      throw new RemovalRefused('not-waiting', 'This plan does not wait for a decision any more.')
    await insertAudit(
      sql,
      [
        {
          actId: `plan-release:${plan.id}`,
          act: 'plan',
          actor: user.email,
          details: { planId: plan.id, number: plan.number, released: plan.stoppedReason, reason },
        },
      ],
      now,
    )
  })
}

/** Refuses a waiting plan, with a reason that is kept. */
export async function refuseRemoval(app: App, key: string, user: User, reason: string): Promise<void> {
  const now = app.clock.now()
  await inTransaction(app.pool, async (sql) => {
    const plan = await findPlan(sql, key)
    if (plan === null) throw new RemovalRefused('unknown', 'There is no such removal plan.')
    requireJudge(user)
    await requireCurrent(sql, plan)
    if (
      !(await movePlan(sql, plan.id, ['planned', 'stopped'], 'refused', {
        refusedBy: user.id,
        refusal: reason,
        finishedAt: now,
      }))
    ) {
      throw new RemovalRefused('not-waiting', 'This plan does not wait for a decision any more.')
    }
    await insertAudit(
      sql,
      [
        {
          actId: `refusal:${plan.id}`,
          act: 'refusal',
          actor: user.email,
          details: { planId: plan.id, number: plan.number, reason },
        },
      ],
      now,
    )
  })
}

/** How many things of each kind the plan said it would delete; null = they were not counted yet. */
function deletableOf(counts: readonly RelatedCount[] | null): Record<string, number> | null {
  if (counts === null) return null
  const sums: Record<string, number> = {}
  for (const { kind, deletable } of counts.filter((count) => count.deletable > 0))
    sums[kind] = (sums[kind] ?? 0) + deletable
  return sums
}

/** Who made a plan or approved it before; its eyes are not enough for it again. */
export function authorsOf(plan: Pick<RemovalPlan, 'author' | 'firstApprovedBy'>): string[] {
  return [plan.author, ...(plan.firstApprovedBy === null ? [] : [plan.firstApprovedBy])]
}

async function requireOther(sql: Sql, user: User, plan: RemovalPlan, now: Date): Promise<void> {
  await requireOtherEyes(sql, user, authorsOf(plan), now).catch((error: unknown) => {
    if (!(error instanceof EyesRefused)) throw error
    throw error.code === 'own'
      ? new RemovalRefused('own-plan', 'You made this plan, so someone else must approve it.')
      : new RemovalRefused(error.code, error.message)
  })
}

/** What was read may be replaced by a run that began by itself: whoever decides is led to the list that counts. */
async function requireCurrent(sql: Sql, plan: RemovalPlan): Promise<void> {
  if (plan.state !== 'superseded') return
  const successor = await successorOf(sql, plan.id)
  const place =
    successor === null
      ? `a later run ended ${plan.number}, and put no other in its place.`
      : `a later run replaced ${plan.number} by ${successor.number}. Read the new plan.`
  throw new RemovalRefused('superseded', `Nothing was decided: ${place}`)
}

/** Only whom the company trusts with judging decides over a plan. */
export function requireJudge(user: Pick<User, 'role'>): void {
  if (user.role !== 'dpo' && user.role !== 'admin')
    throw new RemovalRefused('role', 'Your role cannot approve removals. Ask a DPO.')
}
