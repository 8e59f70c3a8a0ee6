import type { Sql } from '../app/database.ts'
import { suppressedOnEveryChannel } from '../sql/suppressed-on-every-channel.ts'

/** What an opt-out of several people would meet: how many are stopped everywhere already, and who holds how many. */
export interface OptOutEffect {
  suppressed: number
  systems: { label: string; state: string; people: number; mayBlock: boolean }[]
}

/** Those of these contacts who have an address or a number of their own, by which an earlier opt-out is known again. */
export async function withOwnAddress(sql: Sql, contactIds: readonly string[]): Promise<Set<string>> {
  const { rows } = await sql.query<{ id: string }>(
    `select distinct r.contact_id as id from remote_records r join record_identities ri on ri.record_id = r.id
     join identities i on i.hash = ri.identity_hash and not i.role
     where r.contact_id = any($1::uuid[]) and r.gone_at is null`,
    [contactIds],
  )
  return new Set(rows.map(({ id }) => id))
}

/** Counts for these contacts; only what is stored, nothing is asked of a system. */
export async function effectOfOptOut(sql: Sql, contactIds: readonly string[]): Promise<OptOutEffect> {
  const { rows: systems } = await sql.query<OptOutEffect['systems'][number]>(
    `select k.label, k.state, count(distinct r.contact_id)::int as people,
       'suppress' = any(k.granted) as "mayBlock"
     from remote_records r join connections k on k.id = r.connection_id
     where r.contact_id = any($1::uuid[]) and r.gone_at is null
     group by k.id order by k.position`,
    [contactIds],
  )
  const { rows } = await sql.query<{ count: number }>(
    `select count(*)::int as count from unnest($1::uuid[]) c (id) where ${suppressedOnEveryChannel('c.id')}`,
    [contactIds],
  )
  return { suppressed: rows[0]?.count ?? 0, systems }
}
