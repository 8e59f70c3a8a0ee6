import { approveRemoval } from '../../../src/operations/removals/approve-removal.ts'
import { findPlan, listPlans, type RemovalPlan } from '../../../src/store/removals/removals.ts'
import { until } from '../../support/until.ts'
import type { Scene } from '../../support/scene.ts'

export const dayMs = 86_400_000

/** The plan that waits for an approval. */
export async function waitingPlan(scene: Scene): Promise<RemovalPlan> {
  const plan = (await listPlans(scene.app.pool, 10)).find((candidate) => candidate.state === 'planned')
  if (plan === undefined) throw new Error('no plan waits')
  return plan
}

export async function planIs(scene: Scene, id: string, state: string): Promise<RemovalPlan> {
  return until(`the plan is ${state}`, async () => {
    const plan = await findPlan(scene.app.pool, id)
    return plan?.state === state && plan
  })
}

export async function approveAndHold(scene: Scene): Promise<RemovalPlan> {
  const plan = await waitingPlan(scene)
  await approveRemoval(scene.app, plan.id, scene.dpo, plan.digest)
  return planIs(scene, plan.id, 'held')
}

/** Moves the clock past the restore window; the first look waits until the CRMs were read again. */
export async function endRestoreWindow(scene: Scene): Promise<void> {
  await scene.advance(14 * dayMs + 60_000)
  await scene.poll()
  await scene.advance(61_000)
}
