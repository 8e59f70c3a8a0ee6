import type { KeyRing } from '../../../store/app/key-ring.ts'
import { randomUUID } from 'node:crypto'
import type { AbsentDecision, Looked } from '../../../domain/removals/erasure-request.ts'
import { dayOf } from '../../../domain/app/day.ts'
import { insertAudit } from '../../../store/app/audit.ts'
import { inTransaction, type Sql } from '../../../store/app/database.ts'
import { askerHolder, contactsNear, nearShown } from '../../../store/contacts/access-askers.ts'
import { lockIdentities, openErasureOfAddress, stoppedSince } from '../../../store/removals/erasure-requests.ts'
import { removalsOfIdentities } from '../../../store/removals/removal-memory.ts'
import { answerReviewRow, findReview } from '../../../store/mailbox/reviews.ts'
import type { User } from '../../../store/accounts/users.ts'
import type { App } from '../../app/app.ts'
import { wakeDrains } from '../../app/wake-drains.ts'
import { erasureObjection } from './erasure-objection.ts'
import { ErasureRefused, recordRequest } from './open-erasure.ts'
import { systemsRead } from './systems-read.ts'
import { recordObjections } from '../../objections/record-objection.ts'

/**
 * Answers a wish to be erased of somebody who is in no system (GDPR art. 12(3), 17): looks for the address and the
 * number in every system, as they were last read, and notes what was looked at; with `keep` the objection is recorded,
 * so that nobody brings the person in later. Gives the request's id, whose letter is ready at once. Throws
 * ErasureRefused: `held` names the contact whose own the address is, `near` those that may be who asked, `unread` the
 * systems that were not read for 48 hours, of which nothing can be said.
 */
export async function answerAbsent(
  app: App,
  input: { reviewId: string | null; decision: AbsentDecision },
  user: User,
): Promise<string> {
  if (user.role !== 'admin' && user.role !== 'dpo') throw new ErasureRefused('role')
  const { decision } = input
  const now = app.clock.now()
  const id = randomUUID()
  const address = addressOf(app.keys, decision)
  const connectionIds = await inTransaction(app.pool, async (sql) => {
    await lockIdentities(sql, address.hashes)
    const others = await othersNear(sql, decision, address)
    if (await openErasureOfAddress(sql, address.hashes)) throw new ErasureRefused('open')
    const { systems, unread } = await systemsRead(app, sql, now)
    if (unread.length > 0) throw new ErasureRefused('unread', unread)
    if (input.reviewId !== null) await closeReview(sql, input.reviewId, user, now)
    const recorded = decision.keep
      ? await recordObjections(app, sql, [
          erasureObjection(
            id,
            { contactId: null, emails: address.emails, phones: address.phones },
            { decision, reviewId: input.reviewId, user },
            now,
          ),
        ])
      : []
    const looked = await lookFor(sql, address, {
      systems: systems.map(({ name, readAt }) => ({ name, readAt })),
      others: others.length,
    })
    await recordRequest(
      sql,
      {
        id,
        contactId: null,
        objectionId: recorded[0]?.id ?? null,
        reviewId: input.reviewId,
        planId: null,
        decision: { ...decision, kept: null, identity: null },
        looked,
        by: user.email,
        coolUntil: null,
      },
      { scope: 'absent', kept: looked.stoppedSince !== null },
      now,
    )
    return recorded.flatMap((one) => one.connectionIds)
  })
  await wakeDrains(app, connectionIds)
  return id
}

/** What a person in no system is known by. */
interface AbsentAddress {
  emails: readonly string[]
  phones: readonly string[]
  hashes: readonly Buffer[]
}

function addressOf(keys: KeyRing, { email, phone }: AbsentDecision): AbsentAddress {
  const emails = email === null ? [] : [email]
  const phones = phone === null ? [] : [phone]
  return {
    emails,
    phones,
    hashes: [...emails.map((one) => keys.hashEmail(one)), ...phones.map((one) => keys.hashPhone(one))],
  }
}

/**
 * Contacts that may be who asked, each of whom somebody looked at (one mechanism with requests for access,
 * docs/decisions/0044-who-asked.md). Throws ErasureRefused: `held` where the address or number is a contact's own,
 * `near` while nobody said that it is none of them, `too-many` where it tells nobody apart.
 */
async function othersNear(
  sql: Sql,
  { phone, others }: AbsentDecision,
  { hashes }: AbsentAddress,
): Promise<readonly string[]> {
  const holder = await askerHolder(sql, hashes)
  if (holder !== null) throw new ErasureRefused('held', [], [holder])
  const near = await contactsNear(sql, { firstName: null, lastName: null, phone, hashes }, nearShown + 1)
  if (near.length > nearShown) throw new ErasureRefused('too-many')
  if (near.length > 0 && !others) throw new ErasureRefused('near', [], near)
  return near
}

/** What our own memory says of the address; `systems`: where nothing of them was found. */
async function lookFor(
  sql: Sql,
  { emails, phones, hashes }: AbsentAddress,
  { systems, others }: Required<Pick<Looked, 'systems' | 'others'>>,
): Promise<Looked> {
  const removals = [...(await removalsOfIdentities(sql, hashes)).values()].toSorted((a, b) => b.getTime() - a.getTime())
  return {
    by: [...(emails.length > 0 ? ['email' as const] : []), ...(phones.length > 0 ? ['phone' as const] : [])],
    systems,
    others,
    removedOn: removals[0] === undefined ? null : dayOf(removals[0]),
    stoppedSince: (await stoppedSince(sql, hashes))?.toISOString() ?? null,
  }
}

async function closeReview(sql: Sql, id: string, user: User, now: Date): Promise<void> {
  const review = await findReview(sql, id)
  if (review === null || review.kind !== 'erasure-request' || review.contactId !== null)
    throw new ErasureRefused('unknown')
  if (!(await answerReviewRow(sql, id, 'confirmed', user.email, now))) throw new ErasureRefused('answered')
  await insertAudit(
    sql,
    [{ actId: `review:${id}`, act: 'review', actor: user.email, details: { kind: review.kind, answer: 'confirmed' } }],
    now,
  )
}
