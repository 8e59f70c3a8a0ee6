import type { PlanKind } from '../../domain/removals/removal-kinds.ts'
import type { RecordStanding } from '../../domain/removals/way-back.ts'
import type { Sql } from '../app/database.ts'
import { isGone } from './bin-ends.ts'
import type { ItemState } from './plan-records.ts'
import { sinceOn } from './removals-view.ts'

/** One record of a person of a plan, with what its way back depends on. */
export interface PlanPersonRecord extends RecordStanding {
  connectionId: string
  label: string
  object: string
  backDetail: string | null
}

/** A person of a plan as its whole list shows them. */
export interface PlanPersonRow {
  contactId: string
  planId: string
  number: string
  kind: PlanKind
  email: string | null
  firstName: string | null
  lastName: string | null
  company: string | null
  jobTitle: string | null
  lastActAt: Date | null
  lastActKind: string | null
  termOn: string
  sinceOn: string | null
  relationEndedOn: string | null
  state: ItemState
  reason: string | null
  restoreBy: string | null
  restoreAt: Date | null
  restoreReason: string | null
  restoreEndedAt: Date | null
  records: PlanPersonRecord[]
}

/** Which of a plan's people a list shows. */
export const peopleFilters = ['all', 'in', 'removed', 'out', 'restored', 'refused'] as const
export type PeopleFilter = (typeof peopleFilters)[number]

const statesOf: Readonly<Record<PeopleFilter, readonly ItemState[]>> = {
  all: ['planned', 'held', 'binned', 'taken-out', 'restored', 'refused'],
  in: ['planned', 'held'],
  removed: ['binned'],
  out: ['taken-out'],
  restored: ['restored'],
  refused: ['refused'],
}

const columns = `i.contact_id as "contactId", p.id as "planId", p.number, p.kind, lead.email, lead.first_name as "firstName", lead.last_name as "lastName", lead.company, lead.job_title as "jobTitle", i.last_act_at as "lastActAt", i.last_act_kind as "lastActKind",
  i.term_on as "termOn", ${sinceOn} i.relation_ended_on::text as "relationEndedOn", i.state, i.reason, i.restore_by as "restoreBy", i.restore_at as "restoreAt", i.restore_reason as "restoreReason", i.restore_ended_at as "restoreEndedAt",
  coalesce((select jsonb_agg(jsonb_build_object('connectionId', k.id, 'label', k.label, 'object', r.object, 'state', rr.state, 'detail', rr.detail, 'binnedAt', rr.binned_at, 'backAt', rr.back_at, 'backEnd', rr.back_end, 'backDetail', rr.back_detail, 'gone', ${isGone}) order by k.position, r.id)
    from removal_records rr join remote_records r on r.id = rr.record_id join connections k on k.id = rr.connection_id where rr.plan_id = i.plan_id and rr.contact_id = i.contact_id), '[]') as records`
const tables = `removal_items i join removal_plans p on p.id = i.plan_id left join lateral (select r.first_name, r.last_name, r.company, r.job_title, x.value as email from remote_records r join connections k on k.id = r.connection_id
  left join record_identities ri on ri.record_id = r.id and ri.position = 0 left join identities x on x.hash = ri.identity_hash where r.contact_id = i.contact_id order by r.gone_at is not null, k.position, r.id limit 1) lead on true`

type Stored = Omit<PlanPersonRow, 'records'> & {
  records: (Omit<PlanPersonRecord, 'binnedAt' | 'backAt'> & { binnedAt: string | null; backAt: string | null })[]
}

/** Dates inside JSON arrive as text. */
function withDates({ records, ...row }: Stored): PlanPersonRow {
  const date = (text: string | null) => (text === null ? null : new Date(text))
  return {
    ...row,
    records: records.map((record) => ({ ...record, binnedAt: date(record.binnedAt), backAt: date(record.backAt) })),
  }
}

/** One page of a plan's people by id, forward after `after` or back before `before`. */
export async function planPeople(
  sql: Sql,
  planId: string,
  filter: PeopleFilter,
  at: { after?: string | undefined; before?: string | undefined },
  limit: number,
): Promise<PlanPersonRow[]> {
  const back = at.before !== undefined
  const { rows } = await sql.query<Stored>(
    `select ${columns} from ${tables} where i.plan_id = $1 and i.state = any($2) and ($3::uuid is null or i.contact_id > $3) and ($4::uuid is null or i.contact_id < $4) order by i.contact_id ${back ? 'desc' : 'asc'} limit $5`,
    [planId, statesOf[filter], at.after ?? null, at.before ?? null, limit],
  )
  const people = rows.map(withDates)
  return back ? people.toReversed() : people
}

/** Those of a plan's people, by their ids; null = everybody who is on hold, the first `limit`. */
export async function peopleOfPlan(
  sql: Sql,
  planId: string,
  contactIds: readonly string[] | null,
  limit: number,
): Promise<PlanPersonRow[]> {
  const { rows } = await sql.query<Stored>(
    `select ${columns} from ${tables} where i.plan_id = $1 and ($2::uuid[] is null and i.state = 'held' or i.contact_id = any($2)) order by i.contact_id limit $3`,
    [planId, contactIds, limit],
  )
  return rows.map(withDates)
}

/** How many of a plan's people each filter shows. */
export async function countPeople(sql: Sql, planId: string): Promise<Record<PeopleFilter, number>> {
  const { rows } = await sql.query<{ state: ItemState; n: number }>(
    'select state, count(*)::int as n from removal_items where plan_id = $1 group by state',
    [planId],
  )
  const counted = new Map(rows.map(({ state, n }) => [state, n]))
  const count = (filter: PeopleFilter) => statesOf[filter].reduce((sum, state) => sum + (counted.get(state) ?? 0), 0)
  return {
    all: count('all'),
    in: count('in'),
    removed: count('removed'),
    out: count('out'),
    restored: count('restored'),
    refused: count('refused'),
  }
}

/** The plans that somebody is or was in and that still say something of them, the newest first. */
export async function plansOfContact(sql: Sql, contactId: string): Promise<PlanPersonRow[]> {
  const { rows } = await sql.query<Stored>(
    `select ${columns} from ${tables} where i.contact_id = $1 and p.state not in ('superseded', 'expired', 'refused') order by p.created_at desc limit 10`,
    [contactId],
  )
  return rows.map(withDates)
}

/** Those of these contacts that are still here. */
export async function liveContacts(sql: Sql, contactIds: readonly string[]): Promise<string[]> {
  const { rows } = await sql.query<{ id: string }>(
    'select id from contacts where id = any($1) and purged_at is null and merged_into is null order by id',
    [contactIds],
  )
  return rows.map(({ id }) => id)
}

/** Numbers of the plans that wait for an approval and hold one of these people. */
export async function waitingPlansOf(sql: Sql, contactIds: readonly string[]): Promise<string[]> {
  const { rows } = await sql.query<{ number: string }>(
    `select distinct p.number from removal_items i join removal_plans p on p.id = i.plan_id where i.contact_id = any($1) and i.state = 'planned' and p.state in ('planned', 'stopped') and p.kind <> 'erasure' order by 1`,
    [contactIds],
  )
  return rows.map(({ number }) => number)
}
