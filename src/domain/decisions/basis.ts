import type { Channel } from '../app/channel.ts'
import {
  comparePermissiveness,
  type Basis,
  type Condition,
  type NoticeState,
  type Unlock,
  type Verdict,
} from './decision.ts'
import { cellVerdict, type Column } from './tables/countries.ts'
import { relatedness, type Relatedness } from './offer.ts'
import type { Person } from './tables/france.ts'
import type { Ask, ContactFacts, Policy } from './facts.ts'
import { anyCountryConditions, countryRow, franceRow } from './grid/legal-grid.ts'

export interface BasisResult {
  verdict: Verdict
  basis: Basis | null
  rule: string
  rules: readonly string[]
  conditions: readonly Condition[]
  unlockedBy: readonly Unlock[]
  /** A call to a consumer, or for a purpose that is not the profession: a consent holds one year (FR12, FR13). */
  consumerCall: boolean
}

/**
 * Country × channel × person × relatedness (docs/reference/law.md#b1, #b2, #b4): the strictest of all countries the
 * contact may belong to, with what each of them asks for; none known = `ZZ`, which may be any. `notice`: the state of
 * the information duty (FR9).
 */
export function lawfulBasis(
  facts: ContactFacts,
  ask: Ask,
  policy: Policy,
  notice: NoticeState,
  today: string,
): BasisResult {
  const reached = personOf(facts, ask.channel)
  if (reached === null)
    return {
      verdict: 'QUARANTINE',
      basis: null,
      rule: 'A15',
      rules: ['A15'],
      conditions: [],
      unlockedBy: ['address'],
      consumerCall: false,
    }
  const related = relatedTo(facts, ask)
  const countries = facts.countries.length === 0 ? nowhere : facts.countries
  let strictest: BasisResult | null = null
  for (const country of countries) {
    const result =
      country === 'FR'
        ? inFrance(reached, related, facts, ask, policy, notice, today)
        : abroad(country, reached, related, facts, ask, today)
    strictest = strictest === null ? result : both(strictest, result)
  }
  if (strictest === null) throw new Error('no country to judge by')
  if (!countries.includes('ZZ')) return strictest
  // It may be France, where a consent to such a call ends after a year.
  const consumerCall =
    strictest.consumerCall || inFrance(reached, related, facts, ask, policy, notice, today).consumerCall
  return {
    ...strictest,
    consumerCall,
    conditions: union(strictest.conditions, anyCountryConditions(today, ask.channel)),
  }
}

const nowhere: readonly string[] = ['ZZ']

/** Two countries one contact may belong to: the stricter verdict, and what both ask of the message. */
function both(a: BasisResult, b: BasisResult): BasisResult {
  const order = comparePermissiveness(a.verdict, b.verdict)
  const [first, second] = order < 0 || (order === 0 && a.basis !== 'not_personal') ? [a, b] : [b, a]
  const more = {
    conditions: union(first.conditions, second.conditions),
    consumerCall: first.consumerCall || second.consumerCall,
  }
  return order === 0
    ? {
        ...first,
        ...more,
        rules: union(first.rules, second.rules),
        unlockedBy: union(first.unlockedBy, second.unlockedBy),
      }
    : { ...first, ...more }
}

const union = <T>(a: readonly T[], b: readonly T[]): readonly T[] => (b.length === 0 ? a : [...new Set([...a, ...b])])

/**
 * Nobody knows whether the firm is a legal person: the strictest rule applies, that of a sole trader
 * (docs/reference/law.md#order).
 */
function isFormUnknown(facts: ContactFacts): boolean {
  return facts.legalForm === 'unknown' && !facts.legalPersonByName
}

/**
 * Who is reached on this channel; null = there is nothing to reach. Post and advertising audiences reach the person of
 * the record.
 */
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

function inFrance(
  reached: Person,
  related: Relatedness,
  facts: ContactFacts,
  ask: Ask,
  policy: Policy,
  notice: NoticeState,
  today: string,
): BasisResult {
  const audience = ask.offer?.audience ?? 'business'
  // FR14: only a legal person's line may be called by a machine. An e-mail is judged by what is known (FR1, FR3).
  const formMissing = isFormUnknown(facts)
  const person = reached === 'generic' && ask.channel === 'robocall' && formMissing ? 'sole-trader' : reached
  const row = franceRow(today, ask.channel, person, related === 'conflict' ? 'unknown' : related, audience)
  const rules = [
    ...(person === 'generic'
      ? [ask.channel === 'email' ? (facts.email?.rule ?? 'A1') : (facts.phone?.rule ?? 'A8')]
      : []),
    row.id,
    ...(row.with === undefined ? [] : [row.with]),
  ]
  const result: BasisResult = {
    verdict: row.verdict,
    basis: row.basis,
    rule: row.id,
    rules,
    conditions: [],
    unlockedBy: [],
    consumerCall: row.id === 'FR12' || row.id === 'FR13',
  }
  if (row.id === 'B1f' && related === 'conflict')
    return { ...result, verdict: 'REVIEW', unlockedBy: ['function-of-title'] }
  if (row.id === 'B1f') return { ...result, unlockedBy: [ask.offer === null ? 'offer' : 'function-of-title'] }
  if (row.id === 'FR2' && person === 'consumer' && facts.account !== null) return accountOnly(result, facts)
  if (policy.strictSoleTraders && row.id === 'FR4')
    return { ...result, verdict: 'NEED_CONSENT', basis: null, unlockedBy: ['consent'] }
  if (policy.strictSoleTraders && formMissing && (row.id === 'FR1' || row.id === 'FR3'))
    return {
      ...result,
      verdict: 'NEED_CONSENT',
      basis: null,
      rule: 'FR4',
      rules: [...rules, 'FR4'],
      unlockedBy: ['consent', 'legal-form'],
    }
  // FR9: the person must have been told when the number was collected; a notice sent later does not make up for it.
  if (row.id === 'FR9' && notice !== 'GIVEN_AT_COLLECTION' && notice !== 'NOT_REQUIRED')
    return { ...result, verdict: 'NEED_CONSENT', basis: null, rules: [...rules, 'D1'], unlockedBy: ['consent'] }
  if (row.verdict === 'NEED_CONSENT') {
    const unrelated = person === 'consumer' || related === 'unrelated' || audience === 'consumer'
    if (facts.account !== null && unrelated && (ask.channel === 'email' || ask.channel === 'sms'))
      return accountOnly(result, facts)
    return { ...result, unlockedBy: person === reached ? ['consent'] : ['consent', 'legal-form'] }
  }
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
  return {
    ...result,
    verdict: 'REVIEW',
    basis: null,
    rule: 'B1',
    rules: [...result.rules, 'B1'],
    unlockedBy: ['assessment'],
  }
}

function abroad(
  country: string,
  person: Person,
  related: Relatedness,
  facts: ContactFacts,
  ask: Ask,
  today: string,
): BasisResult {
  const corporate = facts.legalForm === 'company' || facts.legalForm === 'public-body'
  // docs/reference/law.md#b4-uk: partnerships count as individuals, and so does who may be one; a name alone makes
  // nobody a corporate subscriber.
  const individual = country === 'GB' ? !corporate : isFormUnknown(facts)
  const column: Column = (person === 'generic' || person === 'named') && !individual ? person : 'sole-trader'
  const row = countryRow(today, country, ask.channel, column)
  const formWouldTell =
    facts.legalForm === 'unknown' &&
    column !== person &&
    (person === 'generic' || person === 'named') &&
    countryRow(today, country, ask.channel, person).rule !== row.rule
  // A consent can be presumed of a business only (docs/reference/law.md#b4-de).
  const rule = row.rule === 'judge' && person === 'consumer' ? 'opt-in' : row.rule
  const verdict = rule === 'published' && facts.email?.publishedForOffers === true ? 'ALLOW' : cellVerdict[rule]
  const result: BasisResult = {
    verdict,
    basis: verdict === 'ALLOW' ? (column === 'generic' ? 'not_personal' : 'legitimate_interest') : null,
    rule: row.id,
    rules: [row.id],
    conditions: row.conditions,
    unlockedBy:
      verdict === 'ALLOW'
        ? []
        : verdict === 'REVIEW'
          ? ['review', 'consent']
          : [
              'consent',
              ...(row.country === 'ZZ' ? ['country' as const] : []),
              ...(formWouldTell ? ['legal-form' as const] : []),
            ],
    consumerCall: false,
  }
  if (row.rule === 'related' && related !== 'related') {
    const rules = [...result.rules, 'B1f']
    return related === 'unrelated'
      ? { ...result, verdict: 'NEED_CONSENT', basis: null, unlockedBy: ['consent'] }
      : {
          ...result,
          verdict: related === 'conflict' ? 'REVIEW' : 'QUARANTINE',
          basis: null,
          rule: 'B1f',
          rules,
          unlockedBy: [ask.offer === null ? 'offer' : 'function-of-title'],
        }
  }
  return assessed(result, ask)
}
