import type { RecordRef } from '../../connector/records.ts'
import type { Sql } from '../app/database.ts'

export type ItemState = 'planned' | 'held' | 'binned' | 'taken-out' | 'restored' | 'refused'

export interface PlanRecord {
  recordId: number
  contactId: string
  connectionId: string
  /** Whom it stands for now: somebody else after a merge. */
  personId: string
  ref: RecordRef
  state: 'planned' | 'held' | 'binned' | 'erased' | 'anonymised' | 'released' | 'refused'
  /** Refused only because it was not done in time. */
  givenUp: boolean
  gone: boolean
  /** It lives on in the record that it was merged into. */
  merged: boolean
  /** Why the system keeps it, or why it stays in its bin. */
  detail: string | null
}

/** Records of a plan in the given states, of people who are still in it (or in other `itemStates`). */
export async function planRecords(
  sql: Sql,
  planId: string,
  states: readonly PlanRecord['state'][],
  itemStates: readonly ItemState[] = ['planned', 'held'],
): Promise<PlanRecord[]> {
  const { rows } = await sql.query<Omit<PlanRecord, 'ref'> & { object: string; remote_id: string }>(
    `select rr.record_id as "recordId", rr.contact_id as "contactId", coalesce(r.contact_id, rr.contact_id) as "personId", rr.connection_id as "connectionId", r.object, r.remote_id, rr.state, rr.detail, rr.given_up as "givenUp", r.gone_at is not null as gone, coalesce(r.gone_reason = 'merged', false) as merged
     from removal_records rr join remote_records r on r.id = rr.record_id join removal_items i on i.plan_id = rr.plan_id and i.contact_id = rr.contact_id
     where rr.plan_id = $1 and rr.state = any($2) and i.state = any($3) and not i.left_waiting order by rr.connection_id, rr.record_id`,
    [planId, states, itemStates],
  )
  return rows.map(({ object, remote_id, ...row }) => ({ ...row, ref: { object, id: remote_id } }))
}

/** Those of a batch whose people are still in the plan. */
export async function stillLeaving(
  sql: Sql,
  planId: string,
  batch: readonly PlanRecord[],
): Promise<readonly PlanRecord[]> {
  const { rows } = await sql.query<{ id: string }>(
    `select i.contact_id as id from removal_items i where i.plan_id = $1 and i.contact_id = any($2) and i.state in ('planned', 'held')`,
    [planId, batch.map((record) => record.contactId)],
  )
  const there = new Set(rows.map(({ id }) => id))
  return there.size === 0 ? [] : batch.filter((record) => there.has(record.contactId))
}

/**
 * Notes per record what was read back: of a hold, of the bin, of an erasure. `kept`: why a record in the bin stays
 * there.
 */
export async function noteRecords(
  sql: Sql,
  planId: string,
  state: Exclude<PlanRecord['state'], 'planned'>,
  rows: readonly { recordId: number; value: string; kept?: string | null }[],
  now: Date,
): Promise<void> {
  if (rows.length === 0) return
  const taken = 'binned_value = coalesce(rr.binned_value, p.value), binned_at = coalesce(rr.binned_at, $4)'
  const set = {
    held: 'held_value = p.value, held_at = $4, tries = 0, tried_at = null',
    released: 'detail = p.value',
    refused: 'detail = p.value',
    binned: `${taken}, detail = p.kept`,
    erased: `${taken}, erased_value = p.value, erased_at = $4`,
    anonymised: `${taken}, detail = p.kept, erased_value = p.value, erased_at = $4`,
  }[state]
  await sql.query(
    `update removal_records rr set state = $5, ${set} from unnest($2::bigint[], $3::text[], $6::text[]) as p (record_id, value, kept) where rr.plan_id = $1 and rr.record_id = p.record_id and ($4::timestamptz is not null)`,
    [
      planId,
      rows.map((row) => row.recordId),
      rows.map((row) => row.value),
      now,
      state,
      rows.map((row) => row.kept ?? null),
    ],
  )
}

/** Marks refused records that their system never refused: it did not do it in time. */
export async function noteGivenUp(sql: Sql, planId: string, recordIds: readonly number[]): Promise<void> {
  await sql.query(
    `update removal_records set given_up = true where plan_id = $1 and record_id = any($2) and state = 'refused'`,
    [planId, recordIds],
  )
}

/**
 * Counts one more try of each record; `ended`: those that were tried for the first time before `since` and at least so
 * many times; `openSince`: when the latest of the others was tried first.
 */
export async function noteTries(
  sql: Sql,
  planId: string,
  recordIds: readonly number[],
  most: { since: Date; tries: number },
  now: Date,
): Promise<{ ended: number[]; openSince: Date | null }> {
  if (recordIds.length === 0) return { ended: [], openSince: null }
  const { rows } = await sql.query<{ id: number; at: Date; ended: boolean }>(
    `update removal_records set tries = tries + 1, tried_at = coalesce(tried_at, $3) where plan_id = $1 and record_id = any($2) returning record_id as id, tried_at as at, tries >= $4 and tried_at <= $5 as ended`,
    [planId, recordIds, now, most.tries, most.since],
  )
  const open = rows.filter((row) => !row.ended).map((row) => row.at.getTime())
  return {
    ended: rows.filter((row) => row.ended).map((row) => row.id),
    openSince: open.length === 0 ? null : new Date(Math.max(...open)),
  }
}
