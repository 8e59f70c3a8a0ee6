import { uuidList, type Sql } from '../app/database.ts'
import { pendingRows } from './pending.ts'

/** What decisions read and what most people have nothing of; `answer` = to a questionnaire. */
export type RareFact =
  | 'no'
  | 'notice'
  | 'hold'
  | 'act'
  | 'consent'
  | 'change'
  | 'ask'
  | 'removal'
  | 'delivery'
  | 'answer'
  | 'pending'

/**
 * Which of these contacts may have what: one statement in the place of one per kind. It says too many rather than too
 * few (records that are gone and shared mailboxes are not left out), so whoever is missing under a kind has nothing of
 * it; the kind's own statement says what the others have. Addresses are looked up record by record: joined, the planner
 * reads the whole table for a page of a middling base.
 */
export async function whoHas(sql: Sql, contactIds: readonly string[]): Promise<ReadonlyMap<RareFact, string[]>> {
  const { rows } = await sql.query<{ id: string; what: RareFact }>(
    `with theirs as materialized (select id, contact_id, gone_at is not null and last_act_at is not null as acted_once from remote_records where contact_id = any($1)),
     held as materialized (
       select t.contact_id, own.identity_hash as hash from theirs t, lateral (select identity_hash from known_identities ri where ri.record_id = t.id offset 0) own
       union all select t.contact_id, n.number_hash from theirs t join record_numbers n on n.record_id = t.id)
     select contact_id as id, 'no' as what from held h where exists (select 1 from suppressions s where s.identity_hash = h.hash)
     union select contact_id, 'notice' from held h where exists (select 1 from notices n where n.identity_hash = h.hash)
     union select contact_id, 'consent' from held h where exists (select 1 from consents c where c.identity_hash = h.hash)
     union select contact_id, 'change' from held h where exists (select 1 from consent_change_identities e where e.identity_hash = h.hash)
     union select t.contact_id, 'change' from theirs t join consent_changes e on e.record_id = t.id
     union select contact_id, 'ask' from held h where exists (select 1 from repermission_asks a where a.identity_hash = h.hash)
     union select contact_id, 'removal' from held h where exists (select 1 from removal_memory m where m.identity_hash = h.hash)
     union select t.contact_id, 'removal' from theirs t join record_traces x on x.record_id = t.id where exists (select 1 from removal_memory m where m.identity_hash = x.trace_hash)
     union select contact_id, 'delivery' from held h where exists (select 1 from broker_delivery_rows d where d.identity_hash = h.hash)
     union select contact_id, 'act' from held h where exists (select 1 from tool_acts a where a.identity_hash = h.hash) or exists (select 1 from consents c where c.identity_hash = h.hash)
       or exists (select 1 from questionnaire_answers q where q.identity_hash = h.hash) or exists (select 1 from mailbox_messages m where m.acted_hash = h.hash) or exists (select 1 from lifts l where l.identity_hash = h.hash)
     union select t.contact_id, 'act' from theirs t where t.acted_once or exists (select 1 from encounters e where e.record_id = t.id)
     union select contact_id, 'answer' from held h where exists (select 1 from questionnaire_answers q where q.identity_hash = h.hash)
     union select contact_id, 'pending' from (${pendingRows}) p where contact_id = any($1)
     union select contact_id, what from holds, (values ('act'), ('hold')) as both_of (what) where contact_id = any($1)
     union select contact_id, 'act' from lifts where contact_id = any($1)
     union select contact_id, 'act' from repermission_asks where contact_id = any($1) and answered_at is not null`,
    [uuidList(contactIds)],
  )
  const found = new Map<RareFact, string[]>()
  for (const { id, what } of rows) {
    const ids = found.get(what)
    if (ids === undefined) found.set(what, [id])
    else ids.push(id)
  }
  return found
}
