import type { Matchable } from '../../domain/contacts/same-person.ts'
import type { Sql } from '../app/database.ts'
import { apartOf } from './split-records.ts'
import { mergeAnswers } from './same-person-answers.ts'
import { mergeSplit, noteSplit } from './split-contacts.ts'

export interface MatchNeighbour extends Matchable {
  contactId: string | null
}

/**
 * The given records and every live record that shares a personal address or the vendor's own person with one of them,
 * or stands for the same contact already. A record that comes back after its person was removed stands for nobody yet.
 * What a vendor merged away or converted speaks for the record it lives on in. Role mailboxes never tie records
 * together. Each step names its rows by a list of keys, so that it uses an index however young the tables' statistics
 * are.
 */
export async function loadNeighbours(sql: Sql, recordIds: readonly number[]): Promise<MatchNeighbour[]> {
  const { rows: held } = await sql.query<{ hash: Buffer }>(
    `select distinct i.hash from record_identities ri join identities i on i.hash = ri.identity_hash where ri.record_id = any($1) and not i.role`,
    [recordIds],
  )
  const { rows: sharing } = await sql.query<{ id: number }>(
    'select distinct record_id as id from record_identities where identity_hash = any($1)',
    [held.map((row) => row.hash)],
  )
  const { rows: persons } = await sql.query<{ connection_id: string; person_id: string }>(
    'select distinct connection_id, person_id from remote_records where id = any($1) and person_id is not null',
    [recordIds],
  )
  const { rows: mates } = await sql.query<{ id: number }>(
    'select r.id from unnest($1::uuid[], $2::text[]) as p (connection_id, person_id) join remote_records r on r.connection_id = p.connection_id and r.person_id = p.person_id',
    [persons.map((row) => row.connection_id), persons.map((row) => row.person_id)],
  )
  const { merges, near } = await withMerges(sql, [
    ...new Set([...recordIds, ...sharing.map((row) => row.id), ...mates.map((row) => row.id)]),
  ])
  const former = merges.map((merge) => merge.loser)
  const { rows: contacts } = await sql.query<{ id: string }>(
    'select distinct contact_id as id from remote_records where id = any($1) and contact_id is not null and (gone_at is null or id = any($2))',
    [near, former],
  )
  const { rows } = await sql.query<{
    id: number
    contact_id: string | null
    first_name: string | null
    last_name: string | null
    person: string | null
  }>(
    `select r.id, c.id as contact_id, r.first_name, r.last_name, r.connection_id || ' ' || r.person_id as person
     from (select id from remote_records where id = any($1) and (gone_at is null or id = any($3)) union select id from remote_records where contact_id = any($2) and gone_at is null) near join remote_records r on r.id = near.id
     left join contacts c on c.id = r.contact_id and c.purged_at is null order by r.id`,
    [near, contacts.map((row) => row.id), former],
  )
  const ids = rows.map((row) => row.id)
  const addresses = await personalAddresses(sql, ids)
  const apart = await apartOf(sql, ids)
  const byPerson = Map.groupBy(
    rows.filter((row) => row.person !== null),
    (row) => row.person,
  )
  return rows.map((row) => ({
    id: row.id,
    contactId: row.contact_id,
    firstName: row.first_name,
    lastName: row.last_name,
    addresses: addresses.get(row.id) ?? [],
    sameAs: [
      ...(byPerson.get(row.person) ?? []).filter((other) => other.id !== row.id).map((other) => other.id),
      ...merges.filter((merge) => merge.loser === row.id).map((merge) => merge.winner),
    ],
    apartFrom: apart.get(row.id) ?? [],
  }))
}

/** Hashes (hex) of each record's addresses, role mailboxes left out, the primary one first. */
async function personalAddresses(sql: Sql, recordIds: readonly number[]): Promise<Map<number, string[]>> {
  const { rows } = await sql.query<{ id: number; hashes: string[] }>(
    `select ri.record_id as id, array_agg(encode(i.hash, 'hex') order by ri.position) as hashes from record_identities ri join identities i on i.hash = ri.identity_hash
     where ri.record_id = any($1) and not i.role group by 1`,
    [recordIds],
  )
  return new Map(rows.map(({ id, hashes }) => [id, hashes]))
}

/**
 * Records of the list that were merged or converted, with what they live on in or came from, and the list with both.
 * Only where the survivor is there: what is gone altogether ties nobody.
 */
async function withMerges(
  sql: Sql,
  ids: readonly number[],
): Promise<{ merges: { loser: number; winner: number }[]; near: number[] }> {
  const pair = `from remote_records l join remote_records w on w.connection_id = l.connection_id and w.object = l.merged_object and w.remote_id = l.merged_to and w.gone_at is null`
  const { rows } = await sql.query<{ loser: number; winner: number }>(
    `select l.id as loser, w.id as winner ${pair} where l.id = any($1) and l.merged_to is not null union
     select l.id, w.id from remote_records w join remote_records l on l.connection_id = w.connection_id and l.merged_object = w.object and l.merged_to = w.remote_id where w.id = any($1) and w.gone_at is null`,
    [ids],
  )
  return { merges: rows, near: [...new Set([...ids, ...rows.flatMap((row) => [row.loser, row.winner])])] }
}

export interface Assignment {
  contactId: string
  recordIds: readonly number[]
  reason: string
  /** The contact is made by this assignment. */
  isNew: boolean
  /** Contacts that are the same person and end in this one. */
  absorbed: readonly string[]
  /**
   * Contacts that these records stood for until now and that go on with others: a system gave the person a new address.
   */
  partedFrom: readonly string[]
  /** Those of them that no name tells apart from these records. */
  samePerson: readonly string[]
}

/** A hold that goes on over both parts of a person. */
interface SplitHold {
  id: string
  contactId: string
  from: string
  reason: string
  until: string | null
}

/**
 * Creates contacts, moves records to them, folds absorbed contacts into the survivor. A constant number of statements.
 * Records that stay where they are are left alone: another page may hold them and wait for this one. Gives the holds
 * that were copied.
 */
export async function assignContacts(sql: Sql, assignments: readonly Assignment[], now: Date): Promise<SplitHold[]> {
  const fresh = assignments.filter((row) => row.isNew)
  await sql.query(`insert into contacts (id, created_at) select id, $2 from unnest($1::uuid[]) as p (id)`, [
    fresh.map((row) => row.contactId),
    now,
  ])
  const moved = assignments.flatMap((row) =>
    row.recordIds.map((id) => ({ id, contactId: row.contactId, reason: row.reason })),
  )
  await sql.query(
    `update remote_records r set contact_id = p.contact_id, link_reason = p.reason, matched_at = $4
     from unnest($1::bigint[], $2::uuid[], $3::text[]) as p (id, contact_id, reason)
     where r.id = p.id and (r.matched_at is null or r.contact_id is distinct from p.contact_id or r.link_reason is distinct from p.reason)`,
    [moved.map((row) => row.id), moved.map((row) => row.contactId), moved.map((row) => row.reason), now],
  )
  const holds = await keepHeld(
    sql,
    assignments.flatMap((row) => row.partedFrom.map((from) => ({ from, to: row.contactId }))),
    now,
  )
  await noteSplit(
    sql,
    assignments.flatMap(({ contactId, samePerson }) => samePerson.map((from) => ({ contactId, from }))),
    now,
  )
  await absorb(
    sql,
    assignments.flatMap((row) => row.absorbed.map((loser) => ({ loser, winner: row.contactId }))),
  )
  return holds
}

/** Hands what belongs to the losers to their winners, the losers staying as names that lead there. */
async function absorb(sql: Sql, absorbed: readonly { loser: string; winner: string }[]): Promise<void> {
  if (absorbed.length === 0) return
  const values = [absorbed.map((row) => row.loser), absorbed.map((row) => row.winner)]
  const pairs = 'unnest($1::uuid[], $2::uuid[]) as p (loser, winner)'
  await sql.query(`update contacts c set merged_into = p.winner from ${pairs} where c.id = p.loser`, values)
  // A record with a contact of its own and gone from its system still tells where the person was.
  await sql.query(
    `update remote_records r set contact_id = p.winner from ${pairs} where r.contact_id = p.loser`,
    values,
  )
  await moveSources(sql, pairs, values)
  await sql.query(`update objections o set contact_id = p.winner from ${pairs} where o.contact_id = p.loser`, values)
  await sql.query(`update person_links l set contact_id = p.winner from ${pairs} where l.contact_id = p.loser`, values)
  await sql.query(`update reviews v set contact_id = p.winner from ${pairs} where v.contact_id = p.loser`, values)
  // Whoever waits for an answer goes on waiting for it as the person they are now; of two, the one that is due first.
  await sql.query(
    `update access_requests a set contact_id = n.winner from (select distinct on (p.winner) o.id, p.winner from ${pairs} join access_requests o on o.contact_id = p.loser and o.answered_at is null
       where not exists (select 1 from access_requests w where w.contact_id = p.winner and w.answered_at is null) order by p.winner, o.due_on, o.id) n where a.id = n.id`,
    values,
  )
  await sql.query(`update review_holds h set contact_id = p.winner from ${pairs} where h.contact_id = p.loser`, values)
  await sql.query(
    `update questionnaire_answers a set contact_id = p.winner from ${pairs} where a.contact_id = p.loser`,
    values,
  )
  await sql.query(`update consents k set contact_id = p.winner from ${pairs} where k.contact_id = p.loser`, values)
  // One question for each day: two that were asked of what is one person now stay where they are.
  await sql.query(
    `update repermission_asks a set contact_id = n.winner from (select distinct on (p.winner, o.term_on) o.id, p.winner from ${pairs} join repermission_asks o on o.contact_id = p.loser
       where not exists (select 1 from repermission_asks w where w.contact_id = p.winner and w.term_on = o.term_on) order by p.winner, o.term_on, o.id) n where a.id = n.id`,
    values,
  )
  // Parts that are one again: what held both of them holds once.
  await sql.query(
    `delete from holds h using ${pairs} where h.contact_id = p.loser and exists (select 1 from holds o where o.contact_id = p.winner and o.reason = h.reason and o.created_at = h.created_at and (o.ended_at is null or h.ended_at is not null))`,
    values,
  )
  await sql.query(`update holds h set contact_id = p.winner from ${pairs} where h.contact_id = p.loser`, values)
  await sql.query(
    `insert into legal_hold_contacts (hold_id, contact_id) select m.hold_id, p.winner from ${pairs} join legal_hold_contacts m on m.contact_id = p.loser on conflict do nothing`,
    values,
  )
  await sql.query(`delete from legal_hold_contacts m using ${pairs} where m.contact_id = p.loser`, values)
  await sql.query(
    `insert into attested_contacts (attestation_id, contact_id) select m.attestation_id, p.winner from ${pairs} join attested_contacts m on m.contact_id = p.loser on conflict do nothing`,
    values,
  )
  await sql.query(`delete from attested_contacts m using ${pairs} where m.contact_id = p.loser`, values)
  await sql.query(`delete from decisions d using ${pairs} where d.contact_id = p.loser`, values)
  await mergeSplit(sql, pairs, values)
  await mergeAnswers(sql, pairs, values)
}

/**
 * Sources go with the person. Parts of one person that were two for a while may both have the same: it stays once, and
 * a broker that one of them names stays known.
 */
async function moveSources(sql: Sql, pairs: string, values: readonly string[][]): Promise<void> {
  const same =
    'w.contact_id = p.winner and w.record_id is not distinct from o.record_id and w.kind = o.kind and w.name = o.name'
  await sql.query(
    `update sources s set contact_id = n.winner from (select distinct on (p.winner, o.record_id, o.kind, o.name) o.id, p.winner from ${pairs} join sources o on o.contact_id = p.loser
       where not exists (select 1 from sources w where ${same}) order by p.winner, o.record_id, o.kind, o.name, o.id) n where s.id = n.id`,
    values,
  )
  await sql.query(
    `update sources w set broker_connection_id = o.broker_connection_id from ${pairs} join sources o on o.contact_id = p.loser and o.broker_connection_id is not null where ${same} and w.broker_connection_id is null`,
    values,
  )
  await sql.query(
    `update sources w set proof = o.proof, proof_by = o.proof_by, proof_note = o.proof_note from ${pairs} join sources o on o.contact_id = p.loser and o.proof is not null where ${same} and w.proof is null`,
    values,
  )
  // Informed once, the person knows; not informed, only where nothing but that was said.
  await sql.query(
    `update sources w set notice_shown = w.notice_shown or o.notice_shown from ${pairs} join sources o on o.contact_id = p.loser where ${same}`,
    values,
  )
  await sql.query(
    `update evidence_files f set source_id = w.id from ${pairs} join sources o on o.contact_id = p.loser join sources w on ${same} where f.source_id = o.id`,
    values,
  )
  await sql.query(`delete from sources s using ${pairs} where s.contact_id = p.loser`, values)
  await sql.query(
    `update withdrawn_sources w set contact_id = p.winner from ${pairs} where w.contact_id = p.loser`,
    values,
  )
}

/**
 * What holds a person holds each part of them, and what was declared of them stands for each, when a system gives them
 * a new address and another does not (docs/reference/promises.md#i6); a break that they asked for is an act of theirs,
 * also when it is over (docs/reference/promises.md#i5).
 */
async function keepHeld(sql: Sql, parts: readonly { from: string; to: string }[], now: Date): Promise<SplitHold[]> {
  if (parts.length === 0) return []
  const values = [parts.map((part) => part.from), parts.map((part) => part.to)]
  const pairs = 'unnest($1::uuid[], $2::uuid[]) as p (before, part)'
  await sql.query(
    `insert into legal_hold_contacts (hold_id, contact_id) select m.hold_id, p.part from ${pairs} join legal_hold_contacts m on m.contact_id = p.before on conflict do nothing`,
    values,
  )
  await sql.query(
    `insert into attested_contacts (attestation_id, contact_id) select m.attestation_id, p.part from ${pairs} join attested_contacts m on m.contact_id = p.before on conflict do nothing`,
    values,
  )
  await sql.query(
    `insert into review_holds (id, contact_id, review_id, until, state, created_at, next_attempt_at) select gen_random_uuid(), p.part, h.review_id, h.until, 'setting', $3, $3 from ${pairs} join review_holds h on h.contact_id = p.before and h.state in ('setting', 'held')
     where not exists (select 1 from review_holds o where o.contact_id = p.part and o.review_id = h.review_id)`,
    [...values, now],
  )
  const { rows } = await sql.query<SplitHold>(
    `with copied as (insert into holds (id, contact_id, reason, until, actor, evidence, created_at, ended_at, ended_by, connection_id, record_id, identity_hash, flag_stays)
       select gen_random_uuid(), p.part, h.reason, h.until, h.actor, h.evidence || jsonb_build_object('partedFrom', p.before), h.created_at, h.ended_at, h.ended_by, h.connection_id, h.record_id, h.identity_hash, h.flag_stays from ${pairs} join holds h on h.contact_id = p.before and (h.ended_at is null or h.actor = 'the person')
       where not exists (select 1 from holds o where o.contact_id = p.part and o.reason = h.reason and o.created_at = h.created_at) returning id, contact_id, reason, until, evidence, ended_at)
     select id, contact_id as "contactId", evidence ->> 'partedFrom' as "from", reason, until::text from copied where ended_at is null`,
    values,
  )
  return rows
}
