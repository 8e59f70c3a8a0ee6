import type { Sql } from '../app/database.ts'

/** SQL of base64url text of a hash, as it stands in the journal. */
export const base64 = (column: string): string =>
  `rtrim(replace(replace(translate(encode(${column}, 'base64'), E'\\n', ''), '+', '-'), '/', '_'), '=')`

/** An act of the log that keeps people here. */
export interface KeptAct {
  act: string
  actId: string
}

const hashesOf = (contact: string): string =>
  `(select coalesce(jsonb_agg(distinct ${base64('i.hash')}), '[]') from remote_records r join record_identities ri on ri.record_id = r.id join identities i on i.hash = ri.identity_hash and not i.role where r.contact_id = ${contact} and r.gone_at is null)`

const askersOf = (request: string): string =>
  `(select coalesce(jsonb_agg(${base64('s.identity_hash')} order by s.identity_hash), '[]') from access_identities s where s.request_id = ${request})`

/**
 * What keeps people from being removed and no other system tells: what they did on our own pages, consents they gave
 * to one of us and forms of theirs that a DPO attested with a file (the acts alone, not their proof), breaks they
 * asked for, changes of consents in fields of systems, legal holds, and requests for access that wait for an answer
 * (both without their words). Beside them the sources that were taken back, with the acts that rested on them. By the
 * id of the act.
 */
export async function keptActs(sql: Sql, acts: readonly KeptAct[]): Promise<Map<string, Record<string, unknown>>> {
  if (acts.length === 0) return new Map()
  const { rows } = await sql.query<{ act: string; body: Record<string, unknown> }>(
    `with told as (select act_id, act, split_part(act_id, ':', 2) as id from unnest($1::text[], $2::text[]) as p (act_id, act))
     select t.act_id as act, jsonb_build_object('t', 'acted', 'kind', 'form', 'done', q.given_at, 'hashes', jsonb_build_array(${base64('q.identity_hash')})) as body
       from told t join questionnaire_answers q on t.act_id = 'consent:' || q.id
     union all select t.act_id, jsonb_build_object('t', 'acted', 'kind', 'form', 'done', k.given_at, 'hashes', jsonb_build_array(${base64('k.identity_hash')}))
       from told t join consents k on t.act_id = 'consent:' || k.id and k.recorded_by is not null
     union all select t.act_id, jsonb_build_object('t', 'consent-change', 'done', e.seen_at, 'hashes', (select coalesce(jsonb_agg(${base64('i.identity_hash')} order by i.identity_hash), '[]') from consent_change_identities i where i.change_id = e.id),
         'change', jsonb_build_object('id', e.id, 'connectionId', e.connection_id, 'object', r.object, 'remoteId', r.remote_id, 'field', e.field, 'said', e.said, 'channels', e.channels, 'since', e.since, 'at', e.at, 'dated', e.dated))
       from told t join consent_changes e on t.act_id = 'consent-change:' || e.id left join remote_records r on r.id = e.record_id
     union all select t.act_id, jsonb_build_object('t', 'acted', 'kind', 'form', 'done', s.obtained_on::timestamp at time zone 'UTC', 'hashes', ${hashesOf('s.contact_id')})
       from told t join sources s on t.act_id = 'person-source:' || s.id and s.kind in ('C1', 'C4')
     union all select t.act_id, jsonb_build_object('t', 'source-withdrawn', 'id', w.withdrawal_id, 'done', w.withdrawn_at, 'reason', w.reason, 'corrected', w.corrected, 'said', jsonb_build_object('by', w.withdrawn_by, 'reason', w.why),
         'sources', jsonb_agg(jsonb_build_array(w.id, w.created_at) order by w.id), 'acts', coalesce(jsonb_agg(jsonb_build_array(w.obtained_on::timestamp at time zone 'UTC', ${hashesOf('w.contact_id')}) order by w.id) filter (where w.kind in ('C1', 'C4') and w.proof = 'attestation'), '[]'))
       from told t join withdrawn_sources w on t.act_id = 'source-withdrawn:' || w.withdrawal_id group by t.act_id, w.withdrawal_id, w.withdrawn_at, w.reason, w.corrected, w.withdrawn_by, w.why
     union all select t.act_id, jsonb_build_object('t', 'acted', 'kind', 'form', 'done', max(f.confirmed_at), 'hashes', jsonb_agg(distinct ${base64('k.identity_hash')}))
       from told t join consents k on t.act_id = 'consent-confirmed:' || k.mail_id and k.ask_id is not null join consent_confirmations f on f.consent_id = k.id group by t.act_id
     union all select t.act_id, jsonb_build_object('t', 'acted', 'kind', 'form', 'done', max(f.confirmed_at), 'hashes', jsonb_agg(distinct ${base64('k.identity_hash')}))
       from told t join consents k on t.act_id like 'ask-yes:%' and t.id = k.ask_id::text join consent_confirmations f on f.consent_id = k.id group by t.act_id
     union all select t.act_id, jsonb_build_object('t', 'break', 'id', h.id, 'contactId', h.contact_id, 'reason', h.reason, 'until', h.until, 'done', h.created_at, 'hashes', ${hashesOf('h.contact_id')})
       from told t join holds h on t.act = 'hold' and t.act_id = 'hold:' || h.id and h.actor = 'the person'
     union all select t.act_id, jsonb_build_object('t', 'break-end', 'id', h.id, 'done', h.ended_at)
       from told t join holds h on t.act = 'hold-end' and t.id = h.id::text and h.actor = 'the person' and h.ended_at is not null
     union all select t.act_id, jsonb_build_object('t', 'legal-hold', 'id', l.id, 'purpose', l.purpose, 'kind', l.kind, 'domain', case when l.kind = 'domain' then l.name else '' end, 'until', l.until, 'done', l.created_at,
         'people', (select coalesce(jsonb_agg(jsonb_build_array(m.contact_id, ${hashesOf('m.contact_id')}) order by m.contact_id), '[]') from legal_hold_contacts m where m.hold_id = l.id))
       from told t join legal_holds l on t.act_id = 'legal-hold:' || l.id
     union all select t.act_id, jsonb_build_object('t', 'legal-hold-end', 'id', l.id, 'done', l.ended_at) from told t join legal_holds l on t.act_id = 'legal-hold:' || l.id || ':ended' and l.ended_at is not null
     union all select t.act_id, jsonb_build_object('t', 'access', 'id', q.id, 'number', q.number, 'contactId', q.contact_id, 'door', q.door, 'receivedOn', q.received_on, 'dueOn', q.due_on, 'identity', q.identity_how, 'language', q.language, 'done', q.recorded_at,
         'hashes', case when q.contact_id is null then ${askersOf('q.id')} else ${hashesOf('q.contact_id')} end)
       from told t join access_requests q on t.act_id = 'access:' || q.id
     union all select t.act_id, jsonb_build_object('t', 'access-asker', 'id', q.id, 'contactId', q.contact_id, 'done', coalesce(q.found_at, q.recorded_at), 'hashes', case when q.contact_id is null then ${askersOf('q.id')} else ${hashesOf('q.contact_id')} end)
       from told t join access_requests q on (t.act_id like 'access-asker:%' or t.act_id like 'access-found:%') and t.id = q.id::text
     union all select t.act_id, jsonb_build_object('t', 'access-answer', 'id', q.id, 'done', q.answered_at) from told t join access_requests q on t.act_id = 'access-answer:' || q.id and q.answered_at is not null`,
    [acts.map(({ actId }) => actId), acts.map(({ act }) => act)],
  )
  return new Map(rows.map((row) => [row.act, row.body]))
}
