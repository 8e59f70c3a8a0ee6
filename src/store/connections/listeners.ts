import type { Cursor } from '../../connector/records.ts'
import type { Sql } from '../app/database.ts'

/** How the listening to one system goes. */
export interface ListenerState {
  connectionId: string
  position: Cursor | null
  heardAt: Date | null
  /** When it had nothing more to tell. */
  caughtUpAt: Date | null
  failedAt: Date | null
  failure: string | null
  /** What the system refuses to tell, in its connector's words; null = nothing. */
  unheard: string | null
  /** Since when it is up while polls find changes that it did not bring; business time. */
  missesSince: Date | null
}

const columns = `connection_id as "connectionId", position, heard_at as "heardAt", caught_up_at as "caughtUpAt", failed_at as "failedAt", failure, unheard, silent_at as "missesSince"`

/**
 * Takes the right to listen to one system, or keeps it, for `leaseMs`; null while another process has it or a failure
 * has its pause. Technical time: the database's own clock.
 */
export async function takeLease(
  sql: Sql,
  connectionId: string,
  holder: string,
  leaseMs: number,
): Promise<ListenerState | null> {
  await sql.query('insert into listeners (connection_id) values ($1) on conflict do nothing', [connectionId])
  const { rows } = await sql.query<ListenerState>(
    `update listeners set up_since = case when lease_holder = $2 then up_since end, lease_holder = $2, lease_until = clock_timestamp() + make_interval(secs => $3::float8 / 1000)
     where connection_id = $1 and (lease_holder = $2 or ((lease_until is null or lease_until < clock_timestamp()) and next_try_at <= clock_timestamp()))
       and exists (select 1 from connections c where c.id = $1 and c.state in ('observe', 'active'))
     returning ${columns}`,
    [connectionId, holder, leaseMs],
  )
  return rows[0] ?? null
}

/** Lets go of the lease, with what went wrong and the pause before anybody tries again. */
export async function releaseLease(
  sql: Sql,
  connectionId: string,
  holder: string,
  failure: string | null,
  pauseMs: number,
): Promise<void> {
  await sql.query(
    `update listeners set lease_holder = null, lease_until = null, next_try_at = clock_timestamp() + make_interval(secs => $4::float8 / 1000),
       failed_at = case when $3::text is null then failed_at else coalesce(failed_at, clock_timestamp()) end, failure = coalesce($3, failure)
     where connection_id = $1 and lease_holder = $2`,
    [connectionId, holder, failure, pauseMs],
  )
}

/**
 * A sign of life, with the new position when there is one, whether it brought anything, whether it has nothing more to
 * tell, and what it refuses to tell (left out = as before). Gives false when another process took over: nothing may be
 * committed then.
 */
export async function noteHeard(
  sql: Sql,
  connectionId: string,
  holder: string,
  heard: { position: Cursor | null; caughtUp: boolean; received: boolean; unheard?: string | null },
): Promise<boolean> {
  const { position, caughtUp, received, unheard } = heard
  const { rowCount } = await sql.query(
    `update listeners set heard_at = clock_timestamp(), failed_at = null, failure = null, position = coalesce($3, position), caught_up_at = case when $4 then clock_timestamp() else caught_up_at end,
       up_since = coalesce(up_since, clock_timestamp()), event_at = case when $5::boolean then clock_timestamp() else event_at end, suspect_at = case when $5 then null else suspect_at end, silent_at = case when $5 then null else silent_at end,
       unheard = case when $6::boolean then $7 else unheard end where connection_id = $1 and lease_holder = $2`,
    [
      connectionId,
      holder,
      position === null ? null : JSON.stringify(position),
      caughtUp,
      received,
      unheard !== undefined,
      unheard ?? null,
    ],
  )
  return rowCount === 1
}

/**
 * What a poll saw: `fresh` records that changed since the poll before it, `old` of them so long ago that their events
 * have come. A line that was up all the while and brought nothing is silent: at once for what is older, at the next
 * poll for what may still be on its way. Gives whether that is new.
 */
export async function notePolled(
  sql: Sql,
  connectionId: string,
  { fresh, old }: { fresh: number; old: number },
  now: Date,
): Promise<boolean> {
  const { rows } = await sql.query<{ isNew: boolean }>(
    `with before as (select l.*, lease_until > clock_timestamp() and failed_at is null and up_since < polled_at as up, coalesce(event_at, '-infinity') < polled_at as quiet from listeners l where connection_id = $1 for update),
     told as (select b.*, case when b.up and (b.suspect_at is not null or ($3::int > 0 and b.quiet)) then coalesce(b.silent_at, b.suspect_at, $4::timestamptz) else b.silent_at end as silent from before b)
     update listeners l set polled_at = clock_timestamp(), silent_at = t.silent, suspect_at = case when t.up and t.quiet and $2::int > 0 then coalesce(t.suspect_at, $4) else t.suspect_at end
       from told t where l.connection_id = t.connection_id returning t.silent_at is null and t.silent is not null as "isNew"`,
    [connectionId, fresh, old, now],
  )
  return rows[0]?.isNew === true
}

/** The saved position is no longer valid: listening begins from now, and everything is read again. */
export async function forgetPosition(sql: Sql, connectionId: string): Promise<void> {
  await sql.query('update listeners set position = null where connection_id = $1', [connectionId])
}

/**
 * An admin has changed something at the vendor: the pause after a failure ends now, and a line that is refused a part
 * is opened anew, because who holds it finds itself without a lease at its next renewal.
 */
export async function listenAgain(sql: Sql, connectionId: string): Promise<void> {
  await sql.query(
    `update listeners set next_try_at = '-infinity', suspect_at = null, silent_at = null, lease_holder = case when unheard is null then lease_holder end where connection_id = $1`,
    [connectionId],
  )
}

/**
 * Takes the lease from whoever has it, for `pauseMs`: longer than the time between two renewals, so that it notices and
 * stops.
 */
export async function stopListening(sql: Sql, connectionId: string, pauseMs: number): Promise<void> {
  await sql.query(
    `update listeners set lease_holder = gen_random_uuid(), lease_until = clock_timestamp() + make_interval(secs => $2::float8 / 1000) where connection_id = $1 and lease_holder is not null`,
    [connectionId, pauseMs],
  )
}

/** State of the listener of one system; null when nobody ever listened. */
export async function findListener(sql: Sql, connectionId: string): Promise<ListenerState | null> {
  return (await listListeners(sql)).find((listener) => listener.connectionId === connectionId) ?? null
}

/**
 * Whether somebody listens to this system now, it tells all it is asked for, and no poll found what it did not bring.
 */
export async function isHeard(sql: Sql, connectionId: string): Promise<boolean> {
  const { rowCount } = await sql.query(
    `select 1 from listeners where connection_id = $1 and lease_until > clock_timestamp() and failed_at is null and silent_at is null and unheard is null and heard_at > clock_timestamp() - interval '5 minutes'`,
    [connectionId],
  )
  return (rowCount ?? 0) > 0
}

/** State of every listener, for the screens. */
export async function listListeners(sql: Sql): Promise<ListenerState[]> {
  const { rows } = await sql.query<ListenerState>(`select ${columns} from listeners`)
  return rows
}
