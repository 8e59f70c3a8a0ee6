import { Refused } from '../../domain/app/refused.ts'
import { randomUUID } from 'node:crypto'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import type { PoolClient } from 'pg'
import type { Connector } from '../../connector/contract.ts'
import type { Clock } from '../../domain/app/clock.ts'
import { queueSchema } from '../../queue/backend.ts'
import { insertAudit } from '../../store/app/audit.ts'
import { BadArchive, readArchive, readHead, type ArchiveHead } from '../../store/backup/archive-file.ts'
import { noteBackup, noteTested } from '../../store/backup/backups-made.ts'
import { dumpDatabase } from '../../store/backup/dump.ts'
import { emptyDatabase, loadDatabase, othersConnected, targetState } from '../../store/backup/load.ts'
import { passNumbers, settleRestored, type Settled } from '../../store/backup/settle.ts'
import { inTransaction, openPool, type Sql } from '../../store/app/database.ts'
import { withDatabase } from '../../store/app/database-away.ts'
import { newEpoch } from '../../store/backup/journal.ts'
import { existingMasterKey, openKeyRingIn } from '../../store/app/key-ring.ts'
import { lockMigrations, migrationFiles } from '../../store/app/migrate.ts'
import type { App } from '../app/app.ts'
import { databaseDeadlineMs, openDatabase } from '../app/open-database.ts'
import type { Replayed } from './replay-batches.ts'
import { hasJournal, replayJournal } from './replay-journal.ts'

/** Why a backup was not made or not restored; the message says what to do. */
class BackupRefused extends Refused<'exists' | 'newer' | 'running' | 'not-empty' | 'other-database' | 'no-journal'> {}

/**
 * Writes everything but the queue into `path` while the service runs on, and reads it back to its end; only LAWBASE_KEY
 * opens it. Throws BackupRefused when the file is there, BadArchive when it cannot be read back.
 */
export async function backUp(
  app: App,
  path: string,
  masterKey: Buffer,
  actor: string,
): Promise<{ bytes: number; tables: number; migrations: string[] }> {
  if (existsSync(path)) throw new BackupRefused('exists', `${path} is there already: name a file that is not.`)
  const now = app.clock.now()
  const made = await dumpDatabase(app.pool, path, masterKey, now)
  await readWhole(path, masterKey)
  const { bytes, tables } = made
  await noteBackup(app.pool, { id: randomUUID(), madeAt: now, readBackAt: app.clock.now(), bytes, tables })
  await insertAudit(
    app.pool,
    [
      {
        actId: `backup:${randomUUID()}`,
        act: 'export',
        actor,
        details: { what: 'backup', bytes, tables, readBack: true },
      },
    ],
    now,
  )
  return made
}

/**
 * Notes that `path` was restored on another machine as a test: nothing else can tell this installation. Reads the file
 * to its end first. Throws BadArchive, or BackupRefused when this installation did not make it.
 */
export async function noteRestoreTested(app: App, path: string, masterKey: Buffer, actor: string): Promise<Date> {
  const head = await readHead(path)
  await readWhole(path, masterKey)
  const now = app.clock.now()
  if (!(await noteTested(app.pool, new Date(head.at), now)))
    throw new BackupRefused('other-database', `${path} is not a backup that this installation made.`)
  await insertAudit(
    app.pool,
    [
      {
        actId: `backup-tested:${randomUUID()}`,
        act: 'restore-test',
        actor,
        details: { madeAt: head.at },
      },
    ],
    now,
  )
  return new Date(head.at)
}

export interface RestoreOptions {
  path: string
  home: string
  masterKey: string | undefined
  databaseUrl: string | undefined
  migrationsFolder: string
  journalFolder: string | undefined
  /** Takes the place of the installation that stands there. */
  replace: boolean
  /** There is no journal, and what was said since the backup is lost. */
  withoutJournal: boolean
}

export interface Restored {
  madeAt: string
  tables: number
  migrated: number
  settled: Settled
  replayed: Replayed | null
}

/** Reads a whole backup and proves every piece of it; writes nothing. */
export async function verifyBackup(
  options: Pick<RestoreOptions, 'path' | 'home' | 'masterKey' | 'migrationsFolder'>,
): Promise<{ head: ArchiveHead; tables: number }> {
  const head = await headFor(options)
  const masterKey = existingMasterKey(options.masterKey, join(options.home, 'key'))
  return { head, tables: await readWhole(options.path, masterKey) }
}

/** Reads every piece of a backup and gives the number of its tables. Throws BadArchive. */
async function readWhole(path: string, masterKey: Buffer): Promise<number> {
  let tables = 0
  let ended = false
  for await (const frame of readArchive(path, masterKey)) {
    if (frame.kind === 'T') tables += 1
    ended = frame.kind === 'E'
  }
  if (!ended) throw new BadArchive('cut', 'This backup is not whole: its end is missing. Use another copy.')
  return tables
}

/**
 * Puts a backup in the place of the database, in one transaction: whatever fails leaves it as it was. Then, still
 * inside: brings it up to date, ends what was on its way, and replays the journal, so that nobody who said no or was
 * removed since gets through (docs/reference/promises.md#journal). Every pulled Connection is read whole before
 * anything is written there. Throws BackupRefused, BadArchive, JournalBroken.
 */
export async function restoreBackup(
  options: RestoreOptions,
  connectors: readonly Connector[],
  clock: Clock,
): Promise<Restored> {
  const source = {
    masterKey: existingMasterKey(options.masterKey, join(options.home, 'key')),
    head: await headFor(options),
    journal: await journalFor(options),
  }
  const database = await openDatabase({ home: options.home, databaseUrl: options.databaseUrl, owner: null })
  const pool = openPool(database.config, { max: 1, onError: () => undefined })
  try {
    return await withDatabase(databaseDeadlineMs, () =>
      inTransaction(pool, async (sql) => {
        await clearTarget(sql, options.replace)
        return putInPlace(sql, options, source, connectors, clock.now())
      }),
    )
  } finally {
    await pool.end()
    await database.stop()
  }
}

/** Empties the database for what takes its place. Throws BackupRefused. */
async function clearTarget(sql: Sql, replace: boolean): Promise<void> {
  // A service that starts meanwhile waits for the end.
  await lockMigrations(sql)
  const others = await othersConnected(sql, leavingMs)
  if (others > 0)
    throw new BackupRefused(
      'running',
      `Another program uses this database (${others} connections): stop Lawbase and whatever else is connected, then restore.`,
    )
  const state = await targetState(sql)
  if (state === 'other')
    throw new BackupRefused(
      'other-database',
      'This database holds tables of another program: name one for Lawbase alone in DATABASE_URL.',
    )
  if (state === 'lawbase' && !replace)
    throw new BackupRefused(
      'not-empty',
      'There is an installation in this database. Back it up, then say --replace to put the backup in its place.',
    )
  await emptyDatabase(sql, queueSchema)
}

/** A backup whose key and head fit, with the folder of the journal; null = there is none. */
interface RestoreSource {
  masterKey: Buffer
  head: ArchiveHead
  journal: string | null
}

async function putInPlace(
  sql: PoolClient,
  options: RestoreOptions,
  { masterKey, head, journal }: RestoreSource,
  connectors: readonly Connector[],
  now: Date,
): Promise<Restored> {
  const tables = await loadDatabase(
    sql,
    options.migrationsFolder,
    head.migrations,
    readArchive(options.path, masterKey),
    now,
  )
  // A key that does not fit is told before anything is settled.
  await openKeyRingIn(sql, masterKey, now)
  const pulled = connectors.filter((connector) => connector.kind === 'crm').map((connector) => connector.id)
  const settled = await settleRestored(sql, { pulled, madeAt: new Date(head.at) }, now)
  await newEpoch(sql, randomUUID())
  const byId = new Map(connectors.map((connector) => [connector.id, connector]))
  const replayed = journal === null ? null : await replayJournal({ connectors: byId }, sql, masterKey, journal, now)
  await passNumbers(sql, replayed?.lastNumbers ?? null, now)
  await auditRestored(sql, { madeAt: head.at, settled, replayed }, now)
  return {
    madeAt: head.at,
    tables,
    migrated: migrationFiles(options.migrationsFolder).length - head.migrations.length,
    settled,
    replayed,
  }
}

async function auditRestored(
  sql: Sql,
  { madeAt, settled, replayed }: Pick<Restored, 'madeAt' | 'settled' | 'replayed'>,
  now: Date,
): Promise<void> {
  const counts =
    replayed === null
      ? { journal: false }
      : {
          noes: replayed.objections,
          lifts: replayed.lifts,
          corrections: replayed.corrections,
          companies: replayed.companies,
          removals: replayed.removals,
          kept: replayed.kept,
        }
  await insertAudit(
    sql,
    [
      {
        actId: `restored:${randomUUID()}`,
        act: 'restored',
        actor: 'command line',
        details: { madeAt, ...settled, ...counts },
      },
    ],
    now,
  )
}

/** How long a service that was just stopped may take to leave the database. */
const leavingMs = 2_000

/** The head, when this program can read what it says. */
async function headFor({
  path,
  migrationsFolder,
}: Pick<RestoreOptions, 'path' | 'migrationsFolder'>): Promise<ArchiveHead> {
  const head = await readHead(path)
  const files = migrationFiles(migrationsFolder)
  const unknown = head.migrations.filter((name) => !files.includes(name))
  if (unknown.length > 0)
    throw new BackupRefused(
      'newer',
      `This backup is newer than this program (it has ${unknown.join(', ')}). Restore it with the version that made it, or a later one.`,
    )
  return head
}

async function journalFor({
  journalFolder,
  withoutJournal,
}: Pick<RestoreOptions, 'journalFolder' | 'withoutJournal'>): Promise<string | null> {
  if (withoutJournal) return null
  if (journalFolder === undefined)
    throw new BackupRefused(
      'no-journal',
      'Name the folder of the journal in LAWBASE_JOURNAL_DIR: without it the opt-outs and removals since the backup are lost. If there is none, say --without-journal.',
    )
  if (!(await hasJournal(journalFolder)))
    throw new BackupRefused(
      'no-journal',
      `There is no journal in ${journalFolder}. Mount the right folder, or say --without-journal.`,
    )
  return journalFolder
}
