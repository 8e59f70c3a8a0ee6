/**
 * Upper bounds, in seconds, of the classes in which the time from an opt-out to its reading back is counted. The last
 * two are the term of a CRM and twice of it (docs/reference/promises.md#propagation); what takes longer is above all.
 */
export const readBackBounds: readonly number[] = [1, 2, 5, 10, 30, 60, 120, 300, 900, 3_600, 14_400, 86_400, 172_800]
