import type { FormDispute } from '../../../domain/forms/form-dispute.ts'
import type { FormConfirmation } from '../../../store/forms/form-disputes.ts'
import { askedRows, type FormRowResult } from '../../../domain/forms/audit.ts'
import { wordsOfFinding } from '../../../domain/forms/words-of.ts'
import { rowName } from '../app/row-name.ts'
import { formRowTexts } from '../../../domain/forms/tables/form-reasons.ts'
import type { FormResult } from '../../../operations/forms/audit-followed.ts'
import type { FollowedForm, FormAuditRow, StoredAnswer } from '../../../store/forms/forms.ts'
import { Csrf, Field, FieldError, type FormState } from '../ui/form.tsx'
import type { IconName } from '../../ui/icon.tsx'
import { Pill, type Tone } from '../ui/pill.tsx'
import { allowed, may } from '../../../domain/accounts/roles.ts'
import { sayIn } from '../app/say-in.ts'
import type { View } from '../app/view.ts'

export interface FormPeople {
  /** Names of the source "own form". */
  names: readonly string[]
  disputes: readonly (FormDispute & { people: number; consents: number })[]
  confirmations: readonly FormConfirmation[]
}

export interface FormPageProps {
  form: FollowedForm
  system: string | null
  /** Newest first. */
  audits: readonly FormAuditRow<FormResult>[]
  answers: readonly StoredAnswer[]
  /** Typed answer that was not taken, with its row. */
  typed: { row: string; state: FormState } | null
  asked: boolean
  people: FormPeople
}

const rowTones: Readonly<Record<FormRowResult['state'], readonly [Tone, IconName]>> = {
  pass: ['done', 'circle-check'],
  fail: ['broken', 'alert-triangle'],
  unsure: ['wait', 'eye'],
  'not-applicable': ['quiet', 'circle-dashed'],
}

/** One row of the audit: what was found, what puts it right, and the answer where a person has to look. */
export function Row({
  view,
  props,
  row,
  digest,
}: {
  view: View
  props: FormPageProps
  row: FormRowResult
  digest: string
}) {
  const { f } = view
  const s = view.t.forms
  const say = sayIn(view)
  const [tone, icon] = rowTones[row.state]
  const { title, source } = formRowTexts[row.id]
  const since = sinceOf(props.audits, row)
  const answer = row.answered ? props.answers.find((one) => one.row === row.id && one.digest === digest) : undefined
  return (
    <li id={row.id}>
      <div class="audit-state">
        <Pill tone={tone} icon={icon}>
          {s.rowStates[row.state]}
        </Pill>
        {since === null ? null : <span class="hint block">{s.since(f.date(since))}</span>}
      </div>
      <div class="audit-found">
        <h3>
          {say(title)} <span class="row-id">({row.id})</span> <span class="hint">{source}</span>
        </h3>
        {row.findings.map((one) => {
          const { found, fix } = wordsOfFinding(one)
          return (
            <div class="finding">
              <p>{say(found)}</p>
              {one.quotes.map((quote) => (
                <blockquote class="page-quote">
                  <span class="sr-only">
                    {s.quoted}
                    {f.colon}
                  </span>
                  {quote}
                </blockquote>
              ))}
              {fix === null || row.answered ? null : (
                <p class="fix">
                  <strong>
                    {row.state === 'unsure' ? s.look : s.fix}
                    {f.colon}
                  </strong>
                  {say(fix)}
                </p>
              )}
            </div>
          )
        })}
        {answer === undefined ? null : (
          <p class="hint">{s.answer.by(answer.author, f.dateTime(answer.answeredAt), answer.note)}</p>
        )}
        {askedRows.includes(row.id) && (row.state === 'unsure' || row.answered) && allowed(view.role, may.judge) ? (
          <Answer view={view} props={props} row={row} digest={digest} />
        ) : null}
      </div>
    </li>
  )
}

function Answer({
  view,
  props,
  row,
  digest,
}: {
  view: View
  props: FormPageProps
  row: FormRowResult
  digest: string
}) {
  const s = view.t.forms.answer
  const state: FormState = props.typed?.row === row.id ? props.typed.state : { values: {}, errors: {} }
  const id = `${row.id}-met`
  return (
    <details class="answer" open={props.typed?.row === row.id}>
      <summary>{s.legend(rowName(view, row.id))}</summary>
      <form method="post" action={`/forms/${props.form.id}/answers`} class="stack narrow">
        <Csrf token={view.csrf} />
        <input type="hidden" name="row" value={row.id} />
        <input type="hidden" name="digest" value={digest} />
        <fieldset aria-describedby={state.errors['met'] === undefined ? undefined : `${id}-error`}>
          <legend class="sr-only" id={id}>
            {s.legend(rowName(view, row.id))}
          </legend>
          {(
            [
              ['yes', s.yes],
              ['no', s.no],
            ] as const
          ).map(([value, label]) => (
            <label class="check">
              <input type="radio" name="met" value={value} checked={state.values['met'] === value} />
              <span>{label}</span>
            </label>
          ))}
          <FieldError id={id} error={state.errors['met']} />
        </fieldset>
        <Field name="note" prefix={`${row.id}-`} label={s.note} hint={s.noteHint} form={state} />
        <p>
          <button type="submit" class="btn">
            {s.save}
          </button>
        </p>
      </form>
    </details>
  )
}

/** Since which audit a row has been in its state without a break. */
function sinceOf(audits: readonly FormAuditRow<FormResult>[], row: FormRowResult): Date | null {
  let since: Date | null = null
  for (const audit of audits) {
    if (audit.result.rows.find(({ id }) => id === row.id)?.state !== row.state) break
    since = audit.auditedAt
  }
  return since
}
