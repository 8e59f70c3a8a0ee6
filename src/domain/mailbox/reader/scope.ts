import type { Channel } from '../../app/channel.ts'
import { fold } from '../text/fold.ts'
import { emailsIn } from '../text/own-words.ts'
import type { ProposedScope } from '../text/parsed-mail.ts'
import {
  mailChannels,
  clauseEndsIt,
  clauseKeeps,
  clauseRefuses,
  lessOften,
  namedList,
  otherAddress,
  otherDays,
  untilThen,
} from '../tables/scope-words.ts'

const clauseEnds =
  /[.,;:!?()\n–—]+|(?<![\p{L}\d])(?:mais|en revanche|par contre|but|however|aber|dagegen|pero|ma|maar)(?![\p{L}\d])/u

/** So much of a clause or a sentence is compared. */
const maxPiece = 600

const clausesOf = (sentences: readonly string[]) =>
  fold(sentences.join('\n'))
    .split(clauseEnds)
    .map((clause) => clause.slice(0, maxPiece))

/**
 * Reads the limits of a refusal (docs/reference/law.md#f10: narrower only where the person says so). A channel counts
 * when one clause turns it down and no clause keeps it.
 */
export function scopeOf(sentences: readonly string[]): ProposedScope {
  const clauses = clausesOf(sentences)
  const { refused, kept } = channelsOf(clauses)
  const says = (pattern: RegExp) => sentences.some((sentence) => pattern.test(fold(sentence).slice(0, maxPiece)))
  const channels = refused.filter((channel) => !kept.includes(channel))
  if (channels.length > 0 && (kept.length > 0 || channels[0] !== 'email')) return { kind: 'channel', channels }
  if (emailsIn(sentences.join(' ')).length > 0 || says(otherAddress)) return { kind: 'address', channels: [] }
  if (says(lessOften)) return { kind: 'frequency', channels: [] }
  if (says(namedList)) return { kind: 'list', channels: [] }
  return { kind: says(otherDays) ? 'frequency' : 'topic', channels: [] }
}

/** One channel is turned down and another kept: the limits are certain. */
export const channelForAnother = 'one channel for another'

/** What of this shows in a text, as names for the statistical reader: a refusal that keeps something is none of all. */
export function signsOfLimits(sentences: readonly string[]): string[] {
  const clauses = clausesOf(sentences)
  const { refused, kept } = channelsOf(clauses)
  const keeps = clauses.some(onlyKeeps)
  const refuses = clauses.some((clause) => clauseRefuses.test(clause) && !onlyKeeps(clause))
  return [
    ...(keeps && refuses ? ['keeps and refuses'] : []),
    ...(refused.length > 0 && kept.some((channel) => !refused.includes(channel)) ? [channelForAnother] : []),
    ...(refused.some((channel) => channel !== 'email') ? ['refuses a channel'] : []),
    ...(clauses.some((clause) => clauseRefuses.test(clause) && untilThen.test(clause)) ? ['refuses until then'] : []),
    ...(clauses.some((clause) => untilThen.test(clause)) ? ['until then'] : []),
    ...(clauses.some((clause) => lessOften.test(clause)) ? ['less often'] : []),
    ...(clauses.some((clause) => namedList.test(clause)) && keeps && refuses ? ['one list for another'] : []),
  ]
}

function channelsOf(clauses: readonly string[]): { refused: Channel[]; kept: Channel[] } {
  const refused: Channel[] = []
  const kept: Channel[] = []
  for (const clause of clauses) {
    const named = mailChannels.filter(([, pattern]) => pattern.test(clause)).map(([channel]) => channel)
    if (clauseRefuses.test(clause) && !onlyKeeps(clause)) refused.push(...named)
    else if (onlyKeeps(clause)) kept.push(...named)
  }
  return { refused: [...new Set(refused)], kept: [...new Set(kept)] }
}

/** "No problem by mail", "nur per Mail": the clause keeps what it names, unless it says "no more". */
const onlyKeeps = (clause: string) => clauseKeeps.test(clause) && !clauseEndsIt.test(clause)
