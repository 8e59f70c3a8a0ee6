import type { ComponentChildren, InputHTMLAttributes } from 'preact'
import type { View } from '../app/view.ts'
import { Icon } from '../../ui/icon.tsx'

/** Typed values and what is wrong with them, by field name. */
export interface FormState {
  values: Readonly<Record<string, string>>
  errors: Readonly<Record<string, string>>
}
export const emptyForm: FormState = { values: {}, errors: {} }

/** Every POST of the console carries this. */
export function Csrf({ token }: { token: string }) {
  return <input type="hidden" name="_csrf" value={token} />
}

/** A form that is one button. */
export function PostButton({
  view,
  action,
  children,
  kind = 'plain',
  fields = {},
  label,
}: {
  view: View
  action: string
  children: ComponentChildren
  kind?: 'plain' | 'primary' | 'danger' | 'quiet'
  fields?: Readonly<Record<string, string>>
  label?: string
}) {
  return (
    <form method="post" action={action} class="inline">
      <Csrf token={view.csrf} />
      {Object.entries(fields).map(([name, value]) => (
        <input type="hidden" name={name} value={value} />
      ))}
      <button type="submit" class={`btn ${kind}`} aria-label={label}>
        {children}
      </button>
    </form>
  )
}

/** What failed, on top, with links to the fields; takes the focus. */
export function ErrorSummary({
  form,
  text,
  labels,
  prefix = '',
}: {
  form: FormState
  text: string
  labels: Readonly<Record<string, string>>
  prefix?: string
}) {
  const names = Object.keys(form.errors)
  if (names.length === 0) return null
  return (
    <div class="summary" role="alert" tabIndex={-1} data-focus>
      <Icon name="alert-triangle" />
      <div>
        <p>{text}</p>
        <ul>
          {names.map((name) => (
            <li>
              <a href={`#${prefix}${name}`}>{labels[name] ?? name}</a>
              {' – '}
              {form.errors[name]}
            </li>
          ))}
        </ul>
      </div>
    </div>
  )
}

export interface FieldProps {
  name: string
  label: string
  form: FormState
  value?: string | undefined
  hint?: string
  type?: 'text' | 'email' | 'password' | 'url' | 'time'
  prefix?: string
  autocomplete?: string
  required?: boolean
  mono?: boolean
  lines?: number
  inputmode?: 'numeric' | 'email' | 'url'
  suffix?: string
  spellcheck?: boolean
}

/** Label, control, hint and error, tied together for readers of every kind. */
export function Field(props: FieldProps) {
  const { name, label, form, hint, type = 'text', prefix = '', lines } = props
  const id = `${prefix}${name}`
  const error = form.errors[name]
  const value = form.values[name] ?? props.value ?? ''
  const shared = {
    id,
    name,
    class: props.mono === true ? 'mono' : undefined,
    required: props.required,
    autocomplete: props.autocomplete,
    inputmode: props.inputmode,
    spellcheck: props.spellcheck,
    'aria-invalid': error === undefined ? undefined : ('true' as const),
    'aria-describedby': notesOf({ id, hint, error }),
  }
  return (
    <div class="field">
      <label for={id}>{label}</label>
      {lines === undefined ? (
        <span class="control">
          <input
            {...({
              ...shared,
              type,
              value: type === 'password' ? undefined : value,
            } as InputHTMLAttributes<HTMLInputElement>)}
          />
          {props.suffix === undefined ? null : <span class="suffix">{props.suffix}</span>}
        </span>
      ) : (
        <textarea {...shared} rows={lines}>
          {value}
        </textarea>
      )}
      <FieldNotes {...{ id, hint, error }} />
    </div>
  )
}

interface Notes {
  id: string
  hint: string | undefined
  error: string | undefined
}

/** The ids of what stands under a control, for its `aria-describedby`. */
export const notesOf = ({ id, hint, error }: Notes): string | undefined =>
  [...(hint === undefined ? [] : [`${id}-hint`]), ...(error === undefined ? [] : [`${id}-error`])].join(' ') ||
  undefined

/** What stands under a control: how it is meant, and what is wrong with what was typed. */
export function FieldNotes({ id, hint, error }: Notes) {
  return (
    <>
      {hint === undefined ? null : (
        <p class="hint" id={`${id}-hint`}>
          {hint}
        </p>
      )}
      <FieldError id={id} error={error} />
    </>
  )
}

export function FieldError({ id, error }: { id: string; error: string | undefined }) {
  if (error === undefined) return null
  return (
    <p class="wrong" id={`${id}-error`}>
      <Icon name="alert-triangle" size={14} />
      {error}
    </p>
  )
}

export function Choice({
  name,
  label,
  form,
  value,
  options,
  prefix = '',
  hint,
}: {
  name: string
  label: string
  form: FormState
  value?: string
  options: readonly (readonly [value: string, label: string])[]
  prefix?: string
  hint?: string
}) {
  const id = `${prefix}${name}`
  const chosen = form.values[name] ?? value
  const error = form.errors[name]
  return (
    <div class="field">
      <label for={id}>{label}</label>
      <select
        id={id}
        name={name}
        aria-invalid={error === undefined ? undefined : 'true'}
        aria-describedby={notesOf({ id, hint, error })}
      >
        {options.map(([option, text]) => (
          <option value={option} selected={option === chosen}>
            {text}
          </option>
        ))}
      </select>
      <FieldNotes {...{ id, hint, error }} />
    </div>
  )
}

export function Check({
  name,
  label,
  checked,
  value = 'on',
  hint,
  prefix = '',
}: {
  name: string
  label: ComponentChildren
  checked: boolean
  value?: string
  hint?: string
  prefix?: string
}) {
  const id = `${prefix}${name}-${value}`
  return (
    <div class="check">
      <input
        type="checkbox"
        id={id}
        name={name}
        value={value}
        checked={checked}
        aria-describedby={hint === undefined ? undefined : `${id}-hint`}
      />
      <label for={id}>{label}</label>
      {hint === undefined ? null : (
        <p class="hint" id={`${id}-hint`}>
          {hint}
        </p>
      )}
    </div>
  )
}

/** Longer values stand in several lines. */
const copyLine = 68

/**
 * A value to copy elsewhere, whole and in monospace: a field to be selected, and a button for those who have scripts.
 * `name` says what it is to whoever reads the page by program.
 */
export function CopyField({
  label,
  value,
  copy,
  copied,
  name,
}: {
  label: string
  value: string
  copy: string
  copied: string
  name?: string
}) {
  const id = `copy-${`${label} ${value}`.replace(/[^\p{L}\p{N}]+/gu, '-')}`
  const lines = Math.ceil(value.length / copyLine)
  return (
    <div class="copy-field">
      <label class="copy-label" for={id}>
        {label}
      </label>
      {lines > 1 ? (
        <textarea id={id} class="mono" readonly rows={lines} spellcheck={false}>
          {value}
        </textarea>
      ) : (
        <input id={id} class="mono" type="text" readonly value={value} spellcheck={false} />
      )}
      <button
        type="button"
        class="btn quiet small"
        data-name={name}
        data-copy={value}
        data-copied={copied}
        data-field={id}
        hidden
        aria-label={`${copy} ${label}`}
      >
        <Icon name="copy" size={16} />
        {copy}
      </button>
    </div>
  )
}
