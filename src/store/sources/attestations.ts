import type { AttestableRecord, AttestedSet, Attestation, AttestationForm } from '../../domain/sources/attestation.ts'
import type { Sql } from '../app/database.ts'
import { attestedRecord } from '../sql/attested.ts'
import { noShopper } from '../sql/without-shopper.ts'

/** Declarations that still count, the oldest first. */
export async function standingAttestations(sql: Sql): Promise<Attestation[]> {
  const { rows } = await sql.query<Attestation>(
    `select id, connection_id as "connectionId", source_value as "sourceValue", created_in as "createdIn", list, covers_before as "coversBefore", kind, name, notice_shown as "noticeShown"
     from attestations where withdrawn_at is null order by created_at, id`,
  )
  return rows
}

export interface AttestationRow extends Attestation {
  label: string | null
  statement: string
  author: string
  createdAt: Date
  withdrawnAt: Date | null
  withdrawnBy: string | null
}

/** A declaration counts only where nothing is proven. */
const unproven = 'not exists (select 1 from sources s where s.contact_id = r.contact_id)'

/** All declarations, the newest first. */
export async function listAttestations(sql: Sql): Promise<AttestationRow[]> {
  const { rows } = await sql.query<AttestationRow>(
    `select a.id, a.connection_id as "connectionId", c.label, a.source_value as "sourceValue", a.created_in as "createdIn", a.list, a.covers_before as "coversBefore", a.kind, a.name, a.notice_shown as "noticeShown", a.statement,
       a.author, a.created_at as "createdAt", a.withdrawn_at as "withdrawnAt", a.withdrawn_by as "withdrawnBy"
     from attestations a left join connections c on c.id = a.connection_id order by a.created_at desc, a.id`,
  )
  return rows
}

/** How many people each declaration covers today, by its id. */
export async function attestedPeople(sql: Sql): Promise<Readonly<Record<string, number>>> {
  const { rows } = await sql.query<{ id: string; people: number }>(
    `select a.id, (select count(distinct r.contact_id)::int from remote_records r where r.gone_at is null and ${attestedRecord} and ${unproven} and ${noShopper.record('r.id')}) as people from attestations a`,
  )
  return Object.fromEntries(rows.map(({ id, people }) => [id, people]))
}

/** `contactIds`: who is on the list of the set; null = it is about no list. */
export async function insertAttestation(
  sql: Sql,
  row: AttestedSet & AttestationForm & { id: string; coversBefore: Date; author: string },
  contactIds: readonly string[] | null,
  now: Date,
): Promise<void> {
  await sql.query(
    `insert into attestations (id, connection_id, source_value, created_in, covers_before, kind, name, notice_shown, statement, author, created_at, list) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)`,
    [
      row.id,
      row.connectionId,
      row.sourceValue,
      row.createdIn,
      row.coversBefore,
      row.kind,
      row.name,
      row.noticeShown,
      row.statement,
      row.author,
      now,
      row.list,
    ],
  )
  await sql.query(
    `insert into attested_contacts (attestation_id, contact_id) select distinct $1::uuid, r.contact_id from remote_records r where r.contact_id = any($2) and r.gone_at is null and r.created_remote_at < $3 and ${unproven}`,
    [row.id, contactIds ?? [], row.coversBefore],
  )
}

/** Declarations about lists that these contacts are on: contact → attestations. */
export async function listedIn(sql: Sql, contactIds: readonly string[]): Promise<Map<string, Set<string>>> {
  const { rows } = await sql.query<{ contactId: string; ids: string[] }>(
    'select contact_id as "contactId", array_agg(attestation_id::text) as ids from attested_contacts where contact_id = any($1) group by contact_id',
    [contactIds],
  )
  return new Map(rows.map((row) => [row.contactId, new Set(row.ids)]))
}

/** False when it does not exist or was withdrawn before. */
export async function withdrawAttestation(sql: Sql, id: string, by: string, now: Date): Promise<boolean> {
  return (
    ((
      await sql.query(
        'update attestations set withdrawn_at = $3, withdrawn_by = $2 where id = $1 and withdrawn_at is null',
        [id, by, now],
      )
    ).rowCount ?? 0) > 0
  )
}

/** The moment Lawbase was set up: its first user. */
export async function installedAt(sql: Sql, now: Date): Promise<Date> {
  const { rows } = await sql.query<{ at: Date | null }>('select min(created_at) as at from users')
  return rows[0]?.at ?? now
}

export interface AttestableSample extends AttestableRecord {
  contactId: string
  firstName: string | null
  lastName: string | null
  email: string | null
}

const inSet = `r.gone_at is null and r.contact_id is not null and ($1::uuid is null or r.connection_id = $1) and ($2::text is null or lower(btrim(coalesce(r.source_value, ''))) = $2)
  and ($3::int is null or extract(year from r.created_remote_at at time zone 'UTC') = $3) and ($5::uuid[] is null or r.contact_id = any($5)) and ${unproven} and ${noShopper.record('r.id')}`

/**
 * What a declaration about the set would cover, what it cannot because it was collected later, and ids of some people
 * to read first: drawn at random, the same on each look.
 */
export async function previewSet(
  sql: Sql,
  set: AttestedSet,
  contactIds: readonly string[] | null,
  coversBefore: Date,
  limit: number,
): Promise<{ people: number; later: number; sample: string[] }> {
  const values = [set.connectionId, set.sourceValue, set.createdIn, coversBefore, contactIds]
  const { rows } = await sql.query<{ people: number; later: number }>(
    `select count(distinct r.contact_id) filter (where r.created_remote_at < $4)::int as people, count(distinct r.contact_id) filter (where r.created_remote_at >= $4)::int as later from remote_records r where ${inSet}`,
    values,
  )
  const { rows: sample } = await sql.query<{ id: string }>(
    `select contact_id as id from (select distinct r.contact_id from remote_records r where ${inSet} and r.created_remote_at < $4) one order by md5(contact_id::text) limit $6`,
    [...values, limit],
  )
  return { people: rows[0]?.people ?? 0, later: rows[0]?.later ?? 0, sample: sample.map(({ id }) => id) }
}

/** People of the set as they are now, each by the first record that a declaration would cover. */
export async function peopleOfSet(
  sql: Sql,
  set: AttestedSet,
  contactIds: readonly string[],
  coversBefore: Date,
): Promise<AttestableSample[]> {
  const { rows } = await sql.query<AttestableSample>(
    `select * from (
       select distinct on (r.contact_id) r.contact_id as "contactId", r.connection_id as "connectionId", r.source_value as "sourceValue", r.created_remote_at as "createdAt", r.first_name as "firstName", r.last_name as "lastName", i.value as email
       from remote_records r left join record_identities ri on ri.record_id = r.id and ri.position = 0 left join identities i on i.hash = ri.identity_hash
       where ${inSet} and r.created_remote_at < $4 order by r.contact_id, r.created_remote_at, r.id) one
     order by md5("contactId"::text)`,
    [set.connectionId, set.sourceValue, set.createdIn, coversBefore, contactIds],
  )
  return rows
}
