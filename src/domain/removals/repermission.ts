import type { ClockState } from '../inactivity/clock.ts'
import { addDays } from '../app/day.ts'

/**
 * The one question is asked so many days before the term: early enough for an answer, late enough to be about the term
 * (docs/reference/law.md#g4).
 */
export const askWindow = { first: 60, last: 30 } as const
/** Asking by mail is itself unlawful there (docs/reference/law.md#g4). */
const neverAskedIn: ReadonlySet<string> = new Set(['IT', 'NL', 'AT'])

/** Why somebody is not asked, in the order in which it is looked at. */
const notAskedReasons = [
  'too-late',
  'too-early',
  'asked',
  'objected',
  'country',
  'notice',
  'legal-hold',
  'pending',
  'customer',
  'held',
  'in-plan',
  'blind',
  'assumed',
  'maybe',
  'address',
  'undeliverable',
  'not-allowed',
  'language',
] as const
export type NotAskedReason = (typeof notAskedReasons)[number]

/** What is looked at before somebody is asked, as it stands that day. */
export interface AskFacts {
  /** First day (UTC, YYYY-MM-DD) on which the contact is expired. */
  termOn: string
  /** Verdict of e-mail for prospecting, decided that day. */
  verdict: string
  clockState: ClockState
  /** ISO codes; several = the systems disagree. */
  countries: readonly string[]
  noticeState: string
  relation: 'none' | 'customer' | 'open-deal'
  /** Some no stands, whatever its channel or kind. */
  objected: boolean
  /** Something the person wrote waits for somebody. */
  pending: boolean
  /** A "not for now" of ours or of theirs runs. */
  held: boolean
  /** A removal plan under way holds them. */
  inPlan: boolean
  /** A legal hold stands over them: nothing is to be decided about their data. */
  keptByLaw: boolean
  /** Whom the address belongs to is not sure: another contact holds it too. */
  maybe: boolean
  /** Known in clear and the person's own, no shared mailbox. */
  ownAddress: boolean
  /** Mail to it came back for good. */
  undeliverable: boolean
  /** Asked since their last counted act. */
  asked: boolean
  /** Language in which they would be asked; null = none that they are known to read. */
  language: string | null
}

/**
 * Whether somebody may be asked on the UTC day `today` if they still want to hear from us (docs/reference/law.md#g4,
 * docs/reference/promises.md#removal-3): once, 30 to 60 days before the term, only where that day's e-mail verdict is
 * ALLOW. Null = yes; else the first thing in the way. `assumedStarts`: people whose start is only assumed may be
 * removed; else they are not asked about a removal that never comes.
 */
export function mayAsk(facts: AskFacts, today: string, policy: { assumedStarts: boolean }): NotAskedReason | null {
  return reasonsNotToAsk.find(([, stands]) => stands(facts, today, policy))?.[0] ?? null
}

type Stands = (facts: AskFacts, today: string, policy: { assumedStarts: boolean }) => boolean

/** What stands in the way, in the order in which it is told. */
const reasonsNotToAsk: readonly (readonly [NotAskedReason, Stands])[] = [
  ['too-late', ({ termOn }, today) => termOn < addDays(today, askWindow.last)],
  ['too-early', ({ termOn }, today) => termOn > addDays(today, askWindow.first)],
  ['asked', ({ asked }) => asked],
  ['objected', ({ objected }) => objected],
  // Where the country is not known it may be one of those.
  [
    'country',
    ({ countries }) => countries.length === 0 || countries.some((one) => one === 'ZZ' || neverAskedIn.has(one)),
  ],
  ['notice', ({ noticeState }) => noticeState === 'FAILED'],
  ['legal-hold', ({ keptByLaw }) => keptByLaw],
  ['pending', ({ pending }) => pending],
  ['customer', ({ relation }) => relation !== 'none'],
  ['held', ({ held }) => held],
  ['in-plan', ({ inPlan }) => inPlan],
  ['blind', ({ clockState }) => clockState === 'blind'],
  ['assumed', ({ clockState }, _today, { assumedStarts }) => clockState === 'assumed' && !assumedStarts],
  ['maybe', ({ maybe }) => maybe],
  ['address', ({ ownAddress }) => !ownAddress],
  ['undeliverable', ({ undeliverable }) => undeliverable],
  ['not-allowed', ({ verdict }) => verdict !== 'ALLOW'],
  ['language', ({ language }) => language === null],
]
