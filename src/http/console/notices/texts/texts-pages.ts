import type { FastifyInstance, FastifyReply } from 'fastify'
import { languageNeeds } from '../../../../domain/notices/language-needs.ts'
import { may } from '../../../../domain/accounts/roles.ts'
import type { App } from '../../../../operations/app/app.ts'
import { writeCompanyText } from '../../../../operations/texts/write-company-text.ts'
import { latestNotice } from '../../../../store/notices/notices.ts'
import { latestCompanyText, type CompanyTextKind } from '../../../../store/texts/company-texts.ts'
import { HttpProblem } from '../../../app/problem.ts'
import { sendPage } from '../../app/outside.ts'
import { addRoute, type Visit } from '../../app/route.ts'
import { readersOf } from '../../app/kept-figure.ts'
import { openView } from '../../app/view.ts'
import {
  byLanguage,
  checksOf,
  faultsOf,
  typedTexts,
  withTemplate,
  writtenOf,
  type TextsByLanguage,
} from './text-form.ts'
import { emptyForm, type FormState } from '../../ui/form.tsx'
import { textPage } from './text-page.tsx'
import { textsPage } from './texts-page.tsx'

/** Texts that inform people besides the notice: beside a form, on the privacy page; and where the others are. */
export function addTextPages(server: FastifyInstance, app: App): void {
  addRoute(server, app, 'GET /texts', { roles: may.judge }, async (visit) => {
    const view = await openView(visit, '/texts')
    const [readers, notice, form, privacy] = await Promise.all([
      readersOf(view),
      latestNotice(app.pool),
      latestCompanyText(app.pool, 'form'),
      latestCompanyText(app.pool, 'privacy'),
    ])
    return textsPage(view, { needs: languageNeeds(readers), latest: { notice, form, privacy } })
  })
  addRoute(server, app, 'GET /texts/:kind', { roles: may.judge }, async (visit) =>
    render(visit, kindIn(visit), null, emptyForm),
  )
  addRoute(server, app, 'POST /texts/:kind', { roles: may.judge }, save)
}

function kindIn({ params }: Visit): CompanyTextKind {
  const { kind } = params
  if (kind !== 'form' && kind !== 'privacy') throw new HttpProblem(404, 'not-found')
  return kind
}

async function render(
  visit: Visit,
  kind: CompanyTextKind,
  typed: TextsByLanguage | null,
  form: FormState,
): Promise<string> {
  const { app, query } = visit
  const view = await openView(visit, `/texts/${kind}`)
  const [readers, latest] = await Promise.all([readersOf(view), latestCompanyText(app.pool, kind)])
  const texts = typed ?? byLanguage((code) => latest?.texts[code] ?? '')
  return textPage(view, {
    kind,
    latest,
    texts,
    form,
    checks: checksOf(view, kind, texts),
    needs: languageNeeds(readers),
    saved: /^\d{1,6}$/u.test(query['saved'] ?? '') ? Number(query['saved']) : null,
  })
}

/** A text with an open point is not kept: it could be used by mistake. A template is only put into the field. */
async function save(visit: Visit): Promise<string | FastifyReply> {
  const { app, form, login, reply } = visit
  const kind = kindIn(visit)
  const view = await openView(visit, `/texts/${kind}`)
  const typed = typedTexts(form, (await latestCompanyText(app.pool, kind))?.texts)
  const started = await withTemplate(visit, kind, typed)
  if (started !== null) return sendPage(reply, await render(visit, kind, started, { values: started, errors: {} }), 200)
  const errors = faultsOf(view, kind, typed)
  if (Object.keys(errors).length > 0)
    return sendPage(reply, await render(visit, kind, typed, { values: typed, errors }), 422)
  const number = await writeCompanyText(app, login.user, kind, writtenOf(typed))
  return reply.redirect(`/texts/${kind}?saved=${number}`, 303)
}
