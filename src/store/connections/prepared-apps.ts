import type { Sql } from '../app/database.ts'

/** Addresses of an app that is being made at the vendor. */
export interface PreparedApp {
  connector: string
  appKey: string
  redirectUri: string
}

export async function findPreparedApp(sql: Sql, connector: string): Promise<PreparedApp | null> {
  const { rows } = await sql.query<PreparedApp>(
    'select connector, app_key as "appKey", redirect_uri as "redirectUri" from prepared_apps where connector = $1',
    [connector],
  )
  return rows[0] ?? null
}

/** Keeps the addresses told last. */
export async function savePreparedApp(sql: Sql, row: PreparedApp, now: Date): Promise<void> {
  await sql.query(
    `insert into prepared_apps (connector, app_key, redirect_uri, prepared_at) values ($1, $2, $3, $4)
     on conflict (connector) do update set app_key = excluded.app_key, redirect_uri = excluded.redirect_uri, prepared_at = excluded.prepared_at`,
    [row.connector, row.appKey, row.redirectUri, now],
  )
}
