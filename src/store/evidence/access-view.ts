import { withoutSourceSince } from '../sql/without-source-since.ts'
import { fieldEndOf } from '../sql/field-end.ts'
import { mayBeOf } from '../sql/may-be-of.ts'
import { notMistaken } from '../sql/not-mistaken.ts'
import { isObjectionOf } from '../sql/objections-of.ts'
import { objectedFacts } from '../sql/objected-to-everything.ts'
import type { Channel } from '../../domain/app/channel.ts'
import type { OfCarrier } from '../../domain/notices/notice-carrier.ts'
import type { Sql } from '../app/database.ts'

/**
 * Keyed hashes of what identifies these contacts and nobody else: own addresses of today, and numbers of their records.
 * Shared mailboxes are not theirs alone, and a former address may be another's since, or was a mistake.
 */
export async function ownHashes(sql: Sql, contactIds: readonly string[]): Promise<Buffer[]> {
  const { rows } = await sql.query<{ hash: Buffer }>(
    `select distinct ri.identity_hash as hash from remote_records r join record_identities ri on ri.record_id = r.id join identities i on i.hash = ri.identity_hash where r.contact_id = any($1) and not i.role
     union select n.number_hash from remote_records r join record_numbers n on n.record_id = r.id and not n.guessed where r.contact_id = any($1)`,
    [contactIds],
  )
  return rows.map((row) => row.hash)
}

/** Who really received what of this person, and when (docs/reference/law.md#h3; CJ4: the actual recipients). */
interface Disclosure {
  recipient: string
  connectionId: string | null
  /**
   * `holds`: keeps a record; `created`: we made the person known there; `told-no`: was told of the objection; `asked`:
   * was told a verdict; `looked-up`: got the hash of an address, to say what it knows of the person.
   */
  what: 'holds' | 'created' | 'told-no' | 'asked' | 'looked-up'
  firstAt: Date
  lastAt: Date
  /** Records, objections, answers, or addresses. */
  count: number
  /** The system no longer holds the record. */
  ended: boolean
}

export async function disclosuresTo(
  sql: Sql,
  contactIds: readonly string[],
  hashes: readonly Buffer[],
): Promise<Disclosure[]> {
  const { rows } = await sql.query<Disclosure>(
    `with theirs as (select o.id from objections o where ${isObjectionOf('o.id', '$1', '$2')})
     select k.label as recipient, k.id as "connectionId", 'holds' as what, min(r.created_remote_at) as "firstAt", max(coalesce(r.gone_at, r.seen_at)) as "lastAt", count(*)::int as count, bool_and(r.gone_at is not null) as ended
       from remote_records r join connections k on k.id = r.connection_id where r.contact_id = any($1) group by k.id
     union all select k.label, k.id, 'created', min(n.done_at), max(n.done_at), count(*)::int, false from contact_creations n join questionnaire_answers a on a.id = n.answer_id join connections k on k.id = n.connection_id
       where n.state = 'done' and (a.contact_id = any($1) or a.identity_hash = any($2)) and ${mayBeOf('a', 'any($1)')} group by k.id
     union all select k.label, k.id, 'told-no', min(p.told_at), max(p.told_at), count(*)::int, false from propagations p join theirs on theirs.id = p.objection_id join connections k on k.id = p.connection_id
       where p.told_at is not null and p.state <> 'absent' group by k.id
     union all select k.label, k.id, 'looked-up', min(a.since), max(a.asked_at), count(*)::int, false from vendor_answers a join connections k on k.id = a.connection_id where a.identity_hash = any($2) group by k.id
     union all select j.asked_by, null, 'asked', min(j.at), max(j.at), count(*)::int, false from decision_journal j where j.contact_id = any($1) and j.asked_by is not null group by j.asked_by
     order by "firstAt", recipient, what`,
    [contactIds, hashes],
  )
  return rows
}

interface HeldObjection {
  number: string
  channels: Channel[]
  kinds: string[]
  door: string
  /** The system in which it was said, by its label; null = not in a connected one. */
  origin: string | null
  receivedAt: Date
  /** It stood in a system that gives no date: it was made by then at the latest. */
  notLaterThan: boolean
  recordedAt: Date
  reason: string
  /** It was entered for them by mistake; null = no. */
  corrected: { at: string; by: string; reason: string } | null
  /** None of one that was another person's: their letter is not this person's. */
  evidence: { name: string; digest: string }[]
}

export async function objectionsHeld(
  sql: Sql,
  contactIds: readonly string[],
  hashes: readonly Buffer[],
): Promise<HeldObjection[]> {
  const { rows } = await sql.query<HeldObjection>(
    `select o.number, o.channels, o.kinds, o.door, (select k.label from connections k where k.id = o.origin_connection_id) as origin, o.received_at as "receivedAt", o.evidence ? 'notLaterThan' as "notLaterThan", o.recorded_at as "recordedAt", o.reason, (select jsonb_build_object('at', k.corrected_at, 'by', k.corrected_by, 'reason', k.reason) from objection_corrections k where k.objection_id = o.id) as corrected,
       coalesce((select jsonb_agg(jsonb_build_object('name', e.name, 'digest', encode(e.digest, 'hex')) order by e.created_at) from evidence_files e where (e.objection_id = o.id and ${notMistaken('o.id')}) or e.objection_id in (select k.objection_id from objection_corrections k where k.right_objection_id = o.id)), '[]') as evidence
     from objections o where ${isObjectionOf('o.id', '$1', '$2')} order by o.received_at, o.number`,
    [contactIds, hashes],
  )
  return rows
}

/** What stands for ever: the keyed hash of an address or number, and since when which channel is stopped. */
export async function suppressionsHeld(
  sql: Sql,
  hashes: readonly Buffer[],
): Promise<{ channel: Channel; kind: string | null; since: Date }[]> {
  const { rows } = await sql.query<{ channel: Channel; kind: string | null; since: Date }>(
    `select channel, nullif(kind, '') as kind, min(since) as since from suppressions where identity_hash = any($1) group by channel, kind order by channel, kind`,
    [hashes],
  )
  return rows
}

interface HeldConsent {
  channels: Channel[]
  purposes: string[]
  controller: string
  text: string
  act: string
  form: string
  version: number
  evidence: string
  givenAt: Date
  confirmedAt: Date | null
  withdrawnAt: Date | null
}

/**
 * Consents over these addresses and numbers, and those that one of us heard from them, at a shared mailbox too: none
 * that was heard from somebody else there.
 */
export async function consentsHeld(
  sql: Sql,
  contactIds: readonly string[],
  hashes: readonly Buffer[],
): Promise<HeldConsent[]> {
  const { rows } = await sql.query<HeldConsent>(
    `select c.channels, c.purposes, c.controller, c.text, c.act, coalesce(q.slug, case when c.recorded_by is null then 'repermission' else c.act end) as form, coalesce(v.number, 1) as version, encode(e.digest, 'hex') as evidence, c.given_at as "givenAt", f.confirmed_at as "confirmedAt", least((select min(w.withdrawn_at) from consent_withdrawals w where w.consent_id = c.id and ${notMistaken('w.objection_id')}), ${fieldEndOf('c')}) as "withdrawnAt"
     from consents c left join questionnaire_versions v on v.id = c.version_id left join questionnaires q on q.id = v.questionnaire_id join evidence_files e on e.id = c.evidence_id left join consent_confirmations f on f.consent_id = c.id
     where (c.identity_hash = any($1) or c.number_hash = any($1) or c.contact_id = any($2::uuid[])) and ${mayBeOf('c', 'any($2::uuid[])')} order by c.given_at, c.text`,
    [hashes, contactIds],
  )
  return rows
}

interface HeldNotice {
  event: string
  on: string
  channel: string
  language: string | null
  version: number | null
}

export async function noticesHeld(sql: Sql, hashes: readonly Buffer[]): Promise<(HeldNotice & OfCarrier)[]> {
  const { rows } = await sql.query<HeldNotice & OfCarrier>(
    `select n.event, n.on_day::text as "on", n.channel, n.language, n.version, n.carrier, k.connector from notices n left join connections k on k.id = n.connection_id where n.identity_hash = any($1) order by n.on_day, n.id`,
    [hashes],
  )
  return rows
}

/** Messages of theirs that are kept, still to be erased (docs/reference/promises.md#kept). */
export async function messagesHeld(
  sql: Sql,
  contactIds: readonly string[],
  hashes: readonly Buffer[],
): Promise<{ receivedAt: Date; keptUntil: Date | null }[]> {
  const { rows } = await sql.query<{ receivedAt: Date; keptUntil: Date | null }>(
    `select m.received_at as "receivedAt", case when m.sealed is not null then m.keep_until end as "keptUntil" from mailbox_messages m join objections o on o.id = m.objection_id
     where ${isObjectionOf('o.id', '$1', '$2')} order by m.received_at`,
    [contactIds, hashes],
  )
  return rows
}

/** What they asked for before, and what was decided: kept of them as well. */
interface HeldRequest {
  kind: 'access' | 'erasure'
  number: string
  receivedOn: string
  /** What stayed of an erasure, in the words of who decided; '' = nothing. */
  kept: string
  takenBackAt: Date | null
  answeredAt: Date | null
}

export async function requestsHeld(
  sql: Sql,
  contactIds: readonly string[],
  hashes: readonly Buffer[],
): Promise<HeldRequest[]> {
  const { rows } = await sql.query<HeldRequest>(
    `select 'access' as kind, a.number, a.received_on::text as "receivedOn", '' as kept, null::timestamptz as "takenBackAt", a.answered_at as "answeredAt" from access_requests a where a.contact_id = any($1) or (a.contact_id is null and exists (select 1 from access_identities s where s.request_id = a.id and s.identity_hash = any($2)))
     union all select 'erasure', e.number, e.received_on::text, e.kept, e.taken_back_at, e.answered_at from erasure_requests e
       where (e.contact_id = any($1) or e.objection_id in (select oi.objection_id from objection_identities oi where oi.identity_hash = any($2) and not oi.taken))
         and (e.objection_id is null or ${notMistaken('e.objection_id')})
     order by 3, 2`,
    [contactIds, hashes],
  )
  return rows
}

/** What decides by which plan a contact would go, beside its term. Null: nothing is decided of it. */
export async function endFactsOf(
  sql: Sql,
  contactId: string,
): Promise<{
  isStopped: boolean
  isCarried: boolean
  carriedAt: Date | null
  noSourceSince: Date | null
  lastActOn: string | null
} | null> {
  const { rows } = await sql.query<NonNullable<Awaited<ReturnType<typeof endFactsOf>>>>(
    `select ${objectedFacts('d.contact_id')}, case when coalesce(d.detail ->> 'source', '') = '' then ${withoutSourceSince('c')} end as "noSourceSince", (d.last_act_at at time zone 'UTC')::date::text as "lastActOn"
     from decisions d join contacts c on c.id = d.contact_id where d.contact_id = $1`,
    [contactId],
  )
  return rows[0] ?? null
}
