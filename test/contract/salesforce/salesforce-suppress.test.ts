import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { startWorld } from '../suite/harness.ts'
import type { Connected, World } from '../suite/harness.ts'
import { actSalesforce, createRow, rowState, salesforceSubject } from './salesforce-subject.ts'
import { orderFor } from '../suite/subject.ts'
import { pagesOf, statusesOf } from '../suite/scene.ts'

describe('Salesforce: which records are blocked, and what cannot be', () => {
  let world: World
  let connected: Connected
  const switches = (values: object): Promise<unknown> =>
    world.control('POST', '/_sandbox/switches', { salesforce: values })
  const flags = async (id: string): Promise<unknown[]> => {
    const row = await rowState(world, id)
    return [row['HasOptedOutOfEmail'], row['DoNotCall'], row['HasOptedOutOfFax']]
  }
  beforeAll(async () => {
    world = await startWorld({ contacts: 20 })
    connected = await salesforceSubject.connect(world)
    await connected.open().provision?.()
  })
  afterAll(() => world.close())
  beforeEach(async () => {
    await world.control('DELETE', '/_sandbox/faults')
    await switches({ lockedIds: [], deleteFailedIds: [] })
  })

  it('blocks every contact and lead of an address, whatever its case', async () => {
    const contact = await createRow(world, 'Contact', { Email: 'Twice@Example.test' })
    const lead = await createRow(world, 'Lead', { Email: 'twice@example.test' })
    const [outcome] = await connected.open().suppress([orderFor(['twice@example.test'], [])])
    expect(outcome).toMatchObject({ status: 'applied', seen: { value: 'HasOptedOutOfEmail=true' } })
    expect([await flags(contact.id), await flags(lead.id)]).toEqual([
      [true, false, false],
      [true, false, false],
    ])
  })

  it.each([
    ['email', [true, false, false]],
    ['phone', [false, true, false]],
    ['sms', [false, true, false]],
    ['robocall', [false, true, false]],
    ['fax', [false, false, true]],
    ['post', [false, false, false]],
  ] as const)('writes the opt-out of the channel %s and no other', async (channel, expected) => {
    const email = `channel-${channel}@example.test`
    const ref = await createRow(world, 'Contact', { Email: email })
    const [outcome] = await connected.open().suppress([orderFor([email], [ref], { channels: [channel] })])
    expect(outcome).toMatchObject({
      status: 'applied',
      seen: { items: [{ target: ref.id, channel, level: channel === 'post' ? 'marked' : 'enforced' }] },
    })
    expect(await flags(ref.id)).toEqual(expected)
    expect((await rowState(world, ref.id))['Lawbase_Do_Not_Contact__c']).toBe(channel === 'post' ? 'post' : null)
  })

  it('re-applies the objection to the contact that a converted lead became', async () => {
    const contact = await createRow(world, 'Contact', { Email: 'other@example.test' })
    const lead = await createRow(world, 'Lead', { Email: 'converted@example.test' })
    await actSalesforce(world, 'convert-lead', { id: lead.id, contactId: contact.id })
    expect(statusesOf(await connected.open().suppress([orderFor(['converted@example.test'], [lead])]))).toEqual([
      'applied',
    ])
    expect((await flags(contact.id))[0]).toBe(true)
    expect((await flags(lead.id))[0]).toBe(false)
    const [became, record] = (await connected.open().read?.([lead])) ?? []
    expect(record?.blocks).toEqual({})
    expect(became?.ref).toEqual(contact)
  })

  it('follows a merge to the master', async () => {
    const master = await createRow(world, 'Contact', { Email: 'master@example.test' })
    const loser = await createRow(world, 'Contact', { Email: 'loser@example.test' })
    await actSalesforce(world, 'merge', { primaryId: master.id, mergeId: loser.id })
    expect(statusesOf(await connected.open().suppress([orderFor(['loser@example.test'], [loser])]))).toEqual([
      'applied',
    ])
    expect((await flags(master.id))[0]).toBe(true)
    expect(await connected.open().remove?.([{ orderId: 'r', record: loser, stage: 'bin' }])).toMatchObject([
      { status: 'refused', reason: 'conflict' },
    ])
    expect(await connected.open().read?.([loser])).toMatchObject([{ ref: master, formerIds: [loser.id] }])
  })

  it('calls a row busy that somebody else writes to, and does the others', async () => {
    const [locked, free] = [
      await createRow(world, 'Contact', { Email: 'locked@example.test' }),
      await createRow(world, 'Contact', { Email: 'free@example.test' }),
    ]
    const system = connected.open()
    const all = async () => ({
      hold: statusesOf(
        (await system.hold?.(
          [locked, free].map((record, index) => ({ orderId: String(index), record, until: '2026-12-09' })),
        )) ?? [],
      ),
      tag: statusesOf(
        (await system.tag?.(
          [locked, free].map((record, index) => ({ orderId: String(index), record, fields: { basis: 'consent' } })),
        )) ?? [],
      ),
      suppress: statusesOf(
        await system.suppress([orderFor(['locked@example.test'], [locked]), orderFor(['free@example.test'], [free])]),
      ),
      release: statusesOf(
        (await system.release?.(
          [locked, free].map((record, index) => ({
            orderId: String(index),
            record,
            scope: { channel: 'email', kind: '' },
            keep: [],
          })),
        )) ?? [],
      ),
    })
    await switches({ lockedIds: [locked.id] })
    expect(await all()).toEqual({
      hold: ['busy', 'applied'],
      tag: ['busy', 'applied'],
      suppress: ['busy', 'applied'],
      release: ['already', 'applied'],
    })
    await switches({ lockedIds: [] })
    expect(await all()).toEqual({
      hold: ['applied', 'already'],
      tag: ['applied', 'already'],
      suppress: ['applied', 'applied'],
      release: ['applied', 'applied'],
    })
  })

  it('names a hidden opt-out, still does the other channels, and the self-test says so', async () => {
    const ref = await createRow(world, 'Contact', { Email: 'hidden@example.test' })
    await actSalesforce(world, 'hide-field', { object: 'Contact', field: 'HasOptedOutOfEmail' })
    try {
      const [outcome] = await connected
        .open()
        .suppress([orderFor(['hidden@example.test'], [ref], { channels: ['email', 'phone'] })])
      expect(outcome).toMatchObject({
        status: 'hidden',
        detail: expect.stringContaining('Contact.HasOptedOutOfEmail') as unknown,
      })
      expect(
        await connected.open().verify([orderFor(['hidden@example.test'], [ref], { channels: ['email'] })]),
      ).toMatchObject([{ status: 'hidden' }])
      expect((await connected.open().read?.([ref]))?.[0]).toMatchObject({
        blocks: { email: 'hidden', phone: 'enforced', fax: 'open' },
        hidden: ['HasOptedOutOfEmail'],
      })
      expect(await flags(ref.id)).toEqual([false, true, false])
      expect((await rowState(world, ref.id))['Lawbase_Do_Not_Contact__c']).toBe('email')
      const line = (await connected.open().check()).lines.find(
        (found) => found.name.en === 'Opt-out Contact.HasOptedOutOfEmail',
      )
      expect(line).toMatchObject({
        state: 'hidden',
        prevents: { en: expect.stringContaining('E-mail opt-outs') as unknown },
      })
    } finally {
      await actSalesforce(world, 'show-field', { object: 'Contact', field: 'HasOptedOutOfEmail' })
    }
  })

  it('names an opt-out that is read-only for our user', async () => {
    const ref = await createRow(world, 'Lead', { Email: 'readonly@example.test' })
    await actSalesforce(world, 'show-field', { object: 'Lead', field: 'DoNotCall', edit: false })
    try {
      expect(
        await connected.open().suppress([orderFor(['readonly@example.test'], [ref], { channels: ['phone'] })]),
      ).toMatchObject([
        {
          status: 'refused',
          reason: 'not-permitted',
          detail: expect.stringContaining('Lead.DoNotCall is read-only') as unknown,
        },
      ])
    } finally {
      await actSalesforce(world, 'show-field', { object: 'Lead', field: 'DoNotCall' })
    }
  })

  it('takes an address that would break out of a query as plain text', async () => {
    const victim = await createRow(world, 'Contact', { Email: 'victim@example.test' })
    const email = String.raw`x\') or email like '%@example.test`
    expect(statusesOf(await connected.open().suppress([orderFor([email, "o'neil@example.test"], [])]))).toEqual([
      'absent',
    ])
    expect((await flags(victim.id))[0]).toBe(false)
  })

  it('takes ids of 15 characters and ignores what is no id', async () => {
    const ref = await createRow(world, 'Contact', { Email: 'short-id@example.test' })
    expect(
      statusesOf(
        await connected.open().suppress([
          orderFor(
            [],
            [
              { object: 'Contact', id: ref.id.slice(0, 15) },
              { object: 'Contact', id: 'nonsense' },
            ],
          ),
        ]),
      ),
    ).toEqual(['applied'])
  })

  it('looks up more addresses than one URL holds', async () => {
    const ref = await createRow(world, 'Contact', { Email: 'needle@example.test' })
    const orders = Array.from({ length: 300 }, (_, index) =>
      orderFor([`somebody-with-a-rather-long-address-${index}@example.test`], []),
    )
    const outcomes = await connected.open().suppress([...orders, orderFor(['needle@example.test'], [])])
    expect(outcomes.filter((outcome) => outcome.status === 'absent')).toHaveLength(300)
    expect(outcomes.at(-1)).toMatchObject({ status: 'applied', seen: { items: [{ target: ref.id }] } })
  })

  it('reports a record that the org will not delete, and deletes the others', async () => {
    const held = await createRow(world, 'Contact', { Email: 'held@example.test' })
    const free = await createRow(world, 'Lead', { Email: 'free@example.test' })
    await switches({ deleteFailedIds: [held.id] })
    const outcomes = await connected
      .open()
      .remove?.([held, free].map((record) => ({ orderId: record.id, record, stage: 'bin' as const })))
    expect(outcomes).toMatchObject([
      {
        status: 'refused',
        reason: 'validation',
        detail: 'other records of the org keep this one (cases); delete or reassign them there first (DELETE_FAILED)',
      },
      { status: 'applied' },
    ])
  })

  it('empties a record that the org will not delete of the person, keeps its opt-outs, and reads nobody there any more', async () => {
    const contact = await createRow(world, 'Contact', {
      Email: 'emptied@example.test',
      FirstName: 'Ines',
      LastName: 'Renaud',
      Title: 'DSI',
      Phone: '+33140000000',
      Description: 'likes trains',
      HasOptedOutOfEmail: true,
    })
    const lead = await createRow(world, 'Lead', {
      Email: 'lead-emptied@example.test',
      FirstName: 'Ines',
      LastName: 'Renaud',
      Company: 'Acme',
    })
    const empty = async () =>
      (await connected
        .open()
        .remove?.([contact, lead].map((record) => ({ orderId: record.id, record, stage: 'anonymise' as const })))) ?? []
    expect(await empty()).toMatchObject([
      { status: 'applied', seen: { value: 'anonymised' } },
      { status: 'applied', seen: { value: 'anonymised' } },
    ])
    const personal = async (id: string) => {
      const { Email, FirstName, LastName, Title, Phone, Description, HasOptedOutOfEmail, Company } = await rowState(
        world,
        id,
      )
      return { Email, FirstName, LastName, Title, Phone, Description, HasOptedOutOfEmail, Company: Company ?? null }
    }
    const nothing = {
      Email: null,
      FirstName: null,
      LastName: 'Anonymised',
      Title: null,
      Phone: null,
      Description: null,
    }
    expect([await personal(contact.id), await personal(lead.id)]).toEqual([
      { ...nothing, HasOptedOutOfEmail: true, Company: null },
      { ...nothing, HasOptedOutOfEmail: false, Company: 'Acme' },
    ])
    expect(statusesOf(await empty())).toEqual(['already', 'already'])
    expect(await connected.open().read?.([contact, lead])).toEqual([])
    const pages = await pagesOf(connected.open(), null, 'full')
    expect([
      pages.flatMap((page) => page.records).filter(({ ref }) => [contact.id, lead.id].includes(ref.id)),
      pages.flatMap((page) => page.tombstones).filter(({ ref }) => [contact.id, lead.id].includes(ref.id)).length,
    ]).toEqual([[], 2])
    await connected
      .open()
      .remove?.([contact, lead].map((record) => ({ orderId: record.id, record, stage: 'bin' as const })))
  })

  it('names what a rule of the org kept of a person', async () => {
    const stubborn = await createRow(world, 'Contact', {
      Email: 'stubborn@example.test',
      FirstName: 'Ines',
      LastName: 'Renaud',
    })
    await switches({ requireEmail: true })
    expect(await connected.open().remove?.([{ orderId: 'a', record: stubborn, stage: 'anonymise' }])).toMatchObject([
      {
        status: 'refused',
        reason: 'validation',
        detail: expect.stringMatching(/FIELD_CUSTOM_VALIDATION_EXCEPTION.*still filled: Email$/u) as unknown,
      },
    ])
    await switches({ requireEmail: false })
    expect((await rowState(world, stubborn.id))['FirstName']).toBeNull()
  })

  it('says which permission is missing when fields cannot be created', async () => {
    const other = await startWorld({ contacts: 3 })
    try {
      const limited = await salesforceSubject.connect(other)
      await other.control('POST', '/_sandbox/switches', { salesforce: { customizeApplication: false } })
      await expect(limited.open().provision?.()).rejects.toMatchObject({
        kind: 'forbidden',
        message: expect.stringContaining('Customize Application') as unknown,
      })
      const ref = await createRow(other, 'Contact', { Email: 'bare@example.test' })
      expect(
        await limited.open().suppress([orderFor(['bare@example.test'], [ref], { channels: ['email', 'post'] })]),
      ).toMatchObject([{ status: 'refused', reason: 'not-supported' }])
      expect((await rowState(other, ref.id))['HasOptedOutOfEmail']).toBe(true)
    } finally {
      await other.close()
    }
  })

  it('survives the end of its session in the middle of a pull, with a refresh token that rotates', async () => {
    await switches({ pageSize: 10, rotationEndsAccessTokens: true })
    const before = connected.credentials().refreshToken
    const ids: string[] = []
    for await (const page of connected.open().pull?.(null, 'full') ?? []) {
      ids.push(...page.records.map((record) => record.ref.id))
      await world.control('POST', '/_sandbox/tokens', { system: 'salesforce', action: 'expire-access' })
    }
    expect(ids.toSorted()).toEqual((await salesforceSubject.liveIds(world)).toSorted())
    expect(connected.credentials().refreshToken).not.toBe(before)
  })
})
