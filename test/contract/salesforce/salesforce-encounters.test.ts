import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { RecordRef } from '../../../src/connector/records.ts'
import { startWorld, type Connected, type Json, type World } from '../suite/harness.ts'
import { actSalesforce, createRow, salesforceSubject } from './salesforce-subject.ts'

const moment = (inDays: number) => new Date(Date.now() + inDays * 86_400_000).toISOString()
const on = (inDays: number) => moment(inDays).slice(0, 10)

const byText = (a: unknown, b: unknown) => (String(a) < String(b) ? -1 : 1)

// docs/reference/salesforce.md#calls, #meetings, #archived, #private-events, #sharing.
describe('Salesforce: calls and meetings of a person', () => {
  let world: World
  let connected: Connected
  const calm = { closedObjects: [], unsharedIds: [], sharedActivities: true }
  const switches = (salesforce: Json) => world.control('POST', '/_sandbox/switches', { salesforce })
  beforeAll(async () => {
    world = await startWorld({ contacts: 5 })
    connected = await salesforceSubject.connect(world)
  })
  beforeEach(() => switches(calm))
  afterAll(() => world.close())

  const create = async (object: string, fields: Json) => (await actSalesforce(world, 'create', { object, fields })).Id
  const read = async (ref: RecordRef, since = new Date(0)) => {
    const answer = await connected.open().dependencies?.([{ ref, relationEndedOn: null }], { company: false, since })
    return {
      told: (answer?.encounters ?? [])
        .map(({ kind, from, field, value, vendor, note }) => [kind, from, field, value, vendor, note])
        .toSorted(byText),
      unread: (answer?.unread ?? []).flatMap(({ kind, ref: of, detail }) =>
        kind === 'encounter' ? [`${of === undefined ? 'all' : 'one'}: ${detail.en}`] : [],
      ),
    }
  }

  it('are told by each way that names the person, archived ones too; open and future ones are not', async () => {
    const [person, lead] = [await createRow(world, 'Contact', {}), await createRow(world, 'Lead', {})]
    const call = (fields: Json) =>
      create('Task', { TaskSubtype: 'Call', Status: 'Completed', ActivityDate: on(-400), ...fields })
    await call({ WhoId: person.id, CallType: 'Inbound', CallDisposition: 'Rückruf' })
    await call({ WhoId: person.id, CallType: 'Outbound', CallDisposition: 'gesprochen', Description: 'Angebot' })
    await call({ WhoId: person.id, Subject: 'Call' })
    await call({ WhoId: person.id, CallType: 'Internal', Subject: 'Abstimmung' })
    await call({ WhoId: person.id, Status: 'Open', Subject: 'Planned' })
    await create('Task', { WhoId: person.id, Status: 'Completed', Subject: 'Write a letter', ActivityDate: on(-3) })
    const shared = await call({ WhoId: lead.id, CallType: 'Outbound', Subject: 'Conference' })
    await create('TaskRelation', { TaskId: shared, RelationId: person.id })
    const event = (fields: Json) =>
      create('Event', { WhoId: person.id, StartDateTime: moment(-20), EndDateTime: moment(-20), ...fields })
    const accepted = await event({ Subject: 'Demo', Description: 'Saw it' })
    await create('EventRelation', { EventId: accepted, RelationId: person.id, Status: 'Accepted', IsInvitee: true })
    await event({ Subject: 'Visit' })
    await event({ Subject: 'Copy', IsChild: true })
    await event({ Subject: 'Soon', StartDateTime: moment(5), EndDateTime: moment(5) })
    expect(await read(person)).toEqual({
      unread: [],
      told: [
        ['call', 'person', 'Task.CallDisposition', 'Rückruf', null, null],
        ['call', 'us', 'Task.CallDisposition', 'gesprochen', null, 'Angebot'],
        ['call', 'us', 'Task.Subject', 'Abstimmung', 'not', null],
        ['call', 'us', 'Task.Subject', 'Conference', null, null],
        ['call', null, 'Task.Subject', 'Call', null, null],
        ['meeting', null, 'Event.Subject', 'Demo', 'took-part', 'Saw it'],
        ['meeting', null, 'Event.Subject', 'Visit', null, null],
      ].toSorted(byText),
    })
    expect((await read(person, new Date(moment(-30)))).told.map(([kind]) => kind)).toEqual(['meeting', 'meeting'])
    await switches({ sharedActivities: false })
    expect((await read(person)).told.some(([, , , value]) => value === 'Conference')).toBe(false)
  })

  it('are unknown, never none, where an object, a field, a private event or some rows are not shown', async () => {
    const person = await createRow(world, 'Contact', {})
    await create('Event', { WhoId: person.id, EndDateTime: moment(-2), IsPrivate: true })
    expect((await read(person)).unread).toEqual([expect.stringMatching(/^one: A private event/u)])
    await switches({ closedObjects: ['Task'] })
    expect((await read(person)).unread).toEqual([expect.stringMatching(/^all: .*may not read Task/u)])
    await switches(calm)
    await actSalesforce(world, 'hide-field', { object: 'Event', field: 'Description' })
    expect((await read(person)).unread).toEqual([expect.stringMatching(/^all: .*Event\.Description/u)])
    await actSalesforce(world, 'show-field', { object: 'Event', field: 'Description' })
    // Without Call Center an org has no field for the kind of a call.
    await actSalesforce(world, 'hide-field', { object: 'Task', field: 'CallType' })
    await create('Task', {
      WhoId: person.id,
      TaskSubtype: 'Call',
      Status: 'Completed',
      ActivityDate: on(-3),
      Subject: 'c',
    })
    expect((await read(person)).told).toEqual([['call', null, 'Task.Subject', 'c', null, null]])
    await actSalesforce(world, 'show-field', { object: 'Task', field: 'CallType' })
  })
})
