import { channels } from '../../../domain/app/channel.ts'
import type { View } from '../app/view.ts'
import { FieldError, type FormState } from '../ui/form.tsx'

/** Everything, or some channels alone. */
export function ScopeField({ view, form, chosen }: { view: View; form: FormState; chosen: readonly string[] }) {
  const { t } = view
  const h = t.byHand
  const everything = (form.values['scope'] ?? 'all') === 'all'
  return (
    <fieldset class="field" id="channels">
      <legend>{h.what}</legend>
      <label class="tile-choice whole">
        <input type="radio" name="scope" value="all" checked={everything} />
        <span>
          <strong>{h.everything}</strong>
          <br />
          <span class="hint">{h.everythingHint}</span>
        </span>
      </label>
      <label class="tile-choice whole">
        <input type="radio" name="scope" value="some" checked={!everything} />
        <span>{h.some}</span>
      </label>
      <div class="chips">
        {channels.map((channel) => (
          <label class="chip-choice">
            <input type="checkbox" name="channels" value={channel} checked={chosen.includes(channel)} />
            {t.common.channels[channel]}
          </label>
        ))}
      </div>
      <FieldError id="channels" error={form.errors['channels']} />
    </fieldset>
  )
}
