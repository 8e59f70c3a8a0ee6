import { isUuid } from '../../../store/app/database.ts'
import type { FastifyInstance } from 'fastify'
import { maskEmail } from '../../../domain/contacts/identity.ts'
import { dayOf } from '../../../domain/app/day.ts'
import { answerReview, ReviewRefused } from '../../../operations/mailbox/answer-review.ts'
import type { App } from '../../../operations/app/app.ts'
import { readCopy } from '../../../operations/mailbox/read-message.ts'
import { countOpenReviews, findReview, openReviews, type Review } from '../../../store/mailbox/reviews.ts'
import { connectionLabels } from '../../../store/connections/connections-view.ts'
import { addressesOf, heldReviews, holdsOfReview } from '../../../store/mailbox/reviews-view.ts'
import { subdomainsOf } from '../../../store/objections/domain-orders.ts'
import { HttpProblem } from '../../app/problem.ts'
import { html } from '../ui/html.ts'
import { Icon } from '../../ui/icon.tsx'
import { Page } from '../ui/page.tsx'
import { Pill } from '../ui/pill.tsx'
import { Time } from '../ui/time.tsx'
import { erasureHref } from '../app/erasure-href.ts'
import { sendPage } from '../app/outside.ts'
import { reviewPage } from './review-page.tsx'
import { noonOf } from '../app/noon.ts'
import { may } from '../../../domain/accounts/roles.ts'
import { addRoute, type Visit } from '../app/route.ts'
import { openView, type View } from '../app/view.ts'
import { noteView } from '../../../operations/app/note-use.ts'

const shown = 50

/** What must a human decide? */
export function addReviewPages(server: FastifyInstance, app: App): void {
  addRoute(server, app, 'GET /reviews', { roles: may.person }, async (visit) => {
    const view = await openView(visit)
    const [rows, open] = await Promise.all([openReviews(app.pool, shown), countOpenReviews(app.pool)])
    const [addresses, held] = await Promise.all([
      addressesOf(
        app.pool,
        rows.flatMap((row) => row.contactId ?? []),
      ),
      heldReviews(
        app.pool,
        rows.map((row) => row.id),
      ),
    ])
    return html(<ListPage view={view} rows={rows} open={open} addresses={addresses} held={held} />)
  })
  addRoute(server, app, 'GET /reviews/:id', { roles: may.person }, (visit) =>
    show(visit, { read: false, failure: null }),
  )

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

async function reviewIn({ app, params }: Visit): Promise<Review> {
  const id = params['id'] ?? ''
  const review = isUuid(id) ? await findReview(app.pool, id) : null
  if (review === null) throw new HttpProblem(404, 'not-found')
  return review
}

async function show(visit: Visit, { read, failure }: { read: boolean; failure: ReviewRefused['code'] | null }) {
  const { app } = visit
  const review = await reviewIn(visit)
  const view = await openView(visit, `/reviews/${review.id}`)
  const { domain } = review.facts
  const [addresses, holds, message, labels, below] = await Promise.all([
    addressesOf(app.pool, review.contactId === null ? [] : [review.contactId]),
    holdsOfReview(app.pool, review.id),
    review.messageId === null ? null : readCopy(app, review.messageId, read),
    connectionLabels(app.pool),
    typeof domain === 'string' ? subdomainsOf(app.pool, [domain]) : null,
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
      subdomains: below === null ? null : ([...below.values()][0] ?? []),
    },
    failure,
  )
  return failure === null ? page : sendPage(visit.reply, page, failure === 'answered' ? 409 : 422)
}

function ListPage({
  view,
  rows,
  open,
  addresses,
  held,
}: {
  view: View
  rows: readonly Review[]
  open: number
  addresses: ReadonlyMap<string, string>
  held: ReadonlySet<string>
}) {
  const { t, f } = view
  const r = t.reviews
  const today = dayOf(view.now)
  return (
    <Page view={view} nav="reviews" title={r.title(open)} tab={r.tab} context={<p>{r.context}</p>}>
      <section class="card">
        {rows.length === 0 ? (
          <p class="empty">
            {r.none} <a href="/objections">{r.noneAct}</a>
          </p>
        ) : (
          <>
            <table class="rows">
              <caption class="sr-only">{r.tab}</caption>
              <thead>
                <tr>
                  <th scope="col">{r.columns.kind}</th>
                  <th scope="col">{r.columns.person}</th>
                  <th scope="col">{r.columns.opened}</th>
                  <th scope="col">{r.columns.due}</th>
                  <th scope="col">{r.columns.meanwhile}</th>
                </tr>
              </thead>
              <tbody>
                {rows.map((row) => {
                  const email = row.contactId === null ? undefined : addresses.get(row.contactId)
                  return (
                    <tr>
                      <td class="strong">
                        <a href={`/reviews/${row.id}`}>{r.kinds[row.kind].name}</a>
                      </td>
                      <td data-label={r.columns.person}>
                        {row.contactId === null
                          ? r.notInBase
                          : email === undefined
                            ? t.common.unknown
                            : maskEmail(email)}
                      </td>
                      <td data-label={r.columns.opened} class="nowrap">
                        <Time at={row.openedAt}>{f.dateTime(row.openedAt)}</Time>
                      </td>
                      <td data-label={r.columns.due} class="nowrap">
                        {row.dueOn === null ? (
                          t.common.none
                        ) : (
                          <>
                            {f.date(noonOf(row.dueOn))}{' '}
                            {row.dueOn < today ? <Pill tone="broken">{r.overdue}</Pill> : null}
                          </>
                        )}
                      </td>
                      <td data-label={r.columns.meanwhile}>{meanwhileOf(view, row, held)}</td>
                    </tr>
                  )
                })}
              </tbody>
            </table>
            <p class="card-foot hint">{r.shown(rows.length, open)}</p>
          </>
        )}
      </section>
    </Page>
  )
}

/** Only what was read back is called blocked; an objection has its own page that says how far it is. */
function meanwhileOf(view: View, row: Review, held: ReadonlySet<string>) {
  const r = view.t.reviews
  if (row.objectionId !== null) return r.recorded
  if (!row.meanwhileBlocked) return r.notBlocked
  return held.has(row.id) ? (
    <span class="nowrap">
      <Icon name="ban" size={14} /> {r.blocked}
    </span>
  ) : (
    r.onItsWay
  )
}
