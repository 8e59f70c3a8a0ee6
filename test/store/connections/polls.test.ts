import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { claimDuePolls, markPulled, pollSoon, wantResync } from '../../../src/store/connections/pull-state.ts'
import { openDatabase, type TestDatabase } from '../app/database.ts'

const at = (seconds: number) => new Date(Date.UTC(2026, 10, 25, 10, 0, seconds))

describe('a reading that is asked for while another is under way', () => {
  let database: TestDatabase
  let id: string
  const due = (seconds: number) => claimDuePolls(database.pool, at(seconds), at(seconds + 30))
  beforeAll(async () => {
    database = await openDatabase('migrated')
  })
  afterAll(() => database.close())
  beforeEach(async () => {
    await database.pool.query('delete from connections')
    id = randomUUID()
    await database.pool.query(
      `insert into connections (id, connector, account_id, label, state, created_at, full_pulled_at, next_poll_at) values ($1, 'hubspot', '1', 'HubSpot', 'active', $2, $2, $2)`,
      [id, at(0)],
    )
  })

  it('of changes is made after its end, once, and not before its time', async () => {
    expect([await due(0), await due(1)]).toEqual([[id], []])
    await pollSoon(database.pool, id, at(12))
    await pollSoon(database.pool, id, at(9))
    await markPulled(database.pool, id, at(3), null, at(33))
    expect([await due(8), await due(9), await due(12), await due(38), await due(39)]).toEqual([[], [id], [], [], [id]])
  })

  it('of the whole base stays wanted when it is asked for after the other began', async () => {
    const wanted = async () =>
      (await database.pool.query<{ at: Date | null }>('select resync_wanted_at as at from connections')).rows[0]?.at
    await wantResync(database.pool, id, at(5))
    await markPulled(database.pool, id, at(8), null, at(38))
    await markPulled(database.pool, id, at(9), at(4), at(39))
    expect(await wanted()).toEqual(at(5))
    await markPulled(database.pool, id, at(20), at(6), at(50))
    expect(await wanted()).toBe(null)
  })
})
