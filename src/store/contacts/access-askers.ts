import { linesOf } from '../../domain/contacts/numbers/lines.ts'
import type { Sql } from '../app/database.ts'
import { sameNumber } from '../sql/same-number.ts'

/**
 * SQL of a query (record_id, hash) of what is a person's own beyond doubt: an address that is nobody's role, a number
 * that was read with its country and that one contact alone has.
 */
const ownOnly = `select ri.record_id, ri.identity_hash as hash from record_identities ri join identities i on i.hash = ri.identity_hash and not i.role
       union all select n.record_id, n.number_hash from record_numbers n where not n.guessed
         and (select count(distinct r2.contact_id) from record_numbers n2 join remote_records r2 on r2.id = n2.record_id and r2.gone_at is null where n2.number_hash = n.number_hash) = 1`

/** The contact of whom a live record holds one of these addresses or numbers as its own; null = none does. */
export async function askerHolder(sql: Sql, hashes: readonly Buffer[]): Promise<string | null> {
  const { rows } = await sql.query<{ id: string }>(
    `select r.contact_id as id from (${ownOnly}) o join remote_records r on r.id = o.record_id and r.gone_at is null and r.contact_id is not null
     where o.hash = any($1) order by r.id limit 1`,
    [hashes],
  )
  return rows[0]?.id ?? null
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
/** Words of both names without capitals, accents and the like: what the index remote_records_name_words holds. */
const wordsOf = (first: string, last: string): string =>
  String.raw`string_to_array(btrim(regexp_replace(regexp_replace(lower(normalize(coalesce(${first}, '') || ' ' || coalesce(${last}, ''), NFD)), '[\u0300-\u036f''’.]', '', 'g'), '[\s,;:/()|&+"_\u2010-\u2015-]+', ' ', 'g')), ' ')`
/**
 * Contacts that may be who asked: whose record bears both names, in either order or in one field, whatever the capitals
 * and accents; or bears the number with or without its country; or holds, or held, one of these addresses and numbers
 * (also a shared one). At most `limit`.
 */
export async function contactsNear(
  sql: Sql,
  { firstName, lastName, phone, hashes }: Asked,
  limit: number,
): Promise<string[]> {
  const live = 'r.gone_at is null and r.contact_id is not null'
  const [line] = linesOf({ phone, mobile: null, country: null }, null)
  const [whole, short] = [line?.digits ?? null, line?.national ?? null]
  const tails = [whole, short, short === null ? null : `0${short}`].flatMap((one) => one?.slice(-8) ?? [])
  const { rows } = await sql.query<{ id: string }>(
    `with asked as (select ${plain('$1::text')} as first, ${plain('$2::text')} as last, ${wordsOf('$1::text', '$2::text')} as words), number as (select $5::text as digits, $6::text as short, true as known)
     select r.contact_id as id from remote_records r, asked a where ${live} and r.name_key = case when a.first < a.last then a.first || '|' || a.last else a.last || '|' || a.first end
     union select r.contact_id from remote_records r, asked a where ${live} and a.words <> '{}' and ${wordsOf('r.first_name', 'r.last_name')} @> a.words
     union select r.contact_id from record_lines l join remote_records r on r.id = l.record_id and ${live}, number n
       where right(l.digits, 8) = any($7::text[]) and (${sameNumber('l', 'n')} or not l.known and ltrim(l.digits, '0') = n.short)
     union select r.contact_id from known_identities k join remote_records r on r.id = k.record_id and ${live} where k.identity_hash = any($3)
     union select r.contact_id from record_numbers n join remote_records r on r.id = n.record_id and ${live} where n.number_hash = any($3)
     order by 1 limit $4`,
    [firstName, lastName, hashes, limit, whole, short, tails],
  )
  return rows.map((row) => row.id)
}

/** More people of one name, address or number than this are not told apart. */
export const nearShown = 50

/**
 * Whoever asked what is held of them while they were in no system, and of whom one of these records holds the address
 * or the number now: their request is about that contact from here on, unless a request of the contact waits already.
 * Gives the requests. Without any such request in the register it reads one empty table.
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
    `with holders as (
       select o.record_id, o.hash from (${ownOnly}) o where o.record_id = any($1) and o.hash = any($3)),
     asked as (
       select distinct on (r.contact_id) w.id, r.contact_id from unnest($2::uuid[], $3::bytea[]) as w (id, hash) join holders h on h.hash = w.hash
         join remote_records r on r.id = h.record_id and r.gone_at is null and r.contact_id is not null join access_requests q on q.id = w.id
       where not exists (select 1 from access_requests other where other.contact_id = r.contact_id and other.answered_at is null) order by r.contact_id, q.due_on, q.id),
     once as (select distinct on (id) id, contact_id from asked order by id, contact_id)
     update access_requests a set contact_id = o.contact_id, found_at = $4 from once o where a.id = o.id and a.contact_id is null and a.answered_at is null
     returning a.id, a.number, a.contact_id as "contactId"`,
    [recordIds, waiting.map((row) => row.id), waiting.map((row) => row.hash), now],
  )
  return rows
}
