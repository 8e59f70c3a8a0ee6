import { randomUUID } from 'node:crypto'
import { Refused } from '../../domain/app/refused.ts'
import { allowed, may } from '../../domain/accounts/roles.ts'
import { answerDeadline } from '../../domain/removals/answer-deadline.ts'
import { insertAudit } from '../../store/app/audit.ts'
import { inTransaction } from '../../store/app/database.ts'
import { findUser, type User } from '../../store/accounts/users.ts'
import {
  assignReviews,
  commentsOf,
  insertComment,
  noteReviewDay,
  type ReviewComment,
} from '../../store/mailbox/review-comments.ts'
import { findReview } from '../../store/mailbox/reviews.ts'
import type { App } from '../app/app.ts'
import { dayHere } from '../settings/today-here.ts'
import { mayAnswer } from './answer-review.ts'

const place = (id: string) => ({ table: 'review_comments', row: id, column: 'text' })

/** The longest comment. */
const maxLength = 2_000

/**
 * Gives open questions to somebody who has access, or to everybody (null). Gives how many changed hands; null when
 * there is no such user.
 */
export async function giveReviews(
  app: App,
  by: User,
  ids: readonly string[],
  userId: string | null,
): Promise<number | null> {
  return inTransaction(app.pool, async (sql) => {
    const user = userId === null ? null : await findUser(sql, { id: userId })
    if (userId !== null && (user === null || user.disabledAt !== null || !allowed(user.role, may.person))) return null
    const given = await assignReviews(sql, ids, userId)
    await insertAudit(
      sql,
      given.map((reviewId) => ({
        actId: `review:${reviewId}:${randomUUID()}`,
        act: 'review' as const,
        actor: by.email,
        details: { reviewId, assigned: user?.email ?? 'everyone' },
      })),
      app.clock.now(),
    )
    return given.length
  })
}

/** Why a day is not taken for a question: it is over, or later than the law lets an answer wait. */
export class ReviewDayRefused extends Refused<'past' | 'too-late'> {
  /** The last day that an answer may wait. */
  readonly latest: string
  constructor(code: ReviewDayRefused['code'], latest: string) {
    super(code, `a day for a question was refused: ${code}`)
    this.latest = latest
  }
}

/**
 * Says by which day an open question is to be answered; `day` is a calendar day. What somebody may have asked for is
 * never put off past the month since it was received (docs/reference/law.md#f6). False when there is no such open
 * question, or `by` may not answer it. Throws ReviewDayRefused.
 */
export async function setReviewDay(app: App, by: User, reviewId: string, day: string): Promise<boolean> {
  const now = app.clock.now()
  return inTransaction(app.pool, async (sql) => {
    const review = await findReview(sql, reviewId)
    if (review === null || review.answeredAt !== null) return false
    if (!mayAnswer[review.kind].includes(by.role)) return false
    const latest = answerDeadline(await dayHere(sql, review.receivedAt))
    if (day < (await dayHere(sql, now))) throw new ReviewDayRefused('past', latest)
    if (day > latest) throw new ReviewDayRefused('too-late', latest)
    if (!(await noteReviewDay(sql, reviewId, day))) return false
    const details = { reviewId, dueOn: { before: review.dueOn, after: day } }
    await insertAudit(sql, [{ actId: `review:day:${randomUUID()}`, act: 'review', actor: by.email, details }], now)
    return true
  })
}

/**
 * Keeps what somebody says about a question, sealed: it may name people. False when there is none, or nothing is said.
 */
export async function commentReview(app: App, by: User, reviewId: string, text: string): Promise<boolean> {
  const words = text.trim().slice(0, maxLength)
  if (words === '' || (await findReview(app.pool, reviewId)) === null) return false
  const [id, now] = [randomUUID(), app.clock.now()]
  await inTransaction(app.pool, async (sql) => {
    const comment = { id, saidBy: by.email, saidAt: now, text: app.keys.seal(words, place(id)) }
    await insertComment(sql, reviewId, comment)
    await insertAudit(
      sql,
      [{ actId: `review:comment:${id}`, act: 'review', actor: by.email, details: { reviewId, commented: true } }],
      now,
    )
  })
  return true
}

/** What was said about a question, in clear. */
export async function readComments(app: App, reviewId: string): Promise<ReviewComment[]> {
  return (await commentsOf(app.pool, reviewId)).map((one) => ({ ...one, text: app.keys.open(one.text, place(one.id)) }))
}
