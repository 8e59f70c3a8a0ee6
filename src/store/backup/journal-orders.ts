import { sealJournalWords } from '../../crypto/journal.ts'
import type { Sql } from '../app/database.ts'
import type { JournalKey } from './journal-files.ts'

/** Objections that were entered for the wrong person; the right one's is an objection of its own. */
export async function correctionsForJournal(
  sql: Sql,
  ids: readonly string[],
): Promise<Map<string, Record<string, unknown>>> {
  if (ids.length === 0) return new Map()
  const { rows } = await sql.query<{ id: string; body: Record<string, unknown> }>(
    `select k.objection_id as id, jsonb_build_object('id', k.objection_id, 'correctedAt', k.corrected_at, 'right', k.right_objection_id, 'said', jsonb_build_object('by', k.corrected_by, 'reason', k.reason),
       'blocks', (select coalesce(jsonb_agg(jsonb_build_array(r.connection_id, r.object, r.remote_id, l.channel, l.kind, l.next_attempt_at is not null) order by r.id, l.channel, l.kind), '[]') from lifted_blocks l join remote_records r on r.id = l.record_id where l.cause_id = k.objection_id)) as body
     from objection_corrections k where k.objection_id = any($1::uuid[])`,
    [ids],
  )
  return new Map(rows.map((row) => [row.id, row.body]))
}

/** Orders of companies, and their ends: a domain names nobody. */
export async function companiesForJournal(
  sql: Sql,
  acts: readonly string[],
): Promise<Map<string, Record<string, unknown>>> {
  if (acts.length === 0) return new Map()
  const { rows } = await sql.query<{ act: string; body: Record<string, unknown> }>(
    `select a.act, jsonb_build_object('id', d.id, 'domain', d.domain, 'subdomains', d.subdomains, 'acceptedAt', d.accepted_at, 'endedAt', case when a.act like '%:lifted' then d.lifted_at end) as body
     from unnest($1::text[]) as a (act) join domain_orders d on d.id::text = split_part(a.act, ':', 2)`,
    [acts],
  )
  return new Map(rows.map((row) => [row.act, row.body]))
}

/**
 * That people of a plan were asked back, what their systems showed of it, and how it ended. By the id of the act; acts
 * that lifted another hold are left out. Answers about two contacts that are maybe one person stand beside them, and
 * splits of one contact with their ends.
 */
export async function restoresOf(sql: Sql, acts: readonly string[]): Promise<Map<string, Record<string, unknown>>> {
  const theirs = acts.filter((act) => /^(?:restore|back|restore-end):/u.test(act))
  const answers = await answersOf(
    sql,
    acts.filter((act) => act.startsWith('same-person:')),
  )
  for (const [act, body] of await splitsOf(
    sql,
    acts.filter((act) => /^(?:parted|rejoined):/u.test(act)),
  ))
    answers.set(act, body)
  if (theirs.length === 0) return answers
  const { rows } = await sql.query<{ act: string; body: Record<string, unknown> }>(
    `with told as materialized (select act, split_part(act, ':', 1) as what, split_part(act, ':', 2)::uuid as plan, split_part(act, ':', 3) as of from unnest($1::text[]) as a (act)),
     people as materialized (select act, what, plan, of::uuid as contact from told where what <> 'back'),
     records as materialized (select act, plan, of::bigint as record from told where what = 'back')
     select t.act, jsonb_build_object('t', 'restored', 'planId', i.plan_id, 'contactId', i.contact_id, 'askedAt', i.restore_at, 'said', jsonb_build_object('by', i.restore_by, 'reason', i.restore_reason)) as body
       from people t join removal_items i on i.plan_id = t.plan and i.contact_id = t.contact where t.what = 'restore' and i.restore_by is not null
     union all select t.act, jsonb_build_object('t', 'restore-ended', 'planId', i.plan_id, 'contactId', i.contact_id, 'endedAt', i.restore_ended_at, 'purgedAt', c.purged_at, 'remembered', exists (select 1 from removal_memory m where m.contact_id = c.id and m.removed_at = c.purged_at),
         'ends', (select coalesce(jsonb_agg(jsonb_build_object('record', rr.record_id, 'state', rr.state, 'detail', rr.detail, 'end', rr.back_end) order by rr.record_id), '[]') from removal_records rr where rr.plan_id = i.plan_id and rr.contact_id = i.contact_id))
       from people t join removal_items i on i.plan_id = t.plan and i.contact_id = t.contact join contacts c on c.id = i.contact_id where t.what = 'restore-end' and i.restore_ended_at is not null
     union all select t.act, jsonb_build_object('t', 'back', 'planId', rr.plan_id, 'contactId', rr.contact_id, 'record', rr.record_id, 'backAt', rr.back_at, 'seen', rr.back_value)
       from records t join removal_records rr on rr.plan_id = t.plan and rr.record_id = t.record where rr.back_at is not null`,
    [theirs],
  )
  return new Map([...answers, ...rows.map((row) => [row.act, row.body] as const)])
}

/** What somebody said of two contacts that are maybe one person, as it stands; by the id of the act. */
async function answersOf(sql: Sql, acts: readonly string[]): Promise<Map<string, Record<string, unknown>>> {
  if (acts.length === 0) return new Map()
  const { rows } = await sql.query<{ act: string; body: Record<string, unknown> }>(
    `select t.act, jsonb_build_object('contactId', t.contact, 'pair', jsonb_build_array(a.contact_a, a.contact_b), 'records', (select coalesce(jsonb_agg(jsonb_build_array(r.contact_id, k.connector, k.account_id, r.object, r.remote_id) order by r.id), '[]') from remote_records r join connections k on k.id = r.connection_id where r.contact_id in (a.contact_a, a.contact_b) and r.gone_at is null), 'answer', a.answer, 'answeredAt', a.answered_at, 'said', jsonb_build_object('by', a.answered_by, 'reason', a.reason)) as body
     from (select act, split_part(act, ':', 2)::uuid as one, split_part(act, ':', 3)::uuid as other, split_part(act, ':', 4)::uuid as contact from unnest($1::text[]) as p (act)) t
       join same_person_answers a on a.contact_a = least(t.one, t.other) and a.contact_b = greatest(t.one, t.other)`,
    [acts],
  )
  return new Map(rows.map((row) => [row.act, row.body]))
}

/**
 * That records of one contact were told apart, and that this was taken back: the records of either side with the
 * contact that they stood for then. Acts from before their sides were kept are left out.
 */
async function splitsOf(sql: Sql, acts: readonly string[]): Promise<Map<string, Record<string, unknown>>> {
  if (acts.length === 0) return new Map()
  const side = (place: number) =>
    `(select coalesce(jsonb_agg(jsonb_build_array(s.value ->> 1, k.connector, k.account_id, r.object, r.remote_id) order by r.id), '[]') from jsonb_array_elements(a.details -> 'sides' -> ${place}) s join remote_records r on r.id = (s.value ->> 0)::bigint join connections k on k.id = r.connection_id)`
  const { rows } = await sql.query<{ act: string; body: Record<string, unknown> }>(
    `select a.act_id as act, jsonb_build_object('t', split_part(a.act_id, ':', 1), 'contactId', a.contact_id, 'sides', jsonb_build_array(${side(0)}, ${side(1)}), 'saidAt', a.at, 'said', jsonb_build_object('by', a.actor, 'reason', a.details ->> 'reason')) as body
     from audit_events a where a.act_id = any($1) and a.details ? 'sides'`,
    [acts],
  )
  return new Map(rows.map((row) => [row.act, row.body]))
}

/** Words of a user in an entry, sealed for whoever holds the ring: the folder holds none in clear. */
export function sealEntryWords(entry: Record<string, unknown>, key: JournalKey): Record<string, unknown> {
  return 'said' in entry
    ? { ...entry, said: sealJournalWords(key, String(entry['act']), JSON.stringify(entry['said'])) }
    : entry
}
