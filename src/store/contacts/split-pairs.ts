import type { Sql } from '../app/database.ts'
import type { AnsweredRecord } from './answered-records.ts'

type Sides = readonly [readonly AnsweredRecord[], readonly AnsweredRecord[]]
const columns = ['connector', 'account_id', 'object', 'remote_id'] as const

const pairsOf = ([ones, others]: Sides): unknown[][] =>
  ones.flatMap((one) =>
    others.map((other) => [one, other].flatMap((row) => [row.connector, row.accountId, row.object, row.remoteId])),
  )

/** SQL of a table `p` of pairs of records by their names at their systems, from `$1`, one array for each column. */
const pairTable = `unnest(${Array.from({ length: 8 }, (_, place) => `$${place + 1}::text[]`).join(', ')}) as p (${[...columns, ...columns.map((column) => `other_${column}`)].join(', ')})`
const columnsOf = (pairs: readonly unknown[][]): unknown[][] =>
  Array.from({ length: 8 }, (_, place) => pairs.map((pair) => pair[place]))

/** Keeps that each of the ones and each of the others are two people, whether this base knows their records or not. */
export async function noteSplitPairs(
  sql: Sql,
  sides: Sides,
  said: { reason: string; by: string },
  at: Date,
): Promise<void> {
  await sql.query(
    `insert into told_apart select p.*, $9, $10, $11::timestamptz from ${pairTable} on conflict do nothing`,
    [...columnsOf(pairsOf(sides)), said.reason, said.by, at],
  )
}

/** Takes that back, whoever came first in it, and for the records that are here as well. */
export async function forgetSplitPairs(sql: Sql, sides: Sides): Promise<void> {
  const pairs = pairsOf(sides)
  const values = columnsOf([...pairs, ...pairs.map((pair) => [...pair.slice(4), ...pair.slice(0, 4)])])
  const same = [...columns, ...columns.map((column) => `other_${column}`)]
    .map((column) => `t.${column} = p.${column}`)
    .join(' and ')
  await sql.query(`delete from told_apart t using ${pairTable} where ${same}`, values)
  await sql.query(
    `delete from parted_records x using ${pairTable} ${bothRead} where x.record_id = r.id and x.other_id = o.id`,
    values,
  )
}

/** SQL: the records `r` and `o` of the pair `p`. */
const bothRead = `join connections k on k.connector = p.connector and k.account_id = p.account_id join remote_records r on r.connection_id = k.id and r.object = p.object and r.remote_id = p.remote_id
  join connections ok on ok.connector = p.other_connector and ok.account_id = p.other_account_id join remote_records o on o.connection_id = ok.id and o.object = p.other_object and o.remote_id = p.other_remote_id`

/** Tells apart the records that were both read by now. The table is empty but after a restore. */
export async function splitReadPairs(sql: Sql): Promise<void> {
  await sql.query(
    `with found as (select p.*, least(r.id, o.id) as a, greatest(r.id, o.id) as b from told_apart p ${bothRead}),
     told as (insert into parted_records (record_id, other_id, reason, parted_by, parted_at) select a, b, reason, parted_by, parted_at from found on conflict do nothing)
     delete from told_apart t using found f where ${[...columns, ...columns.map((column) => `other_${column}`)].map((column) => `t.${column} = f.${column}`).join(' and ')}`,
  )
}
