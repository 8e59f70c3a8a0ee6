import type { Channel } from '../domain/channel.ts'
import type { Sql } from './database.ts'

/** A block that stands in a system although no Suppression covers it: a no we have not heard of. */
export interface FoundBlock {
  recordId: number
  contactId: string
  connectionId: string
  object: string
  remoteId: string
  channels: Channel[]
  hashes: Buffer[]
}

/**
 * Blocks among the given records that no Suppression of the person explains (DESIGN 6: opt-outs found are Objections).
 * What Lawbase wrote itself is always explained by the Suppression it was written for.
 */
export async function findUnexplainedBlocks(sql: Sql, recordIds: readonly number[]): Promise<FoundBlock[]> {
  const { rows } = await sql.query<{ id: number; contact_id: string; connection_id: string; object: string; remote_id: string; channels: Channel[]; hashes: Buffer[] | null }>(
    `with blocked as (
       select r.id, r.contact_id, b.key as channel from remote_records r cross join lateral jsonb_each_text(r.blocks) b
       where r.id = any($1) and r.gone_at is null and r.contact_id is not null and b.value <> 'open'
     ), open as (
       select b.id, array_agg(b.channel order by b.channel) as channels from blocked b
       where not exists (
         select 1 from remote_records mate join record_identities ri on ri.record_id = mate.id join suppressions s on s.identity_hash = ri.identity_hash
         where mate.contact_id = b.contact_id and mate.gone_at is null and s.channel = b.channel
           and (mate.id = b.id or not exists (select 1 from identities i where i.hash = ri.identity_hash and i.role)))
       group by b.id
     )
     select r.id, r.contact_id, r.connection_id, r.object, r.remote_id, open.channels,
       (select array_agg(ri.identity_hash order by ri.position) from record_identities ri where ri.record_id = r.id) as hashes
     from open join remote_records r on r.id = open.id order by r.id`,
    [recordIds],
  )
  return rows.map((row) => ({
    recordId: row.id, contactId: row.contact_id, connectionId: row.connection_id, object: row.object, remoteId: row.remote_id,
    channels: row.channels, hashes: row.hashes ?? [],
  }))
}

/** An identity of a suppressed person that is not suppressed itself yet (a record merged in, an address added later). */
export interface Uncovered {
  hash: Buffer
  channel: Channel
  since: Date
  objectionId: string
}

/** For contacts of the given records: personal identities that must share the person's Suppressions (I2, opt-outs are a union). */
export async function findUncoveredIdentities(sql: Sql, recordIds: readonly number[]): Promise<Uncovered[]> {
  const { rows } = await sql.query<{ hash: Buffer; channel: Channel; since: Date; objection_id: string }>(
    `with people as (select distinct contact_id from remote_records where id = any($1) and contact_id is not null and gone_at is null),
     held as (
       select p.contact_id, ri.identity_hash, i.role from people p join remote_records r on r.contact_id = p.contact_id and r.gone_at is null
       join record_identities ri on ri.record_id = r.id join identities i on i.hash = ri.identity_hash
     ), said as (
       select distinct on (h.contact_id, s.channel) h.contact_id, s.channel, s.since, s.objection_id
       from held h join suppressions s on s.identity_hash = h.identity_hash where not h.role order by h.contact_id, s.channel, s.since
     )
     select distinct on (h.identity_hash, said.channel) h.identity_hash as hash, said.channel, said.since, said.objection_id
     from held h join said on said.contact_id = h.contact_id
     where not h.role and not exists (select 1 from suppressions s where s.identity_hash = h.identity_hash and s.channel = said.channel)
     order by h.identity_hash, said.channel, said.since`,
    [recordIds],
  )
  return rows.map((row) => ({ hash: row.hash, channel: row.channel, since: row.since, objectionId: row.objection_id }))
}

/** A record that a Suppression should block and that does not show the block. */
export interface Drift {
  recordId: number
  contactId: string
  connectionId: string
  objectionIds: string[]
  channels: Channel[]
}

/**
 * Records among the given ones (null = the whole base) on which a suppressed channel is open (I3). By e-mail, the
 * strongest block is needed when the record's own address is suppressed; our mark is enough when the person's no does
 * not cover the address, because it is a shared mailbox. `channels` = channels each Connection can block at all.
 */
export async function findDrift(sql: Sql, recordIds: readonly number[] | null, after: number, limit: number): Promise<Drift[]> {
  const { rows } = await sql.query<{ id: number; contact_id: string; connection_id: string; objections: string[]; channels: Channel[] }>(
    `with page as (
       select id, contact_id, connection_id, blocks from remote_records
       where ($1::bigint[] is null or id = any($1)) and id > $2 and gone_at is null and contact_id is not null order by id limit $3
     ), person as (
       select p.id, p.connection_id, p.contact_id, p.blocks, mate.id as mate_id, ri.identity_hash, i.role, ri.position
       from page p join remote_records mate on mate.contact_id = p.contact_id and mate.gone_at is null
       join record_identities ri on ri.record_id = mate.id join identities i on i.hash = ri.identity_hash
     ), due as (
       select person.id, person.contact_id, person.connection_id, s.channel, s.objection_id, person.blocks ->> s.channel as block,
         bool_or(person.mate_id = person.id and person.position = 0) over (partition by person.id, s.channel) as own_address
       from person join suppressions s on s.identity_hash = person.identity_hash where not person.role or person.mate_id = person.id
     )
     select id, contact_id, connection_id, array_agg(distinct objection_id) as objections, array_agg(distinct channel) as channels
     from due where block = 'open' or (channel = 'email' and block = 'marked' and own_address) group by id, contact_id, connection_id order by id`,
    [recordIds, after, limit],
  )
  return rows.map((row) => ({ recordId: row.id, contactId: row.contact_id, connectionId: row.connection_id, objectionIds: row.objections, channels: row.channels }))
}

/** Row ids of live records after `after`, for walking the whole base in pages. */
export async function pageOfRecordIds(sql: Sql, after: number, limit: number): Promise<number[]> {
  const { rows } = await sql.query<{ id: number }>('select id from remote_records where id > $1 and gone_at is null order by id limit $2', [after, limit])
  return rows.map((row) => row.id)
}
