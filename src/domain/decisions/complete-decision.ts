import type { Channel } from '../app/channel.ts'
import type { BasisResult } from './basis.ts'
import { bestConsent } from './consent.ts'
import type { Decision } from './decision.ts'
import { isAllowed, type Unlock, type Verdict } from './tables/verdicts.ts'
import type { Ask, ContactFacts } from './facts.ts'
import type { NoticeResult } from './notice-state.ts'
import { consentsSinceObjection } from './standing-objection.ts'

/** One ask about one contact on one UTC day, with the state of the information duty. */
interface Occasion {
  facts: ContactFacts
  ask: Ask
  notice: NoticeResult
  today: string
}

/**
 * Steps 7 and 8: the information duty of an allowed ask, then what the message itself must do. `dates`: days on which
 * the decision may change; `nameSource`: the first message must name where the data came from.
 */
export function complete(
  judged: BasisResult,
  { facts, ask, notice, today }: Occasion,
  dates: readonly (string | null)[],
  nameSource: boolean,
): Decision {
  const informed =
    isAllowed(judged.verdict) && judged.basis !== 'not_personal' ? afterNotice(judged, ask, notice, nameSource) : judged
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

/** B0.6: the mail would carry a pixel that the person has not agreed to. */
export function bringsPixel(facts: ContactFacts, ask: Ask, today: string): boolean {
  return (
    ask.pixel &&
    ask.channel === 'email' &&
    !bestConsent(
      consentsSinceObjection(facts, 'pixel', 'email'),
      { purpose: 'pixel', channel: 'email', countries: facts.countries, consumerCall: false },
      today,
    ).valid
  )
}
