import { tableOf } from '../app/table-of.ts'
import type { Sql } from '../app/database.ts'

/** Why a contact is on hold whose mail came back (docs/decisions/0047-mail-that-came-back.md). */
export const bounceReason = 'bounce'

/** An address that mail comes back from, and somebody who is written to at it. */
interface Bounce {
  contactId: string
  /** Where it was seen: a CRM, or a mailbox of ours. */
  connectionId: string
  /** The record that shows it; null = a mailbox. */
  recordId: number | null
  hash: Buffer
}

/**
 * Bounces of the addresses that the given records show as their own, wherever they were seen, of which their people are
 * not on hold yet. A flag that a system kept when the record got another address says nothing of that one, but still
 * of the address that it was seen at: whoever gets that one later is on hold, whatever record it was seen at. Who is
 * still the person of that record, which has another address, is written to there.
 */
export async function findUnheldBounces(sql: Sql, recordIds: readonly number[]): Promise<Bounce[]> {
  const { rows } = await sql.query<Bounce>(
    `with addresses as (
       select distinct ri.identity_hash as hash from remote_records r join record_identities ri on ri.record_id = r.id and ri.position = 0 where r.id = any($1) and r.gone_at is null
     ), seen as (
       select a.hash, r.connection_id, min(r.id) as record_id from addresses a join record_identities ri on ri.identity_hash = a.hash and ri.position = 0
       join remote_records r on r.id = ri.record_id and r.gone_at is null and r.extras ->> 'undeliverable' = 'true'
       where a.hash in (select h.identity_hash from holds h where h.record_id = r.id and h.reason = $2 and h.flag_stays)
         or not exists (select 1 from holds h where h.record_id = r.id and h.reason = $2 and h.flag_stays) group by a.hash, r.connection_id
       union all
       select a.hash, m.connection_id, null from addresses a join mail_stops m on m.identity_hash = a.hash
       union all
       select before.hash, before.connection_id, null from (
         select distinct on (h.identity_hash, h.connection_id) h.identity_hash as hash, h.connection_id, h.ended_by from addresses a join holds h on h.identity_hash = a.hash and h.reason = $2
         where h.connection_id is not null order by h.identity_hash, h.connection_id, h.created_at desc) before where coalesce(before.ended_by, 'lawbase') = 'lawbase'
     )
     select distinct on (r.contact_id, seen.hash, seen.connection_id) r.contact_id as "contactId", seen.connection_id as "connectionId", seen.record_id as "recordId", seen.hash
     from seen join record_identities ri on ri.identity_hash = seen.hash and ri.position = 0 join remote_records r on r.id = ri.record_id and r.gone_at is null and r.contact_id is not null
     where not exists (select 1 from holds h where h.contact_id = r.contact_id and h.reason = $2 and h.ended_at is null and h.identity_hash = seen.hash and h.connection_id = seen.connection_id)
       and (seen.record_id is not null or not exists (select 1 from holds h join remote_records shown on shown.id = h.record_id and shown.gone_at is null and shown.contact_id = r.contact_id
         where h.identity_hash = seen.hash and h.connection_id = seen.connection_id and h.reason = $2 and not exists (select 1 from record_identities own where own.record_id = shown.id and own.position = 0 and own.identity_hash = seen.hash)))
     order by r.contact_id, seen.hash, seen.connection_id, seen.record_id nulls last`,
    [recordIds, bounceReason],
  )
  return rows
}

/** Holds of bounces, all begun now and without an end of their own. */
export async function insertBounceHolds(
  sql: Sql,
  holds: readonly (Bounce & { id: string })[],
  now: Date,
): Promise<void> {
  if (holds.length === 0) return
  const p = tableOf('p', 3, holds, {
    id: ['uuid', (hold) => hold.id],
    contact_id: ['uuid', (hold) => hold.contactId],
    connection_id: ['uuid', (hold) => hold.connectionId],
    record_id: ['bigint', (hold) => hold.recordId],
    hash: ['bytea', (hold) => hold.hash],
  })
  await sql.query(
    `insert into holds (id, contact_id, reason, until, actor, created_at, connection_id, record_id, identity_hash)
     select p.id, p.contact_id, $1, null, 'lawbase', $2, p.connection_id, p.record_id, p.hash from ${p.from}`,
    [bounceReason, now, ...p.values],
  )
}

/**
 * Holds of bounces that are over, among those of the given records and their people: the record that showed it shows
 * another address now, or nobody shows the address any more. Where it was merged away, the record that lives on speaks
 * for it: some vendors hand it the flag of the other's address. Notes where the flag stays, and where it has gone
 * since.
 */
export async function overBounceHolds(sql: Sql, recordIds: readonly number[]): Promise<string[]> {
  await sql.query(
    `update holds h set flag_stays = false from remote_records r
     where h.flag_stays and h.record_id = r.id and r.id = any($1) and r.gone_at is null and r.extras ->> 'undeliverable' is distinct from 'true'`,
    [recordIds],
  )
  const { rows } = await sql.query<{ id: string }>(
    `with over as (
       select h.id, shown.id as record_id, coalesce(shown.extras ->> 'undeliverable' = 'true', false) as flagged from holds h
       left join lateral (select r.* from remote_records r where r.id = h.record_id and r.gone_at is null
         union all select w.* from remote_records l join remote_records w on w.connection_id = l.connection_id and w.object = l.merged_object and w.remote_id = l.merged_to and w.gone_at is null where l.id = h.record_id and l.gone_at is not null
         limit 1) shown on shown.contact_id = h.contact_id
       where h.reason = $2 and h.ended_at is null
         and (h.record_id = any($1) or shown.id = any($1) or h.contact_id in (select contact_id from remote_records where id = any($1) and contact_id is not null))
         and ((shown.id is not null and not exists (select 1 from record_identities ri where ri.record_id = shown.id and ri.position = 0 and ri.identity_hash = h.identity_hash))
           or not exists (select 1 from remote_records r join record_identities ri on ri.record_id = r.id and ri.position = 0 where r.contact_id = h.contact_id and r.gone_at is null and ri.identity_hash = h.identity_hash))
     ) update holds h set flag_stays = over.flagged, record_id = coalesce(over.record_id, h.record_id) from over where h.id = over.id returning h.id`,
    [recordIds, bounceReason],
  )
  return rows.map((row) => row.id)
}

/** Live records that show one of these addresses as their own. */
export async function recordsAtAddresses(sql: Sql, hashes: readonly Buffer[]): Promise<number[]> {
  const { rows } = await sql.query<{ id: number }>(
    'select distinct r.id from record_identities ri join remote_records r on r.id = ri.record_id and r.gone_at is null where ri.identity_hash = any($1) and ri.position = 0',
    [hashes],
  )
  return rows.map((row) => row.id)
}
