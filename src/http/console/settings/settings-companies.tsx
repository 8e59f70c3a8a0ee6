import { judgeForm, type LegalFormField } from '../../../domain/contacts/companies/legal-form.ts'
import { legalForms } from '../../../domain/contacts/tables/legal-forms.ts'
import { leadingOffer } from '../../../domain/decisions/offer.ts'
import { Settings } from '../../../domain/settings/settings.ts'
import { previewVerdicts, type VerdictShift } from '../../../operations/decisions/preview-verdicts.ts'
import type { ConnectionRow } from '../../../store/connections/connections-view.ts'
import type { FoundForm } from '../../../store/contacts/company-forms.ts'
import type { Visit } from '../app/route.ts'
import type { View } from '../app/view.ts'
import { ShiftTable } from '../decisions/shift-table.tsx'
import { Csrf, Field, type FormState } from '../ui/form.tsx'
import { withSaid } from './said-values.ts'

/** Values of one system that the page lists; a field of free text may have thousands. */
const maxShown = 100

interface Props {
  view: View
  form: FormState
  systems: readonly ConnectionRow[]
  found: readonly FoundForm[]
  /** People whose company a system does not show to us. */
  unread: readonly { connector: string; people: number }[]
  /** What the form would change, where that was asked for. */
  shift: VerdictShift | null
}

/** Which field of each CRM's companies holds the legal form, and what its values mean (docs/reference/law.md#a6). */
export function LegalFormsCard({ view, form, systems, found, unread, shift }: Props) {
  const c = view.t.companyFacts.settings
  const crms = [
    ...new Map(
      systems.flatMap((row) => {
        const example = view.app.connectors.get(row.connector)?.companies?.example
        return example === undefined ? [] : [[row.connector, { label: row.label, example }] as const]
      }),
    ),
  ]
  return (
    <section class="card" id="companies">
      <form method="post" action="/settings/companies" class="card-body stack">
        <Csrf token={view.csrf} />
        <p class="hint">{c.more}</p>
        {crms.map(([connector, { label, example }]) => (
          <fieldset class="stack">
            <legend>{c.inSystem(label)}</legend>
            {unread.map((one) => (one.connector === connector ? <p>{c.unread(one.people)}</p> : null))}
            <Field
              name={`property-${connector}`}
              label={c.property}
              form={form}
              value={view.settings.legalForms[connector]?.property ?? ''}
              hint={c.hint(example)}
              spellcheck={false}
            />
            <FoundForms
              view={view}
              form={form}
              connector={connector}
              rows={found.filter((one) => one.connector === connector)}
            />
          </fieldset>
        ))}
        {shift === null ? null : <ShiftTable view={view} shift={shift} about={c.about} />}
        {crms.length === 0 ? (
          <p class="hint">{c.none}</p>
        ) : (
          <>
            {found.length === 0 ? null : <p class="hint">{c.confirm}</p>}
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

function FoundForms({
  view,
  form,
  connector,
  rows,
}: {
  view: View
  form: FormState
  connector: string
  rows: readonly FoundForm[]
}) {
  const c = view.t.companyFacts.settings
  const field = view.settings.legalForms[connector]
  if (field === undefined || field.property === '') return null
  if (rows.length === 0) return <p class="hint">{c.nothing}</p>
  return (
    <>
      <table class="rows boxed">
        <caption class="sr-only">{c.means}</caption>
        <thead>
          <tr>
            <th scope="col">{c.value}</th>
            <th scope="col">{c.means}</th>
            <th scope="col">{c.by}</th>
          </tr>
        </thead>
        <tbody>
          {rows.slice(0, maxShown).map((row, place) => (
            <FormLine view={view} form={form} field={field} row={row} name={`${connector}-${place}`} />
          ))}
        </tbody>
      </table>
      {rows.length > maxShown ? <p class="hint">{c.rest(rows.length - maxShown)}</p> : null}
    </>
  )
}

function FormLine({
  view,
  form,
  field,
  row,
  name,
}: {
  view: View
  form: FormState
  field: LegalFormField
  row: FoundForm
  name: string
}) {
  const { f, t } = view
  const c = t.companyFacts
  const { form: meant, by } = judgeForm(field, row.value)
  const chosen = form.values[`means-${name}`] ?? meant
  return (
    <tr>
      <td data-label={c.settings.value}>
        {Object.entries({ field: field.property, value: row.value, label: row.value }).map(([part, text]) => (
          <input type="hidden" name={`${part}-${name}`} value={text} />
        ))}
        <strong>{row.value}</strong>
        <p class="hint">{c.settings.people(row.people)}</p>
      </td>
      <td data-label={c.settings.means}>
        <select name={`means-${name}`} aria-label={`${c.settings.means}${f.colon}${row.value}`}>
          {legalForms.map((one) => (
            <option value={one} selected={chosen === one}>
              {c.forms[one]}
            </option>
          ))}
        </select>
      </td>
      <td data-label={c.settings.by}>{by === null ? c.settings.proposed : c.settings.said(by.who, f.day(by.on))}</td>
    </tr>
  )
}

/** The settings with the fields of the form, and every row of it as somebody's word. */
export function withForms(current: Settings, visit: Visit): unknown {
  const said = withSaid(
    Object.fromEntries(Object.entries(current.legalForms).map(([connector, { values }]) => [connector, values])),
    visit,
  )
  const named = [...visit.app.connectors.values()].filter(
    ({ id, companies }) => companies !== undefined && visit.form[`property-${id}`] !== undefined,
  )
  return {
    ...current,
    legalForms: {
      ...current.legalForms,
      ...Object.fromEntries(
        named.map(({ id }) => [id, { property: (visit.form[`property-${id}`] ?? '').trim(), values: said[id] ?? [] }]),
      ),
    },
  }
}

/** What the form would change of the verdicts, where it can be saved as it is. */
export async function formsShift(view: View, visit: Visit): Promise<VerdictShift | null> {
  const { app, settings } = view
  const after = Settings.safeParse(withForms(settings, visit))
  if (!after.success) return null
  const offer = leadingOffer(settings.offers)
  return await previewVerdicts(app, { settings, offer }, { settings: after.data, offer })
}

/** Fields of the form by path of the schema, with the sentence under each. */
export const formsFaults = ({ t }: View, { app }: Visit): Readonly<Record<string, readonly [string, string]>> =>
  Object.fromEntries(
    [...app.connectors.keys()].map((id) => [`legalForms.${id}.property`, [`property-${id}`, t.connect.errors.other]]),
  )
