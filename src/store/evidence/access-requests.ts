import type { AccessLooked, AnswerLanguage } from '../../domain/evidence/access-asker.ts'
import type { AccessEntry } from '../../domain/evidence/access-request.ts'
import type { Sql } from '../app/database.ts'

/** A request for access in the register. */
export interface AccessRequest extends Omit<AccessEntry, 'identity'> {
  id: string
  number: string
  /** Null: somebody who is in no system. */
  contactId: string | null
  reviewId: string | null
  /** Of the answer; null = nobody said. */
  language: AnswerLanguage | null
  /** What was searched last for somebody who is in no system. */
  looked: AccessLooked | null
  lookedAt: Date | null
  /** When a record of them came into the base while they waited. */
  foundAt: Date | null
  identityHow: string
  identityWords: string
  recordedBy: string
  recordedAt: Date
  answeredBy: string | null
  answeredAt: Date | null
}

const columns = `a.id, a.number, a.contact_id as "contactId", a.review_id as "reviewId", a.language, a.looked, a.looked_at as "lookedAt", a.found_at as "foundAt", a.door, a.received_on::text as "receivedOn", a.due_on::text as "dueOn", a.identity_how as "identityHow", a.identity_words as "identityWords",
  a.recorded_by as "recordedBy", a.recorded_at as "recordedAt", a.answered_by as "answeredBy", a.answered_at as "answeredAt"`
const query = `select ${columns} from access_requests a`

/** Requests for access: by state, days of receipt and who recorded them; those to answer first by their day. */
export const accessList = {
  columns,
  from: 'access_requests a',
  where: 'true',
  id: 'a.id',
  idType: 'uuid' as const,
  sorts: {
    urgency: `case when a.answered_at is null then a.due_on - date '2000-01-01' else 1000000 - extract(epoch from a.recorded_at) / 100000 end`,
    received: 'a.received_on',
    due: 'a.due_on',
  },
  filters: {
    state: (value: string) =>
      `(${value} = 'open' and a.answered_at is null) or (${value} = 'answered' and a.answered_at is not null)`,
    user: (value: string) => `a.recorded_by = (select u.email from users u where u.id::text = ${value})`,
    from: (value: string) => `a.received_on >= ${value}::date`,
    to: (value: string) => `a.received_on <= ${value}::date`,
  },
}

interface NewAccess {
  id: string
  /** Null: somebody who is in no system; `sealed`: what they are called there, for whoever answers. */
  contactId: string | null
  reviewId: string | null
  entry: AccessEntry
  language: AnswerLanguage | null
  sealed: string | null
  by: string
}

/** Stores a request; null when one of this contact waits for its answer already. */
export async function insertAccess(sql: Sql, row: NewAccess, now: Date): Promise<string | null> {
  const { door, receivedOn, dueOn, identity } = row.entry
  const { rows } = await sql.query<{ number: string }>(
    `insert into access_requests (id, number, contact_id, review_id, door, received_on, due_on, identity_how, identity_words, recorded_by, recorded_at, language, sealed)
     values ($1, 'AR-' || to_char($2::timestamptz at time zone 'UTC', 'YYYY') || '-' || to_char(nextval('access_numbers'), 'FM9999999900'), $3, $4, $5, $6, $7, $8, $9, $10, $2, $11, $12)
     on conflict (contact_id) where answered_at is null do nothing returning number`,
    [
      row.id,
      now,
      row.contactId,
      row.reviewId,
      door,
      receivedOn,
      dueOn,
      identity.how,
      identity.words,
      row.by,
      row.language,
      row.sealed,
    ],
  )
  return rows[0]?.number ?? null
}

/** By id or by number. */
export async function findAccess(sql: Sql, key: string): Promise<AccessRequest | null> {
  return (await sql.query<AccessRequest>(`${query} where a.id::text = $1 or a.number = $1`, [key])).rows[0] ?? null
}

/** Those to answer first, by their day, then the others, the newest first. */
export async function listAccess(sql: Sql, limit: number): Promise<AccessRequest[]> {
  return (
    await sql.query<AccessRequest>(
      `${query} order by a.answered_at is not null, case when a.answered_at is null then a.due_on end, a.recorded_at desc limit $1`,
      [limit],
    )
  ).rows
}

export async function unansweredAccess(sql: Sql): Promise<{ count: number; dueOn: string | null }> {
  return (
    (
      await sql.query<{ count: number; dueOn: string | null }>(
        'select count(*)::int as count, min(due_on)::text as "dueOn" from access_requests where answered_at is null',
      )
    ).rows[0] ?? { count: 0, dueOn: null }
  )
}

/** False when somebody noted it before. */
export async function noteAccessAnswered(sql: Sql, id: string, by: string, now: Date): Promise<boolean> {
  const { rowCount } = await sql.query(
    'update access_requests set answered_by = $2, answered_at = $3 where id = $1 and answered_at is null',
    [id, by, now],
  )
  await takeNext(sql, id)
  return rowCount === 1
}

/** One request of a person waits at a time: of two who became one, the other one's is next. */
async function takeNext(sql: Sql, answered: string): Promise<void> {
  await sql.query(
    `update access_requests a set contact_id = n.contact_id from (
       select o.id, w.contact_id from access_requests w join contacts c on c.merged_into = w.contact_id join access_requests o on o.contact_id = c.id and o.answered_at is null
       where w.id = $1 and not exists (select 1 from access_requests open where open.contact_id = w.contact_id and open.answered_at is null) order by o.due_on, o.id limit 1) n where a.id = n.id`,
    [answered],
  )
}

/** Address, number and name of somebody who is in no system, sealed; null = none is kept. */
export async function sealedAsker(sql: Sql, id: string): Promise<string | null> {
  const { rows } = await sql.query<{ sealed: string | null }>('select sealed from access_requests where id = $1', [id])
  return rows[0]?.sealed ?? null
}

/** By what a request of somebody who is in no system is known again: takes the place of what was noted before. */
export async function setAskerHashes(sql: Sql, id: string, hashes: readonly Buffer[]): Promise<void> {
  await sql.query('delete from access_identities where request_id = $1 and identity_hash <> all($2)', [id, hashes])
  await sql.query(
    'insert into access_identities (request_id, identity_hash) select $1, unnest($2::bytea[]) on conflict do nothing',
    [id, hashes],
  )
}

/** Who asked, said anew: what was searched before was searched for somebody else. */
export async function setAsker(
  sql: Sql,
  id: string,
  { sealed, language }: { sealed: string; language: AnswerLanguage },
): Promise<void> {
  await sql.query(
    'update access_requests set sealed = $2, language = $3, looked = null, looked_at = null where id = $1',
    [id, sealed, language],
  )
}

export async function askerHashes(sql: Sql, id: string): Promise<Buffer[]> {
  const { rows } = await sql.query<{ hash: Buffer }>(
    'select identity_hash as hash from access_identities where request_id = $1 order by 1',
    [id],
  )
  return rows.map((row) => row.hash)
}

/** Locks a request until the transaction ends. */
export async function lockAccess(sql: Sql, id: string): Promise<void> {
  await sql.query('select 1 from access_requests where id = $1 for update', [id])
}

/** The request that waits for its answer, of somebody in no system who has one of these addresses or numbers. */
export async function openAccessOfAddress(sql: Sql, hashes: readonly Buffer[]): Promise<string | null> {
  const { rows } = await sql.query<{ id: string }>(
    'select q.id from access_requests q join access_identities s on s.request_id = q.id where q.contact_id is null and q.answered_at is null and s.identity_hash = any($1) limit 1',
    [hashes],
  )
  return rows[0]?.id ?? null
}

/** The request is about this contact from here on; false when a request of the contact waits already. */
export async function linkAccess(sql: Sql, id: string, contactId: string, now: Date): Promise<boolean> {
  const { rowCount } = await sql.query(
    `update access_requests a set contact_id = $2, found_at = $3 where a.id = $1 and a.contact_id is null and a.answered_at is null
       and not exists (select 1 from access_requests other where other.contact_id = $2 and other.answered_at is null)`,
    [id, contactId, now],
  )
  return rowCount === 1
}

export async function noteAccessLooked(sql: Sql, id: string, looked: AccessLooked, now: Date): Promise<void> {
  await sql.query('update access_requests set looked = $2, looked_at = $3 where id = $1', [
    id,
    JSON.stringify(looked),
    now,
  ])
}

/** A request as the journal keeps it; one that is there stays as it is. */
export async function insertKnownAccess(
  sql: Sql,
  row: Pick<AccessRequest, 'id' | 'number' | 'contactId' | 'language'> & { entry: AccessEntry },
  recordedAt: Date,
): Promise<void> {
  const { door, receivedOn, dueOn, identity } = row.entry
  await sql.query(
    `insert into access_requests (id, number, contact_id, door, received_on, due_on, identity_how, identity_words, recorded_by, recorded_at, language)
     select p.id, case when exists (select 1 from access_requests o where o.number = p.number and o.id <> p.id) then p.number || '-' || left(p.id::text, 4) else p.number end,
       case when exists (select 1 from access_requests o where o.contact_id = p.contact and o.answered_at is null) then null else p.contact end, $4::text, $5::date, $6::date, $7::text, $8::text, 'journal', $9::timestamptz, $10::text
     from (select $1::uuid as id, $2::text as number, $3::uuid as contact) p on conflict (id) do nothing`,
    [
      row.id,
      row.number,
      row.contactId,
      door,
      receivedOn,
      dueOn,
      identity.how,
      identity.words,
      recordedAt,
      row.language,
    ],
  )
}

/** Erases at most `limit` of those that were answered before; gives how many. */
export async function forgetAccess(sql: Sql, before: Date, limit: number): Promise<number> {
  const { rowCount } = await sql.query(
    'delete from access_requests where id in (select id from access_requests where answered_at < $1 order by answered_at limit $2)',
    [before, limit],
  )
  return rowCount ?? 0
}
