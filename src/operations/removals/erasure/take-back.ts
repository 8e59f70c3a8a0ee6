import { givenReason } from '../../../domain/app/given-reason.ts'
import { insertAudit } from '../../../store/app/audit.ts'
import { inTransaction } from '../../../store/app/database.ts'
import { findErasure, noteTakenBack } from '../../../store/removals/erasure-requests.ts'
import { reopenReview } from '../../../store/mailbox/reviews.ts'
import { lockPlan, movePlan } from '../../../store/removals/removals.ts'
import type { User } from '../../../store/accounts/users.ts'
import type { App } from '../../app/app.ts'
import { ErasureRefused } from './open-erasure.ts'

/**
 * Takes a decision to erase back before anything was deleted (docs/reference/promises.md#removal-cooling). The opt-out
 * stands: they said no. A question that was answered by the decision is open again, so that the wish is not lost.
 * Throws ErasureRefused.
 */
export async function takeBackErasure(
  app: App,
  id: string,
  user: Pick<User, 'id' | 'email' | 'role'>,
  given: string,
): Promise<void> {
  if (user.role !== 'admin' && user.role !== 'dpo') throw new ErasureRefused('role')
  const why = givenReason(given)
  const now = app.clock.now()
  await inTransaction(app.pool, async (sql) => {
    const request = await findErasure(sql, id)
    if (request === null) throw new ErasureRefused('unknown')
    if (why === null) throw new ErasureRefused('reason')
    // The plan's row is the lock: it goes on, or it is taken back.
    const plan = request.planId === null ? null : await lockPlan(sql, request.planId)
    if (
      plan === null ||
      !(await movePlan(sql, plan.id, ['planned', 'approved'], 'refused', {
        ...(user.id === '' ? {} : { refusedBy: user.id }),
        refusal: why,
        finishedAt: now,
      })) ||
      !(await noteTakenBack(sql, id, { by: user.email, why }, now))
    )
      throw new ErasureRefused('gone')
    if (request.reviewId !== null) await reopenReview(sql, request.reviewId)
    await insertAudit(
      sql,
      [
        {
          actId: `erasure-back:${id}`,
          act: 'erasure',
          actor: user.email,
          contactId: request.contactId,
          details: { number: request.number, takenBack: true, why },
        },
      ],
      now,
    )
  })
}
