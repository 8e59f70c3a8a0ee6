import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { KindMapping } from '../../../src/domain/app/kind.ts'
import { startWorld } from '../suite/harness.ts'
import type { Connected, World } from '../suite/harness.ts'
import { actHubspot, contactState, hubspotState, hubspotSubject } from './hubspot-subject.ts'
import { pagesOf, statusesOf, writesSince } from '../suite/scene.ts'
import { orderFor } from '../suite/subject.ts'

const kinds: KindMapping[] = [
  { kind: 'newsletter', channel: 'email', targets: ['330101'] },
  { kind: 'offers', channel: 'email', targets: ['330102', '330103'] },
]
const stopped = { kinds: ['newsletter'] }

describe('HubSpot: an objection to one kind of message', () => {
  let world: World
  let connected: Connected
  const open = () => connected.open({}, { kinds })
  const outOf = async (email: string) =>
    (await hubspotState(world)).optOuts
      .filter((optOut) => optOut.email === email)
      .map(({ portalWide, subscriptionId }) => ({ portalWide, subscriptionId }))
  const marks = async (id: string) => (await contactState(world, id)).properties['lawbase_stopped_kinds'] ?? ''
  beforeAll(async () => {
    world = await startWorld({ contacts: 20 })
    connected = await hubspotSubject.connect(world)
    await connected.open().provision?.()
  })
  afterAll(() => world.close())
  beforeEach(async () => {
    await world.control('DELETE', '/_sandbox/faults')
    await world.control('POST', '/_sandbox/switches', { hubspot: { dataPrivacyOn: false } })
  })

  it('opts every address out of the mapped type only, reads it back, and says already the second time', async () => {
    const ref = await hubspotSubject.person(world, 'kind-1@example.test')
    await actHubspot(world, 'add-email', { id: ref.id, email: 'kind-1b@example.test' })
    const before = await hubspotSubject.untouchable(world, ref)
    const order = orderFor(['kind-1@example.test'], [ref], stopped)
    const [outcome] = await open().suppress([order])
    expect(outcome).toMatchObject({
      status: 'applied',
      seen: {
        items: ['kind-1@example.test', 'kind-1b@example.test'].map((target) => ({
          target,
          targetKind: 'address',
          channel: 'email:newsletter',
          level: 'enforced',
          value: '330101 UNSUBSCRIBED',
          by: ['330101'],
        })),
      },
    })
    expect([await outOf('kind-1@example.test'), await outOf('kind-1b@example.test')]).toEqual([
      [{ portalWide: false, subscriptionId: '330101' }],
      [{ portalWide: false, subscriptionId: '330101' }],
    ])
    expect(await hubspotSubject.untouchable(world, ref)).toEqual(before)
    const { last } = await writesSince(world, hubspotSubject, 0)
    expect(statusesOf(await open().suppress([order]))).toEqual(['already'])
    expect(statusesOf(await open().verify([order]))).toEqual(['applied'])
    expect(await writesSince(world, hubspotSubject, last)).toMatchObject({ count: 0 })
    expect(await marks(ref.id)).toBe('')
  })

  it('needs every type of the kind', async () => {
    const ref = await hubspotSubject.person(world, 'kind-2@example.test')
    await actHubspot(world, 'unsubscribe-type', { email: 'kind-2@example.test', subscriptionId: '330102' })
    const order = orderFor(['kind-2@example.test'], [ref], { kinds: ['offers'] })
    expect((await open().read?.([ref]))?.[0]).toMatchObject({
      kindBlocks: { 'email:offers': { state: 'partial', by: ['330102'] } },
    })
    expect(statusesOf(await open().verify([order]))).toEqual(['written'])
    expect(statusesOf(await open().suppress([order]))).toEqual(['applied'])
    expect(await outOf('kind-2@example.test')).toEqual([
      { portalWide: false, subscriptionId: '330102' },
      { portalWide: false, subscriptionId: '330103' },
    ])
    expect((await open().read?.([ref]))?.[0]).toMatchObject({
      kindBlocks: { 'email:offers': { state: 'enforced', by: ['330102', '330103'] } },
      blocks: { email: 'open' },
    })
  })

  it('only marks a kind that nobody mapped, and a channel HubSpot has no type for', async () => {
    const ref = await hubspotSubject.person(world, 'kind-3@example.test')
    const [outcome] = await open().suppress([
      orderFor(['kind-3@example.test'], [ref], { channels: ['email', 'phone'], kinds: ['events', 'newsletter'] }),
    ])
    expect(
      outcome !== undefined && 'seen' in outcome
        ? outcome.seen.items.map(({ channel, level }) => `${channel} ${level}`)
        : outcome,
    ).toEqual(['email:events marked', 'email:newsletter enforced', 'phone:events marked', 'phone:newsletter marked'])
    expect((await marks(ref.id)).split(';').toSorted()).toEqual(['email:events', 'phone:events', 'phone:newsletter'])
    expect(await outOf('kind-3@example.test')).toEqual([{ portalWide: false, subscriptionId: '330101' }])
    expect((await contactState(world, ref.id)).properties['lawbase_do_not_contact']).toBeUndefined()
  })

  it('keeps what stands in our field, values of others included', async () => {
    const ref = await hubspotSubject.person(world, 'kind-4@example.test')
    await actHubspot(world, 'update-contact', {
      id: ref.id,
      properties: { lawbase_stopped_kinds: 'sms:events;something else' },
    })
    await open().suppress([orderFor(['kind-4@example.test'], [ref], { kinds: ['events'] })])
    expect(await marks(ref.id)).toBe('sms:events;something else;email:events')
    expect((await open().read?.([ref]))?.[0]?.kindBlocks).toEqual({
      'sms:events': { state: 'marked', by: [] },
      'email:events': { state: 'marked', by: [] },
    })
  })

  it('goes beside an objection to everything in one call, each in its own way and order', async () => {
    const one = await hubspotSubject.person(world, 'kind-5@example.test')
    const two = await hubspotSubject.person(world, 'kind-6@example.test')
    const orders = [
      orderFor(['kind-5@example.test'], [one], stopped),
      orderFor(['kind-6@example.test'], [two]),
      orderFor(['missing-kind@example.test'], [], stopped),
    ]
    expect((await open().suppress(orders)).map(({ orderId, status }) => [orderId, status])).toEqual([
      [orders[0]?.orderId, 'applied'],
      [orders[1]?.orderId, 'applied'],
      [orders[2]?.orderId, 'absent'],
    ])
    expect([await outOf('kind-5@example.test'), await outOf('kind-6@example.test')]).toEqual([
      [{ portalWide: false, subscriptionId: '330101' }],
      [{ portalWide: true, subscriptionId: null }],
    ])
  })

  it('takes an address that is out of everything as out of the kind, and writes nothing', async () => {
    const ref = await hubspotSubject.person(world, 'kind-7@example.test')
    await actHubspot(world, 'unsubscribe', { email: 'kind-7@example.test' })
    expect(statusesOf(await open().suppress([orderFor(['kind-7@example.test'], [ref], stopped)]))).toEqual(['already'])
  })

  it('gives the legal basis when the portal asks for one', async () => {
    const ref = await hubspotSubject.person(world, 'kind-8@example.test')
    await world.control('POST', '/_sandbox/switches', { hubspot: { dataPrivacyOn: true } })
    expect(statusesOf(await open().suppress([orderFor(['kind-8@example.test'], [ref], stopped)]))).toEqual(['applied'])
  })

  it('refuses, and names the type, when it does not exist any more', async () => {
    const ref = await hubspotSubject.person(world, 'kind-9@example.test')
    const gone = connected.open({}, { kinds: [{ kind: 'newsletter', channel: 'email', targets: ['999'] }] })
    expect(await gone.suppress([orderFor(['kind-9@example.test'], [ref], stopped)])).toMatchObject([
      { status: 'refused', reason: 'validation', detail: expect.stringContaining('subscription type 999') as unknown },
    ])
  })

  it('never says applied when the vendor ignores the write or shows the old state', async () => {
    const ref = await hubspotSubject.person(world, 'kind-10@example.test')
    await world.control('POST', '/_sandbox/faults', {
      system: 'hubspot',
      kind: 'accept-and-ignore',
      method: 'POST',
      pathIncludes: '/statuses/',
      times: null,
    })
    expect(statusesOf(await open().suppress([orderFor(['kind-10@example.test'], [ref], stopped)]))).toEqual(['written'])
    await world.control('DELETE', '/_sandbox/faults')
    await world.control('POST', '/_sandbox/faults', {
      system: 'hubspot',
      kind: 'stale-read',
      method: 'GET',
      pathIncludes: '/statuses/',
      times: null,
    })
    expect(statusesOf(await open().suppress([orderFor(['kind-10@example.test'], [ref], stopped)]))).toEqual(['written'])
  })

  it('takes an opt-out of a mapped type as an objection to that kind, and of another type as an objection to all e-mail', async () => {
    const mapped = await hubspotSubject.person(world, 'kind-11@example.test')
    const other = await hubspotSubject.person(world, 'kind-12@example.test')
    await actHubspot(world, 'unsubscribe-type', { email: 'kind-11@example.test', subscriptionId: '330101' })
    await actHubspot(world, 'unsubscribe-type', { email: 'kind-12@example.test', subscriptionId: '330101' })
    const [first] = (await open().read?.([mapped])) ?? []
    expect([first?.kindBlocks, first?.optedOutAddresses, first?.optedOutBy]).toEqual([
      { 'email:newsletter': { state: 'enforced', by: ['330101'] } },
      undefined,
      undefined,
    ])
    const [second] = (await connected.open().read?.([other])) ?? []
    expect([second?.kindBlocks, second?.optedOutAddresses, second?.optedOutBy]).toEqual([
      undefined,
      ['kind-12@example.test'],
      ['330101'],
    ])
    const pulled = (await pagesOf(open(), null, 'full'))
      .flatMap((page) => page.records)
      .find((record) => record.ref.id === mapped.id)
    expect(pulled?.kindBlocks).toEqual(first?.kindBlocks)
  })

  it('lists the types an admin can choose from', async () => {
    expect((await open().kindSwitches?.())?.map(({ id, channels }) => ({ id, channels }))).toEqual(
      ['330101', '330102', '330103'].map((id) => ({ id, channels: ['email'] })),
    )
  })
})

describe('HubSpot: taking a block off after a Lift', () => {
  let world: World
  let connected: Connected
  beforeAll(async () => {
    world = await startWorld({ contacts: 10 })
    connected = await hubspotSubject.connect(world)
    await connected.open().provision?.()
  })
  afterAll(() => world.close())

  const release = (id: string, keys: readonly (readonly ['email' | 'phone' | 'post', string])[]) =>
    connected.open({}, { kinds }).release?.(
      keys.map(([channel, kind]) => ({
        orderId: `${channel}:${kind}`,
        record: { object: 'contact', id },
        scope: { channel, kind },
        keep: [],
      })),
    )

  it('takes our own marks off, leaves the others and HubSpot’s opt-out, and says that only the person can open that', async () => {
    const ref = await hubspotSubject.person(world, 'lift-1@example.test')
    await connected
      .open({}, { kinds })
      .suppress([
        orderFor(['lift-1@example.test'], [ref], { channels: ['email', 'phone', 'post'] }),
        orderFor(['lift-1@example.test'], [ref], { channels: ['email', 'phone'], kinds: ['newsletter', 'events'] }),
      ])
    const outcomes =
      (await release(ref.id, [
        ['email', ''],
        ['phone', ''],
        ['phone', 'events'],
        ['email', 'newsletter'],
      ])) ?? []
    expect(
      outcomes.map((outcome) => [outcome.orderId, outcome.status, outcome.status === 'refused' ? outcome.reason : '']),
    ).toEqual([
      ['email:', 'refused', 'not-supported'],
      ['phone:', 'applied', ''],
      ['phone:events', 'applied', ''],
      ['email:newsletter', 'refused', 'not-supported'],
    ])
    const { properties } = await contactState(world, ref.id)
    expect([
      properties['lawbase_do_not_contact'],
      properties['lawbase_stopped_kinds']?.split(';').toSorted(),
      properties['hs_email_optout'],
    ]).toEqual(['post', ['email:events', 'phone:newsletter'], 'true'])
    expect(statusesOf((await release(ref.id, [['phone', '']])) ?? [])).toEqual(['already'])
  })

  it('says absent for a contact that is gone, and never applied when the vendor ignores the write', async () => {
    expect(statusesOf((await release(hubspotSubject.unknownId, [['phone', '']])) ?? [])).toEqual(['absent'])
    const ref = await hubspotSubject.person(world, 'lift-2@example.test')
    await connected.open().suppress([orderFor(['lift-2@example.test'], [ref], { channels: ['phone'] })])
    await world.control('POST', '/_sandbox/faults', {
      system: 'hubspot',
      kind: 'accept-and-ignore',
      method: 'PATCH',
      times: null,
    })
    await world.control('POST', '/_sandbox/faults', {
      system: 'hubspot',
      kind: 'accept-and-ignore',
      method: 'POST',
      pathIncludes: '/batch/update',
      times: null,
    })
    expect(statusesOf((await release(ref.id, [['phone', '']])) ?? [])).toEqual(['written'])
    await world.control('DELETE', '/_sandbox/faults')
  })

  it('takes nothing off the contact that the record was merged into', async () => {
    const keep = await hubspotSubject.person(world, 'lift-keep@example.test')
    const lose = await hubspotSubject.person(world, 'lift-lose@example.test')
    await connected.open().suppress([orderFor(['lift-keep@example.test'], [keep], { channels: ['phone'] })])
    const { id } = await actHubspot<{ id: string }>(world, 'merge', { primaryId: keep.id, mergeId: lose.id })
    expect(await release(lose.id, [['phone', '']])).toEqual([
      { orderId: 'phone:', status: 'not-taken', reason: 'conflict', detail: `merged into record ${id}` },
    ])
    expect((await contactState(world, id)).properties['lawbase_do_not_contact']).toBe('phone')
    expect(statusesOf((await release(id, [['phone', '']])) ?? [])).toEqual(['applied'])
  })

  it('gives HubSpot’s own page for the person', async () => {
    await hubspotSubject.person(world, 'lift-3@example.test')
    expect(await connected.open().liftLink?.('lift-3@example.test', 'fr')).toMatch(/^http:\/\//u)
  })
})
