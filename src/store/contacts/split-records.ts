import type { Sql } from '../app/database.ts'

/** Which of these records a DPO told apart from which: both ways. */
export async function apartOf(sql: Sql, recordIds: readonly number[]): Promise<Map<number, number[]>> {
  const { rows } = await sql.query<{ id: number; other: number }>(
    `select record_id as id, other_id as other from parted_records where record_id = any($1)
     union select other_id, record_id from parted_records where other_id = any($1)`,
    [recordIds],
  )
  const found = new Map<number, number[]>()
  for (const { id, other } of rows) found.set(id, [...(found.get(id) ?? []), other])
  return found
}

/** Keeps that each of the one records and each of the others are two people; twice changes nothing. */
export async function insertSplit(
  sql: Sql,
  [ones, others]: readonly [ones: readonly number[], others: readonly number[]],
  said: { reason: string; by: string },
  now: Date,
): Promise<void> {
  await sql.query(
    `insert into parted_records (record_id, other_id, reason, parted_by, parted_at)
     select least(a, b), greatest(a, b), $3, $4, $5 from unnest($1::bigint[]) a cross join unnest($2::bigint[]) b on conflict do nothing`,
    [ones, others, said.reason, said.by, now],
  )
}

/** Live records of a contact, in the order in which they were found. */
export async function liveRecordsOf(sql: Sql, contactId: string): Promise<number[]> {
  const { rows } = await sql.query<{ id: number }>(
    'select id from remote_records where contact_id = $1 and gone_at is null and merged_to is null order by id',
    [contactId],
  )
  return rows.map(({ id }) => id)
}

/** A record, and the contact that it stands for. */
export type HeldRecord = readonly [recordId: number, contactId: string]

/** The contact that each of these records stands for now. */
export async function heldNow(sql: Sql, recordIds: readonly number[]): Promise<HeldRecord[]> {
  const { rows } = await sql.query<{ id: number; contactId: string }>(
    'select id, contact_id as "contactId" from remote_records where id = any($1) and contact_id is not null order by id',
    [recordIds],
  )
  return rows.map(({ id, contactId }) => [id, contactId])
}

/** Who last told records of this contact apart from those of another one, and why. */
export interface Split {
  otherId: string
  by: string
  at: Date
  reason: string
}

const ofContact = `p.record_id in (select id from remote_records where contact_id = $1) or p.other_id in (select id from remote_records where contact_id = $1)`

/** The contacts whose records were told apart from this one's, the latest first. */
export async function splitsOf(sql: Sql, contactId: string): Promise<Split[]> {
  const { rows } = await sql.query<Split>(
    `select * from (select distinct on (r.contact_id) r.contact_id as "otherId", p.parted_by as by, p.parted_at as at, p.reason from parted_records p
       join remote_records r on r.id in (p.record_id, p.other_id) and r.contact_id <> $1 and r.gone_at is null where ${ofContact} order by r.contact_id, p.parted_at desc) latest order by at desc`,
    [contactId],
  )
  return rows
}

/** Takes back that records of these two contacts are two people; gives the records of the one and of the other. */
export async function deleteSplit(
  sql: Sql,
  contactId: string,
  otherId: string,
): Promise<readonly [HeldRecord[], HeldRecord[]]> {
  const { rows } = await sql.query<{ a: number; b: number }>(
    `delete from parted_records p using remote_records r, remote_records o where r.id in (p.record_id, p.other_id) and o.id in (p.record_id, p.other_id)
       and r.contact_id = $1 and o.contact_id = $2 returning r.id as a, o.id as b`,
    [contactId, otherId],
  )
  const side = (ids: readonly number[], contact: string): HeldRecord[] => [...new Set(ids)].map((id) => [id, contact])
  return [
    side(
      rows.map(({ a }) => a),
      contactId,
    ),
    side(
      rows.map(({ b }) => b),
      otherId,
    ),
  ]
}
