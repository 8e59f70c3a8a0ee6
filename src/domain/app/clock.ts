/**
 * Business time: terms, tokens, schedules. Technical times (leases, latency) use the wall clock instead
 * (docs/reference/promises.md#clock).
 */
export interface Clock {
  now(): Date
}
