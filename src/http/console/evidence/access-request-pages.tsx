import type { Pool } from 'pg'
import type { FastifyInstance, FastifyReply } from 'fastify'
import { may } from '../../../domain/accounts/roles.ts'
import { dayIn } from '../../../domain/app/day.ts'
import { maskEmail } from '../../../domain/contacts/identity.ts'
import { accessDoors, readAccess } from '../../../domain/evidence/access-request.ts'
import type { App } from '../../../operations/app/app.ts'
import { AccessRefused } from '../../../operations/evidence/access-refused.ts'
import { answerAccess, recordAccess } from '../../../operations/evidence/access-requests.ts'
import { isUuid } from '../../../store/app/database.ts'
import { findContact } from '../../../store/contacts/contact-view.ts'
import { contactsById } from '../../../store/contacts/contacts-list.ts'
import { findAccess } from '../../../store/evidence/access-requests.ts'
import { findReview, type Review } from '../../../store/mailbox/reviews.ts'
import { HttpProblem } from '../../app/problem.ts'
import { sendPage } from '../app/outside.ts'
import { addAccessList } from './access-list-page.tsx'
import { addRoute, type Visit } from '../app/route.ts'
import { openView, type View } from '../app/view.ts'
import { Csrf, emptyForm, ErrorSummary, type FormState } from '../ui/form.tsx'
import { html } from '../ui/html.ts'
import { Page } from '../ui/page.tsx'
import { absentFacts, addAbsentAccessPages, failedPage } from './absent-access-pages.ts'
import { accessPage } from './access-request-views.tsx'
import { RequestFields, withDayErrors } from '../removals/erasure/request-fields.tsx'

/** The register of who asked what is held of them (GDPR art. 15; docs/reference/law.md#f6). */
export function addAccessRequestPages(server: FastifyInstance, app: App): void {
  addAbsentAccessPages(server, app)
  addAccessList(server, app)
  addRoute(server, app, 'GET /access/new', { roles: may.judge }, async (visit) => {
    const { contactId, reviewId, receivedAt } = await subjectOf(visit)
    const view = await openView(visit)
    const receivedOn = dayIn(receivedAt, view.settings.timeZone)
    const values = { receivedOn, door: reviewId === null ? '' : 'mailbox' }
    return formPage(view, contactId, reviewId, { ...emptyForm, values })
  })
  addRoute(server, app, 'POST /access/new', { roles: may.judge }, record)
  addRoute(server, app, 'GET /access/:id', { roles: may.judge }, async (visit) => {
    const [request, view] = [await requestIn(visit), await openView(visit)]
    if (request.contactId === null)
      return accessPage(view, request, { gone: false, absent: await absentFacts(view, request) })
    const contact = await findContact(app.pool, request.contactId)
    return accessPage(view, request, { gone: contact === null || contact.purgedAt !== null, absent: null })
  })
  addRoute(server, app, 'POST /access/:id/answered', { roles: may.judge }, async (visit) => {
    const { id } = await requestIn(visit)
    try {
      await answerAccess(app, visit.login.user, id, { absent: visit.form['absent'] === 'yes' })
    } catch (error) {
      if (!(error instanceof AccessRefused)) throw error
      // Noted twice is noted once.
      if (error.code !== 'answered') return failedPage(visit, error)
    }
    return visit.reply.redirect(`/access/${id}`, 303)
  })
}

async function requestIn({ app, params }: Visit) {
  const request = await findAccess(app.pool, params['id'] ?? '')
  if (request === null) throw new HttpProblem(404, 'not-found')
  return request
}

/** The question of the inbox that asks for access; null = there is none under this id. */
async function questionOf(pool: Pool, id: string): Promise<Review | null> {
  const review = isUuid(id) ? await findReview(pool, id) : null
  return review?.kind === 'access-request' ? review : null
}

/** Whom it is about: by a question of the inbox, else the contact in the address. */
async function subjectOf({
  app,
  query,
}: Visit): Promise<{ contactId: string; reviewId: string | null; receivedAt: Date }> {
  const asked = await questionOf(app.pool, query['review'] ?? '')
  const given = asked?.contactId ?? query['contact'] ?? ''
  const contact = isUuid(given) ? await findContact(app.pool, given) : null
  if (contact === null) throw new HttpProblem(404, 'not-found')
  return {
    contactId: contact.mergedInto ?? contact.id,
    reviewId: asked?.id ?? null,
    receivedAt: asked?.receivedAt ?? app.clock.now(),
  }
}

async function record(visit: Visit): Promise<string | FastifyReply> {
  const { app, form, login, reply } = visit
  const { contactId, reviewId } = await subjectOf(visit)
  const view = await openView(visit)
  const { errors: words } = view.t.accessRequests
  const fail = async (errors: Record<string, string>) =>
    sendPage(reply, await formPage(view, contactId, reviewId, { values: form, errors }), 422)
  const read = readAccess(form, view.today)
  if ('faults' in read)
    return fail(withDayErrors(view, form, Object.fromEntries(read.faults.map((fault) => [fault, words[fault]]))))
  try {
    const id = await recordAccess(app, login.user, { contactId, reviewId, entry: read.entry })
    return await reply.redirect(`/access/${id}`, 303)
  } catch (error) {
    if (!(error instanceof AccessRefused)) throw error
    return fail({ door: (words as Readonly<Record<string, string>>)[error.code] ?? error.message })
  }
}

async function formPage(view: View, contactId: string, reviewId: string | null, form: FormState): Promise<string> {
  const { t } = view
  const { accessRequests: a, erasure: e } = t
  const [person] = await contactsById(view.app.pool, [contactId])
  const action = `/access/new?${reviewId === null ? `contact=${contactId}` : `review=${reviewId}`}`
  return html(
    <Page
      view={view}
      nav="removals"
      title={a.new}
      crumbs={[
        [t.removals.title, '/removals'],
        [a.title, '/access'],
      ]}
      context={<p>{a.context}</p>}
    >
      <ErrorSummary
        form={form}
        text={t.common.errorSummary(Object.keys(form.errors).length)}
        labels={{
          door: e.door,
          receivedOn: e.receivedOn,
          identity: e.identity.legend,
          identityWords: e.identity.words,
        }}
      />
      <section class="card">
        <div class="card-head">
          <h2>{person?.email == null ? t.contacts.noAddress : maskEmail(person.email)}</h2>
          <a href={`/contacts/${contactId}`}>{a.contact}</a>
        </div>
        <form method="post" action={action} class="card-body stack narrow" autocomplete="off">
          <Csrf token={view.csrf} />
          <RequestFields view={view} form={form} doors={accessDoors} />
          <p>
            <button type="submit" class="btn primary">
              {a.go}
            </button>
          </p>
        </form>
      </section>
    </Page>,
  )
}
