import type { Sql } from '../app/database.ts'

/**
 * Counts a hit and gives how many there were in the window, over all processes (docs/reference/security.md#limits).
 * Wall clock.
 */
export async function countHit(sql: Sql, key: string, windowSeconds: number): Promise<number> {
  const { rows } = await sql.query<{ hits: number }>(
    `insert into rate_counters as r (key, window_start, hits) values ($1, to_timestamp(floor(extract(epoch from clock_timestamp()) / $2) * $2), 1)
     on conflict (key, window_start) do update set hits = r.hits + 1 returning hits`,
    [key, windowSeconds],
  )
  return rows[0]?.hits ?? 0
}

/** The same for many hits at once, in one statement; gives the count of each key after all of them. */
export async function countHits(
  sql: Sql,
  keys: readonly string[],
  windowSeconds: number,
): Promise<ReadonlyMap<string, number>> {
  const { rows } = await sql.query<{ key: string; hits: number }>(
    `insert into rate_counters as r (key, window_start, hits) select key, to_timestamp(floor(extract(epoch from clock_timestamp()) / $2) * $2), count(*)::int from unnest($1::text[]) as key group by key order by key
     on conflict (key, window_start) do update set hits = r.hits + excluded.hits returning key, hits`,
    [keys, windowSeconds],
  )
  return new Map(rows.map((row) => [row.key, row.hits]))
}

/** Takes hits back: all of a key, or so many of them. */
export async function forgetHits(sql: Sql, key: string, count: number | null = null): Promise<void> {
  await sql.query(
    `update rate_counters set hits = case when $2::int is null then 0 else greatest(0, hits - $2) end where key = $1`,
    [key, count],
  )
}

/** Counters end after an hour: they name visitors. Wall clock. */
export async function forgetOldHits(sql: Sql): Promise<void> {
  await sql.query(`delete from rate_counters where window_start < clock_timestamp() - interval '1 hour'`)
}
