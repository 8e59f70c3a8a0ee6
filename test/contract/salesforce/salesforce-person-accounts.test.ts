import { salesforce } from '../../../connectors/salesforce/index.ts'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { RecordRef } from '../../../src/connector/records.ts'
import type { RemovalOrder } from '../../../src/connector/orders.ts'
import { inFrench } from '../../../src/connector/french.ts'
import { startWorld, type Connected, type Json, type World } from '../suite/harness.ts'
import { pagesOf } from '../suite/scene.ts'
import { orderFor } from '../suite/subject.ts'
import { actSalesforce, createRow, rowState, salesforceSubject, type SalesforceRow } from './salesforce-subject.ts'

/** A person account is one person, on one account and one contact (docs/reference/salesforce.md#person-accounts). */
describe('Salesforce: person accounts', () => {
  let world: World
  let connected: Connected
  let made = 0
  const switches = (values: object): Promise<unknown> =>
    world.control('POST', '/_sandbox/switches', { salesforce: values })
  async function person(fields: Json = {}): Promise<{ record: RecordRef; account: string; email: string }> {
    made += 1
    const email = `person.${made}@person.example.test`
    const row = await actSalesforce(world, 'make-person-account', {
      fields: { FirstName: 'Ines', LastName: 'Persotest', Email: email, ...fields },
    })
    return { record: { object: 'Contact', id: row.Id }, account: String(row['AccountId']), email }
  }
  const row = (id: string) => actSalesforce<SalesforceRow>(world, 'update', { id, fields: {} })
  const remove = async (record: RecordRef, stage: RemovalOrder['stage']) =>
    (await connected.open().remove?.([{ orderId: 'a', record, stage }]))?.[0]

  beforeAll(async () => {
    world = await startWorld({ contacts: 5 })
    await switches({ personAccounts: true })
    connected = await salesforceSubject.connect(world)
    await connected.open().provision?.()
  })
  afterAll(() => world.close())
  beforeEach(() => switches({ personContactsOpen: false }))

  it('are read once, as people without a company', async () => {
    const { record, email } = await person({ Phone: '+33 1 40 20 30 40' })
    const pages = await pagesOf(connected.open(), null, 'full')
    const found = pages.flatMap(({ records }) => records).filter((one) => one.email === email)
    expect(found).toHaveLength(1)
    expect(found[0]).toMatchObject({ ref: record, lastName: 'Persotest', company: null })
    expect(found[0]?.ofCompany).toBeUndefined()
    expect((await connected.open().read?.([record]))?.map(({ ref, company }) => [ref, company])).toEqual([
      [record, null],
    ])
  })

  it('are blocked through their account, and read back', async () => {
    const { record, account, email } = await person()
    const channels = ['email', 'phone', 'fax', 'post'] as const
    expect(await connected.open().suppress([orderFor([email], [record], { channels })])).toMatchObject([
      { status: 'applied' },
    ])
    expect(await rowState(world, record.id)).toMatchObject({
      HasOptedOutOfEmail: true,
      DoNotCall: true,
      HasOptedOutOfFax: true,
      Lawbase_Do_Not_Contact__c: 'post',
    })
    expect(await row(account)).toMatchObject({ PersonHasOptedOutOfEmail: true, PersonDoNotCall: true })
    expect(await connected.open().suppress([orderFor([email], [record], { channels })])).toMatchObject([
      { status: 'already' },
    ])
  })

  it('are blocked through their account in an org that opened them a moment ago', async () => {
    await switches({ personAccounts: false })
    const system = connected.open()
    const before = await createRow(world, 'Contact', { Email: 'before@person.example.test' })
    const order = orderFor(['before@person.example.test'], [before])
    expect(await system.suppress([order])).toMatchObject([{ status: 'applied' }])
    await switches({ personAccounts: true })
    const { record, email } = await person()
    expect(await system.suppress([orderFor([email], [record])])).toMatchObject([{ status: 'applied' }])
  })

  it('are tagged', async () => {
    const { record } = await person()
    const system = connected.open()
    const tags = [{ orderId: 't', record, fields: { verdict: 'ALLOW' } }] as const
    expect(await system.tag?.(tags)).toMatchObject([{ status: 'applied' }])
    expect((await rowState(world, record.id))['Lawbase_Verdict__c']).toBe('ALLOW')
  })

  it('are written through the contact where the account hides its field, and refused in words where neither is open', async () => {
    const { record, email } = await person()
    await actSalesforce(world, 'hide-field', { object: 'Account', field: 'PersonHasOptedOutOfEmail' })
    const order = orderFor([email], [record])
    expect(await connected.open().suppress([order])).toMatchObject([
      { status: 'refused', reason: 'not-permitted', detail: expect.stringMatching(/^our user may not /u) as unknown },
    ])
    await switches({ personContactsOpen: true })
    expect(await connected.open().suppress([order])).toMatchObject([{ status: 'applied' }])
    await actSalesforce(world, 'show-field', { object: 'Account', field: 'PersonHasOptedOutOfEmail' })
  })

  it('go with their account, leave the bin with it, and come back with it', async () => {
    const { record, account } = await person()
    expect(await remove(record, 'bin')).toMatchObject({ status: 'applied', seen: { value: 'IsDeleted=true' } })
    expect((await rowState(world, record.id))['IsDeleted']).toBe(true)
    expect(await connected.open().restore?.([{ orderId: 'r', record }])).toMatchObject([{ status: 'applied' }])
    expect([(await rowState(world, record.id))['IsDeleted'], (await row(account))['IsDeleted']]).toEqual([false, false])
    await remove(record, 'bin')
    expect(await remove(record, 'erase')).toMatchObject({ status: 'applied' })
    expect(await remove(record, 'erase')).toMatchObject({ status: 'already' })
    await expect(actSalesforce(world, 'undelete', { id: account })).rejects.toThrow()
  })

  it('stay where a case keeps them, and an account of a company never goes', async () => {
    const { record } = await person()
    await actSalesforce(world, 'create', { object: 'Case', fields: { ContactId: record.id, Status: 'Closed' } })
    expect(await remove(record, 'bin')).toMatchObject({
      status: 'refused',
      detail: expect.stringContaining('(DELETE_FAILED)') as unknown,
    })
    const company = await actSalesforce(world, 'create', { object: 'Account', fields: { Name: 'Acme' } })
    const contact = await createRow(world, 'Contact', { Email: 'at@company.example.test', AccountId: company.Id })
    expect(await remove(contact, 'bin')).toMatchObject({ status: 'applied' })
    expect((await row(company.Id))['IsDeleted']).toBe(false)
  })

  it('are not emptied: their account holds more than the contact shows', async () => {
    const { record } = await person()
    const outcome = await remove(record, 'anonymise')
    expect(outcome).toMatchObject({ status: 'refused', reason: 'conflict' })
    expect((await rowState(world, record.id))['LastName']).toBe('Persotest')
    const detail = outcome?.status === 'refused' ? outcome.detail : ''
    expect([
      detail.startsWith('a person account'),
      inFrench(detail, [salesforce.french])?.startsWith('un compte personnel'),
    ]).toEqual([true, true])
  })

  it('have what is open on their account, whatever counts for companies', async () => {
    const { record, account } = await person()
    await actSalesforce(world, 'create', {
      object: 'Opportunity',
      fields: { Name: 'Kitchen', AccountId: account, StageName: 'Prospecting', CloseDate: '2030-01-01' },
    })
    const asked = await connected
      .open()
      .dependencies?.([{ ref: record, relationEndedOn: null }], { company: false, since: new Date(0) })
    expect(asked?.found).toEqual([{ ref: record, kind: 'open-deal', count: 1 }])
  })
})
