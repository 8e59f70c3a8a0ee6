import { randomUUID } from 'node:crypto'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { ConnectorError } from '../../../src/connector/errors.ts'
import { openBudget } from '../../../src/store/connections/budget.ts'
import { insertConnection } from '../../../src/store/connections/connections.ts'
import { until } from '../../support/until.ts'
import { openDatabase, type TestDatabase } from '../app/database.ts'

const limit = { calls: { max: 40, windowMs: 1_000 }, search: { max: 5, windowMs: 1_000 } }
/** So long a window that whoever finds it used up is sent away: what may be taken is counted, not timed. */
const ofTheDay = { calls: { max: 40, windowMs: 86_400_000 }, search: { max: 5, windowMs: 86_400_000 } }

describe('the budget of a connection', () => {
  let database: TestDatabase
  let connectionId: string
  beforeEach(async () => {
    database = await openDatabase('migrated')
    connectionId = randomUUID()
    await insertConnection(
      database.pool,
      {
        id: connectionId,
        connector: 'hubspot',
        label: 'HubSpot',
        registrationId: null,
        accountId: '1',
        credentials: '',
        scopes: [],
        sourceProperty: '',
        defaultSource: null,
      },
      new Date(),
    )
  })
  afterEach(() => database.close())

  /** Takes until it is sent away; gives how many calls were allowed. */
  async function takeAll(lane: 'objection' | 'backfill' | 'read' | 'tag', bucket?: 'search'): Promise<number> {
    const budget = openBudget(database.pool, connectionId, ofTheDay)
    for (let taken = 0; ; taken += 1) {
      const error: unknown = await budget.take(lane, 1, bucket).then(
        () => null,
        (thrown: unknown) => thrown,
      )
      if (error === null) continue
      expect(error).toMatchObject({ kind: 'rate-limited' })
      return taken
    }
  }

  it('sends away who would wait for minutes, with the time to come back', async () => {
    const budget = openBudget(database.pool, connectionId, limit)
    await budget.take('objection', 1)
    budget.observe({ rateLimitedForMs: 120_000 })
    await until(
      'the vendor’s word is noted',
      async () =>
        (await database.pool.query<{ blocked: boolean }>('select blocked_until is not null as blocked from budgets'))
          .rows[0]?.blocked === true,
    )
    const error: unknown = await budget.take('objection', 1).catch((thrown: unknown) => thrown)
    expect(error).toMatchObject({ kind: 'rate-limited', details: { retryAfterMs: expect.any(Number) as number } })
    expect((error as ConnectorError).details.retryAfterMs).toBeGreaterThan(100_000)
  })

  it.each(['backfill', 'read', 'tag'] as const)(
    'keeps its reserve for objections, however much the lane %s wants',
    async (lane) => {
      const greedy = await takeAll(lane)
      expect(greedy).toBeGreaterThan(0)
      expect(greedy).toBeLessThanOrEqual(ofTheDay.calls.max * 0.7)
      expect(greedy + (await takeAll('objection'))).toBe(ofTheDay.calls.max)
    },
  )

  it('is never more than the vendor allows in any window, with many takers in several processes', async () => {
    // By the database's clock, which gives them: a taker on a busy machine may learn of it much later.
    await database.pool.query(`create table given (at_ms float8 not null);
      create function note_given() returns trigger language plpgsql as
        'begin insert into given values (extract(epoch from clock_timestamp()) * 1000); return null; end';
      create trigger given after update on budgets for each row execute function note_given()`)
    const signal = AbortSignal.timeout(2_500)
    const lanes = ['objection', 'objection', 'backfill', 'read', 'tag'] as const
    const pools = [database.another(), database.another(), database.another()]
    const takers = pools.flatMap((pool) =>
      lanes.map(async (lane) => {
        const budget = openBudget(pool, connectionId, limit, signal)
        try {
          for (;;) await budget.take(lane, 1)
        } catch (error) {
          if (!signal.aborted) throw error
        }
      }),
    )
    await Promise.all(takers)
    const { rows } = await database.pool.query<{ at: number }>('select at_ms as at from given order by at_ms')
    const taken = rows.map(({ at }) => at)
    const busiest = Math.max(
      ...taken.map((start) => taken.filter((at) => at >= start && at < start + limit.calls.windowMs - 50).length),
    )
    expect(busiest).toBeLessThanOrEqual(limit.calls.max)
    expect(taken.length).toBeGreaterThan(limit.calls.max)
  })

  it('has a bucket of its own for searches', async () => {
    expect([await takeAll('objection', 'search'), await takeAll('objection')]).toEqual([
      ofTheDay.search.max,
      ofTheDay.calls.max,
    ])
  })

  it('stops for as long as the vendor asked, for all', async () => {
    const budget = openBudget(database.pool, connectionId, limit)
    await budget.take('objection', 1)
    // From here on, so that a busy machine makes it longer and never shorter.
    const start = performance.now()
    budget.observe({ rateLimitedForMs: 700 })
    await until(
      'it is noted',
      async () =>
        (
          await database.pool.query('select 1 from budgets where connection_id = $1 and blocked_until is not null', [
            connectionId,
          ])
        ).rowCount === 1,
    )
    await openBudget(database.another(), connectionId, limit).take('objection', 1)
    expect(performance.now() - start).toBeGreaterThan(650)
  })
})
