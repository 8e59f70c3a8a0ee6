import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { startDueShopper, startRound } from '../../../src/operations/shopper/start-shopper.ts'
import { inTransaction } from '../../../src/store/app/database.ts'
import { forgetShoppers } from '../../../src/store/shopper/shopper-forget.ts'
import { until } from '../../support/until.ts'
import {
  beginTest,
  closeShopper,
  figures,
  finish,
  held,
  notices,
  openShopper,
  planted,
  roundOf,
  scene,
  setShopper,
  start,
  systemsOf,
} from './shopper-scene.ts'

beforeAll(openShopper)
afterAll(closeShopper)
beforeEach(beginTest)

describe('the mystery shopper', () => {
  it('goes through each door in turn: read back in both systems, then gone from them and from here (F3)', async () => {
    const before = { figures: await figures(), held: await held(), notices: await notices() }
    const passed: string[] = []
    for (let turn = 0; turn < 6; turn++) {
      const id = await start()
      await finish(id)
      const round = await roundOf(id)
      passed.push(round.origin === null ? round.door : `${round.door} ${round.origin}`)
      expect({ round: { ...round, started_at: null, acted_at: null }, systems: await systemsOf(id) }).toEqual({
        round: {
          id,
          state: 'done',
          email: null,
          door: round.door,
          origin: round.origin,
          failure: null,
          started_at: null,
          acted_at: null,
        },
        systems: [
          {
            connector: 'hubspot',
            refusal: null,
            read_back_at: expect.any(Date) as Date,
            erased_at: expect.any(Date) as Date,
            erasure: 'archived',
          },
          {
            connector: 'salesforce',
            refusal: null,
            read_back_at: expect.any(Date) as Date,
            erased_at: expect.any(Date) as Date,
            erasure: 'IsDeleted=true',
          },
        ],
      })
      for (const system of await systemsOf(id))
        expect(system.read_back_at?.getTime()).toBeGreaterThanOrEqual(
          round.acted_at?.getTime() ?? Number.POSITIVE_INFINITY,
        )
      expect(await planted()).toEqual({ hubspot: [], salesforce: [] })
    }
    expect(passed).toEqual(['one-click', 'preferences', 'rest', 'other', 'crm hubspot', 'crm salesforce'])
    await scene.poll()
    // A page that was asked for before the end of a round may have brought its address back; the next round forgets it.
    await inTransaction(scene.app.pool, (sql) => forgetShoppers(sql, randomUUID(), scene.app.clock.now()))
    expect({ figures: await figures(), held: await held(), notices: await notices() }).toEqual(before)
    expect((await scene.check()).violations).toEqual([])
  })

  it('is in no figure and no list while it is under way, gets no verdict, and no broker hears of it', async () => {
    const before = { figures: await figures(), notices: await notices() }
    await scene.fault('hubspot', 'server-error', { times: null, method: 'POST', pathIncludes: '/unsubscribe-all' })
    const id = await start()
    await until(
      'one system waits',
      async () =>
        (
          await scene.app.pool.query(
            `select 1 from propagations p join shopper_objections s on s.id = p.objection_id where p.state = 'waiting'`,
          )
        ).rowCount === 1,
    )
    await scene.run()
    expect(await figures()).toEqual(before.figures)
    expect(
      (await scene.app.pool.query('select 1 from shopper_records s join decisions d on d.contact_id = s.contact_id'))
        .rowCount,
    ).toBe(0)
    expect(
      (
        await scene.app.pool.query<{ number: string }>(
          'select o.number from objections o join shopper_objections s on s.id = o.id',
        )
      ).rows,
    ).toEqual([{ number: expect.stringMatching(/^S-2026-\d+$/u) as string }])
    await scene.control('DELETE', '/_sandbox/faults')
    await scene.advance(20 * 60_000)
    await finish(id)
    expect(await notices()).toBe(before.notices)
  })

  it('keeps to the ticked systems: nothing is made or said elsewhere', async () => {
    await setShopper([scene.hubspotId])
    // What earlier rounds said may still be on its way: it is told apart by the address.
    await scene.settle()
    const after = await scene.lastRequest()
    const id = await start()
    // What follows the mark may begin with a hyphen.
    const own = await until(
      'the round has its address',
      async () => /lb-[\w-]+/u.exec((await roundOf(id)).email ?? '')?.[0] ?? null,
    )
    await finish(id)
    expect((await systemsOf(id)).map(({ connector }) => connector)).toEqual(['hubspot'])
    const told = await scene.requests('salesforce', after)
    expect(
      told.filter(
        (line) =>
          JSON.stringify([line.path, line.body]).includes(own) ||
          (/POST|PATCH/u.test(line.method) && line.path.endsWith('/composite/sobjects')),
      ),
    ).toEqual([])
  })

  it('starts by itself once a week, one round at a time, and not while it is off', async () => {
    const count = async () =>
      Number((await scene.app.pool.query<{ n: string }>('select count(*) as n from shopper_rounds')).rows[0]?.n)
    const before = await count()
    await startDueShopper(scene.app)
    expect(await count()).toBe(before)
    await scene.advance(7 * 86_400_000)
    await until('a round began by itself', async () => (await count()) === before + 1)
    expect(await startRound(scene.app, 'a test')).toBeNull()
    await until(
      'it ended',
      async () => (await scene.app.pool.query(`select 1 from shopper_rounds where state <> 'done'`)).rowCount === 0,
    )
    await setShopper([])
    await scene.advance(8 * 86_400_000)
    await startDueShopper(scene.app)
    expect({ rounds: await count(), started: await startRound(scene.app, 'a test') }).toEqual({
      rounds: before + 1,
      started: null,
    })
  })
})
