import { allowed, may } from '../../../domain/accounts/roles.ts'
import type { PlanPersonRow } from '../../../store/removals/people-view.ts'
import { keepOutHref } from '../app/hold-href.ts'
import type { View } from '../app/view.ts'
import { canComeBack, StateOf, WayLines, type Bins } from './ways-back.tsx'

/** The plans that a person is or was in: where they stand in each system, and the way back. */
export function ContactPlansCard({
  view,
  plans,
  bins,
  purged,
}: {
  view: View
  plans: readonly PlanPersonRow[]
  bins: Bins
  purged: boolean
}) {
  const { contact: c, keepOut: k, people: p, restore: r } = view.t.brakes
  const judges = allowed(view.role, may.judge)
  if (plans.length === 0) return null
  return (
    <section class="card">
      <div class="card-head">
        <h2>{c.title}</h2>
      </div>
      <table class="rows">
        <caption class="sr-only">{c.title}</caption>
        <thead>
          <tr>
            <th scope="col">{view.t.removals.columns.number}</th>
            <th scope="col">{p.columns.state}</th>
            <th scope="col">{p.columns.where}</th>
            <th scope="col">
              <span class="sr-only">{view.t.removals.keep.columns.act}</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {plans.map((plan) => (
            <tr>
              <td class="strong nowrap">
                {judges ? <a href={`/removals/${plan.planId}`}>{plan.number}</a> : plan.number}
              </td>
              <td data-label={p.columns.state}>
                <StateOf view={view} row={plan} bins={bins} />
              </td>
              <td data-label={p.columns.where}>
                <WayLines view={view} person={plan} bins={bins} />
              </td>
              <td class="act">
                {judges && plan.kind !== 'erasure' && canComeBack(view, plan, bins) ? (
                  <a class="btn small" href={`/removals/${plan.planId}/restore?contact=${plan.contactId}`}>
                    {r.one}
                  </a>
                ) : null}{' '}
                {judges && plan.kind !== 'erasure' && !purged && ['planned', 'held'].includes(plan.state) ? (
                  <a class="btn small" href={keepOutHref(plan.contactId)}>
                    {k.one}
                  </a>
                ) : null}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}
