import { erasureDoors } from '../../../../domain/removals/erasure-request.ts'
import { maskEmail } from '../../../../domain/contacts/identity.ts'
import { DayField } from '../../ui/days/day-field.tsx'
import { Csrf, ErrorSummary, Field, type FormState } from '../../ui/form.tsx'
import { html } from '../../ui/html.ts'
import { Icon } from '../../../ui/icon.tsx'
import { Page } from '../../ui/page.tsx'
import { RadioField } from '../../ui/radio-field.tsx'
import type { View } from '../../app/view.ts'
import type { ErasureSubject, ShownErasure } from './erasure-facts.ts'
import { BlocksCard, SubjectCard } from './erasure-subject.tsx'
import { RequestFields } from './request-fields.tsx'

/** The decision on a request: how it came, what is erased, what is kept and until when; first what it is about. */
export function erasureFormPage(
  view: View,
  subject: ErasureSubject,
  shown: ShownErasure | null,
  form: FormState,
): string {
  const { t } = view
  const e = t.erasure
  const email = subject.records.flatMap((record) => record.emails ?? [])[0]
  return html(
    <Page
      view={view}
      nav="removals"
      title={e.new}
      context={
        <>
          <p>{e.context}</p>
          <p class="hint">
            {shown === null
              ? email === undefined
                ? t.common.unknown
                : maskEmail(email)
              : e.shown(view.f.time(shown.at))}
          </p>
        </>
      }
      crumbs={[
        [t.removals.title, '/removals'],
        [e.title, '/erasures'],
      ]}
    >
      <ErrorSummary
        form={form}
        text={t.common.errorSummary(Object.keys(form.errors).length)}
        labels={{
          door: e.door,
          receivedOn: e.receivedOn,
          identity: e.identity.legend,
          identityWords: e.identity.words,
          scope: e.scope,
          kept: e.kept,
          keptUntil: e.keptUntil,
        }}
      />
      <div class="stack">
        <SubjectCard view={view} subject={subject} shown={shown} />
        {shown === null ? (
          <section class="card">
            <form method="post" action={addressOf(subject, '/show')} class="card-body stack">
              <Csrf token={view.csrf} />
              <p class="hint">{e.showMore}</p>
              <p>
                <button type="submit" class="btn primary">
                  <Icon name="eye" />
                  {e.show}
                </button>
              </p>
            </form>
          </section>
        ) : (
          <>
            <BlocksCard view={view} subject={subject} />
            <DecisionCard view={view} subject={subject} form={form} />
          </>
        )}
      </div>
    </Page>,
  )
}

function addressOf({ review, contactId }: ErasureSubject, more = ''): string {
  return `/erasures/new${more}?${review === null ? `contact=${contactId}` : `review=${review.id}`}`
}

function DecisionCard({ view, subject, form }: { view: View; subject: ErasureSubject; form: FormState }) {
  const { t } = view
  const e = t.erasure
  return (
    <section class="card">
      <form method="post" action={addressOf(subject)} class="card-body stack narrow" autocomplete="off">
        <Csrf token={view.csrf} />
        <input type="hidden" name="seen" value="on" />
        <RequestFields view={view} form={form} doors={erasureDoors} />
        <RadioField
          name="scope"
          legend={e.scope}
          value={form.values['scope'] ?? 'all'}
          form={form}
          options={(['all', 'kept'] as const).map((value) => ({
            value,
            label: e.scopes[value],
            hint: e.scopes[`${value}More`],
          }))}
        />
        <Field name="kept" label={e.kept} form={form} hint={e.keptHint} lines={3} />
        <DayField view={view} name="keptUntil" label={e.keptUntil} form={form} hint={e.keptUntilHint} />
        <p class="hint">{e.cooling(view.settings.erasureCoolingHours)}</p>
        <p class="actions">
          <button type="submit" class="btn danger">
            {e.go}
          </button>{' '}
          <span class="hint">
            {e.cannotUndo} {view.asksAgain ? e.agree.asksAgain : ''}
          </span>
        </p>
      </form>
    </section>
  )
}
