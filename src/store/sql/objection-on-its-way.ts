/**
 * SQL of a boolean: an objection of the contact in the column `contact`, or of one of their addresses, is not carried
 * everywhere yet; without the address it could not be (docs/reference/promises.md#i1). What a system took and never
 * confirmed is waited for as long as it was first sent at the instant `unconfirmedSince` or later.
 */
export function objectionOnItsWay(contact: string, unconfirmedSince: string): string {
  return `exists (
  select 1 from (select o.id from objections o where o.contact_id = ${contact} union select oi.objection_id from remote_records nr join record_identities ni on ni.record_id = nr.id join objection_identities oi on oi.identity_hash = ni.identity_hash where nr.contact_id = ${contact}) said
  join propagations p on p.objection_id = said.id join connections k on k.id = p.connection_id and k.state <> 'disconnected'
  where p.settled_at is null and (p.state in ('queued', 'sending', 'written', 'waiting', 'refused') or (p.state = 'accepted' and coalesce(p.proof, 1) < 2 and coalesce(p.first_sent_at, p.created_at) >= ${unconfirmedSince})))`
}

/**
 * The same, or an opt-out may stand on a record of theirs where our user cannot read it: it would go with the record,
 * and be lost.
 */
export function objectionOpen(contact: string, unconfirmedSince: string): string {
  return `(${objectionOnItsWay(contact, unconfirmedSince)} or exists (select 1 from remote_records hr, jsonb_each_text(hr.blocks) hb where hr.contact_id = ${contact} and hr.gone_at is null and hb.value = 'hidden'))`
}
