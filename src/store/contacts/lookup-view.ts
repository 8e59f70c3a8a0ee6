import { notMistaken } from '../sql/not-mistaken.ts'
import type { Sql } from '../app/database.ts'

/** Somebody who may be meant, as the form shows them. */
export interface FoundPerson {
  contactId: string
  firstName: string | null
  lastName: string | null
  company: string | null
  email: string | null
  phone: string | null
  systems: string[]
}

const maxCandidates = 300

/**
 * People of whom every word begins a name, a company or an address, or whose number ends in these digits. Each word
 * uses an index, so that the answer is there while somebody is on the phone.
 */
export async function lookupPeople(sql: Sql, text: string, limit: number): Promise<FoundPerson[]> {
  const digits = text.replace(/\D/gu, '')
  const words = text
    .trim()
    .toLowerCase()
    .split(/\s+/u)
    .filter((word) => word.length > 1)
    .slice(0, 4)
  if (words.length === 0) return []
  const byNumber = digits.length >= 6 && /^[+\d\s().-]+$/u.test(text.trim())
  const { rows } = byNumber
    ? await sql.query<{ id: string }>(
        `select distinct contact_id as id from remote_records where gone_at is null and contact_id is not null
       and (right(regexp_replace(coalesce(phone, ''), '\\D', '', 'g'), 9) = $1 or right(regexp_replace(coalesce(mobile, ''), '\\D', '', 'g'), 9) = $1) limit $2`,
        [digits.slice(-9), maxCandidates],
      )
    : await candidates(sql, words)
  return peopleById(
    sql,
    rows.map((row) => row.id),
    limit,
  )
}

/** The longest word chooses, the others thin out. */
async function candidates(sql: Sql, words: readonly string[]): Promise<{ rows: { id: string }[] }> {
  const patterns = words.map((word) => `${word.replace(/[\\%_]/gu, '\\$&')}%`)
  const [longest = ''] = patterns.toSorted((a, b) => b.length - a.length)
  return sql.query<{ id: string }>(
    `with hit as (
       (select contact_id, id from remote_records where lower(last_name) like $1 and gone_at is null limit $3)
       union (select contact_id, id from remote_records where lower(first_name) like $1 and gone_at is null limit $3)
       union (select contact_id, id from remote_records where lower(company) like $1 and gone_at is null limit $3)
       union (select r.contact_id, r.id from identities i join record_identities ri on ri.identity_hash = i.hash join remote_records r on r.id = ri.record_id where i.value like $1 and r.gone_at is null limit $3)
     )
     select distinct hit.contact_id as id from hit join remote_records r on r.id = hit.id where hit.contact_id is not null and (
       select bool_and(lower(coalesce(r.last_name, '')) like p or lower(coalesce(r.first_name, '')) like p or lower(coalesce(r.company, '')) like p
         or exists (select 1 from record_identities ri join identities i on i.hash = ri.identity_hash where ri.record_id = r.id and i.value like p)
         or exists (select 1 from regexp_split_to_table(lower(coalesce(r.company, '') || ' ' || coalesce(r.last_name, '')), '[^[:alnum:]]+') as part where part like p)) from unnest($2::text[]) as p)
     limit $3`,
    [longest, patterns, maxCandidates],
  )
}

export async function peopleById(sql: Sql, contactIds: readonly string[], limit: number): Promise<FoundPerson[]> {
  const { rows } = await sql.query<FoundPerson>(
    `select c.id as "contactId", lead.first_name as "firstName", lead.last_name as "lastName", lead.company, lead.email, lead.phone,
       (select array_agg(distinct k.label order by k.label) from remote_records r join connections k on k.id = r.connection_id where r.contact_id = c.id and r.gone_at is null) as systems
     from contacts c join lateral (
       select r.first_name, r.last_name, r.company, coalesce(r.mobile, r.phone) as phone, i.value as email from remote_records r join connections k on k.id = r.connection_id
       left join record_identities ri on ri.record_id = r.id and ri.position = 0 left join identities i on i.hash = ri.identity_hash
       where r.contact_id = c.id and r.gone_at is null order by k.position, r.id limit 1) lead on true
     where c.id = any($1) and c.merged_into is null and c.purged_at is null order by lead.last_name, lead.first_name, c.id limit $2`,
    [contactIds, limit],
  )
  return rows
}

/** The last no of this person or address that was recorded by hand after `since`. */
export async function recentByHand(
  sql: Sql,
  contactId: string | null,
  hash: Buffer | null,
  since: Date,
): Promise<{ id: string; number: string; recordedAt: Date } | null> {
  const { rows } = await sql.query<{ id: string; number: string; recordedAt: Date }>(
    `select o.id, o.number, o.recorded_at as "recordedAt" from objections o where o.door in ('phone', 'post', 'spoken', 'other') and o.recorded_at > $3 and ${notMistaken('o.id')}
       and (o.contact_id = $1 or exists (select 1 from objection_identities oi where oi.objection_id = o.id and oi.identity_hash = $2)) order by o.recorded_at desc limit 1`,
    [contactId, hash, since],
  )
  return rows[0] ?? null
}
