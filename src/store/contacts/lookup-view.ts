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
/** So many holders of one word are looked through for the other words, where no index knows all of them. */
const maxThinned = 600

/**
 * People of whom every word begins a word of their name, company or address, whatever accents and signs it is typed
 * with, or whose number ends in these digits. Each way uses an index, so that the answer is there while somebody is on
 * the phone.
 */
export async function lookupPeople(sql: Sql, text: string, limit: number): Promise<FoundPerson[]> {
  const ids = await peopleWithWords(sql, text, maxCandidates)
  return ids.length === 0 ? [] : peopleById(sql, ids, limit)
}

/** The same, as ids of contacts that are there; not more than `limit`. */
export async function peopleWithWords(sql: Sql, text: string, limit: number): Promise<string[]> {
  // “+49 (0)30 …”: a zero that is dialled inside the country alone.
  const digits = text.replaceAll('(0)', '').replace(/\D/gu, '')
  const byNumber = digits.length >= 6 && /^[+\d\s().\-/]+$/u.test(text.trim())
  const ids = byNumber ? await holdersOfNumber(sql, digits) : await holdersOfWords(sql, text)
  if (ids.length === 0) return []
  const { rows } = await sql.query<{ id: string }>(
    'select id from contacts where id = any($1) and merged_into is null and purged_at is null limit $2',
    [ids, limit],
  )
  return rows.map(({ id }) => id)
}

/** Signs of a number that are indexed, from its end. */
const indexed = 9

/**
 * What the last nine digits of a stored number may be. A national number of seven or eight digits stands there behind
 * the end of a country code, whichever it is.
 */
function endings(digits: string): string[] {
  const bare = digits.replace(/^0+/u, '')
  const open = indexed - bare.length
  const behind =
    open === 1 || open === 2
      ? Array.from({ length: 10 ** open }, (_unused, code) => String(code).padStart(open, '0') + bare)
      : []
  return [...new Set([digits.slice(-indexed), ...behind])]
}

async function holdersOfNumber(sql: Sql, digits: string): Promise<string[]> {
  const { rows } = await sql.query<{ id: string }>(
    `select distinct contact_id as id from remote_records where gone_at is null and contact_id is not null
     and (right(regexp_replace(coalesce(phone, ''), '\\D', '', 'g'), 9) = any($1::text[]) or right(regexp_replace(coalesce(mobile, ''), '\\D', '', 'g'), 9) = any($1::text[])) limit $2`,
    [endings(digits), maxCandidates],
  )
  return rows.map(({ id }) => id)
}

/** What of a record's name and company is indexed; the expression is that of the index `remote_records_words`. */
const recordWords = `search_vector(coalesce(r.first_name, '') || ' ' || coalesce(r.last_name, '') || ' ' || coalesce(r.company, ''))`

/**
 * Whoever has all words in name and company, or all in an address; where nobody has, whoever has the longest word in
 * one of these and the others anywhere, among the first holders of that word.
 */
async function holdersOfWords(sql: Sql, text: string): Promise<string[]> {
  const words = await foldedWords(sql, text)
  if (words.length === 0) return []
  const all = words.map((word) => `'${word}':*`).join(' & ')
  const [longest = ''] = words.toSorted((a, b) => b.length - a.length)
  const { rows } = await sql.query<{ id: string }>(
    `select r.contact_id as id from remote_records r where ${recordWords} @@ to_tsquery('simple', $1) and r.gone_at is null and r.contact_id is not null limit $2`,
    [all, maxCandidates],
  )
  const { rows: byAddress } = await sql.query<{ id: string }>(
    `select r.contact_id as id from identities i join record_identities ri on ri.identity_hash = i.hash join remote_records r on r.id = ri.record_id
     where search_vector(i.value) @@ to_tsquery('simple', $1) and i.value is not null and r.gone_at is null and r.contact_id is not null limit $2`,
    [all, maxCandidates],
  )
  const found = new Set([...rows, ...byAddress].map(({ id }) => id))
  if (words.length === 1 || found.size > 0) return [...found].slice(0, maxCandidates)
  const { rows: mixed } = await sql.query<{ id: string }>(
    `with hit as (
       (select r.id from remote_records r where ${recordWords} @@ to_tsquery('simple', $2) and r.gone_at is null and r.contact_id is not null limit $4)
       union (select ri.record_id from identities i join record_identities ri on ri.identity_hash = i.hash where search_vector(i.value) @@ to_tsquery('simple', $2) and i.value is not null limit $4)
     )
     select distinct r.contact_id as id from hit join remote_records r on r.id = hit.id where r.gone_at is null and r.contact_id is not null
       and (${recordWords} || coalesce((select search_vector(string_agg(i.value, ' ')) from record_identities ri join identities i on i.hash = ri.identity_hash where ri.record_id = r.id), ''::tsvector)) @@ to_tsquery('simple', $1) limit $3`,
    [all, `'${longest}':*`, maxCandidates, maxThinned],
  )
  return mixed.map(({ id }) => id)
}

/** The words of what was typed as the indexes hold them, six at most; a single letter is none. */
async function foldedWords(sql: Sql, text: string): Promise<string[]> {
  const { rows } = await sql.query<{ folded: string }>('select search_fold($1) as folded', [text])
  const words = (rows[0]?.folded ?? '').split(' ').filter((word) => Array.from(word).length > 1)
  return [...new Set(words)].slice(0, 6)
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

/** Live records of these people by Connection, counted by the vendor's word for the kind of record. */
export async function recordsOfPeople(
  sql: Sql,
  contactIds: readonly string[],
): Promise<ReadonlyMap<string, { object: string; count: number }[]>> {
  const { rows } = await sql.query<{ connectionId: string; object: string; count: number }>(
    `select connection_id as "connectionId", object, count(*)::int as count from remote_records
     where contact_id = any($1::uuid[]) and gone_at is null group by 1, 2 order by 1, 2`,
    [contactIds],
  )
  return Map.groupBy(rows, ({ connectionId }) => connectionId)
}
