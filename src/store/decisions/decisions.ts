import { hash as digest } from 'node:crypto'
import type { RemoteRecord } from '../../connector/records.ts'
import { numberChannels, type Channel } from '../../domain/app/channel.ts'
import type { Decision, Verdict } from '../../domain/decisions/decision.ts'
import type { ClockState } from '../../domain/inactivity/retention.ts'
import type { SourceKind } from '../../domain/sources/tables/source-kinds.ts'
import { uuidList, type Sql } from '../app/database.ts'
import { saidByThem } from '../contacts/former-identities.ts'
import { actedAt } from '../inactivity/tool-acts.ts'
import { noShopper } from '../sql/without-shopper.ts'
import { tableOf } from '../sql/table-of.ts'

/**
 * A live record as a decision needs it, leading Connection first. The mystery shopper gets no verdict, and so no tag,
 * source or plan.
 */
export interface FactRecord {
  id: number
  contactId: string
  connectionId: string
  connector: string
  email: string | null
  firstName: string | null
  lastName: string | null
  jobTitle: string | null
  company: string | null
  country: string | null
  phone: string | null
  mobile: string | null
  sourceValue: string | null
  acts: { kind: string; at: string }[]
  lastActAt: Date | null
  lastActKind: string | null
  createdAt: Date
  relation: 'none' | 'customer' | 'open-deal'
  /** Day on which the relationship of a customer ended; null = none did. */
  relationEndedOn: string | null
  /** When the contact became known to us. */
  firstSeenAt: Date
  /** What the vendor says of mail to the person. */
  extras: Pick<RemoteRecord, 'language' | 'noticedOn' | 'undeliverable' | 'moreSources'>
}

export interface FactSource {
  contactId: string
  recordId: number | null
  kind: SourceKind
  name: string
  obtainedOn: string
  assumed: boolean
  /** A broker is known to stand behind it. */
  brokered: boolean
}

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

/**
 * Live records of these contacts. Their addresses are looked up one by one: joined, the planner reads whole tables for
 * a page of a middling base. The shopper's records are looked for only behind an address of its own, or where there is
 * none.
 */
export async function loadFactRecords(sql: Sql, contactIds: readonly string[]): Promise<FactRecord[]> {
  const { rows } = await sql.query<FactRecord>(
    `select r.id, r.contact_id as "contactId", r.connection_id as "connectionId", c.connector, i.value as email,
       r.first_name as "firstName", r.last_name as "lastName", r.job_title as "jobTitle", r.company, r.country, r.phone, r.mobile, r.source_value as "sourceValue",
       r.acts, r.last_act_at as "lastActAt", r.last_act_kind as "lastActKind", r.created_remote_at as "createdAt", r.relation, r.relation_ended_on::text as "relationEndedOn", (select created_at from contacts k where k.id = r.contact_id) as "firstSeenAt", r.extras
     from remote_records r join connections c on c.id = r.connection_id
     left join lateral (select identity_hash from record_identities own where own.record_id = r.id and own.position = 0 limit 1) ri on true left join lateral (select value from identities own where own.hash = ri.identity_hash limit 1) i on true
     where r.contact_id = any($1) and r.gone_at is null
       and ((ri.identity_hash is not null and not exists (select 1 from shopper_identities shopper where shopper.identity_hash = ri.identity_hash)) or ${noShopper.record('r.id')}) order by r.contact_id, c.position, r.id`,
    [uuidList(contactIds)],
  )
  return rows
}

/** A source as a mapping gives it. */
interface MappedSource extends Omit<FactSource, 'brokered'> {
  connectionId: string
  brokerConnectionId: string | null
}

/**
 * Adds the sources that `stored` lacks; what is known is never changed (docs/reference/law.md#c15), except that a
 * broker becomes known. Gives how many there were. What is stored is left out here: a statement that meets it locks its
 * row, and so writes the base anew each night.
 */
export async function appendSources(
  sql: Sql,
  rows: readonly MappedSource[],
  stored: readonly FactSource[],
  now: Date,
): Promise<number> {
  const known = new Map(stored.map((source) => [sourceKey(source), source]))
  const lacking = rows.filter((row) => {
    const same = known.get(sourceKey(row))
    return same === undefined || (row.brokerConnectionId !== null && !same.brokered)
  })
  if (lacking.length === 0) return 0
  const s = tableOf('s', 2, lacking, {
    contact_id: ['uuid', (row) => row.contactId],
    record_id: ['bigint', (row) => row.recordId],
    connection_id: ['uuid', (row) => row.connectionId],
    kind: ['text', (row) => row.kind],
    name: ['text', (row) => row.name],
    broker_connection_id: ['uuid', (row) => row.brokerConnectionId],
    obtained_on: ['date', (row) => row.obtainedOn],
    assumed: ['bool', (row) => row.assumed],
  })
  await sql.query(
    `insert into sources (${s.names}, created_at) select ${s.names}, $1 from ${s.from}
     on conflict (contact_id, record_id, kind, name) do update set broker_connection_id = excluded.broker_connection_id
       where sources.broker_connection_id is null and excluded.broker_connection_id is not null`,
    [now, ...s.values],
  )
  return lacking.length
}

/** What makes two sources of one contact the same. */
const sourceKey = ({ contactId, recordId, kind, name }: MappedSource | FactSource): string =>
  `${contactId} ${recordId ?? ''} ${kind} ${name}`

export async function loadSources(sql: Sql, contactIds: readonly string[]): Promise<FactSource[]> {
  const { rows } = await sql.query<FactSource>(
    `select contact_id as "contactId", record_id as "recordId", kind, name, obtained_on as "obtainedOn", assumed, broker_connection_id is not null as brokered from sources where contact_id = any($1) order by contact_id, id`,
    [uuidList(contactIds)],
  )
  return rows
}

/** A no that stands for a contact, one row per channel and kind with its earliest date. */
interface StandingNoRow {
  contactId: string
  /** ISO 8601 in UTC. */
  receivedAt: string
  channels: Channel[]
  kinds: string[]
}

/**
 * What stands for people: over their personal addresses, former ones too, over a shared mailbox only when it is a
 * record's own address, and over the numbers of their records (docs/reference/promises.md#matching).
 */
export async function loadStandingObjections(sql: Sql, contactIds: readonly string[]): Promise<StandingNoRow[]> {
  const { rows } = await sql.query<{ contact_id: string; channel: Channel; kind: string; since: Date }>(
    `select contact_id, channel, kind, min(since) as since from (
       select r.contact_id, s.channel, s.kind, s.since from remote_records r join known_identities ri on ri.record_id = r.id
         join identities i on i.hash = ri.identity_hash join suppressions s on s.identity_hash = ri.identity_hash
         where r.contact_id = any($1) and r.gone_at is null and (not i.role or ri.position = 0) and ${saidByThem('s', 'ri')}
       union all select r.contact_id, s.channel, s.kind, s.since from remote_records r join record_numbers n on n.record_id = r.id join suppressions s on s.identity_hash = n.number_hash
         where r.contact_id = any($1) and r.gone_at is null and s.channel = any($2)) as stands group by contact_id, channel, kind order by contact_id, since`,
    [contactIds, numberChannels],
  )
  return rows.map((row) => ({
    contactId: row.contact_id,
    receivedAt: row.since.toISOString(),
    channels: [row.channel],
    kinds: row.kind === '' ? [] : [row.kind],
  }))
}

export interface OwnAct {
  contactId: string
  /** Kind of docs/reference/law.md#g-events. */
  kind: string
  at: Date
}

/**
 * The latest act of each person that we know ourselves: on our own pages a break asked for or a start confirmed, which
 * count like a click (docs/reference/promises.md#links), a questionnaire they answered, a yes to the question before
 * their term once it counts, what they wrote to a mailbox, and what was brought from other tools
 * (docs/reference/law.md#g-events). Future ones are left out. What was done under an address that was merged away was
 * done by the one it lives on in, and what was done under a former one by whoever had it; who said yes stays who was
 * asked.
 */
export async function loadOwnActs(sql: Sql, contactIds: readonly string[], now: Date): Promise<OwnAct[]> {
  const { rows } = await sql.query<OwnAct>(
    `with held as materialized (select distinct r.contact_id, ri.identity_hash, ri.until, r.gone_at is null or r.gone_reason = 'merged' as live from remote_records r join known_identities ri on ri.record_id = r.id where r.contact_id = any($1))
     select distinct on (contact_id) contact_id as "contactId", kind, at from (
       select contact_id, 'act' as kind, created_at as at from holds where contact_id = any($1) and actor = 'the person'
       union all select contact_id, 'act', lifted_at from lifts where contact_id = any($1)
       union all select h.contact_id, 'act', l.lifted_at from held h join lifts l on l.identity_hash = h.identity_hash where h.live and l.lifted_at <= h.until
       union all select h.contact_id, 'form', a.given_at from held h join questionnaire_answers a on a.identity_hash = h.identity_hash where h.live and a.given_at <= h.until
       union all select h.contact_id, 'form', f.confirmed_at from held h join consents k on k.identity_hash = h.identity_hash and k.ask_id is not null join consent_confirmations f on f.consent_id = k.id where h.live and k.given_at <= h.until
       union all select a.contact_id, 'form', f.confirmed_at from repermission_asks a join consents k on k.ask_id = a.id join consent_confirmations f on f.consent_id = k.id where a.contact_id = any($1)
       union all select h.contact_id, 'reply', m.received_at from held h join mailbox_messages m on m.acted_hash = h.identity_hash where m.received_at <= least($2, h.until)
       union all select h.contact_id, t.kind, ${actedAt('t')} from held h join tool_acts t on t.identity_hash = h.identity_hash where h.live and ${actedAt('t')} <= least($2, h.until)) as own order by contact_id, at desc`,
    [contactIds, now],
  )
  return rows
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

/**
 * Writes the decisions that differ; `decided_at` moves only with the verdict or its rule. Gives those whose verdict
 * changed. Every decision hook is to be told of each contact of which some channel's verdict changed.
 */
export async function upsertDecisions(
  sql: Sql,
  rows: readonly DecisionToStore[],
  now: Date,
): Promise<ChangedDecision[]> {
  const changed = await differing(
    sql,
    rows.map((row) => ({ row, hash: hashOf(row) })),
  )
  return changed.length === 0 ? [] : writeDecisions(sql, changed, now)
}

interface Hashed {
  row: DecisionToStore
  /** In hex. */
  hash: string
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
  })
  const { rows: changed } = await sql.query<ChangedDecision>(
    `with before as (select contact_id, verdict, case when exists (select 1 from decision_hooks) then detail -> 'channels' end as channels from decisions where contact_id = any($1)),
     upserted as (
       insert into decisions as d (contact_id, verdict, basis, rule, rules, detail, clock_state, started_at, started_assumed, last_act_at, last_act_kind, term_on, changes_on, decided_at, content_hash)
       select contact_id, verdict, basis, rule, string_to_array(rules, ','), detail, clock_state, started_at, started_assumed, last_act_at, last_act_kind, term_on, changes_on, $2, decode(content_hash, 'hex')
       from ${p.from}
       on conflict (contact_id) do update set verdict = excluded.verdict, basis = excluded.basis, rule = excluded.rule, rules = excluded.rules, detail = excluded.detail,
         clock_state = excluded.clock_state, started_at = excluded.started_at, started_assumed = excluded.started_assumed, last_act_at = excluded.last_act_at,
         last_act_kind = excluded.last_act_kind, term_on = excluded.term_on, changes_on = excluded.changes_on, content_hash = excluded.content_hash,
         decided_at = case when (d.verdict, d.rule) is distinct from (excluded.verdict, excluded.rule) then excluded.decided_at else d.decided_at end
       where d.content_hash is distinct from excluded.content_hash
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
     select contact_id as "contactId", verdict, previous, rule from moved`,
    [hashed.map(({ row }) => row.contactId), now, ...p.values],
  )
  return changed
}

/** Contacts per verdict, for the report and the tiles. */
export async function countVerdicts(sql: Sql): Promise<Record<string, number>> {
  const { rows } = await sql.query<{ verdict: string; n: number }>(
    `select d.verdict, count(*)::int as n from decisions d join contacts c on c.id = d.contact_id where c.merged_into is null and c.purged_at is null group by d.verdict order by d.verdict`,
  )
  return Object.fromEntries(rows.map((row) => [row.verdict, row.n]))
}
