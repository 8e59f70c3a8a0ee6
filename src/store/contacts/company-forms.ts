import type { Sql } from '../app/database.ts'
import { noShopper } from '../sql/without-shopper.ts'

/** A value of the field for the legal form, found in the base, and of how many people's companies. */
export interface FoundForm {
  connector: string
  value: string
  people: number
}

/** Values of live records by connector, those of most people first. */
export async function foundForms(sql: Sql): Promise<FoundForm[]> {
  const { rows } = await sql.query<FoundForm>(
    `select k.connector, r.extras -> 'ofCompany' ->> 'legalForm' as value, count(distinct r.contact_id)::int as people
     from remote_records r join connections k on k.id = r.connection_id and k.state <> 'disconnected'
     where r.gone_at is null and r.contact_id is not null and r.extras -> 'ofCompany' ->> 'legalForm' is not null and ${noShopper.record('r.id')} group by 1, 2 order by people desc, value`,
  )
  return rows
}

/** People whose company a system does not show to us. */
export async function countUnreadCompanies(sql: Sql): Promise<{ connector: string; people: number }[]> {
  const { rows } = await sql.query<{ connector: string; people: number }>(
    `select k.connector, count(distinct r.contact_id)::int as people from remote_records r join connections k on k.id = r.connection_id and k.state <> 'disconnected'
     where r.gone_at is null and r.contact_id is not null and r.extras -> 'ofCompany' = '"unread"' and ${noShopper.record('r.id')} group by 1 order by 1`,
  )
  return rows
}
