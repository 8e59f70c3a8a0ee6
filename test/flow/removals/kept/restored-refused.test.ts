import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { parseMasterKey } from '../../../../src/crypto/envelope.ts'
import { backUp } from '../../../../src/operations/backup/back-up.ts'
import { contactDecision } from '../../../../src/store/contacts/contact-view.ts'
import { openScene, type Scene } from '../../../support/scene.ts'
import { until } from '../../../support/until.ts'
import { approveAndHold, endRestoreWindow, holdOf, planIs, recordsOf, waitingPlan } from '../removal-steps.ts'
import { putBack, untilJournaled } from '../../backup/put-back.ts'

/**
 * One CRM deleted a person and the other refused to, after the backup: they never left, and an old backup knows the
 * deleted record as one that is there (docs/reference/promises.md#journal).
 */
let scene: Scene
const folder = mkdtempSync(join(tmpdir(), 'lawbase-restored-refused-'))
const [file, journalFolder] = [join(folder, 'old.lbb'), join(folder, 'journal')]
beforeAll(async () => {
  mkdirSync(journalFolder)
  scene = await openScene({ contacts: 300, broker: false, journalFolder })
})
afterAll(async () => {
  await scene.close()
  rmSync(folder, { recursive: true, force: true })
})

const rows = async <T extends object>(text: string, ...values: unknown[]) =>
  (await scene.app.pool.query<T>(text, values)).rows

/** What the base says of one person: their live records, their verdict, and whether an opt-out was made of the hold. */
async function standing(contactId: string) {
  const decision = await contactDecision(scene.app.pool, contactId)
  return {
    live: (
      await rows<{ connector: string }>(
        'select k.connector from remote_records r join connections k on k.id = r.connection_id where r.contact_id = $1 and r.gone_at is null order by 1',
        contactId,
      )
    ).map(({ connector }) => connector),
    purged: (await rows('select 1 from contacts where id = $1 and purged_at is not null', contactId)).length > 0,
    verdict: [decision?.verdict, decision?.rule],
    objections: (await rows('select 1 from objections where contact_id = $1', contactId)).length,
  }
}

it('keeps whoever one CRM refused to delete, and reads again that the other one did', async () => {
  await scene.run()
  const [person] = await rows<{ contactId: string; hubspotId: string; salesforceId: string; object: string }>(
    `select i.contact_id as "contactId", max(r.remote_id) filter (where k.connector = 'hubspot') as "hubspotId", max(r.remote_id) filter (where k.connector = 'salesforce') as "salesforceId",
       max(r.object) filter (where k.connector = 'salesforce') as object from removal_items i join remote_records r on r.contact_id = i.contact_id and r.gone_at is null join connections k on k.id = r.connection_id
     where i.plan_id = $1 and not exists (select 1 from objections o where o.contact_id = i.contact_id) group by 1 having count(*) = 2 and count(distinct k.id) = 2 order by 1 limit 1`,
    (await waitingPlan(scene)).id,
  )
  if (person === undefined) throw new Error('nobody of the plan stands in both')
  const { contactId, hubspotId, salesforceId, object } = person
  await backUp(scene.app, file, parseMasterKey(scene.place.masterKey), 'a test')

  await scene.control('POST', '/_sandbox/switches', { salesforce: { deleteFailedIds: [salesforceId] } })
  const plan = await approveAndHold(scene)
  expect((await recordsOf(scene, plan.id)).filter((record) => record.contactId === contactId)).toHaveLength(2)
  await endRestoreWindow(scene)
  expect((await planIs(scene, plan.id, 'done')).refusedItems).toBe(1)
  await until('what HubSpot deleted was read', async () => (await standing(contactId)).live.length === 1)
  const before = await standing(contactId)
  expect(before).toEqual({ live: ['salesforce'], purged: false, verdict: ['BLOCK', 'G1'], objections: 0 })

  await untilJournaled(scene)
  await putBack(scene, { file, folder, journalFolder })
  expect(await standing(contactId)).toEqual({ ...before, live: ['hubspot', 'salesforce'] })
  await scene.startWorking()
  await until(
    'Salesforce was read whole, or waits for the admin',
    async () =>
      (
        await rows(
          `select 1 from connections where connector = 'salesforce' and (restored_at is null or state = 'needs-reauthorisation')`,
        )
      ).length === 1,
  )
  await scene.connectSalesforce()
  await until(
    'both were read whole',
    async () => (await rows('select 1 from connections where restored_at is not null')).length === 0,
  )
  await scene.run()
  expect(await standing(contactId)).toEqual(before)
  expect((await scene.contact(hubspotId))['archived']).toBe(true)
  const record = { contactId, connector: 'salesforce', object, remoteId: salesforceId }
  expect([(await scene.salesforceRow(salesforceId))['HasOptedOutOfEmail'], await holdOf(scene, record)]).toEqual([
    false,
    expect.anything(),
  ])
})
