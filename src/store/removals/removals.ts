import type { PlanKind, PlannedKind } from '../../domain/removals/removal-kinds.ts'
import type { GuardName } from '../../domain/removals/guards.ts'
import type { Sql } from '../app/database.ts'
import type { Candidate } from './candidates.ts'
import { hasDueRestore } from './restores.ts'
import { tableOf } from '../app/table-of.ts'

type PlanState = 'planned' | 'stopped' | 'approved' | 'held' | 'binning' | 'done' | 'refused' | 'expired' | 'superseded'
export interface RemovalPlan {
  id: string
  number: string
  kind: PlanKind
  state: PlanState
  author: string
  runId: string | null
  baseCount: number
  candidateCount: number
  guards: { name: GuardName; count: number }[]
  digest: string
  createdAt: Date
  expiresAt: Date
  /** How many different people must approve. */
  approvals: number
  firstApprovedBy: string | null
  firstApprovedAt: Date | null
  approvedBy: string | null
  approvedAt: Date | null
  refusal: string | null
  heldUntil: Date | null
  nextStepAt: Date | null
  finishedAt: Date | null
  stoppedReason: 'share' | 'cap' | 'jump' | null
  planned: number
  held: number
  binned: number
  takenOut: number
  /** Of these: brought back by somebody. */
  restored: number
  refusedItems: number
  /** A record whose deletion is refused is emptied: a DPO decided so about the people of another plan. */
  empties: boolean
  /** True once its people went and what proves it was fixed. */
  certified: boolean
  /** Of the settings that it was made under; null = it is older than their record. */
  settingsVersion: number | null
}

const planColumns = `p.id, p.number, p.kind, p.state, p.author, p.run_id as "runId", p.base_count as "baseCount", p.candidate_count as "candidateCount", p.guards, p.digest,
  p.created_at as "createdAt", p.expires_at as "expiresAt", p.approvals, p.first_approved_by as "firstApprovedBy", p.first_approved_at as "firstApprovedAt", p.approved_by as "approvedBy", p.approved_at as "approvedAt", p.refusal, p.held_until as "heldUntil",
  p.next_step_at as "nextStepAt", p.finished_at as "finishedAt", p.stopped_reason as "stoppedReason", p.certificate_root is not null as certified, p.empties, p.settings_version as "settingsVersion",
  (select count(*)::int from removal_items i where i.plan_id = p.id and not i.left_waiting) as planned,
  (select count(*)::int from removal_items i where i.plan_id = p.id and i.state = 'held') as held,
  (select count(*)::int from removal_items i where i.plan_id = p.id and i.state = 'binned') as binned,
  (select count(*)::int from removal_items i where i.plan_id = p.id and i.state in ('taken-out', 'restored') and not i.left_waiting) as "takenOut",
  (select count(*)::int from removal_items i where i.plan_id = p.id and i.state = 'restored') as restored,
  (select count(*)::int from removal_items i where i.plan_id = p.id and i.state = 'refused') as "refusedItems"`

export async function listPlans(sql: Sql, limit: number): Promise<RemovalPlan[]> {
  return (
    await sql.query<RemovalPlan>(
      `select ${planColumns} from removal_plans p where p.state <> 'superseded' order by p.created_at desc limit $1`,
      [limit],
    )
  ).rows
}

/** By id or by number. */
export async function findPlan(sql: Sql, key: string): Promise<RemovalPlan | null> {
  return (
    (
      await sql.query<RemovalPlan>(
        `select ${planColumns} from removal_plans p where p.id::text = $1 or p.number = $1`,
        [key],
      )
    ).rows[0] ?? null
  )
}

/** Somebody of a new plan, with what it goes by. */
export type PlannedPerson = Pick<Candidate, 'contactId' | 'lastActAt' | 'lastActKind' | 'termOn' | 'relationEndedOn'>

interface NewPlan {
  id: string
  kind: PlanKind
  state: 'planned' | 'stopped'
  author: string
  runId: string | null
  baseCount: number
  candidateCount: number
  guards: readonly { name: GuardName; count: number }[]
  digest: string
  expiresAt: Date
  stoppedReason: RemovalPlan['stoppedReason']
  approvals: number
  settingsVersion: number
  items: readonly PlannedPerson[]
  /** The plan whose refused deletions it is about: their records are emptied where a system keeps them. */
  ofPlan?: string
}

/** What a new list of a kind replaces: the plans of the kind that nobody approved. */
export async function supersedePlans(sql: Sql, kind: PlanKind, now: Date): Promise<void> {
  await sql.query(
    `update removal_plans set state = 'superseded', finished_at = $1 where kind = $2 and not empties and state in ('planned', 'stopped')`,
    [now, kind],
  )
  // Who was kept out of an earlier list is of use while that list is.
  await sql.query(
    `delete from removal_kept k using removal_plans p where p.id = k.plan_id and p.kind = $1 and p.state in ('superseded', 'expired', 'refused', 'done')`,
    [kind],
  )
}

/** Stores a plan with its people and their live records; gives its number. */
export async function insertPlan(sql: Sql, plan: NewPlan, now: Date): Promise<string> {
  const { rows } = await sql.query<{ number: string }>(
    `insert into removal_plans (id, number, kind, state, author, run_id, base_count, candidate_count, guards, digest, created_at, expires_at, stopped_reason, approvals, settings_version, empties, of_plan)
     values ($1, 'RP-' || to_char($2::timestamptz at time zone 'UTC', 'YYYY') || '-' || to_char(nextval('removal_numbers'), 'FM9999999900'), $12, $3, $4, $5, $6, $7, $8, $9, $2, $10, $11, $13, $14, $15::uuid is not null, $15) returning number`,
    [
      plan.id,
      now,
      plan.state,
      plan.author,
      plan.runId,
      plan.baseCount,
      plan.candidateCount,
      JSON.stringify(plan.guards),
      plan.digest,
      plan.expiresAt,
      plan.stoppedReason,
      plan.kind,
      plan.approvals,
      plan.settingsVersion,
      plan.ofPlan ?? null,
    ],
  )
  const table = tableOf('p', 3, plan.items, {
    contact_id: ['uuid', (item) => item.contactId],
    last_act_at: ['timestamptz', (item) => item.lastActAt],
    last_act_kind: ['text', (item) => item.lastActKind],
    term_on: ['date', (item) => item.termOn],
    relation_ended_on: ['date', (item) => item.relationEndedOn],
  })
  await sql.query(
    `insert into removal_items (plan_id, contact_id, state, last_act_at, last_act_kind, term_on, updated_at, relation_ended_on)
     select $1, contact_id, 'planned', last_act_at, last_act_kind, term_on, $2, relation_ended_on from ${table.from}`,
    [plan.id, now, ...table.values],
  )
  await sql.query(
    `insert into removal_records (plan_id, record_id, contact_id, connection_id, state)
     select $1, r.id, r.contact_id, r.connection_id, 'planned' from removal_items i join remote_records r on r.contact_id = i.contact_id and r.gone_at is null where i.plan_id = $1`,
    [plan.id],
  )
  return rows[0]?.number ?? ''
}

/** Ends the plans whose time to be approved is over; gives them. */
export async function expirePlans(sql: Sql, now: Date): Promise<{ id: string; number: string }[]> {
  const { rows } = await sql.query<{ id: string; number: string }>(
    `update removal_plans set state = 'expired', finished_at = $1 where state in ('planned', 'stopped') and expires_at <= $1 returning id, number`,
    [now],
  )
  return rows
}

/** Moves a plan from one of `from`; false when it is not there any more. */
export async function movePlan(
  sql: Sql,
  id: string,
  from: readonly PlanState[],
  to: PlanState,
  more: Partial<{
    approvedBy: string
    approvedAt: Date
    refusedBy: string
    refusal: string
    heldUntil: Date
    nextStepAt: Date
    finishedAt: Date
  }> = {},
): Promise<boolean> {
  const { rowCount } = await sql.query(
    `update removal_plans set state = $3, approved_by = coalesce($4, approved_by), approved_at = coalesce($5, approved_at), refused_by = coalesce($6, refused_by), refusal = coalesce($7, refusal),
       held_until = coalesce($8, held_until), next_step_at = $9, finished_at = coalesce($10, finished_at) where id = $1 and state = any($2)`,
    [
      id,
      from,
      to,
      more.approvedBy ?? null,
      more.approvedAt ?? null,
      more.refusedBy ?? null,
      more.refusal ?? null,
      more.heldUntil ?? null,
      more.nextStepAt ?? null,
      more.finishedAt ?? null,
    ],
  )
  return rowCount === 1
}

/** The same, locked until the transaction ends. */
export async function lockPlan(sql: Sql, key: string): Promise<RemovalPlan | null> {
  await sql.query('select 1 from removal_plans p where p.id::text = $1 or p.number = $1 for update', [key])
  return findPlan(sql, key)
}

/** Notes the first of two approvals. */
export async function noteFirstApproval(sql: Sql, id: string, userId: string, now: Date): Promise<void> {
  await sql.query('update removal_plans set first_approved_by = $2, first_approved_at = $3 where id = $1', [
    id,
    userId,
    now,
  ])
}

/**
 * Gives a waiting plan the digest of its shorter list: whoever approved it before approved another one, and what hangs
 * on its people is counted anew. `left`: how many people are kept on purpose since. False when nobody had approved it.
 */
export async function shortenPlan(sql: Sql, id: string, digest: string, left: number): Promise<boolean> {
  const { rows } = await sql.query<{ approved: boolean }>(
    `with before as (select first_approved_by is not null as approved from removal_plans where id = $1)
     update removal_plans set digest = $2, first_approved_by = null, first_approved_at = null, related_counts = null, related_counted_at = null, next_step_at = null,
       guards = (select jsonb_agg(case when g ->> 'name' = 'legal-hold' then jsonb_set(g, '{count}', to_jsonb((g ->> 'count')::int + $3::int)) else g end order by place) from jsonb_array_elements(guards) with ordinality as e (g, place))
     where id = $1 and state in ('planned', 'stopped') returning (select approved from before) as approved`,
    [id, digest, left],
  )
  return rows[0]?.approved === true
}

/** Lets a plan that a guard stopped wait for its approval. */
export async function releasePlan(sql: Sql, id: string): Promise<boolean> {
  return (
    (
      await sql.query(
        `update removal_plans set state = 'planned' where id = $1 and state = 'stopped' and stopped_reason = 'jump'`,
        [id],
      )
    ).rowCount === 1
  )
}

/** How many people the last plans of a kind held, the newest first; those of whom nobody was in are left out. */
export async function recentSizes(sql: Sql, kind: PlannedKind, since: Date, limit: number): Promise<number[]> {
  const { rows } = await sql.query<{ n: number }>(
    `select n from (select p.created_at, (select count(*)::int from removal_items i where i.plan_id = p.id and not i.left_waiting) as n from removal_plans p where p.kind = $1 and not p.empties and p.created_at > $2) as sizes where n > 0 order by created_at desc limit $3`,
    [kind, since, limit],
  )
  return rows.map((row) => row.n)
}

export async function postponePlan(sql: Sql, id: string, until: Date): Promise<void> {
  await sql.query('update removal_plans set next_step_at = $2 where id = $1', [id, until])
}

/**
 * SQL: whether our hold stands on somebody who left the plan `p`, also as it ended; `now` is an SQL expression. Those
 * of long ago were lifted, or are gone.
 */
const stillHolds = (
  now: string,
): string => `(p.kind <> 'erasure' and (p.state in ('held', 'binning') or p.state = 'done' and p.finished_at > ${now}::timestamptz - interval '1 day') and exists (
  select 1 from removal_items i join removal_records r on r.plan_id = i.plan_id and r.contact_id = i.contact_id where i.plan_id = p.id and i.state = 'taken-out' and i.reason in ('legal-hold', 'kept-out') and r.state = 'held'))`

/** Plans with something to do now; those that wait are counted first, and people are brought back from any. */
export async function duePlans(sql: Sql, now: Date): Promise<string[]> {
  const { rows } = await sql.query<{ id: string }>(
    `select id from removal_plans p where (state = 'planned' and related_counts is null and (next_step_at is null or next_step_at <= $1)) or state in ('approved', 'held', 'binning') and next_step_at <= $1 or state = 'done' and bin_due_at <= $1
       or ${hasDueRestore('$1')} or ${stillHolds('$1')}`,
    [now],
  )
  return rows.map((row) => row.id)
}
