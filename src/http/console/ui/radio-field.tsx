import { FieldError, type FormState } from './form.tsx'

/** A choice of which each answer says what it means. `value`: the one that is chosen. */
export function RadioField({
  name,
  legend,
  value,
  form,
  options,
  prefix = '',
}: {
  name: string
  legend: string
  value: string
  form: FormState
  options: readonly { value: string; label: string; hint: string }[]
  prefix?: string
}) {
  const id = `${prefix}${name}`
  return (
    <fieldset class="field" id={id} tabindex={-1}>
      <legend>{legend}</legend>
      {options.map((option) => (
        <div class="check">
          <input
            type="radio"
            id={`${id}-${option.value}`}
            name={name}
            value={option.value}
            checked={value === option.value}
            aria-describedby={`${id}-${option.value}-hint`}
          />
          <label for={`${id}-${option.value}`}>{option.label}</label>
          <p class="hint" id={`${id}-${option.value}-hint`}>
            {option.hint}
          </p>
        </div>
      ))}
      <FieldError id={id} error={form.errors[name]} />
    </fieldset>
  )
}
