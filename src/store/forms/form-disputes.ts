import { disputedTimes, type FormDispute, type FormTie } from '../../domain/forms/form-dispute.ts'
import type { FormRow } from '../../domain/forms/finding.ts'
import type { Sql } from '../app/database.ts'

/**
 * Makes the times anew in which each row of a form failed: after an audit, a confirmation or a new tie, in its
 * transaction.
 */
export async function renewDisputes(sql: Sql, formId: string): Promise<void> {
  const { rows: looks } = await sql.query<{ at: Date; before: Date | null; failed: FormRow[] }>(
    `select a.audited_at as at, a.looked_before_at as before,
       array(select r ->> 'id' from jsonb_array_elements(a.result -> 'rows') r where r ->> 'state' = 'fail' and not coalesce((r ->> 'answered')::bool, false)
         and not exists (select 1 from form_confirmations k where k.form_id = a.form_id and k.row_id = r ->> 'id' and k.form_digest = a.form_digest)) as failed
     from form_audits a where a.form_id = $1 order by a.number`,
    [formId],
  )
  const times = disputedTimes(
    looks.map(({ at, before, failed }) => ({ at: at.toISOString(), before: before?.toISOString() ?? null, failed })),
  )
  await sql.query('delete from form_disputes where form_id = $1', [formId])
  await sql.query(
    'insert into form_disputes (form_id, row_id, from_at, until_at) select $1, row_id, from_at, until_at from unnest($2::text[], $3::timestamptz[], $4::timestamptz[]) as p (row_id, from_at, until_at)',
    [formId, times.map(({ row }) => row), times.map(({ from }) => from), times.map(({ until }) => until)],
  )
}

/**
 * What faults of forms put in doubt, of every form whose people are known; one that is no longer followed leaves what
 * it found.
 */
export async function formDisputes(sql: Sql, formId: string | null = null): Promise<FormDispute[]> {
  const { rows } = await sql.query<
    Omit<FormDispute, 'tie' | 'from' | 'until'> & FormTie & { from: Date; until: Date | null }
  >(
    `select f.id as "formId", f.name as form, d.row_id as row, d.from_at as "from", d.until_at as until, f.source_name as "sourceName", f.questionnaire_id as "questionnaireId",
       array(select distinct v.content ->> 'event' from questionnaire_versions v where v.questionnaire_id = f.questionnaire_id) as events
     from form_disputes d join forms f on f.id = d.form_id where (f.source_name is not null or f.questionnaire_id is not null) and ($1::uuid is null or f.id = $1) order by d.from_at, f.id, d.row_id`,
    [formId],
  )
  return rows.map(({ sourceName, questionnaireId, events, from, until, ...dispute }) => ({
    ...dispute,
    tie: { sourceName, questionnaireId, events },
    from: from.toISOString(),
    until: until?.toISOString() ?? null,
  }))
}

/** People and consents that one fault concerns. */
export async function countDisputed(
  sql: Sql,
  { tie, from, until }: FormDispute,
): Promise<{ people: number; consents: number }> {
  const { rows } = await sql.query<{ people: number; consents: number }>(
    `select (select count(distinct s.contact_id)::int from sources s join contacts c on c.id = s.contact_id where c.merged_into is null and c.purged_at is null and ((s.kind = 'C1' and s.name = $1) or (s.kind = 'C4' and s.name = any($2)))
         and s.obtained_on >= ($4::timestamptz at time zone 'UTC')::date and ($5::timestamptz is null or s.obtained_on <= ($5::timestamptz at time zone 'UTC')::date)) as people,
       (select count(*)::int from consents k join questionnaire_versions v on v.id = k.version_id where v.questionnaire_id = $3 and k.given_at >= $4 and ($5::timestamptz is null or k.given_at < $5)) as consents`,
    [tie.sourceName, tie.events, tie.questionnaireId, from, until],
  )
  return rows[0] ?? { people: 0, consents: 0 }
}

/** Names that the source "own form" has: those people are known by. */
export async function formSourceNames(sql: Sql): Promise<string[]> {
  return (
    await sql.query<{ name: string }>(`select distinct name from sources where kind = 'C1' order by name limit 200`)
  ).rows.map(({ name }) => name)
}

/** Ties a form to the people of a source; null = to nobody's. */
export async function setFormSource(sql: Sql, formId: string, sourceName: string | null): Promise<void> {
  await sql.query('update forms set source_name = $2 where id = $1 and ended_at is null', [formId, sourceName])
  await renewDisputes(sql, formId)
}

/** Ties a form that is the page of a questionnaire of ours to it. */
export async function tieQuestionnaire(sql: Sql, formId: string, slug: string): Promise<void> {
  const { rowCount } = await sql.query(
    'update forms f set questionnaire_id = q.id from questionnaires q where f.id = $1 and q.slug = $2 and f.questionnaire_id is distinct from q.id',
    [formId, slug],
  )
  if (rowCount !== 0) await renewDisputes(sql, formId)
}

export interface FormConfirmation {
  row: FormRow
  digest: string
  note: string
  author: string
  confirmedAt: Date
}

export async function insertConfirmation(
  sql: Sql,
  formId: string,
  { row, digest, note, author, confirmedAt }: FormConfirmation,
): Promise<void> {
  await sql.query(
    'insert into form_confirmations (form_id, row_id, form_digest, note, author, confirmed_at) values ($1, $2, $3, $4, $5, $6)',
    [formId, row, digest, note, author, confirmedAt],
  )
  await renewDisputes(sql, formId)
}

export async function confirmationsOf(sql: Sql, formId: string): Promise<FormConfirmation[]> {
  return (
    await sql.query<FormConfirmation>(
      'select row_id as row, form_digest as digest, note, author, confirmed_at as "confirmedAt" from form_confirmations where form_id = $1 order by id',
      [formId],
    )
  ).rows
}
