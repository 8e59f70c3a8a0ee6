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
}

/**
 * The information duty of one contact (legal-rules D, state machine). `personal` false = nobody to inform. Events of a
 * later day than today do not count, nor does a notice in a language that the person is not known to understand (S-KASPR).
 */
export function noticeState(facts: ContactFacts, personal: boolean, today: string): NoticeResult {
  if (!personal) return { state: 'NOT_REQUIRED', rule: null, changesOn: null }
  const events = facts.notices.filter((notice) => notice.on <= today).toSorted((a, b) => (a.on < b.on ? -1 : a.on > b.on ? 1 : 0))
  const exempt = events.findLast((notice) => notice.event === 'exempt' && (notice.reviewOn === null || notice.reviewOn > today))
  if (exempt !== undefined) return { state: 'EXEMPT', rule: 'D4', changesOn: exempt.reviewOn }
  if (facts.sources.some((source) => isDirect(source.kind) && source.noticeShown)) return { state: 'GIVEN_AT_COLLECTION', rule: null, changesOn: null }
  const sent = events.filter((notice) => notice.event === 'bounced' || (notice.event === 'sent' && understands(facts, notice)))
  const last = sent.at(-1)
  if (last?.event === 'sent') return { state: 'SENT', rule: null, changesOn: null }
  const due = noticeDueOn(facts)
  if (last?.event === 'bounced') return { state: 'FAILED', rule: 'D2', changesOn: due > today ? due : null }
  const rule = facts.sources.every((source) => isDirect(source.kind)) ? 'D1' : 'D2'
  return due > today ? { state: 'DUE', rule, changesOn: due } : { state: 'OVERDUE', rule, changesOn: null }
}

/**
 * First day on which the notice is late: one month after the data were obtained, or the day on which the person was first written
 * to or the data were first handed on, if that came before (D2). A notice that should have been shown at collection (D1) gets the same outer limit.
 */
export function noticeDueOn(facts: ContactFacts): string {
  const obtained = facts.sources.reduce<string | null>((first, source) => (first === null || source.obtainedOn < first ? source.obtainedOn : first), null)
  const month = addMonths(new Date(`${obtained ?? facts.clock.startedOn}T00:00:00Z`), 1)
  return [month, facts.firstContactOn, facts.firstDisclosedOn].reduce<string>((first, day) => (day !== null && day < first ? day : first), month)
}

function understands(facts: ContactFacts, notice: NoticeFact): boolean {
  if (notice.language === null) return false
  if (facts.language !== null) return notice.language === facts.language
  const known = facts.countries.length > 0 && !facts.countries.includes('ZZ')
  return known && facts.countries.every((country) => noticeLanguages.get(country)?.includes(notice.language ?? '') ?? true)
}
