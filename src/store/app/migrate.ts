import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import type { Pool } from 'pg'
import { inTransaction, type Sql } from './database.ts'

/** Spells LAWB; one number for every start of every version, so that two starts never migrate at once. */
const migrationLock = 0x4c_41_57_42

/**
 * The first release, as `major.minor`. Its programs know the table `migrations` alone, and refuse to start on a name in
 * it that they have no file of.
 */
export const firstRelease = '0.1'

/** Landed before migrations said with which release they work: programs of the first release work on each. */
const unsaid: ReadonlySet<string> = new Set([
  '0146_wizard-consents.sql',
  '0155_company-texts.sql',
  '0156_assessment-language.sql',
  '0157_answer-languages.sql',
  '0158_typed-secrets.sql',
  '0182_holds-where-records-are.sql',
  '0183_kept-counts.sql',
  '0184_indexes-of-pages.sql',
  '0185_order-of-people.sql',
  '0186_gone-and-sources.sql',
  '0187_figures.sql',
  '0188_replays.sql',
  '0189_trails.sql',
  '0193_people-to-inform.sql',
])

export interface MigrationReport {
  applied: readonly string[]
  version: number
  /** The release of this program. */
  release: string
  /** The newest release that changed the database; null = none but the first. */
  madeBy: string | null
  /** The oldest release whose programs work on the database as it is now. */
  worksWith: string
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
 * The oldest release whose programs work on the schema after this migration, as its first line says it
 * (`-- works with: 0.1`); null = only programs that know it (docs/decisions/0061).
 */
export function worksWithOf(name: string, text: string): string | null {
  return /^-- works with: (\d+\.\d+)\n/u.exec(text)?.[1] ?? (unsaid.has(name) ? firstRelease : null)
}

/** Whether a release, as `major.minor`, came after another. */
export function isLater(one: string, other: string): boolean {
  const [major = 0, minor = 0] = one.split('.').map(Number)
  const [otherMajor = 0, otherMinor = 0] = other.split('.').map(Number)
  return major === otherMajor ? minor > otherMinor : major > otherMajor
}

/** The release of the program that these migrations came with: its package lies around them. */
function releaseOf(folder: string): string {
  const { version } = JSON.parse(readFileSync(join(folder, '../package.json'), 'utf8')) as { version: string }
  return version.split('.').slice(0, 2).join('.')
}

/** Names of all migrations of this database, in order. */
export async function appliedMigrations(sql: Sql): Promise<string[]> {
  const { rows } = await sql.query<{ name: string }>(
    'select name from migrations union select name from compatible_migrations order by name',
  )
  return rows.map((row) => row.name)
}

/** How long one change of a table may wait for those that use it, and how often all is tried. */
const lockPatience = { waitMs: 3_000, pauseMs: 2_000, tries: 60 }

/**
 * Applies the numbered SQL files of `folder` that this database has not seen, in order, all in one transaction
 * under an advisory lock. A table that others use is waited for only for moments, since whoever comes meanwhile waits
 * behind the change; then all is given back and tried again. Throws when it stays in use, and when a newer release
 * changed the database so that this program no longer works on it.
 */
export async function migrate(
  pool: Pool,
  folder: string,
  now: Date,
  { waitMs, pauseMs, tries } = lockPatience,
): Promise<MigrationReport> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await inTransaction(pool, async (sql) => {
        await lockMigrations(sql)
        await sql.query(`set local lock_timeout = ${Math.round(waitMs)}`)
        return migrateIn(sql, folder, now)
      })
    } catch (error) {
      if ((error as { code?: string }).code !== lockNotAvailable) throw error
      if (attempt === tries)
        throw new Error(
          'The tables of the database stay in use, so they could not be changed: end long transactions and idle sessions in it (a copy, a report), then start again.',
          { cause: error },
        )
      await pause(pauseMs)
    }
  }
}
const lockNotAvailable = '55P03'

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
  const release = releaseOf(folder)
  await prepareTables(sql, release)
  const known = new Set(await appliedMigrations(sql))
  await refuseWhatIsTooNew(
    sql,
    [...known].filter((name) => !files.includes(name)),
    release,
  )
  const applied: string[] = []
  for (const name of files.filter((file) => !known.has(file) && only?.has(file) !== false)) {
    const text = readFileSync(join(folder, name), 'utf8')
    await sql.query(text)
    await note(sql, { name, worksWith: worksWithOf(name, text), release, now })
    applied.push(name)
  }
  const said = await readSaid(sql)
  return {
    applied,
    version: files.length,
    release,
    madeBy: latest(said.map((one) => one.madeBy)),
    worksWith: latest(said.map((one) => one.worksWith)) ?? firstRelease,
  }
}

async function prepareTables(sql: Sql, release: string): Promise<void> {
  await sql.query('create table if not exists migrations (name text primary key, applied_at timestamptz not null)')
  await sql.query(
    'create table if not exists compatible_migrations (name text primary key, works_with text not null, made_by text not null, applied_at timestamptz not null)',
  )
  // Noted where programs of the first release look, which work on them all the same.
  await sql.query(
    `with moved as (delete from migrations where name = any($1::text[]) returning name, applied_at)
     insert into compatible_migrations (name, works_with, made_by, applied_at) select name, $2::text, $3::text, applied_at from moved on conflict (name) do nothing`,
    [[...unsaid], firstRelease, release],
  )
}

interface Noted {
  name: string
  worksWith: string | null
  release: string
  now: Date
}

/**
 * Notes a migration as applied. One that programs of the first release do not work on stands in the table that they
 * read, too.
 */
async function note(sql: Sql, { name, worksWith, release, now }: Noted): Promise<void> {
  if (worksWith !== null)
    await sql.query(
      'insert into compatible_migrations (name, works_with, made_by, applied_at) values ($1, $2, $3, $4)',
      [name, worksWith, release, now],
    )
  if (worksWith === null || isLater(worksWith, firstRelease))
    await sql.query('insert into migrations (name, applied_at) values ($1, $2)', [name, now])
}

interface Said {
  name: string
  worksWith: string
  madeBy: string
}

const readSaid = async (sql: Sql): Promise<Said[]> =>
  (
    await sql.query<Said>(
      'select name, works_with as "worksWith", made_by as "madeBy" from compatible_migrations order by name',
    )
  ).rows

/** The latest of these releases; null = there are none. */
function latest(releases: readonly string[]): string | null {
  return releases.reduce<string | null>((last, one) => (last === null || isLater(one, last) ? one : last), null)
}

async function refuseWhatIsTooNew(sql: Sql, unknown: readonly string[], release: string): Promise<void> {
  if (unknown.length === 0) return
  const said = new Map((await readSaid(sql)).map((one) => [one.name, one]))
  const unsaidOnes = unknown.filter((name) => !said.has(name))
  if (unsaidOnes.length > 0)
    throw new Error(
      `The database is newer than this program (it has ${unsaidOnes.join(', ')}). Start the version that made it, or a later one.`,
    )
  const tooNew = unknown.flatMap((name) => said.get(name) ?? []).filter((one) => isLater(one.worksWith, release))
  if (tooNew.length === 0) return
  const [needed, madeBy] = [latest(tooNew.map((one) => one.worksWith)), latest(tooNew.map((one) => one.madeBy))]
  throw new Error(
    `This is release ${release}, and release ${madeBy} changed the database so that it needs ${needed} or later (${tooNew.map((one) => one.name).join(', ')}). Start ${needed} or later; to go back to ${release}, restore a backup made with it.`,
  )
}
