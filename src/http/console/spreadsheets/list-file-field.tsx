import { FieldError } from '../ui/form.tsx'

/** Where a form takes a list: CSV, text with separators, or a sheet. */
export function ListFileField({ label, hint, error }: { label: string; hint: string; error: string | undefined }) {
  return (
    <div class="field">
      <label for="file">{label}</label>
      <input
        type="file"
        id="file"
        name="file"
        accept=".csv,.tsv,.txt,.xlsx"
        required
        aria-describedby={`file-hint${error === undefined ? '' : ' file-error'}`}
        aria-invalid={error === undefined ? undefined : 'true'}
      />
      <p class="hint" id="file-hint">
        {hint}
      </p>
      <FieldError id="file" error={error} />
    </div>
  )
}
