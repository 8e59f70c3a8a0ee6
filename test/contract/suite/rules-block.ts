import { expect, it } from 'vitest'
import { failureOf } from './harness.ts'
import { statusesOf, writesSince } from './scene.ts'
import type { Scene } from './scene.ts'
import { orderFor } from './subject.ts'

/** Blocking: what every connected CRM must do. */
export function suppressRules(scene: Scene): void {
  it('blocks, reads back, and says already the second time', async () => {
    const { email, ref } = await scene.fresh()
    const order = orderFor([email], [ref], { channels: ['email', 'phone', 'fax', 'post', 'audience'] })
    const before = await scene.subject.untouchable(scene.world, ref)
    const [first] = await scene.connected.open().suppress([order])
    expect(first).toMatchObject({ orderId: order.orderId, status: 'applied' })
    expect(await scene.subject.optedOut(scene.world, ref, email)).toBe(true)
    const channels =
      first !== undefined && 'seen' in first
        ? [...new Set(first.seen.items.map((item) => item.channel))].toSorted()
        : []
    expect(channels).toEqual([...order.channels].toSorted())
    const writes = await writesSince(scene.world, scene.subject, 0)
    expect(statusesOf(await scene.connected.open().suppress([order]))).toEqual(['already'])
    expect(await writesSince(scene.world, scene.subject, writes.last)).toMatchObject({ count: 0 })
    expect(statusesOf(await scene.connected.open().verify([order]))).toEqual(['applied'])
    expect(await scene.subject.untouchable(scene.world, ref)).toEqual(before)
  })

  it('finds the record by its address when none is given', async () => {
    const { email, ref } = await scene.fresh()
    expect(statusesOf(await scene.connected.open().suppress([orderFor([email], [])]))).toEqual(['applied'])
    expect(await scene.subject.optedOut(scene.world, ref, email)).toBe(true)
  })

  it('says absent for a person the system does not hold, and writes nothing', async () => {
    const { last } = await writesSince(scene.world, scene.subject, 0)
    const order = orderFor(
      ['nobody-at-all@example.test'],
      [{ object: scene.subject.recordObject, id: scene.subject.unknownId }],
    )
    expect(statusesOf(await scene.connected.open().suppress([order]))).toEqual(['absent'])
    expect(statusesOf(await scene.connected.open().verify([order]))).toEqual(['absent'])
    expect(await writesSince(scene.world, scene.subject, last)).toMatchObject({ count: 0 })
  })

  it('verifies without writing, and calls what does not show written', async () => {
    const { email, ref } = await scene.fresh()
    const { last } = await writesSince(scene.world, scene.subject, 0)
    expect(statusesOf(await scene.connected.open().verify([orderFor([email], [ref])]))).toEqual(['written'])
    expect(await writesSince(scene.world, scene.subject, last)).toMatchObject({ count: 0 })
  })

  it('answers one outcome per order, in order', async () => {
    const one = await scene.fresh()
    const two = await scene.fresh()
    const orders = [
      orderFor([one.email], [one.ref]),
      orderFor(['missing@example.test'], []),
      orderFor([two.email], []),
      orderFor([one.email], []),
    ]
    const outcomes = await scene.connected.open().suppress(orders)
    expect(outcomes.map((outcome) => [outcome.orderId, outcome.status])).toEqual([
      [orders[0]?.orderId, 'applied'],
      [orders[1]?.orderId, 'absent'],
      [orders[2]?.orderId, 'applied'],
      [orders[3]?.orderId, 'applied'],
    ])
  })

  it.each(['accept-and-ignore'])('never says applied when the vendor does %s', async (kind) => {
    const { email, ref } = await scene.fresh()
    await scene.fault(kind, { ...scene.subject.optOutWrite, times: null })
    expect(statusesOf(await scene.connected.open().suppress([orderFor([email], [ref])]))).toEqual(['written'])
    expect(await scene.subject.optedOut(scene.world, ref, email)).toBe(false)
  })

  it('never says applied when the vendor still shows the old state', async () => {
    const { email, ref } = await scene.fresh()
    await scene.fault('stale-read', { ...scene.subject.optOutRead, times: null })
    expect(statusesOf(await scene.connected.open().suppress([orderFor([email], [ref])]))).toEqual(['written'])
    await scene.world.control('DELETE', '/_sandbox/faults')
    expect(statusesOf(await scene.connected.open().verify([orderFor([email], [ref])]))).toEqual(['applied'])
  })

  it('shows a block that the vendor took back as not there any more', async () => {
    const { email, ref } = await scene.fresh()
    const order = orderFor([email], [ref])
    await scene.fault('revert-after', { ...scene.subject.optOutWrite, delayMs: 300 })
    await scene.connected.open().suppress([order])
    await expect
      .poll(async () => statusesOf(await scene.connected.open().verify([order])), { timeout: 10_000, interval: 100 })
      .toEqual(['written'])
  })

  it('may be repeated after a write whose answer was lost', async () => {
    const { email, ref } = await scene.fresh()
    await scene.fault('cut-after', scene.subject.optOutWrite)
    const order = orderFor([email], [ref])
    expect((await failureOf(scene.connected.open().suppress([order]))).kind).toBe('unavailable')
    expect(['applied', 'already']).toContain((await scene.connected.open().suppress([order]))[0]?.status)
  })
}
