import { randomUUID } from 'node:crypto'
import { Refused } from '../../domain/app/refused.ts'
import type { AccessEntry } from '../../domain/evidence/access-request.ts'
import { insertAudit } from '../../store/app/audit.ts'
import { inTransaction } from '../../store/app/database.ts'
import { findContact } from '../../store/contacts/contact-view.ts'
import { findAccess, insertAccess, noteAccessAnswered } from '../../store/evidence/access-requests.ts'
import { answerReviewRow, findReview } from '../../store/mailbox/reviews.ts'
import type { User } from '../../store/accounts/users.ts'
import type { App } from '../app/app.ts'

/** Why a request for access cannot be recorded or answered; `code` is stable. */
export class AccessRefused extends Refused<'unknown' | 'role' | 'open' | 'answered'> {
  constructor(code: AccessRefused['code']) {
    super(
      code,
      {
        unknown: 'There is no such contact or request.',
        role: 'A DPO or an admin keeps the register of requests.',
        open: 'A request of this person waits for its answer already.',
        answered: 'Someone noted this answer before.',
      }[code],
    )
  }
}

type Keeper = Pick<User, 'email' | 'role'>

function requireKeeper(user: Keeper): void {
  if (user.role !== 'admin' && user.role !== 'dpo') throw new AccessRefused('role')
}

/**
 * Puts a person's request for access into the register, with the day of its answer (GDPR art. 15, 12(3);
 * docs/reference/law.md#f6); a question of the inbox that asked for it is answered. Nobody who waits for the answer is
 * removed; who was removed before may ask what is left. Gives its id. Throws AccessRefused.
 */
export async function recordAccess(
  app: App,
  user: Keeper,
  input: { contactId: string; reviewId: string | null; entry: AccessEntry },
): Promise<string> {
  requireKeeper(user)
  const now = app.clock.now()
  const id = randomUUID()
  await inTransaction(app.pool, async (sql) => {
    const found = await findContact(sql, input.contactId)
    const contact = found?.mergedInto == null ? found : await findContact(sql, found.mergedInto)
    if (contact === null) throw new AccessRefused('unknown')
    if (input.reviewId !== null) {
      const review = await findReview(sql, input.reviewId)
      if (review === null || review.kind !== 'access-request') throw new AccessRefused('unknown')
      await answerReviewRow(sql, review.id, 'answered', user.email, now)
    }
    const { reviewId, entry } = input
    const number = await insertAccess(sql, { id, contactId: contact.id, reviewId, entry, by: user.email }, now)
    if (number === null) throw new AccessRefused('open')
    const { door, receivedOn, dueOn, identity } = entry
    await insertAudit(
      sql,
      [
        {
          actId: `access:${id}`,
          act: 'access',
          actor: user.email,
          contactId: contact.id,
          details: { number, door, receivedOn, dueOn, identity: identity.how },
        },
      ],
      now,
    )
  })
  return id
}

/** Notes that the person got the answer; the company sends it itself. Throws AccessRefused. */
export async function answerAccess(app: App, user: Keeper, key: string): Promise<void> {
  requireKeeper(user)
  const now = app.clock.now()
  await inTransaction(app.pool, async (sql) => {
    const request = await findAccess(sql, key)
    if (request === null) throw new AccessRefused('unknown')
    if (!(await noteAccessAnswered(sql, request.id, user.email, now))) throw new AccessRefused('answered')
    await insertAudit(
      sql,
      [
        {
          actId: `access-answer:${request.id}`,
          act: 'access',
          actor: user.email,
          contactId: request.contactId,
          details: { number: request.number, answered: true },
        },
      ],
      now,
    )
  })
}
