import { expect, it } from 'vitest'
import { startWorld } from './harness.ts'
import { hubspotSubject } from './hubspot-subject.ts'
import { pagesOf } from './scene.ts'

it('ends a full sweep of HubSpot with the bin as tombstones, and resumes in the middle of it', async () => {
  const world = await startWorld({ contacts: 300 })
  try {
    const connected = await hubspotSubject.connect(world)
    const ids = (await hubspotSubject.liveIds(world)).slice(0, 120)
    await connected.open().remove?.(ids.map((id) => ({ orderId: id, record: { object: 'contact', id }, stage: 'bin' })))
    // The bin itself shows who is in it: nobody is asked for alone.
    const singly = (await world.control<{ method: string; path: string }[]>('GET', '/_sandbox/requests?system=hubspot')).filter(({ method, path }) => method === 'GET' && /\/contacts\/\d+/u.test(path))
    expect(singly).toEqual([])
    // What hangs on them is only named: no scope of ours lets us treat it.
    expect([connected.open().related, hubspotSubject.connector.writes.remains?.bin.en]).toEqual([undefined, expect.stringContaining('E-mails, notes, tasks and files of the person are not deleted')])
    const pages = await pagesOf(connected.open(), null, 'full')
    const tombstones = pages.flatMap((page) => page.tombstones.map((tombstone) => tombstone.ref.id))
    expect(tombstones.toSorted()).toEqual(ids.toSorted())
    const first = pages.findIndex((page) => page.tombstones.length > 0)
    const rest = await pagesOf(connected.open(), pages[first]?.next ?? null, 'full')
    expect(rest.flatMap((page) => page.tombstones)).toHaveLength(20)
    expect(rest.flatMap((page) => page.records)).toEqual([])
  } finally {
    await world.close()
  }
})
