import type { ConnectionRow } from '../../../store/connections/connections-view.ts'
import { Csrf, Field, type FormState } from '../ui/form.tsx'
import { vendorText } from '../app/vendor-text.ts'
import type { View } from '../app/view.ts'

/**
 * Which fields of each CRM say that somebody is no customer any more (docs/reference/law.md#g2), and what keeps a
 * customer whatever they show.
 */
export function FormerCustomers({
  view,
  form,
  systems,
}: {
  view: View
  form: FormState
  systems: readonly ConnectionRow[]
}) {
  const { t, settings, app } = view
  const s = t.settings.former
  const crms = [
    ...new Map(
      systems
        .filter((row) => app.connectors.get(row.connector)?.kind === 'crm')
        .map((row) => [row.connector, row.label]),
    ).entries(),
  ]
  return (
    <section class="card" id="former">
      <form method="post" action="/settings/former" class="card-body stack narrow">
        <p class="hint">{s.more}</p>
        <p>
          <a class="btn small" href="/removals/time-machine?population=former-customer">
            {s.machine}
          </a>
        </p>
        <Csrf token={view.csrf} />
        {crms.map(([connector, label]) => {
          const fields = settings.formerCustomers[connector]
          const customers = app.connectors.get(connector)?.customers
          return (
            <fieldset class="stack">
              <legend>{s.inSystem(label)}</legend>
              {customers === undefined ? null : <p class="hint">{vendorText(view, customers.keeps)}</p>}
              <Field
                name={`property-${connector}`}
                label={s.property}
                form={form}
                value={fields?.property ?? ''}
                hint={s.propertyHint(customers?.example)}
                spellcheck={false}
              />
              <Field
                name={`values-${connector}`}
                label={s.values}
                form={form}
                value={fields?.values.join('\n') ?? ''}
                hint={s.valuesHint}
                lines={3}
                spellcheck={false}
              />
              <Field
                name={`end-${connector}`}
                label={s.end}
                form={form}
                value={fields?.endProperty ?? ''}
                hint={s.endHint}
                spellcheck={false}
              />
            </fieldset>
          )
        })}
        {crms.length === 0 ? (
          <p class="hint">{t.shopper.settings.noSystem}</p>
        ) : (
          <p>
            <button type="submit" class="btn primary">
              {t.common.save}
            </button>
          </p>
        )}
      </form>
    </section>
  )
}
