import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { channels } from '../../../src/domain/app/channel.ts'
import { ingestPage, saidAt } from '../../../src/operations/intake/ingest-page.ts'
import { openConnection } from '../../../src/operations/connections/open-connection.ts'
import { until } from '../../support/until.ts'
import { openScene, type Scene } from '../../support/scene.ts'

const allMarks = channels.join(';')

describe('an objection', () => {
  let scene: Scene
  beforeAll(async () => {
    scene = await openScene()
  })
  afterAll(() => scene.close())

  it('blocks the verdict by e-mail at once, not at the next run', async () => {
    const recorded = await scene.object(scene.somebody((one) => one.where === 'both' && one.life === 'recent').email)
    await until(
      'the verdict is BLOCK by F1',
      async () =>
        (
          await scene.app.pool.query(
            `select 1 from decisions where contact_id = $1 and verdict = 'BLOCK' and rule = 'F1'`,
            [recorded.contactId],
          )
        ).rowCount === 1,
    )
  })

  it('is not taken for undone by a page that was asked for before it was written', async () => {
    const person = scene.somebody((one) => one.where === 'both' && one.life === 'recent')
    const { system } = await openConnection(scene.app, scene.hubspotId, 'read')
    const askedAt = new Date()
    const records = (await system.read?.([{ object: 'contact', id: person.hubspotIds[0] ?? '' }])) ?? []
    const { id } = await scene.object(person.email)
    await scene.untilCarried(id, { hubspot: 'applied', salesforce: 'applied' })
    const noted = async () =>
      (
        await scene.app.pool.query(
          `select blocks ->> 'email' as email from remote_records where connection_id = $1 and remote_id = $2`,
          [scene.hubspotId, person.hubspotIds[0]],
        )
      ).rows
    const { drifted } = await ingestPage(
      scene.app,
      { records, tombstones: [] },
      { ...saidAt({ id: scene.hubspotId, label: 'HubSpot' }), askedAt },
    )
    expect({ read: records.map((record) => record.blocks.email), drifted, noted: await noted() }).toEqual({
      read: ['open'],
      drifted: 0,
      noted: [{ email: 'enforced' }],
    })
    // The same page asked for later would be news: somebody put the person back.
    const later = await ingestPage(
      scene.app,
      { records, tombstones: [] },
      { ...saidAt({ id: scene.hubspotId, label: 'HubSpot' }), askedAt: new Date() },
    )
    expect({ drifted: later.drifted, noted: await noted() }).toEqual({ drifted: 1, noted: [{ email: 'open' }] })
    await scene.settle()
  })

  it('said by forty people at once is forty objections, and a bad one among them spoils no other', async () => {
    const emails = Array.from({ length: 40 }, (_unused, index) => `rush.${index}@ailleurs.example.test`)
    await scene.object('rush.first@ailleurs.example.test', { key: 'taken' })
    const outs = await Promise.allSettled([
      ...emails.map((email) => scene.object(email)),
      scene.object('rush.other@ailleurs.example.test', { key: 'taken', channels: ['post'] }),
    ])
    expect(outs.map(({ status }) => status)).toEqual([...emails.map(() => 'fulfilled'), 'rejected'])
    const numbers = outs.flatMap((out) => (out.status === 'fulfilled' ? [out.value.number] : []))
    expect(new Set(numbers).size).toBe(40)
    const { rows } = await scene.app.pool.query('select number from objections where number = any($1)', [numbers])
    expect(rows).toHaveLength(40)
  })

  it('of one person through several doors at once leaves every channel marked, though both write the same field', async () => {
    for (let round = 0; round < 4; round++) {
      const person = scene.somebody((one) => one.where === 'both')
      const objections = await Promise.all(
        (['email', 'phone', 'post', 'fax'] as const).map((channel) =>
          scene.object(person.email, { channels: [channel] }),
        ),
      )
      for (const { id } of objections) await scene.untilCarried(id, { hubspot: 'applied', salesforce: 'applied' })
      const shown =
        ((await scene.contact(person.hubspotIds[0] ?? ''))['properties'] as Record<string, string>)[
          'lawbase_do_not_contact'
        ] ?? ''
      expect(shown.split(';').toSorted((a, b) => (a < b ? -1 : 1))).toEqual(['email', 'fax', 'phone', 'post'])
    }
  })

  it('to everything is applied in both CRMs, channel by channel (F11)', async () => {
    const person = scene.somebody((one) => one.where === 'both' && one.source === 'form')
    const objection = await scene.object(person.email)
    await scene.untilCarried(objection.id, { hubspot: 'applied', salesforce: 'applied' })
    expect(await scene.carried(objection.id)).toEqual([
      { connector: 'hubspot', state: 'applied', reason: null },
      { connector: 'salesforce', state: 'applied', reason: null },
    ])
    expect(await scene.optedOut(person.email)).toBe(true)
    expect((await scene.contact(person.hubspotIds[0] ?? ''))['properties']).toMatchObject({
      hs_email_optout: 'true',
      lawbase_do_not_contact: allMarks,
    })
    expect(await scene.salesforceRow(person.salesforceIds[0] ?? '')).toMatchObject({
      HasOptedOutOfEmail: true,
      DoNotCall: true,
      HasOptedOutOfFax: true,
      Lawbase_Do_Not_Contact__c: 'post;social;audience',
    })
  })

  it('to e-mail only leaves post and phone alone', async () => {
    const person = scene.somebody((one) => one.where === 'both' && one.source === 'form')
    const objection = await scene.object(person.email, { channels: ['email'] })
    await scene.untilCarried(objection.id, { hubspot: 'applied', salesforce: 'applied' })
    expect(await scene.salesforceRow(person.salesforceIds[0] ?? '')).toMatchObject({
      HasOptedOutOfEmail: true,
      DoNotCall: false,
      HasOptedOutOfFax: false,
    })
  })

  it('of someone a broker sold us is accepted by that broker, with its receipt (F12)', async () => {
    const person = scene.somebody((one) => one.where === 'both' && one.source === 'broker')
    const objection = await scene.object(person.email)
    await scene.untilCarried(objection.id, { 'broker-webhook': 'accepted', hubspot: 'applied', salesforce: 'applied' })
    const { notices } = (await scene.control('GET', '/_sandbox/state?system=broker'))['broker'] as {
      notices: { valid: boolean; receipt: string; body: { data: { orders: { emails: string[] }[] } } }[]
    }
    const notice = notices.filter((one) => one.body.data.orders.some((order) => order.emails.includes(person.email)))
    expect(notice.map(({ valid }) => valid)).toEqual([true])
    const { rows } = await scene.app.pool.query(
      'select ticket, proof from propagations p join connections c on c.id = p.connection_id where objection_id = $1 and connector = $2',
      [objection.id, 'broker-webhook'],
    )
    expect(rows).toEqual([{ ticket: notice[0]?.receipt, proof: 2 }])
  })

  it('that says what was said before is not recorded twice', async () => {
    const person = scene.somebody((one) => one.where === 'hubspot')
    const first = await scene.object(person.email)
    const again = await scene.object(person.email.toUpperCase())
    expect(again).toEqual({ ...first, repeated: true, connectionIds: [] })
  })

  it('of a person in one CRM only is absent in the other and wakes when a record appears there', async () => {
    const person = scene.somebody((one) => one.where === 'hubspot')
    const objection = await scene.object(person.email)
    await scene.untilCarried(objection.id, { hubspot: 'applied', salesforce: 'absent' })
    const created = await scene.act('salesforce', 'create', {
      object: 'Lead',
      fields: {
        FirstName: person.firstName,
        LastName: person.lastName,
        Company: 'Nouvelle société',
        Email: person.email.toUpperCase(),
      },
    })
    await scene.poll()
    await scene.untilCarried(objection.id, { hubspot: 'applied', salesforce: 'applied' })
    expect(await scene.salesforceRow(String(created['Id']))).toMatchObject({
      HasOptedOutOfEmail: true,
      DoNotCall: true,
      HasOptedOutOfFax: true,
    })
  })

  it('of someone nobody knew blocks their record on the day it appears (F15)', async () => {
    const email = 'nobody.yet@nouveau.example.test'
    const objection = await scene.object(email)
    expect({ contactId: objection.contactId, carried: await scene.carried(objection.id) }).toEqual({
      contactId: null,
      carried: [],
    })
    const created = await scene.act('hubspot', 'create-contact', {
      properties: { email, firstname: 'Nobody', lastname: 'Yet' },
    })
    await scene.poll()
    await until(
      'the new contact is blocked',
      async () =>
        ((await scene.contact(String(created['id'])))['properties'] as Record<string, string>)[
          'lawbase_do_not_contact'
        ] === allMarks,
    )
    expect(await scene.optedOut(email)).toBe(true)
  })

  it('covers an address that the person is given later, and the records that hold it elsewhere', async () => {
    const person = scene.somebody((one) => one.where === 'hubspot')
    const email = 'second.address@nouveau.example.test'
    const elsewhere = await scene.act('salesforce', 'create', {
      object: 'Contact',
      fields: { FirstName: person.firstName, LastName: person.lastName, Email: email },
    })
    await scene.poll()
    const objection = await scene.object(person.email)
    await scene.untilCarried(objection.id, { hubspot: 'applied', salesforce: 'absent' })
    await scene.act('hubspot', 'add-email', { id: person.hubspotIds[0], email })
    await scene.poll()
    await until(
      'the record that turned out to be theirs is blocked',
      async () => (await scene.salesforceRow(String(elsewhere['Id'])))['HasOptedOutOfEmail'] === true,
    )
    await scene.act('hubspot', 'update-contact', { id: person.hubspotIds[0], properties: { email } })
    await scene.poll()
    await until('the address is opted out as soon as it is the primary one', () => scene.optedOut(email))
  })

  it('that a CRM user takes back is set again', async () => {
    const person = scene.somebody((one) => one.where === 'both' && one.source === 'form')
    const objection = await scene.object(person.email)
    await scene.untilCarried(objection.id, { hubspot: 'applied', salesforce: 'applied' })
    await scene.act('hubspot', 'resubscribe', { email: person.email })
    await scene.act('salesforce', 'opt-in', { id: person.salesforceIds[0] })
    await scene.poll()
    await until(
      'both systems block again',
      async () =>
        (await scene.optedOut(person.email)) &&
        (await scene.salesforceRow(person.salesforceIds[0] ?? ''))['HasOptedOutOfEmail'] === true,
    )
    await scene.untilCarried(objection.id, { hubspot: 'applied', salesforce: 'applied' })
    const acts = (await scene.audit()).filter(
      (line) => line.act === 'propagation' && line.details['objectionId'] === objection.id,
    )
    // Two ends in each system; a page that was read before the write and stored after it makes one more.
    expect(acts.every((line) => line.details['to'] === 'applied')).toBe(true)
    for (const connectionId of [scene.hubspotId, scene.salesforceId])
      expect(acts.filter((line) => line.connectionId === connectionId).length).toBeGreaterThanOrEqual(2)
  })

  it('found as an opt-out in Salesforce is carried to HubSpot', async () => {
    const person = scene.somebody((one) => one.where === 'both' && one.source === 'form')
    await scene.act('salesforce', 'opt-out', { id: person.salesforceIds[0] })
    await scene.poll()
    await until('HubSpot blocks', () => scene.optedOut(person.email))
    const objections = (await scene.audit()).filter(
      (line) =>
        line.act === 'objection' &&
        (line.details['evidence'] as Record<string, unknown>)['recordId'] === person.salesforceIds[0],
    )
    expect(
      objections.map(({ actor, details }) => ({ door: details['door'], actor, channels: details['channels'] })),
    ).toEqual([{ door: 'crm', actor: 'Salesforce', channels: ['email'] }])
  })

  it('that only a secondary address at HubSpot shows is found by the polls', async () => {
    const person = scene.somebody((one) => one.where === 'both' && one.source === 'form')
    const second = 'only.the.second@nouveau.example.test'
    await scene.act('hubspot', 'add-email', { id: person.hubspotIds[0], email: second })
    await scene.poll()
    await scene.act('hubspot', 'unsubscribe', { email: second })
    await until('the other CRM blocks the person', async () => {
      await scene.poll()
      return (await scene.salesforceRow(person.salesforceIds[0] ?? ''))['HasOptedOutOfEmail'] === true
    })
    expect(await scene.optedOut(person.email)).toBe(true)
  })

  it('leaves nothing for an independent check to find', async () => {
    await scene.settle()
    expect((await scene.check()).violations).toEqual([])
  })
})
