import { erasureDoors, type Looked } from '../../../../domain/removals/erasure-request.ts'
import type { Review } from '../../../../store/mailbox/reviews.ts'
import { DayField } from '../../ui/days/day-field.tsx'
import { Check, Choice, Csrf, ErrorSummary, Field, type FormState } from '../../ui/form.tsx'
import { html } from '../../ui/html.ts'
import { Page } from '../../ui/page.tsx'
import { RadioField } from '../../ui/radio-field.tsx'
import { Time } from '../../ui/time.tsx'
import type { View } from '../../app/view.ts'

/** Found instead of nobody: the contact whose own the address is; or who may be who asked, their address masked. */
export interface FoundOnes {
  heldBy: string | null
  near: readonly { id: string; label: string }[]
}

/** Whom to look for, and what is kept of the question. */
export function absentFormPage(view: View, review: Review | null, form: FormState, found: FoundOnes): string {
  const { t } = view
  const e = t.erasure
  const a = e.absent
  const keep = form.values['keep'] ?? 'no'
  return html(
    <Page
      view={view}
      nav="removals"
      title={a.title}
      context={<p>{a.context}</p>}
      crumbs={[
        [t.removals.title, '/removals'],
        [e.title, '/erasures'],
      ]}
    >
      <ErrorSummary
        form={form}
        text={t.common.errorSummary(Object.keys(form.errors).length)}
        labels={{
          'others-on': a.others,
          email: a.email,
          phone: a.phone,
          door: e.door,
          receivedOn: e.receivedOn,
          keep: a.keep,
        }}
      />
      {found.heldBy === null ? null : (
        <p>
          <a class="btn" href={`/erasures/new?contact=${found.heldBy}`}>
            {a.heldBy}
          </a>
        </p>
      )}
      <section class="card">
        <form
          method="post"
          action={`/erasures/absent${review === null ? '' : `?review=${review.id}`}`}
          class="card-body stack narrow"
          autocomplete="off"
        >
          <Csrf token={view.csrf} />
          <Field name="email" label={a.email} form={form} inputmode="email" spellcheck={false} />
          <Field name="phone" label={a.phone} form={form} hint={a.phoneHint} />
          <Choice
            name="door"
            label={e.door}
            form={form}
            options={[['', e.choose], ...erasureDoors.map((door) => [door, t.byHand.doors[door]] as const)]}
          />
          <DayField view={view} name="receivedOn" label={e.receivedOn} form={form} hint={e.receivedHint} required />
          <RadioField
            name="keep"
            legend={a.keep}
            value={keep}
            form={form}
            options={(['no', 'nothing'] as const).map((value) => ({
              value,
              label: a.keeps[value],
              hint: a.keeps[`${value}More`],
            }))}
          />
          <NearOnes view={view} near={found.near} />
          <p>
            <button type="submit" class="btn primary">
              {a.go}
            </button>
          </p>
        </form>
      </section>
    </Page>,
  )
}

/** People who may be who asked: whoever answers says which of them it was, or that it was none. */
function NearOnes({ view, near }: { view: View; near: FoundOnes['near'] }) {
  const a = view.t.erasure.absent
  if (near.length === 0) return null
  return (
    <>
      <div>
        <p>{a.near(near.length)}</p>
        <ul class="stack">
          {near.map(({ id, label }) => (
            <li class="actions">
              <a href={`/contacts/${id}`}>{label}</a>{' '}
              <a class="btn" href={`/erasures/new?contact=${id}`}>
                {a.isThem}
              </a>
            </li>
          ))}
        </ul>
      </div>
      <Check name="others" label={a.othersTick} checked={false} />
    </>
  )
}

/** What was looked for, in which systems as of when, and what is kept: the objection behind it. */
export function LookedCard({ view, looked, objectionId }: { view: View; looked: Looked; objectionId: string | null }) {
  const { t, f } = view
  const a = t.erasure.absent
  return (
    <section class="card">
      <div class="card-head">
        <h2>{a.looked}</h2>
        {objectionId === null ? null : <a href={`/objections/${objectionId}`}>{t.erasure.page.objection}</a>}
      </div>
      <dl class="facts card-body">
        <div>
          <dt>{a.lookedFor}</dt>
          <dd>{looked.by.map((kind) => a.by[kind]).join(', ')}</dd>
        </div>
        {looked.removedOn === null ? null : (
          <div>
            <dt>{a.removedOn}</dt>
            <dd>{f.day(looked.removedOn)}</dd>
          </div>
        )}
        {looked.others === undefined || looked.others === 0 ? null : (
          <div>
            <dt>{a.others}</dt>
            <dd>{a.othersCount(looked.others)}</dd>
          </div>
        )}
        <div>
          <dt>{a.stopped}</dt>
          <dd>{looked.stoppedSince === null ? a.none : a.stoppedSince(f.date(new Date(looked.stoppedSince)))}</dd>
        </div>
      </dl>
      <table class="rows">
        <caption class="sr-only">{a.looked}</caption>
        <thead>
          <tr>
            <th scope="col">{a.letter.system}</th>
            <th scope="col">{a.readAt}</th>
            <th scope="col">{a.found}</th>
          </tr>
        </thead>
        <tbody>
          {looked.systems.map(({ name, readAt }) => (
            <tr>
              <td class="strong">{name}</td>
              <td data-label={a.readAt} class="nowrap">
                <Time at={new Date(readAt)}>{f.dateTime(new Date(readAt))}</Time>
              </td>
              <td data-label={a.found}>{a.nothing}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}
