import type { NoticeState } from '../../domain/decisions/tables/verdicts.ts'
import { createHash } from 'node:crypto'
import type { Channel } from '../../domain/app/channel.ts'
import type { NoticeFact } from '../../domain/decisions/facts.ts'
import type { ReportedNotice } from '../../domain/notices/notice-carrier.ts'
import type { Sql } from '../app/database.ts'
import { dayInUtc } from '../sql/day-in-utc.ts'
import { livePeopleCounts } from '../sql/kept-counts.ts'
import { noShopper } from '../sql/without-shopper.ts'
import { tableOf } from '../app/table-of.ts'

export interface NoticeVersion {
  number: number
  texts: Readonly<Record<string, string>>
  author: string
  createdAt: Date
}

/** The newest version; null = none was written yet. */
export async function latestNotice(sql: Sql): Promise<NoticeVersion | null> {
  const { rows } = await sql.query<NoticeVersion>(
    'select number, texts, author, created_at as "createdAt" from notice_versions order by number desc limit 1',
  )
  return rows[0] ?? null
}

/** The last versions, the newest first, with the languages each is written in. */
export async function noticeVersions(sql: Sql, limit: number): Promise<{ number: number; languages: string[] }[]> {
  const { rows } = await sql.query<{ number: number; languages: string[] }>(
    'select number, array(select jsonb_object_keys(texts)) as languages from notice_versions order by number desc limit $1',
    [limit],
  )
  return rows
}

/** Tells whether two versions say the same, in whichever order their languages stand. */
export const textsDigest = (texts: Readonly<Record<string, string>>): string =>
  createHash('sha256')
    .update(JSON.stringify(Object.entries(texts).toSorted(([a], [b]) => (a < b ? -1 : 1))))
    .digest('hex')

/** Adds a version unless the newest says the same. Gives its number. */
export async function saveNotice(
  sql: Sql,
  texts: Readonly<Record<string, string>>,
  author: string,
  now: Date,
): Promise<{ number: number; saved: boolean }> {
  const digest = textsDigest(texts)
  await sql.query('lock table notice_versions in share row exclusive mode')
  const { rows } = await sql.query<{ number: number; digest: string }>(
    'select number, digest from notice_versions order by number desc limit 1',
  )
  const last = rows[0]
  if (last?.digest === digest) return { number: last.number, saved: false }
  const number = (last?.number ?? 0) + 1
  await sql.query(
    'insert into notice_versions (number, texts, digest, author, created_at) values ($1, $2, $3, $4, $5)',
    [number, JSON.stringify(texts), digest, author, now],
  )
  return { number, saved: true }
}

export interface NoticeReport {
  hash: Buffer
  event: NoticeFact['event']
  on: string
  version: number | null
  language: string | null
  channel: Channel
  messageId: string | null
  reason: string | null
  reviewOn: string | null
}

/**
 * Stores reports about notices; one with a message id that is there already is left as it is. Gives how many are new.
 */
export async function insertNotices(
  sql: Sql,
  rows: readonly NoticeReport[],
  reportedBy: string,
  now: Date,
): Promise<number> {
  const p = tableOf('p', 3, rows, {
    identity_hash: ['bytea', (row) => row.hash],
    event: ['text', (row) => row.event],
    on_day: ['date', (row) => row.on],
    version: ['int', (row) => row.version],
    language: ['text', (row) => row.language],
    channel: ['text', (row) => row.channel],
    message_id: ['text', (row) => row.messageId],
    reason: ['text', (row) => row.reason],
    review_on: ['date', (row) => row.reviewOn],
  })
  const { rowCount } = await sql.query(
    `insert into notices (${p.names}, reported_by, created_at) select ${p.names}, $1, $2 from ${p.from} on conflict do nothing`,
    [reportedBy, now, ...p.values],
  )
  return rowCount ?? 0
}

export interface CarriedNotice {
  hash: Buffer
  event: 'sent' | 'bounced'
  on: string
  version: number
  language: string
  messageId: string
  /** Name of the mail in its system. */
  carrier: string
}

/** Stores mails of one system that carried the notice; one that is known is left as it is. Gives those that are new. */
export async function insertCarried(
  sql: Sql,
  connectionId: string,
  rows: readonly CarriedNotice[],
  now: Date,
): Promise<Pick<CarriedNotice, 'hash' | 'event' | 'messageId'>[]> {
  if (rows.length === 0) return []
  const p = tableOf('p', 3, rows, {
    identity_hash: ['bytea', (row) => row.hash],
    event: ['text', (row) => row.event],
    on_day: ['date', (row) => row.on],
    version: ['int', (row) => row.version],
    language: ['text', (row) => row.language],
    message_id: ['text', (row) => row.messageId],
    carrier: ['text', (row) => row.carrier],
  })
  const { rows: stored } = await sql.query<Pick<CarriedNotice, 'hash' | 'event' | 'messageId'>>(
    `insert into notices (${p.names}, channel, connection_id, reported_by, created_at)
     select ${p.names}, 'email', $1::uuid, 'connection ' || $1::uuid, $2 from ${p.from}
     on conflict do nothing returning identity_hash as hash, event, message_id as "messageId"`,
    [connectionId, now, ...p.values],
  )
  return stored
}

export interface CarrierFigures {
  connector: string
  carrier: string
  people: number
  lastOn: string
}

/** How many people each mail was seen to go to, and the last day. */
export async function carrierFigures(sql: Sql): Promise<CarrierFigures[]> {
  const { rows } = await sql.query<CarrierFigures>(
    `select k.connector, n.carrier, count(distinct n.identity_hash)::int as people, max(n.on_day)::text as "lastOn" from notices n join connections k on k.id = n.connection_id
     where n.carrier is not null and n.event = 'sent' group by 1, 2 order by 1, 2`,
  )
  return rows
}

/** Notices of contacts, by any address of their own. */
export async function loadNotices(
  sql: Sql,
  contactIds: readonly string[],
): Promise<(ReportedNotice & { contactId: string })[]> {
  const { rows } = await sql.query<ReportedNotice & { contactId: string }>(
    `select distinct r.contact_id as "contactId", n.id, n.event, ${dayInUtc('n.on_day', 'n.created_at')}::text as "on", n.channel, n.language, n.review_on::text as "reviewOn", n.carrier, k.connector from remote_records r join record_identities ri on ri.record_id = r.id join identities i on i.hash = ri.identity_hash
     join notices n on n.identity_hash = ri.identity_hash left join connections k on k.id = n.connection_id where r.contact_id = any($1) and r.gone_at is null and (not i.role or ri.position = 0) order by 4, n.id`,
    [contactIds],
  )
  return rows.map(({ contactId, event, on, channel, language, reviewOn, carrier, connector }) => ({
    contactId,
    event,
    on,
    channel,
    language,
    reviewOn,
    carrier,
    connector,
  }))
}

/** People with a record that is there: the only ones to be informed; the shopper is nobody. */
const informable = `decisions d join contacts c on c.id = d.contact_id and c.merged_into is null and c.purged_at is null
  and exists (select 1 from remote_records r where r.contact_id = d.contact_id and r.gone_at is null and ${noShopper.record('r.id')})`

/** Their own address, as `lead.value`. */
const leadAddress = `left join lateral (select i.value from remote_records r join record_identities ri on ri.record_id = r.id and ri.position = 0 join identities i on i.hash = ri.identity_hash where r.contact_id = d.contact_id and r.gone_at is null and ${noShopper.record('r.id')} order by r.id limit 1) lead on true`

export interface NoticeFigures {
  due: number
  soon: number
  overdue: number
  failed: number
}

/** People by the state of the information duty; `soonBefore`: due before this day counts as soon. */
export async function noticeFigures(sql: Sql, soonBefore: string): Promise<NoticeFigures> {
  const { rows } = await sql.query<NoticeFigures>(
    `select coalesce(sum(total) filter (where notice_state = 'DUE'), 0)::int as due,
       (select count(*)::int from ${informable} where d.detail ->> 'noticeState' = 'DUE' and d.detail ->> 'noticeDueOn' < $1) as soon,
       coalesce(sum(total) filter (where notice_state = 'OVERDUE'), 0)::int as overdue, coalesce(sum(total) filter (where notice_state = 'FAILED'), 0)::int as failed
     from ${livePeopleCounts} as live`,
    [soonBefore],
  )
  return rows[0] ?? { due: 0, soon: 0, overdue: 0, failed: 0 }
}

/**
 * How many notices fall due on each day from `from` on, and how many were due before and are still not sent (as the day
 * before).
 */
export async function dueByDay(sql: Sql, from: string, until: string): Promise<{ day: string; people: number }[]> {
  const { rows } = await sql.query<{ day: string; people: number }>(
    `select d.detail ->> 'noticeDueOn' as day, count(*)::int as people from ${informable}
     where d.detail ->> 'noticeState' = 'DUE' and d.detail ->> 'noticeDueOn' between $1 and $2 group by 1 order by 1`,
    [from, until],
  )
  return rows
}

export interface UninformedPerson {
  contactId: string
  email: string | null
  source: string
  dueOn: string | null
  state: 'OVERDUE' | 'FAILED'
}

/** Who was not informed in time: those who cannot be reached first, then the longest overdue. */
export async function uninformed(sql: Sql, limit: number): Promise<UninformedPerson[]> {
  const { rows } = await sql.query<UninformedPerson>(
    `select d.contact_id as "contactId", lead.value as email, d.detail ->> 'source' as source, d.detail ->> 'noticeDueOn' as "dueOn", d.detail ->> 'noticeState' as state from ${informable}
     ${leadAddress}
     where d.detail ->> 'noticeState' in ('OVERDUE', 'FAILED') order by d.detail ->> 'noticeState', d.detail ->> 'noticeDueOn' nulls last, d.contact_id limit $1`,
    [limit],
  )
  return rows
}

/** How many people were not informed in time, or got their notice back, and since which day the first one waits. */
export async function uninformedFigures(
  sql: Sql,
): Promise<{ overdue: number; failed: number; oldestDueOn: string | null }> {
  const { rows } = await sql.query<{ overdue: number; failed: number; oldestDueOn: string | null }>(
    `select count(*) filter (where d.detail ->> 'noticeState' = 'OVERDUE')::int as overdue, count(*) filter (where d.detail ->> 'noticeState' = 'FAILED')::int as failed,
       min(d.detail ->> 'noticeDueOn') filter (where d.detail ->> 'noticeState' = 'OVERDUE') as "oldestDueOn" from ${informable} where d.detail ->> 'noticeState' in ('OVERDUE', 'FAILED')`,
  )
  return rows[0] ?? { overdue: 0, failed: 0, oldestDueOn: null }
}

/** Somebody whom a message of ours reached before any notice did (docs/reference/law.md#d2). */
export interface EarlyContact {
  contactId: string
  email: string | null
  on: string
  /** The system that shows the message, and what there shows it; null = its record is gone. */
  seenIn: { label: string; connector: string; by: string | null } | null
  /** How the duty stands now; nobody is in here who need not be informed at all. */
  state: NoticeState
}

/**
 * Who was written to before they were informed, the latest first, and how many there are. They are few and have an
 * index, so they are found first.
 */
export async function earlyContacts(sql: Sql, limit: number): Promise<{ total: number; people: EarlyContact[] }> {
  const { rows } = await sql.query<EarlyContact & { total: number }>(
    `select d.contact_id as "contactId", lead.value as email, d.detail ->> 'uninformedContactOn' as "on", d.detail ->> 'noticeState' as state, count(*) over ()::int as total,
       (select jsonb_build_object('label', k.label, 'connector', k.connector, 'by', r.first_contact_by) from remote_records r join connections k on k.id = r.connection_id where r.contact_id = d.contact_id and r.first_contact_on = (d.detail ->> 'uninformedContactOn')::date order by r.gone_at is not null, k.position, r.id limit 1) as "seenIn"
     from ${informable}
     ${leadAddress}
     where d.contact_id = any(array(select contact_id from decisions where detail ->> 'uninformedContactOn' is not null))
     order by d.detail ->> 'uninformedContactOn' desc, d.contact_id limit $1`,
    [limit],
  )
  return { total: rows[0]?.total ?? 0, people: rows.map(({ total: _total, ...row }) => row) }
}
