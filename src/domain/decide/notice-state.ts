import type { NoticeState } from '../decision.ts'
import { addMonths } from '../retention.ts'
import { noticeLanguages } from '../tables/countries.ts'
import { isDirect } from '../tables/source-kinds.ts'
import type { ContactFacts, NoticeFact } from './facts.ts'

export interface NoticeResult {
  state: NoticeState
  /** Row of legal-rules D behind the state. */
  rule: string | null
  /** First day on which the state changes by itself; null = never. */
  changesOn: string | null
  /** FAILED: mail came back, not only a letter or another message. */
  mailFailed: boolean
}

/**
 * The information duty of one contact (legal-rules D, state machine). `personal` false = nobody to inform. Events and sources of a
 * later day than today do not count, nor does a notice in a language that the person is not known to understand (S-KASPR). A bounce
 * undoes what was sent before it on its own channel.
 */
export function noticeState(facts: ContactFacts, personal: boolean, today: string): NoticeResult {
  if (!personal) return result('NOT_REQUIRED')
  const sources = facts.sources.some((source) => source.obtainedOn > today) ? facts.sources.filter((source) => source.obtainedOn <= today) : facts.sources
  const events = facts.notices.filter((notice) => notice.on <= today).toSorted((a, b) => (a.on < b.on ? -1 : a.on > b.on ? 1 : 0))
  const exempt = events.findLast((notice) => notice.event === 'exempt' && (notice.reviewOn === null || notice.reviewOn > today))
  if (exempt !== undefined) return result('EXEMPT', 'D4', exempt.reviewOn)
  if (sources.some((source) => isDirect(source.kind) && source.noticeShown)) return result('GIVEN_AT_COLLECTION')
  if (events.some((notice, place) => notice.event === 'sent' && understands(facts, notice) && !events.some((later, at) => at > place && undoes(later, notice)))) return result('SENT')
  const due = noticeDueOn(facts, today)
  const bounced = events.filter((notice) => notice.event === 'bounced')
  if (bounced.length > 0) return result('FAILED', 'D2', due > today ? due : null, bounced.some(({ channel }) => channel === null || channel === 'email'))
  const rule = sources.every((source) => isDirect(source.kind)) ? 'D1' : 'D2'
  return due > today ? result('DUE', rule, due) : result('OVERDUE', rule)
}

const result = (state: NoticeState, rule: string | null = null, changesOn: string | null = null, mailFailed = false): NoticeResult => ({ state, rule, changesOn, mailFailed })

/** A channel that is not told may be any. */
function undoes(bounce: NoticeFact, sent: NoticeFact): boolean {
  return bounce.event === 'bounced' && (bounce.channel === null || sent.channel === null || bounce.channel === sent.channel)
}

/**
 * First day on which the notice is late: one month after the data were obtained, or the day on which the person was first written
 * to or the data were first handed on, if that came before (D2). A notice that should have been shown at collection (D1) gets the same outer limit.
 */
export function noticeDueOn(facts: ContactFacts, today: string): string {
  const obtained = facts.sources.reduce<string | null>((first, source) => (source.obtainedOn <= today && (first === null || source.obtainedOn < first) ? source.obtainedOn : first), null)
  const month = addMonths(new Date(`${obtained ?? facts.clock.startedOn}T00:00:00Z`), 1)
  return [month, facts.firstContactOn, facts.firstDisclosedOn].reduce<string>((first, day) => (day !== null && day < first ? day : first), month)
}

function understands(facts: ContactFacts, notice: NoticeFact): boolean {
  if (notice.language === null) return false
  if (facts.language !== null) return notice.language === facts.language
  const known = facts.countries.length > 0 && !facts.countries.includes('ZZ')
  return known && facts.countries.every((country) => noticeLanguages.get(country)?.includes(notice.language ?? '') ?? true)
}
