import { afterAll, beforeAll, expect, it } from 'vitest'
import { grant, revoke } from '../../../../src/operations/propagation/rights.ts'
import { keepByLaw } from '../../../../src/operations/removals/brakes/legal-holds.ts'
import { answerSamePerson } from '../../../../src/operations/removals/same-person/answer-same-person.ts'
import { loadSettings, saveSettings } from '../../../../src/store/settings/settings.ts'
import { openScene, type Scene } from '../../../support/scene.ts'
import { approveAndHold, endRestoreWindow, planIs } from '../removal-steps.ts'
import { fatesIn, makersOf, type Makers } from './odd-makers.ts'

const dayMs = 86_400_000
const at = (name: string) => `${name}@look-alikes.example.test`
const elsewhere = (name: string) => `${name}@private.example.test`

/** Two records that are maybe one person: one in HubSpot, silent, and one at Salesforce. */
interface Pair {
  name: string
  fate: 'maybe' | 'goes'
  hubspot: object
  salesforce: object
  /** What becomes of the second one after three years; left out = they reply. */
  later?: (make: Makers, contact: string) => Promise<unknown>
}

const pairs: readonly Pair[] = [
  {
    name: 'accents',
    fate: 'maybe',
    hubspot: { firstname: 'José', lastname: 'Núñez', phone: '+33 1 40 20 30 40' },
    salesforce: { FirstName: 'Jose', LastName: 'Nunez', Phone: '01 40 20 30 40' },
  },
  {
    name: 'first and last name swapped',
    fate: 'maybe',
    hubspot: { firstname: 'Quixote', lastname: 'Alonso', phone: '+33 1 40 20 30 41' },
    salesforce: { FirstName: 'Alonso', LastName: 'Quixote', Phone: '01 40 20 30 41' },
  },
  {
    name: 'a Danish mobile without its country',
    fate: 'maybe',
    hubspot: { mobilephone: '+45 20 12 34 56', country: 'Denmark' },
    salesforce: { LastName: 'Dansker', MobilePhone: '20 12 34 56' },
  },
  {
    name: 'a Norwegian mobile written with 00',
    fate: 'maybe',
    hubspot: { mobilephone: '412 34 567' },
    salesforce: { LastName: 'Nordmann', Phone: '0047 412 34 567' },
  },
  {
    name: 'eight other digits',
    fate: 'goes',
    hubspot: { mobilephone: '+45 20 12 34 58', country: 'Denmark' },
    salesforce: { LastName: 'Anden', MobilePhone: '20 12 34 59' },
  },
  {
    name: 'a mobile in the field for a phone of both',
    fate: 'maybe',
    hubspot: { phone: '+33 6 39 98 20 04' },
    salesforce: { LastName: 'Unlike', Phone: '06 39 98 20 04' },
  },
  {
    name: 'a switchboard',
    fate: 'goes',
    hubspot: { phone: '+33 1 40 20 30 42' },
    salesforce: { LastName: 'Someone', Phone: '01 40 20 30 42' },
  },
  {
    name: 'one page at LinkedIn',
    fate: 'maybe',
    hubspot: { linkedin_url: 'https://www.linkedin.com/in/Anna-Muster/' },
    salesforce: { LastName: 'Married', LinkedIn__c: 'fr.linkedin.com/in/anna-muster?trk=x' },
  },
  {
    name: 'the digits of a mobile in two countries',
    fate: 'goes',
    hubspot: { mobilephone: '+33 6 12 34 56 78' },
    salesforce: { LastName: 'Abroad', MobilePhone: '+34 612 34 56 78' },
  },
  {
    name: 'a switchboard in the field for mobiles of both',
    fate: 'goes',
    hubspot: { mobilephone: '+33 1 40 20 30 43' },
    salesforce: { LastName: 'Office', MobilePhone: '01 40 20 30 43', MailingCountry: 'France' },
  },
  {
    name: 'the name, and a switchboard in the field for mobiles of one',
    fate: 'maybe',
    hubspot: { firstname: 'Ida', lastname: 'Zentral', mobilephone: '+33 1 40 20 30 44' },
    salesforce: { FirstName: 'Ida', LastName: 'Zentral', Phone: '01 40 20 30 44' },
  },
  {
    name: 'the page of one company',
    fate: 'goes',
    hubspot: { linkedin_url: 'https://www.linkedin.com/company/muster' },
    salesforce: { LastName: 'Colleague', LinkedIn__c: 'https://www.linkedin.com/company/muster' },
  },
  {
    name: 'a mobile of someone with an open case',
    fate: 'maybe',
    hubspot: { mobilephone: '+33 6 39 98 20 05' },
    salesforce: { LastName: 'Caseholder', MobilePhone: '06 39 98 20 05' },
    later: (make, contact) => make.row('Case', { ContactId: contact, Status: 'New' }),
  },
  {
    name: 'a mobile of a customer',
    fate: 'maybe',
    hubspot: { mobilephone: '+33 6 39 98 20 06' },
    salesforce: { LastName: 'Buyer', MobilePhone: '06 39 98 20 06' },
    later: async (make, contact) =>
      make.act('salesforce', 'update', { id: contact, fields: { AccountId: await make.account('Kunde') } }),
  },
  {
    name: 'a mobile of someone under a legal hold',
    fate: 'maybe',
    hubspot: { mobilephone: '+33 6 39 98 20 07' },
    salesforce: { LastName: 'Claimant', MobilePhone: '06 39 98 20 07' },
    later: async ({ scene }, contact) => {
      const { rows } = await scene.app.pool.query<{ id: string }>(
        'select contact_id as id from remote_records where remote_id = $1',
        [contact],
      )
      const held = { contactId: rows[0]?.id ?? '' }
      await keepByLaw(scene.app, scene.dpo, held, { reason: 'A claim before the court', until: '' })
    },
  },
  {
    name: 'a mobile of someone as silent as they are',
    fate: 'goes',
    hubspot: { mobilephone: '+33 6 39 98 20 08' },
    salesforce: { LastName: 'Quiet', MobilePhone: '06 39 98 20 08' },
    later: async () => undefined,
  },
  {
    name: 'a mobile that more than twenty have',
    fate: 'goes',
    hubspot: { mobilephone: '+33 6 00 00 00 00' },
    salesforce: { LastName: 'Placeholder', MobilePhone: '06 00 00 00 00' },
  },
  {
    name: 'a mobile of someone as silent, of whom a case is opened during the hold',
    fate: 'goes',
    hubspot: { mobilephone: '+33 6 39 98 20 09' },
    salesforce: { LastName: 'Silent', MobilePhone: '06 39 98 20 09' },
    later: async () => undefined,
  },
  {
    name: 'a mobile of someone with an open ticket on another record',
    fate: 'maybe',
    hubspot: { mobilephone: '+33 6 39 98 20 10' },
    salesforce: { LastName: 'Ticketholder', MobilePhone: '06 39 98 20 10' },
    later: async (make, contact) => {
      const email = String((await make.scene.salesforceRow(contact))['Email'])
      const twin = await make.hubspot(email, { lastname: 'Ticketholder', origine_contact: '' })
      await make.object('tickets', { hs_pipeline: '0', hs_pipeline_stage: '1' }, [twin])
    },
  },
  {
    name: 'a mobile of someone who replied two years ago',
    fate: 'maybe',
    hubspot: { mobilephone: '+33 6 39 98 20 11', country: 'France' },
    salesforce: { LastName: 'Lately', MobilePhone: '06 39 98 20 11' },
    later: async (make, contact) => {
      const at = new Date(make.scene.app.clock.now().getTime() - 730 * dayMs).toISOString()
      await make.act('salesforce', 'reply', { id: contact, at })
    },
  },
  {
    name: 'one person, as someone answered, whose mobile is another one since',
    fate: 'maybe',
    hubspot: { mobilephone: '+33 6 39 98 20 12' },
    salesforce: { LastName: 'Samesame', MobilePhone: '06 39 98 20 12' },
    later: async (make, contact) => {
      const { app, dpo } = make.scene
      const pair = await app.pool.query<{ id: string }>(
        `select distinct contact_id as id from remote_records where remote_id = $1 or mobile = '+33 6 39 98 20 12'`,
        [contact],
      )
      const [one = '', other = ''] = pair.rows.map(({ id }) => id)
      await answerSamePerson(app, dpo, [one, other], { answer: 'one', reason: 'They said so on the phone' })
      await make.act('salesforce', 'update', { id: contact, fields: { MobilePhone: '06 39 98 20 99' } })
      await make.act('salesforce', 'reply', { id: contact })
    },
  },
]
const placeOf = (name: string) => pairs.findIndex((pair) => pair.name === name)

let scene: Scene
const contacts: string[] = []
let fates: ReadonlyMap<string, string>

beforeAll(async () => {
  scene = await openScene({ contacts: 0, broker: false, settings: { maxRemovalShare: 1 } })
  const make = makersOf(scene)
  await scene.act('hubspot', 'create-text', { property: 'linkedin_url' })
  await scene.act('salesforce', 'create-text', { object: 'Contact', field: 'LinkedIn__c' })
  for (const [place, { hubspot, salesforce }] of pairs.entries()) {
    await make.hubspot(at(`p${place}`), { ...hubspot })
    contacts.push(await make.contact(elsewhere(`p${place}`), { ...salesforce }))
  }
  for (let place = 0; place < 19; place += 1)
    await make.hubspot(at(`crowd${place}`), { mobilephone: '+33 6 00 00 00 00' })
  await scene.poll()
  await scene.advance(37 * 31 * dayMs)
  await scene.poll()
  for (const [place, { later }] of pairs.entries()) {
    const contact = contacts[place] ?? ''
    await (later?.(make, contact) ?? make.act('salesforce', 'reply', { id: contact }))
  }
  await scene.poll()
  await scene.run()
  fates = await fatesIn(scene)
}, 300_000)
afterAll(() => scene.close())

it.each(pairs.map(({ name, fate }, place) => [name, fate, place] as const))('%s: %s', (_name, fate, place) => {
  expect(fates.get(at(`p${place}`))).toBe(fate)
})

it('whose acts count by a longer term of their own are kept, whatever the term of everybody else is', async () => {
  const { settings } = await loadSettings(scene.app.pool)
  const rule = {
    id: 'fr',
    population: null,
    country: 'FR',
    sourceKind: null,
    months: 36,
    reason: '',
    from: '2020-01-01',
  }
  const shorter = { ...settings, inactivityMonths: 12, retentionRules: [rule] }
  await saveSettings(scene.app.pool, shorter, scene.admin.email, scene.app.clock.now())
  await scene.run()
  const place = placeOf('a mobile of someone who replied two years ago')
  expect((await fatesIn(scene)).get(at(`p${place}`))).toBe('maybe')
  await saveSettings(scene.app.pool, settings, scene.admin.email, scene.app.clock.now())
})

it('are asked about in every system, also where nobody could go', async () => {
  await revoke(scene.app, scene.salesforceId, 'remove', scene.admin)
  const place = placeOf('a mobile of someone as silent as they are')
  await makersOf(scene).row('Case', { ContactId: contacts[place], Status: 'New' })
  await scene.run()
  expect((await fatesIn(scene)).get(at(`p${place}`))).toBe('maybe')
  await grant(scene.app, scene.salesforceId, 'remove', scene.admin)
})

it('are asked about once more before anybody is deleted', async () => {
  await scene.run()
  const plan = await approveAndHold(scene)
  const place = placeOf('a mobile of someone as silent, of whom a case is opened during the hold')
  await makersOf(scene).row('Case', { ContactId: contacts[place], Status: 'New' })
  await endRestoreWindow(scene)
  await planIs(scene, plan.id, 'done')
  const { rows } = await scene.app.pool.query(
    `select i.state, i.reason from removal_items i join remote_records r on r.contact_id = i.contact_id join record_identities ri on ri.record_id = r.id where i.plan_id = $1 and ri.identity_hash = any($2) order by i.reason`,
    [plan.id, [at(`p${place}`), elsewhere(`p${place}`)].map((email) => scene.app.keys.hashEmail(email))],
  )
  expect(rows).toEqual([
    { state: 'taken-out', reason: 'dependency' },
    { state: 'taken-out', reason: 'maybe' },
  ])
})
