import type { Decision } from './decision.ts'
import { isAllowed, type Condition, type NoticeState, type Unlock, type Verdict } from './tables/verdicts.ts'
import { addDays, dayOf } from '../app/day.ts'
import { lawfulBasis, personOf, type BasisResult } from './basis.ts'
import { bestConsent } from './consent.ts'
import { bringsPixel, complete } from './complete-decision.ts'
import { withConsent, withCustomer } from './own-basis.ts'
import type { Ask, ContactFacts, Policy } from './facts.ts'
import { noticeState, type NoticeResult } from './notice-state.ts'
import { checkSources, refusedBySource } from './source-check.ts'
import { consentsSinceObjection, standingObjection } from './standing-objection.ts'

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
    consentsSinceObjection(facts, asked.purpose, asked.channel),
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
    // What someone dates a day that has not come yet in UTC counts from then on.
    ...facts.sources.map(({ obtainedOn }) => obtainedOn),
    ...facts.notices.map(({ on }) => on),
    judged.basis === 'consent' ? consent.endsOn : null,
  ]
  const occasion = { facts, ask: asked, notice, today }
  const refused = refusedBySource(source, judged)
  if (refused === null) return complete(withConditions(judged, blocked.conditions), occasion, dates, source.nameSource)
  const more = isAllowed(refused.verdict) ? blocked.conditions : []
  return complete(withConditions(refused, more), occasion, dates, false)
}

const withConditions = (judged: BasisResult, more: readonly Condition[]): BasisResult => ({
  ...judged,
  conditions: [...judged.conditions, ...more],
})

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

/** Steps 1 to 3 of docs/reference/law.md#order: an objection, a hold of ours, time run out. */
function blockedBefore(
  facts: ContactFacts,
  ask: Ask,
  state: NoticeState,
  today: string,
): { decision: Decision | null; conditions: readonly Condition[]; lifted: boolean } {
  const no = standingObjection(facts, ask, today)
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
  if (facts.mailHold !== null && ask.channel === 'email') return block('BOUNCE', ['new-address'])
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
