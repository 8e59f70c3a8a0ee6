import type { Sql } from '../../app/database.ts'
import { hasOpenReview } from '../../mailbox/reviews.ts'

/** One record of a contact; texts are personal data. */
export interface PairRecord {
  label: string
  object: string
  remoteId: string
  createdOn: string | null
  firstName: string | null
  lastName: string | null
  company: string | null
  jobTitle: string | null
  emails: string[]
  phones: string[]
}

/** A contact as one half of a pair shows it. */
export interface PairHalf {
  contactId: string
  lastActAt: Date | null
  lastActKind: string | null
  relation: string
  /** They wrote something that waits to be read. */
  isWaiting: boolean
  /** Live ones, those of the system connected first before the others. */
  records: PairRecord[]
  /** Nothing is held of them any more, since then. */
  removedAt?: Date
}

/** Somebody of whom nothing is held but that they were removed. */
export const removedHalf = (contactId: string, removedAt: Date): PairHalf => ({
  contactId,
  lastActAt: null,
  lastActKind: null,
  relation: 'none',
  isWaiting: false,
  records: [],
  removedAt,
})

/** What is known of these contacts, by id. */
export async function pairHalves(sql: Sql, contactIds: readonly string[]): Promise<Map<string, PairHalf>> {
  const { rows } = await sql.query<PairHalf>(
    `select c.id as "contactId", d.last_act_at as "lastActAt", d.last_act_kind as "lastActKind", coalesce(d.detail ->> 'relation', 'none') as relation, ${hasOpenReview('c.id')} as "isWaiting",
       coalesce((select jsonb_agg(jsonb_build_object('label', k.label, 'object', r.object, 'remoteId', r.remote_id, 'createdOn', (r.created_remote_at at time zone 'UTC')::date, 'firstName', r.first_name, 'lastName', r.last_name,
           'company', r.company, 'jobTitle', r.job_title, 'phones', to_jsonb(array_remove(array[r.phone, r.mobile], null)),
           'emails', (select coalesce(jsonb_agg(x.value order by ri.position), '[]') from record_identities ri join identities x on x.hash = ri.identity_hash where ri.record_id = r.id and x.value is not null)) order by k.position, r.id)
         from remote_records r join connections k on k.id = r.connection_id where r.contact_id = c.id and r.gone_at is null), '[]') as records
     from contacts c left join decisions d on d.contact_id = c.id where c.id = any($1)`,
    [contactIds],
  )
  return new Map(rows.map((row) => [row.contactId, row]))
}
