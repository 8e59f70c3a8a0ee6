import type { Channel } from '../../app/channel.ts'
import { sieveOf } from '../sieve/sieve.ts'
import { fold, maxFolded } from '../text/fold.ts'
import { keptForMessage } from '../sieve/kept-for-message.ts'
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

/** What the patterns of limits find in one clause. */
interface Clause {
  channels: readonly Channel[]
  refuses: boolean
  /** It keeps what it names, unless it says "no more": "no problem by mail", "nur per Mail". */
  keeps: boolean
  until: boolean
  lessOften: boolean
  namesList: boolean
}

const inClause = sieveOf([
  ...mailChannels.map(([, pattern]) => pattern),
  clauseRefuses,
  clauseKeeps,
  clauseEndsIt,
  untilThen,
  lessOften,
  namedList,
])

const readClause = keptForMessage((clause): Clause => {
  const refuses = inClause.says(clauseRefuses, clause)
  const keeps = inClause.says(clauseKeeps, clause) && !inClause.says(clauseEndsIt, clause)
  return {
    channels:
      refuses || keeps
        ? mailChannels.filter(([, pattern]) => inClause.says(pattern, clause)).map(([channel]) => channel)
        : [],
    refuses,
    keeps,
    until: inClause.says(untilThen, clause),
    lessOften: inClause.says(lessOften, clause),
    namesList: inClause.says(namedList, clause),
  }
})

const clausesIn = (text: string): readonly Clause[] =>
  fold(text)
    .split(clauseEnds)
    .map((clause) => readClause(clause.slice(0, maxPiece)))
const clausesInSentence = keptForMessage(clausesIn)

/** The clauses of a text. Its sentences are folded one by one; a text without end is folded as far as one text is. */
function clausesOf(sentences: readonly string[]): readonly Clause[] {
  const length = sentences.reduce((sum, sentence) => sum + sentence.length + 1, 0)
  return length > maxFolded ? clausesIn(sentences.join('\n')) : sentences.flatMap(clausesInSentence)
}

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
  const keeps = clauses.some((clause) => clause.keeps)
  const refuses = clauses.some((clause) => clause.refuses && !clause.keeps)
  return [
    ...(keeps && refuses ? ['keeps and refuses'] : []),
    ...(refused.length > 0 && kept.some((channel) => !refused.includes(channel)) ? [channelForAnother] : []),
    ...(refused.some((channel) => channel !== 'email') ? ['refuses a channel'] : []),
    ...(clauses.some((clause) => clause.refuses && clause.until) ? ['refuses until then'] : []),
    ...(clauses.some((clause) => clause.until) ? ['until then'] : []),
    ...(clauses.some((clause) => clause.lessOften) ? ['less often'] : []),
    ...(keeps && refuses && clauses.some((clause) => clause.namesList) ? ['one list for another'] : []),
  ]
}

function channelsOf(clauses: readonly Clause[]): { refused: Channel[]; kept: Channel[] } {
  const refused: Channel[] = []
  const kept: Channel[] = []
  for (const { channels, refuses, keeps } of clauses) {
    if (keeps) kept.push(...channels)
    else if (refuses) refused.push(...channels)
  }
  return { refused: [...new Set(refused)], kept: [...new Set(kept)] }
}
