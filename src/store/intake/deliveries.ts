import type { Channel } from '../../domain/app/channel.ts'
import type { VendorActor, VendorEvent } from '../../connector/webhook.ts'
import type { RecordRef } from '../../connector/records.ts'
import type { Sql } from '../app/database.ts'
import { tableOf } from '../app/table-of.ts'

/** Stores the events of one delivery; a repeated one is stored as a duplicate. Gives how many are new. */
export async function insertDeliveries(
  sql: Sql,
  { appKey, connector }: { appKey: string; connector: string },
  events: readonly VendorEvent[],
  knownAccounts: ReadonlySet<string>,
  now: Date,
): Promise<number> {
  const rows = events.map((event, ord) => {
    const foreign = !knownAccounts.has(event.accountId)
    const ignored = event.kind === 'ignored' || event.record === null || foreign
    const reason = foreign ? 'account is not connected' : event.reason
    return { ord, event, state: ignored ? 'ignored' : 'new', reason }
  })
  const p = tableOf('p', 4, rows, {
    ord: ['int', (row) => row.ord],
    dedupe_key: ['text', ({ event }) => event.dedupeKey],
    account_id: ['text', ({ event }) => event.accountId],
    object: ['text', ({ event }) => event.record?.object ?? null],
    remote_id: ['text', ({ event }) => event.record?.id ?? null],
    kind: ['text', ({ event }) => event.kind],
    occurred_at: ['timestamptz', ({ event }) => event.occurredAt],
    state: ['text', (row) => row.state],
    reason: ['text', (row) => row.reason],
    actor_kind: ['text', ({ event }) => event.actor?.kind ?? null],
    actor_name: ['text', ({ event }) => event.actor?.name ?? null],
    said_no: ['text', ({ event }) => (event.objected ?? []).join(',')],
  })
  const { rows: inserted } = await sql.query<{ state: string }>(
    `with p as (
       select *, row_number() over (partition by dedupe_key order by ord) as nth from ${p.from}
     ), inserted as (
       insert into webhook_deliveries (app_key, connector, dedupe_key, account_id, object, remote_id, kind, occurred_at, received_at, state, reason, done_at, actor_kind, actor_name, said_no)
     select $1, $2, dedupe_key, account_id, object, remote_id, kind, occurred_at, $3::timestamptz,
       case when nth > 1 or exists (select 1 from webhook_deliveries d where d.app_key = $1 and d.dedupe_key = p.dedupe_key and d.state <> 'duplicate') then 'duplicate' else state end,
       reason, case when state = 'ignored' then $3::timestamptz end, actor_kind, actor_name, string_to_array(said_no, ',')
     from p on conflict do nothing returning state
     ), noted as (
       insert into noted_figures (metric, labels, n) select 'lawbase_webhook_events_total', array[$2, state], count(*) from inserted group by state
     ) select state from inserted`,
    [appKey, connector, now, ...p.values],
  )
  return inserted.filter((row) => row.state === 'new').length
}

export interface NewDelivery {
  id: number
  ref: RecordRef
  kind: string
  occurredAt: Date
  actor: VendorActor | null
  objected: Channel[]
  /** The record is known to be gone from its system. */
  gone: boolean
  /** It tells of an end that is not known yet: a system may be asked for each such record alone. */
  ends: boolean
}

/** Kinds of events that tell of a record's end. */
const endKinds = ['deleted', 'privacy-deleted']
export const isEnd = (kind: string): boolean => endKinds.includes(kind)

/**
 * Oldest events of a Connection that may be read and that nobody worked on yet; those that tell of an end come last,
 * since no no hides in them.
 */
export async function newDeliveries(sql: Sql, connectionId: string, limit: number): Promise<NewDelivery[]> {
  const ends = 'd.kind = any($3) and (r.id is null or r.gone_at is null)'
  const { rows } = await sql.query<{
    id: number
    object: string
    remote_id: string
    kind: string
    occurred_at: Date
    actor_kind: VendorActor['kind'] | null
    actor_name: string | null
    said_no: Channel[]
    gone: boolean
    ends: boolean
  }>(
    `select d.id, d.object, d.remote_id, d.kind, d.occurred_at, d.actor_kind, d.actor_name, d.said_no, r.gone_at is not null as gone, ${ends} as ends
     from webhook_deliveries d join connections c on c.connector = d.connector and c.account_id = d.account_id
       left join remote_records r on r.connection_id = c.id and r.object = d.object and r.remote_id = d.remote_id
     where d.state = 'new' and c.id = $1 and c.state in ('observe', 'active') order by ${ends}, d.id limit $2`,
    [connectionId, limit, endKinds],
  )
  return rows.map((row) => ({
    id: row.id,
    ref: { object: row.object, id: row.remote_id },
    kind: row.kind,
    occurredAt: row.occurred_at,
    objected: row.said_no,
    gone: row.gone,
    ends: row.ends,
    actor: row.actor_kind === null ? null : { kind: row.actor_kind, name: row.actor_name ?? '' },
  }))
}

export async function endDeliveries(sql: Sql, ids: readonly number[], now: Date): Promise<void> {
  await sql.query(`update webhook_deliveries set state = 'done', done_at = $2 where id = any($1)`, [ids, now])
}

/** Connections with events to work on. */
export async function connectionsWithDeliveries(sql: Sql): Promise<string[]> {
  const { rows } = await sql.query<{ id: string }>(
    `select distinct c.id from webhook_deliveries d join connections c on c.connector = d.connector and c.account_id = d.account_id
     where d.state = 'new' and c.state in ('observe', 'active')`,
  )
  return rows.map((row) => row.id)
}

/** Whether a system announced anything since then. */
export async function wasDelivered(
  sql: Sql,
  { connector, accountId }: { connector: string; accountId: string },
  since: Date,
): Promise<boolean> {
  const { rowCount } = await sql.query(
    'select 1 from webhook_deliveries where connector = $1 and account_id = $2 and received_at > $3 limit 1',
    [connector, accountId, since],
  )
  return rowCount === 1
}
