import { afterAll, beforeAll, expect, it } from 'vitest'
import { approveRemoval } from '../../../src/operations/removals/approve-removal.ts'
import { eachBatch } from '../../../src/operations/removals/batches/plan-batches.ts'
import { findPlan } from '../../../src/store/removals/removals.ts'
import { until } from '../../support/until.ts'
import { approveAndHold, endRestoreWindow, waitingPlan } from './removal-steps.ts'
import { openScene, type Scene } from '../../support/scene.ts'

let scene: Scene
beforeAll(async () => {
  scene = await openScene({ contacts: 120, broker: false })
})
afterAll(() => scene.close())

it('tries again what somebody writes to just now, and says after an hour what was never let go of', async () => {
  await scene.run()
  const plan = await approveAndHold(scene)
  const records = async () =>
    (
      await scene.app.pool.query<{ id: string; state: string; detail: string | null; tries: number }>(
        `select r.remote_id as id, rr.state, rr.detail, rr.tries from removal_records rr join remote_records r on r.id = rr.record_id where rr.plan_id = $1 and rr.connection_id = $2 order by rr.record_id`,
        [plan.id, scene.salesforceId],
      )
    ).rows
  const stateOf = async () => (await findPlan(scene.app.pool, plan.id))?.state
  const locked = (...ids: string[]) => scene.control('POST', '/_sandbox/switches', { salesforce: { lockedIds: ids } })
  const [soon, never] = (await records()).map(({ id }) => id) as [string, string]
  await locked(soon, never)
  await endRestoreWindow(scene)
  await until('both were tried twice', async () => {
    await scene.advance(5_000)
    return (await records()).filter(({ tries }) => tries > 1).length === 2
  })
  expect([(await records()).filter(({ state }) => state === 'held').map(({ id }) => id), await stateOf()]).toEqual([
    [soon, never],
    'binning',
  ])
  await locked(never)
  await until('the plan ended', async () => {
    await scene.advance(15 * 60_000)
    return (await stateOf()) === 'done'
  })
  expect((await records()).map(({ id, state, detail }) => ({ id, state, detail }))).toEqual(
    (await records()).map(({ id }) =>
      id === never ? { id, state: 'refused', detail: 'UNABLE_TO_LOCK_ROW' } : { id, state: 'binned', detail: null },
    ),
  )
  expect((await findPlan(scene.app.pool, plan.id))?.refusedItems).toBe(1)
})

it('holds whoever is not written to just now, and leaves out after an hour whom it never could', async () => {
  await scene.run()
  const plan = await waitingPlan(scene)
  const records = async () =>
    (
      await scene.app.pool.query<{ id: string; state: string; detail: string | null; tries: number }>(
        `select r.remote_id as id, rr.state, rr.detail, rr.tries from removal_records rr join remote_records r on r.id = rr.record_id where rr.plan_id = $1 and rr.connection_id = $2 order by rr.record_id`,
        [plan.id, scene.salesforceId],
      )
    ).rows
  const locked = (...ids: string[]) => scene.control('POST', '/_sandbox/switches', { salesforce: { lockedIds: ids } })
  const [soon, never] = (await records()).map(({ id }) => id) as [string, string]
  await locked(soon, never)
  await approveRemoval(scene.app, plan.id, scene.dpo, plan.digest)
  await until('both were tried twice', async () => {
    await scene.advance(5_000)
    return (await records()).filter(({ tries }) => tries > 1).length === 2
  })
  expect((await records()).filter(({ state }) => state !== 'held').map(({ id }) => id)).toEqual([soon, never])
  await locked(never)
  const held = await until('the others are held', async () => {
    await scene.advance(15 * 60_000)
    const now = await findPlan(scene.app.pool, plan.id)
    return now?.state === 'held' && now
  })
  expect(
    (await records()).map(({ id, state, detail, tries }) => ({
      id,
      state,
      detail,
      tries: id === never ? tries >= 5 : tries,
    })),
  ).toEqual(
    (await records()).map(({ id }) =>
      id === never
        ? { id, state: 'refused', detail: 'UNABLE_TO_LOCK_ROW', tries: true }
        : { id, state: 'held', detail: null, tries: 0 },
    ),
  )
  const { rows } = await scene.app.pool.query(
    'select i.reason from removal_items i join removal_records rr on rr.plan_id = i.plan_id and rr.contact_id = i.contact_id join remote_records r on r.id = rr.record_id where i.plan_id = $1 and i.state <> $2 and r.remote_id = $3',
    [plan.id, 'held', never],
  )
  expect({ rows, refused: held.refusedItems }).toEqual({ rows: [{ reason: 'hold-refused' }], refused: 1 })
})

it('goes on with other batches where one is unclear, and comes to no end where fifty records in a row are', async () => {
  const asked: number[] = []
  const each = (count: number, unclear: (place: number) => boolean) => {
    asked.length = 0
    return eachBatch(
      scene.app,
      Array.from({ length: count }, (_, place) => ({ connectionId: scene.salesforceId, place })),
      {
        verb: 'remove',
        sizeOf: () => 1,
        work: async (_system, batch) => {
          const place = batch[0]?.place ?? 0
          asked.push(place)
          return async () => ({ count: unclear(place) ? 1 : 0, retryAfterMs: 3_000 + place })
        },
      },
      AbortSignal.timeout(30_000),
    )
  }
  await expect(each(120, (place) => place % 49 > 0)).rejects.toMatchObject({
    kind: 'unavailable',
    message: expect.stringMatching(/^117 records/u) as unknown,
    details: { retryAfterMs: 3_001 },
  })
  expect(asked).toHaveLength(120)
  await expect(each(120, () => true)).rejects.toMatchObject({ kind: 'unavailable' })
  expect(asked).toHaveLength(51)
  await each(120, () => false)
  expect(asked).toHaveLength(120)
})
