import { execFileSync } from 'node:child_process'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { inTransaction } from '../../../src/store/app/database.ts'
import { withDatabase } from '../../../src/store/app/database-away.ts'
import { until } from '../../support/until.ts'
import { openDatabase, type TestDatabase } from './database.ts'

const endBackend = `
  import pg from 'pg'
  const [host, database, pid] = process.argv.slice(1)
  const client = new pg.Client({ host, user: 'lawbase', database })
  await client.connect()
  await client.query('select pg_terminate_backend($1, 10000)', [pid])
  await client.end()
`

describe('a database connection that dies', () => {
  let database: TestDatabase
  beforeAll(async () => {
    database = await openDatabase('empty')
  })
  afterAll(() => database.close())

  /** Ends a backend while this process stands still, so that nothing tells it before it writes. */
  const endUnheard = (pid: string) => {
    const { host, database: name } = database.pool.options
    execFileSync(process.execPath, ['--input-type=module', '-e', endBackend, String(host), String(name), pid])
  }

  it('again and again while it is lent ends the transaction, after a second try, and nothing else', async () => {
    const killer = database.another()
    let killed = 0
    await expect(
      inTransaction(database.pool, async (sql) => {
        const { rows } = await sql.query<{ pid: number }>('select pg_backend_pid() as pid')
        await killer.query('select pg_terminate_backend($1)', [rows[0]?.pid])
        killed += 1
        // Idle while the server goes: the driver can only tell it by an event.
        await killer.query('select pg_sleep(0.05)')
        await sql.query('select 1')
      }),
    ).rejects.toThrow()
    expect(killed).toBe(2)
    expect((await withDatabase(1_000, () => database.pool.query('select 1 as one'))).rows).toEqual([{ one: 1 }])
  })

  it('once before anything is committed is not noticed by whoever asked', async () => {
    const killer = database.another()
    await database.pool.query('create table if not exists notes (note text)')
    let begun = 0
    await inTransaction(database.pool, async (sql) => {
      begun += 1
      await sql.query(`insert into notes values ('kept once')`)
      const { rows } = await sql.query<{ pid: number }>('select pg_backend_pid() as pid')
      if (begun === 1) {
        await killer.query('select pg_terminate_backend($1)', [rows[0]?.pid])
        await until(
          'the backend is gone',
          async () =>
            (await killer.query('select 1 from pg_stat_activity where pid = $1', [rows[0]?.pid])).rowCount === 0,
        )
      }
    })
    expect([begun, (await database.pool.query('select note from notes')).rows]).toEqual([2, [{ note: 'kept once' }]])
  })

  it('before this process heard of it is not noticed either: a commit that could not be written was not done', async () => {
    await database.pool.query('create table if not exists unheard (note text)')
    let begun = 0
    await inTransaction(database.pool, async (sql) => {
      begun += 1
      await sql.query(`insert into unheard values ('kept once')`)
      const { rows } = await sql.query<{ pid: number }>('select pg_backend_pid() as pid')
      if (begun === 1) endUnheard(String(rows[0]?.pid))
    })
    expect([begun, (await database.pool.query('select note from unheard')).rows]).toEqual([2, [{ note: 'kept once' }]])
  })

  it('in the middle of a start makes the start begin again', async () => {
    const killer = database.another()
    let begun = 0
    const done = await withDatabase(10_000, () =>
      inTransaction(database.pool, async (sql) => {
        begun += 1
        const { rows } = await sql.query<{ pid: number }>('select pg_backend_pid() as pid')
        if (begun === 1) {
          await killer.query('select pg_terminate_backend($1)', [rows[0]?.pid])
          await until(
            'the backend is gone',
            async () =>
              (await killer.query('select 1 from pg_stat_activity where pid = $1', [rows[0]?.pid])).rowCount === 0,
          )
        }
        await sql.query('select 1')
        return 'ready'
      }),
    )
    expect({ done, begun }).toEqual({ done: 'ready', begun: 2 })
  })

  it('is not what another fault is taken for', async () => {
    let begun = 0
    await expect(
      withDatabase(10_000, async () => {
        begun += 1
        await database.pool.query('select no_such_thing()')
      }),
    ).rejects.toThrow('no_such_thing')
    expect(begun).toBe(1)
  })
})
