import { afterAll, beforeAll, expect, it } from 'vitest'
import { changeSettings } from '../../../src/operations/settings/save-settings.ts'
import { contactDecision } from '../../../src/store/contacts/contact-view.ts'
import type { Json } from '../../support/lawbase.ts'
import { openScene, type Scene } from '../../support/scene.ts'
import { until } from '../../support/until.ts'
import { holderOf, untilRead } from '../contacts/address-steps.ts'
import { makersOf, type Makers } from '../removals/odd/odd-makers.ts'

// What systems show of consents and refusals of their own (docs/reference/salesforce.md#consents, law.md#e6).
let scene: Scene
let make: Makers
const at = (name: string) => `${name}@declared-${name}.example.test`
const contactOf = async (name: string) => (await holderOf(scene, at(name))) ?? ''
const seen = (...names: string[]) => untilRead(scene, ...names.map(at))
/** A contact with an Individual behind it. */
async function behind(name: string, more: Json = {}): Promise<{ contact: string; individual: string }> {
  const individual = await make.row('Individual', { LastName: name })
  const contact = await make.contact(at(name), { IndividualId: individual, ...more })
  return { contact, individual }
}
const says = (PartyId: string, ContactPointType: string, PrivacyConsentStatus: string, more: Json = {}) =>
  make.row('ContactPointTypeConsent', { Name: 'C', PartyId, ContactPointType, PrivacyConsentStatus, ...more })
const objectionsOf = async (name: string) =>
  (
    await scene.app.pool.query(
      `select o.door, o.channels, o.received_at as at, (select k.label from connections k where k.id = o.origin_connection_id) as origin from objections o where o.contact_id = $1 order by o.received_at`,
      [await contactOf(name)],
    )
  ).rows

beforeAll(async () => {
  scene = await openScene({ contacts: 0, broker: false })
  make = makersOf(scene)
  await scene.control('POST', '/_sandbox/switches', { salesforce: { dataProtection: true } })
  scene.app.memories.clear()
  for (const property of ['accord', 'accord_le']) await scene.act('hubspot', 'create-text', { property })
})
afterAll(() => scene.close())

it('hears a refusal that only a consent row shows, everywhere, with its own day', async () => {
  const { contact, individual } = await behind('refuses')
  await make.hubspot(at('refuses'))
  await seen('refuses')
  await says(individual, 'Email', 'OptOut', {
    CaptureDate: '2026-03-01T09:00:00Z',
    CaptureSource: 'Centre de préférences',
  })
  await scene.poll()
  await until('HubSpot shows it', () => scene.optedOut(at('refuses')))
  await until('the record shows it', async () => (await scene.salesforceRow(contact))['HasOptedOutOfEmail'] === true)
  expect((await scene.salesforceRow(contact))['DoNotCall']).toBe(false)
  expect(await objectionsOf('refuses')).toEqual([
    { door: 'crm', channels: ['email'], at: new Date('2026-03-01T09:00:00Z'), origin: 'Salesforce' },
  ])
})

it('dates what was refused by each row: one of a channel says nothing of another', async () => {
  const { individual } = await behind('twice')
  await seen('twice')
  await scene.stopWorking()
  await says(individual, 'Email', 'OptOut', { CaptureDate: '2024-03-01T09:00:00Z' })
  await says(individual, 'Phone', 'OptOut', { CaptureDate: '2026-03-01T09:00:00Z' })
  await scene.startWorking()
  await scene.poll()
  expect(await objectionsOf('twice')).toEqual([
    { door: 'crm', channels: ['email'], at: new Date('2024-03-01T09:00:00Z'), origin: 'Salesforce' },
    {
      door: 'crm',
      channels: ['sms', 'phone', 'robocall'],
      at: new Date('2026-03-01T09:00:00Z'),
      origin: 'Salesforce',
    },
  ])
})

it('takes one refusal of an Individual behind several records for one opt-out of one person', async () => {
  const { individual } = await behind('one')
  await make.contact(at('other'), { IndividualId: individual, HasOptedOutOfFax: true })
  await make.lead(at('leon'), { IndividualId: individual })
  await seen('one', 'other', 'leon')
  await scene.stopWorking()
  await says(individual, 'Email', 'OptOut', { CaptureDate: '2026-03-01T09:00:00Z' })
  await scene.startWorking()
  await scene.poll()
  const fax = { door: 'crm', channels: ['fax'], origin: 'Salesforce' }
  const mail = { door: 'crm', channels: ['email'], at: new Date('2026-03-01T09:00:00Z'), origin: 'Salesforce' }
  const said = await objectionsOf('one')
  expect(said).toHaveLength(2)
  expect(said).toEqual(expect.arrayContaining([mail, expect.objectContaining(fax)]))
  await scene.act('salesforce', 'update', {
    object: 'Individual',
    id: individual,
    fields: { HasOptedOutSolicit: true },
  })
  await until('all channels are an opt-out', async () => {
    await scene.poll()
    return (await objectionsOf('one')).some(({ channels }) => channels.includes('post'))
  })
  expect(await objectionsOf('one')).toHaveLength(3)
  const { rows } = await scene.app.pool.query<{ count: number }>(
    `select count(distinct identity_hash)::int as count from suppressions where channel = 'post' and identity_hash = any($1)`,
    [['one', 'other', 'leon'].map((name) => scene.app.keys.hashEmail(at(name)))],
  )
  expect(rows).toEqual([{ count: 3 }])
})

it('hears a refusal for whoever shares an Individual since two were merged', async () => {
  const [refuses, other] = [await behind('loses'), await behind('lives')]
  await seen('loses', 'lives')
  await says(refuses.individual, 'Email', 'OptOut')
  await scene.act('salesforce', 'merge', { primaryId: other.individual, mergeId: refuses.individual })
  await scene.poll()
  await until('both records show it', async () => {
    const rows = await Promise.all([refuses, other].map(({ contact }) => scene.salesforceRow(contact)))
    return rows.every((row) => row['HasOptedOutOfEmail'] === true)
  })
  expect(await contactOf('loses')).toBe(await contactOf('lives'))
})

it('frees nobody by a consent that a system shows without proof, and says what is missing', async () => {
  const german = { Title: 'IT-Leiter', MailingCountry: 'Germany' }
  const { individual } = await behind('object', german)
  await says(individual, 'Email', 'OptIn', { CaptureDate: '2026-02-01T09:00:00Z', CaptureSource: 'Formulaire salon' })
  const { individual: calls } = await behind('calls', german)
  await says(calls, 'Phone', 'OptIn')
  await behind('none', german)
  await make.hubspot(at('field'), { country: 'Germany', jobtitle: 'IT-Leiter', accord: 'Oui', accord_le: '2026-02-03' })
  await changeSettings(scene.app, scene.admin, (current) => ({
    ...current,
    facts: {
      hubspot: {
        agreed: {
          property: 'accord',
          values: [
            { field: 'accord', value: 'Oui', label: 'Oui', means: 'all', by: scene.admin.email, on: '2026-11-29' },
          ],
        },
        agreedOn: { property: 'accord_le', values: [] },
      },
    },
  }))
  const names = ['object', 'calls', 'none', 'field']
  await seen(...names)
  await scene.run()
  const verdicts = await Promise.all(
    names.map(async (name) => {
      const one = await contactDecision(scene.app.pool, await contactOf(name))
      return [name, one?.verdict, one?.rules.filter((rule) => /^E\d/u.test(rule)), one?.channels?.phone?.verdict]
    }),
  )
  expect(verdicts).toEqual([
    ['object', 'NEED_CONSENT', ['E6'], expect.any(String)],
    ['calls', 'NEED_CONSENT', ['E3'], expect.any(String)],
    ['none', 'NEED_CONSENT', [], expect.any(String)],
    ['field', 'NEED_CONSENT', ['E6'], expect.any(String)],
  ])
})
