import type { Sql } from '../app/database.ts'

/**
 * Plans of which records lie in the bin of an account that was disconnected are looked at again now that it is
 * connected once more, under another Connection: what nobody could read may be read (docs/reference/promises.md
 * #removal-9). Gives how many plans.
 */
export async function wakeBinsOf(
  sql: Sql,
  { connector, accountId }: { connector: string; accountId: string },
  now: Date,
): Promise<number> {
  const { rowCount } = await sql.query(
    `update removal_plans p set bin_due_at = least(p.bin_due_at, $3) where p.state = 'done' and exists (select 1 from removal_records rr join connections k on k.id = rr.connection_id and k.state = 'disconnected' and k.connector = $1 and k.account_id = $2
       where rr.plan_id = p.id and rr.state = 'binned' and rr.binned_value <> 'absent' and rr.binned_at is not null and rr.bin_shows is null)`,
    [connector, accountId, now],
  )
  return rowCount ?? 0
}
