import type { Sql } from '../app/database.ts'

/** Notes that someone acts in the console, for every process at once. */
export async function noteAct(sql: Sql): Promise<void> {
  await sql.query(`select nextval('console_acts')`)
}

/** How many acts were noted so far, by all processes: what is remembered from before the last of them is old. */
export async function actsSoFar(sql: Sql): Promise<number> {
  const { rows } = await sql.query<{ acts: number }>('select last_value + is_called::int as acts from console_acts')
  return rows[0]?.acts ?? 0
}
