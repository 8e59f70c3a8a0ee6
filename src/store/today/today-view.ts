import { notMistaken } from '../sql/not-mistaken.ts'
import type { Door } from '../../domain/objections/objection.ts'
import type { Sql } from '../app/database.ts'
import { notApplied, stillOpen } from '../sql/not-applied.ts'
import { noShopper } from '../sql/without-shopper.ts'

/**
 * The person said it after the instant `since`: what stood in a system before it was read first counts from the day
 * that the system gives, and where it gives none it is nobody's word of today.
 */
const saidSince = (since: string): string =>
  `(o.received_at > ${since} and (o.door <> 'found' or o.evidence ? 'datedBySystem'))`
const settledRefusal = `p.state = 'refused' and p.settled_at is not null`

export interface ObjectionFigures {
  total: number
  /** Not applied everywhere (docs/glossary.md). */
  open: number
  /**
   * Not open, but still to be sent or verified somewhere: that system was read to block the person, or does not hold
   * them.
   */
  pending: number
  /**
   * Read back in each CRM that holds the person and confirmed by each broker: not open, not pending, not settled by
   * hand, not unconfirmed.
   */
  inPlace: number
  /** A broker was sent it and has not confirmed that it received it. */
  unconfirmed: number
  said: number
  saidInPlace: number
  saidUnconfirmed: number
  /** On their way by themselves now. */
  moving: number
  /** Refusals that somebody settled by hand: nothing was read back. */
  settled: number
}

/** Objections on record, and those that people made since a moment. `since` is business time. */
export async function objectionFigures(sql: Sql, since: Date): Promise<ObjectionFigures> {
  const { rows } = await sql.query<ObjectionFigures>(
    `with short as (
       select objection_id, bool_or(open) as open, bool_or(unconfirmed) as unconfirmed, bool_or(pending) as pending from (
         select objection_id, true as open, false as unconfirmed, false as pending from ${notApplied} as found
         union all
         select p.objection_id, false, p.state = 'accepted', ${stillOpen} from propagations p join connections c on c.id = p.connection_id and c.state <> 'disconnected'
         where (${settledRefusal} or p.state = 'accepted' and coalesce(p.proof, 1) < 2 or ${stillOpen}) and ${noShopper.objection('p.objection_id')}) as ways
       group by objection_id)
     select count(*)::int as total, count(*) filter (where s.open)::int as open, count(*) filter (where s.pending and not s.open)::int as pending, count(*) filter (where s.objection_id is null)::int as "inPlace",
       count(*) filter (where s.unconfirmed)::int as unconfirmed, count(*) filter (where ${saidSince('$1')})::int as said,
       count(*) filter (where s.objection_id is null and ${saidSince('$1')})::int as "saidInPlace",
       count(*) filter (where s.unconfirmed and ${saidSince('$1')})::int as "saidUnconfirmed",
       (select count(*)::int from propagations p where p.state in ('queued', 'sending', 'written') and ${noShopper.objection('p.objection_id')}) as moving,
       (select count(*)::int from propagations p join connections c on c.id = p.connection_id and c.state <> 'disconnected'
        where ${settledRefusal} and ${noShopper.objection('p.objection_id')}) as settled
     from objections o left join short s on s.objection_id = o.id where ${noShopper.objection('o.id')} and ${notMistaken('o.id')}`,
    [since],
  )
  const row = rows[0]
  if (row === undefined) throw new Error('The figures of objections are missing')
  return row
}

export interface DelayFigures {
  count: number
  medianMs: number | null
  p95Ms: number | null
}

/**
 * From the recording of an objection to its first proof read back (the audit log keeps it when the block is put back
 * later), in business time. What was found at a first reading was made nobody knows how long before, and is left out.
 */
export async function delayFigures(sql: Sql, since: Date): Promise<DelayFigures> {
  const { rows } = await sql.query<DelayFigures>(
    `with done as (
       select extract(epoch from first.at - p.created_at)::float8 * 1000 as ms
       from propagations p join objections o on o.id = p.objection_id
       cross join lateral (
         select min(a.at) as at from audit_events a where a.contact_id = o.contact_id and a.act = 'propagation' and a.connection_id = p.connection_id
           and a.details ->> 'objectionId' = p.objection_id::text and a.details ->> 'to' = 'applied') first
       where p.state = 'applied' and p.lane = 'objection' and o.door <> 'found' and p.created_at > $1 and ${noShopper.objection('o.id')} and ${notMistaken('o.id')})
     select count(*)::int as count, percentile_cont(0.5) within group (order by ms) as "medianMs", percentile_cont(0.95) within group (order by ms) as "p95Ms" from done where ms >= 0`,
    [since],
  )
  return rows[0] ?? { count: 0, medianMs: null, p95Ms: null }
}

/** Objections per day on which they were made (in `timeZone`) and door, since a moment. */
export async function objectionsByDoor(
  sql: Sql,
  since: Date,
  timeZone: string,
): Promise<{ day: string; door: Door; count: number }[]> {
  const { rows } = await sql.query<{ day: string; door: Door; count: number }>(
    `select (received_at at time zone $2)::date::text as day, door, count(*)::int as count from objections o where ${saidSince('$1')} and ${noShopper.objection('o.id')} and ${notMistaken('o.id')} group by 1, 2 order by 1`,
    [since, timeZone],
  )
  return rows
}

/** Objections that stand still at one Connection for one cause. */
export interface StuckGroup {
  connectionId: string
  label: string
  state: 'waiting' | 'refused' | 'accepted'
  reason: string | null
  detail: string | null
  count: number
  since: Date
  nextAttemptAt: Date | null
}

/**
 * One row per cause, not per person. `unconfirmedBefore`: what was only sent before this time counts as unconfirmed.
 */
export async function stuckGroups(sql: Sql, unconfirmedBefore: Date): Promise<StuckGroup[]> {
  const { rows } = await sql.query<StuckGroup>(
    `select p.connection_id as "connectionId", c.label, p.state, p.reason, case when p.state = 'refused' then p.detail end as detail, count(distinct p.objection_id)::int as count,
       min(p.created_at) as since, min(p.next_attempt_at) as "nextAttemptAt"
     from propagations p join connections c on c.id = p.connection_id and c.state <> 'disconnected'
     where (p.state in ('waiting', 'refused') and p.settled_at is null or (p.state = 'accepted' and coalesce(p.proof, 1) < 2 and p.created_at < $1)) and ${noShopper.objection('p.objection_id')}
     group by p.connection_id, c.label, p.state, p.reason, 5 order by since`,
    [unconfirmedBefore],
  )
  return rows
}

/**
 * Job titles that keep contacts in quarantine because nobody said which function they are; not those of a known
 * function that an offer calls borderline.
 */
export async function unknownTitles(
  sql: Sql,
  limit: number,
): Promise<{ titles: { title: string; count: number }[]; distinct: number; contacts: number }> {
  const { rows } = await sql.query<{ title: string; count: number; distinct: number; contacts: number }>(
    `select d.detail ->> 'jobTitle' as title, count(*)::int as count, count(*) over ()::int as distinct, sum(count(*)) over ()::int as contacts
     from decisions d where d.rule = 'B1f' and d.verdict = 'QUARANTINE' and d.detail ->> 'jobTitle' is not null
       and (d.detail -> 'functions' = '[]' or (d.detail ->> 'titleConflict')::boolean) group by 1 order by count(*) desc, 1 limit $1`,
    [limit],
  )
  return {
    titles: rows.map(({ title, count }) => ({ title, count })),
    distinct: rows[0]?.distinct ?? 0,
    contacts: rows[0]?.contacts ?? 0,
  }
}

/** When verdicts were last looked at by a run. */
export async function decidedAsOf(sql: Sql): Promise<Date | null> {
  const { rows } = await sql.query<{ at: Date | null }>(
    `select max(finished_at) as at from hygiene_steps where name = 'decide' and state = 'done'`,
  )
  return rows[0]?.at ?? null
}
