import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { channels } from '../../../src/domain/app/channel.ts'
import type { ObjectionInput } from '../../../src/operations/objections/objection-input.ts'
import { correctObjection } from '../../../src/operations/corrections/correct-objection.ts'
import { recordObjection } from '../../../src/operations/objections/record-objection.ts'
import { correctedSystems } from '../../../src/store/objections/corrections.ts'
import { objectionsOfContact } from '../../../src/store/objections/objections-view.ts'
import { stoppedChannels } from '../../../src/store/contacts/contact-view.ts'
import { objectionFigures } from '../../../src/store/today/today-view.ts'
import { consoleOf } from '../../support/console-pages.ts'
import { openScene, type Scene } from '../../support/scene.ts'
import { until } from '../../support/until.ts'

const reason = 'The caller was someone else of that name'

describe('an opt-out entered for the wrong person', () => {
  let scene: Scene
  let next = 0
  beforeAll(async () => {
    scene = await openScene({ contacts: 10, broker: false })
  })
  afterAll(() => scene.close())

  /** One person in both CRMs. */
  const inBoth = async () => {
    const name = `trompe-${String.fromCharCode(97 + next++)}`
    const email = `${name}@erreur.example.test`
    const hubspot = await scene.act('hubspot', 'create-contact', {
      properties: { email, firstname: 'Anne', lastname: name, country: 'France' },
    })
    const salesforce = await scene.act('salesforce', 'create', {
      object: 'Contact',
      fields: { FirstName: 'Anne', LastName: name, Email: email, MailingCountry: 'France' },
    })
    await scene.poll()
    return { email, hubspotId: String(hubspot['id']), salesforceId: String(salesforce['Id']) }
  }
  type Person = Awaited<ReturnType<typeof inBoth>>
  const no = (email: string, more: Partial<ObjectionInput> = {}) =>
    recordObjection(scene.app, {
      emails: [email],
      hashes: [],
      contactId: null,
      channels,
      receivedAt: scene.app.clock.now(),
      door: 'phone',
      actor: 'a test',
      originConnectionId: null,
      lane: 'objection',
      reason: 'objection',
      evidence: {},
      idempotencyKey: null,
      ...more,
    })
  const correct = (key: string, email: string | null = null) =>
    correctObjection(scene.app, scene.dpo, key, {
      reason,
      right: email === null ? null : { contactId: null, email, phone: null },
    })
  const standing = async ({ email, hubspotId, salesforceId }: Person) => {
    const properties = (await scene.contact(hubspotId))['properties'] as Record<string, string>
    const row = await scene.salesforceRow(salesforceId)
    return {
      hubspot: await scene.optedOut(email),
      marks: (properties['lawbase_do_not_contact'] ?? '').split(';').filter((mark) => mark !== '').length,
      salesforce: row['HasOptedOutOfEmail'],
      calls: row['DoNotCall'],
    }
  }
  const everywhere = { hubspot: true, marks: 8, salesforce: true, calls: true }
  const contactOf = async ({ salesforceId }: Person) =>
    (
      await scene.app.pool.query<{ id: string }>('select contact_id as id from remote_records where remote_id = $1', [
        salesforceId,
      ])
    ).rows[0]?.id ?? ''
  const objectionsOf = async (person: Person) =>
    (await objectionsOfContact(scene.app.pool, await contactOf(person))).map(({ number }) => number)
  const stopped = async (person: Person): Promise<string[]> => [
    ...(await stoppedChannels(scene.app.pool, await contactOf(person))).keys(),
  ]
  const applied = { hubspot: 'applied', salesforce: 'applied' }

  it('is undone where Lawbase wrote it, and named where only a person can, until it is read open', async () => {
    const person = await inBoth()
    const { id, number } = await no(person.email)
    await scene.untilCarried(id, applied)
    expect(await standing(person)).toEqual(everywhere)
    const figures = await objectionFigures(scene.app.pool, new Date(0))
    const corrected = await correct(number)
    expect(corrected).toMatchObject({ id, number, right: null, repeated: false })
    await until('Salesforce is open again', async () => (await standing(person)).salesforce === false)
    await until('our marks are gone', async () => (await standing(person)).marks === 0)
    expect({
      ...(await standing(person)),
      stopped: await stopped(person),
      carried: (await scene.carried(id)).map(({ state, reason: why }) => [state, why]),
    }).toEqual({
      hubspot: true,
      marks: 0,
      salesforce: false,
      calls: false,
      stopped: [],
      carried: [
        ['superseded', 'corrected'],
        ['superseded', 'corrected'],
      ],
    })
    expect((await objectionFigures(scene.app.pool, new Date(0))).total).toBe(figures.total - 1)
    await until('only what must be done by hand is left', async () =>
      (await correctedSystems(scene.app.pool, id)).every(({ shut }) => shut.every(({ byHand }) => byHand)),
    )
    expect(await correctedSystems(scene.app.pool, id)).toMatchObject([
      { label: 'HubSpot', shut: [{ object: 'contact', remoteId: person.hubspotId, cell: 'email', byHand: true }] },
      { label: 'Salesforce', shut: [] },
    ])
    // What HubSpot still shows was our own write: no new objection comes of it.
    await scene.act('hubspot', 'update-contact', { id: person.hubspotId, properties: { jobtitle: 'DSI' } })
    await scene.poll()
    expect(await objectionsOf(person)).toEqual([number])
    await scene.act('hubspot', 'resubscribe', { email: person.email })
    await scene.poll()
    expect((await correctedSystems(scene.app.pool, id)).flatMap(({ shut }) => shut)).toEqual([])
    // Seen open once, a block there is the person's own word again.
    await scene.act('hubspot', 'unsubscribe', { email: person.email })
    await scene.poll()
    expect(await objectionsOf(person)).toHaveLength(2)
    expect((await standing(person)).salesforce).toBe(true)
  })

  it('opens nothing of who only shares the mobile but calls and texts', async () => {
    const [caller, colleague] = [await inBoth(), await inBoth()]
    const MobilePhone = '+33639981277'
    for (const { salesforceId: id } of [caller, colleague])
      await scene.act('salesforce', 'update', { object: 'Contact', id, fields: { MobilePhone } })
    await scene.poll()
    const { id } = await no(caller.email)
    await scene.untilCarried(id, applied)
    await scene.stopWorking()
    const ticked = { HasOptedOutOfEmail: true }
    await scene.act('salesforce', 'update', { object: 'Contact', id: colleague.salesforceId, fields: ticked })
    await correct(id)
    expect(
      (
        await scene.app.pool.query<{ channel: string }>(
          'select channel from lifted_blocks l join remote_records r on r.id = l.record_id where l.cause_id = $1 and r.remote_id = $2 order by 1',
          [id, colleague.salesforceId],
        )
      ).rows.map(({ channel }) => channel),
    ).toEqual(['phone', 'robocall', 'sms'])
    await scene.startWorking()
    await until('calls are open again', async () => (await standing(colleague)).calls === false)
    expect((await standing(colleague)).salesforce).toBe(true)
  })

  it('is recorded for the right person with its own date and door, and twice is once', async () => {
    const [wrong, right] = [await inBoth(), await inBoth()]
    const receivedAt = new Date(scene.app.clock.now().getTime() - 86_400_000)
    const { id } = await no(wrong.email, { receivedAt, channels: ['email', 'phone'] })
    await scene.untilCarried(id, applied)
    const [first, second] = await Promise.all([correct(id, right.email), correct(id, right.email)])
    expect(new Set([first.repeated, second.repeated])).toEqual(new Set([false, true]))
    expect(first.right).toEqual(second.right)
    await scene.untilCarried(first.right?.id ?? '', applied)
    await until('the wrong one is free', async () => (await standing(wrong)).salesforce === false)
    expect(await standing(right)).toMatchObject({ hubspot: true, salesforce: true, calls: true })
    const rows = await objectionsOfContact(scene.app.pool, await contactOf(right))
    expect(rows).toMatchObject([{ door: 'phone', receivedAt, channels: ['email', 'phone'] }])
    expect(rows[0]?.evidence['correctedFrom']).toBe(first.number)
  })

  it('leaves what another opt-out of the person covers, and what was said again meanwhile', async () => {
    const person = await inBoth()
    const mistaken = await no(person.email)
    await scene.untilCarried(mistaken.id, applied)
    // A click on their own link: covered by the entry, and recorded as said again.
    const again = await no(person.email, { door: 'link', actor: 'the person', channels: ['email'] })
    expect(again.repeated).toBe(true)
    const letter = await no(person.email, { door: 'post', channels: ['phone'], idempotencyKey: 'letter-of-anne' })
    await scene.untilCarried(letter.id, applied)
    const from = await scene.lastRequest()
    await correct(mistaken.id)
    await scene.settle()
    await scene.poll()
    expect((await stopped(person)).toSorted()).toEqual(['email', 'phone'])
    expect(await standing(person)).toMatchObject({ hubspot: true, marks: 2, salesforce: true })
    // Not even for a moment.
    expect(
      (await scene.requests('salesforce', from)).filter((request) =>
        JSON.stringify(request.body ?? '').includes('"HasOptedOutOfEmail":false'),
      ),
    ).toEqual([])
    const rows = await objectionsOfContact(scene.app.pool, await contactOf(person))
    expect(rows.map(({ door }) => door).toSorted()).toEqual(['link', 'phone', 'post'])
  })

  it('that a system showed first does not come back while it still shows it, and is left to a person there', async () => {
    const person = await inBoth()
    await scene.act('salesforce', 'update', { id: person.salesforceId, fields: { HasOptedOutOfEmail: true } })
    await scene.poll()
    const [found] = await objectionsOfContact(scene.app.pool, await contactOf(person))
    await scene.untilCarried(found?.id ?? '', applied)
    expect(await standing(person)).toMatchObject({ hubspot: true, salesforce: true })
    await correct(found?.id ?? '')
    await scene.act('salesforce', 'update', { id: person.salesforceId, fields: { Title: 'DSI' } })
    await scene.poll()
    // Salesforce's own field is not ours to change.
    expect({ ...(await standing(person)), numbers: await objectionsOf(person) }).toMatchObject({
      salesforce: true,
      marks: 0,
      numbers: [found?.number],
    })
    expect(await correctedSystems(scene.app.pool, found?.id ?? '')).toMatchObject([
      { label: 'HubSpot', shut: [{ cell: 'email', byHand: true }] },
      { label: 'Salesforce', shut: [{ cell: 'email', byHand: true, detail: 'set there, not by Lawbase' }] },
    ])
    // Whoever reads French reads it in French.
    await scene.app.pool.query(`update users set language = 'fr' where id = $1`, [scene.dpo.id])
    const pages = await consoleOf(scene, scene.dpo)
    const french = await pages.get(`/objections/${found?.id ?? ''}`)
    await pages.close()
    expect([
      french.includes('HubSpot ne réabonne personne par API'),
      french.includes('posé dans le système, pas par Lawbase'),
      french.includes('subscribes nobody'),
    ]).toEqual([true, true, false])
    await scene.act('salesforce', 'update', { id: person.salesforceId, fields: { HasOptedOutOfEmail: false } })
    await scene.poll()
    await scene.act('salesforce', 'update', { id: person.salesforceId, fields: { HasOptedOutOfEmail: true } })
    await scene.poll()
    expect(await objectionsOf(person)).toHaveLength(2)
  })

  it('is undone although nobody has read its write back', async () => {
    const person = await inBoth()
    await scene.fault('salesforce', 'stale-read', { times: null, pathIncludes: '/composite/sobjects/' })
    const { id } = await no(person.email, { channels: ['email'] })
    await scene.untilCarried(id, { hubspot: 'applied', salesforce: 'written' })
    expect(await standing(person)).toMatchObject({ salesforce: true })
    await scene.stopWorking()
    await scene.control('DELETE', '/_sandbox/faults')
    await scene.advance(61_000)
    await correct(id)
    await scene.startWorking()
    await until('Salesforce is open again', async () => (await standing(person)).salesforce === false)
    await scene.poll()
    expect(await objectionsOf(person)).toHaveLength(1)
  })

  it('leaves nothing for an independent check to find', async () => {
    await scene.settle()
    expect((await scene.check()).violations).toEqual([])
  })
})
