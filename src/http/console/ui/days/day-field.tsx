import { Icon } from '../../../ui/icon.tsx'
import { shownDay } from '../../app/days/day-error.ts'
import { dayMark } from '../../app/days/typed-days.ts'
import type { View } from '../../app/view.ts'
import { FieldNotes, notesOf, type FormState } from '../form.tsx'

interface DayInputProps {
  view: View
  id: string
  name: string
  /** What the field is called, for the name of its calendar button. */
  label: string
  /** YYYY-MM-DD, or what was typed and is no day. */
  value: string
  required?: boolean | undefined
  /** Days that the calendar offers; what is typed is checked by who reads it. */
  min?: string | undefined
  max?: string | undefined
  isWrong?: boolean
  describedBy?: string | undefined
  /** Whether an hour may stand behind the day: who takes the form reads it then. */
  hasHour?: boolean | undefined
}

/**
 * A day that is typed: `25/11/2026`, `-1`, `hier`, `2026-11-25`. The form's handler gets YYYY-MM-DD, as the hidden mark
 * asks for it. The button opens the browser's own calendar, for who has scripts.
 */
export function DayInput({ view, id, name, label, value, min, max, ...rest }: DayInputProps) {
  const d = view.t.common.days
  return (
    <span class="control day">
      {rest.hasHour === true ? null : <input type="hidden" name={dayMark(name)} value="on" />}
      <input
        type="text"
        id={id}
        name={name}
        value={shownDay(value)}
        placeholder={d.mask}
        maxLength={40}
        autocomplete="off"
        spellcheck={false}
        required={rest.required}
        aria-invalid={rest.isWrong === true ? 'true' : undefined}
        aria-describedby={rest.describedBy}
      />
      <button type="button" class="btn" data-day={id} aria-label={d.choose(label)} title={d.choose(label)} hidden>
        <Icon name="calendar-event" size={16} />
      </button>
      <input type="date" class="day-picker" min={min} max={max} tabIndex={-1} aria-hidden="true" />
    </span>
  )
}

interface DayFieldProps {
  view: View
  name: string
  label: string
  form: FormState
  value?: string | undefined
  hint?: string | undefined
  prefix?: string | undefined
  required?: boolean | undefined
  min?: string | undefined
  max?: string | undefined
  hasHour?: boolean | undefined
}

/** Label, typed day, hint and error, tied together as in other fields. */
export function DayField({ form, hint, prefix = '', ...props }: DayFieldProps) {
  const { view, name, label, value, required, min, max, hasHour } = props
  const id = `${prefix}${name}`
  const error = form.errors[name]
  return (
    <div class="field">
      <label for={id}>{label}</label>
      <DayInput
        {...{ view, id, name, label, required, min, max, hasHour }}
        value={form.values[name] ?? value ?? ''}
        isWrong={error !== undefined}
        describedBy={notesOf({ id, hint, error })}
      />
      <FieldNotes {...{ id, hint, error }} />
    </div>
  )
}
