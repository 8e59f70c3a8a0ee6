import { afterAll, beforeAll, expect, it } from 'vitest'
import { approveRemoval } from '../../../src/operations/removals/approve-removal.ts'
import { planRemovals } from '../../../src/operations/removals/plan-removals.ts'
import { findPlan } from '../../../src/store/removals/removals.ts'
import { openScene, type Scene } from '../../support/scene.ts'
import { waitingPlan } from './removal-steps.ts'

/** A plan that waits is nobody's once nobody is due any more (docs/reference/promises.md#removal-1). */
let scene: Scene
beforeAll(async () => {
  scene = await openScene({ contacts: 60, broker: false })
})
afterAll(() => scene.close())

it('ends a waiting plan when the next run finds nobody, and nobody can approve it', async () => {
  await scene.run()
  const plan = await waitingPlan(scene)
  await scene.stopWorking()
  await scene.app.pool.query(`update decisions set term_on = '2099-01-01'`)
  await planRemovals(scene.app, null, 'a test')
  expect((await findPlan(scene.app.pool, plan.id))?.state).toBe('superseded')
  await expect(approveRemoval(scene.app, plan.id, scene.dpo, plan.digest)).rejects.toMatchObject({
    code: 'superseded',
  })
})
