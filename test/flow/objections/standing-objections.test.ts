import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { connectByForm } from '../../../src/operations/connections/connect-by-form.ts'
import { grant } from '../../../src/operations/propagation/rights.ts'
import { noTermMs } from '../../../src/domain/evidence/evidence-pack.ts'
import { objectionsBetween, spanOf } from '../../../src/store/evidence/evidence-period-view.ts'
import { brokerName, connectBrokerBy, fromBroker, standing } from '../../support/brokers/broker.ts'
import { startHttpBroker, type HttpBroker } from '../../support/brokers/http-broker.ts'
import { openScene, type Scene } from '../../support/scene.ts'

describe('objections that stood before a system could be told', () => {
  let scene: Scene
  let door: HttpBroker
  beforeAll(async () => {
    door = await startHttpBroker()
    scene = await openScene({ broker: false, contacts: 200 })
  })
  afterAll(async () => {
    await scene.close()
    door.close()
  })
  const carriedTo = async (connectionId: string) =>
    (
      await scene.app.pool.query<{ objection: string; state: string; lane: string }>(
        'select objection_id as objection, state, lane from propagations where connection_id = $1 order by objection_id',
        [connectionId],
      )
    ).rows
  const notFromBroker = () => scene.somebody((person) => person.source !== 'broker')
  const named = (path: string) => door.taken.filter((request) => request.path.startsWith(path)).length

  it('reach a broker once it is known to have supplied the person, and no other person', async () => {
    const [his, other] = [await scene.object(fromBroker(scene).email), await scene.object(notFromBroker().email)]
    await scene.settle()
    // Said three days ago, and in the CRMs since.
    await scene.app.pool.query(`update objections set recorded_at = recorded_at - interval '3 days' where id = $1`, [
      his.id,
    ])
    await scene.app.pool.query(
      `update propagations set created_at = created_at - interval '3 days', done_at = done_at - interval '3 days' where objection_id = $1`,
      [his.id],
    )
    const connectionId = await connectBrokerBy(scene, 'broker-webhook', {
      url: `${door.url}/broker`,
      secret: `whsec_${Buffer.alloc(32, 6).toString('base64')}`,
    })
    await scene.untilCarried(his.id, { 'broker-webhook': 'accepted' })
    await scene.settle()
    expect(await standing(scene, his.id, connectionId)).toMatchObject({ state: 'accepted', proof: 1 })
    expect((await scene.carried(other.id)).map((one) => one.connector)).toEqual(['hubspot', 'salesforce'])

    const suppliers = new Set(
      (
        await scene.app.pool.query<{ id: string }>(
          `select distinct o.id from objections o join sources s on s.contact_id = o.contact_id where s.name = $1 and exists (select 1 from suppressions p where p.objection_id = o.id)`,
          [brokerName],
        )
      ).rows.map((row) => row.id),
    )
    const rows = await carriedTo(connectionId)
    expect(rows).toEqual(
      [...suppliers]
        .toSorted((a, b) => (a < b ? -1 : 1))
        .map((objection) => ({ objection, state: 'accepted', lane: 'backfill' })),
    )
    // Not late: the broker has its own 48 hours.
    const late: string[] = []
    for await (const no of objectionsBetween(
      scene.app.pool,
      await spanOf(scene.app.pool, '2026-01-01', '2099-12-31', 'UTC'),
      { ms: noTermMs, now: scene.app.clock.now() },
    ))
      late.push(no.number)
    expect(late).toEqual([])
    const before = named('/broker')
    await scene.run()
    await scene.settle()
    expect([await carriedTo(connectionId), named('/broker')]).toEqual([rows, before])
  })

  it('reach a mailing tool when it may be written to, without waiting for the night', async () => {
    const [objection, lifted] = [await scene.object(notFromBroker().email), await scene.object(notFromBroker().email)]
    await scene.settle()
    // Nothing of it stands any more.
    await scene.app.pool.query('delete from suppressions where objection_id = $1', [lifted.id])
    const definition = JSON.stringify({
      headers: { key: '{secret}' },
      calls: [{ channels: ['email'], method: 'POST', url: `${door.url}/tool/{email}` }],
    })
    const connectionId = await connectByForm(scene.app, scene.admin, 'http-mailer', 'Outil', {
      profile: 'own',
      secret: 'k',
      definition,
      origin: '',
    })
    expect(await carriedTo(connectionId)).toEqual([])
    await grant(scene.app, connectionId, 'suppress', scene.admin)
    await scene.untilCarried(objection.id, { 'http-mailer': 'accepted' })
    expect((await scene.carried(lifted.id)).map((one) => one.connector)).toEqual(['hubspot', 'salesforce'])
    expect(named('/tool')).toBeGreaterThan(0)
  })
})
