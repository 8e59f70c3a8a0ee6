import { explainValues, type ExplainedValue } from '../../../domain/connections/relation-values.ts'
import type { ContactRecord } from '../../../store/contacts/contact-view.ts'
import { relationRules } from '../../../store/contacts/relation-values.ts'
import type { ShownValue } from '../../../store/removals/dependencies.ts'
import { may } from '../../../domain/accounts/roles.ts'
import type { View } from '../app/view.ts'

/** `“Client” (Type) in the CRM: customer, by the proposal`, or that nobody said what it means. */
function relationLine(view: View, value: ExplainedValue, label: string): string {
  const { t, f } = view
  const r = t.relationValues
  const field = r.field(value.fieldLabel, value.field)
  if (value.field === '') return r.notRead(label)
  if (value.value === null) return r.notShown(field, label)
  if (value.means === null) return r.unjudged(value.label, field, label)
  const by = value.by === null ? r.byProposal : r.bySomeone(value.by.who, f.day(value.by.on))
  return `${r.line(value.label, field, label)}${f.colon}${r.means2[value.means]}, ${by}`
}

/** What every value of a record means, and by whose word. */
export function relationLines(view: View, record: ContactRecord): string[] {
  if (record.relationValues === null) return []
  const rules = relationRules(view.settings, record.connector, record.relationFields)
  return explainValues(rules, record.relationValues).map((value) => relationLine(view, value, record.label))
}

/** What makes somebody a customer, or maybe one, and where that is settled. */
export function ShownValues({
  view,
  values,
  labels,
}: {
  view: View
  values: readonly ShownValue[]
  labels: ReadonlyMap<string, string>
}) {
  const lines = [...new Set(values.map((value) => relationLine(view, value, labels.get(value.connectionId) ?? '')))]
  const open = values.some(({ means, value }) => means === null && value !== null)
  return (
    <>
      {lines.map((line) => (
        <p>{line}</p>
      ))}
      {open && (may.configure as readonly string[]).includes(view.role) ? (
        <p>
          <a href="/settings/customers">{view.t.relationValues.settle}</a>
        </p>
      ) : null}
    </>
  )
}
