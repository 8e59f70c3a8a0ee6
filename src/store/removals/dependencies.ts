import type { DependencyCounts, OpenWork } from '../../domain/removals/dependencies.ts'
import type { RecordRef } from '../../connector/records.ts'
import type { Sql } from '../app/database.ts'

/** A live record of somebody who may be removed. */
export interface AskedRecord {
  recordId: number
  contactId: string
  connectionId: string
  ref: RecordRef
  /** Day on which the relationship of the person ended; null = none did. */
  relationEndedOn: string | null
  /** As the record itself showed it when it was read last. */
  relation: 'none' | 'customer' | 'open-deal'
}

/** Live records of these contacts, system by system. */
export async function recordsToAsk(sql: Sql, contactIds: readonly string[]): Promise<AskedRecord[]> {
  const { rows } = await sql.query<Omit<AskedRecord, 'ref'> & { object: string; remote_id: string }>(
    `select r.id as "recordId", r.contact_id as "contactId", r.connection_id as "connectionId", r.object, r.remote_id, r.relation, d.detail ->> 'relationEndedOn' as "relationEndedOn"
     from remote_records r left join decisions d on d.contact_id = r.contact_id where r.contact_id = any($1) and r.gone_at is null order by r.connection_id, r.id`,
    [contactIds],
  )
  return rows.map(({ object, remote_id, ...row }) => ({ ...row, ref: { object, id: remote_id } }))
}

/** What was read of one record. */
interface ReadDependencies {
  recordId: number
  found: DependencyCounts
  unread: Readonly<Record<string, { en: string; fr: string }>>
}

/** Keeps what was read now; what was known of these records before is gone. */
export async function saveDependencies(sql: Sql, rows: readonly ReadDependencies[], now: Date): Promise<void> {
  if (rows.length === 0) return
  await sql.query(
    `insert into record_dependencies (record_id, found, unread, read_at) select p.id, p.found, p.unread, $4 from unnest($1::bigint[], $2::jsonb[], $3::jsonb[]) as p (id, found, unread)
     join remote_records r on r.id = p.id on conflict (record_id) do update set found = excluded.found, unread = excluded.unread, read_at = excluded.read_at`,
    [
      rows.map(({ recordId }) => recordId),
      rows.map(({ found }) => JSON.stringify(found)),
      rows.map(({ unread }) => JSON.stringify(unread)),
      now,
    ],
  )
}

/** Who stayed out of a plan, and why. */
export interface KeptPerson {
  contactId: string
  guard: string
  what: OpenWork['found'] | OpenWork['unread']
}

export async function saveKept(sql: Sql, planId: string, people: readonly KeptPerson[]): Promise<void> {
  await sql.query(
    `insert into removal_kept (plan_id, contact_id, guard, what) select $1, p.contact_id, p.guard, p.what from unnest($2::uuid[], $3::text[], $4::jsonb[]) as p (contact_id, guard, what)`,
    [
      planId,
      people.map(({ contactId }) => contactId),
      people.map(({ guard }) => guard),
      people.map(({ what }) => JSON.stringify(what)),
    ],
  )
}
