import type { Sql } from '../app/database.ts'

/** Objections that were entered for the wrong person; the right one's is an objection of its own. */
export async function correctionsOf(sql: Sql, ids: readonly string[]): Promise<Map<string, Record<string, unknown>>> {
  if (ids.length === 0) return new Map()
  const { rows } = await sql.query<{ id: string; body: Record<string, unknown> }>(
    `select k.objection_id as id, jsonb_build_object('id', k.objection_id, 'correctedAt', k.corrected_at, 'right', k.right_objection_id,
       'blocks', (select coalesce(jsonb_agg(jsonb_build_array(r.connection_id, r.object, r.remote_id, l.channel, l.kind, l.next_attempt_at is not null) order by r.id, l.channel, l.kind), '[]') from lifted_blocks l join remote_records r on r.id = l.record_id where l.cause_id = k.objection_id)) as body
     from objection_corrections k where k.objection_id = any($1::uuid[])`,
    [ids],
  )
  return new Map(rows.map((row) => [row.id, row.body]))
}

/** Orders of companies, and their ends: a domain names nobody. */
export async function companiesOf(sql: Sql, acts: readonly string[]): Promise<Map<string, Record<string, unknown>>> {
  if (acts.length === 0) return new Map()
  const { rows } = await sql.query<{ act: string; body: Record<string, unknown> }>(
    `select a.act, jsonb_build_object('id', d.id, 'domain', d.domain, 'subdomains', d.subdomains, 'acceptedAt', d.accepted_at, 'endedAt', case when a.act like '%:lifted' then d.lifted_at end) as body
     from unnest($1::text[]) as a (act) join domain_orders d on d.id::text = split_part(a.act, ':', 2)`,
    [acts],
  )
  return new Map(rows.map((row) => [row.act, row.body]))
}
