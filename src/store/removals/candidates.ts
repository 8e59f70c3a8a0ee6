import { withoutSourceSince } from '../sql/without-source-since.ts'
import { guardsNotAsked, type StoredGuard } from '../../domain/removals/guards.ts'
import type { PlannedKind } from '../../domain/removals/removal-kinds.ts'
import type { Sql } from '../app/database.ts'
import { objectedToEverything } from '../sql/objected-to-everything.ts'
import { objectionOpen } from '../sql/objection-on-its-way.ts'
import type { RelationValues } from '../../domain/connections/relation-values.ts'
import { maybeCustomer, relationOf, relationShown } from '../sql/relation-of.ts'
import { keptOnPurpose } from './legal-holds.ts'
import { deletionRefused } from '../sql/deletion-refused.ts'
import { possibleDuplicate } from './possible-duplicate.ts'
import { hasOpenReview } from '../mailbox/reviews.ts'

export interface Candidate {
  contactId: string
  lastActAt: Date | null
  lastActKind: string | null
  termOn: string
  /** Day on which the relationship of a customer ended; null = none did. */
  relationEndedOn: string | null
  /** The first guard that protects them, of those that our tables answer; null = none does. */
  guard: StoredGuard | null
  /** Values of their records that mean a customer or nobody knows what; `values` null = not read yet. */
  shown: { connectionId: string; values: RelationValues | null }[] | null
  /** Ids of their live records. */
  recordIds: readonly number[]
}

const objected = objectedToEverything('d.contact_id', '$3')

/**
 * SQL of the last day that a question named to the contact `d`; null = none did. Nobody goes before it, however short
 * the term was made since (docs/reference/law.md#g4).
 */
export const announcedTerm = `(select max(a.term_on) from repermission_asks a where a.contact_id = d.contact_id and a.state in ('asked', 'unclear'))`

/** From when guards look, each an expression of SQL. */
interface GuardsFrom {
  day: string
  /** UTC day: acts after it are recent. */
  activeSince: string
  /** What a broker took since then and did not confirm may have to be sent again. */
  unconfirmedSince: string
  /** Booleans: last acts may be unknown; who starts on an assumed day may go. */
  blind: string
  assumedStarts: string
}

/**
 * SQL of the first guard that protects the contact `d` from a kind of plan, in the order of `guardNames`; null = none
 * of those that our tables answer. The one rule for plans and for who looks ahead. A deal is asked for afresh: one that
 * is closed since does not change the record. Nobody with a counted act within the term goes for want of a source; a
 * start that is only assumed says nothing there.
 */
export function guardOf(kind: PlannedKind, from: GuardsFrom): string {
  const asked: readonly (readonly [StoredGuard, string])[] = [
    ['legal-hold', keptOnPurpose('d.contact_id', from.day)],
    ['pending', hasOpenReview('d.contact_id')],
    ['customer', `${relationOf('d.contact_id', "d.detail ->> 'relation'")} = 'customer'`],
    ['unjudged', maybeCustomer('d.contact_id')],
    ['objection', objectionOpen('d.contact_id', from.unconfirmedSince)],
    ['blind', from.blind],
    ['active', `(d.last_act_at at time zone 'UTC')::date > ${from.activeSince}`],
    ['assumed', `d.started_assumed and not ${from.assumedStarts}`],
    ['maybe', possibleDuplicate('d.contact_id', from.activeSince, from.day)],
    [
      'not-granted',
      `exists (select 1 from remote_records r join connections k on k.id = r.connection_id where r.contact_id = d.contact_id and r.gone_at is null and not (k.granted @> '{suppress,remove}' and k.state = 'active'))`,
    ],
    ['refused', deletionRefused('d.contact_id')],
  ]
  const guards = asked.filter(([name]) => !guardsNotAsked[kind].includes(name))
  return `case ${guards.map(([name, holds]) => `when ${holds} then '${name}'`).join('\n         ')} end`
}

/** SQL of a boolean: the contact `d` is in a plan that was approved, or in one that empties what was refused. */
export const inPlanUnderWay = `exists (select 1 from removal_items i join removal_plans p on p.id = i.plan_id
         where i.contact_id = d.contact_id and (p.state in ('approved', 'held', 'binning') or p.empties and p.state = 'planned') and i.state in ('planned', 'held'))`

/** Whether the contact is in such a plan. */
export const isInPlanUnderWay = async (sql: Sql, contactId: string): Promise<boolean> =>
  (await sql.query(`select 1 from (select $1::uuid as contact_id) d where ${inPlanUnderWay}`, [contactId])).rowCount ===
  1

/**
 * What each kind of plan asks of a contact: a term that has passed by the UTC day $1; no source, and known to us
 * without one since before the instant $7; or an objection to everything, carried out before $3. Whoever the last is
 * true of goes by its plan alone: nobody is in two.
 */
const due: Readonly<Record<PlannedKind, string>> = {
  silent: `d.term_on <= $1 and coalesce(${announcedTerm} <= $1, true) and not ${objected}`,
  'no-source': `d.term_on > $1 and coalesce(d.detail ->> 'source', '') = '' and ${withoutSourceSince('c')} <= $7 and not ${objected}`,
  objected,
}

/** The instant at which candidates are asked for, and what follows from it. */
export interface CandidatesAsOf {
  /** UTC day. */
  today: string
  /** Acts after this day are recent. */
  activeSince: string
  /** Who is known since before it was searched for a source long enough. */
  searchedBefore: Date
  /** By when an objection to everything was carried out everywhere, for the plan of those who objected. */
  objectedBefore: Date
  /** What a broker took since then and did not confirm may have to be sent again. */
  unconfirmedSince: Date
  /** Last acts may be unknown. */
  blind: boolean
  /** Who starts on an assumed day may go. */
  assumedStarts: boolean
}

/** SQL of the contacts of one kind, as `d`, that are not in a plan under way: $1 to $7 as of `paramsOf`. */
const fromCandidates = (kind: PlannedKind): string => `from decisions d join contacts c on c.id = d.contact_id
     where c.merged_into is null and c.purged_at is null and ${due[kind]}
       and exists (select 1 from remote_records r where r.contact_id = d.contact_id and r.gone_at is null)
       and not ${inPlanUnderWay}
       and $1::date is not null and $2::date is not null and $4::timestamptz is not null and $5::bool is not null and $6::bool is not null and $3::timestamptz is not null`

const paramsOf = (kind: PlannedKind, asOf: CandidatesAsOf): unknown[] => [
  asOf.today,
  asOf.activeSince,
  asOf.objectedBefore,
  asOf.unconfirmedSince,
  asOf.blind,
  asOf.assumedStarts,
  ...(kind === 'no-source' ? [asOf.searchedBefore] : []),
]

/** Whether there is a contact of one kind: a short question, where the guards of each are a long one. */
export async function hasCandidates(sql: Sql, kind: PlannedKind, asOf: CandidatesAsOf): Promise<boolean> {
  const { rowCount } = await sql.query(`select 1 ${fromCandidates(kind)} limit 1`, paramsOf(kind, asOf))
  return rowCount === 1
}

/** Contacts of one kind that are not in a plan under way. */
export async function loadCandidates(sql: Sql, kind: PlannedKind, asOf: CandidatesAsOf): Promise<Candidate[]> {
  const from = { day: '$1', activeSince: '$2::date', unconfirmedSince: '$4', blind: '$5', assumedStarts: '$6' }
  const { rows } = await sql.query<Candidate>(
    `select d.contact_id as "contactId", d.last_act_at as "lastActAt", d.last_act_kind as "lastActKind", d.term_on as "termOn", d.detail ->> 'relationEndedOn' as "relationEndedOn",
       ${guardOf(kind, from)} as guard, ${relationShown('d.contact_id')} as shown,
       (select jsonb_agg(r.id) from remote_records r where r.contact_id = d.contact_id and r.gone_at is null) as "recordIds"
     ${fromCandidates(kind)} order by d.contact_id`,
    paramsOf(kind, asOf),
  )
  return rows
}
