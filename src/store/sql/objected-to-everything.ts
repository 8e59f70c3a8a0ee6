import { notMistaken } from './not-mistaken.ts'
import { allSuppressedOnEveryChannel, suppressedOnEveryChannel } from './suppressed-on-every-channel.ts'

/**
 * SQL of the objections said for the contact, or for an address that is theirs alone. Two selects and no `or exists`,
 * for which all objections are looked through, once a person.
 */
const theirs = (contact: string): string =>
  `select o.id, o.recorded_at from objections o where ${notMistaken('o.id')} and o.id in (select id from objections where contact_id = ${contact}
  union select oi.objection_id from remote_records om join record_identities ok on ok.record_id = om.id join identities oj on oj.hash = ok.identity_hash and not oj.role join objection_identities oi on oi.identity_hash = oj.hash
  where om.contact_id = ${contact} and om.gone_at is null)`

/** SQL of a boolean: no system that holds the contact has still to show that one of their objections stands there. */
const carriedEverywhere = (contact: string): string =>
  `not exists (select 1 from (${theirs(contact)}) n join propagations p on p.objection_id = n.id join remote_records pr on pr.connection_id = p.connection_id and pr.contact_id = ${contact} and pr.gone_at is null where p.state not in ('applied', 'absent', 'superseded'))`

/** SQL of the instant of the last objection of the contact, or of the last read-back of one. */
const lastCarriedAt = (contact: string): string =>
  `(select max(greatest(n.recorded_at, coalesce((select max(pi.read_at) from propagations p join propagation_items pi on pi.propagation_id = p.id where p.objection_id = n.id), n.recorded_at))) from (${theirs(contact)}) n)`

/**
 * SQL of a boolean about the contact in the column `contact`: every channel is stopped, each CRM was read back so, and
 * the last of it was before the instant `before` (docs/reference/promises.md#removal-objected: 30 days after full
 * read-back).
 */
export function objectedToEverything(contact: string, before: string): string {
  // Who is stopped is found as a set, and only they are asked the rest: this is asked of everybody in the base.
  return `(${contact} in ${allSuppressedOnEveryChannel}
  and ${carriedEverywhere(contact)}
  and ${lastCarriedAt(contact)} <= ${before})`
}

/**
 * SQL of columns about the contact in the column `contact`: whether every channel is stopped, whether each CRM was read
 * back so, and the instant of the last of it.
 */
export const objectedFacts = (contact: string): string =>
  `${suppressedOnEveryChannel(contact)} as "isStopped", ${carriedEverywhere(contact)} as "isCarried", ${lastCarriedAt(contact)} as "carriedAt"`
