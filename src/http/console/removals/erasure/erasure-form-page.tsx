import { erasureDoors } from '../../../../domain/removals/erasure-request.ts'
import { maskEmail } from '../../../../domain/contacts/identity.ts'
import type { Review } from '../../../../store/mailbox/reviews.ts'
import type { ContactRecord } from '../../../../store/contacts/contact-view.ts'
import { Choice, Csrf, ErrorSummary, Field, type FormState } from '../../ui/form.tsx'
import { html } from '../../ui/html.ts'
import { Icon } from '../../../ui/icon.tsx'
import { Page } from '../../ui/page.tsx'
import { RadioField } from '../../ui/radio-field.tsx'
import type { View } from '../../app/view.ts'

/** Whom a decision is about, and what stands against it. */
export interface ErasureSubject {
  contactId: string
  review: Review | null
  records: readonly ContactRecord[]
  held: boolean
  /** Systems where the right to remove is missing. */
  closed: readonly string[]
}

/** The decision on a request: how it came, what is erased, what is kept and until when. */
export function erasureFormPage(view: View, subject: ErasureSubject, form: FormState): string {
  const { t } = view
  const e = t.erasure
  const email = subject.records.flatMap((record) => record.emails ?? [])[0]
  const scope = form.values['scope'] ?? 'all'
  const warnings = [
    ...(subject.records.some((record) => record.relation !== 'none') ? [e.customer] : []),
    ...(subject.held ? [e.held] : []),
    ...(subject.closed.length > 0 ? [e.errors['not-granted'](subject.closed.join(', '))] : []),
  ]
  const action = `/erasures/new?${subject.review === null ? `contact=${subject.contactId}` : `review=${subject.review.id}`}`
  return html(
    <Page
      view={view}
      nav="removals"
      title={e.new}
      context={<p>{e.context}</p>}
      crumbs={[
        [t.removals.title, '/removals'],
        [e.title, '/erasures'],
      ]}
    >
      <ErrorSummary
        form={form}
        text={t.common.errorSummary(Object.keys(form.errors).length)}
        labels={{ door: e.door, receivedOn: e.receivedOn, scope: e.scope, kept: e.kept, keptUntil: e.keptUntil }}
      />
      <section class="card">
        <div class="card-head">
          <h2>{e.person}</h2>
          <a href={`/contacts/${subject.contactId}`}>{e.page.contact}</a>
        </div>
        <div class="card-body stack narrow">
          <dl class="facts">
            <div>
              <dt>{e.person}</dt>
              <dd>{email === undefined ? t.common.unknown : maskEmail(email)}</dd>
            </div>
            <div>
              <dt>{e.systems}</dt>
              <dd>{subject.records.map((record) => `${record.label} ${record.object}`).join(', ')}</dd>
            </div>
          </dl>
          {warnings.map((text) => (
            <p class="hint">
              <Icon name="alert-triangle" size={14} /> {text}
            </p>
          ))}
          <form method="post" action={action} class="stack" autocomplete="off">
            <Csrf token={view.csrf} />
            <Choice
              name="door"
              label={e.door}
              form={form}
              options={[['', e.choose], ...erasureDoors.map((door) => [door, t.byHand.doors[door]] as const)]}
            />
            <Field name="receivedOn" label={e.receivedOn} form={form} hint={e.receivedHint} type="date" required />
            <RadioField
              name="scope"
              legend={e.scope}
              value={scope}
              form={form}
              options={(['all', 'kept'] as const).map((value) => ({
                value,
                label: e.scopes[value],
                hint: e.scopes[`${value}More`],
              }))}
            />
            <Field name="kept" label={e.kept} form={form} hint={e.keptHint} lines={3} />
            <Field name="keptUntil" label={e.keptUntil} form={form} hint={e.keptUntilHint} type="date" />
            <p class="actions">
              <button type="submit" class="btn danger">
                {e.go}
              </button>{' '}
              <span class="hint">{e.cannotUndo}</span>
            </p>
          </form>
        </div>
      </section>
    </Page>,
  )
}
