import type { Sql } from '../app/database.ts'
import { noShopper } from '../sql/without-shopper.ts'
import { tableOf } from '../app/table-of.ts'

/** Somebody who is to be informed and has an address of their own. */
interface NoticeCandidate {
  contactId: string
  hash: Buffer
  countries: string[]
  language: string | null
  source: string
  dueOn: string | null
}

/** A mail that failed or went out is not tried again for so long: a person looks at it meanwhile. */
const restDays = 30

/** Nobody is mailed who said no, asked for a pause, reads a shared mailbox, or was mailed lately. */
const mailable = `not lead.role and lead.value is not null and not exists (select 1 from suppressions s where s.identity_hash = lead.hash and s.channel = 'email' and s.kind = '')
  and not exists (select 1 from holds h where h.contact_id = d.contact_id and h.ended_at is null) and not exists (select 1 from mail_stops m where m.identity_hash = lead.hash)`

const lead = `join lateral (select i.hash, i.value, i.role from remote_records r join connections k on k.id = r.connection_id join record_identities ri on ri.record_id = r.id and ri.position = 0 join identities i on i.hash = ri.identity_hash
  where r.contact_id = d.contact_id and r.gone_at is null and ${noShopper.record('r.id')} order by k.position, r.id limit 1) lead on true`

/** People whose notice is late or falls due before `dueBefore`, in pages by contact id. */
export async function noticeCandidates(
  sql: Sql,
  dueBefore: string,
  after: string | null,
  limit: number,
  now: Date,
): Promise<NoticeCandidate[]> {
  const { rows } = await sql.query<NoticeCandidate>(
    `select d.contact_id as "contactId", lead.hash, array(select jsonb_array_elements_text(d.detail -> 'countries')) as countries, d.detail ->> 'language' as language, d.detail ->> 'source' as source, d.detail ->> 'noticeDueOn' as "dueOn"
     from decisions d join contacts c on c.id = d.contact_id ${lead}
     where c.merged_into is null and c.purged_at is null and d.detail ->> 'noticeState' in ('DUE', 'OVERDUE') and (d.detail ->> 'noticeDueOn')::date < $1 and ($2::uuid is null or d.contact_id > $2) and ${mailable}
       and not exists (select 1 from notice_mails n where n.identity_hash = lead.hash and (n.next_attempt_at is not null or n.created_at > $4::timestamptz - make_interval(days => ${restDays})))
     order by d.contact_id limit $3`,
    [dueBefore, after, limit, now],
  )
  return rows
}

/** Queues mails; an address that has one open gets no second. Gives how many are new. */
export async function insertNoticeMails(
  sql: Sql,
  rows: readonly { id: string; contactId: string; hash: Buffer; language: string; dueOn: string | null }[],
  now: Date,
): Promise<number> {
  const table = tableOf('p', 2, rows, {
    id: ['uuid', (row) => row.id],
    contact_id: ['uuid', (row) => row.contactId],
    hash: ['bytea', (row) => row.hash],
    language: ['text', (row) => row.language],
    due_on: ['date', (row) => row.dueOn],
  })
  const { rowCount } = await sql.query(
    `insert into notice_mails (id, contact_id, identity_hash, language, due_on, created_at, next_attempt_at)
     select id, contact_id, hash, language, due_on, $1, $1 from ${table.from} on conflict do nothing`,
    [now, ...table.values],
  )
  return rowCount ?? 0
}

export interface ClaimedNotice {
  id: string
  contactId: string
  hash: Buffer
  language: string
  attempts: number
  /** Null: nobody knows it in clear any more. */
  address: string | null
  source: string
  /** Still to be informed, and still nobody who must not be mailed. */
  wanted: boolean
}

/**
 * Takes the mail that is due first for this worker alone; null when nothing is due, or `most` were sent since then or
 * are on their way.
 */
export async function claimNotice(
  sql: Sql,
  now: Date,
  leaseMs: number,
  { since, most }: { since: Date; most: number },
): Promise<ClaimedNotice | null> {
  const { rows } = await sql.query<ClaimedNotice>(
    `with taken as (
       update notice_mails set attempts = attempts + 1, claimed_until = clock_timestamp() + make_interval(secs => $2::float8 / 1000)
       where id = (select id from notice_mails where next_attempt_at <= $1 and (claimed_until is null or claimed_until < clock_timestamp()) order by due_on nulls last, id limit 1 for update skip locked)
         and (select count(*) from notice_mails where sent_at > $3 or claimed_until > clock_timestamp()) < $4
       returning id, contact_id, identity_hash, language, attempts
     )
     select t.id, t.contact_id as "contactId", t.identity_hash as hash, t.language, t.attempts, i.value as address, coalesce(d.detail ->> 'source', '') as source,
       (d.detail ->> 'noticeState' in ('DUE', 'OVERDUE') and lead.hash = t.identity_hash and ${mailable}) is true as wanted
     from taken t join identities i on i.hash = t.identity_hash left join decisions d on d.contact_id = t.contact_id left ${lead}`,
    [now, leaseMs, since, most],
  )
  return rows[0] ?? null
}

export async function endNoticeMail(
  sql: Sql,
  id: string,
  end: { sentAt: Date | null; messageId: string | null; failure: string | null },
): Promise<void> {
  await sql.query(
    'update notice_mails set next_attempt_at = null, claimed_until = null, sent_at = $2, message_id = $3, failure = $4 where id = $1',
    [id, end.sentAt, end.messageId, end.failure],
  )
}

export async function postponeNotice(sql: Sql, id: string, nextAttemptAt: Date, failure: string): Promise<void> {
  await sql.query('update notice_mails set next_attempt_at = $2, claimed_until = null, failure = $3 where id = $1', [
    id,
    nextAttemptAt,
    failure,
  ])
}

/** Whether a mail is due now and free to be taken. */
export async function hasDueNotice(sql: Sql, now: Date): Promise<boolean> {
  return (
    ((
      await sql.query(
        'select 1 from notice_mails where next_attempt_at <= $1 and (claimed_until is null or claimed_until < clock_timestamp()) limit 1',
        [now],
      )
    ).rowCount ?? 0) > 0
  )
}

export async function noticesSentSince(sql: Sql, since: Date): Promise<number> {
  return (
    (await sql.query<{ n: number }>('select count(*)::int as n from notice_mails where sent_at > $1', [since])).rows[0]
      ?.n ?? 0
  )
}

export interface NoticeMailFigures {
  waiting: number
  sent: number
  failed: number
  /** The server's words about one of those that failed or wait. */
  failure: string | null
}

/** What waits, and what went out or was refused since then. */
export async function noticeMailFigures(sql: Sql, since: Date): Promise<NoticeMailFigures> {
  const { rows } = await sql.query<NoticeMailFigures>(
    `select count(*) filter (where next_attempt_at is not null)::int as waiting, count(*) filter (where sent_at > $1)::int as sent,
       count(*) filter (where next_attempt_at is null and sent_at is null and failure is not null and created_at > $1)::int as failed, min(failure) filter (where sent_at is null and (next_attempt_at is not null or created_at > $1)) as failure
     from notice_mails`,
    [since],
  )
  return rows[0] ?? { waiting: 0, sent: 0, failed: 0, failure: null }
}

/**
 * Notes that mail to these addresses came back: what was sent there counts as never received
 * (docs/reference/law.md#d-states). Gives the contacts.
 */
export async function noteBouncedNotices(
  sql: Sql,
  hashes: readonly Buffer[],
  on: string,
  reportedBy: string,
  now: Date,
): Promise<void> {
  await sql.query(
    `insert into notices (identity_hash, event, on_day, version, language, channel, message_id, carrier, connection_id, reported_by, created_at)
     select distinct on (n.identity_hash) n.identity_hash, 'bounced', greatest(n.on_day, $2::date), n.version, n.language, n.channel, coalesce(n.message_id, 'notice ' || n.id), n.carrier, n.connection_id, $3, $4
     from notices n where n.identity_hash = any($1) and n.event = 'sent' and n.channel = 'email' order by n.identity_hash, n.on_day desc, n.id desc on conflict do nothing`,
    [hashes, on, reportedBy, now],
  )
}
