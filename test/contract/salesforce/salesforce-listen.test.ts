import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { Cursor } from '../../../src/connector/records.ts'
import type { SignalBatch, VendorEvent } from '../../../src/connector/webhook.ts'
import { failureOf, startWorld, type Connected, type World } from '../suite/harness.ts'
import { orderFor } from '../suite/subject.ts'
import { actSalesforce, createRow, salesforceSubject } from './salesforce-subject.ts'

interface Line {
  batches: SignalBatch[]
  events(): VendorEvent[]
  position(): Cursor | null
  until(done: () => boolean): Promise<void>
  stop(): Promise<void>
}

// docs/reference/salesforce.md#cdc, #cometd, #cometd-errors.
describe('Salesforce: change events', () => {
  let world: World
  let connected: Connected
  let orgId = ''
  beforeAll(async () => {
    world = await startWorld({ contacts: 5 })
    connected = await salesforceSubject.connect(world)
    orgId = connected.access.accountId
    await connected.open().provision?.()
  })
  afterAll(() => world.close())
  beforeEach(() =>
    world.control('POST', '/_sandbox/switches', {
      salesforce: { changeEvents: ['Contact', 'Lead'], changeEventsPerDay: 25_000, streamingHoldMs: 1_000 },
    }),
  )

  /** Listens beside the test, from `from` on; ready when the line said that it is alive. */
  async function openLine(from: Cursor | null = null): Promise<Line> {
    const stopping = new AbortController()
    const batches: SignalBatch[] = []
    let wake = () => {}
    let failure: unknown = null
    const listening = (async () => {
      for await (const batch of connected.open().listen?.(from, stopping.signal) ?? []) {
        batches.push(batch)
        wake()
      }
    })().catch((error: unknown) => {
      failure = error
      wake()
    })
    const line: Line = {
      batches,
      events: () => batches.flatMap((batch) => batch.events),
      position: () => batches.map((batch) => batch.next).findLast((next) => next !== null) ?? null,
      until: async (done) => {
        while (!done()) {
          if (failure !== null) throw failure
          await new Promise<void>((resolve) => (wake = resolve))
        }
      },
      stop: async () => {
        stopping.abort()
        await listening
      },
    }
    await line.until(() => batches.length > 0)
    return line
  }
  const about = (id: string) => (event: VendorEvent) => event.record?.id === id

  it("hears the mystery shopper's no, which says nothing of having been ours", async () => {
    const record = await createRow(world, 'Contact', { Email: 'compliance+lb-heard@exemple.example.test' })
    const line = await openLine()
    await connected
      .open()
      .shopper?.optOut([{ orderId: 'no', email: 'compliance+lb-heard@exemple.example.test', record }])
    await line.until(() => line.events().length > 0)
    expect(line.events()).toMatchObject([
      { record, kind: 'changed', reason: null, objected: ['email'], actor: { kind: 'app' } },
    ])
    await line.stop()
  })

  it('tell of a change by hand once, with who did it, and no address', async () => {
    const ref = await createRow(world, 'Contact', { Email: 'hand@example.test' })
    const line = await openLine()
    await actSalesforce(world, 'opt-out', { id: ref.id })
    await line.until(() => line.events().some(about(ref.id)))
    await line.stop()
    const [event, ...more] = line.events().filter(about(ref.id))
    const { occurredAt, dedupeKey, ...rest } = event ?? ({} as VendorEvent)
    expect(rest).toEqual({
      accountId: orgId,
      record: ref,
      kind: 'changed',
      reason: null,
      objected: ['email'],
      actor: { kind: 'user', name: expect.stringMatching(/^005/) as string },
    })
    expect(more).toEqual([])
    expect(JSON.stringify(line.batches)).not.toContain('example.test')
    expect([Number.isNaN(occurredAt.getTime()), dedupeKey.length > 10]).toEqual([false, true])
  })

  it('of our own writes are ignored', async () => {
    const ref = await createRow(world, 'Lead', { Email: 'echo@example.test' })
    const other = await createRow(world, 'Lead', { Email: 'other@example.test' })
    const line = await openLine()
    await connected.open().suppress([orderFor(['echo@example.test'], [ref])])
    await actSalesforce(world, 'opt-out', { id: other.id })
    await line.until(() => line.events().some(about(other.id)))
    await line.stop()
    expect([
      ...new Set(
        line
          .events()
          .filter(about(ref.id))
          .map(({ kind, reason }) => `${kind}: ${reason}`),
      ),
    ]).toEqual(['ignored: our own write'])
  })

  it('go on from a saved position, without losing or repeating', async () => {
    const first = await createRow(world, 'Contact', { Email: 'first@example.test' })
    const second = await createRow(world, 'Contact', { Email: 'second@example.test' })
    const line = await openLine()
    await actSalesforce(world, 'opt-out', { id: first.id })
    await line.until(() => line.events().some(about(first.id)))
    await line.stop()
    await actSalesforce(world, 'opt-out', { id: second.id })
    const later = await openLine(line.position())
    await later.until(() => later.events().some(about(second.id)))
    await later.stop()
    expect(later.events().map((event) => event.record?.id)).toEqual([second.id])
  })

  it('with one change of several records name each of them; created, deleted and restored ones too', async () => {
    const refs = await Promise.all(
      ['a', 'b'].map((name) => createRow(world, 'Contact', { Email: `${name}.many@example.test` })),
    )
    const line = await openLine()
    await connected.open().hold?.(refs.map((record, index) => ({ orderId: `h${index}`, record, until: '2027-01-01' })))
    const created = await createRow(world, 'Contact', { Email: 'born@example.test' })
    await actSalesforce(world, 'delete', { id: created.id })
    await actSalesforce(world, 'undelete', { id: created.id })
    await line.until(() => line.events().some((event) => event.kind === 'restored'))
    await line.stop()
    expect(line.events().map(({ kind, record }) => `${kind} ${record?.id}`)).toEqual([
      ...refs.map((ref) => `ignored ${ref.id}`),
      `created ${created.id}`,
      `deleted ${created.id}`,
      `restored ${created.id}`,
    ])
  })

  it('that are gaps name the record to read; wildcards and overflows ask for everything', async () => {
    const ref = await createRow(world, 'Contact', { Email: 'gap@example.test' })
    const line = await openLine()
    await actSalesforce(world, 'change-gap', { object: 'Contact', id: ref.id })
    await line.until(() => line.events().some(about(ref.id)))
    expect(line.batches.some((batch) => batch.gap)).toBe(false)
    for (const act of ['change-wildcard', 'change-overflow']) {
      const before = line.batches.length
      await actSalesforce(world, act, { object: 'Contact' })
      await line.until(() => line.batches.slice(before).some((batch) => batch.gap === true))
    }
    await line.stop()
  })

  it('survive a restart of the server and an ended session, from where they were', async () => {
    const [one, two, three] = await Promise.all(
      ['one', 'two', 'three'].map((name) => createRow(world, 'Contact', { Email: `${name}@example.test` })),
    )
    const line = await openLine()
    await actSalesforce(world, 'opt-out', { id: one?.id })
    await line.until(() => line.events().some(about(one?.id ?? '')))
    await actSalesforce(world, 'restart-streaming', {})
    await actSalesforce(world, 'opt-out', { id: two?.id })
    await line.until(() => line.events().some(about(two?.id ?? '')))
    await world.control('POST', '/_sandbox/tokens', { system: 'salesforce', action: 'expire-access' })
    await actSalesforce(world, 'opt-out', { id: three?.id })
    await line.until(() => line.events().some(about(three?.id ?? '')))
    await line.stop()
    expect(line.events().map((event) => event.record?.id)).toEqual([one?.id, two?.id, three?.id])
  })

  it('older than what is kept are a lost position', async () => {
    const ref = await createRow(world, 'Contact', { Email: 'old@example.test' })
    const line = await openLine()
    await actSalesforce(world, 'opt-out', { id: ref.id })
    await line.until(() => line.events().some(about(ref.id)))
    await line.stop()
    await world.advance(73 * 3_600_000)
    await actSalesforce(world, 'forget-change-events', {})
    const failure = await failureOf(openLine(line.position()))
    expect({ kind: failure.kind, message: failure.message }).toEqual({
      kind: 'cursor-lost',
      message: expect.stringContaining('everything is read again') as string,
    })
  })

  it('that nobody selected, or that are used up for the day, say so', async () => {
    await world.control('POST', '/_sandbox/switches', { salesforce: { changeEvents: [] } })
    expect((await failureOf(openLine())).kind).toBe('forbidden')
    await world.control('POST', '/_sandbox/switches', { salesforce: { changeEvents: ['Lead'] } })
    const line = await openLine()
    expect(line.batches[0]).toEqual({
      events: [],
      next: null,
      unheard:
        'Salesforce sends no change events of Contact; polling goes on for these records. Select them under Setup > Change Data Capture, give our user "View All Records", and run the self-test again.',
    })
    await line.stop()
    await world.control('POST', '/_sandbox/switches', { salesforce: { changeEvents: ['Contact', 'Lead'] } })
    const whole = await openLine()
    expect(whole.batches[0]).toEqual({ events: [], next: null, unheard: null })
    await whole.stop()
    await world.control('POST', '/_sandbox/switches', {
      salesforce: { changeEvents: ['Contact'], changeEventsPerDay: 0 },
    })
    const over = await openLine()
    expect((await failureOf(over.until(() => false))).kind).toBe('rate-limited')
    await over.stop()
  })

  it('stop with a revoked grant, not before', async () => {
    const line = await openLine()
    await world.control('POST', '/_sandbox/tokens', { system: 'salesforce', action: 'revoke' })
    expect((await failureOf(line.until(() => false))).kind).toBe('access-revoked')
    await line.stop()
  })
})
