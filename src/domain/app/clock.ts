/**
 * Business time: terms, tokens, schedules. Technical times (leases, latency) use the wall clock instead (DESIGN §4).
 */
export interface Clock {
  now(): Date
}
