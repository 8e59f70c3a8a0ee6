import type { ConnectorError, ConnectorErrorKind } from '../connector/errors.ts'
import type { WaitingReason } from '../domain/propagation/states.ts'
import type { RefusalReason } from '../connector/outcome.ts'

/** What happens to the orders of a call that failed as a whole. */
type NextStep =
  | {
      step: 'wait'
      reason: WaitingReason
      delayMs: number
      countsAsAttempt: boolean
      connection: 'keep' | 'needs-reauthorisation' | 'pause-verb'
    }
  | { step: 'refuse'; reason: RefusalReason }

const minute = 60_000
const maxBackoffMs = 15 * minute
/** A system that says "at once" may say so again and again. */
const minMs = 1_000
/** States that an admin's act ends are looked at again now and then all the same. */
const adminActMs = 60 * minute

const maxTokenRefusals = 8
const reauthorise: NextStep = {
  step: 'wait',
  reason: 'reauthorise',
  delayMs: adminActMs,
  countsAsAttempt: true,
  connection: 'needs-reauthorisation',
}

/** One row per kind. `attempts` = failed attempts so far, this one included. */
const policy: Readonly<Record<ConnectorErrorKind, (error: ConnectorError, attempts: number) => NextStep>> = {
  'rate-limited': (error) => wait('rate-limited', Math.max(error.details.retryAfterMs ?? 10_000, minMs), false),
  // Nothing failed: the vendor prepares what was asked for, and the connector itself gives up on it in time.
  'not-ready': (error) => wait('unavailable', error.details.retryAfterMs ?? 10_000, false),
  unavailable: (error, attempts) =>
    wait('unavailable', Math.max(error.details.retryAfterMs ?? 0, backoffMs(attempts)), true),
  // The opened Connection refreshed once and the vendor refused again, maybe because another worker's refresh ended
  // that token: the next attempt starts with a fresh one. A vendor that goes on refusing needs the admin.
  'auth-expired': (_error, attempts) =>
    attempts < maxTokenRefusals ? wait('unavailable', backoffMs(attempts), true) : reauthorise,
  'access-revoked': () => reauthorise,
  forbidden: () => ({
    step: 'wait',
    reason: 'scope-missing',
    delayMs: adminActMs,
    countsAsAttempt: true,
    connection: 'pause-verb',
  }),
  'cursor-lost': () => wait('unavailable', 1_000, true),
  'unexpected-response': (_error, attempts) =>
    attempts < 3 ? wait('unavailable', backoffMs(attempts), true) : { step: 'refuse', reason: 'unexpected-response' },
  'bad-request': () => ({ step: 'refuse', reason: 'bad-request' }),
}

/** Decides what to do after `error`. */
export function nextStep(error: ConnectorError, attempts: number): NextStep {
  return policy[error.kind](error, attempts)
}

/** 1 s, 2 s, 4 s … up to 15 minutes. */
export function backoffMs(attempts: number): number {
  return Math.min(maxBackoffMs, 1_000 * 2 ** Math.min(20, Math.max(0, attempts - 1)))
}

/**
 * Standard Webhooks' sample schedule after the first try: about 75 hours in all
 * (docs/reference/brokers.md#webhook-schedule).
 */
const offerAgainMs = [
  5_000,
  5 * minute,
  30 * minute,
  ...[2, 5, 10, 14, 20, 24].map((hours) => hours * 60 * minute),
] as const
const jitter = 0.1

/**
 * When a message that was answered with no is offered again: `offers` = how often it was so far, in a row. Null when
 * the schedule has ended. Never before the time the system named itself. `random`: 0 to 1.
 */
export function offerAgainDelayMs(
  offers: number,
  retryAfterMs: number | undefined,
  random: () => number = Math.random,
): number | null {
  const step = offerAgainMs[offers - 1]
  return step === undefined ? null : Math.max(Math.round(step * (1 + jitter * random())), retryAfterMs ?? 0)
}

function wait(reason: WaitingReason, delayMs: number, countsAsAttempt: boolean): NextStep {
  return { step: 'wait', reason, delayMs, countsAsAttempt, connection: 'keep' }
}
