import type { Sql } from '../../app/database.ts'

/** What systems did not let go of, each with the number it has there and why. */
export async function refusedIn(
  sql: Sql,
  planId: string,
): Promise<{ label: string; object: string; remoteId: string; detail: string | null }[]> {
  return (
    await sql.query<{ label: string; object: string; remoteId: string; detail: string | null }>(
      `select k.label, r.object, r.remote_id as "remoteId", rr.detail from removal_records rr join connections k on k.id = rr.connection_id join remote_records r on r.id = rr.record_id where rr.plan_id = $1 and rr.state = 'refused' order by k.position, rr.record_id`,
      [planId],
    )
  ).rows
}

/** Starts what ended with a refusal once more from its block; what went stays gone. False when nothing was refused. */
export async function reopenErasure(sql: Sql, planId: string, now: Date): Promise<boolean> {
  // The plan's row is the lock: two who ask at once start one try.
  const { rowCount } = await sql.query(
    `update removal_plans set state = 'approved', next_step_at = $2, finished_at = null, certificate_root = null, certificate_addresses = null where id = $1 and kind = 'erasure' and state = 'done'
       and exists (select 1 from removal_records rr where rr.plan_id = $1 and rr.state = 'refused')`,
    [planId, now],
  )
  if (rowCount !== 1) return false
  await sql.query(
    `update removal_records set state = 'planned', detail = null, tries = 0, tried_at = null where plan_id = $1 and state = 'refused'`,
    [planId],
  )
  await sql.query(
    `update removal_items set state = 'planned', reason = null, updated_at = $2 where plan_id = $1 and state = 'refused'`,
    [planId, now],
  )
  return true
}
