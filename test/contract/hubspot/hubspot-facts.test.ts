import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startWorld, type Connected, type Json, type World } from '../suite/harness.ts'
import { pagesOf } from '../suite/scene.ts'
import { actHubspot, hubspotSubject } from './hubspot-subject.ts'

// docs/reference/hubspot.md#prop-legal-basis, #first-message, #deal-states.
describe('HubSpot: further facts of a contact', () => {
  let world: World
  let connected: Connected
  beforeAll(async () => {
    world = await startWorld({ contacts: 0 })
    connected = await hubspotSubject.connect(world)
    for (const property of ['type_de_contact', 'compte_gratuit', 'transmis_le', 'notre_base'])
      await actHubspot(world, 'create-text', { property })
    for (const property of ['famille', 'vendeur']) await actHubspot(world, 'create-text', { object: 'deals', property })
  })
  afterAll(() => world.close())

  let people = 0
  const contact = async (properties: Json = {}) =>
    (
      await actHubspot<{ id: string }>(world, 'create-contact', {
        properties: { email: `f${people++}@example.test`, ...properties },
      })
    ).id
  const object = (type: string, properties: Json, ...contacts: string[]) =>
    actHubspot<{ id: string }>(world, 'create-object', { object: type, properties, contacts })
  const named = {
    factNames: {
      reached: 'type_de_contact',
      account: 'compte_gratuit',
      disclosed: 'transmis_le',
      family: 'famille',
      entity: 'vendeur',
    },
  }
  const read = async (ids: readonly string[], more: Json = named) => {
    const records = (await connected.open({}, more).read?.(ids.map((id) => ({ object: 'contact', id })))) ?? []
    return ids.map((id) => {
      const record = records.find(({ ref }) => ref.id === id)
      return { facts: record?.facts, sales: record?.sales, firstContact: record?.firstContact }
    })
  }
  const nothing = { facts: undefined, sales: undefined, firstContact: undefined }

  it('keep a history of a field, and say what an import brought (docs/reference/hubspot.md#history)', async () => {
    const one = await contact({ type_de_contact: 'Oui' })
    for (const [value, imported] of [
      ['Non', false],
      ['', false],
      ['Oui', true],
    ] as const)
      await actHubspot(world, 'update-contact', { id: one, properties: { type_de_contact: value }, imported })
    const refs = [{ object: 'contact', id: one }]
    const found = await connected.open({}, named).factHistory?.(refs, 'type_de_contact')
    expect(found?.get(`contact ${one}`)?.map(({ values, copied }) => ({ values, copied }))).toEqual([
      { values: ['Oui'], copied: true },
      { values: [], copied: false },
      { values: ['Non'], copied: false },
      { values: ['Oui'], copied: false },
    ])
  })

  it('show the day of a first subscription and of the last order as sales', async () => {
    for (const property of ['hs_first_subscription_create_date', 'hs_recent_closed_order_date'])
      await actHubspot(world, 'create-text', { property })
    const one = await contact({
      hs_first_subscription_create_date: '2025-05-04T10:00:00Z',
      hs_recent_closed_order_date: '2026-01-02T10:00:00Z',
    })
    const sale = (id: string, on: string) => ({ id, on, family: null, entity: null })
    expect(await read([one])).toEqual([
      {
        ...nothing,
        sales: [
          sale('hs_first_subscription_create_date', '2025-05-04'),
          sale('hs_recent_closed_order_date', '2026-01-02'),
        ],
      },
    ])
  })

  it('come from the fields that an admin named, and a basis from HubSpot’s own', async () => {
    const one = await contact({
      type_de_contact: 'Particulier',
      compte_gratuit: 'Essai;Newsletter',
      transmis_le: '2026-11-20T00:00:00Z',
      hs_legal_basis: 'Freely given consent from contact;Performance of a contract',
    })
    const bare = await contact()
    const basis = ['Freely given consent from contact', 'Performance of a contract']
    const facts = { basis, reached: ['Particulier'], account: ['Essai', 'Newsletter'], disclosed: ['2026-11-20'] }
    expect(await read([one, bare])).toEqual([{ ...nothing, facts }, nothing])
    expect(await read([one], {})).toEqual([{ ...nothing, facts: { basis } }])
    const other = await contact({ notre_base: 'Consentement', hs_legal_basis: 'Not applicable' })
    expect(await read([other], { factNames: { basis: 'notre_base' } })).toEqual([
      { ...nothing, facts: { basis: ['Consentement'] } },
    ])
    const pulled = (await pagesOf(connected.open({}, named), null, 'full')).flatMap(({ records }) => records)
    expect(pulled.find(({ ref }) => ref.id === one)?.facts).toEqual(facts)
  })

  it.each(['20/11/2026', '03/02/2026', '3 Feb 2026', '2026', '2026-02-30', 'bientôt'])(
    'take no day from a text that may be another: %s',
    async (transmis_le) => {
      expect(await read([await contact({ transmis_le })])).toEqual([nothing])
    },
  )

  it('leave out the basis that Lawbase wrote itself', async () => {
    const order = (nativeBasis: object, record: { object: string; id: string }) => ({
      orderId: 'tag-1',
      record,
      fields: { basis: 'consent' },
      nativeBasis,
    })
    const one = await contact()
    const record = { object: 'contact', id: one }
    await connected.open().provision?.()
    const system = connected.open({ lane: 'tag' }, { ...named, provisioned: true })
    await system.tag?.([order({ write: 'freely-given-consent', previous: null }, record)] as never)
    const { properties } = await actHubspot<{ properties: Json }>(world, 'update-contact', { id: one, properties: {} })
    expect(properties['hs_legal_basis']).toBe('Freely given consent from contact')
    expect(await read([one])).toEqual([nothing])
  })

  it('hold the deals that were won, with the fields an admin named', async () => {
    const one = await contact()
    const won = await object(
      'deals',
      { dealstage: 'closedwon', closedate: '2026-05-04T10:00:00Z', famille: 'Logiciel', vendeur: 'Nous' },
      one,
    )
    const undated = await object('deals', { dealstage: 'closedwon' }, one)
    await object('deals', { dealstage: 'closedlost', closedate: '2026-05-04T10:00:00Z' }, one)
    await object('deals', { dealstage: 'qualifiedtobuy', closedate: '2026-05-04T10:00:00Z' }, one)
    const [found] = await read([one])
    expect(found?.sales).toEqual([
      { id: won.id, on: '2026-05-04', family: 'Logiciel', entity: 'Nous' },
      { id: undated.id, on: null, family: null, entity: null },
    ])
    const scopes = connected.access.scopes.filter((scope) => scope !== 'crm.objects.deals.read')
    expect(await read([one], { ...named, scopes })).toEqual([nothing])
  })

  it('hold the first message of ours that HubSpot shows, and none that is planned', async () => {
    const [mailed, called, both, planned] = [await contact(), await contact(), await contact(), await contact()]
    for (const id of [mailed, both]) {
      await actHubspot(world, 'send-mail', { id, name: 'Offre', at: '2026-03-10T09:00:00Z' })
      await actHubspot(world, 'send-mail', { id, name: 'Offre 2', at: '2026-06-10T09:00:00Z' })
    }
    for (const id of [called, both])
      await object('calls', { hs_timestamp: '2026-02-01T09:00:00Z', hs_call_direction: 'OUTBOUND' }, id)
    await object('calls', { hs_timestamp: '2026-01-01T09:00:00Z', hs_call_direction: 'INBOUND' }, called)
    await object('meetings', { hs_timestamp: '2099-01-01T09:00:00Z' }, planned)
    expect((await read([mailed, called, both, planned])).map(({ firstContact }) => firstContact)).toEqual([
      { on: '2026-03-10', by: 'hs_email_first_send_date' },
      { on: '2026-02-01', by: 'hs_first_outreach_date' },
      { on: '2026-02-01', by: 'hs_first_outreach_date' },
      undefined,
    ])
  })

  it('cost no call more', async () => {
    const callsFor = async (more: Json) => {
      const open = connected.open({}, more)
      await pagesOf(open, null, 'full', 1)
      const before = connected.budget.taken.length
      await pagesOf(open, null, 'full', 1)
      return connected.budget.taken.length - before
    }
    expect(await callsFor(named)).toBe(await callsFor({}))
  })
})
