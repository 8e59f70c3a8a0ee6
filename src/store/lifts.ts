import type { Sql } from './database.ts'

/**
 * After a Lift a system may keep its block: until it was seen open once it is the old no, afterwards a block there is a
 * new one. Notes, for the given records, which of them are open now.
 */
export async function noteOpenedBlocks(sql: Sql, recordIds: readonly number[], now: Date): Promise<void> {
  await sql.query(
    `update lifted_blocks l set state = 'open', noted_at = $2 from remote_records r
     where r.id = l.record_id and l.record_id = any($1) and l.state = 'pending' and r.gone_at is null
       and case when l.kind = '' then coalesce(r.blocks ->> l.channel, 'open') = 'open' else not r.kind_blocks ? (l.channel || ':' || l.kind) end`,
    [recordIds, now],
  )
}
