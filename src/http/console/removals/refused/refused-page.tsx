import { Detail } from '../../app/detail.tsx'
import { maskEmail } from '../../../../domain/contacts/identity.ts'
import { refusalDecisions, type RefusedPerson, type RefusedRecord } from '../../../../store/removals/refused-people.ts'
import type { PlanPersonRow } from '../../../../store/removals/people-view.ts'
import type { RemovalPlan } from '../../../../store/removals/removals.ts'
import type { View } from '../../app/view.ts'
import { canComeBack, WayLines, type Bins } from '../../contacts/ways-back.tsx'
import { Csrf, ErrorSummary, Field, type FormState } from '../../ui/form.tsx'
import { html } from '../../ui/html.ts'
import { Page } from '../../ui/page.tsx'
import { RadioField } from '../../ui/radio-field.tsx'
import { Time } from '../../ui/time.tsx'

interface RefusedProps {
  plan: RemovalPlan
  people: readonly RefusedPerson[]
  records: readonly RefusedRecord[]
  /** All records of these people in the plan, by contact, and what their systems' bins can do. */
  standing: ReadonlyMap<string, PlanPersonRow>
  bins: Bins
  /** Connections whose system cannot empty a record. */
  keep: ReadonlySet<string>
  ticked: readonly string[]
}

/** Who could not be deleted, what each system says, and the decision of a DPO. */
export function refusedPage(view: View, props: RefusedProps, form: FormState): string {
  const { t } = view
  const r = t.refusedDeletions
  const { plan, people } = props
  const open = people.filter(({ decision }) => decision === null)
  return html(
    <Page
      view={view}
      nav="removals"
      title={r.title(people.length, plan.number)}
      tab={r.tab}
      crumbs={[
        [t.removals.title, '/removals'],
        [plan.number, `/removals/${plan.id}`],
      ]}
      context={<p>{r.context}</p>}
    >
      <ErrorSummary
        form={form}
        text={t.common.errorSummary(Object.keys(form.errors).length)}
        labels={{ contact: r.columns.contact, decision: r.decision, reason: r.reason }}
      />
      {people.length === 0 ? (
        <section class="card">
          <p class="empty">{r.none}</p>
        </section>
      ) : (
        <form method="post" action={`/removals/${plan.id}/refused`} class="stack">
          <Csrf token={view.csrf} />
          <section class="card" id="contact">
            <PeopleTable view={view} props={props} />
          </section>
          {open.length === 0 ? null : <DecisionCard view={view} props={props} form={form} />}
        </form>
      )}
    </Page>,
  )
}

function PeopleTable({ view, props }: { view: View; props: RefusedProps }) {
  const r = view.t.refusedDeletions
  return (
    <table class="rows">
      <caption class="sr-only">{r.tab}</caption>
      <thead>
        <tr>
          <th scope="col">
            <span class="sr-only">{r.columns.tick}</span>
          </th>
          <th scope="col">{r.columns.contact}</th>
          <th scope="col">{r.columns.where}</th>
          <th scope="col">{r.columns.systems}</th>
          <th scope="col">{r.columns.decided}</th>
        </tr>
      </thead>
      <tbody>
        {props.people.map((person) => (
          <PersonRow view={view} person={person} props={props} />
        ))}
      </tbody>
    </table>
  )
}

function PersonRow({ view, person, props }: { view: View; person: RefusedPerson; props: RefusedProps }) {
  const r = view.t.refusedDeletions
  const { contactId, decision, decidedAt, decidedBy } = person
  const who = person.email === null ? r.noAddress : maskEmail(person.email)
  return (
    <tr>
      <td>
        {decision === null ? (
          <input
            type="checkbox"
            name="contact"
            value={contactId}
            aria-label={r.tickOne(who)}
            checked={props.ticked.includes(contactId)}
          />
        ) : null}
      </td>
      <td class="strong">
        <a href={`/contacts/${contactId}`}>{who}</a>
      </td>
      <td data-label={r.columns.where}>
        {props.records
          .filter((record) => record.contactId === contactId)
          .map(({ label, object, detail, connectionId }) => (
            <p>
              {label} {object}
              {view.f.colon}
              {detail === null ? r.noReason : <Detail view={view} text={detail} />}
              {props.keep.has(connectionId) ? <span class="hint"> {r.keeps}</span> : null}
            </p>
          ))}
      </td>
      <td data-label={r.columns.systems}>
        <Standing view={view} person={props.standing.get(contactId)} props={props} who={who} />
      </td>
      <td data-label={r.columns.decided}>
        {decision === null ? (
          r.open
        ) : (
          <>
            {r.decisions[decision]}
            {decidedAt === null ? null : (
              <p class="hint">
                {decidedBy}, <Time at={decidedAt}>{view.f.dateTime(decidedAt)}</Time>
              </p>
            )}
          </>
        )}
      </td>
    </tr>
  )
}

/** Where each record of theirs is by what was stored, and the way back of one that went elsewhere. */
function Standing({
  view,
  person,
  props,
  who,
}: {
  view: View
  person: PlanPersonRow | undefined
  props: RefusedProps
  who: string
}) {
  const r = view.t.refusedDeletions
  if (person === undefined) return null
  return (
    <>
      <WayLines view={view} person={person} bins={props.bins} />
      {canComeBack(view, person, props.bins) ? (
        <a
          class="btn small"
          href={`/removals/${props.plan.id}/restore?contact=${person.contactId}`}
          aria-label={r.restoreOf(who)}
        >
          {r.restore}
        </a>
      ) : null}
    </>
  )
}

function DecisionCard({ view, props, form }: { view: View; props: RefusedProps; form: FormState }) {
  const r = view.t.refusedDeletions
  const canEmpty = props.records.some(({ connectionId }) => !props.keep.has(connectionId))
  return (
    <section class="card">
      <div class="card-head">
        <h2>{r.decision}</h2>
      </div>
      <div class="card-body stack">
        <RadioField
          name="decision"
          legend={r.what}
          value={form.values['decision'] ?? ''}
          form={form}
          options={(canEmpty ? refusalDecisions : (['again'] as const)).map((value) => ({
            value,
            ...r.choices[value],
          }))}
        />
        <Field form={form} name="reason" label={r.reason} hint={r.reasonHint} />
        <p class="hint">{r.keepInstead}</p>
        <p>
          <button type="submit" class="btn primary">
            {r.go}
          </button>
        </p>
      </div>
    </section>
  )
}
