import { isUuid } from '../../../store/app/database.ts'
import type { FastifyInstance, FastifyReply } from 'fastify'
import { answerReview, ReviewRefused } from '../../../operations/mailbox/answer-review.ts'
import type { App } from '../../../operations/app/app.ts'
import {
  commentReview,
  readComments,
  ReviewDayRefused,
  setReviewDay,
} from '../../../operations/mailbox/share-reviews.ts'
import { neighboursOf } from '../../../store/mailbox/review-comments.ts'
import { listUsers } from '../../../store/accounts/users.ts'
import { readCopy } from '../../../operations/mailbox/read-message.ts'
import { findReview, type Review } from '../../../store/mailbox/reviews.ts'
import { connectionLabels } from '../../../store/connections/connections-view.ts'
import { firstAddresses, holdsOfReview } from '../../../store/mailbox/reviews-view.ts'
import { loadSettings } from '../../../store/settings/settings.ts'
import { subdomainsOf } from '../../../store/objections/domain-orders.ts'
import { isCalendarDay } from '../../../domain/app/day.ts'
import { HttpProblem } from '../../app/problem.ts'
import { erasureHref } from '../app/erasure-href.ts'
import { sendPage } from '../app/outside.ts'
import { addReviewList } from './review-list.tsx'
import { reviewPage } from './review-page.tsx'
import type { DayRefused } from './review-talk.tsx'
import { may } from '../../../domain/accounts/roles.ts'
import { addRoute, type Visit } from '../app/route.ts'
import { openView } from '../app/view.ts'
import { noteView } from '../../../operations/app/note-use.ts'

/** What must a human decide? */
export function addReviewPages(server: FastifyInstance, app: App): void {
  addReviewList(server, app)
  addRoute(server, app, 'GET /reviews/:id', { roles: may.person }, (visit) =>
    show(visit, { read: false, failure: null }),
  )

  addRoute(server, app, 'POST /reviews/:id/comment', { roles: may.person }, async (visit) => {
    const { id } = await reviewIn(visit)
    await commentReview(app, visit.login.user, id, visit.form['text'] ?? '')
    return visit.reply.redirect(`/reviews/${id}#comments`, 303)
  })
  addRoute(server, app, 'POST /reviews/:id/day', { roles: may.person }, setDay)
  addRoute(server, app, 'POST /reviews/:id/read', { roles: may.person }, async (visit) => {
    const review = await reviewIn(visit)
    await noteView(app, visit.login.user, review.contactId, { reviewId: review.id, message: true })
    return show(visit, { read: true, failure: null })
  })
  addRoute(server, app, 'POST /reviews/:id/answer', { roles: may.person }, async (visit) => {
    const review = await reviewIn(visit)
    // Erasing needs more than a yes: what goes, what stays, and since when the month runs.
    if (
      review.kind === 'erasure-request' &&
      visit.form['answer'] === 'confirmed' &&
      review.answeredAt === null &&
      may.judge.some((role) => role === visit.login.user.role)
    )
      return visit.reply.redirect(
        review.contactId === null ? `/erasures/absent?review=${review.id}` : erasureHref({ review: review.id }),
        303,
      )
    try {
      await answerReview(app, review.id, visit.form['answer'] ?? '', visit.login.user)
      return visit.reply.redirect(`/reviews/${review.id}`, 303)
    } catch (error) {
      if (!(error instanceof ReviewRefused)) throw error
      if (error.code === 'not-allowed') throw new HttpProblem(403, 'not-allowed')
      return show(visit, { read: false, failure: error.code })
    }
  })
}

async function setDay(visit: Visit): Promise<FastifyReply> {
  const { app, login, form, reply } = visit
  const { id } = await reviewIn(visit)
  const { t, f } = await openView(visit)
  const day = form['day'] ?? ''
  const again = (text: string) => show(visit, { read: false, failure: null, dayError: { typed: day, text } })
  if (!isCalendarDay(day)) return sendPage(reply, await again(t.common.days.unreadable), 422)
  try {
    await setReviewDay(app, login.user, id, day)
  } catch (error) {
    if (!(error instanceof ReviewDayRefused)) throw error
    return sendPage(reply, await again(t.reviews.dayErrors(f.day(error.latest))), 422)
  }
  return reply.redirect(`/reviews/${id}#comments`, 303)
}

async function reviewIn({ app, params }: Visit): Promise<Review> {
  const id = params['id'] ?? ''
  const review = isUuid(id) ? await findReview(app.pool, id) : null
  if (review === null) throw new HttpProblem(404, 'not-found')
  return review
}

interface Shown {
  read: boolean
  failure: ReviewRefused['code'] | null
  dayError?: DayRefused
}

async function show(visit: Visit, shown: Shown & { failure: null }): Promise<string>
async function show(visit: Visit, shown: Shown): Promise<string | FastifyReply>
async function show(visit: Visit, { read, failure, dayError }: Shown): Promise<string | FastifyReply> {
  const { app } = visit
  const review = await reviewIn(visit)
  const view = await openView(visit, `/reviews/${review.id}`)
  const { domain } = review.facts
  const [addresses, holds, message, labels, below, talk, { settings }] = await Promise.all([
    firstAddresses(app.pool, review.contactId === null ? [] : [review.contactId]),
    holdsOfReview(app.pool, review.id),
    review.messageId === null ? null : readCopy(app, review.messageId, read),
    connectionLabels(app.pool),
    typeof domain === 'string' ? subdomainsOf(app.pool, [domain]) : null,
    talkOf(app, review.id),
    loadSettings(app.pool),
  ])
  const system =
    review.messageId === null && review.connectionId !== null ? (labels.get(review.connectionId) ?? null) : null
  const page = reviewPage(
    view,
    {
      review,
      system,
      email: review.contactId === null ? null : (addresses.get(review.contactId) ?? null),
      holds,
      message,
      kinds: settings.kinds,
      subdomains: below === null ? null : ([...below.values()][0] ?? []),
      ...talk,
    },
    failure,
    dayError ?? null,
  )
  return failure === null ? page : sendPage(visit.reply, page, failure === 'answered' ? 409 : 422)
}

/** What was said about a question, who may take it, and the questions beside it. */
async function talkOf(app: App, id: string) {
  const [comments, users, beside] = await Promise.all([
    readComments(app, id),
    listUsers(app.pool),
    neighboursOf(app.pool, id),
  ])
  return { comments, users, beside }
}
