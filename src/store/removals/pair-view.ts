import type { Sql } from '../app/database.ts'

/** A contact as one half of a pair shows it; texts are personal data. */
export interface PairHalf {
  contactId: string
  email: string | null
  company: string | null
  jobTitle: string | null
  lastActAt: Date | null
  lastActKind: string | null
  relation: string
  records: { label: string; object: string; createdOn: string }[]
}

/** What is known of these contacts, by id. */
export async function pairHalves(sql: Sql, contactIds: readonly string[]): Promise<Map<string, PairHalf>> {
  const { rows } = await sql.query<PairHalf>(
    `select c.id as "contactId", lead.email, lead.company, lead.job_title as "jobTitle", d.last_act_at as "lastActAt", d.last_act_kind as "lastActKind", coalesce(d.detail ->> 'relation', 'none') as relation,
       coalesce((select jsonb_agg(jsonb_build_object('label', k.label, 'object', r.object, 'createdOn', (r.created_remote_at at time zone 'UTC')::date) order by k.position, r.id) from remote_records r join connections k on k.id = r.connection_id where r.contact_id = c.id and r.gone_at is null), '[]') as records
     from contacts c left join decisions d on d.contact_id = c.id
     left join lateral (select x.value as email, r.company, r.job_title from remote_records r join connections k on k.id = r.connection_id left join record_identities ri on ri.record_id = r.id and ri.position = 0 left join identities x on x.hash = ri.identity_hash
       where r.contact_id = c.id and r.gone_at is null order by k.position, r.id limit 1) lead on true
     where c.id = any($1)`,
    [contactIds],
  )
  return new Map(rows.map((row) => [row.contactId, row]))
}
