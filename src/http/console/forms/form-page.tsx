import { askedRows, type RowResult } from '../../../domain/forms/audit.ts'
import { wordsOfFinding } from '../../../domain/forms/words-of.ts'
import { formRowTexts } from '../../../domain/forms/tables/form-reasons.ts'
import type { FormResult } from '../../../operations/forms/follow-form.ts'
import type { FollowedForm, FormAuditRow, StoredAnswer } from '../../../store/forms/forms.ts'
import { Csrf, emptyForm, ErrorSummary, Field, FieldError, PostButton, type FormState } from '../ui/form.tsx'
import { html } from '../ui/html.ts'
import { Icon, type IconName } from '../../ui/icon.tsx'
import { Page } from '../ui/page.tsx'
import { Pill, type Tone } from '../ui/pill.tsx'
import { ScoreBar, ScoreTrend } from './score-bar.tsx'
import { Time } from '../ui/time.tsx'
import { FormHistory, NoticeCard, OtherForms, PolicyCard, Unjudged } from './form-cards.tsx'
import { mayPaste, PasteCard } from './form-paste.tsx'
import { PeopleCard, type FormPeople } from './form-people.tsx'
import { shortUrl } from './forms-page.tsx'
import { allowed, may } from '../app/roles.ts'
import { sayIn } from '../app/say-in.ts'
import type { View } from '../app/view.ts'

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

const rowTones: Readonly<Record<RowResult['state'], readonly [Tone, IconName]>> = {
  pass: ['done', 'circle-check'],
  fail: ['broken', 'alert-triangle'],
  unsure: ['wait', 'eye'],
  'not-applicable': ['quiet', 'circle-dashed'],
}

/** What is wrong with this form, and what puts it right? */
export function formPage(view: View, props: FormPageProps): string {
  const { f, t } = view
  const s = t.forms
  const { form, system, audits } = props
  const [last] = audits
  const waiting = last === undefined && form.failure === null
  const busy = waiting || props.asked
  const judge = allowed(view.role, may.judge)
  return html(
    <Page
      view={view}
      nav="forms"
      title={form.name}
      tab={form.name}
      crumbs={[[s.tab, '/forms']]}
      {...(busy ? { refreshSeconds: 2 } : {})}
      context={
        <p>
          {system === null ? (
            <>
              <span>
                {s.page}
                {f.colon}
              </span>
              <a href={form.url ?? ''} rel="noreferrer noopener external">
                {shortUrl(form.url ?? '')}
              </a>
            </>
          ) : (
            s.of(system)
          )}
          {form.checkedAt === null ? null : (
            <>
              {' · '}
              {s.columns.checked} <Time at={form.checkedAt}>{f.relative(form.checkedAt, view.now)}</Time>
            </>
          )}
        </p>
      }
      actions={
        <>
          {last === undefined ? null : (
            <a class="btn" href={`/forms/${form.id}.csv`} download>
              <Icon name="download" />
              {s.csv}
            </a>
          )}
          {judge ? (
            <>
              <PostButton view={view} action={`/forms/${form.id}/end`}>
                {s.end}
              </PostButton>
              <PostButton view={view} action={`/forms/${form.id}/audit`} kind="primary">
                <Icon name="refresh" />
                {s.again}
              </PostButton>
            </>
          ) : null}
        </>
      }
    >
      {props.typed === null ? null : (
        <ErrorSummary
          form={props.typed.state}
          prefix={`${props.typed.row}-`}
          text={t.common.errorSummary(Object.keys(props.typed.state.errors).length)}
          labels={{
            met: s.answer.legend(props.typed.row),
            note: props.typed.row.startsWith('confirm-') ? s.people.note : s.answer.note,
            row: props.typed.row,
            html: s.paste.html,
          }}
        />
      )}
      <div id="list" class="stack" {...(busy ? { 'data-live': '1' } : {})}>
        {form.failure === null ? null : <Failure view={view} form={form} />}
        {judge && mayPaste(form, last) ? (
          <PasteCard
            view={view}
            form={form}
            last={last}
            state={props.typed?.row === 'paste' ? props.typed.state : emptyForm}
          />
        ) : null}
        {busy && form.failure === null ? (
          <div class="notice" role="status">
            <Icon name="refresh" />
            <p>{waiting ? s.reading : s.asked}</p>
          </div>
        ) : null}
        {last === undefined ? null : <Audit view={view} props={props} last={last} />}
      </div>
    </Page>,
  )
}

function Failure({ view, form }: { view: View; form: FollowedForm }) {
  const { f } = view
  const s = view.t.forms
  const known = s.faults[form.failure ?? ''] ?? s.faults['connector'] ?? ''
  return (
    <div class="notice broken" role="status">
      <Icon name="alert-triangle" />
      <div>
        <p>{known}</p>
        {form.failureWhere === null ? null : (
          <p class="hint">
            {form.failure === 'drawn' ? (
              s.drawnForm(form.failureWhere)
            ) : (
              <>
                {s.where}
                {f.colon}
                <code class="value">{form.failureWhere}</code>
              </>
            )}
          </p>
        )}
        {form.checkedAt === null || form.failingSince === null ? null : (
          <p class="hint">{s.failed(f.dateTime(form.failingSince))}</p>
        )}
      </div>
    </div>
  )
}

function Audit({ view, props, last }: { view: View; props: FormPageProps; last: FormAuditRow<FormResult> }) {
  const s = view.t.forms
  const rows = last.result.rows
  const na = rows.filter(({ state }) => state === 'not-applicable').length
  return (
    <>
      <Unjudged view={view} result={last.result} />
      <section class="card">
        <div class="card-body form-score">
          <div class="stack">
            <p class="big-figure">
              <strong>{s.score(last.passed, last.of)}</strong> <span>{s.scoreMore(last.failed, last.open)}</span>
            </p>
            <ScoreBar score={last} height={10} />
            <p class="hint">{s.explain(last.passed, last.of, na)}</p>
          </div>
          <div>
            <ScoreTrend view={view} scores={props.audits.toReversed()} />
            <p class="hint">{s.columns.trend}</p>
          </div>
        </div>
      </section>
      {(['fail', 'unsure', 'pass', 'not-applicable'] as const).map((state) => {
        const group = rows.filter((row) => row.state === state)
        return group.length === 0 ? null : (
          <section class="card">
            <div class="card-head">
              <h2>{s.groups[state]}</h2>
              <span class="hint">{view.f.number(group.length)}</span>
            </div>
            <ul class="plain-list audit-rows">
              {group.map((row) => (
                <Row view={view} props={props} row={row} digest={last.formDigest} />
              ))}
            </ul>
          </section>
        )
      })}
      <PeopleCard view={view} props={props} people={props.people} digest={last.formDigest} />
      <div class="grid halves">
        <NoticeCard view={view} result={last.result} />
        <PolicyCard view={view} result={last.result} />
      </div>
      <OtherForms view={view} form={props.form} result={last.result} />
      <FormHistory view={view} audits={props.audits} />
    </>
  )
}

function Row({ view, props, row, digest }: { view: View; props: FormPageProps; row: RowResult; digest: string }) {
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
          <span class="row-id">{row.id}</span> {say(title)} <span class="hint">{source}</span>
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

function Answer({ view, props, row, digest }: { view: View; props: FormPageProps; row: RowResult; digest: string }) {
  const s = view.t.forms.answer
  const state: FormState = props.typed?.row === row.id ? props.typed.state : { values: {}, errors: {} }
  const id = `${row.id}-met`
  return (
    <details class="answer" open={props.typed?.row === row.id}>
      <summary>{s.legend(row.id)}</summary>
      <form method="post" action={`/forms/${props.form.id}/answers`} class="stack narrow">
        <Csrf token={view.csrf} />
        <input type="hidden" name="row" value={row.id} />
        <input type="hidden" name="digest" value={digest} />
        <fieldset aria-describedby={state.errors['met'] === undefined ? undefined : `${id}-error`}>
          <legend class="sr-only" id={id}>
            {s.legend(row.id)}
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
function sinceOf(audits: readonly FormAuditRow<FormResult>[], row: RowResult): Date | null {
  let since: Date | null = null
  for (const audit of audits) {
    if (audit.result.rows.find(({ id }) => id === row.id)?.state !== row.state) break
    since = audit.auditedAt
  }
  return since
}
