import { FieldNotes, notesOf, type FormState } from './form.tsx'
import { evidenceEndings } from '../app/evidence-upload.ts'

/** Where a form takes a file that proves something. */
export function EvidenceField({
  name,
  label,
  hint,
  form,
}: {
  name: string
  label: string
  hint: string
  form: FormState
}) {
  const error = form.errors[name]
  return (
    <div class="field">
      <label for={name}>{label}</label>
      <input
        type="file"
        id={name}
        name={name}
        accept={evidenceEndings}
        aria-describedby={notesOf({ id: name, hint, error })}
        aria-invalid={error === undefined ? undefined : 'true'}
      />
      <FieldNotes {...{ id: name, hint, error }} />
    </div>
  )
}
