import { randomUUID } from 'node:crypto'
import { insertAudit } from '../../store/app/audit.ts'
import { inTransaction } from '../../store/app/database.ts'
import { findUser, type User } from '../../store/accounts/users.ts'
import { assignReviews, commentsOf, insertComment, type ReviewComment } from '../../store/mailbox/review-comments.ts'
import { findReview } from '../../store/mailbox/reviews.ts'
import type { App } from '../app/app.ts'

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
    if (userId !== null && user?.disabledAt !== null) return null
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
