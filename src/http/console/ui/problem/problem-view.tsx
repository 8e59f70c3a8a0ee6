import type { Role } from '../../../../domain/accounts/roles.ts'
import { textsOf } from '../../../locales/texts.ts'
import type { ProblemCode } from '../../../app/problem.ts'
import type { Language } from '../../../ui/format.ts'
import type { View } from '../../app/view.ts'
import { html } from '../html.ts'
import { Page } from '../page.tsx'
import { PlainPage } from '../plain.tsx'

interface PlainFacts {
  language: Language
  code: ProblemCode
  reference: string
}

/**
 * An error as a page for nobody we know: what, what was not lost, what next, and a reference that stands in the log.
 */
export function plainProblem({ language, code, reference }: PlainFacts): string {
  const { problems } = textsOf(language)
  const { title, what } = problems[code]
  return html(
    <PlainPage language={language} title={title} switchTo={null}>
      <p>{what}</p>
      <p class="hint">
        {problems.reference} <code>{reference}</code>
      </p>
      <p class="actions">
        <a class="btn primary" href="/login">
          {problems.login}
        </a>
      </p>
    </PlainPage>,
  )
}

interface Facts {
  code: ProblemCode
  reference: string
  /** Who may do what was refused, by role and by address. */
  roles: readonly Role[]
  askable: readonly string[]
}

/** The same for who is logged in: the menu stays, and where a role is missing it says who has it. */
export function problemPage(view: View, { code, reference, roles, askable }: Facts): string {
  const { t, f } = view
  const { problems } = t
  const { title, what } = problems[code]
  const may = roles.map((role) => t.common.roles[role])
  return html(
    <Page view={view} nav={null} title={title}>
      <section class="card">
        <div class="card-body stack">
          <p>{what}</p>
          {may.length === 0 ? null : <p>{problems.may(f.list(may), t.common.roles[view.role], f.list(askable))}</p>}
          <p class="hint">
            {problems.reference} <code>{reference}</code>
          </p>
          <p class="actions">
            <a class="btn primary" href="/">
              {problems.home}
            </a>
          </p>
        </div>
      </section>
    </Page>,
  )
}
