import type { Cursor } from '../../connector/records.ts'
import type { Sql } from '../app/database.ts'

/** Saves where the reading of changes goes on. Called in the transaction of the page it belongs to. */
export async function saveCursor(sql: Sql, id: string, cursor: Cursor): Promise<void> {
  await sql.query('update connections set pull_cursor = $2 where id = $1', [id, JSON.stringify(cursor)])
}

/**
 * `fullSince`: when a reading of the whole base that ended now had begun; null = only changes were read. Events that
 * were lost since are not made up for by it.
 */
export async function markPulled(
  sql: Sql,
  id: string,
  at: Date,
  fullSince: Date | null,
  nextPollAt: Date,
): Promise<void> {
  await sql.query(
    `update connections set pulled_at = $2, full_pulled_at = case when $3::timestamptz is null then full_pulled_at else $2 end, pull_failed_at = null, pull_failure = null, next_poll_at = $4,
       resync_wanted_at = case when resync_wanted_at <= $3 then null else resync_wanted_at end, restored_at = case when $3 is null then restored_at end where id = $1`,
    [id, at, fullSince, nextPollAt],
  )
}

export async function markPullFailed(sql: Sql, id: string, at: Date, failure: string, nextPollAt: Date): Promise<void> {
  await sql.query(
    'update connections set pull_failed_at = coalesce(pull_failed_at, $2), pull_failure = $3, next_poll_at = $4 where id = $1',
    [id, at, failure, nextPollAt],
  )
}

/**
 * What changed is read with the first sweep from `at` on, whenever a poll that is under way ends; before the first full
 * read there is nothing to compare with.
 */
export async function pollSoon(sql: Sql, id: string, at: Date): Promise<void> {
  await sql.query('update connections set poll_wanted_at = least(poll_wanted_at, $2) where id = $1', [id, at])
}

/**
 * The system has just answered us: why its last reading failed need not hold any more, and it is read with the next
 * sweep. It counts as not read until then (docs/reference/promises.md#i5).
 */
export async function noteAnswered(sql: Sql, id: string, at: Date): Promise<void> {
  await sql.query(
    `update connections set pull_failure = null, poll_wanted_at = least(poll_wanted_at, $2)
     where id = $1 and pull_failed_at is not null and full_pulled_at is not null and state in ('observe', 'active')`,
    [id, at],
  )
}

/** The whole base of this system is read again by the next run, which starts at once. */
export async function wantResync(sql: Sql, id: string, now: Date): Promise<void> {
  await sql.query('update connections set resync_wanted_at = coalesce(resync_wanted_at, $2) where id = $1', [id, now])
}

/**
 * Connections whose poll is due (those connected by a form have one only if they need upkeep); their next one is put
 * off so that only one process takes each.
 */
export async function claimDuePolls(sql: Sql, now: Date, nextAt: Date): Promise<string[]> {
  const { rows } = await sql.query<{ id: string }>(
    `update connections set next_poll_at = $2, poll_wanted_at = case when poll_wanted_at > $1 then poll_wanted_at end where id in (
       select id from connections where least(next_poll_at, poll_wanted_at) <= $1 and state in ('observe', 'active') and (full_pulled_at is not null or registration_id is null) for update skip locked) returning id`,
    [now, nextAt],
  )
  return rows.map((row) => row.id)
}
