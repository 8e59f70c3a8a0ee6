import { afterAll, beforeAll, expect, it } from 'vitest'
import { findPlan } from '../../src/store/removals.ts'
import { until } from '../support/until.ts'
import { approveAndHold, endRestoreWindow } from './removal-steps.ts'
import { openScene, type Scene } from './scene.ts'

let scene: Scene
beforeAll(async () => {
  scene = await openScene({ contacts: 120, broker: false })
})
afterAll(() => scene.close())

it('tries again what somebody writes to just now, and says after an hour what was never let go of', async () => {
  await scene.run()
  const plan = await approveAndHold(scene)
  const records = async () => (await scene.app.pool.query<{ id: string; state: string; detail: string | null; tries: number }>(
    `select r.remote_id as id, rr.state, rr.detail, rr.tries from removal_records rr join remote_records r on r.id = rr.record_id where rr.plan_id = $1 and rr.connection_id = $2 order by rr.record_id`, [plan.id, scene.salesforceId])).rows
  const stateOf = async () => (await findPlan(scene.app.pool, plan.id))?.state
  const locked = (...ids: string[]) => scene.control('POST', '/_sandbox/switches', { salesforce: { lockedIds: ids } })
  const [soon, never] = (await records()).map(({ id }) => id) as [string, string]
  await locked(soon, never)
  await endRestoreWindow(scene)
  await until('both were tried twice', async () => {
    await scene.advance(5_000)
    return (await records()).filter(({ tries }) => tries > 1).length === 2
  })
  expect([(await records()).filter(({ state }) => state === 'held').map(({ id }) => id), await stateOf()]).toEqual([[soon, never], 'binning'])
  await locked(never)
  await until('the plan ended', async () => {
    await scene.advance(15 * 60_000)
    return (await stateOf()) === 'done'
  })
  expect((await records()).map(({ id, state, detail }) => ({ id, state, detail }))).toEqual((await records()).map(({ id }) => (id === never ? { id, state: 'refused', detail: 'UNABLE_TO_LOCK_ROW' } : { id, state: 'erased', detail: null })))
  expect((await findPlan(scene.app.pool, plan.id))?.refusedItems).toBe(1)
})
