import { setTimeout as pause } from 'node:timers/promises'
import type { PoolClient } from 'pg'
import type { Sql } from '../app/database.ts'
import { migrateIn } from '../app/migrate.ts'
import { BadArchive, type ArchivePart } from './archive-file.ts'
import { copyIn } from './copy.ts'
import { ownTables, quoted, type ArchiveEnd, type TableHead } from './dump.ts'

type TargetState = 'empty' | 'lawbase' | 'other'

/**
 * What stands in the database: nothing (or an installation nobody has begun to use), an installation, or somebody
 * else's tables.
 */
export async function targetState(sql: Sql): Promise<TargetState> {
  const names = (await ownTables(sql)).map((table) => table.name)
  if (names.length === 0) return 'empty'
  if (!['migrations', 'key_ring', 'settings', 'objections'].every((name) => names.includes(name))) return 'other'
  const { rows } = await sql.query<{ used: boolean }>(
    `select exists (select 1 from users) or exists (select 1 from connections) or exists (select 1 from contacts) or exists (select 1 from objections) or exists (select 1 from settings) as used`,
  )
  return rows[0]?.used === true ? 'lawbase' : 'empty'
}

/**
 * Other programs that are connected to this database, when there are any for all of `patienceMs`: one that was just
 * stopped takes a moment to leave.
 */
export async function othersConnected(sql: Sql, patienceMs: number): Promise<number> {
  const deadline = Date.now() + patienceMs
  for (;;) {
    // Within a transaction the server would give the same answer again.
    await sql.query('select pg_stat_clear_snapshot()')
    const others = await countOthers(sql)
    if (others === 0 || Date.now() > deadline) return others
    await pause(100)
  }
}

async function countOthers(sql: Sql): Promise<number> {
  const { rows } = await sql.query<{ n: number }>(
    `select count(*)::int as n from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid() and coalesce(backend_type, 'client backend') = 'client backend'`,
  )
  return rows[0]?.n ?? 0
}

/**
 * Takes away every table, view, sequence and function of our schema, and the queue's: its jobs lead nowhere any more.
 */
export async function emptyDatabase(sql: Sql, queueSchema: string): Promise<void> {
  await sql.query(`drop schema if exists ${quoted(queueSchema)} cascade`)
  const inSchema = `n.nspname = current_schema() and not exists (select 1 from pg_depend d where d.objid = o.oid and d.deptype = 'e')`
  const { rows } = await sql.query<{ statement: string }>(
    `select case relkind when 'r' then 'drop table if exists ' when 'v' then 'drop view if exists ' else 'drop sequence if exists ' end || o.oid::regclass || ' cascade' as statement
     from pg_class o join pg_namespace n on n.oid = o.relnamespace where ${inSchema} and o.relkind in ('r', 'v', 'S') and not exists (select 1 from pg_depend d where d.objid = o.oid and d.deptype in ('i', 'a')) order by o.relkind = 'r' desc`,
  )
  for (const { statement } of rows) await sql.query(statement)
  const functions = await sql.query<{ statement: string }>(
    `select 'drop function if exists ' || o.oid::regprocedure || ' cascade' as statement from pg_proc o join pg_namespace n on n.oid = o.pronamespace where ${inSchema}`,
  )
  for (const { statement } of functions.rows) await sql.query(statement)
}

/**
 * Builds the tables as the archive's version had them, fills them, and brings them up to date. In the caller's
 * transaction: whatever fails leaves the database as it was. Gives how many tables came.
 */
export async function loadDatabase(
  client: PoolClient,
  folder: string,
  migrations: readonly string[],
  frames: AsyncIterable<ArchivePart>,
  now: Date,
): Promise<number> {
  await migrateIn(client, folder, now, new Set(migrations))
  const known = new Map((await ownTables(client)).map((table) => [table.name, table]))
  await client.query(`truncate ${[...known.keys()].map(quoted).join(', ')}`)
  const links = await takeLinksOff(client)
  const { tables, end } = await fill(client, known, frames)
  for (const link of links)
    await client.query(`alter table ${link.table} add constraint ${quoted(link.name)} ${link.definition}`)
  for (const { name, value } of end.sequences)
    await client.query('select setval($1::regclass, $2)', [quoted(name), value])
  await migrateIn(client, folder, now)
  await client.query('analyze')
  return tables
}

interface Link {
  table: string
  name: string
  definition: string
}

/** Foreign keys come back when all is there: tables are filled in the order of their names. */
async function takeLinksOff(sql: Sql): Promise<Link[]> {
  const { rows } = await sql.query<Link>(
    `select c.conrelid::regclass::text as table, c.conname::text as name, pg_get_constraintdef(c.oid) as definition from pg_constraint c where c.contype = 'f' and c.connamespace = current_schema()::regnamespace order by c.conname`,
  )
  for (const link of rows) await sql.query(`alter table ${link.table} drop constraint ${quoted(link.name)}`)
  return rows
}

async function fill(
  client: PoolClient,
  known: ReadonlyMap<string, TableHead>,
  frames: AsyncIterable<ArchivePart>,
): Promise<{ tables: number; end: ArchiveEnd }> {
  const iterator = frames[Symbol.asyncIterator]()
  let tables = 0
  let next = await iterator.next()
  while (next.done !== true && next.value.kind === 'T') {
    const head = JSON.parse(next.value.bytes.toString('utf8')) as TableHead
    const columns = known.get(head.name)?.columns ?? []
    const missing = head.columns.filter((column) => !columns.includes(column))
    if (missing.length > 0)
      throw new BadArchive(
        'changed',
        `This backup holds ${head.name}.${missing[0]}, which its own version did not have. Use another copy.`,
      )
    // The frame that ends the rows is the next table's.
    const rows = async function* (): AsyncGenerator<Buffer> {
      for (next = await iterator.next(); next.done !== true && next.value.kind === 'D'; next = await iterator.next())
        yield next.value.bytes
    }
    await copyIn(client, `copy ${quoted(head.name)} (${head.columns.map(quoted).join(', ')}) from stdin`, rows())
    tables += 1
  }
  if (next.done === true || next.value.kind !== 'E')
    throw new BadArchive('cut', 'This backup is not whole: its end is missing. Use another copy.')
  const end = JSON.parse(next.value.bytes.toString('utf8')) as ArchiveEnd
  if (end.tables !== tables)
    throw new BadArchive(
      'cut',
      `This backup is not whole: it names ${end.tables} tables and holds ${tables}. Use another copy.`,
    )
  // Nothing may follow, and the last piece is proved only when it was read.
  if ((await iterator.next()).done !== true)
    throw new BadArchive('changed', 'Something was added to this backup after it was written. Use another copy.')
  return { tables, end }
}
