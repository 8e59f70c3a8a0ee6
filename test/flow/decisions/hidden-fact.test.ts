import { afterAll, beforeAll, expect, it } from 'vitest'
import { changeSettings } from '../../../src/operations/settings/save-settings.ts'
import { contactDecision } from '../../../src/store/contacts/contact-view.ts'
import { openScene, type Scene } from '../../support/scene.ts'
import { until } from '../../support/until.ts'
import { holderOf, untilRead } from '../contacts/address-steps.ts'
import { makersOf } from '../removals/odd/odd-makers.ts'

// Whoever was a private person by a field that is hidden by now is one as far as anybody knows.
let scene: Scene
const [hubspot, salesforce] = ['anna@hidden-fact.example.test', 'berta@hidden-fact.example.test']
const emails = [hubspot, salesforce]
const records: Record<string, string> = {}
const rules = async () =>
  Promise.all(
    emails.map(async (email) => {
      const one = await contactDecision(scene.app.pool, (await holderOf(scene, email)) ?? '')
      return `${one?.verdict} ${one?.rules.at(-1)}`
    }),
  )
const titles = async () =>
  (
    await scene.app.pool.query<{ title: string }>(
      'select job_title as title from remote_records where gone_at is null order by 1',
    )
  ).rows.map(({ title }) => title)
const named = (property: string) => ({
  reached: {
    property,
    values: [
      {
        field: property,
        value: 'Particulier',
        label: 'Particulier',
        means: 'consumer',
        by: 'a test',
        on: '2026-11-29',
      },
    ],
  },
})
const change = async (title: string, more: object = {}) => {
  const act = { id: records[hubspot], properties: { jobtitle: title, ...more } }
  await scene.act('hubspot', 'update-contact', act)
  await scene.act('salesforce', 'update', { object: 'Contact', id: records[salesforce], fields: { Title: title } })
  await until('it was read', async () => {
    await scene.poll()
    return (await titles()).every((one) => one === title)
  })
  await scene.run()
}

beforeAll(async () => {
  scene = await openScene({ contacts: 0, broker: false })
  const make = makersOf(scene)
  await scene.act('hubspot', 'create-text', { property: 'type_de_contact' })
  await scene.act('salesforce', 'create-text', { object: 'Contact', field: 'Type_de_contact__c' })
  await changeSettings(scene.app, scene.admin, (current) => ({
    ...current,
    facts: { hubspot: named('type_de_contact'), salesforce: named('Type_de_contact__c') },
  }))
  const private_ = { country: 'France', jobtitle: 'DSI', type_de_contact: 'Particulier' }
  records[hubspot] = await make.hubspot(hubspot, private_)
  records[salesforce] = await make.contact(salesforce, {
    MailingCountry: 'France',
    Title: 'DSI',
    Type_de_contact__c: 'Particulier',
  })
  await untilRead(scene, ...emails)
  await scene.run()
})
afterAll(() => scene.close())

it('keeps what a field said while it is hidden, and follows it again once it shows', async () => {
  const strict = ['NEED_CONSENT FR2', 'NEED_CONSENT FR2']
  expect(await rules()).toEqual(strict)
  await scene.control('POST', '/_sandbox/switches', { hubspot: { hiddenProperties: ['type_de_contact'] } })
  await scene.act('salesforce', 'hide-field', { object: 'Contact', field: 'Type_de_contact__c' })
  scene.app.memories.clear()
  await change('CTO')
  expect(await rules()).toEqual(strict)
  await scene.control('POST', '/_sandbox/switches', { hubspot: { hiddenProperties: [] } })
  await scene.act('salesforce', 'show-field', { object: 'Contact', field: 'Type_de_contact__c' })
  scene.app.memories.clear()
  const id = records[salesforce]
  await scene.act('salesforce', 'update', { object: 'Contact', id, fields: { Type_de_contact__c: null } })
  await change('DSI', { type_de_contact: '' })
  expect((await rules()).map((rule) => rule.split(' ')[0])).toEqual(['ALLOW', 'ALLOW'])
})
