import type { Matchable } from '../domain/matching.ts'
import type { Sql } from './database.ts'

export interface MatchNeighbour extends Matchable {
  contactId: string | null
}

/**
 * The given records and every live record that shares a personal address with one of them, or stands for the same
 * contact already. Role mailboxes never tie records together.
 */
export async function loadNeighbours(sql: Sql, recordIds: readonly number[]): Promise<MatchNeighbour[]> {
  const { rows } = await sql.query<{ id: number; contact_id: string | null; first_name: string | null; last_name: string | null; addresses: string[] | null }>(
    `with seed as (select id, contact_id from remote_records where id = any($1)),
     shared as (
       select distinct other.record_id from seed
       join record_identities mine on mine.record_id = seed.id
       join identities i on i.hash = mine.identity_hash and not i.role
       join record_identities other on other.identity_hash = mine.identity_hash
     ), wanted as (
       select id from seed union select record_id from shared
       union select r.id from remote_records r join seed on seed.contact_id = r.contact_id where r.gone_at is null
     )
     select r.id, r.contact_id, r.first_name, r.last_name,
       (select array_agg(encode(ri.identity_hash, 'hex') order by ri.position) from record_identities ri join identities i on i.hash = ri.identity_hash
        where ri.record_id = r.id and not i.role) as addresses
     from remote_records r join wanted on wanted.id = r.id where r.gone_at is null order by r.id`,
    [recordIds],
  )
  return rows.map((row) => ({ id: row.id, contactId: row.contact_id, firstName: row.first_name, lastName: row.last_name, addresses: row.addresses ?? [], sameAs: [] }))
}

export interface Assignment {
  contactId: string
  recordIds: readonly number[]
  reason: string
  /** The contact is made by this assignment. */
  isNew: boolean
  /** Contacts that are the same person and end in this one. */
  absorbed: readonly string[]
}

/** Creates contacts, moves records to them, folds absorbed contacts into the survivor. A constant number of statements. */
export async function assignContacts(sql: Sql, assignments: readonly Assignment[], now: Date): Promise<void> {
  const fresh = assignments.filter((row) => row.isNew)
  await sql.query(`insert into contacts (id, created_at) select id, $2 from unnest($1::uuid[]) as p (id)`, [fresh.map((row) => row.contactId), now])
  const moved = assignments.flatMap((row) => row.recordIds.map((id) => ({ id, contactId: row.contactId, reason: row.reason })))
  await sql.query(
    `update remote_records r set contact_id = p.contact_id, link_reason = p.reason, matched_at = $4
     from unnest($1::bigint[], $2::uuid[], $3::text[]) as p (id, contact_id, reason) where r.id = p.id`,
    [moved.map((row) => row.id), moved.map((row) => row.contactId), moved.map((row) => row.reason), now],
  )
  const absorbed = assignments.flatMap((row) => row.absorbed.map((loser) => ({ loser, winner: row.contactId })))
  if (absorbed.length === 0) return
  const values = [absorbed.map((row) => row.loser), absorbed.map((row) => row.winner)]
  const pairs = 'unnest($1::uuid[], $2::uuid[]) as p (loser, winner)'
  await sql.query(`update contacts c set merged_into = p.winner from ${pairs} where c.id = p.loser`, values)
  // A record with a contact of its own and gone from its system still tells where the person was.
  await sql.query(`update remote_records r set contact_id = p.winner from ${pairs} where r.contact_id = p.loser`, values)
  await sql.query(`update sources s set contact_id = p.winner from ${pairs} where s.contact_id = p.loser`, values)
  await sql.query(`update objections o set contact_id = p.winner from ${pairs} where o.contact_id = p.loser`, values)
  await sql.query(`update person_links l set contact_id = p.winner from ${pairs} where l.contact_id = p.loser`, values)
  await sql.query(`delete from decisions d using ${pairs} where d.contact_id = p.loser`, values)
}
