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

/** A record that a plan took up. */
export interface PlannedRecord {
  contactId: string
  connector: string
  object: string
  remoteId: string
}

/** All records of a plan. */
export async function recordsOf(scene: Scene, planId: string): Promise<PlannedRecord[]> {
  const { rows } = await scene.app.pool.query<PlannedRecord>(
    `select rr.contact_id as "contactId", c.connector, r.object, r.remote_id as "remoteId" from removal_records rr join remote_records r on r.id = rr.record_id join connections c on c.id = rr.connection_id
     where rr.plan_id = $1 order by rr.contact_id, r.id`,
    [planId],
  )
  return rows
}

/** Until when our own field holds it back; null or empty = it does not. */
export async function holdOf(scene: Scene, record: PlannedRecord): Promise<unknown> {
  if (record.connector === 'salesforce')
    return (await scene.salesforceRow(record.remoteId))['Lawbase_Hold_Until__c'] ?? null
  return ((await scene.contact(record.remoteId))['properties'] as Record<string, string>)['lawbase_hold_until'] ?? null
}

/** In the bin of its system, and nowhere alive. */
export async function isGone(scene: Scene, record: PlannedRecord): Promise<boolean> {
  return record.connector === 'salesforce'
    ? (await scene.salesforceRow(record.remoteId))['IsDeleted'] === true
    : (await scene.contact(record.remoteId))['archived'] === true
}
