import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { RemoteRecord } from '../../../src/connector/records.ts'
import { startWorld } from '../suite/harness.ts'
import type { Connected, World } from '../suite/harness.ts'
import { actHubspot, hubspotState, hubspotSubject } from './hubspot-subject.ts'
import { pagesOf } from '../suite/scene.ts'
import { orderFor } from '../suite/subject.ts'

/**
 * HubSpot bounds a search to 3,000 characters (docs/reference/hubspot.md#search-body) and a URL to an unknown length
 * (docs/reference/hubspot.md#long-url).
 */
describe('HubSpot: an account with 200 subscription types and 40 brands', () => {
  let world: World
  let connected: Connected
  let last = ''
  beforeAll(async () => {
    world = await startWorld({ contacts: 150 })
    connected = await hubspotSubject.connect(world)
    await connected.open().provision?.()
    const { types } = await actHubspot<{ types: string[] }>(world, 'add-subscription-types', { count: 197, brands: 40 })
    last = types.at(-1) ?? ''
  })
  afterAll(() => world.close())

  const saysNo = (records: readonly RemoteRecord[], id: string) =>
    records.find((record) => record.ref.id === id)?.optedOutBy

  it('is read whole, by changes and by record, down to an opt-out of the last type', async () => {
    const ref = await hubspotSubject.person(world, 'last-type@example.test')
    await actHubspot(world, 'unsubscribe-type', { email: 'last-type@example.test', subscriptionId: last })
    const swept = await pagesOf(connected.open(), null, 'full')
    expect(
      saysNo(
        swept.flatMap((page) => page.records),
        ref.id,
      ),
    ).toEqual([last])
    expect(swept.flatMap((page) => page.records)).toHaveLength(
      (await hubspotState(world)).contacts.filter((contact) => !contact.archived).length,
    )
    const late = await hubspotSubject.person(world, 'later-type@example.test')
    await actHubspot(world, 'unsubscribe-type', { email: 'later-type@example.test', subscriptionId: last })
    const changes = await pagesOf(connected.open(), swept.at(-1)?.next ?? null, 'changes')
    expect(
      saysNo(
        changes.flatMap((page) => page.records),
        late.id,
      ),
    ).toEqual([last])
    expect(saysNo((await connected.open().read?.([late])) ?? [], late.id)).toEqual([last])
  })

  it('finds who opted out of a type before its property was known here', async () => {
    const swept = (await pagesOf(connected.open(), null, 'full')).at(-1)?.next ?? null
    const remembers = connected.open()
    await pagesOf(remembers, swept, 'changes')
    const { types } = await actHubspot<{ types: string[] }>(world, 'add-subscription-types', { count: 12, brands: 3 })
    const ref = await hubspotSubject.person(world, 'new-type@example.test')
    await actHubspot(world, 'unsubscribe-type', { email: 'new-type@example.test', subscriptionId: types[10] })
    const before = await pagesOf(remembers, swept, 'changes')
    expect(
      saysNo(
        before.flatMap((page) => page.records),
        ref.id,
      ),
    ).toBe(undefined)
    await world.advance(3_600_000)
    const rest = (await pagesOf(remembers, before.at(-1)?.next ?? null, 'changes')).at(-1)?.next ?? null
    const after = await pagesOf(connected.open(), rest, 'changes')
    expect(
      saysNo(
        after.flatMap((page) => page.records),
        ref.id,
      ),
    ).toEqual([types[10]])
    const again = await pagesOf(connected.open(), after.at(-1)?.next ?? null, 'changes')
    expect(again.flatMap((page) => page.records).map((record) => record.ref.id)).not.toContain(ref.id)
  })

  it('shows a contact by the id that a merge retired', async () => {
    const kept = await hubspotSubject.person(world, 'kept@example.test')
    const gone = await hubspotSubject.person(world, 'gone@example.test')
    await actHubspot(world, 'unsubscribe-type', { email: 'kept@example.test', subscriptionId: last })
    const { id } = await actHubspot<{ id: string }>(world, 'merge', { primaryId: kept.id, mergeId: gone.id })
    expect(saysNo((await connected.open().read?.([gone])) ?? [], id)).toEqual([last])
  })

  it('is opted out of in every brand, and each is read back', async () => {
    const ref = await hubspotSubject.person(world, 'all-brands@example.test')
    const [outcome] = await connected
      .open()
      .suppress([orderFor(['all-brands@example.test'], [ref], { channels: ['email'] })])
    expect(outcome?.status).toBe('applied')
    expect(
      (await hubspotState(world)).optOuts.some(
        ({ email, portalWide }) => email === 'all-brands@example.test' && portalWide,
      ),
    ).toBe(true)
  })

  it('keeps what was carried when the work is cut short, so that the rest is not begun from the start', async () => {
    const people = await Promise.all(
      [1, 2, 3].map(async (place) => ({
        email: `cut-${place}@example.test`,
        ref: await hubspotSubject.person(world, `cut-${place}@example.test`),
      })),
    )
    const stop = new AbortController()
    const { taken } = connected.budget
    const from = taken.length
    const system = connected.open({
      signal: stop.signal,
      budget: {
        ...connected.budget,
        take: async (...asked) => {
          await connected.budget.take(...asked)
          if (taken.length - from > 130) stop.abort()
        },
      },
    })
    const cut = await system
      .suppress(people.map(({ email, ref }) => orderFor([email], [ref], { channels: ['email'] })))
      .catch((error: unknown) => error)
    expect(cut).toMatchObject({ kind: 'unavailable', details: { done: [{ status: 'applied' }] } })
  })

  it('asks about secondary addresses a few calls at a time', async () => {
    for (const place of [1, 2, 3, 4, 5]) {
      const ref = await hubspotSubject.person(world, `main-${place}@example.test`)
      await actHubspot(world, 'add-email', { id: ref.id, email: `more-${place}@example.test` })
    }
    const swept = (await pagesOf(connected.open(), null, 'full')).at(-1)?.next ?? null
    const rest = (await pagesOf(connected.open(), swept, 'changes')).at(-1)?.next ?? null
    await world.advance(3_600_000)
    const from = connected.budget.taken.length
    await pagesOf(connected.open(), rest, 'changes')
    expect(connected.budget.taken.length - from).toBeLessThan(60)
  })
})
