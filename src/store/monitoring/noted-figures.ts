import type { MetricName, Sample } from '../../domain/monitoring/metrics.ts'
import type { Sql } from '../app/database.ts'
import { tableOf } from '../app/table-of.ts'

/** Counts what happened, `n` times each. */
export async function noteFigures(
  sql: Sql,
  rows: readonly { metric: MetricName; labels: readonly string[]; n: number }[],
): Promise<void> {
  // An array of arrays would have to be even: labels of one row travel as JSON.
  const p = tableOf('p', 1, rows, {
    metric: ['text', (row) => row.metric],
    labels: ['jsonb', (row) => JSON.stringify(row.labels)],
    n: ['int', (row) => row.n],
  })
  await sql.query(
    `insert into noted_figures (metric, labels, n) select metric, array(select jsonb_array_elements_text(labels)), n from ${p.from}`,
    p.values,
  )
}

const together = 20_000

/** Adds what was noted to what is kept, by one process at a time. Gives how many notes it took. */
export async function foldFigures(sql: Sql): Promise<number> {
  const { rows } = await sql.query<{ n: number }>(
    `with turn as materialized (select pg_try_advisory_xact_lock(hashtextextended('fold figures', 0)) as mine), gone as (
       delete from noted_figures where (select mine from turn) and id in (select id from noted_figures order by id limit $1) returning metric, labels, bucket, n, total
     ), folded as (
       insert into kept_figures as k (metric, labels, bucket, n, total) select metric, labels, bucket, sum(n), sum(total) from gone group by metric, labels, bucket
       on conflict (metric, labels, bucket) do update set n = k.n + excluded.n, total = k.total + excluded.total
     )
     select count(*)::int as n from gone`,
    [together],
  )
  return rows[0]?.n ?? 0
}

/** Everything counted since the installation began. */
export async function countedFigures(sql: Sql): Promise<Sample[]> {
  const { rows } = await sql.query<Sample>(
    `select metric, labels, bucket, sum(n)::float8 as value, sum(total)::float8 as total
     from (select metric, labels, bucket, n, total from kept_figures union all select metric, labels, bucket, n, total from noted_figures) as f group by metric, labels, bucket`,
  )
  return rows
}
