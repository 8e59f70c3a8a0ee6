import { Csrf, FieldError, type FormState } from '../ui/form.tsx'
import { Pill } from '../ui/pill.tsx'
import type { View } from '../app/view.ts'

/** Until this question is answered the clocks are blind (docs/reference/promises.md#i5). */
export function ToolsCard({ view, back, form }: { view: View; back: string; form: FormState | null }) {
  const t = view.t.connections.tools
  const tools = view.settings.otherTools
  return (
    <section class="card" id="tools">
      <div class="card-head">
        <h2>{t.title}</h2>
        {tools === null ? (
          <Pill tone="wait">{view.t.connections.wizard.now}</Pill>
        ) : (
          <Pill tone={tools.length === 0 ? 'done' : 'wait'}>{view.t.connections.wizard.done}</Pill>
        )}
      </div>
      <div class="card-body">
        {tools === null || form !== null ? (
          <>
            <p class="hint">{t.why}</p>
            <ToolsForm view={view} back={back} form={form} />
          </>
        ) : (
          <>
            <p>{tools.length === 0 ? t.answeredNone : t.answeredList(view.f.list(tools))}</p>
            <details>
              <summary>{t.change}</summary>
              <ToolsForm view={view} back={back} form={form} />
            </details>
          </>
        )}
      </div>
    </section>
  )
}

function ToolsForm({ view, back, form }: { view: View; back: string; form: FormState | null }) {
  const t = view.t.connections.tools
  const tools = view.settings.otherTools
  const answer = form?.values['answer'] ?? (tools === null ? '' : tools.length === 0 ? 'none' : 'list')
  const typed = form?.values['tools'] ?? (tools ?? []).join('\n')
  return (
    <form method="post" action="/settings/other-tools" class="stack narrow">
      <Csrf token={view.csrf} />
      <input type="hidden" name="back" value={back} />
      <fieldset aria-describedby={form?.errors['answer'] === undefined ? undefined : 'answer-error'}>
        <legend class="sr-only">{t.title}</legend>
        <div class="check">
          <input type="radio" id="answer-none" name="answer" value="none" checked={answer === 'none'} required />
          <label for="answer-none">{t.none}</label>
        </div>
        <div class="check">
          <input type="radio" id="answer-list" name="answer" value="list" checked={answer === 'list'} />
          <label for="answer-list">{t.list}</label>
        </div>
        <textarea name="tools" rows={3} aria-label={t.list} placeholder={t.placeholder}>
          {typed}
        </textarea>
        <FieldError id="answer" error={form?.errors['answer']} />
      </fieldset>
      <button type="submit" class="btn">
        {t.save}
      </button>
    </form>
  )
}
