import type { Sql } from '../app/database.ts'

/**
 * Of these connectors the systems of which a poll found an opt-out while nothing was posted: no webhook came in the day
 * before it, nor since. By Connection since when. Whether a vendor posts an opt-out is not known; in a whole day it
 * posts something (docs/reference/hubspot.md#hook-optout).
 */
export async function silentHooks(sql: Sql, connectors: readonly string[], now: Date): Promise<Map<string, Date>> {
  const { rows } = await sql.query<{ id: string; since: Date }>(
    `select c.id, min(o.recorded_at) as since from connections c
       cross join lateral (select max(d.received_at) as at from webhook_deliveries d where d.connector = c.connector and d.account_id = c.account_id) last
       join objections o on o.origin_connection_id = c.id and o.door = 'crm' and o.recorded_at > $2::timestamptz - interval '30 days'
         and (last.at is null or o.recorded_at > last.at + interval '1 day')
     where c.connector = any($1) and c.state in ('observe', 'active') group by c.id`,
    [connectors, now],
  )
  return new Map(rows.map(({ id, since }) => [id, since]))
}
