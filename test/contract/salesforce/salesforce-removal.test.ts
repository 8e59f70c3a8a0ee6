import { afterEach, describe, expect, it } from 'vitest'
import { salesforce } from '../../../connectors/salesforce/index.ts'
import type { RemovalOrder } from '../../../src/connector/orders.ts'
import { failureOf } from '../suite/harness.ts'
import { scriptedVendor, type Reply, type Seen } from '../suite/scripted.ts'

const [id, master] = ['003000000000001AAA', '003000000000009AAA']
const types: Readonly<Record<string, string>> = {
  FirstName: 'string',
  LastName: 'string',
  Email: 'email',
  Phone: 'phone',
  MobilePhone: 'phone',
  Title: 'string',
  Badge__c: 'string',
  IsDeleted: 'boolean',
  MasterRecordId: 'reference',
  Lawbase_Hold_Until__c: 'date',
  Lawbase_Do_Not_Contact__c: 'string',
  Description: 'textarea',
}

interface Org {
  row: Record<string, unknown>
  /** What describe says of a field beside its type; null hides it. */
  fields: Record<string, Record<string, unknown> | null>
  /** Answers first, for the call under test. */
  special: (seen: Seen) => Reply | null
  /** What the bin says to each asking: null = done. */
  bin: ({ code: string; text: string } | null)[]
}

const noEntry = { code: 'INVALID_ID_FIELD', text: 'invalid record id; no recycle bin entry found' }
const soap = (body: string): Reply => ({
  text: `<e:Envelope xmlns:e="http://schemas.xmlsoap.org/soap/envelope/"><e:Body>${body}</e:Body></e:Envelope>`,
})
const faultOf = (code: string): Reply => ({ ...soap(`<e:Fault><faultcode>${code}</faultcode></e:Fault>`), status: 500 })

/** An org with one contact. */
function answer(org: Org) {
  return (seen: Seen): Reply => {
    const own = org.special(seen)
    if (own !== null) return own
    const visible = Object.entries(types).filter(([name]) => org.fields[name] !== null)
    if (seen.path.endsWith('/describe'))
      return {
        json: {
          fields: visible.map(([name, type]) => ({
            name,
            type,
            updateable: name !== 'IsDeleted' && name !== 'MasterRecordId',
            nillable: name !== 'LastName',
            calculated: false,
            ...org.fields[name],
          })),
        },
      }
    if (seen.path.includes('/Soap/')) {
      const said = org.bin.shift() ?? null
      return soap(
        `<r:emptyRecycleBinResponse xmlns:r="urn:partner.soap.sforce.com"><r:result><r:success>${said === null}</r:success>${said === null ? '' : `<r:errors><r:message>${said.text}</r:message><r:statusCode>${said.code}</r:statusCode></r:errors>`}</r:result></r:emptyRecycleBinResponse>`,
      )
    }
    const shown = { Id: id, ...org.row }
    if (seen.query.has('q')) return { json: { totalSize: 1, done: true, records: [shown] } }
    if (seen.path.endsWith('/composite/sobjects/Contact'))
      return { json: [org.row['IsDeleted'] === true ? null : shown] }
    if (seen.method === 'PATCH') {
      const {
        attributes: _type,
        id: _id,
        ...fields
      } = (seen.body as { records: Record<string, unknown>[] }).records[0] ?? {}
      Object.assign(org.row, fields)
    }
    if (seen.method === 'DELETE') org.row['IsDeleted'] = true
    return { json: [{ id, success: true, errors: [] }] }
  }
}

// docs/reference/salesforce.md#delete-refused.
describe('Salesforce: removals that meet what nobody expects', () => {
  let close = (): void => undefined
  afterEach(() => close())
  const open = async (
    more: Partial<Org> = {},
    access: { token?: () => Promise<string>; renewToken?: () => Promise<string> } = {},
  ) => {
    const org: Org = {
      fields: {},
      special: () => null,
      bin: [null, noEntry],
      ...more,
      row: {
        FirstName: 'Ada',
        LastName: 'Byron',
        Email: 'ada@example.test',
        Phone: '+33140000000',
        MobilePhone: null,
        Title: 'DAF',
        Badge__c: 'A1',
        IsDeleted: false,
        MasterRecordId: null,
        ...more.row,
      },
    }
    const vendor = await scriptedVendor(salesforce, answer(org), [], access)
    close = vendor.close
    const remove = async (stage: RemovalOrder['stage']) =>
      (await vendor.system.remove?.([{ orderId: 'o', record: { object: 'Contact', id }, stage }]))?.[0]
    return { ...vendor, org, remove }
  }
  const refused = (reason: string, detail: string) => ({ orderId: 'o', status: 'refused', reason, detail })

  it("does not touch a record of which our user does not see everything: it would be read as nobody's", async () => {
    const { remove, org } = await open({ fields: { Email: null } })
    expect(await remove('anonymise')).toEqual(
      refused('not-permitted', 'our user does not see Email on Contact; open their field-level security'),
    )
    expect(org.row).toMatchObject({ LastName: 'Byron', Email: 'ada@example.test', Phone: '+33140000000' })
  })

  it.each<[string, Org['fields'], string]>([
    ['may not change', { Phone: { updateable: false } }, 'our user cannot empty on Contact: Phone'],
    ['may not change, of the org', { Badge__c: { updateable: false } }, 'our user cannot empty on Contact: Badge__c'],
    ['cannot empty because it is required', { Email: { nillable: false } }, 'our user cannot empty on Contact: Email'],
  ])('does not say anonymised of a field that our user %s (G10)', async (_why, fields, detail) => {
    const { remove, org } = await open({ fields })
    expect(await remove('anonymise')).toEqual(refused('not-permitted', detail))
    expect(org.row).toMatchObject({ FirstName: null, LastName: 'Anonymised' })
  })

  it('empties notes and our own date of a hold too, and leaves what keeps an opt-out readable (G10)', async () => {
    const { remove, org } = await open({
      row: {
        Lawbase_Hold_Until__c: '2026-06-14',
        Lawbase_Do_Not_Contact__c: 'post',
        Description: 'Met at the fair, sister of our customer Ada',
      },
    })
    expect(await remove('anonymise')).toMatchObject({ status: 'applied' })
    expect(org.row).toMatchObject({
      LastName: 'Anonymised',
      Lawbase_Hold_Until__c: null,
      Lawbase_Do_Not_Contact__c: 'post',
      Description: null,
    })
  })

  it('puts the neutral word where the org requires free text, and leaves what the org computes', async () => {
    const { remove, org } = await open({ fields: { Badge__c: { nillable: false }, Title: { updateable: true } } })
    expect(await remove('anonymise')).toMatchObject({ status: 'applied' })
    expect(org.row).toEqual({
      FirstName: null,
      LastName: 'Anonymised',
      Email: null,
      Phone: null,
      MobilePhone: null,
      Title: null,
      Badge__c: 'Anonymised',
      IsDeleted: false,
      MasterRecordId: null,
    })
    expect(await remove('anonymise')).toMatchObject({ status: 'already' })
    const computed = await open({ fields: { Badge__c: { updateable: false, calculated: true } } })
    expect(await computed.remove('anonymise')).toMatchObject({ status: 'applied' })
  })

  it('refuses what was merged away between the reading and the deletion, and does not take it out of the bin', async () => {
    const { remove, org, seen } = await open({
      special: (call) => {
        if (call.method !== 'DELETE') return null
        Object.assign(org.row, { IsDeleted: true, MasterRecordId: master })
        return {
          json: [
            {
              id,
              success: false,
              errors: [{ statusCode: 'ENTITY_IS_DELETED', message: 'entity is deleted', fields: [] }],
            },
          ],
        }
      },
    })
    expect(await remove('bin')).toEqual(refused('conflict', `merged into record ${master}`))
    expect(await remove('erase')).toEqual(refused('conflict', `merged into record ${master}`))
    expect(seen.filter(({ path }) => path.includes('/Soap/'))).toEqual([])
  })

  it('does not take for erased what somebody took out of the bin meanwhile', async () => {
    const { remove, org } = await open({
      row: { IsDeleted: true },
      bin: [noEntry, noEntry],
      special: (call) => {
        if (call.path.includes('/Soap/')) org.row['IsDeleted'] = false
        return null
      },
    })
    expect(await remove('erase')).toEqual(refused('conflict', 'the record is live: it goes into the recycle bin first'))
  })

  it.each(['UNABLE_TO_LOCK_ROW', 'SERVER_UNAVAILABLE'])(
    'does not take for a rule of the org what passes by itself: %s',
    async (code) => {
      const failed = { json: [{ success: false, errors: [{ statusCode: code, message: 'no', fields: [] }] }] }
      const deleting = await open({ special: (call) => (call.method === 'DELETE' ? failed : null) })
      expect(await deleting.remove('bin')).toEqual({ orderId: 'o', status: 'busy', detail: code })
      const emptying = await open({ row: { IsDeleted: true }, bin: [{ code, text: 'no' }] })
      expect(await emptying.remove('erase')).toEqual({ orderId: 'o', status: 'busy', detail: code })
    },
  )

  it('tries again a record of which one field is locked, whatever is said of another', async () => {
    const said = (code: string): Reply => ({
      json: [{ success: false, errors: [{ statusCode: code, message: 'no', fields: [] }] }],
    })
    const { remove } = await open({
      special: (call) => {
        const names =
          call.method === 'PATCH'
            ? Object.keys((call.body as { records: Record<string, unknown>[] }).records[0] ?? {}).filter(
                (name) => name !== 'attributes' && name !== 'id',
              )
            : []
        return names.length === 0
          ? null
          : said(
              names.length === 1 && names[0] === 'FirstName'
                ? 'UNABLE_TO_LOCK_ROW'
                : 'FIELD_CUSTOM_VALIDATION_EXCEPTION',
            )
      },
    })
    expect(await remove('anonymise')).toEqual({ orderId: 'o', status: 'busy', detail: 'UNABLE_TO_LOCK_ROW' })
  })

  it.each<[string, string, string]>([
    ['sf:UNKNOWN_EXCEPTION', 't', 'unavailable'],
    ['soapenv:Server', 't', 'unavailable'],
    ['sf:INVALID_SESSION_ID', 't', 'auth-expired'],
  ])('tries again after a fault %s of the bin', async (code, token, kind) => {
    const { remove } = await open(
      { row: { IsDeleted: true }, special: (call) => (call.path.includes('/Soap/') ? faultOf(code) : null) },
      { token: () => Promise.resolve(token), renewToken: () => Promise.resolve(token) },
    )
    expect((await failureOf(remove('erase'))).kind).toBe(kind)
  })

  it('leaves in the bin, and says so, where the tokens of the org are none that SOAP takes', async () => {
    const jwt = 'eyJhbGciOiJSUzI1NiJ9.eyJzY3AiOiJhcGkifQ.c2lnbmF0dXJl'
    const { remove } = await open(
      {
        row: { IsDeleted: true },
        special: (call) => (call.path.includes('/Soap/') ? faultOf('sf:INVALID_SESSION_ID') : null),
      },
      { token: () => Promise.resolve(jwt), renewToken: () => Promise.resolve(jwt) },
    )
    expect(await remove('erase')).toEqual(
      refused(
        'not-permitted',
        'Salesforce does not let our user empty the recycle bin (INVALID_SESSION_ID); it empties itself after 15 days.',
      ),
    )
  })

  describe('taking a record out of the recycle bin', () => {
    const binned = { IsDeleted: true }
    /** The bin gives the record back, or says this. */
    const answers = (said: { code: string; text: string } | null): Partial<Org> => ({
      row: { ...binned },
      special: (call) =>
        call.path.includes('/Soap/') && String(call.body).includes('undelete')
          ? soap(
              `<r:undeleteResponse xmlns:r="urn:partner.soap.sforce.com"><r:result><r:success>${said === null}</r:success>${said === null ? '' : `<r:errors><r:message>${said.text}</r:message><r:statusCode>${said.code}</r:statusCode></r:errors>`}</r:result></r:undeleteResponse>`,
            )
          : null,
    })
    const back = async (more: Partial<Org>, gives: boolean) => {
      const { org, system, seen } = await open({
        ...more,
        special: (call) => {
          const own = more.special?.(call) ?? null
          if (own !== null && gives) org.row['IsDeleted'] = false
          return own
        },
      })
      const [outcome] = (await system.restore?.([{ orderId: 'o', record: { object: 'Contact', id } }])) ?? []
      return { outcome, asked: seen.filter(({ path }) => path.includes('/Soap/')).length }
    }

    it('is proven by reading it alive, and not asked for where it is', async () => {
      expect(await back(answers(null), true)).toMatchObject({
        outcome: { status: 'applied', seen: { value: 'IsDeleted=false' } },
        asked: 1,
      })
      expect(await back({ row: { IsDeleted: false } }, false)).toMatchObject({
        outcome: { status: 'already', seen: { value: 'IsDeleted=false' } },
        asked: 0,
      })
    })

    it.each<[string, Parameters<typeof answers>[0], unknown]>([
      ['took it and does not show it', null, { status: 'written' }],
      ['holds it no more', { code: 'UNDELETE_FAILED', text: 'Entity is not in the recycle bin' }, { status: 'absent' }],
      ['never heard of it', noEntry, { status: 'absent' }],
      [
        'is locked just now',
        { code: 'UNABLE_TO_LOCK_ROW', text: 'no' },
        { status: 'busy', detail: 'UNABLE_TO_LOCK_ROW' },
      ],
      [
        'may not by a rule of the org',
        { code: 'FIELD_CUSTOM_VALIDATION_EXCEPTION', text: 'no' },
        { status: 'refused', reason: 'validation' },
      ],
    ])('says so of an org that %s', async (_what, said, outcome) => {
      expect((await back(answers(said), false)).outcome).toMatchObject({ orderId: 'o', ...(outcome as object) })
    })

    it('leaves alone what was merged away', async () => {
      expect(await back({ row: { IsDeleted: true, MasterRecordId: master } }, false)).toEqual({
        outcome: refused('conflict', `merged into record ${master}`),
        asked: 0,
      })
    })

    it('says that our user may not where SOAP is shut to it', async () => {
      const { system } = await open({
        row: { ...binned },
        special: (call) => (call.path.includes('/Soap/') ? faultOf('sf:INSUFFICIENT_ACCESS') : null),
      })
      expect(
        await failureOf(system.restore?.([{ orderId: 'o', record: { object: 'Contact', id } }]) ?? Promise.resolve()),
      ).toMatchObject({ kind: 'forbidden' })
    })
  })
})
