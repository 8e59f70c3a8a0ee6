import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { FastifyInstance } from 'fastify'
import type { Pool } from 'pg'
import { openPublicServer } from '../../../src/http/public-server.ts'
import { defaultSettings } from '../../../src/domain/settings/settings.ts'
import type { RemoteRecord } from '../../../src/connector/records.ts'
import { carryPropagations } from '../../../src/operations/propagation/carry-propagations.ts'
import { advanceShopper } from '../../../src/operations/shopper/advance-shopper.ts'
import { ingestPage, saidAt } from '../../../src/operations/intake/ingest-page.ts'
import { raiseAlarms } from '../../../src/operations/alarms/raise-alarms.ts'
import { startDueShopper, startRound } from '../../../src/operations/shopper/start-shopper.ts'
import { inTransaction } from '../../../src/store/app/database.ts'
import { loadSettings, saveSettings } from '../../../src/store/settings/settings.ts'
import { forgetShoppers } from '../../../src/store/shopper/shopper-forget.ts'
import { loadStatus, loadObjectionStatus } from '../../../src/store/runs/status.ts'
import { countBase } from '../../../src/store/runs/runs.ts'
import { countVerdicts } from '../../../src/store/decisions/decisions.ts'
import { connectionRows } from '../../../src/store/connections/connections-view.ts'
import { contactPage, countContacts } from '../../../src/store/contacts/contacts-view.ts'
import { diagnose } from '../../../src/store/connections/diagnosis-view.ts'
import { frameFigures } from '../../../src/store/today/frame-view.ts'
import { countObjections, recentObjections } from '../../../src/store/objections/objections-view.ts'
import { delayFigures, objectionsByDoor, noFigures, stuckGroups } from '../../../src/store/today/today-view.ts'
import { until } from '../../support/until.ts'
import { openScene, type Scene } from '../../support/scene.ts'
import type { Json } from '../../support/lawbase.ts'

const mailbox = 'contact@exemple.example.test'
const long = new Date('2020-01-01T00:00:00Z')

interface Round {
  id: string
  state: string
  email: string | null
  door: string
  origin: string | null
  failure: string | null
  started_at: Date
  acted_at: Date | null
}
interface System {
  connector: string
  refusal: string | null
  read_back_at: Date | null
  erased_at: Date | null
  erasure: string | null
}

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

describe('the mystery shopper', () => {
  let scene: Scene
  let pages: FastifyInstance
  const roundOf = async (id: string) => {
    const { rows } = await scene.app.pool.query<Round>(
      'select id, state, email, door, (select c.connector from connections c where c.id = door_connection_id) as origin, failure, started_at, acted_at from shopper_rounds where id = $1',
      [id],
    )
    const [round] = rows
    if (round === undefined) throw new Error('no round')
    return round
  }
  const systemsOf = async (id: string) =>
    (
      await scene.app.pool.query<System>(
        'select c.connector, s.refusal, s.read_back_at, s.erased_at, s.erasure from shopper_round_systems s join connections c on c.id = s.connection_id where round_id = $1 order by c.connector',
        [id],
      )
    ).rows
  const start = async () => {
    const id = await startRound(scene.app, 'a test')
    if (id === null) throw new Error('no round was started')
    return id
  }
  const finish = (id: string) =>
    until('the round ended', async () => (await roundOf(id)).state === 'done').catch(async (error: unknown) => {
      throw new Error(`${JSON.stringify([await roundOf(id), await systemsOf(id)])}`, { cause: error })
    })
  const setShopper = async (connectionIds: readonly string[]) => {
    const { settings } = await loadSettings(scene.app.pool)
    await saveSettings(
      scene.app.pool,
      { ...settings, shopper: { mailbox, every: 'weekly', connectionIds: [...connectionIds] } },
      'a test',
      scene.app.clock.now(),
    )
  }
  /** Live records at the vendors that the shopper's name or mailbox stands on. */
  const planted = async () => {
    const { hubspot, salesforce } = (await scene.control('GET', '/_sandbox/state')) as {
      hubspot: { contacts: Json[] }
      salesforce: { contacts: Json[]; leads: Json[] }
    }
    const ours = (row: unknown) => JSON.stringify(row).includes('+lb-')
    return {
      hubspot: hubspot.contacts.filter((row) => ours(row) && row['archived'] !== true),
      salesforce: [...salesforce.contacts, ...salesforce.leads].filter((row) => ours(row) && row['IsDeleted'] !== true),
    }
  }
  /** Every figure and list that a person reads, at one moment. */
  const figures = async () => {
    const { pool } = scene.app
    const today = '2026-11-25'
    const [rows, status] = [await connectionRows(pool), await loadStatus(pool)]
    return {
      noes: await noFigures(pool, long),
      delay: await delayFigures(pool, long),
      doors: await objectionsByDoor(pool, long, 'Europe/Paris'),
      stuck: await stuckGroups(pool, new Date(8e15)),
      verdicts: await countVerdicts(pool),
      frame: { ...(await frameFigures(pool)), lastReadBackAt: null },
      objections: await countObjections(pool, 'all'),
      open: await countObjections(pool, 'open'),
      list: (await recentObjections(pool, 500, 'all')).map((row) => row.number),
      contacts: await countContacts(pool, {}, today),
      page: (await contactPage(pool, {}, {}, today, 500)).map((row) => row.id),
      base: await countBase(pool),
      status: { ...status, runs: [], plans: status.plans.map(({ people, state }) => ({ people, state })) },
      systems: rows.map(({ id, records, open }) => ({ id, records, open })),
      diagnosis: await Promise.all([scene.hubspotId, scene.salesforceId].map((id) => diagnose(pool, id, today))),
      since: (await loadObjectionStatus(pool, { since: long })).map((row) => row.number),
    }
  }
  const notices = async () =>
    ((await scene.control('GET', '/_sandbox/state?system=broker'))['broker'] as { notices: unknown[] }).notices.length
  const held = async () => {
    const tables = [
      'objections',
      'suppressions',
      'propagations',
      'contacts',
      'remote_records',
      'sources',
      'decisions',
      'person_links',
      'objection_identities',
      'record_identities',
      'propagation_items',
    ]
    return Object.fromEntries(
      await Promise.all(
        tables.map(
          async (table) =>
            [
              table,
              Number((await scene.app.pool.query<{ n: string }>(`select count(*) as n from ${table}`)).rows[0]?.n),
            ] as const,
        ),
      ),
    )
  }

  beforeAll(async () => {
    scene = await openScene({ pollSeconds: 2 })
    // What the first read set going must be over before anything is counted.
    await scene.poll()
    await scene.run()
    await scene.poll()
    pages = await openPublicServer(scene.app)
    scene.app.publicUrl = await pages.listen({ port: 0, host: '127.0.0.1' })
  })
  afterAll(async () => {
    await pages.close()
    await scene.close()
  })
  beforeEach(async () => {
    await scene.control('DELETE', '/_sandbox/faults')
    await scene.settle()
    await setShopper([scene.hubspotId, scene.salesforceId])
  })

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
    const own = /lb-\w+/u.exec((await roundOf(id)).email ?? '')?.[0]
    expect(own).toBeDefined()
    await finish(id)
    expect((await systemsOf(id)).map(({ connector }) => connector)).toEqual(['hubspot'])
    const told = await scene.requests('salesforce', after)
    expect(
      told.filter(
        (line) =>
          JSON.stringify([line.path, line.body]).includes(own ?? 'lb-') ||
          (/POST|PATCH/u.test(line.method) && line.path.endsWith('/composite/sobjects')),
      ),
    ).toEqual([])
  })

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
          'select c.connector, a.step, a.noes, a.shopper from alarms a join connections c on c.id = a.connection_id where a.ended_at is null order by a.step',
        )
      ).rows
    await scene.advance(defaultSettings.alarmMinutes[0] * 60_000 + 20_000)
    await raiseAlarms(scene.app)
    expect(await alarms()).toEqual([{ connector: 'hubspot', step: 1, noes: 1, shopper: true }])
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
    const late: RemoteRecord = {
      ref: { object: 'contact', id: '987654' },
      email,
      additionalEmails: [],
      phone: null,
      mobile: null,
      firstName: 'Lawbase',
      lastName: 'Mystery Shopper',
      jobTitle: null,
      company: null,
      country: null,
      sourceValue: null,
      blocks: { email: 'enforced' },
      optedOutAt: null,
      acts: [],
      lastOpenAt: null,
      createdAt: at,
      modifiedAt: at,
      relation: 'none',
      tags: {},
      holdUntil: null,
      formerIds: [],
    }
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
