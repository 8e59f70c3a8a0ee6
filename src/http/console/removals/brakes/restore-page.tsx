import type { PlanPersonRow } from '../../../../store/removals/people-view.ts'
import type { RemovalPlan } from '../../../../store/removals/removals.ts'
import { DayField } from '../../ui/days/day-field.tsx'
import { Csrf, ErrorSummary, Field, type FormState } from '../../ui/form.tsx'
import { html } from '../../ui/html.ts'
import { Page } from '../../ui/page.tsx'
import type { View } from '../../app/view.ts'
import { canComeBack, personTitle, shownPerson, WayLines, type Bins } from '../../contacts/ways-back.tsx'

interface RestoreProps {
  plan: RemovalPlan
  /** Those who were ticked; with `all`, the first of everybody who is on hold. */
  people: readonly PlanPersonRow[]
  bins: Bins
  /** Everybody who is on hold, and how many that are; null = those who were ticked. */
  all: number | null
  /** What each connector says of what it can give back, by label; null = it says nothing. */
  words: readonly { label: string; text: string | null }[]
}

/** What would come back, from where and until when; why it is asked for. */
export function restorePage(view: View, props: RestoreProps, form: FormState): string {
  const { t } = view
  const r = t.brakes.restore
  const { plan, people, bins } = props
  const back = people.filter((person) => canComeBack(view, person, bins))
  const count = props.all ?? back.length
  return html(
    <Page
      view={view}
      nav="removals"
      title={r.title(count, plan.number)}
      crumbs={[
        [t.removals.title, '/removals'],
        [plan.number, `/removals/${plan.id}`],
      ]}
      context={<p>{r.context}</p>}
    >
      <ErrorSummary
        form={form}
        text={t.common.errorSummary(Object.keys(form.errors).length)}
        labels={{ reason: r.reason, until: t.brakes.keepOut.also }}
      />
      <div class="stack">
        <section class="card">
          <div class="card-head">
            <h2>{r.what}</h2>
          </div>
          {back.length === 0 ? (
            <p class="empty">{r.nobody}</p>
          ) : (
            <BackTable view={view} people={back} bins={bins} more={count - back.length} />
          )}
          {props.all === null && back.length > 0 && back.length < people.length ? (
            <p class="card-foot hint">{r.notThese(people.length - back.length)}</p>
          ) : null}
        </section>
        <section class="card">
          <div class="card-head">
            <h2>{r.vendors}</h2>
          </div>
          <div class="card-body stack">
            <ul class="plain-list">
              {props.words.map(({ label, text }) => (
                <li>
                  <span class="strong">{label}</span>
                  {view.f.colon}
                  {text ?? r.unsaid}
                </li>
              ))}
            </ul>
            <p class="hint">{r.related}</p>
          </div>
        </section>
        {back.length === 0 ? null : <ReasonCard view={view} props={props} back={back} count={count} form={form} />}
      </div>
    </Page>,
  )
}

function BackTable({
  view,
  people,
  bins,
  more,
}: {
  view: View
  people: readonly PlanPersonRow[]
  bins: Bins
  more: number
}) {
  const { people: p, restore: r } = view.t.brakes
  return (
    <>
      <table class="rows">
        <caption class="sr-only">{r.what}</caption>
        <thead>
          <tr>
            <th scope="col">{p.columns.contact}</th>
            <th scope="col">{p.columns.where}</th>
          </tr>
        </thead>
        <tbody>
          {people.map((person) => {
            const { name, address } = shownPerson(person, false)
            return (
              <tr>
                <td>
                  <p class="strong">
                    <a href={`/contacts/${person.contactId}`}>{personTitle(view, person, false)}</a>
                  </p>
                  <p class="hint">{[name === '' ? '' : address, person.company ?? ''].filter(Boolean).join(' · ')}</p>
                </td>
                <td data-label={p.columns.where}>
                  <WayLines view={view} person={person} bins={bins} />
                </td>
              </tr>
            )
          })}
        </tbody>
      </table>
      {more > 0 ? <p class="card-foot hint">{r.more(more)}</p> : null}
    </>
  )
}

function ReasonCard({
  view,
  props,
  back,
  count,
  form,
}: {
  view: View
  props: RestoreProps
  back: readonly PlanPersonRow[]
  count: number
  form: FormState
}) {
  const { restore: r, keepOut: k } = view.t.brakes
  return (
    <section class="card">
      <form method="post" action={`/removals/${props.plan.id}/restore`} class="card-body stack narrow">
        <Csrf token={view.csrf} />
        {props.all === null ? (
          back.map(({ contactId }) => <input type="hidden" name="contact" value={contactId} />)
        ) : (
          <input type="hidden" name="all" value="on" />
        )}
        <Field name="reason" label={r.reason} hint={r.reasonHint} form={form} lines={3} required />
        <DayField view={view} name="until" label={k.also} hint={k.alsoHint} form={form} />
        <p>
          <button type="submit" class="btn primary">
            {r.go(count)}
          </button>
        </p>
      </form>
    </section>
  )
}
