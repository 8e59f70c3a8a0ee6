import type { Sql } from '../app/database.ts'
import { countList, rowsOfList, type ListAsk, type ListOf } from '../sql/paged-list.ts'
import { listedPeopleCounts } from '../sql/kept-counts.ts'
import { isAttested } from '../sql/attested.ts'
import { noShopper } from '../sql/without-shopper.ts'

/** Most people that are ticked at once: one page. */
export const maxTicked = 50

const word = /^[\w-]{1,40}$/u

/** Filters of the list and what each takes; `ids`: contacts that were ticked. */
export const contactFilterForms = {
  verdict: word,
  basis: word,
  source: word,
  country: word,
  system: /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/u,
  clock: word,
  // At most as many as may be ticked.
  ids: /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}(?:,[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}){0,49}$/u,
} as const
export type ContactFilter = keyof typeof contactFilterForms

/** Filters travel in the URL, so none of them is personal. */
export type ContactFilters = Partial<Record<ContactFilter, string>>

/** How the list can be ordered; `added`: as contacts came. */
export type ContactSort = 'added' | 'person' | 'company' | 'country' | 'verdict' | 'basis' | 'source' | 'keep'

/** Nobody: what a list of ticked people is that cannot be read. */
const nobody = '00000000-0000-0000-0000-000000000000'

/** The filters in the query of an address; what is not one is left out, but ticked people never become everyone. */
export function readFilters(query: URLSearchParams): ContactFilters {
  return Object.fromEntries(
    Object.entries(contactFilterForms).flatMap(([name, form]) => {
      const value = query.get(name)
      if (value !== null && form.test(value)) return [[name, value]]
      return name === 'ids' && value !== null ? [[name, nobody]] : []
    }),
  )
}

/** The filters of a list that an act is about; one without any is of nobody, never of everyone. */
export function readListFilters(list: string): ContactFilters {
  const filters = readFilters(new URLSearchParams(list))
  return Object.keys(filters).length === 0 ? { ids: nobody } : filters
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
  /** Labels of the systems that hold a record of theirs; null = none does. */
  systems: string[] | null
}

/** A contact that is one, and nobody's decoy. */
const listed = `c.merged_into is null and c.purged_at is null and ${noShopper.contact('c.id')}`
const hasRecord = 'exists (select 1 from remote_records r where r.contact_id = c.id and r.gone_at is null)'

const hasSource = 'exists (select 1 from sources s where s.contact_id = c.id)'
/** One of the sources that the verdict names is more than declared. */
const isProven = `exists (select 1 from regexp_split_to_table(d.detail ->> 'source', '; ') as named where named <> '' and named not like '% (declared)')`

const columns = `c.id, lead.email, lead.first_name as "firstName", lead.last_name as "lastName", lead.company, lead.job_title as "jobTitle", d.verdict, d.basis, d.rule,
  (select array_agg(x) from jsonb_array_elements_text(d.detail -> 'countries') x) as countries, d.detail ->> 'source' as source, d.term_on as "termOn", d.clock_state as "clockState", d.detail ->> 'relation' as relation,
  (select array_agg(k.label order by k.position) from connections k where exists (select 1 from remote_records r where r.contact_id = c.id and r.connection_id = k.id and r.gone_at is null)) as systems`
const leading = `left join decisions d on d.contact_id = c.id
  left join lateral (select i.value as email, r.first_name, r.last_name, r.company, r.job_title from remote_records r join connections k on k.id = r.connection_id
    left join record_identities ri on ri.record_id = r.id and ri.position = 0 left join identities i on i.hash = ri.identity_hash
    where r.contact_id = c.id and r.gone_at is null order by k.position, r.id limit 1) lead on true`

/** SQL of a list's order: what is walked from its index, instead of ordering everyone, and the condition on it. */
interface Walk {
  from: string
  where: string
  id: string
  sort: string
}

/** By what the leading record shows: its indexes are on live records, and others than the leading one are passed by. */
const byRecord = (sort: string): Walk => ({
  from: `remote_records walked join connections wk on wk.id = walked.connection_id and walked.gone_at is null and walked.contact_id is not null
    and not exists (select 1 from remote_records o join connections ok on ok.id = o.connection_id where o.contact_id = walked.contact_id and o.gone_at is null and (ok.position, o.id) < (wk.position, walked.id))
    join contacts c on c.id = walked.contact_id left join decisions d on d.contact_id = c.id`,
  where: listed,
  id: 'walked.contact_id',
  sort,
})

/** By what the verdict says; `none`: the place of whoever has none. */
const byVerdict = (place: string, none: string): Walk => ({
  from: `(select contact_id, ${place} as place from decisions
      union all select n.id, ${none} from contacts n where not exists (select 1 from decisions j where j.contact_id = n.id)) walked
    join contacts c on c.id = walked.contact_id left join decisions d on d.contact_id = c.id`,
  where: `${listed} and ${hasRecord}`,
  id: 'walked.contact_id',
  sort: 'walked.place',
})

/** Expressions as the indexes have them (migration 0185). */
const walks: Readonly<Record<ContactSort, Walk>> = {
  added: {
    from: 'contacts c left join decisions d on d.contact_id = c.id',
    where: `${listed} and ${hasRecord}`,
    id: 'c.id',
    sort: 'c.id',
  },
  person: byRecord(
    `lower(coalesce(nullif(walked.last_name, '') || coalesce(' ' || nullif(walked.first_name, ''), ''), nullif(walked.first_name, ''), ''))`,
  ),
  company: byRecord(`lower(coalesce(walked.company, ''))`),
  country: byVerdict(`coalesce(detail -> 'countries' ->> 0, '')`, `''`),
  verdict: byVerdict('verdict', `''`),
  basis: byVerdict(`coalesce(basis, '')`, `''`),
  source: byVerdict(`coalesce(detail ->> 'source', '')`, `''`),
  keep: byVerdict('term_on', `'infinity'::date`),
}

/** Ids of the contacts of the list, as `pageOfList` reads them; `today`: a UTC day, as `2026-11-25`. */
export const contactList = (today: string, sort: ContactSort): ListOf<ContactSort, ContactFilter> => ({
  columns: 'c.id',
  from: walks[sort].from,
  where: walks[sort].where,
  id: walks[sort].id,
  idType: 'uuid',
  // A list is asked for in the order that it was made for.
  sorts: Object.fromEntries(Object.keys(walks).map((name) => [name, walks[sort].sort])) as Record<ContactSort, string>,
  filters: {
    verdict: (value) =>
      `case ${value} when 'mailable' then d.verdict in ('ALLOW', 'ALLOW_NOTICE') else d.verdict = ${value} end`,
    basis: (value) => `case ${value} when 'none' then d.basis is null else d.basis = ${value} end`,
    // A declaration of a DPO counts where nothing else is known, as in the figures of Sources.
    source: (value) => `case ${value} when 'none' then not ${hasSource} and not ${isAttested('c.id')}
      when 'proven' then ${isProven} when 'declared' then d.detail ->> 'source' <> '' and not ${isProven}
      else exists (select 1 from sources s where s.contact_id = c.id and s.kind = ${value}) or not ${hasSource} and ${isAttested('c.id', value)} end`,
    country: (value) => `case ${value} when 'none' then coalesce(jsonb_array_length(d.detail -> 'countries'), 0) = 0
      else d.detail -> 'countries' ? ${value} end`,
    system: (value) => `exists (select 1 from remote_records r
      where r.contact_id = c.id and r.gone_at is null and r.connection_id = ${value}::uuid)`,
    clock: (value) => `case ${value} when 'assumed' then d.started_assumed
      when 'expired' then d.term_on <= '${today}'::date else d.clock_state = ${value} end`,
    ids: (value) => `c.id = any(string_to_array(${value}, ',')::uuid[])`,
  },
})

const wholeList = (filters: ContactFilters): ListAsk<ContactSort, ContactFilter> => ({
  filters,
  sort: 'added',
  isDescending: false,
  after: null,
  before: null,
  zone: 'UTC',
})

/** How many contacts are under the filters. `today` is a UTC day. */
export const countContacts = (sql: Sql, filters: ContactFilters, today: string): Promise<number> =>
  Object.keys(filters).every((name) => name in kept)
    ? countKept(sql, filters)
    : countList(sql, contactList(today, 'added'), wholeList(filters))

/** Filters that kept counts answer: their conditions on its rows. */
const kept: Partial<Record<string, (value: string) => string>> = {
  verdict: (value) =>
    `case ${value} when 'mailable' then verdict in ('ALLOW', 'ALLOW_NOTICE') else verdict = ${value} end`,
  basis: (value) => `case ${value} when 'none' then basis is null else basis = ${value} end`,
  country: (value) => `case ${value} when 'none' then countries = '[]' else countries ? ${value} end`,
}

/** The count of a list by what is kept; people without a verdict are those that no verdict counts. */
async function countKept(sql: Sql, filters: ContactFilters): Promise<number> {
  const given = Object.entries(filters)
  if (given.length === 0) return countBase(sql)
  const where = given.map(([name], place) => `(${kept[name]?.(`$${place + 1}::text`)})`).join(' and ')
  const { rows } = await sql.query<{ fits: number; judged: number }>(
    `select coalesce(sum(total) filter (where ${where}), 0)::int as fits, coalesce(sum(total), 0)::int as judged from ${listedPeopleCounts} as listed`,
    given.map(([, value]) => value),
  )
  const { fits, judged } = rows[0] ?? { fits: 0, judged: 0 }
  const hasUnjudged = given.every(([name, value]) => name !== 'verdict' && value === 'none')
  return hasUnjudged ? fits + (await countBase(sql)) - judged : fits
}

/** The same as `live`, from the records' side: the index of live records alone is read. */
async function countBase(sql: Sql): Promise<number> {
  const { rows } = await sql.query<{ count: number }>(
    `select count(*)::int as count from (select distinct contact_id from remote_records where gone_at is null and contact_id is not null) as held
     where not exists (select 1 from contacts c where c.id = held.contact_id and (c.merged_into is not null or c.purged_at is not null)) and ${noShopper.contact('held.contact_id')}`,
  )
  return rows[0]?.count ?? 0
}

/** Everybody under the filters, or the first `most` of them. */
export async function contactIdsOf(
  sql: Sql,
  filters: ContactFilters,
  today: string,
  most = Number.POSITIVE_INFINITY,
): Promise<string[]> {
  const ids: string[] = []
  for await (const rows of rowsOfList<{ id: string }, ContactSort, ContactFilter>(
    sql,
    contactList(today, 'added'),
    wholeList(filters),
    Math.min(20_000, most),
  )) {
    ids.push(...rows.map(({ id }) => id))
    if (ids.length >= most) break
  }
  return ids
}

/** Countries in the base with their counts, most frequent first. */
export async function countriesInBase(sql: Sql): Promise<{ country: string; count: number }[]> {
  const { rows } = await sql.query<{ country: string; count: number }>(
    `select x as country, sum(total)::int as count from ${listedPeopleCounts} as listed, jsonb_array_elements_text(countries) x group by x having sum(total) > 0 order by count desc, x limit 12`,
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

/** Rows of these contacts in the order of `ids`; who has no record any more is left out. */
export async function contactRows(sql: Sql, ids: readonly string[]): Promise<ContactRow[]> {
  const rows = await contactsById(sql, ids)
  const byId = new Map(rows.filter(({ systems }) => systems !== null).map((row) => [row.id, row]))
  return ids.flatMap((id) => byId.get(id) ?? [])
}

/** Contacts that hold an identity, the removed ones included: a hash outlives the record. */
export async function contactsWithHash(sql: Sql, hash: Buffer): Promise<string[]> {
  const { rows } = await sql.query<{ id: string }>(
    `select distinct c.id from record_identities ri join remote_records r on r.id = ri.record_id join contacts c on c.id = r.contact_id where ri.identity_hash = $1 and c.merged_into is null order by c.id`,
    [hash],
  )
  return rows.map((row) => row.id)
}
