import type { NoticeState } from './tables/verdicts.ts'
import { addDays, monthAfter } from '../app/day.ts'
import { noticeLanguages } from './tables/countries.ts'
import { isDirect } from '../sources/tables/source-kinds.ts'
import type { ContactFacts, NoticeFact } from './facts.ts'

export interface NoticeResult {
  state: NoticeState
  /** Row of docs/reference/law.md#d behind the state. */
  rule: string | null
  /** First day on which the state changes by itself; null = never. */
  changesOn: string | null
  /** FAILED: mail came back, not only a letter or another message. */
  mailFailed: boolean
}

/**
 * The information duty of one contact (docs/reference/law.md#d-states). `personal` false = nobody to inform. Events and
 * sources of a later day than today do not count, nor does a notice in a language that the person is not known to
 * understand (S-KASPR). A bounce undoes what was sent before it on its own channel.
 */
export function noticeState(facts: ContactFacts, personal: boolean, today: string): NoticeResult {
  if (!personal) return result('NOT_REQUIRED')
  const sources = facts.sources.some((source) => source.obtainedOn > today)
    ? facts.sources.filter((source) => source.obtainedOn <= today)
    : facts.sources
  const events = facts.notices
    .filter((notice) => notice.on <= today)
    .toSorted((a, b) => (a.on < b.on ? -1 : a.on > b.on ? 1 : 0))
  const exempt = events.findLast(
    (notice) => notice.event === 'exempt' && (notice.reviewOn === null || notice.reviewOn > today),
  )
  if (exempt !== undefined) return result('EXEMPT', 'D4', exempt.reviewOn)
  if (sources.some((source) => isDirect(source.kind) && source.noticeShown)) return result('GIVEN_AT_COLLECTION')
  if (
    events.some(
      (notice, place) =>
        notice.event === 'sent' &&
        understands(facts, notice) &&
        !events.some((later, at) => at > place && undoes(later, notice)),
    )
  )
    return result('SENT')
  const late = noticeLateOn(facts, today)
  const bounced = events.filter((notice) => notice.event === 'bounced')
  if (bounced.length > 0)
    return result(
      'FAILED',
      'D2',
      late > today ? late : null,
      bounced.some(({ channel }) => channel === null || channel === 'email'),
    )
  const rule = sources.every((source) => isDirect(source.kind)) ? 'D1' : 'D2'
  return late > today ? result('DUE', rule, late) : result('OVERDUE', rule)
}

const result = (
  state: NoticeState,
  rule: string | null = null,
  changesOn: string | null = null,
  mailFailed = false,
): NoticeResult => ({ state, rule, changesOn, mailFailed })

/** A channel that is not told may be any. */
function undoes(bounce: NoticeFact, sent: NoticeFact): boolean {
  return (
    bounce.event === 'bounced' && (bounce.channel === null || sent.channel === null || bounce.channel === sent.channel)
  )
}

/**
 * Last day for the notice: one calendar month after the data were obtained, or the day on which the person was first
 * written to or the data were first handed on, if that came before (D2). A notice that should have been shown at
 * collection (D1) gets the same outer limit.
 */
export function noticeDueOn(facts: ContactFacts, today: string): string {
  return earliestOf(facts, monthAfter(obtainedOn(facts, today)))
}

/**
 * First day on which the notice is late: the day after the month (docs/reference/law.md#d-states), or that on which the
 * person was written to without it.
 */
function noticeLateOn(facts: ContactFacts, today: string): string {
  return earliestOf(facts, addDays(monthAfter(obtainedOn(facts, today)), 1))
}

function obtainedOn({ sources, clock }: ContactFacts, today: string): string {
  const day = sources.reduce<string | null>(
    (first, source) =>
      source.obtainedOn <= today && (first === null || source.obtainedOn < first) ? source.obtainedOn : first,
    null,
  )
  return day ?? clock.startedOn
}

function earliestOf({ firstContactOn, firstDisclosedOn }: ContactFacts, month: string): string {
  return [firstContactOn, firstDisclosedOn].reduce<string>(
    (first, day) => (day !== null && day < first ? day : first),
    month,
  )
}

function understands(facts: ContactFacts, notice: NoticeFact): boolean {
  if (notice.language === null) return false
  if (facts.language !== null) return notice.language === facts.language
  const known = facts.countries.length > 0 && !facts.countries.includes('ZZ')
  return (
    known && facts.countries.every((country) => noticeLanguages.get(country)?.includes(notice.language ?? '') ?? true)
  )
}

/**
 * The day of our first message to somebody who was not informed by then (docs/reference/law.md#d2): the notice came
 * later, or never. Null = they were, nobody had to be, or no message was seen.
 */
export function uninformedContactOn(facts: ContactFacts, personal: boolean, today: string): string | null {
  const { firstContactOn: on } = facts
  if (on === null || on > today) return null
  const { state } = noticeState({ ...facts, firstContactOn: null, firstDisclosedOn: null }, personal, on)
  return state === 'DUE' || state === 'OVERDUE' || state === 'FAILED' ? on : null
}
