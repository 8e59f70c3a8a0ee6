import { copyFileSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { migrate } from '../../../src/store/app/migrate.ts'
import { openDatabase, type TestDatabase } from './database.ts'

const folder = join(import.meta.dirname, '../../../migrations')
const files = readdirSync(folder).toSorted()
const now = new Date('2026-11-25T10:00:00Z')

describe('migrations', () => {
  let database: TestDatabase
  beforeEach(async () => {
    database = await openDatabase('empty')
  })
  afterEach(() => database.close())
  const tables = async () =>
    (
      await database.pool.query<{ n: number }>(
        `select count(*)::int as n from information_schema.tables where table_schema = 'public'`,
      )
    ).rows[0]?.n

  it('build an empty database in the order of their numbers', async () => {
    expect(await migrate(database.pool, folder, now)).toEqual({ applied: files, version: files.length })
    expect((await database.pool.query('select name, applied_at from migrations order by name')).rows).toEqual(
      files.map((name) => ({ name, applied_at: now })),
    )
  })

  it('do nothing the second time', async () => {
    await migrate(database.pool, folder, now)
    expect(await migrate(database.pool, folder, new Date('2027-01-01T00:00:00Z'))).toEqual({
      applied: [],
      version: files.length,
    })
    expect((await database.pool.query('select distinct applied_at from migrations')).rows).toEqual([
      { applied_at: now },
    ])
  })

  it('are applied once when several programs start at the same time', async () => {
    const pools = [database.pool, ...Array.from({ length: 5 }, () => database.another())]
    const reports = await Promise.all(pools.map((pool) => migrate(pool, folder, now)))
    expect(reports.flatMap((report) => report.applied)).toEqual(files)
  })

  it('refuse a database that is newer than the program, and change nothing', async () => {
    await migrate(database.pool, folder, now)
    await database.pool.query(`insert into migrations values ('9999_from-the-future.sql', now())`)
    const before = await tables()
    await expect(migrate(database.pool, folder, now)).rejects.toThrow(
      'newer than this program (it has 9999_from-the-future.sql)',
    )
    expect(await tables()).toBe(before)
  })

  it('leave nothing behind when one of them fails', async () => {
    const broken = mkdtempSync(join(tmpdir(), 'lawbase-migrations-'))
    for (const file of files) copyFileSync(join(folder, file), join(broken, file))
    writeFileSync(join(broken, '9000_broken.sql'), 'create table half_done (id int); select no_such_function();')
    await expect(migrate(database.pool, broken, now)).rejects.toThrow('no_such_function')
    expect(await tables()).toBe(0)
    writeFileSync(join(broken, '9001_left_out.sql'), '')
    await expect(migrate(database.pool, broken, now)).rejects.toThrow('Not the name of a migration: 9001_left_out.sql')
    rmSync(broken, { recursive: true, force: true })
    expect((await migrate(database.pool, folder, now)).applied).toEqual(files)
  })
})
