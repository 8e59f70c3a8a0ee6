/**
 * SQL of a boolean: another contact holds one of the own addresses of the contact in the column `contact` under another name, or acted
 * since the instant `since` from a shared mailbox that both hold: maybe the same person, whose acts would count (DESIGN, Matching).
 */
export function maybeAnother(contact: string, since: string): string {
  return `exists (select 1 from remote_records r join record_identities ri on ri.record_id = r.id join identities i on i.hash = ri.identity_hash
      join record_identities other on other.identity_hash = ri.identity_hash join remote_records theirs on theirs.id = other.record_id
      where r.contact_id = ${contact} and r.gone_at is null and theirs.gone_at is null and theirs.contact_id <> ${contact} and (not i.role or theirs.last_act_at >= ${since}))`
}
