import { afterAll, beforeAll, expect, it } from 'vitest'
import { openScene, type Scene } from '../../support/scene.ts'
import { until } from '../../support/until.ts'
import { makersOf } from '../removals/odd/odd-makers.ts'
import { approveAndHold, dayMs, endRestoreWindow, planIs } from '../removals/removal-steps.ts'

/** A person account is a person like any other: one contact, blocked both ways, removed with its account. */
let scene: Scene
const emails = { objects: 'objects@person.example.test', silent: 'silent@person.example.test' }
const ids = new Map<string, string>()

beforeAll(async () => {
  scene = await openScene({ contacts: 0, broker: false, settings: { maxRemovalShare: 1 } })
  await scene.control('POST', '/_sandbox/switches', { salesforce: { personAccounts: true } })
  for (const email of Object.values(emails)) {
    const fields = { FirstName: 'Ines', LastName: 'Persotest', Email: email, LeadSource: 'Web' }
    ids.set(email, String((await scene.act('salesforce', 'make-person-account', { fields }))['Id']))
  }
  await makersOf(scene).hubspot(emails.objects, { firstname: 'Ines', lastname: 'Persotest' })
  await until('they are read', async () => {
    await scene.poll()
    return (await scene.app.pool.query('select 1 from remote_records where contact_id is not null')).rowCount === 3
  })
})
afterAll(() => scene.close())

it('is one contact with the record of the other system, and an opt-out there reaches it', async () => {
  const { rows } = await scene.app.pool.query(
    `select count(distinct r.contact_id)::int as contacts, count(*)::int as records, count(r.company)::int as companies from remote_records r
       join record_identities ri on ri.record_id = r.id join identities i on i.hash = ri.identity_hash where i.value = $1`,
    [emails.objects],
  )
  expect(rows).toEqual([{ contacts: 1, records: 2, companies: 0 }])
  await scene.act('hubspot', 'unsubscribe', { email: emails.objects })
  await until('it is blocked', async () => {
    await scene.poll()
    return (await scene.salesforceRow(ids.get(emails.objects) ?? ''))['HasOptedOutOfEmail'] === true
  })
})

it('is held and removed with its account', async () => {
  await scene.advance(37 * 31 * dayMs)
  await scene.poll()
  await scene.run()
  const plan = await approveAndHold(scene)
  await endRestoreWindow(scene)
  await planIs(scene, plan.id, 'done')
  expect((await scene.salesforceRow(ids.get(emails.silent) ?? ''))['IsDeleted']).toBe(true)
})
