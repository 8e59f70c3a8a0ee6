import { countriesOf } from '../country.ts'
import type { Decision } from '../decision.ts'
import { functionsOfTitle } from '../job-function.ts'
import { endOf, momentOf } from '../moment.ts'
import { runClock, type ClockResult } from '../retention.ts'
import { countsAsAct } from '../tables/acts.ts'
import type { DecisionCase } from './case.ts'
import { decide } from './decide.ts'
import { changesOf, reasonsOf, type Reason } from './explain.ts'
import { clockFact } from './clock-fact.ts'
import type { Ask, ConsentFact, ContactFacts } from './facts.ts'
import { identify } from './identify.ts'
import { inputsHasher } from './inputs-hash.ts'

export interface DecidedCase extends Decision {
  id: string | number | null
  personal: boolean
  /** First day on which the contact is expired, the act it rests on, and events of a later day that did not count. */
  clock: { termOn: string; lastActOn: string | null; lastActKind: string | null; futureEvents: number }
  reasons: readonly Reason[]
  change: { fr: string; en: string }
  inputsHash: string
}

/** Judges one case. `now` is used where the case names no moment of its own. */
export function decideCase(given: DecisionCase, now: Date): DecidedCase {
  const at = given.now === null ? now : new Date(given.now)
  const clock = clockOf(given.contact, given.policy.inactivityMonths, at)
  const facts = factsOf(given, clock)
  const ask = askOf(given)
  const policy = { strictSoleTraders: given.policy.strictSoleTraders }
  const decision = decide(facts, ask, at, policy)
  return {
    id: given.id, ...decision, personal: facts.email?.nature !== 'generic' || facts.soleTrader,
    clock: { termOn: clock.termOn, lastActOn: facts.clock.lastActOn, lastActKind: clock.lastAct?.kind ?? null, futureEvents: clock.futureActs },
    reasons: reasonsOf(decision), change: changesOf(decision), inputsHash: inputsHasher(ask, policy, at)(facts),
  }
}

function askOf({ ask }: DecisionCase): Ask {
  const { offer } = ask
  return {
    purpose: ask.purpose, channel: ask.channel, kind: ask.kind, related: ask.related, pixel: ask.pixel,
    offer: offer === null ? null : { ...offer, assessment: offer.assessment === null ? null : { id: offer.assessment, author: offer.assessment, on: '2026-01-01' } },
  }
}

/** What a case says of a contact, as `decide` wants it. */
export function factsOf({ contact }: Pick<DecisionCase, 'contact'>, clock: ClockResult): ContactFacts {
  const countries = countriesOf(contact.countries, [contact.companyCountry], [contact.phone])
  const identified = identify({ ...contact, country: countries[0] ?? null })
  return {
    email: identified.email === null ? null : { ...identified.email, publishedForOffers: contact.emailPublishedForOffers }, phone: identified.phone,
    consumer: contact.consumer, soleTrader: contact.soleTrader || identified.soleTrader, legalForm: contact.legalForm,
    functions: contact.functions === null ? contact.jobTitles.map((title) => functionsOfTitle(title, {})) : [contact.functions],
    countries, language: contact.language, sources: contact.sources, firstSeenOn: contact.firstSeenOn, notices: contact.notices, firstContactOn: contact.firstContactOn, firstDisclosedOn: contact.firstDisclosedOn,
    consents: contact.consents.map((consent): ConsentFact => ({
      ...consent, givenAt: momentOf(consent.givenAt).toISOString(), confirmedAt: consent.confirmedAt === null ? null : momentOf(consent.confirmedAt).toISOString(), withdrawnAt: consent.withdrawnAt === null ? null : endOf(consent.withdrawnAt).toISOString(),
    })),
    objections: contact.objections.map((objection) => ({ ...objection, receivedAt: endOf(objection.receivedAt).toISOString() })),
    pending: contact.pending, heldUntil: contact.heldUntil, clock: clockFact(clock), relation: contact.relation, sales: contact.sales, account: contact.account,
    repermissionAskedOn: contact.repermissionAskedOn, recordedBasis: contact.recordedBasis,
  }
}

export function clockOf(contact: DecisionCase['contact'], inactivityMonths: number, now: Date): ClockResult {
  return runClock({
    obtainedOn: contact.sources.map((source) => momentOf(source.obtainedOn)), createdAt: contact.createdOn === null ? [] : [momentOf(contact.createdOn)],
    acts: contact.events.filter((event) => countsAsAct(event.kind, event.noted)).map((event) => ({ kind: event.kind, at: momentOf(event.at) })), relationEndedOn: contact.relationEndedOn,
  }, inactivityMonths, now)
}
