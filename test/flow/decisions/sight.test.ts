import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { lostOf } from '../../../src/operations/decisions/blind-clock.ts'
import { pullConnection } from '../../../src/operations/intake/pull-connection.ts'
import { confirmProposal } from '../../../src/operations/settings/setting-proposals.ts'
import { planRemovals } from '../../../src/operations/removals/plan-removals.ts'
import { listPlans } from '../../../src/store/removals/removals.ts'
import { sightOf } from '../../../src/store/inactivity/sight.ts'
import { consoleOf } from '../../support/console-pages.ts'
import { openScene, type Scene } from '../../support/scene.ts'
import { until } from '../../support/until.ts'

/** What hides each part at the vendor, and shows it again. */
type Hiding = (scene: Scene, hide: boolean) => Promise<unknown>
const property =
  (name: string): Hiding =>
  (scene, hide) =>
    scene.control('POST', '/_sandbox/switches', { hubspot: { hiddenProperties: hide ? [name] : [] } })
const object =
  (name: string): Hiding =>
  (scene, hide) =>
    scene.control('POST', '/_sandbox/switches', { salesforce: { closedObjects: hide ? [name] : [] } })
const field =
  (of: string, name: string): Hiding =>
  (scene, hide) =>
    scene.act('salesforce', hide ? 'hide-field' : 'show-field', { object: of, field: name })

const people = ['FirstName', 'LastName', 'Phone', 'MobilePhone']
const parts: readonly (readonly ['hubspot' | 'salesforce', string, Hiding])[] = [
  ...[
    'hs_email_last_click_date',
    'hs_sales_email_last_clicked',
    'hs_email_last_reply_date',
    'hs_sales_email_last_replied',
    'recent_conversion_date',
    'firstname',
    'lastname',
    'company',
    'phone',
    'mobilephone',
    'hs_additional_emails',
    'hs_merged_object_ids',
    'num_associated_deals',
    'country',
    'origine_contact',
  ].map((name) => ['hubspot', name, property(name)] as const),
  ...['EmailMessageRelation', 'CampaignMember', 'EventRelation'].map(
    (name) => ['salesforce', name, object(name)] as const,
  ),
  ...[
    ...people.map((name) => ['Contact', name] as const),
    ...[...people, 'Company', 'IsConverted', 'ConvertedContactId'].map((name) => ['Lead', name] as const),
    ['Contact', 'AccountId'] as const,
    ['Contact', 'MailingCountry'] as const,
    ['Lead', 'Country'] as const,
    ['Contact', 'LeadSource'] as const,
    ['Lead', 'LeadSource'] as const,
    ['Account', 'Name'] as const,
    ['Account', 'Type'] as const,
  ].map(([of, name]) => ['salesforce', `${of}.${name}`, field(of, name)] as const),
]

describe('what the clock and the guards of removals read of a system', () => {
  let scene: Scene
  /** How many people are planned while all is seen. */
  let all = 0
  beforeAll(async () => {
    scene = await openScene({ contacts: 40, broker: false })
    await scene.run()
    // Nothing else reads or plans meanwhile.
    await scene.stopWorking()
  })
  afterAll(() => scene.close())

  /** How many people a plan made now would remove as silent, whom the blind clock keeps, and what is not seen. */
  async function planned() {
    await planRemovals(scene.app, null, 'a test')
    const [plan] = (await listPlans(scene.app.pool, 10)).filter(({ kind }) => kind === 'silent')
    const lost = [...(await lostOf(scene.app.pool))].flatMap(([id, list]) =>
      list.map(({ name, why }) => [id, name, why] as const),
    )
    return { people: plan?.planned ?? 0, lost }
  }

  it('is all seen at first, and people are planned', async () => {
    const { people: count, lost } = await planned()
    all = count
    expect([all > 0, lost]).toEqual([true, []])
    const known = (await sightOf(scene.app.pool))
      .map(({ name }) => name)
      .filter((name) => !/Individual|RecordType|LinkedIn/u.test(name))
    expect([...parts.map(([, name]) => name), 'lifecyclestage'].toSorted()).toEqual(known.toSorted())
  })

  it.each(parts)('%s %s: hidden, nobody is in a plan; seen again and read, all are', async (system, name, hiding) => {
    const connectionId = system === 'hubspot' ? scene.hubspotId : scene.salesforceId
    await hiding(scene, true)
    expect(await planned()).toEqual({ people: 0, lost: [[connectionId, name, 'hidden']] })
    await hiding(scene, false)
    // What it said meanwhile was not read: nobody goes before all of it was.
    expect(await planned()).toEqual({ people: 0, lost: [[connectionId, name, 'unread']] })
    await pullConnection(scene.app, connectionId, {
      mode: 'full',
      from: null,
      startedAt: scene.app.clock.now(),
      signal: new AbortController().signal,
    })
    expect(await planned()).toEqual({ people: all, lost: [] })
  })
})

describe('record types of an org that uses them, and a field that says until when a contract runs', () => {
  it('once hidden are not taken for none: nobody goes', async () => {
    const scene = await openScene({
      contacts: 10,
      broker: false,
      settings: { formerCustomers: { hubspot: { property: '', values: [], endProperty: 'contract_end' } } },
      beforeConnect: async (control) => {
        await control('POST', '/_sandbox/act', { system: 'hubspot', act: 'create-text', property: 'contract_end' })
        await control('POST', '/_sandbox/switches', { salesforce: { recordTypes: true } })
      },
    })
    await scene.stopWorking()
    await scene.act('salesforce', 'hide-field', { object: 'Account', field: 'RecordTypeId' })
    await property('contract_end')(scene, true)
    await planRemovals(scene.app, null, 'a test')
    expect((await lostOf(scene.app.pool)).get(scene.hubspotId)).toEqual([
      { name: 'contract_end', use: 'customer', why: 'hidden' },
    ])
    expect((await lostOf(scene.app.pool)).get(scene.salesforceId)).toEqual([
      { name: 'Account.RecordTypeId', use: 'customer', why: 'hidden' },
    ])
    await scene.close()
  })
})

describe('acts that an account never showed', () => {
  let scene: Scene
  const hidden = ['hs_email_last_reply_date', 'hs_sales_email_last_replied']
  beforeAll(async () => {
    scene = await openScene({
      contacts: 40,
      broker: false,
      beforeConnect: async (control) => {
        await control('POST', '/_sandbox/switches', { hubspot: { hiddenProperties: hidden } })
      },
    })
    await scene.stopWorking()
  })
  afterAll(() => scene.close())

  it('keep everybody until an admin says that the account has none', async () => {
    const planned = async () => {
      await planRemovals(scene.app, null, 'a test')
      const [plan] = (await listPlans(scene.app.pool, 10)).filter(({ kind }) => kind === 'silent')
      return [plan?.planned ?? 0, (await lostOf(scene.app.pool)).get(scene.hubspotId)]
    }
    expect(await planned()).toEqual([0, hidden.map((name) => ({ name, use: 'reply', why: 'never' }))])
    const pages = await consoleOf(scene, scene.admin)
    const connection = `/connections/${scene.hubspotId}`
    expect(await pages.get('/')).toContain(`HubSpot does not show ${hidden.join(' and ')}`)
    expect(await pages.get(connection)).toContain('never seen: nothing here shows this activity')
    expect(await pages.send(connection, `${connection}/sight`, { notThere: hidden })).toBe(
      '/settings?saved=proposed#proposals',
    )
    // It makes people removable: somebody else confirms it.
    expect((await planned())[0]).toBe(0)
    const { rows } = await scene.app.pool.query<{ id: string }>('select id from setting_proposals')
    await confirmProposal(scene.app, scene.dpo, rows[0]?.id ?? '')
    expect(await planned()).toEqual([expect.toSatisfy((people: number) => people > 0), []])
    expect(await pages.get('/')).not.toContain('HubSpot does not show')
    await pages.close()
  })
})

describe('consent objects of an org with Individuals', () => {
  let scene: Scene
  let contact = ''
  let consent = ''
  const email = 'martin@consents.example.test'
  const row = async (name: string, fields: Record<string, unknown>) =>
    String((await scene.act('salesforce', 'create', { object: name, fields }))['Id'])
  const mailBlock = async () =>
    (
      await scene.app.pool.query<{ email: string }>(
        `select blocks ->> 'email' as email from remote_records where remote_id = $1`,
        [contact],
      )
    ).rows[0]?.email
  const untilBlock = (state: string) =>
    until(`mail is ${state}`, async () => {
      await scene.poll()
      return (await mailBlock()) === state
    })
  beforeAll(async () => {
    scene = await openScene({
      contacts: 40,
      broker: false,
      beforeConnect: async (control) => {
        await control('POST', '/_sandbox/switches', { salesforce: { dataProtection: true } })
      },
    })
    const individual = await row('Individual', { LastName: 'Martin' })
    contact = await row('Contact', { LastName: 'Martin', Email: email, IndividualId: individual })
    const fields = { ContactPointType: 'Email', PrivacyConsentStatus: 'Seen' }
    consent = await row('ContactPointTypeConsent', { Name: 'Consent', PartyId: individual, ...fields })
    await untilBlock('open')
    await scene.run()
  })
  afterAll(() => scene.close())

  it('once closed keep everybody and show nobody as open, and Today says so', async () => {
    await object('ContactPointTypeConsent')(scene, true)
    await scene.act('salesforce', 'update', { object: 'Contact', id: contact, fields: { Title: 'DSI' } })
    scene.app.memories.clear()
    await untilBlock('hidden')
    await scene.stopWorking()
    await planRemovals(scene.app, null, 'a test')
    expect((await lostOf(scene.app.pool)).get(scene.salesforceId)).toEqual([
      { name: 'ContactPointTypeConsent', use: 'opt-out', why: 'hidden' },
    ])
    expect((await listPlans(scene.app.pool, 10)).find(({ kind }) => kind === 'silent')?.planned ?? 0).toBe(0)
    const pages = await consoleOf(scene, scene.admin)
    expect(await pages.get('/')).toContain('Salesforce does not show ContactPointTypeConsent')
    expect(await pages.get(`/connections/${scene.salesforceId}`)).toContain('Opt-outs noted beside the record')
    await pages.close()
  })

  it('bring what was said in them meanwhile once they are open again', async () => {
    await object('ContactPointTypeConsent')(scene, false)
    const fields = { PrivacyConsentStatus: 'OptOut' }
    await scene.act('salesforce', 'update', { object: 'ContactPointTypeConsent', id: consent, fields })
    await scene.startWorking()
    await scene.advance(60_000)
    await until('the refusal is an opt-out', async () => {
      await scene.poll()
      const { rowCount } = await scene.app.pool.query(
        `select 1 from suppressions where identity_hash = $1 and channel = 'email'`,
        [scene.app.keys.hashEmail(email)],
      )
      return rowCount === 1
    })
  })
})
