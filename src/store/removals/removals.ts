import type { RecordRef } from '../../connector/records.ts'
import type { PlanKind, PlannedKind } from '../../domain/removals/removal-kinds.ts'
import type { Sql } from '../app/database.ts'
import { suppressedOnEveryChannel } from '../sql/suppressed-on-every-channel.ts'
import { keptByLaw } from './legal-holds.ts'
import { possibleDuplicate } from './possible-duplicate.ts'
import { hasOpenReview } from '../mailbox/reviews.ts'

type PlanState = 'planned' | 'stopped' | 'approved' | 'held' | 'binning' | 'done' | 'refused' | 'expired' | 'superseded'
export type ItemState = 'planned' | 'held' | 'binned' | 'taken-out' | 'restored' | 'refused'

/** Names of the guards in the order they are asked (docs/reference/promises.md#removal-2). */
export const guardNames = [
  'legal-hold',
  'pending',
  'customer',
  'suppressed',
  'blind',
  'active',
  'assumed',
  'maybe',
  'not-granted',
] as const
export type GuardName = (typeof guardNames)[number]

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
  refusedItems: number
  /** True once its people went and what proves it was fixed. */
  certified: boolean
}

const planColumns = `p.id, p.number, p.kind, p.state, p.author, p.run_id as "runId", p.base_count as "baseCount", p.candidate_count as "candidateCount", p.guards, p.digest,
  p.created_at as "createdAt", p.expires_at as "expiresAt", p.approvals, p.first_approved_by as "firstApprovedBy", p.first_approved_at as "firstApprovedAt", p.approved_by as "approvedBy", p.approved_at as "approvedAt", p.refusal, p.held_until as "heldUntil",
  p.next_step_at as "nextStepAt", p.finished_at as "finishedAt", p.stopped_reason as "stoppedReason", p.certificate_root is not null as certified,
  (select count(*)::int from removal_items i where i.plan_id = p.id) as planned,
  (select count(*)::int from removal_items i where i.plan_id = p.id and i.state = 'held') as held,
  (select count(*)::int from removal_items i where i.plan_id = p.id and i.state = 'binned') as binned,
  (select count(*)::int from removal_items i where i.plan_id = p.id and i.state in ('taken-out', 'restored')) as "takenOut",
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

export interface Candidate {
  contactId: string
  lastActAt: Date | null
  lastActKind: string | null
  termOn: string
  /** Day on which the relationship of a customer ended; null = none did. */
  relationEndedOn: string | null
  relation: 'none' | 'customer' | 'open-deal'
  suppressed: boolean
  /** A legal hold stands over the person. */
  kept: boolean
  /** Something the person wrote waits for somebody. */
  pending: boolean
  startedAssumed: boolean
  /** Maybe the same person as another contact (`possibleDuplicate`). */
  maybe: boolean
  /** True when every Connection that holds the person lets us hold and remove there. */
  removable: boolean
}

/** Noes of a contact: said for the person, or for an address that is the person's own. */
const theirNoes = `select o.id, o.recorded_at from objections o where o.contact_id = d.contact_id or exists (select 1 from objection_identities oi join identities oj on oj.hash = oi.identity_hash and not oj.role
  join record_identities ok on ok.identity_hash = oi.identity_hash join remote_records om on om.id = ok.record_id and om.gone_at is null where oi.objection_id = o.id and om.contact_id = d.contact_id)`

/**
 * Every channel is stopped, each CRM was read back so, and the last of it was before the instant $3
 * (docs/reference/promises.md#removal-objected: 30 days after full read-back).
 */
const objected = `${suppressedOnEveryChannel('d.contact_id')}
  and not exists (select 1 from (${theirNoes}) n join propagations p on p.objection_id = n.id join remote_records pr on pr.connection_id = p.connection_id and pr.contact_id = d.contact_id and pr.gone_at is null where p.state not in ('applied', 'absent', 'superseded'))
  and (select max(greatest(n.recorded_at, coalesce((select max(pi.read_at) from propagations p join propagation_items pi on pi.propagation_id = p.id where p.objection_id = n.id), n.recorded_at))) from (${theirNoes}) n) <= $3`

/**
 * Nobody goes before the day that the question named to them, however short the term was made since
 * (docs/reference/law.md#g4).
 */
const toldLater = `exists (select 1 from repermission_asks a where a.contact_id = d.contact_id and a.state in ('asked', 'unclear') and a.term_on > $1)`

/**
 * What each kind of plan asks of a contact: a term that has passed by the UTC day $1; no source, and known to us since
 * before the instant $3; or a no to everything, carried out before it.
 */
const due: Readonly<Record<PlannedKind, string>> = {
  silent: `d.term_on <= $1 and not ${toldLater}`,
  'no-source': "d.term_on > $1 and coalesce(d.detail ->> 'source', '') = '' and c.created_at <= $3",
  objected,
}

/**
 * Contacts of one kind that are not in a plan under way. Acts after `activeSince` are recent; `before`: thirty days
 * ago, when the search for a source ended, and by which a no was carried out everywhere.
 */
export async function loadCandidates(
  sql: Sql,
  kind: PlannedKind,
  today: string,
  activeSince: string,
  before: Date,
): Promise<Candidate[]> {
  const { rows } = await sql.query<Candidate>(
    `select d.contact_id as "contactId", d.last_act_at as "lastActAt", d.last_act_kind as "lastActKind", d.term_on as "termOn", d.detail ->> 'relationEndedOn' as "relationEndedOn", d.detail ->> 'relation' as relation,
       d.detail ->> 'objectedOn' is not null or exists (
         select 1 from remote_records r join record_identities ri on ri.record_id = r.id join suppressions s on s.identity_hash = ri.identity_hash
         where r.contact_id = d.contact_id and r.gone_at is null) as suppressed,
       ${keptByLaw('d.contact_id', '$1')} as kept, ${hasOpenReview('d.contact_id')} as pending, d.started_assumed as "startedAssumed",
       ${possibleDuplicate('d.contact_id', '$2')} as maybe,
       not exists (select 1 from remote_records r join connections k on k.id = r.connection_id where r.contact_id = d.contact_id and r.gone_at is null
         and not (k.granted @> '{suppress,remove}' and k.state = 'active')) as removable
     from decisions d join contacts c on c.id = d.contact_id
     where c.merged_into is null and c.purged_at is null and ${due[kind]}
       and exists (select 1 from remote_records r where r.contact_id = d.contact_id and r.gone_at is null)
       and not exists (select 1 from removal_items i join removal_plans p on p.id = i.plan_id
         where i.contact_id = d.contact_id and p.state in ('approved', 'held', 'binning') and i.state in ('planned', 'held'))
     order by d.contact_id`,
    [today, activeSince, ...(kind === 'silent' ? [] : [before])],
  )
  return rows
}

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
  items: readonly Pick<Candidate, 'contactId' | 'lastActAt' | 'lastActKind' | 'termOn' | 'relationEndedOn'>[]
}

/** Stores a plan with its people and their live records; plans of its kind that nobody approved are superseded. */
export async function insertPlan(sql: Sql, plan: NewPlan, now: Date): Promise<string> {
  await sql.query(
    `update removal_plans set state = 'superseded', finished_at = $1 where kind = $2 and state in ('planned', 'stopped')`,
    [now, plan.kind],
  )
  const { rows } = await sql.query<{ number: string }>(
    `insert into removal_plans (id, number, kind, state, author, run_id, base_count, candidate_count, guards, digest, created_at, expires_at, stopped_reason, approvals, settings_version)
     values ($1, 'RP-' || to_char($2::timestamptz at time zone 'UTC', 'YYYY') || '-' || to_char(nextval('removal_numbers'), 'FM9999999900'), $12, $3, $4, $5, $6, $7, $8, $9, $2, $10, $11, $13, $14) returning number`,
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
    ],
  )
  await sql.query(
    `insert into removal_items (plan_id, contact_id, state, last_act_at, last_act_kind, term_on, updated_at, relation_ended_on)
     select $1, contact_id, 'planned', last_act_at, last_act_kind, term_on, $6, relation_ended_on from unnest($2::uuid[], $3::timestamptz[], $4::text[], $5::date[], $7::date[]) as p (contact_id, last_act_at, last_act_kind, term_on, relation_ended_on)`,
    [
      plan.id,
      plan.items.map((item) => item.contactId),
      plan.items.map((item) => item.lastActAt),
      plan.items.map((item) => item.lastActKind),
      plan.items.map((item) => item.termOn),
      now,
      plan.items.map((item) => item.relationEndedOn),
    ],
  )
  await sql.query(
    `insert into removal_records (plan_id, record_id, contact_id, connection_id, state)
     select $1, r.id, r.contact_id, r.connection_id, 'planned' from removal_items i join remote_records r on r.contact_id = i.contact_id and r.gone_at is null where i.plan_id = $1`,
    [plan.id],
  )
  return rows[0]?.number ?? ''
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
    `select n from (select p.created_at, (select count(*)::int from removal_items i where i.plan_id = p.id) as n from removal_plans p where p.kind = $1 and p.created_at > $2) as sizes where n > 0 order by created_at desc limit $3`,
    [kind, since, limit],
  )
  return rows.map((row) => row.n)
}

export async function postponePlan(sql: Sql, id: string, until: Date): Promise<void> {
  await sql.query('update removal_plans set next_step_at = $2 where id = $1', [id, until])
}

/** Plans with something to do now; those that wait are counted first. */
export async function duePlans(sql: Sql, now: Date): Promise<string[]> {
  const { rows } = await sql.query<{ id: string }>(
    `select id from removal_plans p where (state = 'planned' and related_counts is null and (next_step_at is null or next_step_at <= $1)) or state in ('approved', 'held', 'binning') and (next_step_at <= $1 or state = 'held' and exists (
       select 1 from removal_items i join removal_records r on r.plan_id = i.plan_id and r.contact_id = i.contact_id where i.plan_id = p.id and i.state = 'restored' and r.state = 'held'))`,
    [now],
  )
  return rows.map((row) => row.id)
}

export interface PlanRecord {
  recordId: number
  contactId: string
  connectionId: string
  /** Whom it stands for now: somebody else after a merge. */
  personId: string
  ref: RecordRef
  state: 'planned' | 'held' | 'binned' | 'erased' | 'anonymised' | 'released' | 'refused'
  gone: boolean
  /** It lives on in the record that it was merged into. */
  merged: boolean
  /** Why the system keeps it, or why it stays in its bin. */
  detail: string | null
}

/** Records of a plan in the given states, of people who are still in it (or in other `itemStates`). */
export async function planRecords(
  sql: Sql,
  planId: string,
  states: readonly PlanRecord['state'][],
  itemStates: readonly ItemState[] = ['planned', 'held'],
): Promise<PlanRecord[]> {
  const { rows } = await sql.query<Omit<PlanRecord, 'ref'> & { object: string; remote_id: string }>(
    `select rr.record_id as "recordId", rr.contact_id as "contactId", coalesce(r.contact_id, rr.contact_id) as "personId", rr.connection_id as "connectionId", r.object, r.remote_id, rr.state, rr.detail, r.gone_at is not null as gone, coalesce(r.gone_reason = 'merged', false) as merged
     from removal_records rr join remote_records r on r.id = rr.record_id join removal_items i on i.plan_id = rr.plan_id and i.contact_id = rr.contact_id
     where rr.plan_id = $1 and rr.state = any($2) and i.state = any($3) order by rr.connection_id, rr.record_id`,
    [planId, states, itemStates],
  )
  return rows.map(({ object, remote_id, ...row }) => ({ ...row, ref: { object, id: remote_id } }))
}

/**
 * Notes per record what was read back: of a hold, of the bin, of an erasure. `kept`: why a record in the bin stays
 * there.
 */
export async function noteRecords(
  sql: Sql,
  planId: string,
  state: Exclude<PlanRecord['state'], 'planned'>,
  rows: readonly { recordId: number; value: string; kept?: string | null }[],
  now: Date,
): Promise<void> {
  if (rows.length === 0) return
  const taken = 'binned_value = coalesce(rr.binned_value, p.value), binned_at = coalesce(rr.binned_at, $4)'
  const set = {
    held: 'held_value = p.value, held_at = $4, tries = 0, tried_at = null',
    released: 'detail = p.value',
    refused: 'detail = p.value',
    binned: `${taken}, detail = p.kept`,
    erased: `${taken}, erased_value = p.value, erased_at = $4`,
    anonymised: `${taken}, erased_value = p.value, erased_at = $4`,
  }[state]
  await sql.query(
    `update removal_records rr set state = $5, ${set} from unnest($2::bigint[], $3::text[], $6::text[]) as p (record_id, value, kept) where rr.plan_id = $1 and rr.record_id = p.record_id and ($4::timestamptz is not null)`,
    [
      planId,
      rows.map((row) => row.recordId),
      rows.map((row) => row.value),
      now,
      state,
      rows.map((row) => row.kept ?? null),
    ],
  )
}

/**
 * Counts one more try of each record; `ended`: those that were tried for the first time before `since` and at least so
 * many times; `goesOn`: when the latest of the others was tried first.
 */
export async function noteTries(
  sql: Sql,
  planId: string,
  recordIds: readonly number[],
  most: { since: Date; tries: number },
  now: Date,
): Promise<{ ended: number[]; goesOn: Date | null }> {
  if (recordIds.length === 0) return { ended: [], goesOn: null }
  const { rows } = await sql.query<{ id: number; at: Date; ended: boolean }>(
    `update removal_records set tries = tries + 1, tried_at = coalesce(tried_at, $3) where plan_id = $1 and record_id = any($2) returning record_id as id, tried_at as at, tries >= $4 and tried_at <= $5 as ended`,
    [planId, recordIds, now, most.tries, most.since],
  )
  const open = rows.filter((row) => !row.ended).map((row) => row.at.getTime())
  return {
    ended: rows.filter((row) => row.ended).map((row) => row.id),
    goesOn: open.length === 0 ? null : new Date(Math.max(...open)),
  }
}
