import { personState } from '../../domain/removals/person-state.ts'
import { mayBeOf } from '../sql/may-be-of.ts'
import { notMistaken } from '../sql/not-mistaken.ts'
import { isObjectionOf } from '../sql/objections-of.ts'
import { auditLineOf, type AuditLine, type AuditRow } from '../app/audit.ts'
import { isUuid, type Sql } from '../app/database.ts'
import { isGone } from '../removals/bin-ends.ts'
import { noShopper } from '../sql/without-shopper.ts'

/** Contacts that ever held an address, removed ones included; a shared mailbox only as a record's own address. */
export async function everWithAddress(sql: Sql, hash: Buffer): Promise<{ id: string; purgedAt: Date | null }[]> {
  const { rows } = await sql.query<{ id: string; purgedAt: Date | null }>(
    `select distinct c.id, c.purged_at as "purgedAt" from record_identities ri join identities i on i.hash = ri.identity_hash join remote_records r on r.id = ri.record_id join contacts c on c.id = r.contact_id
     where ri.identity_hash = $1 and (not i.role or ri.position = 0) and c.merged_into is null and ${noShopper.record('r.id')} order by c.id`,
    [hash],
  )
  return rows
}

/** Contacts that were folded into these. */
export async function formerContacts(sql: Sql, contactIds: readonly string[]): Promise<string[]> {
  return (
    await sql.query<{ id: string }>('select id from contacts where merged_into = any($1) order by id', [contactIds])
  ).rows.map((row) => row.id)
}

/** E-mail addresses in clear that are a contact's own. */
export async function ownAddresses(sql: Sql, contactIds: readonly string[]): Promise<string[]> {
  const { rows } = await sql.query<{ value: string }>(
    `select distinct i.value from remote_records r join record_identities ri on ri.record_id = r.id join identities i on i.hash = ri.identity_hash
     where r.contact_id = any($1) and i.kind = 'email' and not i.role and i.value is not null order by i.value`,
    [contactIds],
  )
  return rows.map((row) => row.value)
}

/**
 * Objections of these contacts and on these hashes, oldest first. `own`: nobody else can have said it, for it is no
 * other contact's, was not entered by mistake, and stands on no address that another one holds too. `standsOn`: the
 * asked hash is one of those it stops.
 */
export async function objectionsFor(
  sql: Sql,
  contactIds: readonly string[],
  hashes: readonly Buffer[],
  asked: Buffer | null,
): Promise<{ id: string; number: string; own: boolean; standsOn: boolean }[]> {
  const { rows } = await sql.query<{ id: string; number: string; own: boolean; standsOn: boolean }>(
    `select o.id, o.number, ${notMistaken('o.id')} and (o.contact_id is null or o.contact_id = any($1)) and not exists (select 1 from objection_identities oi join identities i on i.hash = oi.identity_hash and not i.role join record_identities ri on ri.identity_hash = oi.identity_hash
         join remote_records r on r.id = ri.record_id and r.gone_at is null where oi.objection_id = o.id and r.contact_id <> all($1)) as own,
       exists (select 1 from objection_identities oi where oi.objection_id = o.id and oi.identity_hash = $3) as "standsOn"
     from objections o where ${isObjectionOf('o.id', '$1', '$2')} order by o.received_at, o.number`,
    [contactIds, hashes, asked],
  )
  return rows
}

/**
 * Files that prove something about these people: their own objections and what became of them, their answers to forms
 * and to the question before a term.
 */
export async function evidenceFor(
  sql: Sql,
  objectionIds: readonly string[],
  contactIds: readonly string[],
  hashes: readonly Buffer[],
): Promise<{ id: string; digest: string; name: string; size: number; proves: string; createdAt: Date }[]> {
  const { rows } = await sql.query<{
    id: string
    digest: string
    name: string
    size: number
    proves: string
    createdAt: Date
  }>(
    `with answers as (select a.id from questionnaire_answers a where (a.contact_id = any($2) or a.identity_hash = any($3)) and ${mayBeOf('a', 'any($2)')}), asks as (select id from repermission_asks where contact_id = any($2) or identity_hash = any($3))
     select e.id, encode(e.digest, 'hex') as digest, e.name, e.size, e.created_at as "createdAt", case when e.objection_id is not null then 'objection' when e.propagation_id is not null then 'propagation' else 'consent' end as proves
     from evidence_files e where e.objection_id = any($1) or e.objection_id in (select k.objection_id from objection_corrections k where k.right_objection_id = any($1)) or e.propagation_id in (select id from propagations where objection_id = any($1)) or e.answer_id in (select id from answers) or e.ask_id in (select id from asks) order by e.created_at, e.id`,
    [objectionIds, contactIds, hashes],
  )
  return rows
}

/** What is read of a removal to say what became of the person. */
interface StoredRemoval {
  state: string
  records: { state: string; gone: boolean }[] | null
}
const stateOf = ({ state, records }: StoredRemoval): string => personState(state, records ?? [])

/** What else stands of these contacts, section by section, as it is kept. */
export async function historyOf(sql: Sql, contactIds: readonly string[], hashes: readonly Buffer[]) {
  const list = async (query: string) =>
    (
      await sql.query<{ row: Readonly<Record<string, unknown>> }>(
        `select to_jsonb(x) as row from (${query}) x`,
        query.includes('$2') ? [contactIds, hashes] : [contactIds],
      )
    ).rows.map(({ row }) => row)
  const [decisions, holds, legalHolds, lifts, questions, erasures, accessRequests, removals] = await Promise.all([
    list(
      'select j.at, j.verdict, j.previous, j.rule, j.asked_by as "askedBy", j.purpose, j.channel from decision_journal j where j.contact_id = any($1) order by j.id',
    ),
    list(
      'select h.reason, h.until, h.actor, h.created_at as "createdAt", h.ended_at as "endedAt", h.ended_by as "endedBy", (select c.label from connections c where c.id = h.connection_id) as "seenBy" from holds h where h.contact_id = any($1) order by h.created_at, h.id',
    ),
    list(
      `select h.purpose, h.reason, h.until, h.author, h.created_at as "createdAt", h.ended_at as "endedAt", h.ended_by as "endedBy" from legal_holds h join legal_hold_contacts m on m.hold_id = h.id where m.contact_id = any($1) and h.kind = 'person' order by h.created_at, h.id`,
    ),
    list(
      'select l.lifted_at as "liftedAt", l.scope from lifts l where l.contact_id = any($1) or l.identity_hash = any($2) order by l.lifted_at, l.id',
    ),
    list(
      'select a.term_on as "termOn", a.way, a.state, a.asked_at as "askedAt", a.answered_at as "answeredAt" from repermission_asks a where a.contact_id = any($1) or a.identity_hash = any($2) order by a.created_at, a.id',
    ),
    list(
      'select e.number, e.door, e.received_on as "receivedOn", e.due_on as "dueOn", e.decided_by as "decidedBy", e.decided_at as "decidedAt", e.identity_how as identity, e.identity_words as "identityWords", e.kept, e.kept_until as "keptUntil", e.taken_back_at as "takenBackAt", e.taken_back_by as "takenBackBy", e.taken_back_why as "takenBackWhy", e.answered_by as "answeredBy", e.answered_at as "answeredAt" from erasure_requests e where e.contact_id = any($1) order by e.decided_at, e.id',
    ),
    list(
      'select a.number, a.door, a.received_on as "receivedOn", a.due_on as "dueOn", a.identity_how as identity, a.identity_words as "identityWords", a.recorded_by as "recordedBy", a.recorded_at as "recordedAt", a.answered_by as "answeredBy", a.answered_at as "answeredAt" from access_requests a where a.contact_id = any($1) or (a.contact_id is null and exists (select 1 from access_identities s where s.request_id = a.id and s.identity_hash = any($2))) order by a.recorded_at, a.id',
    ),
    list(`select p.number, p.kind, p.state as "planState", i.state, i.reason, i.last_act_at as "lastActAt", i.last_act_kind as "lastActKind", i.term_on as "termOn", i.relation_ended_on as "relationEndedOn", p.created_at as "plannedAt", p.approved_at as "approvedAt", p.held_until as "heldUntil", p.finished_at as "finishedAt",
      (select jsonb_agg(jsonb_build_object('system', k.label, 'state', rr.state, 'heldAt', rr.held_at, 'binnedAt', rr.binned_at, 'erasedAt', rr.erased_at, 'readBack', coalesce(rr.erased_value, rr.binned_value), 'gone', ${isGone}) order by k.position, rr.record_id) from removal_records rr join remote_records r on r.id = rr.record_id join connections k on k.id = rr.connection_id
        where rr.plan_id = p.id and rr.contact_id = i.contact_id) as records
      from removal_items i join removal_plans p on p.id = i.plan_id where i.contact_id = any($1) and p.state <> 'superseded' order by p.created_at, p.id`),
  ])
  return {
    decisions,
    holds,
    legalHolds,
    lifts,
    questions,
    erasures,
    accessRequests,
    removals: removals.map((row) => ({ ...row, state: stateOf(row as unknown as StoredRemoval) })),
  }
}

/** Plans whose people went and whose proof is fixed, the oldest first; `took`: one of these contacts was among them. */
export async function finishedPlans(
  sql: Sql,
  contactIds: readonly string[],
): Promise<{ id: string; number: string; took: boolean }[]> {
  const { rows } = await sql.query<{ id: string; number: string; took: boolean }>(
    `select p.id, p.number, exists (select 1 from removal_items i where i.plan_id = p.id and i.contact_id = any($1) and i.state = 'binned') as took
     from removal_plans p where p.finished_at is not null and p.certificate_root is not null order by p.finished_at, p.number`,
    [contactIds],
  )
  return rows
}

/** Which of these commitments stand in their plan's certificate, by their place in the list. */
export async function leavesThere(
  sql: Sql,
  leaves: readonly { planId: string; commitment: Buffer }[],
): Promise<number[]> {
  const { rows } = await sql.query<{ place: number }>(
    `select w.place::int - 1 as place from unnest($1::uuid[], $2::bytea[]) with ordinality as w (plan_id, commitment, place) join certificate_leaves l on l.plan_id = w.plan_id and l.commitment = w.commitment order by w.place`,
    [leaves.map((leaf) => leaf.planId), leaves.map((leaf) => leaf.commitment)],
  )
  return rows.map((row) => row.place)
}

/**
 * Sealed acts on these people in the order of the chain, each with the link before it; of objections without a contact,
 * those acts that name the objection.
 */
export async function* auditFor(
  sql: Sql,
  contactIds: readonly string[],
  objectionIds: readonly string[],
): AsyncGenerator<AuditLine & { previous: string }> {
  for (let after = 0; ; ) {
    const { rows } = await sql.query<AuditRow & { previous: Buffer | null }>(
      `with named as (select 'objection:' || o as act_id from unnest($2::text[]) as o
         union all select 'propagation:' || p.id || ':' || v from propagations p, generate_series(0, p.version) as v where p.objection_id = any($4::uuid[]))
       select e.*, (select b.chain from audit_events b where b.seq = e.seq - 1) as previous from audit_events e
       where e.seq > $3 and (e.contact_id = any($1) or (e.contact_id is null and e.act_id in (select act_id from named))) order by e.seq limit 1000`,
      [contactIds, objectionIds, after, objectionIds.filter(isUuid)],
    )
    for (const row of rows) yield { ...auditLineOf(row), previous: (row.previous ?? Buffer.alloc(32)).toString('hex') }
    after = rows.at(-1)?.seq ?? 0
    if (after === 0) return
  }
}
