import type { Channel } from '../../domain/app/channel.ts'
import type { VendorActor, VendorEvent } from '../../connector/webhook.ts'
import type { RecordRef } from '../../connector/records.ts'
import type { Sql } from '../app/database.ts'

/** Stores the events of one delivery; a repeated one is stored as a duplicate. Gives how many are new. */
export async function insertDeliveries(
  sql: Sql,
  appKey: string,
  connector: string,
  events: readonly VendorEvent[],
  knownAccounts: ReadonlySet<string>,
  now: Date,
): Promise<number> {
  const rows = events.map((event) => {
    const foreign = !knownAccounts.has(event.accountId)
    const ignored = event.kind === 'ignored' || event.record === null || foreign
    return { event, state: ignored ? 'ignored' : 'new', reason: foreign ? 'account is not connected' : event.reason }
  })
  const { rows: inserted } = await sql.query<{ state: string }>(
    `with p as (
       select *, row_number() over (partition by dedupe_key order by ord) as nth
       from unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::text[], $6::timestamptz[], $7::text[], $8::text[], $12::text[], $13::text[], $14::text[]) with ordinality
         as p (dedupe_key, account_id, object, remote_id, kind, occurred_at, state, reason, actor_kind, actor_name, said_no, ord)
     )
     insert into webhook_deliveries (app_key, connector, dedupe_key, account_id, object, remote_id, kind, occurred_at, received_at, state, reason, done_at, actor_kind, actor_name, said_no)
     select $9, $10, dedupe_key, account_id, object, remote_id, kind, occurred_at, $11::timestamptz,
       case when nth > 1 or exists (select 1 from webhook_deliveries d where d.app_key = $9 and d.dedupe_key = p.dedupe_key and d.state <> 'duplicate') then 'duplicate' else state end,
       reason, case when state = 'ignored' then $11::timestamptz end, actor_kind, actor_name, string_to_array(said_no, ',')
     from p on conflict do nothing returning state`,
    [
      rows.map(({ event }) => event.dedupeKey),
      rows.map(({ event }) => event.accountId),
      rows.map(({ event }) => event.record?.object ?? null),
      rows.map(({ event }) => event.record?.id ?? null),
      rows.map(({ event }) => event.kind),
      rows.map(({ event }) => event.occurredAt),
      rows.map(({ state }) => state),
      rows.map(({ reason }) => reason),
      appKey,
      connector,
      now,
      rows.map(({ event }) => event.actor?.kind ?? null),
      rows.map(({ event }) => event.actor?.name ?? null),
      rows.map(({ event }) => (event.saidNo ?? []).join(',')),
    ],
  )
  return inserted.filter((row) => row.state === 'new').length
}

export interface NewDelivery {
  id: number
  ref: RecordRef
  kind: string
  occurredAt: Date
  actor: VendorActor | null
  saidNo: Channel[]
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
    saidNo: row.said_no,
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
