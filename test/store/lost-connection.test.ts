import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { inTransaction, waitForDatabase } from '../../src/store/database.ts'
import { openDatabase, type TestDatabase } from './database.ts'

describe('a database connection that dies', () => {
  let database: TestDatabase
  beforeAll(async () => {
    database = await openDatabase('empty')
  })
  afterAll(() => database.close())

  it('while it is lent ends the transaction and nothing else', async () => {
    const killer = database.another()
    let killed = 0
    await expect(inTransaction(database.pool, async (sql) => {
      const { rows } = await sql.query<{ pid: number }>('select pg_backend_pid() as pid')
      await killer.query('select pg_terminate_backend($1)', [rows[0]?.pid])
      killed += 1
      // Idle while the server goes: the driver can only tell it by an event.
      await killer.query('select pg_sleep(0.05)')
      await sql.query('select 1')
    })).rejects.toThrow()
    expect(killed).toBe(1)
    await waitForDatabase(database.pool, 1_000)
    expect((await database.pool.query('select 1 as one')).rows).toEqual([{ one: 1 }])
  })
})
