import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { confirmProposal } from '../../../../src/operations/settings/setting-proposals.ts'
import { listPlans, type RemovalPlan } from '../../../../src/store/removals/removals.ts'
import { consoleOf } from '../../../support/console-pages.ts'
import { approveAndHold, endRestoreWindow, planIs } from '../removal-steps.ts'
import { openScene, type Scene } from '../../../support/scene.ts'

/** Records of a person, by the object that holds them. */
interface Planned {
  id: string
  contact: string | null
  hubspot: string | null
}

describe('what is open with people', () => {
  let scene: Scene
  const create = async (object: string, fields: Record<string, unknown>) =>
    String((await scene.act('salesforce', 'create', { object, fields }))['Id'])
  const switches = (salesforce: object) => scene.control('POST', '/_sandbox/switches', { salesforce })
  const newestPlan = async (): Promise<RemovalPlan> => {
    const plan = (await listPlans(scene.app.pool, 10)).find(({ kind }) => kind === 'silent')
    if (plan === undefined) throw new Error('no plan')
    return plan
  }
  const planned = async (): Promise<Planned[]> => {
    await scene.run()
    return (
      await scene.app.pool.query<Planned>(
        `select i.contact_id as id, max(r.remote_id) filter (where r.object = 'Contact') as contact, max(r.remote_id) filter (where r.object = 'contact') as hubspot
         from removal_items i join remote_records r on r.contact_id = i.contact_id and r.gone_at is null where i.plan_id = $1 group by 1 order by 1`,
        [(await newestPlan()).id],
      )
    ).rows
  }
  const guards = async () =>
    Object.fromEntries(
      (await newestPlan()).guards.filter(({ count }) => count > 0).map(({ name, count }) => [name, count]),
    )
  const kept = async () =>
    (
      await scene.app.pool.query<{ id: string; guard: string; what: unknown[] }>(
        'select contact_id as id, guard, what from removal_kept where plan_id = $1',
        [(await newestPlan()).id],
      )
    ).rows
  let people: Planned[]
  let inSalesforce: (Planned & { contact: string })[]
  beforeAll(async () => {
    scene = await openScene({ contacts: 120, broker: false, settings: { maxRemovalShare: 1 } })
    people = await planned()
    inSalesforce = people.filter((person): person is Planned & { contact: string } => person.contact !== null)
  })
  afterAll(() => scene.close())

  it('keeps them out of the plan, kind by kind, and each person with its count; once it is over they are in again', async () => {
    const [supported, signed, locked] = inSalesforce
    if (supported === undefined || signed === undefined || locked === undefined) throw new Error('too few people')
    const support = await create('Case', { ContactId: supported.contact })
    await create('Case', { ContactId: supported.contact })
    const contract = await create('Contract', { CustomerSignedId: supported.contact, Status: 'Activated' })
    const signedToo = await create('Contract', { CustomerSignedId: signed.contact, Status: 'Activated' })
    const approval = await create('ProcessInstance', { TargetObjectId: locked.contact, Status: 'Pending' })
    const left = (await planned()).map(({ id }) => id)
    expect(left).toEqual(people.map(({ id }) => id).filter((id) => ![supported.id, signed.id, locked.id].includes(id)))
    expect(await guards()).toMatchObject({ contract: 2, approval: 1 })
    const rows = await kept()
    expect(rows.find(({ id }) => id === supported.id)).toEqual({
      id: supported.id,
      guard: 'contract',
      what: expect.arrayContaining([
        { connectionId: scene.salesforceId, kind: 'contract', count: 1 },
        { connectionId: scene.salesforceId, kind: 'open-case', count: 2 },
      ]),
    })
    const pages = await consoleOf(scene, scene.dpo)
    const line = '1 contract in force, 2 open cases in Salesforce'
    const { id: planId, number } = await newestPlan()
    expect(await pages.get(`/contacts/${supported.id}`)).toContain(line)
    expect(await pages.get(`/removals/${planId}`)).toMatch(/Contract in force not ended yet − 2/u)
    expect(await pages.get(`/removals/${planId}`)).toContain(line)
    const all = await pages.get(`/removals/${planId}/kept?guard=approval`)
    expect([all.includes(`Who ${number} leaves out`), all.includes('1 approval in progress in Salesforce')]).toEqual([
      true,
      true,
    ])
    await pages.close()
    for (const id of [contract, signedToo])
      await scene.act('salesforce', 'update', { id, fields: { EndDate: '2020-01-01' } })
    await scene.act('salesforce', 'update', { id: approval, fields: { Status: 'Approved' } })
    expect([(await planned()).map(({ id }) => id), await guards()]).toEqual([
      people.map(({ id }) => id).filter((id) => id !== supported.id),
      expect.objectContaining({ 'open-case': 1 }),
    ])
    await scene.act('salesforce', 'update', { id: support, fields: { Status: 'Closed' } })
    expect((await kept()).find(({ id }) => id === supported.id)?.what).toEqual([
      { connectionId: scene.salesforceId, kind: 'open-case', count: 2 },
    ])
  })

  it('is unknown where a right is missing: nobody there goes, until the right is back or an admin says there are none', async () => {
    const before = (await planned()).map(({ id }) => id)
    await switches({ closedObjects: ['Asset'] })
    const only = (await planned()).map(({ id }) => id)
    const holding = new Set(
      (
        await scene.app.pool.query<{ id: string }>(
          'select contact_id as id from remote_records where connection_id = $1 and gone_at is null',
          [scene.salesforceId],
        )
      ).rows.map(({ id }) => id),
    )
    expect(only).toEqual(before.filter((id) => !holding.has(id)))
    expect((await guards())['unknown']).toBe(before.length - only.length)
    expect((await kept()).find(({ guard }) => guard === 'unknown')?.what).toEqual([
      {
        connectionId: scene.salesforceId,
        kind: 'asset',
        en: expect.stringContaining('may not read Asset'),
        fr: expect.any(String),
      },
    ])
    const pages = await consoleOf(scene, scene.admin)
    const connection = `/connections/${scene.salesforceId}`
    expect(await pages.get(connection)).toMatch(/products in use 0 Not known, so everyone here is kept/u)
    const say = (fields: Record<string, string>) => pages.send(connection, `${connection}/open-work`, fields)
    expect(await say({ complete: 'asset' })).toBe('/settings?saved=proposed#proposals')
    // It loosens a limit: somebody else must agree.
    expect((await planned()).map(({ id }) => id)).toEqual(only)
    const [proposal] = (
      await scene.app.pool.query<{ id: string }>('select id from setting_proposals order by created_at desc limit 1')
    ).rows
    await confirmProposal(scene.app, scene.dpo, proposal?.id ?? '')
    expect((await planned()).map(({ id }) => id)).toEqual(before)
    expect(await pages.get(connection)).toContain('products in use 0 You said that there are no others')
    expect(await say({})).toBe(`${connection}#open-work`)
    await pages.close()
    await switches({ closedObjects: [] })
    expect((await planned()).map(({ id }) => id)).toEqual(before)
    expect(
      (await scene.audit()).filter(({ act }) => act === 'setting').map(({ details }) => details['changed']),
    ).toContainEqual({
      openWork: expect.objectContaining({ to: { company: true, complete: { [scene.salesforceId]: ['asset'] } } }),
    })
  })

  it('tells deals of HubSpot apart: a lost one keeps nobody, an open one, a ticket and a quote do', async () => {
    const before = await planned()
    const [lost, busy] = before.filter(({ hubspot }) => hubspot !== null)
    if (lost === undefined || busy === undefined) throw new Error('too few people')
    const make = async (object: string, properties: object, contact: string | null) =>
      String((await scene.act('hubspot', 'create-object', { object, properties, contacts: [contact] }))['id'])
    await make('deals', { dealstage: 'closedlost' }, lost.hubspot)
    const deal = await make('deals', { dealstage: 'qualifiedtobuy' }, busy.hubspot)
    const ticket = await make('tickets', { hs_pipeline_stage: '1' }, busy.hubspot)
    // Both are read again whole: HubSpot counts the deals of each.
    for (const { hubspot } of [lost, busy])
      await scene.act('hubspot', 'update-contact', { id: hubspot, properties: { city: 'Lyon' } })
    const others = before.filter(({ id }) => id !== busy.id).map(({ id }) => id)
    expect((await planned()).map(({ id }) => id)).toEqual(others)
    expect((await kept()).find(({ id }) => id === busy.id)).toEqual({
      id: busy.id,
      guard: 'open-deal',
      what: expect.arrayContaining([
        { connectionId: scene.hubspotId, kind: 'open-deal', count: 1 },
        { connectionId: scene.hubspotId, kind: 'open-ticket', count: 1 },
      ]),
    })
    await scene.act('hubspot', 'update-object', { object: 'deals', id: deal, properties: { dealstage: 'closedlost' } })
    expect([(await planned()).map(({ id }) => id), (await guards())['open-ticket']]).toEqual([others, 1])
    await scene.act('hubspot', 'update-object', {
      object: 'tickets',
      id: ticket,
      properties: { hs_pipeline_stage: '4' },
    })
    expect((await planned()).map(({ id }) => id)).toEqual(before.map(({ id }) => id))
  })

  it('keeps a customer of one system whose deal in the other was lost since', async () => {
    const both = inSalesforce.find(({ hubspot }) => hubspot !== null)
    if (both === undefined) throw new Error('nobody is in both')
    await scene.act('hubspot', 'update-contact', { id: both.hubspot, properties: { lifecyclestage: 'customer' } })
    const deal = await create('Opportunity', { Name: 'd', StageName: 'Qualification', CloseDate: '2030-01-01' })
    await create('OpportunityContactRole', { OpportunityId: deal, ContactId: both.contact })
    await scene.act('salesforce', 'update', { id: both.contact, fields: { Department: 'x' } })
    await scene.run()
    await scene.act('salesforce', 'update', { id: deal, fields: { StageName: 'Closed Lost' } })
    expect((await planned()).map(({ id }) => id)).not.toContain(both.id)
    expect((await kept()).find(({ id }) => id === both.id)?.guard).toBe('customer')
  })

  it('takes out during the hold whoever it began with since the approval; a system that does not answer is waited for', async () => {
    const first = (await planned()).find(({ contact }) => contact !== null)
    const plan = await approveAndHold(scene)
    if (first === undefined) throw new Error('too few people')
    await create('Case', { ContactId: first.contact })
    await scene.fault('salesforce', 'server-error', { pathIncludes: 'Contract', times: 1 })
    await endRestoreWindow(scene)
    await planIs(scene, plan.id, 'done')
    const rows = (
      await scene.app.pool.query<{ id: string; reason: string }>(
        `select contact_id as id, reason from removal_items where plan_id = $1 and state = 'taken-out'`,
        [plan.id],
      )
    ).rows
    expect(rows).toContainEqual({ id: first.id, reason: 'dependency' })
    expect(await scene.salesforceRow(first.contact ?? '')).toMatchObject({
      IsDeleted: false,
      Lawbase_Hold_Until__c: null,
    })
    expect((await scene.check()).violations).toEqual([])
  })
})
