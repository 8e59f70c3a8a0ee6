import { vendorText } from '../app/vendor-text.ts'
import { isOn } from '../../../operations/shopper/start-shopper.ts'
import { possibleDoors } from '../../../operations/shopper/shopper-doors.ts'
import type { ConnectionRow } from '../../../store/connections/connections-view.ts'
import { Check, Choice, Csrf, Field, type FormState } from '../ui/form.tsx'
import { allowed, may } from '../../../domain/accounts/roles.ts'
import { shopperDoorName } from '../shopper/round-door.ts'
import type { View } from '../app/view.ts'

/**
 * The mystery shopper's settings: an admin's form that says what is written in each system; others see whether it is
 * on.
 */
export function ShopperSettings({
  view,
  form,
  systems,
}: {
  view: View
  form: FormState
  systems: readonly ConnectionRow[]
}) {
  const { t, settings, app } = view
  const s = t.shopper.settings
  const { shopper } = settings
  const able = systems.filter((row) => app.connectors.get(row.connector)?.writes.shopper !== undefined)
  const ticked =
    form.values['connectionIds'] === undefined ? shopper.connectionIds : form.values['connectionIds'].split(' ')
  const taking = able.filter((row) => shopper.connectionIds.includes(row.id) && row.granted.includes('suppress'))
  const doors = [
    ...new Set(
      possibleDoors(taking, app.connectors).map(({ door, connectionId }) =>
        shopperDoorName(t, { door, origin: taking.find((row) => row.id === connectionId)?.label ?? null }),
      ),
    ),
  ]
  return (
    <section class="card" id="shopper">
      {!allowed(view.role, may.connect) ? (
        <div class="card-body stack narrow">
          <p class="hint">{s.more}</p>
          <p>
            {isOn(shopper) ? s.state(shopper.mailbox, shopper.connectionIds.length) : s.stateOff} {s.admin}
          </p>
        </div>
      ) : (
        <form method="post" action="/settings/shopper" class="card-body stack narrow">
          <p class="hint">{s.more}</p>
          <Csrf token={view.csrf} />
          <Field
            name="mailbox"
            label={s.mailbox}
            form={form}
            value={shopper.mailbox ?? ''}
            hint={s.mailboxHint}
            inputmode="email"
            spellcheck={false}
          />
          <Choice
            name="every"
            label={s.every}
            form={form}
            value={shopper.every}
            options={[
              ['weekly', s.weekly],
              ['daily', s.daily],
            ]}
          />
          <fieldset>
            <legend>{s.systems}</legend>
            {able.length === 0 ? (
              <p class="hint">{s.noSystem}</p>
            ) : (
              able.map((row) => {
                const writes = app.connectors.get(row.connector)?.writes.shopper ?? []
                return (
                  <Check
                    name="connectionIds"
                    value={row.id}
                    label={row.label}
                    checked={ticked.includes(row.id)}
                    hint={`${s.writes(writes.map((one) => (typeof one === 'string' ? one : vendorText(view, one))).join(view.language === 'fr' ? '\u00a0; ' : '; '))}${row.granted.includes('suppress') ? '' : ` ${s.waits}`}`}
                  />
                )
              })
            )}
          </fieldset>
          {isOn(shopper) && taking.length > 0 ? (
            <p class="hint">
              {s.doors(view.f.list(doors))} {s.ways} {app.publicUrl === null ? s.noLinks : null}
            </p>
          ) : null}
          <p>
            <button type="submit" class="btn primary">
              {t.common.save}
            </button>
          </p>
        </form>
      )}
    </section>
  )
}
