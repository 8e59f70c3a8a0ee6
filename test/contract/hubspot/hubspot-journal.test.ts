import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { journalEvent } from '../../../connectors/hubspot/webhook/journal-event.ts'
import type { Cursor } from '../../../src/connector/records.ts'
import type { SignalBatch } from '../../../src/connector/webhook.ts'
import { failureOf, startWorld, type Connected, type World } from '../suite/harness.ts'
import { hubspotSubject } from './hubspot-subject.ts'

// docs/reference/hubspot.md#journal, #journal-envelope.
describe('HubSpot: the pull journal', () => {
  let world: World
  let connected: Connected
  beforeAll(async () => {
    world = await startWorld({ contacts: 5 })
    connected = await hubspotSubject.connect(world)
  })
  afterAll(() => world.close())

  const act = (name: string, more: object) =>
    world.control('POST', '/_sandbox/act', { system: 'hubspot', act: name, ...more })
  /** Batches from `from` on until `done`; each batch may wait for the next look at the journal. */
  async function readUntil(
    from: Cursor | null,
    done: (batches: SignalBatch[]) => boolean,
    between: () => Promise<unknown> = () => Promise.resolve(),
  ): Promise<SignalBatch[]> {
    const stopping = new AbortController()
    const batches: SignalBatch[] = []
    for await (const batch of connected.open({}, { pushed: false }).listen?.(from, stopping.signal) ?? []) {
      batches.push(batch)
      if (batches.length === 1) await between()
      if (done(batches)) stopping.abort()
    }
    return batches
  }
  const positionIn = (batches: readonly SignalBatch[]) =>
    batches.map((batch) => batch.next).findLast((next) => next !== null) ?? null
  const kindsOf = (batches: readonly SignalBatch[], id: string) => [
    ...new Set(
      batches
        .flatMap((batch) => batch.events)
        .filter((event) => event.record?.id === id)
        .map((event) => event.kind),
    ),
  ]

  it('is not read where HubSpot can push', () => {
    expect([connected.open().listen === undefined, connected.open({}, { pushed: false }).listen === undefined]).toEqual(
      [true, false],
    )
  })

  it('tells of what happens from now on, and goes on from a saved position', async () => {
    const first = await hubspotSubject.person(world, 'journal.first@example.test')
    const second = await hubspotSubject.person(world, 'journal.second@example.test')
    const batches = await readUntil(
      null,
      (all) => kindsOf(all, first.id).length > 0,
      () => act('unsubscribe', { email: 'journal.first@example.test' }),
    )
    expect(kindsOf(batches, first.id)).toEqual(['changed'])
    expect(JSON.stringify(batches)).not.toContain('example.test')
    await act('unsubscribe', { email: 'journal.second@example.test' })
    await act('delete', { id: second.id })
    const later = await readUntil(positionIn(batches), (all) => kindsOf(all, second.id).includes('deleted'))
    expect({
      first: kindsOf(later, first.id),
      second: kindsOf(later, second.id),
      gap: later.some((batch) => batch.gap),
    }).toEqual({ first: [], second: ['changed', 'deleted'], gap: false })
  })

  it('of more than three days ago is a lost position', async () => {
    const ref = await hubspotSubject.person(world, 'journal.old@example.test')
    const batches = await readUntil(
      null,
      (all) => kindsOf(all, ref.id).length > 0,
      () => act('unsubscribe', { email: 'journal.old@example.test' }),
    )
    await world.advance(73 * 3_600_000)
    const failure = await failureOf(readUntil(positionIn(batches), () => false))
    expect(failure.kind).toBe('cursor-lost')
  })

  it('that is closed to this app says so', async () => {
    await world.control('POST', '/_sandbox/switches', { hubspot: { journal: false } })
    const failure = await failureOf(readUntil(null, () => false))
    expect({ kind: failure.kind, polling: failure.message.includes('polling goes on') }).toEqual({
      kind: 'forbidden',
      polling: true,
    })
  })

  it.each([
    [
      'a change',
      { action: 'UPDATE', objectTypeId: '0-1', objectId: 501, portalId: 7, occurredAt: 1_790_000_000_000 },
      'changed 501',
    ],
    [
      'a change in the words of a push',
      {
        subscriptionType: 'object.propertyChange',
        objectTypeId: '0-1',
        objectId: '501',
        occurredAt: '2026-09-21T14:13:20Z',
      },
      'changed 501',
    ],
    ['a merge', { action: 'MERGE', objectTypeId: '0-1', primaryObjectId: 1, newObjectId: 9 }, 'merged 9'],
    ['an erasure', { type: 'GDPR_PRIVACY_DELETION', objectId: 4 }, 'privacy-deleted 4'],
    ['a company', { action: 'UPDATE', objectTypeId: '0-2', objectId: 501 }, 'ignored undefined'],
    ['another account', { action: 'UPDATE', objectTypeId: '0-1', objectId: 501, portalId: 8 }, 'ignored undefined'],
  ])('names %s', (_name, entry, expected) => {
    const event = journalEvent(entry, '7', 'offset-1')
    expect(`${event?.kind} ${event?.record?.id}`).toBe(expected)
  })

  it.each([
    ['text', 'hello'],
    ['no act', { objectTypeId: '0-1', objectId: 1 }],
    ['no record', { action: 'UPDATE', objectTypeId: '0-1' }],
  ])('does not guess about %s', (_name, entry) => {
    expect(journalEvent(entry, '7', 'offset-1')).toBeNull()
  })
})
