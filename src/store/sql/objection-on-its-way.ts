/** SQL of a condition on the propagation `p`: its system has not taken the objection yet (`objectionOnItsWay`). */
const onItsWay = (unconfirmedSince: string): string =>
  `p.settled_at is null and (p.state in ('queued', 'sending', 'written', 'waiting', 'refused') or (p.state = 'accepted' and coalesce(p.proof, 1) < 2 and coalesce(p.first_sent_at, p.created_at) >= ${unconfirmedSince}))`
const connected = `connections k on k.id = p.connection_id and k.state <> 'disconnected'`

/**
 * SQL of a boolean: an objection of the contact in the column `contact`, or of one of their addresses, is not carried
 * everywhere yet; without the address it could not be (docs/reference/promises.md#i1). What a system took and never
 * confirmed is waited for as long as it was first sent at the instant `unconfirmedSince` or later.
 */
export function objectionOnItsWay(contact: string, unconfirmedSince: string): string {
  return `exists (
  select 1 from (select o.id from objections o where o.contact_id = ${contact} union select oi.objection_id from remote_records nr join record_identities ni on ni.record_id = nr.id join objection_identities oi on oi.identity_hash = ni.identity_hash where nr.contact_id = ${contact}) said
  join propagations p on p.objection_id = said.id join ${connected}
  where ${onItsWay(unconfirmedSince)})`
}

/**
 * The same, or an opt-out may stand on a record of theirs where our user cannot read it: it would go with the record,
 * and be lost. Asked of everybody in the base, so those it is true of are found as a set.
 */
export const objectionOpen = (contact: string, unconfirmedSince: string): string =>
  `${contact} in (select o.contact_id from propagations p join ${connected} join objections o on o.id = p.objection_id where o.contact_id is not null and ${onItsWay(unconfirmedSince)}
    union all select nr.contact_id from propagations p join ${connected} join objection_identities oi on oi.objection_id = p.objection_id
      join record_identities ni on ni.identity_hash = oi.identity_hash join remote_records nr on nr.id = ni.record_id where nr.contact_id is not null and ${onItsWay(unconfirmedSince)}
    union all select hr.contact_id from remote_records hr where hr.gone_at is null and hr.contact_id is not null and hr.blocks @? '$.* ? (@ == "hidden")')`
