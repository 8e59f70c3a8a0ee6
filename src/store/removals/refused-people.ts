import type { Sql } from '../app/database.ts'
import type { PlannedPerson } from './removals.ts'

/** What a DPO can decide about somebody whom a system refuses to delete. */
export const refusalDecisions = ['again', 'anonymise'] as const
export type RefusalDecision = (typeof refusalDecisions)[number]

/** Somebody whom a system refused to delete. */
export interface RefusedPerson {
  contactId: string
  email: string | null
  decision: RefusalDecision | null
  decidedBy: string | null
  decidedAt: Date | null
}

/**
 * People of a plan whose deletion a system refused, by id; those about whom nobody has decided come first. Who went
 * since is left out.
 */
export async function refusedPeople(sql: Sql, planId: string): Promise<RefusedPerson[]> {
  const { rows } = await sql.query<RefusedPerson>(
    `select i.contact_id as "contactId", lead.email, i.decision, i.decided_by as "decidedBy", i.decided_at as "decidedAt"
     from removal_items i join contacts c on c.id = i.contact_id and c.purged_at is null
     left join lateral (select x.value as email from remote_records r join connections k on k.id = r.connection_id left join record_identities ri on ri.record_id = r.id and ri.position = 0 left join identities x on x.hash = ri.identity_hash
       where r.contact_id = i.contact_id order by r.gone_at is not null, k.position, r.id limit 1) lead on true
     where i.plan_id = $1 and i.state = 'refused' and i.reason = 'bin-refused' order by i.decision is not null, i.contact_id`,
    [planId],
  )
  return rows
}

/** A record whose deletion was refused, in the words of its system. */
export interface RefusedRecord {
  contactId: string
  connectionId: string
  label: string
  object: string
  remoteId: string
  detail: string | null
}

export async function refusedRecords(sql: Sql, planId: string): Promise<RefusedRecord[]> {
  const { rows } = await sql.query<RefusedRecord>(
    `select rr.contact_id as "contactId", k.id as "connectionId", k.label, r.object, r.remote_id as "remoteId", rr.detail from removal_records rr join remote_records r on r.id = rr.record_id join connections k on k.id = rr.connection_id
     where rr.plan_id = $1 and rr.state = 'refused' order by k.position, r.id`,
    [planId],
  )
  return rows
}

/** Keeps a decision about people who wait for one; gives who they are, with what a plan of theirs needs. */
export async function decideRefused(
  sql: Sql,
  planId: string,
  contactIds: readonly string[],
  { decision, by, reason }: { decision: RefusalDecision; by: string; reason: string },
  now: Date,
): Promise<PlannedPerson[]> {
  const { rows } = await sql.query<PlannedPerson>(
    `update removal_items i set decision = $3, decided_at = $4, decided_by = $5, decision_reason = $6 from contacts c where c.id = i.contact_id and c.purged_at is null and i.plan_id = $1 and i.contact_id = any($2) and i.state = 'refused' and i.reason = 'bin-refused' and i.decision is null
     returning i.contact_id as "contactId", i.last_act_at as "lastActAt", i.last_act_kind as "lastActKind", i.term_on::text as "termOn", i.relation_ended_on::text as "relationEndedOn"`,
    [planId, contactIds, decision, now, by, reason],
  )
  return rows.toSorted((a, b) => (a.contactId < b.contactId ? -1 : 1))
}

/** People for whom a system refused the deletion and about whom nobody has decided: by plan, the oldest first. */
export async function openRefusals(
  sql: Sql,
): Promise<{ planId: string; number: string; people: number; since: Date }[]> {
  const { rows } = await sql.query<{ planId: string; number: string; people: number; since: Date }>(
    `select p.id as "planId", p.number, count(*)::int as people, min(i.updated_at) as since from removal_items i join removal_plans p on p.id = i.plan_id and p.kind <> 'erasure' join contacts c on c.id = i.contact_id and c.purged_at is null
     where i.state = 'refused' and i.reason = 'bin-refused' and i.decision is null group by p.id order by since`,
  )
  return rows
}
