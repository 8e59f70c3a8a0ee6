import type { Sql } from '../app/database.ts'

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
export const waitedForAdmin = (row: string): string => `${row}.state = 'waiting' and ${row}.reason = 'reauthorise'`

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
 * statement. Two objections of one person are never carried side by side: both extend the same field of the same
 * record, and the later write would undo the earlier one; so claims of a Connection are taken one after the other, in a
 * transaction of the caller. Without `granted` only rows that do not wait yet are taken, to be told to wait. Wall clock
 * for the claim, business clock for what is due and for when it was told.
 */
export async function claimDue(
  sql: Sql,
  { connectionId, lane, granted }: { connectionId: string; lane: 'objection' | 'backfill'; granted: boolean },
  { limit, claimMs }: { limit: number; claimMs: number },
  now: Date,
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
       first_sent_at = coalesce(p.first_sent_at, clock_timestamp()), version = p.version + 1
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
