import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { RecordRef } from '../../../src/connector/records.ts'
import { startWorld } from '../suite/harness.ts'
import type { Connected, World } from '../suite/harness.ts'
import { actHubspot, contactState, hubspotState, hubspotSubject } from './hubspot-subject.ts'
import { statusesOf } from '../suite/scene.ts'

const prospect = 'Legitimate interest – prospect/lead'

describe('HubSpot: fields written record by record', () => {
  let world: World
  let connected: Connected
  let person = 0
  const fresh = (): Promise<RecordRef> => hubspotSubject.person(world, `write-${(person += 1)}@example.test`)
  const basisOf = async (ref: RecordRef): Promise<string | undefined> =>
    (await contactState(world, ref.id)).properties['hs_legal_basis']
  beforeAll(async () => {
    world = await startWorld({ contacts: 20 })
    connected = await hubspotSubject.connect(world)
    await connected.open().provision?.()
  })
  afterAll(() => world.close())
  beforeEach(() => world.control('DELETE', '/_sandbox/faults'))

  it('creates the group and the twenty-one properties of the list of writes, and nothing else', async () => {
    const { customProperties } = await hubspotState(world)
    const listed = hubspotSubject.connector.writes.created.filter((name) => name !== 'lawbase')
    expect(customProperties.filter((name) => name.startsWith('lawbase_')).toSorted()).toEqual(listed.toSorted())
    expect(listed).toHaveLength(21)
  })

  it('refuses only the record whose value HubSpot does not take', async () => {
    const refs = [await fresh(), await fresh(), await fresh()]
    const outcomes = await connected.open().tag?.(
      refs.map((record, index) => ({
        orderId: `t${index}`,
        record,
        fields: { decided_on: index === 1 ? 'not a date' : '2026-11-25', verdict: 'ALLOW' },
      })),
    )
    expect(outcomes).toMatchObject([
      { status: 'applied' },
      { status: 'refused', reason: 'validation', detail: expect.stringContaining('lawbase_decided_on') as unknown },
      { status: 'applied' },
    ])
  })

  it('writes two orders for one record in one batch', async () => {
    const ref = await fresh()
    const outcomes = await connected.open().tag?.([
      { orderId: 'a', record: ref, fields: { verdict: 'ALLOW' } },
      { orderId: 'b', record: ref, fields: { rule: 'FR1' } },
    ])
    expect(statusesOf(outcomes ?? [])).toEqual(['applied', 'applied'])
    expect((await connected.open().read?.([ref]))?.[0]?.tags).toMatchObject({ verdict: 'ALLOW', rule: 'FR1' })
  })

  it('tags the surviving contact when the record was merged away', async () => {
    const keep = await fresh()
    const lose = await fresh()
    await actHubspot(world, 'merge', { primaryId: keep.id, mergeId: lose.id })
    expect(
      statusesOf((await connected.open().tag?.([{ orderId: 'm', record: lose, fields: { verdict: 'ALLOW' } }])) ?? []),
    ).toEqual(['applied'])
    expect((await connected.open().read?.([keep]))?.[0]?.tags['verdict']).toBe('ALLOW')
    expect(await connected.open().remove?.([{ orderId: 'r', record: lose, stage: 'bin' }])).toMatchObject([
      { status: 'refused', reason: 'conflict' },
    ])
    const archives = (await world.control<{ path: string }[]>('GET', '/_sandbox/requests?system=hubspot')).filter(
      (line) => line.path.includes('/batch/archive'),
    )
    expect(archives).toEqual([])
  })

  it('writes the native basis when empty, with the option of the portal', async () => {
    const ref = await fresh()
    const outcomes = await connected.open().tag?.([
      {
        orderId: 'n',
        record: ref,
        fields: { basis: 'legitimate_interest' },
        nativeBasis: { write: 'legitimate-interest-prospect', previous: null },
      },
    ])
    expect(statusesOf(outcomes ?? [])).toEqual(['applied'])
    expect(await basisOf(ref)).toBe(prospect)
  })

  it('leaves a native basis that a person set', async () => {
    const ref = await fresh()
    await actHubspot(world, 'update-contact', {
      id: ref.id,
      properties: { hs_legal_basis: 'Freely given consent from contact' },
    })
    await connected.open().tag?.([
      {
        orderId: 'n',
        record: ref,
        fields: { basis: 'legitimate_interest' },
        nativeBasis: { write: 'legitimate-interest-prospect', previous: null },
      },
    ])
    await connected
      .open()
      .tag?.([
        { orderId: 'n', record: ref, fields: { basis: 'none' }, nativeBasis: { write: null, previous: prospect } },
      ])
    expect(await basisOf(ref)).toBe('Freely given consent from contact')
  })

  it('clears the native basis only while it is still ours', async () => {
    const ref = await fresh()
    await actHubspot(world, 'update-contact', { id: ref.id, properties: { hs_legal_basis: prospect } })
    await connected
      .open()
      .tag?.([{ orderId: 'n', record: ref, fields: { basis: null }, nativeBasis: { write: null, previous: null } }])
    expect(await basisOf(ref)).toBe(prospect)
    await connected.open().tag?.([
      {
        orderId: 'n',
        record: ref,
        fields: { basis: null },
        nativeBasis: { write: null, previous: 'legitimate-interest-prospect' },
      },
    ])
    expect((await basisOf(ref)) ?? '').toBe('')
  })

  it('revives a property that someone archived', async () => {
    const token = await connected.access.token()
    await fetch(`${world.url('hubspotApi')}/crm/properties/2026-03/contacts/lawbase_rule`, {
      method: 'DELETE',
      headers: { authorization: `Bearer ${token}` },
    })
    const report = await connected.open().provision?.()
    expect(report?.created).toEqual(['lawbase_rule'])
  })
})
