import type { Sql } from '../app/database.ts'
import { noShopper } from '../sql/without-shopper.ts'

/** Figures of the frame around each page: badges and the last proof. */
export interface FrameFigures {
  /** Objections that stand still until somebody acts. */
  brokenObjections: number
  waitingPlans: number
  waitingReviews: number
  brokenConnections: number
  lastReadBackAt: Date | null
}

/**
 * `now` is business time: a plan whose time to be approved is over waits for nobody. `kinds`: of questions that the
 * reader answers.
 */
export async function frameFigures(sql: Sql, now: Date, kinds: readonly string[]): Promise<FrameFigures> {
  const { rows } = await sql.query<FrameFigures>(
    `select
       (select count(distinct objection_id)::int from propagations p join connections c on c.id = p.connection_id and c.state <> 'disconnected'
         where (p.state = 'refused' and p.settled_at is null or (p.state = 'waiting' and p.reason in ('not-granted', 'reauthorise', 'scope-missing'))) and ${noShopper.objection('p.objection_id')}) as "brokenObjections",
       (select count(*)::int from removal_plans p where p.state = 'planned' and p.expires_at > $1 and exists (select 1 from removal_items i where i.plan_id = p.id and not i.left_waiting)) as "waitingPlans",
       (select count(*)::int from reviews where answered_at is null and kind = any($2::text[])) as "waitingReviews",
       (select count(*)::int from connections where state = 'needs-reauthorisation' or (state in ('observe', 'active') and pull_failed_at is not null and pull_failure is not null)) as "brokenConnections",
       (select max(read_at) from propagation_items) as "lastReadBackAt"`,
    [now, kinds],
  )
  const row = rows[0]
  if (row === undefined) throw new Error('The figures of the frame are missing')
  return row
}
