import { move } from '../../domain/propagation/states.ts'
import type { Sql } from '../app/database.ts'

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
  await sql.query(
    `insert into propagations (id, objection_id, connection_id, lane, state, reason, owner, next_attempt_at, created_at)
     select id, objection_id, connection_id, lane, state, reason, case when reason = 'not-granted' then 'admin' end, $7, $7
     from unnest($1::uuid[], $2::uuid[], $3::uuid[], $4::text[], $5::text[], $6::text[]) as p (id, objection_id, connection_id, lane, state, reason)
     on conflict (objection_id, connection_id) do nothing`,
    [
      rows.map((row) => row.id),
      rows.map((row) => row.objectionId),
      rows.map((row) => row.connectionId),
      rows.map((row) => row.lane),
      rows.map((row) => row.state),
      rows.map((row) => row.reason),
      now,
    ],
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
  const { rows } = await sql.query<{ id: string; objectionId: string; connectionId: string; reason: string }>(
    `update propagations p set state = 'queued', reason = case p.state when 'applied' then 'reintroduced' else 'record-appeared' end,
       next_attempt_at = $3, woken_at = $3, version = p.version + 1, attempts = 0, lane = 'objection', show_by = null,
       put_back_at = case p.state when 'applied' then coalesce(w.at, $3) else p.put_back_at end,
       put_back_by = case p.state when 'applied' then w.name else p.put_back_by end,
       put_back_kind = case p.state when 'applied' then coalesce(w.kind, 'unknown') else p.put_back_kind end
     from unnest($1::uuid[], $2::uuid[], $4::timestamptz[], $5::text[], $6::text[], $7::boolean[]) as w (objection_id, connection_id, at, name, kind, unseen)
     where p.objection_id = w.objection_id and p.connection_id = w.connection_id and (p.state = 'absent' or (p.state = 'applied' and not w.unseen))
     returning p.id, p.objection_id as "objectionId", p.connection_id as "connectionId", p.reason`,
    [
      pairs.map((pair) => pair.objectionId),
      pairs.map((pair) => pair.connectionId),
      now,
      pairs.map((pair) => pair.putBack?.at ?? null),
      pairs.map((pair) => pair.putBack?.name ?? null),
      pairs.map((pair) => pair.putBack?.kind ?? null),
      pairs.map((pair) => pair.unseen === true),
    ],
  )
  return rows
}

export interface ClaimedPropagation {
  id: string
  objectionId: string
  connectionId: string
  state: 'sending' | 'written'
  lane: 'objection' | 'backfill'
  verifyFirst: boolean
  attempts: number
  version: number
  /** Business time by which a written block must show; null = never written. */
  showBy: Date | null
  /** Business time at which this look was due; null = it never waited. */
  dueAt: Date | null
  /** Why it goes out again, e.g. `reintroduced`. */
  reason: string | null
  /** Who put the person back, when that is why it goes out again. */
  putBack: { at: Date; by: string | null; kind: string } | null
}

/**
 * What was told to wait for an admin who had authorised again already, or did so at that moment: due as soon as its
 * Connection does not wait (nothing has to wake it).
 */
const waitedForAdmin = (row: string): string => `${row}.state = 'waiting' and ${row}.reason = 'reauthorise'`

/**
 * Which of these lanes have a row that is due at the Connection, in the given order. One cheap look before anything is
 * opened for it.
 */
export async function dueLanes<Lane extends 'objection' | 'backfill'>(
  sql: Sql,
  connectionId: string,
  lanes: readonly Lane[],
  now: Date,
): Promise<Lane[]> {
  const { rows } = await sql.query<{ lane: Lane }>(
    `select lane from unnest($2::text[]) with ordinality as l (lane, place) where exists (
       select 1 from propagations p join connections c on c.id = p.connection_id
       where p.connection_id = $1 and c.state <> 'disconnected' and c.restored_at is null and p.lane = l.lane and (
         (p.state in ('queued', 'waiting') and p.next_attempt_at <= $3) or (${waitedForAdmin('p')} and c.state <> 'needs-reauthorisation')
         or (p.state = 'written' and p.next_attempt_at <= $3 and (p.claimed_until is null or p.claimed_until < clock_timestamp()))
         or (p.state = 'sending' and p.claimed_until < clock_timestamp()))) order by place`,
    [connectionId, lanes, now],
  )
  return rows.map((row) => row.lane)
}

/**
 * Takes up to `limit` due rows of one lane at one Connection, each for this worker alone. Rows that were `sending` when
 * their worker died come back with `verifyFirst`. A `waiting` row whose time has come is queued and taken in one
 * statement. Two noes of one person are never carried side by side: both extend the same field of the same record, and
 * the later write would undo the earlier one; so claims of a Connection are taken one after the other, in a transaction
 * of the caller. Without `granted` only rows that do not wait yet are taken, to be told to wait. Wall clock for the
 * claim, business clock for what is due and for when it was told.
 */
export async function claimDue(
  sql: Sql,
  connectionId: string,
  lane: 'objection' | 'backfill',
  limit: number,
  now: Date,
  claimMs: number,
  granted: boolean,
): Promise<ClaimedPropagation[]> {
  await sql.query('select pg_advisory_xact_lock(hashtextextended($1, 0))', [`claim ${connectionId}`])
  const { rows } = await sql.query<
    Omit<ClaimedPropagation, 'putBack'> & {
      put_back_at: Date | null
      put_back_by: string | null
      put_back_kind: string | null
    }
  >(
    `with busy as (
       select o.contact_id from propagations p join objections o on o.id = p.objection_id
       where p.connection_id = $1 and p.state = 'sending' and p.claimed_until >= clock_timestamp() and o.contact_id is not null
     ), due as (
       select id, state from propagations
       where connection_id = $1 and lane = $2 and not exists (select 1 from objections o join busy on busy.contact_id = o.contact_id where o.id = objection_id) and (
         ((state = 'queued' or state = 'waiting' and $6) and next_attempt_at <= $4)
         or ($6 and ${waitedForAdmin('propagations')} and exists (select 1 from connections c where c.id = $1 and c.state <> 'needs-reauthorisation'))
         or (state = 'written' and next_attempt_at <= $4 and (claimed_until is null or claimed_until < clock_timestamp()))
         or (state = 'sending' and claimed_until < clock_timestamp()))
       order by next_attempt_at, id limit $3 for update skip locked
     )
     update propagations p set
       state = case when due.state = 'written' then 'written' else 'sending' end,
       verify_first = p.verify_first or due.state = 'sending',
       claimed_until = clock_timestamp() + make_interval(secs => $5::float8 / 1000),
       first_sent_at = coalesce(p.first_sent_at, clock_timestamp()), told_at = coalesce(p.told_at, $4), version = p.version + 1
     from due where p.id = due.id
     returning p.id, p.objection_id as "objectionId", p.connection_id as "connectionId", p.state, p.lane, p.verify_first as "verifyFirst", p.attempts, p.version,
       p.show_by as "showBy", p.next_attempt_at as "dueAt", p.reason, p.put_back_at, p.put_back_by, p.put_back_kind`,
    [connectionId, lane, limit, now, claimMs, granted],
  )
  return rows.map(({ put_back_at: at, put_back_by: by, put_back_kind: kind, ...row }) => ({
    ...row,
    putBack: row.reason === 'reintroduced' && at !== null ? { at, by, kind: kind ?? 'unknown' } : null,
  }))
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
