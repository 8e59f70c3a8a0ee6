import { maskEmail, maskName } from '../../../domain/contacts/identity.ts'
import type { AttestedSet } from '../../../domain/sources/attestation.ts'
import { declaredKinds } from '../../../domain/sources/tables/source-kinds.ts'
import type { AttestableSample } from '../../../store/sources/attestations.ts'
import { Check, Choice, Csrf, ErrorSummary, Field, type FormState } from '../ui/form.tsx'
import { html } from '../ui/html.ts'
import { Page } from '../ui/page.tsx'
import { attestHref, nameOfSet } from './attestation-cards.tsx'
import type { View } from '../app/view.ts'

interface AttestProps {
  set: AttestedSet
  label: string | null
  preview: { coversBefore: Date; people: number; later: number; sample: readonly AttestableSample[] }
  form: FormState
  user: string
}

/** A declaration is read, written and signed on a page of its own. */
export function attestPage(view: View, { set, label, preview, form, user }: AttestProps): string {
  const { t, f } = view
  const a = t.sources.attestation
  const of = nameOfSet(view, label, set)
  return html(
    <Page
      view={view}
      nav="sources"
      title={a.title}
      context={
        <p>
          {of}. {a.context(f.date(preview.coversBefore))}
        </p>
      }
      crumbs={[[a.back, '/sources']]}
    >
      <ErrorSummary
        form={form}
        text={t.common.errorSummary(Object.keys(form.errors).length)}
        labels={{ kind: a.kind, name: a.name, statement: a.statement, signature: a.signature(user) }}
      />
      <div class="stack">
        <PeopleCard view={view} preview={preview} />
        {preview.people === 0 ? null : <DeclarationCard view={view} set={set} form={form} user={user} />}
      </div>
    </Page>,
  )
}

/** Whom the declaration would cover, a few of them masked. */
function PeopleCard({ view, preview }: { view: View; preview: AttestProps['preview'] }) {
  const { t, f } = view
  const s = t.sources
  const a = s.attestation
  const until = f.date(preview.coversBefore)
  return (
    <section class="card">
      <div class="card-head">
        <h2>{preview.people === 0 ? a.errors.nobody : a.people(preview.people)}</h2>
      </div>
      {preview.later === 0 ? null : <p class="card-body hint">{a.later(preview.later, until)}</p>}
      {preview.sample.length === 0 ? null : (
        <table class="rows">
          <caption class="card-body">{a.sample(preview.sample.length)}</caption>
          <thead>
            <tr>
              <th scope="col">{a.person}</th>
              <th scope="col">{s.value}</th>
              <th scope="col">{a.collected}</th>
            </tr>
          </thead>
          <tbody>
            {preview.sample.map((row) => (
              <tr>
                <td data-label={a.person}>
                  <a href={`/contacts/${row.contactId}`}>
                    {[row.firstName, row.lastName]
                      .filter((part) => part !== null && part !== '')
                      .map((part) => maskName(part ?? ''))
                      .join(' ') || '–'}
                  </a>
                  {row.email === null ? null : <p class="hint">{maskEmail(row.email)}</p>}
                </td>
                <td data-label={s.value}>{row.sourceValue ?? s.noValue}</td>
                <td data-label={a.collected}>{f.date(row.createdAt)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </section>
  )
}

/** The declaration itself, signed with the name of who makes it. */
function DeclarationCard({ view, set, form, user }: { view: View; set: AttestedSet; form: FormState; user: string }) {
  const { t } = view
  const a = t.sources.attestation
  return (
    <section class="card">
      <div class="card-head">
        <h2>{a.what}</h2>
      </div>
      <form
        method="post"
        action={attestHref({
          connectionId: set.connectionId,
          value: set.sourceValue,
          year: set.createdIn,
          list: set.list,
        })}
        class="card-body stack narrow"
      >
        <Csrf token={view.csrf} />
        <Choice
          name="kind"
          label={a.kind}
          form={form}
          value=""
          options={[
            ['', '–'],
            ...declaredKinds.map((kind) => [kind, `${t.common.sourceKinds[kind]} (${kind})`] as const),
          ]}
        />
        <Field name="name" label={a.name} form={form} hint={a.nameHint} required />
        <Check name="noticeShown" label={a.notice} checked={form.values['noticeShown'] === 'on'} />
        <Field name="statement" label={a.statement} form={form} hint={a.statementHint} lines={4} required />
        <Field name="signature" label={a.signature(user)} form={form} autocomplete="off" required />
        <p class="hint">{a.undo}</p>
        <p>
          <button type="submit" class="btn primary">
            {a.go}
          </button>
        </p>
      </form>
    </section>
  )
}
