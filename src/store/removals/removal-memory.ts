import type { Traced, TraceKind } from '../../domain/contacts/likeness/traces.ts'
import type { Sql } from '../app/database.ts'

/** What more contacts than this show is a placeholder or a company's, and tells nobody again. */
const maxSharing = 20

/**
 * Keeps by what contacts that go will be known again (docs/reference/law.md#h5): keyed hashes of addresses, numbers and
 * what else tells a person (docs/reference/promises.md#kept).
 */
export async function rememberRemovals(
  sql: Sql,
  known: readonly { contactId: string; hash: Buffer }[],
  removedAt: Date,
): Promise<void> {
  if (known.length === 0) return
  await sql.query(
    `insert into removal_memory as m (identity_hash, contact_id, removed_at) select distinct p.hash, p.contact, $3::timestamptz from unnest($1::bytea[], $2::uuid[]) as p (hash, contact)
     where (select count(distinct r.contact_id) from (select record_id from record_traces where trace_hash = p.hash union all select record_id from record_numbers where number_hash = p.hash) s join remote_records r on r.id = s.record_id) <= ${maxSharing}
     on conflict (identity_hash, contact_id) do update set removed_at = greatest(m.removed_at, excluded.removed_at)`,
    [known.map(({ hash }) => hash), known.map(({ contactId }) => contactId), removedAt],
  )
}

/** Whether anything is kept by which somebody who went would be known again. */
export const isRemembered = async (sql: Sql, went: string): Promise<boolean> =>
  (await sql.query('select 1 from removal_memory where contact_id = $1 limit 1', [went])).rowCount === 1

/** What the records of these contacts show of their person, in clear. */
export async function shownOf(sql: Sql, contactIds: readonly string[]): Promise<(Traced & { contactId: string })[]> {
  const { rows } = await sql.query<Traced & { contactId: string }>(
    `select r.contact_id as "contactId", r.first_name as "firstName", r.last_name as "lastName", r.country, r.phone, r.mobile, r.linkedin,
       array(select distinct split_part(i.value, '@', 2) from record_identities ri join identities i on i.hash = ri.identity_hash where ri.record_id = r.id and not i.private_mailbox and i.value is not null) as domains,
       array(select i.value from record_identities ri join identities i on i.hash = ri.identity_hash and not i.role where ri.record_id = r.id and i.value is not null order by 1) as addresses
     from remote_records r where r.contact_id = any($1) order by r.id`,
    [contactIds],
  )
  return rows
}

/**
 * A removal that did not last is forgotten with all that it was remembered by; gives whom that had been taken for
 * somebody removed, to be decided again. Each of their records counts as looked at anew, should nobody come to it.
 */
async function forget(sql: Sql, which: string, values: readonly unknown[], now: Date): Promise<string[]> {
  const { rows } = await sql.query<{ id: string }>(
    `with forgotten as (delete from removal_memory m using ${which} returning m.identity_hash as hash),
     shown as (select x.record_id from forgotten f join known_identities x on x.identity_hash = f.hash union select x.record_id from forgotten f join record_numbers x on x.number_hash = f.hash
       union select x.record_id from forgotten f join record_traces x on x.trace_hash = f.hash)
     update remote_records r set matched_at = $1 from shown where r.id = shown.record_id and r.gone_at is null and r.contact_id is not null and r.matched_at is not null returning r.contact_id as id`,
    [now, ...values],
  )
  return [...new Set(rows.map(({ id }) => id))]
}

/** The same of the people of a plan whose records these are. */
export async function forgetRestored(
  sql: Sql,
  planId: string,
  recordIds: readonly number[],
  now: Date,
): Promise<string[]> {
  return await forget(
    sql,
    'removal_records rr, removal_items i where rr.plan_id = $2 and rr.record_id = any($3) and i.plan_id = rr.plan_id and i.contact_id = rr.contact_id and m.contact_id = rr.contact_id and m.removed_at = i.restore_purged_at',
    [planId, recordIds],
    now,
  )
}

/**
 * Somebody who was removed is not: neither under the id that they had, nor under the one by which a backup that did not
 * know that id knew them. Whoever went at the same instant and shares anything with them, an address too, stays
 * removed.
 */
export async function forgetRemoval(sql: Sql, contactId: string, now: Date): Promise<void> {
  const { rows } = await sql.query<{ id: string; at: Date }>(
    `select distinct contact_id as id, removed_at as at from removal_memory m where m.contact_id = $1
     union select t.contact_id, t.removed_at from removal_twins t join contacts c on c.id = t.contact_id and c.purged_at = t.removed_at where t.went = $1 and t.same
     union select id, purged_at from contacts where id = $1 and purged_at is not null`,
    [contactId],
  )
  const went = [rows.map(({ id }) => id), rows.map(({ at }) => at)]
  await forget(
    sql,
    'unnest($2::uuid[], $3::timestamptz[]) as p (id, at) where m.contact_id = p.id and m.removed_at = p.at',
    went,
    now,
  )
  await sql.query(
    'update contacts c set purged_at = null from unnest($1::uuid[], $2::timestamptz[]) as p (id, at) where c.id = p.id and c.purged_at = p.at',
    went,
  )
  // Nobody is asked whether it is them.
  await sql.query('delete from removal_twins where went = $1', [contactId])
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
       select r.contact_id as id, m.contact_id as went, m.removed_at as at, 'address' as by from theirs r join known_identities ri on ri.record_id = r.id
         join identities i on i.hash = ri.identity_hash and not i.role join removal_memory m on m.identity_hash = i.hash and m.removed_at <= ri.until
       union all select r.contact_id, m.contact_id, m.removed_at, 'mobile' from theirs r join record_numbers n on n.record_id = r.id
         join removal_memory m on m.identity_hash = n.number_hash and m.removed_at <= r.created_at
       union all select r.contact_id, m.contact_id, m.removed_at, t.kind from theirs r join record_traces t on t.record_id = r.id
         join removal_memory m on m.identity_hash = t.trace_hash and m.removed_at <= r.created_at) known
     where not exists (select 1 from same_person_answers a where a.answer = 'two' and a.contact_a = least(known.id, known.went) and a.contact_b = greatest(known.id, known.went)) group by id`,
    [contactIds],
  )
  return new Map(rows.map(({ id, at, by }) => [id, { at, by }]))
}

/**
 * The same by the identities themselves (hex of their hash), for people of whom no record is here: a number that
 * somebody in the base has is theirs.
 */
export async function removalsOfIdentities(sql: Sql, hashes: readonly Buffer[]): Promise<Map<string, Date>> {
  const { rows } = await sql.query<{ hash: string; at: Date }>(
    `select encode(m.identity_hash, 'hex') as hash, max(m.removed_at) as at from removal_memory m left join identities i on i.hash = m.identity_hash where m.identity_hash = any($1) and i.role is not true
       and not exists (select 1 from record_numbers n join remote_records r on r.id = n.record_id and r.gone_at is null where n.number_hash = m.identity_hash and not n.guessed) group by 1`,
    [hashes],
  )
  return new Map(rows.map((row) => [row.hash, row.at]))
}
