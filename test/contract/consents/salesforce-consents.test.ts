import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { RecordRef } from '../../../src/connector/records.ts'
import type { Cursor } from '../../../src/connector/records.ts'
import { channels, type Channel } from '../../../src/domain/app/channel.ts'
import type { Scope } from '../../../src/domain/app/kind.ts'
import { actSalesforce, createRow, salesforceSubject } from '../salesforce/salesforce-subject.ts'
import { startWorld, type Connected, type Json, type World } from '../suite/harness.ts'
import { pagesOf } from '../suite/scene.ts'

// docs/reference/salesforce.md#consents.
describe('Salesforce: what Individuals agreed to or refused', () => {
  let world: World
  let connected: Connected
  let made = 0
  beforeAll(async () => {
    world = await startWorld({ contacts: 40 })
    await switches({ dataProtection: true })
    connected = await salesforceSubject.connect(world)
    await connected.open().provision?.()
  })
  afterAll(() => world.close())

  const switches = (salesforce: Json) => world.control('POST', '/_sandbox/switches', { salesforce })
  const row = async (object: string, fields: Json) => (await actSalesforce(world, 'create', { object, fields })).Id
  async function person(): Promise<{ individual: string; contact: RecordRef }> {
    made += 1
    const individual = (await actSalesforce(world, 'create', { object: 'Individual', fields: { LastName: 'P' } })).Id
    const contact = await createRow(world, 'Contact', {
      Email: `said-${made}@example.test`,
      IndividualId: individual,
    })
    return { individual, contact }
  }
  const typed = (PartyId: string, ContactPointType: string, PrivacyConsentStatus: string, more: Json = {}) =>
    row('ContactPointTypeConsent', { Name: 'C', PartyId, ContactPointType, PrivacyConsentStatus, ...more })
  const one = async (ref: RecordRef) => (await connected.open().read?.([ref]))?.[0]
  const stopped = (...partial: Channel[]) =>
    Object.fromEntries(channels.map((channel) => [channel, partial.includes(channel) ? 'partial' : 'open']))

  it('stops the channels that a row refuses today, since its day, by page and by record alike', async () => {
    const people = await Promise.all([1, 2, 3, 4, 5, 6].map(() => person()))
    const [mail, call, ended, planned, both, web] = people as [Person, Person, Person, Person, Person, Person]
    await typed(mail.individual, 'Email', 'OptOut', { CaptureDate: '2026-03-01T09:00:00Z' })
    await typed(call.individual, 'Phone', 'OptOut')
    await typed(ended.individual, 'Email', 'OptOut', { EffectiveTo: '2026-01-01T00:00:00Z' })
    await typed(planned.individual, 'Email', 'OptOut', { EffectiveFrom: '2099-01-01T00:00:00Z' })
    // The least permissive wins, whichever came last.
    await typed(both.individual, 'MailingAddress', 'OptOut', { CaptureDate: '2026-01-01T00:00:00Z' })
    await typed(both.individual, 'MailingAddress', 'OptIn', { CaptureDate: '2026-02-01T00:00:00Z' })
    await typed(web.individual, 'Web', 'OptOut')
    await typed(web.individual, 'Email', 'NotSeen')
    // Nobody is told when the day of a planned one comes: it counts at once, without a day in the past.
    const expected = [
      [stopped('email'), '2026-03-01T09:00:00.000Z'],
      [stopped('phone', 'sms', 'robocall'), undefined],
      [stopped(), undefined],
      [stopped('email'), undefined],
      [stopped('post'), '2026-01-01T00:00:00.000Z'],
      [stopped(), undefined],
    ]
    const refs = people.map(({ contact }) => contact)
    const records = (await connected.open().read?.(refs)) ?? []
    const seen = (all: typeof records) =>
      refs.map(({ id }) => {
        const found = all.find(({ ref }) => ref.id === id)
        const since = found?.refusedSince ?? {}
        return [found?.blocks, (since.email ?? since.post)?.toISOString()]
      })
    expect(seen(records)).toEqual(expected)
    const pulled = (await pagesOf(connected.open(), null, 'full')).flatMap((page) => page.records)
    expect(seen(pulled)).toEqual(expected)
  })
  type Person = Awaited<ReturnType<typeof person>>

  it('dates each channel by its own refusals, and none by those of another', async () => {
    const { individual, contact } = await person()
    await typed(individual, 'Email', 'OptOut', { CaptureDate: '2024-03-01T09:00:00Z' })
    await typed(individual, 'Phone', 'OptOut', { CaptureDate: '2026-03-01T09:00:00Z' })
    await typed(individual, 'MailingAddress', 'OptOut')
    const since = new Date('2026-03-01T09:00:00Z')
    expect((await one(contact))?.refusedSince).toEqual({
      email: new Date('2024-03-01T09:00:00Z'),
      phone: since,
      sms: since,
      robocall: since,
    })
  })

  it('reads a refusal of one address or number, whatever its kind', async () => {
    const { individual, contact } = await person()
    const point = await row('ContactPointPhone', { TelephoneNumber: '+33140000000', ParentId: individual })
    await row('ContactPointConsent', {
      Name: 'C',
      PartyId: individual,
      ContactPointId: point,
      PrivacyConsentStatus: 'OptOut',
    })
    expect((await one(contact))?.blocks).toEqual(stopped('phone', 'sms', 'robocall'))
  })

  it('gives what was agreed to as the org says it', async () => {
    const { individual, contact } = await person()
    await typed(individual, 'Email', 'OptIn', {
      CaptureDate: '2026-02-01T09:00:00Z',
      CaptureSource: 'Formulaire salon',
      DoubleConsentCaptureDate: '2026-02-02T09:00:00Z',
    })
    await typed(individual, 'Phone', 'OptIn')
    expect((await one(contact))?.consents).toEqual([
      {
        channels: ['email'],
        at: new Date('2026-02-01T09:00:00Z'),
        confirmedAt: new Date('2026-02-02T09:00:00Z'),
        by: 'ContactPointTypeConsent',
        words: 'Formulaire salon',
      },
      { channels: ['phone'], at: null, confirmedAt: null, by: 'ContactPointTypeConsent', words: null },
    ])
  })

  it('shows again who refused since, though nothing moved the person', async () => {
    const { individual, contact } = await person()
    let cursor: Cursor | null = (await pagesOf(connected.open(), null, 'full')).at(-1)?.next ?? null
    const changed = async () => {
      await world.advance(10 * 60_000)
      const pages = await pagesOf(connected.open(), cursor, 'changes')
      cursor = pages.at(-1)?.next ?? null
      return pages.flatMap(({ records }) => records).filter(({ ref }) => ref.id === contact.id)
    }
    await changed()
    expect(await changed()).toEqual([])
    await typed(individual, 'Email', 'OptOut')
    expect((await changed()).map(({ blocks }) => blocks['email'])).toEqual(['partial'])
  })

  it('takes a closed object for not readable, and no lift for done while it is', async () => {
    const { individual, contact } = await person()
    const alone = await createRow(world, 'Contact', { Email: 'said-alone@example.test' })
    await typed(individual, 'Email', 'OptOut')
    await typed(individual, 'Phone', 'OptIn')
    await switches({ closedObjects: ['ContactPointTypeConsent'] })
    const seen = async (ref: RecordRef) => {
      const record = await one(ref)
      return [record?.blocks, record?.hidden]
    }
    const hidden = Object.fromEntries(
      channels.map((channel) => [channel, ['fax', 'audience'].includes(channel) ? 'open' : 'hidden']),
    )
    expect(await seen(contact)).toEqual([hidden, ['ContactPointTypeConsent']])
    expect(await seen(alone)).toEqual([stopped(), undefined])
    expect(await lift(contact, 'email')).toEqual({
      orderId: 'l',
      status: 'hidden',
      detail: 'ContactPointTypeConsent cannot be read by our user; give it read access',
    })
    const [kind] = (await connected.open().fieldKinds?.([{ object: 'Contact', name: 'ContactPointTypeConsent' }])) ?? []
    expect(kind?.kind).toBe('missing')
    const info = await connected.open().check()
    expect(info.lines.find(({ name }) => name.en === 'Consents and refusals in ContactPointTypeConsent')?.state).toBe(
      'hidden',
    )
    await switches({ closedObjects: [] })
    expect(await lift(contact, 'email')).toMatchObject({ status: 'applied' })
  })

  it('costs four calls a page at most, whatever stands there, and none where nobody has an Individual', async () => {
    const calls = async () => {
      const open = connected.open()
      await pagesOf(open, null, 'full', 1)
      const before = connected.budget.taken.length
      await pagesOf(open, null, 'full', 1)
      return connected.budget.taken.length - before
    }
    const { individual } = await person()
    const first = await calls()
    for (let times = 0; times < 9; times += 1) await typed(individual, 'Email', 'OptIn')
    expect(await calls()).toBe(first)
    await switches({ closedObjects: ['ContactPointTypeConsent', 'ContactPointConsent'] })
    const without = await calls()
    await switches({ closedObjects: [] })
    expect(first - without).toBeLessThanOrEqual(5)
  })

  it('ends a refusal with a Lift only, and says why when it cannot', async () => {
    const { individual, contact } = await person()
    await typed(individual, 'Email', 'OptOut')
    await typed(individual, 'Phone', 'OptOut')
    const lift = (keep: readonly Channel[] = ['phone']) =>
      connected.open().release?.([
        {
          orderId: 'l',
          record: contact,
          scope: { channel: 'email', kind: '' },
          keep: keep.map((channel) => ({ channel, kind: '' })),
        },
      ])
    const field = { object: 'ContactPointTypeConsent', field: 'EffectiveTo' }
    await actSalesforce(world, 'show-field', { ...field, edit: false })
    expect(await lift()).toMatchObject([{ status: 'refused', reason: 'not-permitted' }])
    await actSalesforce(world, 'show-field', field)
    expect((await lift())?.[0]?.status).toBe('applied')
    expect((await lift())?.[0]?.status).toBe('already')
    expect((await one(contact))?.blocks).toEqual(stopped('phone', 'sms', 'robocall'))
  })
  const lift = async (contact: RecordRef, channel: Channel, ...keep: Scope[]) =>
    (await connected.open().release?.([{ orderId: 'l', record: contact, scope: { channel, kind: '' }, keep }]))?.[0]

  it('ends a refusal of all messages where one kind of them stays stopped', async () => {
    const { individual, contact } = await person()
    await typed(individual, 'Email', 'OptOut')
    expect(await lift(contact, 'email', { channel: 'email', kind: 'newsletter' })).toMatchObject({ status: 'applied' })
    expect((await one(contact))?.blocks).toEqual(stopped())
  })

  it('leaves a refusal that also stands for what stays stopped, and tells that as the reason', async () => {
    const { individual, contact } = await person()
    await typed(individual, 'Phone', 'OptOut')
    const kept = { channel: 'sms', kind: '' } as const
    expect(await lift(contact, 'phone', kept)).toMatchObject({
      status: 'refused',
      reason: 'conflict',
      detail: 'ContactPointTypeConsent also stands for what this person keeps stopped',
    })
    expect((await one(contact))?.blocks).toEqual(stopped('phone', 'sms', 'robocall'))
  })
})
