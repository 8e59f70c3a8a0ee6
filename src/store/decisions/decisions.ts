import { hash as digest } from 'node:crypto'
import type { Decision } from '../../domain/decisions/decision.ts'
import type { Verdict } from '../../domain/decisions/tables/verdicts.ts'
import type { ClockState } from '../../domain/inactivity/clock.ts'
import { uuidList, type Sql } from '../app/database.ts'
import { listedPeopleCounts } from '../sql/kept-counts.ts'
import { noShopper } from '../sql/without-shopper.ts'
import { tableOf } from '../app/table-of.ts'

/** Before every contact's id: none is made of zeros. */
const firstId = '00000000-0000-0000-0000-000000000000'

/**
 * Ids of live contacts after `after`, for walking the base in pages. Both tables are told where to begin: else a page
 * costs as much as all pages before it.
 */
export async function pageOfContacts(sql: Sql, after: string | null, limit: number): Promise<string[]> {
  const { rows } = await sql.query<{ id: string }>(
    `select c.id from contacts c where c.merged_into is null and c.purged_at is null and c.id > $1
       and exists (select 1 from remote_records r where r.contact_id = c.id and r.contact_id > $1 and r.gone_at is null) and ${noShopper.contact('c.id')} order by c.id limit $2`,
    [after ?? firstId, limit],
  )
  return rows.map((row) => row.id)
}

export async function countLiveContacts(sql: Sql): Promise<number> {
  const { rows } = await sql.query<{ n: number }>(
    `select count(distinct r.contact_id)::int as n from remote_records r where r.gone_at is null and r.contact_id is not null and ${noShopper.record('r.id')}`,
  )
  return rows[0]?.n ?? 0
}

export interface DecisionToStore {
  contactId: string
  decision: Decision
  clockState: ClockState
  startedAt: Date
  startedAssumed: boolean
  lastActAt: Date | null
  lastActKind: string | null
  termOn: string
  detail: Record<string, unknown>
}

interface ChangedDecision {
  contactId: string
  verdict: Verdict
  previous: Verdict | null
  rule: string
}

/** Which version of each contact's decision stands; contacts without one are left out. */
export async function decisionVersions(sql: Sql, contactIds: readonly string[]): Promise<DecisionVersions> {
  const { rows } = await sql.query<{ id: string; version: number }>(
    'select contact_id as id, version from decisions where contact_id = any($1)',
    [uuidList(contactIds)],
  )
  return new Map(rows.map((row) => [row.id, row.version]))
}

type DecisionVersions = ReadonlyMap<string, number>

/** How decisions are written: `touch` = also those that stand just so, so that whoever read before must read again. */
interface Writing {
  versions: DecisionVersions
  touch: boolean
}

/**
 * Writes the decisions that differ; `decided_at` moves only with the verdict or its rule. Gives those whose verdict
 * changed, and the contacts whose decision is no more the version read before their facts: nothing was written of them,
 * they are to be decided again. Every decision hook is to be told of each contact of which some channel's verdict
 * changed.
 */
export async function upsertDecisions(
  sql: Sql,
  rows: readonly DecisionToStore[],
  { versions, touch }: Writing,
  now: Date,
): Promise<{ changed: ChangedDecision[]; overtaken: string[] }> {
  const hashed = rows
    .map((row) => ({ row, hash: hashOf(row), version: (versions.get(row.contactId) ?? 0) + 1 }))
    // One order for every transaction.
    .toSorted((a, b) => (a.row.contactId < b.row.contactId ? -1 : 1))
  const wanted = touch ? hashed : await differing(sql, hashed)
  if (wanted.length === 0) return { changed: [], overtaken: [] }
  const written = new Map((await writeDecisions(sql, wanted, now)).map((row) => [row.contactId, row]))
  return {
    changed: [...written.values()].filter((row) => row.verdict !== row.previous),
    overtaken: wanted.map(({ row }) => row.contactId).filter((id) => !written.has(id)),
  }
}

interface Hashed {
  row: DecisionToStore
  /** In hex. */
  hash: string
  /** The one that it becomes. */
  version: number
}

/** Over what is stored and nothing else: what only the day moves must not write the base anew each night. */
function hashOf({ decision, contactId: _contactId, ...rest }: DecisionToStore): string {
  return digest(
    'sha1',
    JSON.stringify([decision.verdict, decision.basis, decision.rule, decision.rules, decision.changesOn, rest]),
  )
}

const bytesList = (hashed: readonly Hashed[]): string => `{${hashed.map(({ hash }) => `"\\\\x${hash}"`).join(',')}}`

/** Those that are not stored just so. */
async function differing(sql: Sql, rows: readonly Hashed[]): Promise<Hashed[]> {
  if (rows.length === 0) return []
  const { rows: found } = await sql.query<{ id: string }>(
    'select p.id from unnest($1::uuid[], $2::bytea[]) as p (id, hash) left join decisions d on d.contact_id = p.id where d.content_hash is distinct from p.hash',
    [uuidList(rows.map(({ row }) => row.contactId)), bytesList(rows)],
  )
  const differ = new Set(found.map(({ id }) => id))
  return rows.filter(({ row }) => differ.has(row.contactId))
}

/**
 * Gives what was written: each of them whose version before still stands. Of somebody who was purged or merged away
 * since none does.
 */
async function writeDecisions(sql: Sql, hashed: readonly Hashed[], now: Date): Promise<ChangedDecision[]> {
  const p = tableOf('p', 3, hashed, {
    contact_id: ['uuid', ({ row }) => row.contactId],
    verdict: ['text', ({ row }) => row.decision.verdict],
    basis: ['text', ({ row }) => row.decision.basis],
    rule: ['text', ({ row }) => row.decision.rule],
    rules: ['text', ({ row }) => row.decision.rules.join(',')],
    detail: ['jsonb', ({ row }) => JSON.stringify(row.detail)],
    clock_state: ['text', ({ row }) => row.clockState],
    started_at: ['timestamptz', ({ row }) => row.startedAt],
    started_assumed: ['bool', ({ row }) => row.startedAssumed],
    last_act_at: ['timestamptz', ({ row }) => row.lastActAt],
    last_act_kind: ['text', ({ row }) => row.lastActKind],
    term_on: ['date', ({ row }) => row.termOn],
    changes_on: ['date', ({ row }) => row.decision.changesOn],
    content_hash: ['text', ({ hash }) => hash],
    version: ['int', ({ version }) => version],
  })
  const { rows } = await sql.query<ChangedDecision>(
    `with before as (select contact_id, verdict, case when exists (select 1 from decision_hooks) then detail -> 'channels' end as channels from decisions where contact_id = any($1)),
     upserted as (
       insert into decisions as d (contact_id, verdict, basis, rule, rules, detail, clock_state, started_at, started_assumed, last_act_at, last_act_kind, term_on, changes_on, decided_at, content_hash, version)
       select contact_id, verdict, basis, rule, string_to_array(rules, ','), detail, clock_state, started_at, started_assumed, last_act_at, last_act_kind, term_on, changes_on, $2, decode(content_hash, 'hex'), version
       from ${p.from} where version = 1 or exists (select 1 from decisions stood where stood.contact_id = p.contact_id)
       on conflict (contact_id) do update set verdict = excluded.verdict, basis = excluded.basis, rule = excluded.rule, rules = excluded.rules, detail = excluded.detail,
         clock_state = excluded.clock_state, started_at = excluded.started_at, started_assumed = excluded.started_assumed, last_act_at = excluded.last_act_at,
         last_act_kind = excluded.last_act_kind, term_on = excluded.term_on, changes_on = excluded.changes_on, content_hash = excluded.content_hash, version = excluded.version,
         decided_at = case when (d.verdict, d.rule) is distinct from (excluded.verdict, excluded.rule) then excluded.decided_at else d.decided_at end
       where d.version = excluded.version - 1
       returning contact_id, verdict, rule, case when exists (select 1 from decision_hooks) then detail -> 'channels' end as channels
     ), moved as (
       select u.contact_id, u.verdict, b.verdict as previous, u.rule from upserted u left join before b on b.contact_id = u.contact_id where b.verdict is distinct from u.verdict
     ), journal as (
       insert into decision_journal (contact_id, verdict, previous, rule, at) select contact_id, verdict, previous, rule, $2 from moved
     ), told as (
       select u.contact_id, jsonb_object_agg(c.channel, jsonb_build_object('from', c.was, 'to', c.becomes, 'rule', c.rule)) as channels
       from upserted u left join before b on b.contact_id = u.contact_id, lateral (
         select 'email' as channel, b.verdict as was, u.verdict as becomes, u.rule
         union all select key, b.channels -> key ->> 'verdict', value ->> 'verdict', value ->> 'rule' from jsonb_each(u.channels)
       ) c where exists (select 1 from decision_hooks) and c.was is distinct from c.becomes group by u.contact_id
     ), to_tell as (
       insert into decision_changes (hook_id, contact_id, at, channels) select h.id, t.contact_id, $2, t.channels from told t cross join decision_hooks h
     )
     select u.contact_id as "contactId", u.verdict, b.verdict as previous, u.rule from upserted u left join before b on b.contact_id = u.contact_id`,
    [hashed.map(({ row }) => row.contactId), now, ...p.values],
  )
  return rows
}

/** Contacts of the list per verdict, for the report and the tiles: who is gone from every system is not in it. */
export async function countVerdicts(sql: Sql): Promise<Record<string, number>> {
  const { rows } = await sql.query<{ verdict: string; n: number }>(
    `select verdict, sum(total)::int as n from ${listedPeopleCounts} as listed group by verdict having sum(total) > 0 order by verdict`,
  )
  return Object.fromEntries(rows.map((row) => [row.verdict, row.n]))
}
