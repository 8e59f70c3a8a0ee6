import { natureOfAddress } from './identity.ts'
import { relatedness } from './offer.ts'
import { addMonths, dayOf, type ClockResult } from './retention.ts'
import type { Settings } from './settings.ts'
import { isSoleTraderTitle } from './sole-trader.ts'
import type { SourceKind } from './source.ts'

export const verdicts = ['ALLOW', 'ALLOW_NOTICE', 'NEED_CONSENT', 'QUARANTINE', 'REVIEW', 'BLOCK'] as const
/** legal-rules §0. Only the first two may be mailed. */
export type Verdict = (typeof verdicts)[number]

export type Basis = 'legitimate_interest' | 'not_personal'

/** What is known about one contact, over all systems. Values of a field: leading system first, empty ones left out. */
export interface ContactFacts {
  /** Primary address in normal form, null when no record has one. */
  email: string | null
  hasName: boolean
  /** Job titles as the systems show them, leading one first. */
  jobTitles: readonly string[]
  /** ISO codes found in explicit fields, else in phone prefixes. Several = the systems disagree. */
  countries: readonly string[]
  sources: readonly { kind: SourceKind; name: string; obtainedOn: string }[]
  /** Earliest no that covers this person's e-mail, else null. */
  suppressedSince: Date | null
  /** First day after our own "not for now", YYYY-MM-DD; null or left out = none. */
  heldUntil?: string | null
  clock: ClockResult
  /** A customer or a live negotiation is kept for another purpose while it lasts (legal-rules G2). */
  relation: 'none' | 'customer' | 'open-deal'
}

/** `ask` of this release: prospecting by e-mail for the one offer. */
export interface Decision {
  verdict: Verdict
  basis: Basis | null
  /** The rule that decided. */
  rule: string
  /** All rules that were met on the way, in order. */
  rules: readonly string[]
  /** Conditions of an allowed message, e.g. `with-notice`. */
  conditions: readonly string[]
  /** First day on which the verdict may change by itself; null when only a new fact can change it. */
  changesOn: string | null
}

/**
 * Verdict for prospecting by e-mail, in the order of legal-rules §0 (first hit wins): suppression, hold, retention, source,
 * then country × person × relatedness, then the information duty. Pure; `now` is the business clock.
 */
export function decide(facts: ContactFacts, settings: Settings, now: Date): Decision {
  if (facts.suppressedSince !== null) return verdict('BLOCK', 'F1')
  const held = facts.heldUntil ?? null
  if (held !== null && held > dayOf(now)) return { ...verdict('BLOCK', 'HOLD'), changesOn: held }
  if (facts.clock.expired && facts.relation === 'none') return verdict('BLOCK', 'G1')
  const until = facts.clock.termOn
  if (facts.sources.length === 0) return { ...verdict('QUARANTINE', 'C13'), changesOn: until }
  const basis = decideBasis(facts, settings)
  const broker = facts.sources.find((source) => source.kind === 'C7')
  const direct = facts.sources.some((source) => source.kind === 'C1')
  if (broker === undefined || direct || basis.basis === 'not_personal') return { ...basis, changesOn: until }
  if (basis.verdict === 'NEED_CONSENT') return { ...basis, verdict: 'BLOCK', rule: 'C7', rules: [...basis.rules, 'C7'], changesOn: until }
  if (basis.verdict !== 'ALLOW') return { ...basis, changesOn: until }
  return { ...informIndirect(basis, broker.obtainedOn, now), changesOn: earlier(until, noticeDueOn(broker.obtainedOn), now) }
}

/** legal-rules D2: data obtained from somebody else need a notice within one month, at the latest in the first message. */
function informIndirect(basis: Decision, obtainedOn: string, now: Date): Decision {
  const overdue = dayOf(now) >= noticeDueOn(obtainedOn)
  return overdue
    ? { ...basis, verdict: 'REVIEW', rule: 'D2', rules: [...basis.rules, 'D2'] }
    : { ...basis, verdict: 'ALLOW_NOTICE', rules: [...basis.rules, 'D2'], conditions: ['with-notice', 'name-broker'] }
}

function noticeDueOn(obtainedOn: string): string {
  return addMonths(new Date(`${obtainedOn}T00:00:00Z`), 1)
}

function earlier(a: string, b: string, now: Date): string {
  return b > dayOf(now) && b < a ? b : a
}

/** Country × person × relatedness: French rows FR1–FR6, every other country strict until its table comes (B4). */
function decideBasis(facts: ContactFacts, settings: Settings): Decision {
  if (facts.email === null) return verdict('QUARANTINE', 'A15')
  const foreign = facts.countries.find((country) => country !== 'FR')
  if (foreign !== undefined) return verdict('NEED_CONSENT', `B4-${foreign}`)
  if (facts.countries.length === 0) return verdict('NEED_CONSENT', 'B4-ZZ')
  const nature = natureOfAddress(facts.email)
  if (nature.role && !facts.hasName) return { ...verdict('ALLOW', 'FR3'), basis: 'not_personal', rules: ['A1', 'FR3'] }
  if (nature.privateMailbox) return verdict('NEED_CONSENT', 'FR6')
  const soleTrader = facts.jobTitles.some(isSoleTraderTitle)
  const related = settings.offer === null ? 'unknown' : relatedness(facts.jobTitles, settings.offer, settings.titles)
  if (soleTrader && settings.strictSoleTraders) return verdict('NEED_CONSENT', 'FR4')
  if (related === 'conflict') return verdict('REVIEW', 'B1f')
  if (related === 'unknown') return verdict('QUARANTINE', 'B1f')
  if (related === 'unrelated') return verdict('NEED_CONSENT', soleTrader ? 'FR5' : 'FR2')
  if (settings.offer?.assessment == null) return verdict('REVIEW', 'B1')
  return { ...verdict('ALLOW', soleTrader ? 'FR4' : 'FR1'), basis: 'legitimate_interest' }
}

function verdict(value: Verdict, rule: string): Decision {
  return { verdict: value, basis: null, rule, rules: [rule], conditions: [], changesOn: null }
}
