import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { startWorld } from '../suite/harness.ts'
import type { Connected, World } from '../suite/harness.ts'
import { actHubspot, contactState, hubspotState, hubspotSubject } from './hubspot-subject.ts'
import { orderFor } from '../suite/subject.ts'
import { statusesOf } from '../suite/scene.ts'

describe('HubSpot: who is opted out, and what cannot be', () => {
  let world: World
  let connected: Connected
  const switches = (values: object): Promise<unknown> =>
    world.control('POST', '/_sandbox/switches', { hubspot: values })
  const optedOut = async (): Promise<string[]> =>
    (await hubspotState(world)).optOuts.filter((optOut) => optOut.portalWide).map((optOut) => optOut.email)
  beforeAll(async () => {
    world = await startWorld({ contacts: 20 })
    connected = await hubspotSubject.connect(world)
    await connected.open().provision?.()
  })
  afterAll(() => world.close())
  beforeEach(async () => {
    await world.control('DELETE', '/_sandbox/faults')
    await switches({ tier: 'professional', unsubscribeAllFailures: [] })
  })

  it('opts out every additional address, also one added after the pull', async () => {
    const ref = await hubspotSubject.person(world, 'primary@example.test')
    await actHubspot(world, 'add-email', { id: ref.id, email: 'second@example.test' })
    const [outcome] = await connected.open().suppress([orderFor(['primary@example.test'], [ref])])
    expect(outcome).toMatchObject({ status: 'applied' })
    const targets = outcome !== undefined && 'seen' in outcome ? outcome.seen.items.map((item) => item.target) : []
    expect(targets.toSorted()).toEqual(['primary@example.test', 'second@example.test'])
    expect(await optedOut()).toEqual(expect.arrayContaining(['primary@example.test', 'second@example.test']))
  })

  it('leaves a shared mailbox open and marks the person instead', async () => {
    const ref = await hubspotSubject.person(world, 'info@company.example.test')
    const [outcome] = await connected
      .open()
      .suppress([orderFor([], [ref], { excludedEmails: ['info@company.example.test'] })])
    expect(outcome).toMatchObject({
      status: 'applied',
      seen: { items: [{ target: ref.id, targetKind: 'record', channel: 'email', level: 'marked' }] },
    })
    expect(await optedOut()).not.toContain('info@company.example.test')
    expect((await contactState(world, ref.id)).properties['lawbase_do_not_contact']).toBe('email')
  })

  it('writes no preference for an address that no contact holds', async () => {
    const ref = await hubspotSubject.person(world, 'known@example.test')
    expect(
      statusesOf(
        await connected.open().suppress([orderFor(['known@example.test', 'only-elsewhere@example.test'], [ref])]),
      ),
    ).toEqual(['applied'])
    expect(await optedOut()).not.toContain('only-elsewhere@example.test')
  })

  it('follows a merge from the old id to the surviving contact and its addresses', async () => {
    const keep = await hubspotSubject.person(world, 'keep@example.test')
    const lose = await hubspotSubject.person(world, 'lose@example.test')
    await actHubspot(world, 'merge', { primaryId: keep.id, mergeId: lose.id })
    expect(
      statusesOf(
        await connected.open().suppress([orderFor(['lose@example.test'], [lose], { channels: ['email', 'phone'] })]),
      ),
    ).toEqual(['applied'])
    expect(await optedOut()).toEqual(expect.arrayContaining(['keep@example.test', 'lose@example.test']))
    const read = await connected.open().read?.([lose])
    expect(read).toHaveLength(1)
    expect(read?.[0]?.formerIds).toContain(lose.id)
    expect(read?.[0]?.blocks).toMatchObject({ email: 'enforced', phone: 'marked', sms: 'open' })
  })

  it('keeps what is already marked and adds to it', async () => {
    const ref = await hubspotSubject.person(world, 'union@example.test')
    await connected.open().suppress([orderFor(['union@example.test'], [ref], { channels: ['phone', 'post'] })])
    await connected.open().suppress([orderFor(['union@example.test'], [ref], { channels: ['sms'] })])
    const marked = (await contactState(world, ref.id)).properties['lawbase_do_not_contact'] ?? ''
    expect(new Set(marked.split(';'))).toEqual(new Set(['phone', 'post', 'sms']))
    expect(await optedOut()).not.toContain('union@example.test')
  })

  it('refuses only the person whose opt-out HubSpot reports as failed inside a 200', async () => {
    const bad = await hubspotSubject.person(world, 'bad@example.test')
    const good = await hubspotSubject.person(world, 'good@example.test')
    await switches({ unsubscribeAllFailures: ['bad@example.test'] })
    const outcomes = await connected
      .open()
      .suppress([orderFor(['bad@example.test'], [bad]), orderFor(['good@example.test'], [good])])
    expect(outcomes).toMatchObject([{ status: 'refused', reason: 'validation' }, { status: 'applied' }])
  })

  it('uses the batch calls when they were granted, and reads failures inside their 200', async () => {
    await switches({ tier: 'enterprise' })
    const enterprise = await hubspotSubject.connect(world)
    expect(enterprise.access.scopes).toContain('communication_preferences.statuses.batch.write')
    const people = await Promise.all(
      ['b1', 'b2', 'b3'].map((name) => hubspotSubject.person(world, `${name}@example.test`)),
    )
    await switches({ unsubscribeAllFailures: ['b2@example.test'] })
    const from = (await world.control<{ seq: number }[]>('GET', '/_sandbox/requests?system=hubspot')).at(-1)?.seq ?? 0
    const outcomes = await enterprise
      .open()
      .suppress(people.map((ref, index) => orderFor([`b${index + 1}@example.test`], [ref])))
    expect(statusesOf(outcomes)).toEqual(['applied', 'refused', 'applied'])
    const paths = (
      await world.control<{ path: string; method: string }[]>('GET', `/_sandbox/requests?system=hubspot&after=${from}`)
    ).map((line) => `${line.method} ${line.path}`)
    expect(paths.filter((path) => path.includes('/batch/unsubscribe-all?'))).toHaveLength(1)
    expect(
      paths.filter((path) => path.startsWith('POST') && /statuses\/[^/]+%40[^/]+\/unsubscribe-all/.test(path)),
    ).toHaveLength(1)
  })

  it('falls back to single calls when the granted batches are refused, to write and to read', async () => {
    await switches({ tier: 'enterprise' })
    const enterprise = await hubspotSubject.connect(world)
    await switches({ tier: 'professional' })
    const people = await Promise.all(['f1', 'f2'].map((name) => hubspotSubject.person(world, `${name}@example.test`)))
    for (const ref of people)
      await actHubspot(world, 'add-email', { id: ref.id, email: `second-${ref.id}@example.test` })
    expect(
      statusesOf(
        await enterprise.open().suppress(people.map((ref, index) => orderFor([`f${index + 1}@example.test`], [ref]))),
      ),
    ).toEqual(['applied', 'applied'])
    expect(
      new Map(
        (await enterprise.open().read?.(people))?.map(({ ref, optedOutAddresses }) => [ref.id, optedOutAddresses]),
      ),
    ).toEqual(new Map(people.map(({ id }) => [id, [`second-${id}@example.test`]])))
  })

  it('names the scope that is missing and pauses the verb, not the person', async () => {
    const other = await startWorld({ contacts: 3 })
    try {
      const limited = await hubspotSubject.connect(other)
      const ref = await hubspotSubject.person(other, 'scope@example.test')
      await other.control('POST', '/_sandbox/scopes', {
        system: 'hubspot',
        drop: ['communication_preferences.read_write'],
      })
      await expect(limited.open().suppress([orderFor(['scope@example.test'], [ref])])).rejects.toMatchObject({
        kind: 'forbidden',
        details: { missing: expect.stringContaining('communication_preferences') as unknown },
      })
      const info = await limited.open().check()
      expect(info.lines.find((line) => line.name.en.startsWith('Opt-out writable'))).toMatchObject({ state: 'missing' })
    } finally {
      await other.close()
    }
  })

  it('refuses channels that need our field before it exists, after doing the e-mail', async () => {
    const other = await startWorld({ contacts: 3 })
    try {
      const bare = await hubspotSubject.connect(other)
      const ref = await hubspotSubject.person(other, 'bare@example.test')
      expect(
        await bare.open().suppress([orderFor(['bare@example.test'], [ref], { channels: ['email', 'phone'] })]),
      ).toMatchObject([
        {
          status: 'refused',
          reason: 'not-supported',
          detail: expect.stringContaining('lawbase_do_not_contact') as unknown,
        },
      ])
      expect((await hubspotState(other)).optOuts.some((optOut) => optOut.email === 'bare@example.test')).toBe(true)
      expect(statusesOf(await bare.open().suppress([orderFor(['bare@example.test'], [ref])]))).toEqual(['already'])
      expect(
        (await bare.open().check()).lines.filter((line) => line.state === 'off' && line.name.en.startsWith('Field ')),
      ).toHaveLength(21)
    } finally {
      await other.close()
    }
  })
})
