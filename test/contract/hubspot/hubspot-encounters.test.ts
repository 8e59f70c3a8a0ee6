import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { startWorld, type Connected, type Json, type World } from '../suite/harness.ts'
import { actHubspot, hubspotSubject } from './hubspot-subject.ts'

const connectedCall = 'f240bbac-87c9-4f6e-bf70-924b57d47db7'
const day = (inDays: number) => new Date(Date.now() + inDays * 86_400_000).toISOString()

// docs/reference/hubspot.md#activities, #calls, #dispositions, #meetings, #notes.
describe('HubSpot: calls and meetings of a contact', () => {
  let world: World
  let connected: Connected
  const switches = (hubspot: Json) => world.control('POST', '/_sandbox/switches', { hubspot })
  beforeAll(async () => {
    world = await startWorld({ contacts: 0 })
    connected = await hubspotSubject.connect(world)
    await actHubspot(world, 'set-disposition', { id: 'aaaa1111-0000', label: 'Termin vereinbart' })
  })
  beforeEach(() => switches({ hiddenProperties: [], associationPageSize: 500, silentAssociations: [] }))
  afterAll(() => world.close())

  let people = 0
  const contact = async () =>
    (await actHubspot<{ id: string }>(world, 'create-contact', { properties: { email: `m${people++}@example.test` } }))
      .id
  const create = async (object: string, properties: Json, id: string) =>
    (await actHubspot<{ id: string }>(world, 'create-object', { object, properties, contacts: [id] })).id
  const read = async (ids: readonly string[], since = new Date(0), scopes = connected.access.scopes) => {
    const answer = await connected.open({}, { scopes }).dependencies?.(
      ids.map((id) => ({ ref: { object: 'contact', id }, relationEndedOn: null })),
      { company: false, since },
    )
    return {
      told: (answer?.encounters ?? []).map(({ kind, from, label, vendor, note }) => [kind, from, label, vendor, note]),
      unread: (answer?.unread ?? []).flatMap(({ kind, ref }) => (kind === 'encounter' ? [ref?.id ?? 'all'] : [])),
    }
  }

  it('are told with who began them, how they ended and what was noted', async () => {
    const id = await contact()
    const call = (more: Json) => create('calls', { hs_timestamp: day(-40), ...more }, id)
    await call({ hs_call_direction: 'INBOUND', hs_call_status: 'COMPLETED' })
    await call({ hs_call_direction: 'OUTBOUND', hs_call_disposition: connectedCall, hs_call_body: '<p>Offer</p>' })
    await call({ hs_call_direction: 'OUTBOUND', hs_call_disposition: 'b2cf5968-551e-4856-9783-52b3da59a7d0' })
    await call({ hs_call_direction: 'OUTBOUND', hs_call_disposition: 'AAAA1111-0000' })
    await call({ hs_call_direction: 'OUTBOUND', hs_call_status: 'NO_ANSWER' })
    await call({ hs_call_direction: 'OUTBOUND', hs_call_status: 'COMPLETED' })
    await call({ hs_call_disposition: connectedCall })
    await create('meetings', { hs_timestamp: day(-9), hs_meeting_end_time: day(-9), hs_meeting_outcome: 'NO_SHOW' }, id)
    await create('meetings', { hs_timestamp: day(-7), hs_meeting_outcome: 'COMPLETED' }, id)
    await create('meetings', { hs_timestamp: day(9), hs_meeting_outcome: 'SCHEDULED' }, id)
    await create('notes', { hs_timestamp: day(-6), hs_note_body: 'Wants a quote' }, id)
    await create('calls', { hs_timestamp: day(-8), hs_call_direction: 'INBOUND', hs_gdpr_deleted: 'true' }, id)
    expect(await read([id])).toEqual({
      unread: [],
      told: [
        ['call', 'person', 'COMPLETED', null, null],
        ['call', 'us', 'Connected', 'took-part', '<p>Offer</p>'],
        ['call', 'us', 'Left voicemail', 'not', null],
        ['call', 'us', 'Termin vereinbart', null, null],
        ['call', 'us', 'NO_ANSWER', 'not', null],
        ['call', 'us', 'COMPLETED', null, null],
        // Nobody says who called: it may have been the person.
        ['call', null, 'Connected', null, null],
        ['meeting', null, 'NO_SHOW', 'not', 'Wants a quote'],
        ['meeting', null, 'COMPLETED', 'took-part', 'Wants a quote'],
        ['note', 'us', '', null, 'Wants a quote'],
      ],
    })
    expect((await read([id], new Date(day(-30)))).told.map(([kind]) => kind)).toEqual(['meeting', 'meeting', 'note'])
  })

  it('are unknown, never none, where a property, an answer or the scope is missing', async () => {
    const [one, other] = [await contact(), await contact()]
    await create('calls', { hs_timestamp: day(-3), hs_call_direction: 'INBOUND' }, one)
    await switches({ hiddenProperties: ['calls.hs_call_direction'] })
    expect(await read([one, other])).toEqual({ told: [], unread: [one] })
    await switches({ hiddenProperties: [], silentAssociations: [other] })
    expect((await read([one, other])).unread).toEqual([other])
    const without = connected.access.scopes.filter((scope) => scope !== 'crm.objects.contacts.read')
    expect(await read([one], undefined, without)).toEqual({ told: [], unread: ['all'] })
  })
})
