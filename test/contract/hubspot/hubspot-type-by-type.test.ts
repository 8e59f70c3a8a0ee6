import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { startWorld } from '../suite/harness.ts'
import type { Connected, World } from '../suite/harness.ts'
import { actHubspot, hubspotState, hubspotSubject } from './hubspot-subject.ts'
import { statusesOf } from '../suite/scene.ts'
import { orderFor } from '../suite/subject.ts'

const types = ['330101', '330102', '330103']

/** docs/reference/hubspot.md#pref-not-offered. */
describe('HubSpot: an account without "unsubscribe from all"', () => {
  let world: World
  let connected: Connected
  const refuseAll = (write: number, read = write) =>
    world.control('POST', '/_sandbox/switches', {
      hubspot: { unsubscribeAllStatus: write, unsubscribeAllReadStatus: read },
    })
  const outOf = async (email: string) =>
    (await hubspotState(world)).optOuts
      .filter((optOut) => optOut.email === email)
      .map(({ portalWide, subscriptionId }) => (portalWide ? 'all' : subscriptionId))
  const seenBy = (outcome: unknown) =>
    (outcome as { seen?: { items: { target: string; value: string; level: string }[] } }).seen?.items.map(
      ({ target, value, level }) => `${target} ${value} ${level}`,
    )
  beforeAll(async () => {
    world = await startWorld({ contacts: 20 })
    connected = await hubspotSubject.connect(world)
    await connected.open().provision?.()
  })
  afterAll(() => world.close())
  beforeEach(async () => {
    await world.control('DELETE', '/_sandbox/faults')
    await world.control('POST', '/_sandbox/switches', { hubspot: { dataPrivacyOn: false, tier: 'professional' } })
  })

  it.each([
    [403, 403],
    [404, 404],
    [405, 405],
    [403, 200],
    [404, 200],
    [405, 200],
  ])('opts every address out of each type and reads each back where it is a %s (asked: %s)', async (write, read) => {
    await refuseAll(write, read)
    const email = `by-type-${write}-${read}@example.test`
    const second = `second-${email}`
    const ref = await hubspotSubject.person(world, email)
    await actHubspot(world, 'add-email', { id: ref.id, email: second })
    const order = orderFor([email], [ref])
    const [outcome] = await connected.open().suppress([order])
    expect(outcome).toMatchObject({ status: 'applied' })
    expect(seenBy(outcome)).toEqual(
      [email, second].map((address) => `${address} ${types.join(',')} UNSUBSCRIBED enforced`),
    )
    expect([await outOf(email), await outOf(second)]).toEqual([types, types])
    expect(statusesOf(await connected.open().suppress([order]))).toEqual(['already'])
    expect(statusesOf(await connected.open().verify([order]))).toEqual(['applied'])
    expect((await connected.open().read?.([ref]))?.[0]?.blocks).toMatchObject({ email: 'enforced' })
  })

  it('does so where batches were granted and "all" is refused', async () => {
    await world.control('POST', '/_sandbox/switches', { hubspot: { tier: 'enterprise' } })
    const enterprise = await hubspotSubject.connect(world)
    await refuseAll(405)
    const people = await Promise.all(
      ['batch-1@example.test', 'batch-2@example.test'].map((email) => hubspotSubject.person(world, email)),
    )
    const orders = people.map((ref, index) => orderFor([`batch-${index + 1}@example.test`], [ref]))
    expect(statusesOf(await enterprise.open().suppress(orders))).toEqual(['applied', 'applied'])
    expect(await outOf('batch-2@example.test')).toEqual(types)
  })

  it('gives the legal basis when the portal asks for one', async () => {
    await refuseAll(404)
    await world.control('POST', '/_sandbox/switches', { hubspot: { dataPrivacyOn: true } })
    const ref = await hubspotSubject.person(world, 'basis-by-type@example.test')
    expect(statusesOf(await connected.open().suppress([orderFor(['basis-by-type@example.test'], [ref])]))).toEqual([
      'applied',
    ])
  })

  it('is not done while one type is still open, and writes only that one the next time', async () => {
    await refuseAll(404)
    const ref = await hubspotSubject.person(world, 'one-left@example.test')
    const order = orderFor(['one-left@example.test'], [ref])
    await world.control('POST', '/_sandbox/faults', {
      system: 'hubspot',
      kind: 'accept-and-ignore',
      method: 'POST',
      pathIncludes: '/statuses/one-left',
      times: 2,
    })
    expect(statusesOf(await connected.open().suppress([order]))).toEqual(['written'])
    expect((await outOf('one-left@example.test')).length).toBeLessThan(types.length)
    expect(statusesOf(await connected.open().verify([order]))).toEqual(['written'])
    expect((await connected.open().read?.([ref]))?.[0]?.blocks).toMatchObject({ email: 'marked' })
    await world.control('DELETE', '/_sandbox/faults')
    expect(statusesOf(await connected.open().suppress([order]))).toEqual(['applied'])
    expect(await outOf('one-left@example.test')).toHaveLength(types.length)
  })

  it('tells only the person themselves to take it back', async () => {
    await refuseAll(404)
    const ref = await hubspotSubject.person(world, 'lifted-by-type@example.test')
    await connected.open().suppress([orderFor(['lifted-by-type@example.test'], [ref])])
    expect(
      await connected
        .open()
        .release?.([{ orderId: 'all', record: ref, scope: { channel: 'email', kind: '' }, keep: [] }]),
    ).toMatchObject([{ orderId: 'all', status: 'refused', reason: 'not-supported' }])
  })

  it('sees a type and a brand that were added later, and opts out of them too', async () => {
    await refuseAll(403)
    const ref = await hubspotSubject.person(world, 'later-type@example.test')
    const order = orderFor(['later-type@example.test'], [ref])
    const system = connected.open()
    expect(statusesOf(await system.suppress([order]))).toEqual(['applied'])
    const added = await actHubspot<{ types: string[] }>(world, 'add-subscription-types', { count: 2, brands: 1 })
    expect(statusesOf(await system.verify([order]))).toEqual(['written'])
    expect((await connected.open().read?.([ref]))?.[0]?.blocks).toMatchObject({ email: 'marked' })
    expect(statusesOf(await connected.open().suppress([order]))).toEqual(['applied'])
    expect(await outOf('later-type@example.test')).toEqual([...types, ...added.types])
    expect(statusesOf(await connected.open().verify([order]))).toEqual(['applied'])
  })
})
