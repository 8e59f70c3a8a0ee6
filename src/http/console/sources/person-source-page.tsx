import { declaredKinds } from '../../../domain/sources/tables/source-kinds.ts'
import type { View } from '../app/view.ts'
import { EvidenceField } from '../ui/evidence-field.tsx'
import { Choice, Csrf, ErrorSummary, Field, type FormState } from '../ui/form.tsx'
import { html } from '../ui/html.ts'
import { Page } from '../ui/page.tsx'

/** Where the data of one person came from, with the file that shows it. */
export function personSourcePage(view: View, contactId: string, form: FormState): string {
  const { t } = view
  const p = t.sources.person
  const labels = { kind: p.kind, name: p.name, obtainedOn: p.obtainedOn, note: p.note, evidence: p.file }
  return html(
    <Page
      view={view}
      nav="contacts"
      title={p.title}
      context={<p>{p.context}</p>}
      crumbs={[[p.back, `/contacts/${contactId}`]]}
    >
      <ErrorSummary form={form} text={t.common.errorSummary(Object.keys(form.errors).length)} labels={labels} />
      <section class="card">
        <form
          method="post"
          action={`/contacts/${contactId}/source`}
          enctype="multipart/form-data"
          class="card-body stack narrow"
        >
          <Csrf token={view.csrf} />
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
          <Field name="obtainedOn" label={p.obtainedOn} form={form} type="date" hint={p.obtainedHint} required />
          <Field name="note" label={p.note} form={form} hint={p.noteHint} lines={3} required />
          <EvidenceField name="evidence" label={p.file} hint={t.common.evidence.hint} form={form} />
          <p class="hint">{p.stays}</p>
          <p>
            <button type="submit" class="btn primary">
              {p.save}
            </button>
          </p>
        </form>
      </section>
    </Page>,
  )
}
