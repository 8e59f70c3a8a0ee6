import type { FastifyInstance, FastifyReply } from 'fastify'
import { unanswered } from '../../../domain/evidence/assessment.ts'
import type { Offer } from '../../../domain/decisions/offer.ts'
import {
  assessmentQuestions,
  assessmentTexts,
  type AssessmentQuestion,
} from '../../../domain/evidence/tables/assessment-questions.ts'
import type { App } from '../../../operations/app/app.ts'
import { assessmentsOf } from '../../../store/evidence/assessments.ts'
import { assessmentPdf } from '../../documents/assessment-pdf.ts'
import { HttpProblem } from '../../app/problem.ts'
import { emptyForm, type FormState } from '../ui/form.tsx'
import { assessmentPage } from './assessment-page.tsx'
import { sendPage } from '../app/outside.ts'
import { may } from '../../../domain/accounts/roles.ts'
import { addRoute, type Visit } from '../app/route.ts'
import { assessOffer } from '../../../operations/evidence/assess-offer.ts'
import { openView, type View } from '../app/view.ts'
import { noteExport } from '../../../operations/app/note-use.ts'

/**
 * The written balance of interests of an offer (docs/reference/law.md#b1, #h6): without one legitimate interest is no
 * basis.
 */
export function addAssessmentPages(server: FastifyInstance, app: App): void {
  addRoute(server, app, 'GET /offers/:id/assessment', { roles: may.configure }, async (visit) => {
    const view = await openView(visit)
    return render(visit, view, offerOf(view, visit), emptyForm)
  })
  addRoute(server, app, 'POST /offers/:id/assessment', { roles: may.judge }, save)
  addRoute(server, app, 'GET /offers/:id/assessment/:number', { roles: may.export }, send)
}

function offerOf(view: View, { params }: Visit): Offer {
  const offer = view.settings.offers.find(({ id }) => id === params['id'])
  if (offer === undefined) throw new HttpProblem(404, 'not-found')
  return offer
}

async function render(visit: Visit, view: View, offer: Offer, form: FormState): Promise<string> {
  return assessmentPage(view, {
    offer,
    versions: await assessmentsOf(visit.app.pool, offer.id),
    form,
    saved: visit.query['saved'] !== undefined,
  })
}

async function save(visit: Visit): Promise<string | FastifyReply> {
  const { app, form, login, params, reply } = visit
  const view = await openView(visit, `/offers/${params['id'] ?? ''}/assessment`)
  const offer = offerOf(view, visit)
  const e = view.t.assessment.errors
  const answers = Object.fromEntries(
    assessmentQuestions.map((question) => [question, (form[question] ?? '').trim()]),
  ) as Record<AssessmentQuestion, string>
  const open = unanswered(
    answers,
    Object.fromEntries(
      assessmentQuestions.map((question) => [question, assessmentTexts[question].start[view.language]]),
    ),
  )
  const outcome = form['outcome']
  const errors = {
    ...Object.fromEntries(open.map((question) => [question, e.answer])),
    ...(outcome === 'for' || outcome === 'against' ? {} : { outcome: e.outcome }),
  }
  if (Object.keys(errors).length > 0)
    return sendPage(reply, await render(visit, view, offer, { values: form, errors }), 422)
  await assessOffer(app, login.user, offer, { answers, favourable: outcome === 'for' })
  return reply.redirect(`/offers/${offer.id}/assessment?saved=1`, 303)
}

async function send(visit: Visit): Promise<FastifyReply> {
  const { app, login, params, query, reply } = visit
  const view = await openView(visit)
  const offer = offerOf(view, visit)
  const [number = '', kind] = (params['number'] ?? '').split('.')
  const one = (await assessmentsOf(app.pool, offer.id)).find((version) => String(version.number) === number)
  if (one === undefined || kind !== 'pdf') throw new HttpProblem(404, 'not-found')
  const language = query['lang'] === 'fr' || query['lang'] === 'en' ? query['lang'] : view.language
  await noteExport(app, login.user, { what: 'assessment', id: one.id })
  const pdf = await assessmentPdf(one, {
    offer: offer.name,
    company: view.settings.controller?.name ?? '',
    language,
    timeZone: view.settings.timeZone,
  })
  return reply.type('application/pdf').header('content-disposition', `attachment; filename="${one.id}.pdf"`).send(pdf)
}
