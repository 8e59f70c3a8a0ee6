import type { Sql } from '../app/database.ts'
import { noShopper } from '../sql/without-shopper.ts'

/** Objections of one Connection that are not applied after a time of the settings. */
interface Alarm {
  id: string
  /**
   * `other-purge`: `objections` are records that somebody else deleted, `notDue` those of them whose term had not
   * passed.
   */
  kind: 'noes' | 'other-purge'
  notDue: number
  /** The objection is the mystery shopper's: nobody is concerned, but the way is too long. */
  shopper: boolean
  connectionId: string
  label: string
  /** 1 to 3, the latest last. */
  step: number
  afterMinutes: number
  objections: number
  /** Business time of the oldest of these objections. */
  since: Date
  attempts: number
  /** Ids of the users who got the mail. */
  told: string[]
}

/** Objections on their way, of people and, told apart, of the mystery shopper. */
const open = `(
  select p.connection_id, p.objection_id as no_id, coalesce(p.woken_at, p.created_at) as since, p.reason, false as shopper
  from propagations p where p.lane = 'objection' and p.state in ('queued', 'sending', 'written', 'waiting', 'refused') and p.settled_at is null and ${noShopper.objection('p.objection_id')}
  union all
  select s.connection_id, r.id, coalesce(r.acted_at, r.started_at), null, true from shopper_rounds r join shopper_round_systems s on s.round_id = r.id where r.state <> 'done' and s.read_back_at is null)`

/**
 * Raises what is due, and brings the figures of open alarms up to date: `minutes` are the three steps. What waits for a
 * person, who has a task with a term of its own, counts at the last step only.
 */
export async function raiseDue(sql: Sql, minutes: readonly number[], now: Date): Promise<void> {
  await sql.query(
    `insert into alarms as a (id, connection_id, step, after_minutes, noes, since, raised_at, next_attempt_at, shopper)
     select gen_random_uuid(), p.connection_id, s.step, s.minutes, count(distinct p.no_id), min(p.since), $2, $2, p.shopper
     from unnest($1::int[]) with ordinality as s (minutes, step)
     join ${open} p on (p.reason is distinct from 'person' or s.step = 3) and p.since <= $2::timestamptz - make_interval(mins => s.minutes)
     join connections c on c.id = p.connection_id and c.state <> 'disconnected'
     group by p.connection_id, s.step, s.minutes, p.shopper
     on conflict (connection_id, step, shopper, kind) where ended_at is null do update set noes = excluded.noes, since = excluded.since
     where (a.noes, a.since) is distinct from (excluded.noes, excluded.since)`,
    [minutes, now],
  )
}

/** Ends the alarms whose objections are all applied, or whose Connection is no longer connected. */
export async function endOver(sql: Sql, now: Date): Promise<void> {
  await sql.query(
    `update alarms a set ended_at = $1, next_attempt_at = null where a.ended_at is null and a.kind = 'noes' and not exists (
       select 1 from ${open} p join connections c on c.id = p.connection_id and c.state <> 'disconnected'
       where p.connection_id = a.connection_id and p.shopper = a.shopper and (p.reason is distinct from 'person' or a.step = 3) and p.since <= $1::timestamptz - make_interval(mins => a.after_minutes))`,
    [now],
  )
}

/** Another purge that shows: one open alarm per Connection. */
export interface PurgeAlarm {
  connectionId: string
  deleted: number
  notDue: number
  /** Beginning of its day. */
  since: Date
}

/**
 * Opens an alarm for each of these purges, and ends those of Connections where none shows any more. A later day is
 * another purge.
 */
export async function raisePurges(sql: Sql, purges: readonly PurgeAlarm[], now: Date): Promise<void> {
  const columns = [purges.map((one) => one.connectionId), purges.map((one) => one.since)]
  await sql.query(
    `update alarms a set ended_at = $3, next_attempt_at = null where a.ended_at is null and a.kind = 'other-purge'
       and not exists (select 1 from unnest($1::uuid[], $2::timestamptz[]) as p (connection_id, since) where p.connection_id = a.connection_id and p.since = a.since)`,
    [...columns, now],
  )
  await sql.query(
    `insert into alarms as a (id, connection_id, step, after_minutes, noes, not_due, since, raised_at, next_attempt_at, kind)
     select gen_random_uuid(), connection_id, 1, 0, deleted, not_due, since, $5, $5, 'other-purge' from unnest($1::uuid[], $2::timestamptz[], $3::int[], $4::int[]) as p (connection_id, since, deleted, not_due)
     on conflict (connection_id, step, shopper, kind) where ended_at is null do update set noes = excluded.noes, not_due = excluded.not_due where (a.noes, a.not_due) is distinct from (excluded.noes, excluded.not_due)`,
    [...columns, purges.map((one) => one.deleted), purges.map((one) => one.notDue), now],
  )
}

/** Purges of others that show now, with the name of the system. */
export async function openPurges(sql: Sql): Promise<(PurgeAlarm & { label: string })[]> {
  const { rows } = await sql.query<PurgeAlarm & { label: string }>(
    `select a.connection_id as "connectionId", c.label, a.noes as deleted, a.not_due as "notDue", a.since from alarms a join connections c on c.id = a.connection_id where a.ended_at is null and a.kind = 'other-purge' order by a.since, c.label`,
  )
  return rows
}

/** Alarms whose mail is due. A higher step of the same Connection says it all: the lower one is not mailed any more. */
export async function dueAlarms(sql: Sql, now: Date): Promise<string[]> {
  await sql.query(
    `update alarms a set next_attempt_at = null where a.next_attempt_at is not null and a.ended_at is null
       and exists (select 1 from alarms higher where higher.connection_id = a.connection_id and higher.shopper = a.shopper and higher.kind = a.kind and higher.ended_at is null and higher.step > a.step)`,
  )
  return (
    await sql.query<{ id: string }>(
      'select id from alarms where next_attempt_at <= $1 and (claimed_until is null or claimed_until < clock_timestamp()) order by raised_at',
      [now],
    )
  ).rows.map((row) => row.id)
}

/** Takes a due alarm for this worker alone; null when another has it or it is over. */
export async function claimAlarm(sql: Sql, id: string, now: Date, claimMs: number): Promise<Alarm | null> {
  const { rows } = await sql.query<Alarm>(
    `update alarms a set attempts = a.attempts + 1, claimed_until = clock_timestamp() + make_interval(secs => $3::float8 / 1000) from connections c
     where a.id = $1 and c.id = a.connection_id and a.next_attempt_at <= $2 and a.ended_at is null and (a.claimed_until is null or a.claimed_until < clock_timestamp())
     returning a.id, a.connection_id as "connectionId", c.label, a.step, a.after_minutes as "afterMinutes", a.noes as objections, a.since, a.attempts, a.told, a.shopper, a.kind, a.not_due as "notDue"`,
    [id, now, claimMs],
  )
  return rows[0] ?? null
}

export async function noteMailed(sql: Sql, id: string, userId: string): Promise<void> {
  await sql.query('update alarms set told = array_append(told, $2) where id = $1 and not $2 = any(told)', [id, userId])
}

/** `nextAttemptAt` null: everybody was told, or nobody can be. */
export async function endMailing(
  sql: Sql,
  id: string,
  nextAttemptAt: Date | null,
  failure: string | null,
): Promise<void> {
  await sql.query('update alarms set next_attempt_at = $2, claimed_until = null, failure = $3 where id = $1', [
    id,
    nextAttemptAt,
    failure,
  ])
}

/** Open alarms whose mail fails, and since when. */
export async function unmailedAlarms(sql: Sql): Promise<{ count: number; since: Date | null; failure: string | null }> {
  const { rows } = await sql.query<{ count: number; since: Date | null; failure: string | null }>(
    'select count(*)::int as count, min(raised_at) as since, min(failure) as failure from alarms where ended_at is null and failure is not null',
  )
  return rows[0] ?? { count: 0, since: null, failure: null }
}
