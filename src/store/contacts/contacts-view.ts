import type { Sql } from '../app/database.ts'
import { noShopper } from '../sql/without-shopper.ts'

/** Filters of the list; they travel in the URL, so none of them is personal. */
export interface ContactFilters {
  verdict?: string
  basis?: string
  source?: string
  country?: string
  system?: string
  clock?: string
}

const isUuid = (text: string): boolean => /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/u.test(text)

const filterNames = ['verdict', 'basis', 'source', 'country', 'system', 'clock'] as const

/** The filters in the query of an address; what is not one is left out. */
export function readFilters(query: URLSearchParams): ContactFilters {
  return Object.fromEntries(
    filterNames.flatMap((name) => {
      const value = query.get(name)
      return value !== null && /^[\w-]{1,40}$/u.test(value) && (name !== 'system' || isUuid(value))
        ? [[name, value]]
        : []
    }),
  )
}

export interface ContactRow {
  id: string
  email: string | null
  firstName: string | null
  lastName: string | null
  company: string | null
  jobTitle: string | null
  verdict: string | null
  basis: string | null
  rule: string | null
  countries: string[] | null
  source: string | null
  termOn: string | null
  clockState: string | null
  relation: string | null
  systems: string[]
}

const live = `c.merged_into is null and c.purged_at is null and exists (select 1 from remote_records r where r.contact_id = c.id and r.gone_at is null) and ${noShopper.contact('c.id')}`

/** Conditions of the filters and their values; `$n` numbers go on from `first`. */
function conditions(filters: ContactFilters, first: number): { text: string; values: unknown[] } {
  const parts: string[] = []
  const values: unknown[] = []
  const add = (make: (place: string) => string, value: unknown) => {
    values.push(value)
    parts.push(make(`$${first + values.length - 1}`))
  }
  if (filters.verdict === 'mailable') parts.push(`d.verdict in ('ALLOW', 'ALLOW_NOTICE')`)
  else if (filters.verdict !== undefined) add((place) => `d.verdict = ${place}`, filters.verdict)
  if (filters.basis === 'none') parts.push('d.basis is null')
  else if (filters.basis !== undefined) add((place) => `d.basis = ${place}`, filters.basis)
  if (filters.source === 'none') parts.push('not exists (select 1 from sources s where s.contact_id = c.id)')
  else if (filters.source !== undefined)
    add((place) => `exists (select 1 from sources s where s.contact_id = c.id and s.kind = ${place})`, filters.source)
  if (filters.country === 'none') parts.push(`coalesce(jsonb_array_length(d.detail -> 'countries'), 0) = 0`)
  else if (filters.country !== undefined) add((place) => `d.detail -> 'countries' ? ${place}`, filters.country)
  if (filters.system !== undefined)
    add(
      (place) =>
        `exists (select 1 from remote_records r where r.contact_id = c.id and r.gone_at is null and r.connection_id = ${place}::uuid)`,
      filters.system,
    )
  if (filters.clock === 'assumed') parts.push('d.started_assumed')
  else if (filters.clock === 'expired') parts.push('d.term_on <= current_day.today')
  else if (filters.clock !== undefined) add((place) => `d.clock_state = ${place}`, filters.clock)
  return { text: parts.map((part) => ` and ${part}`).join(''), values }
}

const columns = `c.id, lead.email, lead.first_name as "firstName", lead.last_name as "lastName", lead.company, lead.job_title as "jobTitle", d.verdict, d.basis, d.rule,
  (select array_agg(x) from jsonb_array_elements_text(d.detail -> 'countries') x) as countries, d.detail ->> 'source' as source, d.term_on as "termOn", d.clock_state as "clockState", d.detail ->> 'relation' as relation,
  (select array_agg(k.label order by k.position) from connections k where exists (select 1 from remote_records r where r.contact_id = c.id and r.connection_id = k.id and r.gone_at is null)) as systems`
const leading = `left join decisions d on d.contact_id = c.id
  left join lateral (select i.value as email, r.first_name, r.last_name, r.company, r.job_title from remote_records r join connections k on k.id = r.connection_id
    left join record_identities ri on ri.record_id = r.id and ri.position = 0 left join identities i on i.hash = ri.identity_hash
    where r.contact_id = c.id and r.gone_at is null order by k.position, r.id limit 1) lead on true`

/** One page of the list by id, forward after `after` or back before `before`. `today` is a UTC day. */
export async function contactPage(
  sql: Sql,
  filters: ContactFilters,
  at: { after?: string | undefined; before?: string | undefined },
  today: string,
  limit: number,
): Promise<ContactRow[]> {
  const { text, values } = conditions(filters, 5)
  const back = at.before !== undefined
  const { rows } = await sql.query<ContactRow>(
    `select ${columns} from (select $4::date as today) current_day cross join contacts c ${leading}
     where ${live} and ($1::uuid is null or c.id > $1) and ($2::uuid is null or c.id < $2)${text} order by c.id ${back ? 'desc' : 'asc'} limit $3`,
    [at.after ?? null, at.before ?? null, limit, today, ...values],
  )
  return back ? rows.toReversed() : rows
}

export async function countContacts(sql: Sql, filters: ContactFilters, today: string): Promise<number> {
  const { text, values } = conditions(filters, 2)
  const { rows } = await sql.query<{ count: number }>(
    `select count(*)::int as count from (select $1::date as today) current_day cross join contacts c left join decisions d on d.contact_id = c.id where ${live}${text}`,
    [today, ...values],
  )
  return rows[0]?.count ?? 0
}

/** Everybody under the filters. */
export async function contactIdsOf(sql: Sql, filters: ContactFilters, today: string): Promise<string[]> {
  const { text, values } = conditions(filters, 2)
  const { rows } = await sql.query<{ id: string }>(
    `select c.id from (select $1::date as today) current_day cross join contacts c left join decisions d on d.contact_id = c.id where ${live}${text} order by c.id`,
    [today, ...values],
  )
  return rows.map((row) => row.id)
}

/** Countries in the base with their counts, most frequent first. */
export async function countriesInBase(sql: Sql): Promise<{ country: string; count: number }[]> {
  const { rows } = await sql.query<{ country: string; count: number }>(
    `select x as country, count(*)::int as count from decisions d, jsonb_array_elements_text(d.detail -> 'countries') x group by x order by count desc, x limit 12`,
  )
  return rows
}

export async function contactsById(sql: Sql, ids: readonly string[]): Promise<ContactRow[]> {
  const { rows } = await sql.query<ContactRow>(
    `select ${columns} from contacts c ${leading} where c.id = any($1) and c.merged_into is null order by lead.last_name, lead.first_name, c.id`,
    [ids],
  )
  return rows
}

/** Contacts that hold an identity, the removed ones included: a hash outlives the record. */
export async function contactsWithHash(sql: Sql, hash: Buffer): Promise<string[]> {
  const { rows } = await sql.query<{ id: string }>(
    `select distinct c.id from record_identities ri join remote_records r on r.id = ri.record_id join contacts c on c.id = r.contact_id where ri.identity_hash = $1 and c.merged_into is null order by c.id`,
    [hash],
  )
  return rows.map((row) => row.id)
}
