import { FieldError, type FormState } from './form.tsx'

/** A choice of which each answer says what it means. `value`: the one that is chosen. */
export function RadioField({
  name,
  legend,
  value,
  form,
  options,
}: {
  name: string
  legend: string
  value: string
  form: FormState
  options: readonly { value: string; label: string; hint: string }[]
}) {
  return (
    <fieldset class="field" id={name} tabindex={-1}>
      <legend>{legend}</legend>
      {options.map((option) => (
        <div class="check">
          <input
            type="radio"
            id={`${name}-${option.value}`}
            name={name}
            value={option.value}
            checked={value === option.value}
            aria-describedby={`${name}-${option.value}-hint`}
          />
          <label for={`${name}-${option.value}`}>{option.label}</label>
          <p class="hint" id={`${name}-${option.value}-hint`}>
            {option.hint}
          </p>
        </div>
      ))}
      <FieldError id={name} error={form.errors[name]} />
    </fieldset>
  )
}
