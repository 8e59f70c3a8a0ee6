import { afterEach, describe, expect, it } from 'vitest'
import { hubspot } from '../../../connectors/hubspot/index.ts'
import { scriptedVendor } from '../suite/scripted.ts'
import { pagesOf, statusesOf } from '../suite/scene.ts'
import { contact, portal } from './hubspot-portal.ts'
import type { Reply, Seen } from '../suite/scripted.ts'

describe('HubSpot: unsure answers to reading, removing and making records', () => {
  let close = (): void => undefined
  afterEach(() => close())
  const open = async (special: (seen: Seen) => Reply | null, scopes: readonly string[] = []) => {
    const vendor = await scriptedVendor(hubspot, portal(special), scopes)
    close = vendor.close
    return vendor
  }

  it.each([[{}], [{ paging: null }], [{ paging: {} }], [{ paging: { next: null } }]])(
    'takes a page with %j for the last one',
    async (paging) => {
      const vendor = await open((seen) =>
        seen.path.endsWith('/contacts') && seen.method === 'GET' && !seen.path.includes('/properties/')
          ? { json: { results: [], ...paging } }
          : null,
      )
      expect((await pagesOf(vendor.system, null, 'full')).map((page) => page.records)).toEqual([[], []])
    },
  )

  it.each([
    ['alone', { managePreferencesUrl: 'https://hubspot.example.test/manage' }, 'https://hubspot.example.test/manage'],
    [
      'in an envelope',
      { results: [{ managePreferencesUrl: 'https://hubspot.example.test/manage' }] },
      'https://hubspot.example.test/manage',
    ],
    ['in none of its answers', { results: [] }, null],
  ])('takes the page of the person %s', async (_how, json, url) => {
    const vendor = await open((seen) => (seen.path.endsWith('/links/generate') ? { json } : null))
    expect(await vendor.system.liftLink?.('ada@example.test', 'fr')).toBe(url)
  })

  it.each([
    ['takes its sorts as strings', (sort: unknown) => typeof sort === 'string', [['501'], []]],
    ['refuses the search altogether', () => false, 'bad-request'],
  ])('polls a portal that %s', async (_how, taken, expected) => {
    const vendor = await open((seen) => {
      if (!seen.path.endsWith('/search')) return null
      const { sorts = [], filterGroups = [] } = seen.body as {
        sorts?: unknown[]
        filterGroups?: { filters: { propertyName: string }[] }[]
      }
      if (!sorts.every(taken)) return { status: 400, json: { category: 'VALIDATION_ERROR' } }
      const changed = filterGroups[0]?.filters[0]?.propertyName === 'lastmodifieddate'
      return {
        json: changed
          ? { total: 1, results: [{ ...contact, createdAt: '2026-01-01T00:00:00Z' }] }
          : { total: 0, results: [] },
      }
    })
    const cursor = { kind: 'changes', since: 0, optOuts: 0, walk: 'rest', lastId: '0', startedAt: 0 }
    const read = pagesOf(vendor.system, cursor, 'changes').then(
      (pages) => pages.map((page) => page.records.map((record) => record.ref.id)),
      (error: { kind: string }) => error.kind,
    )
    expect(await read).toEqual(expected)
  })

  it('fails loudly when search does not sort by id as asked', async () => {
    const page = [
      { id: '9', properties: {}, createdAt: '2026-01-01T00:00:00Z' },
      { id: '3', properties: {}, createdAt: '2026-01-01T00:00:00Z' },
    ]
    const vendor = await open((seen) => (seen.path.endsWith('/search') ? { json: { total: 50, results: page } } : null))
    const cursor = { kind: 'changes', since: 0, optOuts: 0, walk: 'rest', lastId: '0', startedAt: 0 }
    await expect(
      (async () => {
        for await (const read of vendor.system.pull?.(cursor, 'changes') ?? [])
          expect(read.records.length).toBeLessThan(0)
      })(),
    ).rejects.toMatchObject({ kind: 'unexpected-response' })
  })

  it('erases nothing by an id that a merge retired, also when it shows as archived: the call may follow the merge', async () => {
    const vendor = await open((seen) => {
      if (seen.path.endsWith('/batch/read'))
        return {
          json: {
            results: seen.query.get('archived') === 'true' ? [{ id: '400', archived: true, properties: {} }] : [],
          },
        }
      return seen.method === 'GET' && seen.path.endsWith('/contacts/400') ? { json: contact } : null
    })
    expect(
      await vendor.system.remove?.([{ orderId: 'gone', record: { object: 'contact', id: '400' }, stage: 'erase' }]),
    ).toEqual([{ orderId: 'gone', status: 'refused', reason: 'conflict', detail: 'merged into record 501' }])
    expect(vendor.seen.filter((seen) => seen.path.endsWith('/gdpr-delete'))).toEqual([])
  })

  it.each([
    ['a category', { category: 'OBJECT_NOT_FOUND' }, []],
    ['a message', { message: 'Object not found.  objectId are usually numeric.' }, []],
    [
      'nothing of it',
      { category: 'VALIDATION_ERROR', message: 'Property values were not valid' },
      'unexpected-response',
    ],
    ['no body', undefined, 'unexpected-response'],
  ])('takes a contact for deleted by a 400 only when it says so: %s', async (_name, json, expected) => {
    const vendor = await open((seen) => {
      if (seen.path.endsWith('/batch/read')) return { json: { results: [] } }
      return seen.method === 'GET' && seen.path.endsWith('/contacts/400') ? { status: 400, json } : null
    })
    const read = vendor.system.read?.([{ object: 'contact', id: '400' }]).catch((error: { kind: string }) => error.kind)
    expect(await read).toEqual(expected)
  })

  it('does not take a contact that a batch leaves out for an erased one', async () => {
    let asked = false
    const failed = {
      status: 207,
      json: {
        results: [],
        numErrors: 1,
        errors: [{ status: 'error', category: 'INTERNAL_ERROR', message: 'try again', context: { ids: ['501'] } }],
      },
    }
    const vendor = await open((seen) => {
      if (seen.path.endsWith('/gdpr-delete')) {
        asked = true
        return { status: 204 }
      }
      if (seen.path.endsWith('/batch/read'))
        return asked ? failed : seen.query.get('archived') === 'true' ? { json: { results: [] } } : null
      return seen.method === 'GET' && seen.path.endsWith('/contacts/501') && seen.query.get('archived') !== 'true'
        ? { json: contact }
        : null
    })
    expect(
      await vendor.system.remove?.([{ orderId: 'gone', record: { object: 'contact', id: '501' }, stage: 'erase' }]),
    ).toEqual([{ orderId: 'gone', status: 'written' }])
  })

  it('isolates the bad record of a batch that HubSpot refuses whole', async () => {
    const values = new Map<string, string>()
    const names = ['email', 'lawbase_verdict']
    const vendor = await open((seen) => {
      const { inputs = [], properties = {} } = (seen.body ?? {}) as {
        inputs?: { id: string; properties?: Record<string, string> }[]
        properties?: Record<string, string>
      }
      if (seen.path.includes('/properties/'))
        return { json: { results: names.map((name) => ({ name, type: 'string' })) } }
      if (seen.path.endsWith('/batch/read'))
        return {
          json: { results: inputs.map(({ id }) => ({ id, properties: { lawbase_verdict: values.get(id) ?? null } })) },
        }
      const bad = {
        status: 400,
        json: {
          category: 'VALIDATION_ERROR',
          errors: [{ code: 'INVALID_OPTION', context: { propertyName: ['lawbase_verdict'] } }],
        },
      }
      if (seen.path.endsWith('/batch/update')) {
        if (inputs.some(({ id }) => id === '13')) return bad
        for (const input of inputs) values.set(input.id, input.properties?.['lawbase_verdict'] ?? '')
        return { json: { results: inputs.map(({ id }) => ({ id, properties: {} })) } }
      }
      if (seen.method !== 'PATCH') return null
      const one = seen.path.split('/').at(-1) ?? ''
      if (one === '13') return bad
      values.set(one, properties['lawbase_verdict'] ?? '')
      return { json: { id: one, properties: {} } }
    })
    const orders = Array.from({ length: 20 }, (_, index) => ({
      orderId: `t${index}`,
      record: { object: 'contact', id: String(index + 1) },
      fields: { verdict: 'ALLOW' },
    }))
    const outcomes = (await vendor.system.tag?.(orders)) ?? []
    expect(outcomes[12]).toEqual({
      orderId: 't12',
      status: 'refused',
      reason: 'validation',
      detail: 'HubSpot refuses the values INVALID_OPTION lawbase_verdict',
    })
    expect(new Set(statusesOf(outcomes.toSpliced(12, 1)))).toEqual(new Set(['applied']))
  })

  it('gives up after one renewal', async () => {
    const vendor = await open(() => ({ status: 401, json: { category: 'EXPIRED_AUTHENTICATION' } }))
    await expect(vendor.system.check()).rejects.toMatchObject({ kind: 'auth-expired' })
    expect(vendor.seen).toHaveLength(2)
  })

  it.each([
    ['by its number', 'Contact already exists. Existing ID: 501'],
    ['in words of its own', 'This contact exists.'],
  ])('takes a conflict %s for a contact that was made meanwhile', async (_how, message) => {
    let made = false
    const vendor = await open((seen) => {
      if (seen.method === 'POST' && seen.path.endsWith('/contacts')) {
        made = true
        return { status: 409, json: { status: 'error', category: 'CONFLICT', message } }
      }
      return seen.path.endsWith('/batch/read') && !made ? { json: { status: 'COMPLETE', results: [] } } : null
    })
    expect(
      await vendor.system.createContact?.([
        {
          orderId: 'plant',
          as: 'contact',
          email: 'ada@example.test',
          firstName: 'Lawbase',
          lastName: 'Mystery Shopper',
          company: null,
          jobTitle: null,
          country: null,
          phone: null,
        },
      ]),
    ).toEqual([{ orderId: 'plant', status: 'existing', record: { object: 'contact', id: '501' } }])
  })
})
