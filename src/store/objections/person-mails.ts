import type { Scope } from '../../domain/app/kind.ts'
import type { Sql } from '../app/database.ts'

/** What the button of a mail starts again, and the objections to kinds that stay and are recorded first. */
interface Wanted {
  free: Scope[]
  keep: Scope[]
}

export interface PersonMail {
  id: string
  /** `consent`: says what was agreed to; with a button where it counts only after it. */
  kind: 'opt-in' | 'not-me' | 'consent'
  contactId: string
  identityHash: Buffer
  language: string
  masked: string
  subject: string
  /** With `{url}` where the address of the button goes. */
  body: string
  wanted: Wanted
  objectionId: string | null
  shown: Buffer | null
  createdAt: Date
  expiresAt: Date
  confirmedAt: Date | null
}

const columns = `id, kind, contact_id as "contactId", identity_hash as "identityHash", language, masked, subject, body, wanted, objection_id as "objectionId", shown, created_at as "createdAt", expires_at as "expiresAt", confirmed_at as "confirmedAt"`

export async function insertMail(
  sql: Sql,
  mail: Omit<PersonMail, 'createdAt' | 'confirmedAt'>,
  now: Date,
): Promise<void> {
  await sql.query(
    `insert into person_mails (id, kind, contact_id, identity_hash, language, masked, wanted, objection_id, shown, created_at, next_attempt_at, expires_at, subject, body) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $10, $11, $12, $13)`,
    [
      mail.id,
      mail.kind,
      mail.contactId,
      mail.identityHash,
      mail.language,
      mail.masked,
      JSON.stringify(mail.wanted),
      mail.objectionId,
      mail.shown,
      now,
      mail.expiresAt,
      mail.subject,
      mail.body,
    ],
  )
}

/** Mails made for an address since then: a forwarded link must not fill somebody's mailbox. */
export async function countMails(sql: Sql, identityHash: Buffer, since: Date): Promise<number> {
  const { rows } = await sql.query<{ n: number }>(
    'select count(*)::int as n from person_mails where identity_hash = $1 and created_at > $2',
    [identityHash, since],
  )
  return rows[0]?.n ?? 0
}

export async function dueMails(sql: Sql, now: Date): Promise<string[]> {
  return (
    await sql.query<{ id: string }>(
      'select id from person_mails where next_attempt_at <= $1 and (claimed_until is null or claimed_until < clock_timestamp()) order by next_attempt_at limit 50',
      [now],
    )
  ).rows.map((row) => row.id)
}

/**
 * Takes a due mail for this worker alone and gives it this token; null when somebody else has it, or nobody knows the
 * address in clear any more.
 */
export async function claimMail(
  sql: Sql,
  id: string,
  token: Buffer,
  now: Date,
  claimMs: number,
): Promise<(PersonMail & { address: string; attempts: number }) | null> {
  const { rows } = await sql.query<PersonMail & { address: string | null; attempts: number }>(
    `update person_mails m set token_hash = $2, attempts = attempts + 1, claimed_until = clock_timestamp() + make_interval(secs => $4::float8 / 1000)
     where id = $1 and next_attempt_at <= $3 and (claimed_until is null or claimed_until < clock_timestamp())
     returning ${columns}, attempts, (select value from identities i where i.hash = m.identity_hash) as address`,
    [id, token, now, claimMs],
  )
  const row = rows[0]
  if (row === undefined) return null
  if (row.address === null || row.expiresAt <= now) {
    await endMail(sql, id, {
      sentAt: null,
      failure: row.address === null ? 'the address is no longer known in clear' : 'it expired before it could be sent',
    })
    return null
  }
  return { ...row, address: row.address }
}

export async function endMail(
  sql: Sql,
  id: string,
  end: { sentAt: Date | null; failure: string | null },
): Promise<void> {
  await sql.query(
    'update person_mails set next_attempt_at = null, claimed_until = null, sent_at = $2, failure = $3 where id = $1',
    [id, end.sentAt, end.failure],
  )
}

export async function postponeMail(sql: Sql, id: string, nextAttemptAt: Date, failure: string): Promise<void> {
  await sql.query('update person_mails set next_attempt_at = $2, claimed_until = null, failure = $3 where id = $1', [
    id,
    nextAttemptAt,
    failure,
  ])
}

/** By the token of its button; locked when `lock`, so that two presses are one. */
export async function findMail(sql: Sql, tokenHash: Buffer, lock: boolean): Promise<PersonMail | null> {
  return (
    (
      await sql.query<PersonMail>(
        `select ${columns} from person_mails where token_hash = $1${lock ? ' for update' : ''}`,
        [tokenHash],
      )
    ).rows[0] ?? null
  )
}

export async function confirmMail(sql: Sql, id: string, now: Date): Promise<void> {
  await sql.query('update person_mails set confirmed_at = $2 where id = $1', [id, now])
}

/** A later objection ends what was asked for before it. */
export async function cancelOptIns(sql: Sql, hashes: readonly Buffer[], now: Date): Promise<void> {
  await sql.query(
    `update person_mails set expires_at = $2, next_attempt_at = null where identity_hash = any($1) and kind in ('opt-in', 'consent') and confirmed_at is null and expires_at > $2`,
    [hashes, now],
  )
}

/** Keeps a text that was shown to somebody who then chose; the same text is kept once. */
export async function keepShownText(sql: Sql, hash: Buffer, language: string, body: unknown, now: Date): Promise<void> {
  await sql.query(
    'insert into shown_texts (hash, language, body, first_shown_at) values ($1, $2, $3, $4) on conflict (hash) do nothing',
    [hash, language, JSON.stringify(body), now],
  )
}

/** Mails that could not be sent for a day or were refused: somebody must look at the mail server. */
export async function failingMails(
  sql: Sql,
  olderThan: Date,
): Promise<{ count: number; since: Date | null; failure: string | null }> {
  const { rows } = await sql.query<{ count: number; since: Date | null; failure: string | null }>(
    `select count(*)::int as count, min(created_at) as since, min(failure) as failure from person_mails where sent_at is null and failure is not null and confirmed_at is null and (next_attempt_at is null or created_at < $1) and expires_at > $1`,
    [olderThan],
  )
  return rows[0] ?? { count: 0, since: null, failure: null }
}
