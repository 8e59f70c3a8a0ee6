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

/** Term of a contact `d`: what is in force, or the tried months where the trial, $1 to $4, is about the contact. */
const tried = `case when ($1::text is null or d.detail -> 'countries' ? $1) and ($2::text is null or exists (select 1 from sources s where s.contact_id = d.contact_id and s.kind = $2)) and ($4::text is null or ($4 = 'former-customer') = (${former}))
  then (greatest((d.started_at at time zone 'UTC')::date, (d.last_act_at at time zone 'UTC')::date, (d.detail ->> 'relationEndedOn')::date) + make_interval(months => $3::int))::date else d.term_on end`
const valuesOf = ({ country, sourceKind, months, population }: Trial): unknown[] => [
  country,
  sourceKind,
  months,
  population,
]

/** The first day after the months that are shown. */
const monthsEnd = `(date_trunc('month', $5::date) + make_interval(months => $11::int))::date`

const guard = guardOf('silent', {
  day: '$5::date',
  activeSince: '$7::date',
  unconfirmedSince: '$8::timestamptz',
  blind: '$9::bool',
  assumedStarts: '$6::bool',
})

/**
 * SQL of everyone who is past a term within the months looked at, once: their days with the terms in force and with the
 * trial, and their fate, which no term changes. Nobody goes before the day that a question named to them; who said no
 * to everything goes by another plan.
 */
const people = `people as materialized (
  select d.contact_id, d.now_on, d.tried_on, d.former,
    case when ${inPlanUnderWay} then 'under-way' else coalesce(${guard}, case when ${hasOpenWork('d.contact_id')} then 'open' else 'go' end) end as fate
  from (select d.*, ${former} as former, greatest(d.term_on, ${announcedTerm}) as now_on, greatest(${tried}, ${announcedTerm}) as tried_on
      from decisions d join contacts c on c.id = d.contact_id where c.merged_into is null and c.purged_at is null) d
  where least(d.now_on, d.tried_on) < ${monthsEnd} and exists (select 1 from remote_records r where r.contact_id = d.contact_id and r.gone_at is null)
    and ${noShopper.contact('d.contact_id')} and not ${objectedToEverything('d.contact_id', '$10::timestamptz')})`

const figures = [
  'count(*)::int as past',
  ...fates.map((fate) => `count(*) filter (where fate = '${fate}')::int as "${fate}"`),
  `count(*) filter (where fate = 'go' and former)::int as former`,
].join(', ')

const goingIn = (term: string): string =>
  `select to_char(greatest(${term}, $5::date), 'YYYY-MM') as month, count(*)::int as n from people where fate = 'go' and ${term} < ${monthsEnd} group by 1`

/** What is seen from a day on. */
export interface Ahead {
  /** On the day, with the terms in force and with the trial. */
  now: Foreseen
  tried: Foreseen
  /**
   * How many would go in each month from the day's on, with the terms in force and with the trial; who is past the term
   * by the day counts in its month.
   */
  months: { month: string; now: number; tried: number }[]
  /** Ids of some of those who would go on the day with the trial, drawn at random, the same on each look. */
  sample: string[]
}

/**
 * Looks at a day and the months after it with the terms in force and with a trial; nothing is written. In one
 * statement: what keeps each person takes long to tell and is the same for all four.
 */
export async function lookAhead(
  sql: Sql,
  trial: Trial,
  from: ForeseenFrom,
  { months, sample }: { months: number; sample: number },
): Promise<Ahead> {
  const { rows } = await sql.query<Ahead>(
    `with ${people} select
       (select to_jsonb(f) from (select ${figures} from people where now_on <= $5::date) f) as now,
       (select to_jsonb(f) from (select ${figures} from people where tried_on <= $5::date) f) as tried,
       (select jsonb_agg(jsonb_build_object('month', to_char(m, 'YYYY-MM'), 'now', coalesce(a.n, 0), 'tried', coalesce(b.n, 0)) order by m)
        from generate_series(date_trunc('month', $5::date), date_trunc('month', $5::date) + make_interval(months => $11::int - 1), interval '1 month') as m
        left join (${goingIn('now_on')}) a on a.month = to_char(m, 'YYYY-MM') left join (${goingIn('tried_on')}) b on b.month = to_char(m, 'YYYY-MM')) as months,
       array(select contact_id::text from people where fate = 'go' and tried_on <= $5::date order by md5(contact_id::text) limit $12) as sample`,
    [
      ...valuesOf(trial),
      trial.on,
      from.assumedStarts,
      from.activeSince,
      from.unconfirmedSince,
      from.blind,
      from.objectedBefore,
      months,
      sample,
    ],
  )
  if (rows[0] === undefined) throw new Error('nothing was foreseen')
  return rows[0]
}

/** Somebody who would go with the trial. */
export interface ForeseenPerson {
  contactId: string
  email: string | null
  lastActAt: Date | null
  lastActKind: string | null
  relationEndedOn: string | null
  term: string
}

/** The people with these ids as they are now, in the order of `lookAhead`; who is gone meanwhile is left out. */
export async function foreseenPeople(sql: Sql, trial: Trial, ids: readonly string[]): Promise<ForeseenPerson[]> {
  const { rows } = await sql.query<ForeseenPerson>(
    `select d.contact_id as "contactId", lead.email, d.last_act_at as "lastActAt", d.last_act_kind as "lastActKind", d.detail ->> 'relationEndedOn' as "relationEndedOn", greatest(${tried}, ${announcedTerm})::text as term
     from decisions d join contacts c on c.id = d.contact_id and c.merged_into is null and c.purged_at is null
     join lateral (select x.value as email from remote_records r join connections k on k.id = r.connection_id left join record_identities ri on ri.record_id = r.id and ri.position = 0 left join identities x on x.hash = ri.identity_hash
       where r.contact_id = d.contact_id and r.gone_at is null order by k.position, r.id limit 1) lead on true
     where d.contact_id = any($5) order by md5(d.contact_id::text)`,
    [...valuesOf(trial), ids],
  )
  return rows
}
