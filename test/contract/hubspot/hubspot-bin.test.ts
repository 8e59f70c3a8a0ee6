import { expect, it } from 'vitest'
import { startWorld } from '../suite/harness.ts'
import { hubspotSubject } from './hubspot-subject.ts'
import { hubspot } from '../../../connectors/hubspot/index.ts'
import { pagesOf } from '../suite/scene.ts'
import { scriptedVendor, type Reply, type Seen } from '../suite/scripted.ts'

const refs = (seen: Seen): string[] => (seen.body as { inputs: { id: string }[] }).inputs.map(({ id }) => id)
const orders = (stage: 'bin' | 'erase', ...ids: string[]) =>
  ids.map((id) => ({ orderId: id, record: { object: 'contact', id }, stage }))

const whole = ['email', 'lifecyclestage'].map((name) => ({ name, type: 'string' }))

/**
 * A portal of the contacts 1 to 3, whose bin fills as archive or gdpr-delete say; what the script answers comes first.
 */
async function portal(script: (seen: Seen) => Reply | null) {
  const [bin, erased] = [new Set<string>(), new Set<string>()]
  return scriptedVendor(hubspot, (seen) => {
    const said = script(seen)
    if (said !== null) return said
    const archived = seen.query.get('archived') === 'true'
    const isThere = (id: string) => ['1', '2', '3'].includes(id) && !erased.has(id) && bin.has(id) === archived
    if (seen.path.endsWith('/batch/read'))
      return {
        status: 207,
        json: {
          results: refs(seen)
            .filter(isThere)
            .map((id) => ({ id, properties: {}, archived })),
        },
      }
    if (seen.path.endsWith('/batch/archive')) refs(seen).forEach((id) => bin.add(id))
    else if (seen.path.endsWith('/gdpr-delete')) erased.add((seen.body as { objectId: string }).objectId)
    else return { status: 404, json: { category: 'OBJECT_NOT_FOUND' } }
    return { status: 204 }
  })
}

it('ends a full sweep of HubSpot with the bin as tombstones, and resumes in the middle of it', async () => {
  const world = await startWorld({ contacts: 300 })
  try {
    const connected = await hubspotSubject.connect(world)
    const ids = (await hubspotSubject.liveIds(world)).slice(0, 120)
    await connected.open().remove?.(ids.map((id) => ({ orderId: id, record: { object: 'contact', id }, stage: 'bin' })))
    // The bin itself shows who is in it: nobody is asked for alone.
    const singly = (
      await world.control<{ method: string; path: string }[]>('GET', '/_sandbox/requests?system=hubspot')
    ).filter(({ method, path }) => method === 'GET' && /\/contacts\/\d+/u.test(path))
    expect(singly).toEqual([])
    // What hangs on them is only named: no scope of ours lets us treat it.
    expect([connected.open().related, hubspotSubject.connector.writes.remains?.bin.en]).toEqual([
      undefined,
      expect.stringContaining('E-mails, notes, tasks and files of the person are not deleted'),
    ])
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

it.each([
  ['bin', 'archived', (seen: Seen) => seen.path.endsWith('/batch/archive') && refs(seen).includes('2')],
  [
    'erase',
    'erased',
    (seen: Seen) => seen.path.endsWith('/gdpr-delete') && (seen.body as { objectId: string }).objectId === '2',
  ],
] as const)('a contact that HubSpot refuses to take away keeps no other one (%s)', async (stage, value, refuses) => {
  const vendor = await portal((seen) =>
    refuses(seen) ? { status: 400, json: { category: 'VALIDATION_ERROR', message: 'no' } } : null,
  )
  const outcomes = (await vendor.system.remove?.(orders(stage, '1', '2', '3'))) ?? []
  vendor.close()
  expect(
    outcomes.map((outcome) => [
      outcome.orderId,
      outcome.status,
      'seen' in outcome ? outcome.seen.value : 'detail' in outcome ? outcome.detail : '',
    ]),
  ).toEqual([
    ['1', 'applied', value],
    ['2', 'refused', 'HubSpot answered 400 to the deletion of the contact'],
    ['3', 'applied', value],
  ])
})

it('a contact that is shown among the archived and says itself that it lives was not taken away', async () => {
  let asked = false
  const vendor = await portal((seen) => {
    if (seen.path.endsWith('/batch/archive')) {
      asked = true
      return { status: 204 }
    }
    if (!asked || !seen.path.endsWith('/batch/read')) return null
    return {
      status: 207,
      json: {
        results:
          seen.query.get('archived') === 'true'
            ? refs(seen).map((id) => ({ id, properties: {}, archived: false }))
            : [],
      },
    }
  })
  expect((await vendor.system.remove?.(orders('bin', '1')))?.map(({ status }) => status)).toEqual(['written'])
  vendor.close()
})

it('a contact that a list of the living shows as archived is a tombstone', async () => {
  const vendor = await scriptedVendor(hubspot, (seen) => {
    if (seen.path.includes('/properties/')) return { json: { results: whole } }
    const results = [
      { id: 501, properties: { createdate: '2020-02-29T08:00:00Z' }, archived: true },
      { id: 502, properties: { createdate: '1582963200000' }, archived: false },
    ]
    return { json: { results: seen.query.get('archived') === 'true' ? [] : results } }
  })
  const pages = await pagesOf(vendor.system, null, 'full')
  vendor.close()
  expect(
    pages.flatMap(({ records }) => records.map(({ ref, createdAt }) => [ref.id, createdAt.toISOString()])),
  ).toEqual([['502', '2020-02-29T08:00:00.000Z']])
  expect(pages.flatMap(({ tombstones }) => tombstones.map(({ ref }) => ref.id))).toEqual(['501'])
})

it.each(['2032-02-29', '1961625600000', '2032-02-29T00:00:00.000Z'])(
  'a hold that is shown as %s is read back',
  async (shown) => {
    let written = ''
    const vendor = await scriptedVendor(hubspot, (seen) => {
      if (seen.path.includes('/properties/'))
        return { json: { results: [{ name: 'lawbase_hold_until', type: 'date' }] } }
      if (seen.path.endsWith('/batch/read'))
        return { json: { results: [{ id: '501', properties: { lawbase_hold_until: written === '' ? null : shown } }] } }
      written = (seen.body as { properties: Record<string, string> }).properties['lawbase_hold_until'] ?? ''
      return { json: { id: '501', properties: {} } }
    })
    const outcomes =
      (await vendor.system.hold?.([{ orderId: 'h', record: { object: 'contact', id: '501' }, until: '2032-02-29' }])) ??
      []
    vendor.close()
    expect([written, outcomes.map(({ status }) => status)]).toEqual(['2032-02-29', ['applied']])
  },
)

it('a hold field that holds no day is read as empty', async () => {
  const shown = ['soon', '2026-02-30', '2031-12-24']
  const vendor = await scriptedVendor(hubspot, (seen) => {
    if (seen.path.includes('/properties/'))
      return { json: { results: [...whole, { name: 'lawbase_hold_until', type: 'string' }] } }
    return {
      json: {
        results: shown.map((text, place) => ({
          id: String(place),
          properties: { createdate: '2020-02-29T08:00:00Z', lawbase_hold_until: text },
        })),
      },
    }
  })
  const records =
    (await vendor.system.read?.(shown.map((_text, place) => ({ object: 'contact', id: String(place) })))) ?? []
  vendor.close()
  expect(records.map(({ holdUntil }) => holdUntil)).toEqual([null, null, '2031-12-24'])
})

it('reads nobody while the list of properties cannot be whole: a customer would look like anybody', async () => {
  const vendor = await scriptedVendor(hubspot, (seen) => ({
    json: {
      results: seen.path.includes('/properties/')
        ? whole.slice(0, 1)
        : [{ id: '501', properties: { createdate: '2020-02-29T08:00:00Z' } }],
    },
  }))
  await expect(vendor.system.read?.([{ object: 'contact', id: '501' }])).rejects.toMatchObject({
    kind: 'unexpected-response',
    message: expect.stringContaining('lacks lifecyclestage') as string,
  })
  await expect(pagesOf(vendor.system, null, 'full')).rejects.toMatchObject({ kind: 'unexpected-response' })
  vendor.close()
})
