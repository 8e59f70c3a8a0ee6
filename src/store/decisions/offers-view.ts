import type { JobFunction } from '../../domain/titles/tables/job-titles.ts'
import type { Sql } from '../app/database.ts'

/** People per function, as the last decision read their titles; who has two functions counts in both. */
export async function peopleByFunction(sql: Sql): Promise<ReadonlyMap<JobFunction, number>> {
  const { rows } = await sql.query<{ code: JobFunction; n: number }>(
    `select code, count(*)::int as n from decisions d join contacts c on c.id = d.contact_id, jsonb_array_elements_text(d.detail -> 'functions') code where c.merged_into is null and c.purged_at is null group by code`,
  )
  return new Map(rows.map((row) => [row.code, row.n]))
}
