import { channels } from '../../../domain/app/channel.ts'
import type { ErasureDecision } from '../../../domain/removals/erasure-request.ts'
import type { User } from '../../../store/accounts/users.ts'
import type { ObjectionInput } from '../../objections/objection-input.ts'

/**
 * The objection that outlives the data: a wish to be erased is a proof of its own, also of somebody who had said no, or
 * who is in no system.
 */
export function erasureObjection(
  id: string,
  whom: Pick<ObjectionInput, 'contactId' | 'emails' | 'phones'>,
  {
    decision,
    reviewId,
    user,
  }: { decision: Pick<ErasureDecision, 'door' | 'receivedOn'>; reviewId: string | null; user: Pick<User, 'email'> },
  now: Date,
): ObjectionInput {
  return {
    ...whom,
    hashes: [],
    channels,
    receivedAt: receivedAt(decision.receivedOn, now),
    door: decision.door,
    actor: user.email,
    originConnectionId: null,
    lane: 'objection',
    reason: 'erasure',
    evidence: reviewId === null ? {} : { reviewId },
    idempotencyKey: `erasure:${id}`,
  }
}

/** Noon of the day it came, or now when that is later: nobody typed an hour. */
function receivedAt(day: string, now: Date): Date {
  const noon = new Date(`${day}T12:00:00Z`)
  return noon > now ? now : noon
}
