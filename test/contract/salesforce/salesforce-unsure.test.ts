import { afterEach, describe, expect, it } from 'vitest'
import { salesforce } from '../../../connectors/salesforce/index.ts'
import { scriptedVendor } from '../suite/scripted.ts'
import type { Reply, Seen } from '../suite/scripted.ts'
import { orderFor } from '../suite/subject.ts'
import { statusesOf } from '../suite/scene.ts'

const id = '003000000000001AAA'
const shown = [
  'Email',
  'LastName',
  'HasOptedOutOfEmail',
  'HasOptedOutOfFax',
  'DoNotCall',
  'CreatedDate',
  'SystemModstamp',
  'IsDeleted',
  'MasterRecordId',
]
const describes: Readonly<Record<string, readonly string[]>> = {
  Contact: shown,
  Lead: shown,
  EmailMessageRelation: ['RelationId', 'RelationType', 'EmailMessageId', 'SystemModstamp'],
}
const fault = (errorCode: string): Reply => ({ status: 400, json: [{ message: 'no', errorCode }] })

/** A small org with one contact; `special` answers first, for the call under test. */
function org(row: Record<string, unknown>, special: (seen: Seen, soql: string) => Reply | null) {
  return (seen: Seen): Reply => {
    const soql = seen.query.get('q') ?? ''
    const own = special(seen, soql)
    if (own !== null) return own
    const object = /\/sobjects\/(\w+)\/describe$/.exec(seen.path)?.[1]
    if (object !== undefined) {
      const fields = describes[object]
      return fields === undefined
        ? { status: 404, json: [{ message: 'no', errorCode: 'NOT_FOUND' }] }
        : { json: { fields: fields.map((name) => ({ name, updateable: true })) } }
    }
    if (soql.includes('count()')) return { json: { totalSize: 1, done: true, records: [] } }
    if (soql.includes(' FROM Contact')) return { json: { totalSize: 1, done: true, records: [row] } }
    if (soql !== '') return { json: { totalSize: 0, done: true, records: [] } }
    if (seen.path.endsWith('/composite/sobjects/Contact'))
      return { json: (seen.body as { ids: string[] }).ids.map((asked) => (asked === id ? row : null)) }
    return { status: 404, json: [{ message: 'no', errorCode: 'NOT_FOUND' }] }
  }
}

const fresh = (): Record<string, unknown> => ({
  Id: id,
  Email: 'ada@example.test',
  HasOptedOutOfEmail: false,
  DoNotCall: false,
  HasOptedOutOfFax: false,
  IsDeleted: false,
  MasterRecordId: null,
  CreatedDate: '2026-01-01T00:00:00.000+0000',
  SystemModstamp: '2026-02-01T00:00:00.000+0000',
})

describe('Salesforce: answers that are unsure', () => {
  let close = (): void => undefined
  afterEach(() => close())
  const open = async (row: Record<string, unknown>, special: (seen: Seen, soql: string) => Reply | null) => {
    const vendor = await scriptedVendor(salesforce, org(row, special))
    close = vendor.close
    return vendor
  }
  const pulled = async (vendor: Awaited<ReturnType<typeof open>>) => {
    const records = []
    for await (const page of vendor.system.pull?.(null, 'full') ?? []) records.push(...page.records)
    return records
  }
  const reply: Reply = {
    json: {
      totalSize: 1,
      done: true,
      records: [{ RelationId: id, EmailMessage: { MessageDate: '2026-05-01T00:00:00.000+0000' } }],
    },
  }

  it('reads acts by lists of ids when the org refuses the sub-query', async () => {
    const vendor = await open(fresh(), (_seen, soql) =>
      !soql.includes('FROM EmailMessageRelation') ? null : soql.includes('(SELECT') ? fault('MALFORMED_QUERY') : reply,
    )
    expect((await pulled(vendor))[0]?.acts).toEqual([{ kind: 'reply', at: new Date('2026-05-01T00:00:00Z') }])
  })

  it.each(['INVALID_TYPE', 'INVALID_FIELD'])(
    'does without a source that the org answers with %s, and the self-test says so',
    async (code) => {
      const vendor = await open(fresh(), (_seen, soql) =>
        soql.includes('FROM EmailMessageRelation') ? fault(code) : null,
      )
      expect(await pulled(vendor)).toMatchObject([{ acts: [] }])
      const asked = vendor.seen.length
      await pulled(vendor)
      expect(
        vendor.seen.slice(asked).filter((seen) => (seen.query.get('q') ?? '').includes('EmailMessageRelation')),
      ).toEqual([])
    },
  )

  it('names in the self-test what is not there', async () => {
    const vendor = await open(fresh(), () => null)
    const info = await vendor.system.check()
    expect(
      info.lines
        .filter((line) => line.state === 'off' && line.name.en.startsWith('Activity from'))
        .map((line) => line.name.en),
    ).toEqual([
      'Activity from CampaignMember',
      'Activity from EventRelation',
      'Activity from OpportunityContactRole',
      'Activity from Account Engagement',
    ])
    expect(info.lines.find((line) => line.name.en === 'User behind the connection')).toMatchObject({ state: 'hidden' })
    expect(info.dailyCalls).toBeNull()
  })

  it('does the channels that a rule allows when it stops another, and refuses with its code', async () => {
    const row = fresh()
    const vendor = await open(row, (seen) => {
      if (seen.method !== 'PATCH') return null
      const [record = {}] = (seen.body as { records: Record<string, unknown>[] }).records
      if (record['DoNotCall'] !== undefined)
        return {
          json: [
            {
              success: false,
              errors: [{ statusCode: 'FIELD_CUSTOM_VALIDATION_EXCEPTION', message: 'no', fields: ['DoNotCall'] }],
            },
          ],
        }
      Object.assign(row, record)
      return { json: [{ success: true, id, errors: [] }] }
    })
    expect(
      await vendor.system.suppress([orderFor(['ada@example.test'], [], { channels: ['email', 'phone'] })]),
    ).toMatchObject([
      { status: 'refused', reason: 'validation', detail: expect.stringContaining('refuses DoNotCall; ') as unknown },
    ])
    expect([row['HasOptedOutOfEmail'], row['DoNotCall']]).toEqual([true, false])
  })

  it('says applied of what was refused together and taken field by field', async () => {
    const row: Record<string, unknown> = { ...fresh(), Lawbase_Verdict__c: null, Lawbase_Rule__c: null }
    const vendor = await open(row, (seen) => {
      if (seen.path.endsWith('/Contact/describe'))
        return { json: { fields: Object.keys(row).map((name) => ({ name, updateable: true })) } }
      if (seen.method !== 'PATCH') return null
      const {
        attributes: _type,
        id: _id,
        ...fields
      } = (seen.body as { records: Record<string, unknown>[] }).records[0] ?? {}
      if (Object.keys(fields).length > 1)
        return {
          json: [
            {
              success: false,
              errors: [{ statusCode: 'FIELD_CUSTOM_VALIDATION_EXCEPTION', message: 'no', fields: [] }],
            },
          ],
        }
      Object.assign(row, fields)
      return { json: [{ success: true, id, errors: [] }] }
    })
    expect(
      await vendor.system.tag?.([
        { orderId: 'tag', record: { object: 'Contact', id }, fields: { verdict: 'ALLOW', rule: 'FR1' } },
      ]),
    ).toMatchObject([{ status: 'applied' }])
  })

  it.each([
    ['ENTITY_IS_DELETED', { status: 'absent' }],
    ['CANNOT_UPDATE_CONVERTED_LEAD', { status: 'refused', reason: 'conflict' }],
    ['INSUFFICIENT_ACCESS_OR_READONLY', { status: 'refused', reason: 'not-permitted' }],
    ['DUPLICATES_DETECTED', { status: 'refused', reason: 'conflict' }],
  ])('a write answered with %s', async (statusCode, expected) => {
    const vendor = await open(fresh(), (seen) =>
      seen.method === 'PATCH'
        ? { json: [{ success: false, errors: [{ statusCode, message: 'no', fields: [] }] }] }
        : null,
    )
    expect(await vendor.system.suppress([orderFor(['ada@example.test'], [])])).toMatchObject([expected])
  })

  it.each([
    ['by address', [orderFor(['ada@example.test'], [])]],
    ['by record', [orderFor([], [{ object: 'Contact', id }])]],
  ])(
    'says absent of nobody who is looked for %s when a field was closed just now, and does without it then',
    async (_how, orders) => {
      let closed = false
      const row = fresh()
      const vendor = await open(row, (seen, soql) => {
        if (seen.path.endsWith('/Contact/describe'))
          return {
            json: {
              fields: shown
                .filter((name) => !closed || name !== 'DoNotCall')
                .map((name) => ({ name, updateable: true })),
            },
          }
        const asked =
          seen.path.endsWith('/Contact') || soql.includes(' FROM Contact') ? `${soql} ${JSON.stringify(seen.body)}` : ''
        return closed && /\bDoNotCall\b/u.test(asked) ? fault('INVALID_FIELD') : null
      })
      expect(statusesOf(await vendor.system.verify(orders))).toEqual(['written'])
      closed = true
      await expect(vendor.system.verify(orders)).rejects.toMatchObject({ kind: 'unavailable' })
      expect(statusesOf(await vendor.system.verify(orders))).toEqual(['written'])
    },
  )

  it('carries the objections of contacts when our user lost the leads, and names the leads it cannot reach', async () => {
    const row = fresh()
    const vendor = await open(row, (seen) => {
      if (seen.path.includes('/Lead'))
        return seen.method === 'GET'
          ? { status: 404, json: [{ message: 'no', errorCode: 'NOT_FOUND' }] }
          : fault('INVALID_TYPE')
      if (seen.method !== 'PATCH') return null
      Object.assign(row, (seen.body as { records: object[] }).records[0])
      return { json: [{ success: true, id, errors: [] }] }
    })
    const orders = [
      orderFor([], [{ object: 'Contact', id }]),
      orderFor(
        [],
        [
          { object: 'Contact', id },
          { object: 'Lead', id: '00Q000000000001AAA' },
        ],
      ),
      orderFor([], [{ object: 'Lead', id: '00Q000000000001AAA' }]),
    ]
    const hidden = { status: 'hidden', detail: 'Lead is hidden from our user; give it read access' }
    expect(await vendor.system.suppress(orders)).toMatchObject([{ status: 'applied' }, hidden, hidden])
    expect(statusesOf(await vendor.system.verify(orders))).toEqual(['applied', 'hidden', 'hidden'])
    await expect(vendor.system.read?.(orders[2]?.records ?? [])).rejects.toMatchObject({ kind: 'forbidden' })
  })

  it('follows a merge to the master also when the org still shows the row that was merged away', async () => {
    const row = fresh()
    const loser = '003000000000002AAA'
    const rows = [row, { ...fresh(), Id: loser, IsDeleted: true, MasterRecordId: id }]
    const vendor = await open(row, (seen, soql) => {
      if (soql.includes('MasterRecordId FROM Contact'))
        return { json: { totalSize: 1, done: true, records: rows.slice(1) } }
      const {
        ids = [],
        fields = [],
        records = [],
      } = (seen.body ?? {}) as { ids?: string[]; fields?: string[]; records?: Record<string, unknown>[] }
      if (seen.path.endsWith('/composite/sobjects/Contact'))
        return {
          json: ids.map((one) =>
            Object.fromEntries(
              Object.entries(rows.find(({ Id }) => Id === one) ?? {}).filter(([name]) => fields.includes(name)),
            ),
          ),
        }
      if (seen.method === 'PATCH')
        return {
          json: records.map((record) =>
            record['id'] === id
              ? { success: Object.assign(row, record) === row, errors: [] }
              : { success: false, errors: [{ statusCode: 'ENTITY_IS_DELETED' }] },
          ),
        }
      return soql.includes(' FROM Contact') ? { json: { totalSize: 0, done: true, records: [] } } : null
    })
    expect(statusesOf(await vendor.system.suppress([orderFor([], [{ object: 'Contact', id: loser }])]))).toEqual([
      'applied',
    ])
    expect(row['HasOptedOutOfEmail']).toBe(true)
  })

  it('follows pages of a server that gives few rows at a time', async () => {
    const vendor = await open(fresh(), (seen, soql) => {
      if (seen.path.endsWith('/0r8next')) return { json: { done: true, records: [fresh()] } }
      return soql.includes('FROM Contact WHERE Email IN')
        ? { json: { done: false, nextRecordsUrl: '/services/data/v66.0/query/0r8next', records: [] } }
        : null
    })
    expect(statusesOf(await vendor.system.verify([orderFor(['ada@example.test'], [])]))).toEqual(['written'])
  })

  it.each([
    [2, ['written']],
    [3, 'unavailable'],
  ])('makes a query again when its locator dies %i times', async (times, expected) => {
    let lost = 0
    const vendor = await open(fresh(), (seen, soql) => {
      if (seen.path.endsWith('/0r8next'))
        return (lost += 1) <= times ? fault('INVALID_QUERY_LOCATOR') : { json: { done: true, records: [fresh()] } }
      return soql.includes('FROM Contact WHERE Email IN')
        ? { json: { done: false, nextRecordsUrl: '/services/data/v66.0/query/0r8next', records: [] } }
        : null
    })
    const answer = vendor.system
      .verify([orderFor(['ada@example.test'], [])])
      .then(statusesOf, (error: { kind: string }) => error.kind)
    expect(await answer).toEqual(expected)
  })

  it('gives up after one renewal', async () => {
    const vendor = await open(fresh(), () => ({
      status: 401,
      json: [{ message: 'Session expired or invalid', errorCode: 'INVALID_SESSION_ID' }],
    }))
    await expect(vendor.system.check()).rejects.toMatchObject({ kind: 'auth-expired' })
    expect(vendor.seen).toHaveLength(2)
  })

  it('says who writes, and passes alert-type duplicate rules on writes only', async () => {
    const vendor = await open(fresh(), (seen) =>
      seen.method === 'PATCH' ? { json: [{ success: true, id, errors: [] }] } : null,
    )
    await vendor.system.suppress([orderFor(['ada@example.test'], [])])
    expect(new Set(vendor.seen.map((seen) => seen.headers['sforce-call-options']))).toEqual(new Set(['client=Lawbase']))
    expect(
      vendor.seen
        .filter((seen) => seen.headers['sforce-duplicate-rule-header'] === 'allowSave=true')
        .map((seen) => seen.method),
    ).toEqual(['PATCH'])
    expect(vendor.seen.find((seen) => seen.method === 'PATCH')?.body).toEqual({
      allOrNone: false,
      records: [{ attributes: { type: 'Contact' }, id, HasOptedOutOfEmail: true }],
    })
  })
})
