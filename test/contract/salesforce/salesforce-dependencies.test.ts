import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { RecordRef } from '../../../src/connector/records.ts'
import { startWorld, type Connected, type Json, type World } from '../suite/harness.ts'
import { actSalesforce, createRow, salesforceSubject } from './salesforce-subject.ts'

// docs/reference/salesforce.md#dependencies, #approvals, #cases, #sharing, #delete-refused.
describe('Salesforce: what is open with a person', () => {
  let world: World
  let connected: Connected
  const calm = { closedObjects: [], unsharedIds: [], deleteFailedIds: [] }
  const switches = (salesforce: Json) => world.control('POST', '/_sandbox/switches', { salesforce })
  beforeAll(async () => {
    world = await startWorld({ contacts: 10 })
    connected = await salesforceSubject.connect(world)
  })
  beforeEach(() => switches(calm))
  afterAll(() => world.close())

  const create = async (object: string, fields: Json = {}) =>
    (await actSalesforce(world, 'create', { object, fields })).Id
  const update = (id: string, fields: Json) => actSalesforce(world, 'update', { id, fields })
  const read = async (refs: readonly RecordRef[], company = false, relationEndedOn: string | null = null) => {
    const answer = await connected.open().dependencies?.(
      refs.map((ref) => ({ ref, relationEndedOn })),
      { company, since: new Date(0) },
    )
    if (answer === undefined) throw new Error('no verb')
    return {
      found: Object.fromEntries(
        refs.map((ref) => [
          ref.id,
          answer.found
            .filter((one) => one.ref.id === ref.id)
            .map(({ kind, count }) => `${count} ${kind}`)
            .toSorted(),
        ]),
      ),
      unread: answer.unread.map(({ kind, detail }) => `${kind}: ${detail.en}`),
    }
  }
  const of = async (ref: RecordRef, company = false, relationEndedOn: string | null = null) =>
    (await read([ref], company, relationEndedOn)).found[ref.id]
  const day = (inDays: number) => new Date(Date.now() + inDays * 86_400_000).toISOString().slice(0, 10)

  it('is counted once per thing, by each way that names the person, and not once it is over', async () => {
    const person = await createRow(world, 'Contact', {})
    const nobody = await createRow(world, 'Contact', {})
    const lead = await createRow(world, 'Lead', {})
    const support = await create('Case', { ContactId: person.id })
    await create('CaseContactRole', { CasesId: support, ContactId: person.id })
    await create('CaseContactRole', { CasesId: await create('Case', {}), ContactId: person.id })
    await create('Case', { ContactId: nobody.id, Status: 'Fermée' })
    const running = await create('Contract', { CustomerSignedId: person.id, Status: 'Activé', EndDate: day(1) })
    await create('ContractContactRole', { ContractId: running, ContactId: person.id })
    await create('Contract', { CustomerSignedId: nobody.id, Status: 'Activated', EndDate: day(-1) })
    await create('Asset', { Name: 'machine', ContactId: person.id })
    await create('Asset', { Name: 'old', ContactId: nobody.id, UsageEndDate: day(-1) })
    await create('Asset', { Name: 'theirs', ContactId: nobody.id, IsCompetitorProduct: true })
    const deal = async (StageName: string, ContactId: string) => {
      const OpportunityId = await create('Opportunity', { Name: 'd', StageName, CloseDate: day(-400) })
      await create('OpportunityContactRole', { OpportunityId, ContactId })
      return OpportunityId
    }
    const open = await deal('Qualification', person.id)
    await deal('Closed Won', person.id)
    await deal('Closed Lost', nobody.id)
    const campaign = await create('Campaign', { Name: 'now', EndDate: day(3) })
    const ended = await create('Campaign', { Name: 'then', EndDate: day(-3) })
    for (const who of [{ ContactId: person.id }, { LeadId: lead.id }])
      await create('CampaignMember', { CampaignId: campaign, ...who })
    await create('CampaignMember', { CampaignId: ended, ContactId: nobody.id })
    await create('CampaignMember', {
      CampaignId: await create('Campaign', { Name: 'off', IsActive: false }),
      ContactId: nobody.id,
    })
    const approval = await create('ProcessInstance', { TargetObjectId: lead.id, Status: 'Pending' })
    await create('ProcessInstance', { TargetObjectId: nobody.id, Status: 'Approved' })
    expect(await read([person, nobody, lead])).toEqual({
      unread: [],
      found: {
        [person.id]: ['1 asset', '1 campaign', '1 contract', '1 open-deal', '1 won-deal', '2 open-case'],
        [nobody.id]: [],
        [lead.id]: ['1 approval', '1 campaign'],
      },
    })
    // What was won before the relationship ended is over with it.
    expect(await of(person, false, day(-399))).not.toContain('1 won-deal')
    await update(support, { Status: 'Closed' })
    await update(open, { StageName: 'Closed Lost' })
    await update(campaign, { IsActive: false })
    await update(approval, { Status: 'Rejected' })
    expect((await read([person, lead])).found).toEqual({
      [person.id]: ['1 asset', '1 contract', '1 open-case', '1 won-deal'],
      [lead.id]: [],
    })
  })

  it('counts what is open with the company where the settings say so, but nothing won', async () => {
    const AccountId = await create('Account', { Name: 'Acme' })
    const person = await createRow(world, 'Contact', { AccountId })
    const colleague = await createRow(world, 'Contact', { AccountId })
    for (const StageName of ['Qualification', 'Closed Won'])
      await create('Opportunity', { Name: 'd', AccountId, StageName, CloseDate: day(30) })
    await create('Contract', { AccountId, Status: 'Activated' })
    await create('Asset', { Name: 'machine', AccountId, ContactId: colleague.id })
    expect([await of(person), await of(person, true), await of(colleague, true)]).toEqual([
      [],
      ['1 asset', '1 contract', '1 open-deal'],
      ['1 asset', '1 contract', '1 open-deal'],
    ])
  })

  it('is unknown, never none, where an object, a field or some rows are not shown, and says what is missing', async () => {
    const person = await createRow(world, 'Contact', {})
    const support = await create('Case', { ContactId: person.id })
    await switches({ closedObjects: ['Case'] })
    expect(await read([person])).toEqual({
      found: { [person.id]: [] },
      unread: [
        'open-case: Our user may not read Case in Salesforce. Give it read access; an org that lacks the feature shows the same.',
      ],
    })
    await switches(calm)
    await actSalesforce(world, 'hide-field', { object: 'Contract', field: 'EndDate' })
    expect(await read([person])).toMatchObject({
      found: { [person.id]: ['1 open-case'] },
      unread: [expect.stringMatching(/^contract: .*Contract\.EndDate/u)],
    })
    await actSalesforce(world, 'show-field', { object: 'Contract', field: 'EndDate' })
    // A user without View All: rows that sharing hides are missing without a word.
    const sets = await world.control<{ salesforce: { permissionSets: { Id: string; Name: string }[] } }>(
      'GET',
      '/_sandbox/state',
    )
    const profile = sets.salesforce.permissionSets.find(({ Name }) => Name === 'X00eAdmin')?.Id ?? ''
    await update(profile, { PermissionsViewAllData: false })
    await switches({ unsharedIds: [support] })
    const blind = await read([person])
    expect([blind.found[person.id], blind.unread.filter((line) => line.startsWith('open-case'))]).toEqual([
      [],
      ['open-case: Sharing may hide some from our user. Give it View All Records on Case in Salesforce.'],
    ])
    await create('ObjectPermissions', {
      ParentId: profile,
      SobjectType: 'Case',
      PermissionsRead: true,
      PermissionsViewAllRecords: true,
    })
    expect((await read([person])).unread.some((line) => line.startsWith('open-case'))).toBe(false)
    await update(profile, { PermissionsViewAllData: true })
    expect((await read([person])).unread).toEqual([])
  })

  it('refuses to delete a contact with a case or a contract, open or not, and one under approval', async () => {
    const bin = async (ref: RecordRef) =>
      (await connected.open().remove?.([{ orderId: '1', record: ref, stage: 'bin' }]))?.[0]
    const [supported, signed, locked] = [
      await createRow(world, 'Contact', {}),
      await createRow(world, 'Contact', {}),
      await createRow(world, 'Contact', {}),
    ]
    await create('Case', { ContactId: supported.id, Status: 'Closed' })
    await create('Contract', { CustomerSignedId: signed.id })
    await create('ProcessInstance', { TargetObjectId: locked.id, Status: 'Pending' })
    for (const ref of [supported, signed, locked]) expect(await bin(ref)).toMatchObject({ status: 'refused' })
  })
})
