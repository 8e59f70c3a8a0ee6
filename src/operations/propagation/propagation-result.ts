import type { ConnectorError } from '../../connector/errors.ts'
import type { Outcome } from '../../connector/outcome.ts'
import { showWithinMs } from '../../domain/propagation/states.ts'
import { backoffMs, nextStep, offerAgainDelayMs } from '../../queue/failure-policy.ts'
import type { PropagationResult } from '../../store/propagation/propagation-results.ts'
import type { OrderFacts } from '../../store/propagation/order-facts.ts'
import type { Carried } from './answered-rows.ts'

/** A look that comes this much after its time proves nothing about how long the system took. */
const lateMs = 2 * 60_000

/** What waits for a person is looked at by itself now and then; the person's answer wakes it at once. */
const personLookMs = 6 * 3_600_000
/** What our user may not see is looked at by itself now and then, besides the one that asks soon. */
const hiddenMs = 60 * 60_000
/** How often a written block is looked for before it is written again. */
const looksBeforeRewriting = 2

const nothing = {
  reason: null,
  owner: null,
  detail: null,
  nextAttemptAt: null,
  ticket: null,
  proof: null,
  verifyFirst: false,
  written: false,
  showBy: null,
  done: false,
  repairedRecords: 0,
}

/** What the outcome of a claimed row makes of it. */
export function resultOf(row: Carried, outcome: Outcome, now: Date): PropagationResult {
  const { claim, facts } = row
  const base = unchanged(claim)
  switch (outcome.status) {
    case 'applied':
    case 'already':
      return {
        ...base,
        to: 'applied',
        written: true,
        done: true,
        repairedRecords: outcome.status === 'applied' ? repairedRecords(facts) : 0,
      }
    case 'written':
      return notShownYet(row, now)
    case 'accepted':
      if (claim.state === 'written') return askedAnew(row, now)
      return { ...base, to: 'accepted', ticket: outcome.ticket, proof: outcome.proof, done: true }
    case 'absent':
      // A record that vanished after it was written is asked for again from the start.
      if (claim.state === 'written') return askedAnew(row, now)
      return { ...base, to: 'absent', done: true }
    case 'pending':
      return { ...waiting(row, 'person', now, personLookMs, outcome.detail), verifyFirst: true, attempts: 0 }
    case 'busy':
      return {
        ...waiting(row, 'unavailable', now, backoffMs(claim.attempts + 1), outcome.detail),
        attempts: claim.attempts + 1,
        verifyFirst: true,
      }
    case 'hidden':
      return { ...waiting(row, 'scope-missing', now, hiddenMs, outcome.detail), verifyFirst: true, attempts: 0 }
    case 'not-taken':
      return offeredAgain(row, outcome, now)
    case 'refused':
      return { ...base, ...refusedAs(outcome.reason, outcome.detail) }
  }
}

function unchanged(claim: Carried['claim']) {
  return { ...nothing, id: claim.id, version: claim.version, from: claim.state, attempts: 0 }
}

const refusedAs = (reason: string, detail: string) => ({
  to: 'refused' as const,
  reason,
  owner: 'operator' as const,
  detail,
  done: true,
})

const askedAnew = (row: Carried, now: Date): PropagationResult => ({
  ...waiting(row, 'unavailable', now, 1_000, null),
  verifyFirst: false,
})

/** A block that was taken and does not show: it is looked for, then written again, until its time is over. */
function notShownYet(row: Carried, now: Date): PropagationResult {
  const { claim } = row
  const isOverdue = claim.showBy !== null && now > claim.showBy
  if (isOverdue && claim.dueAt !== null && now.getTime() - claim.dueAt.getTime() > lateMs) {
    // Nobody looked while the time ran out: that says nothing about the system.
    const detail = 'The block could not be verified in time. It is written again.'
    return { ...waiting(row, 'unavailable', now, 500, detail), verifyFirst: true, attempts: 0 }
  }
  if (isOverdue)
    return {
      ...unchanged(claim),
      ...refusedAs('not-honoured', 'The system accepted the block but never showed it.'),
    }
  // Two objections of one person may have been written side by side, the later over the earlier: it is written once
  // more.
  if (claim.state === 'written' && claim.attempts >= looksBeforeRewriting)
    return { ...waiting(row, 'unavailable', now, 500, null), verifyFirst: true, attempts: 0 }
  return {
    ...unchanged(claim),
    to: 'written',
    attempts: claim.attempts + 1,
    nextAttemptAt: new Date(now.getTime() + Math.min(20_000, backoffMs(claim.attempts + 1) / 2)),
    written: true,
    showBy: new Date(now.getTime() + showWithinMs),
  }
}

/** A message that was not taken is offered again, as often as the failure policy says. */
function offeredAgain(row: Carried, outcome: Outcome & { status: 'not-taken' }, now: Date): PropagationResult {
  const { claim } = row
  // Counted from the first objection: how often the system could not be reached before says nothing about the message.
  const offers = claim.reason === 'not-taken' ? claim.attempts + 1 : 1
  const delayMs = offerAgainDelayMs(offers, outcome.retryAfterMs)
  if (delayMs === null) return { ...unchanged(claim), ...refusedAs(outcome.reason, outcome.detail) }
  return { ...waiting(row, 'not-taken', now, delayMs, outcome.detail), attempts: offers, verifyFirst: false }
}

/** Records that were contactable by e-mail before another system's no reached them. */
function repairedRecords(facts: OrderFacts): number {
  return facts.channels.includes('email') && facts.kinds.length === 0
    ? facts.records.filter((record) => record.emailBlock === 'open').length
    : 0
}

/** What a call that failed as a whole makes of a row that was in it. */
export function failed(row: Carried, error: ConnectorError, now: Date): PropagationResult {
  const attempts = row.claim.attempts + 1
  const step = nextStep(error, attempts)
  if (row.claim.state === 'written') {
    // Nothing was learned: the block is looked at again; only a long silence ends it.
    return {
      ...waiting(
        row,
        step.step === 'wait' ? step.reason : 'unavailable',
        now,
        step.step === 'wait' ? step.delayMs : 60_000,
        error.message,
      ),
      verifyFirst: true,
    }
  }
  if (step.step === 'refuse') {
    return { ...unchanged(row.claim), from: 'sending', ...refusedAs(step.reason, error.message), attempts }
  }
  return {
    ...waiting(row, step.reason, now, step.delayMs, error.message),
    attempts: step.countsAsAttempt ? attempts : row.claim.attempts,
    verifyFirst: true,
  }
}

/** A row that waits, for what and for whom, until it is taken again. */
export function waiting(
  { claim }: Carried,
  reason: string,
  now: Date,
  delayMs: number,
  detail: string | null,
): PropagationResult {
  const owner = ['not-granted', 'reauthorise', 'scope-missing'].includes(reason)
    ? 'admin'
    : reason === 'person'
      ? 'operator'
      : null
  return {
    ...unchanged(claim),
    to: 'waiting',
    attempts: claim.attempts,
    reason,
    owner,
    detail,
    nextAttemptAt: new Date(now.getTime() + delayMs),
    verifyFirst: claim.verifyFirst,
  }
}
