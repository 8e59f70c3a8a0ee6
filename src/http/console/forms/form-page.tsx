import { formRows } from '../../../domain/forms/finding.ts'
import type { FormResult } from '../../../operations/forms/audit-followed.ts'
import type { FollowedForm, FormAuditRow } from '../../../store/forms/forms.ts'
import { emptyForm, ErrorSummary, PostButton } from '../ui/form.tsx'
import { html } from '../ui/html.ts'
import { Icon } from '../../ui/icon.tsx'
import { Page } from '../ui/page.tsx'
import { ScoreBar, ScoreTrend } from './score-bar.tsx'
import { Time } from '../ui/time.tsx'
import { FormHistory, NoticeCard, OtherForms, PolicyCard, Unjudged } from './form-cards.tsx'
import { mayPaste, PasteCard } from './form-paste.tsx'
import { FormPeopleCard } from './form-people.tsx'
import { rowName } from '../app/row-name.ts'
import { shortUrl } from './forms-page.tsx'
import { allowed, may } from '../../../domain/accounts/roles.ts'
import type { View } from '../app/view.ts'
import { type FormPageProps, Row } from './form-row.tsx'

/** What is wrong with this form, and what puts it right? */
export function formPage(view: View, props: FormPageProps): string {
  const s = view.t.forms
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
      context={<PlaceLine view={view} form={form} system={system} />}
      actions={<FormActs view={view} form={form} audited={last !== undefined} judge={judge} />}
    >
      {props.typed === null ? null : <Faults view={view} typed={props.typed} />}
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
      <FormPeopleCard view={view} props={props} people={props.people} digest={last.formDigest} />
      <div class="grid halves">
        <NoticeCard view={view} result={last.result} />
        <PolicyCard view={view} result={last.result} />
      </div>
      <OtherForms view={view} form={props.form} result={last.result} />
      <FormHistory view={view} audits={props.audits} />
    </>
  )
}

/** Where the form is, and when it was read last. */
function PlaceLine({ view, form, system }: { view: View; form: FollowedForm; system: string | null }) {
  const { f } = view
  const s = view.t.forms
  return (
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
  )
}

function FormActs({
  view,
  form,
  audited,
  judge,
}: {
  view: View
  form: FollowedForm
  audited: boolean
  judge: boolean
}) {
  const s = view.t.forms
  return (
    <>
      {!audited ? null : (
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
  )
}

/** What was wrong in the one form of the page that was sent. */
function Faults({ view, typed }: { view: View; typed: NonNullable<FormPageProps['typed']> }) {
  const { t } = view
  const s = t.forms
  const about = formRows.find((id) => typed.row === id || typed.row === `confirm-${id}`)
  const name = about === undefined ? typed.row : rowName(view, about)
  return (
    <ErrorSummary
      form={typed.state}
      prefix={`${typed.row}-`}
      text={t.common.errorSummary(Object.keys(typed.state.errors).length)}
      labels={{
        met: s.answer.legend(name),
        note: typed.row.startsWith('confirm-') ? s.people.note : s.answer.note,
        row: name,
        html: s.paste.html,
      }}
    />
  )
}
