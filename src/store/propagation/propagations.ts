import { move } from '../../domain/propagation/states.ts'
import type { Sql } from '../app/database.ts'
import { waitedForAdmin } from './claim.ts'
import { tableOf } from '../app/table-of.ts'

export interface NewPropagation {
  id: string
  objectionId: string
  connectionId: string
  lane: 'objection' | 'backfill'
  state: 'queued' | 'waiting'
  reason: string | null
}

/** Inserts Propagations; one that exists already is left alone. */
export async function insertPropagations(sql: Sql, rows: readonly NewPropagation[], now: Date): Promise<void> {
  const table = tableOf('p', 2, rows, {
    id: ['uuid', (row) => row.id],
    objection_id: ['uuid', (row) => row.objectionId],
    connection_id: ['uuid', (row) => row.connectionId],
    lane: ['text', (row) => row.lane],
    state: ['text', (row) => row.state],
    reason: ['text', (row) => row.reason],
  })
  await sql.query(
    `insert into propagations (id, objection_id, connection_id, lane, state, reason, owner, next_attempt_at, created_at)
     select id, objection_id, connection_id, lane, state, reason, case when reason = 'not-granted' then 'admin' end, $1, $1
     from ${table.from}
     on conflict (objection_id, connection_id) do nothing`,
    [now, ...table.values],
  )
}

/** Live Connections that these objections were carried to; brokers are not told again of an address they never had. */
export async function connectionsCarrying(
  sql: Sql,
  objectionIds: readonly string[],
): Promise<{ objectionId: string; connectionId: string }[]> {
  const { rows } = await sql.query<{ objectionId: string; connectionId: string }>(
    `select p.objection_id as "objectionId", p.connection_id as "connectionId" from propagations p join connections c on c.id = p.connection_id
     where p.objection_id = any($1) and c.state <> 'disconnected' and p.state in ('applied', 'absent')`,
    [objectionIds],
  )
  return rows
}

/**
 * Sends Propagations out again because a record is open that should be blocked: `applied` ones were undone
 * (`reintroduced`), unless the record only shows less than it should (`unseen`); `absent` ones have a record now
 * (`record-appeared`). Those being carried are looked at once more when they end, where what their worker read may be
 * older than what is known here (`lookAgain`).
 */
export async function wakePropagations(
  sql: Sql,
  pairs: readonly {
    objectionId: string
    connectionId: string
    lookAgain: boolean
    unseen?: boolean
    putBack?: { kind: string; name: string; at: Date }
  }[],
  now: Date,
): Promise<{ id: string; objectionId: string; connectionId: string; reason: string }[]> {
  move('applied', 'queued')
  move('absent', 'queued')
  // One order for every transaction, the one in which results are saved.
  await sql.query(
    'select from propagations p join unnest($1::uuid[], $2::uuid[]) as w (objection_id, connection_id) on p.objection_id = w.objection_id and p.connection_id = w.connection_id order by p.id for update of p',
    [pairs.map((pair) => pair.objectionId), pairs.map((pair) => pair.connectionId)],
  )
  const again = pairs.filter((pair) => pair.lookAgain)
  await sql.query(
    `update propagations p set look_again = true from unnest($1::uuid[], $2::uuid[]) as w (objection_id, connection_id)
     where p.objection_id = w.objection_id and p.connection_id = w.connection_id and p.state in ('sending', 'written')`,
    [again.map((pair) => pair.objectionId), again.map((pair) => pair.connectionId)],
  )
  const table = tableOf('w', 2, pairs, {
    objection_id: ['uuid', (pair) => pair.objectionId],
    connection_id: ['uuid', (pair) => pair.connectionId],
    at: ['timestamptz', (pair) => pair.putBack?.at ?? null],
    name: ['text', (pair) => pair.putBack?.name ?? null],
    kind: ['text', (pair) => pair.putBack?.kind ?? null],
    unseen: ['bool', (pair) => pair.unseen === true],
  })
  const { rows } = await sql.query<{ id: string; objectionId: string; connectionId: string; reason: string }>(
    `update propagations p set state = 'queued', reason = case p.state when 'applied' then 'reintroduced' else 'record-appeared' end,
       next_attempt_at = $1, woken_at = $1, version = p.version + 1, attempts = 0, lane = 'objection', show_by = null,
       put_back_at = case p.state when 'applied' then coalesce(w.at, $1) else p.put_back_at end,
       put_back_by = case p.state when 'applied' then w.name else p.put_back_by end,
       put_back_kind = case p.state when 'applied' then coalesce(w.kind, 'unknown') else p.put_back_kind end
     from ${table.from}
     where p.objection_id = w.objection_id and p.connection_id = w.connection_id and (p.state = 'absent' or (p.state = 'applied' and not w.unseen))
     returning p.id, p.objection_id as "objectionId", p.connection_id as "connectionId", p.reason`,
    [now, ...table.values],
  )
  return rows
}

/** Until when a Connection waits because it refused our credentials, with its own words; null when it does not. */
export async function scopePause(
  sql: Sql,
  connectionId: string,
  now: Date,
): Promise<{ until: Date; detail: string | null } | null> {
  const { rows } = await sql.query<{ until: Date; detail: string | null }>(
    `select next_attempt_at as until, detail from propagations where connection_id = $1 and state = 'waiting' and reason = 'scope-missing' and next_attempt_at > $2 order by next_attempt_at limit 1`,
    [connectionId, now],
  )
  return rows[0] ?? null
}

/** Connections with rows that are due now, and how many: what the sweep wakes. One indexed query. */
export async function countDue(
  sql: Sql,
  now: Date,
): Promise<{ connectionId: string; objection: number; backfill: number }[]> {
  const { rows } = await sql.query<{ connectionId: string; objection: number; backfill: number }>(
    `select p.connection_id as "connectionId", count(*) filter (where p.lane = 'objection')::int as objection, count(*) filter (where p.lane = 'backfill')::int as backfill
     from propagations p join connections c on c.id = p.connection_id
     where c.state in ('observe', 'active') and c.restored_at is null and 'suppress' = any(c.granted)
       and ((p.state in ('queued', 'waiting') and p.next_attempt_at <= $1) or ${waitedForAdmin('p')}
         or (p.state = 'written' and p.next_attempt_at <= $1 and (p.claimed_until is null or p.claimed_until < clock_timestamp()))
         or (p.state = 'sending' and p.claimed_until < clock_timestamp()))
     group by p.connection_id`,
    [now],
  )
  return rows
}

/**
 * What waited because our user could not see or do it goes out: somebody found that it can again. Gives how many did.
 */
export async function wakeScope(sql: Sql, connectionId: string, now: Date): Promise<number> {
  move('waiting', 'queued')
  const { rowCount } = await sql.query(
    `update propagations set state = 'queued', reason = null, owner = null, next_attempt_at = $2, attempts = 0, version = version + 1 where connection_id = $1 and state = 'waiting' and reason = 'scope-missing'`,
    [connectionId, now],
  )
  return rowCount ?? 0
}

/** A grant or a reauthorisation ends the waiting at once. */
export async function releaseWaiting(sql: Sql, connectionId: string, now: Date): Promise<number> {
  move('waiting', 'queued')
  const { rowCount } = await sql.query(
    `update propagations set state = 'queued', reason = null, owner = null, next_attempt_at = $2, attempts = 0, version = version + 1 where connection_id = $1 and state = 'waiting'`,
    [connectionId, now],
  )
  return rowCount ?? 0
}
