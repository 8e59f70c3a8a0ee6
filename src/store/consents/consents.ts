import { notMistaken } from '../sql/not-mistaken.ts'
import type { Channel } from '../../domain/app/channel.ts'
import type { ConsentPurpose } from '../../domain/decisions/facts.ts'
import type { Sql } from '../app/database.ts'
import { tableOf } from '../app/table-of.ts'

/** One ticked box, as it is kept (docs/reference/law.md#e). Never changed afterwards. */
interface NewConsent {
  id: string
  answerId: string
  identityHash: Buffer
  numberHash: Buffer | null
  channels: readonly Channel[]
  purposes: readonly ConsentPurpose[]
  controller: string
  text: string
  versionId: string
  act: 'tick' | 'signature'
  evidenceId: string
  givenAt: Date
  /** It counts only after the button of the mail. */
  mustConfirm: boolean
  /** An objection stood when it was given. */
  afterNo: boolean
  mailId: string | null
}

export async function insertConsents(sql: Sql, rows: readonly NewConsent[], now: Date): Promise<void> {
  const p = tableOf('p', 2, rows, {
    id: ['uuid', (row) => row.id],
    answer_id: ['uuid', (row) => row.answerId],
    identity_hash: ['bytea', (row) => row.identityHash],
    number_hash: ['bytea', (row) => row.numberHash],
    channels: ['text', (row) => row.channels.join(',')],
    purposes: ['text', (row) => row.purposes.join(',')],
    controller: ['text', (row) => row.controller],
    text: ['text', (row) => row.text],
    version_id: ['uuid', (row) => row.versionId],
    act: ['text', (row) => row.act],
    evidence_id: ['uuid', (row) => row.evidenceId],
    given_at: ['timestamptz', (row) => row.givenAt],
    must_confirm: ['bool', (row) => row.mustConfirm],
    after_no: ['bool', (row) => row.afterNo],
    mail_id: ['uuid', (row) => row.mailId],
  })
  await sql.query(
    `insert into consents (id, answer_id, identity_hash, number_hash, channels, purposes, controller, text, version_id, act, evidence_id, given_at, recorded_at, must_confirm, after_no, mail_id)
     select id, answer_id, identity_hash, number_hash, string_to_array(channels, ','), string_to_array(purposes, ','), controller, text, version_id, act, evidence_id, given_at, $1, must_confirm, after_no, mail_id
     from ${p.from}`,
    [now, ...p.values],
  )
}

/** The answer to the one question of docs/reference/law.md#g4. */
interface AskConsent {
  id: string
  askId: string
  identityHash: Buffer
  controller: string
  text: string
  /** All that the page showed, in `shown_texts`. */
  textHash: Buffer
  evidenceId: string
  givenAt: Date
  /** The mail whose button it waits for; null = it counts at once, the link was mailed to the address itself. */
  mailId: string | null
}

export async function insertAskConsent(sql: Sql, row: AskConsent): Promise<void> {
  await sql.query(
    `insert into consents (id, ask_id, identity_hash, channels, purposes, controller, text, text_hash, act, evidence_id, given_at, recorded_at, must_confirm, after_no, mail_id, contact_id)
     values ($1, $2, $3, '{email}', '{prospecting}', $4, $5, $6, 'button', $7, $8, $8, $9, false, $10, (select contact_id from repermission_asks where id = $2))`,
    [
      row.id,
      row.askId,
      row.identityHash,
      row.controller,
      row.text,
      row.textHash,
      row.evidenceId,
      row.givenAt,
      row.mailId !== null,
      row.mailId,
    ],
  )
  if (row.mailId === null)
    await sql.query('insert into consent_confirmations (consent_id, mail_id, confirmed_at) values ($1, null, $2)', [
      row.id,
      row.givenAt,
    ])
}

/** What somebody of ours recorded: on paper, or said. */
interface RecordedConsent {
  id: string
  contactId: string
  identityHash: Buffer
  numberHash: Buffer | null
  channels: readonly Channel[]
  controller: string
  text: string
  /** In `shown_texts`. */
  textHash: Buffer
  act: 'signature' | 'spoken'
  evidenceId: string
  givenAt: Date
  recordedBy: string
}

export async function insertRecordedConsent(sql: Sql, row: RecordedConsent, now: Date): Promise<void> {
  await sql.query(
    `insert into consents (id, recorded_by, identity_hash, number_hash, channels, purposes, controller, text, text_hash, act, evidence_id, given_at, recorded_at, must_confirm, after_no, contact_id)
     values ($1, $2, $3, $4, $5, '{prospecting}', $6, $7, $8, $9, $10, $11, $12, false, false, $13)`,
    [
      row.id,
      row.recordedBy,
      row.identityHash,
      row.numberHash,
      row.channels,
      row.controller,
      row.text,
      row.textHash,
      row.act,
      row.evidenceId,
      row.givenAt,
      now,
      row.contactId,
    ],
  )
}

/** An objection of all kinds, with every address and number it covers. */
export interface WithdrawingObjection {
  objectionId: string
  hashes: readonly Buffer[]
  channels: readonly Channel[]
  receivedAt: Date
}

/**
 * An objection withdraws every consent of the person that had opened one of its channels (docs/reference/law.md#e7),
 * whatever the dates say: in doubt, the objection. Naming a number it withdraws what was agreed to for that number.
 * Doing it twice changes nothing.
 */
export async function insertWithdrawals(
  sql: Sql,
  objections: readonly WithdrawingObjection[],
  now: Date,
): Promise<void> {
  const pairs = objections.flatMap((no) => no.hashes.map((hash) => ({ no, hash })))
  await sql.query(
    `insert into consent_withdrawals (consent_id, objection_id, withdrawn_at, recorded_at)
     select distinct on (c.id, p.objection_id) c.id, p.objection_id, greatest(p.at, c.given_at), $5
     from unnest($1::bytea[], $2::uuid[], $3::text[], $4::timestamptz[]) as p (hash, objection_id, channels, at)
     join consents c on (c.identity_hash = p.hash or c.number_hash = p.hash) and c.channels && string_to_array(p.channels, ',')
     on conflict do nothing`,
    [
      pairs.map(({ hash }) => hash),
      pairs.map(({ no }) => no.objectionId),
      pairs.map(({ no }) => no.channels.join(',')),
      pairs.map(({ no }) => no.receivedAt),
      now,
    ],
  )
}

/** An objection of all kinds that stands for one address or number. */
export interface StandingObjection {
  /** Hex. */
  hash: string
  channel: Channel
  since: Date
  objectionId: string
}

export async function standingObjections(sql: Sql, hashes: readonly Buffer[]): Promise<StandingObjection[]> {
  const { rows } = await sql.query<StandingObjection>(
    `select encode(identity_hash, 'hex') as hash, channel, since, objection_id as "objectionId" from suppressions where identity_hash = any($1) and kind = ''`,
    [hashes],
  )
  return rows
}

/**
 * The button was pressed: what its mail asked about is confirmed, unless it was withdrawn meanwhile or an objection
 * stands that the Lift did not end.
 */
export async function confirmConsents(sql: Sql, mailId: string, now: Date): Promise<number> {
  const { rowCount } = await sql.query(
    `insert into consent_confirmations (consent_id, mail_id, confirmed_at) select c.id, $1, $2 from consents c
     where c.mail_id = $1 and not exists (select 1 from consent_withdrawals w where w.consent_id = c.id and ${notMistaken('w.objection_id')})
       and not exists (select 1 from suppressions s where c.after_no and s.identity_hash = c.identity_hash and s.channel = any(c.channels) and s.kind = '') on conflict do nothing`,
    [mailId, now],
  )
  return rowCount ?? 0
}

/** The sentences a mail's button confirms, as they stood beside their boxes. */
export async function sentencesOfMail(sql: Sql, mailId: string): Promise<string[]> {
  return (
    await sql.query<{ text: string }>('select text from consents where mail_id = $1 order by text', [mailId])
  ).rows.map((row) => row.text)
}

/** The mail that an answer made, if any, whether it holds a button, and whether something waits for one. */
interface AnswerMail {
  mailId: string | null
  asks: boolean
  waits: boolean
}
export async function mailOfAnswer(sql: Sql, answerId: string): Promise<AnswerMail> {
  const { rows } = await sql.query<AnswerMail>(
    `select m.id as "mailId", coalesce(m.body like '%{url}%', false) as asks,
       c.must_confirm and not exists (select 1 from consent_withdrawals w where w.consent_id = c.id) as waits
     from consents c left join person_mails m on m.id = c.mail_id where c.answer_id = $1 order by asks desc, waits desc limit 1`,
    [answerId],
  )
  return rows[0] ?? { mailId: null, asks: false, waits: false }
}

/** A request that nobody confirmed, and whether the mail that asked was ever sent. */
interface LapsedRequest {
  /** Its mail, or the consent itself where it had none. */
  id: string
  contactId: string
  isSent: boolean
}

/** What nobody confirmed in its time is forgotten: a request, and no consent (docs/reference/law.md#e-double). */
export async function forgetUnconfirmed(sql: Sql, before: Date): Promise<LapsedRequest[]> {
  const { rows } = await sql.query<LapsedRequest>(
    `with lapsed as (select c.id, c.mail_id, coalesce(a.contact_id, k.contact_id, c.contact_id) as contact_id
         from consents c left join questionnaire_answers a on a.id = c.answer_id left join repermission_asks k on k.id = c.ask_id
         where c.must_confirm and c.recorded_at < $1 and not exists (select 1 from consent_confirmations f where f.consent_id = c.id)),
       withdrawals as (delete from consent_withdrawals w using lapsed where w.consent_id = lapsed.id),
       gone as (delete from consents c using lapsed where c.id = lapsed.id)
     select distinct coalesce(l.mail_id, l.id) as id, l.contact_id as "contactId", m.sent_at is not null as "isSent"
     from lapsed l left join person_mails m on m.id = l.mail_id where l.contact_id is not null`,
    [before],
  )
  return rows
}
