/** What a call may come to. `did` = whether the vendor's state is blocked by it; the rest is what we are told. */
export const answers = {
  applied: { did: true, tell: 'applied' },
  already: { did: true, tell: 'already' },
  lost: { did: true, tell: 'unavailable' },
  ignored: { did: false, tell: 'written' },
  late: { did: true, tell: 'written' },
  down: { did: false, tell: 'unavailable' },
  limited: { did: false, tell: 'rate-limited' },
  expired: { did: false, tell: 'auth-expired' },
  garbage: { did: false, tell: 'unexpected-response' },
  absent: { did: false, tell: 'absent' },
  refused: { did: false, tell: 'refused' },
  busy: { did: false, tell: 'busy' },
  pending: { did: false, tell: 'pending' },
  hidden: { did: false, tell: 'hidden' },
  declined: { did: false, tell: 'not-taken' },
  forbidden: { did: false, tell: 'forbidden' },
  revoked: { did: false, tell: 'access-revoked' },
  invalid: { did: false, tell: 'bad-request' },
  asked: { did: false, tell: 'accepted' },
} as const
export type Answer = keyof typeof answers

/** What a connector tells of one order; the other answers are errors of the whole call. */
export const outcomes = {
  written: { status: 'written' },
  absent: { status: 'absent' },
  refused: { status: 'refused', reason: 'validation', detail: 'a rule' },
  busy: { status: 'busy', detail: 'a lock' },
  pending: { status: 'pending', detail: 'a task' },
  hidden: { status: 'hidden', detail: 'a field' },
  'not-taken': { status: 'not-taken', reason: 'declined', detail: 'not now' },
  accepted: { status: 'accepted', ticket: 't', proof: 1 },
} as const
export const isOutcome = (told: string): told is keyof typeof outcomes => told in outcomes

/**
 * One answer of each effect on the row, for the third step, and of each effect on what comes next, for the later ones.
 */
export const representatives: readonly Answer[] = ['applied', 'lost', 'ignored', 'down', 'absent']
export const late: readonly Answer[] = ['applied', 'lost', 'ignored']
export const rare: readonly Answer[] = [
  'refused',
  'busy',
  'pending',
  'hidden',
  'declined',
  'forbidden',
  'revoked',
  'invalid',
  'asked',
]
export const answerNames = Object.keys(answers) as Answer[]
