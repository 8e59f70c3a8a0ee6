import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { KindMapping } from '../../../src/domain/app/kind.ts'
import { startWorld } from '../suite/harness.ts'
import type { Connected, World } from '../suite/harness.ts'
import { actSalesforce, createRow, rowState, salesforceSubject } from './salesforce-subject.ts'
import { pagesOf, statusesOf, writesSince } from '../suite/scene.ts'
import { orderFor } from '../suite/subject.ts'

const kinds: KindMapping[] = [
  { kind: 'newsletter', channel: 'email', targets: ['No_Newsletter__c'] },
  { kind: 'events', channel: 'phone', targets: ['No_Event_Calls__c'] },
]

describe('Salesforce: an objection to one kind of message', () => {
  let world: World
  let connected: Connected
  const open = () => connected.open({}, { kinds })
  beforeAll(async () => {
    world = await startWorld({ contacts: 20 })
    for (const object of ['Contact', 'Lead'])
      for (const field of ['No_Newsletter__c', 'No_Event_Calls__c'])
        await actSalesforce(world, 'create-checkbox', { object, field })
    connected = await salesforceSubject.connect(world)
    await connected.open().provision?.()
  })
  afterAll(() => world.close())
  beforeEach(() => world.control('DELETE', '/_sandbox/faults'))

  it('sets the mapped checkbox on every record of the person, reads it back, and says already the second time', async () => {
    const contact = await createRow(world, 'Contact', { Email: 'kind-1@example.test' })
    const lead = await createRow(world, 'Lead', { Email: 'kind-1@example.test' })
    const before = await salesforceSubject.untouchable(world, contact)
    const order = orderFor(['kind-1@example.test'], [contact], { kinds: ['newsletter'] })
    const [outcome] = await open().suppress([order])
    expect(outcome).toMatchObject({
      status: 'applied',
      seen: {
        items: [contact, lead].map(({ id }) => ({
          target: id,
          channel: 'email:newsletter',
          level: 'enforced',
          value: 'No_Newsletter__c=true',
          by: ['No_Newsletter__c'],
        })),
      },
    })
    for (const { id } of [contact, lead])
      expect(await rowState(world, id)).toMatchObject({
        No_Newsletter__c: true,
        No_Event_Calls__c: false,
        HasOptedOutOfEmail: false,
        DoNotCall: false,
        Lawbase_Do_Not_Contact__c: null,
        Lawbase_Stopped_Kinds__c: null,
      })
    expect(await salesforceSubject.untouchable(world, contact)).toEqual(before)
    const { last } = await writesSince(world, salesforceSubject, 0)
    expect(statusesOf(await open().suppress([order]))).toEqual(['already'])
    expect(statusesOf(await open().verify([order]))).toEqual(['applied'])
    expect(await writesSince(world, salesforceSubject, last)).toMatchObject({ count: 0 })
  })

  it('only marks what has no checkbox: another kind, or another channel of the kind', async () => {
    const contact = await createRow(world, 'Contact', { Email: 'kind-2@example.test' })
    const [outcome] = await open().suppress([
      orderFor(['kind-2@example.test'], [contact], { channels: ['email', 'phone'], kinds: ['events'] }),
    ])
    expect(
      outcome !== undefined && 'seen' in outcome
        ? outcome.seen.items.map(({ channel, level }) => `${channel} ${level}`)
        : outcome,
    ).toEqual(['email:events marked', 'phone:events enforced'])
    expect(await rowState(world, contact.id)).toMatchObject({
      No_Event_Calls__c: true,
      Lawbase_Stopped_Kinds__c: 'email:events',
      DoNotCall: false,
    })
    const read = await open().read?.([contact])
    expect(read?.[0]).toMatchObject({
      kindBlocks: {
        'email:events': { state: 'marked', by: [] },
        'phone:events': { state: 'enforced', by: ['No_Event_Calls__c'] },
      },
      blocks: { email: 'open', phone: 'open' },
    })
    const pulled = (await pagesOf(open(), null, 'full'))
      .flatMap((page) => page.records)
      .find((record) => record.ref.id === contact.id)
    expect(pulled?.kindBlocks).toEqual(read?.[0]?.kindBlocks)
  })

  it('keeps what stands in our field', async () => {
    const contact = await createRow(world, 'Contact', {
      Email: 'kind-3@example.test',
      Lawbase_Stopped_Kinds__c: 'sms:events;something else',
    })
    await open().suppress([orderFor(['kind-3@example.test'], [contact], { kinds: ['events'] })])
    expect((await rowState(world, contact.id))['Lawbase_Stopped_Kinds__c']).toBe(
      'sms:events;something else;email:events',
    )
  })

  it('waits by name for a mapped field that is hidden, refuses one that is no checkbox, and marks the person meanwhile', async () => {
    const contact = await createRow(world, 'Contact', { Email: 'kind-4@example.test' })
    const refused = async (field: string) =>
      connected
        .open({}, { kinds: [{ kind: 'newsletter', channel: 'email', targets: [field] }] })
        .suppress([orderFor(['kind-4@example.test'], [contact], { kinds: ['newsletter'] })])
    expect(await refused('No_Such_Field__c')).toMatchObject([
      { status: 'hidden', detail: expect.stringContaining('Contact.No_Such_Field__c is hidden') as unknown },
    ])
    expect((await rowState(world, contact.id))['Lawbase_Stopped_Kinds__c']).toBe('email:newsletter')
    expect(await refused('Description')).toMatchObject([
      {
        status: 'refused',
        reason: 'not-supported',
        detail: expect.stringContaining('Contact.Description is no checkbox') as unknown,
      },
    ])
    await actSalesforce(world, 'hide-field', { object: 'Contact', field: 'No_Newsletter__c' })
    expect(await refused('No_Newsletter__c')).toMatchObject([{ status: 'hidden' }])
    await actSalesforce(world, 'show-field', { object: 'Contact', field: 'No_Newsletter__c' })
  })

  it('refuses marks that no longer fit, and keeps those that stand', async () => {
    const full = Array.from({ length: 12 }, (_, index) => `email:a-rather-long-one-${index}`)
      .join(';')
      .slice(0, 250)
    const contact = await createRow(world, 'Contact', { Email: 'kind-5@example.test', Lawbase_Stopped_Kinds__c: full })
    expect(await open().suppress([orderFor(['kind-5@example.test'], [contact], { kinds: ['events'] })])).toMatchObject([
      { status: 'refused', reason: 'validation', detail: expect.stringContaining('is full') as unknown },
    ])
    expect((await rowState(world, contact.id))['Lawbase_Stopped_Kinds__c']).toBe(full)
  })

  it('never says applied when the vendor ignores the write', async () => {
    const contact = await createRow(world, 'Contact', { Email: 'kind-6@example.test' })
    await world.control('POST', '/_sandbox/faults', {
      system: 'salesforce',
      kind: 'accept-and-ignore',
      ...salesforceSubject.optOutWrite,
      times: null,
    })
    expect(
      statusesOf(await open().suppress([orderFor(['kind-6@example.test'], [contact], { kinds: ['newsletter'] })])),
    ).toEqual(['written'])
  })

  it('lists the checkboxes an admin can choose from: on contacts and leads, ours to write', async () => {
    await actSalesforce(world, 'create-checkbox', { object: 'Contact', field: 'Only_On_Contact__c' })
    const listed = await connected.open().kindSwitches?.()
    expect(listed?.map(({ id }) => id)).toEqual(['No_Newsletter__c', 'No_Event_Calls__c'])
  })
})

describe('Salesforce: taking a block off after a Lift', () => {
  let world: World
  let connected: Connected
  beforeAll(async () => {
    world = await startWorld({ contacts: 10 })
    for (const object of ['Contact', 'Lead'])
      for (const field of ['No_Newsletter__c', 'No_Event_Calls__c'])
        await actSalesforce(world, 'create-checkbox', { object, field })
    connected = await salesforceSubject.connect(world)
    await connected.open().provision?.()
  })
  afterAll(() => world.close())
  beforeEach(() => world.control('DELETE', '/_sandbox/faults'))

  type Cell = readonly ['email' | 'phone' | 'sms' | 'post', string]
  const release = async (id: string, cells: readonly Cell[], keep: readonly Cell[] = []) =>
    (await connected.open({}, { kinds }).release?.(
      cells.map(([channel, kind]) => ({
        orderId: `${channel}:${kind}`,
        record: { object: 'Contact', id },
        scope: { channel, kind },
        keep: keep.map(([kept, keptKind]) => ({ channel: kept, kind: keptKind })),
      })),
    )) ?? []
  const blocked = async (email: string) => {
    const contact = await createRow(world, 'Contact', { Email: email })
    await connected
      .open({}, { kinds })
      .suppress([
        orderFor([email], [contact], { channels: ['email', 'sms', 'phone', 'post'] }),
        orderFor([email], [contact], { channels: ['email', 'phone'], kinds: ['newsletter', 'events'] }),
      ])
    return contact
  }

  it('writes false and takes marks off for what was lifted, and reads it back', async () => {
    const contact = await blocked('lift-1@example.test')
    const before = await salesforceSubject.untouchable(world, contact)
    expect(
      statusesOf(
        await release(contact.id, [
          ['email', ''],
          ['post', ''],
          ['email', 'newsletter'],
          ['email', 'events'],
        ]),
      ),
    ).toEqual(['applied', 'applied', 'applied', 'applied'])
    expect(await rowState(world, contact.id)).toMatchObject({
      HasOptedOutOfEmail: false,
      DoNotCall: true,
      No_Newsletter__c: false,
      No_Event_Calls__c: true,
      Lawbase_Do_Not_Contact__c: null,
      Lawbase_Stopped_Kinds__c: 'phone:newsletter',
    })
    expect(await salesforceSubject.untouchable(world, contact)).toEqual(before)
    expect(statusesOf(await release(contact.id, [['email', '']]))).toEqual(['already'])
  })

  it('leaves a switch alone that stands for something which stays stopped', async () => {
    const contact = await blocked('lift-2@example.test')
    expect(await release(contact.id, [['sms', '']], [['phone', '']])).toMatchObject([
      { status: 'refused', reason: 'conflict', detail: expect.stringContaining('DoNotCall') as unknown },
    ])
    expect(await rowState(world, contact.id)).toMatchObject({ DoNotCall: true })
    expect(
      statusesOf(
        await release(contact.id, [
          ['sms', ''],
          ['phone', ''],
        ]),
      ),
    ).toEqual(['applied', 'applied'])
    expect(await rowState(world, contact.id)).toMatchObject({ DoNotCall: false, HasOptedOutOfEmail: true })
  })

  it('says absent for a record that is gone, and never applied when the vendor ignores the write', async () => {
    expect(statusesOf(await release(salesforceSubject.unknownId, [['email', '']]))).toEqual(['absent'])
    const contact = await blocked('lift-3@example.test')
    await world.control('POST', '/_sandbox/faults', {
      system: 'salesforce',
      kind: 'accept-and-ignore',
      ...salesforceSubject.optOutWrite,
      times: null,
    })
    expect(statusesOf(await release(contact.id, [['email', '']]))).toEqual(['written'])
  })

  it('takes nothing off the master that the record was merged into', async () => {
    const master = await blocked('lift-4@example.test')
    const loser = await createRow(world, 'Contact', { Email: 'lift-5@example.test' })
    await actSalesforce(world, 'merge', { primaryId: master.id, mergeId: loser.id })
    expect(await release(loser.id, [['email', '']])).toEqual([
      { orderId: 'email:', status: 'not-taken', reason: 'conflict', detail: `merged into record ${master.id}` },
    ])
    expect(await rowState(world, master.id)).toMatchObject({ HasOptedOutOfEmail: true })
  })
})
