import { textsOf } from '../../locales/texts.ts'
import type { ProblemCode } from '../../app/problem.ts'
import type { Language } from '../../ui/format.ts'
import { html } from './html.ts'
import { PlainPage } from './plain.tsx'

/** An error as a page: what, what was not lost, what next, and a reference that stands in the log. */
export function problemView({
  language,
  code,
  reference,
  known,
}: {
  language: Language
  code: ProblemCode
  reference: string /** Somebody is logged in. */
  known: boolean
}): string {
  const { problems } = textsOf(language)
  const { title, what } = problems[code]
  return html(
    <PlainPage language={language} title={title} switchTo={null}>
      <p>{what}</p>
      <p class="hint">
        {problems.reference} <code>{reference}</code>
      </p>
      <p class="actions">
        {known ? (
          <a class="btn primary" href="/">
            {problems.home}
          </a>
        ) : (
          <a class="btn primary" href="/login">
            {problems.login}
          </a>
        )}
      </p>
    </PlainPage>,
  )
}
