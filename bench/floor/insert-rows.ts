import type { Pool } from 'pg'

/** The bare loop: the same pages into one table without identities, matching or comparison. Gives milliseconds. */
export async function insertRows(
  pool: Pool,
  pages: readonly (readonly { id: string; email: string; name: string }[])[],
): Promise<number> {
  await pool.query('create table floor_rows (id text primary key, email text, name text)')
  const startedAt = performance.now()
  for (const page of pages) {
    await pool.query(
      'insert into floor_rows select * from unnest($1::text[], $2::text[], $3::text[]) on conflict (id) do update set email = excluded.email',
      [page.map((row) => row.id), page.map((row) => row.email), page.map((row) => row.name)],
    )
  }
  return performance.now() - startedAt
}
