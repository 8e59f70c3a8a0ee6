import { numberChannels, type Channel } from '../../domain/app/channel.ts'
import type { Sql } from '../app/database.ts'
import { sharedNumber } from '../app/numbers.ts'
import { isAttested } from '../sql/attested.ts'
import { noShopper } from '../sql/without-shopper.ts'

/** What a read of one system showed, in records of that system. */
export interface Diagnosis {
  records: number
  byObject: { object: string; count: number }[]
  contactableRecords: number
  elsewhere: number
  noSource: number
  past: number
  blind: number
  assumed: number
  role: number
  undecided: number
  unknownTitle: number
}

/**
 * Records of one system on which a suppressed channel is open: docs/reference/promises.md#i3, as the comparison asks
 * it. Only records of people with a suppression anywhere are looked at.
 */
const contactable = `
  stopped as materialized (
    select r.contact_id from suppressions s join record_identities ri on ri.identity_hash = s.identity_hash join remote_records r on r.id = ri.record_id and r.gone_at is null where s.kind = '' and r.contact_id is not null
    union select r.contact_id from suppressions s join record_numbers n on n.number_hash = s.identity_hash join remote_records r on r.id = n.record_id and r.gone_at is null where s.kind = '' and r.contact_id is not null
  ), person as (
    select p.id, p.contact_id, p.object, p.blocks, mate.id as mate_id, ri.identity_hash, i.role, ri.position
    from remote_records p join remote_records mate on mate.contact_id = p.contact_id and mate.gone_at is null
    join record_identities ri on ri.record_id = mate.id join identities i on i.hash = ri.identity_hash
    where p.connection_id = $1 and p.gone_at is null and p.contact_id in (select contact_id from stopped) and ${noShopper.record('p.id')}
  ), due as (
    select person.id, person.contact_id, person.object, s.channel, person.blocks ->> s.channel as block,
      bool_or(person.mate_id = person.id and person.position = 0) over (partition by person.id, s.channel) as own_address
    from person join suppressions s on s.identity_hash = person.identity_hash and s.kind = '' where not person.role or person.mate_id = person.id
    union all
    select p.id, p.contact_id, p.object, s.channel, p.blocks ->> s.channel, false
    from remote_records p join remote_records r on r.contact_id = p.contact_id and r.gone_at is null join record_numbers n on n.record_id = r.id
    join suppressions s on s.identity_hash = n.number_hash and s.kind = '' and s.channel in (${numberChannels.map((channel) => `'${channel}'`).join()})
    where p.connection_id = $1 and p.gone_at is null and p.contact_id in (select contact_id from stopped) and ${noShopper.record('p.id')} and (r.id = p.id or not ${sharedNumber})
  ), contactable as (
    select distinct id, contact_id, object, channel, block from due where block in ('open', 'partial') or (channel = 'email' and block = 'marked' and own_address)
  )`

export async function diagnose(sql: Sql, connectionId: string, today: string): Promise<Diagnosis> {
  const { rows } = await sql.query<Omit<Diagnosis, 'byObject' | 'contactableRecords' | 'elsewhere'>>(
    `with here as materialized (select r.id, r.contact_id from remote_records r where r.connection_id = $1 and r.gone_at is null and ${noShopper.record('r.id')}),
       shared as materialized (select h.id from identities i join record_identities ri on ri.identity_hash = i.hash and ri.position = 0 join here h on h.id = ri.record_id join remote_records r on r.id = h.id where i.role and r.first_name is null and r.last_name is null)
     select count(*)::int as records,
       count(*)::int - (select count(*)::int from here h where h.contact_id in (select s.contact_id from sources s) or ${isAttested('h.contact_id')}) as "noSource",
       count(*) filter (where d.term_on <= $2)::int as past, count(*) filter (where d.clock_state = 'blind')::int as blind, count(*) filter (where d.started_assumed)::int as assumed,
       count(*) filter (where d.rule = 'FR3' or here.id in (select id from shared))::int as role, count(*) filter (where d.contact_id is null)::int as undecided,
       count(*) filter (where d.rule = 'B1f' and d.verdict = 'QUARANTINE')::int as "unknownTitle"
     from here left join decisions d on d.contact_id = here.contact_id`,
    [connectionId, today],
  )
  const { rows: objects } = await sql.query<{ object: string; count: number }>(
    `select object, count(*)::int as count from remote_records r where connection_id = $1 and gone_at is null and ${noShopper.record('r.id')} group by object order by count desc`,
    [connectionId],
  )
  const { rows: open } = await sql.query<{ records: number }>(
    `with ${contactable} select count(distinct id)::int as records from contactable`,
    [connectionId],
  )
  const { rows: other } = await sql.query<{ count: number }>(
    `select count(distinct r.id)::int as count from remote_records r join remote_records o on o.contact_id = r.contact_id and o.connection_id <> r.connection_id and o.gone_at is null
     where r.connection_id = $1 and r.gone_at is null and ${noShopper.record('r.id')} and r.blocks @? '$.* ? (@ != "open" && @ != "hidden")' and exists (select 1 from jsonb_each_text(r.blocks) b where b.value not in ('open', 'hidden') and o.blocks ->> b.key = 'open')`,
    [connectionId],
  )
  const row = rows[0]
  if (row === undefined) throw new Error('The diagnosis is missing')
  return {
    ...row,
    byObject: objects,
    contactableRecords: open[0]?.records ?? 0,
    elsewhere: other[0]?.count ?? 0,
  }
}

/**
 * A write that a grant would cause, for the reader's eye. The address is masked by the caller before it leaves the
 * server.
 */
interface SampleWrite {
  email: string | null
  object: string
  channel: Channel
  now: string
}

/** Random but the same on each visit: ordered by a hash of the row. */
export async function sampleBlocks(
  sql: Sql,
  connectionId: string,
  limit: number,
): Promise<{ rows: SampleWrite[]; total: number }> {
  const { rows } = await sql.query<SampleWrite & { total: number }>(
    `with ${contactable}
     select i.value as email, c.object, c.channel, c.block as now, count(*) over ()::int as total from contactable c
     left join record_identities ri on ri.record_id = c.id and ri.position = 0 left join identities i on i.hash = ri.identity_hash
     order by md5(c.id::text || c.channel), c.id limit $2`,
    [connectionId, limit],
  )
  return { rows: rows.map(({ total: _total, ...row }) => row), total: rows[0]?.total ?? 0 }
}

/** The first address of the few records `drawn`, looked up when they are chosen. */
const ownAddress = `left join record_identities ri on ri.record_id = drawn.id and ri.position = 0 left join identities i on i.hash = ri.identity_hash`

interface SampleTag {
  email: string | null
  object: string
  now: string | null
  after: string
}

/** Records on which "tag" would write a verdict over what stands there now. */
const taggable = `from remote_records r join decisions d on d.contact_id = r.contact_id
       where r.connection_id = $1 and r.gone_at is null and r.tags ->> 'verdict' is distinct from d.verdict`

/** Some of them, the same on each visit: ids of contacts are random, so their order draws. */
export async function sampleTags(sql: Sql, connectionId: string, limit: number): Promise<SampleTag[]> {
  const { rows } = await sql.query<SampleTag>(
    `select i.value as email, drawn.object, drawn.now, drawn.after from (
       select r.id, r.contact_id, r.object, r.tags ->> 'verdict' as now, d.verdict as after ${taggable} order by r.contact_id, r.id limit $2) as drawn
     ${ownAddress} order by drawn.contact_id, drawn.id`,
    [connectionId, limit],
  )
  return rows
}

/** How many there are. */
export async function countTags(sql: Sql, connectionId: string): Promise<number> {
  const { rows } = await sql.query<{ total: number }>(`select count(*)::int as total ${taggable}`, [connectionId])
  return rows[0]?.total ?? 0
}

/**
 * Some records of one system whose source nobody knows, drawn by the random ids of their contacts, the same on each
 * visit: what they show may tell where they came from.
 */
export async function sampleWithoutSource(
  sql: Sql,
  connectionId: string,
  limit: number,
): Promise<{ contactId: string; email: string | null; value: string | null; createdAt: Date; object: string }[]> {
  const { rows } = await sql.query<{
    contactId: string
    email: string | null
    value: string | null
    createdAt: Date
    object: string
  }>(
    `select drawn.contact_id as "contactId", i.value as email, drawn.source_value as value, drawn.created_remote_at as "createdAt", drawn.object from (
       select r.* from remote_records r join decisions d on d.contact_id = r.contact_id
       where r.connection_id = $1 and r.gone_at is null and coalesce(d.detail ->> 'source', '') = '' and d.detail ? 'source' and ${noShopper.record('r.id')} order by d.contact_id, r.id limit $2) as drawn
     ${ownAddress} order by drawn.contact_id, drawn.id`,
    [connectionId, limit],
  )
  return rows
}

/** People of plans that wait or go on, with a record in this system. */
export async function plannedHere(sql: Sql, connectionId: string): Promise<number> {
  const { rows } = await sql.query<{ count: number }>(
    `select count(distinct rr.contact_id)::int as count from removal_records rr join removal_plans p on p.id = rr.plan_id where rr.connection_id = $1 and p.state in ('planned', 'approved', 'held', 'binning')`,
    [connectionId],
  )
  return rows[0]?.count ?? 0
}

/** Objections carried to one Connection by state, for a broker's page. */
export async function sentCounts(
  sql: Sql,
  connectionId: string,
): Promise<{ state: string; proof: number | null; count: number }[]> {
  const { rows } = await sql.query<{ state: string; proof: number | null; count: number }>(
    `select p.state, p.proof, count(*)::int as count from propagations p where p.connection_id = $1 and ${noShopper.objection('p.objection_id')} group by p.state, p.proof order by p.state, p.proof`,
    [connectionId],
  )
  return rows
}
