import { toPaste, type FormResult } from '../../../operations/forms/audit-followed.ts'
import type { FollowedForm, FormAuditRow } from '../../../store/forms/forms.ts'
import { Csrf, Field, type FormState } from '../ui/form.tsx'
import { Icon } from '../../ui/icon.tsx'
import type { View } from '../app/view.ts'

type Last = FormAuditRow<FormResult> | undefined

/**
 * Whether somebody may give the HTML of this form: its page does not show it, or showed it only in HTML that somebody
 * gave.
 */
export function mayPaste(form: FollowedForm, last: Last): boolean {
  return form.url !== null && (toPaste.includes(form.failure ?? '') || last?.result.pastedBy !== undefined)
}

/** The way out where a script draws the form: its HTML, as a browser shows it. */
export function PasteCard({
  view,
  form,
  last,
  state,
}: {
  view: View
  form: FollowedForm
  last: Last
  state: FormState
}) {
  const { f } = view
  const s = view.t.forms.paste
  const error = state.errors['html']
  const by = form.failure === null ? last?.result.pastedBy : undefined
  return (
    <section class="card" id="paste">
      <div class="card-head">
        <h2>{s.title}</h2>
      </div>
      <div class="card-body stack">
        {by === undefined || form.checkedAt === null ? null : <p>{s.by(by, f.date(form.checkedAt))}</p>}
        <details class="answer" open={form.failure !== null || error !== undefined}>
          <summary>{by === undefined ? s.open : s.anew}</summary>
          <form method="post" action={`/forms/${form.id}/html`} enctype="multipart/form-data" class="stack">
            <Csrf token={view.csrf} />
            <p class="hint">{s.how}</p>
            <Field
              name="html"
              label={s.html}
              form={state}
              prefix="paste-"
              lines={8}
              mono
              spellcheck={false}
              autocomplete="off"
              hint={s.kept}
            />
            <div class="field">
              <label for="paste-file">{s.file}</label>
              <input type="file" id="paste-file" name="file" accept=".html,.htm,text/html" />
            </div>
            <div>
              <button class="btn primary" type="submit">
                <Icon name="eye" />
                {s.act}
              </button>
            </div>
          </form>
        </details>
      </div>
    </section>
  )
}
