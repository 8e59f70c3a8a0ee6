/**
 * Why a run would let people go: silent past their term, nobody could say where they came from, or they said no to
 * everything.
 */
export const plannedKinds = ['silent', 'no-source', 'objected'] as const
export type PlannedKind = (typeof plannedKinds)[number]
/** All removals: also of one person who asked for it. */
export const planKinds = [...plannedKinds, 'erasure'] as const
export type PlanKind = (typeof planKinds)[number]

/**
 * Days from the read-back in every system until somebody who objected to everything enters a plan
 * (docs/reference/promises.md#removal-objected).
 */
export const objectedWaitDays = 30

/** The rule behind each kind of plan (docs/reference/law.md#g1, #c13, #f21; GDPR art. 17(1)). */
export const removalRules: Readonly<Record<PlanKind, string>> = {
  silent: 'G1',
  'no-source': 'C13',
  objected: 'GDPR art. 17(1)(c)',
  erasure: 'GDPR art. 17(1)',
}
