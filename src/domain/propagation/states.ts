/** States of one Objection on its way to one Connection (docs/reference/promises.md#propagation). */
export const propagationStates = [
  'queued',
  'sending',
  'written',
  'applied',
  'accepted',
  'waiting',
  'absent',
  'refused',
  'superseded',
] as const
export type PropagationState = (typeof propagationStates)[number]

/** These are all the moves there are. */
const moves: Readonly<Record<PropagationState, readonly PropagationState[]>> = {
  queued: ['sending', 'superseded'],
  sending: ['written', 'applied', 'accepted', 'absent', 'refused', 'waiting', 'queued', 'superseded'],
  written: ['applied', 'waiting', 'refused', 'superseded'],
  accepted: ['applied', 'absent', 'refused', 'superseded'],
  waiting: ['queued', 'superseded'],
  absent: ['queued', 'superseded'],
  refused: ['queued', 'superseded'],
  applied: ['queued', 'superseded'],
  superseded: [],
}

/** Gives `to` when the move exists; throws otherwise. No state is written anywhere without it. */
export function move(from: PropagationState, to: PropagationState): PropagationState {
  if (!moves[from].includes(to)) throw new Error(`A propagation cannot go from ${from} to ${to}`)
  return to
}

/**
 * Why a Propagation waits. `not-granted` and `reauthorise` end by an act of the admin, `person` by whoever does the
 * task, the others by their date.
 */
const waitingReasons = [
  'not-granted',
  'reauthorise',
  'scope-missing',
  'rate-limited',
  'unavailable',
  'not-taken',
  'paused',
  'person',
] as const
export type WaitingReason = (typeof waitingReasons)[number]

/**
 * A written block that still does not show after this time is `refused: not-honoured`
 * (docs/reference/promises.md#propagation).
 */
export const showWithinMs = 5 * 60_000
/** Between two looks at what our user may not see or do at a system: it is known within a minute that it may again. */
export const lookAgainMs = 50_000
/**
 * What a broker did not confirm after this time is `unconfirmed` for good: it is sent again, and somebody has to ask
 * (docs/reference/brokers.md#mail-notice).
 */
export const unconfirmedAfterMs = 30 * 86_400_000
/** How long a claim on a row holds; afterwards another worker takes it and reads before it writes. */
export const claimMs = 90_000
