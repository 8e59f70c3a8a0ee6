import { declaredKinds, type SourceKind } from '../../../domain/sources/tables/source-kinds.ts'
import { Choice, Csrf, Field, FieldError, type FormState } from '../ui/form.tsx'
import { vendorText } from '../app/vendor-text.ts'
import type { View } from '../app/view.ts'

/** One line of the mapping: what the system shows, and what it proves. */
export interface MappingRow {
  value: string
  kind: SourceKind | ''
  name: string
  accepted: boolean
  people: number | null
}

/** Kinds that stay in review until a named person has looked (docs/reference/law.md#c8, #c9, #c10, #c12). */
export const acceptedKinds = ['C8', 'C9', 'C10', 'C12'] as const

export interface MappedProperty {
  connector: string
  label: string
  /** Which of the further properties; null = the first. */
  further: number | null
  property: string
  rows: readonly MappingRow[]
  form: FormState
  /** People per kind now and with what was typed; null = not asked for. */
  preview: readonly { kind: SourceKind | null; before: number; after: number }[] | null
}

/** What tells the cards of a page and the fields in them apart. */
export const keyOf = ({ connector, further }: Pick<MappedProperty, 'connector' | 'further'>): string =>
  further === null ? connector : `${connector}-${further}`

/** Lines at the end for values that no record shows yet. */
export const emptyRows = 2

/** CRM value → kind of source, with how many people show it, and a preview of what would change. */
export function MappingCard({ view, mapping }: { view: View; mapping: MappedProperty }) {
  const { t, f } = view
  const m = t.sources.mapping
  const prefix = `${keyOf(mapping)}-`
  return (
    <section class="card" id={`mapping-${keyOf(mapping)}`}>
      <div class="card-head">
        <h2>{mapping.further === null ? m.title(mapping.label) : m.titleMore(mapping.property, mapping.label)}</h2>
      </div>
      <form method="post" action="/sources/mapping" class="card-body stack">
        <Csrf token={view.csrf} />
        <input type="hidden" name="connector" value={mapping.connector} />
        {mapping.further === null ? null : <input type="hidden" name="further" value={String(mapping.further)} />}
        <p class="hint">
          {mapping.further === null
            ? `${m.more} ${m.readAgain} ${m.acceptedMore(acceptedKinds.map((kind) => `${t.common.sourceKinds[kind]} (${kind})`).join(', '))}`
            : m.furtherMore}
        </p>
        <div class="narrow">
          <Field
            name="property"
            prefix={prefix}
            label={m.property}
            form={mapping.form}
            value={mapping.property}
            mono
            spellcheck={false}
          />
        </div>
        <table class="rows boxed">
          <thead>
            <tr>
              <th scope="col">{m.value}</th>
              <th scope="col">{m.kind}</th>
              <th scope="col">{m.name}</th>
              <th scope="col">{m.accepted}</th>
            </tr>
          </thead>
          <tbody>
            {mapping.rows.map((row, place) => (
              <MappingLine view={view} mapping={mapping} row={row} place={place} />
            ))}
          </tbody>
        </table>
        {mapping.preview === null ? null : <Preview view={view} rows={mapping.preview} />}
        <p class="actions">
          <button
            type="submit"
            class="btn"
            name="act"
            value="save"
            aria-label={`${m.save}${f.colon}${called(mapping)}`}
          >
            {m.save}
          </button>{' '}
          <button
            type="submit"
            class="btn quiet"
            name="act"
            value="preview"
            aria-label={`${m.preview}${f.colon}${called(mapping)}`}
          >
            {m.preview}
          </button>
        </p>
      </form>
    </section>
  )
}

const called = (mapping: MappedProperty): string =>
  mapping.further === null ? mapping.label : `${mapping.label} ${mapping.property}`

/** One more field of a system that says something of the source. */
export function MoreFields({
  view,
  systems,
  form,
}: {
  view: View
  systems: readonly { connector: string; label: string }[]
  form: FormState
}) {
  const m = view.t.sources.mapping
  const hints = systems.flatMap(({ connector, label }) => {
    const hint = view.app.connectors.get(connector)?.moreSourcesHint
    return hint === undefined ? [] : [`${label}${view.f.colon}${vendorText(view, hint)}`]
  })
  return (
    <section class="card" id="more-fields">
      <div class="card-head">
        <h2>{m.add}</h2>
      </div>
      <form method="post" action="/sources/fields" class="card-body stack">
        <Csrf token={view.csrf} />
        <p class="hint">{m.addMore}</p>
        <div class="row-fields">
          <Choice
            name="connector"
            prefix="more-"
            label={m.system}
            form={form}
            options={systems.map(({ connector, label }) => [connector, label] as const)}
          />
          <Field
            name="property"
            prefix="more-"
            label={m.property}
            form={form}
            {...(hints.length === 0 ? {} : { hint: hints.join(' ') })}
            mono
            spellcheck={false}
          />
        </div>
        <p>
          <button type="submit" class="btn">
            {m.addGo}
          </button>
        </p>
      </form>
    </section>
  )
}

function Preview({ view, rows }: { view: View; rows: NonNullable<MappedProperty['preview']> }) {
  const { t, f } = view
  const m = t.sources.mapping
  return (
    <table class="rows small boxed" id="preview">
      <caption>{m.changes}</caption>
      <thead>
        <tr>
          <th scope="col">{m.kind}</th>
          <th scope="col" class="num">
            {m.before}
          </th>
          <th scope="col" class="num">
            {m.after}
          </th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr>
            <td>{row.kind === null ? m.none : `${t.common.sourceKinds[row.kind]} (${row.kind})`}</td>
            <td class="num">{f.number(row.before)}</td>
            <td class="num">
              {row.after === row.before ? f.number(row.after) : <strong>{f.number(row.after)}</strong>}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

/** One value of the system: seen on records, or typed for records to come. */
function MappingLine({
  view,
  mapping,
  row,
  place,
}: {
  view: View
  mapping: MappedProperty
  row: MappingRow
  place: number
}) {
  const { t, f } = view
  const m = t.sources.mapping
  const prefix = `${keyOf(mapping)}-`
  const options = [
    ['', m.nothing] as const,
    ...declaredKinds.map((kind) => [kind, `${t.common.sourceKinds[kind]} (${kind})`] as const),
  ]
  const [valueName, kindName, nameName] = [`value-${place}`, `kind-${place}`, `name-${place}`]
  const seen = row.people !== null
  const called = seen ? row.value : m.extra
  return (
    <tr>
      <td data-label={m.value}>
        {seen ? (
          <>
            <input type="hidden" name={valueName} value={row.value} />
            <p>
              {m.shown(row.people ?? 0)}
              {f.colon}
            </p>
            <span class="mono">{row.value}</span>
          </>
        ) : (
          <>
            <input
              class="mono"
              id={`${prefix}${valueName}`}
              name={valueName}
              value={row.value}
              aria-label={`${m.extra} ${place + 1}`}
              aria-invalid={mapping.form.errors[valueName] === undefined ? undefined : 'true'}
              spellcheck={false}
            />
            <FieldError id={`${prefix}${valueName}`} error={mapping.form.errors[valueName]} />
          </>
        )}
      </td>
      <td data-label={m.kind}>
        <select name={kindName} aria-label={`${m.kind}${f.colon}${called}`}>
          {options.map(([value, label]) => (
            <option value={value} selected={value === row.kind}>
              {label}
            </option>
          ))}
        </select>
      </td>
      <td data-label={m.name}>
        <input
          id={`${prefix}${nameName}`}
          name={nameName}
          value={row.name}
          aria-label={`${m.name}${f.colon}${called}`}
          aria-invalid={mapping.form.errors[nameName] === undefined ? undefined : 'true'}
        />
        <FieldError id={`${prefix}${nameName}`} error={mapping.form.errors[nameName]} />
      </td>
      <td data-label={m.accepted}>
        <input
          type="checkbox"
          name={`accepted-${place}`}
          value="on"
          checked={row.accepted}
          aria-label={`${m.accepted}${f.colon}${called}`}
        />
      </td>
    </tr>
  )
}
