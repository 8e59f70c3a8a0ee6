import { dayOf } from '../../../domain/app/day.ts'
import { listDigest } from '../../../domain/removals/list-digest.ts'
import { insertAudit } from '../../../store/app/audit.ts'
import type { Sql } from '../../../store/app/database.ts'
import { leavePlans, waitingList } from '../../../store/removals/removal-items.ts'
import { shortenPlan } from '../../../store/removals/removals.ts'
import type { App } from '../../app/app.ts'

/**
 * Takes whoever is kept on purpose by now out of every plan under way, in the transaction that keeps them: both pages
 * say so at once. A plan that waits for its approval has a shorter list then, and the approval that it may have got is
 * void (docs/reference/promises.md#removal-4). Gives the plans that somebody left.
 */
export async function takeOutKept(sql: Sql, actor: string, now: Date): Promise<string[]> {
  const left = await leavePlans(sql, dayOf(now), now)
  await insertAudit(
    sql,
    left.map(({ planId, number, contactId, reason }) => ({
      actId: `release:${planId}:${contactId}`,
      act: 'release',
      actor,
      contactId,
      details: { planId, number, reason },
    })),
    now,
  )
  for (const [planId, theirs] of Map.groupBy(
    left.filter(({ waiting }) => waiting),
    (one) => one.planId,
  )) {
    const list = await waitingList(sql, planId)
    const digest = listDigest(list)
    const voided = await shortenPlan(sql, planId, digest, theirs.length)
    await insertAudit(
      sql,
      [
        {
          actId: `plan-list:${planId}:${digest}`,
          act: 'plan',
          actor,
          details: { planId, number: theirs[0]?.number, people: list.length, digest, approvalVoid: voided },
        },
      ],
      now,
    )
  }
  return [...new Set(left.map(({ planId }) => planId))]
}

/** Whose hold stands is freed at once, and not when the window ends. */
export async function wakePlans(app: App, planIds: readonly string[]): Promise<void> {
  for (const planId of planIds) await app.enqueue('advance-plan', { planId })
}
