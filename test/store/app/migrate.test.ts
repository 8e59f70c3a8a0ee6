import { cpSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { appliedMigrations, migrate, worksWithOf } from '../../../src/store/app/migrate.ts'
import { until } from '../../support/until.ts'
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

  const timesOfAll = async () =>
    (
      await database.pool.query(
        'select applied_at from migrations union select applied_at from compatible_migrations order by 1',
      )
    ).rows

  it('build an empty database in the order of their numbers', async () => {
    expect(await migrate(database.pool, folder, now)).toMatchObject({ applied: files, version: files.length })
    expect(await appliedMigrations(database.pool)).toEqual(files)
    expect(await timesOfAll()).toEqual([{ applied_at: now }])
  })

  it('do nothing the second time', async () => {
    await migrate(database.pool, folder, now)
    expect(await migrate(database.pool, folder, new Date('2027-01-01T00:00:00Z'))).toMatchObject({
      applied: [],
      version: files.length,
    })
    expect(await timesOfAll()).toEqual([{ applied_at: now }])
  })

  it('are applied once when several programs start at the same time', async () => {
    const pools = [database.pool, ...Array.from({ length: 5 }, () => database.another())]
    const reports = await Promise.all(pools.map((pool) => migrate(pool, folder, now)))
    expect(reports.flatMap((report) => report.applied)).toEqual(files)
  })

  it('refuse a database with one that says nothing of older programs, and change nothing', async () => {
    await migrate(database.pool, folder, now)
    await database.pool.query(`insert into migrations values ('9999_from-the-future.sql', now())`)
    const before = await tables()
    await expect(migrate(database.pool, folder, now)).rejects.toThrow(
      'newer than this program (it has 9999_from-the-future.sql)',
    )
    expect(await tables()).toBe(before)
  })

  it('leave nothing behind when one of them fails', async () => {
    const broken = releaseFolder('0.2', {
      '9000_broken.sql': 'create table half_done (id int); select no_such_function();',
    })
    await expect(migrate(database.pool, broken, now)).rejects.toThrow('no_such_function')
    expect(await tables()).toBe(0)
    writeFileSync(join(broken, '9001_left_out.sql'), '')
    await expect(migrate(database.pool, broken, now)).rejects.toThrow('Not the name of a migration: 9001_left_out.sql')
    expect((await migrate(database.pool, folder, now)).applied).toEqual(files)
  })

  it('of the next release leave this one working when they only add', async () => {
    await migrate(database.pool, folder, now)
    const next = releaseFolder('0.2', {
      '9001_more.sql': '-- works with: 0.1\nalter table settings add column more text;',
    })
    expect(await migrate(database.pool, next, now)).toMatchObject({ applied: ['9001_more.sql'], worksWith: '0.1' })
    expect(await migrate(database.pool, folder, now)).toMatchObject({ applied: [], release: '0.1', madeBy: '0.2' })
    // What programs of the first release ask before they start.
    expect(await namesOldProgramsRead()).not.toContain('9001_more.sql')
    expect((await migrate(database.pool, next, now)).applied).toEqual([])
  })

  it('let others pass while a table stays in use, and end when it is free', async () => {
    await migrate(database.pool, folder, now)
    const next = releaseFolder('0.2', {
      '9001_more.sql': '-- works with: 0.1\nalter table settings add column more text;',
    })
    const copy = await database.another().connect()
    await copy.query('begin; lock table settings in access share mode')
    const waits = `select count(*)::int as n from pg_locks where not granted and relation = 'settings'::regclass`
    const waiting = async () => (await database.pool.query<{ n: number }>(waits)).rows[0]?.n ?? 0
    const tries = { waitMs: 40, pauseMs: 10 }
    await expect(migrate(database.another(), next, now, { ...tries, tries: 2 })).rejects.toThrow(
      'The tables of the database stay in use',
    )
    const migrating = migrate(database.another(), next, now, { ...tries, tries: 1_000 })
    for (const others of [1, 0, 1]) await until(`${others} wait`, async () => (await waiting()) === others)
    // Whoever reads meanwhile waits for one try at most, not for the copy's end.
    await database.pool.query('select from settings')
    await copy.query('commit')
    copy.release()
    expect((await migrating).applied).toEqual(['9001_more.sql'])
  })

  it('refuse a program two releases away, with both releases and what to do', async () => {
    await migrate(database.pool, folder, now)
    const more = { '9001_more.sql': '-- works with: 0.1\nalter table settings add column more text;' }
    const less = { '9002_less.sql': '-- works with: 0.2\nalter table settings drop column more;' }
    const [second, third] = [releaseFolder('0.2', more), releaseFolder('0.3', { ...more, ...less })]
    await migrate(database.pool, second, now)
    expect(await migrate(database.pool, third, now)).toMatchObject({ applied: ['9002_less.sql'], worksWith: '0.2' })
    await expect(migrate(database.pool, folder, now)).rejects.toThrow(
      'This is release 0.1, and release 0.3 changed the database so that it needs 0.2 or later (9002_less.sql). Start 0.2 or later; to go back to 0.1, restore a backup made with it.',
    )
    expect(await namesOldProgramsRead()).toContain('9002_less.sql')
    expect(await migrate(database.pool, second, now)).toMatchObject({ applied: [], release: '0.2', madeBy: '0.3' })
  })

  it('are told to each other by two releases that start at the same time', async () => {
    const next = releaseFolder('0.2', {
      '9001_more.sql': '-- works with: 0.1\nalter table settings add column more text;',
    })
    const pools = [database.pool, ...Array.from({ length: 5 }, () => database.another())]
    const reports = await Promise.all(pools.map((pool, place) => migrate(pool, place % 2 === 0 ? folder : next, now)))
    expect(reports.flatMap(({ applied }) => applied).toSorted()).toEqual([...files, '9001_more.sql'])
  })

  it('that landed before they could say it are moved out of the sight of the first release', async () => {
    await migrate(database.pool, folder, now)
    await database.pool.query('insert into migrations select name, applied_at from compatible_migrations')
    await database.pool.query('truncate compatible_migrations')
    expect(await migrate(database.pool, folder, now)).toMatchObject({ applied: [] })
    expect(await appliedMigrations(database.pool)).toEqual(files)
    expect(await namesOldProgramsRead()).not.toContain('0189_trails.sql')
  })

  it('say it in their first line', () => {
    expect([
      worksWithOf('9001_more.sql', '-- works with: 0.2\nselect 1'),
      worksWithOf('9001_more.sql', '-- Why.\n-- works with: 0.2\nselect 1'),
      worksWithOf('0188_replays.sql', 'alter table'),
    ]).toEqual(['0.2', null, '0.1'])
  })

  const namesOldProgramsRead = async () =>
    (await database.pool.query<{ name: string }>('select name from migrations')).rows.map((row) => row.name)
  const made: string[] = []
  afterEach(() => {
    for (const one of made.splice(0)) rmSync(one, { recursive: true, force: true })
  })
  /** The migrations of another release: ours and some more, in a package of that version. */
  function releaseFolder(release: string, more: Readonly<Record<string, string>>): string {
    const root = mkdtempSync(join(tmpdir(), 'lawbase-release-'))
    made.push(root)
    const there = join(root, 'migrations')
    mkdirSync(there)
    cpSync(folder, there, { recursive: true })
    for (const [name, text] of Object.entries(more)) writeFileSync(join(there, name), text)
    writeFileSync(join(root, 'package.json'), JSON.stringify({ version: `${release}.0` }))
    return there
  }
})
