import type { FastifyInstance } from 'fastify'
import { Webhook } from 'standardwebhooks'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { channels } from '../../../src/domain/app/channel.ts'
import { openPublicServer } from '../../../src/http/public-server.ts'
import { hookOfConnection } from '../../../src/store/connections/connection-hooks.ts'
import { auditOf, fromBroker, standing } from '../../support/brokers/broker.ts'
import { until } from '../../support/until.ts'
import { openScene, type Scene } from '../../support/scene.ts'

describe('what a broker tells us by itself', () => {
  let scene: Scene
  let pages: FastifyInstance
  let connectionId: string
  let hook: string
  let secret: string
  beforeAll(async () => {
    scene = await openScene({ contacts: 200 })
    pages = await openPublicServer(scene.app)
    connectionId =
      (await scene.app.pool.query<{ id: string }>(`select id from connections where connector = 'broker-webhook'`))
        .rows[0]?.id ?? ''
    hook = (await hookOfConnection(scene.app.pool, connectionId)) ?? ''
    secret = String((await scene.control('GET', '/_sandbox/broker'))['secret'])
  })
  afterAll(async () => {
    await pages.close()
    await scene.close()
  })

  const send = async (
    id: string,
    type: string,
    data: unknown,
    more: { key?: string; at?: Date; path?: string } = {},
  ) => {
    const payload = JSON.stringify({ type, timestamp: scene.app.clock.now().toISOString(), data })
    const at = more.at ?? scene.app.clock.now()
    const answer = await pages.inject({
      method: 'POST',
      url: more.path ?? `/webhooks/broker-webhook/${hook}`,
      payload,
      headers: {
        'content-type': 'application/json',
        'webhook-id': id,
        'webhook-timestamp': String(Math.floor(at.getTime() / 1_000)),
        'webhook-signature': new Webhook(more.key ?? secret).sign(id, at, payload),
      },
    })
    return [answer.statusCode, answer.json()] as const
  }
  const notify = async () => {
    const objection = await scene.object(fromBroker(scene).email)
    await scene.untilCarried(objection.id, { 'broker-webhook': 'accepted' })
    const { rows } = await scene.app.pool.query<{ id: string }>(
      'select id from propagations where objection_id = $1 and connection_id = $2',
      [objection.id, connectionId],
    )
    return { objection, order: `sup_${rows[0]?.id}`, stands: () => standing(scene, objection.id, connectionId) }
  }

  it.each([
    ['applied', { state: 'accepted', proof: 3 }],
    ['no_match', { state: 'absent', proof: 2 }],
    [
      'rejected',
      { state: 'refused', reason: 'declined', owner: 'operator', detail: 'the broker says that it cannot: rejected' },
    ],
  ])('takes "%s" once, however often it comes', async (status, expected) => {
    const { objection, order, stands } = await notify()
    const message = ['ack_' + status, 'suppression.ack', { orders: [{ id: order, status }] }] as const
    expect(await send(...message)).toEqual([202, { answers: 1, objections: 0 }])
    expect(await send(...message)).toEqual([202, { answers: 0, objections: 0 }])
    expect(await stands()).toMatchObject(expected)
    const acts = (await auditOf(scene, connectionId, 'propagation')).filter(
      (details) => details['objectionId'] === objection.id,
    )
    expect(acts.map((details) => details['to'])).toEqual(['accepted', expected.state])
  })

  it('takes answers in any order, and by the ticket the broker gave', async () => {
    const { order, stands } = await notify()
    const ticket = (await stands())?.ticket ?? ''
    expect(await send('late_2', 'suppression.ack', { orders: [{ id: ticket, status: 'applied' }] })).toEqual([
      202,
      { answers: 1, objections: 0 },
    ])
    expect(
      await send('late_1', 'suppression.ack', {
        orders: [{ id: order, status: 'rejected', processedAt: '2026-01-01T00:00:00Z' }],
      }),
    ).toEqual([202, { answers: 1, objections: 0 }])
    expect(await stands()).toMatchObject({ state: 'accepted', proof: 3 })
  })

  it('keeps an answer that comes while the order is still being sent', async () => {
    const { order, stands } = await notify()
    const id = order.slice('sup_'.length)
    await scene.stopWorking()
    await scene.app.pool.query(
      `update propagations set state = 'sending', proof = null, ticket = null, claimed_until = clock_timestamp() + interval '1 second', verify_first = false where id = $1`,
      [id],
    )
    expect(await send('early', 'suppression.ack', { orders: [{ id: order, status: 'applied' }] })).toEqual([
      202,
      { answers: 1, objections: 0 },
    ])
    expect(await stands()).toMatchObject({ state: 'sending' })
    await scene.startWorking()
    await until('the answer is taken', async () => (await stands())?.proof === 3)
    expect(await stands()).toMatchObject({ state: 'accepted', proof: 3 })
  })

  it('asks for orders it does not know to be sent again, and takes those it knows', async () => {
    const { order, stands } = await notify()
    expect(
      await send('mixed', 'suppression.ack', {
        orders: [
          { id: 'sp_unknown', status: 'applied' },
          { id: order, status: 'acknowledged' },
          { id: 'sup_11111111-1111-4111-8111-111111111111', status: 'applied' },
        ],
      }),
    ).toEqual([404, { error: 'unknown orders', orders: ['sp_unknown', 'sup_11111111-1111-4111-8111-111111111111'] }])
    expect(await stands()).toMatchObject({ state: 'accepted', proof: 2 })
  })

  it('takes the objections that can be read beside one that cannot, and says which', async () => {
    const person = fromBroker(scene)
    expect(
      await send('half', 'suppression.created', { orders: [{ emails: ['nobody'] }, { emails: [person.email] }] }),
    ).toEqual([
      400,
      {
        error:
          'The others were taken; put these right and send them again: data.orders.0.emails: one is no complete address',
      },
    ])
    expect(
      (await scene.app.pool.query(`select door, channels from objections where evidence ->> 'message' = 'half'`)).rows,
    ).toEqual([{ door: 'broker', channels: [...channels] }])
  })

  it('hides no no behind an id that the broker uses for two messages', async () => {
    for (const person of [fromBroker(scene), fromBroker(scene)])
      expect(await send('same', 'suppression.created', { orders: [{ emails: [person.email] }] })).toEqual([
        202,
        { answers: 0, objections: 1 },
      ])
    expect(
      (
        await scene.app.pool.query(
          `select count(distinct contact_id)::int as n from objections where evidence ->> 'message' = 'same'`,
        )
      ).rows,
    ).toEqual([{ n: 2 }])
  })

  it('takes a ticket that it gave to several for none of them', async () => {
    const [one, two] = [await notify(), await notify()]
    await scene.app.pool.query(`update propagations set ticket = 'sp_shared' where id::text = any($1)`, [
      [one.order, two.order].map((order) => order.slice('sup_'.length)),
    ])
    expect(await send('shared', 'suppression.ack', { orders: [{ id: 'sp_shared', status: 'applied' }] })).toEqual([
      404,
      { error: 'unknown orders', orders: ['sp_shared'] },
    ])
    expect([(await one.stands())?.proof, (await two.stands())?.proof]).toEqual([2, 2])
  })

  it('never moves an objection at another system', async () => {
    const { objection } = await notify()
    const { rows } = await scene.app.pool.query<{ id: string }>(
      'select id from propagations where objection_id = $1 and connection_id <> $2',
      [objection.id, connectionId],
    )
    expect(
      (
        await send('foreign', 'suppression.ack', {
          orders: rows.map((row) => ({ id: `sup_${row.id}`, status: 'rejected' })),
        })
      )[0],
    ).toBe(404)
    expect((await scene.carried(objection.id)).map((one) => one.state)).not.toContain('refused')
  })

  it('records an objection that somebody gave to the broker, everywhere but there', async () => {
    const person = fromBroker(scene)
    const message = [
      'no_1',
      'suppression.created',
      { orders: [{ emails: [person.email], objectedAt: '2026-11-20T08:00:00Z' }] },
    ] as const
    expect(await send(...message)).toEqual([202, { answers: 0, objections: 1 }])
    expect(await send(...message)).toEqual([202, { answers: 0, objections: 1 }])
    const { rows } = await scene.app.pool.query<{ id: string; door: string; received_at: Date }>(
      `select o.id, o.door, o.received_at from objections o where o.evidence ->> 'message' = 'no_1'`,
    )
    expect(rows).toEqual([{ id: rows[0]?.id, door: 'broker', received_at: new Date('2026-11-20T08:00:00Z') }])
    expect((await scene.carried(rows[0]?.id ?? '')).map((one) => one.connector)).toEqual(['hubspot', 'salesforce'])
  })

  it('tells nobody again of an objection that comes back: two brokers that pass on what they are told would never end', async () => {
    const { objection } = await notify()
    const emails = (
      await scene.app.pool.query<{ value: string }>(
        'select i.value from objection_identities oi join identities i on i.hash = oi.identity_hash where oi.objection_id = $1',
        [objection.id],
      )
    ).rows.map((row) => row.value)
    await scene.settle()
    const before = await scene.carried(objection.id)
    const counted = async () =>
      (await scene.app.pool.query<{ n: number }>('select count(*)::int as n from objections')).rows[0]?.n
    const known = await counted()
    for (const id of ['echo_1', 'echo_2'])
      expect(
        await send(id, 'suppression.created', { orders: [{ emails, objectedAt: '2026-11-20T08:00:00Z' }] }),
      ).toEqual([202, { answers: 0, objections: 1 }])
    expect([await counted(), await scene.carried(objection.id)]).toEqual([known, before])
    // The earliest day on which the person said it counts.
    const { rows } = await scene.app.pool.query<{ since: Date }>(
      'select distinct since from suppressions where objection_id = $1',
      [objection.id],
    )
    expect(rows).toEqual([{ since: new Date('2026-11-20T08:00:00Z') }])
  })

  it('never acts on somebody who starts again', async () => {
    const { objection, stands } = await notify()
    const { rows } = await scene.app.pool.query<{ value: string }>(
      'select i.value from objection_identities oi join identities i on i.hash = oi.identity_hash where oi.objection_id = $1',
      [objection.id],
    )
    const before = (await scene.app.pool.query('select * from suppressions order by 1, 2, 3')).rows
    expect(await send('again', 'suppression.released', { orders: [{ emails: rows.map((row) => row.value) }] })).toEqual(
      [202, { answers: 0, objections: 0, ignored: 'suppression.released' }],
    )
    expect((await scene.app.pool.query('select * from suppressions order by 1, 2, 3')).rows).toEqual(before)
    expect(await stands()).toMatchObject({ state: 'accepted' })
  })

  it('refuses what is forged, stale or sent to another address, and keeps nothing', async () => {
    const { order, stands } = await notify()
    const data = { orders: [{ id: order, status: 'applied' }] }
    const forged = `whsec_${Buffer.alloc(32, 9).toString('base64')}`
    expect(await send('f1', 'suppression.ack', data, { key: forged })).toEqual([401, { error: 'signature forged' }])
    expect(
      await send('f2', 'suppression.ack', data, { at: new Date(scene.app.clock.now().getTime() - 6 * 60_000) }),
    ).toEqual([401, { error: 'signature stale' }])
    expect((await send('f3', 'suppression.ack', data, { path: '/webhooks/broker-webhook/0123456789abcdef' }))[0]).toBe(
      404,
    )
    expect((await send('f4', 'suppression.ack', data, { path: `/webhooks/broker-email/${hook}` }))[0]).toBe(404)
    expect(await stands()).toMatchObject({ proof: 2 })
  })
})
