import { nextRun } from '../../../domain/app/cron.ts'
import { readRunTimes, weekDays } from '../../../domain/settings/run-times.ts'
import type { View } from '../app/view.ts'
import { Check, Field, FieldError, type FormState } from '../ui/form.tsx'
import { Time } from '../ui/time.tsx'
import { dayName } from './run-times-text.ts'
import { SettingsCard } from './settings-cards.tsx'

/** When the nightly run starts, as a time of day and days of the week, with the next three. */
export function Schedule({ view, form }: { view: View; form: FormState }) {
  const { f, settings } = view
  const s = view.t.settings.schedule
  const times = readRunTimes(settings.runSchedule)
  const typed = form.values['days']?.split(' ').map(Number)
  const days = typed ?? times?.days ?? weekDays
  const runs: Date[] = []
  for (let at = view.now; runs.length < 3; ) {
    at = nextRun(settings.runSchedule, settings.timeZone, at)
    runs.push(at)
  }
  return (
    <SettingsCard view={view} section="schedule" more={s.more}>
      {times === null ? <KeptSchedule view={view} form={form} /> : null}
      <Field name="time" label={s.time} form={form} value={times?.time ?? '02:00'} type="time" required />
      <fieldset id="days" tabIndex={-1} aria-describedby={form.errors['days'] === undefined ? undefined : 'days-error'}>
        <legend>{s.days}</legend>
        <div class="week-days">
          {weekDays.map((day) => (
            <Check name="days" value={String(day)} label={dayName(view, day)} checked={days.includes(day)} />
          ))}
        </div>
        <FieldError id="days" error={form.errors['days']} />
      </fieldset>
      <Field name="timeZone" label={s.timeZone} form={form} value={settings.timeZone} hint={s.timeZoneHint} required />
      <div>
        <p class="strong">{s.next}</p>
        <ul class="plain-list">
          {runs.map((run) => (
            <li>
              <Time at={run}>{f.longDateTime(run)}</Time>
            </li>
          ))}
        </ul>
      </div>
    </SettingsCard>
  )
}

/** A stored schedule that no time of day with days of the week says: it stays until that is chosen. */
function KeptSchedule({ view, form }: { view: View; form: FormState }) {
  const s = view.t.settings.schedule
  const keeps = form.values['way'] !== 'times'
  return (
    <fieldset>
      <legend>{s.stored}</legend>
      <p class="hint">
        {s.storedMore} <code>{view.settings.runSchedule}</code>
      </p>
      <div class="check">
        <input type="radio" id="way-keep" name="way" value="keep" checked={keeps} />
        <label for="way-keep">{s.keep}</label>
      </div>
      <div class="check">
        <input type="radio" id="way-times" name="way" value="times" checked={!keeps} />
        <label for="way-times">{s.replace}</label>
      </div>
    </fieldset>
  )
}
