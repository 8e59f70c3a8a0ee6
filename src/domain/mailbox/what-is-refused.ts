import { fold } from './text/fold.ts'
import { emailsIn } from './text/own-words.ts'
import { withoutQuoted } from './reader/quoted-words.ts'
import type { PhraseFinding } from './text/read-sentences.ts'
import { classesIn } from './reader/word-classes-of.ts'
import { offersToReader, untilThen } from './tables/scope-words.ts'

/** Words that make a refusal one of ours: our messages and calls, the sender, the sender's data, our lists. */
const ours = ['message', 'reach', 'list', 'data', 'unsubscribe', 'peace', 'law'] as const
/** Things of the sender's own business, products, third parties. */
const others = ['thing', 'feature', 'other'] as const

/** So much of a sentence is compared. */
const maxPiece = 600

/**
 * A finding as its sentence bears it: a refusal of something else than us, of another whom the sentence quotes, one
 * with a bound in time, or one that a machine offers its reader, leaves a doubt, and the second stage decides.
 * `isForm`: the text holds sentences of a machine's form.
 */
export function weighedFinding(finding: PhraseFinding, sentence: string, isForm: boolean): PhraseFinding {
  if (!finding.sure || (finding.means !== 'objection' && finding.means !== 'erasure')) return finding
  return isForm || isElsewhere(finding, sentence) ? { ...finding, means: 'doubt', sure: false } : finding
}

const withoutEmails = (text: string) => emailsIn(text).reduce((rest, email) => rest.replace(email, ' '), text)

function isElsewhere({ reason }: PhraseFinding, sentence: string): boolean {
  const { own, quotes } = withoutQuoted(sentence)
  const folded = fold(own).slice(0, maxPiece)
  if (quotes.length > 0 && !folded.includes(reason.phrase)) return true
  if (untilThen.test(folded) || offersToReader.test(folded)) return true
  // Words of an address are no words of the sentence.
  const found = classesIn(fold(withoutEmails(own)).slice(0, maxPiece))
  return others.some((name) => found.has(name)) && !ours.some((name) => found.has(name))
}
