import {
  anyOutcome,
  encounterMeanings,
  outcomeMeans,
  type JudgedOutcome,
} from '../../../domain/inactivity/encounters.ts'
import type { Settings } from '../../../domain/settings/settings.ts'
import type { ConnectionRow } from '../../../store/connections/connections-view.ts'
import type { FoundOutcome } from '../../../store/inactivity/encounters.ts'
import type { Visit } from '../app/route.ts'
import type { View } from '../app/view.ts'
import { Csrf } from '../ui/form.tsx'
import { withSaid } from './said-values.ts'

/** Outcomes of one system that the page lists; a field of free text may have thousands. */
const maxShown = 50

type Row = Omit<FoundOutcome, 'connector'>

/** What each outcome of calls and meetings means, by whose word, and the form to say it (docs/decisions/0041). */
export function EncountersCard({
  view,
  systems,
  found,
}: {
  view: View
  systems: readonly ConnectionRow[]
  found: readonly FoundOutcome[]
}) {
  const e = view.t.encounters
  const labels = [...new Map(systems.map((row) => [row.connector, row.label]))]
  const shown = labels.flatMap(([connector, label]) => {
    const rows = rowsOf(
      found.filter((one) => one.connector === connector),
      view.settings.encounterOutcomes[connector],
    )
    return rows.length === 0 ? [] : [{ connector, label, rows }]
  })
  return (
    <section class="card" id="encounters">
      <form method="post" action="/settings/encounters" class="card-body stack">
        <Csrf token={view.csrf} />
        <p class="hint">{e.more}</p>
        {shown.length === 0 ? <p class="hint">{e.none}</p> : null}
        {shown.map((one) => (
          <Outcomes view={view} {...one} />
        ))}
        {shown.length === 0 ? null : (
          <p>
            <button type="submit" class="btn primary">
              {e.save}
            </button>
          </p>
        )}
      </form>
    </section>
  )
}

/** Those found, and for each field of free text one that stands for all others; what was said of one stays listed. */
function rowsOf(found: readonly FoundOutcome[], judged: readonly JudgedOutcome[] = []): Row[] {
  const said = judged.filter((one) => !found.some((row) => row.field === one.field && row.value === one.value))
  const fields = [...new Set(found.map(({ field }) => field))].filter((field) => field.endsWith('.Subject'))
  const known = new Set(said.map(({ field, value }) => `${field} ${value}`))
  return [
    ...found.slice(0, maxShown),
    ...said.map(({ field, value, label }) => ({ field, value, label, people: 0, noted: 0 })),
    ...fields
      .filter((field) => !known.has(`${field} ${anyOutcome}`))
      .map((field) => ({ field, value: anyOutcome, label: anyOutcome, people: 0, noted: 0 })),
  ]
}

function Outcomes({
  view,
  connector,
  label,
  rows,
}: {
  view: View
  connector: string
  label: string
  rows: readonly Row[]
}) {
  const e = view.t.encounters
  return (
    <fieldset class="stack">
      <legend>{e.inSystem(label)}</legend>
      <table class="rows boxed">
        <caption class="sr-only">{e.inSystem(label)}</caption>
        <thead>
          <tr>
            <th scope="col">{e.outcome}</th>
            <th scope="col">{e.means}</th>
            <th scope="col">{e.by}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row, place) => (
            <OutcomeLine view={view} connector={connector} row={row} name={`${connector}-${place}`} />
          ))}
        </tbody>
      </table>
    </fieldset>
  )
}

function OutcomeLine({ view, connector, row, name }: { view: View; connector: string; row: Row; name: string }) {
  const { f, settings } = view
  const e = view.t.encounters
  const said = outcomeMeans(row, settings.encounterOutcomes[connector] ?? [])
  const own = said !== null && said.value === row.value ? said : null
  const shown = row.value === anyOutcome ? e.others : row.label === '' ? e.empty : row.label
  return (
    <tr>
      <td data-label={e.outcome}>
        {(['field', 'value', 'label'] as const).map((part) => (
          <input type="hidden" name={`${part}-${name}`} value={row[part]} />
        ))}
        <strong>{shown}</strong>
        <p class="hint">{row.field}</p>
        {row.people === 0 ? null : <p class="hint">{e.seen(row.people, row.noted)}</p>}
      </td>
      <td data-label={e.means}>
        <select name={`means-${name}`} aria-label={`${e.means}${f.colon}${shown}`}>
          <option value="" selected={own === null}>
            {said === null ? e.notJudged : e.asOthers}
          </option>
          {encounterMeanings.map((meaning) => (
            <option value={meaning} selected={own?.means === meaning}>
              {e.meanings[meaning]}
            </option>
          ))}
        </select>
      </td>
      <td data-label={e.by}>{own === null ? e.nobody : e.said(own.by, f.day(own.on))}</td>
    </tr>
  )
}

/** The settings with every row of the form as somebody's word; a row left without a meaning is nobody's. */
export function withOutcomes(current: Settings, visit: Visit): unknown {
  return { ...current, encounterOutcomes: withSaid(current.encounterOutcomes, visit) }
}
