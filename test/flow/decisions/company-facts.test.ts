import { afterAll, beforeAll, expect, it } from 'vitest'
import { changeSettings } from '../../../src/operations/settings/save-settings.ts'
import { accessPack } from '../../../src/operations/evidence/access-pack.ts'
import { contactDecision } from '../../../src/store/contacts/contact-view.ts'
import { openScene, type Scene } from '../../support/scene.ts'
import { makersOf, type Makers } from '../removals/odd/odd-makers.ts'

// What the systems say of a company reaches the verdict (docs/reference/law.md#a6, #fr4, #b4-uk).
let scene: Scene
let make: Makers
const at = (name: string) => `${name}@firm-${name}.example.test`
const contactOf = async (email: string) =>
  (
    await scene.app.pool.query<{ id: string }>(
      'select r.contact_id as id from remote_records r join record_identities ri on ri.record_id = r.id where ri.identity_hash = $1 and r.gone_at is null limit 1',
      [scene.app.keys.hashEmail(email)],
    )
  ).rows[0]?.id ?? ''
const ruleOf = async (email: string) => {
  const decision = await contactDecision(scene.app.pool, await contactOf(email))
  return `${decision?.verdict} ${decision?.rule}`
}
const company = (properties: object, ...contacts: string[]) => make.object('companies', { ...properties }, contacts)

beforeAll(async () => {
  scene = await openScene({ contacts: 0, broker: false, settings: { strictSoleTraders: true } })
  make = makersOf(scene)
  await scene.act('hubspot', 'create-text', { object: 'companies', property: 'forme_juridique' })
  await scene.act('salesforce', 'create-text', { object: 'Account', field: 'Forme__c' })
  const french = { country: 'France', jobtitle: 'DSI' }
  const made = async (name: string, more: object = {}) => make.hubspot(at(name), { ...french, ...more })
  await company({ name: 'Many SA', numberofemployees: '250', forme_juridique: 'SA' }, await made('many'))
  await company({ name: 'Alone SA', numberofemployees: '1' }, await made('alone'))
  await company({ name: 'Named', numberofemployees: '4', forme_juridique: 'SARL' }, await made('named'))
  await company({ name: 'Coded', forme_juridique: '1000' }, await made('coded'))
  await company({ name: 'Odd', numberofemployees: '30', forme_juridique: 'Forme maison' }, await made('odd'))
  await company({ name: 'Abroad GmbH', country: 'Germany' }, await made('abroad', { country: '' }))
  await scene.poll()
  await scene.run()
})
afterAll(() => scene.close())

it('judges who works alone as a sole trader, by the headcount that a CRM shows', async () => {
  expect(await Promise.all(['many', 'alone', 'named'].map((name) => ruleOf(at(name))))).toEqual([
    'ALLOW FR1',
    'NEED_CONSENT FR4',
    'NEED_CONSENT FR4',
  ])
})

it('takes the country of the company where the person names none', async () => {
  const decision = await contactDecision(scene.app.pool, await contactOf(at('abroad')))
  expect(decision?.countries).toEqual(['DE'])
})

it('reads the legal form from the field that an admin names, and takes somebody’s word for a value', async () => {
  const field = (values: object[]) =>
    changeSettings(scene.app, scene.admin, (current) => ({
      ...current,
      legalForms: {
        hubspot: { property: 'forme_juridique', values },
        salesforce: { property: 'Forme__c', values: [] },
      },
    }))
  await field([])
  await scene.poll()
  await scene.run()
  const rules = () => Promise.all(['many', 'named', 'coded', 'odd'].map((name) => ruleOf(at(name))))
  expect(await rules()).toEqual(['ALLOW FR1', 'ALLOW FR1', 'NEED_CONSENT FR4', 'NEED_CONSENT FR4'])
  const on = '2026-11-29'
  const said = { field: 'forme_juridique', value: 'Forme maison', label: 'Forme maison', by: scene.admin.email, on }
  await field([{ ...said, means: 'company' }])
  await scene.run()
  expect(await rules()).toEqual(['ALLOW FR1', 'ALLOW FR1', 'NEED_CONSENT FR4', 'ALLOW FR1'])
})

it('takes what protects the person where two systems disagree, and hands it all over on request', async () => {
  const account = await make.row('Account', { Name: 'Many SA', Forme__c: 'Auto-entrepreneur', NumberOfEmployees: 9 })
  await make.contact(at('many'), { AccountId: account, MailingCountry: 'France', FirstName: 'Sam', LastName: 'many' })
  await scene.poll()
  await scene.run()
  expect(await ruleOf(at('many'))).toBe('NEED_CONSENT FR4')
  const pack = await accessPack(scene.app, { contactId: await contactOf(at('many')) }, scene.dpo.email)
  const shown = pack?.contacts[0]?.records.map(({ ofCompany }) =>
    ofCompany === null || ofCompany === 'unread' ? ofCompany : [ofCompany.legalForm, ofCompany.headcount],
  )
  expect(shown).toEqual([
    ['SA', 250],
    ['Auto-entrepreneur', 9],
  ])
})
