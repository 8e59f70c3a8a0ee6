import type { Sql } from '../app/database.ts'
import { tableOf } from '../app/table-of.ts'

/** A record that was a contact's when somebody answered about them. */
export interface AnsweredRecord {
  contactId: string
  connector: string
  accountId: string
  object: string
  remoteId: string
}

const answeredTable = (first: number, records: readonly AnsweredRecord[]) =>
  tableOf('p', first, records, {
    contact_id: ['uuid', (row) => row.contactId],
    connector: ['text', (row) => row.connector],
    account_id: ['text', (row) => row.accountId],
    object: ['text', (row) => row.object],
    remote_id: ['text', (row) => row.remoteId],
  })

/** Notes the records of those whom this base does not know by their id. Gives the rows of records that are here. */
export async function noteAnsweredRecords(
  sql: Sql,
  records: readonly AnsweredRecord[],
  now: Date,
): Promise<readonly number[]> {
  const p = answeredTable(2, records)
  const { rows } = await sql.query<{ id: number }>(
    `with told as (
       select p.contact_id, p.connector, p.account_id, p.object, p.remote_id from ${p.from} where not exists (select 1 from contacts c where c.id = p.contact_id)
     ), noted as (
       insert into answered_records (contact_id, connector, account_id, object, remote_id, noted_at) select t.*, $1::timestamptz from told t on conflict do nothing)
     select r.id from told t join connections k on k.connector = t.connector and k.account_id = t.account_id join remote_records r on r.connection_id = k.id and r.object = t.object and r.remote_id = t.remote_id and r.gone_at is null`,
    [now, ...p.values],
  )
  return rows.map(({ id }) => id)
}

/** Those of the records that this base knows: row → the contact that they are said to be. */
export async function recordsHere(sql: Sql, records: readonly AnsweredRecord[]): Promise<Map<number, string>> {
  const p = answeredTable(1, records)
  const { rows } = await sql.query<{ id: number; contactId: string }>(
    `select r.id, p.contact_id as "contactId" from ${p.from} join connections k on k.connector = p.connector and k.account_id = p.account_id join remote_records r on r.connection_id = k.id and r.object = p.object and r.remote_id = p.remote_id and r.gone_at is null`,
    p.values,
  )
  return new Map(rows.map(({ id, contactId }) => [id, contactId]))
}

/**
 * Gives these records' contacts the answers about whoever they were before a backup was put back, as they stand; a
 * later answer about the same two stands.
 */
export async function carryAnswers(sql: Sql, recordIds: readonly number[]): Promise<void> {
  await sql.query(
    `with known as (
       select distinct a.contact_id as former, r.contact_id as id from remote_records r join connections k on k.id = r.connection_id
         join answered_records a on a.connector = k.connector and a.account_id = k.account_id and a.object = r.object and a.remote_id = r.remote_id
       where r.id = any($1) and r.gone_at is null and r.contact_id <> a.contact_id)
     insert into same_person_answers as s (contact_a, contact_b, answer, reason, answered_by, answered_at)
     select distinct on (a, b) a, b, answer, reason, answered_by, answered_at from (
       select least(id, other) as a, greatest(id, other) as b, answer, reason, answered_by, answered_at from (
         select n.id, case when o.contact_a = n.former then o.contact_b else o.contact_a end as other, o.answer, o.reason, o.answered_by, o.answered_at
         from known n join same_person_answers o on n.former in (o.contact_a, o.contact_b)) told where id <> other) moved
     order by a, b, answered_at desc
     on conflict (contact_a, contact_b) do update set answer = excluded.answer, reason = excluded.reason, answered_by = excluded.answered_by, answered_at = excluded.answered_at where excluded.answered_at > s.answered_at`,
    [recordIds],
  )
}
