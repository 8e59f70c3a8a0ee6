import { Refused } from '../../../domain/app/refused.ts'
import { randomUUID } from 'node:crypto'
import type { ErasureDecision } from '../../../domain/removals/erasure-request.ts'
import { dayOf } from '../../../domain/app/day.ts'
import { insertAudit } from '../../../store/app/audit.ts'
import { inTransaction, type Sql } from '../../../store/app/database.ts'
import {
  insertErasure,
  lockLiveContact,
  noteErasureAnswered,
  notRemovableIn,
  openErasureOf,
  findErasure,
  replaceLapsed,
} from '../../../store/removals/erasure-requests.ts'
import { reopenErasure } from '../../../store/removals/erasure/stuck-erasures.ts'
import { legalHoldsOf } from '../../../store/removals/legal-holds.ts'
import { otherPartsOf } from '../../../store/contacts/split-contacts.ts'
import { answerReviewRow, findReview, type Review } from '../../../store/mailbox/reviews.ts'
import type { User } from '../../../store/accounts/users.ts'
import { findContact } from '../../../store/contacts/contact-view.ts'
import type { App } from '../../app/app.ts'
import { decideAgain } from '../../decisions/decide-later.ts'
import { wakeDrains } from '../../app/wake-drains.ts'
import { erasureObjection } from './erasure-objection.ts'
import { planErasure } from './plan-erasure.ts'
import { recordObjections } from '../../objections/record-objection.ts'

/**
 * Why a person is not erased now, or not answered; `systems` where the right to delete is missing, or which were not
 * read; `contactIds` who holds the address, or may be who asked.
 */
export class ErasureRefused extends Refused<
  | 'unknown'
  | 'role'
  | 'open'
  | 'legal-hold'
  | 'not-granted'
  | 'answered'
  | 'held'
  | 'near'
  | 'too-many'
  | 'unread'
  | 'gone'
  | 'reason'
> {
  readonly systems: readonly string[]
  readonly contactIds: readonly string[]
  constructor(code: ErasureRefused['code'], systems: readonly string[] = [], contactIds: readonly string[] = []) {
    super(
      code,
      {
        unknown: 'There is no such contact, or it was removed already.',
        role: 'A DPO or an admin decides on an erasure.',
        open: 'A decision on this person is being carried out already.',
        'legal-hold': 'A legal hold keeps this person: end it first, or keep what it needs.',
        'not-granted': `The right to remove is missing in: ${systems.join(', ')}.`,
        answered: 'Someone else has answered this question.',
        held: 'A record holds this address or number: decide on that contact.',
        near: 'Someone in the database has this number or address: say whether they asked.',
        'too-many':
          'More than 50 people have this number or address: it does not identify one person. Ask for another one.',
        gone: 'It is too late to take this back: the deletion has begun, or nothing was to be deleted.',
        reason: 'Say why, in a sentence: it is kept.',
        unread: `Not read for 48 hours or failing, so that nothing can be said of it: ${systems.join(', ')}.`,
      }[code],
    )
    this.systems = systems
    this.contactIds = contactIds
  }
}

/**
 * Decides on one person's wish to be erased (GDPR art. 17, docs/reference/law.md#f21): records the objection that
 * outlives the data, and, unless the records stay, starts their removal when the hours are over in which the decision
 * can be taken back; of a customer only once a second person agreed; of somebody who is several contacts because a
 * system gave them a new address, of all. Whoever asked by a message that can be forged is only erased by this decision
 * of a person. Gives the request's id. Throws ErasureRefused.
 */
export async function openErasure(
  app: App,
  input: { contactId: string; reviewId: string | null; decision: ErasureDecision },
  user: User,
): Promise<string> {
  if (user.role !== 'admin' && user.role !== 'dpo') throw new ErasureRefused('role')
  const { decision } = input
  const now = app.clock.now()
  const id = randomUUID()
  const { recorded, planId } = await inTransaction(app.pool, async (sql) => {
    const contactId = await wholeContact(sql, input.contactId)
    const review = input.reviewId === null ? null : await reviewOf(sql, input.reviewId, contactId, user, now)
    const person = [contactId, ...(await otherPartsOf(sql, contactId))]
    for (const part of person) {
      await replaceLapsed(sql, part, user.email, now)
      await checkOpen(sql, part, decision.kept === null, now)
    }
    const recorded = await recordObjections(app, sql, [
      erasureObjection(id, { contactId, emails: [] }, { decision, reviewId: review?.id ?? null, user }, now),
    ])
    const objectionId = recorded[0]?.id ?? ''
    const planned = decision.kept === null ? await planErasure(sql, person, { decision, user }, now) : null
    const planId = planned?.planId ?? null
    await recordRequest(
      sql,
      {
        id,
        contactId,
        objectionId,
        planId,
        decision,
        looked: null,
        reviewId: review?.id ?? null,
        by: user.email,
        coolUntil: planned?.coolUntil ?? null,
      },
      { ...scopeOf(planned), identity: decision.identity.how },
      now,
    )
    return { recorded, planId }
  })
  await wakeDrains(
    app,
    recorded.flatMap(({ connectionIds }) => connectionIds),
  )
  await decideAgain(
    app,
    recorded.map(({ contactId }) => contactId),
  )
  if (planId !== null) await app.enqueue('advance-plan', { planId })
  return id
}

/** What is decided, as the audit log keeps it. */
function scopeOf(planned: Awaited<ReturnType<typeof planErasure>> | null) {
  if (planned === null) return { scope: 'kept', planId: null } as const
  const { planId, coolUntil } = planned
  return { scope: 'all', planId, coolUntil, secondPerson: coolUntil === null } as const
}

/** Throws ErasureRefused where the contact cannot be decided on now; with `erase` also where it cannot be removed. */
async function checkOpen(sql: Sql, contactId: string, erase: boolean, now: Date): Promise<void> {
  if (!(await lockLiveContact(sql, contactId))) throw new ErasureRefused('unknown')
  if ((await openErasureOf(sql, contactId)) !== null) throw new ErasureRefused('open')
  if (!erase) return
  if ((await legalHoldsOf(sql, contactId, dayOf(now))).some(({ purpose }) => purpose === 'legal'))
    throw new ErasureRefused('legal-hold')
  const closed = await notRemovableIn(sql, contactId)
  if (closed.length > 0) throw new ErasureRefused('not-granted', closed)
}

/** Records a request with what was decided on it; `scope` and what goes with it stand in the audit log. */
export async function recordRequest(
  sql: Sql,
  request: Parameters<typeof insertErasure>[1],
  scope: Readonly<{ scope: 'all' | 'kept' | 'absent' } & Record<string, unknown>>,
  now: Date,
): Promise<void> {
  const number = await insertErasure(sql, request, now)
  const { door, receivedOn, dueOn } = request.decision
  await insertAudit(
    sql,
    [
      {
        actId: `erasure:${request.id}`,
        act: 'erasure',
        actor: request.by,
        contactId: request.contactId,
        details: { number, door, receivedOn, dueOn, ...scope },
      },
    ],
    now,
  )
}

/** Notes that the person got the answer; it is sent by the company itself, through the door the person used. */
export async function noteAnswer(app: App, id: string, user: User): Promise<void> {
  if (user.role !== 'admin' && user.role !== 'dpo') throw new ErasureRefused('role')
  const now = app.clock.now()
  await inTransaction(app.pool, async (sql) => {
    const request = await findErasure(sql, id)
    if (request === null) throw new ErasureRefused('unknown')
    if (!(await noteErasureAnswered(sql, id, user.email, now))) return
    await insertAudit(
      sql,
      [
        {
          actId: `erasure-answer:${id}`,
          act: 'erasure',
          actor: user.email,
          contactId: request.contactId,
          details: { number: request.number, answered: true },
        },
      ],
      now,
    )
  })
}

/**
 * Starts once more, from the block, what ended with a record that a system did not let go of. Throws ErasureRefused.
 */
export async function tryErasureAgain(app: App, id: string, user: User): Promise<void> {
  if (user.role !== 'admin' && user.role !== 'dpo') throw new ErasureRefused('role')
  const now = app.clock.now()
  const planId = await inTransaction(app.pool, async (sql) => {
    const request = await findErasure(sql, id)
    if (request === null) throw new ErasureRefused('unknown')
    if (request.planId === null || !(await reopenErasure(sql, request.planId, now))) return null
    await insertAudit(
      sql,
      [
        {
          actId: `erasure-again:${id}:${now.getTime()}`,
          act: 'erasure',
          actor: user.email,
          contactId: request.contactId,
          details: { number: request.number, again: true },
        },
      ],
      now,
    )
    return request.planId
  })
  if (planId !== null) await app.enqueue('advance-plan', { planId })
}

/** The contact, or the one it was folded into, locked so that two decisions at once cannot both stand. */
async function wholeContact(sql: Sql, id: string): Promise<string> {
  const contact = await findContact(sql, id)
  const whole = contact === null ? null : (contact.mergedInto ?? contact.id)
  if (whole === null) throw new ErasureRefused('unknown')
  if (!(await lockLiveContact(sql, whole))) throw new ErasureRefused('unknown')
  return whole
}

async function reviewOf(sql: Sql, id: string, contactId: string, user: User, now: Date): Promise<Review> {
  const review = await findReview(sql, id)
  if (review === null || review.kind !== 'erasure-request' || review.contactId !== contactId)
    throw new ErasureRefused('unknown')
  if (!(await answerReviewRow(sql, id, 'confirmed', user.email, now))) throw new ErasureRefused('answered')
  await insertAudit(
    sql,
    [
      {
        actId: `review:${id}`,
        act: 'review',
        actor: user.email,
        contactId,
        details: { kind: review.kind, answer: 'confirmed' },
      },
    ],
    now,
  )
  return review
}
