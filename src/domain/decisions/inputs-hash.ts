import { hash } from 'node:crypto'
import { dayOf } from '../app/day.ts'
import type { Ask, ContactFacts, Policy } from './facts.ts'

/**
 * Gives the hash of contacts for one ask: SHA-256 (hex) of all a decision rests on; the same hash means the same
 * verdict (docs/reference/law.md#h1). Only the UTC day of `now` counts, as in `decide`. Facts must be built with their
 * fields in the order of the type.
 */
export function inputsHasher(ask: Ask, policy: Policy, now: Date): (facts: ContactFacts) => string {
  const asked = JSON.stringify([dayOf(now), ask, policy])
  return (facts) => hash('sha256', asked + JSON.stringify(facts))
}
