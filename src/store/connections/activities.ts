import type { Cursor, RecordRef } from '../../connector/records.ts'
import type { Sql } from '../app/database.ts'

/**
 * Names the units of a vendor's tool that are read; one that was read before goes on where it stopped, and nothing is
 * trusted before all was read.
 */
export async function setActivityUnits(sql: Sql, connectionId: string, units: readonly string[]): Promise<void> {
  await sql.query(
    `update connections set activity_units = $2, activities_up_to = null, activities_read_at = null, activities_failed_at = null, activities_failure = null, activities_due_at = null where id = $1`,
    [connectionId, units],
  )
}

/** The next reading begins at once, as after a new consent. */
export async function readActivitiesSoon(sql: Sql, connectionId: string): Promise<void> {
  await sql.query('update connections set activities_due_at = null where id = $1', [connectionId])
}

/** Saves where the reading goes on and up to when acts are known. Called in the transaction of its page. */
export async function saveActivityCursor(
  sql: Sql,
  connectionId: string,
  cursor: Cursor,
  upTo: Date | null,
): Promise<void> {
  await sql.query(
    'update connections set activity_cursor = $2, activities_up_to = coalesce($3, activities_up_to) where id = $1',
    [connectionId, JSON.stringify(cursor), upTo],
  )
}

/**
 * `readAt` null: what was read is not all yet, and what failed before may still do. Nothing is marked when other units
 * than `units` were named meanwhile.
 */
export async function markActivitiesRead(
  sql: Sql,
  connectionId: string,
  units: readonly string[],
  readAt: Date | null,
  dueAt: Date,
): Promise<void> {
  await sql.query(
    `update connections set activities_read_at = coalesce($2, activities_read_at), activities_failed_at = case when $2::timestamptz is null then activities_failed_at end, activities_failure = case when $2::timestamptz is null then activities_failure end, activities_due_at = $3
     where id = $1 and activity_units = $4`,
    [connectionId, readAt, dueAt, units],
  )
}

export async function markActivitiesFailed(
  sql: Sql,
  connectionId: string,
  at: Date,
  failure: string,
  dueAt: Date,
): Promise<void> {
  await sql.query(
    'update connections set activities_failed_at = coalesce(activities_failed_at, $2), activities_failure = $3, activities_due_at = $4 where id = $1',
    [connectionId, at, failure, dueAt],
  )
}

/**
 * Primary address of each record that is known, by `object id`; of one that is gone, those of the records its person
 * still has, as after a merge.
 */
export async function addressesOf(
  sql: Sql,
  connectionId: string,
  refs: readonly RecordRef[],
): Promise<Map<string, string[]>> {
  const { rows } = await sql.query<{ key: string; values: string[] }>(
    `with asked as (select distinct object, id from unnest($2::text[], $3::text[]) as p (object, id)),
     named as (select r.object || ' ' || r.remote_id as key, r.id, r.contact_id, r.gone_at from asked p join remote_records r on r.connection_id = $1 and r.object = p.object and r.remote_id = p.id),
     live as (select key, id from named where gone_at is null union all select n.key, l.id from named n join remote_records l on l.contact_id = n.contact_id and l.gone_at is null where n.gone_at is not null)
     select l.key, array_agg(distinct i.value) as values from live l join record_identities ri on ri.record_id = l.id and ri.position = 0 join identities i on i.hash = ri.identity_hash where i.value is not null group by 1`,
    [connectionId, refs.map((ref) => ref.object), refs.map((ref) => ref.id)],
  )
  return new Map(rows.map((row) => [row.key, row.values]))
}
