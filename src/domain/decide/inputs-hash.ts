import { hash } from 'node:crypto'
import { dayOf } from '../retention.ts'
import type { Ask, ContactFacts, Policy } from './facts.ts'

/** SHA-256 (hex) of all a decision rests on; the same hash means the same verdict (legal-rules H1). Only the UTC day of `now` counts, as in `decide`. Facts must be built with their fields in the order of the type. */
export function inputsHash(facts: ContactFacts, ask: Ask, policy: Policy, now: Date): string {
  return hash('sha256', JSON.stringify([dayOf(now), facts, ask, policy]))
}
