import type { PopulationName } from '../../domain/removals/retention-rules.ts'
import type { SourceKind } from '../../domain/sources/tables/source-kinds.ts'
import type { Sql } from '../app/database.ts'
import { storedGuards } from '../../domain/removals/guards.ts'
import { guardOf, inPlanUnderWay, announcedTerm, type CandidatesAsOf } from '../removals/candidates.ts'
import { hasOpenWork } from '../removals/dependencies.ts'
import { objectedToEverything } from '../sql/objected-to-everything.ts'
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

/** Guards of the plan that goes by a term. */
const termGuards = storedGuards.filter((name) => name !== 'active')

/** What keeps somebody: a plan that takes them already, a guard that our tables answer, or something open with them. */
const fates = ['under-way', ...termGuards, 'open', 'go'] as const

/**
 * Who would go on a day, and who is protected by what, each person once. `open`: something is open with them, or it is
 * not known whether there is, as the systems said last; a plan asks them again.
 */
export type Foreseen = Record<'past' | (typeof fates)[number], number> & {
  /** Of those who would go: former customers. */
  former: number
}

/** From when one looks ahead: as a plan made then would (`loadCandidates`). */
export type ForeseenFrom = Omit<CandidatesAsOf, 'searchedBefore' | 'today'>

/** The relationship of a contact `d` as a customer is over, whether or not its end is known. */
const former = `(d.detail ->> 'relationEndedOn' is not null or d.detail ? 'endUnknown')`

/** Term of a contact `d`: what is in force, or the tried months where the trial is about the contact. */
const tried = `case when ($2::text is null or d.detail -> 'countries' ? $2) and ($3::text is null or exists (select 1 from sources s where s.contact_id = d.contact_id and s.kind = $3)) and ($6::text is null or ($6 = 'former-customer') = (${former}))
  then (greatest((d.started_at at time zone 'UTC')::date, (d.last_act_at at time zone 'UTC')::date, (d.detail ->> 'relationEndedOn')::date) + make_interval(months => $4::int))::date else d.term_on end`

const guard = guardOf('silent', {
  day: '$1::date',
  activeSince: '$7::date',
  unconfirmedSince: '$8::timestamptz',
  blind: '$9::bool',
  assumedStarts: '$5::bool',
})

/** Nobody goes before the day that a question named to them; who said no to everything goes by another plan. */
const judged = (
  term: string,
): string => `select greatest(${term}, ${announcedTerm}) as term, ${former} as former, case when ${inPlanUnderWay} then 'under-way' else coalesce(${guard}, case when ${hasOpenWork('d.contact_id')} then 'open' else 'go' end) end as fate
  from decisions d join contacts c on c.id = d.contact_id where c.merged_into is null and c.purged_at is null and exists (select 1 from remote_records r where r.contact_id = d.contact_id and r.gone_at is null) and ${noShopper.contact('d.contact_id')} and not ${objectedToEverything('d.contact_id', '$10::timestamptz')}`

const figures = [
  ...fates.map((fate) => `count(*) filter (where fate = '${fate}')::int as "${fate}"`),
  `count(*) filter (where fate = 'go' and former)::int as former`,
].join(', ')

/** Every placeholder is named, so that each statement knows its type. */
const named = `$2::text is not distinct from $2 and $3::text is not distinct from $3 and $4::int = $4 and $6::text is not distinct from $6 and $7::date is not null and $8::timestamptz is not null and $9::bool is not null and $10::timestamptz is not null and $5::bool is not null`

const valuesOf = (trial: Trial, from: ForeseenFrom): unknown[] => [
  trial.on,
  trial.country,
  trial.sourceKind,
  trial.months,
  from.assumedStarts,
  trial.population,
  from.activeSince,
  from.unconfirmedSince,
  from.blind,
  from.objectedBefore,
]

/** Looks at a day with the terms in force and with a trial; nothing is written. */
export async function foresee(sql: Sql, trial: Trial, from: ForeseenFrom): Promise<{ now: Foreseen; tried: Foreseen }> {
  const values = valuesOf(trial, from)
  const look = async (term: string) =>
    (
      await sql.query<Foreseen>(
        `select count(*)::int as past, ${figures} from (${judged(term)}) as people where term <= $1::date and ${named}`,
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
  from: ForeseenFrom,
  months: number,
): Promise<{ month: string; now: number; tried: number }[]> {
  const values = [...valuesOf(trial, from), months]
  const counts = (term: string) =>
    `select to_char(greatest(term, $1::date), 'YYYY-MM') as month, count(*)::int as n from (${judged(term)}) as people where fate = 'go' and term < (date_trunc('month', $1::date) + make_interval(months => $11::int))::date and ${named} group by 1`
  const { rows } = await sql.query<{ month: string; now: number; tried: number }>(
    `select to_char(m, 'YYYY-MM') as month, coalesce(a.n, 0) as now, coalesce(b.n, 0) as tried from generate_series(date_trunc('month', $1::date), date_trunc('month', $1::date) + make_interval(months => $11::int - 1), interval '1 month') as m
     left join (${counts('d.term_on')}) a on a.month = to_char(m, 'YYYY-MM') left join (${counts(tried)}) b on b.month = to_char(m, 'YYYY-MM') order by m`,
    values,
  )
  return rows
}

/** Some of those who would go with the trial, drawn at random, the same on each look. */
export async function foreseenSample(
  sql: Sql,
  trial: Trial,
  from: ForeseenFrom,
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
     where p.fate = 'go' and p.term <= $1::date and ${named} order by md5(p.contact_id::text) limit $11`,
    [...valuesOf(trial, from), limit],
  )
  return rows
}
