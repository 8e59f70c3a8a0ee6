import { withdrawalReasons } from '../../../domain/sources/withdrawal.ts'
import type { SourceShift } from '../../../operations/decisions/added/preview-source-change.ts'
import type { AddedSource } from '../../../store/sources/withdrawn-sources.ts'
import { Icon } from '../../ui/icon.tsx'
import type { View } from '../app/view.ts'
import { Choice, Csrf, ErrorSummary, Field, type FormState } from '../ui/form.tsx'
import { html } from '../ui/html.ts'
import { Page } from '../ui/page.tsx'
import { RadioField } from '../ui/radio-field.tsx'
import { SourceFields } from './person-source-page.tsx'

interface SourceChangeProps {
  source: AddedSource
  /** Who has it from the same act. */
  people: number
  /** What the verdict of this one person is with it and without it. */
  shift: SourceShift
  action: string
  correct: FormState
  withdraw: FormState
}

/** Fields of the second form of the page have ids of their own. */
const second = 'withdraw-'

/** A source that one of us added: taken back, or another one in its place. */
export function sourceChangePage(view: View, props: SourceChangeProps): string {
  const { t, f } = view
  const { source, people, shift, correct, withdraw } = props
  const c = t.sourceChange
  const p = t.sources.person
  const labels = { reason: c.reason, why: c.why, scope: c.scope }
  const summaryOf = (form: FormState) => t.common.errorSummary(Object.keys(form.errors).length)
  return html(
    <Page
      view={view}
      nav="contacts"
      title={c.title}
      crumbs={[[c.back, `/contacts/${source.contactId}#sources`]]}
      context={<p>{c.stays}</p>}
    >
      <ErrorSummary
        form={correct}
        text={summaryOf(correct)}
        labels={{ ...labels, kind: p.kind, name: p.name, obtainedOn: p.obtainedOn, note: p.note, evidence: c.file }}
      />
      <ErrorSummary form={withdraw} text={summaryOf(withdraw)} labels={labels} prefix={second} />
      <div class="stack">
        <section class="card">
          <div class="card-body">
            <p class="strong">{sourceWords(view, source)}</p>
            <p class="hint">
              {c.added(source.author, f.dateTime(source.createdAt))} {source.isListed ? c.toList(people) : c.toOne}
            </p>
            <p>{withoutIt(view, shift)}</p>
          </div>
        </section>
        <div class="grid halves">
          <CorrectCard view={view} {...props} />
          <WithdrawCard view={view} {...props} />
        </div>
      </div>
    </Page>,
  )
}

/** Kind, name and day of a source in one line. */
export function sourceWords(
  { t, f }: View,
  { kind, name, obtainedOn }: Pick<AddedSource, 'kind' | 'name' | 'obtainedOn'>,
): string {
  const source = `${t.common.sourceKinds[kind]}${f.colon}${name}`
  return obtainedOn === null ? source : `${source}, ${f.day(obtainedOn)}`
}

function withoutIt({ t }: View, { shifts, changed, toInform }: SourceShift): string {
  const c = t.sourceChange
  const v = t.common.verdicts
  const [one] = shifts
  const verdict = one === undefined ? (changed > 0 ? c.elsewhere : c.sameVerdict) : c.differs(v[one.from], v[one.to])
  return toInform > 0 ? `${verdict} ${c.informs}` : verdict
}

function CorrectCard({ view, source, people, action, correct: form }: { view: View } & SourceChangeProps) {
  const { t } = view
  const c = t.sourceChange
  const { evidenceId, evidenceName } = form.values
  const fileHint = evidenceName === undefined ? c.fileHint : c.fileNew(evidenceName)
  return (
    <section class="card">
      <div class="card-head">
        <h2>{c.correct}</h2>
      </div>
      <form method="post" action={`${action}/correct`} enctype="multipart/form-data" class="card-body stack">
        <Csrf token={view.csrf} />
        {evidenceId === undefined ? null : <input type="hidden" name="evidenceId" value={evidenceId} />}
        {evidenceName === undefined ? null : <input type="hidden" name="evidenceName" value={evidenceName} />}
        <p class="hint">{c.correctMore}</p>
        <ScopeField view={view} people={source.isListed ? people : 1} form={form} prefix="" />
        <SourceFields view={view} form={form} obtainedHint={t.sources.list.obtainedHint} file={[c.file, fileHint]} />
        <ReasonFields view={view} form={form} prefix="" isCorrected />
        <p>
          <button type="submit" class="btn primary">
            {c.correctGo}
          </button>
        </p>
      </form>
    </section>
  )
}

function WithdrawCard({ view, source, people, action, withdraw: form }: { view: View } & SourceChangeProps) {
  const c = view.t.sourceChange
  return (
    <section class="card">
      <div class="card-head">
        <h2>{c.withdraw}</h2>
      </div>
      <form method="post" action={`${action}/withdraw`} class="card-body stack">
        <Csrf token={view.csrf} />
        <p class="hint">{c.withdrawMore}</p>
        <ScopeField view={view} people={source.isListed ? people : 1} form={form} prefix={second} />
        <ReasonFields view={view} form={form} prefix={second} />
        <p>
          <button type="submit" class="btn danger">
            {c.withdrawGo}
          </button>
        </p>
      </form>
    </section>
  )
}

/** This person, or everyone on the list; nothing is asked where nobody else has it. */
function ScopeField({ view, people, form, prefix }: { view: View; people: number; form: FormState; prefix: string }) {
  const c = view.t.sourceChange
  if (people < 2) return null
  return (
    <RadioField
      name="scope"
      legend={c.scope}
      value={form.values['scope'] ?? 'one'}
      form={form}
      prefix={prefix}
      options={[
        { value: 'one', label: c.one, hint: c.oneHint },
        { value: 'list', label: c.whole(people), hint: c.wholeHint },
      ]}
    />
  )
}

interface ReasonProps {
  view: View
  form: FormState
  prefix: string
  isCorrected?: true
}

/** Why; of another person there is nothing to correct here. */
function ReasonFields({ view, form, prefix, isCorrected }: ReasonProps) {
  const c = view.t.sourceChange
  const reasons = withdrawalReasons.filter((reason) => isCorrected !== true || reason !== 'wrong-person')
  return (
    <>
      <Choice
        name="reason"
        label={c.reason}
        form={form}
        prefix={prefix}
        value=""
        options={[['', '–'], ...reasons.map((reason) => [reason, c.reasons[reason]] as const)]}
      />
      <Field name="why" label={c.why} hint={c.whyHint} form={form} prefix={prefix} lines={2} />
    </>
  )
}

/** Nothing can be done here any more, and why. */
export function sourceStoppedPage(view: View, { contactId, text }: { contactId: string; text: string }): string {
  const c = view.t.sourceChange
  const back = `/contacts/${contactId}#sources`
  return html(
    <Page view={view} nav="contacts" title={c.title} crumbs={[[c.back, back]]}>
      <div class="notice wait" role="alert">
        <Icon name="alert-triangle" />
        <p>{text}</p>
      </div>
      <p>
        <a class="btn" href={back}>
          {c.toContact}
        </a>
      </p>
    </Page>,
  )
}
