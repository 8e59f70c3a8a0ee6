import type { DependencyCounts, DependencyKind, OpenWork } from '../../domain/removals/dependencies.ts'
import type { ExplainedValue } from '../../domain/connections/relation-values.ts'
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

/** A value of a record that made somebody a customer, or of which nobody knows what it means. */
export type ShownValue = ExplainedValue & { connectionId: string }

/** Who stayed out of a plan, and why. */
export interface KeptPerson {
  contactId: string
  guard: string
  what: OpenWork['found'] | OpenWork['unread'] | readonly ShownValue[]
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

/** What was read last of one live record; null times = nothing was. */
export interface RecordWork {
  connectionId: string
  connector: string
  label: string
  found: DependencyCounts
  unread: ReadDependencies['unread']
  readAt: Date | null
}

export async function openWorkOfContact(sql: Sql, contactId: string): Promise<RecordWork[]> {
  return (await openWorkOfContacts(sql, [contactId])).get(contactId) ?? []
}

/** The same of several contacts; those without a live record are left out. */
export async function openWorkOfContacts(sql: Sql, contactIds: readonly string[]): Promise<Map<string, RecordWork[]>> {
  const { rows } = await sql.query<RecordWork & { contactId: string }>(
    `select r.contact_id as "contactId", k.id as "connectionId", k.connector, k.label, coalesce(n.found, '{}') as found, coalesce(n.unread, '{}') as unread, n.read_at as "readAt"
     from remote_records r join connections k on k.id = r.connection_id left join record_dependencies n on n.record_id = r.id where r.contact_id = any($1) and r.gone_at is null order by k.position, r.id`,
    [contactIds],
  )
  return new Map(
    [...Map.groupBy(rows, ({ contactId }) => contactId)].map(([id, theirs]) => [
      id,
      theirs.map(({ contactId: _contactId, ...work }) => work),
    ]),
  )
}

/** How one kind stands at the people of a Connection about whom was asked. */
interface KindWork {
  kind: DependencyKind
  people: number
  unread: number
  /** Why it is not known of one of them; null = it is of all. */
  detail: { en: string; fr: string } | null
}

/** What was read last at a Connection, kind by kind, of how many people, and when. */
export async function openWorkOfConnection(
  sql: Sql,
  connectionId: string,
): Promise<{ asked: number; readAt: Date | null; kinds: KindWork[] }> {
  const asked = await sql.query<{ asked: number; readAt: Date | null }>(
    `select count(distinct r.contact_id)::int as asked, max(n.read_at) as "readAt" from record_dependencies n join remote_records r on r.id = n.record_id where r.connection_id = $1 and r.gone_at is null`,
    [connectionId],
  )
  const { rows: kinds } = await sql.query<KindWork>(
    `select e.kind, count(distinct r.contact_id) filter (where not e.unread)::int as people, count(distinct r.contact_id) filter (where e.unread)::int as unread, (array_agg(e.detail) filter (where e.unread))[1] as detail
     from record_dependencies n join remote_records r on r.id = n.record_id
     cross join lateral (select key as kind, false as unread, null::jsonb as detail from jsonb_each(n.found) union all select key, true, value from jsonb_each(n.unread)) as e
     where r.connection_id = $1 and r.gone_at is null group by e.kind`,
    [connectionId],
  )
  return { asked: asked.rows[0]?.asked ?? 0, readAt: asked.rows[0]?.readAt ?? null, kinds }
}

/** A person who stayed out of a plan, as its page shows them. */
export interface KeptRow extends KeptPerson {
  email: string | null
  jobTitle: string | null
}

/** Whom a plan leaves out, those with something open first; `guard` null = by every guard. */
export async function keptOfPlan(
  sql: Sql,
  planId: string,
  guard: string | null,
  { after, limit }: { after: string | null; limit: number },
): Promise<KeptRow[]> {
  const { rows } = await sql.query<KeptRow>(
    `select n.contact_id as "contactId", n.guard, n.what, lead.email, lead.job_title as "jobTitle" from removal_kept n
     left join lateral (select r.job_title, x.value as email from remote_records r join connections k on k.id = r.connection_id
       left join record_identities ri on ri.record_id = r.id and ri.position = 0 left join identities x on x.hash = ri.identity_hash where r.contact_id = n.contact_id order by r.gone_at is not null, k.position, r.id limit 1) lead on true
     where n.plan_id = $1 and ($2::text is null or n.guard = $2)
       and ($3::uuid is null or (jsonb_array_length(n.what) = 0, n.contact_id) > (select jsonb_array_length(a.what) = 0, a.contact_id from removal_kept a where a.plan_id = $1 and a.contact_id = $3))
     order by jsonb_array_length(n.what) = 0, n.contact_id limit $4`,
    [planId, guard, after, limit],
  )
  return rows
}

/**
 * Something is open with the contact, or it is not known whether there is, as their systems said last; one that was
 * never asked has its record's own word on a deal. A condition on the expression `id`.
 */
export const hasOpenWork = (id: string): string =>
  `exists (select 1 from remote_records ow left join record_dependencies od on od.record_id = ow.id where ow.contact_id = ${id} and ow.gone_at is null and case when od.record_id is null then ow.relation = 'open-deal' else od.found <> '{}' or od.unread <> '{}' end)`
