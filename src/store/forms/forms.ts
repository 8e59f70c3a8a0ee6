import type { Pool } from 'pg'
import type { FormRowResult } from '../../domain/forms/audit.ts'
import type { FormRow } from '../../domain/forms/finding.ts'
import { inTransaction, type Sql } from '../app/database.ts'
import { renewDisputes } from './form-disputes.ts'

/** One form that is followed. */
export interface FollowedForm {
  id: string
  /** Address of its page; null = it belongs to a Connection. */
  url: string | null
  connectionId: string | null
  vendorFormId: string | null
  key: string | null
  name: string
  addedBy: string
  addedAt: Date
  nextAuditAt: Date
  checkedAt: Date | null
  failure: string | null
  failureWhere: string | null
  failingSince: Date | null
  /** Name of the source (C1) whose people come through it; null = not said. */
  sourceName: string | null
  questionnaireId: string | null
}

/** What an audit found, as it is kept: quotes, no page. */
export interface KeptResult {
  rows: readonly FormRowResult[]
  /** Everything else that the pages show; see operations/forms. */
  [more: string]: unknown
}

export interface FormAuditRow<Result extends KeptResult = KeptResult> {
  formId: string
  number: number
  auditedAt: Date
  rulesVersion: number
  pageDigest: string | null
  formDigest: string
  result: Result
  passed: number
  failed: number
  open: number
  of: number
}

export interface StoredAnswer {
  row: FormRow
  met: boolean
  note: string
  digest: string
  author: string
  answeredAt: Date
}

const columns = `f.id, f.url, f.connection_id as "connectionId", f.vendor_form_id as "vendorFormId", f.key, f.name, f.added_by as "addedBy", f.added_at as "addedAt", f.next_audit_at as "nextAuditAt",
  f.checked_at as "checkedAt", f.failure, f.failure_where as "failureWhere", f.failing_since as "failingSince", f.source_name as "sourceName", f.questionnaire_id as "questionnaireId"`
const auditColumns = `form_id as "formId", number, audited_at as "auditedAt", rules_version as "rulesVersion", page_digest as "pageDigest", form_digest as "formDigest", result, passed, failed, open, of_rows as "of"`

type NewForm = Pick<FollowedForm, 'id' | 'url' | 'connectionId' | 'vendorFormId' | 'key' | 'name' | 'addedBy'>

/** Follows a form; gives its id, that of the row that was there already when it is followed. */
export async function insertForm(sql: Sql, form: NewForm, now: Date): Promise<{ id: string; added: boolean }> {
  const { rows } = await sql.query<{ id: string }>(
    `insert into forms (id, url, connection_id, vendor_form_id, key, name, added_by, added_at, next_audit_at) values ($1, $2, $3, $4, $5, $6, $7, $8, $8) on conflict do nothing returning id`,
    [form.id, form.url, form.connectionId, form.vendorFormId, form.key, form.name, form.addedBy, now],
  )
  if (rows[0] !== undefined) return { id: rows[0].id, added: true }
  const { rows: known } = await sql.query<{ id: string }>(
    `select id from forms where ended_at is null and ((url = $1 and coalesce(key, '') = coalesce($2, '')) or (connection_id = $3 and vendor_form_id = $4))`,
    [form.url, form.key, form.connectionId, form.vendorFormId],
  )
  if (known[0] === undefined) throw new Error('The form can be neither added nor found')
  return { id: known[0].id, added: false }
}

export async function findForm(sql: Sql, id: string): Promise<FollowedForm | null> {
  return (
    (await sql.query<FollowedForm>(`select ${columns} from forms f where f.id = $1 and f.ended_at is null`, [id]))
      .rows[0] ?? null
  )
}

export async function listFollowedForms(sql: Sql): Promise<FollowedForm[]> {
  return (
    await sql.query<FollowedForm>(`select ${columns} from forms f where f.ended_at is null order by f.name, f.id`)
  ).rows
}

export async function endForm(sql: Sql, id: string, now: Date): Promise<boolean> {
  return (
    ((
      await sql.query(
        'update forms set ended_at = $2, claim = null, claimed_until = null where id = $1 and ended_at is null',
        [id, now],
      )
    ).rowCount ?? 0) > 0
  )
}

export async function auditSoon(sql: Sql, id: string, now: Date): Promise<void> {
  await sql.query('update forms set next_audit_at = $2 where id = $1 and ended_at is null', [id, now])
}

/** Forms whose time has come and that no worker holds. */
export async function dueForms(sql: Sql, now: Date, limit: number): Promise<string[]> {
  return (
    await sql.query<{ id: string }>(
      'select id from forms where ended_at is null and next_audit_at <= $1 and (claimed_until is null or claimed_until < clock_timestamp()) order by next_audit_at limit $2',
      [now, limit],
    )
  ).rows.map(({ id }) => id)
}

/** Takes a due form for one worker alone; null when it is not due, not followed, or another has it. */
export async function claimForm(
  sql: Sql,
  id: string,
  claim: string,
  now: Date,
  claimMs: number,
): Promise<FollowedForm | null> {
  return (
    (
      await sql.query<FollowedForm>(
        `update forms f set claim = $2, claimed_until = clock_timestamp() + make_interval(secs => $4::float8 / 1000)
     where f.id = $1 and f.ended_at is null and f.next_audit_at <= $3 and (f.claimed_until is null or f.claimed_until < clock_timestamp()) returning ${columns}`,
        [id, claim, now, claimMs],
      )
    ).rows[0] ?? null
  )
}

export interface AuditToKeep<Result extends KeptResult> extends Omit<FormAuditRow<Result>, 'formId' | 'number'> {
  name: string
  nextAuditAt: Date
}

/**
 * Keeps what an audit found: a new row only where form or result changed. `claim`: the worker's own; when another took
 * over meanwhile nothing is written. Null = a person's act, which needs no claim. Gives whether there is a new row.
 */
export async function keepAudit<Result extends KeptResult>(
  pool: Pool,
  formId: string,
  claim: string | null,
  audit: AuditToKeep<Result>,
  more: (sql: Sql, number: number) => Promise<void> = () => Promise.resolve(),
): Promise<boolean> {
  return inTransaction(pool, async (sql) => {
    const { rows } = await sql.query<{ claim: string | null; checkedAt: Date | null }>(
      'select claim, checked_at as "checkedAt" from forms where id = $1 and ended_at is null for update',
      [formId],
    )
    if (rows[0] === undefined || (claim !== null && rows[0].claim !== claim)) return false
    const { rows: kept } = await sql.query<{ number: number }>(
      `insert into form_audits (form_id, number, audited_at, rules_version, page_digest, form_digest, result, passed, failed, open, of_rows, looked_before_at)
       select $1, coalesce(last.number, 0) + 1, $2, $3, $4, $5, $6::jsonb, $7, $8, $9, $10, $11
       from (select 1) one left join lateral (select number, form_digest, result from form_audits where form_id = $1 order by number desc limit 1) last on true
       where last.number is null or last.form_digest <> $5 or last.result <> $6::jsonb returning number`,
      [
        formId,
        audit.auditedAt,
        audit.rulesVersion,
        audit.pageDigest,
        audit.formDigest,
        JSON.stringify(audit.result),
        audit.passed,
        audit.failed,
        audit.open,
        audit.of,
        rows[0].checkedAt,
      ],
    )
    await sql.query(
      'update forms set name = $2, checked_at = $3, next_audit_at = $4, failure = null, failure_where = null, failing_since = null, claim = null, claimed_until = null where id = $1',
      [formId, audit.name, audit.auditedAt, audit.nextAuditAt],
    )
    if (kept[0] !== undefined) {
      await renewDisputes(sql, formId)
      await more(sql, kept[0].number)
    }
    return kept[0] !== undefined
  })
}

/** The form could not be read now; since when stays from the first time on. */
export async function keepFailure(
  sql: Sql,
  { formId, claim }: { formId: string; claim: string },
  failure: { code: string; where: string | null },
  now: Date,
  nextAuditAt: Date,
): Promise<void> {
  await sql.query(
    'update forms set failure = $3, failure_where = $4, failing_since = coalesce(failing_since, $5), next_audit_at = $6, claim = null, claimed_until = null where id = $1 and claim = $2',
    [formId, claim, failure.code, failure.where, now, nextAuditAt],
  )
}

/** Nothing new was found, and nothing failed: the claim ends, and the form is looked at again later. */
export async function releaseForm(sql: Sql, formId: string, claim: string, nextAuditAt: Date): Promise<void> {
  await sql.query(
    'update forms set next_audit_at = $3, claim = null, claimed_until = null where id = $1 and claim = $2',
    [formId, claim, nextAuditAt],
  )
}

/** Audits of a form, newest first. */
export async function auditsOf<Result extends KeptResult>(sql: Sql, formId: string): Promise<FormAuditRow<Result>[]> {
  return (
    await sql.query<FormAuditRow<Result>>(
      `select ${auditColumns} from form_audits where form_id = $1 order by number desc limit 200`,
      [formId],
    )
  ).rows
}

/** Scores of every followed form, oldest first, at most the last 30 of each: for the list and its drawings. */
export async function formScores(
  sql: Sql,
): Promise<
  Map<string, { number: number; auditedAt: Date; passed: number; failed: number; open: number; of: number }[]>
> {
  const { rows } = await sql.query<{
    formId: string
    number: number
    auditedAt: Date
    passed: number
    failed: number
    open: number
    of: number
  }>(
    `select a.form_id as "formId", a.number, a.audited_at as "auditedAt", a.passed, a.failed, a.open, a.of_rows as "of"
     from forms f cross join lateral (select * from form_audits where form_id = f.id order by number desc limit 30) a where f.ended_at is null order by a.form_id, a.number`,
  )
  const scores = new Map<string, Omit<(typeof rows)[number], 'formId'>[]>()
  for (const { formId, ...score } of rows) scores.set(formId, [...(scores.get(formId) ?? []), score])
  return scores
}

export async function insertFormAnswer(sql: Sql, formId: string, answer: StoredAnswer): Promise<void> {
  await sql.query(
    'insert into form_answers (form_id, row_id, met, note, form_digest, author, answered_at) values ($1, $2, $3, $4, $5, $6, $7)',
    [formId, answer.row, answer.met, answer.note, answer.digest, answer.author, answer.answeredAt],
  )
}

/** The last answer to each row for each state of the form. */
export async function answersTo(sql: Sql, formId: string): Promise<StoredAnswer[]> {
  return (
    await sql.query<StoredAnswer>(
      `select distinct on (row_id, form_digest) row_id as row, met, note, form_digest as digest, author, answered_at as "answeredAt" from form_answers where form_id = $1 order by row_id, form_digest, id desc`,
      [formId],
    )
  ).rows
}

/** A form that needs somebody: it became worse, its privacy link is dead, or it cannot be read. */
export interface FormTrouble {
  id: string
  name: string
  kind: 'worse' | 'dead-link' | 'unread'
  since: Date
  failed: number
  before: number
}

export async function formTroubles(sql: Sql): Promise<FormTrouble[]> {
  const { rows } = await sql.query<FormTrouble>(
    `select f.id, f.name, f.failing_since is not null as unread, coalesce(f.failing_since, last.audited_at) as since, coalesce(last.failed, 0) as failed, coalesce(before.failed, 0) as before,
       case when f.failing_since is not null then 'unread' when last.result @? '$.rows[*].findings[*] ? (@.reason == "link-dead")' then 'dead-link' else 'worse' end as kind
     from forms f
     left join lateral (select number, failed, audited_at, result from form_audits where form_id = f.id order by number desc limit 1) last on true
     left join lateral (select failed from form_audits where form_id = f.id and number = last.number - 1) before on true
     where f.ended_at is null and (f.failing_since is not null or last.result @? '$.rows[*].findings[*] ? (@.reason == "link-dead")' or last.failed > before.failed) order by since limit 20`,
  )
  return rows.map(({ id, name, kind, since, failed, before }) => ({ id, name, kind, since, failed, before }))
}
