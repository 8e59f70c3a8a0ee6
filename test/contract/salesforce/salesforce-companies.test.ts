import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startWorld, type Connected, type Json, type World } from '../suite/harness.ts'
import { pagesOf } from '../suite/scene.ts'
import { actSalesforce, createRow, salesforceSubject } from './salesforce-subject.ts'

// docs/reference/salesforce.md#account-company.
describe('Salesforce: what is said of the company of a person', () => {
  let world: World
  let connected: Connected
  beforeAll(async () => {
    world = await startWorld({ contacts: 0 })
    connected = await salesforceSubject.connect(world)
    for (const object of ['Account', 'Lead']) await actSalesforce(world, 'create-text', { object, field: 'Forme__c' })
  })
  afterAll(() => world.close())
  const account = async (fields: Json) =>
    (await actSalesforce<Record<string, string>>(world, 'create', { object: 'Account', fields }))['Id'] ?? ''

  it('is that of the account, or of the lead itself, on read, query and Bulk', async () => {
    const parent = await account({ Name: 'Holding' })
    const acme = await account({
      Name: 'Acme',
      BillingCountry: 'France',
      Industry: 'Retail',
      NumberOfEmployees: 12,
      ParentId: parent,
      Website: 'https://www.acme.example.test/fr',
      Forme__c: 'SAS',
    })
    const people = [
      await createRow(world, 'Contact', { Email: 'one@example.test', AccountId: acme }),
      await createRow(world, 'Contact', { Email: 'alone@example.test' }),
      await createRow(world, 'Lead', {
        Email: 'lead@example.test',
        Company: 'Solo',
        Country: 'Spain',
        NumberOfEmployees: 1,
        Forme__c: 'Autónomo',
      }),
    ]
    const open = () => connected.open({}, { legalFormProperty: 'Forme__c' })
    const of = (records: readonly { ref: { id: string }; ofCompany?: unknown }[]) =>
      people.map(({ id }) => records.find(({ ref }) => ref.id === id)?.ofCompany)
    const expected = [
      {
        id: acme,
        name: 'Acme',
        domain: 'acme.example.test',
        country: 'France',
        industry: 'Retail',
        headcount: 12,
        legalForm: 'SAS',
        parentId: parent,
      },
      undefined,
      {
        id: null,
        name: 'Solo',
        domain: null,
        country: null,
        industry: null,
        headcount: 1,
        legalForm: 'Autónomo',
        parentId: null,
      },
    ]
    expect(of((await open().read?.(people)) ?? [])).toEqual(expected)
    expect(of((await pagesOf(open(), null, 'full')).flatMap(({ records }) => records))).toEqual(expected)
    await world.control('POST', '/_sandbox/switches', { salesforce: { closedObjects: ['Account'] } })
    try {
      expect(of((await connected.open().read?.(people.slice(0, 2))) ?? []).slice(0, 2)).toEqual(['unread', undefined])
    } finally {
      await world.control('POST', '/_sandbox/switches', { salesforce: { closedObjects: [] } })
    }
  })
})
