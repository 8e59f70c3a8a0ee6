import type { Sql } from '../app/database.ts'
import { noShopper } from '../sql/without-shopper.ts'

export interface ReadBackTimes {
  connectionId: string
  /** Opt-outs read back within 24 hours. */
  count: number
  p50Ms: number
  p95Ms: number
}

/** Time from opt-out to reading back at each system, of those read back since `since`. */
export async function readBackTimes(sql: Sql, since: Date): Promise<ReadBackTimes[]> {
  const { rows } = await sql.query<ReadBackTimes>(
    `select connection_id as "connectionId", count(*)::int as count, percentile_cont(0.5) within group (order by ms)::float8 as "p50Ms", percentile_cont(0.95) within group (order by ms)::float8 as "p95Ms"
     from (select p.connection_id, greatest(0, extract(epoch from p.done_at - coalesce(p.woken_at, p.created_at)) * 1000) as ms from propagations p
       where p.state = 'applied' and p.lane = 'objection' and p.done_at >= $1 and ${noShopper.objection('p.objection_id')}) as took
     group by connection_id`,
    [since],
  )
  return rows
}
