import type { Classification, ProposedScope, PhraseReason, MailVerdict } from '../text/parsed-mail.ts'
import { isCertain } from './certain.ts'
import type { Chances } from './linear-model.ts'
import type { Bounds } from './second-stage.ts'

/** Doubts that stay: a text that cannot be read, or a sentence that is a refusal and no more. */
const standingRules: ReadonlySet<string> = new Set([
  'bare-refusal',
  'empty',
  'rude-sign',
  'foreign',
  'letter-attached',
  'passed-on',
  'token',
])

/** Doubts that a person decides, however sure the reader: also a machine's answer that may hold a person's words. */
const openRules: ReadonlySet<string> = new Set([...standingRules, 'auto-generated'])

const maxPhrase = 120
/** From this chance on a sentence refuses, whatever stands beside it. */
const sureAlone = 0.9
/** From this chance on a doubt of the grammar is a refusal. */
const sureInDoubt = 0.85
/** From this chance on a text is a machine's. */
const machineFrom = 0.6
/** From this chance on what refuses in an automatic answer is a person's. */
const inMachineMail = 0.5
/** From this chance on an objection of the grammar stands that is nearly all a text says. */
const keepShort = 0.5
/** From this chance of limits on, a person looks whether a refusal has some: one that is too wide loses a customer. */
const limitedFrom = 0.09
/** From this chance on a text is taken for unclear, though nothing in it refuses. */
const unclearFrom = 0.5

/** What else a decision needs; what is a call is looked up only where it is needed. */
interface Sayings {
  /** Hardly more than one sentence. */
  isShort: boolean
  /** The sentence that decided. */
  words: string
  /** What a refusal with limits stops. */
  scope: () => ProposedScope
  /** The highest chance of a refusal that one of several sentences has alone. */
  sentence: number
  /** One channel is turned down and another kept. */
  keepsChannel: () => boolean
}

const refusalIn = ({ refusal, limited }: Chances) => refusal + limited

/** A machine's form for the reader, with words of refusal as such forms have them. */
const isMachine = (chances: Chances) => chances.machine >= machineFrom && refusalIn(chances) < inMachineMail

const says = ({ verdicts }: Classification, ...wanted: readonly MailVerdict[]) =>
  verdicts.some((verdict) => wanted.includes(verdict))

/** Where the second stage moves a message, by the rule that is noted; null = it stays as the grammar said. */
type Move =
  | 'reader-limited'
  | 'reader-doubts'
  | 'reader-refusal'
  | 'reader-unclear'
  | 'reader-sure'
  | 'reader-harmless'
  | null

/**
 * The verdict of both stages (docs/decisions/0063). The statistical reader moves what the grammar did not understand to
 * a person, or to an objection where it is sure; from doubt to nothing only where it is sure too. What the grammar
 * calls an objection is never nothing: where the reader takes it for something else, a person decides.
 */
export function weigh(said: Classification, chances: Chances, bounds: Bounds, sayings: Sayings): Classification {
  const move = moveOf(said, chances, bounds, sayings)
  if (move === null) return said
  const refusal = refusalIn(chances)
  const reason: PhraseReason = { rule: move, language: 'any', phrase: sayings.words.slice(0, maxPhrase) }
  // What else it asks for stays asked, whatever the refusal comes to.
  const rights = said.verdicts.filter((verdict) => verdict === 'erasure' || verdict === 'access')
  if (move === 'reader-harmless')
    return { ...said, verdicts: rights.length > 0 ? rights : ['none'], confidence: 1 - refusal, reasons: [reason] }
  const forAll = said.verdicts.filter((verdict) => verdict === 'employer')
  return {
    ...said,
    verdicts: [move === 'reader-sure' ? 'objection' : 'unsure', ...forAll, ...rights],
    confidence: refusal,
    reasons: [reason, ...said.reasons],
    scope: move === 'reader-limited' ? sayings.scope() : null,
  }
}

function moveOf(
  said: Classification,
  chances: Chances,
  bounds: Bounds,
  { isShort, keepsChannel, sentence }: Sayings,
): Move {
  // Whom it is meant for is a person's question already.
  if (isCertain(said) || says(said, 'bounce', 'someone-else')) return null
  const refusal = refusalIn(chances)
  // A machine wrote it for certain: only a text that clearly refuses contradicts that.
  if (says(said, 'auto-reply')) return refusal >= inMachineMail ? 'reader-refusal' : null
  const isLimited = refusal >= bounds.none && (chances.limited >= limitedFrom || keepsChannel())
  if (isLimited && !isMachine(chances)) return 'reader-limited'
  if (says(said, 'objection', 'complaint')) return refusal < keepOf(said, bounds, isShort) ? 'reader-doubts' : null
  // "Don't stop sending these", and hardly more: the grammar knows it.
  if (isShort && isContrary(said)) return null
  return says(said, 'unsure') ? moveOfDoubt(said, chances, bounds, sentence) : moveOfNothing(chances, bounds, sentence)
}

/**
 * From which chance on an objection of the grammar stands. A command that stands nearly alone is a refusal; "Stop! Hold
 * the shipment" may be none. "Remove jane@…" and hardly more is one, whatever the reader makes of an address.
 */
function keepOf({ reasons }: Classification, { keep, none }: Bounds, isShort: boolean): number {
  if (!isShort) return keep
  if (reasons.some(({ rule }) => rule === 'remove-address')) return 0
  return reasons.some(({ rule }) => rule === 'command') ? none : Math.min(keep, keepShort)
}

/** All that was found says the contrary of a refusal. */
const isContrary = ({ verdicts, reasons }: Classification) =>
  verdicts.every((verdict) => verdict === 'none') &&
  reasons.length > 0 &&
  reasons.every(({ rule }) => rule === 'contrary')

function moveOfDoubt({ reasons }: Classification, chances: Chances, bounds: Bounds, sentence: number): Move {
  const stays = (rules: ReadonlySet<string>) => reasons.some(({ rule }) => rules.has(rule))
  const refusal = refusalIn(chances)
  if (refusal >= sureInDoubt) return stays(openRules) ? null : 'reader-sure'
  const isHarmless =
    (isMachine(chances) || (refusal < bounds.none && chances.unclear < unclearFrom)) && sentence < sureAlone
  return isHarmless && !stays(standingRules) ? 'reader-harmless' : null
}

function moveOfNothing(chances: Chances, bounds: Bounds, sentence: number): Move {
  const refusal = refusalIn(chances)
  if (isMachine(chances)) return null
  if (refusal >= bounds.sure) return 'reader-sure'
  // One polite sentence more makes no refusal harmless.
  if (refusal >= bounds.none || sentence >= sureAlone) return 'reader-refusal'
  return chances.unclear >= unclearFrom ? 'reader-unclear' : null
}
