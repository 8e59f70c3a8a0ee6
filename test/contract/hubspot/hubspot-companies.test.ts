import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Cursor } from '../../../src/connector/records.ts'
import { startWorld, type Connected, type Json, type World } from '../suite/harness.ts'
import { pagesOf } from '../suite/scene.ts'
import { actHubspot, hubspotSubject } from './hubspot-subject.ts'

// docs/reference/hubspot.md#company-properties, #company-deals.
describe('HubSpot: what is said of the company of a contact', () => {
  let world: World
  let connected: Connected
  beforeAll(async () => {
    world = await startWorld({ contacts: 0 })
    connected = await hubspotSubject.connect(world)
    await actHubspot(world, 'create-text', { object: 'companies', property: 'forme_juridique' })
  })
  afterAll(() => world.close())

  let people = 0
  const contact = async () =>
    (await actHubspot<{ id: string }>(world, 'create-contact', { properties: { email: `c${people++}@example.test` } }))
      .id
  const company = async (properties: Json, ...contacts: string[]) =>
    (await actHubspot<{ id: string }>(world, 'create-object', { object: 'companies', properties, contacts })).id
  const named = { legalFormProperty: 'forme_juridique' }
  const read = async (ids: readonly string[], more: Json = named) => {
    const records = (await connected.open({}, more).read?.(ids.map((id) => ({ object: 'contact', id })))) ?? []
    return ids.map((id) => records.find(({ ref }) => ref.id === id)?.ofCompany)
  }
  const empty = { domain: null, country: null, industry: null, headcount: null, legalForm: null, parentId: null }

  it('is that of the primary company, with the field an admin named', async () => {
    const [one, bare, alone] = [await contact(), await contact(), await contact()]
    const parent = await company({ name: 'Holding' })
    const acme = await company(
      {
        name: 'Acme',
        domain: 'WWW.Acme.example.test',
        country: 'France',
        industry: 'RETAIL',
        numberofemployees: '12.0',
        hs_parent_company_id: parent,
        forme_juridique: 'SARL',
      },
      one,
    )
    const other = await company({ name: 'Later' }, one, bare)
    const facts = {
      id: acme,
      name: 'Acme',
      domain: 'acme.example.test',
      country: 'France',
      industry: 'RETAIL',
      headcount: 12,
      legalForm: 'SARL',
      parentId: parent,
    }
    expect(await read([one, bare, alone])).toEqual([facts, { ...empty, id: other, name: 'Later' }, undefined])
    expect(await read([one], {})).toEqual([{ ...facts, legalForm: null }])
    const pulled = (await pagesOf(connected.open({}, named), null, 'full')).flatMap(({ records }) => records)
    expect(pulled.find(({ ref }) => ref.id === one)?.ofCompany).toEqual(facts)
  })

  it('is unread where our app may not see companies, or one is gone', async () => {
    const [one, other] = [await contact(), await contact()]
    const gone = await company({ name: 'Gone' }, other)
    await company({ name: 'Acme' }, one)
    await actHubspot(world, 'delete-object', { object: 'companies', id: gone })
    const scopes = connected.access.scopes.filter((scope) => scope !== 'crm.objects.companies.read')
    expect([await read([one], { scopes }), await read([other])]).toEqual([['unread'], ['unread']])
  })

  it('is read again within the hour when the company changes, though nothing moves the contact', async () => {
    const one = await contact()
    const acme = await company({ name: 'Acme', numberofemployees: '2' }, one)
    let cursor: Cursor | null = (await pagesOf(connected.open(), null, 'full')).at(-1)?.next ?? null
    const changed = async () => {
      const pages = await pagesOf(connected.open(), cursor, 'changes')
      cursor = pages.at(-1)?.next ?? null
      return pages
        .flatMap(({ records }) => records)
        .filter(({ ref }) => ref.id === one)
        .map(({ ofCompany }) => (ofCompany === undefined || ofCompany === 'unread' ? null : ofCompany.headcount))
    }
    await world.advance(70 * 60_000)
    await changed()
    await actHubspot(world, 'update-object', { object: 'companies', id: acme, properties: { numberofemployees: '1' } })
    expect(await changed()).toEqual([])
    await world.advance(61 * 60_000)
    expect(await changed()).toEqual([1])
    await world.advance(90 * 60_000)
    expect(await changed()).toEqual([])
  })

  it('costs one call for a page of a hundred people', async () => {
    for (let place = 0; place < 100; place += 1) await company({ name: `Firm ${place}` }, await contact())
    const callsFor = async (scopes: readonly string[]) => {
      const before = connected.budget.taken.length
      const [page] = await pagesOf(connected.open({}, { scopes }), null, 'full', 1)
      expect(page?.records.length).toBe(100)
      return connected.budget.taken.length - before
    }
    const without = connected.access.scopes.filter((scope) => scope !== 'crm.objects.companies.read')
    const [shown, unread] = [await callsFor(connected.access.scopes), await callsFor(without)]
    expect([shown - unread, shown <= 8]).toEqual([1, true])
  })
})
