import { afterEach, describe, expect, it } from 'vitest'
import { hubspot } from '../../../connectors/hubspot/index.ts'
import { scriptedVendor } from '../suite/scripted.ts'
import { orderFor } from '../suite/subject.ts'
import { statusesOf } from '../suite/scene.ts'
import { contact, order, portal } from './hubspot-portal.ts'
import type { Reply, Seen } from '../suite/scripted.ts'

describe('HubSpot: answers that are unsure', () => {
  let close = (): void => undefined
  afterEach(() => close())
  const open = async (special: (seen: Seen) => Reply | null, scopes: readonly string[] = []) => {
    const vendor = await scriptedVendor(hubspot, portal(special), scopes)
    close = vendor.close
    return vendor
  }
  const isWrite = (seen: Seen): boolean => seen.method === 'POST' && seen.path.endsWith('/unsubscribe-all')

  it('calls once per business unit, and is satisfied only when each unit shows the opt-out', async () => {
    const open1 = new Set<string>()
    let honoured = ['', '7']
    const vendor = await open((seen) => {
      const unit = seen.query.get('businessUnitId') ?? ''
      if (seen.path.endsWith('/definitions'))
        return { json: { results: [{ businessUnitId: 0 }, { businessUnitId: 7 }, { businessUnitId: 9 }] } }
      if (isWrite(seen)) open1.add(unit)
      if (seen.path.endsWith('/unsubscribe-all'))
        return {
          json: {
            results:
              seen.method === 'GET' && open1.has(unit) && honoured.includes(unit)
                ? [
                    {
                      subscriberIdString: 'ada@example.test',
                      wideStatusType: unit === '' ? 'PORTAL_WIDE' : 'BUSINESS_UNIT_WIDE',
                      status: 'UNSUBSCRIBED',
                    },
                  ]
                : [],
          },
        }
      return null
    })
    expect(statusesOf(await vendor.system.suppress([order()]))).toEqual(['written'])
    expect(vendor.seen.filter(isWrite).map((seen) => seen.query.get('businessUnitId'))).toEqual([null, '7', '9'])
    honoured = ['', '7', '9']
    expect(await vendor.system.verify([order()])).toMatchObject([
      { status: 'applied', seen: { items: [{ value: 'PORTAL_WIDE UNSUBSCRIBED, BUSINESS_UNIT_WIDE UNSUBSCRIBED' }] } },
    ])
  })

  it('does not take the objection to one brand for the objection to all, also when HubSpot shows it without being asked for that brand', async () => {
    const brand = {
      subscriberIdString: 'ada@example.test',
      wideStatusType: 'BUSINESS_UNIT_WIDE',
      businessUnitId: 7,
      status: 'UNSUBSCRIBED',
    }
    const vendor = await open((seen) => {
      if (seen.path.endsWith('/definitions'))
        return { json: { results: [{ businessUnitId: 0 }, { businessUnitId: 7 }] } }
      return seen.method === 'GET' && seen.path.endsWith('/unsubscribe-all') ? { json: { results: [brand] } } : null
    })
    expect(statusesOf(await vendor.system.verify([order()]))).toEqual(['written'])
  })

  it('refuses, and says what to do, where neither "all" nor the list of types is offered', async () => {
    const vendor = await open((seen) =>
      seen.path.endsWith('/unsubscribe-all') || seen.path.endsWith('/definitions')
        ? { status: 405, json: { message: 'Method not allowed' } }
        : null,
    )
    expect(await vendor.system.suppress([order()])).toMatchObject([
      { status: 'refused', detail: expect.stringContaining('opt the person out in HubSpot') as unknown },
    ])
    expect(statusesOf(await vendor.system.verify([order()]))).toEqual(['written'])
  })

  it('takes "already unsubscribed" as a 400 for success', async () => {
    let wrote = false
    const vendor = await open((seen) => {
      if (isWrite(seen)) {
        wrote = true
        return {
          status: 400,
          json: {
            message: 'ada@example.test is already unsubscribed from subscription 1',
            category: 'VALIDATION_ERROR',
          },
        }
      }
      return seen.path.endsWith('/unsubscribe-all') && wrote
        ? { json: { status: 'SUCCESS', results: [{ status: 'UNSUBSCRIBED', wideStatusType: 'PORTAL_WIDE' }] } }
        : null
    })
    expect(statusesOf(await vendor.system.suppress([order()]))).toEqual(['applied'])
  })

  it.each([
    ['SUBSCRIBED', 'ada@example.test'],
    ['NOT_SPECIFIED', 'ada@example.test'],
    ['UNSUBSCRIBED', 'someone-else@example.test'],
  ])('does not take a wide status %s of %s for the opt-out', async (status, subscriberIdString) => {
    const vendor = await open((seen) =>
      seen.path.endsWith('/unsubscribe-all')
        ? {
            json: {
              results: seen.method === 'GET' ? [{ subscriberIdString, wideStatusType: 'PORTAL_WIDE', status }] : [],
            },
          }
        : null,
    )
    expect(statusesOf(await vendor.system.suppress([order()]))).toEqual(['written'])
  })

  it('asks singly for a secondary address that a batch of statuses leaves out', async () => {
    const out = (email: string) => ({
      subscriberIdString: email,
      wideStatusType: 'PORTAL_WIDE',
      status: 'UNSUBSCRIBED',
    })
    const vendor = await open(
      (seen) => {
        if (seen.path.endsWith('/contacts/batch/read'))
          return {
            json: {
              results: [
                {
                  id: '501',
                  createdAt: '2026-01-01T00:00:00Z',
                  properties: {
                    email: 'ada@example.test',
                    hs_additional_emails: 'ada@old.example.test;ada@new.example.test',
                  },
                },
              ],
            },
          }
        if (seen.path.endsWith('/batch/unsubscribe-all/read'))
          return {
            status: 207,
            json: {
              results: [{ subscriberIdString: 'Ada@new.example.test', wideStatuses: [] }],
              numErrors: 1,
              errors: [{ category: 'INTERNAL_ERROR' }],
            },
          }
        return seen.path.includes('ada%40old') ? { json: { results: [out('ada@old.example.test')] } } : null
      },
      ['communication_preferences.statuses.batch.read'],
    )
    expect(
      (await vendor.system.read?.([{ object: 'contact', id: '501' }]))?.map((record) => record.optedOutAddresses),
    ).toEqual([['ada@old.example.test']])
  })

  it('finds the contact of a secondary address that it does not show, and opts that address out', async () => {
    const out = new Set<string>()
    const vendor = await open((seen) => {
      const address = decodeURIComponent(seen.path.split('/').at(-2) ?? '')
      if (isWrite(seen)) out.add(address)
      if (seen.path.endsWith('/unsubscribe-all'))
        return {
          json: {
            results: out.has(address)
              ? [{ subscriberIdString: address, wideStatusType: 'PORTAL_WIDE', status: 'UNSUBSCRIBED' }]
              : [],
          },
        }
      const ids = ((seen.body ?? {}) as { inputs?: { id: string }[] }).inputs?.map((input) => input.id) ?? []
      return seen.path.endsWith('/batch/read') && !ids.some((one) => ['501', 'ada@old.example.test'].includes(one))
        ? { json: { results: [] } }
        : null
    })
    expect(
      statusesOf(
        await vendor.system.suppress([orderFor(['nobody@example.test'], []), orderFor(['ada@old.example.test'], [])]),
      ),
    ).toEqual(['absent', 'applied'])
    expect([...out].toSorted((a, b) => (a < b ? -1 : 1))).toEqual(['ada@example.test', 'ada@old.example.test'])
  })

  it('adds to what stands in our field, also what is no option there any more and what somebody set meanwhile', async () => {
    let field = 'phone;pigeon'
    const vendor = await open((seen) => {
      if (seen.path.includes('/properties/'))
        return { json: { results: [{ name: 'lawbase_do_not_contact', type: 'enumeration' }] } }
      if (seen.path.endsWith('/batch/read'))
        return { json: { results: [{ id: '501', properties: { email: null, lawbase_do_not_contact: field } }] } }
      if (seen.method !== 'PATCH') return null
      const value = (seen.body as { properties: Record<string, string> }).properties['lawbase_do_not_contact'] ?? ''
      if (value.includes('pigeon'))
        return {
          status: 400,
          json: {
            category: 'VALIDATION_ERROR',
            errors: [{ code: 'INVALID_OPTION', context: { propertyName: ['lawbase_do_not_contact'] } }],
          },
        }
      const set = [...field.split(';'), 'post']
      field = (value.startsWith(';') ? [...set, ...value.slice(1).split(';')] : value.split(';')).join(';')
      return { json: { id: '501', properties: {} } }
    })
    expect(
      statusesOf(
        await vendor.system.suppress([orderFor([], [{ object: 'contact', id: '501' }], { channels: ['sms', 'fax'] })]),
      ),
    ).toEqual(['applied'])
    expect(field).toBe('phone;pigeon;post;sms;fax')
  })

  it('says absent when a batch without a hit is a 404, and when one address breaks the look-up', async () => {
    const vendor = await open((seen) => {
      if (!seen.path.endsWith('/batch/read')) return null
      const ids = (seen.body as { inputs: { id: string }[] }).inputs.map((input) => input.id)
      return ids.includes('broken@@example.test')
        ? { status: 400, json: { category: 'VALIDATION_ERROR' } }
        : ids.includes('ada@example.test')
          ? { json: { results: [contact] } }
          : { status: 404, json: {} }
    })
    expect(
      statusesOf(
        await vendor.system.verify([
          orderFor(['nobody@example.test'], []),
          orderFor(['broken@@example.test'], []),
          orderFor(['ada@example.test'], []),
        ]),
      ),
    ).toEqual(['absent', 'absent', 'written'])
  })
})
