import { numberChannels } from '../../domain/app/channel.ts'
import type { RecordRef } from '../../connector/records.ts'
import type { Sql } from './database.ts'

/**
 * A number that a record holds, as keyed hash. `guessed`: its country is only the company's own
 * (docs/decisions/0042-numbers-without-country.md).
 */
export interface HeldNumber {
  hash: Buffer
  guessed: boolean
}

/**
 * True where somebody else holds the number `n` of record `r` too: a switchboard. Its no concerns the records that hold
 * it and says nothing about their people. A guess makes nobody's number a switchboard: that would free them.
 */
export const sharedNumber = `exists (select 1 from record_numbers also join remote_records theirs on theirs.id = also.record_id
  where also.number_hash = n.number_hash and not also.guessed and theirs.gone_at is null and theirs.contact_id <> r.contact_id)`

/** Which of these numbers stand on a live record, as hex. */
export async function numbersInUse(sql: Sql, hashes: readonly Buffer[]): Promise<ReadonlySet<string>> {
  const { rows } = await sql.query<{ hash: string }>(
    `select distinct encode(n.number_hash, 'hex') as hash from record_numbers n join remote_records r on r.id = n.record_id where n.number_hash = any($1) and r.gone_at is null`,
    [hashes],
  )
  return new Set(rows.map((row) => row.hash))
}

interface NumberedRecord extends RecordRef {
  propagationId: string
  rowId: number
}

/**
 * Records at the Connection of each Propagation that its no reaches by a number: those that hold it, and the other
 * records of whoever holds it alone.
 */
export async function recordsOfNumbers(sql: Sql, propagationIds: readonly string[]): Promise<NumberedRecord[]> {
  const { rows } = await sql.query<NumberedRecord>(
    `with named as (
       select p.id as propagation_id, p.connection_id, n.number_hash, n.guessed, r.id as record_id, r.contact_id from propagations p join objection_identities oi on oi.objection_id = p.objection_id
       join record_numbers n on n.number_hash = oi.identity_hash join remote_records r on r.id = n.record_id where p.id = any($1) and r.gone_at is null
     ), reached as (
       select propagation_id, record_id from named
       union select named.propagation_id, mate.id from named join remote_records mate on mate.contact_id = named.contact_id
         where not exists (select 1 from named other where other.propagation_id = named.propagation_id and other.number_hash = named.number_hash and not other.guessed and other.contact_id <> named.contact_id)
     )
     select p.id as "propagationId", r.id as "rowId", r.object, r.remote_id as id from reached join propagations p on p.id = reached.propagation_id
     join remote_records r on r.id = reached.record_id and r.connection_id = p.connection_id and r.gone_at is null order by r.id`,
    [propagationIds],
  )
  return rows
}

/**
 * Cells that Lawbase wrote on these records for a number whose no stands, as `connection record cell`: ours also after
 * the number left the record.
 */
export async function writtenForNumbers(
  sql: Sql,
  records: readonly { connectionId: string; remoteId: string }[],
): Promise<ReadonlySet<string>> {
  const { rows } = await sql.query<{ connection_id: string; target: string; channel: string }>(
    `select distinct p.connection_id, i.target, i.channel from suppressions s join identities number on number.hash = s.identity_hash and number.kind = 'phone'
     join propagations p on p.objection_id = s.objection_id join propagation_items i on i.propagation_id = p.id and i.target_kind = 'record'
     where s.channel = any($1) and p.connection_id = any($2) and i.target = any($3)`,
    [numberChannels, records.map((row) => row.connectionId), records.map((row) => row.remoteId)],
  )
  return new Set(rows.map((row) => `${row.connection_id} ${row.target} ${row.channel}`))
}
