import type { FastifyInstance, FastifyReply } from 'fastify'
import { gapsIn, unanswered } from '../../../domain/evidence/assessment.ts'
import type { Offer } from '../../../domain/decisions/offer.ts'
import {
  assessmentQuestions,
  assessmentTexts,
  type AssessmentQuestion,
} from '../../../domain/evidence/tables/assessment-questions.ts'
import { languageNeeds } from '../../../domain/notices/language-needs.ts'
import { noticeLanguageCodes, type NoticeLanguage } from '../../../domain/notices/tables/notice-words.ts'
import { writeAssessment } from '../../../domain/texts/write-text.ts'
import { registerFigures } from '../../../operations/evidence/register.ts'
import { loadTextFacts } from '../../../operations/texts/load-text-facts.ts'
import { byLanguage, shownLanguages } from '../notices/texts/text-form.ts'
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
import { keptFigure, readersOf } from '../app/kept-figure.ts'
import { openView, type View } from '../app/view.ts'
import { noteExport } from '../../../operations/app/note-use.ts'

/**
 * The written balance of interests of an offer (docs/reference/law.md#b1, #h6): without one legitimate interest is no
 * basis.
 */
export function addAssessmentPages(server: FastifyInstance, app: App): void {
  addRoute(server, app, 'GET /offers/:id/assessment', { roles: may.configure }, async (visit) => {
    const view = await openView(visit)
    const offer = offerOf(view, visit)
    const template = languageIn(visit.query['template'])
    const values = template === null ? {} : await writtenIn(view, offer, template)
    return render(visit, view, offer, { values, errors: {} })
  })
  addRoute(server, app, 'POST /offers/:id/assessment', { roles: may.judge }, save)
  addRoute(server, app, 'GET /offers/:id/assessment/:number', { roles: may.export }, send)
}

function offerOf(view: View, { params }: Visit): Offer {
  const offer = view.settings.offers.find(({ id }) => id === params['id'])
  if (offer === undefined) throw new HttpProblem(404, 'not-found')
  return offer
}

/** The answers of the template in a language. */
async function writtenIn(view: View, offer: Offer, language: NoticeLanguage): Promise<FormState['values']> {
  const figures = await keptFigure(view, 'register', null, () => registerFigures(view.app))
  return { ...writeAssessment(language, offer.name, await loadTextFacts(view.app, figures)), language }
}

async function render(visit: Visit, view: View, offer: Offer, form: FormState): Promise<string> {
  const { pool } = visit.app
  const [versions, readers] = await Promise.all([assessmentsOf(pool, offer.id), readersOf(view)])
  const needs = languageNeeds(readers)
  return assessmentPage(view, {
    offer,
    versions,
    form,
    needs,
    languages: shownLanguages(needs, noTexts, emptyForm),
    saved: visit.query['saved'] !== undefined,
  })
}

const noTexts = byLanguage(() => '')

/** What was typed, by question. */
function answersIn({ form }: Visit): Record<AssessmentQuestion, string> {
  return Object.fromEntries(assessmentQuestions.map((question) => [question, (form[question] ?? '').trim()])) as Record<
    AssessmentQuestion,
    string
  >
}

async function save(visit: Visit): Promise<string | FastifyReply> {
  const { app, form, login, params, reply } = visit
  const view = await openView(visit, `/offers/${params['id'] ?? ''}/assessment`)
  const offer = offerOf(view, visit)
  const e = view.t.assessment.errors
  const answers = answersIn(visit)
  const open = unanswered(
    answers,
    Object.fromEntries(
      assessmentQuestions.map((question) => [question, assessmentTexts[question].start[view.language]]),
    ),
  )
  const outcome = form['outcome']
  const language = languageIn(form['language']) ?? view.language
  const errors = {
    ...Object.fromEntries(open.map((question) => [question, answerFault(view, answers[question])])),
    ...(outcome === 'for' || outcome === 'against' ? {} : { outcome: e.outcome }),
  }
  if (Object.keys(errors).length > 0) {
    const values = { ...answers, language, ...(outcome === undefined ? {} : { outcome }) }
    return sendPage(reply, await render(visit, view, offer, { values, errors }), 422)
  }
  await assessOffer(app, login.user, offer, { answers, favourable: outcome === 'for', language })
  return reply.redirect(`/offers/${offer.id}/assessment?saved=1`, 303)
}

const languageIn = (text: string | undefined): NoticeLanguage | null =>
  noticeLanguageCodes.find((code) => code === text) ?? null

function answerFault({ t }: View, answer: string): string {
  const gaps = gapsIn(answer)
  return gaps.length === 0 ? t.assessment.errors.answer : t.notices.gapsLeft(gaps.join(', '))
}

async function send(visit: Visit): Promise<FastifyReply> {
  const { app, login, params, query, reply } = visit
  const view = await openView(visit)
  const offer = offerOf(view, visit)
  const [number = '', kind] = (params['number'] ?? '').split('.')
  const one = (await assessmentsOf(app.pool, offer.id)).find((version) => String(version.number) === number)
  if (one === undefined || kind !== 'pdf') throw new HttpProblem(404, 'not-found')
  const language = one.language ?? (query['lang'] === 'fr' || query['lang'] === 'en' ? query['lang'] : view.language)
  await noteExport(app, login.user, { what: 'assessment', id: one.id })
  const pdf = await assessmentPdf(one, {
    offer: offer.name,
    company: view.settings.controller?.name ?? '',
    language,
    timeZone: view.settings.timeZone,
  })
  return reply.type('application/pdf').header('content-disposition', `attachment; filename="${one.id}.pdf"`).send(pdf)
}
