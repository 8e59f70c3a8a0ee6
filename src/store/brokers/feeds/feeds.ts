import type { Sql } from '../../app/database.ts'

/** How the opt-outs of one vendor come. */
export interface FeedState {
  listed: number | null
  known: number | null
  lookedAt: Date | null
  missed: number
  missedSince: Date | null
  importedAt: Date | null
  importedBy: string | null
}

const nothing: FeedState = {
  listed: null,
  known: null,
  lookedAt: null,
  missed: 0,
  missedSince: null,
  importedAt: null,
  importedBy: null,
}

export async function feedState(sql: Sql, connectionId: string): Promise<FeedState> {
  const { rows } = await sql.query<FeedState>(
    `select listed, known, looked_at as "lookedAt", missed, missed_since as "missedSince", brought_at as "importedAt", brought_by as "importedBy" from vendor_feeds where connection_id = $1`,
    [connectionId],
  )
  return rows[0] ?? nothing
}

/** A list was read to its end: ids in it, and those that we keep. */
export async function noteListed(sql: Sql, connectionId: string, listed: number, known: number): Promise<void> {
  await sql.query(
    `insert into vendor_feeds (connection_id, listed, known) values ($1, $2::int, $3::int) on conflict (connection_id) do update set listed = excluded.listed, known = excluded.known`,
    [connectionId, listed, known],
  )
}

/** Its deliveries were looked at up to now; those given up meanwhile are a person's matter. */
export async function noteLooked(sql: Sql, connectionId: string, missed: number, now: Date): Promise<void> {
  await sql.query(
    `insert into vendor_feeds as f (connection_id, looked_at, missed, missed_since) values ($1, $3::timestamptz, $2::int, case when $2::int > 0 then $3::timestamptz end)
     on conflict (connection_id) do update set looked_at = excluded.looked_at, missed = f.missed + excluded.missed, missed_since = coalesce(f.missed_since, excluded.missed_since)`,
    [connectionId, missed, now],
  )
}

/** A message of the vendor that is its own could not be read: somebody must ask it. */
export async function noteUnread(sql: Sql, connectionId: string, now: Date): Promise<void> {
  await sql.query(
    `insert into vendor_feeds as f (connection_id, missed, missed_since) values ($1, 1, $2::timestamptz)
     on conflict (connection_id) do update set missed = f.missed + 1, missed_since = coalesce(f.missed_since, excluded.missed_since)`,
    [connectionId, now],
  )
}

/** A person brought the vendor's list: what was missed before is in it. */
export async function noteListImported(sql: Sql, connectionId: string, by: string, now: Date): Promise<void> {
  await sql.query(
    `insert into vendor_feeds (connection_id, brought_at, brought_by) values ($1, $3::timestamptz, $2::text)
     on conflict (connection_id) do update set brought_at = excluded.brought_at, brought_by = excluded.brought_by, missed = 0, missed_since = null`,
    [connectionId, by, now],
  )
}
