import { askedWords, smallWords } from '../../domain/contacts/likeness/name-words.ts'
import { linesOf } from '../../domain/contacts/numbers/lines.ts'
import type { Sql } from '../app/database.ts'
import { sameNumber } from '../sql/same-number.ts'

/**
 * SQL of a query (record_id, hash) of what is a person's own beyond doubt: an address that is nobody's role. A number
 * is not: it may be somebody else's by now.
 */
const ownAddresses = `select ri.record_id, ri.identity_hash as hash from record_identities ri join identities i on i.hash = ri.identity_hash and not i.role`
/** The same of numbers that were read with their country and that one contact alone has. */
const soleNumbers = `select n.record_id, n.number_hash as hash from record_numbers n where not n.guessed
         and (select count(distinct r2.contact_id) from record_numbers n2 join remote_records r2 on r2.id = n2.record_id and r2.gone_at is null where n2.number_hash = n.number_hash) = 1`

/**
 * The one contact of whom a live record holds one of these addresses as its own, where none of the addresses and
 * numbers leads to another one; null = there is none: of whom they lead to somebody must say who asked.
 */
export async function askerHolder(sql: Sql, hashes: readonly Buffer[]): Promise<string | null> {
  const { rows } = await sql.query<{ id: string; byAddress: boolean }>(
    `select r.contact_id as id, bool_or(o.by_address) as "byAddress" from (select a.*, true as by_address from (${ownAddresses}) a union all select n.*, false from (${soleNumbers}) n) o
       join remote_records r on r.id = o.record_id and r.gone_at is null and r.contact_id is not null where o.hash = any($1) group by 1 limit 2`,
    [hashes],
  )
  const [only] = rows
  return rows.length === 1 && only?.byAddress === true ? only.id : null
}

/** By what somebody who asked is looked for; address and number in normal form, `hashes` are theirs. */
interface Asked {
  firstName: string | null
  lastName: string | null
  phone: string | null
  hashes: readonly Buffer[]
}

const plain = (text: string): string =>
  String.raw`regexp_replace(lower(normalize(${text}, NFD)), '[\u0300-\u036f''’ .-]', '', 'g')`
/**
 * Contacts that may be who asked, while something of them is held, here or in a system: whose record bears both names,
 * in either order or in one field, whatever the capitals and accents, or one word of each; or bears the number with or
 * without its country, or beside another one; or holds, or held, one of these addresses and numbers (also a shared
 * one). At most `limit`; null = all.
 */
export async function contactsNear(
  sql: Sql,
  { firstName, lastName, phone, hashes }: Asked,
  limit: number | null,
): Promise<string[]> {
  const [line] = linesOf({ phone, mobile: null, country: null }, null)
  const [whole, short] = [line?.digits ?? null, line?.national ?? null]
  const tails = [whole, short, short === null ? null : `0${short}`].flatMap((one) => one?.slice(-8) ?? [])
  const words = askedWords(firstName, lastName)
  const theirs = 'name_words(r.first_name, r.last_name)'
  const named = `${held} and coalesce(r.first_name, r.last_name) is not null`
  const { rows } = await sql.query<{ id: string }>(
    `with asked as (select ${plain('$1::text')} as first, ${plain('$2::text')} as last), number as (select $5::text as digits, $6::text as short, true as known)
     select r.contact_id as id from remote_records r, asked a where r.gone_at is null and r.contact_id is not null and r.name_key = case when a.first < a.last then a.first || '|' || a.last else a.last || '|' || a.first end
     union select r.contact_id from remote_records r where ${named} and ${theirs} && $9::text[] and (${theirs} && $8::text[]
       or exists (select 1 from unnest(${theirs}) word where word = any($10::text[])) or btrim(coalesce(r.first_name, '')) = '' and ${theirs} <@ $11::text[])
     union select r.contact_id from record_lines l join remote_records r on r.id = l.record_id and ${held}, number n
       where right(l.digits, 8) = any($7::text[]) and (${sameNumber('l', 'n')} or not l.known and ltrim(l.digits, '0') = n.short or length(n.short) >= 9 and right(l.digits, length(n.short)) = n.short)
     union select r.contact_id from record_lines l join remote_records r on r.id = l.record_id and ${held}, number n
       where not l.known and length(l.digits) > 10 and length(n.short) >= 8 and position(n.short in l.digits) > 0
     union select r.contact_id from known_identities k join remote_records r on r.id = k.record_id and ${held} where k.identity_hash = any($3)
     union select r.contact_id from record_numbers n join remote_records r on r.id = n.record_id and ${held} where n.number_hash = any($3)
     order by 1 limit $4`,
    [
      firstName,
      lastName,
      hashes,
      limit,
      whole,
      short,
      tails,
      words?.first ?? [],
      words?.last ?? [],
      words?.initials ?? [],
      [...(words?.last ?? []), ...smallWords],
    ],
  )
  return rows.map((row) => row.id)
}

/** SQL: of record `r` something is held: it is there, or nobody erased what is kept of who was deleted elsewhere. */
const held = `r.contact_id is not null and (r.gone_at is null or r.gone_reason is distinct from 'merged'
  and exists (select 1 from contacts c where c.id = r.contact_id and c.purged_at is null and c.merged_into is null))`

/** So many people of one name, address or number are looked at together. */
export const nearShown = 50

/**
 * Whoever asked what is held of them while they were in no system, and of whom one of these records holds the address
 * now, and no other contact another one that they gave: their request is about that contact from here on, unless a
 * request of the contact waits already. Gives the requests. Without any such request in the register it reads one empty
 * table.
 */
export async function findAskers(
  sql: Sql,
  recordIds: readonly number[],
  now: Date,
): Promise<{ id: string; number: string; contactId: string }[]> {
  const { rows: waiting } = await sql.query<{ id: string; hash: Buffer }>(
    'select s.request_id as id, s.identity_hash as hash from access_identities s join access_requests q on q.id = s.request_id where q.contact_id is null and q.answered_at is null',
  )
  if (waiting.length === 0 || recordIds.length === 0) return []
  const { rows } = await sql.query<{ id: string; number: string; contactId: string }>(
    `with own as materialized (select o.record_id, o.hash, r.contact_id from (${ownAddresses}) o join remote_records r on r.id = o.record_id and r.gone_at is null and r.contact_id is not null where o.hash = any($3)),
     holders as (select record_id, hash from own where record_id = any($1)),
     asked as (
       select distinct on (r.contact_id) w.id, r.contact_id from unnest($2::uuid[], $3::bytea[]) as w (id, hash) join holders h on h.hash = w.hash
         join remote_records r on r.id = h.record_id and r.gone_at is null and r.contact_id is not null join access_requests q on q.id = w.id
       where not exists (select 1 from access_requests other where other.contact_id = r.contact_id and other.answered_at is null)
         and not exists (select 1 from unnest($2::uuid[], $3::bytea[]) as said (id, hash) join own on own.hash = said.hash where said.id = w.id and own.contact_id <> r.contact_id) order by r.contact_id, q.due_on, q.id),
     once as (select distinct on (id) id, contact_id from asked order by id, contact_id)
     update access_requests a set contact_id = o.contact_id, found_at = $4 from once o where a.id = o.id and a.contact_id is null and a.answered_at is null
     returning a.id, a.number, a.contact_id as "contactId"`,
    [recordIds, waiting.map((row) => row.id), waiting.map((row) => row.hash), now],
  )
  return rows
}
