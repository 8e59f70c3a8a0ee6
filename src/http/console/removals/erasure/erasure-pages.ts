import { isUuid } from '../../../../store/app/database.ts'
import type { FastifyInstance, FastifyReply } from 'fastify'
import { readErasure } from '../../../../domain/removals/erasure-request.ts'
import { dayOf } from '../../../../domain/app/day.ts'
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
  isKeptByLaw,
  listErasures,
  notRemovableIn,
  refusedIn,
  toldOf,
  type ErasureRequest,
} from '../../../../store/removals/erasure-requests.ts'
import { legalHoldsOf } from '../../../../store/removals/legal-holds.ts'
import { otherPartsOf } from '../../../../store/contacts/split-contacts.ts'
import { findReview, type Review } from '../../../../store/mailbox/reviews.ts'
import { contactRecords, findContact } from '../../../../store/contacts/contact-view.ts'
import { erasureLetterPdf } from '../../../documents/erasure-letter-pdf.ts'
import { HttpProblem } from '../../../app/problem.ts'
import { emptyForm, type FormState } from '../../ui/form.tsx'
import { addAbsentPages } from './erasure-absent-pages.ts'
import { erasurePage } from './erasure-page.tsx'
import { erasureListPage } from './erasure-list-page.tsx'
import { erasureFormPage, type ErasureSubject } from './erasure-form-page.tsx'
import { sendPage } from '../../app/outside.ts'
import { may } from '../../../../domain/accounts/roles.ts'
import { stepUp } from '../../accounts/step-up.tsx'
import { addRoute, type Visit } from '../../app/route.ts'
import { openView } from '../../app/view.ts'

const shown = 100

/** Wishes to be erased: decide, see what became of it, answer (GDPR art. 17; docs/reference/law.md#f21). */
export function addErasurePages(server: FastifyInstance, app: App): void {
  addRoute(server, app, 'GET /erasures', { roles: may.judge }, async (visit) =>
    erasureListPage(await openView(visit), await listErasures(app.pool, shown)),
  )
  addRoute(server, app, 'GET /erasures/new', { roles: may.judge }, async (visit) => {
    const subject = await subjectOf(visit)
    return erasureFormPage(await openView(visit), subject, {
      ...emptyForm,
      values: {
        receivedOn: dayOf(subject.review?.openedAt ?? app.clock.now()),
        door: subject.review?.messageId == null ? '' : 'mailbox',
      },
    })
  })
  addRoute(server, app, 'POST /erasures/new', { roles: may.judge, fresh: stepUp }, decide)
  addAbsentPages(server, app)
  addRoute(server, app, 'GET /erasures/:id', { roles: may.judge }, async (visit) => {
    const request = await requestIn(visit)
    const [told, refused, kept] = [
      await toldOf(app.pool, request.objectionId),
      request.planId === null ? [] : await refusedIn(app.pool, request.planId),
      request.planId !== null && (await isKeptByLaw(app.pool, request.planId, dayOf(app.clock.now()))),
    ]
    return erasurePage(await openView(visit, `/erasures/${request.id}`), request, told, refused, kept)
  })
  addRoute(server, app, 'GET /erasures/:id/letter.pdf', { roles: may.judge }, async (visit) => {
    const letter = await erasureLetter(app, (await requestIn(visit)).id, visit.login.user.email)
    if (letter === null) throw new HttpProblem(404, 'not-found')
    const view = await openView(visit)
    const language = visit.query['lang'] === 'fr' || visit.query['lang'] === 'en' ? visit.query['lang'] : view.language
    return visit.reply
      .type('application/pdf')
      .header('content-disposition', `attachment; filename="${letter.request.number}.pdf"`)
      .send(await erasureLetterPdf(letter, language, view.settings.timeZone))
  })
  addRoute(server, app, 'POST /erasures/:id/again', { roles: may.judge }, async (visit) => {
    const request = await requestIn(visit)
    await tryErasureAgain(app, request.id, visit.login.user)
    return visit.reply.redirect(`/erasures/${request.id}`, 303)
  })
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

async function subjectOf(visit: Visit): Promise<ErasureSubject> {
  const { app } = visit
  const reviewId = visit.query['review'] ?? ''
  const review = isUuid(reviewId) ? await findReview(app.pool, reviewId) : null
  const id = await contactIn(visit, review)
  const person = [id, ...(await otherPartsOf(app.pool, id))]
  const each = async <T>(ask: (part: string) => Promise<readonly T[]>) => (await Promise.all(person.map(ask))).flat()
  const [records, holds, closed] = await Promise.all([
    each((part) => contactRecords(app.pool, part)),
    each((part) => legalHoldsOf(app.pool, part, dayOf(app.clock.now()))),
    each((part) => notRemovableIn(app.pool, part)),
  ])
  return {
    contactId: id,
    review,
    records: records.filter((record) => record.goneAt === null),
    held: holds.some(({ purpose }) => purpose === 'legal'),
    closed: [...new Set(closed)],
  }
}

async function decide(visit: Visit): Promise<string | FastifyReply> {
  const { app, form, login, reply } = visit
  const subject = await subjectOf(visit)
  const { errors, absent } = (await openView(visit)).t.erasure
  const fail = async (state: FormState) => sendPage(reply, erasureFormPage(await openView(visit), subject, state), 422)
  const read = readErasure(form, app.clock.now())
  if ('faults' in read)
    return fail({ values: form, errors: Object.fromEntries(read.faults.map((fault) => [fault, errors[fault]])) })
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
