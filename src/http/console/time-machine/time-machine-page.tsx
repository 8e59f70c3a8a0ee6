import { maskEmail } from '../../../domain/contacts/identity.ts'
import { populations, type RetentionRule } from '../../../domain/removals/retention-rules.ts'
import { declaredKinds } from '../../../domain/sources/tables/source-kinds.ts'
import type { Foreseen, foreseenByMonth, foreseenSample, Trial } from '../../../store/time-machine/time-machine-view.ts'
import { Choice, Csrf, ErrorSummary, Field, PostButton, type FormState } from '../ui/form.tsx'
import { html } from '../ui/html.ts'
import { ownTermPeople } from '../../documents/own-term.ts'
import { Page } from '../ui/page.tsx'
import { Tile } from '../ui/tile.tsx'
import { countryName } from '../ui/verdict-pill.tsx'
import { runsFromEnd } from '../removals/sample-card.tsx'
import type { View } from '../app/view.ts'

export interface TimeMachineProps {
  trial: Trial
  figures: { now: Foreseen; tried: Foreseen }
  months: Awaited<ReturnType<typeof foreseenByMonth>>
  sample: Awaited<ReturnType<typeof foreseenSample>>
  countries: readonly { country: string; count: number }[]
  form: FormState
  saved: boolean
}

/** Who would go on which day, with the terms in force and with one that is tried; nothing is written. */
export function timeMachinePage(view: View, props: TimeMachineProps): string {
  const { t, f } = view
  const m = t.timeMachine
  const { trial, figures } = props
  return html(
    <Page
      view={view}
      nav="removals"
      title={m.title}
      context={<p>{m.context}</p>}
      crumbs={[[t.removals.title, '/removals']]}
    >
      {props.saved ? (
        <div class="notice done" role="status">
          <p>{m.saved}</p>
        </div>
      ) : null}
      <ErrorSummary
        form={props.form}
        text={t.common.errorSummary(Object.keys(props.form.errors).length)}
        labels={{ months: m.months, reason: m.reason, from: m.from, country: m.country, on: m.on }}
      />
      <section class="card">
        <form method="get" action="/removals/time-machine" class="card-body">
          <div class="row-fields">
            <Field name="on" label={m.on} form={props.form} value={trial.on} type="date" />
            <Field
              name="months"
              label={m.months}
              form={props.form}
              value={String(trial.months)}
              inputmode="numeric"
              suffix={m.unit}
              hint={m.monthsHint(view.settings.inactivityMonths)}
            />
            <Choice
              name="population"
              label={m.population}
              form={props.form}
              value={trial.population ?? ''}
              options={[['', m.any], ...populations.map((name) => [name, m.populations[name]] as const)]}
            />
            <Choice
              name="country"
              label={m.country}
              form={props.form}
              value={trial.country ?? ''}
              options={[
                ['', m.any],
                ...props.countries.map(({ country }) => [country, countryName(view, country)] as const),
              ]}
            />
            <Choice
              name="sourceKind"
              label={m.sourceKind}
              form={props.form}
              value={trial.sourceKind ?? ''}
              options={[
                ['', m.any],
                ...declaredKinds.map((kind) => [kind, `${kind} ${t.common.sourceKinds[kind]}`] as const),
              ]}
            />
          </div>
          <p>
            <button type="submit" class="btn">
              {m.look}
            </button>
          </p>
        </form>
      </section>
      <div class="tiles">
        <Tile label={m.tiles.now} figure={f.number(figures.now.go)} context={m.tiles.onDay(f.day(trial.on))} />
        <Tile
          label={m.tiles.tried}
          figure={f.number(figures.tried.go)}
          context={difference(view, figures.tried.go - figures.now.go)}
        />
        <Tile label={m.tiles.past} figure={f.number(figures.tried.past)} context={m.tiles.pastMore} />
        <Tile
          label={m.tiles.protected}
          figure={f.number(figures.tried.past - figures.tried.go)}
          context={m.tiles.protectedMore}
        />
      </div>
      <div class="stack">
        <MonthsCard view={view} months={props.months} />
        <div class="grid halves">
          <GuardsCard view={view} figures={figures} />
          <InForce view={view} {...props} />
        </div>
        <Sample view={view} rows={props.sample} />
        <RulesCard view={view} rules={view.settings.retentionRules} />
      </div>
    </Page>,
  )
}

function difference(view: View, people: number): string {
  const m = view.t.timeMachine
  return people === 0 ? m.same : people > 0 ? m.more(people) : m.fewer(-people)
}

const chart = { width: 760, height: 170, bottom: 26, left: 44, top: 8 }

/** Two bars a month for three years: in force, and tried. */
function MonthsCard({ view, months }: { view: View; months: TimeMachineProps['months'] }) {
  const { f } = view
  const m = view.t.timeMachine
  const top = Math.max(1, ...months.flatMap((one) => [one.now, one.tried]))
  const step = (chart.width - chart.left) / Math.max(1, months.length)
  const inner = chart.height - chart.bottom - chart.top
  const y = (count: number) => chart.top + inner * (1 - count / top)
  const monthName = (month: string) =>
    new Intl.DateTimeFormat(view.language === 'fr' ? 'fr-FR' : 'en-GB', {
      month: 'short',
      year: 'numeric',
      timeZone: 'UTC',
    }).format(new Date(`${month}-01T00:00:00Z`))
  const bar = (x: number, count: number, kind: string) =>
    count === 0 ? null : (
      <rect x={x} y={y(count)} width={step * 0.38} height={inner - (y(count) - chart.top)} rx="1.5" class={kind} />
    )
  return (
    <section class="card">
      <div class="card-head">
        <h2>{m.chart}</h2>
      </div>
      <div class="card-body stack">
        <svg
          viewBox={`0 0 ${chart.width} ${chart.height}`}
          class="wide-svg"
          role="img"
          aria-label={m.chartLabel(
            months.reduce((sum, one) => sum + one.now, 0),
            months.reduce((sum, one) => sum + one.tried, 0),
          )}
        >
          {[0, top].map((value) => (
            <>
              <line x1={chart.left} x2={chart.width} y1={y(value)} y2={y(value)} class="grid-line" />
              <text x={chart.left - 6} y={y(value) + 4} text-anchor="end" class="axis">
                {f.number(value)}
              </text>
            </>
          ))}
          {months.map((one, place) => (
            <>
              {bar(chart.left + place * step + step * 0.1, one.now, 's1')}
              {bar(chart.left + place * step + step * 0.5, one.tried, 's0')}
              {place % 6 === 0 ? (
                <text x={chart.left + place * step} y={chart.height - 8} class="axis">
                  {monthName(one.month)}
                </text>
              ) : null}
            </>
          ))}
        </svg>
        <ul class="series">
          {(
            [
              ['s1', m.series.now],
              ['s0', m.series.tried],
            ] as const
          ).map(([kind, name]) => (
            <li>
              <svg width="12" height="12" aria-hidden="true">
                <rect width="12" height="12" rx="3" class={kind} />
              </svg>
              {name}
            </li>
          ))}
        </ul>
        <details class="as-table">
          <summary>{m.table}</summary>
          <table class="rows small">
            <thead>
              <tr>
                <th scope="col">{m.month}</th>
                <th scope="col" class="num">
                  {m.series.now}
                </th>
                <th scope="col" class="num">
                  {m.series.tried}
                </th>
              </tr>
            </thead>
            <tbody>
              {months.map((one) => (
                <tr>
                  <th scope="row">{monthName(one.month)}</th>
                  <td class="num">{f.number(one.now)}</td>
                  <td class="num">{f.number(one.tried)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </details>
      </div>
    </section>
  )
}

function GuardsCard({ view, figures }: { view: View; figures: TimeMachineProps['figures'] }) {
  const { f } = view
  const m = view.t.timeMachine
  const g = view.t.removals.guards
  const rows: readonly (readonly [keyof Foreseen, string])[] = [
    ['past', g.all.silent],
    ['kept', g['legal-hold'][0] ?? ''],
    ['pending', g.pending[0] ?? ''],
    ['customer', g.customer[0] ?? ''],
    ['suppressed', g.suppressed[0] ?? ''],
    ['assumed', g.assumed[0] ?? ''],
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
function InForce({ view, trial, form }: TimeMachineProps & { view: View }) {
  const m = view.t.timeMachine
  return (
    <section class="card">
      <div class="card-head">
        <h2>{m.inForce}</h2>
      </div>
      {trial.population === null && trial.country === null && trial.sourceKind === null ? (
        <p class="card-body">
          {m.everybody} <a href="/settings#retention">{m.settings}</a>
        </p>
      ) : (
        <form
          method="post"
          action={`/removals/time-machine?${new URLSearchParams({ on: trial.on, months: String(trial.months), population: trial.population ?? '', country: trial.country ?? '', sourceKind: trial.sourceKind ?? '' }).toString()}`}
          class="card-body stack"
        >
          <Csrf token={view.csrf} />
          <p>{m.would(ownTermPeople(trial, view.language), trial.months)}</p>
          <Field name="from" label={m.from} form={form} value={view.now.toISOString().slice(0, 10)} type="date" />
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

function RulesCard({ view, rules }: { view: View; rules: readonly RetentionRule[] }) {
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

function Sample({ view, rows }: { view: View; rows: TimeMachineProps['sample'] }) {
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
                  {row.email === null ? row.contactId.slice(0, 8).toUpperCase() : maskEmail(row.email)}
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
