import type { Sql } from './database.ts'

const largeFrom = 20_000

/** Whether so many records are in the base that counting them takes long on any machine. */
export async function isLargeBase(sql: Sql): Promise<boolean> {
  const { rows } = await sql.query<{ isLarge: boolean }>(
    'select coalesce(sum(total), 0) >= $1 as "isLarge" from record_counts',
    [largeFrom],
  )
  return rows[0]?.isLarge ?? false
}
