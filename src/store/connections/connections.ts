import type { FactNames } from '../../domain/decisions/fields/field-facts.ts'
import type { FormerCustomerFields } from '../../domain/connections/former-customer.ts'
import type { RelationField } from '../../domain/connections/relation-values.ts'
import type { AccountInfo, ConnectorId } from '../../connector/contract.ts'
import { tagFields, type TagField, type TagNames } from '../../connector/orders.ts'
import type { Cursor } from '../../connector/records.ts'
import type { Settings } from '../../domain/settings/settings.ts'
import type { Sql } from '../app/database.ts'
import type { SourceProperty } from '../../domain/sources/source.ts'
import { defaultSources, parseSettings } from '../settings/settings.ts'

export const verbs = ['suppress', 'tag', 'remove'] as const
/** What an admin may grant a Connection to write (docs/reference/promises.md#i9). `suppress` includes the hold. */
export type Verb = (typeof verbs)[number]

export type ConnectionState = 'observe' | 'active' | 'paused' | 'needs-reauthorisation' | 'disconnected'

/** One authorised account. Credentials stay sealed here. */
export interface Connection {
  id: string
  position: number
  connector: ConnectorId
  label: string
  registrationId: string | null
  accountId: string
  /** The shared mailbox that this login opens in the place of its own; empty = its own. */
  sharedMailbox: string
  state: ConnectionState
  stateReason: string | null
  credentials: string | null
  scopes: string[]
  granted: Verb[]
  sourceProperty: string
  /** Fields beside the first that say something of the source. */
  moreSourceProperties: string[]
  /** Date field that says when the notice was sent there; '' = none. */
  noticeProperty: string
  /** Mails there that carry the notice, and since which day. */
  noticeCarriers: { mail: string; since: string }[]
  /** Fields that say who is no customer any more. */
  formerFields: FormerCustomerFields
  /** Field of its companies that says the legal form; empty = none was named. */
  legalFormProperty: string
  /** Fields that hold further facts of people and deals. */
  factNames: FactNames
  /** Fields that may say who is a customer, as the account described them last. */
  relationFields: RelationField[]
  /** Fields written in the place of ours. */
  tagNames: TagNames
  /**
   * Units of the vendor's tool beside its records that are read, where their reading goes on, up to which act, when all
   * of it was read last, and since when it fails.
   */
  activityUnits: string[]
  activityCursor: Cursor | null
  activitiesUpTo: Date | null
  activitiesReadAt: Date | null
  activitiesFailedAt: Date | null
  activitiesFailure: string | null
  activitiesDueAt: Date | null
  checkReport: AccountInfo | null
  checkedAt: Date | null
  provisionedAt: Date | null
  /** Our tag fields that exist there: those of the last grant. */
  createdFields: TagField[]
  pullCursor: Cursor | null
  fullPulledAt: Date | null
  pulledAt: Date | null
  pullFailedAt: Date | null
  pullFailure: string | null
  nextPollAt: Date | null
  /** Since when the whole base must be read again, because events were lost. */
  resyncWantedAt: Date | null
  /**
   * Set by a restore until all of it was read again: nothing is written there before
   * (docs/reference/promises.md#journal).
   */
  restoredAt: Date | null
  /** When an admin authorised last, after the first time. */
  authorisedAt: Date | null
  createdAt: Date
}

const columns = `id, position, connector, label, registration_id as "registrationId", account_id as "accountId", shared_mailbox as "sharedMailbox", state, state_reason as "stateReason",
  credentials, scopes, granted, source_property as "sourceProperty", notice_property as "noticeProperty", notice_carriers as "noticeCarriers", former_fields as "formerFields", legal_form_property as "legalFormProperty", fact_names as "factNames", relation_fields as "relationFields", more_source_properties as "moreSourceProperties", tag_names as "tagNames", check_report as "checkReport", checked_at as "checkedAt", provisioned_at as "provisionedAt", created_fields as "createdFields",
  pull_cursor as "pullCursor", full_pulled_at as "fullPulledAt", pulled_at as "pulledAt", pull_failed_at as "pullFailedAt",
  pull_failure as "pullFailure", next_poll_at as "nextPollAt", activity_units as "activityUnits", activity_cursor as "activityCursor", activities_up_to as "activitiesUpTo", activities_read_at as "activitiesReadAt",
  activities_failed_at as "activitiesFailedAt", activities_failure as "activitiesFailure", activities_due_at as "activitiesDueAt", resync_wanted_at as "resyncWantedAt", restored_at as "restoredAt", authorised_at as "authorisedAt", created_at as "createdAt"`

/** Connections that are not disconnected, the first connected first: it leads when fields differ. */
export async function listConnections(sql: Sql): Promise<Connection[]> {
  return (
    await sql.query<Connection>(`select ${columns} from connections where state <> 'disconnected' order by position`)
  ).rows
}

export async function findConnection(sql: Sql, id: string): Promise<Connection | null> {
  return (await sql.query<Connection>(`select ${columns} from connections where id = $1`, [id])).rows[0] ?? null
}

/** The same, locked until the transaction ends. */
export async function lockConnection(sql: Sql, id: string): Promise<Connection | null> {
  return (
    (await sql.query<Connection>(`select ${columns} from connections where id = $1 for update`, [id])).rows[0] ?? null
  )
}

const anyUnread = `exists (select 1 from connections u where u.restored_at is not null and u.state <> 'disconnected')`

/**
 * A Connection and the settings in force, in one look: they are needed for every call at a vendor. `someUnread`: a
 * system was not read since a restore.
 */
export async function findConnectionAndSettings(
  sql: Sql,
  id: string,
): Promise<{ connection: Connection; settings: Settings; someUnread: boolean } | null> {
  const { rows } = await sql.query<
    Connection & { settings: string | null; sources: string | null; someUnread: boolean }
  >(
    `select ${columns}, (select data::text from settings order by version desc limit 1) as settings, ${defaultSources} as sources, ${anyUnread} as "someUnread" from connections where id = $1`,
    [id],
  )
  const [row] = rows
  if (row === undefined) return null
  const { settings, sources, someUnread, ...connection } = row
  return { connection, settings: parseSettings(settings, sources), someUnread }
}

/**
 * Whether a system was not read whole since a restore: nobody is freed, tagged, removed or made known anywhere until
 * then.
 */
export async function isUnread(sql: Sql): Promise<boolean> {
  return (await sql.query<{ unread: boolean }>(`select ${anyUnread} as unread`)).rows[0]?.unread === true
}

interface NewConnection {
  id: string
  connector: ConnectorId
  label: string
  registrationId: string | null
  accountId: string
  credentials: string
  scopes: readonly string[]
  sourceProperty: string
  /** What the connector says of its source field; null = nothing. */
  defaultSource: SourceProperty | null
}

export async function insertConnection(sql: Sql, row: NewConnection, now: Date): Promise<void> {
  await sql.query(
    `insert into connections (id, connector, label, registration_id, account_id, state, credentials, scopes, source_property, created_at, default_source)
     values ($1, $2, $3, $4, $5, 'observe', $6, $7, $8, $9, $10)`,
    [
      row.id,
      row.connector,
      row.label,
      row.registrationId,
      row.accountId,
      row.credentials,
      row.scopes,
      row.sourceProperty,
      now,
      row.defaultSource === null ? null : JSON.stringify(row.defaultSource),
    ],
  )
}

/** New tokens for an account that was connected before; what it may write stays as it was granted. */
export async function reauthorise(
  sql: Sql,
  id: string,
  { registrationId, credentials, scopes }: Pick<NewConnection, 'registrationId' | 'credentials' | 'scopes'>,
  now: Date,
): Promise<void> {
  await sql.query(
    `update connections set registration_id = $2, credentials = $3, scopes = $4, state = case when granted = '{}' then 'observe' else 'active' end, state_reason = null, authorised_at = $5 where id = $1`,
    [id, registrationId, credentials, scopes, now],
  )
}

/** Saves what a refresh of the credentials in `stored` gave; what an admin authorised meanwhile stays. */
export async function saveRefreshed(
  sql: Sql,
  stored: Pick<Connection, 'id' | 'authorisedAt'>,
  sealed: string,
): Promise<void> {
  await sql.query(
    'update connections set credentials = $3 where id = $1 and credentials is not null and authorised_at is not distinct from $2',
    [stored.id, stored.authorisedAt, sealed],
  )
}

export async function saveCredentials(sql: Sql, id: string, sealed: string): Promise<void> {
  await sql.query('update connections set credentials = $2 where id = $1', [id, sealed])
}

/** When an admin authorised last: which grant a call uses that begins now. */
export async function grantOf(sql: Sql, id: string): Promise<Date | null> {
  return (
    (await sql.query<{ at: Date | null }>('select authorised_at as at from connections where id = $1', [id])).rows[0]
      ?.at ?? null
  )
}

/**
 * Marks that the vendor no longer accepts the grant that was authorised at `grant`. Gives false when it was marked
 * already, or an admin authorised since.
 */
export async function markNeedsReauthorisation(
  sql: Sql,
  id: string,
  reason: string,
  grant: Date | null,
): Promise<boolean> {
  const { rowCount } = await sql.query(
    `update connections set state = 'needs-reauthorisation', state_reason = $2 where id = $1 and state not in ('needs-reauthorisation', 'disconnected') and authorised_at is not distinct from $3`,
    [id, reason, grant],
  )
  return rowCount === 1
}

/** Notes the rights; with `provisionedAt` also that all our tag fields exist there now. */
export async function setGranted(
  sql: Sql,
  id: string,
  granted: readonly Verb[],
  provisionedAt: Date | null,
): Promise<void> {
  await sql.query(
    `update connections set granted = $2::text[], provisioned_at = coalesce($3, provisioned_at), created_fields = case when $3::timestamptz is null then created_fields else $4::text[] end,
       state = case when state in ('observe', 'active') then case when $2::text[] = '{}' then 'observe' else 'active' end else state end,
       remove_granted_at = case when 'remove' = any ($2::text[]) then coalesce(remove_granted_at, $3, created_at) else remove_granted_at end where id = $1`,
    [id, granted, provisionedAt, tagFields],
  )
}

export async function saveCheck(sql: Sql, id: string, report: AccountInfo, now: Date): Promise<void> {
  await sql.query('update connections set check_report = $2, checked_at = $3 where id = $1', [
    id,
    JSON.stringify(report),
    now,
  ])
}

/**
 * Names the fields that hold a contact's source, the day of its notice and the end of a customer's relationship, and
 * the mails that carry the notice. What changed is read of the whole base once more.
 */
export async function setReadFields(
  sql: Sql,
  connector: string,
  fields: {
    source: string
    more: readonly string[]
    notice: string
    carriers: readonly { mail: string; since: string }[]
    former: FormerCustomerFields
    legalForm: string
    facts: FactNames
  },
  now: Date,
): Promise<void> {
  await sql.query(
    `update connections set source_property = $2, notice_property = $3, more_source_properties = $5, notice_carriers = $6::jsonb, former_fields = $7::jsonb, legal_form_property = $8, fact_names = $9::jsonb, resync_wanted_at = case when full_pulled_at is null then null else coalesce(resync_wanted_at, $4) end
     where connector = $1 and state <> 'disconnected' and (source_property, notice_property, more_source_properties, notice_carriers, former_fields, legal_form_property, fact_names) <> ($2, $3, $5, $6::jsonb, $7::jsonb, $8, $9::jsonb)`,
    [
      connector,
      fields.source,
      fields.notice,
      now,
      fields.more,
      JSON.stringify(fields.carriers),
      JSON.stringify(fields.former),
      fields.legalForm,
      JSON.stringify(fields.facts),
    ],
  )
}

/**
 * Names the fields that are written in the place of ours; they are read of the whole base once before anything is
 * written.
 */
export async function setTagNames(sql: Sql, id: string, names: TagNames, now: Date): Promise<void> {
  await sql.query(
    `update connections set tag_names = $2, resync_wanted_at = case when full_pulled_at is null then null else coalesce(resync_wanted_at, $3) end where id = $1`,
    [id, JSON.stringify(names), now],
  )
}

/** Erases the credentials in the same statement that ends the Connection. */
export async function endConnection(sql: Sql, id: string, now: Date): Promise<void> {
  await sql.query(
    `update connections set state = 'disconnected', credentials = null, granted = '{}', disconnected_at = $2, next_poll_at = null, poll_wanted_at = null where id = $1`,
    [id, now],
  )
}
