import { dayOf } from '../../domain/app/day.ts'
import { unconfirmedAfterMs } from '../../domain/propagation/states.ts'
import type { Sql } from '../app/database.ts'
import { objectionOnItsWay } from '../sql/objection-on-its-way.ts'
import { suppressedOnEveryChannel } from '../sql/suppressed-on-every-channel.ts'
import { maybeCustomer, relationOf } from '../sql/relation-of.ts'
import { keptByLaw, keptOnPurpose } from './legal-holds.ts'
import { possibleDuplicate } from './possible-duplicate.ts'
import type { ItemState } from './plan-records.ts'
import { hasOpenReview } from '../mailbox/reviews.ts'

/** Moves people of a plan; only from states before the end. */
export async function moveItems(
  sql: Sql,
  planId: string,
  contactIds: readonly string[],
  { to, reason }: { to: ItemState; reason: string | null },
  now: Date,
): Promise<string[]> {
  const { rows } = await sql.query<{ contact_id: string }>(
    `update removal_items set state = $3, reason = coalesce($4, reason), updated_at = $5 where plan_id = $1 and contact_id = any($2) and state in ('planned', 'held') and state <> $3 returning contact_id`,
    [planId, contactIds, to, reason, now],
  )
  return rows.map((row) => row.contact_id)
}

/**
 * Takes those people out of every plan under way who are kept on purpose by now; where the plan still waits for its
 * approval they leave its list. An erasure on request has its own page, which says what stands against it.
 */
export async function leavePlans(
  sql: Sql,
  today: string,
  now: Date,
): Promise<
  { planId: string; number: string; contactId: string; reason: 'legal-hold' | 'kept-out'; waiting: boolean }[]
> {
  // The list of a plan changes under the same lock that an approval takes.
  await sql.query(
    `select 1 from removal_plans p where p.state in ('planned', 'stopped', 'approved', 'held', 'binning') and p.kind <> 'erasure' order by p.id for update`,
  )
  const { rows } = await sql.query<{
    planId: string
    number: string
    contactId: string
    reason: 'legal-hold' | 'kept-out'
    waiting: boolean
  }>(
    `update removal_items i set state = 'taken-out', reason = case when ${keptByLaw('i.contact_id', '$1')} then 'legal-hold' else 'kept-out' end, left_waiting = p.state in ('planned', 'stopped'), updated_at = $2
     from removal_plans p where p.id = i.plan_id and p.kind <> 'erasure' and p.state in ('planned', 'stopped', 'approved', 'held', 'binning') and i.state in ('planned', 'held') and ${keptOnPurpose('i.contact_id', '$1')}
       and (p.state <> 'binning' or ${hasLiveRecord})
     returning i.plan_id as "planId", p.number, i.contact_id as "contactId", i.reason, i.left_waiting as waiting`,
    [today, now],
  )
  return rows
}

/** The list of a plan that still waits, in the order of its digest. */
export async function waitingList(sql: Sql, planId: string): Promise<{ contactId: string; termOn: string }[]> {
  const { rows } = await sql.query<{ contactId: string; termOn: string }>(
    `select contact_id as "contactId", term_on::text as "termOn" from removal_items where plan_id = $1 and not left_waiting order by contact_id`,
    [planId],
  )
  return rows
}

interface PlanItem {
  contactId: string
  state: ItemState
  /** An objection of theirs is not carried everywhere yet. */
  objectionOpen: boolean
  /** Every channel is stopped. */
  stopped: boolean
  kept: boolean
  pending: boolean
  /**
   * Records of the person that the plan does not know as theirs; more than none, too, once they are one with somebody
   * else.
   */
  newRecords: number
  /** A record that the plan knows as theirs stands for another contact by now. */
  split: boolean
  termOn: string
  /** Their term runs from a day that is only assumed. */
  assumed: boolean
  relation: string
  /** Nobody knows whether a value of theirs means a customer. */
  unjudged: boolean
  /** The last act that counts for their clock; null = none. */
  lastActAt: Date | null
  /** Some source is known now, proven or declared. */
  sourced: boolean
}

/** Somebody is in a plan for as long as one of their records is there: who has none left has gone. */
const hasLiveRecord = `exists (select 1 from removal_records rl join remote_records r on r.id = rl.record_id where rl.plan_id = i.plan_id and rl.contact_id = i.contact_id and rl.state in ('planned', 'held') and r.gone_at is null)`

/**
 * A record in the bin tells no longer when its person began: only a later act moves the term of who is partly there.
 * Whoever put it there, for a worker may have died before it could note that it was us.
 */
const partlyBinned = `exists (select 1 from removal_records rb join remote_records rg on rg.id = rb.record_id where rb.plan_id = i.plan_id and rb.contact_id = i.contact_id
  and (rb.state in ('binned', 'erased', 'anonymised') or (rg.gone_at is not null and rg.gone_reason is distinct from 'merged')))`

/**
 * People of a plan in the given states, with what they hold against the plan now (docs/reference/promises.md#i5, #i6).
 */
export async function planItems(
  sql: Sql,
  planId: string,
  states: readonly ItemState[],
  now: Date,
): Promise<PlanItem[]> {
  const { rows } = await sql.query<PlanItem>(
    `select i.contact_id as "contactId", i.state,
       ${objectionOnItsWay('i.contact_id', '$4')} as "objectionOpen",
       ${suppressedOnEveryChannel('i.contact_id')} as stopped, ${keptOnPurpose('i.contact_id', '$3')} as kept, ${hasOpenReview('i.contact_id')} as pending,
       (select count(*)::int from remote_records r where r.contact_id = i.contact_id and r.gone_at is null
          and not exists (select 1 from removal_records rr where rr.plan_id = i.plan_id and rr.record_id = r.id and rr.contact_id = i.contact_id))
         + (select count(*)::int from contacts c where c.id = i.contact_id and c.merged_into is not null) as "newRecords",
       exists (select 1 from removal_records rr join remote_records r on r.id = rr.record_id and r.gone_at is null where rr.plan_id = i.plan_id and rr.contact_id = i.contact_id and r.contact_id is distinct from i.contact_id) as split,
       case when ${partlyBinned} and (d.last_act_at is null or d.last_act_at <= i.last_act_at) then i.term_on else coalesce(d.term_on, i.term_on) end as "termOn", coalesce(d.started_assumed, false) and not ${partlyBinned} as assumed, ${relationOf('i.contact_id', "coalesce(d.detail ->> 'relation', 'none')")} as relation, ${maybeCustomer('i.contact_id')} as unjudged, d.last_act_at as "lastActAt", coalesce(d.detail ->> 'source', '') <> '' as sourced
     from removal_items i left join decisions d on d.contact_id = i.contact_id where i.plan_id = $1 and i.state = any($2) order by i.contact_id`,
    [planId, states, dayOf(now), new Date(now.getTime() - unconfirmedAfterMs)],
  )
  return rows
}

/** Whether a held person of a plan has a live record on which an opt-out cannot be read: it may be set. */
export async function hidesOptOut(sql: Sql, planId: string): Promise<boolean> {
  const { rowCount } = await sql.query(
    `select 1 from removal_items i join remote_records r on r.contact_id = i.contact_id and r.gone_at is null
     where i.plan_id = $1 and i.state = 'held' and exists (select 1 from jsonb_each_text(r.blocks) b where b.value = 'hidden') limit 1`,
    [planId],
  )
  return rowCount !== 0
}

/** Held people of a plan who are maybe another contact too; acts after `activeSince` are recent. */
export async function maybeOthers(
  sql: Sql,
  planId: string,
  { activeSince, today }: { activeSince: string; today: string },
): Promise<Set<string>> {
  const { rows } = await sql.query<{ id: string }>(
    // In a "case" the look-alikes are found once, not once a person.
    `select held.contact_id as id from removal_items held where held.plan_id = $1 and held.state in ('planned', 'held') and case when ${possibleDuplicate('held.contact_id', '$2', '$3::date')} then true end`,
    [planId, activeSince, today],
  )
  return new Set(rows.map((row) => row.id))
}

/**
 * Contacts all of whose records are in the bin of their system, erased, or emptied. Grouped after every join: a plan's
 * rows are new, so the server takes them for few, and would compare each person with each other one.
 */
export async function fullyBinned(sql: Sql, planId: string): Promise<string[]> {
  const taken = `rr.state in ('binned', 'erased', 'anonymised')`
  const { rows } = await sql.query<{ contact_id: string }>(
    `select rr.contact_id from removal_records rr join remote_records r on r.id = rr.record_id join removal_items i on i.plan_id = rr.plan_id and i.contact_id = rr.contact_id
     where rr.plan_id = $1 and i.state = 'held' group by rr.contact_id having bool_and(${taken} or r.gone_at is not null) and bool_or(${taken})`,
    [planId],
  )
  return rows.map((row) => row.contact_id)
}
