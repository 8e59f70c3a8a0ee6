import { meanings } from '../../../domain/connections/tables/relation-words.ts'
import type { Settings } from '../../../domain/settings/settings.ts'
import type { ConnectionRow } from '../../../store/connections/connections-view.ts'
import { judgeFound, type FoundValue } from '../../../store/contacts/relation-values.ts'
import type { Visit } from '../app/route.ts'
import type { View } from '../app/view.ts'
import { Csrf } from '../ui/form.tsx'
import { withSaid } from './said-values.ts'

/** Values of one system that the page lists; a field of free text may have thousands. */
const maxShown = 100

type Shown = FoundValue & { value: string }

/** What each value found in the base means, by whose word, and the form to say it (docs/decisions/0036). */
export function RelationValuesCard({
  view,
  systems,
  found,
  unread,
}: {
  view: View
  systems: readonly ConnectionRow[]
  found: readonly FoundValue[]
  unread: number
}) {
  const r = view.t.relationValues
  const read = systems.filter(({ connector }) => view.app.connectors.get(connector)?.customers !== undefined)
  const labels = [...new Map(read.map((row) => [row.connector, row.label]))]
  return (
    <section class="card" id="customers">
      <form method="post" action="/settings/customers" class="card-body stack">
        <Csrf token={view.csrf} />
        <p class="hint">{r.more}</p>
        <p class="hint">
          {r.confirmMore} {r.own}
        </p>
        {unread === 0 ? null : <p>{r.unread(unread)}</p>}
        {labels.length === 0 ? <p class="hint">{r.none}</p> : null}
        {labels.map(([connector, label]) => (
          <SystemValues
            view={view}
            connector={connector}
            label={label}
            found={found.filter((one) => one.connector === connector)}
          />
        ))}
        {found.length === 0 ? null : (
          <p>
            <button type="submit" class="btn primary">
              {r.save}
            </button>
          </p>
        )}
      </form>
    </section>
  )
}

function SystemValues({
  view,
  connector,
  label,
  found,
}: {
  view: View
  connector: string
  label: string
  found: readonly FoundValue[]
}) {
  const r = view.t.relationValues
  const rows = found.filter((one): one is Shown => one.value !== null)
  return (
    <fieldset class="stack">
      <legend>{r.inSystem(label)}</legend>
      {found.map(({ value, field, fieldLabel, people }) =>
        value === null ? <p>{r.hidden(r.field(fieldLabel, field), people)}</p> : null,
      )}
      {rows.length === 0 ? (
        <p class="hint">{r.found}</p>
      ) : (
        <table class="rows boxed">
          <caption class="sr-only">{r.inSystem(label)}</caption>
          <thead>
            <tr>
              <th scope="col">{r.value}</th>
              <th scope="col">{r.means}</th>
              <th scope="col">{r.by}</th>
            </tr>
          </thead>
          <tbody>
            {rows.slice(0, maxShown).map((row, place) => (
              <ValueLine view={view} row={row} name={`${connector}-${place}`} />
            ))}
          </tbody>
        </table>
      )}
      {rows.length > maxShown ? <p class="hint">{r.rest(rows.length - maxShown)}</p> : null}
    </fieldset>
  )
}

function ValueLine({ view, row, name }: { view: View; row: Shown; name: string }) {
  const { f } = view
  const r = view.t.relationValues
  const { means, by } = judgeFound(view.settings, row)
  return (
    <tr>
      <td data-label={r.value}>
        {(['field', 'value', 'label'] as const).map((part) => (
          <input type="hidden" name={`${part}-${name}`} value={row[part]} />
        ))}
        <strong>{row.label}</strong>
        <p class="hint">
          {r.field(row.fieldLabel, row.field)}
          {row.label === row.value ? null : ` · ${r.stored(row.value)}`}
        </p>
        <p class="hint">{r.seen(row.people)}</p>
      </td>
      <td data-label={r.means}>
        <select name={`means-${name}`} aria-label={`${r.means}${f.colon}${row.label}`}>
          <option value="" selected={means === null}>
            {r.notJudged}
          </option>
          {meanings.map((meaning) => (
            <option value={meaning} selected={means === meaning}>
              {r.meanings[meaning]}
            </option>
          ))}
        </select>
        {means === 'former' ? <p class="hint">{r.asFormer}</p> : null}
      </td>
      <td data-label={r.by}>{by !== null ? r.said(by.who, f.day(by.on)) : means === null ? r.nobody : r.proposed}</td>
    </tr>
  )
}

/** The settings with every row of the form as somebody's word; a row left without a meaning is nobody's. */
export function withJudged(current: Settings, visit: Visit): unknown {
  return { ...current, relationValues: withSaid(current.relationValues, visit) }
}
