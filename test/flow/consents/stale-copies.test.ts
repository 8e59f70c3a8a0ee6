import { afterAll, beforeAll, expect, it } from 'vitest'
import { ingestPage, saidAt } from '../../../src/operations/intake/ingest-page.ts'
import { openConnection } from '../../../src/operations/connections/open-connection.ts'
import { splitRecords } from '../../../src/operations/removals/same-person/split-records.ts'
import { until } from '../../support/until.ts'
import { openFieldScene, type FieldScene } from './field-scene.ts'

// What may not bring a consent back that ended in a field (docs/decisions/0067).
let field: FieldScene
beforeAll(async () => {
  field = await openFieldScene('copies')
})
afterAll(() => field.scene.close())
const today = () => field.scene.app.clock.now().toISOString().slice(0, 10)
/** Ended today in one system, and in it alone. */
const endedIn = (system: 'HubSpot' | 'Salesforce') => ({
  verdict: 'BLOCK',
  rules: ['E7'],
  proven: [[today(), 'crm', system]],
  fields: [`no ${today()} ${system === 'HubSpot' ? 'history' : 'seen'} ${system}`],
})

it('a page that was asked for before', async () => {
  const { salesforce } = await field.agreed('late', { hubspot: { accord: '' }, salesforce: { Department: 'Oui' } })
  await field.proven('late', '2026-11-20')
  const { scene } = field
  const { system, connection } = await openConnection(scene.app, scene.salesforceId, 'read')
  const old = (await system.read?.([{ object: 'Contact', id: salesforce }])) ?? []
  expect(old[0]?.facts?.agreed).toEqual(['Oui'])
  await scene.advance(60_000)
  await field.salesforceSays(salesforce, { Department: 'Non' })
  await field.heard('late', 1)
  expect(await field.stands('late')).toEqual(endedIn('Salesforce'))
  await ingestPage(scene.app, { records: old, tombstones: [] }, { ...saidAt(connection), askedAt: new Date() })
  expect(await field.stands('late')).toEqual(endedIn('Salesforce'))
  // The next reading shows the no again: it ended once.
  await scene.run()
  expect(await field.stands('late')).toEqual(endedIn('Salesforce'))
})

it('a merge with a record that still says yes', async () => {
  const { hubspot } = await field.agreed('merged')
  await field.proven('merged', '2026-11-20')
  const { hubspot: other } = await field.agreed('other')
  await field.says(hubspot, { accord: 'Non' })
  await field.heard('merged', 1)
  await field.scene.act('hubspot', 'merge', { primaryId: other, mergeId: hubspot })
  const { rows } = await field.scene.app.pool.query<{ contact_id: string }>(
    'select contact_id from remote_records where remote_id = $1',
    [hubspot],
  )
  await until('the merge is read', async () => {
    await field.scene.poll()
    return (await field.idOf('merged')) === (await field.idOf('other'))
  })
  expect(rows).toHaveLength(1)
  const stands = await field.stands('merged')
  expect(stands).toMatchObject({ verdict: 'BLOCK', rules: ['E7'], fields: [`no ${today()} history HubSpot`] })
  expect(stands.proven).toEqual([[today(), 'crm', 'HubSpot']])
})

it('the old list, imported anew once the record was deleted', async () => {
  const { hubspot } = await field.agreed('anew', { salesforce: {} })
  await field.proven('anew', '2026-11-20')
  await field.says(hubspot, { accord: 'Non' })
  await field.heard('anew', 1)
  expect(await field.stands('anew')).toEqual(endedIn('HubSpot'))
  await field.scene.act('hubspot', 'delete', { id: hubspot })
  await field.scene.poll()
  await field.make.hubspot(field.at('anew'), { country: 'France', jobtitle: 'Responsable RH', accord: 'Oui' })
  await field.scene.poll()
  await field.scene.run()
  expect(await field.stands('anew')).toEqual(endedIn('HubSpot'))
})

it('a record that comes back from its bin', async () => {
  const { salesforce } = await field.agreed('bin', { hubspot: { accord: '' }, salesforce: { Department: 'Oui' } })
  await field.proven('bin', '2026-11-20')
  await field.salesforceSays(salesforce, { Department: 'Non' })
  await field.heard('bin', 1)
  expect(await field.stands('bin')).toEqual(endedIn('Salesforce'))
  const isGone = async () =>
    (
      await field.scene.app.pool.query('select 1 from remote_records where remote_id = $1 and gone_at is not null', [
        salesforce,
      ])
    ).rowCount
  for (const [act, gone] of [
    ['delete', 1],
    ['undelete', 0],
  ] as const) {
    await field.scene.act('salesforce', act, { object: 'Contact', id: salesforce })
    await field.scene.poll()
    expect(await isGone()).toBe(gone)
    await field.scene.run()
    expect(await field.stands('bin')).toEqual(endedIn('Salesforce'))
  }
})

it('a split of the person, on either side', async () => {
  const { hubspot } = await field.agreed('split', { salesforce: { Department: 'Oui' } })
  await field.proven('split', '2026-11-20')
  await field.says(hubspot, { accord: 'Non' })
  await field.heard('split', 1)
  const id = await field.idOf('split')
  const { rows } = await field.scene.app.pool.query<{ id: string; connector: string }>(
    'select r.id, k.connector from remote_records r join connections k on k.id = r.connection_id where r.contact_id = $1',
    [id],
  )
  const recordIds = rows.flatMap((row) => (row.connector === 'salesforce' ? [Number(row.id)] : []))
  await splitRecords(field.scene.app, field.scene.dpo, id, { recordIds, reason: 'Two people share the address.' })
  await field.scene.run()
  const { rows: verdicts } = await field.scene.app.pool.query(
    'select d.verdict from decisions d where d.contact_id in (select contact_id from remote_records where id = any($1))',
    [rows.map((row) => row.id)],
  )
  expect(verdicts).toEqual([{ verdict: 'BLOCK' }, { verdict: 'BLOCK' }])
})
