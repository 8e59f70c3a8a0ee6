import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { TagNames } from '../../../src/connector/orders.ts'
import { startWorld, type Connected, type World } from '../suite/harness.ts'
import { contactState, hubspotState, hubspotSubject } from '../hubspot/hubspot-subject.ts'
import { createRow, rowState, salesforceSubject } from '../salesforce/salesforce-subject.ts'
import { pagesOf } from '../suite/scene.ts'

const fields = { verdict: 'ALLOW', basis: 'legitimate_interest', source: 'C7 Prospecta', decided_on: '2026-11-25' }
const long = 'x'.repeat(200)

/** Fields the company already has, written in the place of ours: what is written, read back and read later. */
describe('fields of the company', () => {
  let world: World
  beforeAll(async () => {
    world = await startWorld({ contacts: 10 })
  })
  afterAll(() => world.close())

  describe('in HubSpot', () => {
    let connected: Connected
    const tagNames: TagNames = {
      basis: { contact: 'city' },
      decided_on: { contact: 'website' },
      source: { contact: 'zip' },
    }
    beforeAll(async () => {
      connected = await hubspotSubject.connect(world)
    })
    const open = () => connected.open({}, { tagNames })

    it('say what can be written into them', async () => {
      expect(
        await open().fieldKinds?.(
          ['city', 'hs_language', 'hs_email_optout', 'nope'].map((name) => ({ object: 'contact', name })),
        ),
      ).toEqual([
        { kind: 'text', type: 'string' },
        { kind: 'other', type: 'enumeration' },
        { kind: 'read-only', type: 'bool' },
        { kind: 'missing', type: '' },
      ])
    })

    it('are not made, tested, written, read back and read', async () => {
      await open().provision?.()
      const { customProperties } = await hubspotState(world)
      expect([
        customProperties.includes('lawbase_verdict'),
        customProperties.includes('lawbase_basis'),
        customProperties.includes('lawbase_source'),
      ]).toEqual([true, false, false])
      const lines = (await open().check()).lines.map(({ name, state }) => `${name.en} ${state}`)
      expect([lines.includes('Field city works'), lines.some((line) => line.includes('lawbase_basis'))]).toEqual([
        true,
        false,
      ])
      const ref = await hubspotSubject.person(world, 'own-1@example.test')
      const order = { orderId: 't', record: ref, fields }
      expect(await open().tag?.([order])).toMatchObject([
        {
          status: 'applied',
          seen: { value: 'lawbase_verdict=ALLOW, city=legitimate_interest, zip=C7 Prospecta, website=2026-11-25' },
        },
      ])
      expect(await open().tag?.([order])).toMatchObject([{ status: 'already' }])
      const { properties } = await contactState(world, ref.id)
      expect([properties['city'], properties['zip'], properties['website'], properties['lawbase_verdict']]).toEqual([
        'legitimate_interest',
        'C7 Prospecta',
        '2026-11-25',
        'ALLOW',
      ])
      expect((await open().read?.([ref]))?.[0]?.tags).toMatchObject(fields)
      expect(
        (await pagesOf(open(), null, 'full')).flatMap((page) => page.records).find((record) => record.ref.id === ref.id)
          ?.tags,
      ).toMatchObject(fields)
      expect(hubspotSubject.connector.mergeFields?.({ source: { contact: 'zip' } })).toMatchObject([
        { source: '{{ contact.zip }}', link: '{{ contact.lawbase_preference_url }}' },
      ])
    })
  })

  describe('in Salesforce', () => {
    let connected: Connected
    const tagNames: TagNames = { source: { Contact: 'Department', Lead: 'City' }, basis: { Lead: 'Street' } }
    beforeAll(async () => {
      connected = await salesforceSubject.connect(world)
    })
    const open = () => connected.open({}, { tagNames })

    it('say what can be written into them, by object', async () => {
      const asked = [
        ['Contact', 'Department'],
        ['Lead', 'Department'],
        ['Lead', 'Industry'],
        ['Contact', 'IsEmailBounced'],
        ['Lead', 'Website'],
      ] as const
      expect(await open().fieldKinds?.(asked.map(([object, name]) => ({ object, name })))).toEqual([
        { kind: 'text', type: 'string' },
        { kind: 'missing', type: '' },
        { kind: 'other', type: 'picklist' },
        { kind: 'read-only', type: 'boolean' },
        { kind: 'text', type: 'url' },
      ])
    })

    it('are not made, written, cut to their length, read back and read', async () => {
      const { created } = (await open().provision?.()) ?? { created: [] as string[] }
      expect(
        [
          'Contact.Lawbase_Source__c',
          'Lead.Lawbase_Source__c',
          'Contact.Lawbase_Basis__c',
          'Lead.Lawbase_Basis__c',
        ].map((name) => created.includes(name)),
      ).toEqual([false, false, true, false])
      const [contact, lead] = [
        await createRow(world, 'Contact', { Email: 'own-2@example.test' }),
        await createRow(world, 'Lead', { Email: 'own-3@example.test' }),
      ]
      const orders = [contact, lead].map((record, place) => ({
        orderId: String(place),
        record,
        fields: { source: long, basis: 'consent' },
      }))
      expect(await open().tag?.(orders)).toMatchObject([{ status: 'applied' }, { status: 'applied' }])
      expect(await open().tag?.(orders)).toMatchObject([{ status: 'already' }, { status: 'already' }])
      const rows = [await rowState(world, contact.id), await rowState(world, lead.id)]
      expect(rows.map((row) => [row['Department'] ?? row['City'], row['Lawbase_Basis__c'] ?? row['Street']])).toEqual([
        [`${'x'.repeat(79)}…`, 'consent'],
        [`${'x'.repeat(39)}…`, 'consent'],
      ])
      expect((await open().read?.([contact, lead]))?.map(({ tags }) => [tags['source'], tags['basis']])).toEqual([
        [`${'x'.repeat(79)}…`, 'consent'],
        [`${'x'.repeat(39)}…`, 'consent'],
      ])
      const pulled = (await pagesOf(open(), null, 'full')).flatMap((page) => page.records)
      expect([contact, lead].map(({ id }) => pulled.find((record) => record.ref.id === id)?.tags['basis'])).toEqual([
        'consent',
        'consent',
      ])
    })
  })
})
