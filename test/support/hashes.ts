import type { Pool } from 'pg'

/**
 * Where any of these hashes still stands in the database, as bytes or in one of the forms in which bytes are written:
 * `table.column`, each once.
 */
export async function placesOfHashes(pool: Pool, hashes: readonly Buffer[]): Promise<string[]> {
  const { rows: columns } = await pool.query<{ table: string; column: string; type: string }>(
    `select c.table_name as table, c.column_name as column, c.udt_name as type from information_schema.columns c join information_schema.tables t using (table_schema, table_name)
     where table_schema = current_schema() and t.table_type = 'BASE TABLE' and (c.udt_name in ('bytea', '_bytea', 'text', '_text', 'jsonb', '_jsonb')) order by 1, 2`,
  )
  // A whole table as one text, in which every hash is looked for at once: a part of one would be enough to know an
  // address by.
  const needles = hashes.flatMap((hash) => [
    hash.toString('hex').slice(0, 12),
    hash.toString('base64').slice(0, 16),
    hash.toString('base64url').slice(0, 16),
  ])
  const places: string[] = []
  for (const { table, column, type } of columns) {
    const { rows } = await pool.query<{ found: boolean }>(
      `select exists (select 1 from "${table}" t, unnest($1::text[]) as needles (needle) where strpos(t."${column}"::text, needles.needle) > 0) as found`,
      [needles],
    )
    if (rows[0]?.found === true) places.push(`${table}.${column} (${type})`)
  }
  return places
}
