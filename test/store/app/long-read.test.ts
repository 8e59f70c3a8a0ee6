import { afterAll, beforeAll, expect, it } from 'vitest'
import { inLongRead, openPool, type Sql } from '../../../src/store/app/database.ts'
import { openDatabase, type TestDatabase } from './database.ts'

let database: TestDatabase
beforeAll(async () => {
  database = await openDatabase('empty')
})
afterAll(() => database.close())

it('a long read has ten minutes a statement and room for large sets, and the connection its own limit again afterwards', async () => {
  const { host = '', user = '', database: name = '' } = database.pool.options
  const pool = openPool({ host, user, database: name }, { max: 1, statementMs: 60_000, onError: () => undefined })
  const limit = async (sql: Sql) =>
    (
      await sql.query<{ limit: string }>(
        `select current_setting('statement_timeout') || ', ' || current_setting('work_mem') as limit`,
      )
    ).rows[0]?.limit
  const [during, after] = [await inLongRead(pool, limit), await limit(pool)]
  await pool.end()
  expect([during, after]).toEqual(['10min, 64MB', '1min, 4MB'])
})
