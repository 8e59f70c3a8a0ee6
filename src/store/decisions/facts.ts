import type { RemoteRecord } from '../../connector/records.ts'
import type { StoredConsent } from '../contacts/record-columns.ts'
import { numberChannels, type Channel } from '../../domain/app/channel.ts'
import type { SourceProof } from '../../domain/sources/source.ts'
import type { SourceKind } from '../../domain/sources/tables/source-kinds.ts'
import { uuidList, type Sql } from '../app/database.ts'
import { saidByThem } from '../contacts/former-identities.ts'
import { encounterActs } from '../inactivity/encounters.ts'
import { actedAt } from '../inactivity/tool-acts.ts'
import { isOver } from '../contacts/record-columns.ts'
import { dayInUtc } from '../sql/day-in-utc.ts'
import { mayBeOf } from '../sql/may-be-of.ts'
import { noShopper } from '../sql/without-shopper.ts'
import { tableOf } from '../app/table-of.ts'

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
  /** The system says that it is over, and nobody saw or told when. */
  isEndUnknown: boolean
  /** Day of the first message or call of ours that any of its records ever showed, YYYY-MM-DD; null = none was seen. */
  firstContactOn: string | null
  /** When the contact became known to us. */
  firstSeenAt: Date
  /** What the vendor says of mail to the person, and of the company. */
  extras: Pick<
    RemoteRecord,
    'language' | 'noticedOn' | 'undeliverable' | 'moreSources' | 'ofCompany' | 'facts' | 'sales'
  > & { consents?: readonly StoredConsent[] }
}

export interface FactSource {
  contactId: string
  /** The Connection whose record shows it; null = none does any more. */
  connectionId: string | null
  recordId: number | null
  kind: SourceKind
  name: string
  obtainedOn: string
  assumed: boolean
  /** A broker is known to stand behind it. */
  brokered: boolean
  /** What was seen of it in the person's own data; null = only a value that somebody mapped. */
  proof: Extract<SourceProof, 'answer' | 'form' | 'campaign' | 'attestation'> | null
  /** Whether its people were informed, as whoever added it says; null = nobody said. */
  noticeShown: boolean | null
}

/**
 * SQL of the last day on which another record of the person of `r`, that is gone from its system, showed a customer or
 * that they were one: who deleted it did not end the term with it (docs/reference/law.md#g2).
 */
const endedElsewhere = `(select max(case when g.relation = 'customer' then (g.gone_at at time zone 'UTC')::date else g.relation_ended_on end) from remote_records g
  where g.contact_id = r.contact_id and g.gone_at is not null and g.gone_reason is distinct from 'merged')`

/**
 * Live records of these contacts. Their addresses are looked up one by one: joined, the planner reads whole tables for
 * a page of a middling base. The shopper's records are looked for only behind an address of its own, or where there is
 * none.
 */
export async function loadFactRecords(sql: Sql, contactIds: readonly string[]): Promise<FactRecord[]> {
  const { rows } = await sql.query<FactRecord>(
    `select r.id, r.contact_id as "contactId", r.connection_id as "connectionId", c.connector, i.value as email,
       r.first_name as "firstName", r.last_name as "lastName", r.job_title as "jobTitle", r.company, r.country, r.phone, r.mobile, r.source_value as "sourceValue",
       r.acts, r.last_act_at as "lastActAt", r.last_act_kind as "lastActKind", r.created_remote_at as "createdAt", r.relation, greatest(r.relation_ended_on, ${endedElsewhere})::text as "relationEndedOn", r.relation <> 'customer' and r.relation_ended_on is null and ${isOver('r')} as "isEndUnknown", (select min(g.first_contact_on) from remote_records g where g.contact_id = r.contact_id)::text as "firstContactOn", (select created_at from contacts k where k.id = r.contact_id) as "firstSeenAt", r.extras
     from remote_records r join connections c on c.id = r.connection_id
     left join lateral (select identity_hash from record_identities own where own.record_id = r.id and own.position = 0 limit 1) ri on true left join lateral (select value from identities own where own.hash = ri.identity_hash limit 1) i on true
     where r.contact_id = any($1) and r.gone_at is null
       and ((ri.identity_hash is not null and not exists (select 1 from shopper_identities shopper where shopper.identity_hash = ri.identity_hash)) or ${noShopper.record('r.id')}) order by r.contact_id, c.position, r.id`,
    [uuidList(contactIds)],
  )
  return rows
}

/** A source as a mapping gives it. */
interface MappedSource extends Omit<FactSource, 'brokered' | 'noticeShown'> {
  connectionId: string
  brokerConnectionId: string | null
}

/**
 * Adds the sources that `stored` lacks; what is known is never changed (docs/reference/law.md#c15), except that a
 * broker or a proof becomes known. Gives how many there were. What is stored is left out here: a statement that meets
 * it locks its row, and so writes the base anew each night.
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
    return (
      same === undefined ||
      (row.brokerConnectionId !== null && !same.brokered) ||
      (row.proof !== null && same.proof === null)
    )
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
    proof: ['text', (row) => row.proof],
  })
  await sql.query(
    `insert into sources (${s.names}, created_at) select ${s.names}, $1 from ${s.from}
     on conflict (contact_id, record_id, kind, name) do update
       set broker_connection_id = coalesce(sources.broker_connection_id, excluded.broker_connection_id), proof = coalesce(sources.proof, excluded.proof)
       where (sources.broker_connection_id is null and excluded.broker_connection_id is not null) or (sources.proof is null and excluded.proof is not null)`,
    [now, ...s.values],
  )
  return lacking.length
}

/** What makes two sources of one contact the same. */
const sourceKey = ({ contactId, recordId, kind, name }: MappedSource | FactSource): string =>
  `${contactId} ${recordId ?? ''} ${kind} ${name}`

export async function loadSources(sql: Sql, contactIds: readonly string[]): Promise<FactSource[]> {
  const { rows } = await sql.query<FactSource>(
    `select contact_id as "contactId", record_id as "recordId", connection_id as "connectionId", kind, name, ${dayInUtc('obtained_on', 'created_at')} as "obtainedOn", assumed, broker_connection_id is not null as brokered, proof, notice_shown as "noticeShown" from sources where contact_id = any($1) order by contact_id, id`,
    [uuidList(contactIds)],
  )
  return rows
}

/** An objection that stands for a contact, one row per channel and kind with its earliest date. */
interface StandingObjectionRow {
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
export async function loadStandingObjections(sql: Sql, contactIds: readonly string[]): Promise<StandingObjectionRow[]> {
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
 * their term once it counts, what they wrote to a mailbox, calls and meetings beside their records, what was brought
 * from other tools (docs/reference/law.md#g-events), and what a record showed that is gone from its system since.
 * Future ones are left out. What was done under an address that was merged away was done by the one it lives on in, and
 * what was done under a former one by whoever had it; who said yes stays who was asked.
 */
export async function loadOwnActs(sql: Sql, contactIds: readonly string[], now: Date): Promise<OwnAct[]> {
  const { rows } = await sql.query<OwnAct>(
    `with held as materialized (select distinct r.contact_id, ri.identity_hash, ri.until, r.gone_at is null or r.gone_reason = 'merged' as live from remote_records r join known_identities ri on ri.record_id = r.id where r.contact_id = any($1))
     select distinct on (contact_id) contact_id as "contactId", kind, at from (
       select contact_id, 'act' as kind, created_at as at from holds where contact_id = any($1) and actor = 'the person'
       union all select contact_id, 'act', lifted_at from lifts where contact_id = any($1)
       union all select h.contact_id, 'act', l.lifted_at from held h join lifts l on l.identity_hash = h.identity_hash where h.live and l.lifted_at <= h.until
       union all select h.contact_id, 'form', a.given_at from held h join questionnaire_answers a on a.identity_hash = h.identity_hash where h.live and a.given_at <= h.until and (not a.named or ${mayBeOf('a', 'h.contact_id')})
       union all select h.contact_id, 'form', f.confirmed_at from held h join consents k on k.identity_hash = h.identity_hash and k.ask_id is not null join consent_confirmations f on f.consent_id = k.id where h.live and k.given_at <= h.until
       union all select a.contact_id, 'form', f.confirmed_at from repermission_asks a join consents k on k.ask_id = a.id join consent_confirmations f on f.consent_id = k.id where a.contact_id = any($1)
       union all select h.contact_id, 'form', k.given_at from held h join consents k on k.identity_hash = h.identity_hash and k.recorded_by is not null and ${mayBeOf('k', 'h.contact_id')} where h.live and k.given_at <= least($2, h.until)
       union all select h.contact_id, 'reply', m.received_at from held h join mailbox_messages m on m.acted_hash = h.identity_hash where m.received_at <= least($2, h.until)
       union all select h.contact_id, t.kind, ${actedAt('t')} from held h join tool_acts t on t.identity_hash = h.identity_hash where h.live and ${actedAt('t')} <= least($2, h.until)
       union all select contact_id, coalesce(last_act_kind, 'act'), last_act_at from remote_records where contact_id = any($1) and gone_at is not null and last_act_at <= $2
       union all ${encounterActs}) as own order by contact_id, at desc`,
    [contactIds, now],
  )
  return rows
}
