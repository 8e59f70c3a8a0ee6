import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Pool } from 'pg'
import { inTransaction, type Sql } from './database.ts'

/** Spells LAWB; one number for every start of every version, so that two starts never migrate at once. */
const migrationLock = 0x4c_41_57_42

interface MigrationReport {
  applied: readonly string[]
  version: number
}

/**
 * Names of the migrations of this program, in order. Throws for a file whose name is none: it would be passed over in
 * silence.
 */
export function migrationFiles(folder: string): string[] {
  const files = readdirSync(folder)
    .filter((name) => name.endsWith('.sql'))
    .toSorted()
  const strange = files.filter((name) => !/^\d{4}_[a-z0-9-]+\.sql$/u.test(name))
  if (strange.length > 0)
    throw new Error(
      `Not the name of a migration: ${strange.join(', ')}. Use four digits, an underscore, then small letters, digits and hyphens.`,
    )
  return files
}

/**
 * Applies the numbered SQL files of `folder` that this database has not seen, in order, all in one transaction
 * under an advisory lock. Throws when the database is newer than the program.
 */
export async function migrate(pool: Pool, folder: string, now: Date): Promise<MigrationReport> {
  return inTransaction(pool, async (sql) => {
    await lockMigrations(sql)
    return migrateIn(sql, folder, now)
  })
}

/** Waits until nobody migrates, and keeps every start waiting until the transaction ends. */
export async function lockMigrations(sql: Sql): Promise<void> {
  // A large table takes as long as it takes.
  await sql.query('set local statement_timeout = 0')
  await sql.query('select pg_advisory_xact_lock($1)', [migrationLock])
}

/**
 * The same in the caller's transaction, which holds the lock; `only` = no others than these, for a database as it was
 * once.
 */
export async function migrateIn(
  sql: Sql,
  folder: string,
  now: Date,
  only?: ReadonlySet<string>,
): Promise<MigrationReport> {
  const files = migrationFiles(folder)
  await sql.query('create table if not exists migrations (name text primary key, applied_at timestamptz not null)')
  const { rows } = await sql.query<{ name: string }>('select name from migrations')
  const known = new Set(rows.map((row) => row.name))
  const unknown = [...known].filter((name) => !files.includes(name))
  if (unknown.length > 0) {
    throw new Error(
      `The database is newer than this program (it has ${unknown.join(', ')}). Start the version that made it, or a later one.`,
    )
  }
  const applied: string[] = []
  for (const name of files.filter((file) => !known.has(file) && only?.has(file) !== false)) {
    await sql.query(readFileSync(join(folder, name), 'utf8'))
    await sql.query('insert into migrations (name, applied_at) values ($1, $2)', [name, now])
    applied.push(name)
  }
  return { applied, version: files.length }
}
