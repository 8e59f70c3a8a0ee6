import type { JobFunction } from '../../domain/titles/tables/job-titles.ts'
import type { Sql } from '../app/database.ts'
import { listedPeopleCounts } from '../sql/kept-counts.ts'

/** Contacts of the list per function, as the last decision read their titles; who has two functions counts in both. */
export async function peopleByFunction(sql: Sql): Promise<ReadonlyMap<JobFunction, number>> {
  const { rows } = await sql.query<{ code: JobFunction; n: number }>(
    `select code, sum(total)::int as n from ${listedPeopleCounts} as listed, jsonb_array_elements_text(functions) code group by code having sum(total) > 0`,
  )
  return new Map(rows.map((row) => [row.code, row.n]))
}
