import { afterAll, beforeAll, expect, it } from 'vitest'
import { addDays, dayOf } from '../../../src/domain/app/day.ts'
import { accessPack } from '../../../src/operations/evidence/access-pack.ts'
import { accessPackPdf } from '../../../src/http/documents/access-pack-pdf.ts'
import { openScene, type Scene } from '../../support/scene.ts'
import { until } from '../../support/until.ts'
import { holderOf } from '../contacts/address-steps.ts'

/** An access pack gives the day on which a plan would take this person, by the rule that comes first for them (H4). */
let scene: Scene
beforeAll(async () => {
  scene = await openScene({ contacts: 120, broker: false })
})
afterAll(() => scene.close())

const dayMs = 86_400_000
const inPlan = async (contactId: string) =>
  (
    await scene.app.pool.query<{ kind: string }>(
      `select p.kind from removal_items i join removal_plans p on p.id = i.plan_id where p.state = 'planned' and i.contact_id = $1`,
      [contactId],
    )
  ).rows.map(({ kind }) => kind)

it('tells somebody who opted out of everything the day of that plan, which takes them then and not before', async () => {
  const { rows: customers } = await scene.app.pool.query<{ id: string }>(
    `select remote_id as id from remote_records where relation <> 'none'`,
  )
  const isCustomer = new Set(customers.map(({ id }) => id))
  const { email } = scene.somebody(
    (one) =>
      one.where === 'both' &&
      one.life === 'recent' &&
      one.optOut === 'none' &&
      !one.role &&
      one.otherLast === null &&
      one.duplicate === 'none' &&
      ![...one.hubspotIds, ...one.salesforceIds].some((id) => isCustomer.has(id)),
  )
  const contactId = (await holderOf(scene, email)) ?? ''
  const packOf = async () => {
    const pack = await accessPack(scene.app, { contactId }, 'a test')
    const decision = pack?.contacts[0]?.decision
    return { pack, end: [decision?.goesBy, decision?.keepUntil] }
  }
  const before = (await packOf()).end
  expect(before[0]).toBe('silent')
  await scene.fault('salesforce', 'server-error', { times: null, status: 503 })
  const { id } = await scene.object(email)
  await scene.untilCarried(id, { hubspot: 'applied', salesforce: 'waiting' })
  expect((await packOf()).end).toEqual(['objected', null])
  await scene.control('DELETE', '/_sandbox/faults')
  await scene.advance(3_600_000)
  await scene.untilCarried(id, { salesforce: 'applied' })
  // What was read while it was written is looked at again with the next poll.
  await until('every system shows each opt-out of theirs', async () => {
    await scene.poll()
    return (await packOf()).end[1] !== null
  }).catch(async (error: unknown) => {
    const { rows } = await scene.app.pool.query(
      'select o.door, c.label, p.state, p.reason, p.next_attempt_at from propagations p join objections o on o.id = p.objection_id join connections c on c.id = p.connection_id where o.contact_id = $1',
      [contactId],
    )
    throw new Error(JSON.stringify([(await packOf()).end, rows]), { cause: error })
  })
  const { rows } = await scene.app.pool.query<{ at: Date }>(
    'select max(pi.read_at) as at from propagations p join propagation_items pi on pi.propagation_id = p.id join objections o on o.id = p.objection_id where o.contact_id = $1',
    [contactId],
  )
  const day = addDays(dayOf(rows[0]?.at ?? new Date(0)), 30)
  const { pack, end } = await packOf()
  expect(end).toEqual(['objected', day])
  for (const language of ['en', 'fr'] as const)
    if (pack !== null)
      expect((await accessPackPdf(pack, language, 'Europe/Paris')).subarray(0, 5).toString()).toBe('%PDF-')
  await scene.advance(28 * dayMs)
  await scene.run()
  expect(await inPlan(contactId)).toEqual([])
  await scene.advance(3 * dayMs)
  await scene.run()
  expect(await inPlan(contactId)).toEqual(['objected'])
})
