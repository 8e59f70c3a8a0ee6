import type { Sql } from '../app/database.ts'
import { lockRecords } from '../propagation/noted-blocks.ts'
import { lockPeople } from '../objections/objections.ts'

/** A hash is no longer needed when no bin of a vendor can give the contact back. */
const keepHashDays = 100

/**
 * Deletes all that the base holds of the mystery shopper's rounds that are over, or of the one that ends now: records,
 * contact, objections, their ways. The rounds' figures, the audit log and the keyed hash stay: by the hash a page that
 * was read before the end, or a record restored from a bin, is known for what it is. Harmless when repeated.
 */
export async function forgetShoppers(sql: Sql, endingRoundId: string, now: Date): Promise<void> {
  const over = `select s.identity_hash from shopper_identities s join shopper_rounds r on r.id = s.round_id where r.state = 'done' or r.id = $1`
  const { rows: records } = await sql.query<{ id: number; contact_id: string | null }>(
    `select id, contact_id from shopper_records where id in (select record_id from record_identities where identity_hash in (${over}))`,
    [endingRoundId],
  )
  const { rows: objections } = await sql.query<{ id: string; contact_id: string | null }>(
    `select o.id, o.contact_id from objections o join shopper_objections s on s.id = o.id where o.id in (select objection_id from objection_identities where identity_hash in (${over}))`,
    [endingRoundId],
  )
  const recordIds = records.map((row) => row.id)
  const objectionIds = objections.map((row) => row.id)
  await lockRecords(sql, recordIds)
  await lockPeople(sql)
  await sql.query('select from propagations where objection_id = any($1) order by id for update', [objectionIds])
  await deleteObjections(sql, objectionIds)
  await deleteContacts(
    sql,
    [...records, ...objections].map((row) => row.contact_id).filter((id) => id !== null),
    recordIds,
  )
  await sql.query(
    `update identities set value = null where hash in (${over}) and not exists (select 1 from record_identities ri where ri.identity_hash = hash)`,
    [endingRoundId],
  )
  await sql.query(
    `delete from shopper_identities s using shopper_rounds r where r.id = s.round_id and r.finished_at < $1::timestamptz - make_interval(days => ${keepHashDays})`,
    [now],
  )
}

async function deleteObjections(sql: Sql, ids: readonly string[]): Promise<void> {
  const ways = 'propagation_id in (select id from propagations where objection_id = any($1))'
  await sql.query(`delete from propagation_items where ${ways}`, [ids])
  await sql.query('delete from propagations where objection_id = any($1)', [ids])
  await sql.query('delete from suppressions where objection_id = any($1)', [ids])
  await sql.query('delete from review_holds where review_id in (select id from reviews where objection_id = any($1))', [
    ids,
  ])
  await sql.query('delete from reviews where objection_id = any($1)', [ids])
  await sql.query('update mailbox_messages set objection_id = null where objection_id = any($1)', [ids])
  await sql.query('delete from objection_identities where objection_id = any($1)', [ids])
  await sql.query('delete from person_mails where objection_id = any($1)', [ids])
  await sql.query('delete from objections where id = any($1)', [ids])
}

/** A contact that holds another record too is a person's by now: it stays, without ours. */
async function deleteContacts(sql: Sql, contactIds: readonly string[], recordIds: readonly number[]): Promise<void> {
  await sql.query(
    'delete from own_kind_blocks k using remote_records r where r.id = any($1) and k.connection_id = r.connection_id and k.target = r.remote_id',
    [recordIds],
  )
  await sql.query('delete from remote_records where id = any($1)', [recordIds])
  const { rows } = await sql.query<{ id: string }>(
    `select id from contacts c where (id = any($1) or merged_into = any($1)) and not exists (select 1 from remote_records r where r.contact_id = c.id) and not exists (select 1 from objections o where o.contact_id = c.id)`,
    [contactIds],
  )
  const gone = rows.map((row) => row.id)
  for (const table of ['person_mails', 'person_links', 'hold_carryings', 'holds'])
    await sql.query(`delete from ${table} where contact_id = any($1)`, [gone])
  await sql.query('delete from contacts where id = any($1)', [gone])
}
