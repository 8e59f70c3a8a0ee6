import { channels } from '../../domain/app/channel.ts'

/**
 * SQL of a boolean: every channel of the contact in the column `contact` is stopped, for any kind of message, by
 * objections to addresses of its own (docs/reference/law.md#f19: a role mailbox speaks for nobody).
 */
export function suppressedOnEveryChannel(contact: string): string {
  return `(select count(distinct s.channel) from remote_records r join record_identities ri on ri.record_id = r.id join identities own on own.hash = ri.identity_hash and not own.role
      join suppressions s on s.identity_hash = ri.identity_hash and s.kind = '' where r.contact_id = ${contact} and r.gone_at is null) = ${channels.length}`
}

/** SQL of a query (contact_id): everyone of whom `suppressedOnEveryChannel` is true, as a set. */
export const allSuppressedOnEveryChannel = `(select r.contact_id from suppressions s join identities own on own.hash = s.identity_hash and not own.role
      join record_identities ri on ri.identity_hash = s.identity_hash join remote_records r on r.id = ri.record_id and r.gone_at is null and r.contact_id is not null
      where s.kind = '' group by r.contact_id having count(distinct s.channel) = ${channels.length})`
