import { mayBeOf } from '../sql/may-be-of.ts'
import { notMistaken } from '../sql/not-mistaken.ts'
import type { ConsentPurpose } from '../../domain/decisions/facts.ts'
import type { Channel } from '../../domain/app/channel.ts'
import type { Sql } from '../app/database.ts'
import { fieldEndOf } from '../sql/field-end.ts'
import { lastsStill } from './field-consents.ts'
import type { FieldChange } from '../../domain/consents/field-change.ts'
import { dayFilters } from '../sql/paged-list.ts'

/** One questionnaire with its latest version and what came of it. */
export interface QuestionnaireRow {
  id: string
  slug: string
  open: boolean
  title: { fr?: string; en?: string }
  event: string
  version: number
  savedAt: Date
  /** The system its people go to. */
  label: string
  answers: number
  lastAnswerAt: Date | null
  consents: number
  /** People that the system does not have yet. */
  waiting: number
}

export async function questionnaireRows(sql: Sql): Promise<QuestionnaireRow[]> {
  const { rows } = await sql.query<QuestionnaireRow>(
    `select q.id, q.slug, q.open, v.content -> 'title' as title, v.content ->> 'event' as event, v.number as version, v.created_at as "savedAt", k.label,
       a.answers, a.last as "lastAnswerAt", a.consents, a.waiting
     from questionnaires q join connections k on k.id = q.connection_id
     join lateral (select * from questionnaire_versions v where v.questionnaire_id = q.id order by v.number desc limit 1) v on true
     cross join lateral (select count(*)::int as answers, max(a.recorded_at) as last, coalesce(sum((select count(*) from consents c where c.answer_id = a.id)), 0)::int as consents, (count(*) filter (where n.state <> 'done'))::int as waiting
       from questionnaire_answers a join questionnaire_versions av on av.id = a.version_id left join contact_creations n on n.answer_id = a.id where av.questionnaire_id = q.id) a
     order by q.open desc, q.created_at desc`,
  )
  return rows
}

/**
 * How far the mail is that asks to confirm a consent. `due`: not sent yet; `failed`: given up; `none`: no mail asks, as
 * an opt-out stood that it cannot end, or three mails went to the address that day.
 */
interface AskingMail {
  mail: 'sent' | 'due' | 'failed' | 'none'
  /** After it the consent lapses; null = there is no mail. */
  mailUntil: Date | null
}
const askingMail = `case when m.id is null then 'none' when m.sent_at is not null then 'sent' when m.next_attempt_at is not null then 'due' else 'failed' end as mail, m.expires_at as "mailUntil"`

/** One consent of the register; `email` null = the base no longer holds the address. */
export interface ConsentLine extends AskingMail {
  /** Null: a record that nobody is tied to. */
  contactId: string | null
  email: string | null
  purposes: ConsentPurpose[]
  channels: Channel[]
  controller: string
  /** Its words, or the value of the field that showed it. */
  text: string
  /**
   * Null: on no questionnaire, it answers the question before a term (docs/reference/law.md#g4), or somebody of ours
   * recorded it.
   */
  slug: string | null
  version: number | null
  /** `field`: a field of a system showed it, and nothing proves it. */
  act: 'tick' | 'signature' | 'button' | 'spoken' | 'field'
  /** Null: nobody knows when. */
  givenAt: Date | null
  mustConfirm: boolean
  confirmedAt: Date | null
  withdrawnAt: Date | null
  /** Since when it is no longer in its field, which says neither yes nor no. */
  goneAt: Date | null
  /** The field that showed it, its system, and where the day of the change is from. */
  field: string | null
  system: string | null
  dated: FieldChange['dated'] | null
  /** Who of ours recorded it, on paper or said: of when it was given only the day is known, as its start in UTC. */
  recordedBy: string | null
  evidenceId: string | null
}

const withdrawnAt = `least((select min(w.withdrawn_at) from consent_withdrawals w where w.consent_id = c.id and ${notMistaken('w.objection_id')}), ${fieldEndOf('c')})`
const contactOf = `coalesce(a.contact_id, k.contact_id, c.contact_id, (select r.contact_id from record_identities ri
  join remote_records r on r.id = ri.record_id where ri.identity_hash = c.identity_hash and r.gone_at is null order by ri.position, r.id limit 1))`
const withProof = `select c.id, ${contactOf} as "contactId", i.value as email, c.purposes, c.channels, c.controller, c.text, q.slug, v.number as version, q.id as questionnaire, c.act,
    c.recorded_by as "recordedBy", c.given_at as "givenAt", c.given_at as ordered_at, c.must_confirm as "mustConfirm", f.confirmed_at as "confirmedAt", ${withdrawnAt} as "withdrawnAt",
    null::timestamptz as "goneAt", null as field, null as system, null as dated, c.evidence_id as "evidenceId", ${askingMail}
  from consents c left join questionnaire_answers a on a.id = c.answer_id left join repermission_asks k on k.id = c.ask_id
    join identities i on i.hash = c.identity_hash left join questionnaire_versions v on v.id = c.version_id
    left join questionnaires q on q.id = v.questionnaire_id left join consent_confirmations f on f.consent_id = c.id left join person_mails m on m.id = c.mail_id`
const inFields = `select e.id, r.contact_id, (select own.value from record_identities ri join identities own on own.hash = ri.identity_hash where ri.record_id = r.id order by ri.position limit 1), '{prospecting}', e.channels, '', e.value, null, null, null, 'field',
    null, case when e.said = 'yes' then e.at else e.since end, coalesce(e.since, e.at), false, null, case when e.said = 'no' then e.at end,
    case when e.said = 'unknown' then e.at end, e.field, k.label, e.dated, null, 'none', null
  from consent_changes e left join remote_records r on r.id = e.record_id join connections k on k.id = e.connection_id where ${lastsStill('e')}`
const stateOf = `case when c."withdrawnAt" is not null then 'withdrawn' when c."goneAt" is not null then 'gone' when c.act = 'field' then 'shown'
  when c."confirmedAt" is not null then 'confirmed' when c."mustConfirm" then 'waits' else 'counts' end`

/**
 * How far a consent is, as `consentList` filters by it. `gone`: no longer in the field that showed it; `shown`: in that
 * field again, without proof.
 */
export const consentStates = ['counts', 'confirmed', 'waits', 'withdrawn', 'gone', 'shown'] as const

/** The register of consents: those with a proof, and what fields of systems said of others since it changed. */
export const consentList = {
  columns: 'c.*',
  from: `(${withProof} union all ${inFields}) c`,
  where: 'true',
  id: 'c.id',
  idType: 'uuid' as const,
  sorts: { given: 'c.ordered_at', state: stateOf },
  filters: {
    state: (value: string) => `${stateOf} = ${value}`,
    purpose: (value: string) => `${value} = any(c.purposes)`,
    door: (value: string) => `${value} = any(c.channels)`,
    questionnaire: (value: string) => `c.questionnaire::text = ${value}`,
    person: (value: string) => `c."contactId"::text = ${value}`,
    ...dayFilters('c.ordered_at'),
  },
}

/**
 * Companies that consents name, with how many each: only those that name the company of the settings carry anything
 * (docs/reference/law.md#e4).
 */
export async function controllersNamed(sql: Sql): Promise<{ controller: string; consents: number }[]> {
  return (
    await sql.query<{ controller: string; consents: number }>(
      'select controller, count(*)::int as consents from consents group by controller order by controller',
    )
  ).rows
}

/** One answer, with what became of the contact to be created. */
export interface AnswerLine {
  id: string
  contactId: string
  email: string | null
  language: string
  version: number
  givenAt: Date
  recordedAt: Date
  ticked: number
  /** What had to be confirmed was not, in time: `unsent` = nor was its mail ever sent. */
  lapsed: 'unconfirmed' | 'unsent' | null
  state: 'due' | 'done' | 'refused' | null
  existing: boolean | null
  reason: string | null
  evidenceId: string
}

/** The latest `limit` answers; what was to be confirmed and was recorded before `lapsedBefore` has lapsed. */
export async function answersToQuestionnaire(
  sql: Sql,
  questionnaireId: string,
  lapsedBefore: Date,
  limit: number,
): Promise<AnswerLine[]> {
  const { rows } = await sql.query<AnswerLine>(
    `select a.id, a.contact_id as "contactId", i.value as email, a.language, v.number as version, a.given_at as "givenAt", a.recorded_at as "recordedAt", (select count(*)::int from consents c where c.answer_id = a.id) as ticked,
       (select case when m.sent_at is null then 'unsent' else 'unconfirmed' end from person_mails m where m.identity_hash = a.identity_hash and m.kind = 'consent'
         and m.created_at = a.recorded_at and m.created_at < $3 and m.confirmed_at is null and m.body like '%{url}%' limit 1) as lapsed,
       n.state, n.existing, n.reason, e.id as "evidenceId"
     from questionnaire_answers a join questionnaire_versions v on v.id = a.version_id join identities i on i.hash = a.identity_hash join evidence_files e on e.answer_id = a.id left join contact_creations n on n.answer_id = a.id
     where v.questionnaire_id = $1 order by (n.state is distinct from 'done') desc, a.recorded_at desc, a.id limit $2`,
    [questionnaireId, limit, lapsedBefore],
  )
  return rows
}

/** A consent over an address of one contact, as its page shows it; days in UTC. */
export interface ContactConsent extends AskingMail {
  channels: Channel[]
  text: string
  act: Exclude<ConsentLine['act'], 'field'>
  recordedBy: string | null
  evidenceId: string
  givenOn: string
  mustConfirm: boolean
  confirmedOn: string | null
  withdrawnOn: string | null
  /** The door of the opt-out that ended it, and the system it came from. */
  withdrawnDoor: string | null
  withdrawnIn: string | null
}

/** Everything they agreed to under addresses of their records, the newest first. */
export async function consentsOfContact(sql: Sql, contactId: string): Promise<ContactConsent[]> {
  const { rows } = await sql.query<ContactConsent>(
    `select c.channels, c.text, c.act, c.recorded_by as "recordedBy", c.evidence_id as "evidenceId", (c.given_at at time zone 'UTC')::date::text as "givenOn", c.must_confirm as "mustConfirm", (f.confirmed_at at time zone 'UTC')::date::text as "confirmedOn",
       (ended.withdrawn_at at time zone 'UTC')::date::text as "withdrawnOn", ended.door as "withdrawnDoor", ended.label as "withdrawnIn", ${askingMail}
     from consents c left join consent_confirmations f on f.consent_id = c.id left join person_mails m on m.id = c.mail_id
     left join lateral (select * from (select w.withdrawn_at, o.door, k.label, o.number from consent_withdrawals w join objections o on o.id = w.objection_id left join connections k on k.id = o.origin_connection_id
         where w.consent_id = c.id and ${notMistaken('w.objection_id')}
       union all select fe.at, 'crm', k.label, null from consent_change_identities fi join consent_changes fe on fe.id = fi.change_id join connections k on k.id = fe.connection_id
         where fi.identity_hash = c.identity_hash and fe.said = 'no' and fe.channels && c.channels and fe.at >= c.given_at) all_ends order by withdrawn_at, number limit 1) ended on true
     where c.identity_hash in (select ri.identity_hash from remote_records r join record_identities ri on ri.record_id = r.id join identities i on i.hash = ri.identity_hash where r.contact_id = $1 and r.gone_at is null and (not i.role or ri.position = 0)) and ${mayBeOf('c', '$1')}
     order by c.given_at desc, c.recorded_at desc, c.id`,
    [contactId],
  )
  return rows
}

/** Consents whose confirming mail waits to be sent; `until` = when the first of them lapses. */
export async function unsentRequests(
  sql: Sql,
  now: Date,
): Promise<{ count: number; since: Date | null; until: Date | null }> {
  const { rows } = await sql.query<{ count: number; since: Date | null; until: Date | null }>(
    `select count(*)::int as count, min(m.created_at) as since, min(m.expires_at) as until from person_mails m join consents c on c.mail_id = m.id and c.must_confirm
     where m.next_attempt_at is not null and m.sent_at is null and m.expires_at > $1`,
    [now],
  )
  return rows[0] ?? { count: 0, since: null, until: null }
}
