import type { Channel } from '../app/channel.ts'
import { isAllowed, type Condition, type Decision, type NoticeState, type Unlock, type Verdict } from './decision.ts'
import { addDays, dayOf } from '../inactivity/retention.ts'
import { lawfulBasis, personOf, type BasisResult } from './basis.ts'
import { bestConsent, type ConsentResult } from './consent.ts'
import type { Ask, ContactFacts, Policy } from './facts.ts'
import { noticeState, type NoticeResult } from './notice-state.ts'
import { checkSources, type SourceResult } from './source-check.ts'
import { softOptIn } from './soft-opt-in.ts'
import { consentsSinceNo, standingNo } from './standing-no.ts'

export const defaultPolicy: Policy = { strictSoleTraders: false }
/** Days a person has to answer the one question of docs/reference/law.md#g4. */
const answerDays = 30

/**
 * May this contact be approached so, on the UTC day of `now`, and what is missing? In the order of
 * docs/reference/law.md#order, first hit wins. Pure: the same facts, ask, policy and day give the same decision.
 */
export function decide(facts: ContactFacts, ask: Ask, now: Date, policy: Policy = defaultPolicy): Decision {
  const asked = normalAsk(ask)
  const today = dayOf(now)
  const person = personOf(facts, asked.channel)
  const notice = noticeState(facts, person !== 'generic', today)
  if (asked.purpose === 'service') return serviceMessage(facts, asked, notice, today)
  const blocked = blockedBefore(facts, asked, notice.state, today)
  if (blocked.decision !== null) return blocked.decision
  const source = checkSources(facts, asked.channel, today)
  const base = withCustomer(
    asked.purpose === 'transfer' ? transferBasis(facts) : lawfulBasis(facts, asked, policy, notice.state, today),
    facts,
    asked,
    today,
  )
  const consent = bestConsent(
    consentsSinceNo(facts, asked.purpose, asked.channel),
    {
      purpose: asked.purpose,
      channel: asked.channel,
      countries: facts.countries,
      consumerCall: facts.consumer || base.consumerCall,
    },
    today,
  )
  const judged = withConsent(base, consent, facts, blocked.lifted)
  const dates = [
    ...(facts.relation === 'none' ? [facts.clock.termOn, answerUntil(facts)] : []),
    source.changesOn,
    judged.basis === 'consent' ? consent.endsOn : null,
  ]
  const refused = refusedBySource(source, judged)
  if (refused !== null)
    return finish(
      { ...refused, conditions: [...refused.conditions, ...(isAllowed(refused.verdict) ? blocked.conditions : [])] },
      asked,
      facts,
      notice,
      dates,
      today,
    )
  return finish(
    { ...judged, conditions: [...judged.conditions, ...blocked.conditions] },
    asked,
    facts,
    notice,
    dates,
    today,
    source,
  )
}

/** Uploading to an advertising platform is its own purpose, named by either word (FR18). */
function normalAsk(ask: Ask): Ask {
  return ask.purpose === 'audience' || (ask.purpose === 'prospecting' && ask.channel === 'audience')
    ? { ...ask, purpose: 'audience', channel: 'audience' }
    : ask
}

function stop(
  verdict: Verdict,
  rule: string,
  state: NoticeState,
  unlockedBy: readonly Unlock[] = [],
  changesOn: string | null = null,
): Decision {
  return {
    verdict,
    basis: null,
    rule,
    rules: [rule],
    conditions: [],
    duties: [],
    unlockedBy,
    noticeState: state,
    changesOn,
  }
}

/** Steps 1 to 3 of docs/reference/law.md#order: a no, a hold of ours, time run out. */
function blockedBefore(
  facts: ContactFacts,
  ask: Ask,
  state: NoticeState,
  today: string,
): { decision: Decision | null; conditions: readonly Condition[]; lifted: boolean } {
  const no = standingNo(facts, ask, today)
  const block = (
    rule: string,
    unlockedBy: readonly Unlock[],
    changesOn: string | null = null,
    conditions: readonly Condition[] = [],
  ) => ({
    decision: { ...stop('BLOCK', rule, state, unlockedBy, changesOn), conditions },
    conditions: [],
    lifted: false,
  })
  if (no.rule !== null)
    return block(no.rule, facts.pending !== null && (no.rule === 'F4' || no.rule === 'F21') ? ['review'] : ['own-act'])
  if (facts.heldUntil !== null && facts.heldUntil > today) return block('HOLD', ['hold-ends'], facts.heldUntil)
  if (facts.relation === 'none') {
    const until = answerUntil(facts)
    if (until !== null && until <= today) return block('G4', ['own-act'], null, ['purge-due'])
    if (facts.clock.expired)
      return block(
        facts.clock.afterRelation ? 'G2' : 'G1',
        ['own-act'],
        null,
        facts.clock.unclear === true ? [] : ['purge-due'],
      )
  }
  return { decision: null, conditions: no.conditions, lifted: no.lifted }
}

/**
 * FR19: a service message goes out whatever stands, without promotion and without a pixel that nobody agreed to (B0.6).
 */
function serviceMessage(facts: ContactFacts, ask: Ask, notice: NoticeResult, today: string): Decision {
  const pixel = bringsPixel(facts, ask, today)
  return {
    ...stop('ALLOW', 'FR19', notice.state),
    basis: 'contract',
    rules: ['FR19', ...(pixel ? ['B0.6'] : [])],
    conditions: ['strip-promotion', ...(pixel ? ['without-pixel' as const] : [])],
  }
}

/** B0.6: the mail would carry a pixel that the person has not agreed to. */
function bringsPixel(facts: ContactFacts, ask: Ask, today: string): boolean {
  return (
    ask.pixel &&
    ask.channel === 'email' &&
    !bestConsent(
      consentsSinceNo(facts, 'pixel', 'email'),
      { purpose: 'pixel', channel: 'email', countries: facts.countries, consumerCall: false },
      today,
    ).valid
  )
}

/**
 * First day on which the one question of G4 counts as unanswered; null = it was not asked, or they did something since.
 */
function answerUntil({ repermissionAskedOn: askedOn, clock }: ContactFacts): string | null {
  return askedOn === null || (clock.lastActOn !== null && clock.lastActOn >= askedOn)
    ? null
    : addDays(askedOn, answerDays)
}

/** I12: what was bought may not be passed on; the rest needs its own consent (S-CALOGA). */
function transferBasis(facts: ContactFacts): BasisResult {
  const bought = facts.sources.some((source) => source.kind === 'C7' || source.kind === 'C14')
  return bought
    ? {
        verdict: 'BLOCK',
        basis: null,
        rule: 'I12',
        rules: ['I12'],
        conditions: [],
        unlockedBy: [],
        consumerCall: false,
      }
    : {
        verdict: 'NEED_CONSENT',
        basis: null,
        rule: 'S-CALOGA',
        rules: ['S-CALOGA', 'D3'],
        conditions: [],
        unlockedBy: ['consent'],
        consumerCall: false,
      }
}

/** B3 gives its own basis, also where legitimate interest would do; what the sale lacks is told where it is missed. */
function withCustomer(base: BasisResult, facts: ContactFacts, ask: Ask, today: string): BasisResult {
  if (ask.purpose !== 'prospecting' || base.basis === 'not_personal' || base.rule === 'A15') return base
  const soft = softOptIn(facts, ask, today)
  const rule = facts.countries.includes('FR') ? 'FR7' : base.rule
  if (soft.met)
    return { ...base, verdict: 'ALLOW', basis: 'soft_opt_in', rule, rules: [...new Set([rule, 'B3'])], unlockedBy: [] }
  return soft.rule === null || isAllowed(base.verdict) ? base : { ...base, rules: [...base.rules, soft.rule] }
}

/**
 * Step 6: a valid consent carries what nothing else does; one basis per purpose, so it is looked at only then, and
 * where it is what ended a no. A lost consent or exception for customers is not replaced by an interest (CN11).
 */
function withConsent(base: BasisResult, consent: ConsentResult, facts: ContactFacts, lifted: boolean): BasisResult {
  if (isAllowed(base.verdict) && !(lifted && consent.valid)) {
    const rescued =
      (facts.recordedBasis === 'consent' || facts.recordedBasis === 'soft_opt_in') &&
      !consent.valid &&
      base.basis === 'legitimate_interest'
    return rescued
      ? {
          ...base,
          verdict: 'REVIEW',
          basis: null,
          rule: 'CN11',
          rules: [...base.rules, 'CN11'],
          unlockedBy: ['review', 'consent'],
        }
      : base
  }
  if (base.rule === 'A15' || base.rule === 'I12') return base
  if (consent.valid)
    return { ...base, verdict: 'ALLOW', basis: 'consent', rule: 'E1', rules: [...base.rules, 'E1'], unlockedBy: [] }
  return consent.rule === null ? base : { ...base, rules: [...base.rules, consent.rule] }
}

/**
 * Step 4, read together with step 5: some sources may not be used to go and ask for a consent. Null = the source
 * stands.
 */
function refusedBySource(source: SourceResult, judged: BasisResult): BasisResult | null {
  const rules = (rule: string | null) => [
    ...judged.rules,
    ...(rule === null || judged.rules.includes(rule) ? [] : [rule]),
  ]
  if (source.verdict === 'BLOCK')
    return {
      ...judged,
      verdict: 'BLOCK',
      basis: null,
      rule: source.rule ?? '',
      rules: [source.rule ?? ''],
      conditions: source.conditions,
      unlockedBy: source.unlockedBy,
    }
  if (judged.verdict === 'NEED_CONSENT' && source.withoutConsent.verdict === 'BLOCK')
    return {
      ...judged,
      verdict: 'BLOCK',
      rule: source.withoutConsent.rule ?? judged.rule,
      rules: rules(source.withoutConsent.rule),
      conditions: [],
    }
  if (source.verdict === 'ALLOW' || judged.verdict === 'BLOCK') return null
  return {
    ...judged,
    verdict: source.verdict,
    basis: null,
    rule: source.rule ?? '',
    rules: [source.rule ?? ''],
    conditions: source.conditions,
    unlockedBy: source.unlockedBy,
  }
}

/** Steps 7 and 8: the information duty of an allowed ask, then what the message itself must do. */
function finish(
  judged: BasisResult,
  ask: Ask,
  facts: ContactFacts,
  notice: NoticeResult,
  dates: readonly (string | null)[],
  today: string,
  source?: SourceResult,
): Decision {
  const informed =
    isAllowed(judged.verdict) && judged.basis !== 'not_personal'
      ? afterNotice(judged, ask, notice, source?.nameSource ?? false)
      : judged
  const allowed = isAllowed(informed.verdict)
  const pixel = allowed && bringsPixel(facts, ask, today)
  return {
    verdict: informed.verdict,
    basis: allowed ? informed.basis : null,
    rule: informed.rule,
    rules: [...new Set([...informed.rules, ...(pixel ? ['B0.6'] : [])])],
    conditions: allowed
      ? [...new Set([...informed.conditions, ...(pixel ? ['without-pixel' as const] : [])])]
      : informed.conditions.filter((condition) => condition === 'purge-due'),
    duties: allowed ? dutiesOf(ask.channel, informed.verdict === 'ALLOW_NOTICE' || facts.firstContactOn === null) : [],
    unlockedBy: allowed ? [] : informed.unlockedBy,
    noticeState: notice.state,
    changesOn: earliest([...dates, allowed || informed.rule === notice.rule ? notice.changesOn : null], today),
  }
}

/**
 * The state machine of docs/reference/law.md#d, as far as it decides what may be sent. A first text message cannot hold
 * the notice (FR9).
 */
function afterNotice(judged: BasisResult, ask: Ask, notice: NoticeResult, nameSource: boolean): BasisResult {
  const rule = notice.rule ?? 'D2'
  const stopped = (verdict: Verdict, unlockedBy: readonly Unlock[]): BasisResult => ({
    ...judged,
    verdict,
    basis: null,
    rule,
    rules: [...judged.rules, rule],
    unlockedBy,
  })
  if (notice.state === 'OVERDUE') return stopped('REVIEW', ['notice', 'review'])
  if (notice.state === 'FAILED' && ask.channel === 'email' && notice.mailFailed)
    return stopped('BLOCK', ['other-channel'])
  if (notice.state === 'FAILED' && notice.changesOn === null) return stopped('REVIEW', ['notice', 'review'])
  if (notice.state !== 'DUE' && notice.state !== 'FAILED') return judged
  if (ask.channel === 'sms' || ask.channel === 'robocall' || ask.channel === 'audience')
    return stopped('QUARANTINE', ['notice'])
  return {
    ...judged,
    verdict: 'ALLOW_NOTICE',
    rules: [...judged.rules, rule],
    conditions: [...judged.conditions, 'with-notice', ...(nameSource ? ['name-source' as const] : [])],
  }
}

/**
 * docs/reference/law.md#b0: who sends, a free way to say no, an honest subject; in the first message the right to
 * object stands apart.
 */
function dutiesOf(channel: Channel, first: boolean): readonly string[] {
  const written = channel === 'email' || channel === 'sms' || channel === 'social' || channel === 'fax'
  return ['B0.1', 'B0.2', ...(written ? ['B0.3'] : []), ...(first ? ['B0.4'] : [])]
}

function earliest(days: readonly (string | null)[], today: string): string | null {
  return days.reduce<string | null>(
    (first, day) => (day !== null && day > today && (first === null || day < first) ? day : first),
    null,
  )
}
