import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { Pool } from 'pg'
import { defaultSettings } from '../../../src/domain/settings/settings.ts'
import { carryPropagations } from '../../../src/operations/propagation/carry-propagations.ts'
import { advanceShopper } from '../../../src/operations/shopper/advance-shopper.ts'
import { ingestPage, saidAt } from '../../../src/operations/intake/ingest-page.ts'
import { raiseAlarms } from '../../../src/operations/alarms/raise-alarms.ts'
import { until } from '../../support/until.ts'
import {
  beginTest,
  closeShopper,
  figures,
  finish,
  openShopper,
  planted,
  roundOf,
  scene,
  start,
  systemsOf,
} from './shopper-scene.ts'
import { bareRecord } from '../../support/contacts/bare-record.ts'

/** The pool of a worker that dies when it saves a round's move to this state; everything else it does stays done. */
function dyingAtMove(pool: Pool, to: string): Pool {
  const connect = async () => {
    const client = await pool.connect()
    const query = client.query.bind(client) as (...words: unknown[]) => Promise<unknown>
    const dying = (...words: unknown[]) =>
      String(words[0]).startsWith('update shopper_rounds set state') && (words[1] as unknown[])[2] === to
        ? Promise.reject(new Error('the worker died'))
        : query(...words)
    return new Proxy(client, {
      get: (target, name) => (name === 'query' ? dying : (Reflect.get(target, name) as unknown)),
    })
  }
  return new Proxy(pool, {
    get: (target, name) => {
      if (name === 'connect') return connect
      const value = Reflect.get(target, name) as unknown
      return typeof value === 'function' ? (value.bind(target) as unknown) : value
    },
  })
}

beforeAll(openShopper)
afterAll(closeShopper)
beforeEach(beginTest)

describe('a round of the mystery shopper in trouble', () => {
  it('goes on where a worker died, whichever step it was in, and makes one contact', async () => {
    await scene.stopWorking()
    const id = await start()
    for (const to of ['seeing', 'acting', 'following', 'erasing', 'done']) {
      // Nobody works: the objection is carried by hand.
      if (to === 'erasing')
        for (const connectionId of [scene.hubspotId, scene.salesforceId])
          await carryPropagations(scene.app, connectionId, ['objection'], AbortSignal.timeout(20_000))
      await expect(
        advanceShopper({ ...scene.app, pool: dyingAtMove(scene.app.pool, to) }, id, AbortSignal.timeout(20_000)),
      ).rejects.toThrow('the worker died')
      const { hubspot, salesforce } = await planted()
      expect([to, hubspot.length, salesforce.length]).toEqual([to, to === 'done' ? 0 : 1, to === 'done' ? 0 : 1])
      await scene.app.pool.query(
        'update shopper_rounds set claimed_until = null, next_step_at = started_at where id = $1',
        [id],
      )
    }
    // An earlier round's no is forgotten when its own time comes.
    expect(
      (
        await scene.app.pool.query(
          'select 1 from objections o join shopper_objections s on s.id = o.id join shopper_rounds r on r.id = $1 where o.recorded_at >= r.started_at',
          [id],
        )
      ).rowCount,
    ).toBe(1)
    await Promise.all([0, 1].map(() => advanceShopper(scene.app, id, AbortSignal.timeout(20_000))))
    expect((await roundOf(id)).state).toBe('done')
    await scene.startWorking()
    expect((await systemsOf(id)).every((system) => system.read_back_at !== null && system.erased_at !== null)).toBe(
      true,
    )
    expect(await planted()).toEqual({ hubspot: [], salesforce: [] })
  })

  it('raises its own alarm when it is late, told apart from people, and ends red with its contacts taken away', async () => {
    await scene.fault('hubspot', 'server-error', { times: null, method: 'POST', pathIncludes: '/unsubscribe-all' })
    const id = await start()
    await until('Salesforce is read back', async () =>
      (await systemsOf(id)).some((system) => system.connector === 'salesforce' && system.read_back_at !== null),
    )
    const alarms = async () =>
      (
        await scene.app.pool.query(
          'select c.connector, a.step, a.noes as objections, a.shopper from alarms a join connections c on c.id = a.connection_id where a.ended_at is null order by a.step',
        )
      ).rows
    await scene.advance(defaultSettings.alarmMinutes[0] * 60_000 + 20_000)
    await raiseAlarms(scene.app)
    expect(await alarms()).toEqual([{ connector: 'hubspot', step: 1, objections: 1, shopper: true }])
    await scene.advance(defaultSettings.alarmMinutes[2] * 60_000)
    await finish(id)
    expect(await systemsOf(id)).toMatchObject([
      { connector: 'hubspot', read_back_at: null, erasure: 'archived' },
      { connector: 'salesforce', erasure: 'IsDeleted=true' },
    ])
    expect(await planted()).toEqual({ hubspot: [], salesforce: [] })
    await scene.advance(20_000)
    await until('the alarm ended', async () => {
      await raiseAlarms(scene.app)
      return (await alarms()).length === 0
    })
  })

  it('shows a system that refuses the contact and goes on with the other', async () => {
    await scene.act('salesforce', 'hide-field', { object: 'Contact', field: 'LastName', edit: true })
    const id = await start()
    await finish(id)
    await scene.act('salesforce', 'show-field', { object: 'Contact', field: 'LastName', edit: true })
    expect(await systemsOf(id)).toEqual([
      {
        connector: 'hubspot',
        refusal: null,
        read_back_at: expect.any(Date) as Date,
        erased_at: expect.any(Date) as Date,
        erasure: 'archived',
      },
      {
        connector: 'salesforce',
        refusal: expect.stringContaining('INVALID_FIELD') as string,
        read_back_at: null,
        erased_at: expect.any(Date) as Date,
        erasure: 'nothing was made there',
      },
    ])
  })

  it('never deletes a record that somebody made a person of meanwhile', async () => {
    await scene.fault('hubspot', 'server-error', { times: null, method: 'POST', pathIncludes: '/unsubscribe-all' })
    const id = await start()
    const made = await until('it is planted', async () => (await planted()).hubspot[0])
    await until('Salesforce is read back', async () =>
      (await systemsOf(id)).some((system) => system.connector === 'salesforce' && system.read_back_at !== null),
    )
    await scene.act('hubspot', 'add-email', { id: made['id'], email: 'a.person@nouveau.example.test' })
    await scene.control('DELETE', '/_sandbox/faults')
    await scene.advance(20 * 60_000)
    await finish(id)
    expect((await systemsOf(id))[0]).toMatchObject({
      connector: 'hubspot',
      erased_at: null,
      erasure: expect.stringContaining('left as it is') as string,
    })
    expect((await planted()).hubspot.map((row) => row['id'])).toEqual([made['id']])
    await scene.poll()
    expect(
      (
        await scene.app.pool.query(
          `select 1 from remote_records r where r.remote_id = $1 and r.gone_at is null and r.id not in (select id from shopper_records)`,
          [made['id']],
        )
      ).rowCount,
    ).toBe(1)
  })

  it('is known for what it is when a page that was read before the end comes late, and forgotten with the next round', async () => {
    await scene.poll()
    const before = await figures()
    const id = await start()
    const { email } = await roundOf(id)
    await finish(id)
    const { hubspotId } = scene
    const at = scene.app.clock.now()
    const late = bareRecord('987654', email, {
      firstName: 'Lawbase',
      lastName: 'Mystery Shopper',
      blocks: { email: 'enforced' },
      createdAt: at,
      modifiedAt: at,
    })
    await ingestPage(
      scene.app,
      { records: [late], tombstones: [] },
      { ...saidAt({ id: hubspotId, label: 'HubSpot' }), askedAt: new Date() },
    )
    const kept = async () =>
      Number(
        (
          await scene.app.pool.query<{ n: string }>(
            'select (select count(*) from shopper_records) + (select count(*) from shopper_objections) as n',
          )
        ).rows[0]?.n,
      )
    expect(await kept()).toBe(2)
    expect(await figures()).toEqual(before)
    await finish(await start())
    expect(await kept()).toBe(0)
  })
})
