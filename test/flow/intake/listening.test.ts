import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openFront, type Front } from '../../../src/http/app/front.ts'
import { openPublicServer } from '../../../src/http/public-server.ts'
import { checkConnection } from '../../../src/operations/connections/connect-system.ts'
import { listenToConnection } from '../../../src/operations/intake/listen-connection.ts'
import { listListeners } from '../../../src/store/connections/listeners.ts'
import { freePort } from '../../../scripts/free-port.mjs'
import { until } from '../../support/until.ts'
import { openScene, type Scene } from '../../support/scene.ts'

describe('both CRMs, both directions, by events alone', () => {
  let scene: Scene
  let door: Front
  beforeAll(async () => {
    const port = await freePort()
    // A poll would hide an event that did not come: the next one is an hour away.
    scene = await openScene({ publicUrl: `http://localhost:${port}`, broker: false, pollSeconds: 3_600 })
    await scene.control('POST', '/_sandbox/switches', {
      salesforce: { changeEvents: ['Contact', 'Lead'], streamingHoldMs: 2_000 },
    })
    door = await openFront({ port, host: 'localhost' })
    await door.serve(await openPublicServer(scene.app))
    // The admin selected the objects and presses "Test again": nobody waits for the next try.
    await until('somebody listens', async () => {
      await checkConnection(scene.app, scene.salesforceId)
      return (await listListeners(scene.app.pool)).some(
        (listener) =>
          listener.connectionId === scene.salesforceId && listener.heardAt !== null && listener.failedAt === null,
      )
    })
  })
  afterAll(async () => {
    await door.close()
    await scene.close()
  })

  /** Writes of both CRMs that can change an opt-out, since a request number. */
  const writes = async (after: number) =>
    [...(await scene.requests('hubspot', after)), ...(await scene.requests('salesforce', after))].filter(
      ({ method, path }) =>
        method !== 'GET' &&
        /communication-preferences|batch\/update|composite\/sobjects$/u.test(path.split('?')[0] ?? '') &&
        !path.includes('batch/read'),
    )
  const quiet = async () => {
    await scene.settle()
    await until(
      'every event is worked on',
      async () => (await scene.app.pool.query(`select 1 from webhook_deliveries where state = 'new'`)).rowCount === 0,
    )
  }
  const listening = async () =>
    (await listListeners(scene.app.pool)).find((listener) => listener.connectionId === scene.salesforceId)

  it('carry a box ticked in Salesforce to HubSpot', async () => {
    const person = scene.somebody((one) => one.where === 'both')
    await scene.act('salesforce', 'opt-out', { id: person.salesforceIds[0] })
    await until('HubSpot blocks', () => scene.optedOut(person.email))
    const lines = (await scene.audit()).filter(
      (line) =>
        line.act === 'objection' &&
        (line.details['evidence'] as Record<string, unknown>)['recordId'] === person.salesforceIds[0],
    )
    expect(
      lines.map(({ actor, details }) => ({ door: details['door'], actor, channels: details['channels'] })),
    ).toEqual([{ door: 'crm', actor: 'Salesforce', channels: ['email'] }])
  })

  it('never play ping-pong: each of twenty objections is written once where it was missing, and then it is quiet', async () => {
    await quiet()
    const before = await scene.lastRequest()
    const people = Array.from({ length: 20 }, () => scene.somebody((one) => one.where === 'both'))
    await Promise.all(
      people.map((person, index) =>
        index % 2 === 0
          ? scene.act('hubspot', 'unsubscribe', { email: person.email })
          : scene.act('salesforce', 'opt-out', { id: person.salesforceIds[0] }),
      ),
    )
    await until('all are blocked in both', async () => {
      const rows = await Promise.all(people.map((person) => scene.salesforceRow(person.salesforceIds[0] ?? '')))
      return (
        rows.every((row) => row['HasOptedOutOfEmail'] === true) &&
        (await Promise.all(people.map((person) => scene.optedOut(person.email)))).every(Boolean)
      )
    })
    await quiet()
    const made = await writes(before)
    for (const person of people) {
      const naming = made.filter(({ body, path }) =>
        [person.email, encodeURIComponent(person.email), ...person.hubspotIds, ...person.salesforceIds].some((key) =>
          `${path} ${JSON.stringify(body)}`.includes(key),
        ),
      )
      const perSystem = Map.groupBy(naming, ({ path }) =>
        path.includes('communication-preferences')
          ? 'hubspot opt-out'
          : path.includes('composite')
            ? 'salesforce'
            : 'hubspot mark',
      )
      expect(
        [...perSystem].map(([what, list]) => [what, list.length]).filter(([, count]) => Number(count) > 1),
      ).toEqual([])
    }
    // One more look at everything by polls writes nothing.
    const settled = await scene.lastRequest()
    await scene.poll()
    await quiet()
    expect(await writes(settled)).toEqual([])
  })

  it('block again whom a colleague puts back, and say who it was', async () => {
    const person = scene.somebody((one) => one.where === 'both')
    const { id } = await scene.object(person.email)
    await scene.untilCarried(id, { hubspot: 'applied', salesforce: 'applied' })
    // Only the colleague's own event tells of them: nothing that we wrote is still to be heard of.
    await quiet()
    await scene.act('salesforce', 'opt-in', { id: person.salesforceIds[0] })
    const { salesforce } = (await scene.control('GET', '/_sandbox/state?system=salesforce')) as {
      salesforce: { userId: string }
    }
    const again = async () =>
      (await scene.audit()).filter(
        (line) =>
          line.act === 'propagation' && line.details['objectionId'] === id && line.details['putBack'] !== undefined,
      )
    await until(
      'it is blocked again',
      async () =>
        (await again()).length > 0 &&
        (await scene.salesforceRow(person.salesforceIds[0] ?? ''))['HasOptedOutOfEmail'] === true,
    )
    const putBack = (await again())[0]?.details['putBack'] as { at: string; by: string; kind: string }
    expect({
      kind: putBack.kind,
      byColleague: putBack.by.startsWith('005') && putBack.by !== salesforce.userId,
      at: Number.isNaN(Date.parse(putBack.at)),
    }).toEqual({ kind: 'user', byColleague: true, at: false })
    const { rows } = await scene.app.pool.query(
      `select kind, objection_id, connection_id, facts, meanwhile_blocked, answered_at from reviews`,
    )
    expect(rows).toEqual([
      {
        kind: 'crm-edit',
        objection_id: id,
        connection_id: scene.salesforceId,
        facts: { by: putBack.by, at: putBack.at },
        meanwhile_blocked: true,
        answered_at: null,
      },
    ])
  })

  it('keep an objection that was taken back, or whose record was deleted, before anybody could read it', async () => {
    const [backAgain, deleted] = [
      scene.somebody((one) => one.where === 'both'),
      scene.somebody((one) => one.where === 'both'),
    ]
    await scene.stopWorking()
    await scene.act('salesforce', 'opt-out', { id: backAgain.salesforceIds[0] })
    await scene.act('salesforce', 'opt-in', { id: backAgain.salesforceIds[0] })
    await scene.act('salesforce', 'opt-out', { id: deleted.salesforceIds[0] })
    await scene.act('salesforce', 'delete', { id: deleted.salesforceIds[0] })
    await scene.startWorking()
    await until(
      'HubSpot blocks both',
      async () => (await scene.optedOut(backAgain.email)) && (await scene.optedOut(deleted.email)),
    )
    await until(
      'Salesforce blocks who was put back',
      async () => (await scene.salesforceRow(backAgain.salesforceIds[0] ?? ''))['HasOptedOutOfEmail'] === true,
    )
  })

  it('block a record created anywhere for somebody who said no', async () => {
    const email = 'returns@nouveau.example.test'
    await scene.object(email)
    const created = await scene.act('salesforce', 'create', {
      object: 'Lead',
      fields: { LastName: 'Returns', Company: 'Nouveau', Email: email },
    })
    await until(
      'the lead is blocked',
      async () => (await scene.salesforceRow(String(created['Id'])))['HasOptedOutOfEmail'] === true,
    )
  })

  it('read by one process at a time, and the position is saved with the events', async () => {
    const before = await listening()
    expect(await listenToConnection(scene.app, scene.salesforceId, AbortSignal.timeout(1_000))).toBe(false)
    const person = scene.somebody((one) => one.where === 'both')
    await scene.act('salesforce', 'opt-out', { id: person.salesforceIds[0] })
    await until('HubSpot blocks', () => scene.optedOut(person.email))
    expect((await listening())?.position).not.toEqual(before?.position)
  })

  it('read everything again when the position is lost', async () => {
    await scene.stopWorking()
    await scene.control('POST', '/_sandbox/act', { system: 'salesforce', act: 'forget-change-events' })
    const missed = scene.somebody((one) => one.where === 'both')
    await scene.act('salesforce', 'opt-out', { id: missed.salesforceIds[0] })
    await scene.control('POST', '/_sandbox/act', { system: 'salesforce', act: 'forget-change-events' })
    const runs = (await scene.app.pool.query('select 1 from hygiene_runs')).rowCount ?? 0
    await scene.startWorking()
    await until('HubSpot blocks', () => scene.optedOut(missed.email))
    await until(
      'a run reads everything',
      async () =>
        ((await scene.app.pool.query(`select 1 from hygiene_runs where state <> 'running'`)).rowCount ?? 0) > runs,
    )
    const { rows } = await scene.app.pool.query(
      'select requested_by as by from hygiene_runs order by started_at desc limit 1',
    )
    expect(rows).toEqual([{ by: 'lost events' }])
    expect((await scene.app.pool.query('select 1 from connections where resync_wanted_at is not null')).rowCount).toBe(
      0,
    )
  })

  it('take outbound messages of an organisation that is connected, once, and answer with the Ack', async () => {
    await scene.control('POST', '/_sandbox/switches', { salesforce: { changeEvents: [] } })
    await scene.act('salesforce', 'restart-streaming', {})
    const { rows } = await scene.app.pool.query<{ app_key: string }>(
      `select app_key from app_registrations where connector = 'salesforce'`,
    )
    const address = `${scene.app.publicUrl}/webhooks/salesforce/${rows[0]?.app_key}`
    await scene.control('POST', '/_sandbox/switches', {
      salesforce: { outboundMessageUrl: address, outboundMessageDuplicate: true },
    })
    const person = scene.somebody((one) => one.where === 'both')
    await scene.act('salesforce', 'opt-out', { id: person.salesforceIds[0] })
    await until('HubSpot blocks', () => scene.optedOut(person.email))
    await scene.control('POST', '/_sandbox/switches', { salesforce: { outboundMessageUrl: '' } })
    expect((await fetch(`${address}x`, { method: 'POST', body: '<a/>' })).status).toBe(404)
    expect((await fetch(address, { method: 'POST', body: '<a/>' })).status).toBe(400)
  })

  it('leave nothing for an independent check to find', async () => {
    await quiet()
    expect((await scene.check()).violations).toEqual([])
  })
})

describe('an installation without a public address', () => {
  let scene: Scene
  beforeAll(async () => {
    scene = await openScene({ publicUrl: null, broker: false, pollSeconds: 3_600 })
  })
  afterAll(() => scene.close())

  it('hears HubSpot through its journal', async () => {
    await until('the journal is read', async () =>
      (await listListeners(scene.app.pool)).some(
        (listener) => listener.connectionId === scene.hubspotId && listener.heardAt !== null,
      ),
    )
    const person = scene.somebody((one) => one.where === 'both')
    await scene.act('hubspot', 'unsubscribe', { email: person.email })
    await until(
      'Salesforce blocks',
      async () => (await scene.salesforceRow(person.salesforceIds[0] ?? ''))['HasOptedOutOfEmail'] === true,
    )
    expect(
      (await listListeners(scene.app.pool)).find((listener) => listener.connectionId === scene.hubspotId)?.failedAt,
    ).toBeNull()
  })
})
