import type { TraceKind } from '../../domain/contacts/traces.ts'
import type { Sql } from '../app/database.ts'

/**
 * Erases what we hold of purged people: names, titles, addresses in clear. Left are the hashes, dates and proofs, and
 * the removal memory (docs/reference/promises.md#kept); what somebody who is still there has, or had before, stays.
 * `remember` false for objectors, whom their Suppression knows again.
 */
export async function purgeContacts(
  sql: Sql,
  contactIds: readonly string[],
  { remember }: { remember: boolean },
  now: Date,
): Promise<void> {
  await sql.query(
    `update remote_records set first_name = null, last_name = null, job_title = null, company = null, phone = null, mobile = null, phone_is_mobile = false, linkedin = null, country = null, source_value = null, tags = '{}', written_tags = '{}', extras = '{}', relation_ended_on = null,
       acts = '[]', gone_at = coalesce(gone_at, $2), gone_reason = coalesce(gone_reason, 'binned') where contact_id = any($1)`,
    [contactIds, now],
  )
  await sql.query(
    `with theirs as materialized (
       select ri.identity_hash as hash, bool_and(ri.former) as former, exists (select 1 from record_identities other join remote_records o on o.id = other.record_id where other.identity_hash = ri.identity_hash and o.gone_at is null) as shared,
         exists (select 1 from former_identities other join remote_records o on o.id = other.record_id where other.identity_hash = ri.identity_hash and o.gone_at is null) as had
       from remote_records r join known_identities ri on ri.record_id = r.id where r.contact_id = any($1) group by ri.identity_hash),
     remembered as (insert into removal_memory (identity_hash, removed_at) select hash, $2::timestamptz from theirs where $3::boolean and not (former and shared) on conflict (identity_hash) do update set removed_at = excluded.removed_at),
     emptied as (update identities i set value = null from theirs t where i.hash = t.hash and not t.shared and not t.had)
     delete from tool_acts a using theirs t where a.identity_hash = t.hash and not t.shared and not t.had`,
    [contactIds, now, remember],
  )
  if (remember) await rememberTraces(sql, contactIds, now)
  for (const table of ['record_numbers', 'record_traces'])
    await sql.query(
      `delete from ${table} n using remote_records r where r.id = n.record_id and r.contact_id = any($1)`,
      [contactIds],
    )
  await sql.query(
    'delete from record_dependencies n using remote_records r where r.id = n.record_id and r.contact_id = any($1)',
    [contactIds],
  )
  for (const table of ['encounters', 'encounter_notes'])
    await sql.query(
      `delete from ${table} e using remote_records r where r.id = e.record_id and r.contact_id = any($1)`,
      [contactIds],
    )
  await sql.query('delete from evidence_files f using sources s where f.source_id = s.id and s.contact_id = any($1)', [
    contactIds,
  ])
  await sql.query('delete from decisions where contact_id = any($1)', [contactIds])
  await sql.query('update contacts set purged_at = $2 where id = any($1)', [contactIds, now])
}

/** What more contacts than this show is a placeholder or a company's, and tells nobody again. */
const maxSharing = 20

/** By what these people would be known again beside their addresses (docs/reference/promises.md#kept). */
async function rememberTraces(sql: Sql, contactIds: readonly string[], now: Date): Promise<void> {
  await sql.query(
    `with theirs as materialized (select distinct t.trace_hash as hash from record_traces t join remote_records r on r.id = t.record_id where r.contact_id = any($1)),
     few as (select h.hash from theirs h join record_traces t on t.trace_hash = h.hash join remote_records o on o.id = t.record_id group by h.hash having count(distinct o.contact_id) <= ${maxSharing})
     insert into removal_memory as m (identity_hash, removed_at) select hash, $2::timestamptz from few on conflict (identity_hash) do update set removed_at = greatest(m.removed_at, excluded.removed_at)`,
    [contactIds, now],
  )
}

/** Records that we put into their system's bin ourselves. */
export async function markBinned(sql: Sql, recordIds: readonly number[], now: Date): Promise<void> {
  if (recordIds.length === 0) return
  await sql.query(
    `update remote_records set gone_at = $2, gone_reason = 'binned' where id = any($1) and gone_at is null`,
    [recordIds, now],
  )
}

/** When somebody was removed, and by what a contact is taken for them: by an address for sure, else maybe. */
export interface EarlierRemoval {
  at: Date
  by: ('address' | TraceKind)[]
}

/**
 * When somebody with an address of these contacts was removed, while that is remembered (docs/reference/law.md#h5): a
 * return is recognised, also once the record that came back shows another address. Whoever came since with the mobile
 * or the page at LinkedIn of somebody removed, or with their name and their phone or company, is taken for them, too.
 * Contacts without one are left out.
 */
export async function removalsBefore(sql: Sql, contactIds: readonly string[]): Promise<Map<string, EarlierRemoval>> {
  const { rows } = await sql.query<EarlierRemoval & { id: string }>(
    `with theirs as materialized (select r.id, r.contact_id, c.created_at from remote_records r join contacts c on c.id = r.contact_id and c.purged_at is null where r.contact_id = any($1) and r.gone_at is null)
     select id, max(at) as at, array_agg(distinct by order by by) as by from (
       select r.contact_id as id, m.removed_at as at, 'address' as by from theirs r join known_identities ri on ri.record_id = r.id
         join identities i on i.hash = ri.identity_hash and not i.role join removal_memory m on m.identity_hash = i.hash and m.removed_at <= ri.until
       union all select r.contact_id, m.removed_at, 'mobile' from theirs r join record_numbers n on n.record_id = r.id
         join removal_memory m on m.identity_hash = n.number_hash and m.removed_at <= r.created_at
       union all select r.contact_id, m.removed_at, t.kind from theirs r join record_traces t on t.record_id = r.id
         join removal_memory m on m.identity_hash = t.trace_hash and m.removed_at <= r.created_at) known group by id`,
    [contactIds],
  )
  return new Map(rows.map(({ id, at, by }) => [id, { at, by }]))
}

/** Numbers in the records of these contacts, as typed. */
export async function numbersOf(
  sql: Sql,
  contactIds: readonly string[],
): Promise<{ phone: string | null; mobile: string | null; country: string | null }[]> {
  const { rows } = await sql.query<{ phone: string | null; mobile: string | null; country: string | null }>(
    'select distinct phone, mobile, country from remote_records where contact_id = any($1) and coalesce(phone, mobile) is not null',
    [contactIds],
  )
  return rows
}

/**
 * The same by the identities themselves (hex of their hash), for people of whom no record is here: a number that
 * somebody in the base has is theirs.
 */
export async function removalsOfIdentities(sql: Sql, hashes: readonly Buffer[]): Promise<Map<string, Date>> {
  const { rows } = await sql.query<{ hash: string; at: Date }>(
    `select encode(m.identity_hash, 'hex') as hash, m.removed_at as at from removal_memory m left join identities i on i.hash = m.identity_hash where m.identity_hash = any($1) and i.role is not true
       and not exists (select 1 from record_numbers n join remote_records r on r.id = n.record_id and r.gone_at is null where n.number_hash = m.identity_hash and not n.guessed)`,
    [hashes],
  )
  return new Map(rows.map((row) => [row.hash, row.at]))
}
