import { Refused } from '../../domain/app/refused.ts'
import { randomUUID } from 'node:crypto'
import { z } from 'zod'
import { Channel, channels } from '../../domain/app/channel.ts'
import type { MessageKind } from '../../domain/app/kind.ts'
import { normalEmail } from '../../domain/contacts/identity.ts'
import { isCompanyDomain } from '../../domain/contacts/mail-domain.ts'
import { dayHere } from '../settings/today-here.ts'
import { answerDeadline } from '../../domain/removals/answer-deadline.ts'
import { insertAudit } from '../../store/app/audit.ts'
import { inTransaction, type Sql } from '../../store/app/database.ts'
import { loadSettings } from '../../store/settings/settings.ts'
import { contactsHeldBy, startLifting } from '../../store/objections/review-holds.ts'
import { findMailboxMessage } from '../../store/mailbox/mailbox.ts'
import {
  answerReviewRow,
  findReview,
  insertReview,
  noteReviewObjection,
  type Review,
  reviewKinds,
  type ReviewKind,
} from '../../store/mailbox/reviews.ts'
import type { User } from '../../store/accounts/users.ts'
import type { Role } from '../../domain/accounts/roles.ts'
import type { App } from '../app/app.ts'
import { decideAgain } from '../decisions/decide-later.ts'
import { wakeDrains } from '../app/wake-drains.ts'
import type { ObjectionInput } from '../objections/objection-input.ts'
import { acceptDomainOrder } from '../objections/reach/domain-orders.ts'
import { recordObjections, type RecordedObjection } from '../objections/record-objection.ts'
import { copyPlace, type MessageCopy } from './keep-message.ts'

/** Answers each kind of question may get. The first is the safe one. */
const answersOf: Readonly<Record<ReviewKind, readonly string[]>> = {
  'mail-unsure': ['objection', 'erasure', 'none'],
  'mail-unknown-sender': ['recorded', 'not-found', 'no-objection'],
  'erasure-request': ['confirmed', 'not-erasure'],
  'access-request': ['answered', 'not-access'],
  'employer-no': ['block-domain', 'block-domain-only', 'person-only'],
  'new-contact': ['added', 'not-added'],
  'crm-edit': ['by-mistake', 'by-automation', 'wants-again'],
  'crm-note': ['told-us', 'no-objection'],
}

/** A kind of message that the writer may have meant: the answer names it. */
const kindAnswer = /^kind:(.+)$/u

/**
 * Answers that a question may get. A message that limits its refusal is proposed with these limits: the channels it
 * turns down, or one of the kinds of message that people may stop alone.
 */
export function answersFor(
  { kind, facts }: Pick<Review, 'kind' | 'facts'>,
  kinds: readonly Pick<MessageKind, 'id'>[],
): readonly string[] {
  const scope = kind === 'mail-unsure' ? ProposedScopeFact.safeParse(facts['scope']).data : undefined
  if (scope === undefined) return answersOf[kind]
  if (scope.kind === 'channel') return ['only-channels', ...answersOf[kind]]
  return scope.kind === 'list' || scope.kind === 'topic'
    ? [...kinds.map(({ id }) => `kind:${id}`), ...answersOf[kind]]
    : answersOf[kind]
}

/** What a message limits its refusal to, as a question keeps it. */
export const ProposedScopeFact = z.object({
  kind: z.enum(['channel', 'list', 'address', 'frequency', 'topic']),
  channels: z.array(Channel),
})

/**
 * Rights of people and whole companies are for a DPO or an admin; a doubtful message is for whoever records objections.
 */
export const mayAnswer: Readonly<Record<ReviewKind, readonly Role[]>> = {
  'mail-unsure': ['admin', 'dpo', 'operator'],
  'mail-unknown-sender': ['admin', 'dpo', 'operator'],
  'erasure-request': ['admin', 'dpo'],
  'access-request': ['admin', 'dpo'],
  'employer-no': ['admin', 'dpo'],
  'new-contact': ['admin', 'dpo', 'operator'],
  'crm-edit': ['admin', 'dpo'],
  'crm-note': ['admin', 'dpo', 'operator'],
}

/** Kinds of question that a role answers: those in its list and in the number beside it. */
export const kindsOf = (role: Role): ReviewKind[] => reviewKinds.filter((kind) => mayAnswer[kind].includes(role))

/** An answer that cannot be given; the code names the sentence of the screen. */
export class ReviewRefused extends Refused<'unknown' | 'answered' | 'not-allowed' | 'answer'> {}

/**
 * Answers one question and does what follows from it, in one transaction. An objection recorded here is as final as any
 * other; the block of the meantime is taken off once the objection is everywhere, or at once when there was none.
 * Throws ReviewRefused.
 */
export async function answerReview(app: App, reviewId: string, answer: string, user: User): Promise<void> {
  const now = app.clock.now()
  const done = await inTransaction(app.pool, async (sql) => {
    const review = await findReview(sql, reviewId)
    if (review === null) throw new ReviewRefused('unknown')
    if (!mayAnswer[review.kind].includes(user.role)) throw new ReviewRefused('not-allowed')
    const { kinds } = (await loadSettings(sql)).settings
    if (!answersFor(review, kinds).includes(answer)) throw new ReviewRefused('answer')
    if (!(await answerReviewRow(sql, review.id, answer, user.email, now))) throw new ReviewRefused('answered')
    const recorded = await follow(app, sql, review, answer, user)
    const [first] = recorded
    if (first !== undefined && review.objectionId === null) await noteReviewObjection(sql, review.id, first.id)
    const holdIds = review.kind === 'mail-unsure' ? await startLifting(sql, review.id, now) : []
    await insertAudit(
      sql,
      [
        {
          actId: `review:${review.id}`,
          act: 'review',
          actor: user.email,
          contactId: review.contactId,
          details: { kind: review.kind, answer, objections: recorded.map(({ number }) => number) },
        },
      ],
      now,
    )
    return { recorded, holdIds, erasureOf: review.kind === 'erasure-request' ? review.contactId : null }
  })
  await wakeDrains(
    app,
    done.recorded.flatMap(({ connectionIds }) => connectionIds),
  )
  for (const holdId of done.holdIds) await app.enqueue('carry-review-hold', { holdId })
  await decideAgain(app, [
    ...done.recorded.filter(({ repeated }) => !repeated).map(({ contactId }) => contactId),
    ...(await contactsHeldBy(app.pool, done.holdIds)),
    done.erasureOf,
  ])
}

async function follow(app: App, sql: Sql, review: Review, answer: string, user: User): Promise<RecordedObjection[]> {
  if (review.kind === 'mail-unsure' && answer !== 'none') return recordDoubtful(app, sql, review, answer, user)
  // Somebody noted it in the system where the review was opened.
  if (review.kind === 'crm-note' && answer === 'told-us' && review.contactId !== null)
    return recordObjections(app, sql, [
      objectionOf(review, user, app.clock.now(), { door: 'crm', receivedAt: notedAt(review) }),
    ])
  if (review.kind === 'employer-no' && (answer === 'block-domain' || answer === 'block-domain-only'))
    return recordEmployer(app, sql, review, user, answer === 'block-domain')
  return []
}

/** A doubtful message was an objection, or a wish to be erased: then the erasure is a question of its own. */
async function recordDoubtful(
  app: App,
  sql: Sql,
  review: Review,
  answer: string,
  user: User,
): Promise<RecordedObjection[]> {
  const now = app.clock.now()
  const message = review.messageId === null ? null : await findMailboxMessage(sql, review.messageId)
  const copy =
    message?.sealed == null ? null : (JSON.parse(app.keys.open(message.sealed, copyPlace(message.id))) as MessageCopy)
  const email = normalEmail(meantBy(review, copy) ?? '')
  if (email === null && review.contactId === null) return []
  const receivedAt = message === null || message.receivedAt > now ? now : message.receivedAt
  const emails = email === null ? [] : [email]
  const recorded = await recordObjections(app, sql, [
    objectionOf(review, user, now, {
      emails,
      receivedAt,
      reason: answer === 'erasure' ? 'erasure' : 'objection',
      ...(await limitsOf(sql, review, answer)),
    }),
  ])
  if (answer === 'erasure') {
    await insertReview(
      sql,
      {
        id: randomUUID(),
        kind: 'erasure-request',
        contactId: review.contactId,
        objectionId: recorded[0]?.id ?? null,
        connectionId: review.connectionId,
        messageId: review.messageId,
        facts: {},
        dueOn: answerDeadline(await dayHere(sql, receivedAt)),
        meanwhileBlocked: true,
      },
      now,
    )
  }
  return recorded
}

/** What an answer with limits stops: some channels, or one kind of message on the channels it is sent on. */
async function limitsOf(sql: Sql, review: Review, answer: string): Promise<Partial<ObjectionInput>> {
  const scope = ProposedScopeFact.safeParse(review.facts['scope']).data
  if (answer === 'only-channels' && scope !== undefined) return { channels: scope.channels }
  const named = kindAnswer.exec(answer)?.[1]
  const kind = (await loadSettings(sql)).settings.kinds.find(({ id }) => id === named)
  return kind === undefined ? {} : { kinds: [kind.id], channels: kind.channels }
}

/** The day of the call, meeting or note. */
const notedAt = ({ facts, openedAt }: Review): Date =>
  typeof facts['notedAt'] === 'string' ? new Date(facts['notedAt']) : openedAt

/** Everybody who is known at the domain of an employer that said no, or below it, and whoever appears there later. */
async function recordEmployer(
  app: App,
  sql: Sql,
  review: Review,
  user: User,
  subdomains: boolean,
): Promise<RecordedObjection[]> {
  const { domain } = review.facts
  if (typeof domain !== 'string') return []
  if (!isCompanyDomain(domain)) throw new ReviewRefused('answer')
  const { id: reviewId, connectionId } = review
  return acceptDomainOrder(app, sql, { domain, subdomains, reviewId, connectionId }, user)
}

/**
 * The address that said no: the one that the message names, else its sender; of a message with our link the sender may
 * be anybody.
 */
function meantBy({ facts, contactId }: Review, copy: MessageCopy | null): string | null {
  if (typeof facts['about'] === 'number') return copy?.about?.[facts['about']] ?? null
  return facts['how'] === 'token' && contactId !== null ? null : (copy?.from ?? null)
}

function objectionOf(
  review: Pick<Review, 'id' | 'contactId' | 'connectionId'>,
  user: User,
  now: Date,
  more: Partial<ObjectionInput>,
): ObjectionInput {
  return {
    emails: [],
    hashes: [],
    contactId: review.contactId,
    channels,
    receivedAt: now,
    door: 'mailbox',
    actor: user.email,
    originConnectionId: review.connectionId,
    lane: 'objection',
    reason: 'objection',
    evidence: { reviewId: review.id },
    idempotencyKey: null,
    ...more,
  }
}
