/** Why people would go: silent past their term, nobody could say where they came from, or they said no to everything. */
export const planKinds = ['silent', 'no-source', 'objected'] as const
export type PlanKind = (typeof planKinds)[number]

/** The rule behind each kind of plan (legal-rules G1, C13; GDPR art. 17(1)(c)). */
export const removalRules: Readonly<Record<PlanKind, string>> = { silent: 'G1', 'no-source': 'C13', objected: 'GDPR art. 17(1)(c)' }
