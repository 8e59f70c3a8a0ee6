import { afterAll, beforeAll, expect, it } from 'vitest'
import { advancePlan } from '../../../src/operations/removals/advance-plan.ts'
import type { App } from '../../../src/operations/app/app.ts'
import { pullConnection } from '../../../src/operations/intake/pull-connection.ts'
import { findPlan, type RemovalPlan } from '../../../src/store/removals/removals.ts'
import { approveAndHold, dayMs } from './removal-steps.ts'
import { openScene, type Scene } from '../../support/scene.ts'

/**
 * Merged or converted when nobody reads the org any more before its records go
 * (docs/reference/salesforce.md#conversion, #deleting; docs/reference/promises.md#i5).
 */
let scene: Scene
let plan: RemovalPlan
beforeAll(async () => {
  scene = await openScene({ contacts: 200, broker: false, settings: { eraseSilent: true } })
  await scene.run()
  plan = await approveAndHold(scene)
})
afterAll(() => scene.close())

interface Planned {
  contactId: string
  id: string
}
/** Held people of whom Salesforce alone holds one record. */
const held = async (object: 'Contact' | 'Lead') =>
  (
    await scene.app.pool.query<Planned>(
      `select rr.contact_id as "contactId", min(r.remote_id) as id from removal_records rr join removal_items i on i.plan_id = rr.plan_id and i.contact_id = rr.contact_id join remote_records r on r.id = rr.record_id
   where rr.plan_id = $1 and i.state = 'held' group by rr.contact_id having count(*) = 1 and min(rr.connection_id::text) = $2 and min(r.object) = $3 order by 1`,
      [plan.id, scene.salesforceId, object],
    )
  ).rows
const active = async () =>
  (
    await scene.app.pool.query<{ id: string }>(
      `select r.remote_id as id from decisions d join remote_records r on r.contact_id = d.contact_id where r.connection_id = $1 and r.object = 'Contact' and r.gone_at is null and d.term_on > $2 and d.last_act_at is not null order by 1`,
      [scene.salesforceId, scene.app.clock.now()],
    )
  ).rows.map(({ id }) => id)
const endOf = async (one: Planned) =>
  (
    await scene.app.pool.query<{ state: string; reason: string | null; purged: boolean }>(
      'select i.state, i.reason, c.purged_at is not null as purged from removal_items i join contacts c on c.id = i.contact_id where i.plan_id = $1 and i.contact_id = $2',
      [plan.id, one.contactId],
    )
  ).rows[0]

it('takes out whoever was merged into somebody else, or converted, since the last poll, and tells as refused what was taken back in between', async () => {
  const [merged, late, restored] = await held('Contact')
  const [converted] = await held('Lead')
  const [master, second] = await active()
  if (
    merged === undefined ||
    late === undefined ||
    restored === undefined ||
    converted === undefined ||
    master === undefined ||
    second === undefined
  )
    throw new Error('too few people')
  await scene.stopWorking()
  await scene.advance(14 * dayMs + 60_000)
  for (const id of [scene.hubspotId, scene.salesforceId])
    await pullConnection(scene.app, id, {
      mode: 'changes',
      from: null,
      startedAt: scene.app.clock.now(),
      signal: AbortSignal.timeout(60_000),
    })
  await scene.act('salesforce', 'merge', { primaryId: master, mergeId: merged.id })
  await scene.act('salesforce', 'convert-lead', { id: converted.id })
  // A user merges one more when its deletion is on its way, and takes one out of the bin when that is emptied.
  const http: App['http'] = async (request) => {
    if (request.method === 'DELETE' && request.url.includes(late.id))
      await scene.act('salesforce', 'merge', { primaryId: second, mergeId: late.id })
    if (
      request.url.includes('/Soap/') &&
      request.body?.includes(restored.id) === true &&
      (await scene.salesforceRow(restored.id))['IsDeleted'] === true
    )
      await scene.act('salesforce', 'undelete', { id: restored.id })
    return scene.app.http(request)
  }
  await advancePlan({ ...scene.app, http }, plan.id, AbortSignal.timeout(60_000))
  expect((await findPlan(scene.app.pool, plan.id))?.state).toBe('done')
  expect(await endOf(merged)).toEqual({ state: 'taken-out', reason: 'new-record', purged: false })
  expect(await endOf(converted)).toEqual({ state: 'taken-out', reason: 'new-record', purged: false })
  for (const one of [late, restored])
    expect(await endOf(one)).toEqual({ state: 'refused', reason: 'bin-refused', purged: false })
  expect((await scene.salesforceRow(converted.id))['IsDeleted']).toBe(false)
  for (const id of [master, second]) expect((await scene.salesforceRow(id))['IsDeleted']).toBe(false)
})
