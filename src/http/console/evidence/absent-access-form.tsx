import { answerLanguages, type AccessAsker } from '../../../domain/evidence/access-asker.ts'
import { accessDoors } from '../../../domain/evidence/access-request.ts'
import type { View } from '../app/view.ts'
import { Choice, Csrf, ErrorSummary, Field, type FormState } from '../ui/form.tsx'
import { html } from '../ui/html.ts'
import { Page } from '../ui/page.tsx'
import { RequestFields } from '../removals/erasure/request-fields.tsx'

/** Who asked, and in which language they are answered. */
function AskerFields({ view, form }: { view: View; form: FormState }) {
  const a = view.t.absentAccess
  return (
    <>
      <Field name="email" label={a.email} form={form} inputmode="email" spellcheck={false} />
      <Field name="phone" label={a.phone} form={form} hint={a.phoneHint} />
      <Field name="firstName" label={a.firstName} form={form} />
      <Field name="lastName" label={a.lastName} form={form} hint={a.nameHint} />
      <Choice
        name="language"
        label={a.language}
        form={form}
        options={[
          ['', a.chooseLanguage],
          ...answerLanguages.map((one) => [one, view.t.notices.languages[one]] as const),
        ]}
      />
    </>
  )
}

function labelsOf({ t }: View): Record<string, string> {
  const { absentAccess: a, erasure: e } = t
  return {
    email: a.email,
    phone: a.phone,
    firstName: a.firstName,
    language: a.language,
    door: e.door,
    receivedOn: e.receivedOn,
    identity: e.identity.legend,
    identityWords: e.identity.words,
  }
}

/** A request of somebody who has no contact; `reviewId`: the question of the inbox that asked. */
export function absentAccessForm(view: View, reviewId: string | null, form: FormState): string {
  const { t } = view
  const { absentAccess: a, accessRequests: r } = t
  return html(
    <Page
      view={view}
      nav="removals"
      title={a.title}
      context={<p>{a.context}</p>}
      crumbs={[
        [t.removals.title, '/removals'],
        [r.title, '/access'],
      ]}
    >
      <ErrorSummary form={form} text={t.common.errorSummary(Object.keys(form.errors).length)} labels={labelsOf(view)} />
      <section class="card">
        <form
          method="post"
          action={`/access/absent${reviewId === null ? '' : `?review=${reviewId}`}`}
          class="card-body stack narrow"
          autocomplete="off"
        >
          <Csrf token={view.csrf} />
          <AskerFields view={view} form={form} />
          <RequestFields view={view} form={form} doors={accessDoors} hows={a.identityHows} />
          <p>
            <button type="submit" class="btn primary">
              {r.go}
            </button>
          </p>
        </form>
      </section>
    </Page>,
  )
}

/** Says anew who asked. */
export function askerForm(view: View, request: { id: string; number: string }, form: FormState): string {
  const { t } = view
  const { absentAccess: a, accessRequests: r } = t
  return html(
    <Page
      view={view}
      nav="removals"
      title={a.correct}
      crumbs={[
        [t.removals.title, '/removals'],
        [r.title, '/access'],
        [request.number, `/access/${request.id}`],
      ]}
    >
      <ErrorSummary form={form} text={t.common.errorSummary(Object.keys(form.errors).length)} labels={labelsOf(view)} />
      <section class="card">
        <form method="post" action={`/access/${request.id}/who`} class="card-body stack narrow" autocomplete="off">
          <Csrf token={view.csrf} />
          <AskerFields view={view} form={form} />
          <p>
            <button type="submit" class="btn primary">
              {a.correctGo}
            </button>
          </p>
        </form>
      </section>
    </Page>,
  )
}

/** What was kept, as it stands in the fields. */
export const askerValues = (asker: AccessAsker | null, language: string | null): Record<string, string> => ({
  email: asker?.email ?? '',
  phone: asker?.phone ?? '',
  firstName: asker?.firstName ?? '',
  lastName: asker?.lastName ?? '',
  language: language ?? '',
})
