import { populations } from '../../../domain/removals/retention-rules.ts'
import { declaredKinds } from '../../../domain/sources/tables/source-kinds.ts'
import { DayField } from '../ui/days/day-field.tsx'
import { Choice, ErrorSummary, Field } from '../ui/form.tsx'
import { html } from '../ui/html.ts'
import { Page } from '../ui/page.tsx'
import { Tile } from '../ui/tile.tsx'
import { countryName } from '../ui/verdict-pill.tsx'
import type { View } from '../app/view.ts'
import { type TimeMachineProps, GuardsCard, InForce, RulesCard, Sample } from './time-machine-cards.tsx'
import { MonthsCard } from './time-machine-months.tsx'

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
        <form method="get" action="/removals/time-machine" class="card-body stack">
          <div class="row-fields">
            <DayField view={view} name="on" label={m.on} form={props.form} value={trial.on} />
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
                ['', m.anyCountry],
                ...props.countries.map(({ country }) => [country, countryName(view, country)] as const),
              ]}
            />
            <Choice
              name="sourceKind"
              label={m.sourceKind}
              form={props.form}
              value={trial.sourceKind ?? ''}
              options={[
                ['', m.anySource],
                ...declaredKinds.map((kind) => [kind, `${t.common.sourceKinds[kind]} (${kind})`] as const),
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
