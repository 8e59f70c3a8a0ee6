import type { PeopleByLanguage } from '../../domain/notices/language-needs.ts'
import type { Sql } from '../app/database.ts'
import { livePeopleCounts } from '../sql/kept-counts.ts'

/** People with a record that is there, by what is known of the language that they read. Role mailboxes read nothing. */
export async function peopleByLanguage(sql: Sql): Promise<PeopleByLanguage[]> {
  const { rows } = await sql.query<PeopleByLanguage>(
    `select language, array(select jsonb_array_elements_text(countries)) as countries, people from (
       select language, countries, sum(total)::int as people from ${livePeopleCounts} as live
       where notice_state <> 'NOT_REQUIRED' group by 1, 2 having sum(total) > 0) as alike`,
  )
  return rows
}
