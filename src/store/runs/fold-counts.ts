import type { Sql } from '../app/database.ts'

/** With fewer new rows than this a sum is as quick as with none. */
const foldFrom = 200

const records = 'connection_id, relation_values, matched'
const decisions = 'verdict, basis, source_kind, countries, functions, language, notice_state, objected'

/**
 * Folds the counts that statements added into one row per group. In one statement each, so that a sum is the same
 * before and after; twins fold different rows.
 */
export async function foldCounts(sql: Sql): Promise<void> {
  await fold(sql, 'record_counts', records, `(connection_id, matched, md5(coalesce(relation_values::text, '')))`)
  await fold(sql, 'decision_counts', decisions, `(${decisions})`)
}

async function fold(sql: Sql, table: string, columns: string, group: string): Promise<void> {
  const { rows } = await sql.query<{ isFull: boolean }>(
    `select count(*) = ${foldFrom} as "isFull" from (select 1 from ${table} where not folded limit ${foldFrom}) as added`,
  )
  if (rows[0]?.isFull !== true) return
  await sql.query(
    `with taken as (delete from ${table} where id in (select id from ${table} where not folded for update skip locked) returning ${columns}, total),
       sums as (select ${columns}, sum(total) as total from taken group by ${columns} having sum(total) <> 0)
     insert into ${table} as kept (${columns}, total, folded) select ${columns}, total, true from sums order by ${columns}
     on conflict ${group} where folded do update set total = kept.total + excluded.total`,
  )
  await sql.query(`delete from ${table} where folded and total = 0`)
}
