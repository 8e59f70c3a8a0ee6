import type { Sql } from '../app/database.ts'

/** Whether the backup knows the plan, and this person in it. */
export async function knowsItem(sql: Sql, planId: string, contactId: string): Promise<boolean> {
  const { rowCount } = await sql.query('select 1 from removal_items where plan_id = $1 and contact_id = $2', [
    planId,
    contactId,
  ])
  return rowCount === 1
}

/** How a restore ended, and what its systems had shown then. */
export async function noteRestoreEnd(
  sql: Sql,
  planId: string,
  contactId: string,
  ends: readonly { record: number; state: string; detail: string | null; end: string | null }[],
  endedAt: Date,
): Promise<void> {
  await sql.query(
    `update removal_records rr set state = p.state, detail = p.detail, back_end = p.end from jsonb_to_recordset($2::jsonb) as p (record bigint, state text, detail text, "end" text) where rr.plan_id = $1 and rr.record_id = p.record`,
    [planId, JSON.stringify(ends)],
  )
  await sql.query(
    `update removal_items set restore_ended_at = $3, restore_next_at = null where plan_id = $1 and contact_id = $2 and state = 'restored'`,
    [planId, contactId, endedAt],
  )
}
