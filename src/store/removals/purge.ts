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
    `update remote_records set first_name = null, last_name = null, job_title = null, company = null, phone = null, mobile = null, linkedin = null, country = null, source_value = null, tags = '{}', written_tags = '{}', extras = '{}', relation_ended_on = null, first_contact_on = null, first_contact_by = null,
       acts = '[]', gone_at = coalesce(gone_at, $2), gone_reason = coalesce(gone_reason, 'binned') where contact_id = any($1)`,
    [contactIds, now],
  )
  await sql.query(
    `with theirs as materialized (
       select ri.identity_hash as hash, array_agg(distinct r.contact_id) as of, bool_and(ri.former) as former, exists (select 1 from record_identities other join remote_records o on o.id = other.record_id where other.identity_hash = ri.identity_hash and o.gone_at is null) as shared,
         exists (select 1 from former_identities other join remote_records o on o.id = other.record_id where other.identity_hash = ri.identity_hash and o.gone_at is null) as had
       from remote_records r join known_identities ri on ri.record_id = r.id where r.contact_id = any($1) group by ri.identity_hash),
     remembered as (insert into removal_memory (identity_hash, contact_id, removed_at) select hash, id, $2::timestamptz from theirs, unnest(of) as id where $3::boolean and not (former and shared) on conflict (identity_hash, contact_id) do update set removed_at = excluded.removed_at),
     answered as (delete from vendor_answers a using theirs t where a.identity_hash = t.hash and not t.shared and not t.had),
     named as (delete from vendor_ids v using theirs t where v.identity_hash = t.hash and not t.shared and not t.had),
     emptied as (update identities i set value = null from theirs t where i.hash = t.hash and not t.shared and not t.had)
     delete from tool_acts a using theirs t where a.identity_hash = t.hash and not t.shared and not t.had`,
    [contactIds, now, remember],
  )
  for (const table of [
    'record_numbers',
    'record_lines',
    'record_traces',
    'record_dependencies',
    'encounters',
    'encounter_notes',
  ])
    await sql.query(
      `delete from ${table} n using remote_records r where r.id = n.record_id and r.contact_id = any($1)`,
      [contactIds],
    )
  await sql.query('delete from evidence_files f using sources s where f.source_id = s.id and s.contact_id = any($1)', [
    contactIds,
  ])
  await sql.query(
    'delete from evidence_files f using withdrawn_sources w where f.withdrawn_source_id = w.id and w.contact_id = any($1)',
    [contactIds],
  )
  await sql.query(`update withdrawn_sources set proof_note = null, why = '' where contact_id = any($1)`, [contactIds])
  await sql.query('delete from decisions where contact_id = any($1)', [contactIds])
  await sql.query('update contacts set purged_at = $2 where id = any($1)', [contactIds, now])
}

/** Records that we put into their system's bin ourselves. */
export async function markBinned(sql: Sql, recordIds: readonly number[], now: Date): Promise<void> {
  if (recordIds.length === 0) return
  await sql.query(
    `update remote_records set gone_at = $2, gone_reason = 'binned' where id = any($1) and gone_at is null`,
    [recordIds, now],
  )
}

/** How many of these contacts are still there. */
export async function countUnpurged(sql: Sql, contactIds: readonly string[]): Promise<number> {
  const { rowCount } = await sql.query('select 1 from contacts where id = any($1) and purged_at is null', [contactIds])
  return rowCount ?? 0
}
