import type { Sql } from '../app/database.ts'

/** An event received by webhook, without anything about the person. */
export interface ReceivedEvent {
  id: number
  connector: string
  /** Name of the Connection; null = none has that account. */
  label: string | null
  kind: string
  state: 'new' | 'done' | 'ignored' | 'duplicate'
  reason: string | null
  receivedAt: Date
  isReplay: boolean
  /** It names a record of a connected account, so it can be read again. */
  canReplay: boolean
}

const joined = `webhook_deliveries d left join connections c on c.connector = d.connector and c.account_id = d.account_id and c.state in ('observe', 'active')`
const readable = `c.id is not null and d.object is not null and d.state in ('done', 'ignored')`

/** The latest events, in a state or in all (null). */
export async function latestEvents(
  sql: Sql,
  state: ReceivedEvent['state'] | null,
  limit: number,
): Promise<ReceivedEvent[]> {
  const { rows } = await sql.query<ReceivedEvent>(
    `select d.id, d.connector, c.label, d.kind, d.state, d.reason, d.received_at as "receivedAt", d.replay_of is not null as "isReplay", ${readable} as "canReplay"
     from ${joined} where $1::text is null or d.state = $1 order by d.id desc limit $2`,
    [state, limit],
  )
  return rows
}

/**
 * Makes a new event that points at this one, so that its record is read as it is now. What the old one told by itself
 * is left out: a person may have lifted their opt-out since. Gives the Connection to look at; null = it cannot be read
 * again.
 */
export async function replayEvent(sql: Sql, id: number, dedupeKey: string, now: Date): Promise<string | null> {
  const { rows } = await sql.query<{ id: string }>(
    `with old as (select d.*, c.id as connection_id from ${joined} where d.id = $1 and ${readable}), made as (
       insert into webhook_deliveries (app_key, connector, dedupe_key, account_id, object, remote_id, kind, occurred_at, received_at, state, said_no, replay_of)
       select app_key, connector, $2, account_id, object, remote_id, kind, occurred_at, $3::timestamptz, 'new', '{}', id from old
     ) select connection_id as id from old`,
    [id, dedupeKey, now],
  )
  return rows[0]?.id ?? null
}
