import { hasOpenReview } from '../mailbox/reviews.ts'

/**
 * SQL of a boolean: another contact holds one of the own addresses of the contact in the column `contact` under another
 * name, or acted since the instant `since` from a shared mailbox that both hold; or one system gave the person a new
 * address, and their other part acted since, is a customer or wrote what waits to be read: maybe the same person, whose
 * acts would count (docs/reference/promises.md#matching).
 */
export function possibleDuplicate(contact: string, since: string): string {
  const shares = `r.contact_id = ${contact} and r.gone_at is null and theirs.gone_at is null and theirs.contact_id <> ${contact}`
  const counts = `(theirs.relation <> 'none' or theirs.last_act_at >= ${since} or ${hasOpenReview('theirs.contact_id')} or exists (select 1 from decisions b where b.contact_id = theirs.contact_id and b.last_act_at >= ${since}))`
  return `(exists (select 1 from remote_records r join record_identities ri on ri.record_id = r.id join identities i on i.hash = ri.identity_hash
      join record_identities other on other.identity_hash = ri.identity_hash join remote_records theirs on theirs.id = other.record_id
      where ${shares} and (not i.role or theirs.last_act_at >= ${since}))
    or exists (select 1 from remote_records r join former_identities had on had.record_id = r.id join known_identities other on other.identity_hash = had.identity_hash
      join remote_records theirs on theirs.id = other.record_id where ${shares} and ${counts})
    or exists (select 1 from remote_records r join record_identities ri on ri.record_id = r.id join former_identities other on other.identity_hash = ri.identity_hash
      join remote_records theirs on theirs.id = other.record_id where ${shares} and ${counts}))`
}
