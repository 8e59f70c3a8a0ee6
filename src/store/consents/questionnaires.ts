import type { QuestionnaireContent, QuestionnaireForm } from '../../domain/consents/questionnaire.ts'
import type { FormLanguage } from '../../domain/consents/tables/consent-boxes.ts'
import type { Sql } from '../app/database.ts'

export interface Questionnaire {
  id: string
  slug: string
  connectionId: string
  open: boolean
}

/** One save of a questionnaire: never changed. */
export interface QuestionnaireVersion {
  id: string
  questionnaireId: string
  number: number
  form: QuestionnaireForm
  content: QuestionnaireContent
  hash: Buffer
  author: string
  createdAt: Date
}

const columns = 'q.id, q.slug, q.connection_id as "connectionId", q.open'
const versionColumns =
  'v.id, v.questionnaire_id as "questionnaireId", v.number, v.form, v.content, v.hash, v.author, v.created_at as "createdAt"'

export async function findQuestionnaire(
  sql: Sql,
  by: { id: string } | { slug: string },
): Promise<Questionnaire | null> {
  return (
    (
      await sql.query<Questionnaire>(
        `select ${columns} from questionnaires q where ${'id' in by ? 'q.id' : 'q.slug'} = $1`,
        ['id' in by ? by.id : by.slug],
      )
    ).rows[0] ?? null
  )
}

/** False when the slug is taken. */
export async function insertQuestionnaire(sql: Sql, row: Questionnaire, now: Date): Promise<boolean> {
  const { rowCount } = await sql.query(
    'insert into questionnaires (id, slug, connection_id, open, created_at) values ($1, $2, $3, $4, $5) on conflict (slug) do nothing',
    [row.id, row.slug, row.connectionId, row.open, now],
  )
  return rowCount === 1
}

/** Where its people go, and whether it can be opened; neither is part of what is shown. */
export async function updateQuestionnaire(
  sql: Sql,
  id: string,
  change: Partial<Pick<Questionnaire, 'connectionId' | 'open'>>,
): Promise<void> {
  await sql.query(
    'update questionnaires set connection_id = coalesce($2, connection_id), open = coalesce($3, open) where id = $1',
    [id, change.connectionId ?? null, change.open ?? null],
  )
}

/** Adds the next version. The caller holds the questionnaire's row. */
export async function insertVersion(
  sql: Sql,
  row: Omit<QuestionnaireVersion, 'number' | 'createdAt'>,
  now: Date,
): Promise<void> {
  await sql.query(
    `insert into questionnaire_versions (id, questionnaire_id, number, form, content, hash, author, created_at)
     select $1, $2, coalesce(max(number), 0) + 1, $3, $4, $5, $6, $7 from questionnaire_versions where questionnaire_id = $2`,
    [row.id, row.questionnaireId, JSON.stringify(row.form), JSON.stringify(row.content), row.hash, row.author, now],
  )
}

export async function lockQuestionnaire(sql: Sql, id: string): Promise<Questionnaire | null> {
  return (
    (await sql.query<Questionnaire>(`select ${columns} from questionnaires q where q.id = $1 for update`, [id]))
      .rows[0] ?? null
  )
}

export async function latestVersion(sql: Sql, questionnaireId: string): Promise<QuestionnaireVersion | null> {
  return (
    (
      await sql.query<QuestionnaireVersion>(
        `select ${versionColumns} from questionnaire_versions v where v.questionnaire_id = $1 order by v.number desc limit 1`,
        [questionnaireId],
      )
    ).rows[0] ?? null
  )
}

/** A version that an answer names, whichever is the latest now; null when it belongs to another questionnaire. */
export async function findVersion(sql: Sql, questionnaireId: string, id: string): Promise<QuestionnaireVersion | null> {
  return (
    (
      await sql.query<QuestionnaireVersion>(
        `select ${versionColumns} from questionnaire_versions v where v.questionnaire_id = $1 and v.id::text = $2`,
        [questionnaireId, id],
      )
    ).rows[0] ?? null
  )
}

interface NewAnswer {
  id: string
  versionId: string
  language: FormLanguage
  contactId: string
  identityHash: Buffer
  givenAt: Date
  /** ISO code; null = not said. */
  country: string | null
}

/** False when the same answer stands already. */
export async function insertQuestionnaireAnswer(sql: Sql, row: NewAnswer, now: Date): Promise<boolean> {
  const { rowCount } = await sql.query(
    'insert into questionnaire_answers (id, version_id, language, contact_id, identity_hash, given_at, recorded_at, country) values ($1, $2, $3, $4, $5, $6, $7, $8) on conflict (id) do nothing',
    [row.id, row.versionId, row.language, row.contactId, row.identityHash, row.givenAt, now, row.country],
  )
  return rowCount === 1
}

/** Who of those written to at an address bears which name, record by record. */
export async function holdersOf(
  sql: Sql,
  hash: Buffer,
): Promise<{ contactId: string; firstName: string | null; lastName: string | null }[]> {
  const { rows } = await sql.query<{ contactId: string; firstName: string | null; lastName: string | null }>(
    `select r.contact_id as "contactId", r.first_name as "firstName", r.last_name as "lastName" from record_identities ri join remote_records r on r.id = ri.record_id
     where ri.identity_hash = $1 and ri.position = 0 and r.gone_at is null and r.contact_id is not null`,
    [hash],
  )
  return rows
}

/**
 * Ties an answer from a shared mailbox, with its consents, to whoever gave it. `named` = they are one of those who are
 * written to there; one that was tied so before stays as it is.
 */
export async function tieAnswer(sql: Sql, answerId: string, contactId: string, named: boolean): Promise<boolean> {
  const { rowCount } = await sql.query(
    `with tied as (update questionnaire_answers set contact_id = $2, named = $3 where id = $1 and not named returning id)
     update consents c set contact_id = $2 from tied where c.answer_id = tied.id`,
    [answerId, contactId, named],
  )
  return (rowCount ?? 0) > 0
}

export async function isRecorded(sql: Sql, answerId: string): Promise<boolean> {
  return (await sql.query('select 1 from questionnaire_answers where id = $1', [answerId])).rowCount === 1
}

/**
 * Contacts that were made for somebody who answered, by their address (hex), as long as no record holds them: records
 * of that address that appear belong to them.
 */
export async function waitingContacts(sql: Sql, hashes: readonly Buffer[]): Promise<Map<string, string[]>> {
  const { rows } = await sql.query<{ hash: string; contact_id: string }>(
    `select encode(a.identity_hash, 'hex') as hash, a.contact_id from questionnaire_answers a join contacts c on c.id = a.contact_id and c.merged_into is null and c.purged_at is null
     where a.identity_hash = any($1) and not exists (select 1 from remote_records r where r.contact_id = a.contact_id) group by 1, 2 order by min(a.recorded_at)`,
    [hashes],
  )
  const found = new Map<string, string[]>()
  for (const row of rows) found.set(row.hash, [...(found.get(row.hash) ?? []), row.contact_id])
  return found
}

/**
 * A new contact for an address that nobody holds, which is known in clear from now on: the person wrote it themselves.
 */
export async function insertWaitingContact(sql: Sql, contactId: string, now: Date): Promise<void> {
  await sql.query('insert into contacts (id, created_at) values ($1, $2)', [contactId, now])
}

export async function keepAddress(
  sql: Sql,
  row: { hash: Buffer; value: string; role: boolean; privateMailbox: boolean },
  now: Date,
): Promise<void> {
  await sql.query(
    `insert into identities as i (hash, kind, value, role, private_mailbox, created_at) values ($1, 'email', $2, $3, $4, $5)
     on conflict (hash) do update set value = excluded.value, role = excluded.role, private_mailbox = excluded.private_mailbox where i.value is null`,
    [row.hash, row.value, row.role, row.privateMailbox, now],
  )
}

/** Where an address came from, by questionnaire (docs/reference/law.md#c4): the first day of each. */
export interface AnswerSource {
  /** Hex. */
  identity: string
  event: string
  obtainedOn: string
}

export async function answerSources(sql: Sql, hashes: readonly Buffer[]): Promise<AnswerSource[]> {
  const { rows } = await sql.query<AnswerSource>(
    `select encode(a.identity_hash, 'hex') as identity, v.content ->> 'event' as event, to_char(min(a.given_at) at time zone 'UTC', 'YYYY-MM-DD') as "obtainedOn"
     from questionnaire_answers a join questionnaire_versions v on v.id = a.version_id where a.identity_hash = any($1) group by 1, 2 order by 3, 2`,
    [hashes],
  )
  return rows
}

/**
 * Writes the source C4 of contacts whose live records hold an address that answered, at a shared mailbox of whoever
 * answered; one that stands is left as it is (docs/reference/law.md#c15), but that whoever answered was informed.
 */
export async function appendAnswerSources(sql: Sql, contactIds: readonly string[], now: Date): Promise<void> {
  await sql.query(
    `insert into sources (contact_id, record_id, connection_id, kind, name, obtained_on, assumed, proof, created_at)
     select r.contact_id, null, null, 'C4', v.content ->> 'event', (min(a.given_at) at time zone 'UTC')::date, false, 'answer', $2
     from remote_records r join record_identities ri on ri.record_id = r.id join identities i on i.hash = ri.identity_hash join questionnaire_answers a on a.identity_hash = ri.identity_hash
       join questionnaire_versions v on v.id = a.version_id
     where r.contact_id = any($1) and r.gone_at is null and (not i.role or a.named and a.contact_id = r.contact_id) group by r.contact_id, v.content ->> 'event'
     on conflict (contact_id, record_id, kind, name) do update set notice_shown = null where sources.notice_shown = false`,
    [contactIds, now],
  )
}
