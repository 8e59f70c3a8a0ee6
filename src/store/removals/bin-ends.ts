import type { BinShows } from '../../connector/records.ts'
import type { Sql } from '../app/database.ts'
import type { PlanRecord } from './plan-records.ts'

/** SQL: `'alive'` for a record `r` that was read again after we put it into the bin, else null. */
export const takenOut = `case when r.gone_at is null then 'alive' end`

/** SQL of a boolean: the record `r` of the plan's record `rr` is not in its system, by our last reading. */
export const isGone = `(r.gone_at is not null and rr.bin_shows is distinct from 'alive')`

/**
 * SQL of a boolean: the Connection `k` was disconnected, and no other one leads to its account, so that nothing can be
 * read there.
 */
export const isCutOff = `(k.state = 'disconnected' and not exists (select 1 from connections other where other.connector = k.connector and other.account_id = k.account_id and other.state <> 'disconnected'))`

/** SQL that joins the Connection `k` of a record with `now`, the one that leads to its account today. */
const joinsNow = `join connections k on k.id = rr.connection_id join connections now on now.connector = k.connector and now.account_id = k.account_id and now.state <> 'disconnected'`

/** A record that went into its system's bin and was not looked for after the bin's last day. */
export interface BinnedRecord extends Pick<PlanRecord, 'recordId' | 'connectionId' | 'ref'> {
  binnedAt: Date
}

/**
 * Those of a plan whose system is connected, be it again: the others wait for that. `connectionId`: the Connection that
 * leads there today.
 */
export async function binnedRecords(sql: Sql, planId: string): Promise<BinnedRecord[]> {
  const { rows } = await sql.query<Omit<BinnedRecord, 'ref'> & { object: string; remote_id: string }>(
    `select rr.record_id as "recordId", now.id as "connectionId", r.object, r.remote_id, rr.binned_at as "binnedAt"
     from removal_records rr join remote_records r on r.id = rr.record_id ${joinsNow}
     where rr.plan_id = $1 and rr.state = 'binned' and rr.binned_value <> 'absent' and rr.binned_at is not null and rr.bin_shows is null order by rr.record_id`,
    [planId],
  )
  return rows.map(({ object, remote_id, ...row }) => ({ ...row, ref: { object, id: remote_id } }))
}

/** Notes what the bin showed after its last day. */
export async function noteBinShows(
  sql: Sql,
  planId: string,
  rows: readonly { recordId: number; shows: BinShows }[],
  now: Date,
): Promise<void> {
  await sql.query(
    `update removal_records rr set bin_shows = p.shows, bin_read_at = $4 from unnest($2::bigint[], $3::text[]) as p (record_id, shows)
     where rr.plan_id = $1 and rr.record_id = p.record_id and rr.state = 'binned'`,
    [planId, rows.map((row) => row.recordId), rows.map((row) => row.shows), now],
  )
}

/** What one system's bin showed of the records of a plan. */
export async function binShown(sql: Sql, planId: string, connectionId: string): Promise<Record<BinShows, number>> {
  const { rows } = await sql.query<{ shows: BinShows; n: number }>(
    `select rr.bin_shows as shows, count(*)::int as n from removal_records rr ${joinsNow} where rr.plan_id = $1 and now.id = $2 and rr.state = 'binned' and rr.bin_shows is not null group by 1`,
    [planId, connectionId],
  )
  return { absent: 0, alive: 0, 'in-bin': 0, ...Object.fromEntries(rows.map(({ shows, n }) => [shows, n])) }
}

/** Notes when the bin of a system ends for records of a plan, as it says now: it may be disconnected before. */
export async function noteBinEnd(sql: Sql, planId: string, recordIds: readonly number[], endsAt: Date): Promise<void> {
  await sql.query(
    'update removal_records set bin_ends_at = $3 where plan_id = $1 and record_id = any($2) and bin_ends_at is distinct from $3',
    [planId, recordIds, endsAt],
  )
}

/** When the bins of a plan are looked into next; null = nothing of it waits for a bin's end. */
export async function setBinDue(sql: Sql, planId: string, at: Date | null): Promise<void> {
  await sql.query('update removal_plans set bin_due_at = $2 where id = $1', [planId, at])
}

/** Whether the bins of a plan are to be looked into now. */
export async function isBinDue(sql: Sql, planId: string, now: Date): Promise<boolean> {
  const { rowCount } = await sql.query(
    `select 1 from removal_plans where id = $1 and state = 'done' and bin_due_at <= $2`,
    [planId, now],
  )
  return rowCount === 1
}

/** Of the people of a plan who went, by the record that shows most of them. */
export interface RemovedPeople {
  /** In no system and in no bin that we know of. */
  gone: number
  /** Some record of theirs still lies in a bin, as far as is known. */
  inBin: number
  /** The same where the system is connected no more: nobody can read whether it lies there still. */
  unconfirmed: number
  /** Some record of theirs stays where it was, emptied of the person. */
  anonymised: number
  /** Read alive since: somebody took a record out of the bin. */
  back: number
}

/** SQL of one row with the fields of `RemovedPeople`, of the plan whose id the SQL `plan` gives. */
export const removedOf = (
  plan: string,
): string => `select count(*) filter (where back)::int as back, count(*) filter (where anonymised and not coalesce(back, false))::int as anonymised,
    count(*) filter (where binned and not anonymised and not coalesce(back, false))::int as "inBin", count(*) filter (where unread and not binned and not anonymised and not coalesce(back, false))::int as unconfirmed,
    count(*) filter (where not binned and not unread and not anonymised and not coalesce(back, false))::int as gone
  from (select rr.contact_id, bool_or(rr.state = 'anonymised') as anonymised, bool_or(rr.state = 'binned' and coalesce(rr.bin_shows, ${takenOut}) = 'alive') as back,
      bool_or(rr.state = 'binned' and rr.binned_value <> 'absent' and coalesce(rr.bin_shows, ${takenOut}, 'in-bin') = 'in-bin' and not ${isCutOff}) as binned,
      bool_or(rr.state = 'binned' and rr.binned_value <> 'absent' and coalesce(rr.bin_shows, ${takenOut}, 'in-bin') = 'in-bin' and ${isCutOff}) as unread
    from removal_records rr join remote_records r on r.id = rr.record_id join connections k on k.id = rr.connection_id join removal_items i on i.plan_id = rr.plan_id and i.contact_id = rr.contact_id and i.state = 'binned'
    where rr.plan_id = ${plan} group by rr.contact_id) person`

export async function removedPeople(sql: Sql, planId: string): Promise<RemovedPeople> {
  const { rows } = await sql.query<RemovedPeople>(removedOf('$1'), [planId])
  return rows[0] ?? { gone: 0, inBin: 0, unconfirmed: 0, anonymised: 0, back: 0 }
}
