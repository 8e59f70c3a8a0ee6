import type { Channel } from '../channel.ts'
import type { Condition } from '../decision.ts'
import { checkConsent } from './consent.ts'
import type { Ask, ConsentFact, ContactFacts, Instant } from './facts.ts'

export interface StandingNo {
  /** The rule that stops the ask; null = nothing stands. */
  rule: string | null
  /** Kinds the person stopped, while the ask names none. */
  conditions: readonly Condition[]
}

/**
 * Does a no stop this ask? A no counts whatever its date says, all brands are covered (legal-rules F10), and only the
 * person's own later act on our own form ends it, for the channel it names (F20); on the same instant the no wins.
 * A withdrawn consent is a no to what it had opened (E7).
 */
export function standingNo(facts: ContactFacts, ask: Ask, today: string): StandingNo {
  const conditions: Condition[] = []
  for (const objection of facts.objections) {
    // Handing somebody's data on is stopped by a no to any channel.
    if ((ask.purpose !== 'transfer' && !objection.channels.includes(ask.channel)) || facts.consents.some((consent) => endsNo(consent, objection.receivedAt, facts, ask.channel, today))) continue
    if (objection.kinds.length === 0 || (ask.kind !== null && objection.kinds.includes(ask.kind))) return { rule: facts.email?.nature === 'generic' ? 'F22' : 'F1', conditions: [] }
    if (ask.kind === null) conditions.push(...objection.kinds.map((kind) => `not-kind:${kind}` as const))
  }
  if (facts.pending !== null) return { rule: facts.pending === 'erasure' ? 'F21' : 'F4', conditions: [] }
  const withdrawn = facts.consents.some(({ withdrawnAt, ...consent }) => withdrawnAt !== null && consent.channels.includes(ask.channel) && consent.purposes.includes(ask.purpose === 'service' ? 'prospecting' : ask.purpose)
    && !facts.consents.some((later) => endsNo(later, withdrawnAt, facts, ask.channel, today)))
  return withdrawn ? { rule: 'E7', conditions: [] } : { rule: null, conditions: [...new Set(conditions)] }
}

/** legal-rules F20: an own form, later than the no, specific to the channel and valid in itself. */
function endsNo(consent: ConsentFact, saidAt: Instant, facts: ContactFacts, channel: Channel, today: string): boolean {
  return consent.ownForm && consent.givenAt > saidAt && checkConsent(consent, { purpose: 'prospecting', channel, countries: facts.countries, consumer: facts.consumer }, today).valid
}
