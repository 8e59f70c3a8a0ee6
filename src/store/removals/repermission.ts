import type { AskFacts } from '../../domain/removals/repermission.ts'
import type { RecordRef } from '../../connector/records.ts'
import type { Sql } from '../app/database.ts'
import { keptOnPurpose } from './legal-holds.ts'
import { hasOpenReview } from '../mailbox/reviews.ts'
import { noShopper } from '../sql/without-shopper.ts'
import { tableOf } from '../app/table-of.ts'

/** Somebody whose term is near, with all that is looked at before they are asked. */
export interface AskCandidate extends Omit<AskFacts, 'language'> {
  contactId: string
  /** Hash of the address they would be asked at: the leading record's first one; null = none. */
  hash: Buffer | null
  address: string | null
  /** Language the systems name, ISO 639-1. */
  ownLanguage: string | null
  /** Connections in which a live record of theirs stands. */
  connectionIds: string[]
}

/** The address that would be mailed: that of the leading system's first record. */
const lead = `left join lateral (select i.hash, i.value, i.role from remote_records r join connections k on k.id = r.connection_id join record_identities ri on ri.record_id = r.id and ri.position = 0 join identities i on i.hash = ri.identity_hash
  where r.contact_id = d.contact_id and r.gone_at is null and ${noShopper.record('r.id')} order by k.position, r.id limit 1) lead on true`

const theirIdentity = 'from remote_records r join record_identities ri on ri.record_id = r.id'
/** $1: today. $2: the ask that is looked at again, left out of "asked"; null = none. */
const facts = `d.contact_id as "contactId", lead.hash, lead.value as address, d.detail ->> 'language' as "ownLanguage", d.term_on as "termOn", d.verdict, d.clock_state as "clockState",
  array(select jsonb_array_elements_text(d.detail -> 'countries')) as countries, coalesce(d.detail ->> 'noticeState', '') as "noticeState", coalesce(d.detail ->> 'relation', 'none') as relation,
  exists (select 1 ${theirIdentity} join suppressions s on s.identity_hash = ri.identity_hash where r.contact_id = d.contact_id and r.gone_at is null)
    or exists (select 1 from remote_records r join record_numbers n on n.record_id = r.id join suppressions s on s.identity_hash = n.number_hash where r.contact_id = d.contact_id and r.gone_at is null) as objected,
  ${hasOpenReview('d.contact_id')} as pending, ${keptOnPurpose('d.contact_id', '$1')} as "keptByLaw",
  exists (select 1 from holds h where h.contact_id = d.contact_id and h.ended_at is null) as held,
  exists (select 1 from removal_items i join removal_plans p on p.id = i.plan_id where i.contact_id = d.contact_id and i.state in ('planned', 'held') and p.state in ('planned', 'stopped', 'approved', 'held', 'binning')) as "inPlan",
  exists (select 1 ${theirIdentity} where ri.identity_hash = lead.hash and r.gone_at is null and r.contact_id <> d.contact_id) as maybe,
  lead.value is not null and not lead.role as "ownAddress", exists (select 1 from mail_stops m where m.identity_hash = lead.hash) as undeliverable,
  exists (select 1 from repermission_asks a where (a.contact_id = d.contact_id or a.identity_hash = lead.hash) and a.id is distinct from $2::uuid and (a.term_on = d.term_on or d.last_act_at is null or d.last_act_at <= a.created_at)) as asked,
  array(select distinct r.connection_id from remote_records r where r.contact_id = d.contact_id and r.gone_at is null) as "connectionIds"`

/** People whose term is one of the days from `first` to `last`, in pages by contact id. */
export async function askCandidates(
  sql: Sql,
  days: { today: string; first: string; last: string },
  after: string | null,
  limit: number,
): Promise<AskCandidate[]> {
  const { rows } = await sql.query<AskCandidate>(
    `select ${facts} from decisions d join contacts c on c.id = d.contact_id ${lead}
     where c.merged_into is null and c.purged_at is null and d.term_on between $3 and $4 and ($5::uuid is null or d.contact_id > $5) and ${noShopper.contact('d.contact_id')} order by d.contact_id limit $6`,
    [days.today, null, days.first, days.last, after, limit],
  )
  return rows
}

/** The first of these days on which the term of somebody who may be mailed ends; null = none. */
export async function firstTerm(sql: Sql, first: string, last: string): Promise<string | null> {
  const { rows } = await sql.query<{ day: string | null }>(
    `select min(d.term_on) as day from decisions d join contacts c on c.id = d.contact_id where d.term_on between $1 and $2 and d.verdict = 'ALLOW' and c.merged_into is null and c.purged_at is null`,
    [first, last],
  )
  return rows[0]?.day ?? null
}

/** The same of the person of one ask; null when they are gone. */
export async function askCandidate(
  sql: Sql,
  contactId: string,
  askId: string,
  today: string,
): Promise<AskCandidate | null> {
  return (
    (
      await sql.query<AskCandidate>(
        `select ${facts} from decisions d join contacts c on c.id = d.contact_id ${lead} where c.merged_into is null and c.purged_at is null and d.contact_id = $3`,
        [today, askId, contactId],
      )
    ).rows[0] ?? null
  )
}

export interface NewAsk {
  id: string
  contactId: string
  hash: Buffer
  language: string
  termOn: string
  way: 'mail' | 'field'
  connectionId: string | null
}

/** Queues questions; who has one for this term gets no second. Gives how many are new. */
export async function insertAsks(sql: Sql, rows: readonly NewAsk[], now: Date): Promise<number> {
  const table = tableOf('p', 2, rows, {
    id: ['uuid', (row) => row.id],
    contact_id: ['uuid', (row) => row.contactId],
    hash: ['bytea', (row) => row.hash],
    language: ['text', (row) => row.language],
    term_on: ['date', (row) => row.termOn],
    way: ['text', (row) => row.way],
    connection_id: ['uuid', (row) => row.connectionId],
  })
  const { rowCount } = await sql.query(
    `insert into repermission_asks (id, contact_id, identity_hash, language, term_on, way, connection_id, state, created_at, next_attempt_at)
     select id, contact_id, hash, language, term_on, way, connection_id, 'queued', $1, $1 from ${table.from} on conflict do nothing`,
    [now, ...table.values],
  )
  return rowCount ?? 0
}

export interface ClaimedAsk extends NewAsk {
  attempts: number
}

/**
 * Takes questions that are due for this worker alone, the nearest term first; none when `most` were asked since then or
 * are on their way.
 */
export async function claimAsks(
  sql: Sql,
  now: Date,
  leaseMs: number,
  limit: number,
  { since, most }: { since: Date; most: number },
): Promise<ClaimedAsk[]> {
  const { rows } = await sql.query<ClaimedAsk>(
    `update repermission_asks set attempts = attempts + 1, claimed_until = clock_timestamp() + make_interval(secs => $2::float8 / 1000)
     where id in (select id from repermission_asks where state = 'queued' and next_attempt_at <= $1 and (claimed_until is null or claimed_until < clock_timestamp()) order by term_on, id
       limit greatest(0, least($3::int, $5::int - (select count(*)::int from repermission_asks where asked_at > $4 or (state in ('queued', 'sending') and claimed_until > clock_timestamp())))) for update skip locked)
     returning id, contact_id as "contactId", identity_hash as hash, language, term_on as "termOn", way, connection_id as "connectionId", attempts`,
    [now, leaseMs, limit, since, most],
  )
  return rows
}

/**
 * The last thing before the mail is handed over: from here on it is never sent again. False when another worker has it.
 */
export async function markSending(sql: Sql, id: string, leaseMs: number): Promise<boolean> {
  return (
    (
      await sql.query(
        `update repermission_asks set state = 'sending', claimed_until = clock_timestamp() + make_interval(secs => $2::float8 / 1000) where id = $1 and state = 'queued'`,
        [id, leaseMs],
      )
    ).rowCount === 1
  )
}

/** Mails whose worker died while it handed them over: nobody knows, so they are shown and not repeated. Gives them. */
export async function noteUnclear(sql: Sql): Promise<{ id: string; contactId: string }[]> {
  return (
    await sql.query<{ id: string; contactId: string }>(
      `update repermission_asks set state = 'unclear', claimed_until = null, next_attempt_at = null where state = 'sending' and claimed_until < clock_timestamp() returning id, contact_id as "contactId"`,
    )
  ).rows
}

export async function endAsk(
  sql: Sql,
  id: string,
  end: {
    state: 'asked' | 'unclear' | 'refused'
    askedAt: Date | null
    messageId: string | null
    failure: string | null
  },
): Promise<void> {
  await sql.query(
    `update repermission_asks set state = $2, next_attempt_at = null, claimed_until = null, asked_at = $3, message_id = $4, failure = $5 where id = $1 and state in ('queued', 'sending', 'unclear')`,
    [id, end.state, end.askedAt, end.messageId, end.failure],
  )
}

export async function postponeAsk(sql: Sql, id: string, nextAttemptAt: Date, failure: string): Promise<void> {
  await sql.query(
    `update repermission_asks set state = 'queued', next_attempt_at = $2, claimed_until = null, failure = $3 where id = $1 and state in ('queued', 'sending')`,
    [id, nextAttemptAt, failure],
  )
}

/** Nothing was sent and nothing may be any more: as if it had never been queued. */
export async function dropAsk(sql: Sql, id: string): Promise<void> {
  await sql.query('delete from person_links where ask_id = $1', [id])
  await sql.query(`delete from repermission_asks where id = $1 and state = 'queued'`, [id])
}

/** Whether something is due now and free to be taken, or stuck. */
export async function hasDueAsk(sql: Sql, now: Date): Promise<boolean> {
  return (
    ((
      await sql.query(
        `select 1 from repermission_asks where state in ('queued', 'sending') and (claimed_until < clock_timestamp() or (claimed_until is null and next_attempt_at <= $1)) limit 1`,
        [now],
      )
    ).rowCount ?? 0) > 0
  )
}

export async function asksSince(sql: Sql, since: Date): Promise<number> {
  return (
    (await sql.query<{ n: number }>('select count(*)::int as n from repermission_asks where asked_at > $1', [since]))
      .rows[0]?.n ?? 0
  )
}

/** Live records of somebody at one Connection. */
export async function recordsAt(
  sql: Sql,
  contactId: string,
  connectionId: string,
): Promise<{ id: number; ref: RecordRef }[]> {
  const { rows } = await sql.query<{ id: number; object: string; remote_id: string }>(
    'select id, object, remote_id from remote_records where contact_id = $1 and connection_id = $2 and gone_at is null order by id',
    [contactId, connectionId],
  )
  return rows.map((row) => ({ id: row.id, ref: { object: row.object, id: row.remote_id } }))
}

/**
 * When each of these people was last asked, at an address that they still hold, for their verdict
 * (docs/reference/law.md#g4).
 */
export async function askedOn(sql: Sql, contactIds: readonly string[]): Promise<Map<string, Date>> {
  const { rows } = await sql.query<{ contactId: string; at: Date }>(
    `select r.contact_id as "contactId", max(a.asked_at) as at from remote_records r join record_identities ri on ri.record_id = r.id join repermission_asks a on a.identity_hash = ri.identity_hash and a.state = 'asked'
     where r.contact_id = any($1) and r.gone_at is null group by r.contact_id`,
    [contactIds],
  )
  return new Map(rows.map((row) => [row.contactId, row.at]))
}

/** The question behind a link, as its page needs it. */
export interface OpenAsk {
  id: string
  contactId: string
  hash: Buffer
  language: string
  termOn: string
  way: 'mail' | 'field'
  masked: string
  /** The person's data are gone. */
  purged: boolean
  /** An objection to mail stands for the address. */
  stopped: boolean
  /** They said yes; `counts`: it needs nothing more. */
  yes: { at: Date; counts: boolean } | null
}

/** By the token of the person's link; locked when `lock`, so that two presses are one. */
export async function findAsk(sql: Sql, tokenHash: Buffer, lock: boolean): Promise<OpenAsk | null> {
  if (lock)
    await sql.query(
      'select 1 from repermission_asks a where a.id = (select l.ask_id from person_links l where l.token_hash = $1) for update',
      [tokenHash],
    )
  const { rows } = await sql.query<Omit<OpenAsk, 'yes'> & { givenAt: Date | null; counts: boolean }>(
    `select a.id, a.contact_id as "contactId", a.identity_hash as hash, a.language, a.term_on as "termOn", a.way, l.masked, c.purged_at is not null as purged,
       exists (select 1 from suppressions s where s.identity_hash = a.identity_hash and s.channel = 'email' and s.kind = '') as stopped, k.given_at as "givenAt", f.consent_id is not null as counts
     from person_links l join repermission_asks a on a.id = l.ask_id join contacts c on c.id = a.contact_id left join consents k on k.ask_id = a.id left join consent_confirmations f on f.consent_id = k.id where l.token_hash = $1`,
    [tokenHash],
  )
  const row = rows[0]
  if (row === undefined) return null
  const { givenAt, counts, ...ask } = row
  return { ...ask, yes: givenAt === null ? null : { at: givenAt, counts } }
}

export async function noteYes(sql: Sql, id: string, now: Date): Promise<void> {
  await sql.query('update repermission_asks set answered_at = $2 where id = $1', [id, now])
}
