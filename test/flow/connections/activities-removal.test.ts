import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { advancePlan } from '../../../src/operations/removals/advance-plan.ts'
import { nameActivityUnits } from '../../../src/operations/connections/activity-units.ts'
import { readActivities } from '../../../src/operations/intake/read-activities.ts'
import { approveAndHold, dayMs } from '../removals/removal-steps.ts'
import { openScene, type Scene } from '../../support/scene.ts'

const unit = '0Uv5A000000PAzxSAG'
describe('a removal, where Account Engagement is read', () => {
  let scene: Scene
  beforeAll(async () => {
    scene = await openScene({ contacts: 60, broker: false, salesforceScopes: ['pardot_api'] })
    await scene.control('POST', '/_sandbox/switches', { salesforce: { businessUnits: [unit] } })
    await nameActivityUnits(scene.app, scene.admin, scene.salesforceId, unit)
    await scene.allowAgain(scene.salesforceId)
    await scene.poll()
    await scene.run()
  })
  afterAll(() => scene.close())

  it('lets go of whoever clicked or said no there up to the last moment, and of nobody while it cannot be asked', async () => {
    const plan = await approveAndHold(scene)
    const { rows } = await scene.app.pool.query<{ id: string; record: string }>(
      `select i.contact_id as id, min(r.remote_id) as record from removal_items i join remote_records r on r.contact_id = i.contact_id where i.plan_id = $1 and r.connection_id = $2 and not exists (select 1 from objections o where o.contact_id = i.contact_id) group by i.contact_id having count(*) = 1 order by i.contact_id limit 2`,
      [plan.id, scene.salesforceId],
    )
    const [clicks, complains] = rows
    if (clicks === undefined || complains === undefined) throw new Error('too few silent people')
    await scene.advance(14 * dayMs - 10 * 60_000)
    await scene.poll()
    await scene.stopWorking()
    await scene.advance(11 * 60_000)
    for (const [type, { record }] of [
      [1, clicks],
      [14, complains],
    ] as const)
      await scene.act('salesforce', 'engagement', {
        type,
        id: record,
        at: new Date(scene.app.clock.now().getTime() - 60_000).toISOString(),
      })
    const states = async () =>
      (
        await scene.app.pool.query<{ id: string; state: string; reason: string | null }>(
          'select contact_id as id, state, reason from removal_items where plan_id = $1',
          [plan.id],
        )
      ).rows
    await scene.fault('salesforce', 'server-error', { status: 503, pathIncludes: '/api/v5/', times: null })
    await advancePlan(scene.app, plan.id, AbortSignal.timeout(30_000))
    expect(new Set((await states()).map(({ state }) => state))).toEqual(new Set(['held']))
    // While it waits it asks no more than polls do.
    const asked = async () =>
      (
        (await scene.control('GET', '/_sandbox/requests?system=salesforce&after=0')) as unknown as { path: string }[]
      ).filter(({ path }) => path.startsWith('/api/v5/')).length
    const before = await asked()
    await scene.advance(4_000)
    await advancePlan(scene.app, plan.id, AbortSignal.timeout(30_000))
    expect(await asked()).toBe(before)
    await scene.control('DELETE', '/_sandbox/faults')
    await scene.advance(60_000)
    await readActivities(scene.app, scene.salesforceId, AbortSignal.timeout(30_000))
    await advancePlan(scene.app, plan.id, AbortSignal.timeout(30_000))
    const ended = await states()
    expect([clicks, complains].map(({ id }) => ended.find((one) => one.id === id))).toEqual([
      { id: clicks.id, state: 'taken-out', reason: 'acted' },
      { id: complains.id, state: 'taken-out', reason: 'objection' },
    ])
    expect(ended.filter(({ state }) => state === 'binned').length).toBe(ended.length - 2)
  })
})
