import { reopenReview } from '../../store/mailbox/reviews.ts'
import { findErasure, noteTakenBack } from '../../store/removals/erasure-requests.ts'
import { movePlan } from '../../store/removals/removals.ts'
import { noReason, type Replay } from './replay-batches.ts'

const takenBack = 'erasure-back:'

/**
 * A decision to erase that was taken back since the backup is not carried out on the state from before: somebody
 * decides again (docs/reference/promises.md#removal-cooling). Other acts are left alone, and so is a decision whose
 * records the backup saw going.
 */
export async function replayTakenBack({ sql, now }: Replay, act: string): Promise<void> {
  if (!act.startsWith(takenBack)) return
  const request = await findErasure(sql, act.slice(takenBack.length))
  if (request?.planId == null) return
  const ends = { refusal: noReason, finishedAt: now }
  if (!(await movePlan(sql, request.planId, ['planned', 'approved'], 'refused', ends))) return
  await noteTakenBack(sql, request.id, { by: 'journal', why: noReason }, now)
  if (request.reviewId !== null) await reopenReview(sql, request.reviewId)
}
