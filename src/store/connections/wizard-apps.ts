import type { AppRegistration } from './registrations.ts'
import type { Sql } from '../app/database.ts'

/**
 * The key in the addresses that the console shows for a connector: the one shown first, or `offered` where none was.
 */
export async function wizardKey(sql: Sql, connector: string, offered: string, now: Date): Promise<string> {
  await sql.query(
    'insert into wizard_apps (connector, app_key, prepared_at) values ($1, $2, $3) on conflict (connector) do nothing',
    [connector, offered, now],
  )
  const { rows } = await sql.query<{ key: string }>('select app_key as key from wizard_apps where connector = $1', [
    connector,
  ])
  return rows[0]?.key ?? offered
}

/** Addresses with another key are shown from now on. */
export async function replaceWizardKey(sql: Sql, connector: string, key: string, now: Date): Promise<void> {
  await sql.query(
    `insert into wizard_apps (connector, app_key, prepared_at) values ($1, $2, $3)
     on conflict (connector) do update set app_key = excluded.app_key, prepared_at = excluded.prepared_at`,
    [connector, key, now],
  )
}

/** Whether an account is connected through this app now. */
export async function isAppInUse(sql: Sql, registrationId: string): Promise<boolean> {
  const { rowCount } = await sql.query(
    `select 1 from connections where registration_id = $1 and state <> 'disconnected'`,
    [registrationId],
  )
  return rowCount !== null && rowCount > 0
}

/** What was typed again for an app whose addresses stay, and through which nobody is connected. */
export async function changeRegistration(sql: Sql, row: Omit<AppRegistration, 'typedSecret'>): Promise<void> {
  await sql.query(
    'update app_registrations set client_id = $2, client_secret = $3, typed_secret = null, redirect_uri = $4, login_host = $5 where id = $1',
    [row.id, row.clientId, row.clientSecret, row.redirectUri, row.loginHost],
  )
}
