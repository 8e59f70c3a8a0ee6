import { notMistaken } from './not-mistaken.ts'
import { suppressedOnEveryChannel } from './suppressed-on-every-channel.ts'

/**
 * SQL of a boolean about the contact in the column `contact`: every channel is stopped, each CRM was read back so, and
 * the last of it was before the instant `before` (docs/reference/promises.md#removal-objected: 30 days after full
 * read-back).
 */
export function objectedToEverything(contact: string, before: string): string {
  // Said for the person, or for an address that is the person's own.
  const theirs = `select o.id, o.recorded_at from objections o where ${notMistaken('o.id')} and (o.contact_id = ${contact} or exists (select 1 from objection_identities oi join identities oj on oj.hash = oi.identity_hash and not oj.role
  join record_identities ok on ok.identity_hash = oi.identity_hash join remote_records om on om.id = ok.record_id and om.gone_at is null where oi.objection_id = o.id and om.contact_id = ${contact}))`
  return `(${suppressedOnEveryChannel(contact)}
  and not exists (select 1 from (${theirs}) n join propagations p on p.objection_id = n.id join remote_records pr on pr.connection_id = p.connection_id and pr.contact_id = ${contact} and pr.gone_at is null where p.state not in ('applied', 'absent', 'superseded'))
  and (select max(greatest(n.recorded_at, coalesce((select max(pi.read_at) from propagations p join propagation_items pi on pi.propagation_id = p.id where p.objection_id = n.id), n.recorded_at))) from (${theirs}) n) <= ${before})`
}
