import { numberChannels } from '../../domain/app/channel.ts'
import { sharedNumber } from '../app/numbers.ts'
import { noShopper } from './without-shopper.ts'

/** What still has to be brought somewhere, of a Propagation `p`. */
export const stillOpen = `p.state in ('queued', 'sending', 'written', 'waiting', 'refused') and p.settled_at is null`

const numbers = numberChannels.map((channel) => `'${channel}'`).join()

/** A channel of the opt-out `o` that the record `r`, as it was read last, does not show as blocked. */
const unblocked = (ownAddress: string): string => `exists (
  select 1 from unnest(o.channels) as said (channel)
  where r.blocks ->> said.channel in ('open', 'partial', 'hidden') or (said.channel = 'email' and r.blocks ->> 'email' = 'marked' and ${ownAddress}))`

/**
 * SQL of a table (objection_id, connection_id, person, since; a row may stand there twice): opt-outs that are not
 * applied in a connected system, and of whom (docs/glossary.md). The one meaning of the words, for every figure: it is
 * still to be brought there, and either the records read there show somebody who is not blocked (a block that our user
 * may not see counts: it is not known), or their reading cannot say, because it never ended, the system holds no
 * records or refused, or the opt-out is of one kind of message. Whom a system was read to block, and who is not in it,
 * is not counted, whatever still waits to be written there. A refusal that somebody settled is told apart.
 */
export const notApplied = `(
  with open as (
    select p.objection_id, p.connection_id, p.created_at as since, o.channels, coalesce(o.contact_id, o.id) as person,
      c.full_pulled_at is not null and p.state <> 'refused' and o.kinds = '{}' as readable
    from propagations p join connections c on c.id = p.connection_id and c.state <> 'disconnected' join objections o on o.id = p.objection_id
    where ${stillOpen} and ${noShopper.objection('p.objection_id')}
  )
  select objection_id, connection_id, person, since from open where not readable
  union all
  select o.objection_id, o.connection_id, r.contact_id, o.since from open o
    join lateral (
      select oi.identity_hash, i.role from objection_identities oi join identities i on i.hash = oi.identity_hash where oi.objection_id = o.objection_id
    ) own on true
    join record_identities ri on ri.identity_hash = own.identity_hash join remote_records mate on mate.id = ri.record_id and mate.gone_at is null
    join remote_records r on r.connection_id = o.connection_id and r.gone_at is null and r.contact_id = mate.contact_id and (r.id = mate.id or not own.role)
    where o.readable and ${unblocked('mate.id = r.id and ri.position = 0')}
  union all
  select o.objection_id, o.connection_id, r.contact_id, o.since from open o
    join remote_records r on r.connection_id = o.connection_id and r.gone_at is null and r.contact_id = o.person
    where o.readable and not exists (select 1 from objection_identities oi join identities i on i.hash = oi.identity_hash where oi.objection_id = o.objection_id and i.role)
      and ${unblocked('false')}
  union all
  select o.objection_id, o.connection_id, held.contact_id, o.since from open o
    join objection_identities oi on oi.objection_id = o.objection_id join record_numbers n on n.number_hash = oi.identity_hash
    join remote_records r on r.id = n.record_id and r.gone_at is null
    join remote_records held on held.connection_id = o.connection_id and held.gone_at is null and held.contact_id = r.contact_id and (held.id = r.id or not ${sharedNumber})
    where o.readable and exists (select 1 from unnest(o.channels) as said (channel) where said.channel in (${numbers}) and held.blocks ->> said.channel in ('open', 'partial', 'hidden'))
)`
