import { contactCode } from '../ui/mask.ts'
import { runsFromEnd } from '../../../domain/removals/runs-from-end.ts'
import { maskEmail } from '../../../domain/contacts/identity.ts'
import { Icon } from '../../ui/icon.tsx'
import { Time } from '../ui/time.tsx'
import { whyGone, whyHead } from './brakes/why-gone.ts'
import type { PlanFacts } from './plan-facts.ts'
import type { View } from '../app/view.ts'

/** The same people for every approver: drawn by the list's own digest. */
export function SampleCard({ view, facts: { plan, sample, where } }: { view: View; facts: PlanFacts }) {
  const { t, f } = view
  const s = t.removals.sample
  const acts = t.common.acts as Readonly<Record<string, string>>
  return (
    <section class="card">
      <div class="card-head">
        <h2>{s.title(sample.length)}</h2>
        <span class="hint">{s.same}</span>
        <span class="actions">
          <a class="btn small" href={`/removals/${plan.id}/people`}>
            {t.brakes.people.open(plan.planned)}
          </a>{' '}
          <a class="btn small" href={`/removals/${plan.id}/list.csv`}>
            <Icon name="download" />
            {t.removals.list.open(plan.planned)}
          </a>
        </span>
      </div>
      <table class="rows">
        <caption class="sr-only">{s.title(sample.length)}</caption>
        <thead>
          <tr>
            <th scope="col">{s.contact}</th>
            <th scope="col">{s.act}</th>
            <th scope="col">{whyHead(view, plan.kind)}</th>
            {where.map((row) => (
              <th scope="col">{s.in(row.label)}</th>
            ))}
          </tr>
        </thead>
        <tbody>
          {sample.map((person) => (
            <tr>
              <td>
                <p class="strong">
                  <a href={`/contacts/${person.contactId}`}>
                    {person.email === null ? contactCode(view, person.contactId) : maskEmail(person.email)}
                  </a>
                </p>
                <p class="hint">{person.jobTitle ?? ''}</p>
              </td>
              <td data-label={s.act}>
                {runsFromEnd(person) ? (
                  s.ended(f.day(person.relationEndedOn ?? ''))
                ) : person.lastActAt === null ? (
                  s.noAct
                ) : (
                  <>
                    <Time
                      at={person.lastActAt}
                    >{`${acts[person.lastActKind ?? 'act'] ?? ''}, ${f.date(person.lastActAt)}`}</Time>
                    <p class="hint">{s.seenIn(person.lastActIn ?? t.removals.list.ownPages)}</p>
                  </>
                )}
              </td>
              <td data-label={whyHead(view, plan.kind)}>{whyGone(view, plan.kind, person)}</td>
              {where.map((row) => {
                const theirs = person.records.filter((record) => record.connectionId === row.connectionId)
                return (
                  <td data-label={s.in(row.label)}>
                    {theirs.length === 0
                      ? s.noRecord
                      : s.record(theirs.map((record) => record.object.toLowerCase()).join(', '))}
                  </td>
                )
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}
