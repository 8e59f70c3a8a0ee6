import type { Sql } from './database.ts'

/** The version of the database server, such as `18.1`. */
export async function serverVersion(sql: Sql): Promise<string> {
  const { rows } = await sql.query<{ version: string }>("select current_setting('server_version') as version")
  return rows[0]?.version ?? ''
}

/** Whether the server may write: a standby may not. */
export async function isWritable(sql: Sql): Promise<boolean> {
  const { rows } = await sql.query<{ readonly: boolean }>(
    "select current_setting('transaction_read_only') = 'on' as readonly",
  )
  return rows[0]?.readonly === false
}
