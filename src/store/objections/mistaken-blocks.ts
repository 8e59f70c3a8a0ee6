import { numberChannels, type Channel } from '../../domain/app/channel.ts'
import type { Sql } from '../app/database.ts'
import { sharedNumber } from '../app/numbers.ts'
import { saidByThem } from '../contacts/former-identities.ts'
import { tableOf } from '../app/table-of.ts'

/**
 * Blocks of the mistaken entry that its systems show and nothing else asks for. Those that were open when Lawbase wrote
 * them, also those of a write that nobody has read back yet, are due to be opened; the one that a system showed first,
 * and that made the entry, is that system's own and waits for a person there. Neither is a new objection until it was
 * seen open once. Any other block there is somebody else's word.
 */
export async function noteMistakenBlocks(
  sql: Sql,
  objectionId: string,
  recordIds: readonly number[],
  now: Date,
): Promise<void> {
  await sql.query(
    `with sent as (
       select b.record_id, b.channel, b.kind from propagations p join own_blocks b on b.propagation_id = p.id where p.objection_id = $1 and p.first_sent_at is not null
     ), cells as (
       select w.channel, coalesce(k.kind, '') as kind from objections o cross join unnest(o.channels) as w (channel) left join unnest(o.kinds) as k (kind) on true where o.id = $1
     ), shown as (
       select r.id, r.contact_id, w.channel, w.kind, ${blocked} as blocked,
         exists (select 1 from own_blocks b join propagations p on p.id = b.propagation_id join objection_corrections k on k.objection_id = p.objection_id where b.record_id = r.id and b.channel = w.channel and b.kind = w.kind) as ours,
         exists (select 1 from objections o where o.id = $1 and o.door in ('found', 'crm') and o.origin_connection_id = r.connection_id and o.evidence ->> 'recordId' = r.remote_id) as origin
       from remote_records r, cells w where r.id = any($2) and r.gone_at is null
     )
     insert into lifted_blocks (cause_id, record_id, channel, kind, state, noted_at, next_attempt_at, detail, unread)
     select $1, b.id, b.channel, b.kind, 'pending', $3, case when b.ours then $3::timestamptz end, case when not b.ours then '${setThere}' end, not b.blocked from shown b
     where ((b.blocked and (b.ours or b.origin)) or (b.id, b.channel, b.kind) in (select record_id, channel, kind from sent)) and not ${stands('b')} on conflict do nothing`,
    [objectionId, recordIds, now, numberChannels],
  )
}

/** The same from the journal, for records that the base knows: nobody has read them since. */
export async function insertKnownMistakenBlocks(
  sql: Sql,
  objectionId: string,
  blocks: readonly {
    connectionId: string
    object: string
    remoteId: string
    channel: Channel
    kind: string
    ours: boolean
  }[],
  now: Date,
): Promise<void> {
  const p = tableOf('p', 3, blocks, {
    connection_id: ['uuid', (row) => row.connectionId],
    object: ['text', (row) => row.object],
    remote_id: ['text', (row) => row.remoteId],
    channel: ['text', (row) => row.channel],
    kind: ['text', (row) => row.kind],
    ours: ['bool', (row) => row.ours],
  })
  await sql.query(
    `insert into lifted_blocks (cause_id, record_id, channel, kind, state, noted_at, next_attempt_at, detail, unread)
     select $1, r.id, p.channel, p.kind, 'pending', $2, case when p.ours then $2::timestamptz end, case when not p.ours then '${setThere}' end, true
     from ${p.from} join remote_records r on r.connection_id = p.connection_id and r.object = p.object and r.remote_id = p.remote_id on conflict do nothing`,
    [objectionId, now, ...p.values],
  )
}

/** Why a block stays that Lawbase did not set. */
const setThere = 'set there, not by Lawbase'

/** SQL of a boolean: the record `r`, as it was read last, shows the cell `w` as blocked. */
const blocked = `case when w.kind = '' then coalesce(r.blocks ->> w.channel, 'open') not in ('open', 'partial', 'hidden') else coalesce(r.kind_blocks -> (w.channel || ':' || w.kind) ->> 'state', 'open') not in ('open', 'partial', 'hidden') end`

/**
 * SQL of a boolean: an objection stands for the cell of the row `b` (id, contact_id, channel, kind). `$4`: channels of
 * a number.
 */
export function stands(b: string): string {
  return `(exists (
      select 1 from remote_records mate join known_identities ri on ri.record_id = mate.id join suppressions s on s.identity_hash = ri.identity_hash
      where mate.contact_id = ${b}.contact_id and mate.gone_at is null and s.channel = ${b}.channel and (s.kind = '' or s.kind = ${b}.kind) and ${saidByThem('s', 'ri')}
        and (mate.id = ${b}.id or not exists (select 1 from identities i where i.hash = ri.identity_hash and i.role)))
    or (${b}.channel = any($4) and exists (
      select 1 from remote_records r join record_numbers n on n.record_id = r.id join suppressions s on s.identity_hash = n.number_hash
      where r.contact_id = ${b}.contact_id and r.gone_at is null and s.channel = ${b}.channel and (s.kind = '' or s.kind = ${b}.kind) and (r.id = ${b}.id or not ${sharedNumber}))))`
}
