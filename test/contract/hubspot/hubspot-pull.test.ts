import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { RemoteRecord } from '../../../src/connector/records.ts'
import { startWorld } from '../suite/harness.ts'
import type { Connected, World } from '../suite/harness.ts'
import { actHubspot, contactState, hubspotSubject } from './hubspot-subject.ts'
import { idsOf, pagesOf } from '../suite/scene.ts'

describe('HubSpot: increments and mapping', () => {
  let world: World
  let connected: Connected
  beforeAll(async () => {
    world = await startWorld({ contacts: 250 })
    connected = await hubspotSubject.connect(world)
    await connected.open().provision?.()
  })
  afterAll(() => world.close())
  beforeEach(() =>
    world.control('POST', '/_sandbox/switches', { hubspot: { optOutMovesModifiedDate: true, searchLagMs: 0 } }),
  )

  it('finds an opt-out that did not move the modified date', async () => {
    await world.control('POST', '/_sandbox/switches', { hubspot: { optOutMovesModifiedDate: false } })
    const ref = await hubspotSubject.person(world, 'silent-no@example.test')
    const swept = (await pagesOf(connected.open(), null, 'full')).at(-1)?.next ?? null
    await world.advance(3 * 3_600_000)
    const rest = (await pagesOf(connected.open(), swept, 'changes')).at(-1)?.next ?? null
    await world.advance(3 * 3_600_000)
    await actHubspot(world, 'unsubscribe', { email: 'silent-no@example.test' })
    const pages = await pagesOf(connected.open(), rest, 'changes')
    const record = pages.flatMap((page) => page.records).find((found) => found.ref.id === ref.id)
    expect(record?.blocks.email).toBe('enforced')
    expect(idsOf(await pagesOf(connected.open(), pages.at(-1)?.next ?? null, 'changes'))).not.toContain(ref.id)
  })

  it('does not lose a change that the search index shows late', async () => {
    const swept = (await pagesOf(connected.open(), null, 'full')).at(-1)?.next ?? null
    await world.control('POST', '/_sandbox/switches', { hubspot: { searchLagMs: 400 } })
    const ref = await hubspotSubject.person(world, 'late-index@example.test')
    const early = await pagesOf(connected.open(), swept, 'changes')
    expect(idsOf(early)).not.toContain(ref.id)
    const next = early.at(-1)?.next ?? null
    await expect
      .poll(async () => idsOf(await pagesOf(connected.open(), next, 'changes')), { timeout: 5_000, interval: 100 })
      .toContain(ref.id)
  })

  it('walks more changes than one search page holds, each once', async () => {
    const swept = (await pagesOf(connected.open(), null, 'full')).at(-1)?.next ?? null
    const ids: string[] = []
    for (let index = 0; index < 450; index += 1)
      ids.push((await hubspotSubject.person(world, `many-${index}@example.test`)).id)
    const pages = await pagesOf(connected.open(), swept, 'changes')
    const seen = idsOf(pages).filter((id) => ids.includes(id))
    expect(seen.toSorted()).toEqual(ids.toSorted())
    expect(pages.length).toBeGreaterThanOrEqual(3)
  })

  it('tells language, the day of a notice and that mail comes back, by page and by record alike', async () => {
    const open = () => connected.open({}, { noticeProperty: 'hs_latest_source_timestamp' })
    const make = async (email: string, more: Record<string, string>) =>
      (await actHubspot<{ id: string }>(world, 'create-contact', { properties: { email, ...more } })).id
    const ids = [
      await make('told@example.test', { hs_language: 'fr', hs_latest_source_timestamp: '2026-06-04T22:30:00.000Z' }),
      await make('bad@example.test', {}),
      await make('unknown@example.test', {}),
      await make('spam@example.test', {}),
    ]
    for (const [place, reason, bad] of [
      [1, 'UNKNOWN_USER', true],
      [2, 'UNKNOWN_USER', false],
      [3, 'SPAM', false],
    ] as const)
      await actHubspot(world, 'bounce', { id: ids[place], reason, bad })
    const facts = (records: readonly RemoteRecord[]) =>
      ids.map((id) => {
        const { language, noticedOn, undeliverable } = records.find((one) => one.ref.id === id) ?? ({} as RemoteRecord)
        return { language, noticedOn, undeliverable }
      })
    const expected = [{ language: 'fr', noticedOn: '2026-06-04' }, { undeliverable: true }, { undeliverable: true }, {}]
    expect(facts((await open().read?.(ids.map((id) => ({ object: 'contact', id })))) ?? [])).toEqual(expected)
    expect(facts((await pagesOf(open(), null, 'full')).flatMap((page) => page.records))).toEqual(expected)
  })

  it('tells who is no customer any more, and takes nobody for one who still is', async () => {
    const open = () =>
      connected.open(
        {},
        {
          formerFields: {
            property: 'hs_lead_status',
            values: ['unqualified'],
            endProperty: 'hs_latest_source_timestamp',
          },
        },
      )
    const make = async (name: string, properties: Record<string, string>) =>
      (
        await actHubspot<{ id: string }>(world, 'create-contact', {
          properties: { email: `${name}@example.test`, ...properties },
        })
      ).id
    const ended = { hs_latest_source_timestamp: '2024-02-29T22:30:00.000Z' }
    const ids = [
      await make('ended', { ...ended, lifecyclestage: 'other' }),
      await make('staged', { hs_lead_status: 'UNQUALIFIED' }),
      await make('runs', { hs_latest_source_timestamp: '2099-01-01T00:00:00.000Z', hs_lead_status: 'UNQUALIFIED' }),
      await make('customer', { ...ended, lifecyclestage: 'customer' }),
      await make('lead', { lifecyclestage: 'lead' }),
    ]
    const facts = (records: readonly RemoteRecord[]) =>
      ids.map((id) => {
        const { relation, relationOver, relationValues } =
          records.find((one) => one.ref.id === id) ?? ({} as RemoteRecord)
        return { relation, relationOver, relationValues }
      })
    // HubSpot makes everybody a lead.
    const unqualified = { hs_lead_status: 'UNQUALIFIED', lifecyclestage: 'lead' }
    const expected = [
      {
        relation: 'none',
        relationOver: { endedOn: '2024-02-29' },
        relationValues: { lifecyclestage: 'other' },
      },
      { relation: 'none', relationOver: { endedOn: null }, relationValues: unqualified },
      { relation: 'customer', relationOver: undefined, relationValues: unqualified },
      // What a stage means is not for the connector to say.
      {
        relation: 'none',
        relationOver: { endedOn: '2024-02-29' },
        relationValues: { lifecyclestage: 'customer' },
      },
      { relation: 'none', relationOver: undefined, relationValues: { lifecyclestage: 'lead' } },
    ]
    expect(facts((await open().read?.(ids.map((id) => ({ object: 'contact', id })))) ?? [])).toEqual(expected)
    expect(facts((await pagesOf(open(), null, 'full')).flatMap((page) => page.records))).toEqual(expected)
  })

  it('names the portal’s own stages by their labels, and tells a hidden property from an empty one', async () => {
    await actHubspot(world, 'set-options', { property: 'lifecyclestage', options: { 1234567: 'Client' } })
    const { id } = await actHubspot<{ id: string }>(world, 'create-contact', {
      properties: { email: 'platinum@example.test', lifecyclestage: '1234567' },
    })
    const named = { formerFields: { property: 'hs_lead_status', values: [], endProperty: '' } }
    const open = () => connected.open({}, named)
    const fields = (await open().relationFields?.()) ?? []
    expect(fields.map(({ field, label }) => [field, label])).toEqual([
      ['lifecyclestage', 'Phase du cycle de vie'],
      ['hs_lead_status', 'Statut du lead'],
    ])
    expect(fields[0]?.labels['1234567']).toBe('Client')
    const values = async () => (await open().read?.([{ object: 'contact', id }]))?.map((one) => one.relationValues)
    expect(await values()).toEqual([{ lifecyclestage: '1234567' }])
    await world.control('POST', '/_sandbox/switches', { hubspot: { hiddenProperties: ['hs_lead_status'] } })
    expect(await values()).toEqual([{ lifecyclestage: '1234567', hs_lead_status: null }])
    await world.control('POST', '/_sandbox/switches', { hubspot: { hiddenProperties: [] } })
  })

  it('tells the last mail when it carries the notice, by page and by record alike', async () => {
    const open = (since: string) => connected.open({}, { noticeCarriers: [{ mail: 'Bienvenue', since }] })
    const { id } = await actHubspot<{ id: string }>(world, 'create-contact', {
      properties: { email: 'carried@example.test' },
    })
    await actHubspot(world, 'send-mail', { id, name: 'Bienvenue', at: '2026-06-04T08:00:00.000Z' })
    const expected = [
      {
        mail: 'Bienvenue',
        at: new Date('2026-06-04T08:00:00.000Z'),
        messageId: 'Bienvenue 2026-06-04T08:00:00.000Z',
        bounced: false,
      },
    ]
    const [ref] = [{ object: 'contact', id }]
    expect([
      (await open('2026-06-04').read?.([ref]))?.[0]?.carrierMails,
      (await pagesOf(open('2026-06-04'), null, 'full'))
        .flatMap((page) => page.records)
        .find((record) => record.ref.id === id)?.carrierMails,
    ]).toEqual([expected, expected])
    expect([
      (await open('2026-06-05').read?.([ref]))?.[0]?.carrierMails,
      (await connected.open().read?.([ref]))?.[0]?.carrierMails,
    ]).toEqual([undefined, undefined])
  })

  it('tells further values of the source, each of several choices', async () => {
    const open = () => connected.open({}, { moreSourceProperties: ['hs_analytics_source', 'city', 'nope'] })
    const { id } = await actHubspot<{ id: string }>(world, 'create-contact', {
      properties: { email: 'sources@example.test', hs_analytics_source: 'PAID_SOCIAL', city: 'a; b' },
    })
    const expected = { hs_analytics_source: ['PAID_SOCIAL'], city: ['a', 'b'] }
    expect((await open().read?.([{ object: 'contact', id }]))?.[0]?.moreSources).toEqual(expected)
    expect(
      (await pagesOf(open(), null, 'full')).flatMap((page) => page.records).find((record) => record.ref.id === id)
        ?.moreSources,
    ).toEqual(expected)
    expect((await connected.open().read?.([{ object: 'contact', id }]))?.[0]?.moreSources).toBe(undefined)
  })

  it('maps one contact whole', async () => {
    const made = await actHubspot<{ id: string }>(world, 'create-contact', {
      properties: {
        email: 'Whole@Example.test',
        firstname: 'Zoé',
        lastname: 'Durand',
        jobtitle: 'DAF',
        company: 'Acme',
        country: 'France',
        phone: '+33140000001',
        mobilephone: '+33600000001',
        origine_contact: 'salon',
        lifecyclestage: 'lead',
      },
    })
    await actHubspot(world, 'add-email', { id: made.id, email: 'zoe@example.test' })
    await actHubspot(world, 'click', { id: made.id, at: '2026-05-04T10:00:00.000Z' })
    await actHubspot(world, 'reply', { id: made.id, at: '2026-06-04T10:00:00.000Z' })
    await actHubspot(world, 'open', { id: made.id, at: '2026-11-01T10:00:00.000Z' })
    const [record] = (await connected.open().read?.([{ object: 'contact', id: made.id }])) ?? []
    const state = await contactState(world, made.id)
    const tags = {
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
    }
    expect(record).toEqual({
      ref: { object: 'contact', id: made.id },
      email: 'whole@example.test',
      additionalEmails: ['zoe@example.test'],
      openAddresses: ['zoe@example.test'],
      phone: '+33140000001',
      mobile: '+33600000001',
      firstName: 'Zoé',
      lastName: 'Durand',
      jobTitle: 'DAF',
      company: 'Acme',
      country: 'France',
      sourceValue: 'salon',
      blocks: {
        email: 'open',
        sms: 'open',
        phone: 'open',
        robocall: 'open',
        post: 'open',
        social: 'open',
        fax: 'open',
        audience: 'open',
      },
      optedOutAt: null,
      acts: [
        { kind: 'click', at: new Date('2026-05-04T10:00:00.000Z') },
        { kind: 'reply', at: new Date('2026-06-04T10:00:00.000Z') },
      ],
      lastOpenAt: new Date('2026-11-01T10:00:00.000Z'),
      createdAt: record?.createdAt,
      modifiedAt: new Date(state.updatedAt),
      relation: 'none',
      relationValues: { lifecyclestage: 'lead' },
      tags,
      holdUntil: null,
      formerIds: [],
    })
  })
})
