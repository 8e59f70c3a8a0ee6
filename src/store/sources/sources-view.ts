import { withoutSourceSince } from '../sql/without-source-since.ts'
import type { SourceKind } from '../../domain/sources/tables/source-kinds.ts'
import { attestedRecord } from '../sql/attested.ts'
import type { Sql } from '../app/database.ts'
import { delivered, sourceProof } from '../sql/source-proof.ts'
import { completeLists } from './source-dossiers.ts'
import { noShopper } from '../sql/without-shopper.ts'

interface KindCount {
  kind: SourceKind
  /** Something was seen beside what was mapped (docs/reference/law.md#c). */
  proven: number
  /** Only by a value that somebody mapped, or by a DPO. */
  declared: number
  /** Earliest day, YYYY-MM-DD. */
  oldestOn: string | null
}

export interface SourceOverview {
  people: number
  /** People of whom a source is known and nothing proves any. */
  onlyDeclared: number
  missing: number
  kinds: readonly KindCount[]
  /** People without a source whose thirty days have passed (docs/reference/law.md#c13). */
  overdue: number
}

const live = `live as (select distinct r.contact_id from remote_records r where r.gone_at is null and r.contact_id is not null and ${noShopper.record('r.id')})`
const declared = `declared as (select r.contact_id, a.kind, min(r.created_remote_at) as first from attestations a join remote_records r on ${attestedRecord}
  where a.withdrawn_at is null and r.gone_at is null and ${noShopper.record('r.id')} group by r.contact_id, a.kind)`

/** Each kind of source of each person; `$1`, `$2`: sources whose dossier lacks nothing. */
const known = `known as (
  select s.contact_id, s.kind, bool_or(${sourceProof('$1', '$2')} is not null) as proven, min(s.obtained_on) as first from sources s join live on live.contact_id = s.contact_id group by s.contact_id, s.kind
  union all select d.contact_id, d.kind, false, d.first::date from declared d join live on live.contact_id = d.contact_id
    where not exists (select 1 from sources s where s.contact_id = d.contact_id))`

/**
 * People by the kind of their sources; what a DPO declared counts only where no value is mapped. `searchedBefore`: who
 * is known longer than the search may last.
 */
export async function sourceOverview(sql: Sql, searchedBefore: Date): Promise<SourceOverview> {
  const dossiers = await completeLists(sql)
  const people = `with ${live}, ${declared}, ${delivered(noShopper.record('r.id'))}, ${known}`
  const { rows } = await sql.query<SourceOverview>(
    `${people}, bare as (select live.contact_id, ${withoutSourceSince('c')} as since from live join contacts c on c.id = live.contact_id where not exists (select 1 from known k where k.contact_id = live.contact_id)),
       kinds as (select kind, count(*) filter (where proven)::int as proven, count(*) filter (where not proven)::int as declared, min(first)::text as "oldestOn", count(*) as people from known group by kind)
     select (select count(*) from live)::int as people, (select count(*) from (select contact_id from known group by contact_id having not bool_or(proven)) as unproven)::int as "onlyDeclared",
       count(*)::int as missing, count(*) filter (where since <= $3)::int as overdue,
       (select coalesce(jsonb_agg(to_jsonb(k) - 'people' order by k.people desc, k.kind), '[]') from kinds k) as kinds from bare`,
    [...dossiers, searchedBefore],
  )
  return rows[0] ?? { people: 0, onlyDeclared: 0, missing: 0, overdue: 0, kinds: [] }
}

/** One value that records show and nobody has mapped or declared. */
export interface UnknownValue {
  connectionId: string
  label: string
  /** As the system shows it; empty = no value. */
  value: string
  people: number
  firstYear: number
  lastYear: number
}

/** Values behind the missing sources, those of most people first. */
export async function unknownValues(sql: Sql, limit: number): Promise<UnknownValue[]> {
  const { rows } = await sql.query<UnknownValue>(
    `with ${declared}
     select r.connection_id as "connectionId", k.label, min(btrim(coalesce(r.source_value, ''))) as value, count(distinct r.contact_id)::int as people,
       min(extract(year from r.created_remote_at at time zone 'UTC'))::int as "firstYear", max(extract(year from r.created_remote_at at time zone 'UTC'))::int as "lastYear"
     from remote_records r join connections k on k.id = r.connection_id where r.gone_at is null and r.contact_id is not null and ${noShopper.record('r.id')}
       and not exists (select 1 from sources s where s.contact_id = r.contact_id) and not exists (select 1 from declared d where d.contact_id = r.contact_id)
     group by r.connection_id, k.label, lower(btrim(coalesce(r.source_value, ''))) order by people desc, label, value limit $1`,
    [limit],
  )
  return rows
}

/** Values that records of one system show, with how many people each stands for: what a mapping can be made of. */
export async function seenValues(
  sql: Sql,
  connectionId: string,
  limit: number,
): Promise<{ value: string; people: number }[]> {
  const { rows } = await sql.query<{ value: string; people: number }>(
    `select min(btrim(coalesce(r.source_value, ''))) as value, count(distinct r.contact_id)::int as people from remote_records r
     where r.connection_id = $1 and r.gone_at is null and r.contact_id is not null and ${noShopper.record('r.id')} group by lower(btrim(coalesce(r.source_value, ''))) order by people desc, value limit $2`,
    [connectionId, limit],
  )
  return rows
}

/** The same for a further property of the system; whoever shows none is not in it. */
export async function seenMoreValues(
  sql: Sql,
  connectionId: string,
  property: string,
  limit: number,
): Promise<{ value: string; people: number }[]> {
  const { rows } = await sql.query<{ value: string; people: number }>(
    `select min(btrim(v)) as value, count(distinct r.contact_id)::int as people from remote_records r, jsonb_array_elements_text(r.extras -> 'moreSources' -> $2) as v
     where r.connection_id = $1 and r.gone_at is null and r.contact_id is not null and ${noShopper.record('r.id')} group by lower(btrim(v)) order by people desc, value limit $3`,
    [connectionId, property, limit],
  )
  return rows
}

/** Years in which live records were created, newest first. */
export async function collectedYears(sql: Sql): Promise<number[]> {
  const { rows } = await sql.query<{ year: number }>(
    `select distinct extract(year from r.created_remote_at at time zone 'UTC')::int as year from remote_records r where r.gone_at is null and ${noShopper.record('r.id')} order by year desc`,
  )
  return rows.map((row) => row.year)
}
