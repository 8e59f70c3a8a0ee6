import type { RecordRef } from '../../connector/records.ts'
import type { Sql } from '../app/database.ts'

/**
 * Says that records of this Connection show less than they should; they are looked at again at `at`, or before if that
 * was asked for.
 */
export async function lookAtHidden(sql: Sql, connectionId: string, at: Date): Promise<void> {
  await sql.query('update connections set look_hidden_at = $2 where id = $1 and look_hidden_at is null', [
    connectionId,
    at,
  ])
}

/** Connections whose hidden records are due; each is due again at `nextAt`. */
export async function claimHidden(sql: Sql, now: Date, nextAt: Date): Promise<string[]> {
  const { rows } = await sql.query<{ id: string }>(
    `update connections set look_hidden_at = $2 where id in (
       select id from connections where look_hidden_at <= $1 and state in ('observe', 'active') for update skip locked) returning id`,
    [now, nextAt],
  )
  return rows.map((row) => row.id)
}

/** What could not be read on live records of this Connection, each object and field once. */
export async function hiddenFields(sql: Sql, connectionId: string): Promise<{ object: string; name: string }[]> {
  const { rows } = await sql.query<{ object: string; name: string }>(
    `select distinct r.object, h.name from remote_records r cross join lateral jsonb_array_elements_text(r.extras -> 'hidden') as h (name)
     where r.connection_id = $1 and r.gone_at is null and r.extras ? 'hidden' order by 1, 2`,
    [connectionId],
  )
  return rows
}

/** Live records after `after` on which one of these fields could not be read. */
export async function recordsHiding(
  sql: Sql,
  connectionId: string,
  fields: readonly { object: string; name: string }[],
  after: number,
  limit: number,
): Promise<{ id: number; ref: RecordRef }[]> {
  const { rows } = await sql.query<{ id: number; object: string; remoteId: string }>(
    `select r.id, r.object, r.remote_id as "remoteId" from remote_records r where r.connection_id = $1 and r.id > $2 and r.gone_at is null
       and exists (select 1 from unnest($3::text[], $4::text[]) as f (object, name) where f.object = r.object and r.extras -> 'hidden' ? f.name) order by r.id limit $5`,
    [connectionId, after, fields.map(({ object }) => object), fields.map(({ name }) => name), limit],
  )
  return rows.map(({ id, object, remoteId }) => ({ id, ref: { object, id: remoteId } }))
}

/** The system does not give these records when they are asked for: what it tells of them next counts. */
export async function forgetHidden(sql: Sql, recordIds: readonly number[]): Promise<void> {
  if (recordIds.length > 0)
    await sql.query(`update remote_records set extras = extras - 'hidden', content_hash = '' where id = any($1)`, [
      recordIds,
    ])
}

/** Nothing is hidden any more, unless a page that came meanwhile says otherwise. */
export async function endHidden(sql: Sql, connectionId: string): Promise<void> {
  await sql.query(
    `update connections c set look_hidden_at = null where c.id = $1
       and not exists (select 1 from remote_records r where r.connection_id = c.id and r.gone_at is null and r.extras ? 'hidden')`,
    [connectionId],
  )
}
