import type { RecordStanding } from '../../domain/removals/way-back.ts'
import type { Sql } from '../app/database.ts'
import type { ItemState, PlanRecord } from './plan-records.ts'

/** Something of the item `i` can still be brought back: a hold that stands, or a record that may lie in a bin. */
const mayReturn = `exists (select 1 from removal_records rr where rr.plan_id = i.plan_id and rr.contact_id = i.contact_id and (rr.state = 'held' or rr.state = 'binned' and rr.back_end is null))`

/**
 * Locks and gives those of a plan's people who can be brought back; `contactIds` null = everybody who is on hold.
 * Whoever left the plan otherwise is among them where a record of theirs went into a bin.
 */
export async function restorable(
  sql: Sql,
  planId: string,
  contactIds: readonly string[] | null,
): Promise<{ contactId: string; state: ItemState }[]> {
  const { rows } = await sql.query<{ contactId: string; state: ItemState }>(
    `select i.contact_id as "contactId", i.state from removal_items i where i.plan_id = $1 and i.state in ('held', 'binned', 'taken-out', 'refused')
       and ($2::uuid[] is null and i.state = 'held' or i.contact_id = any($2)) and ${mayReturn} order by i.contact_id for update of i`,
    [planId, contactIds],
  )
  return rows
}

/** Those of these people who are brought back already, or were. */
export async function beingRestored(sql: Sql, planId: string, contactIds: readonly string[]): Promise<string[]> {
  const { rows } = await sql.query<{ id: string }>(
    `select contact_id as id from removal_items where plan_id = $1 and contact_id = any($2) and state = 'restored' order by 1`,
    [planId, contactIds],
  )
  return rows.map(({ id }) => id)
}

/**
 * Takes people out of a plan to bring them back. Who had been erased here is a contact again, so that their records
 * find them; the memory of their removal stays until one is there.
 */
export async function askRestore(
  sql: Sql,
  planId: string,
  contactIds: readonly string[],
  { by, reason }: { by: string; reason: string },
  now: Date,
): Promise<void> {
  await sql.query(
    `update removal_items i set state = 'restored', reason = $3, restore_by = $4, restore_at = $6, restore_reason = $5, restore_next_at = $6, restore_ended_at = null, restore_purged_at = c.purged_at, updated_at = $6
     from contacts c where i.plan_id = $1 and i.contact_id = any($2) and c.id = i.contact_id`,
    [planId, contactIds, `by ${by}`, by, reason, now],
  )
  await sql.query('update contacts set purged_at = null where id = any($1)', [contactIds])
}

/** A record of somebody who is being brought back. */
export interface RestoreRecord
  extends Pick<PlanRecord, 'recordId' | 'contactId' | 'connectionId' | 'ref'>,
    RecordStanding {
  askedAt: Date
  /** Had been erased here; null = had not. */
  purgedAt: Date | null
  /** To be looked at in its bin now. */
  due: boolean
}

const open = `i.state = 'restored' and i.restore_ended_at is null`

/** Every record of the people of a plan whose restore has not ended. */
export async function openRestores(sql: Sql, planId: string, now: Date): Promise<RestoreRecord[]> {
  const { rows } = await sql.query<Omit<RestoreRecord, 'ref'> & { object: string; remote_id: string }>(
    `select rr.record_id as "recordId", rr.contact_id as "contactId", rr.connection_id as "connectionId", r.object, r.remote_id, rr.state, rr.detail, rr.binned_at as "binnedAt", rr.back_at as "backAt", rr.back_end as "backEnd",
       r.gone_at is not null as gone, i.restore_at as "askedAt", i.restore_purged_at as "purgedAt",
       rr.state = 'binned' and rr.back_end is null and (r.gone_at is null or i.restore_next_at <= $2) as due
     from removal_items i join removal_records rr on rr.plan_id = i.plan_id and rr.contact_id = i.contact_id join remote_records r on r.id = rr.record_id
     where i.plan_id = $1 and ${open} order by rr.connection_id, rr.record_id`,
    [planId, now],
  )
  return rows.map(({ object, remote_id, ...row }) => ({ ...row, ref: { object, id: remote_id } }))
}

/** SQL: whether the plan `p` has somebody to bring back now, at the instant of the SQL expression `now`. */
export const hasDueRestore = (
  now: string,
): string => `exists (select 1 from removal_items i where i.plan_id = p.id and ${open} and (i.restore_next_at <= ${now}
  or exists (select 1 from removal_records rr join remote_records r on r.id = rr.record_id where rr.plan_id = i.plan_id and rr.contact_id = i.contact_id and (rr.state = 'held' or rr.state = 'binned' and rr.back_end is null and r.gone_at is null))))`

/** Notes records that were read alive again: our hold may still stand on them, and is lifted next. */
export async function noteBack(
  sql: Sql,
  planId: string,
  rows: readonly { recordId: number; value: string }[],
  now: Date,
): Promise<void> {
  await sql.query(
    `update removal_records rr set state = 'held', back_at = $4, back_value = p.value, back_detail = null, detail = null, tries = 0, tried_at = null
     from unnest($2::bigint[], $3::text[]) as p (record_id, value) where rr.plan_id = $1 and rr.record_id = p.record_id and rr.state = 'binned'`,
    [planId, rows.map((row) => row.recordId), rows.map((row) => row.value), now],
  )
}

/** Notes why records are not back: for good with an `end`, else yet. */
export async function noteNotBack(
  sql: Sql,
  planId: string,
  rows: readonly { recordId: number; end: 'bin-over' | 'refused' | null; detail: string | null }[],
): Promise<void> {
  await sql.query(
    `update removal_records rr set back_end = p.back_end, back_detail = p.detail from unnest($2::bigint[], $3::text[], $4::text[]) as p (record_id, back_end, detail) where rr.plan_id = $1 and rr.record_id = p.record_id and rr.state = 'binned'`,
    [planId, rows.map((row) => row.recordId), rows.map((row) => row.end), rows.map((row) => row.detail)],
  )
}

/** Whose these records are now: another contact, where their system showed them again before anybody asked here. */
export async function ownersOf(sql: Sql, recordIds: readonly number[]): Promise<string[]> {
  const { rows } = await sql.query<{ id: string }>(
    'select distinct contact_id as id from remote_records where id = any($1) and contact_id is not null',
    [recordIds],
  )
  return rows.map(({ id }) => id)
}

/** Those of the contacts of whom no record is there. */
export async function withoutRecord(sql: Sql, contactIds: readonly string[]): Promise<string[]> {
  const { rows } = await sql.query<{ id: string }>(
    'select c.id from contacts c where c.id = any($1) and not exists (select 1 from remote_records r where r.contact_id = c.id and r.gone_at is null)',
    [contactIds],
  )
  return rows.map(({ id }) => id)
}

/** When people who are not back yet are looked at again. */
export async function postponeRestores(
  sql: Sql,
  planId: string,
  contactIds: readonly string[],
  until: Date,
): Promise<void> {
  await sql.query(
    `update removal_items set restore_next_at = $3 where plan_id = $1 and contact_id = any($2) and state = 'restored' and restore_ended_at is null`,
    [planId, contactIds, until],
  )
}

/** Ends restores; gives those that had not ended. */
export async function endRestores(
  sql: Sql,
  planId: string,
  contactIds: readonly string[],
  now: Date,
): Promise<string[]> {
  const { rows } = await sql.query<{ id: string }>(
    `update removal_items set restore_ended_at = $3, restore_next_at = null where plan_id = $1 and contact_id = any($2) and state = 'restored' and restore_ended_at is null returning contact_id as id`,
    [planId, contactIds, now],
  )
  return rows.map(({ id }) => id)
}

/** Whether somebody with one of these addresses came back out of a bin after this plan. */
export async function isRestored(sql: Sql, planId: string, hashes: readonly Buffer[]): Promise<boolean> {
  const { rowCount } = await sql.query(
    `select 1 from removal_records rr join known_identities ri on ri.record_id = rr.record_id where rr.plan_id = $1 and rr.back_at is not null and ri.identity_hash = any($2) limit 1`,
    [planId, hashes],
  )
  return rowCount !== 0
}

/** How many people of a plan came back out of a bin, at least in one system. */
export async function countRestored(sql: Sql, planId: string): Promise<number> {
  const { rows } = await sql.query<{ n: number }>(
    `select count(distinct rr.contact_id)::int as n from removal_records rr join removal_items i on i.plan_id = rr.plan_id and i.contact_id = rr.contact_id where rr.plan_id = $1 and rr.back_at is not null and i.state = 'restored'`,
    [planId],
  )
  return rows[0]?.n ?? 0
}
