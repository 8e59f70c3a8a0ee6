import type { PopulationName } from '../../domain/removals/retention-rules.ts'
import type { SourceKind } from '../../domain/sources/tables/source-kinds.ts'
import type { Sql } from '../app/database.ts'
import { hasOpenWork } from '../removals/dependencies.ts'
import { relationOf } from '../sql/relation-of.ts'
import { keptOnPurpose } from '../removals/legal-holds.ts'
import { hasOpenReview } from '../mailbox/reviews.ts'
import { objectedToEverything } from '../sql/objected-to-everything.ts'
import { objectionOpen } from '../sql/objection-on-its-way.ts'
import { noShopper } from '../sql/without-shopper.ts'

/** A term that is tried: for everybody, or for a population, the people of a country or a kind of source. */
export interface Trial {
  /** Day on which one looks, UTC. */
  on: string
  months: number
  population: PopulationName | null
  country: string | null
  sourceKind: SourceKind | null
}

/**
 * Who would go on a day, and who is protected by what, each person once. Guards that depend on the day itself are not
 * foreseen.
 */
export interface Foreseen {
  past: number
  kept: number
  pending: number
  customer: number
  /** An objection of theirs is not carried everywhere yet, or one could stand where it cannot be read. */
  objection: number
  assumed: number
  /** Something is open with them, or it is not known whether there is, as the systems said last. */
  open: number
  go: number
  /** Of those who would go: former customers. */
  former: number
}

/** The relationship of a contact `d` as a customer is over (relationEndOf). */
const former = `d.detail ->> 'relationEndedOn' is not null`

/** Term of a contact `d`: what is in force, or the tried months where the trial is about the contact. */
const tried = `case when ($2::text is null or d.detail -> 'countries' ? $2) and ($3::text is null or exists (select 1 from sources s where s.contact_id = d.contact_id and s.kind = $3)) and ($6::text is null or ($6 = 'former-customer') = (${former}))
  then (greatest((d.started_at at time zone 'UTC')::date, (d.last_act_at at time zone 'UTC')::date, (d.detail ->> 'relationEndedOn')::date) + make_interval(months => $4::int))::date else d.term_on end`

/** By the day that is looked at: what a broker took a month before is given up, and who said no to everything went. */
const monthAgo = `$1::date - interval '30 days'`

const judged = (
  term: string,
): string => `select ${term} as term, ${former} as former, case when ${keptOnPurpose('d.contact_id', '$1::date')} then 'kept' when ${hasOpenReview('d.contact_id')} then 'pending' when ${relationOf('d.contact_id', "d.detail ->> 'relation'")} = 'customer' then 'customer'
    when ${objectionOpen('d.contact_id', monthAgo)} then 'objection' when d.started_assumed and not $5::bool then 'assumed' when ${hasOpenWork('d.contact_id')} then 'open' else 'go' end as fate
  from decisions d join contacts c on c.id = d.contact_id where c.merged_into is null and c.purged_at is null and exists (select 1 from remote_records r where r.contact_id = d.contact_id and r.gone_at is null) and ${noShopper.contact('d.contact_id')} and not ${objectedToEverything('d.contact_id', monthAgo)}`

const figures = [
  ...['kept', 'pending', 'customer', 'objection', 'assumed', 'open', 'go'].map(
    (fate) => `count(*) filter (where fate = '${fate}')::int as ${fate}`,
  ),
  `count(*) filter (where fate = 'go' and former)::int as former`,
].join(', ')

/**
 * Looks at a day with the terms in force and with a trial; nothing is written. `assumedStarts`: whether assumed starts
 * may go.
 */
export async function foresee(
  sql: Sql,
  trial: Trial,
  assumedStarts: boolean,
): Promise<{ now: Foreseen; tried: Foreseen }> {
  const values = [trial.on, trial.country, trial.sourceKind, trial.months, assumedStarts, trial.population]
  const look = async (term: string) =>
    (
      await sql.query<Foreseen>(
        `select count(*)::int as past, ${figures} from (${judged(term)}) as people where term <= $1::date and $2::text is not distinct from $2 and $3::text is not distinct from $3 and $4::int = $4 and $6::text is not distinct from $6`,
        values,
      )
    ).rows[0] as Foreseen
  return { now: await look('d.term_on'), tried: await look(tried) }
}

/**
 * How many would go in each month from the day's on, with the terms in force and with the trial; who is past the term
 * by the day counts in its month.
 */
export async function foreseenByMonth(
  sql: Sql,
  trial: Trial,
  assumedStarts: boolean,
  months: number,
): Promise<{ month: string; now: number; tried: number }[]> {
  const values = [trial.on, trial.country, trial.sourceKind, trial.months, assumedStarts, trial.population, months]
  const counts = (term: string) =>
    `select to_char(greatest(term, $1::date), 'YYYY-MM') as month, count(*)::int as n from (${judged(term)}) as people where fate = 'go' and term < (date_trunc('month', $1::date) + make_interval(months => $7::int))::date and $6::text is not distinct from $6 group by 1`
  const { rows } = await sql.query<{ month: string; now: number; tried: number }>(
    `select to_char(m, 'YYYY-MM') as month, coalesce(a.n, 0) as now, coalesce(b.n, 0) as tried from generate_series(date_trunc('month', $1::date), date_trunc('month', $1::date) + make_interval(months => $7::int - 1), interval '1 month') as m
     left join (${counts('d.term_on')}) a on a.month = to_char(m, 'YYYY-MM') left join (${counts(tried)}) b on b.month = to_char(m, 'YYYY-MM') order by m`,
    values,
  )
  return rows
}

/** Some of those who would go with the trial, drawn at random, the same on each look. */
export async function foreseenSample(
  sql: Sql,
  trial: Trial,
  assumedStarts: boolean,
  limit: number,
): Promise<
  {
    contactId: string
    email: string | null
    lastActAt: Date | null
    lastActKind: string | null
    relationEndedOn: string | null
    term: string
  }[]
> {
  const { rows } = await sql.query<{
    contactId: string
    email: string | null
    lastActAt: Date | null
    lastActKind: string | null
    relationEndedOn: string | null
    term: string
  }>(
    `with people as (${judged(tried).replace('select ', "select d.contact_id, d.last_act_at, d.last_act_kind, d.detail ->> 'relationEndedOn' as ended, ")})
     select p.contact_id as "contactId", lead.email, p.last_act_at as "lastActAt", p.last_act_kind as "lastActKind", p.ended as "relationEndedOn", p.term::text from people p
     left join lateral (select x.value as email from remote_records r join connections k on k.id = r.connection_id left join record_identities ri on ri.record_id = r.id and ri.position = 0 left join identities x on x.hash = ri.identity_hash
       where r.contact_id = p.contact_id and r.gone_at is null order by k.position, r.id limit 1) lead on true
     where p.fate = 'go' and p.term <= $1::date order by md5(p.contact_id::text) limit $7`,
    [trial.on, trial.country, trial.sourceKind, trial.months, assumedStarts, trial.population, limit],
  )
  return rows
}
