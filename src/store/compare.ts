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
  object: string
  remoteId: string
  objectionIds: string[]
  channels: Channel[]
}

/**
 * Records on which a suppressed channel is open (I3): the given ones, the other records of the same people, and whoever
 * shares a suppressed address with them. By e-mail, the strongest block is needed when the record's own address is
 * suppressed; our mark is enough when the person's no does not cover the address, because it is a shared mailbox.
 * Channels that a system cannot block at all are not in its records' blocks. Each step names its rows by a list of keys,
 * so that it uses an index however young the tables' statistics are.
 */
export async function findDrift(sql: Sql, recordIds: readonly number[]): Promise<Drift[]> {
  const { rows: sharing } = await sql.query<{ id: number }>(
    `select distinct theirs.record_id as id from record_identities ours join suppressions s on s.identity_hash = ours.identity_hash
     join record_identities theirs on theirs.identity_hash = ours.identity_hash where ours.record_id = any($1)`,
    [recordIds],
  )
  const { rows: people } = await sql.query<{ contact_id: string }>(
    'select distinct contact_id from remote_records where id = any($1) and gone_at is null and contact_id is not null',
    [[...new Set([...recordIds, ...sharing.map((row) => row.id)])]],
  )
  const contactIds = people.map((row) => row.contact_id)
  const { rows: records } = await sql.query<{ id: number; contact_id: string; connection_id: string; object: string; remote_id: string; blocks: Partial<Record<Channel, string>> }>(
    'select id, contact_id, connection_id, object, remote_id, blocks from remote_records where contact_id = any($1) and gone_at is null order by id',
    [contactIds],
  )
  const { rows: said } = await sql.query<{ contact_id: string; mate_id: number; role: boolean; position: number; channel: Channel; objection_id: string }>(
    `select r.contact_id, r.id as mate_id, i.role, ri.position, s.channel, s.objection_id
     from remote_records r join record_identities ri on ri.record_id = r.id join suppressions s on s.identity_hash = ri.identity_hash join identities i on i.hash = ri.identity_hash
     where r.contact_id = any($1) and r.gone_at is null`,
    [contactIds],
  )
  const byContact = Map.groupBy(said, (row) => row.contact_id)
  return records.flatMap((record) => {
    // A shared mailbox counts for the record it stands on, never for another record of the person.
    const concerning = (byContact.get(record.contact_id) ?? []).filter((row) => !row.role || row.mate_id === record.id)
    const open = concerning.filter((row) => isOpen(record, row.channel, concerning))
    return open.length === 0 ? [] : [{
      recordId: record.id, contactId: record.contact_id, connectionId: record.connection_id, object: record.object, remoteId: record.remote_id,
      objectionIds: [...new Set(open.map((row) => row.objection_id))], channels: [...new Set(open.map((row) => row.channel))],
    }]
  })
}

function isOpen(record: { id: number; blocks: Partial<Record<Channel, string>> }, channel: Channel, concerning: readonly { mate_id: number; position: number; channel: Channel }[]): boolean {
  const block = record.blocks[channel]
  if (block === 'open') return true
  const ownAddress = concerning.some((row) => row.channel === channel && row.mate_id === record.id && row.position === 0)
  return channel === 'email' && block === 'marked' && ownAddress
}

/** Row ids of live records after `after`, for walking the whole base in pages. */
export async function pageOfRecordIds(sql: Sql, after: number, limit: number): Promise<number[]> {
  const { rows } = await sql.query<{ id: number }>('select id from remote_records where id > $1 and gone_at is null order by id limit $2', [after, limit])
  return rows.map((row) => row.id)
}

/** Statistics of the tables that a big pull fills: without them the planner takes them for small. */
export async function refreshStatistics(sql: Sql): Promise<void> {
  await sql.query('analyze remote_records, record_identities, identities, contacts')
}
