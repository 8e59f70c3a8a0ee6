import type { Channel } from '../channel.ts'
import { comparePermissiveness, type Basis, type Condition, type Unlock, type Verdict } from '../decision.ts'
import { cellVerdict, type Column } from '../tables/countries.ts'
import { relatedness, type Relatedness } from '../offer.ts'
import type { Person } from '../tables/france.ts'
import type { Ask, ContactFacts, Policy } from './facts.ts'
import { countryRow, franceRow } from './legal-grid.ts'

export interface BasisResult {
  verdict: Verdict
  basis: Basis | null
  rule: string
  rules: readonly string[]
  conditions: readonly Condition[]
  unlockedBy: readonly Unlock[]
}

/** Country × channel × person × relatedness (legal-rules B1, B2, B4): the strictest of all countries the contact may belong to; none known = `ZZ`. */
export function lawfulBasis(facts: ContactFacts, ask: Ask, policy: Policy, today: string): BasisResult {
  const reached = personOf(facts, ask.channel)
  if (reached === null) return { verdict: 'QUARANTINE', basis: null, rule: 'A15', rules: ['A15'], conditions: [], unlockedBy: ['address'] }
  const related = relatedTo(facts, ask)
  const countries = facts.countries.length === 0 ? ['ZZ'] : facts.countries
  let strictest: BasisResult | null = null
  for (const country of countries) {
    const result = country === 'FR' ? inFrance(reached, related, facts, ask, policy, today) : abroad(country, reached, related, facts, ask, today)
    if (strictest === null || comparePermissiveness(result.verdict, strictest.verdict) < 0) strictest = result
  }
  if (strictest === null) throw new Error('no country to judge by')
  return strictest
}

/** Who is reached on this channel; null = there is nothing to reach. Post and advertising audiences reach the person of the record. */
export function personOf(facts: ContactFacts, channel: Channel): Person | null {
  const byPhone = channel === 'phone' || channel === 'sms' || channel === 'robocall'
  if ((channel === 'email' && facts.email === null) || (byPhone && facts.phone === null)) return null
  if (facts.consumer) return 'consumer'
  if (facts.soleTrader || facts.legalForm === 'sole-trader') return 'sole-trader'
  if (byPhone) return facts.phone?.nature === 'generic' ? 'generic' : 'named'
  if (channel === 'post' || channel === 'audience') return 'named'
  if (channel === 'email' && facts.email !== null && facts.email.mailbox !== 'company') return 'private'
  return facts.email?.nature === 'generic' ? 'generic' : 'named'
}

function relatedTo(facts: ContactFacts, ask: Ask): Relatedness {
  if (ask.related !== null) return ask.related ? 'related' : 'unrelated'
  return ask.offer === null ? 'unknown' : relatedness(facts.functions, ask.offer)
}

function inFrance(person: Person, related: Relatedness, facts: ContactFacts, ask: Ask, policy: Policy, today: string): BasisResult {
  const audience = ask.offer?.audience ?? 'business'
  const row = franceRow(today, ask.channel, person, related === 'conflict' ? 'unknown' : related, audience)
  const rules = [...(person === 'generic' ? [ask.channel === 'email' ? (facts.email?.rule ?? 'A1') : (facts.phone?.rule ?? 'A8')] : []), row.id, ...(row.with === undefined ? [] : [row.with])]
  const result: BasisResult = { verdict: row.verdict, basis: row.basis, rule: row.id, rules, conditions: [], unlockedBy: [] }
  if (row.id === 'B1f' && related === 'conflict') return { ...result, verdict: 'REVIEW', unlockedBy: ['function-of-title'] }
  if (row.id === 'B1f') return { ...result, unlockedBy: [ask.offer === null ? 'offer' : 'function-of-title'] }
  if (row.id === 'FR2' && person === 'consumer' && facts.account !== null) return accountOnly(result, facts)
  if (row.id === 'FR4' && policy.strictSoleTraders) return { ...result, verdict: 'NEED_CONSENT', basis: null, unlockedBy: ['consent'] }
  if (row.verdict === 'NEED_CONSENT') return facts.account !== null && row.id !== 'FR18' && (ask.channel === 'email' || ask.channel === 'sms') ? accountOnly(result, facts) : { ...result, unlockedBy: ['consent'] }
  return assessed(result, ask)
}

/** FR8: an account is no sale; a free one that belongs to a paid offer is for a person to judge (CJ2). */
function accountOnly(result: BasisResult, facts: ContactFacts): BasisResult {
  const rules = [...result.rules.filter((rule) => rule !== result.rule), 'FR8', result.rule]
  return facts.account?.paidOffer === true
    ? { ...result, verdict: 'REVIEW', rule: 'FR8', rules, unlockedBy: ['review', 'consent'] }
    : { ...result, rule: 'FR8', rules, unlockedBy: ['consent'] }
}

/** B1: legitimate interest is never a default; without a written assessment it is no basis. */
function assessed(result: BasisResult, ask: Ask): BasisResult {
  if (result.basis !== 'legitimate_interest' || ask.offer?.assessment != null) return result
  return { ...result, verdict: 'REVIEW', basis: null, rule: 'B1', rules: [...result.rules, 'B1'], unlockedBy: ['assessment'] }
}

function abroad(country: string, person: Person, related: Relatedness, facts: ContactFacts, ask: Ask, today: string): BasisResult {
  const corporate = facts.legalForm === 'company' || facts.legalForm === 'public-body'
  // legal-rules B4 UK: partnerships count as individuals, and so does who may be one.
  const column: Column = person === 'generic' || person === 'named' ? (country === 'GB' && !corporate ? 'sole-trader' : person) : 'sole-trader'
  const row = countryRow(today, country, ask.channel, column)
  // A consent can be presumed of a business only (legal-rules B4 DE).
  const rule = row.rule === 'judge' && person === 'consumer' ? 'opt-in' : row.rule
  const verdict = rule === 'published' && facts.email?.publishedForOffers === true ? 'ALLOW' : cellVerdict[rule]
  const result: BasisResult = {
    verdict, basis: verdict === 'ALLOW' ? (column === 'generic' ? 'not_personal' : 'legitimate_interest') : null, rule: row.id, rules: [row.id], conditions: row.conditions,
    unlockedBy: verdict === 'ALLOW' ? [] : verdict === 'REVIEW' ? ['review', 'consent'] : ['consent', ...(row.country === 'ZZ' ? ['country' as const] : []), ...(country === 'GB' && facts.legalForm === 'unknown' ? ['legal-form' as const] : [])],
  }
  if (row.rule === 'related' && related !== 'related') {
    const rules = [...result.rules, 'B1f']
    return related === 'unrelated' ? { ...result, verdict: 'NEED_CONSENT', basis: null, unlockedBy: ['consent'] }
      : { ...result, verdict: related === 'conflict' ? 'REVIEW' : 'QUARANTINE', basis: null, rule: 'B1f', rules, unlockedBy: [ask.offer === null ? 'offer' : 'function-of-title'] }
  }
  return assessed(result, ask)
}
