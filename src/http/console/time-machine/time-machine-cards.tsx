import { contactCode } from '../ui/mask.ts'
import { maskEmail } from '../../../domain/contacts/identity.ts'
import { storedGuards } from '../../../domain/removals/guards.ts'
import type { RetentionRule } from '../../../domain/removals/retention-rules.ts'
import type { Ahead, Foreseen, ForeseenPerson, Trial } from '../../../store/time-machine/time-machine-view.ts'
import { DayField } from '../ui/days/day-field.tsx'
import { Csrf, Field, PostButton, type FormState } from '../ui/form.tsx'
import { ownTermPeople } from '../../documents/own-term.ts'
import { runsFromEnd } from '../../../domain/removals/runs-from-end.ts'
import type { View } from '../app/view.ts'

export interface TimeMachineProps {
  trial: Trial
  figures: { now: Foreseen; tried: Foreseen }
  months: Ahead['months']
  sample: readonly ForeseenPerson[]
  countries: readonly { country: string; count: number }[]
  form: FormState
  saved: boolean
}

/** Who would be kept although the time is over, by the guard that keeps them. */
export function GuardsCard({ view, figures }: { view: View; figures: TimeMachineProps['figures'] }) {
  const { f } = view
  const m = view.t.timeMachine
  const g = view.t.removals.guards
  const rows: readonly (readonly [keyof Foreseen, string])[] = [
    ['past', g.all.silent],
    ['under-way', m.underWay],
    ...storedGuards.flatMap((name) => (name === 'active' ? [] : [[name, g[name][0] ?? ''] as const])),
    ['open', m.openWork],
    ['go', m.go],
    ['former', m.former],
  ]
  return (
    <section class="card">
      <div class="card-head">
        <h2>{m.guards}</h2>
      </div>
      <table class="rows">
        <caption class="sr-only">{m.guards}</caption>
        <thead>
          <tr>
            <th scope="col">
              <span class="sr-only">{m.guards}</span>
            </th>
            <th scope="col" class="num">
              {m.series.now}
            </th>
            <th scope="col" class="num">
              {m.series.tried}
            </th>
          </tr>
        </thead>
        <tbody>
          {rows.map(([name, label]) => (
            <tr class={name === 'go' ? 'sum' : undefined}>
              <th scope="row">{label}</th>
              <td data-label={m.series.now} class="num">
                {f.number(figures.now[name])}
              </td>
              <td data-label={m.series.tried} class="num">
                {f.number(figures.tried[name])}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      <p class="card-body hint">{m.unforeseen}</p>
    </section>
  )
}

/** What is tried becomes a term of its own from a day on; for everybody it is the setting itself. */
export function InForce({ view, trial, form }: TimeMachineProps & { view: View }) {
  const m = view.t.timeMachine
  return (
    <section class="card">
      <div class="card-head">
        <h2>{m.inForce}</h2>
      </div>
      {trial.population === null && trial.country === null && trial.sourceKind === null ? (
        <p class="card-body">
          {m.everybody} <a href="/settings/retention">{m.settings}</a>
        </p>
      ) : (
        <form
          method="post"
          action={`/removals/time-machine?${new URLSearchParams({ on: trial.on, months: String(trial.months), population: trial.population ?? '', country: trial.country ?? '', sourceKind: trial.sourceKind ?? '' }).toString()}`}
          class="card-body stack"
        >
          <Csrf token={view.csrf} />
          <p>{m.would(ownTermPeople(trial, view.language), trial.months)}</p>
          <DayField view={view} name="from" label={m.from} form={form} value={view.today} />
          <Field name="reason" label={m.reason} form={form} hint={m.reasonHint} lines={2} />
          <p>
            <button type="submit" class="btn primary">
              {m.save}
            </button>
          </p>
        </form>
      )}
    </section>
  )
}

/** The terms of the company, one beneath the other. */
export function RulesCard({ view, rules }: { view: View; rules: readonly RetentionRule[] }) {
  const { f } = view
  const m = view.t.timeMachine
  return (
    <section class="card">
      <div class="card-head">
        <h2>{m.rules}</h2>
      </div>
      {rules.length === 0 ? (
        <p class="empty">{m.noRules(view.settings.inactivityMonths)}</p>
      ) : (
        <table class="rows">
          <caption class="sr-only">{m.rules}</caption>
          <thead>
            <tr>
              <th scope="col">{m.columns.who}</th>
              <th scope="col" class="num">
                {m.columns.months}
              </th>
              <th scope="col">{m.columns.from}</th>
              <th scope="col">{m.columns.reason}</th>
              <th scope="col">
                <span class="sr-only">{m.end}</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {rules.map((rule) => (
              <tr>
                <td class="strong">{ownTermPeople(rule, view.language)}</td>
                <td data-label={m.columns.months} class="num">
                  {f.number(rule.months)}
                </td>
                <td data-label={m.columns.from} class="nowrap">
                  {f.day(rule.from)}
                </td>
                <td data-label={m.columns.reason}>{rule.reason}</td>
                <td class="act">
                  <PostButton
                    view={view}
                    action={`/removals/time-machine/${rule.id}/end`}
                    label={`${m.end}${f.colon}${ownTermPeople(rule, view.language)}`}
                  >
                    {m.end}
                  </PostButton>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </section>
  )
}

/** A few of the people whom the tried terms would remove. */
export function Sample({ view, rows }: { view: View; rows: TimeMachineProps['sample'] }) {
  const { t, f } = view
  const s = t.removals.sample
  if (rows.length === 0) return null
  const acts = t.common.acts as Readonly<Record<string, string>>
  return (
    <section class="card">
      <div class="card-head">
        <h2>{t.timeMachine.sample(rows.length)}</h2>
      </div>
      <table class="rows">
        <caption class="sr-only">{t.timeMachine.sample(rows.length)}</caption>
        <thead>
          <tr>
            <th scope="col">{s.contact}</th>
            <th scope="col">{s.act}</th>
            <th scope="col">{s.term}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr>
              <td>
                <a href={`/contacts/${row.contactId}`}>
                  {row.email === null ? contactCode(view, row.contactId) : maskEmail(row.email)}
                </a>
              </td>
              <td data-label={s.act}>
                {runsFromEnd(row)
                  ? s.ended(f.day(row.relationEndedOn ?? ''))
                  : row.lastActAt === null
                    ? s.noAct
                    : `${acts[row.lastActKind ?? 'act'] ?? ''} ${f.date(row.lastActAt)}`}
              </td>
              <td data-label={s.term} class="nowrap">
                {f.day(row.term)}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}
