import { afterAll, beforeAll, expect, it } from 'vitest'
import { approveRemoval } from '../../../src/operations/removals/approve-removal.ts'
import { planRemovals } from '../../../src/operations/removals/plan-removals.ts'
import { findPlan } from '../../../src/store/removals/removals.ts'
import { consoleOf } from '../../support/console-pages.ts'
import { keepOut } from '../../../src/operations/removals/brakes/keep-out.ts'
import { addDays, dayOf } from '../../../src/domain/app/day.ts'
import { expirePlans } from '../../../src/store/removals/removals.ts'
import { openScene, type Scene } from '../../support/scene.ts'
import { waitingPlan } from './removal-steps.ts'

/** A plan that waits is nobody's once nobody is due any more (docs/reference/promises.md#removal-1). */
let scene: Scene
beforeAll(async () => {
  scene = await openScene({ contacts: 60, broker: false })
})
afterAll(() => scene.close())

it('says of a plan that waits what is gone since it was made, and counts none of that as to be deleted', async () => {
  await scene.run()
  const plan = await waitingPlan(scene)
  const { pool } = scene.app
  const { rows: gone } = await pool.query<{ id: string }>(
    `update remote_records set gone_at = now() where gone_at is null and contact_id = (select contact_id from removal_items where plan_id = $1 order by 1 limit 1) returning id`,
    [plan.id],
  )
  const { rows: left } = await pool.query<{ label: string; left: number; gone: number }>(
    `select k.label, count(*) filter (where r.gone_at is null)::int as left, count(r.gone_at)::int as gone from removal_records rr join remote_records r on r.id = rr.record_id join connections k on k.id = rr.connection_id
     where rr.plan_id = $1 group by k.label, k.position order by k.position`,
    [plan.id],
  )
  const console_ = await consoleOf(scene, scene.dpo)
  const page = await console_.get(`/removals/${plan.id}`)
  await pool.query(`update removal_plans set state = 'expired' where id = $1`, [plan.id])
  const ended = await console_.get(`/removals/${plan.id}`)
  await pool.query(`update removal_plans set state = 'planned' where id = $1`, [plan.id])
  await console_.close()
  await pool.query('update remote_records set gone_at = null where id = any($1)', [gone.map(({ id }) => id)])
  expect(gone.length).toBeGreaterThan(0)
  expect(page).toMatch(
    new RegExp(`Since then ${gone.length} records? (?:is|are) gone from the systems, and 1 person is in no`, 'u'),
  )
  for (const row of left)
    expect(page).toMatch(
      new RegExp(`${row.label} ${row.left} .{0,80}${row.gone === 0 ? '' : `${row.gone} gone since the plan`}`, 'u'),
    )
  // One that has ended says what it was for: nothing of it is to be done any more.
  for (const row of left) expect(ended).toMatch(new RegExp(`${row.label} ${row.left + row.gone} `, 'u'))
  expect(ended).not.toContain('gone since the plan')
})

it('says of a plan of nobody that nothing else is to do, with no day by which to approve it, also once that is past', async () => {
  await scene.run()
  const plan = await waitingPlan(scene)
  const { rows } = await scene.app.pool.query<{ id: string }>(
    'select contact_id as id from removal_items where plan_id = $1',
    [plan.id],
  )
  await keepOut(
    scene.app,
    scene.dpo,
    rows.map(({ id }) => id),
    { reason: 'They sign in January', until: addDays(dayOf(scene.app.clock.now()), 5) },
  )
  expect((await findPlan(scene.app.pool, plan.id))?.planned).toBe(0)
  const console_ = await consoleOf(scene, scene.dpo)
  const [page, list] = [await console_.get(`/removals/${plan.id}`), await console_.html('/removals')]
  const row = list.split('<tr>').find((one) => one.includes(plan.number)) ?? ''
  await expirePlans(scene.app.pool, plan.expiresAt)
  const [later, listLater] = [await console_.get(`/removals/${plan.id}`), await console_.get('/removals')]
  await console_.close()
  const nobody = 'No one is in this plan: there is nothing to approve, and nothing else to do.'
  const dates = /Approval|Held \d+ days|Recycle bin or erasure|by \d+ \w+ \d{4}|If approved/u
  expect([page, later].map((text) => [text.includes(nobody), dates.test(text)])).toEqual([
    [true, false],
    [true, false],
  ])
  expect([/by \d+ \w+ \d{4}/u.test(row), listLater.includes('Approval expired')]).toEqual([false, false])
  await scene.app.pool.query('delete from removal_items')
  await scene.app.pool.query(`update legal_holds set ended_at = $1`, [scene.app.clock.now()])
})

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
