import { randomUUID } from 'node:crypto'
import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import type { Pool } from 'pg'
import { inject } from 'vitest'
import { inTransaction, openPool } from '../../../src/store/app/database.ts'
import { migrateIn } from '../../../src/store/app/migrate.ts'

export interface TestDatabase {
  pool: Pool
  /** Another pool on the same database, as another process has it. */
  another(): Pool
  close(): Promise<void>
}

/** A database of its own in the test cluster: empty, or a copy of the migrated template. */
export async function openDatabase(kind: 'empty' | 'migrated'): Promise<TestDatabase> {
  const host = inject('socketFolder')
  const database = `s_${randomUUID().replaceAll('-', '')}`
  const maker = openPool({ host, user: 'lawbase', database: 'postgres' }, { max: 1, onError: () => undefined })
  await maker.query(`create database ${database}${kind === 'migrated' ? ' template template_lawbase' : ''}`)
  await maker.end()
  const open = () => openPool({ host, user: 'lawbase', database }, { max: 8, onError: () => undefined })
  const pools = [open()]
  return {
    pool: pools[0] as Pool,
    another: () => {
      const pool = open()
      pools.push(pool)
      return pool
    },
    close: async () => {
      await Promise.all(pools.map((pool) => pool.end()))
    },
  }
}

/** Brings an empty database to the version before a migration, named by its number (`0101`). */
export async function migrateBefore(pool: Pool, number: string, now: Date): Promise<void> {
  const folder = join(import.meta.dirname, '../../../migrations')
  const earlier = new Set(readdirSync(folder).filter((name) => name < number))
  await inTransaction(pool, (sql) => migrateIn(sql, folder, now, earlier))
}
