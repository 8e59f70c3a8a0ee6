/** docs/reference/law.md#order, from the most to the least permissive. Only the first two may be solicited. */
export const verdicts = ['ALLOW', 'ALLOW_NOTICE', 'NEED_CONSENT', 'QUARANTINE', 'REVIEW', 'BLOCK'] as const
export type Verdict = (typeof verdicts)[number]

const permissiveness: Readonly<Record<Verdict, number>> = {
  BLOCK: 0,
  QUARANTINE: 1,
  REVIEW: 2,
  NEED_CONSENT: 3,
  ALLOW_NOTICE: 4,
  ALLOW: 5,
}

/** Below zero when `a` allows less than `b`. */
export function comparePermissiveness(a: Verdict, b: Verdict): number {
  return permissiveness[a] - permissiveness[b]
}

export function isAllowed(verdict: Verdict): boolean {
  return verdict === 'ALLOW' || verdict === 'ALLOW_NOTICE'
}

/**
 * One basis per purpose (docs/reference/law.md#order). `contract`: a service message, which is no prospecting (FR19).
 */
export type Basis = 'legitimate_interest' | 'consent' | 'soft_opt_in' | 'not_personal' | 'contract'

/**
 * What an allowed message must do or leave out, beside the duties of every message. `not-kind:<id>`: the person stopped
 * that kind.
 */
export type Condition =
  | 'with-notice'
  | 'name-source'
  | 'without-pixel'
  | 'strip-promotion'
  | 'screen-tps-ctps'
  | 'screen-opposition-register'
  | 'screen-dncm'
  | 'not-starred'
  | 'screen-ecg-list'
  | 'purge-due'
  | `not-kind:${string}`

/** What would change a verdict that is not ALLOW. Texts: unlock-texts.ts. */
export type Unlock =
  | 'own-act'
  | 'hold-ends'
  | 'new-address'
  | 'review'
  | 'source'
  | 'broker-checked'
  | 'delivery-sampled'
  | 'address'
  | 'consent'
  | 'function-of-title'
  | 'offer'
  | 'assessment'
  | 'country'
  | 'legal-form'
  | 'notice'
  | 'other-channel'

/** The state of the information duty (docs/reference/law.md#d). */
export type NoticeState = 'NOT_REQUIRED' | 'GIVEN_AT_COLLECTION' | 'DUE' | 'SENT' | 'FAILED' | 'OVERDUE' | 'EXEMPT'
