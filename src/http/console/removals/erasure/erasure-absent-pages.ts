import { isUuid } from '../../../../store/app/database.ts'
import type { FastifyInstance, FastifyReply } from 'fastify'
import { readAbsent } from '../../../../domain/removals/erasure-request.ts'
import { dayIn } from '../../../../domain/app/day.ts'
import { answerAbsent } from '../../../../operations/removals/erasure/answer-absent.ts'
import type { App } from '../../../../operations/app/app.ts'
import { ErasureRefused } from '../../../../operations/removals/erasure/open-erasure.ts'
import { findReview, type Review } from '../../../../store/mailbox/reviews.ts'
import { contactsById } from '../../../../store/contacts/contacts-list.ts'
import { maskEmail } from '../../../../domain/contacts/identity.ts'
import { HttpProblem } from '../../../app/problem.ts'
import { emptyForm } from '../../ui/form.tsx'
import { absentFormPage, type FoundOnes } from './erasure-absent-page.tsx'
import { sendPage } from '../../app/outside.ts'
import { may } from '../../../../domain/accounts/roles.ts'
import { stepUp } from '../../accounts/step-up.tsx'
import { withDayErrors } from './request-fields.tsx'
import { addRoute, type Visit } from '../../app/route.ts'
import { openView, type View } from '../../app/view.ts'

/** The answer to somebody who asks to be erased and is in no system (GDPR art. 12(3)). */
export function addAbsentPages(server: FastifyInstance, app: App): void {
  addRoute(server, app, 'GET /erasures/absent', { roles: may.judge }, async (visit) => {
    const [review, view] = [await reviewOf(visit), await openView(visit)]
    return absentFormPage(
      view,
      review,
      {
        ...emptyForm,
        values: {
          receivedOn: dayIn(review?.receivedAt ?? view.now, view.settings.timeZone),
          door: review?.messageId == null ? '' : 'mailbox',
        },
      },
      { heldBy: null, near: [] },
    )
  })
  addRoute(server, app, 'POST /erasures/absent', { roles: may.judge, fresh: stepUp }, answer)
}

/** The question that is answered with it; it must be one about somebody unknown. */
async function reviewOf({ app, query }: Visit): Promise<Review | null> {
  const id = query['review']
  if (id === undefined) return null
  const review = isUuid(id) ? await findReview(app.pool, id) : null
  if (review?.kind !== 'erasure-request' || review.contactId !== null) throw new HttpProblem(404, 'not-found')
  return review
}

async function answer(visit: Visit): Promise<FastifyReply> {
  const { app, form, login, reply } = visit
  const review = await reviewOf(visit)
  const view = await openView(visit)
  const { erasure } = view.t
  const words = { ...erasure.errors, ...erasure.absent.errors }
  const fail = (errors: Record<string, string>, found: FoundOnes = { heldBy: null, near: [] }) =>
    sendPage(reply, absentFormPage(view, review, { values: form, errors }, found), 422)
  const read = readAbsent(form, view.today)
  if ('faults' in read)
    return fail(
      withDayErrors(
        view,
        form,
        Object.fromEntries(read.faults.map((fault) => [fault === 'nobody' ? 'email' : fault, words[fault]])),
      ),
    )
  try {
    return await reply.redirect(
      `/erasures/${await answerAbsent(app, { reviewId: review?.id ?? null, decision: read.decision }, login.user)}`,
      303,
    )
  } catch (error) {
    if (!(error instanceof ErasureRefused)) throw error
    const text = words[error.code]
    return fail(
      {
        [error.code === 'near' ? 'others-on' : 'email']:
          typeof text === 'string' ? text : text(error.systems.join(', ')),
      },
      await foundOnes(view, error),
    )
  }
}

/** Whom the search found instead of nobody. */
async function foundOnes({ app, t }: View, { code, contactIds }: ErasureRefused): Promise<FoundOnes> {
  if (code === 'held') return { heldBy: contactIds[0] ?? null, near: [] }
  const people = await contactsById(app.pool, contactIds)
  return {
    heldBy: null,
    near: people.map(({ id, email }) => ({ id, label: email === null ? t.contacts.noAddress : maskEmail(email) })),
  }
}
