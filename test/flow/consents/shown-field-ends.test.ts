import { afterAll, beforeAll, expect, it } from 'vitest'
import { accessPack } from '../../../src/operations/evidence/access-pack.ts'
import { consoleOf } from '../../support/console-pages.ts'
import { openFieldScene, type FieldScene } from './field-scene.ts'

// Where a consent that ended in a field is shown (docs/decisions/0067).
let field: FieldScene
beforeAll(async () => {
  field = await openFieldScene('screens')
  const [{ hubspot: no }, { hubspot: empty }] = [
    await field.agreed('no', { hubspot: { accord_le: '2026-02-01' } }),
    await field.agreed('empty'),
  ]
  await field.proven('no', '2026-11-20')
  await field.says(no, { accord: 'Non' })
  await field.says(empty, { accord: '' })
  await field.heard('no', 1)
  await field.heard('empty', 1)
})
afterAll(() => field.scene.close())

it('stands on the page of the person, with the day and where it is from', async () => {
  const visitor = await consoleOf(field.scene, field.scene.admin)
  const no = await visitor.get(`/contacts/${await field.idOf('no')}`)
  const empty = await visitor.get(`/contacts/${await field.idOf('empty')}`)
  expect(no).toMatch(/withdrawn \d+ \w+ \d{4} \(HubSpot, day from the system’s history\)/u)
  expect(no).toMatch(/withdrawn \d+ \w+ \d{4} \(HubSpot\)/u)
  expect(no).toMatch(/1 Feb\w* 2026/u)
  expect(empty).toMatch(/no longer in the field since \d+ \w+ \d{4} \(HubSpot, day from the system’s history\)/u)
  expect(empty).toContain('day unknown')
  await visitor.close()
})

it('stands in the register, which finds it by its state', async () => {
  const visitor = await consoleOf(field.scene, field.scene.admin)
  const [withdrawn, gone, all] = await Promise.all(
    ['?state=withdrawn', '?state=gone', ''].map((query) => visitor.html(`/consents/register${query}`)),
  )
  const counted = (page = '') => (page.match(/data-label="State"/gu) ?? []).length
  expect([counted(withdrawn), counted(gone), counted(all)]).toEqual([2, 1, 3])
  expect(gone).toContain('HubSpot, field accord')
  await visitor.close()
})

it('is handed over to the person, and says so in the pack', async () => {
  const pack = await accessPack(field.scene.app, { contactId: await field.idOf('no') }, field.scene.dpo.email)
  const day = field.scene.app.clock.now().toISOString().slice(0, 10)
  expect(pack?.consentsInFields).toEqual([
    {
      said: 'no',
      dated: 'history',
      value: 'Oui',
      shown: 'Non',
      system: 'HubSpot',
      field: 'accord',
      channels: ['email'],
      on: day,
      since: '2026-02-01',
    },
  ])
  expect(pack?.consents.map(({ withdrawnAt }) => withdrawnAt?.toISOString().slice(0, 10))).toEqual([day])
})
