import type { ConnectorId } from '../../connector/contract.ts'
import type { Sql } from '../app/database.ts'

export interface AppRegistration {
  id: string
  connector: ConnectorId
  appKey: string
  clientId: string
  /** Sealed. */
  clientSecret: string
  /** Sealed: one that was typed again while an account is connected, and that the vendor has not taken yet. */
  typedSecret: string | null
  redirectUri: string
  loginHost: string | null
}

const registrationColumns = `id, connector, app_key as "appKey", client_id as "clientId", client_secret as "clientSecret", typed_secret as "typedSecret", redirect_uri as "redirectUri", login_host as "loginHost"`

export async function insertRegistration(
  sql: Sql,
  row: Omit<AppRegistration, 'typedSecret'> & { createdBy: string },
  now: Date,
): Promise<void> {
  await sql.query(
    `insert into app_registrations (id, connector, app_key, client_id, client_secret, redirect_uri, login_host, created_by, created_at) values ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
    [
      row.id,
      row.connector,
      row.appKey,
      row.clientId,
      row.clientSecret,
      row.redirectUri,
      row.loginHost,
      row.createdBy,
      now,
    ],
  )
}

/** A secret of an app in use that was typed again; null = nothing is to be tried. */
export async function saveTypedSecret(sql: Sql, id: string, sealed: string | null): Promise<void> {
  await sql.query('update app_registrations set typed_secret = $2 where id = $1', [id, sealed])
}

/** The secret that the vendor took; the app and its addresses stay. */
export async function saveClientSecret(sql: Sql, id: string, sealed: string): Promise<void> {
  await sql.query('update app_registrations set client_secret = $2, typed_secret = null where id = $1', [id, sealed])
}

/** The address of ours that the vendor's app is known to send admins back to. */
export async function saveRedirectUri(sql: Sql, id: string, redirectUri: string): Promise<void> {
  await sql.query('update app_registrations set redirect_uri = $2 where id = $1', [id, redirectUri])
}

/** Apps through which an account is connected now. */
export async function usedRegistrations(sql: Sql): Promise<AppRegistration[]> {
  const { rows } = await sql.query<AppRegistration>(
    `select ${registrationColumns} from app_registrations where id in (select registration_id from connections where state <> 'disconnected') order by connector, created_at`,
  )
  return rows
}

export async function findRegistration(
  sql: Sql,
  by: { id: string } | { appKey: string },
): Promise<AppRegistration | null> {
  const [column, value] = 'id' in by ? ['id', by.id] : ['app_key', by.appKey]
  return (
    (
      await sql.query<AppRegistration>(`select ${registrationColumns} from app_registrations where ${column} = $1`, [
        value,
      ])
    ).rows[0] ?? null
  )
}

/** The shared mailbox that the next account connected through this app opens; empty = its own. */
export async function saveAskedMailbox(sql: Sql, id: string, address: string): Promise<void> {
  await sql.query('update app_registrations set shared_mailbox = $2 where id = $1', [id, address])
}

export async function askedMailbox(sql: Sql, id: string): Promise<string> {
  const { rows } = await sql.query<{ address: string }>(
    'select shared_mailbox as address from app_registrations where id = $1',
    [id],
  )
  return rows[0]?.address ?? ''
}

/** The mailbox that this login opens from now on; empty = its own. */
export async function setSharedMailbox(sql: Sql, id: string, address: string): Promise<void> {
  await sql.query('update connections set shared_mailbox = $2 where id = $1', [id, address])
}
