import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { RecordRef } from '../../../src/connector/records.ts'
import type { VendorEvent } from '../../../src/connector/webhook.ts'
import { channels } from '../../../src/domain/app/channel.ts'
import { startWorld } from '../suite/harness.ts'
import type { Connected, Json, World } from '../suite/harness.ts'
import { actSalesforce, createRow, rowState, salesforceSubject } from './salesforce-subject.ts'
import { idsOf, pagesOf } from '../suite/scene.ts'
import { orderFor } from '../suite/subject.ts'

// docs/reference/salesforce.md#optout-scope, #individual, #individual-off.
describe('Salesforce: Individuals', () => {
  let world: World
  let connected: Connected
  let made = 0
  beforeAll(async () => {
    world = await startWorld({ contacts: 40 })
    await world.control('POST', '/_sandbox/switches', { salesforce: { dataProtection: true } })
    connected = await salesforceSubject.connect(world)
    await connected.open().provision?.()
  })
  beforeEach(async () => {
    await world.control('POST', '/_sandbox/switches', { salesforce: { dataProtection: true, changeEvents: [] } })
    for (const field of ['HasOptedOutSolicit', 'ShouldForget'])
      await actSalesforce(world, 'show-field', { object: 'Individual', field })
  })
  afterAll(() => world.close())

  interface Person {
    individual: string
    contact: RecordRef
    lead: RecordRef
    emails: [string, string]
  }
  const individualRow = async (id: string) =>
    (
      await world.control<{ salesforce: { individuals: Json[] } }>('GET', '/_sandbox/state?system=salesforce')
    ).salesforce.individuals.find((row) => row['Id'] === id)
  const individuals = async () =>
    (await world.control<{ salesforce: { individuals: Json[] } }>('GET', '/_sandbox/state?system=salesforce'))
      .salesforce.individuals.length
  /** A contact and a lead with an address each, of one Individual with these flags. */
  async function person(flags: Json = {}): Promise<Person> {
    made += 1
    const emails: [string, string] = [`one-${made}@example.test`, `two-${made}@example.test`]
    const individual = (
      await actSalesforce(world, 'create', { object: 'Individual', fields: { LastName: 'Person', ...flags } })
    ).Id
    const contact = await createRow(world, 'Contact', { Email: emails[0], IndividualId: individual })
    const lead = await createRow(world, 'Lead', { Email: emails[1], IndividualId: individual })
    return { individual, contact, lead, emails }
  }
  const read = async (...refs: RecordRef[]) => (await connected.open().read?.(refs)) ?? []
  const allOf = (state: string) => Object.fromEntries(channels.map((channel) => [channel, state]))
  const all = { channels }

  it.each([
    ['HasOptedOutSolicit', undefined],
    ['ShouldForget', true],
  ] as const)(
    'with %s are an objection to all channels on each of their records, by page and by record alike',
    async (field, erasureAsked) => {
      const { individual, contact, lead } = await person({ [field]: true })
      const pulled = (await pagesOf(connected.open(), null, 'full'))
        .flatMap((page) => page.records)
        .filter(({ ref }) => ref.id === contact.id || ref.id === lead.id)
      expect(pulled).toEqual(await read(contact, lead))
      expect(pulled.map(({ ref, person: of, blocks, erasureAsked: asked }) => ({ ref, of, blocks, asked }))).toEqual(
        [contact, lead].map((ref) => ({ ref, of: individual, blocks: allOf('partial'), asked: erasureAsked })),
      )
    },
  )

  it('leave what the record says itself as it is, and stop a frozen lead', async () => {
    const { contact, lead } = await person({ HasOptedOutSolicit: true })
    await actSalesforce(world, 'opt-out', { id: contact.id })
    await actSalesforce(world, 'convert-lead', { id: lead.id })
    const asked = new Set([contact.id, lead.id])
    expect((await read(contact, lead)).filter(({ ref }) => asked.has(ref.id)).map(({ blocks }) => blocks)).toEqual([
      { ...allOf('partial'), email: 'enforced' },
      allOf('enforced'),
    ])
  })

  it('get the objection to all channels, read back, once', async () => {
    const { individual, contact, emails } = await person()
    const count = await individuals()
    const [first] = await connected.open().suppress([orderFor([emails[0]], [contact], all)])
    expect([
      first?.status,
      (await individualRow(individual))?.['HasOptedOutSolicit'],
      (await individualRow(individual))?.['ShouldForget'],
    ]).toEqual(['applied', true, false])
    expect(first?.status === 'applied' ? first.seen.items.find((item) => item.channel === 'email') : null).toEqual({
      target: contact.id,
      targetKind: 'record',
      channel: 'email',
      level: 'enforced',
      value: 'HasOptedOutOfEmail=true, Individual.HasOptedOutSolicit=true',
    })
    expect((await connected.open().suppress([orderFor([emails[0]], [contact], all)]))[0]?.status).toBe('already')
    const stranger = await createRow(world, 'Contact', { Email: 'nobody-behind@example.test' })
    expect(
      (await connected.open().suppress([orderFor(['nobody-behind@example.test'], [stranger], all)]))[0]?.status,
    ).toBe('applied')
    expect(await individuals()).toBe(count)
  })

  it('are left alone by an objection to some channels or to one kind', async () => {
    const { individual, contact, emails } = await person()
    await connected
      .open()
      .suppress([
        orderFor([emails[0]], [contact], { channels: ['email', 'phone'] }),
        orderFor([emails[0]], [contact], { channels, kinds: ['newsletter'] }),
      ])
    expect((await individualRow(individual))?.['HasOptedOutSolicit']).toBe(false)
  })

  it.each([
    ['hidden', { act: 'hide-field' }, 'Individual.HasOptedOutSolicit hidden'],
    ['read-only', { act: 'show-field', edit: false }, 'Individual.HasOptedOutSolicit=false'],
  ])('that are %s do not hold up an objection on the records', async (_name, { act, ...more }, note) => {
    const { contact, emails } = await person()
    await actSalesforce(world, act, { object: 'Individual', field: 'HasOptedOutSolicit', ...more })
    const [outcome] = await connected.open().suppress([orderFor([emails[0]], [contact], all)])
    expect([outcome?.status, outcome?.status === 'applied' ? outcome.seen.items[0]?.value : null]).toEqual([
      'applied',
      `HasOptedOutOfEmail=true, ${note}`,
    ])
  })

  it('lose the objection with a Lift only, and say why when they cannot', async () => {
    const { individual, contact, emails } = await person()
    await connected.open().suppress([orderFor([emails[0]], [contact], all)])
    const lift = () =>
      connected.open().release?.([
        {
          orderId: 'l',
          record: contact,
          scope: { channel: 'email', kind: '' },
          keep: [{ channel: 'phone', kind: '' }],
        },
      ])
    await actSalesforce(world, 'show-field', { object: 'Individual', field: 'HasOptedOutSolicit', edit: false })
    expect(await lift()).toEqual([
      {
        orderId: 'l',
        status: 'refused',
        reason: 'not-permitted',
        detail: 'Individual.HasOptedOutSolicit is read-only for our user; open its field-level security',
      },
    ])
    await actSalesforce(world, 'show-field', { object: 'Individual', field: 'HasOptedOutSolicit' })
    await world.control('POST', '/_sandbox/switches', { salesforce: { lockedIds: [individual] } })
    expect(await lift()).toEqual([{ orderId: 'l', status: 'busy', detail: 'UNABLE_TO_LOCK_ROW' }])
    await world.control('POST', '/_sandbox/switches', { salesforce: { lockedIds: [] } })
    expect((await lift())?.[0]?.status).toBe('applied')
    expect([
      (await individualRow(individual))?.['HasOptedOutSolicit'],
      (await rowState(world, contact.id))['DoNotCall'],
    ]).toEqual([false, true])
    await actSalesforce(world, 'update', { id: individual, fields: { ShouldForget: true } })
    expect(await lift()).toEqual([
      {
        orderId: 'l',
        status: 'refused',
        reason: 'not-supported',
        detail: 'Individual.ShouldForget asks for erasure; only a person may take it back',
      },
    ])
    expect((await individualRow(individual))?.['ShouldForget']).toBe(true)
  })

  it('that change bring their records with the next increment', async () => {
    const { individual, contact, lead } = await person()
    await world.advance(3_600_000)
    // The latest record of each object always comes again.
    const later = await person()
    const others = new Set([later.contact.id, later.lead.id])
    const swept = (await pagesOf(connected.open(), null, 'full')).at(-1)?.next ?? null
    await world.advance(3_600_000)
    await actSalesforce(world, 'update', { id: individual, fields: { HasOptedOutSolicit: true } })
    await world.advance(600_000)
    const pages = await pagesOf(connected.open(), swept, 'changes')
    const records = pages.flatMap((page) => page.records).filter(({ ref }) => !others.has(ref.id))
    expect(records.map(({ ref, blocks }) => [ref, blocks.email])).toEqual(
      [contact, lead].map((ref) => [ref, 'partial']),
    )
    await world.advance(3_600_000)
    expect(
      idsOf(await pagesOf(connected.open(), pages.at(-1)?.next ?? null, 'changes')).filter((id) => !others.has(id)),
    ).toEqual([])
  })

  it.each([
    [['Contact', 'Lead', 'Individual'], 2],
    [['Contact'], 0],
  ])('are heard through change events of %j, if they are selected', async (changeEvents, heard) => {
    await world.control('POST', '/_sandbox/switches', { salesforce: { changeEvents, streamingHoldMs: 1_000 } })
    const { individual, contact, lead } = await person()
    const after = await createRow(world, 'Contact', { Email: `after-${made}@example.test` })
    const stopping = new AbortController()
    const events: VendorEvent[] = []
    let begun = false
    for await (const batch of connected.open().listen?.(null, stopping.signal) ?? []) {
      events.push(...batch.events)
      if (!begun) {
        begun = true
        await actSalesforce(world, 'update', { id: individual, fields: { HasOptedOutSolicit: true } })
        await actSalesforce(world, 'opt-out', { id: after.id })
      }
      if (
        events.filter((event) => event.record?.id !== after.id).length >= heard &&
        events.some((event) => event.record?.id === after.id)
      )
        stopping.abort()
    }
    const ofPerson = events.filter((event) => event.record?.id !== after.id)
    expect(ofPerson.map(({ record, kind, objected }) => ({ record, kind, objected }))).toEqual(
      [contact, lead].slice(0, heard).map((record) => ({ record, kind: 'changed', objected: channels })),
    )
    expect(new Set(ofPerson.map((event) => event.dedupeKey)).size).toBe(heard)
  })

  it('stand in the self-test with what is missing', async () => {
    const line = async () =>
      (await connected.open().check()).lines.find(({ name }) => name.en === 'Opt-out Individual.HasOptedOutSolicit')
        ?.state
    expect(await line()).toBe('works')
    await actSalesforce(world, 'show-field', { object: 'Individual', field: 'HasOptedOutSolicit', edit: false })
    expect(await line()).toBe('hidden')
    await world.control('POST', '/_sandbox/switches', { salesforce: { dataProtection: false } })
    expect(await line()).toBeUndefined()
  })

  it('are nothing to an org without Data Protection and Privacy', async () => {
    const { contact, emails } = await person({ HasOptedOutSolicit: true })
    await world.control('POST', '/_sandbox/switches', { salesforce: { dataProtection: false } })
    const from =
      (await world.control<{ seq: number }[]>('GET', '/_sandbox/requests?system=salesforce')).at(-1)?.seq ?? 0
    const [record] = await read(contact)
    const [outcome] = await connected.open().suppress([orderFor([emails[0]], [contact], all)])
    await pagesOf(connected.open(), null, 'full', 1)
    expect([record?.blocks, record === undefined ? null : 'person' in record, outcome?.status]).toEqual([
      allOf('open'),
      false,
      'applied',
    ])
    const lines = await world.control<{ path: string; body: unknown }[]>(
      'GET',
      `/_sandbox/requests?system=salesforce&after=${from}`,
    )
    expect(lines.filter((line) => JSON.stringify([line.path, line.body]).includes('Individual'))).toEqual([])
  })
})
