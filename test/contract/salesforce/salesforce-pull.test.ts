import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { RecordRef, RemoteRecord } from '../../../src/connector/records.ts'
import { startWorld } from '../suite/harness.ts'
import type { Connected, World } from '../suite/harness.ts'
import { actSalesforce, createRow, rowState, salesforceSubject } from './salesforce-subject.ts'
import { idsOf, pagesOf } from '../suite/scene.ts'

describe('Salesforce: increments, acts and mapping', () => {
  let world: World
  let connected: Connected
  beforeAll(async () => {
    world = await startWorld({ contacts: 200 })
    connected = await salesforceSubject.connect(world)
    await connected.open().provision?.()
  })
  afterAll(() => world.close())
  const swept = async () => (await pagesOf(connected.open(), null, 'full')).at(-1)?.next ?? null

  it('counts what a full sweep will give', async () => {
    const pages = await pagesOf(connected.open(), null, 'full')
    expect(pages[0]?.total).toBe((await salesforceSubject.liveIds(world)).length)
    expect(idsOf(pages)).toHaveLength(pages[0]?.total ?? -1)
  })

  it('gives deleted and merged records as tombstones', async () => {
    const from = await swept()
    const gone = await createRow(world, 'Lead', { Email: 'gone@example.test' })
    const master = await createRow(world, 'Contact', { Email: 'master@example.test' })
    const loser = await createRow(world, 'Contact', { Email: 'loser@example.test' })
    await actSalesforce(world, 'delete', { id: gone.id })
    await actSalesforce(world, 'merge', { primaryId: master.id, mergeId: loser.id })
    const tombstones = (await pagesOf(connected.open(), from, 'changes')).flatMap((page) => page.tombstones)
    expect(tombstones).toEqual(
      expect.arrayContaining([
        { ref: gone, mergedInto: null },
        { ref: loser, mergedInto: master.id },
      ]),
    )
  })

  it('finds a reply that did not move the contact', async () => {
    const ref = await createRow(world, 'Contact', { Email: 'replier@example.test' })
    const before = await rowState(world, ref.id)
    await world.advance(3 * 3_600_000)
    await createRow(world, 'Contact', { Email: 'later@example.test' })
    await world.advance(3 * 3_600_000)
    const from = await swept()
    await world.advance(3 * 3_600_000)
    await actSalesforce(world, 'inbound-email', { id: ref.id })
    expect((await rowState(world, ref.id))['SystemModstamp']).toBe(before['SystemModstamp'])
    const record = (await pagesOf(connected.open(), from, 'changes'))
      .flatMap((page) => page.records)
      .find((found) => found.ref.id === ref.id)
    expect(record?.acts.map((act) => act.kind)).toEqual(['reply'])
  })

  it('reads acts for a whole page with a constant number of calls', async () => {
    const callsFor = async (pageSize: number): Promise<number> => {
      await world.control('POST', '/_sandbox/switches', { salesforce: { pageSize } })
      const before = connected.budget.taken.length
      const pages = await pagesOf(connected.open(), null, 'full', 1)
      expect(pages[0]?.records.length).toBeGreaterThanOrEqual(Math.min(pageSize, 20))
      return connected.budget.taken.length - before
    }
    expect(await callsFor(100)).toBe(await callsFor(20))
    await world.control('POST', '/_sandbox/switches', { salesforce: { pageSize: 60 } })
  })

  it('reads the same acts whether the org takes the sub-query or not', async () => {
    const ref = await createRow(world, 'Contact', { Email: 'acts@example.test' })
    await actSalesforce(world, 'inbound-email', { id: ref.id, at: '2026-03-02T09:00:00.000Z' })
    await actSalesforce(world, 'inbound-email', { id: ref.id, at: '2026-02-02T09:00:00.000Z' })
    await actSalesforce(world, 'campaign-response', { id: ref.id, at: '2026-04-02T09:00:00.000Z' })
    const expected = [
      { kind: 'reply', at: new Date('2026-03-02T09:00:00.000Z') },
      { kind: 'response', at: new Date('2026-04-02T00:00:00.000Z') },
    ]
    const pulled = (await pagesOf(connected.open(), null, 'full'))
      .flatMap((page) => page.records)
      .find((record) => record.ref.id === ref.id)
    const [read] = (await connected.open().read?.([ref])) ?? []
    expect(pulled?.acts).toEqual(expected)
    expect(read?.acts).toEqual(expected)
  })

  it('tells the day of a notice and that mail comes back, by page and by record alike', async () => {
    const open = () => connected.open({}, { noticeProperty: 'Description' })
    const refs = [
      await createRow(world, 'Contact', { Email: 'told@example.test', Description: '2026-06-04' }),
      await createRow(world, 'Lead', { Email: 'back@example.test', EmailBouncedDate: '2026-06-05T10:00:00.000Z' }),
    ]
    const facts = (records: readonly RemoteRecord[]) =>
      refs.map(({ id }) => {
        const { noticedOn, undeliverable } = records.find((one) => one.ref.id === id) ?? ({} as RemoteRecord)
        return { noticedOn, undeliverable }
      })
    const expected = [{ noticedOn: '2026-06-04' }, { undeliverable: true }]
    expect(facts((await open().read?.(refs)) ?? [])).toEqual(expected)
    expect(facts((await pagesOf(open(), null, 'full')).flatMap((page) => page.records))).toEqual(expected)
  })

  it('tells outgoing mails that carry the notice, by page and by record alike, many names among them', async () => {
    const names = Array.from(
      { length: 10 },
      (_unused, place) => `Votre contact n° ${place} chez Exemple, « à l'essai » \\ ${'é'.repeat(60)}`,
    )
    const open = (since: string) => connected.open({}, { noticeCarriers: names.map((mail) => ({ mail, since })) })
    const ref = await createRow(world, 'Lead', { Email: 'carried@example.test' })
    const send = async (mail: string | undefined, at: string) => ({
      mail,
      at: new Date(at),
      messageId: (await actSalesforce(world, 'outgoing-email', { id: ref.id, subject: mail, at }))['Id'],
      bounced: false,
    })
    const expected = [
      await send(names[0], '2026-06-04T08:00:00.000Z'),
      await send(names[9], '2026-06-05T08:00:00.000Z'),
    ]
    expect([
      (await open('2026-06-04').read?.([ref]))?.[0]?.carrierMails,
      (await pagesOf(open('2026-06-04'), null, 'full'))
        .flatMap((page) => page.records)
        .find((record) => record.ref.id === ref.id)?.carrierMails,
    ]).toEqual([expected, expected])
    expect([
      (await open('2026-06-05').read?.([ref]))?.[0]?.carrierMails,
      (await connected.open().read?.([ref]))?.[0]?.carrierMails,
    ]).toEqual([expected.slice(1), undefined])
  })

  it('tells further values of the source, campaigns among them, also when only the campaign is new', async () => {
    const open = () => connected.open({}, { moreSourceProperties: ['Description', 'Campaign', 'Nope__c'] })
    const ref = await createRow(world, 'Lead', { Email: 'met@example.test', Description: 'salon;web' })
    const other = await createRow(world, 'Contact', { Email: 'unmet@example.test' })
    await world.advance(3 * 3_600_000)
    await createRow(world, 'Contact', { Email: 'later-2@example.test' })
    await world.advance(3 * 3_600_000)
    const from = (await pagesOf(open(), null, 'full')).at(-1)?.next ?? null
    await world.advance(3 * 3_600_000)
    await actSalesforce(world, 'campaign-response', { id: ref.id, at: '2026-04-02T09:00:00.000Z' })
    const expected = { Description: ['salon', 'web'], Campaign: [expect.any(String)] }
    const changes = (await pagesOf(open(), from, 'changes')).flatMap((page) => page.records)
    expect(changes.find((record) => record.ref.id === ref.id)?.moreSources).toEqual(expected)
    expect((await open().read?.([ref, other]))?.map((record) => record.moreSources)).toEqual([undefined, expected])
    expect((await connected.open().read?.([ref]))?.[0]?.moreSources).toBe(undefined)
  })

  it('maps one lead whole', async () => {
    const ref = await createRow(world, 'Lead', {
      Email: 'whole@example.test',
      FirstName: 'Zoé',
      LastName: 'Durand',
      Title: 'DAF',
      Company: 'Acme',
      Country: 'France',
      Phone: '+33140000001',
      MobilePhone: '+33600000001',
      LeadSource: 'Trade Show',
      DoNotCall: true,
    })
    const [record] = (await connected.open().read?.([ref])) ?? []
    const row = await rowState(world, ref.id)
    expect(record).toEqual({
      ref,
      email: 'whole@example.test',
      additionalEmails: [],
      phone: '+33140000001',
      mobile: '+33600000001',
      firstName: 'Zoé',
      lastName: 'Durand',
      jobTitle: 'DAF',
      company: 'Acme',
      country: 'France',
      sourceValue: 'Trade Show',
      blocks: {
        email: 'open',
        sms: 'enforced',
        phone: 'enforced',
        robocall: 'enforced',
        post: 'open',
        social: 'open',
        fax: 'open',
        audience: 'open',
      },
      ofCompany: {
        id: null,
        name: 'Acme',
        domain: null,
        country: null,
        industry: null,
        headcount: null,
        legalForm: null,
        parentId: null,
      },
      optedOutAt: null,
      acts: [],
      lastOpenAt: null,
      createdAt: new Date(String(row['CreatedDate'])),
      modifiedAt: new Date(String(row['SystemModstamp'])),
      relation: 'none',
      relationValues: {},
      tags: {
        verdict: null,
        verdict_phone: null,
        verdict_sms: null,
        verdict_post: null,
        verdict_social: null,
        basis: null,
        rule: null,
        source: null,
        collected_on: null,
        keep_until: null,
        decided_on: null,
        objected_on: null,
        notice_state: null,
        last_act_on: null,
        evidence_url: null,
        preference_url: null,
        repermission_on: null,
        repermission_url: null,
      },
      holdUntil: null,
      formerIds: [],
    })
  })

  it('knows customers and open deals, by page and by record alike', async () => {
    const pulled = (await pagesOf(connected.open(), null, 'full')).flatMap((page) => page.records)
    const relations = new Map(pulled.map((record) => [record.ref.id, record.relation]))
    expect(new Set(relations.values())).toEqual(new Set(['none', 'customer', 'open-deal']))
    const refs = pulled.filter((record) => record.ref.object === 'Contact').map((record) => record.ref)
    for (const record of (await connected.open().read?.(refs)) ?? [])
      expect([record.ref.id, record.relation]).toEqual([record.ref.id, relations.get(record.ref.id)])
  })

  it('tells who is no customer any more, and takes nobody for one who still is', async () => {
    const gone = 'Former customer'
    const formerFields = { property: 'Account.Type', values: [gone], endProperty: 'Description' }
    const open = () => connected.open({}, { formerFields })
    const person = async (
      name: string,
      description: string | null,
      type: string | null,
      opportunities: readonly { won: boolean; closed: boolean; on: string }[] = [],
    ) => {
      const make = (object: string, fields: Record<string, unknown>) =>
        actSalesforce<Record<string, string>>(world, 'create', { object, fields })
      const account = await make('Account', { Name: name, ...(type === null ? {} : { Type: type }) })
      const ref = await createRow(world, 'Contact', {
        Email: `${name}@example.test`,
        AccountId: account['Id'],
        ...(description === null ? {} : { Description: description }),
      })
      for (const { won, closed, on } of opportunities) {
        const deal = await make('Opportunity', {
          Name: name,
          AccountId: account['Id'],
          StageName: won ? 'Closed Won' : closed ? 'Closed Lost' : 'Prospecting',
          CloseDate: on,
        })
        await make('OpportunityContactRole', { OpportunityId: deal['Id'], ContactId: ref.id })
      }
      return ref
    }
    const won = (on: string) => ({ won: true, closed: true, on })
    const people: [RecordRef, unknown][] = [
      [
        await person('ended', '2024-02-29', null, [won('2023-01-31'), { won: false, closed: true, on: '2025-01-01' }]),
        { relation: 'none', relationOver: { endedOn: '2024-02-29' } },
      ],
      [await person('again', '2024-02-29', null, [won('2023-01-31'), won('2024-03-01')]), { relation: 'customer' }],
      [
        await person('talks', '2024-02-29', null, [won('2023-01-31'), { won: false, closed: false, on: '2027-01-01' }]),
        { relation: 'open-deal', relationOver: { endedOn: '2024-02-29' } },
      ],
      [await person('runs', '2099-01-01', gone), { relation: 'customer', type: gone }],
      [await person('typed', null, gone), { relation: 'none', relationOver: { endedOn: null }, type: gone }],
      [await person('doubtful', null, gone, [won('2020-01-31')]), { relation: 'customer', type: gone }],
      // What a type means is not for the connector to say.
      [
        await person('direct', '2024-02-29', 'Customer - Direct'),
        { relation: 'none', relationOver: { endedOn: '2024-02-29' }, type: 'Customer - Direct' },
      ],
    ]
    const facts = (records: readonly RemoteRecord[]) =>
      people.map(([{ id }]) => {
        const { relation, relationOver, relationValues } =
          records.find((one) => one.ref.id === id) ?? ({} as RemoteRecord)
        return JSON.parse(JSON.stringify({ relation, relationOver, type: relationValues?.['Account.Type'] })) as unknown
      })
    const expected = people.map(([, one]) => one)
    expect(facts((await open().read?.(people.map(([ref]) => ref))) ?? [])).toEqual(expected)
    expect(facts((await pagesOf(open(), null, 'full')).flatMap((page) => page.records))).toEqual(expected)
  })

  it('never asks for the last activity date', async () => {
    await pagesOf(connected.open(), null, 'full', 1)
    const lines = await world.control<{ path: string; body: unknown }[]>('GET', '/_sandbox/requests?system=salesforce')
    expect(lines.some((line) => line.path.includes('SystemModstamp'))).toBe(true)
    expect(lines.filter((line) => `${line.path}${JSON.stringify(line.body)}`.includes('LastActivityDate'))).toEqual([])
  })
})
