import type { Channel } from '../app/channel.ts'
import type { Condition } from './tables/verdicts.ts'
import { checkConsent } from './consent.ts'
import type { Ask, ConsentFact, ConsentPurpose, ContactFacts, Instant } from './facts.ts'

interface StandingObjection {
  /** The rule that stops the ask; null = nothing stands. */
  rule: string | null
  /** Kinds the person stopped, while the ask names none. */
  conditions: readonly Condition[]
  /** An objection to this ask was said and the person ended it since: only that consent carries the ask. */
  lifted: boolean
}

/**
 * Does an objection stop this ask? An objection counts whatever its date says, all brands are covered
 * (docs/reference/law.md#f10), and only the person's own later act on our own form ends it, for the channel and the
 * purpose it names (F20); on the same instant the objection wins. A withdrawn consent is an objection to what it had
 * opened (E7); one that ended in a field of a system is ended by any later consent, which alone carries the ask then.
 */
export function standingObjection(facts: ContactFacts, ask: Ask, today: string): StandingObjection {
  const said = statedObjection(facts, ask, today)
  if (said.rule !== null) return stops(said.rule)
  if (facts.pending !== null) return stops(facts.pending === 'erasure' ? 'F21' : 'F4')
  const withdrawn = withdrawnConsent(facts, ask, today)
  if (withdrawn.rule !== null) return stops(withdrawn.rule)
  return { ...said, lifted: said.lifted || withdrawn.lifted }
}

/** The Objections that concern this ask. */
function statedObjection(facts: ContactFacts, ask: Ask, today: string): StandingObjection {
  const conditions: Condition[] = []
  let lifted = false
  for (const objection of facts.objections) {
    // Handing somebody's data on is stopped by an objection to any channel.
    if (ask.purpose !== 'transfer' && !objection.channels.includes(ask.channel)) continue
    if (facts.consents.some((consent) => endsObjection(consent, objection.receivedAt, facts, ask, today))) {
      lifted ||= objection.kinds.length === 0
      continue
    }
    if (objection.kinds.length === 0 || (ask.kind !== null && objection.kinds.includes(ask.kind)))
      return stops(facts.email?.nature === 'generic' ? 'F22' : 'F1')
    if (ask.kind === null) conditions.push(...objection.kinds.map((kind) => `not-kind:${kind}` as const))
  }
  return { rule: null, conditions: [...new Set(conditions)], lifted }
}

/** E7: a consent that was withdrawn, and no later one given. */
function withdrawnConsent(facts: ContactFacts, ask: Ask, today: string): Pick<StandingObjection, 'rule' | 'lifted'> {
  let lifted = false
  for (const { withdrawnAt, channels, purposes, endedInField } of facts.consents) {
    if (withdrawnAt === null || !channels.includes(ask.channel) || !purposes.includes(purposeOf(ask))) continue
    const isEnded = (later: ConsentFact) =>
      endedInField === true
        ? agreesAfter(later, withdrawnAt, ask)
        : endsObjection(later, withdrawnAt, facts, ask, today)
    if (!facts.consents.some(isEnded)) return { rule: 'E7', lifted: false }
    lifted = true
  }
  return { rule: null, lifted }
}

const agreesAfter = ({ withdrawnAt, givenAt, channels, purposes }: ConsentFact, saidAt: Instant, ask: Ask): boolean =>
  withdrawnAt === null && givenAt > saidAt && channels.includes(ask.channel) && purposes.includes(purposeOf(ask))

const stops = (rule: string): StandingObjection => ({ rule, conditions: [], lifted: false })

const purposeOf = (ask: Ask): ConsentPurpose => (ask.purpose === 'service' ? 'prospecting' : ask.purpose)

/**
 * docs/reference/law.md#f20: an own form, later than the objection, specific to the purpose and the channel, and valid
 * in itself.
 */
function endsObjection(consent: ConsentFact, saidAt: Instant, facts: ContactFacts, ask: Ask, today: string): boolean {
  return (
    consent.ownForm &&
    consent.givenAt > saidAt &&
    checkConsent(
      consent,
      { purpose: purposeOf(ask), channel: ask.channel, countries: facts.countries, consumerCall: facts.consumer },
      today,
    ).valid
  )
}

/**
 * The consents that no later objection has ended: an older one never comes back, also when a new consent for
 * something else lifted that objection (docs/reference/law.md#f20). A pixel, an upload or a transfer is ended by an
 * objection to the channel of the message or of the consent.
 */
export function consentsSinceObjection(
  facts: ContactFacts,
  purpose: ConsentPurpose,
  channel: Channel,
): readonly ConsentFact[] {
  if (facts.objections.length === 0 || facts.consents.length === 0) return facts.consents
  return facts.consents.filter(
    (consent) =>
      !facts.objections.some(
        ({ receivedAt, channels, kinds }) =>
          kinds.length === 0 &&
          receivedAt >= consent.givenAt &&
          (channels.includes(channel) ||
            (purpose !== 'prospecting' && channels.some((one) => consent.channels.includes(one)))),
      ),
  )
}
