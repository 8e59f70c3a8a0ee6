import type { Sql } from '../app/database.ts'

/** Who writes to a mailbox besides the people we contact. */
export interface MailboxSettings {
  /** Our own colleagues pass on there what people told them. */
  colleagues: boolean
  /** Domains whose senders are our own people. */
  domains: readonly string[]
  /** What our mail server calls itself in Authentication-Results; `*` = the topmost counts; empty = nobody said. */
  authServer: string
  /** Addresses from which vendors of data mail who opted out there. */
  vendors: readonly { address: string; vendor: string }[]
}

const noMailboxSettings: MailboxSettings = { colleagues: false, domains: [], authServer: '', vendors: [] }

export async function mailboxSettings(sql: Sql, connectionId: string): Promise<MailboxSettings> {
  const { rows } = await sql.query<MailboxSettings>(
    'select colleagues, domains, auth_server as "authServer", vendors from mailbox_settings where connection_id = $1',
    [connectionId],
  )
  return rows[0] ?? noMailboxSettings
}

export async function saveMailboxSettings(
  sql: Sql,
  connectionId: string,
  { colleagues, domains, authServer, vendors }: MailboxSettings,
  by: string,
  now: Date,
): Promise<void> {
  await sql.query(
    `insert into mailbox_settings (connection_id, colleagues, domains, auth_server, vendors, changed_by, changed_at) values ($1, $2, $3, $4, $5, $6, $7)
     on conflict (connection_id) do update set colleagues = excluded.colleagues, domains = excluded.domains, auth_server = excluded.auth_server, vendors = excluded.vendors, changed_by = excluded.changed_by, changed_at = excluded.changed_at`,
    [connectionId, colleagues, domains, authServer, JSON.stringify(vendors), by, now],
  )
}
