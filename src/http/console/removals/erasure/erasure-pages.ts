import { isUuid } from '../../../../store/app/database.ts'
import type { FastifyInstance, FastifyReply } from 'fastify'
import { readErasure } from '../../../../domain/removals/erasure-request.ts'
import { dayIn, dayOf } from '../../../../domain/app/day.ts'
import type { App } from '../../../../operations/app/app.ts'
import { erasureLetter } from '../../../../operations/removals/erasure/erasure-letter.ts'
import {
  ErasureRefused,
  noteAnswer,
  openErasure,
  tryErasureAgain,
} from '../../../../operations/removals/erasure/open-erasure.ts'
import {
  findErasure,
  isCustomer,
  isKeptByLaw,
  notRemovableIn,
  notifiedOf,
  type ErasureRequest,
} from '../../../../store/removals/erasure-requests.ts'
import { refusedIn } from '../../../../store/removals/erasure/stuck-erasures.ts'
import { openWorkOfContact } from '../../../../store/removals/dependencies.ts'
import { findPlan } from '../../../../store/removals/removals.ts'
import { approveRemoval, authorsOf, RemovalRefused } from '../../../../operations/removals/approve-removal.ts'
import { whyNotApprove } from '../../../../operations/approvals/four-eyes.ts'
import { lookAtPerson } from '../../../../operations/removals/erasure/look-at-person.ts'
import { takeBackErasure } from '../../../../operations/removals/erasure/take-back.ts'
import { legalHoldsOf } from '../../../../store/removals/legal-holds.ts'
import { otherPartsOf } from '../../../../store/contacts/split-contacts.ts'
import { findReview, type Review } from '../../../../store/mailbox/reviews.ts'
import { contactRecords, findContact } from '../../../../store/contacts/contact-view.ts'
import { languageNeeds } from '../../../../domain/notices/language-needs.ts'
import { noticeLanguageCodes } from '../../../../domain/notices/tables/notice-words.ts'
import { letterLanguages } from '../../notices/texts/letter-languages.ts'
import { erasureLetterPdf } from '../../../documents/letters/erasure-letter-pdf.ts'
import { HttpProblem } from '../../../app/problem.ts'
import { emptyForm, type FormState } from '../../ui/form.tsx'
import { addAbsentPages } from './erasure-absent-pages.ts'
import { erasurePage } from './erasure-page.tsx'
import { addErasureList } from './erasure-list-page.tsx'
import type { ErasureSubject } from './erasure-facts.ts'
import { erasureFormPage } from './erasure-form-page.tsx'
import { sendPage } from '../../app/outside.ts'
import { may } from '../../../../domain/accounts/roles.ts'
import { stepUp } from '../../accounts/step-up.tsx'
import { withDayErrors } from './request-fields.tsx'
import { addRoute, type Visit } from '../../app/route.ts'
import { readersOf } from '../../app/kept-figure.ts'
import { openView } from '../../app/view.ts'

/** Wishes to be erased: decide, see what became of it, answer (GDPR art. 17; docs/reference/law.md#f21). */
export function addErasurePages(server: FastifyInstance, app: App): void {
  addErasureList(server, app)
  addRoute(server, app, 'GET /erasures/new', { roles: may.judge }, async (visit) => {
    const { subject } = await subjectOf(visit)
    return erasureFormPage(await openView(visit), subject, null, emptyForm)
  })
  addRoute(server, app, 'POST /erasures/new/show', { roles: may.judge }, async (visit) => {
    const { person, subject } = await subjectOf(visit)
    const { now, settings } = await openView(visit)
    return show(visit, person, {
      ...emptyForm,
      values: {
        receivedOn: dayIn(subject.review?.receivedAt ?? now, settings.timeZone),
        door: subject.review?.messageId == null ? '' : 'mailbox',
      },
    })
  })
  addRoute(server, app, 'POST /erasures/new', { roles: may.judge, fresh: stepUp }, decide)
  addAbsentPages(server, app)
  addRoute(server, app, 'GET /erasures/:id', { roles: may.judge }, async (visit) => {
    const request = await requestIn(visit)
    return page(visit, request, emptyForm)
  })
  addRoute(server, app, 'GET /erasures/:id/letter.pdf', { roles: may.judge }, async (visit) => {
    const letter = await erasureLetter(app, (await requestIn(visit)).id, visit.login.user.email)
    if (letter === null) throw new HttpProblem(404, 'not-found')
    const view = await openView(visit)
    const language = noticeLanguageCodes.find((code) => code === visit.query['lang']) ?? view.language
    return visit.reply
      .type('application/pdf')
      .header('content-disposition', `attachment; filename="${letter.request.number}.pdf"`)
      .send(await erasureLetterPdf(letter, language, view.settings.timeZone, app))
  })
  addRoute(server, app, 'POST /erasures/:id/again', { roles: may.judge }, async (visit) => {
    const request = await requestIn(visit)
    await tryErasureAgain(app, request.id, visit.login.user)
    return visit.reply.redirect(`/erasures/${request.id}`, 303)
  })
  addRoute(server, app, 'POST /erasures/:id/take-back', { roles: may.judge }, takeBack)
  addRoute(server, app, 'POST /erasures/:id/agree', { roles: may.judge, fresh: stepUp }, agree)
  addRoute(server, app, 'POST /erasures/:id/answered', { roles: may.judge }, async (visit) => {
    const request = await requestIn(visit)
    await noteAnswer(app, request.id, visit.login.user)
    return visit.reply.redirect(`/erasures/${request.id}`, 303)
  })
}

async function requestIn({ app, params }: Visit): Promise<ErasureRequest> {
  const id = params['id'] ?? ''
  const request = isUuid(id) ? await findErasure(app.pool, id) : null
  if (request === null) throw new HttpProblem(404, 'not-found')
  return request
}

/** The contact that a review asks about, else the one in the address; a merged one is the one it was merged into. */
async function contactIn({ app, query }: Visit, review: Review | null): Promise<string> {
  const contactId = (review?.kind === 'erasure-request' ? review.contactId : query['contact']) ?? ''
  const contact = isUuid(contactId) ? await findContact(app.pool, contactId) : null
  if (contact === null || contact.purgedAt !== null) throw new HttpProblem(404, 'not-found')
  return contact.mergedInto ?? contact.id
}

/** The decision, after the records were shown in clear, with their related records read now. */
async function show(visit: Visit, person: readonly string[], form: FormState): Promise<string> {
  const { app, login } = visit
  const before = (await subjectOf(visit)).subject.records
  const related = await lookAtPerson(
    app,
    login.user,
    person,
    before.map(({ connectionId, object, remoteId }) => ({ connectionId, ref: { object, id: remoteId } })),
  )
  const view = await openView(visit, `/erasures/new`)
  return erasureFormPage(view, (await subjectOf(visit)).subject, { at: view.now, related }, form)
}

async function subjectOf(visit: Visit): Promise<{ person: readonly string[]; subject: ErasureSubject }> {
  const { app } = visit
  const reviewId = visit.query['review'] ?? ''
  const review = isUuid(reviewId) ? await findReview(app.pool, reviewId) : null
  const id = await contactIn(visit, review)
  const person = [id, ...(await otherPartsOf(app.pool, id))]
  const each = async <T>(ask: (part: string) => Promise<readonly T[]>) => (await Promise.all(person.map(ask))).flat()
  const [second, records, holds, closed, work] = await Promise.all([
    isCustomer(app.pool, person),
    each((part) => contactRecords(app.pool, part)),
    each((part) => legalHoldsOf(app.pool, part, dayOf(app.clock.now()))),
    each((part) => notRemovableIn(app.pool, part)),
    each((part) => openWorkOfContact(app.pool, part)),
  ])
  return {
    person,
    subject: {
      contactId: id,
      review,
      records: records.filter((record) => record.goneAt === null),
      held: holds.some(({ purpose }) => purpose === 'legal'),
      second,
      closed: [...new Set(closed)],
      work,
    },
  }
}

async function decide(visit: Visit): Promise<string | FastifyReply> {
  const { app, form, login, reply } = visit
  const { person, subject } = await subjectOf(visit)
  const view = await openView(visit)
  const { t, today } = view
  const { errors, absent } = t.erasure
  const fail = async (state: FormState) => sendPage(reply, await show(visit, person, state), 422)
  const read = readErasure(form, today)
  if ('faults' in read)
    return fail({
      values: form,
      errors: withDayErrors(view, form, Object.fromEntries(read.faults.map((fault) => [fault, errors[fault]]))),
    })
  // Nobody decides on what they did not look at.
  if (form['seen'] !== 'on') return fail({ values: form, errors: { scope: errors.unseen } })
  try {
    const id = await openErasure(
      app,
      { contactId: subject.contactId, reviewId: subject.review?.id ?? null, decision: read.decision },
      login.user,
    )
    return await reply.redirect(`/erasures/${id}`, 303)
  } catch (error) {
    if (!(error instanceof ErasureRefused)) throw error
    const text = { ...absent.errors, ...errors }[error.code]
    return fail({ values: form, errors: { scope: typeof text === 'string' ? text : text(error.systems.join(', ')) } })
  }
}

async function takeBack(visit: Visit): Promise<string | FastifyReply> {
  const { app, form, login, reply } = visit
  const request = await requestIn(visit)
  const { back } = (await openView(visit)).t.erasure
  try {
    await takeBackErasure(app, request.id, login.user, form['reason'] ?? '')
    return await reply.redirect(`/erasures/${request.id}`, 303)
  } catch (error) {
    if (!(error instanceof ErasureRefused)) throw error
    const text = error.code === 'reason' ? back.reasonWrong : back.late
    return sendPage(reply, await page(visit, request, { values: form, errors: { reason: text } }), 422)
  }
}

/** A second person agrees to erase a customer. */
async function agree(visit: Visit): Promise<string | FastifyReply> {
  const { app, form, login, reply } = visit
  const request = await requestIn(visit)
  const { approvals, removals } = (await openView(visit)).t
  try {
    if (request.planId === null) throw new HttpProblem(404, 'not-found')
    await approveRemoval(app, request.planId, login.user, form['digest'] ?? '')
    return await reply.redirect(`/erasures/${request.id}`, 303)
  } catch (error) {
    if (!(error instanceof RemovalRefused)) throw error
    const words: Readonly<Record<string, string>> = { ...removals.errors, ...approvals.refusals }
    return sendPage(
      reply,
      await page(visit, request, { values: {}, errors: { agree: words[error.code] ?? error.message } }),
      422,
    )
  }
}

async function page(visit: Visit, request: ErasureRequest, form: FormState): Promise<string> {
  const { app } = visit
  const view = await openView(visit, `/erasures/${request.id}`)
  const plan = request.planId === null ? null : await findPlan(app.pool, request.planId)
  const [told, refused, kept, eyes] = [
    await notifiedOf(app.pool, request.objectionId),
    request.planId === null ? [] : await refusedIn(app.pool, request.planId),
    request.planId !== null && (await isKeptByLaw(app.pool, request.planId, dayOf(app.clock.now()))),
    plan === null ? null : await whyNotApprove(app, view.user, authorsOf(plan)),
  ]
  const languages = letterLanguages(view, languageNeeds(await readersOf(view)))
  return erasurePage(view, { request, told, refused, kept, eyes, languages }, form)
}
