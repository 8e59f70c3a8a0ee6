import { dayFacts, type JudgedFactName } from '../../domain/decisions/fields/field-facts.ts'
import type { Sql } from '../app/database.ts'
import { noShopper } from '../sql/without-shopper.ts'

/** A value of a field that holds a fact, found in the base, and with how many people. */
export interface FoundFact {
  connector: string
  fact: JudgedFactName
  value: string
  people: number
}

/** Values of live records by connector and fact, those of most people first; days mean themselves and are left out. */
export async function foundFacts(sql: Sql): Promise<FoundFact[]> {
  const { rows } = await sql.query<FoundFact>(
    `select k.connector, v.fact, v.value, count(distinct r.contact_id)::int as people
     from remote_records r join connections k on k.id = r.connection_id and k.state <> 'disconnected',
       lateral (select f.key as fact, x.value from jsonb_each(coalesce(r.extras -> 'facts', '{}')) f, jsonb_array_elements_text(f.value) x where f.key <> all ($1)
         union all select part.fact, s.value ->> part.fact from jsonb_array_elements(coalesce(r.extras -> 'sales', '[]')) s, (values ('family'), ('entity')) as part (fact)) v
     where r.gone_at is null and r.contact_id is not null and (r.extras ? 'facts' or r.extras ? 'sales') and v.value is not null and ${noShopper.record('r.id')}
     group by 1, 2, 3 order by people desc, v.value`,
    [[...dayFacts]],
  )
  return rows
}
