import { withoutSourceSince } from '../sql/without-source-since.ts'
import { notMistaken } from '../sql/not-mistaken.ts'
import type { Sql } from '../app/database.ts'
import { isGone, takenOut } from './bin-ends.ts'
import { actedAt } from '../inactivity/tool-acts.ts'

/** A person of a plan for the reader's eye; addresses are masked before they leave the server. */
interface PlanPerson {
  contactId: string
  email: string | null
  jobTitle: string | null
  lastActAt: Date | null
  lastActKind: string | null
  /** Where it was seen: a system's label or another tool's name; null = on our own pages, or there is none. */
  lastActIn: string | null
  termOn: string
  /** Since when they are known (of a plan without source), or said no last (who objected); null = the term counts. */
  sinceOn: string | null
  relationEndedOn: string | null
  state: string
  records: { connectionId: string; object: string }[]
}

/** What the kind of the plan `p` goes by, where that is no term. */
export const sinceOn = `case p.kind when 'no-source' then (select (${withoutSourceSince('c')} at time zone 'UTC')::date::text from contacts c where c.id = i.contact_id) when 'objected' then (select (max(o.received_at) at time zone 'UTC')::date::text from objections o where o.contact_id = i.contact_id and ${notMistaken('o.id')}) end as "sinceOn",`

/** Where the last counted act of the item `i` was seen: in a record, or brought in from a tool. */
const lastActIn = `(select coalesce(
     (select k.label from remote_records r join connections k on k.id = r.connection_id where r.contact_id = i.contact_id and (r.last_act_at = i.last_act_at or exists (select from jsonb_array_elements(r.acts) as act where (act ->> 'at')::timestamptz = i.last_act_at)) order by k.position limit 1),
     (select a.tool from remote_records r join known_identities ri on ri.record_id = r.id join tool_acts a on a.identity_hash = ri.identity_hash where r.contact_id = i.contact_id and ${actedAt('a')} = i.last_act_at limit 1)))`

/** A person of a plan in the list that somebody takes along to read: in clear. */
export interface ListedPerson extends Omit<PlanPerson, 'records'> {
  firstName: string | null
  lastName: string | null
  company: string | null
  reason: string | null
  records: { label: string; object: string; remoteId: string; state: string; gone: boolean }[]
}

/** People of a plan by their ids, those after `after`. */
export async function pageOfPlan(
  sql: Sql,
  planId: string,
  after: string | null,
  limit: number,
): Promise<ListedPerson[]> {
  const { rows } = await sql.query<ListedPerson>(
    `select i.contact_id as "contactId", lead.first_name as "firstName", lead.last_name as "lastName", lead.company, lead.job_title as "jobTitle", lead.email, i.last_act_at as "lastActAt", i.last_act_kind as "lastActKind", ${lastActIn} as "lastActIn",
       i.term_on as "termOn", ${sinceOn} i.relation_ended_on::text as "relationEndedOn", i.state, i.reason,
       coalesce((select jsonb_agg(jsonb_build_object('label', k.label, 'object', r.object, 'remoteId', r.remote_id, 'state', rr.state, 'gone', ${isGone}) order by k.position, r.id)
         from removal_records rr join remote_records r on r.id = rr.record_id join connections k on k.id = rr.connection_id where rr.plan_id = i.plan_id and rr.contact_id = i.contact_id), '[]') as records
     from removal_items i join removal_plans p on p.id = i.plan_id ${lead} where i.plan_id = $1 and not i.left_waiting and ($2::uuid is null or i.contact_id > $2) order by i.contact_id limit $3`,
    [planId, after, limit],
  )
  return rows
}

/** The record that stands first for the contact of the item `i`. */
const lead = `left join lateral (select r.first_name, r.last_name, r.company, r.job_title, x.value as email from remote_records r join connections k on k.id = r.connection_id
       left join record_identities ri on ri.record_id = r.id and ri.position = 0 left join identities x on x.hash = ri.identity_hash where r.contact_id = i.contact_id order by r.gone_at is not null, k.position, r.id limit 1) lead on true`

/** Drawn by a hash over the list's own digest, so that every approver reads the same people. */
export async function samplePlan(sql: Sql, planId: string, digest: string, limit: number): Promise<PlanPerson[]> {
  const { rows } = await sql.query<PlanPerson>(
    `select i.contact_id as "contactId", lead.email, lead.job_title as "jobTitle", i.last_act_at as "lastActAt", i.last_act_kind as "lastActKind", ${lastActIn} as "lastActIn", i.term_on as "termOn", ${sinceOn} i.relation_ended_on::text as "relationEndedOn", i.state,
       coalesce((select jsonb_agg(jsonb_build_object('connectionId', r.connection_id, 'object', r.object) order by r.id) from removal_records rr join remote_records r on r.id = rr.record_id where rr.plan_id = i.plan_id and rr.contact_id = i.contact_id and (rr.state <> 'planned' or r.gone_at is null)), '[]') as records
     from removal_items i join removal_plans p on p.id = i.plan_id
     ${lead}
     where i.plan_id = $1 and not i.left_waiting order by md5($2 || i.contact_id::text) limit $3`,
    [planId, digest, limit],
  )
  return rows
}

/** What becomes of the records of a plan in one system. */
export interface PlanWhere {
  connectionId: string
  label: string
  connector: string
  records: number
  /** Of those of a plan that was not begun: gone from the system since it was made. */
  vanished: number
  held: number
  /** In its bin, as far as is known, and when the last of them went there. */
  binned: number
  lastBinnedAt: Date | null
  /** In neither the system nor its bin any more, without our erasing them. */
  dropped: number
  /** Read alive since. */
  back: number
  erased: number
  anonymised: number
  refused: number
  granted: boolean
}

/** Records of a plan per system and state, and whether we may hold and delete there now. */
export async function planWhere(sql: Sql, planId: string): Promise<PlanWhere[]> {
  const binned = `rr.state = 'binned' and rr.binned_value <> 'absent' and coalesce(rr.bin_shows, ${takenOut}, 'in-bin') = 'in-bin'`
  const { rows } = await sql.query<PlanWhere>(
    `select k.id as "connectionId", k.label, k.connector, count(*)::int as records, count(*) filter (where rr.state = 'planned' and r.gone_at is not null)::int as vanished, count(*) filter (where rr.state = 'held')::int as held, count(*) filter (where ${binned})::int as binned, max(rr.binned_at) filter (where ${binned}) as "lastBinnedAt",
       count(*) filter (where rr.state = 'binned' and (rr.binned_value = 'absent' or rr.bin_shows = 'absent'))::int as dropped, count(*) filter (where rr.state = 'binned' and coalesce(rr.bin_shows, ${takenOut}) = 'alive')::int as back,
       count(*) filter (where rr.state = 'erased')::int as erased, count(*) filter (where rr.state = 'anonymised')::int as anonymised, count(*) filter (where rr.state = 'refused')::int as refused, k.granted @> '{suppress,remove}' as granted
     from removal_records rr join remote_records r on r.id = rr.record_id join connections k on k.id = rr.connection_id join removal_items i on i.plan_id = rr.plan_id and i.contact_id = rr.contact_id and not i.left_waiting where rr.plan_id = $1 group by k.id order by k.position`,
    [planId],
  )
  return rows
}

/** How many people of a plan that was not begun have no record in any system any more. */
export async function vanishedPeople(sql: Sql, planId: string): Promise<number> {
  const { rows } = await sql.query<{ people: number }>(
    `select count(*)::int as people from removal_items i join contacts c on c.id = i.contact_id and c.merged_into is null
     where i.plan_id = $1 and not i.left_waiting and i.state = 'planned'
       and not exists (select 1 from remote_records r where r.contact_id = i.contact_id and r.gone_at is null)`,
    [planId],
  )
  return rows[0]?.people ?? 0
}

/** The list of a run before this one, and how the two differ. */
export async function againstLast(
  sql: Sql,
  planId: string,
): Promise<{ createdAt: Date; people: number; fresh: number; still: number; out: number } | null> {
  const { rows } = await sql.query<{ createdAt: Date; people: number; fresh: number; still: number; out: number }>(
    `with mine as (select contact_id from removal_items where plan_id = $1 and not left_waiting),
     last as (select o.id, o.created_at from removal_plans o join removal_plans p on p.id = $1 where o.created_at < p.created_at and o.kind = p.kind and not o.empties order by o.created_at desc limit 1),
     theirs as (select i.contact_id from removal_items i join last on last.id = i.plan_id and not i.left_waiting)
     select last.created_at as "createdAt", (select count(*)::int from theirs) as people, (select count(*)::int from mine where contact_id not in (select contact_id from theirs)) as fresh,
       (select count(*)::int from mine where contact_id in (select contact_id from theirs)) as still, (select count(*)::int from theirs where contact_id not in (select contact_id from mine)) as out from last`,
    [planId],
  )
  return rows[0] ?? null
}

/**
 * The plan that stands in the place of a superseded one, past those that were superseded in turn; null while there is
 * none.
 */
export async function successorOf(sql: Sql, planId: string): Promise<{ id: string; number: string } | null> {
  const { rows } = await sql.query<{ id: string; number: string }>(
    `select later.id, later.number from removal_plans old
     join removal_plans later on later.kind = old.kind and not later.empties and later.state <> 'superseded' and later.created_at >= coalesce(old.finished_at, old.created_at) and later.id <> old.id
     where old.id = $1 and old.state = 'superseded' order by later.created_at limit 1`,
    [planId],
  )
  return rows[0] ?? null
}
