import {
  factMeanings,
  fieldFacts,
  isDay,
  judgeFact,
  type FieldFact,
  type JudgedFactName,
} from '../../../domain/decisions/fields/field-facts.ts'
import type { VerdictShift } from '../../../operations/decisions/preview-verdicts.ts'
import type { ConnectionRow } from '../../../store/connections/connections-view.ts'
import type { FoundFact } from '../../../store/contacts/fact-values.ts'
import { meaningWord } from '../app/meaning-word.ts'
import type { View } from '../app/view.ts'
import { ShiftTable } from '../decisions/shift-table.tsx'
import { DayField } from '../ui/days/day-field.tsx'
import { Check, Csrf, Field, type FormState } from '../ui/form.tsx'

/** Values of one field that the page lists; a field of free text may have thousands. */
const maxShown = 50

interface Props {
  view: View
  form: FormState
  systems: readonly ConnectionRow[]
  found: readonly FoundFact[]
  /** What the form would change, where that was asked for. */
  shift: VerdictShift | null
}

interface Crm {
  connector: string
  label: string
  examples: Readonly<Record<FieldFact, string>>
  own: Readonly<Partial<Record<FieldFact, string>>>
}

/** Connected CRMs that read facts from fields, each once. */
function crmsOf(view: View, systems: readonly ConnectionRow[]): Crm[] {
  const crms = systems.flatMap(({ connector, label }): [string, Crm][] => {
    const facts = view.app.connectors.get(connector)?.facts
    return facts === undefined
      ? []
      : [[connector, { connector, label, examples: facts.examples, own: facts.own ?? {} }]]
  })
  return [...new Map(crms).values()]
}

/** Fields of each CRM that hold further facts, what their values mean, and what an admin attests of sales. */
export function FieldFactsCard({ view, form, systems, found, shift }: Props) {
  const c = view.t.fieldFacts.settings
  const crms = crmsOf(view, systems)
  return (
    <section class="card" id="facts">
      <form method="post" action="/settings/facts" class="card-body stack">
        <Csrf token={view.csrf} />
        <p class="hint">{c.more}</p>
        {crms.map((crm) => (
          <fieldset class="stack">
            <legend>{c.inSystem(crm.label)}</legend>
            {fieldFacts.map((fact) => (
              <FactPart
                view={view}
                form={form}
                crm={crm}
                fact={fact}
                rows={found.filter((one) => one.connector === crm.connector && one.fact === fact)}
              />
            ))}
          </fieldset>
        ))}
        {crms.length === 0 ? null : <SalesPart view={view} form={form} crms={crms} />}
        {shift === null ? null : <ShiftTable view={view} shift={shift} about={c.about} />}
        {crms.length === 0 ? (
          <p class="hint">{c.none}</p>
        ) : (
          <>
            <p class="hint">{c.confirm}</p>
            <p class="actions">
              <button type="submit" class="btn primary">
                {c.save}
              </button>{' '}
              <button type="submit" class="btn quiet" name="act" value="preview">
                {c.preview}
              </button>
            </p>
          </>
        )}
      </form>
    </section>
  )
}

interface SplitProps {
  view: View
  form: FormState
  crm: Crm
  fact: FieldFact
  rows: readonly FoundFact[]
}

/** One fact: its field, and what the values found in it mean. Folded while there is nothing to see. */
function FactPart({ view, form, crm: { connector, examples, own }, fact, rows }: SplitProps) {
  const { t, settings } = view
  const c = t.fieldFacts.settings
  const name = `fact-${connector}-${fact}`
  const property = settings.facts[connector]?.[fact]?.property ?? ''
  const mine = own[fact]
  return (
    <details open={property !== '' || rows.length > 0 || form.errors[name] !== undefined}>
      <summary>{t.fieldFacts.facts[fact]}</summary>
      <div class="stack">
        <p class="hint">{c.hints[fact]}</p>
        <Field
          name={name}
          label={c.property}
          form={form}
          value={property}
          hint={mine === undefined ? c.hint(examples[fact]) : c.own(mine)}
          spellcheck={false}
        />
        {isDay(fact) ? null : rows.length === 0 ? (
          property === '' ? null : (
            <p class="hint">{c.nothing}</p>
          )
        ) : (
          <ValueTable
            view={view}
            form={form}
            fact={fact}
            rows={rows}
            field={property === '' ? (mine ?? '') : property}
          />
        )}
      </div>
    </details>
  )
}

interface TableProps {
  view: View
  form: FormState
  fact: JudgedFactName
  rows: readonly FoundFact[]
  field: string
}

function ValueTable({ view, form, fact, rows, field }: TableProps) {
  const c = view.t.fieldFacts.settings
  return (
    <>
      <table class="rows boxed">
        <caption class="sr-only">{view.t.fieldFacts.facts[fact]}</caption>
        <thead>
          <tr>
            <th scope="col">{c.value}</th>
            <th scope="col">{c.means}</th>
            <th scope="col">{c.by}</th>
          </tr>
        </thead>
        <tbody>
          {rows.slice(0, maxShown).map((row, place) => (
            <ValueLine
              view={view}
              form={form}
              fact={fact}
              row={row}
              field={field}
              name={`${row.connector}-${fact}-${place}`}
            />
          ))}
        </tbody>
      </table>
      {rows.length > maxShown ? <p class="hint">{c.rest(rows.length - maxShown)}</p> : null}
    </>
  )
}

interface LineProps extends Omit<TableProps, 'rows'> {
  row: FoundFact
  name: string
}

function ValueLine({ view, form, fact, row, field, name }: LineProps) {
  const { t, f, settings } = view
  const c = t.fieldFacts.settings
  const families = settings.offers.flatMap(({ productFamily }) => productFamily ?? [])
  const { means, by } = judgeFact(settings.facts[row.connector], fact, row.value, families)
  const chosen = form.values[`means-${name}`] ?? means ?? ''
  const label = `${c.means}${f.colon}${row.value}`
  return (
    <tr>
      <td data-label={c.value}>
        {Object.entries({ field, value: row.value, label: row.value }).map(([part, text]) => (
          <input type="hidden" name={`${part}-${name}`} value={text} />
        ))}
        <strong>{row.value}</strong>
        <p class="hint">{c.people(row.people)}</p>
      </td>
      <td data-label={c.means}>
        {fact === 'family' ? (
          <>
            <input name={`means-${name}`} value={chosen} maxlength={60} aria-label={label} list={`list-${name}`} />
            <datalist id={`list-${name}`}>
              {families.map((one) => (
                <option value={one} />
              ))}
            </datalist>
          </>
        ) : (
          <select name={`means-${name}`} aria-label={label}>
            <option value="" selected={chosen === ''}>
              {c.notSaid}
            </option>
            {factMeanings[fact].map((one) => (
              <option value={one} selected={chosen === one}>
                {meaningWord(view, fact, one)}
              </option>
            ))}
          </select>
        )}
      </td>
      <td data-label={c.by}>{by !== null ? c.said(by.who, f.day(by.on)) : means === null ? c.nobody : c.proposed}</td>
    </tr>
  )
}

/** What an admin attests of sales (docs/reference/law.md#b3). */
function SalesPart({ view, form, crms }: { view: View; form: FormState; crms: readonly Crm[] }) {
  const { sales } = view.settings
  const c = view.t.fieldFacts.settings
  const typed = Object.keys(form.values).length > 0
  const ticked = (name: string, stored: boolean) => (typed ? form.values[name] === 'on' : stored)
  return (
    <fieldset class="stack">
      <legend>{c.sold}</legend>
      <p class="hint">{c.soldMore}</p>
      {crms.map(({ connector, label }) => (
        <Check
          name={`own-${connector}`}
          label={c.ownSales(label)}
          checked={ticked(`own-${connector}`, sales.ownSales.includes(connector))}
        />
      ))}
      <Check name="addressGiven" label={c.address} checked={ticked('addressGiven', sales.addressFromCustomer)} />
      <DayField
        view={view}
        name="refusalSince"
        label={c.refusal}
        form={form}
        value={sales.refusalSince ?? ''}
        hint={c.refusalHint}
      />
    </fieldset>
  )
}
