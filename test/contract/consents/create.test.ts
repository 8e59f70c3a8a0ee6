import { describe, expect, it } from 'vitest'
import type { CreateOrder } from '../../../src/connector/create.ts'
import { failureOf, type World } from '../suite/harness.ts'
import { hubspotSubject } from '../hubspot/hubspot-subject.ts'
import { actSalesforce, rowState, salesforceSubject } from '../salesforce/salesforce-subject.ts'
import { scene } from '../suite/scene.ts'
import type { Subject } from '../suite/subject.ts'

const orderOf = (email: string, more: Partial<CreateOrder> = {}): CreateOrder => ({
  orderId: 'new',
  as: 'lead',
  email,
  firstName: 'Inès',
  lastName: 'Moreau',
  company: 'Fonderie Exemple',
  jobTitle: 'Directrice de production',
  country: 'France',
  phone: '+33140000001',
  ...more,
})

interface Case {
  subject: Subject
  createPath: string
  /** What the vendor calls somebody the company does not know. */
  object: string
  noWrite: (world: World) => Promise<unknown>
}
const cases: readonly Case[] = [
  {
    subject: hubspotSubject,
    createPath: '/contacts',
    object: 'contact',
    noWrite: (world) =>
      world.control('POST', '/_sandbox/scopes', { system: 'hubspot', drop: ['crm.objects.contacts.write'] }),
  },
  {
    subject: salesforceSubject,
    createPath: '/composite/sobjects',
    object: 'Lead',
    noWrite: (world) => actSalesforce(world, 'hide-field', { object: 'Lead', field: 'Email', edit: true }),
  },
]

describe.each(cases)('a person made known to $subject.connector.label', ({ subject, createPath, object, noWrite }) => {
  const shared = scene(subject, 5)
  const create = async (...orders: readonly CreateOrder[]) => {
    const outcomes = await shared.connected.open().createContact?.(orders)
    if (outcomes === undefined) throw new Error('the connector has no such verb')
    return outcomes
  }

  it('is made once, however often it is asked for, with all that was given and without an opt-out', async () => {
    const email = 'ines.moreau@fonderie.example.test'
    const before = await subject.liveIds(shared.world)
    const [first] = await create(orderOf(email))
    const made = (await subject.liveIds(shared.world)).filter((id) => !before.includes(id))
    expect(made).toHaveLength(1)
    const record = { object, id: made[0] ?? '' }
    expect(first).toEqual({ orderId: 'new', status: 'created', record })
    expect(await create(orderOf(email))).toEqual([{ orderId: 'new', status: 'existing', record }])
    expect(await subject.liveIds(shared.world)).toHaveLength(before.length + 1)
    expect(await shared.connected.open().read?.([record])).toMatchObject([
      {
        ref: record,
        email,
        firstName: 'Inès',
        lastName: 'Moreau',
        company: 'Fonderie Exemple',
        jobTitle: 'Directrice de production',
        country: 'France',
        phone: '+33140000001',
        blocks: { email: 'open' },
      },
    ])
  })

  it('needs no more than an address', async () => {
    const email = 'only.address@fonderie.example.test'
    const [made] = await create(
      orderOf(email, { firstName: null, lastName: null, company: null, jobTitle: null, phone: null }),
    )
    expect(made).toMatchObject({ status: 'created', record: { object } })
  })

  it('may have names longer than the vendor takes', async () => {
    expect(
      await create(
        orderOf('long@fonderie.example.test', {
          firstName: 'I'.repeat(120),
          lastName: 'M'.repeat(120),
          jobTitle: 'D'.repeat(120),
        }),
      ),
    ).toMatchObject([{ status: 'created' }])
  })

  it('is made without a country that the system does not take', async () => {
    if (subject.system !== 'salesforce') return
    await actSalesforce(shared.world, 'hide-field', { object: 'Lead', field: 'Country' })
    expect(await create(orderOf('no.country@fonderie.example.test'))).toMatchObject([{ status: 'created' }])
    await actSalesforce(shared.world, 'show-field', { object: 'Lead', field: 'Country' })
  })

  it('is a contact where that is asked for', async () => {
    expect(await create(orderOf('compliance@fonderie.example.test', { as: 'contact' }))).toMatchObject([
      { status: 'created', record: { object: subject.recordObject } },
    ])
  })

  it('is found when somebody else made it, and stays as it is: also its opt-out', async () => {
    const { email, ref } = await shared.fresh()
    await shared.connected.open().shopper?.optOut([{ orderId: 'no', email, record: ref }])
    const before = await subject.untouchable(shared.world, ref)
    expect(await create(orderOf(email))).toEqual([{ orderId: 'new', status: 'existing', record: ref }])
    expect(await subject.untouchable(shared.world, ref)).toEqual(before)
    expect(await subject.optedOut(shared.world, ref, email)).toBe(true)
  })

  it('is made once although the first answer was lost', async () => {
    const email = 'lost@fonderie.example.test'
    const before = (await subject.liveIds(shared.world)).length
    await shared.fault('cut-after', { method: 'POST', pathIncludes: createPath })
    expect(await failureOf(create(orderOf(email)))).toMatchObject({ kind: 'unavailable' })
    expect(await create(orderOf(email))).toMatchObject([{ status: 'existing' }])
    expect(await subject.liveIds(shared.world)).toHaveLength(before + 1)
  })

  it('tells who must act when it may not be made, and makes nothing', async () => {
    const before = await subject.liveIds(shared.world)
    await noWrite(shared.world)
    const order = orderOf('forbidden@fonderie.example.test')
    if (subject.system === 'hubspot')
      expect(await failureOf(create(order))).toMatchObject({
        kind: 'forbidden',
        message: expect.stringContaining('crm.objects.contacts.write') as string,
      })
    else
      expect(await create(order)).toEqual([
        {
          orderId: 'new',
          status: 'refused',
          reason: expect.stringMatching(/^(bad-request|not-permitted)$/u) as string,
          detail: expect.stringContaining('INVALID_FIELD') as string,
        },
      ])
    expect(await subject.liveIds(shared.world)).toEqual(before)
  })
})

describe('a Lead at Salesforce', () => {
  const shared = scene(salesforceSubject, 5)
  it('says what was not provided where Salesforce cannot do without', async () => {
    const [made] =
      (await shared.connected
        .open()
        .createContact?.([orderOf('nobody@fonderie.example.test', { lastName: null, company: null })])) ?? []
    expect(made?.status === 'created' ? await rowState(shared.world, made.record.id) : made).toMatchObject({
      LastName: '[not provided]',
      Company: '[not provided]',
      HasOptedOutOfEmail: false,
    })
  })
})
