import type { Pool, PoolClient } from 'pg'
import type { Sql } from '../app/database.ts'
import { appliedMigrations } from '../app/migrate.ts'
import { writeArchive, type ArchivePart } from './archive-file.ts'
import { copyOut } from './copy.ts'

/** What one table of an archive is called, in the first frame of it. */
export interface TableHead {
  name: string
  columns: string[]
}

/** Figures at the end of an archive. */
export interface ArchiveEnd {
  tables: number
  sequences: { name: string; value: number }[]
}

/** Tables that loading fills by itself, from the rows that they count (docs/decisions/0059). */
const madeAnew: ReadonlySet<string> = new Set(['record_counts', 'decision_counts'])

/** Names of our tables that hold rows. */
export async function ownTables(sql: Sql): Promise<TableHead[]> {
  const { rows } = await sql.query<TableHead>(
    `select c.relname::text as name, array_agg(a.attname::text order by a.attnum) as columns from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = ''
     where c.relkind = 'r' and c.relnamespace = current_schema()::regnamespace group by c.relname order by c.relname`,
  )
  return rows
}

/**
 * Writes all our tables as they stand at one moment into an archive, while everybody works on. Memory stays flat. The
 * queue is left out: it is refilled from the rows. Gives the size in bytes and how many tables.
 */
export async function dumpDatabase(
  pool: Pool,
  path: string,
  masterKey: Buffer,
  now: Date,
): Promise<{ bytes: number; tables: number; migrations: string[] }> {
  const client = await pool.connect()
  try {
    await client.query('begin isolation level repeatable read read only')
    const migrations = await appliedMigrations(client)
    const keys = (
      await client.query<{ kid: string; purpose: string; state: string }>(
        'select kid, purpose, state from key_ring order by kid',
      )
    ).rows
    const tables = (await ownTables(client)).filter(({ name }) => !madeAnew.has(name))
    const bytes = await writeArchive(
      path,
      masterKey,
      { at: now.toISOString(), migrations, keys },
      framesOf(client, tables),
    )
    await client.query('commit')
    client.release()
    return { bytes, tables: tables.length, migrations }
  } catch (error) {
    // In the middle of a COPY nothing else can be said on this connection.
    client.release(true)
    throw error
  }
}

/** `T` begins a table, `D` holds rows of it, `E` ends the archive. */
async function* framesOf(client: PoolClient, tables: readonly TableHead[]): AsyncGenerator<ArchivePart> {
  const json = (kind: string, value: unknown): ArchivePart => ({
    kind,
    bytes: Buffer.from(JSON.stringify(value), 'utf8'),
  })
  for (const table of tables) {
    yield json('T', table)
    for await (const bytes of copyOut(
      client,
      `copy ${quoted(table.name)} (${table.columns.map(quoted).join(', ')}) to stdout`,
    ))
      yield { kind: 'D', bytes: bytes as Buffer }
  }
  const { rows } = await client.query<{ name: string; value: number }>(
    'select sequencename::text as name, last_value as value from pg_sequences where schemaname = current_schema() and last_value is not null order by sequencename',
  )
  yield json('E', { tables: tables.length, sequences: rows } satisfies ArchiveEnd)
}

export function quoted(name: string): string {
  return `"${name.replaceAll('"', '""')}"`
}
