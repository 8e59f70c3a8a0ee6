import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { answerReview } from '../../../src/operations/mailbox/answer-review.ts'
import type { Json } from '../../support/lawbase.ts'
import { until } from '../../support/until.ts'
import { openScene, type Scene } from '../../support/scene.ts'
import { type SeedPerson } from '../../support/seed-people.ts'

describe('a Salesforce org with Data Protection and Privacy', () => {
  let scene: Scene
  beforeAll(async () => {
    scene = await openScene({ broker: false })
    await scene.control('POST', '/_sandbox/switches', { salesforce: { dataProtection: true } })
    // The descriptions of objects that the product remembers are from before.
    scene.app.memories.clear()
  })
  afterAll(() => scene.close())

  const inBoth = () => scene.somebody((one) => one.where === 'both' && one.index % 3 === 0)
  const individualIdOf = async (person: SeedPerson) =>
    String((await scene.salesforceRow(person.salesforceIds[0] ?? ''))['IndividualId'])
  const individual = async (id: string) =>
    (
      (await scene.control('GET', '/_sandbox/state?system=salesforce'))['salesforce'] as { individuals: Json[] }
    ).individuals.find((row) => row['Id'] === id)
  const flagged = async (person: SeedPerson, fields: Json) => {
    const id = await individualIdOf(person)
    await scene.act('salesforce', 'update', { id, fields })
    return id
  }
  const reviews = async (person: SeedPerson) =>
    (
      await scene.app.pool.query<{
        id: string
        kind: string
        connection: string
        blocked: boolean
        objection: boolean
        answer: string | null
      }>(
        `select v.id, v.kind, c.connector as connection, v.meanwhile_blocked as blocked, v.objection_id is not null as objection, v.answer from reviews v join connections c on c.id = v.connection_id
       where v.contact_id = (select contact_id from remote_records where remote_id = $1) order by v.opened_at`,
        [person.salesforceIds[0]],
      )
    ).rows

  it('an objection on the Individual reaches HubSpot, and the record itself on every channel', async () => {
    const person = inBoth()
    await flagged(person, { HasOptedOutSolicit: true })
    await scene.poll()
    await until('HubSpot shows the no', () => scene.optedOut(person.email))
    await until(
      'the record shows it',
      async () => (await scene.salesforceRow(person.salesforceIds[0] ?? ''))['HasOptedOutOfEmail'] === true,
    )
    expect(await scene.salesforceRow(person.salesforceIds[0] ?? '')).toMatchObject({
      HasOptedOutOfEmail: true,
      DoNotCall: true,
      HasOptedOutOfFax: true,
      Lawbase_Do_Not_Contact__c: 'post;social;audience',
    })
    const { rows } = await scene.app.pool.query(
      `select o.door, (select k.label from connections k where k.id = o.origin_connection_id) as origin, o.channels from objections o where o.contact_id = (select contact_id from remote_records where remote_id = $1)`,
      [person.salesforceIds[0]],
    )
    expect(rows).toEqual([
      {
        door: 'crm',
        origin: 'Salesforce',
        channels: expect.arrayContaining([
          'email',
          'phone',
          'sms',
          'robocall',
          'post',
          'social',
          'fax',
          'audience',
        ]) as string[],
      },
    ])
  })

  it('an objection to all channels is set on the Individual and read back there', async () => {
    const person = inBoth()
    const id = await individualIdOf(person)
    const objection = await scene.object(person.email)
    await scene.untilCarried(objection.id, { hubspot: 'applied', salesforce: 'applied' })
    expect(await individual(id)).toMatchObject({ HasOptedOutSolicit: true, ShouldForget: false })
    const { rows } = await scene.app.pool.query<{ value: string }>(
      `select i.value from propagation_items i join propagations p on p.id = i.propagation_id join connections c on c.id = p.connection_id where p.objection_id = $1 and c.connector = 'salesforce' and i.channel = 'email'`,
      [objection.id],
    )
    expect(rows).toEqual([{ value: 'HasOptedOutOfEmail=true, Individual.HasOptedOutSolicit=true' }])
  })

  it('an opt-out taken off the record is set again, whatever the Individual says', async () => {
    const person = inBoth()
    const objection = await scene.object(person.email)
    await scene.untilCarried(objection.id, { hubspot: 'applied', salesforce: 'applied' })
    await scene.act('salesforce', 'opt-in', { id: person.salesforceIds[0] })
    await scene.poll()
    await until(
      'it is set again',
      async () => (await scene.salesforceRow(person.salesforceIds[0] ?? ''))['HasOptedOutOfEmail'] === true,
    )
  })

  it('ShouldForget stops everything and asks about erasure once, and again only when it was taken back', async () => {
    const person = inBoth()
    await flagged(person, { ShouldForget: true })
    await scene.poll()
    await until('HubSpot shows the no', () => scene.optedOut(person.email))
    const asked = { kind: 'erasure-request', connection: 'salesforce', blocked: true, objection: true }
    expect(await reviews(person)).toMatchObject([{ ...asked, answer: null }])
    await answerReview(scene.app, (await reviews(person))[0]?.id ?? '', 'not-erasure', scene.dpo)
    await scene.act('salesforce', 'update', { id: person.salesforceIds[0], fields: { Title: 'Chef de projet' } })
    await scene.poll()
    expect(await reviews(person)).toMatchObject([{ ...asked, answer: 'not-erasure' }])
    await flagged(person, { ShouldForget: false })
    await scene.poll()
    await flagged(person, { ShouldForget: true })
    await scene.poll()
    expect(await reviews(person)).toMatchObject([
      { ...asked, answer: 'not-erasure' },
      { ...asked, answer: null },
    ])
  })

  it('records of one Individual are one contact, and an objection covers the addresses of both', async () => {
    const person = inBoth()
    // The first reading was before the org had Individuals.
    await scene.act('salesforce', 'update', { id: person.salesforceIds[0], fields: { Title: 'Acheteur' } })
    const second = String(
      (
        await scene.act('salesforce', 'create', {
          object: 'Lead',
          fields: {
            LastName: 'Otherwise',
            Company: 'Elsewhere',
            Email: 'another-address@example.test',
            IndividualId: await individualIdOf(person),
          },
        })
      )['Id'],
    )
    await scene.poll()
    const { rows } = await scene.app.pool.query<{ contacts: number; reasons: string[] }>(
      `select count(distinct contact_id)::int as contacts, array_agg(distinct link_reason) as reasons from remote_records where remote_id = any($1)`,
      [[second, ...person.salesforceIds]],
    )
    expect(rows[0]?.contacts).toBe(1)
    const objection = await scene.object(person.email, { channels: ['email'] })
    await scene.untilCarried(objection.id, { hubspot: 'applied', salesforce: 'applied' })
    expect((await scene.salesforceRow(second))['HasOptedOutOfEmail']).toBe(true)
    expect(await individual(await individualIdOf(person))).toMatchObject({ HasOptedOutSolicit: false })
  })
})
