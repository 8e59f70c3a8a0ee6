import { createHmac } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openFront, type Front } from '../../../src/http/app/front.ts'
import { openPublicServer } from '../../../src/http/public-server.ts'
import { openClientSecret } from '../../../src/operations/connections/vendor-app.ts'
import { processDeliveries } from '../../../src/operations/intake/process-deliveries.ts'
import { findRegistration } from '../../../src/store/connections/registrations.ts'
import { freePort } from '../../../scripts/free-port.mjs'
import { until } from '../../support/until.ts'
import { openScene, type Scene } from '../../support/scene.ts'

describe('HubSpot webhooks', () => {
  let scene: Scene
  let door: Front
  let address: string
  let secret: string
  beforeAll(async () => {
    const port = await freePort()
    scene = await openScene({ publicUrl: `http://localhost:${port}`, broker: false, pollSeconds: 3_600 })
    door = await openFront({ port, host: 'localhost' })
    await door.serve(await openPublicServer(scene.app))
    const { rows } = await scene.app.pool.query<{ id: string }>(
      `select id from app_registrations where connector = 'hubspot'`,
    )
    const registration = await findRegistration(scene.app.pool, { id: rows[0]?.id ?? '' })
    if (registration === null) throw new Error('no registration')
    address = `${scene.app.publicUrl}/webhooks/hubspot/${registration.appKey}`
    secret = openClientSecret(scene.app, registration)
  })
  afterAll(async () => {
    await door.close()
    await scene.close()
  })

  const post = async (events: unknown, signedWith = secret) => {
    const body = JSON.stringify(events)
    const timestamp = String(scene.app.clock.now().getTime())
    const signature = createHmac('sha256', signedWith).update(`POST${address}${body}${timestamp}`).digest('base64')
    return (
      await fetch(address, {
        method: 'POST',
        body,
        headers: {
          'content-type': 'application/json',
          'x-hubspot-signature-v3': signature,
          'x-hubspot-request-timestamp': timestamp,
        },
      })
    ).status
  }
  const objectionsOf = async (recordId: string | undefined) =>
    (await scene.audit())
      .filter(
        (line) =>
          line.act === 'objection' && (line.details['evidence'] as Record<string, unknown>)['recordId'] === recordId,
      )
      .map(({ actor, details }) => ({ door: details['door'], actor, channels: details['channels'] }))

  it('carry an unsubscribe to Salesforce before any poll', async () => {
    const person = scene.somebody((one) => one.where === 'both')
    await scene.act('hubspot', 'unsubscribe', { email: person.email })
    await until(
      'Salesforce blocks',
      async () => (await scene.salesforceRow(person.salesforceIds[0] ?? ''))['HasOptedOutOfEmail'] === true,
    )
    expect(await objectionsOf(person.hubspotIds[0])).toEqual([{ door: 'crm', actor: 'HubSpot', channels: ['email'] }])
    await until(
      'the event ended',
      async () =>
        (
          await scene.app.pool.query(
            `select 1 from webhook_deliveries where remote_id = $1 and state = 'done' and reason is null`,
            [person.hubspotIds[0]],
          )
        ).rowCount !== 0,
    )
  })

  it('of our own write, coming while Salesforce is still being written, make nobody look there twice', async () => {
    const person = scene.somebody((one) => one.where === 'both')
    const slow = (await scene.fault('salesforce', 'slow', { delayMs: 400, times: null })) as { id: number }
    const { id } = await scene.object(person.email)
    await until(
      'the echo was read',
      async () =>
        (
          await scene.app.pool.query(`select 1 from webhook_deliveries where remote_id = $1 and state = 'done'`, [
            person.hubspotIds[0],
          ])
        ).rowCount !== 0,
    )
    expect((await scene.carried(id)).find((one) => one.connector === 'salesforce')?.state).toBe('sending')
    await scene.settle()
    await scene.control('DELETE', `/_sandbox/faults/${slow.id}`)
    const lines = (await scene.audit()).filter(
      (line) => line.act === 'propagation' && line.details['objectionId'] === id,
    )
    expect(lines.map((line) => `${line.connectionId} ${String(line.details['to'])}`).toSorted()).toEqual(
      [`${scene.hubspotId} applied`, `${scene.salesforceId} applied`].toSorted(),
    )
  })

  it('that come five times make one objection', async () => {
    const person = scene.somebody((one) => one.where === 'both')
    // The vendor's own pushes go nowhere: only what is posted here counts.
    await scene.control('POST', '/_sandbox/switches', { 'hubspot.optOutFiresWebhook': false })
    await scene.act('hubspot', 'unsubscribe', { email: person.email })
    const { portalId } = (await scene.control('GET', '/_sandbox/state?system=hubspot'))['hubspot'] as {
      portalId: number
    }
    const event = {
      eventId: 90_001,
      subscriptionType: 'contact.propertyChange',
      portalId,
      objectId: Number(person.hubspotIds[0]),
      propertyName: 'hs_email_optout',
      propertyValue: 'true',
      occurredAt: scene.app.clock.now().getTime(),
    }
    const answers = await Promise.all([0, 1, 2, 3, 4].map((attemptNumber) => post([{ ...event, attemptNumber }])))
    expect(answers).toEqual([204, 204, 204, 204, 204])
    await until(
      'Salesforce blocks',
      async () => (await scene.salesforceRow(person.salesforceIds[0] ?? ''))['HasOptedOutOfEmail'] === true,
    )
    // A poll may have been faster than what was posted.
    await until(
      'nothing posted waits',
      async () =>
        (
          await scene.app.pool.query(`select 1 from webhook_deliveries where remote_id = $1 and state = 'new'`, [
            person.hubspotIds[0],
          ])
        ).rowCount === 0,
    )
    expect(await objectionsOf(person.hubspotIds[0])).toEqual([{ door: 'crm', actor: 'HubSpot', channels: ['email'] }])
    const { rows } = await scene.app.pool.query(
      'select state, count(*)::int as n from webhook_deliveries where remote_id = $1 and kind = $2 group by state order by state',
      [person.hubspotIds[0], 'changed'],
    )
    expect(rows.find((row: { state: string }) => row.state === 'done')).toEqual({ state: 'done', n: 1 })
  })

  it('of which two tell the same opt-out in one push make one objection, of the first moment', async () => {
    const person = scene.somebody((one) => one.where === 'both')
    await scene.control('POST', '/_sandbox/switches', { 'hubspot.optOutFiresWebhook': false })
    await scene.act('hubspot', 'unsubscribe', { email: person.email })
    const { portalId } = (await scene.control('GET', '/_sandbox/state?system=hubspot'))['hubspot'] as {
      portalId: number
    }
    const first = scene.app.clock.now().getTime() - 5_000
    const event = (eventId: number, occurredAt: number) => ({
      eventId,
      occurredAt,
      subscriptionType: 'contact.propertyChange',
      portalId,
      objectId: Number(person.hubspotIds[0]),
      propertyName: 'hs_email_optout',
      propertyValue: 'true',
    })
    expect(await post([event(90_003, first + 2_000), event(90_002, first)])).toBe(204)
    await until('both events were worked on', async () => {
      const { rows } = await scene.app.pool.query<{ state: string }>(
        'select state from webhook_deliveries where remote_id = $1',
        [person.hubspotIds[0]],
      )
      return rows.length === 2 && rows.every(({ state }) => state === 'done')
    })
    const { rows } = await scene.app.pool.query(
      `select received_at as "receivedAt", (select count(*)::int from repeated_objections r where r.objection_id = o.id) as repeated
       from objections o where o.evidence ->> 'recordId' = $1`,
      [person.hubspotIds[0]],
    )
    expect(rows).toEqual([{ receivedAt: new Date(first), repeated: 0 }])
  })

  it('that are signed and in a form nobody knows are taken, and the account is read at once', async () => {
    const person = scene.somebody((one) => one.where === 'both')
    await scene.control('POST', '/_sandbox/switches', { 'hubspot.optOutFiresWebhook': false })
    await scene.act('hubspot', 'unsubscribe', { email: person.email })
    expect(await post({ event: 'of another shape' })).toBe(204)
    await until(
      'Salesforce blocks',
      async () => (await scene.salesforceRow(person.salesforceIds[0] ?? ''))['HasOptedOutOfEmail'] === true,
    )
  })

  it('that are forged store nothing', async () => {
    const { rows: before } = await scene.app.pool.query('select count(*) from webhook_deliveries')
    expect(
      await post(
        [{ eventId: 1, subscriptionType: 'contact.propertyChange', portalId: 1, objectId: 1, occurredAt: 1 }],
        'another secret',
      ),
    ).toBe(401)
    expect((await scene.app.pool.query('select count(*) from webhook_deliveries')).rows).toEqual(before)
  })

  it('of a deleted contact end its propagations in that system, and of a new one block it when its person said no', async () => {
    const email = 'said.no.before@nouveau.example.test'
    await scene.object(email)
    const created = await scene.act('hubspot', 'create-contact', {
      properties: { email, firstname: 'Said', lastname: 'No' },
    })
    await until('the new contact is blocked', () => scene.optedOut(email))
    await scene.act('hubspot', 'delete', { id: created['id'] })
    await until(
      'the record is known to be gone',
      async () =>
        (
          await scene.app.pool.query('select 1 from remote_records where remote_id = $1 and gone_at is not null', [
            created['id'],
          ])
        ).rowCount === 1,
    )
  })

  it('that tell of a removal once more ask HubSpot nothing, and one that tells of a return does', async () => {
    const created = await scene.act('hubspot', 'create-contact', { properties: { email: 'left@nouveau.example.test' } })
    const id = String(created['id'])
    const rows = async (what: string) =>
      (await scene.app.pool.query(`select 1 from remote_records where remote_id = $1 and ${what}`, [id])).rowCount
    await until('the contact is known', async () => (await rows('gone_at is null')) === 1)
    await scene.act('hubspot', 'delete', { id })
    await until('the record is known to be gone', async () => (await rows('gone_at is not null')) === 1)
    const { portalId } = (await scene.control('GET', '/_sandbox/state?system=hubspot'))['hubspot'] as {
      portalId: number
    }
    const from = (await scene.requests('hubspot', 0)).at(-1)?.seq ?? 0
    const event = (eventId: number, subscriptionType: string) => ({
      eventId,
      subscriptionType,
      portalId,
      objectId: Number(id),
      occurredAt: scene.app.clock.now().getTime(),
      attemptNumber: 0,
    })
    expect(await post([event(91_001, 'contact.deletion'), event(91_002, 'contact.privacyDeletion')])).toBe(204)
    await until(
      'the events ended',
      async () =>
        (await scene.app.pool.query(`select 1 from webhook_deliveries where remote_id = $1 and state = 'new'`, [id]))
          .rowCount === 0,
    )
    const asked = async () =>
      (await scene.requests('hubspot', from)).filter(
        (request) => request.path.includes(id) || JSON.stringify(request.body ?? '').includes(`"${id}"`),
      ).length
    expect(await asked()).toBe(0)
    await scene.act('hubspot', 'restore', { id })
    await until('the record is back', async () => (await rows('gone_at is null')) === 1)
    expect(await asked()).toBeGreaterThan(0)
  })

  it('of many records that somebody deleted wait for an objection that comes after them, and are asked for a few at a time', async () => {
    const person = scene.somebody((one) => one.where === 'both')
    await scene.stopWorking()
    await scene.control('POST', '/_sandbox/switches', { 'hubspot.optOutFiresWebhook': false })
    await scene.act('hubspot', 'unsubscribe', { email: person.email })
    const { portalId } = (await scene.control('GET', '/_sandbox/state?system=hubspot'))['hubspot'] as {
      portalId: number
    }
    const event = (eventId: number, subscriptionType: string, objectId: number, more: object = {}) => ({
      eventId,
      subscriptionType,
      portalId,
      objectId,
      occurredAt: scene.app.clock.now().getTime(),
      attemptNumber: 0,
      ...more,
    })
    expect(
      await post(
        Array.from({ length: 40 }, (_unused, place) => event(92_000 + place, 'contact.deletion', 880_000 + place)),
      ),
    ).toBe(204)
    expect(
      await post([
        event(93_000, 'contact.propertyChange', Number(person.hubspotIds[0]), {
          propertyName: 'hs_email_optout',
          propertyValue: 'true',
        }),
      ]),
    ).toBe(204)
    const from = await scene.lastRequest()
    const rounds: { events: number; askedAlone: number; said: number }[] = []
    for (let events = 1; events > 0; ) {
      events = await processDeliveries(scene.app, scene.hubspotId, new AbortController().signal)
      const asked = await scene.requests('hubspot', from)
      rounds.push({
        events,
        askedAlone: asked.filter(({ method, path }) => method === 'GET' && /\/contacts\/8800\d\d/u.test(path)).length,
        said: (await objectionsOf(person.hubspotIds[0])).length,
      })
    }
    expect(rounds).toEqual([
      { events: 1, askedAlone: 0, said: 1 },
      { events: 25, askedAlone: 25, said: 1 },
      { events: 15, askedAlone: 40, said: 1 },
      { events: 0, askedAlone: 40, said: 1 },
    ])
    await scene.startWorking()
  })

  it('leave nothing for an independent check to find', async () => {
    await scene.settle()
    expect((await scene.check()).violations).toEqual([])
  })
})
