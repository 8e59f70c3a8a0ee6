import type { RecordRef } from '../../connector/records.ts'
import type { Sql } from '../app/database.ts'
import { tableOf } from '../app/table-of.ts'

interface NewHold {
  id: string
  contactId: string
  reason: string
  /** First day on which it no longer holds, YYYY-MM-DD; null = until somebody ends it. */
  until: string | null
  actor: string
  evidence: Readonly<Record<string, unknown>>
}

export async function insertHold(sql: Sql, hold: NewHold, now: Date): Promise<void> {
  await sql.query(
    'insert into holds (id, contact_id, reason, until, actor, evidence, created_at) values ($1, $2, $3, $4, $5, $6, $7)',
    [hold.id, hold.contactId, hold.reason, hold.until, hold.actor, JSON.stringify(hold.evidence), now],
  )
}

/** Ends holds; one that has ended already is left alone. Gives those that were ended. */
export async function endHolds(
  sql: Sql,
  which: { ids: readonly string[] } | { dueOn: string },
  by: string,
  now: Date,
): Promise<{ id: string; contactId: string; reason: string }[]> {
  const [condition, value] = 'ids' in which ? ['id = any($1)', which.ids] : ['until <= $1', which.dueOn]
  const { rows } = await sql.query<{ id: string; contactId: string; reason: string }>(
    `update holds set ended_at = $2, ended_by = $3 where ended_at is null and ${condition} returning id, contact_id as "contactId", reason`,
    [value, now, by],
  )
  return rows
}

export interface ActiveHold {
  id: string
  contactId: string
  reason: string
  until: string | null
  createdAt: Date
  /** Where it was seen that mail comes back; null for every other hold. */
  system: string | null
}

export async function activeHolds(sql: Sql, contactIds: readonly string[]): Promise<ActiveHold[]> {
  const { rows } = await sql.query<ActiveHold>(
    'select h.id, h.contact_id as "contactId", h.reason, h.until, h.created_at as "createdAt", c.label as system from holds h left join connections c on c.id = h.connection_id where h.contact_id = any($1) and h.ended_at is null order by h.created_at, h.id',
    [contactIds],
  )
  return rows
}

/** An open-ended hold needs a date in the vendors' fields; some know none after the year 4000. */
export const endless = '2999-12-31'

/**
 * Last day asked for, per contact: over its active holds, over a question that is open about it, and over a removal
 * plan that holds it. Contacts without any are missing.
 */
const wantedDays = `
  select contact_id, max(until) as until from (
    select contact_id, coalesce(until, date '${endless}') as until from holds where contact_id = any($1) and ended_at is null
    union all
    select contact_id, until from review_holds where contact_id = any($1) and state in ('setting', 'held')
    union all
    select i.contact_id, p.held_until::date from removal_items i join removal_plans p on p.id = i.plan_id
    where i.contact_id = any($1) and i.state = 'held' and p.state in ('held', 'binning') and p.held_until is not null
  ) as asked group by contact_id`

export async function heldUntil(sql: Sql, contactIds: readonly string[]): Promise<Map<string, string>> {
  const { rows } = await sql.query<{ contact_id: string; until: string }>(wantedDays, [contactIds])
  return new Map(rows.map((row) => [row.contact_id, row.until]))
}

/** Sends what the holds of these contacts ask for on its way to these Connections (again). */
export async function queueHolds(
  sql: Sql,
  pairs: readonly { contactId: string; connectionId: string }[],
  now: Date,
): Promise<void> {
  if (pairs.length === 0) return
  await sql.query(
    `insert into hold_carryings as h (contact_id, connection_id, state, next_attempt_at) select distinct contact_id, connection_id, 'due', $3::timestamptz from unnest($1::uuid[], $2::uuid[]) as p (contact_id, connection_id) order by contact_id, connection_id
     on conflict (contact_id, connection_id) do update set state = 'due', next_attempt_at = excluded.next_attempt_at, attempts = 0, claimed_until = null, detail = null, version = h.version + 1`,
    [pairs.map((pair) => pair.contactId), pairs.map((pair) => pair.connectionId), now],
  )
}

/** Records among the given ones that do not show the hold of their contact: new ones, or somebody took it away. */
export async function unheldRecords(
  sql: Sql,
  recordIds: readonly number[],
): Promise<{ contactId: string; connectionId: string }[]> {
  const { rows } = await sql.query<{ contactId: string; connectionId: string }>(
    `select distinct r.contact_id as "contactId", r.connection_id as "connectionId" from remote_records r
     join (select contact_id, until from holds where ended_at is null union all select contact_id, until from review_holds where state in ('setting', 'held')) h on h.contact_id = r.contact_id
     where r.id = any($1) and r.gone_at is null and (r.hold_until is null or r.hold_until < coalesce(h.until, date '${endless}'))`,
    [recordIds],
  )
  return rows
}

/** Connections with carryings that are due, where holding is granted. */
export async function connectionsWithDueHolds(sql: Sql, now: Date): Promise<string[]> {
  const { rows } = await sql.query<{ id: string }>(
    `select distinct h.connection_id as id from hold_carryings h join connections c on c.id = h.connection_id
     where c.state in ('observe', 'active') and 'suppress' = any(c.granted)
       and ((h.state = 'due' and h.next_attempt_at <= $1) or (h.state = 'sending' and h.claimed_until < clock_timestamp()))`,
    [now],
  )
  return rows.map((row) => row.id)
}

export interface ClaimedHold {
  contactId: string
  version: number
  attempts: number
  records: (RecordRef & { rowId: number })[]
}

/** Takes due carryings of one Connection for this worker alone, with the records they concern. */
export async function claimHolds(
  sql: Sql,
  connectionId: string,
  limit: number,
  now: Date,
  claimMs: number,
): Promise<ClaimedHold[]> {
  const { rows } = await sql.query<ClaimedHold>(
    `with due as (
       select contact_id, connection_id from hold_carryings
       where connection_id = $1 and ((state = 'due' and next_attempt_at <= $3) or (state = 'sending' and claimed_until < clock_timestamp()))
       order by next_attempt_at limit $2 for update skip locked
     ), claimed as (
       update hold_carryings h set state = 'sending', claimed_until = clock_timestamp() + make_interval(secs => $4::float8 / 1000), version = h.version + 1
       from due where h.contact_id = due.contact_id and h.connection_id = due.connection_id returning h.contact_id, h.version, h.attempts
     )
     select c.contact_id as "contactId", c.version, c.attempts, coalesce((select jsonb_agg(jsonb_build_object('object', r.object, 'id', r.remote_id, 'rowId', r.id) order by r.id)
       from remote_records r where r.connection_id = $1 and r.contact_id = c.contact_id and r.gone_at is null), '[]') as records from claimed c`,
    [connectionId, limit, now, claimMs],
  )
  return rows
}

export interface HoldResult {
  contactId: string
  version: number
  state: 'due' | 'done' | 'refused'
  attempts: number
  detail: string | null
  readBack: string | null
  nextAttemptAt: Date
}

/** Saves what came of it; a carrying that was asked for again meanwhile stays due. */
export async function saveHolds(sql: Sql, connectionId: string, rows: readonly HoldResult[], now: Date): Promise<void> {
  const p = tableOf('p', 3, rows, {
    contact_id: ['uuid', (row) => row.contactId],
    version: ['int', (row) => row.version],
    state: ['text', (row) => row.state],
    attempts: ['int', (row) => row.attempts],
    detail: ['text', (row) => row.detail],
    read_back: ['text', (row) => row.readBack],
    next_attempt_at: ['timestamptz', (row) => row.nextAttemptAt],
  })
  await sql.query(
    `update hold_carryings h set state = p.state, attempts = p.attempts, detail = p.detail, read_back = coalesce(p.read_back, h.read_back), next_attempt_at = p.next_attempt_at, claimed_until = null,
       done_at = case when p.state = 'due' then h.done_at else $2 end, version = h.version + 1
     from ${p.from}
     where h.connection_id = $1 and h.contact_id = p.contact_id and h.version = p.version`,
    [connectionId, now, ...p.values],
  )
}

/** Notes on our rows the holds that were just read back; what is read next is looked at in any case. */
export async function noteHeld(sql: Sql, rows: readonly { recordId: number; until: string | null }[]): Promise<void> {
  await sql.query(
    `update remote_records r set hold_until = p.until, content_hash = '' from unnest($1::bigint[], $2::date[]) as p (id, until) where r.id = p.id and r.hold_until is distinct from p.until`,
    [rows.map((row) => row.recordId), rows.map((row) => row.until)],
  )
}

/** Holds that a system refuses, or that have waited since before `waitingSince`: the person is contactable there. */
export async function unshownHolds(
  sql: Sql,
  waitingSince: Date,
): Promise<{ connectionId: string; label: string; count: number; since: Date; detail: string | null }[]> {
  const { rows } = await sql.query<{
    connectionId: string
    label: string
    count: number
    since: Date
    detail: string | null
  }>(
    `select c.id as "connectionId", c.label, count(*)::int as count, min(coalesce(h.done_at, h.next_attempt_at)) as since, min(h.detail) as detail from hold_carryings h join connections c on c.id = h.connection_id
     where (h.state = 'refused' or (h.state = 'due' and h.next_attempt_at < $1)) and c.state <> 'disconnected' group by c.id order by c.position`,
    [waitingSince],
  )
  return rows
}
