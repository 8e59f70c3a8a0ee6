import type { FastifyInstance, FastifyReply } from 'fastify'
import { may } from '../../../domain/accounts/roles.ts'
import { dayIn } from '../../../domain/app/day.ts'
import { maskEmail } from '../../../domain/contacts/identity.ts'
import { readAsker } from '../../../domain/evidence/access-asker.ts'
import { readAccess } from '../../../domain/evidence/access-request.ts'
import { noteView } from '../../../operations/app/note-use.ts'
import type { App } from '../../../operations/app/app.ts'
import { accessPackOfAsker } from '../../../operations/evidence/access-pack.ts'
import { AccessRefused } from '../../../operations/evidence/access-refused.ts'
import { recordAsker } from '../../../operations/evidence/access-requests.ts'
import { askerOf, nearOnes, toLookAt } from '../../../operations/evidence/access-askers.ts'
import {
  absentAccessLetter,
  giveAccessTo,
  nameAsker,
  searchAccess,
} from '../../../operations/evidence/answer-absent-access.ts'
import { isUuid } from '../../../store/app/database.ts'
import { contactsById } from '../../../store/contacts/contacts-list.ts'
import { findAccess, type AccessRequest } from '../../../store/evidence/access-requests.ts'
import { findReview, type Review } from '../../../store/mailbox/reviews.ts'
import { HttpProblem } from '../../app/problem.ts'
import { noticeLanguageCodes } from '../../../domain/notices/tables/notice-words.ts'
import { absentAccessPdf } from '../../documents/letters/absent-access-pdf.ts'
import { accessPackPdf } from '../../documents/access-pack-pdf.ts'
import { sendPage } from '../app/outside.ts'
import { stepUp } from '../accounts/step-up.tsx'
import { addRoute, type Visit } from '../app/route.ts'
import { openView, type View } from '../app/view.ts'
import { emptyForm } from '../ui/form.tsx'
import type { AbsentFacts } from './absent-access-cards.tsx'
import { withDayErrors } from '../removals/erasure/request-fields.tsx'
import { absentAccessForm, askerForm, askerValues } from './absent-access-form.tsx'
import { accessPage } from './access-request-views.tsx'

/** Requests for access of people without a contact (GDPR art. 12(3), 15(1); docs/reference/law.md#f6). */
export function addAbsentAccessPages(server: FastifyInstance, app: App): void {
  addRoute(server, app, 'GET /access/absent', { roles: may.judge }, async (visit) => {
    const review = await strangersReview(visit)
    const view = await openView(visit)
    const receivedOn = dayIn(review?.receivedAt ?? view.now, view.settings.timeZone)
    const values = { receivedOn, door: review?.messageId == null ? '' : 'mailbox' }
    return absentAccessForm(view, review?.id ?? null, { ...emptyForm, values })
  })
  addRoute(server, app, 'POST /access/absent', { roles: may.judge }, record)
  addRoute(server, app, 'GET /access/:id/who', { roles: may.judge }, async (visit) => {
    const request = await absentIn(visit)
    const asker = await askerOf(app, app.pool, request.id)
    await noteView(app, visit.login.user, null, { what: 'access-request', number: request.number })
    return askerForm(await openView(visit), request, { ...emptyForm, values: askerValues(asker, request.language) })
  })
  addRoute(server, app, 'POST /access/:id/who', { roles: may.judge }, correct)
  addRoute(server, app, 'POST /access/:id/reveal', { roles: may.judge }, async (visit) => {
    const request = await absentIn(visit)
    await noteView(app, visit.login.user, null, { what: 'access-request', number: request.number })
    const view = await openView(visit)
    return accessPage(view, request, { gone: false, absent: await absentFacts(view, request, { isClear: true }) })
  })
  addRoute(server, app, 'POST /access/:id/search', { roles: may.judge }, (visit) =>
    doing(visit, async (id) => {
      const { others, tools } = visit.form
      await searchAccess(app, visit.login.user, id, { others: others === 'on', tools: tools === 'on' })
    }),
  )
  addRoute(server, app, 'POST /access/:id/contact', { roles: may.judge }, (visit) =>
    doing(visit, (id) => giveAccessTo(app, visit.login.user, id, visit.form['contact'] ?? '')),
  )
  addRoute(server, app, 'GET /access/:id/letter.pdf', { roles: may.judge }, sendLetter)
  addRoute(server, app, 'GET /access/:id/kept.pdf', { roles: may.judge, fresh: stepUp }, sendKept)
}

async function requestIn({ app, params }: Visit): Promise<AccessRequest> {
  const request = await findAccess(app.pool, params['id'] ?? '')
  if (request === null) throw new HttpProblem(404, 'not-found')
  return request
}

async function absentIn(visit: Visit): Promise<AccessRequest> {
  const request = await requestIn(visit)
  if (request.contactId !== null) throw new HttpProblem(404, 'not-found')
  return request
}

/** The question of the inbox that is answered with it; it must be one about somebody unknown. */
async function strangersReview({ app, query }: Visit): Promise<Review | null> {
  const id = query['review']
  if (id === undefined) return null
  const review = isUuid(id) ? await findReview(app.pool, id) : null
  if (review?.kind !== 'access-request' || review.contactId !== null) throw new HttpProblem(404, 'not-found')
  return review
}

const fieldOf = { nobody: 'email', name: 'firstName' } as const

/** Faults of the form under their fields. */
function askerErrors(view: View, faults: readonly string[]): Record<string, string> {
  const words: Readonly<Record<string, string>> = view.t.absentAccess.errors
  return Object.fromEntries(
    faults.map((fault) => [(fieldOf as Readonly<Record<string, string>>)[fault] ?? fault, words[fault] ?? fault]),
  )
}

async function record(visit: Visit): Promise<FastifyReply> {
  const { app, form, login, reply } = visit
  const review = await strangersReview(visit)
  const view = await openView(visit)
  const words = view.t.accessRequests.errors
  const fail = (errors: Record<string, string>) =>
    sendPage(reply, absentAccessForm(view, review?.id ?? null, { values: form, errors }), 422)
  const [who, read] = [readAsker(form), readAccess(form, view.today)]
  if ('faults' in who || 'faults' in read)
    return fail({
      ...('faults' in who ? askerErrors(view, who.faults) : {}),
      ...('faults' in read
        ? withDayErrors(view, form, Object.fromEntries(read.faults.map((fault) => [fault, words[fault]])))
        : {}),
    })
  try {
    const { asker, language } = who
    const input = { reviewId: review?.id ?? null, entry: read.entry, asker, language }
    return await reply.redirect(`/access/${await recordAsker(app, login.user, input)}`, 303)
  } catch (error) {
    if (!(error instanceof AccessRefused)) throw error
    return fail({ email: error.code === 'open' ? words.open : failureText(view, error) })
  }
}

async function correct(visit: Visit): Promise<FastifyReply> {
  const { app, form, login, reply } = visit
  const request = await absentIn(visit)
  const read = readAsker(form)
  const view = await openView(visit)
  if ('faults' in read)
    return sendPage(reply, askerForm(view, request, { values: form, errors: askerErrors(view, read.faults) }), 422)
  try {
    await nameAsker(app, login.user, request.id, read)
    return await reply.redirect(`/access/${request.id}`, 303)
  } catch (error) {
    if (!(error instanceof AccessRefused)) throw error
    return sendPage(reply, askerForm(view, request, { values: form, errors: { email: failureText(view, error) } }), 422)
  }
}

/** Does it, and shows the request as it is then, with the reason where it was not done. */
async function doing(visit: Visit, work: (id: string) => Promise<void>): Promise<FastifyReply> {
  const { reply } = visit
  const { id } = await requestIn(visit)
  try {
    await work(id)
    return await reply.redirect(`/access/${id}`, 303)
  } catch (error) {
    if (!(error instanceof AccessRefused)) throw error
    return failedPage(visit, error)
  }
}

/** Why something was not done, in the words of the page. */
function failureText({ f, t }: View, error: AccessRefused): string {
  const { failures } = t.absentAccess
  const text = (failures as Readonly<Record<string, string | ((systems: string) => string)>>)[error.code]
  return text === undefined ? error.message : typeof text === 'string' ? text : text(f.list(error.names))
}

/** The page of the request, with why a search or an answer was not done. */
export async function failedPage(visit: Visit, error: AccessRefused): Promise<FastifyReply> {
  const [view, request] = [await openView(visit), await requestIn(visit)]
  if (request.contactId !== null) return visit.reply.redirect(`/access/${request.id}`, 303)
  const failure = failureText(view, error)
  return sendPage(
    visit.reply,
    accessPage(view, request, { gone: false, absent: await absentFacts(view, request, { failure }) }),
    422,
  )
}

/** What the page of a request of somebody in no system shows. */
export async function absentFacts(
  view: View,
  request: AccessRequest,
  { isClear = false, failure = null }: { isClear?: boolean; failure?: string | null } = {},
): Promise<AbsentFacts> {
  const { app, t } = view
  const asker = await askerOf(app, app.pool, request.id)
  const near = request.answeredAt === null ? await nearOnes(app.pool, request.id, asker) : []
  const { now, later } = toLookAt(near, request.looked)
  const people = await contactsById(app.pool, now)
  return {
    asker,
    isClear,
    failure,
    near: near.length,
    later,
    isUnseen: request.looked !== null && people.some(({ id }) => request.looked?.others?.includes(id) !== true),
    namesakes: people.map(({ id, email }) => ({ id, label: email === null ? t.contacts.noAddress : maskEmail(email) })),
  }
}

async function sendLetter(visit: Visit): Promise<FastifyReply> {
  const { app, query, login, reply } = visit
  const letter = await absentAccessLetter(app, (await requestIn(visit)).id, login.user.email)
  if (letter === null) throw new HttpProblem(404, 'not-found')
  const view = await openView(visit)
  const language = noticeLanguageCodes.find((code) => code === query['lang']) ?? view.language
  return reply
    .type('application/pdf')
    .header('content-disposition', `attachment; filename="${letter.request.number}.pdf"`)
    .send(await absentAccessPdf(letter, language, view.settings.timeZone))
}

/** What is kept under their address or number, to enclose. */
async function sendKept(visit: Visit): Promise<FastifyReply> {
  const { app, query, login, reply } = visit
  const request = await absentIn(visit)
  const pack = await accessPackOfAsker(app, request.id, login.user.email)
  const view = await openView(visit)
  const language = query['lang'] === 'fr' || query['lang'] === 'en' ? query['lang'] : view.language
  return reply
    .type('application/pdf')
    .header('content-disposition', `attachment; filename="${request.number}-kept.pdf"`)
    .send(await accessPackPdf(pack, language, view.settings.timeZone))
}
