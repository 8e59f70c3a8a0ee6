import { afterAll, beforeAll, expect, it } from 'vitest'
import { openFieldScene, type FieldScene } from './field-scene.ts'

// A consent in a mapped field that says no later, or nothing (docs/decisions/0067, docs/reference/law.md#e7).
let field: FieldScene
beforeAll(async () => {
  field = await openFieldScene('fields')
})
afterAll(() => field.scene.close())
const today = () => field.scene.app.clock.now().toISOString().slice(0, 10)

it('ends a proven consent on the day the field changed, with the same read, and is no opt-out', async () => {
  const { hubspot } = await field.agreed('ends')
  await field.proven('ends', '2026-11-20')
  await field.scene.run()
  expect(await field.stands('ends')).toEqual({
    verdict: 'ALLOW',
    rules: ['E1'],
    proven: [[null, null, null]],
    fields: [],
  })
  const day = today()
  await field.says(hubspot, { accord: 'Non' })
  await field.scene.advance(36 * 3_600_000)
  await field.heard('ends', 1)
  expect(await field.stands('ends')).toEqual({
    verdict: 'BLOCK',
    rules: ['E7'],
    proven: [[day, 'crm', 'HubSpot']],
    fields: [`no ${day} history HubSpot`],
  })
  const { rows } = await field.scene.app.pool.query('select 1 from objections')
  expect(rows).toEqual([])
  expect((await field.scene.audit()).flatMap(({ act, details }) => (act === 'consent' ? [details] : []))).toEqual(
    expect.arrayContaining([
      { what: 'withdrawn-in-field', field: 'accord', channels: ['email'], on: day, dated: 'by-history' },
    ]),
  )
})

it('says of one that is emptied that it is no longer there, and leaves what is proven', async () => {
  const { hubspot } = await field.agreed('empty')
  await field.scene.run()
  expect(await field.stands('empty')).toMatchObject({ verdict: 'NEED_CONSENT', rules: ['E6'] })
  await field.says(hubspot, { accord: '' })
  await field.heard('empty', 1)
  expect(await field.stands('empty')).toEqual({
    verdict: 'NEED_CONSENT',
    rules: [],
    proven: [],
    fields: [`unknown ${today()} history HubSpot`],
  })
  await field.says(hubspot, { accord: 'Non' })
  await field.heard('empty', 2)
  expect(await field.stands('empty')).toEqual({
    verdict: 'BLOCK',
    rules: ['E7'],
    proven: [],
    fields: [`no ${today()} history HubSpot`, `unknown ${today()} history HubSpot`],
  })
})

it('dates by the day it was seen where the system keeps no history, and is not revived by the other CRM', async () => {
  const { hubspot, salesforce } = await field.agreed('two', { salesforce: { Department: 'Oui' } })
  await field.proven('two', '2026-11-20')
  await field.salesforceSays(salesforce, { Department: 'Non' })
  await field.heard('two', 1)
  const ended = {
    verdict: 'BLOCK',
    rules: ['E7'],
    proven: [[today(), 'crm', 'Salesforce']],
    fields: [`no ${today()} seen Salesforce`],
  }
  expect(await field.stands('two')).toEqual(ended)
  // HubSpot still says yes: it is touched, read as a whole, and read once more.
  await field.says(hubspot, { city: 'Lyon' })
  await field.scene.poll()
  await field.scene.run()
  await field.scene.run()
  expect(await field.stands('two')).toEqual(ended)
})

it('counts a yes that is newer as a consent of its own, without proof', async () => {
  const { hubspot } = await field.agreed('again')
  await field.proven('again', '2026-11-20')
  await field.says(hubspot, { accord: 'Non' })
  await field.heard('again', 1)
  expect((await field.stands('again')).verdict).toBe('BLOCK')
  const day = today()
  await field.scene.advance(48 * 3_600_000)
  await field.says(hubspot, { accord: 'Oui' })
  await field.heard('again', 2)
  const againOn = today()
  expect(await field.stands('again')).toEqual({
    verdict: 'NEED_CONSENT',
    rules: ['E6'],
    proven: [[day, 'crm', 'HubSpot']],
    fields: [`yes ${againOn} history HubSpot`, `no ${day} history HubSpot`],
  })
  // What proves it is recorded: that consent carries, and the older one stays ended.
  await field.scene.advance(24 * 3_600_000)
  await field.proven('again', today())
  await field.scene.run()
  expect(await field.stands('again')).toMatchObject({
    verdict: 'ALLOW',
    rules: ['E1'],
    proven: [
      [null, null, null],
      [day, 'crm', 'HubSpot'],
    ],
  })
})

it('is not revived by an import of the old list, nor beside an older day of agreement', async () => {
  const { hubspot } = await field.agreed('import', { hubspot: { accord_le: '2026-02-01' } })
  await field.says(hubspot, { accord: 'Non' })
  await field.heard('import', 1)
  const ended = { verdict: 'BLOCK', rules: ['E7'], proven: [], fields: [`no ${today()} history HubSpot`] }
  expect(await field.stands('import')).toEqual(ended)
  await field.says(hubspot, { accord: 'Oui' }, true)
  await field.scene.poll()
  expect(await field.stands('import')).toEqual(ended)
  await field.says(hubspot, { accord: 'Non' })
  await field.scene.poll()
  await field.says(hubspot, { accord: 'Oui' })
  await field.scene.poll()
  expect(await field.stands('import')).toEqual(ended)
})
