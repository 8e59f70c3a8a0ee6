import type { RemovalPlan } from '../../../store/removals/removals.ts'
import { binEnd } from '../../../domain/removals/way-back.ts'
import { Csrf, Field, type FormState } from '../ui/form.tsx'
import type { PlanFacts } from './plan-facts.ts'
import type { View } from '../app/view.ts'

/** What changed since the plan before. */
export function AgainstCard({ view, against }: { view: View; against: PlanFacts['against'] }) {
  const { f } = view
  const t = view.t.removals.against
  return (
    <section class="card">
      <div class="card-head">
        <h2>{t.title}</h2>
        {against === null ? null : <span class="hint">{t.base(f.date(against.createdAt), against.people)}</span>}
      </div>
      {against === null ? (
        <p class="empty">{t.none}</p>
      ) : (
        <dl class="three card-body">
          <div>
            <dt>{t.fresh}</dt>
            <dd>+ {f.number(against.fresh)}</dd>
          </div>
          <div>
            <dt>{t.still}</dt>
            <dd>{f.number(against.still)}</dd>
          </div>
          <div>
            <dt>{t.out}</dt>
            <dd>− {f.number(against.out)}</dd>
          </div>
        </dl>
      )}
    </section>
  )
}

/** How many were held, deleted, taken out or refused. */
export function OutcomeCard({ view, plan, removed }: { view: View; plan: RemovalPlan; removed: PlanFacts['removed'] }) {
  const { f } = view
  const t = view.t.removals.outcome
  const { certificate: c } = view.t
  return (
    <section class="card">
      <div class="card-head">
        <h2>{t.title}</h2>
      </div>
      <dl class="facts card-body">
        {(
          [
            [t.held, plan.held],
            ...(removed === null
              ? [[t.binned, plan.binned] as const]
              : [
                  [c.gone, removed.gone] as const,
                  [c.inBinPeople, removed.inBin] as const,
                  ...(removed.unconfirmed === 0 ? [] : [[c.unconfirmedPeople, removed.unconfirmed] as const]),
                  [c.anonymisedPeople, removed.anonymised] as const,
                  ...(removed.back === 0 ? [] : [[c.back, removed.back] as const]),
                ]),
            [t.out, plan.takenOut - plan.restored],
            [t.restored, plan.restored],
            [t.refused, plan.refusedItems],
          ] as const
        ).map(([label, count]) => (
          <div>
            <dt>{label}</dt>
            <dd class="num">{f.number(count)}</dd>
          </div>
        ))}
      </dl>
      {plan.kind !== 'erasure' && plan.refusedItems > 0 ? (
        <p class="card-body">
          <a href={`/removals/${plan.id}/refused`}>{view.t.refusedDeletions.card}</a>
        </p>
      ) : null}
      {plan.state === 'held' && plan.held > 0 ? (
        <div class="card-body stack">
          <p class="hint">{t.restoreMore}</p>
          <p>
            <a class="btn" href={`/removals/${plan.id}/restore`}>
              {view.t.brakes.restore.all(plan.held)}
            </a>
          </p>
        </div>
      ) : null}
    </section>
  )
}

/** What proves a removal, to hand over. */
export function CertificateCard({ view, plan, form }: { view: View; plan: RemovalPlan; form: FormState }) {
  const { certificate: c } = view.t
  const error = form.errors['email']
  const shown: FormState = {
    values: form.values,
    errors: error === 'email' || error === 'not-in-it' ? { email: c.errors[error] } : {},
  }
  return (
    <section class="card">
      <div class="card-head">
        <h2>{c.card}</h2>
      </div>
      <div class="card-body stack">
        <p class="hint">{c.cardMore}</p>
        <p class="actions">
          <a class="btn small" href={`/removals/${plan.id}/certificate.pdf`} download>
            {c.pdf}
          </a>{' '}
          <a class="btn small" href={`/removals/${plan.id}/certificate.json`} download>
            {c.json}
          </a>
        </p>
        <form method="post" action={`/removals/${plan.id}/certificate`} data-file class="stack">
          <Csrf token={view.csrf} />
          <Field
            name="email"
            type="email"
            label={c.email}
            hint={c.emailHint}
            form={shown}
            autocomplete="off"
            spellcheck={false}
          />
          <div>
            <button type="submit" class="btn">
              {c.forOne}
            </button>
          </div>
        </form>
      </div>
    </section>
  )
}

/** What became of the records of one system, else what would become of them. */
function becameOf(view: View, row: PlanFacts['where'][number]): string {
  const { f } = view
  const t = view.t.removals.where
  const gone = (
    [
      [row.binned, `${f.number(row.binned)} ${binText(view, row)}`],
      [row.dropped, t.dropped(row.dropped)],
      [row.back, t.back(row.back)],
      [row.erased, t.erased(row.erased)],
      [row.anonymised, t.anonymised(row.anonymised)],
    ] as const
  ).flatMap(([count, said]) => (count > 0 ? [said] : []))
  if (gone.length > 0) return f.list(gone)
  if (row.vanished === row.records) return ''
  if (row.held > 0) return `${f.number(row.held)} ${t.held}`
  if (row.empties) return t.orEmptied
  if (row.erases) return t.forGood
  return row.binDays === null ? '' : t.bin(row.binDays)
}

/** Nothing is said to lie in a bin that has ended: only that it was not read since. */
function binText({ t, f, now }: View, row: PlanFacts['where'][number]): string {
  const { where: w } = t.removals
  const until = binEnd(row.lastBinnedAt, row.binDays)
  if (until === null) return w.binned
  return until > now ? w.binnedUntil(f.date(until)) : w.binPast(f.date(until))
}

/** What happens to the records in each system. */
export function WhereCard({ view, where }: { view: View; where: PlanFacts['where'] }) {
  const { f } = view
  const t = view.t.removals.where
  return (
    <section class="card">
      <div class="card-head">
        <h2>{t.title}</h2>
      </div>
      <table class="rows">
        <caption class="sr-only">{t.title}</caption>
        <thead>
          <tr>
            <th scope="col">{t.system}</th>
            <th scope="col" class="num">
              {t.records}
            </th>
            <th scope="col">{t.how}</th>
          </tr>
        </thead>
        <tbody>
          {where.map((row) => {
            const state = becameOf(view, row)
            return (
              <tr>
                <td class="strong">{row.label}</td>
                <td data-label={t.records} class="num">
                  {f.number(row.records - row.vanished)}
                </td>
                <td data-label={t.how}>
                  {state}
                  {row.vanished > 0 ? <p class="hint">{t.vanished(row.vanished)}</p> : null}
                  {row.refused > 0 ? <p class="hint">{t.refusedHere(row.refused)}</p> : null}
                </td>
              </tr>
            )
          })}
        </tbody>
      </table>
    </section>
  )
}
