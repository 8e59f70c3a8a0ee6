import { numberChannels } from '../../domain/app/channel.ts'

const ofNumbers = numberChannels.map((channel) => `'${channel}'`).join()

/**
 * SQL of a query (hash, channel, kind, id, since): what objections other than those in `except` (an array of ids) say
 * of the identities in `hashes` (a query of one column, `hash`), the one that was recorded first for each cell. Left
 * out is what a later lift ended and what was entered for the wrong person. A mobile that was taken from the person's
 * records stands for calls and messages alone (docs/decisions/0040-objectors-by-mobile.md).
 */
export const supportedCells = (hashes: string, except: string): string =>
  `select distinct on (hash, channel, kind) hash, channel, kind, id, min(received_at) over (partition by hash, channel, kind) as since from (
     select said.hash, w.channel, coalesce(k.kind, '') as kind, o.id, o.received_at, o.recorded_at from (${hashes}) said join objection_identities oi on oi.identity_hash = said.hash join objections o on o.id = oi.objection_id and o.id <> all(${except})
       cross join unnest(o.channels) as w (channel) left join unnest(o.kinds) as k (kind) on true
     where (not oi.taken or w.channel in (${ofNumbers})) and not exists (select 1 from objection_corrections m where m.objection_id = o.id)
       and (o.reason = 'erasure' or not exists (select 1 from lifted_suppressions ls join lifts l on l.id = ls.lift_id
         where ls.identity_hash = said.hash and ls.channel = w.channel and ls.kind = coalesce(k.kind, '') and o.recorded_at <= l.lifted_at))) cells
   order by hash, channel, kind, recorded_at, id`
