import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Cursor } from '../../../src/connector/records.ts'
import { startWorld, type Connected, type Json, type World } from '../suite/harness.ts'
import { pagesOf } from '../suite/scene.ts'
import { actSalesforce, createRow, salesforceSubject } from './salesforce-subject.ts'

// docs/reference/salesforce.md#first-message, #deals, #grouped.
describe('Salesforce: further facts of a person', () => {
  let world: World
  let connected: Connected
  beforeAll(async () => {
    world = await startWorld({ contacts: 0 })
    connected = await salesforceSubject.connect(world)
    for (const [object, field] of [
      ['Contact', 'Type_de_contact__c'],
      ['Lead', 'Base_legale__c'],
      ['Opportunity', 'Famille__c'],
    ])
      await actSalesforce(world, 'create-text', { object, field })
  })
  afterAll(() => world.close())
  const named = { factNames: { basis: 'Base_legale__c', reached: 'Type_de_contact__c', family: 'Famille__c' } }
  const row = async (object: string, fields: Json) =>
    (await actSalesforce<Record<string, string>>(world, 'create', { object, fields }))['Id'] ?? ''
  const switches = (salesforce: Json) => world.control('POST', '/_sandbox/switches', { salesforce })
  let people = 0
  const contact = (fields: Json = {}) =>
    createRow(world, 'Contact', { Email: `s${people++}@example.test`, LastName: 'S', ...fields })
  const mailed = async (person: string, MessageDate: string, more: Json = {}) => {
    const mail = await row('EmailMessage', { Subject: 'Offre', Incoming: false, MessageDate, ...more })
    await row('EmailMessageRelation', { EmailMessageId: mail, RelationId: person, RelationType: 'ToAddress' })
  }
  const firsts = async (refs: readonly { object: string; id: string }[]) => {
    const records = (await connected.open({}, named).read?.(refs)) ?? []
    return refs.map(({ id }) => records.find(({ ref }) => ref.id === id)?.firstContact)
  }

  it('come from fields of the person and of the opportunities they have a role in', async () => {
    const one = await contact({ Type_de_contact__c: 'Particulier' })
    const lead = await createRow(world, 'Lead', {
      Email: 'lead@example.test',
      Company: 'Solo',
      Base_legale__c: 'Consentement',
    })
    const won = { Name: 'Deal', StageName: 'Closed Won', CloseDate: '2026-05-04' }
    const deal = await row('Opportunity', { ...won, Famille__c: 'Logiciel' })
    const lost = await row('Opportunity', { ...won, StageName: 'Closed Lost' })
    for (const OpportunityId of [deal, lost, deal])
      await row('OpportunityContactRole', { OpportunityId, ContactId: one.id })
    const records = (await connected.open({}, named).read?.([one, lead])) ?? []
    expect(records.map(({ facts, sales }) => [facts, sales])).toEqual([
      [{ reached: ['Particulier'] }, [{ id: deal, on: '2026-05-04', family: 'Logiciel', entity: null }]],
      [{ basis: ['Consentement'] }, undefined],
    ])
  })

  it('take no day from a text that may be another', async () => {
    await actSalesforce(world, 'create-text', { object: 'Contact', field: 'Transmis_le__c' })
    const days = ['2026-11-20', '2026-11-20T09:00:00.000+0000', '20/11/2026', '03/02/2026', '2026', '2026-02-30']
    const people = await Promise.all(days.map((day) => contact({ Transmis_le__c: day })))
    const open = connected.open({}, { factNames: { disclosed: 'Transmis_le__c' } })
    const records = (await open.read?.(people)) ?? []
    expect(people.map(({ id }) => records.find(({ ref }) => ref.id === id)?.facts?.disclosed)).toEqual([
      ['2026-11-20'],
      ['2026-11-20'],
      undefined,
      undefined,
      undefined,
      undefined,
    ])
  })

  it('come from activated orders billed to the contact, too', async () => {
    const [buyer, none] = [await contact(), await contact()]
    const order = await row('Order', {
      BillToContactId: buyer.id,
      Status: 'Activated',
      StatusCode: 'Activated',
      EffectiveDate: '2026-04-02',
    })
    await row('Order', { BillToContactId: none.id, EffectiveDate: '2026-04-03' })
    await row('Order', { ShipToContactId: none.id, StatusCode: 'Activated', EffectiveDate: '2026-04-03' })
    const records = (await connected.open({}, named).read?.([buyer, none])) ?? []
    expect(records.map(({ sales, relation }) => [sales, relation])).toEqual([
      [[{ id: order, on: '2026-04-02', family: null, entity: null }], 'none'],
      [undefined, 'none'],
    ])
  })

  it('hold the first mail or logged call of ours, archived ones too, and no draft, plan or mail of theirs', async () => {
    const [mail, call, old, none] = [await contact(), await contact(), await contact(), await contact()]
    await mailed(mail.id, '2026-06-01T09:00:00Z')
    await mailed(mail.id, '2026-03-01T09:00:00Z')
    await row('Task', { WhoId: call.id, Status: 'Completed', CallType: 'Outbound', ActivityDate: '2026-02-03' })
    await row('Task', { WhoId: old.id, Status: 'Completed', TaskSubtype: 'Email', ActivityDate: '2023-02-03' })
    await mailed(none.id, '2026-03-01T09:00:00Z', { Incoming: true })
    await mailed(none.id, '2026-03-01T09:00:00Z', { Status: '5' })
    await row('Task', { WhoId: none.id, Status: 'Open', TaskSubtype: 'Email', ActivityDate: '2026-02-03' })
    await row('Task', { WhoId: none.id, Status: 'Completed', CallType: 'Inbound', ActivityDate: '2026-02-03' })
    const expected = [
      { on: '2026-03-01', by: 'EmailMessage' },
      { on: '2026-02-03', by: 'Task' },
      { on: '2023-02-03', by: 'Task' },
      undefined,
    ]
    const refs = [mail, call, old, none]
    expect(await firsts(refs)).toEqual(expected)
    const pulled = (await pagesOf(connected.open({}, named), null, 'full')).flatMap(({ records }) => records)
    expect(refs.map(({ id }) => pulled.find(({ ref }) => ref.id === id)?.firstContact)).toEqual(expected)
    await switches({ groupingRefused: true })
    expect(await firsts(refs)).toEqual(expected)
    await switches({ groupingRefused: false, closedObjects: ['EmailMessage'] })
    expect(await firsts(refs)).toEqual([undefined, ...expected.slice(1)])
    await switches({ closedObjects: [] })
  })

  it('show again with whom something went to since, though nothing moved the person', async () => {
    const one = await contact()
    let cursor: Cursor | null = (await pagesOf(connected.open(), null, 'full')).at(-1)?.next ?? null
    const changed = async () => {
      await world.advance(70 * 60_000)
      const pages = await pagesOf(connected.open(), cursor, 'changes')
      cursor = pages.at(-1)?.next ?? null
      return pages.flatMap(({ records }) => records).filter(({ ref }) => ref.id === one.id)
    }
    await changed()
    expect(await changed()).toEqual([])
    await row('Task', { WhoId: one.id, Status: 'Completed', TaskSubtype: 'Email', ActivityDate: '2026-11-28' })
    expect((await changed()).map(({ firstContact }) => firstContact)).toEqual([{ on: '2026-11-28', by: 'Task' }])
  })

  it('cost two calls for a page, whoever was written to how often', async () => {
    const callsFor = async () => {
      const open = connected.open({}, named)
      await pagesOf(open, null, 'full', 1)
      const before = connected.budget.taken.length
      await pagesOf(open, null, 'full', 1)
      return connected.budget.taken.length - before
    }
    const first = await callsFor()
    const one = await contact()
    for (let month = 1; month <= 9; month += 1) await mailed(one.id, `2026-0${month}-01T09:00:00Z`)
    expect(await callsFor()).toBe(first)
    await switches({ closedObjects: ['EmailMessage', 'Task'] })
    // Without EmailMessage the answers of people are not asked for either.
    expect(first - (await callsFor())).toBeLessThanOrEqual(3)
    await switches({ closedObjects: [] })
  })
})
