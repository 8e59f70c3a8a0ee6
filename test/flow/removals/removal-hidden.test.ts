import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { findPlan, type RemovalPlan } from '../../../src/store/removals/removals.ts'
import { until } from '../../support/until.ts'
import { approveAndHold, dayMs, planIs } from './removal-steps.ts'
import { openScene, type Scene } from '../../support/scene.ts'

/**
 * Whoever opted out where our user cannot see it must not be deleted as merely silent: their opt-out would be lost
 * (docs/reference/salesforce.md#hidden-unknown).
 */
describe('a removal whose restore window ends while opt-outs are hidden', () => {
  let scene: Scene
  let plan: RemovalPlan
  let objector = { remoteId: '', contactId: '' }
  const field = async (act: 'hide-field' | 'show-field') => {
    for (const object of ['Contact', 'Lead'])
      await scene.act('salesforce', act, { object, field: 'HasOptedOutOfEmail' })
  }
  const rows = async <T extends object>(sql: string, values: unknown[]) =>
    (await scene.app.pool.query<T>(sql, values)).rows
  const itemOf = async (contactId: string) =>
    (
      await rows<{ state: string; reason: string | null }>(
        'select state, reason from removal_items where plan_id = $1 and contact_id = $2',
        [plan.id, contactId],
      )
    )[0]
  beforeAll(async () => {
    scene = await openScene({ contacts: 120, broker: false })
    await scene.run()
    plan = await approveAndHold(scene)
    const [first] = await rows<typeof objector>(
      `select r.remote_id as "remoteId", r.contact_id as "contactId" from removal_records rr join remote_records r on r.id = rr.record_id where rr.plan_id = $1 and r.object = 'Contact' order by r.id limit 1`,
      [plan.id],
    )
    objector = first ?? objector
  })
  afterAll(() => scene.close())

  it('deletes nobody', async () => {
    await field('hide-field')
    await scene.act('salesforce', 'opt-out', { id: objector.remoteId })
    await scene.advance(14 * dayMs + 60_000)
    await scene.read()
    await scene.advance(61_000)
    const waits = async () => {
      const next = (await findPlan(scene.app.pool, plan.id))?.nextStepAt ?? null
      return next !== null && next > scene.app.clock.now()
    }
    await until(
      'it was looked at, and waits or went on',
      async () => (await waits()) || (await findPlan(scene.app.pool, plan.id))?.state === 'done',
    )
    expect((await findPlan(scene.app.pool, plan.id))?.state).toBe('held')
    expect(await rows(`select 1 from removal_records where plan_id = $1 and state <> 'held'`, [plan.id])).toEqual([])
  })

  it('goes on once they are seen again, and keeps the opt-out of whoever is deleted', async () => {
    await field('show-field')
    await until('the opt-out is known', async () => {
      await scene.advance(61_000)
      return (
        (
          await rows(
            'select 1 from suppressions where identity_hash in (select identity_hash from record_identities ri join remote_records r on r.id = ri.record_id where r.contact_id = $1)',
            [objector.contactId],
          )
        ).length > 0
      )
    })
    await until('the plan went on', async () => {
      await scene.advance(61_000)
      return (await findPlan(scene.app.pool, plan.id))?.state === 'done'
    })
    await planIs(scene, plan.id, 'done')
    expect(await itemOf(objector.contactId)).toEqual({ state: 'binned', reason: null })
    expect(
      await rows(
        `select s.channel from suppressions s where s.identity_hash in (select identity_hash from record_identities ri join remote_records r on r.id = ri.record_id where r.contact_id = $1)`,
        [objector.contactId],
      ),
    ).toEqual([{ channel: 'email' }])
    expect(
      (await rows(`select 1 from removal_items where plan_id = $1 and state = 'binned'`, [plan.id])).length,
    ).toBeGreaterThan(3)
    await scene.settle()
    expect((await scene.check()).violations).toEqual([])
  })
})
