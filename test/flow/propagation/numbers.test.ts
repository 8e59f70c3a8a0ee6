import type { FastifyInstance } from 'fastify'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { channels, type Channel } from '../../../src/domain/app/channel.ts'
import { openPublicServer } from '../../../src/http/public-server.ts'
import { ingestPage, saidAt } from '../../../src/operations/intake/ingest-page.ts'
import { recordObjection } from '../../../src/operations/objections/record-objection.ts'
import { objectionsOfContact } from '../../../src/store/objections/objections-view.ts'
import { stoppedChannels } from '../../../src/store/contacts/contact-view.ts'
import { startMailServer, type MailServer } from '../../support/mail-server.ts'
import { linkFor } from '../../support/person.ts'
import { until } from '../../support/until.ts'
import { openScene, type Scene } from '../../support/scene.ts'
import { bareRecord } from '../../support/contacts/bare-record.ts'

const marks = ['phone', 'robocall', 'sms']
const byCall = { email: false, calls: false, marks: [] as string[] }
const stopped = { email: false, calls: true, marks }

describe('an objection that names only a number', () => {
  let scene: Scene
  let mail: MailServer
  let pages: FastifyInstance
  let next = 0
  beforeAll(async () => {
    mail = await startMailServer()
    scene = await openScene({ broker: false, contacts: 40, smtpUrl: mail.url })
    pages = await openPublicServer(scene.app)
  })
  afterAll(async () => {
    await pages.close()
    await scene.close()
    await mail.close()
  })

  /** A number nobody has, in E.164 and as people write it. */
  const number = () => {
    const end = String(next++).padStart(2, '0')
    return { e164: `+331990099${end}`, national: `01 99 00 99 ${end}` }
  }
  const no = (phone: string, more: { channels?: readonly Channel[]; emails?: string[] } = {}) =>
    recordObjection(scene.app, {
      emails: more.emails ?? [],
      phones: [phone],
      hashes: [],
      contactId: null,
      channels: more.channels ?? channels,
      receivedAt: scene.app.clock.now(),
      door: 'rest',
      actor: 'a test',
      originConnectionId: null,
      lane: 'objection',
      reason: 'objection',
      evidence: {},
      idempotencyKey: null,
    })
  const inHubspot = async (name: string, more: Record<string, string>) =>
    String(
      (
        await scene.act('hubspot', 'create-contact', {
          properties: {
            email: `${name}@nombre.example.test`,
            firstname: 'Anne',
            lastname: name,
            country: 'France',
            ...more,
          },
        })
      )['id'],
    )
  const inSalesforce = async (name: string, more: Record<string, string>) =>
    String(
      (
        await scene.act('salesforce', 'create', {
          object: 'Contact',
          fields: {
            FirstName: 'Anne',
            LastName: name,
            Email: `${name}@nombre.example.test`,
            MailingCountry: 'France',
            ...more,
          },
        })
      )['Id'],
    )
  const atHubspot = async (id: string) => {
    const { email, lawbase_do_not_contact: marked } = (await scene.contact(id))['properties'] as Record<string, string>
    return {
      email: await scene.optedOut(email ?? ''),
      marks: (marked ?? '')
        .split(';')
        .filter((mark) => mark !== '')
        .toSorted(),
    }
  }
  const atSalesforce = async (id: string) => {
    const row = await scene.salesforceRow(id)
    return { email: row['HasOptedOutOfEmail'], calls: row['DoNotCall'] }
  }
  /** How one person stands in both CRMs. */
  const standing = async (hubspotId: string, salesforceId: string) => ({
    ...(await atHubspot(hubspotId)),
    ...(await atSalesforce(salesforceId)),
  })
  const count = async (table: string) =>
    (await scene.app.pool.query<{ n: number }>(`select count(*)::int as n from ${table}`)).rows[0]?.n
  const versions = async (objectionId: string) =>
    (
      await scene.app.pool.query('select connection_id, version from propagations where objection_id = $1 order by 1', [
        objectionId,
      ])
    ).rows
  const contactOf = async (remoteId: string) =>
    (
      await scene.app.pool.query<{ id: string }>('select contact_id as id from remote_records where remote_id = $1', [
        remoteId,
      ])
    ).rows[0]?.id ?? ''

  it('blocks the records that appear with it, and the other records of who holds it alone, for calls only', async () => {
    const { e164, national } = number()
    const { id, contactId } = await no(e164)
    expect({ contactId, carried: await scene.carried(id) }).toEqual({ contactId: null, carried: [] })
    const before = await count('objections')
    const hubspotId = await inHubspot('apparue', { mobilephone: national })
    const salesforceId = await inSalesforce('apparue', {})
    await scene.poll()
    await scene.untilCarried(id, { hubspot: 'applied', salesforce: 'applied' })
    expect(await standing(hubspotId, salesforceId)).toEqual(stopped)
    const carried = await versions(id)
    await scene.act('hubspot', 'update-contact', { id: hubspotId, properties: { jobtitle: 'DSI' } })
    await scene.poll()
    // Blocked as far as a number goes, it is not sent out again for the channels that its no also names.
    expect(await versions(id)).toEqual(carried)
    expect({
      objections: await count('objections'),
      stopped: [...(await stoppedChannels(scene.app.pool, await contactOf(hubspotId))).keys()].toSorted(),
      shown: (await objectionsOfContact(scene.app.pool, await contactOf(hubspotId))).map((one) => one.id),
    }).toEqual({ objections: before, stopped: marks, shown: [id] })
  })

  it('blocks records that are known already, only on the channels it names', async () => {
    const { e164, national } = number()
    const [hubspotId, salesforceId] = [
      await inHubspot('connue', { phone: national }),
      await inSalesforce('connue', { Phone: e164 }),
    ]
    await scene.poll()
    const { id } = await no(e164, { channels: ['phone', 'email'] })
    await scene.untilCarried(id, { hubspot: 'applied', salesforce: 'applied' })
    expect(await standing(hubspotId, salesforceId)).toEqual({ email: false, calls: true, marks: ['phone'] })
  })

  it('of a switchboard stays with the number: two people hold it and are nobody else’s', async () => {
    const { e164, national } = number()
    const { id } = await no(e164)
    // Nobody reads before both are there: the first alone would be the number's only holder, whose records elsewhere
    // stop too.
    await scene.stopWorking()
    const [first, second] = [
      await inHubspot('standard-un', { phone: national }),
      await inHubspot('standard-deux', { phone: e164 }),
    ]
    const direct = await inSalesforce('standard-un', { Phone: number().e164 })
    await scene.startWorking()
    const before = (await count('objections')) ?? 0
    await scene.pollUntilCarried(id, { hubspot: 'applied' })
    await scene.poll()
    expect([await atHubspot(first), await atHubspot(second), await atSalesforce(direct)]).toEqual([
      { email: false, marks },
      { email: false, marks },
      { email: false, calls: false },
    ])
    const known = number()
    const [third, fourth] = [
      await inHubspot('standard-trois', { phone: known.e164 }),
      await inHubspot('standard-quatre', { phone: known.e164 }),
    ]
    const elsewhere = await inSalesforce('standard-trois', {})
    await until('all are read', async () => {
      await scene.poll()
      return (
        (
          await scene.app.pool.query('select 1 from remote_records where remote_id = any($1)', [
            [third, fourth, elsewhere],
          ])
        ).rowCount === 3
      )
    })
    await scene.pollUntilCarried((await no(known.e164)).id, { hubspot: 'applied', salesforce: 'absent' })
    expect([await atHubspot(third), await atHubspot(fourth), await atSalesforce(elsewhere)]).toEqual([
      { email: false, marks },
      { email: false, marks },
      { email: false, calls: false },
    ])
    expect({
      same: (await contactOf(first)) === (await contactOf(second)),
      objections: await count('objections'),
    }).toEqual({ same: false, objections: before + 1 })
  })

  it('beside an address stops the person on every channel, and a colleague with the number for calls only', async () => {
    const { e164 } = number()
    const [person, colleague] = [await inSalesforce('parti', {}), await inSalesforce('collegue', { Phone: e164 })]
    await scene.poll()
    const { id } = await no(e164, { emails: ['parti@nombre.example.test'] })
    await scene.untilCarried(id, { salesforce: 'applied' })
    expect([await atSalesforce(person), await atSalesforce(colleague)]).toEqual([
      { email: true, calls: true },
      { email: false, calls: true },
    ])
    await scene.poll()
    expect(await atSalesforce(colleague)).toEqual({ email: false, calls: true })
  })

  it('explains a block on its record that a system shows before we have noted our own write', async () => {
    const { e164 } = number()
    await no(e164)
    const at = scene.app.clock.now()
    const record = (id: string, phone: string) =>
      bareRecord(id, `${id}@nombre.example.test`, {
        phone,
        firstName: 'Anne',
        lastName: id,
        country: 'FR',
        blocks: { email: 'open', phone: 'marked', sms: 'marked', robocall: 'marked' },
        createdAt: at,
        modifiedAt: at,
      })
    const intake = { ...saidAt({ id: scene.hubspotId, label: 'HubSpot' }), askedAt: new Date() }
    expect((await ingestPage(scene.app, { records: [record('900001', e164)], tombstones: [] }, intake)).found).toBe(0)
    expect(
      (await ingestPage(scene.app, { records: [record('900002', number().e164)], tombstones: [] }, intake)).found,
    ).toBe(1)
    await scene.app.pool.query(`update remote_records set gone_at = $1 where remote_id like '90000_'`, [at])
    await scene.settle()
  })

  it('meets a record whose number changes to it, and is not taken back when it changes again', async () => {
    const { e164, national } = number()
    const { id } = await no(e164)
    const [hubspotId, salesforceId] = [
      await inHubspot('change', { phone: number().e164 }),
      await inSalesforce('change', {}),
    ]
    await scene.poll()
    expect(await standing(hubspotId, salesforceId)).toEqual(byCall)
    await scene.act('hubspot', 'update-contact', { id: hubspotId, properties: { phone: national } })
    await scene.poll()
    await scene.untilCarried(id, { hubspot: 'applied', salesforce: 'applied' })
    expect(await standing(hubspotId, salesforceId)).toEqual(stopped)
    const before = await count('objections')
    const after = number().e164
    await scene.act('hubspot', 'update-contact', { id: hubspotId, properties: { phone: after } })
    await scene.act('salesforce', 'update', { id: salesforceId, fields: { Title: 'DSI' } })
    await scene.poll()
    expect(
      (
        await scene.app.pool.query(
          'select n.number_hash as hash from record_numbers n join remote_records r on r.id = n.record_id where r.remote_id = $1',
          [hubspotId],
        )
      ).rows,
    ).toEqual([{ hash: scene.app.keys.hashPhone(after) }])
    // What was written for the number is no word of the person: no new objection is made of it.
    expect({ ...(await standing(hubspotId, salesforceId)), objections: await count('objections') }).toEqual({
      ...stopped,
      objections: before,
    })
  })

  it('is written again when somebody takes it off, and outlives what the person lifts for their address', async () => {
    const { e164 } = number()
    const { id } = await no(e164)
    const [hubspotId, salesforceId] = [
      await inHubspot('reprise', { phone: e164 }),
      await inSalesforce('reprise', { Phone: e164 }),
    ]
    await scene.poll()
    await scene.untilCarried(id, { hubspot: 'applied', salesforce: 'applied' })
    await scene.act('salesforce', 'update', { id: salesforceId, fields: { DoNotCall: false } })
    await scene.poll()
    await until('calls are stopped again', async () => (await atSalesforce(salesforceId)).calls === true)
    const { token } = await linkFor(scene.app, 'reprise@nombre.example.test')
    const send = (url: string, payload = '') =>
      pages.inject({
        method: 'POST',
        url,
        payload,
        headers: {
          'content-type': 'application/x-www-form-urlencoded',
          'sec-fetch-site': 'same-origin',
          'sec-fetch-mode': 'navigate',
        },
      })
    await send(`/u/${token}/preferences`, 'stop=all')
    await until('e-mail is stopped', async () => (await atSalesforce(salesforceId)).email === true)
    await scene.settle()
    await send(`/u/${token}/preferences`, 'c.email=yes&c.phone=yes&c.sms=yes&c.robocall=yes')
    const { text } = await until('the mail is here', async () =>
      mail.received.find((one) => one.to === 'reprise@nombre.example.test'),
    )
    const from = await scene.lastRequest()
    expect((await send(new URL(/http:\S+\/c\/\S+/u.exec(text)?.[0] ?? 'http://none').pathname)).statusCode).toBe(200)
    await until('e-mail is open', async () => (await atSalesforce(salesforceId)).email === false)
    await scene.poll()
    // Not even for a moment.
    expect(
      (await scene.requests('salesforce', from)).filter((request) =>
        JSON.stringify(request.body ?? '').includes('"DoNotCall":false'),
      ),
    ).toEqual([])
    expect({
      ...(await atSalesforce(salesforceId)),
      marks: (await atHubspot(hubspotId)).marks.filter((mark) => marks.includes(mark)),
    }).toEqual({ email: false, calls: true, marks })
  })

  it('leaves nothing for an independent check to find', async () => {
    await scene.settle()
    expect((await scene.check()).violations).toEqual([])
  })
})
