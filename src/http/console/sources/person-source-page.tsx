import { declaredKinds } from '../../../domain/sources/tables/source-kinds.ts'
import type { View } from '../app/view.ts'
import { EvidenceField } from '../ui/evidence-field.tsx'
import { DayField } from '../ui/days/day-field.tsx'
import { Check, Choice, Csrf, ErrorSummary, Field, type FormState } from '../ui/form.tsx'
import { html } from '../ui/html.ts'
import { Page } from '../ui/page.tsx'

interface SourceFormProps {
  title: string
  context: string
  /** What becomes of it, beside the button. */
  stays: string
  /** What is said beside the day. */
  obtainedHint: string
  action: string
  back: readonly [label: string, href: string]
  form: FormState
  /** Stands for the people who are shown; missing = one person. */
  seal?: string
  /** False: there is nobody to whom it could be added. */
  isOpen: boolean
}

/** Where the data of one person, or of everyone on a list, came from, with the file that shows it. */
export function sourceFormPage(
  view: View,
  { title, context, stays, obtainedHint, action, back, form, seal, isOpen }: SourceFormProps,
): string {
  const { t } = view
  const p = t.sources.person
  const labels = { kind: p.kind, name: p.name, obtainedOn: p.obtainedOn, note: p.note, evidence: p.file }
  return html(
    <Page view={view} nav="contacts" title={title} context={<p>{context}</p>} crumbs={[back]}>
      <ErrorSummary form={form} text={t.common.errorSummary(Object.keys(form.errors).length)} labels={labels} />
      {isOpen ? (
        <section class="card">
          <form method="post" action={action} enctype="multipart/form-data" class="card-body stack narrow">
            <Csrf token={view.csrf} />
            {seal === undefined ? null : <input type="hidden" name="seal" value={seal} />}
            <SourceFields view={view} form={form} obtainedHint={obtainedHint} file={[p.file, t.common.evidence.hint]} />
            <p class="hint">{stays}</p>
            <p>
              <button type="submit" class="btn primary">
                {p.save}
              </button>
            </p>
          </form>
        </section>
      ) : null}
    </Page>,
  )
}

interface SourceFieldsProps {
  view: View
  form: FormState
  obtainedHint: string
  /** What the field of the file is called, and how it is meant. */
  file: readonly [label: string, hint: string]
}

/** What is said of a source that one of us adds, and the file that shows it. */
export function SourceFields({ view, form, obtainedHint, file: [file, fileHint] }: SourceFieldsProps) {
  const { t } = view
  const p = t.sources.person
  return (
    <>
      <Choice
        name="kind"
        label={p.kind}
        form={form}
        value={form.values['kind'] ?? ''}
        options={[
          ['', '–'],
          ...declaredKinds.map((kind) => [kind, `${t.common.sourceKinds[kind]} (${kind})`] as const),
        ]}
      />
      <Field name="name" label={p.name} form={form} hint={p.nameHint} required />
      <DayField view={view} name="obtainedOn" label={p.obtainedOn} form={form} hint={obtainedHint} required />
      <Field name="note" label={p.note} form={form} hint={p.noteHint} lines={3} required />
      <Check name="noticeShown" label={p.notice} checked={form.values['noticeShown'] === 'on'} hint={p.noticeHint} />
      <EvidenceField name="evidence" label={file} hint={fileHint} form={form} />
    </>
  )
}
