import type { Channel } from '../app/channel.ts'
import {
  comparePermissiveness,
  type Basis,
  type Condition,
  type NoticeState,
  type Unlock,
  type Verdict,
} from './tables/verdicts.ts'
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

/** One ask about one contact: who is reached, how the offer relates to them, and what else the rules look at. */
interface Question {
  facts: ContactFacts
  ask: Ask
  policy: Policy
  /** The state of the information duty (FR9). */
  notice: NoticeState
  /** UTC day. */
  today: string
  reached: Person
  related: Relatedness
}

const unreachable: BasisResult = {
  verdict: 'QUARANTINE',
  basis: null,
  rule: 'A15',
  rules: ['A15'],
  conditions: [],
  unlockedBy: ['address'],
  consumerCall: false,
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
  if (reached === null) return unreachable
  const question: Question = { facts, ask, policy, notice, today, reached, related: relatedTo(facts, ask) }
  const countries = facts.countries.length === 0 ? nowhere : facts.countries
  const strictest = countries
    .map((country) => (country === 'FR' ? inFrance(question) : abroad(country, question)))
    .reduce(both)
  if (!countries.includes('ZZ')) return strictest
  return {
    ...strictest,
    // It may be France, where a consent to such a call ends after a year.
    consumerCall: strictest.consumerCall || inFrance(question).consumerCall,
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
  return mailboxOwner(facts, channel)
}

function mailboxOwner({ email }: ContactFacts, channel: Channel): Person {
  if (channel === 'email' && email !== null && email.mailbox !== 'company') return 'private'
  return email?.nature === 'generic' ? 'generic' : 'named'
}

function relatedTo(facts: ContactFacts, ask: Ask): Relatedness {
  if (ask.related !== null) return ask.related ? 'related' : 'unrelated'
  return ask.offer === null ? 'unknown' : relatedness(facts.functions, ask.offer)
}

function inFrance(question: Question): BasisResult {
  const { facts, ask, notice, today, reached, related } = question
  // FR14: only a legal person's line may be called by a machine. An e-mail is judged by what is known (FR1, FR3).
  const person = reached === 'generic' && ask.channel === 'robocall' && isFormUnknown(facts) ? 'sole-trader' : reached
  const row = franceRow(
    today,
    ask.channel,
    person,
    related === 'conflict' || related === 'borderline' ? 'unknown' : related,
    ask.offer?.audience ?? 'business',
  )
  const result: BasisResult = {
    verdict: row.verdict,
    basis: row.basis,
    rule: row.id,
    rules: [...genericRules(person, facts, ask), row.id, ...(row.with === undefined ? [] : [row.with])],
    conditions: [],
    unlockedBy: [],
    consumerCall: row.id === 'FR12' || row.id === 'FR13',
  }
  return (
    withoutRelation(result, question) ??
    consumerAccount(result, person, facts) ??
    strictSoleTrader(result, question) ??
    untold(result, notice) ??
    (row.verdict === 'NEED_CONSENT' ? needsConsent(result, person, question) : assessed(result, ask))
  )
}

/** Which rule says that a mailbox or a line is nobody's own. */
function genericRules(person: Person, facts: ContactFacts, ask: Ask): string[] {
  if (person !== 'generic') return []
  return [ask.channel === 'email' ? (facts.email?.rule ?? 'A1') : (facts.phone?.rule ?? 'A8')]
}

/** B1f: whether the offer concerns the person's work is not known; two titles that contradict are for a person. */
function withoutRelation(result: BasisResult, { related, ask }: Question): BasisResult | null {
  if (result.rule !== 'B1f') return null
  return related === 'conflict'
    ? { ...result, verdict: 'REVIEW', unlockedBy: ['function-of-title'] }
    : { ...result, unlockedBy: [ask.offer === null ? 'offer' : 'function-of-title'] }
}

/** FR2: a consumer with an account is judged by it. */
function consumerAccount(result: BasisResult, person: Person, facts: ContactFacts): BasisResult | null {
  return result.rule === 'FR2' && person === 'consumer' && facts.account !== null ? accountOnly(result, facts) : null
}

/** FR4, where the admin chose to ask sole traders, and who may be one, for a consent. */
function strictSoleTrader(result: BasisResult, { policy, facts }: Question): BasisResult | null {
  if (!policy.strictSoleTraders) return null
  const asked = { ...result, verdict: 'NEED_CONSENT', basis: null } as const
  if (result.rule === 'FR4') return { ...asked, unlockedBy: ['consent'] }
  if (!isFormUnknown(facts) || (result.rule !== 'FR1' && result.rule !== 'FR3')) return null
  return { ...asked, rule: 'FR4', rules: [...result.rules, 'FR4'], unlockedBy: ['consent', 'legal-form'] }
}

/** FR9: the person must have been told when the number was collected; a notice sent later does not make up for it. */
function untold(result: BasisResult, notice: NoticeState): BasisResult | null {
  if (result.rule !== 'FR9' || notice === 'GIVEN_AT_COLLECTION' || notice === 'NOT_REQUIRED') return null
  return {
    ...result,
    verdict: 'NEED_CONSENT',
    basis: null,
    rules: [...result.rules, 'D1'],
    unlockedBy: ['consent'],
  }
}

function needsConsent(result: BasisResult, person: Person, { facts, ask, related, reached }: Question): BasisResult {
  const unrelated = person === 'consumer' || related === 'unrelated' || ask.offer?.audience === 'consumer'
  if (facts.account !== null && unrelated && (ask.channel === 'email' || ask.channel === 'sms'))
    return accountOnly(result, facts)
  return { ...result, unlockedBy: person === reached ? ['consent'] : ['consent', 'legal-form'] }
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

function abroad(country: string, question: Question): BasisResult {
  const { facts, ask, today, reached, related } = question
  const column = subscriberIn(country, reached, facts)
  const row = countryRow(today, country, ask.channel, column)
  // A consent can be presumed of a business only (docs/reference/law.md#b4-de).
  const rule = row.rule === 'judge' && reached === 'consumer' ? 'opt-in' : row.rule
  const verdict = rule === 'published' && facts.email?.publishedForOffers === true ? 'ALLOW' : cellVerdict[rule]
  const result: BasisResult = {
    verdict,
    basis: verdict === 'ALLOW' ? (column === 'generic' ? 'not_personal' : 'legitimate_interest') : null,
    rule: row.id,
    rules: [row.id],
    conditions: row.conditions,
    unlockedBy: unlocksAbroad(country, verdict, row, column, question),
    consumerCall: false,
  }
  return row.rule === 'related' && related !== 'related' ? notRelated(result, question) : assessed(result, ask)
}

/** Whom the law of a country sees behind a mailbox or a line. */
function subscriberIn(country: string, person: Person, facts: ContactFacts): Column {
  if (person !== 'generic' && person !== 'named') return 'sole-trader'
  // docs/reference/law.md#b4-uk: partnerships count as individuals, and so does who may be one; a name alone makes
  // nobody a corporate subscriber.
  const corporate = facts.legalForm === 'company' || facts.legalForm === 'public-body'
  const individual = country === 'GB' ? !corporate : isFormUnknown(facts)
  return individual ? 'sole-trader' : person
}

function unlocksAbroad(
  country: string,
  verdict: Verdict,
  row: ReturnType<typeof countryRow>,
  column: Column,
  { facts, ask, today, reached }: Question,
): Unlock[] {
  if (verdict === 'ALLOW') return []
  if (verdict === 'REVIEW') return ['review', 'consent']
  const formWouldTell =
    facts.legalForm === 'unknown' &&
    column !== reached &&
    (reached === 'generic' || reached === 'named') &&
    countryRow(today, country, ask.channel, reached).rule !== row.rule
  return [
    'consent',
    ...(row.country === 'ZZ' ? ['country' as const] : []),
    ...(formWouldTell ? ['legal-form' as const] : []),
  ]
}

/** B1f: the offer does not concern the person's work, or nobody knows. */
function notRelated(result: BasisResult, { ask, related }: Question): BasisResult {
  if (related === 'unrelated') return { ...result, verdict: 'NEED_CONSENT', basis: null, unlockedBy: ['consent'] }
  return {
    ...result,
    verdict: related === 'conflict' ? 'REVIEW' : 'QUARANTINE',
    basis: null,
    rule: 'B1f',
    rules: [...result.rules, 'B1f'],
    unlockedBy: [ask.offer === null ? 'offer' : 'function-of-title'],
  }
}
