import { describe, expect, it } from 'vitest'
import type { ShopperVerbs } from '../../src/connector/shopper.ts'
import { failureOf, type World } from './harness.ts'
import { hubspotSubject } from './hubspot-subject.ts'
import { actSalesforce, salesforceSubject } from './salesforce-subject.ts'
import { scene } from './scene.ts'
import type { Subject } from './subject.ts'

const name = { firstName: 'Lawbase', lastName: 'Mystery Shopper' }
const orderOf = (email: string) => ({ orderId: 'plant', email, ...name })

const cases: readonly { subject: Subject; createPath: string; noWrite: (world: World) => Promise<unknown> }[] = [
  { subject: hubspotSubject, createPath: '/contacts', noWrite: (world) => world.control('POST', '/_sandbox/scopes', { system: 'hubspot', drop: ['crm.objects.contacts.write'] }) },
  { subject: salesforceSubject, createPath: '/composite/sobjects', noWrite: (world) => actSalesforce(world, 'hide-field', { object: 'Contact', field: 'Email', edit: true }) },
]

describe.each(cases)('the mystery shopper at $subject.connector.label', ({ subject, createPath, noWrite }) => {
  const shared = scene(subject, 5)
  const verbs = (): ShopperVerbs => {
    const { shopper } = shared.connected.open()
    if (shopper === undefined) throw new Error('the connector has no such verbs')
    return shopper
  }
  const written = async (email: string) => {
    const record = (await verbs().plant([orderOf(email)]))[0]
    if (record === undefined || record.status === 'refused') throw new Error('not planted')
    return record.record
  }

  it('is made once, however often it is asked for, and says what it is', async () => {
    const email = 'compliance+lb-once@exemple.example.test'
    const before = await subject.liveIds(shared.world)
    const [first] = await verbs().plant([orderOf(email)])
    const made = (await subject.liveIds(shared.world)).filter((id) => !before.includes(id))
    expect(made).toHaveLength(1)
    const record = { object: subject.recordObject, id: made[0] ?? '' }
    expect(first).toEqual({ orderId: 'plant', status: 'created', record })
    expect(await verbs().plant([orderOf(email)])).toEqual([{ orderId: 'plant', status: 'existing', record }])
    expect(await subject.liveIds(shared.world)).toHaveLength(before.length + 1)
    expect(await shared.connected.open().read?.([record])).toMatchObject([{ ref: record, email, ...name, blocks: { email: 'open' } }])
  })

  it('is found when somebody else made it', async () => {
    const { email, ref } = await shared.fresh()
    expect(await verbs().plant([orderOf(email)])).toEqual([{ orderId: 'plant', status: 'existing', record: ref }])
  })

  it('is made once although the first answer was lost', async () => {
    const email = 'compliance+lb-lost@exemple.example.test'
    const before = (await subject.liveIds(shared.world)).length
    await shared.fault('cut-after', { method: 'POST', pathIncludes: createPath })
    const answered = await verbs().plant([orderOf(email)]).catch((error: unknown) => error)
    expect(answered).toMatchObject({ kind: 'unavailable' })
    expect(await verbs().plant([orderOf(email)])).toMatchObject([{ status: 'existing' }])
    expect(await subject.liveIds(shared.world)).toHaveLength(before + 1)
  })

  it('says no there as anybody would, twice without harm', async () => {
    const email = 'compliance+lb-no@exemple.example.test'
    const record = await written(email)
    const order = { orderId: 'no', email, record }
    expect(await verbs().optOut([order])).toEqual([{ orderId: 'no', status: 'written' }])
    expect(await verbs().optOut([order])).toEqual([{ orderId: 'no', status: 'written' }])
    expect(await subject.optedOut(shared.world, record, email)).toBe(true)
    expect(await shared.connected.open().read?.([record])).toMatchObject([{ blocks: { email: 'enforced' } }])
  })

  it('tells who must act when it may not be made, and makes nothing', async () => {
    const before = await subject.liveIds(shared.world)
    await noWrite(shared.world)
    const orders = [orderOf('compliance+lb-forbidden@exemple.example.test')]
    if (subject.system === 'hubspot') expect(await failureOf(verbs().plant(orders))).toMatchObject({ kind: 'forbidden', message: expect.stringContaining('crm.objects.contacts.write') as string })
    else expect(await verbs().plant(orders)).toEqual([{ orderId: 'plant', status: 'refused', reason: expect.stringMatching(/^(bad-request|not-permitted)$/u) as string, detail: expect.stringContaining('INVALID_FIELD') as string }])
    expect(await subject.liveIds(shared.world)).toEqual(before)
  })
})
